//! Simhashes within three bits of each other.
//!
//! Of four bands of 16 bits at least one is the same in two that differ in three bits: a look at
//! four lists finds them all.

/// Most bits in which two simhashes differ that are those of one text with small changes.
const BITS: u32 = 3;

/// Simhashes to be found again, each with a number.
#[derive(Debug, Default)]
pub(super) struct Near {
    /// Band and its bits, then the whole simhash and the number.
    bands: Vec<(u32, u64, usize)>,
}

impl Near {
    /// Takes simhashes in.
    pub(super) fn new(simhashes: impl Iterator<Item = (u64, usize)>) -> Self {
        let in_bands = |(simhash, number)| bands(simhash).map(move |band| (band, simhash, number));
        let mut bands: Vec<_> = simhashes.flat_map(in_bands).collect();
        bands.sort_unstable();
        Self { bands }
    }

    /// The numbers of those within three bits, in order; none of a text without words.
    pub(super) fn within(&self, simhash: u64) -> Vec<usize> {
        if simhash == 0 {
            return Vec::new();
        }
        let mut found = Vec::new();
        for band in bands(simhash) {
            let start = self.bands.partition_point(|(other, ..)| *other < band);
            let rest = self.bands.get(start..).unwrap_or_default();
            let same = rest.iter().take_while(|(other, ..)| *other == band);
            let near = same.filter(|(_, other, _)| (other ^ simhash).count_ones() <= BITS);
            found.extend(near.map(|(_, _, number)| *number));
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// The four bands of a simhash, each with its place in front.
fn bands(simhash: u64) -> impl Iterator<Item = u32> {
    (0..4_u32).map(move |place| {
        let bits = (simhash >> (place * 16)) & 0xffff;
        (place << 16) | u32::try_from(bits).unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn all_within_three_bits_are_found_and_no_other(
            base in 1_u64.., flips in prop::collection::vec(0_u32..64, 0..8)
        ) {
            let other = flips.iter().fold(base, |hash, bit| hash ^ (1 << bit));
            let near = Near::new([(base, 7)].into_iter());
            let expected = other != 0 && (base ^ other).count_ones() <= 3;
            prop_assert_eq!(near.within(other) == [7], expected);
        }
    }
}
