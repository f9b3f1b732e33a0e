//! Which copy of a page each article of a batch is, among all that have its very digests.
//!
//! That is known when a batch gets its place, long after it was made and on another thread. Its
//! number is written into room that was made with the batch: were it kept in new memory, that would
//! lie between what the other thread keeps for the moment only, and hold all of it.

use super::taken;

/// A byte an article; hardly any is the two hundredth copy of another.
#[derive(Debug, Default)]
pub(super) struct CopyNumbers {
    bytes: Vec<u8>,
    /// Rows whose number is larger, ascending, and the number.
    large: Vec<(usize, u32)>,
}

/// Instead of a number that is larger.
const LARGE: u8 = u8::MAX;

impl CopyNumbers {
    /// The number of the next article.
    pub(super) fn push(&mut self, copy: u32) {
        self.bytes.push(0);
        self.set(self.bytes.len() - 1, copy);
    }

    /// Gives an article another number.
    pub(super) fn set(&mut self, row: usize, copy: u32) {
        let Some(byte) = self.bytes.get_mut(row) else {
            return;
        };
        let known = self.large.binary_search_by_key(&row, |(row, _)| *row);
        match (u8::try_from(copy).ok().filter(|copy| *copy < LARGE), known) {
            (Some(copy), _) => *byte = copy,
            (None, Ok(at)) => {
                *byte = LARGE;
                self.large.splice(at..=at, [(row, copy)]);
            }
            (None, Err(at)) => {
                *byte = LARGE;
                self.large.insert(at, (row, copy));
            }
        }
    }

    /// The number of an article, 0 for the first of its kind.
    pub(super) fn of(&self, row: usize) -> u32 {
        match self.bytes.get(row) {
            None => 0,
            Some(&LARGE) => {
                let at = self.large.binary_search_by_key(&row, |(row, _)| *row);
                let large = at.ok().and_then(|at| self.large.get(at));
                large.map_or(0, |(_, copy)| *copy)
            }
            Some(copy) => (*copy).into(),
        }
    }

    /// Those of a batch, in no more room than they need; empty then.
    pub(super) fn finish(&mut self) -> Self {
        Self {
            bytes: taken(&mut self.bytes),
            large: taken(&mut self.large),
        }
    }

    /// Bytes on the heap.
    pub(super) fn heap_bytes(&self) -> usize {
        self.bytes.capacity() + self.large.capacity() * size_of::<(usize, u32)>()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_number_is_what_it_was_set_to_last(
            first in prop::collection::vec(prop_oneof![0..4_u32, 250..260_u32, any::<u32>()], 0..40),
            later in prop::collection::vec((0..40_usize, prop_oneof![0..4_u32, 250..260_u32]), 0..40),
        ) {
            let (mut numbers, mut expected) = (CopyNumbers::default(), first.clone());
            for copy in first {
                numbers.push(copy);
            }
            for (row, copy) in later {
                numbers.set(row, copy);
                if let Some(slot) = expected.get_mut(row) {
                    *slot = copy;
                }
            }
            let numbers = numbers.finish();
            let kept: Vec<u32> = (0..expected.len()).map(|row| numbers.of(row)).collect();
            prop_assert_eq!(kept, expected);
        }
    }
}
