//! Folded copies: only for articles whose letters fold beyond ASCII case.
//!
//! English text with typographic quotes needs none; Persian, Russian or Polish text does. The copy
//! holds body and comments, paragraphs ended by [`PARAGRAPH_END`], which no kept text contains.

use std::ops::Range;

use super::batch::taken;
use crate::article::{Article, Span};
use crate::text;

/// Ends a paragraph in a folded copy (U+001E, record separator).
pub const PARAGRAPH_END: char = '\u{1e}';

/// The folded copies of a batch.
#[derive(Debug, Default)]
pub struct Folded {
    text: String,
    copies: Vec<Copy>,
}

/// One article's copy.
#[derive(Clone, Copy, Debug)]
struct Copy {
    row: u32,
    start: u64,
    comments: u64,
    end: u64,
}

impl Folded {
    /// Folded body and folded comments of a row, `None` where the text itself serves.
    pub fn of(&self, row: usize) -> Option<(&str, &str)> {
        let at = self
            .copies
            .binary_search_by_key(&row, |copy| copy.row as usize)
            .ok()?;
        self.texts(self.copies.get(at)?)
    }

    /// The copies of some rows, ascending: row, folded body, folded comments.
    pub fn rows(&self, rows: Range<usize>) -> impl Iterator<Item = (usize, &str, &str)> {
        let row = |copy: &Copy| copy.row as usize;
        let first = self.copies.partition_point(|copy| row(copy) < rows.start);
        let copies = self.copies.get(first..).unwrap_or_default().iter();
        copies
            .take_while(move |copy| row(copy) < rows.end)
            .filter_map(move |copy| {
                let (body, comments) = self.texts(copy)?;
                Some((row(copy), body, comments))
            })
    }

    fn texts(&self, copy: &Copy) -> Option<(&str, &str)> {
        let range = |from: u64, to: u64| -> Option<Range<usize>> {
            Some(usize::try_from(from).ok()?..usize::try_from(to).ok()?)
        };
        let body = self.text.get(range(copy.start, copy.comments)?)?;
        let comments = self.text.get(range(copy.comments, copy.end)?)?;
        Some((body, comments))
    }

    /// Whether no article needs a copy.
    pub fn is_empty(&self) -> bool {
        self.copies.is_empty()
    }

    /// Bytes on the heap.
    pub fn heap_bytes(&self) -> usize {
        self.text.capacity() + self.copies.capacity() * size_of::<Copy>()
    }

    pub(super) fn push(&mut self, row: u32, article: &Article) {
        let body = || article.body.iter();
        let comments = || article.comments.iter().flat_map(|comment| &comment.text);
        let needed = |span: &Span| text::fold::needs_folding(span.of(&article.text));
        if article.text.is_ascii() || !body().chain(comments()).any(needed) {
            return;
        }
        let start = self.text.len() as u64;
        self.copy(article, body());
        let middle = self.text.len() as u64;
        self.copy(article, comments());
        self.copies.push(Copy {
            row,
            start,
            comments: middle,
            end: self.text.len() as u64,
        });
    }

    fn copy<'a>(&mut self, article: &Article, paragraphs: impl Iterator<Item = &'a Span>) {
        for span in paragraphs {
            self.text.push_str(&text::fold(span.of(&article.text)));
            self.text.push(PARAGRAPH_END);
        }
    }

    /// What was pushed, in no more room than it needs; empty then.
    pub(super) fn finish(&mut self) -> Self {
        let text = self.text.as_str().to_owned();
        self.text.clear();
        let copies = taken(&mut self.copies);
        Self { text, copies }
    }
}
