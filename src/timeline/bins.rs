//! Periods of one step in runs, a break between two runs, and which of them a date falls into.
//!
//! A date of the column is placed without calendar arithmetic: its second over the mean length of
//! a bar gives a bar that is at most a few off, the edges say which one it is. At a million
//! articles that decides between a frame and none.

use chrono::{DateTime, NaiveDateTime, NaiveTime};

use super::{Bar, Place, Step};
use crate::article::{Moment, Precision};

/// First second of year 1 and last of year 9999; what lies outside is clamped.
const SECONDS: (i64, i64) = (-62_135_596_800, 253_402_300_799);

const DAY: i64 = 86_400;

/// Periods of one step: runs without a gap, and between two runs one bar for all that is left out.
#[derive(Clone, Debug)]
pub(super) struct Bins {
    step: Step,
    /// In order; at least one.
    runs: Vec<Run>,
}

/// Consecutive periods.
#[derive(Clone, Debug)]
struct Run {
    /// Place of the first one among the bars.
    first: usize,
    /// Seconds at which a period begins, in order, and at which the last one ends.
    edges: Vec<i64>,
    /// How many periods there are.
    count: i64,
    /// First second.
    start: i64,
    /// First second after them, later than the first.
    end: i64,
}

impl Bins {
    /// Runs of periods, each the number of its first and how many, in order and apart.
    pub(super) fn new(step: Step, runs: &[(i64, u64)]) -> Self {
        let mut bars = 0_usize;
        let run = |(first, count): &(i64, u64)| {
            let count = usize::try_from(*count).unwrap_or(1);
            let edges: Vec<i64> = (*first..)
                .take(count.saturating_add(1))
                .map_while(|index| step.start(index))
                .map(|start| start.and_utc().timestamp())
                .collect();
            let start = edges.first().copied().unwrap_or_default();
            let end = edges.last().copied().unwrap_or_default();
            let run = Run {
                first: bars,
                count: i64::try_from(edges.len()).unwrap_or(1).saturating_sub(1),
                start,
                end: end.max(start.saturating_add(1)),
                edges,
            };
            // The break after it is a bar of its own.
            bars = bars.saturating_add(count).saturating_add(1);
            run
        };
        Self {
            step,
            runs: runs.iter().map(run).collect(),
        }
    }

    /// The periods that the bars of a chart stand for.
    pub(super) fn of(step: Step, bars: &[Bar]) -> Option<Self> {
        let runs: Vec<(i64, u64)> = bars
            .split(|bar| bar.folded > 0)
            .filter_map(|run| {
                let first = step.index_of(run.first()?.start);
                Some((first, u64::try_from(run.len()).ok()?))
            })
            .collect();
        (!runs.is_empty()).then(|| Self::new(step, &runs))
    }

    /// Width of a bar.
    pub(super) fn step(&self) -> Step {
        self.step
    }

    /// Where a date stands; `seconds` as in [`crate::store::DateCell::local`].
    pub(super) fn place(&self, seconds: i64, precision: Precision) -> Place {
        let seconds = clamped(seconds);
        if precision < self.step.least_precision() {
            return self.place_wide(seconds, precision);
        }
        self.place_exact(seconds)
    }

    /// Where a second stands.
    pub(super) fn place_exact(&self, seconds: i64) -> Place {
        let Some(last) = self.runs.last() else {
            return Place::Wider;
        };
        if seconds >= last.end {
            return Place::After;
        }
        let run = self.runs.iter().rev().find(|run| seconds >= run.start);
        run.map_or(Place::Before, |run| Place::Bar(run.bar(seconds)))
    }

    /// A date wider than a bar: outside where it ends before the window or begins after it.
    fn place_wide(&self, seconds: i64, precision: Precision) -> Place {
        let local = moment(seconds);
        let date = Moment {
            local,
            precision,
            offset: None,
        };
        let last = date.days().1.and_time(NaiveTime::MIN).and_utc().timestamp();
        if self.place_exact(last.saturating_add(DAY).saturating_sub(1)) == Place::Before {
            return Place::Before;
        }
        match self.place_exact(seconds) {
            Place::After => Place::After,
            _ => Place::Wider,
        }
    }

    /// The bars, empty.
    pub(super) fn bars(&self) -> Vec<Bar> {
        let bar = |pair: &[i64]| match pair {
            [start, end] => Some(Bar::empty(moment(*start), moment(*end))),
            _ => None,
        };
        let mut bars: Vec<Bar> = Vec::new();
        for run in &self.runs {
            if let Some(before) = bars.last().map(|bar| bar.end) {
                let start = moment(run.start);
                let folded = self
                    .step
                    .index_of(start)
                    .saturating_sub(self.step.index_of(before));
                bars.push(Bar {
                    folded: u32::try_from(folded).unwrap_or(u32::MAX),
                    ..Bar::empty(before, start)
                });
            }
            bars.extend(run.edges.windows(2).filter_map(bar));
        }
        bars
    }
}

impl Run {
    /// The bar of a second that is not before this run: one of its own, or the break behind it.
    fn bar(&self, seconds: i64) -> usize {
        let count = usize::try_from(self.count).unwrap_or(0);
        if seconds >= self.end {
            return self.first.saturating_add(count);
        }
        // At most 3.2e11 seconds times 65,535 bars.
        let length = self.end.saturating_sub(self.start).max(1);
        let share = seconds
            .saturating_sub(self.start)
            .saturating_mul(self.count)
            / length;
        let mut index = usize::try_from(share).unwrap_or(0);
        let edge = |index: usize| self.edges.get(index).copied().unwrap_or(i64::MAX);
        while seconds < edge(index) {
            index = index.saturating_sub(1);
        }
        while seconds >= edge(index.saturating_add(1)) {
            index = index.saturating_add(1);
        }
        self.first.saturating_add(index)
    }
}

/// The second, moved into the years 1 to 9999.
pub(super) fn clamped(seconds: i64) -> i64 {
    seconds.clamp(SECONDS.0, SECONDS.1)
}

/// The moment of a second.
pub(super) fn moment(seconds: i64) -> NaiveDateTime {
    DateTime::from_timestamp(seconds, 0)
        .unwrap_or_default()
        .naive_utc()
}
