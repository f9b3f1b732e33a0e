//! The formats that are read: an open set, one reader a format.
//!
//! To add one, implement [`FormatReader`] and put it into `READERS`; plain text is what none of
//! them claims.

use std::sync::Arc;

use crate::article::{Article, Format, Issue, Origin};
use crate::text;

use super::feed::Feeds;
use super::html::HtmlPages;
use super::json::{JsonDocuments, JsonLines};
use super::plain;
use super::table::Tables;

/// A decoded file, ready for its reader.
pub(super) struct Page {
    /// Path as shown.
    pub(super) path: Arc<str>,
    /// Its text, byte-order mark taken off, nothing else changed.
    pub(super) text: String,
    /// Length of the file in bytes, as far as it was read.
    pub(super) bytes: u64,
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
}

impl From<Article> for Records {
    fn from(article: Article) -> Self {
        Self {
            articles: vec![article],
            faults: Vec::new(),
        }
    }
}

/// Makes articles of the texts of one format.
pub(super) trait FormatReader: Sync {
    /// The format.
    fn format(&self) -> Format;

    /// Whether a text is of this format. `ending` is the part of its name behind the last dot, in
    /// lower case; it decides only where the content does not.
    fn claims(&self, ending: &str, text: &str) -> bool;

    /// Whether a file is many records, so that the bound of one text is none of the file.
    fn is_container(&self) -> bool {
        false
    }

    /// What a page holds. The format of its articles may be another of the same family.
    fn read(&self, page: Page) -> Records;
}

static READERS: [&dyn FormatReader; 5] = [&JsonLines, &JsonDocuments, &Feeds, &HtmlPages, &Tables];

/// The reader of a text that is more than plain.
pub(super) fn reader_of(ending: &str, text: &str) -> Option<&'static dyn FormatReader> {
    let mut readers = READERS.iter().copied();
    readers.find(|reader| reader.claims(ending, text))
}

/// Plain text: one article a file.
pub(super) struct PlainText;

impl FormatReader for PlainText {
    fn format(&self) -> Format {
        Format::Text
    }

    fn claims(&self, _ending: &str, _text: &str) -> bool {
        true
    }

    fn read(&self, page: Page) -> Records {
        let origin = Origin {
            path: page.path,
            part: 0,
            bytes: (0, page.bytes),
            format: Format::Text,
        };
        plain::read_text(text::sanitise(&page.text), origin).into()
    }
}
