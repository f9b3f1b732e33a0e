//! Where an article stands in the bars of a chart, by when it was published and by the times it
//! speaks of.

use std::ops::Range;
use std::sync::Arc;

use super::block::Block;
use super::day_table::{DayTable, NO_BAR, Slot};
use super::firsts::{Steps, bit_of};
use super::time::Time;
use super::{DAY, EPOCH, Mentions};
use crate::article::ArticleId;
use crate::store::{Bits, DateCell};
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

    /// Adds some hits to rows of counts, a count a bar and one more for what is in none: an article
    /// counts once in each bar, in the row that it has.
    pub(in crate::timeline) fn count(
        &self,
        (hits, articles): (&Bits, Range<u32>),
        row_of: impl Fn(ArticleId) -> usize,
        counts: &mut [u32],
    ) {
        let width = self.bars.saturating_add(1);
        for (number, articles) in blocks_of(articles) {
            let nothing = Block::default();
            let block = self
                .mentions
                .blocks
                .get(number)
                .map_or(&nothing, Arc::as_ref);
            let first = number.saturating_mul(Mentions::BLOCK);
            hits.for_each_run_in(articles, |run| {
                let row = |id: u32| (id as usize).saturating_sub(first);
                let mut ids = run.clone().map(ArticleId);
                block.each(row(run.start)..row(run.end), |times, firsts| {
                    let Some(id) = ids.next() else { return };
                    let start = row_of(id).saturating_mul(width);
                    if let Some(row) = counts.get_mut(start..start.saturating_add(width)) {
                        self.add(id, (times, firsts), row);
                    }
                });
            });
        }
    }

    /// Adds an article to its bars: once to each, and where it was published but not to those it
    /// speaks of too. What is in no bar counts into the one behind the last.
    #[inline]
    fn add(&self, id: ArticleId, (times, firsts): (&[Time], &[Steps]), row: &mut [u32]) {
        let mut add = |slot: Slot, times: u32| {
            if let Some(count) = row.get_mut((slot as usize).min(self.bars)) {
                // Never more than there are articles.
                *count = count.wrapping_add(times);
            }
        };
        let published = self.published(id);
        if published != NO_BAR {
            add(published, 1);
        }
        let times = times.iter().zip(firsts);
        if !self.has_breaks {
            // The usual case takes one look a time, which waits for nothing before it.
            for (time, firsts) in times {
                let slot = self.table.day(time.first());
                add(
                    slot,
                    u32::from(*firsts) >> self.bit & u32::from(slot != published),
                );
            }
            return;
        }
        let mut last = NO_BAR;
        for (time, firsts) in times {
            let slot = self.table.day(time.first());
            // A break holds several periods.
            let first = u32::from(*firsts) >> self.bit & 1;
            let counts = first & u32::from(slot != last) & u32::from(slot != published);
            last = if first == 1 { slot } else { last };
            add(slot, counts);
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

/// The blocks of some articles, with those of the articles that each holds.
fn blocks_of(articles: Range<u32>) -> impl Iterator<Item = (usize, Range<u32>)> {
    let length = u32::try_from(Mentions::BLOCK).unwrap_or(u32::MAX);
    let numbers = articles.start / length..articles.end.div_ceil(length);
    numbers.map(move |number| {
        let first = number.saturating_mul(length);
        let end = first.saturating_add(length).min(articles.end);
        (number as usize, first.max(articles.start)..end)
    })
}
