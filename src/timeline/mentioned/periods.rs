//! The periods of a step over some stretch of days, and how many articles speak of each: bars of
//! any window in it are read off.
//!
//! Promises: counting is one pass over the times of the articles, without a branch that depends on
//! what they are; what was counted of some articles can be added to, or taken from, what was
//! counted of others.

use std::ops::Range;

use chrono::{NaiveDate, NaiveDateTime};

use super::block::Block;
use super::firsts::{Steps, bit_of};
use super::time::{CALENDAR, Time};
use super::{Days, Mentions};
use crate::store::{Bits, DateCell, day_number};
use crate::timeline::bins::clamped;
use crate::timeline::{Bar, Step};

/// Days from one possible end of a stretch to the next: windows that lie near each other are in
/// the same stretch.
const STRIDE: i32 = 1 << 14;
const DAY: i64 = 86_400;
/// Number of 1970-01-01.
const EPOCH: i64 = 719_163;
/// No period.
const NONE: u32 = u32::MAX;

/// The periods of a step over a stretch of days.
#[derive(Debug, PartialEq, Eq)]
pub struct Periods {
    step: Step,
    /// What was asked for.
    stretch: Days,
    /// The first day of the first period.
    first: i32,
    /// For each day from then on the place of its period; none where a day is longer than one.
    of_days: Vec<u32>,
    /// How many periods there are.
    count: usize,
}

/// How many articles speak of each of some periods.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    /// Of each period.
    articles: Vec<u32>,
    /// Times that were looked at.
    times_read: usize,
}

/// A window's days: from the first one to the one behind it.
pub(super) fn window(bars: &[Bar]) -> Option<Days> {
    let (oldest, newest) = (bars.first()?, bars.last()?);
    Some((day_number(oldest.start.date()), day_after(newest.end)))
}

/// The first day that begins at a moment or later.
pub(super) fn day_after(moment: NaiveDateTime) -> i32 {
    let later = i32::from(moment.time() > chrono::NaiveTime::MIN);
    day_number(moment.date()).saturating_add(later)
}

/// The days that lie wholly in a bar.
pub(super) fn days_of(bar: &Bar) -> Days {
    (day_after(bar.start), day_number(bar.end.date()))
}

impl Periods {
    /// The stretch of days to count for the bars of a window: the window and a part of its
    /// surroundings, so that it can be moved; nothing beyond the days that anything begins on.
    pub fn stretch(bars: &[Bar], mentions: &Mentions) -> Days {
        let Some(((from, to), reach)) = window(bars).zip(mentions.reach()) else {
            return (0, 0);
        };
        let down = |day: i32| day.div_euclid(STRIDE).saturating_mul(STRIDE);
        let from = down(from).saturating_sub(STRIDE).max(reach.0);
        let to = down(to).saturating_add(2 * STRIDE).min(reach.1);
        if from <= to { (from, to) } else { (0, 0) }
    }

    /// The periods that some days lie in. Linear in the days.
    pub fn of(step: Step, stretch: Days) -> Self {
        let none = Self {
            step,
            stretch,
            first: 0,
            of_days: Vec::new(),
            count: 0,
        };
        let index = |day: i32| {
            let date = NaiveDate::from_num_days_from_ce_opt(day.clamp(CALENDAR.0, CALENDAR.1));
            date.map(|date| step.index_of(date.into()))
        };
        let start = |index: i64| step.start(index).map(|start| day_number(start.date()));
        let ends = index(stretch.0).zip(index(stretch.1));
        let Some((oldest, newest)) = ends.filter(|_| step >= Step::Day && stretch != (0, 0)) else {
            return none;
        };
        let Some(first) = start(oldest) else {
            return none;
        };
        let mut of_days = Vec::new();
        let mut count = 0;
        for (place, index) in (0..).zip(oldest..=newest) {
            let Some(end) = start(index.saturating_add(1)) else {
                break;
            };
            let days = usize::try_from(end.saturating_sub(first)).unwrap_or(0);
            of_days.resize(days, place);
            count += 1;
        }
        Self {
            first,
            of_days,
            count,
            ..none
        }
    }

    /// Whether these are the periods of a step over a stretch.
    pub fn are(&self, step: Step, stretch: Days) -> bool {
        (self.step, self.stretch) == (step, stretch)
    }

    /// Nothing counted yet.
    pub fn counts(&self) -> Counts {
        Counts {
            articles: vec![0; self.count],
            times_read: 0,
        }
    }

    /// Bytes on the heap.
    pub fn heap_bytes(&self) -> usize {
        self.of_days.capacity() * size_of::<u32>()
    }

