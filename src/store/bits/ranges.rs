//! What of a set lies in a range of ordinals: words of it are looked at, and only those of the range.

use std::ops::Range;

use super::Bits;
use crate::article::ArticleId;

impl Bits {
    /// Takes in every article of a range.
    pub fn insert_range(&mut self, range: Range<u32>) {
        for (at, mask) in masks(&range) {
            if at >= self.words.len() {
                self.words.resize(at + 1, 0);
            }
            if let Some(word) = self.words.get_mut(at) {
                *word |= mask;
            }
        }
    }

    /// Takes in the articles of another set that lie in a range.
    pub fn union_in(&mut self, other: &Self, range: Range<u32>) {
        if self.words.len() < other.words.len() {
            self.words.resize(other.words.len(), 0);
        }
        for (at, mask) in masks(&range) {
            if let (Some(word), Some(theirs)) = (self.words.get_mut(at), other.words.get(at)) {
                *word |= theirs & mask;
            }
        }
    }

    /// Whether an article of a range is in the set.
    pub fn meets_range(&self, range: Range<u32>) -> bool {
        let has = |at: usize, mask: u64| self.words.get(at).is_some_and(|word| word & mask != 0);
        masks(&range).any(|(at, mask)| has(at, mask))
    }

    /// Visits the articles of a range in ascending order.
    pub fn for_each_in(&self, range: Range<u32>, mut visit: impl FnMut(ArticleId)) {
        if range.is_empty() {
            return;
        }
        let (first, last) = (range.start / 64, range.end.saturating_sub(1) / 64);
        let end = self.words.len().min(last as usize + 1);
        let words = self.words.get(first as usize..end).unwrap_or_default();
        for (at, &word) in (first..).zip(words) {
            let mut left = word;
            if at == first {
                left = left >> (range.start % 64) << (range.start % 64);
            }
            if at == last {
                left &= u64::MAX >> (63 - range.end.saturating_sub(1) % 64);
            }
            while left != 0 {
                visit(ArticleId(at * 64 + left.trailing_zeros()));
                left &= left - 1;
            }
        }
    }

    /// The articles of a range in ascending order. Lazy.
    pub fn iter_in(&self, range: Range<u32>) -> impl Iterator<Item = ArticleId> + '_ {
        masks(&range).flat_map(|(at, mask)| {
            let mut left = self.words.get(at).copied().unwrap_or_default() & mask;
            let first = u32::try_from(at).unwrap_or(u32::MAX).saturating_mul(64);
            std::iter::from_fn(move || {
                (left != 0).then(|| {
                    let bit = left.trailing_zeros();
                    left &= left - 1;
                    ArticleId(first.saturating_add(bit))
                })
            })
        })
    }

    /// Visits the articles of a range in ascending order, consecutive ones together.
    pub fn for_each_run_in(&self, range: Range<u32>, mut visit: impl FnMut(Range<u32>)) {
        let mut run = 0..0;
        for (at, mask) in masks(&range) {
            let mut left = self.words.get(at).copied().unwrap_or_default() & mask;
            let first = u32::try_from(at).unwrap_or(u32::MAX).saturating_mul(64);
            while left != 0 {
                let start = left.trailing_zeros();
                let end = start + (left >> start).trailing_ones();
                left = left
                    .checked_shr(end)
                    .unwrap_or(0)
                    .checked_shl(end)
                    .unwrap_or(0);
                let found = first.saturating_add(start)..first.saturating_add(end);
                if run.end == found.start && !run.is_empty() {
                    run.end = found.end;
                } else {
                    if !run.is_empty() {
                        visit(run);
                    }
                    run = found;
                }
            }
        }
        if !run.is_empty() {
            visit(run);
        }
    }
}

/// The words that a range touches, with the bits of it in each.
fn masks(range: &Range<u32>) -> impl Iterator<Item = (usize, u64)> + use<> {
    let (start, end) = (range.start as usize, range.end as usize);
    let words = if range.is_empty() {
        0..0
    } else {
        start / 64..(end - 1) / 64 + 1
    };
    words.map(move |at| {
        let from = start.saturating_sub(at * 64);
        let to = (end - 1 - at * 64).min(63);
        (at, (u64::MAX >> (63 - to)) & (u64::MAX << from))
    })
}
