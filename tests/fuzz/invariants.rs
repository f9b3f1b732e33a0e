//! What holds of every article, whatever it was read from.

use chrono::Datelike as _;
use dateline::article::{Article, Format, Moment, Span};
use dateline::ingest::Report;

/// Checks the articles of one file of these bytes.
pub(super) fn of_reading(articles: &[Article], report: &Report, bytes: &[u8]) {
    assert_eq!(report.totals.articles, articles.len());
    for trouble in report.skipped.iter().chain(&report.repaired) {
        of_line(&trouble.issue.message);
        of_line(&trouble.path);
    }
    let haystack = letters_of_input(bytes);
    for article in articles {
        of_article(article);
        let (start, end) = article.origin.bytes;
        assert!(start <= end && end <= bytes.len() as u64, "{start}..{end}");
        if let Some(haystack) = &haystack {
            for span in &article.body {
                let paragraph = span.of(&article.text);
                // A parser of pages moves what stands in a table out of its place: whole words do.
                let pieces: Vec<&str> = match article.origin.format {
                    Format::Html => paragraph.split_whitespace().collect(),
                    _ => vec![paragraph],
                };
                for piece in pieces {
                    assert!(is_within(&letters(piece), haystack), "invented: {piece:?}");
                }
            }
        }
    }
}

fn of_article(article: &Article) {
    of_text(&article.text);
    let spans = article.body.iter().chain(&article.boilerplate).copied();
    let related = article.related.iter();
    let related = related.flat_map(|one| one.headline.into_iter().chain(one.standfirst));
    let comments = article.comments.iter();
    let comments = comments.flat_map(|one| one.author.into_iter().chain(one.text.iter().copied()));
    let mentions = article.mentions.iter().map(|mention| mention.span);
    for span in spans.chain(related).chain(comments).chain(mentions) {
        lies_in(span, &article.text);
    }
    let lines = [
        Some(&article.headline_from),
        article.headline.as_ref(),
        article.source.as_ref(),
        article.place.as_ref(),
        article.agency.as_ref(),
        article.url.as_ref(),
        article.language.as_ref(),
        Some(&article.published.evidence),
    ];
    let issues = article.issues.iter().map(|issue| &issue.message);
    let replies = article.comments.iter().filter_map(|c| c.reply_to.as_ref());
    let named = lines.into_iter().flatten().chain(&article.authors);
    for line in named.chain(issues).chain(replies) {
        of_line(line);
    }
    if let Some(confidence) = article.published.confidence {
        assert!((0.0..=1.0).contains(&confidence), "{confidence}");
    }
    let times = article.comments.iter().filter_map(|comment| comment.time);
    let dates = article.published.value.into_iter().chain(article.updated);
    dates.chain(times).for_each(of_moment);
    // A document among others in a file has fields and no lines of its own.
    if article.origin.format == Format::Text && article.origin.part == 0 {
        assert_eq!(article.lines.len(), article.text.split('\n').count());
    }
    let places: Vec<_> = article.removed.iter().map(|removal| removal.at).collect();
    assert!(places.is_sorted());
}

fn lies_in(span: Span, text: &str) {
    assert!(span.start <= span.end, "{span:?}");
    assert!(
        text.get(span.range()).is_some(),
        "{span:?} of {}",
        text.len()
    );
}

/// A moment that a calendar of ours has, and that prints.
pub(super) fn of_moment(moment: Moment) {
    assert!((1..=9999).contains(&moment.local.year()), "{moment:?}");
    assert!(!moment.to_string().is_empty());
    assert!(moment.offset.is_none_or(|minutes| minutes.abs() <= 24 * 60));
}

/// Text of several lines that a terminal can be sent.
pub(super) fn of_text(text: &str) {
    let bad = text
        .chars()
        .find(|c| !is_allowed(*c) && !matches!(c, '\n' | '\t'));
    assert_eq!(bad, None, "in {text:?}");
}

/// Text of one line that a terminal can be sent.
pub(super) fn of_line(line: &str) {
    let bad = line.chars().find(|c| !is_allowed(*c));
    assert_eq!(bad, None, "in {line:?}");
}

fn is_allowed(c: char) -> bool {
    !c.is_control()
        && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        && !('\u{e0000}'..='\u{e007f}').contains(&c)
}

/// The letters of an input whose text stands in it as it is: no entities, no escapes, one encoding.
fn letters_of_input(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?;
    let is_literal = !text.contains(['&', '\\', '\0']);
    is_literal.then(|| letters(text))
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether the letters occur in this order.
fn is_within(needle: &str, haystack: &str) -> bool {
    let mut rest = haystack.chars();
    needle.chars().all(|wanted| rest.any(|c| c == wanted))
}
