//! The formats that are read: an open set, one reader a format.
//!
//! To add one, implement [`FormatReader`] and put it into `READERS`; plain text is what none of
//! them claims.

use std::sync::Arc;

use crate::article::{Article, Format, Issue, Origin};
use crate::text;

use super::Reached;
use super::clippings::Clippings;
use super::feed::Feeds;
use super::fields::FieldMap;
use super::html::HtmlPages;
use super::json::{JsonDocuments, JsonLines};
use super::markdown::Markdown;
use super::plain;
use super::table::Tables;
use super::warc::Archive;

/// A decoded file, ready for its reader.
pub(super) struct Page {
    /// Path as shown.
    pub(super) path: Arc<str>,
    /// Its text, byte-order mark taken off, nothing else changed.
    pub(super) text: String,
    /// Length of the file in bytes, as far as it was read.
    pub(super) bytes: u64,
    /// What the reader said of the names of fields.
    pub(super) map: FieldMap,
}

/// Longest record that is read, in bytes.
pub(super) const LONGEST_RECORD: usize = 16 << 20;

/// What a file held.
#[derive(Debug, Default)]
pub(super) struct Records {
    /// The articles, in their order. They need no key yet.
    pub(super) articles: Vec<Article>,
    /// What gave no article, or less than it holds.
    pub(super) faults: Vec<Issue>,
    /// Of lines: how far they were read.
    pub(super) end: Option<LinesEnd>,
}

/// Where the reading of lines has come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct LinesEnd {
    /// What need not be read again when more lines have come.
    pub(super) reached: Reached,
    /// What is to be said of a last line without an end that is no record, and may be half of one.
    pub(super) unfinished: Option<Issue>,
}

impl From<Article> for Records {
    fn from(article: Article) -> Self {
        Self {
            articles: vec![article],
            ..Self::default()
        }
    }
}

/// Makes articles of the texts of one format.
pub(super) trait FormatReader: Sync {
    /// The format.
    fn format(&self) -> Format;

    /// Whether a text is of this format. `ending` is the part of its name behind the last dot, in
    /// lower case; it decides only where the content does not.
    fn claims(&self, ending: &str, text: &str, map: &FieldMap) -> bool;

    /// Whether a file is many records, so that the bound of one text is none of the file.
    fn is_container(&self) -> bool {
        false
    }

    /// How a file that begins and ends like this is read in pieces; `None` where only the whole of
    /// it can be understood.
    fn pieces(&self, _ends: Ends<'_>, _map: &FieldMap) -> Option<Box<dyn Pieces>> {
        None
    }

    /// What a page holds. The format of its articles may be another of the same family.
    fn read(&self, page: Page) -> Records;
}

/// Makes articles of pieces of a long file, each for itself.
pub(super) trait Pieces: Send + Sync {
    /// The format.
    fn format(&self) -> Format;

    /// What finds the ends of records, from the start of the file on.
    fn cutter(&self) -> Box<dyn Cutter>;

    /// What a piece holds. Every record in it is whole, the last of the file perhaps excepted.
    fn read(&self, piece: &Piece<'_>) -> Records;

    /// What a piece holds that is no text as a whole; `None` where pieces are texts.
    fn read_bytes(&self, _bytes: &[u8], _path: &Arc<str>, _at: Place) -> Option<Records> {
        None
    }

    /// Whether the line matters on which a record stands; where it does not, nobody counts lines.
    fn counts_lines(&self) -> bool {
        false
    }

    /// A reason, with the number of the record it is about.
    fn said_of(&self, place: Place, reason: &str) -> String;
}

/// Finds the ends of records in the bytes of a file, given in a row.
pub(super) trait Cutter {
    /// Goes over the next bytes; `None` if no record ends in them. Linear in the bytes.
    fn advance(&mut self, bytes: &[u8]) -> Option<Cut>;
}

/// Ends of records in some bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cut {
    /// One past the last byte of the first record that ends there.
    pub(super) first: usize,
    /// The same of the last one.
    pub(super) last: usize,
    /// How many end there.
    pub(super) records: u64,
}

/// What is known of a long file before it is read.
#[derive(Clone, Copy)]
pub(super) struct Ends<'a> {
    /// Its first bytes.
    pub(super) head: &'a str,
    /// Its last ones; nothing where they cannot be read before the others.
    pub(super) tail: &'a str,
}

/// Some records of a file in a row.
pub(super) struct Piece<'t> {
    /// Path as shown.
    pub(super) path: Arc<str>,
    /// Their text.
    pub(super) text: &'t str,
    /// Where it begins.
    pub(super) at: Place,
    /// Whether the file ends with it.
    pub(super) is_last: bool,
}

/// A place in a file: what stands before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// Bytes.
    pub(super) byte: u64,
    /// Ends of lines, where somebody counts them.
    pub(super) line: u64,
    /// Records.
    pub(super) record: u64,
}

impl Place {
    /// The place behind some bytes in which so many records end; lines are not counted.
    pub(super) fn past(self, bytes: &[u8], records: u64) -> Self {
        Self {
            byte: self.byte.saturating_add(bytes.len() as u64),
            record: self.record.saturating_add(records),
            ..self
        }
    }

    /// The same, lines counted.
    pub(super) fn behind(self, bytes: &[u8], records: u64) -> Self {
        let lines = memchr::memchr_iter(b'\n', bytes).count() as u64;
        Self {
            line: self.line.saturating_add(lines),
            ..self.past(bytes, records)
        }
    }
}

static READERS: [&dyn FormatReader; 7] = [
    &JsonLines,
    &JsonDocuments,
    &Feeds,
    &HtmlPages,
    &Markdown,
    &Tables,
    &Clippings,
];

/// How a file is read that begins so and is no text as a whole.
pub(super) fn archive_of(head: &[u8]) -> Option<Box<dyn Pieces>> {
    Archive::claims(head).then(|| Box::new(Archive) as Box<dyn Pieces>)
}

/// The reader of a text that is more than plain.
pub(super) fn reader_of(
    ending: &str,
    text: &str,
    map: &FieldMap,
) -> Option<&'static dyn FormatReader> {
    let mut readers = READERS.iter().copied();
    readers.find(|reader| reader.claims(ending, text, map))
}

/// Plain text: one article a file.
pub(super) struct PlainText;

impl FormatReader for PlainText {
    fn format(&self) -> Format {
        Format::Text
    }

    fn claims(&self, _ending: &str, _text: &str, _map: &FieldMap) -> bool {
        true
    }

    fn read(&self, page: Page) -> Records {
        let origin = Origin {
            path: page.path,
            part: 0,
            bytes: (0, page.bytes),
            format: Format::Text,
        };
        plain::read_text(text::sanitise_owned(page.text), origin).into()
    }
}
