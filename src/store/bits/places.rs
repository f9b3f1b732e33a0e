//! Sets of places: members that come by blocks, and members that move.

use super::{Bits, DENSE};
use crate::article::ArticleId;

impl Bits {
    /// Takes in ordinals of one block of 65,536: the upper half of each, and the lower halves,
    /// ascending.
    pub fn insert_block(&mut self, high: u16, low: &[u16]) {
        let Some(largest) = low.last() else {
            return;
        };
        let start = usize::from(high) << 10;
        let width = start + usize::from(*largest) / 64 + 1;
        if width > self.words.len() {
            self.words.resize(width, 0);
        }
        let words = self.words.get_mut(start..).unwrap_or_default();
        if low.len() > (width - start) * DENSE {
            // Several in a word of ours: it is written once.
            let (mut at, mut bits) = (0, 0_u64);
            for id in low {
                let place = usize::from(*id) / 64;
                if place != at {
                    write(words, at, bits);
                    (at, bits) = (place, 0);
                }
                bits |= 1 << (id % 64);
            }
            return write(words, at, bits);
        }
        for id in low {
            write(words, usize::from(*id) / 64, 1 << (id % 64));
        }
    }

    /// Takes out the member at one place and puts one in at another, or none; what stands between
    /// the two moves up by one place. Linear in the places between, sixty-four at a time.
    pub fn move_place(&mut self, from: u32, to: u32, member: bool) {
        let largest = from.max(to) as usize / 64;
        let is_needed = member || !self.words.is_empty();
        if is_needed && largest >= self.words.len() {
            self.words.resize(largest + 1, 0);
        }
        if from < to {
            self.close_up(from, to);
        } else {
            self.make_way(to, from);
        }
        self.set(ArticleId(to), member);
        while self.words.last() == Some(&0) {
            self.words.pop();
        }
    }

    /// Each place of `from..to` gets what stands behind it.
    fn close_up(&mut self, from: u32, to: u32) {
        let (first, last) = (from as usize / 64, to as usize / 64);
        for at in first..=last {
            let behind = self.words.get(at + 1).map_or(0, |next| next << 63);
            let behind = if at < last { behind } else { 0 };
            if let Some(word) = self.words.get_mut(at) {
                let moved = *word >> 1 | behind;
                let mask = mask(at, from, to);
                *word = *word & !mask | moved & mask;
            }
        }
    }

    /// Each place behind `from`, up to `to`, gets what stands before it.
    fn make_way(&mut self, from: u32, to: u32) {
        let (first, last) = (from as usize / 64, to as usize / 64);
        for at in (first..=last).rev() {
            let before = at.checked_sub(1).filter(|before| *before >= first);
            let before = before.and_then(|before| self.words.get(before));
            let before = before.map_or(0, |word| word >> 63);
            if let Some(word) = self.words.get_mut(at) {
                let moved = *word << 1 | before;
                let mask = mask(at, from.saturating_add(1), to.saturating_add(1));
                *word = *word & !mask | moved & mask;
            }
        }
    }
}

/// The bits of a word that belong to the places `from..to`.
fn mask(word: usize, from: u32, to: u32) -> u64 {
    let start = word.saturating_mul(64);
    let below = |place: u32| match (place as usize).saturating_sub(start) {
        bits @ 0..64 => (1_u64 << bits) - 1,
        _ => u64::MAX,
    };
    below(to) & !below(from)
}

/// Adds members to a word.
fn write(words: &mut [u64], at: usize, bits: u64) {
    if let Some(word) = words.get_mut(at) {
        *word |= bits;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn members_move_as_in_a_list(
            members in prop::collection::vec(prop::bool::weighted(0.02), 1..300),
            (from, to) in (0_usize..300, 0_usize..300),
            member: bool,
        ) {
            let mut list = members;
            let (from, to) = (from % list.len(), to % list.len());
            let set = |list: &[bool]| -> Bits {
                let all = (0_u32..).map(ArticleId).zip(list);
                all.filter(|(_, is_in)| **is_in).map(|(id, _)| id).collect()
            };
            let mut moved = set(&list);
            moved.move_place(u32::try_from(from).unwrap(), u32::try_from(to).unwrap(), member);
            list.remove(from);
            list.insert(to, member);
            prop_assert_eq!(moved, set(&list));
        }
    }
}
