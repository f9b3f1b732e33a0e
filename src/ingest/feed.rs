//! Feeds: RSS 0.9 to 2.0, RDF, CDF, Atom 0.3 and 1.0, as they are, not as they should be.
//!
//! A reader of our own over the lenient tokens of [`super::markup`]: strict parsers refuse a feed
//! for one loose ampersand, and people keep broken feeds. Promises: items lost are at most the
//! items damaged ([`split`]); names are known by the namespace of their prefix, and by the
//! prefix where that is bound to nothing we know; no entity is
//! expanded but characters, nothing is fetched; linear in the text.

mod address;
mod item;
mod names;
mod split;

use std::sync::Arc;

use crate::article::{Format, Issue, IssueKind, Origin};

use super::fields::FieldMap;
use super::fields::{Fields, Meaning};
use super::formats::{FormatReader, LONGEST_RECORD, Page, Records};
use super::markup::{self, Token};
use split::Parts;

/// Bytes in which the first element of a feed stands.
const HEAD: usize = 1 << 14;

/// Reader of feeds: one article an item.
pub(super) struct Feeds;

impl FormatReader for Feeds {
    fn format(&self) -> Format {
        Format::Rss
    }

    fn claims(&self, _ending: &str, text: &str, _map: &FieldMap) -> bool {
        text.trim_start().starts_with('<') && root(text).is_some()
    }

    fn is_container(&self) -> bool {
        true
    }

    fn read(&self, page: Page) -> Records {
        read(&page)
    }
}

/// The format that the first element tells.
fn root(text: &str) -> Option<Format> {
    let mut end = HEAD.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let first = markup::tokens(text.get(..end)?).find_map(|token| match token {
        Token::Open { name, .. } => Some(markup::local(name).to_ascii_lowercase()),
        _ => None,
    })?;
    match first.as_str() {
        "rss" | "rdf" | "channel" => Some(Format::Rss),
        "feed" => Some(Format::Atom),
        _ => None,
    }
}

fn read(page: &Page) -> Records {
    let text = page.text.as_str();
    let format = root(text).unwrap_or(Format::Rss);
    let shift = page
        .bytes
        .checked_sub(text.len() as u64)
        .filter(|l| *l == 3);
    let byte = |at: usize| shift.unwrap_or(0).saturating_add(at as u64);
    let parts = Parts::of(text);
    let feed = item::Feed::of(parts.around(text));
    let mut records = Records::default();
    for (part, (range, is_whole)) in (0_u32..).zip(parts.items) {
        let number = part.saturating_add(1);
        let mut lost = |reason: &str| {
            records.faults.push(Issue {
                kind: IssueKind::Skipped,
                message: format!("item {number}: {reason}"),
            });
        };
        if !is_whole {
            lost("cut off before its end");
            continue;
        }
        if range.len() > LONGEST_RECORD {
            lost(&format!("longer than {} MiB", LONGEST_RECORD >> 20));
            continue;
        }
        let fields = item::read(text.get(range.clone()).unwrap_or_default(), &feed);
        if fields.is_empty() {
            lost("nothing in it");
            continue;
        }
        let origin = Origin {
            path: Arc::clone(&page.path),
            part,
            bytes: (byte(range.start), byte(range.end)),
            format,
        };
        records.articles.push(feed.complete(fields).article(origin));
    }
    records
}

impl item::Feed {
    /// Adds what the feed says of all its items, behind what an item says itself.
    fn complete<'a>(&'a self, mut fields: Fields<'a>) -> Fields<'a> {
        let said = [
            (Meaning::Source, "feed title", &self.title),
            (Meaning::Language, "feed language", &self.language),
            (Meaning::Author, "feed author", &self.author),
        ];
        for (meaning, field, value) in said {
            let value = value.iter().map(String::as_str).collect();
            fields.mean(meaning, item::LAST, field, value);
        }
        fields
    }
}

#[cfg(test)]
mod tests;
