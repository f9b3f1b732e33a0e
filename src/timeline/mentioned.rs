//! The time that articles speak of: which days, and the bars these stand in.
//!
//! Promises: an article counts once a bar, however often it speaks of that time; a time wider than
//! a bar stands in none. An article may stand in many bars, so these counts do not add up to the
//! hits; what speaks of no time that is known stands at a side. A time takes four bytes and an
//! article four besides; one answer is one pass over the times of its hits, in their order in
//! memory, which any number of cores can share.

mod day_table;
mod standing;
mod tally;
mod time;

use super::bins::clamped;
use super::chart::Backdrop;
use crate::article::{ArticleId, DateKind, Precision};
use crate::store::{Bits, DateCell};

pub use standing::{Newest, Standing};
pub use tally::Tally;
use time::Time;

/// First and last day, as [`crate::store::day_number`] counts them.
pub type Days = (i32, i32);

const DAY: i64 = 86_400;
/// Number of 1970-01-01.
const EPOCH: i32 = 719_163;

/// The times that each article speaks of, in blocks of [`Self::BLOCK`] articles. Filled as they
/// are asked for: what is not known yet, or may have changed, is [`Self::missing`].
#[derive(Debug, Default)]
pub struct Mentions {
    blocks: Vec<Block>,
    /// How often it was changed.
    version: u64,
}

/// The times that consecutive articles speak of.
#[derive(Debug, Default)]
pub struct Block {
    /// End of the times of each article; the article before has the start.
    ends: Vec<u32>,
    /// Of each article in order, each once.
    times: Vec<Time>,
    /// Whether something else may be known now.
    outdated: bool,
}

impl Block {
    /// Of so many articles; `find` puts the days that the one with this number speaks of into the
    /// list.
    pub fn of(articles: usize, mut find: impl FnMut(usize, &mut Vec<Days>)) -> Self {
        let mut block = Self {
            ends: Vec::with_capacity(articles),
            ..Self::default()
        };
        let (mut days, mut times) = (Vec::new(), Vec::new());
        for row in 0..articles {
            days.clear();
            find(row, &mut days);
            times.clear();
            times.extend(days.iter().copied().map(Time::of));
            times.sort_unstable();
            times.dedup();
            block.times.append(&mut times);
            let end = u32::try_from(block.times.len()).unwrap_or(u32::MAX);
            block.ends.push(end);
        }
        block.times.shrink_to_fit();
        block
    }

    fn times(&self, row: usize) -> &[Time] {
        let end = |row: usize| self.ends.get(row).map_or(0, |end| *end as usize);
        let start = row.checked_sub(1).map_or(0, end);
        self.times.get(start..end(row)).unwrap_or_default()
    }
}

impl Mentions {
    /// Articles of a block.
    pub const BLOCK: usize = 4_096;

    /// The days that an article speaks of.
    pub fn of(&self, id: ArticleId) -> impl Iterator<Item = Days> + '_ {
        let times = self.times(id).iter();
        times.map(|time| (time.first(), time.last()))
    }

    fn times(&self, id: ArticleId) -> &[Time] {
        let block = self.blocks.get(id.index() / Self::BLOCK);
        block.map_or(&[], |block| block.times(id.index() % Self::BLOCK))
    }

    /// Takes in the block with this number.
    pub fn set(&mut self, number: usize, block: Block) {
        if self.blocks.len() <= number {
            self.blocks
                .resize_with(number.saturating_add(1), Block::default);
        }
        if let Some(known) = self.blocks.get_mut(number) {
            *known = block;
        }
        self.version += 1;
    }

    /// Something else may be known of an article now.
    pub fn forget(&mut self, id: ArticleId) {
        if let Some(block) = self.blocks.get_mut(id.index() / Self::BLOCK) {
            block.outdated = true;
        }
    }

    /// The blocks of the articles `0..len` that are to be made: their numbers, and how many
    /// articles each holds.
    pub fn missing(&self, len: usize) -> Vec<(usize, usize)> {
        (0..len)
            .step_by(Self::BLOCK)
            .enumerate()
            .map(|(number, first)| (number, len.saturating_sub(first).min(Self::BLOCK)))
            .filter(|(number, articles)| {
                let known = self.blocks.get(*number);
                known.is_none_or(|block| block.outdated || block.ends.len() != *articles)
            })
            .collect()
    }

    /// Grows with every change.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// How many times are known.
    pub fn len(&self) -> usize {
        self.blocks.iter().map(|block| block.times.len()).sum()
    }

    /// Whether no article is known to speak of a time.
    pub fn is_empty(&self) -> bool {
        self.blocks.iter().all(|block| block.times.is_empty())
    }

    /// Bytes on the heap.
    pub fn heap_bytes(&self) -> usize {
        let bytes = |block: &Block| {
            block.ends.capacity() * size_of::<u32>() + block.times.capacity() * size_of::<Time>()
        };
        self.blocks.iter().map(bytes).sum::<usize>() + self.blocks.capacity() * size_of::<Block>()
    }

    /// What the times that some articles of a block speak of tell of a timeline, every time as a
    /// date of about its width; an article that speaks of none is an undated one.
    pub fn backdrop(&self, number: usize, among: Option<&Bits>) -> Backdrop {
        let mut backdrop = Backdrop::default();
        let first = number.saturating_mul(Self::BLOCK);
        let block = self.blocks.get(number);
        for row in 0..block.map_or(0, |block| block.ends.len()) {
            let id = u32::try_from(first.saturating_add(row)).map(ArticleId);
            if among.is_some_and(|among| !id.is_ok_and(|id| among.contains(id))) {
                continue;
            }
            let times = block.map_or(&[][..], |block| block.times(row));
            if times.is_empty() {
                backdrop.take_in(DateCell::NONE);
            }
            for time in times {
                backdrop.take_in(cell(*time));
            }
        }
        backdrop
    }
}

/// A time spoken of, as a date of about its width.
fn cell(time: Time) -> DateCell {
    let precision = match time.last().saturating_sub(time.first()) {
        0 => Precision::Day,
        1..=31 => Precision::Month,
        _ => Precision::Year,
    };
    DateCell {
        local: clamped(i64::from(time.first().saturating_sub(EPOCH)).saturating_mul(DAY)),
        precision,
        kind: DateKind::Explicit,
        offset: None,
    }
}

#[cfg(test)]
mod tests;
