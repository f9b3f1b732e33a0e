//! A JSON document: an array of records, an object around one, a JSON Feed, one article, or a row
//! of such.

use std::ops::Range;
use std::sync::Arc;

use serde_json::{Map, Value};

use crate::article::{Format, Issue, IssueKind, Origin};
use crate::ingest::compose::is_web;
use crate::ingest::fields::{FieldMap, Meaning};
use crate::ingest::formats::{Ends, LONGEST_RECORD, Page, Piece, Pieces as _, Place, Records};

use super::lines::{MOST_FAULTS, mended, skipped, value};
use super::wrapped::Wrapped;
use super::{article, columns, scan};

/// Levels below the top at which records are looked for.
const DEEPEST_ARRAY: usize = 4;

/// Reads a document; `shift` bytes of the file stand before the text.
pub(super) fn read(page: &Page, shift: u64) -> Records {
    let text = page.text.as_str();
    let start = text.len() - text.trim_start().len();
    let is_array = text.get(start..).is_some_and(|text| text.starts_with('['));
    let (head, tail) = (text, text);
    let wrapped = Wrapped::of(Ends { head, tail }, &page.map).filter(|_| !is_array);
    let piece = Piece {
        at: Place {
            byte: shift,
            ..Place::default()
        },
        path: Arc::clone(&page.path),
        text,
        is_last: true,
    };
    if let Some(wrapped) = wrapped {
        return wrapped.read(&piece);
    }
    let mut reader = Reader::of(&piece, &page.map);
    if is_array {
        reader.array(text, start + 1);
    } else {
        match scan::values(text, 0).as_slice() {
            [_one] => reader.document(text, start),
            _many => reader.array(text, 0),
        }
    }
    reader.records()
}

/// The records of a piece of an array, the first of which begins with the array's bracket.
pub(super) fn read_piece(piece: &Piece<'_>, map: &FieldMap) -> Records {
    let mut reader = Reader::of(piece, map);
    let text = piece.text;
    let start = text.len() - text.trim_start().len();
    let is_first = piece.at.record == 0 && text.get(start..).is_some_and(|t| t.starts_with('['));
    reader.array(text, if is_first { start + 1 } else { 0 });
    reader.records()
}

/// The records of a piece of a document of lists, from byte `from` on, which stands in a list.
pub(super) fn read_lists(
    piece: &Piece<'_>,
    from: usize,
    (wrapped, map): (&Wrapped, &FieldMap),
) -> Records {
    let mut reader = Reader::of(piece, map);
    reader.format = wrapped.format;
    reader.feed.clone_from(&wrapped.said);
    let text = piece.text;
    let (values, first) = scan::listed(text, from);
    let first = first.min(wrapped.left(piece.at.record));
    for (at, range) in values.into_iter().enumerate() {
        if at < first {
            reader.value(text, range);
        } else {
            // What other lists hold may be anything: what is no article is no fault.
            reader.value_beside(text, range);
        }
    }
    reader.records()
}

struct Reader<'a> {
    path: &'a Arc<str>,
    map: &'a FieldMap,
    shift: u64,
    format: Format,
    /// What the feed that the records are of says of all of them, by the names of its items.
    feed: Vec<(&'static str, Value)>,
    records: Records,
    parts: u32,
    /// Faults beyond those that are told one by one.
    untold: usize,
}

impl<'a> Reader<'a> {
    fn of(piece: &'a Piece<'_>, map: &'a FieldMap) -> Self {
        Self {
            path: &piece.path,
            map,
            shift: piece.at.byte,
            format: Format::Json,
            feed: Vec::new(),
            records: Records::default(),
            parts: u32::try_from(piece.at.record).unwrap_or(u32::MAX),
            untold: 0,
        }
    }

    /// What was read.
    fn records(mut self) -> Records {
        if self.untold > 0 {
            let last = format!("{} more records are none of articles", self.untold);
            self.records.faults.push(skipped(last));
        }
        self.records
    }

    /// Records side by side, each on its own.
    fn array(&mut self, text: &str, from: usize) {
        for range in scan::values(text, from) {
            self.value(text, range);
        }
    }

    /// The record that stands there.
    fn value(&mut self, text: &str, range: Range<usize>) {
        let json = text.get(range.clone()).unwrap_or_default();
        let result = if json.len() > LONGEST_RECORD {
            Err(format!("longer than {} MiB", LONGEST_RECORD >> 20))
        } else {
            value(json).and_then(|(value, is_mended)| {
                self.record(value, (range.start, range.end), is_mended)
            })
        };
        self.lose(result);
    }

    /// The same, where only what is clearly an article is one.
    fn value_beside(&mut self, text: &str, range: Range<usize>) {
        let json = text.get(range.clone()).unwrap_or_default();
        let value = value(json).ok().filter(|(value, _)| {
            let weight = article::weight(value, self.map);
            weight.is_headed && weight.is_full && json.len() <= LONGEST_RECORD
        });
        match value {
            Some((value, is_mended)) => {
                let result = self.record(value, (range.start, range.end), is_mended);
                self.lose(result);
            }
            None => self.parts = self.parts.saturating_add(1),
        }
    }

