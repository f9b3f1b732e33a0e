//! A set whose members are counted by range without visiting them.

use std::ops::Range;

use super::Bits;
use crate::article::ArticleId;

/// A set of ordinals with the number of members before each word of it: how many lie in a range,
/// and which is the first, without a pass over them (Jacobson's rank, one level).
#[derive(Clone, Debug, Default)]
pub struct Ranked {
    bits: Bits,
    /// Members before each word, and at the end all of them.
    before: Vec<u32>,
}

impl Ranked {
    /// Counts a set once. Linear in its width.
    pub fn of(bits: Bits) -> Self {
        let mut sum = 0_u32;
        let mut before = Vec::with_capacity(bits.words().len() + 1);
        before.push(0);
        for word in bits.words() {
            sum = sum.saturating_add(word.count_ones());
            before.push(sum);
        }
        Self { bits, before }
    }

    /// The set.
    pub fn bits(&self) -> &Bits {
        &self.bits
    }

    /// Bytes on the heap.
    pub fn heap_bytes(&self) -> usize {
        self.bits.heap_bytes() + self.before.capacity() * size_of::<u32>()
    }

    /// How many members there are.
    pub fn count(&self) -> usize {
        self.before.last().map_or(0, |all| *all as usize)
    }

    /// How many members are smaller than this ordinal.
    pub fn rank(&self, at: u32) -> u32 {
        let word = at as usize / 64;
        let Some(bits) = self.bits.words().get(word) else {
            return self.before.last().copied().unwrap_or_default();
        };
        let below = bits & ((1 << (at % 64)) - 1);
        self.before.get(word).copied().unwrap_or_default() + below.count_ones()
    }

    /// How many members lie in a range.
    pub fn count_in(&self, range: Range<u32>) -> u32 {
        self.rank(range.end).saturating_sub(self.rank(range.start))
    }

    /// The smallest member of a range. Logarithmic.
    pub fn first_in(&self, range: Range<u32>) -> Option<u32> {
        let found = self.select(self.rank(range.start))?;
        (found < range.end).then_some(found)
    }

    /// The largest member of a range.
    pub fn last_in(&self, range: Range<u32>) -> Option<u32> {
        let rank = self.rank(range.end).checked_sub(1)?;
        let found = self.select(rank)?;
        (found >= range.start).then_some(found)
    }

    /// The member with so many before it. Logarithmic.
    pub fn select(&self, rank: u32) -> Option<u32> {
        let word = self
            .before
            .partition_point(|before| *before <= rank)
            .checked_sub(1)?;
        let mut left = *self.bits.words().get(word)?;
        for _ in *self.before.get(word)?..rank {
            left &= left.wrapping_sub(1);
        }
        (left != 0)
            .then(|| u32::try_from(word).ok())
            .flatten()
            .map(|word| word * 64 + left.trailing_zeros())
    }
}

impl FromIterator<ArticleId> for Ranked {
    fn from_iter<I: IntoIterator<Item = ArticleId>>(ids: I) -> Self {
        Self::of(ids.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn ranges_are_counted_as_if_visited(
            members in prop::collection::btree_set(0u32..400, 0..60),
            (a, b) in (0u32..450, 0u32..450),
        ) {
            let ranked: Ranked = members.iter().map(|id| ArticleId(*id)).collect();
            let range = a.min(b)..a.max(b);
            let inside: BTreeSet<u32> = members.range(range.clone()).copied().collect();
            prop_assert_eq!(ranked.count(), members.len());
            prop_assert_eq!(ranked.count_in(range.clone()) as usize, inside.len());
            prop_assert_eq!(ranked.first_in(range.clone()), inside.first().copied());
            prop_assert_eq!(ranked.last_in(range), inside.last().copied());
            for (rank, member) in (0u32..).zip(&members) {
                prop_assert_eq!(ranked.select(rank), Some(*member));
                prop_assert_eq!(ranked.rank(*member), rank);
            }
            prop_assert_eq!(ranked.select(u32::try_from(members.len()).unwrap()), None);
        }
    }
}
