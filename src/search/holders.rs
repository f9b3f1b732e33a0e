//! Which articles hold one word: a sorted list of them, by blocks where it is long, or a set where
//! that is smaller, which a common word's is. A set is also quicker to add to another: sixty-four
//! articles at a time.

use super::blocks::Blocks;
use super::held::make_room;
use crate::article::ArticleId;
use crate::store::Bits;

/// Fewer are never kept as a set.
const FEWEST: usize = 4_096;

/// From so many on a list is kept by blocks.
const LONG: usize = 256;

/// Most entries of a list that are taken in in one go.
const PIECE: usize = 1 << 14;

/// The holders of a word. Only ever more of them, in ascending order.
#[derive(Debug)]
pub(super) enum Holders {
    Few(Vec<u32>),
    Long(Box<Blocks>),
    Many(Box<Many>),
}

#[derive(Debug)]
pub(super) struct Many {
    set: Bits,
    count: usize,
}

/// Some of the holders of a word.
#[derive(Clone, Copy)]
pub(super) enum Piece<'a> {
    Ids(&'a [u32]),
    Block(u16, &'a [u16]),
    Set(&'a Bits),
}

impl Default for Holders {
    fn default() -> Self {
        Self::Few(Vec::new())
    }
}

impl Holders {
    /// Takes in another, larger than all before.
    pub(super) fn push(&mut self, id: u32) {
        match self {
            Self::Few(list) if list.len() < LONG => {
                // Most words are rare: their lists are as small as lists can be.
                if list.len() >= 16 {
                    make_room(list, 1);
                }
                list.push(id);
            }
            Self::Few(list) => {
                let mut blocks = Box::<Blocks>::default();
                list.iter().chain([&id]).for_each(|id| blocks.push(*id));
                *self = Self::Long(blocks);
            }
            Self::Long(blocks) => {
                blocks.push(id);
                let bits = blocks.len().saturating_mul(32);
                if blocks.len() >= FEWEST && bits > id as usize {
                    let mut set = Bits::with_len(id as usize + 1);
                    for (high, low) in blocks.pieces(usize::MAX) {
                        set.insert_block(high, low);
                    }
                    let count = blocks.len();
                    *self = Self::Many(Box::new(Many { set, count }));
                }
            }
            Self::Many(many) => many.count += usize::from(many.set.insert(ArticleId(id))),
        }
    }

    /// How many they are.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Few(list) => list.len(),
            Self::Long(blocks) => blocks.len(),
            Self::Many(many) => many.count,
        }
    }

    /// Adds all of them, in pieces that are taken in in one go.
    pub(super) fn pieces_into<'a>(&'a self, pieces: &mut Vec<Piece<'a>>) {
        match self {
            Self::Few(list) => pieces.push(Piece::Ids(list)),
            Self::Long(blocks) => {
                let blocks = blocks.pieces(PIECE);
                pieces.extend(blocks.map(|(high, low)| Piece::Block(high, low)));
            }
            Self::Many(many) => pieces.push(Piece::Set(&many.set)),
        }
    }

    /// Visits them in ascending order.
    pub(super) fn for_each(&self, mut visit: impl FnMut(ArticleId)) {
        match self {
            Self::Few(list) => list.iter().for_each(|id| visit(ArticleId(*id))),
            Self::Long(blocks) => blocks.for_each(visit),
            Self::Many(many) => many.set.for_each(visit),
        }
    }

    /// Bytes on the heap.
    pub(super) fn heap_bytes(&self) -> usize {
        match self {
            Self::Few(list) => list.capacity() * size_of::<u32>(),
            Self::Long(blocks) => size_of::<Blocks>() + blocks.heap_bytes(),
            Self::Many(many) => size_of::<Many>() + many.set.heap_bytes(),
        }
    }
}

impl Piece<'_> {
    /// How much work it is to take in, in entries of a list.
    pub(super) fn work(self) -> usize {
        match self {
            Self::Ids(ids) => ids.len(),
            Self::Block(_, low) => low.len(),
            Self::Set(set) => set.words().len() / 2,
        }
    }

    /// Takes it into a set.
    pub(super) fn add_to(self, set: &mut Bits) {
        match self {
            Self::Ids(ids) => set.insert_all(ids),
            Self::Block(high, low) => set.insert_block(high, low),
            Self::Set(some) => set.union(some),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holders_are_the_same_however_they_are_kept() {
        // Dense, then sparse, then dense again.
        for (dense, far) in [(10_u32, 40), (9_000, 40), (200_000, 5)] {
            let ids: Vec<u32> = (0..dense)
                .chain((1..3_000).map(|n| dense + n * far))
                .collect();
            let mut holders = Holders::default();
            for id in &ids {
                holders.push(*id);
            }
            let is_set = matches!(holders, Holders::Many(_));
            assert_eq!(is_set, dense > 10, "{dense}");
            assert_eq!(holders.len(), ids.len());
            let (mut visited, mut set) = (Vec::new(), Bits::new());
            holders.for_each(|id| visited.push(id.0));
            let mut pieces = Vec::new();
            holders.pieces_into(&mut pieces);
            for piece in pieces {
                piece.add_to(&mut set);
            }
            assert_eq!(visited, ids);
            assert_eq!(set, ids.iter().map(|id| ArticleId(*id)).collect::<Bits>());
            assert!(holders.heap_bytes() <= ids.len() * 5 + 1_000, "{dense}");
        }
    }
}
