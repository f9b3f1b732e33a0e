//! Where articles stand in the bars of a chart, by the times they speak of.

use super::day_table::{AFTER, BEFORE, DayTable, Slot, WIDER};
use super::tally::{Side, Tally};
use super::{DAY, EPOCH, Mentions, Time};
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
    layer: Layer,
    /// How many bars there are.
    bars: usize,
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
            layer: chart.layer,
            bars: chart.bars.len(),
            dates,
            mentions,
        }
    }

    /// Counts the articles of a block, or those among some, and keeps the newest of every bar:
    /// `places` are those of all articles, newest first. Linear in the times they speak of.
    pub fn count(&self, number: usize, hits: Option<&Bits>, places: &[u32], tally: &mut Tally) {
        let first = number.saturating_mul(Mentions::BLOCK);
        let Some(block) = self.mentions.blocks.get(number) else {
            return;
        };
        let mut count = |id: ArticleId| {
            let place = places.get(id.index()).copied().unwrap_or(u32::MAX);
            let row = id.index().saturating_sub(first);
            let times = block.times(row);
            tally.note_read(times.len());
            self.count_article(id, times, place, tally);
        };
        let ends = (first, first.saturating_add(block.ends.len()));
        let ends = (u32::try_from(ends.0), u32::try_from(ends.1));
        let (Ok(from), Ok(to)) = ends else { return };
        match hits {
            Some(hits) => hits.for_each_in(from..to, count),
            None => (from..to).map(ArticleId).for_each(&mut count),
        }
    }

    /// A tally of no article of the chart; with the newest of its bars if these are wanted.
    pub fn tally(&self, wanted: Newest) -> Tally {
        Tally::of(self.bars, wanted)
    }

    fn count_article(&self, id: ArticleId, times: &[Time], place: u32, tally: &mut Tally) {
        let (mut before, mut after) = (false, false);
        let in_bar = self.each(id, times, |slot| match slot {
            BEFORE => before = true,
            AFTER => after = true,
            WIDER => {}
            bar => tally.add(bar, place),
        });
        if self.layer != Layer::Mentioned {
            return;
        }
        if before {
            tally.add_aside(Side::Before, place);
        }
        if after {
            tally.add_aside(Side::After, place);
        }
        match times {
            _ if in_bar || before || after => {}
            [] => tally.add_aside(Side::Undated, place),
            _ => tally.add_aside(Side::Wider, place),
        }
    }

    /// Visits where an article stands, each bar once; tells whether it stands in one.
    #[inline]
    fn each(&self, id: ArticleId, times: &[Time], mut visit: impl FnMut(Slot)) -> bool {
        let published = self.published(id);
        let mut last = WIDER;
        if published != WIDER {
            visit(published);
        }
        for time in times {
            let slot = self.table.time(*time);
            if slot >= BEFORE {
                visit(slot);
                continue;
            }
            // Times are in order, and so are their bars.
            if slot != last && slot != published {
                visit(slot);
            }
            last = slot;
        }
        published != WIDER || last != WIDER
    }

    /// How many bars there are.
    pub(in crate::timeline) fn bars(&self) -> usize {
        self.bars
    }

    /// When an article was published.
    pub(in crate::timeline) fn date(&self, id: ArticleId) -> DateCell {
        *self.dates.get(id.index()).unwrap_or(&DateCell::NONE)
    }

    /// Visits the bars of an article, each once.
    pub fn each_bar(&self, id: ArticleId, mut visit: impl FnMut(usize)) {
        self.each(id, self.mentions.times(id), |slot| {
            if slot < BEFORE {
                visit(slot as usize);
            }
        });
    }

    /// The bar that an article was published in, where it stands there.
    fn published(&self, id: ArticleId) -> Slot {
        let Some(bins) = &self.bins else {
            return WIDER;
        };
        let cell = self.dates.get(id.index()).filter(|cell| cell.is_dated());
        let Some(cell) = cell else { return WIDER };
        let step = bins.step();
        if step >= Step::Day && step.holds(cell.precision) {
            let day = clamped(cell.local).div_euclid(DAY) + i64::from(EPOCH);
            let slot = self.table.day(i32::try_from(day).unwrap_or(i32::MAX));
            return if slot < BEFORE { slot } else { WIDER };
        }
        match bins.place(*cell) {
            Place::Bar(bar) => Slot::try_from(bar).unwrap_or(WIDER),
            _ => WIDER,
        }
    }
}

/// Whether the newest articles of every bar are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Newest {
    /// To be gone through.
    Kept,
    /// Only their number matters.
    Counted,
}
