//! The time that articles speak of: which days, and the bars these stand in.
//!
//! Promises: an article counts once a bar, however often it speaks of that time; a time wider than
//! a bar stands in none. An article may stand in many bars, so these counts do not add up to the
//! hits; what speaks of no time that is known stands at a side. A time takes five bytes and an
//! article eight besides. What articles speak of is counted by the periods of a step, one pass
//! over their times that any number of cores can share; windows are then read off, and the
//! articles of a bar are looked for when somebody goes there.

mod block;
mod counted;
mod day_table;
mod firsts;
mod periods;
mod sides;
mod speakers;
mod standing;
mod time;

use std::collections::BTreeSet;
use std::sync::Arc;

use super::bins::clamped;
use super::chart::Backdrop;
use crate::article::{ArticleId, DateKind, Precision};
use crate::store::{Bits, DateCell};

pub use block::Block;
pub use counted::Counted;
pub use periods::{Counts, Periods};
pub use sides::{Beside, Outside, Sides};
pub use speakers::Speakers;
pub use standing::Standing;
use time::{Time, Width};

/// First and last day, as [`crate::store::day_number`] counts them.
pub type Days = (i32, i32);

const DAY: i64 = 86_400;
/// Number of 1970-01-01.
const EPOCH: i32 = 719_163;

/// The times that each article speaks of, in blocks of [`Self::BLOCK`] articles. Filled as they
/// are asked for: what is not known yet, or may have changed, is [`Self::missing`]. A clone shares
/// the blocks.
#[derive(Clone, Debug, Default)]
pub struct Mentions {
    blocks: Vec<Arc<Block>>,
    /// Numbers of blocks of which something else may be known now.
    outdated: BTreeSet<usize>,
    /// How often it was changed.
    version: u64,
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
        let row = id.index() % Self::BLOCK;
        block.map_or(&[], |block| block.times(row..row + 1))
    }

    /// Takes in the block with this number.
    pub fn set(&mut self, number: usize, block: Block) {
        if self.blocks.len() <= number {
            self.blocks
                .resize_with(number.saturating_add(1), Arc::default);
        }
        if let Some(known) = self.blocks.get_mut(number) {
            *known = Arc::new(block);
        }
        self.outdated.remove(&number);
        self.version += 1;
    }

    /// Something else may be known of an article now.
    pub fn forget(&mut self, id: ArticleId) {
        let number = id.index() / Self::BLOCK;
        if number < self.blocks.len() {
            self.outdated.insert(number);
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
                let whole = known.is_some_and(|block| block.articles() == *articles);
                !whole || self.outdated.contains(number)
            })
            .collect()
    }

    /// Grows with every change.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// How many times are known.
    pub fn len(&self) -> usize {
        self.blocks.iter().map(|block| block.len()).sum()
    }

    /// Whether no article is known to speak of a time.
    pub fn is_empty(&self) -> bool {
        self.blocks.iter().all(|block| block.len() == 0)
    }

    /// Bytes on the heap.
    pub fn heap_bytes(&self) -> usize {
        let bytes = |block: &Arc<Block>| size_of::<Block>() + block.heap_bytes();
        self.blocks.iter().map(bytes).sum::<usize>()
            + self.blocks.capacity() * size_of::<Arc<Block>>()
    }

    /// The earliest and the latest day that a time begins on.
    pub fn reach(&self) -> Option<Days> {
        let reaches = self.blocks.iter().filter_map(|block| block.reach());
        reaches.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)))
    }

    /// Visits the articles with a time that lies wholly in some days, the last one not included,
    /// in order. A pass over all times.
    pub fn speaking_in(&self, days: Days, mut visit: impl FnMut(ArticleId)) {
        for (number, block) in self.blocks.iter().enumerate() {
            let first = number.saturating_mul(Self::BLOCK);
            block.speaking_in(days, |row| {
                if let Ok(id) = u32::try_from(first.saturating_add(row)) {
                    visit(ArticleId(id));
                }
            });
        }
    }

    /// What the times that some articles of a block speak of tell of a timeline, every time as a
    /// date of about its width; an article that speaks of none is an undated one.
    pub fn backdrop(&self, number: usize, among: Option<&Bits>) -> Backdrop {
        let mut backdrop = Backdrop::default();
        let Some(block) = self.blocks.get(number) else {
            return backdrop;
        };
        let first = number.saturating_mul(Self::BLOCK);
        periods::runs(among, (first, block), |rows| {
            for row in rows {
                let times = block.times(row..row + 1);
                if times.is_empty() {
                    backdrop.take_in(DateCell::NONE);
                }
                for time in times {
                    backdrop.take_in(cell(*time));
                }
            }
        });
        backdrop
    }

    /// How far the times of some articles of a block reach and how long they are, for
    /// [`Backdrop::frame`]: all that hits choose a window by. Linear in the times.
    pub fn extent(&self, number: usize, among: &Bits) -> Backdrop {
        let mut reach = (i32::MAX, i32::MIN);
        let mut by_width = [0_u32; 3];
        if let Some(block) = self.blocks.get(number) {
            let first = number.saturating_mul(Self::BLOCK);
            periods::runs(Some(among), (first, block), |rows| {
                for time in block.times(rows) {
                    reach = (reach.0.min(time.first()), reach.1.max(time.first()));
                    let width = time.width() as usize;
                    for (at, count) in by_width.iter_mut().enumerate() {
                        *count = count.wrapping_add(u32::from(at == width));
                    }
                }
            });
        }
        let [days, months, years] = by_width;
        if reach.0 > reach.1 {
            return Backdrop::default();
        }
        Backdrop::reaching(
            (seconds(reach.0), seconds(reach.1)),
            [years, months, days, 0, 0],
        )
    }
}

/// A time spoken of, as a date of about its width.
fn cell(time: Time) -> DateCell {
    let precision = match time.width() {
        Width::Day => Precision::Day,
        Width::Month => Precision::Month,
        Width::Year => Precision::Year,
    };
    DateCell {
        local: seconds(time.first()),
        precision,
        kind: DateKind::Explicit,
        offset: None,
    }
}

/// The first second of a day.
fn seconds(day: i32) -> i64 {
    clamped(i64::from(day.saturating_sub(EPOCH)).saturating_mul(DAY))
}

#[cfg(test)]
mod tests;
