//! Records in JSON: one a line, or a document with an array of them somewhere, or a JSON Feed.
//!
//! Promises: a bad record costs itself and is told with its number; what can be mended (`NaN`, a
//! half last line that is no record) is mended or told; nesting is bounded (by `serde_json`, 128);
//! linear in the text.

mod array;
mod article;
mod columns;
mod cursor;
mod document;
mod lines;
mod record;
mod scan;
mod wrapped;

use serde::de::IgnoredAny;

use crate::article::Format;

use super::fields::FieldMap;
use super::formats::{Ends, FormatReader, Page, Piece, Pieces, Place, Records};

/// Lines that are looked at to tell what a file is.
const LINES_LOOKED_AT: usize = 8;

/// Reader of JSON Lines.
pub(super) struct JsonLines;

impl FormatReader for JsonLines {
    fn format(&self) -> Format {
        Format::Jsonl
    }

    fn claims(&self, ending: &str, text: &str, _map: &FieldMap) -> bool {
        is_lines(ending, text)
    }

    fn is_container(&self) -> bool {
        true
    }

    fn pieces(&self, _ends: Ends<'_>, map: &FieldMap) -> Option<Box<dyn Pieces>> {
        Some(lines(map))
    }

    fn read(&self, page: Page) -> Records {
        let byte = mark(&page);
        let at = Place {
            byte,
            ..Place::default()
        };
        let map = page.map;
        lines::Lines { map }.read(&Piece {
            path: page.path,
            text: &page.text,
            at,
            is_last: true,
        })
    }
}

/// JSON Lines in pieces.
pub(super) fn lines(map: &FieldMap) -> Box<dyn Pieces> {
    let map = map.clone();
    Box::new(lines::Lines { map })
}

/// Reader of JSON documents.
pub(super) struct JsonDocuments;

impl FormatReader for JsonDocuments {
    fn format(&self) -> Format {
        Format::Json
    }

    fn claims(&self, ending: &str, text: &str, _map: &FieldMap) -> bool {
        let start = text.trim_start();
        let brackets = ['{', '['];
        start.starts_with(brackets) && (ending == "json" && is_opened(start) || is_json(start))
    }

    fn is_container(&self) -> bool {
        true
    }

    fn pieces(&self, ends: Ends<'_>, map: &FieldMap) -> Option<Box<dyn Pieces>> {
        if ends.head.trim_start().starts_with('[') {
            let map = map.clone();
            return Some(Box::new(array::Array { map }));
        }
        let wrapped = wrapped::Wrapped::of(ends, map)?;
        Some(Box::new(wrapped))
    }

    fn read(&self, page: Page) -> Records {
        let mark = mark(&page);
        document::read(&page, mark)
    }
}

/// Length of the byte-order mark that was taken off.
fn mark(page: &Page) -> u64 {
    let text = u64::try_from(page.text.len()).unwrap_or(u64::MAX);
    page.bytes
        .checked_sub(text)
        .filter(|l| *l == 3)
        .unwrap_or(0)
}

/// Whether a text is JSON Lines: one of its first lines is a whole object and there is more than
/// one line, or its name says so.
pub(super) fn is_lines(ending: &str, text: &str) -> bool {
    let named = matches!(ending, "jsonl" | "ndjson" | "jsonlines");
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut first = lines.by_ref().take(LINES_LOOKED_AT).peekable();
    if !first.peek().is_some_and(|line| line.starts_with('{')) && !named {
        return false;
    }
    let is_object =
        |line: &str| line.starts_with('{') && serde_json::from_str::<IgnoredAny>(line).is_ok();
    let looked_at: Vec<&str> = first.collect();
    // A first line of many megabytes: its name alone can tell.
    if named && looked_at.len() == 1 && !text.contains('\n') {
        return true;
    }
    looked_at.iter().any(|line| is_object(line)) && (named || looked_at.len() > 1)
}

/// Whether the first bracket is followed by what may follow it.
fn is_opened(start: &str) -> bool {
    let inner = start.get(1..).unwrap_or_default().trim_start();
    inner.is_empty() || inner.starts_with(['{', '[', '"', '}', ']'])
}

/// Whether a text that begins with a bracket is JSON: its first value is whole, or the text ends
/// inside it.
fn is_json(start: &str) -> bool {
    let mut values = serde_json::Deserializer::from_str(start).into_iter::<IgnoredAny>();
    match values.next() {
        Some(Ok(_)) => {
            let rest = start.get(values.byte_offset()..).unwrap_or_default();
            let rest = rest.trim_start();
            rest.is_empty() || rest.starts_with(['{', '['])
        }
        Some(Err(error)) => error.is_eof(),
        None => false,
    }
}

#[cfg(test)]
mod tests;
