//! Where an article stands in the bars of a chart, by when it was published and by the times it
//! speaks of.

use super::day_table::{DayTable, NO_BAR, Slot};
use super::firsts::bit_of;
use super::{DAY, EPOCH, Mentions};
use crate::article::ArticleId;
use crate::store::DateCell;
use crate::timeline::bins::{Bins, clamped};
use crate::timeline::{Chart, Layer, Place, Step};

/// Where articles stand in the bars of a chart.
#[derive(Debug)]
pub struct Standing<'a> {
    table: DayTable,
    /// By which articles are placed that stand where they were published too.
    bins: Option<Bins>,
    /// Of the step.
    bit: usize,
    /// How many bars there are.
    bars: usize,
    /// Whether a bar may be of several periods.
    has_breaks: bool,
    dates: &'a [DateCell],
    mentions: &'a Mentions,
}

impl<'a> Standing<'a> {
    /// For the bars of a chart; `dates` is one cell an article.
    pub fn of(chart: &Chart, dates: &'a [DateCell], mentions: &'a Mentions) -> Self {
        let published = chart.layer != Layer::Mentioned;
        Self {
            table: DayTable::of(&chart.bars),
            bins: Bins::of(chart.step, &chart.bars).filter(|_| published),
            bit: bit_of(chart.step),
            bars: chart.bars.len(),
            has_breaks: chart.bars.iter().any(|bar| bar.folded > 0),
            dates,
            mentions,
        }
    }

    /// How many bars there are.
    pub(in crate::timeline) fn bars(&self) -> usize {
        self.bars
    }

    /// When an article was published.
    pub(in crate::timeline) fn date(&self, id: ArticleId) -> DateCell {
        *self.dates.get(id.index()).unwrap_or(&DateCell::NONE)
    }

    /// Visits the bars of an article with how often it counts there: once in each, and with
    /// nothing where it stands already. What is in no bar counts into the one behind the last.
    #[inline]
    pub(in crate::timeline) fn each_bar(&self, id: ArticleId, mut visit: impl FnMut(usize, u32)) {
        let published = self.published(id);
        if published != NO_BAR {
            visit(published as usize, 1);
        }
        let (number, row) = (id.index() / Mentions::BLOCK, id.index() % Mentions::BLOCK);
        let Some(block) = self.mentions.blocks.get(number) else {
            return;
        };
        let (times, firsts) = block.marked(row..row + 1);
        if published == NO_BAR && !self.has_breaks {
            // The usual case takes one look a time, which waits for nothing before it.
            for (time, firsts) in times.iter().zip(firsts) {
                let slot = self.table.day(time.first()) as usize;
                visit(slot.min(self.bars), u32::from(*firsts) >> self.bit & 1);
            }
            return;
        }
        let mut last = NO_BAR;
        for (time, firsts) in times.iter().zip(firsts) {
            let slot = self.table.day(time.first());
            // A break holds several periods.
            let first = u32::from(*firsts) >> self.bit & 1;
            let counts = first & u32::from(slot != last) & u32::from(slot != published);
            last = if first == 1 { slot } else { last };
            visit((slot as usize).min(self.bars), counts);
        }
    }

    /// The bar that an article was published in, where it stands there.
    fn published(&self, id: ArticleId) -> Slot {
        let Some(bins) = &self.bins else {
            return NO_BAR;
        };
        let cell = self.dates.get(id.index()).filter(|cell| cell.is_dated());
        let Some(cell) = cell else { return NO_BAR };
        let step = bins.step();
        if step >= Step::Day && step.holds(cell.precision) {
            let day = clamped(cell.local).div_euclid(DAY) + i64::from(EPOCH);
            return self.table.day(i32::try_from(day).unwrap_or(i32::MAX));
        }
        match bins.place(*cell) {
            Place::Bar(bar) => Slot::try_from(bar).unwrap_or(NO_BAR),
            _ => NO_BAR,
        }
    }
}
