//! Cues that a paragraph shows by itself.

use super::line::{self, LINE};
use super::{Cue, Sheet, furniture, short};
use crate::ingest::bytes;
use crate::ingest::segment::dateline;
use crate::ingest::segment::lexicon::{self, Hit, Words};
use crate::ingest::segment::lines::Unit;
use crate::ingest::segment::runs;

/// Phrases of the page are looked for in so many words of a paragraph.
const SCANNED_WORDS: usize = 60;
/// A paragraph with more words than this is no date, name or button.
pub(super) const SHORT: usize = 14;

/// A paragraph while its cues are gathered.
pub(super) struct Seen<'a> {
    pub(super) line: &'a str,
    pub(super) words: Words,
    pub(super) hits: Vec<Hit>,
    /// Words as a reader counts them: two characters of a script without spaces are one.
    pub(super) count: usize,
    initials: Initials,
}

/// How words begin.
#[derive(Clone, Copy, Debug, Default)]
struct Initials {
    /// Words, those of one character too.
    words: usize,
    /// Words of four characters or more that have a letter or digit.
    long: usize,
    /// Those of them whose first one is a capital or a digit.
    upper: usize,
}

impl Initials {
    fn of(line: &str) -> Self {
        let mut found = Self::default();
        runs::for_each_word(line, |word| {
            found.words += 1;
            // Four characters have sixteen bytes at most.
            if word.len() < 4
                || word.len() < 16 && !word.is_ascii() && word.chars().nth(3).is_none()
            {
                return;
            }
            if let Some(first) = word.bytes().next().filter(u8::is_ascii_alphanumeric) {
                found.long += 1;
                found.upper += usize::from(!first.is_ascii_lowercase());
            } else if let Some(first) = word.chars().find(|c| c.is_alphanumeric()) {
                found.long += 1;
                found.upper += usize::from(first.is_uppercase() || first.is_numeric());
            }
        });
        found
    }
}

/// Where a paragraph stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Zone {
    /// Before any prose: what a line is there, other cues tell.
    Before,
    /// With prose before it: it may be part of an article.
    Within,
}

/// The cues of one paragraph.
pub(super) fn sheet(text: &str, unit: &Unit, zone: Zone) -> Sheet {
    let line = text.get(unit.bytes.clone()).unwrap_or_default();
    let words = lexicon::plain_words(head_of(line));
    let initials = Initials::of(line);
    let seen = Seen {
        hits: lexicon::hits(&words),
        count: initials.words + unspaced(line) / 2,
        words,
        line,
        initials,
    };
    let mut sheet = Sheet::with_room();
    sheet.add(Cue::Any, 1.0);
    length(&mut sheet, &seen);
    form(&mut sheet, &seen);
    sheet.mark(Cue::Bullet, unit.bullet);
    sheet.mark(Cue::Indented, unit.indented && !unit.bullet);
    furniture::add(&mut sheet, &seen);
    if seen.count <= SHORT {
        short::add(&mut sheet, &seen, zone);
    }
    if seen.count <= LINE && zone == Zone::Within {
        line::add(&mut sheet, &seen);
    }
    let headline = (4..=24).contains(&seen.count)
        && !unit.bullet
        && !unit.indented
        && ![
            Cue::DateAlone,
            Cue::DateLabel,
            Cue::ByName,
            Cue::Role,
            Cue::Buttons,
        ]
        .into_iter()
        .chain([
            Cue::Colon,
            Cue::OthersHead,
            Cue::Tags,
            Cue::Breadcrumb,
            Cue::RecordLabel,
            Cue::Dateline,
        ])
        .any(|cue| sheet.has(cue))
        && (!sheet.has(Cue::Sentence)
            || sheet.has(Cue::Asks) && seen.count <= 18
            || sheet.has(Cue::TitleCase) && (sheet.has(Cue::Asks) || seen.count <= 16));
    sheet.mark(Cue::Headline, headline);
    sheet
}

/// As much of the line as phrases are looked for in.
pub(super) fn head_of(line: &str) -> &str {
    // A line of so many bytes at most has no more blanks than that.
    if line.len() <= SCANNED_WORDS {
        return line;
    }
    let at = runs::blanks(line).nth(SCANNED_WORDS);
    let at = at.map_or(line.len(), |blank| blank.start);
    line.get(..at).unwrap_or(line)
}

/// Characters of scripts that are written without spaces.
fn unspaced(line: &str) -> usize {
    if bytes::any(line.as_bytes(), UNSPACED) {
        line.chars().filter(|c| is_unspaced(*c)).count()
    } else {
        0
    }
}

/// What a character of [`is_unspaced`] may begin with; marks and letters of the other scripts of
/// most news begin otherwise.
const UNSPACED: &[bytes::Span] = &[(0xe0, 0xe0), (0xe3, 0xe9), (0xef, 0xef)];

/// Characters of scripts that are written without spaces.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{e00}'..='\u{e7f}')
}

fn length(sheet: &mut Sheet, seen: &Seen<'_>) {
    let cue = match seen.count {
        0..=2 => Cue::Words1,
        3..=4 => Cue::Words3,
        5..=6 => Cue::Words5,
        7..=8 => Cue::Words7,
        9..=15 => Cue::Words9,
        16..=30 => Cue::Words16,
        _ => Cue::Words31,
    };
    sheet.add(cue, 1.0);
}

