//! Publication dates: a value as wide as its precision, and how it is known.
//!
//! The day is the day as written: nothing here shifts a time between zones.

use std::fmt;

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, Timelike as _};

/// How much of a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// Only the year.
    Year,
    /// Year and month.
    Month,
    /// The day.
    Day,
    /// The hour.
    Hour,
    /// The minute (seconds are kept when they were written).
    Minute,
}

impl Precision {
    /// The name used in records.
    pub fn name(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Month => "month",
            Self::Day => "day",
            Self::Hour => "hour",
            Self::Minute => "minute",
        }
    }
}

/// A point in time as written: local reading, precision, and the offset if one was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Moment {
    /// The reading of calendar and clock; fields finer than the precision are their first value.
    pub local: NaiveDateTime,
    /// How much of `local` is known.
    pub precision: Precision,
    /// Minutes east of UTC as written, `None` when no zone was given.
    pub offset: Option<i16>,
}

impl Moment {
    /// A whole day.
    pub fn day(date: NaiveDate) -> Self {
        Self {
            local: date.into(),
            precision: Precision::Day,
            offset: None,
        }
    }

    /// First and last day that the moment may mean, both included.
    pub fn days(self) -> (NaiveDate, NaiveDate) {
        let day = self.local.date();
        let last = match self.precision {
            Precision::Year => NaiveDate::from_ymd_opt(day.year(), 12, 31),
            Precision::Month => day
                .with_day(1)
                .and_then(|first| first.checked_add_months(chrono::Months::new(1)))
                .and_then(|next| next.pred_opt()),
            _ => Some(day),
        };
        (day, last.unwrap_or(day))
    }
}

impl fmt::Display for Moment {
    /// `YYYY[-MM[-DD[THH[:MM[:SS]]]]]` and the zone as known (`Z` or `±hh:mm`); seconds only when
    /// not zero. An hour alone is written with `:00`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let t = self.local;
        write!(f, "{:04}", t.year())?;
        if self.precision >= Precision::Month {
            write!(f, "-{:02}", t.month())?;
        }
        if self.precision >= Precision::Day {
            write!(f, "-{:02}", t.day())?;
        }
        if self.precision >= Precision::Hour {
            write!(f, "T{:02}:{:02}", t.hour(), t.minute())?;
            if t.second() != 0 {
                write!(f, ":{:02}", t.second())?;
            }
            match self.offset {
                None => {}
                Some(0) => f.write_str("Z")?,
                Some(minutes) => {
                    let sign = if minutes < 0 { '-' } else { '+' };
                    let size = minutes.unsigned_abs();
                    write!(f, "{sign}{:02}:{:02}", size / 60, size % 60)?;
                }
            }
        }
        Ok(())
    }
}

/// How a publication date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum DateKind {
    /// The document says so.
    Explicit,
    /// Concluded from evidence; shown with `~`.
    Inferred,
    /// The reader said so (`--published`, or by hand); shown with `=`.
    Given,
    /// Not known: a valid date.
    #[default]
    None,
}

impl DateKind {
    /// The sign before a date that was not simply read.
    pub fn sign(self) -> Option<&'static str> {
        match self {
            Self::Inferred => Some("~"),
            Self::Given => Some("="),
            Self::Explicit | Self::None => None,
        }
    }

    /// The name used in records and `date:` terms.
    pub fn name(self) -> &'static str {
        match self {
            Self::Explicit => "explicit",
            Self::Inferred => "inferred",
            Self::Given => "given",
            Self::None => "none",
        }
    }
}

/// When an article was published, and how that is known.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Published {
    /// The answer; `None` exactly when `kind` is [`DateKind::None`].
    pub value: Option<Moment>,
    /// How it is known.
    pub kind: DateKind,
    /// The evidence in words, with what was read where (`line 4: “Publish Date : …”`).
    pub evidence: String,
    /// 0 to 1, `None` without a value.
    pub confidence: Option<f32>,
    /// First and last day that the evidence allows, both included, where it is wider than the
    /// value or where there is no value.
    pub range: Option<(NaiveDate, NaiveDate)>,
}

impl Published {
    /// The date as the reader corrected it by hand; what was read is told in the evidence.
    #[must_use]
    pub fn corrected(&self, date: Moment) -> Self {
        let read = match (self.value, self.evidence.as_str()) {
            (None, _) => "nothing was read".to_owned(),
            (Some(value), "") => format!("read as {value}"),
            (Some(value), evidence) => {
                format!("read as {value} ({}: {evidence})", self.kind.name())
            }
        };
        Self {
            value: Some(date),
            kind: DateKind::Given,
            evidence: format!("corrected by hand; {read}"),
            confidence: Some(1.0),
            range: None,
        }
    }
}
