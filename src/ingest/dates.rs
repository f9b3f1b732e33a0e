//! Dates with evidence: absolute dates written in a line, labelled dates, and the publication
//! date that all evidence of an article together allows.
//!
//! Promises: never a date that the calendar does not have, never a date that nothing says, no
//! panic on any text, time linear in the text.

use std::ops::Range;

use crate::article::{Label, Moment, Published};

pub use super::calendar::DayMonthOrder;

/// A date found in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The date as written.
    pub moment: Moment,
    /// Its bytes in the line, on character boundaries.
    pub range: Range<usize>,
    /// Whether day and month could also be read the other way round (`05/01/2018`).
    pub ambiguous: bool,
}

/// What a label says of the date behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateRole {
    /// When the article first appeared.
    Published,
    /// When it was last changed.
    Updated,
}

/// What an article offers as evidence of its publication date.
#[derive(Clone, Copy, Debug)]
pub struct Evidence<'a> {
    /// The whole sanitised text.
    pub text: &'a str,
    /// One label a line of `text` split at `\n`; `None` is blank.
    pub lines: &'a [Option<Label>],
    /// Path of the file, as found.
    pub path: &'a str,
    /// When readers commented.
    pub comments: &'a [Moment],
    /// Order of day and month where only numbers are written.
    pub order: DayMonthOrder,
}

/// Every absolute date or date-time written in `line`, in order of appearance, none overlapping.
pub fn find_moments(_line: &str, _order: DayMonthOrder) -> Vec<Found> {
    Vec::new()
}

/// The date of a line that says whose date it is (`Published: January 5, 2018`).
pub fn labelled_date(_line: &str) -> Option<(DateRole, Found)> {
    None
}

/// The publication date, and the date of the last change, that the evidence allows.
pub fn published(_evidence: &Evidence<'_>) -> (Published, Option<Moment>) {
    (Published::default(), None)
}
