//! The calendar as it is written in many languages: names, numerals, day and month order, and
//! the Persian calendar. Knows words and arithmetic, nothing of articles.

pub(crate) mod counting;
pub(crate) mod english;
pub(crate) mod lexicon;
pub(crate) mod names;
pub(crate) mod persian;
pub(crate) mod speech;

/// Which number comes first in a date of numbers only (`05/01/2018`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DayMonthOrder {
    /// Nothing tells: a number above 12 decides, else the day is taken to come first where the
    /// separator is a full stop, and the answer is marked ambiguous otherwise.
    #[default]
    Unknown,
    /// Day, month, year: most of the world.
    DayFirst,
    /// Month, day, year: the United States.
    MonthFirst,
}
