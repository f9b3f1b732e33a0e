//! The times that consecutive articles speak of, and what is worked out of each once.

use std::ops::Range;

use super::firsts::{Seen, Steps};
use super::{Days, Time};

/// The times that consecutive articles speak of.
#[derive(Debug, Default)]
pub struct Block {
    /// End of the times of each article; the article before has the start.
    ends: Vec<u32>,
    /// Of each article.
    outlines: Vec<Outline>,
    /// Of each article in order, each once.
    times: Vec<Time>,
    /// Of each time the steps in whose period it is the first of its article.
    firsts: Vec<Steps>,
    /// The earliest and the latest day that a time begins on.
    reach: Option<(i32, i32)>,
}

/// What decides whether an article stands beside the bars: the earliest day that one of its times
/// ends on, and the steps in one period of which one of them lies.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Outline(u32);

impl Outline {
    fn of(earliest_end: i32, within: Steps) -> Self {
        Self(earliest_end.unsigned_abs() << Steps::BITS | u32::from(within))
    }

    /// The earliest day that a time ends on.
    pub(super) fn earliest_end(self) -> i32 {
        (self.0 >> Steps::BITS).cast_signed()
    }

    /// Whether a time lies in one period of the step with this bit.
    pub(super) fn lies_within(self, bit: usize) -> bool {
        self.0 & 0xff & (1 << bit) != 0
    }
}

impl Block {
    /// Of so many articles; `find` puts the days that the one with this number speaks of into the
    /// list.
    pub fn of(articles: usize, mut find: impl FnMut(usize, &mut Vec<Days>)) -> Self {
        let mut block = Self {
            ends: Vec::with_capacity(articles),
            outlines: Vec::with_capacity(articles),
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
            block.push(&times);
        }
        block.times.shrink_to_fit();
        block.firsts.shrink_to_fit();
        block
    }

    /// Takes in the next article: its times in order, each once.
    fn push(&mut self, times: &[Time]) {
        let mut seen = Seen::default();
        let mut within = 0;
        for time in times {
            let (lies, first) = seen.take_in(*time);
            within |= lies;
            self.firsts.push(first);
        }
        let earliest_end = times.iter().map(|time| time.last()).min();
        let outline = Outline::of(earliest_end.unwrap_or(0), within);
        self.outlines.push(outline);
        self.times.extend_from_slice(times);
        let end = u32::try_from(self.times.len()).unwrap_or(u32::MAX);
        self.ends.push(end);
        if let (Some(first), Some(last)) = (times.first(), times.last()) {
            let (from, to) = self.reach.unwrap_or_else(|| (first.first(), last.first()));
            self.reach = Some((from.min(first.first()), to.max(last.first())));
        }
    }

    /// How many articles it is of.
    pub(super) fn articles(&self) -> usize {
        self.ends.len()
    }

    /// How many times there are.
    pub(super) fn len(&self) -> usize {
        self.times.len()
    }

    /// The earliest and the latest day that a time begins on.
    pub(super) fn reach(&self) -> Option<(i32, i32)> {
        self.reach
    }

    /// Where the times of some consecutive articles are.
    pub(super) fn range(&self, rows: Range<usize>) -> Range<usize> {
        let end = |row: usize| self.ends.get(row).map_or(0, |end| *end as usize);
        let start = |row: usize| row.checked_sub(1).map_or(0, end);
        start(rows.start)..start(rows.end)
    }

    /// The times of some consecutive articles.
    pub(super) fn times(&self, rows: Range<usize>) -> &[Time] {
        self.times.get(self.range(rows)).unwrap_or_default()
    }

    /// The same, each with the steps in whose period it is the first of its article.
    pub(super) fn marked(&self, rows: Range<usize>) -> (&[Time], &[Steps]) {
        let range = self.range(rows);
        let times = self.times.get(range.clone()).unwrap_or_default();
        (times, self.firsts.get(range).unwrap_or_default())
    }

    /// Visits consecutive articles with their times and the steps in whose period each is the
    /// first; those the block does not hold have none.
    #[inline]
    pub(super) fn each(&self, rows: Range<usize>, mut visit: impl FnMut(&[Time], &[Steps])) {
        let mut at = self.range(rows.start..rows.start).start;
        let known = rows.start..rows.end.min(self.ends.len());
        let known = self.ends.get(known).unwrap_or_default();
        for end in known {
            let range = at..*end as usize;
            at = range.end;
            let times = self.times.get(range.clone()).unwrap_or_default();
            visit(times, self.firsts.get(range).unwrap_or_default());
        }
        for _ in known.len()..rows.len() {
            visit(&[], &[]);
        }
    }

    /// The article with this number, where it speaks of a time: its outline, and the day that the
    /// latest of its times begins on.
    pub(super) fn outline(&self, row: usize) -> Option<(Outline, i32)> {
        let latest = self.times(row..row.saturating_add(1)).last()?;
        Some((*self.outlines.get(row)?, latest.first()))
    }

    /// The articles, by their numbers in order, with a time that lies in some days, the last one
    /// not included. A pass over the times.
    pub(super) fn speaking_in(&self, (from, to): Days, mut visit: impl FnMut(usize)) {
        const STRIDE: usize = 256;
        let meets = |reach: (i32, i32)| reach.0 < to && from <= reach.1;
        if !self.reach.is_some_and(meets) {
            return;
        }
        let begins = Time::beginning_in((from, to));
        let (mut row, mut told) = (0, None);
        for (number, times) in self.times.chunks(STRIDE).enumerate() {
            // Most strides hold none: that is seen without a branch for each.
            let any = times
                .iter()
                .fold(false, |any, time| any | begins.holds(*time));
            if !any {
                continue;
            }
            for (at, time) in times.iter().enumerate() {
                if !begins.holds(*time) || time.last() >= to {
                    continue;
                }
                let at = number * STRIDE + at;
                let passed = |row: usize| self.ends.get(row).is_some_and(|end| *end as usize <= at);
                while passed(row) {
                    row += 1;
                }
                if told.replace(row) != Some(row) {
                    visit(row);
                }
            }
        }
    }

    /// Bytes on the heap.
    pub(super) fn heap_bytes(&self) -> usize {
        self.ends.capacity() * size_of::<u32>()
            + self.outlines.capacity() * size_of::<Outline>()
            + self.times.capacity() * size_of::<Time>()
            + self.firsts.capacity() * size_of::<Steps>()
    }
}