/// How the paragraph is written.
fn form(sheet: &mut Sheet, seen: &Seen<'_>) {
    let line = seen.line;
    let bare = line.trim_end_matches(is_picture);
    let bare = bare.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', '“', '*', ' ', '\u{a0}']);
    let stop = bare.ends_with([
        '.', '!', '?', '。', '！', '？', '؟', '।', '۔', '…', '~', '～',
    ]);
    let ellipsis = bare.ends_with('…') || bare.ends_with("...");
    sheet.mark(Cue::Sentence, stop && !ellipsis && seen.count >= 4);
    sheet.mark(Cue::Asks, bare.ends_with(['?', '!', '？', '！', '؟']));
    sheet.mark(Cue::Ellipsis, ellipsis);
    sheet.mark(Cue::Dateline, dateline::read(line).is_some());
    sheet.mark(Cue::Colon, bare.ends_with([':', '：']));
    sheet.mark(Cue::Sentences, stops_inside(line));
    sheet.mark(Cue::Comma, seen.count > 4 && has_comma(line));
    sheet.mark(Cue::Quote, line.starts_with(['"', '“', '„', '«', '‘', '‚']));
    sheet.mark(Cue::LowerStart, line.starts_with(char::is_lowercase));
    sheet.mark(Cue::Addressed, line.starts_with('@') && line.contains(':'));
    capitals(sheet, seen);
    let (mut letters, mut digits) = (0_usize, 0_usize);
    for c in line.chars() {
        letters += usize::from(c.is_alphabetic());
        digits += usize::from(c.is_numeric());
        if letters > 3 {
            // Words: neither of the two, whatever follows.
            return;
        }
    }
    sheet.mark(Cue::Digits, digits > 0);
    sheet.mark(Cue::Marks, digits + letters == 0);
}

/// Pictures of feelings and things, which blogs end sentences with.
fn is_picture(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}' | '\u{fe0f}' | '\u{200d}')
}

fn has_comma(line: &str) -> bool {
    memchr::memchr2(b',', b';', line.as_bytes()).is_some()
        || bytes::any(line.as_bytes(), COMMAS) && line.contains(['،', '，', '、'])
}

/// What a comma beyond ASCII may begin with.
const COMMAS: &[bytes::Span] = &[(0xd8, 0xd8), (0xe3, 0xe3), (0xef, 0xef)];

/// Whether a sentence ends with another sentence behind it.
fn stops_inside(line: &str) -> bool {
    let mut stops = memchr::memchr3_iter(b'.', b'!', b'?', line.as_bytes());
    stops.any(|at| {
        let (before, behind) = line.split_at_checked(at).unwrap_or((line, ""));
        // "J. Smith" and "No. 5" end no sentence.
        let next = behind.chars().nth(1);
        let long = || before.chars().rev().nth(2).is_some();
        let word = || before.chars().rev().take(3).all(char::is_alphanumeric);
        next.is_some_and(char::is_whitespace) && long() && word()
    }) || bytes::any(line.as_bytes(), FOREIGN_STOPS) && stops_inside_foreign(line)
}

/// What a mark of [`stops_inside_foreign`] may begin with.
const FOREIGN_STOPS: &[bytes::Span] = &[
    (0xd8, 0xd8),
    (0xdb, 0xdb),
    (0xe0, 0xe0),
    (0xe3, 0xe3),
    (0xef, 0xef),
];

/// The same for the marks of other scripts.
fn stops_inside_foreign(line: &str) -> bool {
    let mut characters = line.chars().peekable();
    let mut word = 0_usize;
    while let Some(c) = characters.next() {
        let full_width = matches!(c, '。' | '！' | '？');
        let spaced = matches!(c, '؟' | '।' | '۔')
            && characters.peek().is_some_and(|next| next.is_whitespace());
        let not_last = characters.peek().is_some();
        if not_last && (full_width || spaced && word > 2) {
            return true;
        }
        word = if c.is_alphanumeric() { word + 1 } else { 0 };
    }
    false
}

fn capitals(sheet: &mut Sheet, seen: &Seen<'_>) {
    let Initials { long, upper, .. } = seen.initials;
    sheet.mark(Cue::TitleCase, long >= 2 && upper * 10 >= long * 8);
    let line = seen.line;
    let small = line.chars().any(char::is_lowercase);
    let capitals = || line.chars().filter(|c| c.is_uppercase()).take(3).count();
    sheet.mark(Cue::Capitals, !small && capitals() == 3);
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts of words in a line are small"
)]
pub(super) fn ratio(part: usize, whole: usize) -> f32 {
    part as f32 / whole.max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::segment::cues::fixture::shows;

    #[test]
    fn a_sentence_may_end_with_a_wave_or_a_picture() {
        for line in [
            "The park is full of colours these days~",
            "We had a wonderful day there. ⬇️",
        ] {
            assert!(shows(line, Cue::Sentence), "{line}");
        }
        assert!(!shows("The park is full of colours", Cue::Sentence));
    }
}
