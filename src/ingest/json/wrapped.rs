//! An object around a list of records (`{"articles": […]}`, a JSON Feed, what a search service
//! answers): which list it is, and what the document says around it.
//!
//! Promises: of a long document nothing is held but its pieces; linear in the text.

mod search;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::{Map, Value};

use crate::article::Format;
use crate::ingest::fields::{FieldMap, Meaning};
use crate::ingest::formats::{Cutter, Ends, Piece, Pieces, Place, Records};

use super::array::ValueEnds;
use super::lines::value;
use super::{article, document};
use search::{List, Search};

/// Ends of lists that are tried, from the end of a document on.
const MOST_ENDS: usize = 64;

/// A document that is an object around a list of records.
pub(super) struct Wrapped {
    /// What the reader said of the names of fields.
    map: FieldMap,
    list: List,
    /// The format of its records.
    pub(super) format: Format,
    /// What the document says of all of them, by the names of items of a JSON Feed.
    pub(super) said: Vec<(&'static str, Value)>,
    /// How many values the list has, once that is known.
    values: Arc<AtomicU64>,
}

impl Wrapped {
    /// A document that begins and ends like this; `None` where it is one article, a table, or
    /// where no list of articles begins in its start.
    pub(super) fn of(ends: Ends<'_>, map: &FieldMap) -> Option<Self> {
        let list = Search::new(ends.head, map).run()?;
        let before = ends.head.get(..list.start)?;
        let mut around = closed(before, list.level);
        // The object that the list is a field of may be an article itself.
        let own =
            (2..list.level).try_fold(&around, |object, _| match object.values().next_back()? {
                Value::Object(inner) => Some(inner),
                _ => None,
            });
        if own.is_none_or(|own| is_article(own, list, map)) {
            return None;
        }
        if list.level == 2 {
            around.extend(behind(ends.tail));
        }
        if is_article(&around, list, map) {
            return None;
        }
        let version = around.get("version").and_then(Value::as_str);
        let is_feed = version.is_some_and(|version| version.contains("jsonfeed.org"));
        let mut said = Vec::new();
        for (theirs, of_items) in [
            ("title", "source"),
            ("language", "language"),
            ("authors", "authors"),
            ("author", "author"),
        ] {
            let value = around.remove(theirs).filter(|_| is_feed);
            said.extend(value.map(|value| (of_items, value)));
        }
        Some(Self {
            map: map.clone(),
            list,
            format: if is_feed {
                Format::JsonFeed
            } else {
                Format::Json
            },
            said,
            values: Arc::new(AtomicU64::new(u64::MAX)),
        })
    }
}

impl Pieces for Wrapped {
    fn format(&self) -> Format {
        Format::Json
    }

    fn cutter(&self) -> Box<dyn Cutter> {
        let List { level, start, .. } = self.list;
        Box::new(ValueEnds::of_lists(level, start, Arc::clone(&self.values)))
    }

    fn said_of(&self, place: Place, reason: &str) -> String {
        format!("record {}: {reason}", place.record.saturating_add(1))
    }

    fn read(&self, piece: &Piece<'_>) -> Records {
        let from = if piece.at.record == 0 {
            self.list.start
        } else {
            0
        };
        document::read_lists(piece, from, (self, &self.map))
    }
}

impl Wrapped {
    /// How many of the values from this one on are of the list itself.
    pub(super) fn left(&self, record: u64) -> usize {
        // Who cut this piece off has told by then, if the list ended before it.
        let left = self.values.load(Ordering::Relaxed).saturating_sub(record);
        usize::try_from(left).unwrap_or(usize::MAX)
    }
}

/// Whether an object around a list is an article with something beside it, and not a pile.
fn is_article(object: &Map<String, Value>, list: List, map: &FieldMap) -> bool {
    let fields = article::fields(object, map);
    fields.has_body()
        || fields.has(Meaning::Published) && !list.is_headed
        || !list.is_sure && article::is_article(&fields)
}

/// What a document says before a list, as if it ended there; nothing if it is no JSON.
fn closed(before: &str, level: usize) -> Map<String, Value> {
    let end = "}".repeat(level.saturating_sub(1));
    match value(&format!("{before}]{end}")) {
        Ok((Value::Object(object), _)) => object,
        _ => Map::new(),
    }
}

/// What a document says behind its list, which is a field of its own: as much of the tail as is
/// the end of an object.
fn behind(tail: &str) -> Map<String, Value> {
    let mut found = Map::new();
    let mut failed = 0;
    for at in memchr::memrchr_iter(b']', tail.as_bytes()).take(MOST_ENDS * 4) {
        let rest = tail.get(at + 1..).unwrap_or_default();
        if !rest.trim_start().starts_with([',', '}']) {
            continue;
        }
        match serde_json::from_str(&format!("{{\"\":0{rest}")) {
            Ok(object) => (found, failed) = (object, 0),
            Err(_) => failed += 1,
        }
        if failed > MOST_ENDS {
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(head: &str, tail: &str) -> Option<Wrapped> {
        Wrapped::of(Ends { head, tail }, &FieldMap::default())
    }

    #[test]
    fn the_list_of_articles_is_told_from_others() {
        let records = r#"[{"title": "a", "text": "b"}"#;
        for (head, is_pile) in [
            (format!(r#"{{"articles": {records}"#), true),
            (
                format!(r#"{{"response": {{"status": "ok", "docs": {records}"#),
                true,
            ),
            (
                format!(r#"{{"date": "2018-01-05", "title": "T", "articles": {records}"#),
                true,
            ),
            (
                format!(r#"{{"title": "T", "text": "t", "related": {records}"#),
                false,
            ),
            (
                format!(r#"{{"a": {{"title": "T", "text": "t", "more": {records}"#),
                false,
            ),
            (
                r#"{"title": "T", "link": "http://a.example", "tags": [{"title": "a"}"#.to_owned(),
                false,
            ),
            (
                r#"{"title": "T", "date": "2018-01-05", "blocks": [{"text": "a"}"#.to_owned(),
                false,
            ),
            (r#"{"prices": [{"amount": 1}], "x": 2}"#.to_owned(), false),
            ("[1]".to_owned(), false),
        ] {
            assert_eq!(of(&head, "").is_some(), is_pile, "{head}");
        }
        let beside = format!(r#"{{"categories": [{{"title": "World"}}], "posts": {records}"#);
        let list = of(&beside, "").unwrap().list;
        assert!(
            beside
                .get(list.start..)
                .unwrap()
                .starts_with(records.trim_start_matches('['))
        );
    }

    #[test]
    fn what_stands_behind_the_list_counts_too() {
        let head = r#"{"items": [{"title": "a", "content_text": "b", "tags": ["x"]},"#;
        let tail = r#" "tags": ["x"]}, {"title": "[z]", "tags": []}], "authors": [{"name": "A"}],
            "title": "The feed", "version": "https://jsonfeed.org/version/1.1"}"#;
        let feed = of(head, tail).unwrap();
        assert_eq!(feed.format, Format::JsonFeed);
        let said: Vec<_> = feed.said.iter().map(|(name, _)| *name).collect();
        assert_eq!(said, ["source", "authors"]);
        assert!(of(head, r#"}], "text": "It is one article after all."}"#).is_none());
    }
}
