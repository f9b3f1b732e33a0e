//! Which copy of a page an article is, among all that have its very digests.
//!
//! Promises: nine bytes an article or so while they are few that are there again; constant time.

use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;

/// Bits of a digest that tell which table it is in.
const TABLE_BITS: u32 = 6;

/// Counts articles of the same digests.
#[derive(Debug, Default)]
pub struct Copies {
    /// Digests met, each article's in one number: two that differ are told apart as surely as two
    /// texts are by one of their digests. In several tables, none of which ever has to move a
    /// large part of them to grow.
    met: Vec<HashSet<u64, RandomState>>,
    /// How many there were of those that were met again.
    again: HashMap<u64, u32, RandomState>,
}

impl Copies {
    /// How many articles of these digests there were before this one.
    pub fn next(&mut self, digests: [u64; 3]) -> u32 {
        let one = mixed(digests);
        if self.met.is_empty() {
            self.met.resize_with(1 << TABLE_BITS, HashSet::default);
        }
        let table = usize::try_from(one >> (u64::BITS - TABLE_BITS)).unwrap_or_default();
        if self.met.get_mut(table).is_none_or(|met| met.insert(one)) {
            return 0;
        }
        let copies = self.again.entry(one).or_insert(0);
        *copies = copies.saturating_add(1);
        *copies
    }
}

/// Three digests in one number: every bit of each changes half of its bits (the finish of
/// `SplitMix64`).
fn mixed(digests: [u64; 3]) -> u64 {
    digests.into_iter().fold(0, |mixed, digest| {
        let mut mixed = (mixed ^ digest).wrapping_add(0x9e37_79b9_7f4a_7c15);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn copies_are_counted_as_a_table_of_digests_counts_them(
            articles in prop::collection::vec([0u64..3, 0u64..3, 0u64..3], 0..60),
        ) {
            let mut copies = Copies::default();
            let mut table: HashMap<[u64; 3], u32> = HashMap::new();
            for digests in articles {
                let before = table.entry(digests).or_default();
                prop_assert_eq!(copies.next(digests), *before);
                *before += 1;
            }
        }
    }
}
