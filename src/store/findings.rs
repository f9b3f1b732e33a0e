//! What is found out about articles once they stand in the list: the times they speak of and the
//! language they are written in.
//!
//! It comes in slices, later than the batches and in any order, and is kept beside them as it
//! came: packed, a few bytes a time expression.

use std::sync::Arc;

use super::details::{pack_mentions, unpack_mentions};
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
///
/// Of an article about which nothing was found out it keeps an end at most, and nothing at all where
/// that is so of all of them: headlines without a text are many.
#[derive(Debug)]
pub struct Findings {
    first: ArticleId,
    len: u32,
    /// End of each article in `packed`; the one before has the start.
    ends: Box<[u32]>,
    /// Language, empty for none, and mentions.
    packed: Box<[u8]>,
}

impl Findings {
    /// Packs what was found out about consecutive articles; `first` is the ordinal of the first
    /// of them.
    pub fn build(first: ArticleId, found: impl IntoIterator<Item = Finding>) -> Self {
        let (mut ends, mut packed) = (Vec::new(), Packer::default());
        for finding in found {
            if finding != Finding::default() {
                packed.text(finding.language.unwrap_or_default());
                pack_mentions(&finding.mentions, &mut packed);
            }
            ends.push(u32::try_from(packed.bytes.len()).unwrap_or(u32::MAX));
        }
        let len = u32::try_from(ends.len()).unwrap_or(u32::MAX);
        if packed.bytes.is_empty() {
            ends.clear();
        }
        Self {
            first,
            len,
            // In no more room than they need, and not cut off what they grew in.
            ends: ends.as_slice().into(),
            packed: packed.bytes.as_slice().into(),
        }
    }

    /// Ordinal of the first article.
    pub fn first(&self) -> ArticleId {
        self.first
    }

    /// About how many articles it is.
    pub fn len(&self) -> usize {
        self.len as usize
    }

    /// Whether it is about none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Bytes on the heap.
    pub fn heap_bytes(&self) -> usize {
        size_of::<Self>() + size_of_val(&*self.ends) + self.packed.len()
    }

    pub(super) fn mentions(&self, row: usize) -> Vec<Mention> {
        unpack_mentions(&mut self.packed_mentions(row))
    }

    pub(super) fn packed_mentions(&self, row: usize) -> Unpacker<'_> {
        let mut packed = self.packed(row);
        packed.text();
        packed
    }

    pub(super) fn language(&self, row: usize) -> Option<&str> {
        let language = self.packed(row).text();
        (!language.is_empty()).then_some(language)
    }

    fn packed(&self, row: usize) -> Unpacker<'_> {
        let end = |row: usize| self.ends.get(row).map_or(0, |end| *end as usize);
        let start = row.checked_sub(1).map_or(0, end);
        Unpacker::new(self.packed.get(start..end(row)).unwrap_or_default())
    }
}

/// Findings that came, by the articles they are about.
#[derive(Clone, Debug, Default)]
pub struct FoundOut {
    /// Where the slices begin, ascending: looked through without going from slice to slice.
    firsts: Vec<ArticleId>,
    slices: Vec<Arc<Findings>>,
}

impl FoundOut {
    /// Takes a slice in, in any order; one about the same articles replaces the earlier one.
    pub fn learn(&mut self, slice: Arc<Findings>) {
        match self.firsts.binary_search(&slice.first) {
            Ok(at) => {
                if let Some(known) = self.slices.get_mut(at) {
                    *known = slice;
                }
            }
            Err(at) => {
                self.firsts.insert(at, slice.first);
                self.slices.insert(at, slice);
            }
        }
    }

    /// The slice about an article, and the article's row in it; logarithmic.
    pub(super) fn of(&self, id: ArticleId) -> Option<(&Findings, usize)> {
        let after = self.firsts.partition_point(|first| *first <= id);
        let slice = self.slices.get(after.checked_sub(1)?)?;
        let row = id.index().checked_sub(slice.first.index())?;
        (row < slice.len()).then_some((slice, row))
    }

    /// Bytes on the heap.
    pub fn heap_bytes(&self) -> usize {
        let slices: usize = self.slices.iter().map(|slice| slice.heap_bytes()).sum();
        slices
            + self.slices.capacity() * size_of::<Arc<Findings>>()
            + self.firsts.capacity() * size_of::<ArticleId>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{MentionIn, MentionKind, Span};

    #[test]
    fn nothing_found_out_takes_no_room_beside_what_was() {
        let mention = Mention {
            span: Span::new(3, 9),
            kind: MentionKind::Date,
            value: Some("2018-01".to_owned()),
            place: MentionIn::Body,
        };
        let all = |mentions: Vec<Mention>, language| Finding { mentions, language };
        let nothing = || std::iter::repeat_with(Finding::default);
        let findings = Findings::build(ArticleId(7), nothing().take(64));
        assert_eq!((findings.len(), findings.language(63)), (64, None));
        assert_eq!(findings.mentions(0), []);
        assert!(findings.heap_bytes() <= 64, "{}", findings.heap_bytes());
        let found = [
            all(vec![mention.clone()], Some("fa")),
            Finding::default(),
            all(Vec::new(), Some("en")),
            all(vec![mention], None),
        ];
        let findings = Findings::build(ArticleId(7), found.clone());
        for (row, found) in found.into_iter().enumerate() {
            assert_eq!(findings.mentions(row), found.mentions, "{row}");
            assert_eq!(findings.language(row), found.language, "{row}");
        }
        assert_eq!(findings.mentions(4), []);
    }
}
