//! From dates to bars: calendar-true bins of a result.
//!
//! Promises: bars follow the calendar (months are as long as they are, weeks are ISO weeks); an
//! article stands in the bar that its date lies in wholly, or in a side bar; the sum over all
//! bars, side bars and what lies outside the window is the number of hits.

use chrono::NaiveDateTime;

/// Width of a bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// A minute.
    Minute,
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// An ISO 8601 week.
    Week,
    /// A month.
    Month,
    /// A quarter.
    Quarter,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

/// What the timeline is asked to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Ask {
    /// Most bars there is room for.
    pub columns: u16,
    /// Width of a bar; `None` chooses the finest with at most `min(columns, 8 + 4 x dated hits)` bars.
    pub step: Option<Step>,
    /// First moment and first moment after the window; `None` fits the result.
    pub window: Option<(NaiveDateTime, NaiveDateTime)>,
}

/// A computed timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// Width of a bar.
    pub step: Step,
    /// The bars, oldest first, without a gap; empty when nothing is dated.
    pub bars: Vec<Bar>,
    /// Dated hits before the first bar.
    pub before: u32,
    /// Dated hits after the last bar.
    pub after: u32,
    /// Hits whose date is wider than a bar.
    pub wider: u32,
    /// Hits without a date.
    pub undated: u32,
}

/// One bar: articles dated in `start..end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// First moment.
    pub start: NaiveDateTime,
    /// First moment after it.
    pub end: NaiveDateTime,
    /// Hits whose date was read or given.
    pub read: u32,
    /// Hits whose date was inferred.
    pub inferred: u32,
    /// All articles of the collection, hits or not.
    pub collection: u32,
}
