//! A set of articles: one bit each.

mod places;
mod ranges;

use crate::article::ArticleId;

/// Ordinals in a word of sixty-four from which on a list is dense.
const DENSE: usize = 4;

/// A set of article ordinals, as wide as its largest member so far.
///
/// Two sets are equal when they hold the same articles, however wide they are.
#[derive(Clone, Debug, Default)]
pub struct Bits {
    words: Vec<u64>,
}

impl Bits {
    /// The empty set.
    pub fn new() -> Self {
        Self::default()
    }

    /// The empty set with room for the articles `0..len`.
    pub fn with_len(len: usize) -> Self {
        Self {
            words: vec![0; len.div_ceil(64)],
        }
    }

    /// Every article of `0..len`.
    pub fn full(len: usize) -> Self {
        let mut bits = Self {
            words: vec![u64::MAX; len.div_ceil(64)],
        };
        if let Some(last) = bits.words.last_mut()
            && !len.is_multiple_of(64)
        {
            *last = (1 << (len % 64)) - 1;
        }
        bits
    }

    /// A set as [`Self::words`] gives it.
    pub fn of_words(words: Vec<u64>) -> Self {
        Self { words }
    }

    /// Takes in the ordinals of an ascending list.
    pub fn insert_all(&mut self, ids: &[u32]) {
        let Some(largest) = ids.last() else {
            return;
        };
        let width = *largest as usize / 64 + 1;
        if width > self.words.len() {
            self.words.resize(width, 0);
        }
        if ids.len() > width * DENSE {
            // Several in a word of ours: it is written once.
            for near in ids.chunk_by(|one, other| one / 64 == other / 64) {
                let bits = near.iter().fold(0, |bits, id| bits | 1 << (id % 64));
                let word = near
                    .first()
                    .and_then(|id| self.words.get_mut(*id as usize / 64));
                if let Some(word) = word {
                    *word |= bits;
                }
            }
            return;
        }
        for id in ids {
            if let Some(word) = self.words.get_mut(*id as usize / 64) {
                *word |= 1 << (id % 64);
            }
        }
    }

    /// Takes an article in; tells whether it is new.
    pub fn insert(&mut self, id: ArticleId) -> bool {
        let (word, bit) = place(id);
        if word >= self.words.len() {
            // By an eighth, where a vector would double: there are sets for common words.
            if word >= self.words.capacity() {
                let more = word + 1 - self.words.len();
                self.words
                    .reserve_exact(more.max(self.words.len() / 8).max(8));
            }
            self.words.resize(word + 1, 0);
        }
        self.words.get_mut(word).is_some_and(|word| {
            let new = *word & bit == 0;
            *word |= bit;
            new
        })
    }

    /// Takes an article out; tells whether it was there.
    pub fn remove(&mut self, id: ArticleId) -> bool {
        let (word, bit) = place(id);
        self.words.get_mut(word).is_some_and(|word| {
            let there = *word & bit != 0;
            *word &= !bit;
            there
        })
    }

    /// Takes an article in or out.
    pub fn set(&mut self, id: ArticleId, member: bool) {
        if member {
            self.insert(id);
        } else {
            self.remove(id);
        }
    }

    /// Whether the article is in the set.
    pub fn contains(&self, id: ArticleId) -> bool {
        let (word, bit) = place(id);
        self.words.get(word).is_some_and(|word| word & bit != 0)
    }

    /// The set, sixty-four ordinals a word, the smallest in the lowest bit.
    pub fn words(&self) -> &[u64] {
        &self.words
    }

    /// How many articles are in the set; linear in its width.
    pub fn count(&self) -> usize {
        self.words
            .iter()
            .map(|word| word.count_ones() as usize)
            .sum()
    }

    /// How many articles are in both sets, without building the intersection.
    pub fn count_common(&self, other: &Self) -> usize {
        let pairs = self.words.iter().zip(&other.words);
        pairs.map(|(a, b)| (a & b).count_ones() as usize).sum()
    }

    /// Whether the sets have an article in common.
    pub fn meets(&self, other: &Self) -> bool {
        let mut pairs = self.words.iter().zip(&other.words);
        pairs.any(|(a, b)| a & b != 0)
    }

    /// Whether the set is empty.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// The smallest ordinal.
    pub fn first(&self) -> Option<ArticleId> {
        let at = self.words.iter().position(|word| *word != 0)?;
        let bit = self.words.get(at)?.trailing_zeros();
        u32::try_from(at).ok().map(|at| ArticleId(at * 64 + bit))
    }

    /// The articles in ascending order.
    pub fn iter(&self) -> impl Iterator<Item = ArticleId> + '_ {
        (0u32..).zip(&self.words).flat_map(|(at, &word)| {
            let mut left = word;
            std::iter::from_fn(move || {
                (left != 0).then(|| {
                    let bit = left.trailing_zeros();
                    left &= left - 1;
                    ArticleId(at * 64 + bit)
                })
            })
        })
    }

    /// Visits the articles in ascending order; quicker than [`Self::iter`] where they are many.
    pub fn for_each(&self, visit: impl FnMut(ArticleId)) {
        self.for_each_in(0..u32::MAX, visit);
    }

    /// Adds the articles of another set.
    pub fn union(&mut self, other: &Self) {
        if other.words.len() > self.words.len() {
            self.words.resize(other.words.len(), 0);
        }
        for (mine, theirs) in self.words.iter_mut().zip(&other.words) {
            *mine |= theirs;
        }
    }

    /// The articles of both sets.
    #[must_use]
    pub fn common(&self, other: &Self) -> Self {
        let pairs = self.words.iter().zip(&other.words);
        Self {
            words: pairs.map(|(a, b)| a & b).collect(),
        }
    }

    /// Keeps only the articles of another set.
    pub fn intersect(&mut self, other: &Self) {
        self.words.truncate(other.words.len());
        for (mine, theirs) in self.words.iter_mut().zip(&other.words) {
            *mine &= theirs;
        }
    }

    /// Takes out the articles of another set.
    pub fn subtract(&mut self, other: &Self) {
        for (mine, theirs) in self.words.iter_mut().zip(&other.words) {
            *mine &= !theirs;
        }
    }

    /// Every article of `0..len` that is not in the set.
    #[must_use]
    pub fn complement_to(&self, len: usize) -> Self {
        let mut rest = Self::full(len);
        rest.subtract(self);
        rest
    }

    /// Bytes on the heap.
    pub fn heap_bytes(&self) -> usize {
        self.words.capacity() * size_of::<u64>()
    }
}

