//! Ascending ordinals by blocks of 65,536 articles, an ordinal in two bytes (as roaring bitmaps do;
//! Chambi and others, 2014): half the memory of a plain list, and what is read of a block falls
//! into eight kilobytes of a set.

use super::held::make_room;
use crate::article::ArticleId;

/// Ordinals by their halves.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    /// The lower half of each.
    low: Vec<u16>,
    /// For each upper half, from 0 on, where its ordinals end; none behind the last.
    ends: Vec<u32>,
}

impl Blocks {
    /// Takes in an ordinal larger than all others.
    pub(super) fn push(&mut self, id: u32) {
        let (high, low) = halves(id);
        while self.ends.len() <= usize::from(high) {
            let end = u32::try_from(self.low.len()).unwrap_or(u32::MAX);
            make_room(&mut self.ends, 1);
            self.ends.push(end);
        }
        make_room(&mut self.low, 1);
        self.low.push(low);
        if let Some(end) = self.ends.last_mut() {
            *end = end.saturating_add(1);
        }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.low.len()
    }

    /// The ordinals in pieces of at most so many: the upper half of each piece, and the lower ones.
    pub(super) fn pieces(&self, most: usize) -> impl Iterator<Item = (u16, &[u16])> {
        let starts = [0].into_iter().chain(self.ends.iter().copied());
        let blocks = (0_u16..).zip(starts.zip(&self.ends));
        blocks.flat_map(move |(high, (start, end))| {
            let block = self.low.get(start as usize..*end as usize);
            let pieces = block.unwrap_or_default().chunks(most);
            pieces.map(move |piece| (high, piece))
        })
    }

    /// Visits the articles in ascending order.
    pub(super) fn for_each(&self, mut visit: impl FnMut(ArticleId)) {
        for (high, low) in self.pieces(usize::MAX) {
            for low in low {
                visit(ArticleId(u32::from(high) << 16 | u32::from(*low)));
            }
        }
    }

    /// Bytes on the heap.
    pub(super) fn heap_bytes(&self) -> usize {
        self.low.capacity() * size_of::<u16>() + self.ends.capacity() * size_of::<u32>()
    }
}

/// Upper and lower half of an ordinal.
fn halves(id: u32) -> (u16, u16) {
    let [a, b, c, d] = id.to_be_bytes();
    (u16::from_be_bytes([a, b]), u16::from_be_bytes([c, d]))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::store::Bits;

    proptest! {
        #[test]
        fn blocks_hold_what_was_pushed(
            mut steps in prop::collection::vec(1_u32..400, 0..1_500),
            leaps in prop::collection::vec((0_usize..1_500, 60_000_u32..300_000), 0..3),
            most in 1_usize..2_000,
        ) {
            for (at, leap) in leaps {
                if let Some(step) = steps.get_mut(at) {
                    *step += leap;
                }
            }
            let (mut blocks, mut all, mut id) = (Blocks::default(), Vec::new(), 0);
            for step in steps {
                id += step;
                blocks.push(id);
                all.push(ArticleId(id));
            }
            prop_assert_eq!(blocks.len(), all.len());
            let mut visited = Vec::new();
            blocks.for_each(|id| visited.push(id));
            prop_assert_eq!(&visited, &all);
            let mut set = Bits::new();
            for (high, low) in blocks.pieces(most) {
                prop_assert!(low.len() <= most);
                set.insert_block(high, low);
            }
            prop_assert!(set.iter().eq(all));
        }
    }

    #[test]
    fn an_article_takes_two_bytes() {
        let mut blocks = Blocks::default();
        (0..200_000).for_each(|id| blocks.push(id * 5));
        let room = blocks.heap_bytes();
        assert!((400_000..460_000).contains(&room), "{room}");
    }
}
