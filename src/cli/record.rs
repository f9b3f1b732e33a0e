//! The record of an article as data for other programs: names, order and meaning of its fields
//! are documented in the README and stay.

use std::collections::HashMap;

use serde::Serialize;

use crate::article::{
    Article, ArticleId, ArticleKey, Label, Mark, Mention, Removal, Span, Verdict,
};

use super::failure::Failure;

/// The record; without [`Rest`] it is a line of a list, with it the whole article.
#[derive(Debug, Serialize)]
pub(super) struct Record<'a> {
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
    marks: MarkRecord,
}

#[derive(Debug, Serialize)]
struct RelatedRecord {
    headline: Option<String>,
    standfirst: Option<String>,
    inline: bool,
    article: Option<String>,
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
struct MarkRecord {
    read: bool,
    starred: bool,
    verdict: Option<&'static str>,
    tags: Vec<String>,
    note: Option<String>,
}

impl From<Mark> for MarkRecord {
    fn from(mark: Mark) -> Self {
        Self {
            read: mark.read,
            starred: mark.starred,
            verdict: mark.verdict.map(Verdict::name),
            tags: mark.tags,
            note: mark.note,
        }
    }
}

impl<'a> Record<'a> {
    /// A line of a list.
    pub(super) fn brief(article: &'a Article) -> Self {
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

    /// The whole article; `key_of` names the articles of the collection.
    pub(super) fn full(
        article: &'a Article,
        key_of: &dyn Fn(ArticleId) -> Option<ArticleKey>,
    ) -> Self {
        Self {
            rest: Some(Rest::of(article, key_of)),
            ..Self::brief(article)
        }
    }

    /// The record on one line.
    pub(super) fn to_json(&self) -> Result<String, Failure> {
        serde_json::to_string(self).map_err(|error| self.no_record(&error))
    }

    /// The record over many lines.
    pub(super) fn to_pretty_json(&self) -> Result<String, Failure> {
        serde_json::to_string_pretty(self).map_err(|error| self.no_record(&error))
    }

    /// The record as a value.
    pub(super) fn to_value(&self) -> Result<serde_json::Value, Failure> {
        serde_json::to_value(self).map_err(|error| self.no_record(&error))
    }

    fn no_record(&self, error: &serde_json::Error) -> Failure {
        Failure::usage(format!("{}: no record of it: {error}", self.path), "")
    }
}

impl<'a> Rest<'a> {
    fn of(article: &'a Article, key_of: &dyn Fn(ArticleId) -> Option<ArticleKey>) -> Self {
        let flat = |span: &Span| one_line(span.of(&article.text));
        let related = article.related.iter().map(|related| RelatedRecord {
            headline: related.headline.as_ref().map(flat),
            standfirst: related.standfirst.as_ref().map(flat),
            inline: related.inline,
            article: related.article.and_then(|id| Some(key_of(id)?.to_string())),
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
            marks: Mark::default().into(),
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

/// A piece of text with its line feeds as blanks.
pub(super) fn one_line(text: &str) -> String {
    text.replace('\n', " ")
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
