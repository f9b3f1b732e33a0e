//! Readers' comments: who, when, what, and whom they answer.

use super::span_of;
use crate::article::{Comment, Label, Moment, Span};
use crate::ingest::calendar::DayMonthOrder;
use crate::ingest::dates;
use crate::ingest::segment::Paragraph;

/// Buttons that pages put at the end of a comment, often without a blank before them.
const BUTTONS: &[&str] = &[
    "Recommend",
    "Recommended",
    "Reply",
    "Like",
    "Report",
    "Report abuse",
    "Share",
    "Flag",
    "Permalink",
    "Quote",
    "Antworten",
    "Melden",
    "Empfehlen",
    "Répondre",
    "Signaler",
    "Responder",
    "Denunciar",
    "Rispondi",
    "Segnala",
    "Reageer",
    "Odpowiedz",
    "Zgłoś",
    "Ответить",
    "Пожаловаться",
    "Відповісти",
    "Cevapla",
    "Yanıtla",
    "Beğen",
    "پاسخ",
    "رد",
    "جواب دیں",
];

/// Longest name that `@Name:` addresses, in characters.
const LONGEST_NAME: usize = 60;

/// The comments in order.
pub(super) fn read(text: &str, paragraphs: &[Paragraph]) -> Vec<Comment> {
    let mut found: Vec<Comment> = Vec::new();
    for paragraph in paragraphs {
        let span = span_of(paragraph);
        match paragraph.label {
            Label::CommentAuthor => found.push(by(text, span)),
            Label::CommentTime => {
                if let Some(comment) = found.last_mut() {
                    comment.time = comment.time.or_else(|| moment(span.of(text)));
                }
            }
            Label::CommentText => {
                let said = without_buttons(text, span);
                if let Some(comment) = found.last_mut()
                    && !said.is_empty()
                {
                    if comment.text.is_empty() {
                        comment.reply_to = addressed(said.of(text));
                    }
                    comment.text.push(said);
                }
            }
            _ => {}
        }
    }
    found
}

/// A comment of which only the author's line was read; the time may stand in the same line.
fn by(text: &str, line: Span) -> Comment {
    let mut comment = Comment {
        author: Some(line),
        time: None,
        text: Vec::new(),
        reply_to: None,
    };
    let words = line.of(text);
    let moments = dates::find_moments(words, DayMonthOrder::Unknown);
    if let Some(first) = moments.first()
        && let Some(before) = words.get(..first.range.start)
    {
        let name = before.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '.');
        comment.time = Some(first.moment);
        if !name.is_empty() {
            let start = line.range().start;
            comment.author = Some(Span::new(start, start + name.len()));
        }
    }
    comment
}

fn moment(line: &str) -> Option<Moment> {
    let found = dates::find_moments(line, DayMonthOrder::Unknown);
    found.first().map(|found| found.moment)
}

/// The span narrowed to what was said. A button counts only where it cannot be a word of the
/// sentence: behind a sentence's end, or glued to a word.
fn without_buttons(text: &str, span: Span) -> Span {
    let mut end = span.range().end;
    while let Some(said) = text.get(span.range().start..end) {
        let shorter = BUTTONS.iter().find_map(|button| {
            let rest = said.strip_suffix(button)?;
            let kept = rest.trim_end();
            let glued = kept.len() == rest.len();
            let after_end = kept.ends_with(|c: char| !c.is_alphanumeric() && c != ',');
            (kept.is_empty() || glued || after_end).then_some(kept)
        });
        match shorter {
            Some(kept) => end = span.range().start + kept.len(),
            None => break,
        }
    }
    Span::new(span.range().start, end)
}

/// The name in `@Name: …`.
fn addressed(said: &str) -> Option<String> {
    let (name, _) = said.strip_prefix('@')?.split_once(':')?;
    let name = name.trim();
    let fits = !name.is_empty() && name.chars().count() <= LONGEST_NAME && !name.contains('\n');
    fits.then(|| name.to_owned())
}
