//! The formats that are read: an open set, one reader a format.
//!
//! To add one, implement [`FormatReader`] and put it before plain text in `READERS`; plain text
//! claims everything that nothing before it claimed.

use std::sync::Arc;

use crate::article::{Article, Format, Origin};
use crate::text;

use super::html::HtmlPages;
use super::plain;

/// A decoded file, ready for its reader.
pub(super) struct Page {
    /// Path as shown.
    pub(super) path: Arc<str>,
    /// Its text, byte-order mark taken off, nothing else changed.
    pub(super) text: String,
    /// Length of the file in bytes, as far as it was read.
    pub(super) bytes: u64,
}

/// Makes articles of the texts of one format.
pub(super) trait FormatReader: Sync {
    /// The format.
    fn format(&self) -> Format;

    /// Whether a text is of this format. `ending` is the part of its name behind the last dot, in
    /// lower case; it decides only where the content does not.
    fn claims(&self, ending: &str, text: &str) -> bool;

    /// The articles in a page, in their order. They need no key yet.
    fn read(&self, page: Page) -> Vec<Article>;
}

static READERS: [&dyn FormatReader; 2] = [&HtmlPages, &PlainText];

/// The reader of a text.
pub(super) fn reader_of(ending: &str, text: &str) -> &'static dyn FormatReader {
    let mut readers = READERS.iter();
    *readers
        .find(|reader| reader.claims(ending, text))
        .unwrap_or(&(&PlainText as &dyn FormatReader))
}

/// Plain text: one article a file.
struct PlainText;

impl FormatReader for PlainText {
    fn format(&self) -> Format {
        Format::Text
    }

    fn claims(&self, _ending: &str, _text: &str) -> bool {
        true
    }

    fn read(&self, page: Page) -> Vec<Article> {
        let origin = Origin {
            path: page.path,
            part: 0,
            bytes: (0, page.bytes),
            format: Format::Text,
        };
        vec![plain::read_text(text::sanitise(&page.text), origin)]
    }
}