    /// Tells of a record why it gave no article, if it gave none.
    fn lose(&mut self, result: Result<(), String>) {
        let Err(reason) = result else { return };
        self.parts = self.parts.saturating_add(1);
        if self.records.faults.len() < MOST_FAULTS {
            let message = format!("record {}: {reason}", self.parts);
            self.records.faults.push(skipped(message));
        } else {
            self.untold += 1;
        }
    }

    fn record(
        &mut self,
        value: Value,
        (start, end): (usize, usize),
        is_mended: bool,
    ) -> Result<(), String> {
        let Value::Object(mut object) = value else {
            return Err("a single value".to_owned());
        };
        let is_signed = ["author", "authors"]
            .iter()
            .any(|name| object.contains_key(*name));
        for (name, said) in &self.feed {
            let is_said = object.contains_key(*name) || is_signed && name.starts_with("author");
            if !is_said {
                object.insert((*name).to_owned(), said.clone());
            }
        }
        if self.format == Format::JsonFeed {
            link_by_id(&mut object, self.map);
        }
        let byte = |at: usize| self.shift.saturating_add(at as u64);
        let origin = Origin {
            path: Arc::clone(self.path),
            part: self.parts,
            bytes: (byte(start), byte(end)),
            format: self.format,
        };
        let article = if self.format == Format::JsonFeed {
            article::of_feed(&object, origin, self.map)
        } else {
            article::of(&object, origin, self.map)
        };
        let mut article = article.ok_or("no field is a headline or a text")?;
        if is_mended {
            article.issues.push(mended());
        }
        self.parts = self.parts.saturating_add(1);
        self.records.articles.push(article);
        Ok(())
    }

    /// One object: a feed, a wrapping of records, or an article.
    fn document(&mut self, text: &str, start: usize) {
        let object = match value(text) {
            Ok((Value::Object(object), _)) => object,
            Ok(_) => return,
            Err(reason) => return self.broken(text, start, &reason),
        };
        let version = object.get("version").and_then(Value::as_str);
        if version.is_some_and(|version| version.contains("jsonfeed.org")) {
            self.format = Format::JsonFeed;
            for (theirs, of_items) in [
                ("title", "source"),
                ("language", "language"),
                ("authors", "authors"),
                ("author", "author"),
            ] {
                let said = object.get(theirs).cloned();
                self.feed.extend(said.map(|said| (of_items, said)));
            }
        }
        let fields = article::fields(&object, self.map);
        let is_one = fields.has(Meaning::Body) || fields.has(Meaning::Published);
        let inner = || {
            let table = columns::rows(&object, self.map);
            table.or_else(|| records_in(&object, self.map, 0).filter(|_| !is_one))
        };
        if let Some(inner) = inner() {
            for value in inner {
                let result = self.record(value, (0, text.len()), false);
                self.lose(result);
            }
            return;
        }
        if let Err(reason) = self.record(Value::Object(object), (0, text.len()), false) {
            self.records.faults.push(skipped(reason));
        }
    }

    /// A document that is no JSON, or ends in the middle: the whole records of its first array.
    fn broken(&mut self, text: &str, start: usize, reason: &str) {
        let inner = text.get(start..).unwrap_or_default();
        let opened = inner.match_indices('[').find(|(at, _)| {
            let behind = inner.get(at + 1..).unwrap_or_default();
            behind.trim_start().starts_with('{')
        });
        if let Some((at, _)) = opened {
            self.array(text, start + at + 1);
        }
        self.records.faults.push(Issue {
            kind: IssueKind::Repaired,
            message: format!("{reason}; its whole records are kept"),
        });
    }
}

/// An item of a JSON Feed may have no address but its identity.
fn link_by_id(object: &mut Map<String, Value>, map: &FieldMap) {
    let id = object
        .get("id")
        .and_then(Value::as_str)
        .filter(|id| is_web(id));
    let id = id.filter(|_| !article::fields(object, map).has(Meaning::Link));
    if let Some(id) = id.map(str::to_owned) {
        object.insert("url".to_owned(), Value::String(id));
    }
}

/// The first list of records below an object: an array, or an object that names each.
pub(super) fn records_in(
    object: &Map<String, Value>,
    map: &FieldMap,
    depth: usize,
) -> Option<Vec<Value>> {
    if depth >= DEEPEST_ARRAY {
        return None;
    }
    let some = |items: &[&Value]| {
        items
            .iter()
            .take(8)
            .any(|value| article::is_record(value, map))
    };
    for value in object.values() {
        match value {
            Value::Array(items) if some(&items.iter().collect::<Vec<_>>()) => {
                return Some(items.clone());
            }
            Value::Object(inner) => {
                let items: Vec<&Value> = inner.values().collect();
                if items.len() > 1 && items.iter().all(|value| article::is_record(value, map)) {
                    return Some(items.into_iter().cloned().collect());
                }
                if let Some(found) = records_in(inner, map, depth + 1) {
                    return Some(found);
                }
            }
            _ => {}
        }
    }
    let items: Vec<&Value> = object.values().collect();
    let all = depth == 0 && !items.is_empty() && items.iter().all(|v| article::is_record(v, map));
    all.then(|| items.into_iter().cloned().collect())
}
