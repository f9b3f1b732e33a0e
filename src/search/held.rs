//! What the index holds in memory, by what it is for: the figures of `cargo bench -- memory`.

use super::dates::Days;
use super::index::Index;
use crate::store::DateCell;

/// Bytes on the heap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Which article holds which word.
    pub postings: usize,
    /// The words.
    pub words: usize,
    /// Dates, sources, orders and sets of articles.
    pub columns: usize,
    /// What earlier answers found.
    pub answers: usize,
}

impl Index {
    /// Bytes on the heap, the batches left out (they are shared with the store), hash tables
    /// estimated.
    pub fn heap_bytes(&self) -> usize {
        let Held {
            postings,
            words,
            columns,
            answers,
        } = self.held();
        postings + words + columns + answers
    }

    /// The same by what they are for.
    pub fn held(&self) -> Held {
        Held {
            postings: self.titles.list_bytes() + self.bylines.list_bytes(),
            words: self.titles.vocabulary.heap_bytes() + self.bylines.vocabulary.heap_bytes(),
            columns: self.sources.heap_bytes()
                + self.dates.capacity() * size_of::<DateCell>()
                + self.days.capacity() * size_of::<Days>()
                + self.by_date.heap_bytes()
                + self.commented.heap_bytes()
                + self.copies.heap_bytes()
                + self.versions.heap_bytes()
                + self.records.heap_bytes(),
            answers: self.memo.heap_bytes() + self.memo.spoken.heap_bytes(),
        }
    }
}

/// Makes room for so many more: a column grows by an eighth, where a vector would double.
pub(super) fn make_room<T>(column: &mut Vec<T>, more: usize) {
    if column.capacity() - column.len() < more {
        column.reserve_exact(more.max(column.len() / 8));
    }
}
