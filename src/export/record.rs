//! The record of an article as data for other programs: names, order and meaning of its fields
//! are documented in `assets/reference.md` and stay. Unknown is `null`, empty is `[]`.
//!
//! What was read and what the reader corrected stand beside each other: the record says what was
//! read, its `marks` say what it was corrected to.

use std::collections::HashMap;
use std::io::{self, Write};

use serde::Serialize;

use super::Selection;
use super::entry::one_line;
use crate::article::{Article, Label, Mark, Mention, Removal, Span, Verdict};
use crate::store::Store;

/// The record: a line of a list ([`Record::brief`]), or the whole article ([`Record::full`]).
#[derive(Debug, Serialize)]
pub struct Record<'a> {
    key: String,
    path: &'a str,
    part: u32,
    bytes: (u64, u64),
    format: &'static str,
    headline: Option<&'a str>,
    headline_from: &'a str,
    source: Option<&'a str>,
    source_from: &'static str,
    authors: &'a [String],
    place: Option<&'a str>,
    agency: Option<&'a str>,
    date: Option<String>,
    date_precision: Option<&'static str>,
    date_from: &'static str,
    date_confidence: Option<f64>,
    date_evidence: &'a str,
    date_range: Option<(String, String)>,
    updated: Option<String>,
    url: Option<&'a str>,
    language: Option<&'a str>,
    #[serde(flatten)]
    rest: Option<Rest<'a>>,
}

/// What a record has more in full.
#[derive(Debug, Serialize)]
struct Rest<'a> {
    body: Vec<String>,
    related: Vec<RelatedRecord>,
    comments: Vec<CommentRecord<'a>>,
    boilerplate: Vec<String>,
    mentions: Vec<MentionRecord<'a>>,
    lines: Vec<Option<&'static str>>,
    issues: Vec<&'a str>,
    again: Vec<AgainRecord>,
    marks: MarkRecord<'a>,
}

#[derive(Debug, Serialize)]
struct RelatedRecord {
    headline: Option<String>,
    standfirst: Option<String>,
    inline: bool,
    article: Option<String>,
}

#[derive(Debug, Serialize)]
struct AgainRecord {
    article: String,
    path: String,
    part: u32,
    how: &'static str,
}

#[derive(Debug, Serialize)]
struct CommentRecord<'a> {
    author: Option<String>,
    time: Option<String>,
    text: String,
    reply_to: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct MentionRecord<'a> {
    text: String,
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: &'static str,
    value: Option<&'a str>,
    r#in: &'static str,
}

#[derive(Debug, Serialize)]
struct MarkRecord<'a> {
    read: bool,
    starred: bool,
    verdict: Option<&'static str>,
    reason: Option<&'a str>,
    tags: &'a [String],
    note: Option<&'a str>,
    source: Option<&'a str>,
    date: Option<String>,
}

impl<'a> From<&'a Mark> for MarkRecord<'a> {
    fn from(mark: &'a Mark) -> Self {
        Self {
            read: mark.read,
            starred: mark.starred,
            verdict: mark.verdict.map(Verdict::name),
            reason: mark.reason.as_deref(),
            tags: &mark.tags,
            note: mark.note.as_deref(),
            source: mark.source.as_deref(),
            date: mark.date.map(|date| date.to_string()),
        }
    }
}

/// Writes the full records of a selection, one a line.
///
/// # Errors
/// When `out` takes no more.
pub(super) fn write(selection: Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    for entry in selection.entries() {
        let record = Record::full(&entry.article, &entry.mark, selection.store);
        serde_json::to_writer(&mut *out, &record)?;
        writeln!(out)?;
    }
    Ok(())
}

impl<'a> Record<'a> {
    /// The fields of a line of a list, in their order.
    pub const FIELDS: [&'static str; 21] = [
        "key",
        "path",
        "part",
        "bytes",
        "format",
        "headline",
        "headline_from",
        "source",
        "source_from",
        "authors",
        "place",
        "agency",
        "date",
        "date_precision",
        "date_from",
        "date_confidence",
        "date_evidence",
        "date_range",
        "updated",
        "url",
        "language",
    ];

    /// A line of a list.
    pub fn brief(article: &'a Article) -> Self {
        let published = &article.published;
        Self {
            key: article.key.to_string(),
            path: &article.origin.path,
            part: article.origin.part,
            bytes: article.origin.bytes,
            format: article.origin.format.name(),
            headline: article.headline.as_deref(),
            headline_from: &article.headline_from,
            source: article.source.as_deref(),
            source_from: article.source_from.name(),
            authors: &article.authors,
            place: article.place.as_deref(),
            agency: article.agency.as_deref(),
            date: published.value.map(|value| value.to_string()),
            date_precision: published.value.map(|value| value.precision.name()),
            date_from: published.kind.name(),
            date_confidence: published.confidence.map(hundredths),
            date_evidence: &published.evidence,
            date_range: published
                .range
                .map(|(first, last)| (first.to_string(), last.to_string())),
            updated: article.updated.map(|moment| moment.to_string()),
            url: article.url.as_deref(),
            language: article.language.as_deref(),
            rest: None,
        }
    }

