//! How many slips of the fingers part two words: a letter missing, added, replaced, or two
//! neighbours swapped.
//!
//! A column of the table of distances is two machine words, so that a word is compared in a few
//! steps a letter. (Hyyrö, "A Bit-Vector Algorithm for Computing Levenshtein and Damerau Edit
//! Distances", 2003, after Myers 1999; the distance is that of optimal string alignment.)

/// Letters that fit into a machine word.
const MOST_LETTERS: usize = 64;

/// A word that others are compared with.
#[derive(Debug)]
pub(super) struct Slips {
    word: String,
    letters: usize,
    /// Where each ASCII letter stands in the word, a bit a place.
    ascii: [u64; 128],
    /// The same for other letters.
    others: Vec<(char, u64)>,
}

impl Slips {
    /// Prepares a folded word.
    pub(super) fn new(word: &str) -> Self {
        let mut slips = Self {
            word: word.to_owned(),
            letters: word.chars().count(),
            ascii: [0; 128],
            others: Vec::new(),
        };
        for (at, letter) in word.chars().take(MOST_LETTERS).enumerate() {
            slips.note(letter, 1 << at);
        }
        slips
    }

    fn note(&mut self, letter: char, place: u64) {
        if let Some(places) = self.ascii.get_mut(letter as usize) {
            *places |= place;
            return;
        }
        let mut others = self.others.iter_mut();
        match others.find(|(known, _)| *known == letter) {
            Some((_, places)) => *places |= place,
            None => self.others.push((letter, place)),
        }
    }

    /// The word.
    pub(super) fn word(&self) -> &str {
        &self.word
    }

    /// How many slips part it from another word, if they are at most so many. Linear in the
    /// other word.
    pub(super) fn to(&self, other: &str, most: usize) -> Option<usize> {
        let there = other.chars().count();
        if there.abs_diff(self.letters) > most {
            return None;
        }
        let slips = if self.letters == 0 {
            there
        } else if self.letters > MOST_LETTERS {
            strsim::osa_distance(&self.word, other)
        } else {
            self.aligned(other, there, most)?
        };
        (slips <= most).then_some(slips)
    }

    /// The distance, or none as soon as it is sure to be more than `most`.
    fn aligned(&self, other: &str, there: usize, most: usize) -> Option<usize> {
        let last = 1_u64 << (self.letters - 1);
        // Where the distance grows, and where it falls, from each letter to the next.
        let (mut grows, mut falls) = (u64::MAX, 0_u64);
        let (mut diagonal, mut places_before) = (0_u64, 0_u64);
        let mut slips = self.letters;
        for (at, letter) in other.chars().enumerate() {
            let places = self.places(letter);
            let swapped = ((!diagonal & places) << 1) & places_before;
            diagonal = (((places & grows).wrapping_add(grows)) ^ grows) | places | falls | swapped;
            let more = falls | !(diagonal | grows);
            let fewer = diagonal & grows;
            slips += usize::from(more & last != 0);
            slips -= usize::from(fewer & last != 0);
            // Each letter to come takes away one slip at most.
            if slips > most + (there - at - 1) {
                return None;
            }
            let (more, fewer) = (more << 1 | 1, fewer << 1);
            grows = fewer | !(diagonal | more);
            falls = more & diagonal;
            places_before = places;
        }
        Some(slips)
    }

    fn places(&self, letter: char) -> u64 {
        if let Some(places) = self.ascii.get(letter as usize) {
            return *places;
        }
        let other = self.others.iter().find(|(known, _)| *known == letter);
        other.map_or(0, |(_, places)| *places)
    }
}

/// Whether two words with these letters, as [`super::vocabulary::mask`] gives them, may be at most
/// so many slips apart: a slip takes away one letter at most, and adds one at most.
pub(super) fn may_be_near(one: u64, other: u64, most: usize) -> bool {
    has_at_most(one & !other, most) && has_at_most(other & !one, most)
}

/// Whether at most so many bits are set; quicker than counting them where so many are few.
fn has_at_most(mut bits: u64, most: usize) -> bool {
    for _ in 0..most {
        bits &= bits.wrapping_sub(1);
    }
    bits == 0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::vocabulary::mask;
    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn slips_are_counted_as_in_the_table(
            one in "[abcdé]{0,12}|[ab]{60,70}", other in "[abcdéф]{0,12}|[ab]{60,70}", most in 0usize..14,
        ) {
            let expected = strsim::osa_distance(&one, &other);
            let found = Slips::new(&one).to(&other, most);
            prop_assert_eq!(found, (expected <= most).then_some(expected));
            if expected <= most {
                prop_assert!(may_be_near(mask(&one), mask(&other), most));
            }
        }
    }

    #[test]
    fn neighbours_swapped_are_one_slip() {
        let slips = |one, other| Slips::new(one).to(other, 3);
        assert_eq!(slips("presidnet", "president"), Some(1));
        assert_eq!(slips("goverment", "government"), Some(1));
        assert_eq!(slips("мсоква", "москва"), Some(1));
        assert_eq!(slips("iraq", "iran"), Some(1));
        assert_eq!(slips("iraq", "syria"), None);
    }
}
