//! What is found out about articles once they stand in the list: the times they speak of and the
//! language they are written in.
//!
//! It comes in slices, later than the batches and in any order, and is kept beside them as it
//! came: packed, a few bytes a time expression.

use super::details::{pack_mentions, unpack_mentions};
use super::names::{Interner, NameId, Names};
use super::pack::{Packer, Unpacker};
use crate::article::{ArticleId, Mention};

/// What was found out about one article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Finding {
    /// Time expressions, in order of appearance.
    pub mentions: Vec<Mention>,
    /// The language it is written in (BCP 47), where the article itself states none.
    pub language: Option<&'static str>,
}

/// What was found out about the articles `first..first + len`. Immutable.
#[derive(Debug)]
pub struct Findings {
    first: ArticleId,
    rows: Vec<Row>,
    packed: Vec<u8>,
    names: Names,
}

#[derive(Debug)]
struct Row {
    /// End of its mentions in `packed`; the row before has the start.
    end: u32,
    language: Option<NameId>,
}

impl Findings {
    /// Packs what was found out about consecutive articles; `first` is the ordinal of the first
    /// of them.
    pub fn build(first: ArticleId, found: impl IntoIterator<Item = Finding>) -> Self {
        let (mut rows, mut packed, mut names) =
            (Vec::new(), Packer::default(), Interner::default());
        for finding in found {
            pack_mentions(&finding.mentions, &mut packed);
            rows.push(Row {
                end: u32::try_from(packed.bytes.len()).unwrap_or(u32::MAX),
                language: finding.language.and_then(|tag| names.intern(tag)),
            });
        }
        packed.bytes.shrink_to_fit();
        Self {
            first,
            rows,
            packed: packed.bytes,
            names: names.finish(),
        }
    }

    /// Ordinal of the first article.
    pub fn first(&self) -> ArticleId {
        self.first
    }

    /// About how many articles it is.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it is about none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Bytes on the heap.
    pub fn heap_bytes(&self) -> usize {
        self.rows.capacity() * size_of::<Row>() + self.packed.capacity() + self.names.heap_bytes()
    }

    pub(super) fn mentions(&self, row: usize) -> Vec<Mention> {
        let end = |row: usize| self.rows.get(row).map_or(0, |row| row.end as usize);
        let start = row.checked_sub(1).map_or(0, end);
        let packed = self.packed.get(start..end(row)).unwrap_or_default();
        unpack_mentions(&mut Unpacker::new(packed))
    }

    pub(super) fn language(&self, row: usize) -> Option<&str> {
        let language = self.rows.get(row)?.language?;
        Some(self.names.get(language))
    }
}

/// Findings that came, by the articles they are about.
#[derive(Clone, Debug, Default)]
pub struct FoundOut {
    slices: Vec<std::sync::Arc<Findings>>,
}

impl FoundOut {
    /// Takes a slice in, in any order; one about the same articles replaces the earlier one.
    pub fn learn(&mut self, slice: std::sync::Arc<Findings>) {
        let at = self
            .slices
            .partition_point(|known| known.first < slice.first);
        match self.slices.get_mut(at) {
            Some(known) if known.first == slice.first => *known = slice,
            _ => self.slices.insert(at, slice),
        }
    }

    /// The slice about an article, and the article's row in it; logarithmic.
    pub(super) fn of(&self, id: ArticleId) -> Option<(&Findings, usize)> {
        let after = self.slices.partition_point(|slice| slice.first <= id);
        let slice = self.slices.get(after.checked_sub(1)?)?;
        let row = id.index().checked_sub(slice.first.index())?;
        (row < slice.len()).then_some((slice, row))
    }

    /// Bytes on the heap.
    pub fn heap_bytes(&self) -> usize {
        let slices: usize = self.slices.iter().map(|slice| slice.heap_bytes()).sum();
        slices + self.slices.capacity() * size_of::<std::sync::Arc<Findings>>()
    }
}
