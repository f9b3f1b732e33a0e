//! Dates with evidence: absolute dates written in a line, labelled dates, and the publication
//! date that all evidence of an article together allows.
//!
//! Promises: never a date that the calendar does not have, never a date that nothing says, no
//! panic on any text, time linear in the text.

pub(crate) mod candidate;
pub(crate) mod clock;
pub(crate) mod clues;
pub(crate) mod evidence;
mod label;
pub(crate) mod order;
mod path;
pub(crate) mod pattern;
mod place;
pub(crate) mod scan;

use std::ops::Range;

use crate::article::{Label, Moment, Published};
use scan::Scan;

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
pub fn find_moments(line: &str, order: DayMonthOrder) -> Vec<Found> {
    if !scan::may_hold_digits(line) {
        return Vec::new();
    }
    moments_in(&Scan::new(line), order)
}

fn moments_in(scan: &Scan<'_>, order: DayMonthOrder) -> Vec<Found> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < scan.tokens.len() {
        match pattern::moment_at(scan, i, order) {
            Some(at) => {
                found.push(Found {
                    moment: at.moment,
                    range: scan.range(i, at.next),
                    ambiguous: at.ambiguous,
                });
                i = at.next.max(i + 1);
            }
            None => i += 1,
        }
    }
    found
}

/// Every date with a label in a line (`Published: …`, `Last updated …`), and what the label says.
pub(crate) fn labelled_dates(line: &str, order: DayMonthOrder) -> Vec<(DateRole, Found)> {
    label::labelled_dates(line, order)
}

/// Whether the word is the name of a weekday in one of the languages.
fn is_weekday(word: &str) -> bool {
    super::calendar::lexicon::look_up(word).weekday.is_some()
}

/// The order of day and month that the dates of a text show. Linear in the text.
pub fn day_month_order(text: &str) -> DayMonthOrder {
    order::day_month_order(text)
}

/// The day in an address of the web (`…/2018/01/05/…`).
pub fn date_in_link(link: &str) -> Option<Moment> {
    path::date_in_path(link).map(|(moment, _)| moment)
}

/// The publication date, and the date of the last change, that the evidence allows: the best
/// candidate with its reason, or none. Linear in the text.
pub fn published(evidence: &Evidence<'_>) -> (Published, Option<Moment>) {
    evidence::published(evidence)
}

#[cfg(test)]
mod tests;
