//! Consecutive periods of one step, and which of them a date falls into.
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

/// Consecutive periods of one step.
#[derive(Clone, Debug)]
pub(super) struct Bins {
    step: Step,
    /// Seconds at which a period begins, in order, and at which the last one ends.
    edges: Vec<i64>,
    /// How many periods there are.
    count: i64,
    /// Seconds of all of them together, at least one.
    length: i64,
}

impl Bins {
    /// `count` periods, the first with number `first`.
    pub(super) fn new(step: Step, first: i64, count: usize) -> Self {
        let edges: Vec<i64> = (first..)
            .take(count.saturating_add(1))
            .map_while(|index| step.start(index))
            .map(|start| start.and_utc().timestamp())
            .collect();
        let length = match (edges.first(), edges.last()) {
            (Some(start), Some(end)) => end.saturating_sub(*start).max(1),
            _ => 1,
        };
        Self {
            step,
            count: i64::try_from(edges.len()).unwrap_or(1).saturating_sub(1),
            edges,
            length,
        }
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

    fn place_exact(&self, seconds: i64) -> Place {
        let (Some(start), Some(end)) = (self.edges.first(), self.edges.last()) else {
            return Place::Wider;
        };
        if seconds < *start {
            return Place::Before;
        }
        if seconds >= *end {
            return Place::After;
        }
        // At most 3.2e11 seconds times 65,535 bars.
        let share = seconds.saturating_sub(*start).saturating_mul(self.count) / self.length;
        let mut index = usize::try_from(share).unwrap_or(0);
        let edge = |index: usize| self.edges.get(index).copied().unwrap_or(i64::MAX);
        while seconds < edge(index) {
            index = index.saturating_sub(1);
        }
        while seconds >= edge(index.saturating_add(1)) {
            index = index.saturating_add(1);
        }
        Place::Bar(index)
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
            [start, end] => Some(Bar {
                start: moment(*start),
                end: moment(*end),
                read: 0,
                inferred: 0,
                collection: 0,
                entrance: None,
            }),
            _ => None,
        };
        self.edges.windows(2).filter_map(bar).collect()
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