    /// The whole article and what the reader says of it; `store` names the other articles of the
    /// collection.
    pub fn full(article: &'a Article, mark: &'a Mark, store: &Store) -> Self {
        Self {
            rest: Some(Rest::of(article, mark, store)),
            ..Self::brief(article)
        }
    }
}

impl<'a> Rest<'a> {
    fn of(article: &'a Article, mark: &'a Mark, store: &Store) -> Self {
        let key_of = |id| store.get(id).map(|view| view.key().to_string());
        let again = article.again.iter().filter_map(|again| {
            let origin = store.get(again.article)?.origin();
            Some(AgainRecord {
                article: key_of(again.article)?,
                path: origin.path.to_string(),
                part: origin.part,
                how: again.how.name(),
            })
        });
        let flat = |span: &Span| one_line(span.of(&article.text));
        let related = article.related.iter().map(|related| RelatedRecord {
            headline: related.headline.as_ref().map(flat),
            standfirst: related.standfirst.as_ref().map(flat),
            inline: related.inline,
            article: related.article.and_then(key_of),
        });
        let comments = article.comments.iter().map(|comment| CommentRecord {
            author: comment.author.as_ref().map(flat),
            time: comment.time.map(|time| time.to_string()),
            text: comment
                .text
                .iter()
                .map(flat)
                .collect::<Vec<_>>()
                .join("\n\n"),
            reply_to: comment.reply_to.as_deref(),
        });
        Self {
            body: article.body.iter().map(flat).collect(),
            related: related.collect(),
            comments: comments.collect(),
            boilerplate: article.boilerplate.iter().map(flat).collect(),
            mentions: mentions(article),
            lines: article
                .lines
                .iter()
                .map(|label| label.map(Label::name))
                .collect(),
            issues: article
                .issues
                .iter()
                .map(|issue| issue.message.as_str())
                .collect(),
            again: again.collect(),
            marks: mark.into(),
        }
    }
}

fn mentions<'a>(article: &'a Article) -> Vec<MentionRecord<'a>> {
    let starts = article
        .mentions
        .iter()
        .map(|mention| (mention.span.start, Edge::Start));
    let ends = article
        .mentions
        .iter()
        .map(|mention| (mention.span.end, Edge::End));
    let places = characters(
        &article.text,
        &article.removed,
        starts.chain(ends).collect(),
    );
    let place = |byte, edge| places.get(&(byte, edge)).copied().unwrap_or_default();
    let record = |mention: &'a Mention| MentionRecord {
        text: one_line(mention.span.of(&article.text)),
        start: place(mention.span.start, Edge::Start),
        end: place(mention.span.end, Edge::End),
        kind: mention.kind.name(),
        value: mention.value.as_deref(),
        r#in: mention.place.name(),
    };
    article.mentions.iter().map(record).collect()
}

/// Which end of a span a place is: what sanitising took out right there stood before a start and
/// behind an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Edge {
    End,
    Start,
}

/// For bytes of the kept text, the characters of the decoded file before them. One pass.
fn characters(
    text: &str,
    removed: &[Removal],
    mut bytes: Vec<(u32, Edge)>,
) -> HashMap<(u32, Edge), usize> {
    bytes.sort_unstable();
    let mut removed = removed.iter().peekable();
    let (mut at, mut count) = (0_usize, 0_usize);
    let mut places = HashMap::with_capacity(bytes.len());
    for (byte, edge) in bytes {
        let is_before = |removal: &&Removal| match edge {
            Edge::Start => removal.at <= byte,
            Edge::End => removal.at < byte,
        };
        while let Some(removal) = removed.next_if(is_before) {
            count = count.saturating_add(removal.chars as usize);
        }
        let piece = text.get(at..byte as usize).unwrap_or_default();
        count = count.saturating_add(piece.chars().count());
        at = byte as usize;
        places.insert((byte, edge), count);
    }
    places
}

/// A confidence to two places; more would pretend to know more.
fn hundredths(confidence: f32) -> f64 {
    (f64::from(confidence) * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_taken_out_are_counted_before_a_start_and_after_an_end() {
        // "é" + ESC + "ab" + CR LF: kept "éab\n".
        let removed = [Removal { at: 2, chars: 1 }, Removal { at: 4, chars: 1 }];
        let asked = vec![
            (2, Edge::Start),
            (4, Edge::End),
            (2, Edge::End),
            (4, Edge::Start),
        ];
        let places = characters("éab\n", &removed, asked);
        assert_eq!(places[&(2, Edge::End)], 1);
        assert_eq!(places[&(2, Edge::Start)], 2);
        assert_eq!(places[&(4, Edge::End)], 4);
        assert_eq!(places[&(4, Edge::Start)], 5);
    }
}