fn place(id: ArticleId) -> (usize, u64) {
    (id.index() / 64, 1 << (id.index() % 64))
}

impl PartialEq for Bits {
    fn eq(&self, other: &Self) -> bool {
        let both = self.words.len().min(other.words.len());
        let (mine, more) = self.words.split_at(both);
        let (theirs, yet_more) = other.words.split_at(both);
        mine == theirs && more.iter().chain(yet_more).all(|word| *word == 0)
    }
}

impl Eq for Bits {}

impl FromIterator<ArticleId> for Bits {
    fn from_iter<I: IntoIterator<Item = ArticleId>>(ids: I) -> Self {
        let mut bits = Self::new();
        bits.extend(ids);
        bits
    }
}

impl Extend<ArticleId> for Bits {
    fn extend<I: IntoIterator<Item = ArticleId>>(&mut self, ids: I) {
        for id in ids {
            self.insert(id);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn bits(ids: &BTreeSet<u32>) -> Bits {
        ids.iter().map(|&id| ArticleId(id)).collect()
    }

    fn members(bits: &Bits) -> BTreeSet<u32> {
        bits.iter().map(|id| id.0).collect()
    }

    proptest! {
        #[test]
        fn sets_of_bits_are_sets(
            a in prop::collection::btree_set(0u32..300, 0..40),
            b in prop::collection::btree_set(0u32..300, 0..40),
            len in 0usize..310,
        ) {
            let (x, y) = (bits(&a), bits(&b));
            prop_assert_eq!(x.count(), a.len());
            prop_assert_eq!(x.count_common(&y), a.intersection(&b).count());
            let with = |change: fn(&mut Bits, &Bits)| { let mut z = x.clone(); change(&mut z, &y); members(&z) };
            prop_assert_eq!(with(Bits::union), a.union(&b).copied().collect::<BTreeSet<_>>());
            prop_assert_eq!(with(Bits::intersect), a.intersection(&b).copied().collect::<BTreeSet<_>>());
            prop_assert_eq!(with(Bits::subtract), a.difference(&b).copied().collect::<BTreeSet<_>>());
            let rest = members(&x.complement_to(len));
            prop_assert_eq!(rest, (0..u32::try_from(len).unwrap()).filter(|id| !a.contains(id)).collect::<BTreeSet<_>>());
            prop_assert_eq!(Bits::full(len).count(), len);
            prop_assert_eq!(x.first().map(|id| id.0), a.first().copied());
            prop_assert_eq!(x.meets(&y), a.intersection(&b).next().is_some());
            let (from, to) = (u32::try_from(len / 3).unwrap(), u32::try_from(len).unwrap());
            prop_assert_eq!(&Bits::of_words(x.words().to_vec()), &x);
            let range = u32::try_from(len / 3).unwrap()..u32::try_from(len).unwrap();
            prop_assert_eq!(x.meets_range(range.clone()), a.range(range.clone()).next().is_some());
            let mut joined = x.clone();
            joined.union_in(&y, range.clone());
            prop_assert_eq!(members(&joined), a.iter().chain(b.range(range)).copied().collect::<BTreeSet<_>>());
            let mut listed = x.clone();
            listed.insert_all(&b.iter().copied().collect::<Vec<_>>());
            prop_assert_eq!(members(&listed), a.union(&b).copied().collect::<BTreeSet<_>>());
            let dense: Vec<u32> = (from..to).filter(|id| id % 3 != 1).collect();
            let mut thick = x.clone();
            thick.insert_all(&dense);
            prop_assert_eq!(members(&thick), a.iter().copied().chain(dense).collect::<BTreeSet<_>>());
            let mut visited = Vec::new();
            x.for_each_in(from..to, |id| visited.push(id.0));
            let inside = a.iter().copied().filter(|id| (from..to).contains(id));
            prop_assert_eq!(visited, inside.collect::<Vec<_>>());
            let mut ranged = x.clone();
            ranged.insert_range(from..to);
            prop_assert_eq!(members(&ranged), a.iter().copied().chain(from..to).collect::<BTreeSet<_>>());
            prop_assert_eq!(x == y, a == b);
            prop_assert_eq!(members(&x), a);
        }
    }

    #[test]
    fn articles_come_and_go() {
        let mut set = Bits::with_len(10);
        assert!(set.insert(ArticleId(70)) && !set.insert(ArticleId(70)));
        assert!(set.contains(ArticleId(70)) && !set.contains(ArticleId(6)));
        assert!(set.remove(ArticleId(70)) && !set.remove(ArticleId(700)));
        assert!(set.is_empty() && set == Bits::new());
    }
}
