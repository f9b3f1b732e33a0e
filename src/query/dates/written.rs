//! Printing what `date:` and its kin hold, as shortly as it can be read back.

use std::fmt;

use chrono::{Datelike as _, NaiveDate};

use super::{WEEKDAYS, last_of_month};
use crate::query::{DateTest, DaySpan};

/// How coarse an end of a span can be written without changing it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Grain {
    Day,
    Month,
    Year,
}

fn first_grain(day: NaiveDate) -> Grain {
    match (day.month(), day.day()) {
        (1, 1) => Grain::Year,
        (_, 1) => Grain::Month,
        _ => Grain::Day,
    }
}

fn last_grain(day: NaiveDate) -> Grain {
    match (day.month(), last_of_month(day) == Some(day)) {
        (12, true) => Grain::Year,
        (_, true) => Grain::Month,
        _ => Grain::Day,
    }
}

fn write_day(f: &mut fmt::Formatter<'_>, day: NaiveDate, grain: Grain) -> fmt::Result {
    write!(f, "{:04}", day.year())?;
    if grain <= Grain::Month {
        write!(f, "-{:02}", day.month())?;
    }
    if grain == Grain::Day {
        write!(f, "-{:02}", day.day())?;
    }
    Ok(())
}

impl fmt::Display for DaySpan {
    /// The shortest form that means the same: `2018`, `2018-01`, `2018-01-05`,
    /// `2018-03..2018-12`, `2020..`, `..2020-06`; `..` when both ends are open.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ends = (self.first, self.last);
        let grain = match ends {
            (Some(first), Some(last)) => first_grain(first).min(last_grain(last)),
            (Some(first), None) => first_grain(first),
            (None, Some(last)) => last_grain(last),
            (None, None) => Grain::Day,
        };
        if let (Some(first), Some(last)) = ends {
            let same = match grain {
                Grain::Year => first.year() == last.year(),
                Grain::Month => (first.year(), first.month()) == (last.year(), last.month()),
                Grain::Day => first == last,
            };
            if same {
                return write_day(f, first, grain);
            }
        }
        if let Some(first) = self.first {
            write_day(f, first, grain)?;
        }
        f.write_str("..")?;
        if let Some(last) = self.last {
            write_day(f, last, grain)?;
        }
        Ok(())
    }
}

impl fmt::Display for DateTest {
    /// The value after `date:`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::In(span) => write!(f, "{span}"),
            Self::Touches(span) => write!(f, "~{span}"),
            Self::During(span) => write!(f, "{span}"),
            Self::Meets(span) => write!(f, "~{span}"),
            Self::Last(days) => write!(f, "last-{days}d"),
            Self::Today => f.write_str("today"),
            Self::Weekday(day) => {
                let name = usize::from(*day)
                    .checked_sub(1)
                    .and_then(|index| WEEKDAYS.get(index))
                    .and_then(|name| name.get(..3));
                f.write_str(name.unwrap_or("mon"))
            }
            Self::Kind(kind) => f.write_str(kind.name()),
            Self::Future => f.write_str("future"),
            Self::LessExact(precision) => write!(f, "no-{}", precision.name()),
        }
    }
}