    #[inline]
    fn place(&self, day: i32) -> u32 {
        let at = usize::try_from(day.wrapping_sub(self.first)).unwrap_or(usize::MAX);
        self.of_days.get(at).copied().unwrap_or(NONE)
    }

    /// The places of the periods that lie in some days, the last one not included.
    fn places(&self, (from, to): Days) -> Range<usize> {
        let last = i32::try_from(self.of_days.len()).unwrap_or(i32::MAX);
        let day = |day: i32| {
            let at = day.saturating_sub(self.first).clamp(0, last);
            usize::try_from(at).unwrap_or(0)
        };
        let (from, to) = (day(from), day(to));
        let Some(newest) = to.checked_sub(1).filter(|newest| from <= *newest) else {
            return 0..0;
        };
        let place = |at: usize| self.of_days.get(at).map_or(0, |place| *place as usize);
        place(from)..place(newest) + 1
    }

    /// Where an article published then stands; none where its date is wider than a period.
    fn published(&self, cell: DateCell) -> u32 {
        if !cell.is_dated() || !self.step.holds(cell.precision) {
            return NONE;
        }
        let day = clamped(cell.local).div_euclid(DAY) + EPOCH;
        i32::try_from(day).map_or(NONE, |day| self.place(day))
    }

    /// Counts the articles of a block, or those among some, by the periods that they speak of.
    /// With `dates`, one cell an article, not where they were published. Linear in the times.
    pub fn count(
        &self,
        mentions: &Mentions,
        number: usize,
        (hits, dates): (Option<&Bits>, Option<&[DateCell]>),
        counts: &mut Counts,
    ) {
        let Some(block) = mentions.blocks.get(number) else {
            return;
        };
        let first = number.saturating_mul(Mentions::BLOCK);
        let bit = bit_of(self.step);
        let Some(dates) = dates else {
            runs(hits, (first, block), |rows| {
                self.add((block, bit), (rows, NONE), counts);
            });
            return;
        };
        runs(hits, (first, block), |rows| {
            for row in rows {
                let cell = dates.get(first.saturating_add(row));
                let published = cell.map_or(NONE, |cell| self.published(*cell));
                self.add((block, bit), (row..row + 1, published), counts);
            }
        });
    }

    /// Counts the times of consecutive articles but those in one period.
    #[inline]
    fn add(
        &self,
        (block, bit): (&Block, usize),
        (rows, but): (Range<usize>, u32),
        counts: &mut Counts,
    ) {
        let (times, firsts) = block.marked(rows);
        counts.times_read += times.len();
        let add = |(time, firsts): (&Time, &Steps)| {
            let place = self.place(time.first());
            let one = u32::from(*firsts) >> bit & u32::from(place != but);
            if let Some(count) = counts.articles.get_mut(place as usize) {
                // Never more than there are articles.
                *count = count.wrapping_add(one & 1);
            }
        };
        times.iter().zip(firsts).for_each(add);
    }
}

/// Visits the articles of a block, or those among some, in runs of consecutive ones.
pub(super) fn runs(
    hits: Option<&Bits>,
    (first, block): (usize, &Block),
    mut visit: impl FnMut(Range<usize>),
) {
    let articles = block.articles();
    let Some(hits) = hits else {
        visit(0..articles);
        return;
    };
    let ends = (first, first.saturating_add(articles));
    if let (Ok(from), Ok(to)) = (u32::try_from(ends.0), u32::try_from(ends.1)) {
        hits.for_each_run_in(from..to, |run| {
            let row = |id: u32| (id as usize).saturating_sub(first);
            visit(row(run.start)..row(run.end));
        });
    }
}

impl Counts {
    /// Together with other articles.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        for (count, more) in self.articles.iter_mut().zip(&other.articles) {
            *count = count.saturating_add(*more);
        }
        self.times_read += other.times_read;
        self
    }

    /// Without some of the articles.
    #[must_use]
    pub fn without(&self, other: &Self) -> Self {
        let counts = self.articles.iter().zip(&other.articles);
        Self {
            articles: counts
                .map(|(all, less)| all.saturating_sub(*less))
                .collect(),
            times_read: 0,
        }
    }

    /// How many times were looked at.
    pub fn times_read(&self) -> usize {
        self.times_read
    }

    /// Bytes on the heap.
    pub fn heap_bytes(&self) -> usize {
        self.articles.capacity() * size_of::<u32>()
    }

    /// The articles that speak of a bar. Those of a break are counted once a period.
    pub(super) fn in_bar(&self, periods: &Periods, bar: &Bar) -> u32 {
        let counts = self.articles.get(periods.places(days_of(bar)));
        counts.unwrap_or_default().iter().sum()
    }
}
