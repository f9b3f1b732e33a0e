//! How far a set of dates reaches and how exact they are: what the choice of bars goes by.

use chrono::NaiveDateTime;

use crate::article::Precision;
use crate::timeline::Step;
use crate::timeline::bins::moment;

/// Extent and precision of a set of dates.
#[derive(Clone, Copy, Debug)]
pub(super) struct Summary {
    /// First second; past `last` where there is no date.
    pub(super) first: i64,
    /// Last second.
    pub(super) last: i64,
    /// How many are dated, by precision: year, month, day, hour, minute.
    pub(super) by_precision: [u32; 5],
}

impl Default for Summary {
    fn default() -> Self {
        Self::NOTHING
    }
}

impl Summary {
    pub(super) const NOTHING: Self = Self {
        first: i64::MAX,
        last: i64::MIN,
        by_precision: [0; 5],
    };

    pub(super) fn add(&mut self, seconds: i64, precision: Precision) {
        self.first = self.first.min(seconds);
        self.last = self.last.max(seconds);
        if let Some(count) = self.by_precision.get_mut(precision as usize) {
            *count += 1;
        }
    }

    pub(super) fn and(mut self, other: &Self) -> Self {
        self.first = self.first.min(other.first);
        self.last = self.last.max(other.last);
        for (count, more) in self.by_precision.iter_mut().zip(other.by_precision) {
            *count += more;
        }
        self
    }

    /// First and last second, if there is a date.
    pub(super) fn reach(&self) -> Option<(i64, i64)> {
        (self.first <= self.last).then_some((self.first, self.last))
    }

    pub(super) fn extent(&self) -> Option<(NaiveDateTime, NaiveDateTime)> {
        self.reach()
            .map(|(first, last)| (moment(first), moment(last)))
    }

    pub(super) fn dated(&self) -> u64 {
        self.by_precision.iter().copied().map(u64::from).sum()
    }

    /// How many of the dates are wider than bars of this step.
    pub(super) fn by_precision_below(&self, step: Step) -> u64 {
        let counts = PRECISIONS.iter().zip(self.by_precision);
        let wider = counts.filter(|(precision, _)| !step.holds(**precision));
        wider.map(|(_, count)| u64::from(count)).sum()
    }

    /// Whether two in three of the dates fit into bars of this step.
    pub(super) fn suits(&self, step: Step) -> bool {
        self.by_precision_below(step) * 3 <= self.dated()
    }
}

/// In the order of [`Summary::by_precision`].
pub(super) const PRECISIONS: [Precision; 5] = [
    Precision::Year,
    Precision::Month,
    Precision::Day,
    Precision::Hour,
    Precision::Minute,
];
