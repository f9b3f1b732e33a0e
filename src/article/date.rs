//! Publication dates: a value as wide as its precision, and how it is known.
//!
//! The day is the day as written: nothing here shifts a time between zones.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, NaiveTime, Timelike as _};

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

/// What a text would have to be to say a [`Moment`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "a date is written 2018, 2018-01, 2018-01-05 or 2018-01-05T21:52, with a zone as in +03:30"
)]
pub struct NoMoment;

impl FromStr for Moment {
    type Err = NoMoment;

    /// Reads what [`Display`](fmt::Display) writes, as wide as it is written; a time may be an
    /// hour alone (`2018-01-05T17`).
    ///
    /// # Errors
    /// When it is written otherwise, or no calendar and no clock has it.
    fn from_str(text: &str) -> Result<Self, NoMoment> {
        let (day, time) = match text.split_once(['T', ' ']) {
            Some((day, time)) => (day, Some(time)),
            None => (text, None),
        };
        let mut parts = day.split('-');
        let year = parts
            .next()
            .and_then(|part| digits(part, 4))
            .filter(|year| *year > 0);
        let (month, day) = (parts.next(), parts.next());
        let precision = match (month, day, time) {
            (None, None, None) => Precision::Year,
            (Some(_), None, None) => Precision::Month,
            (Some(_), Some(_), None) => Precision::Day,
            (Some(_), Some(_), Some(time)) if time.get(2..3) == Some(":") => Precision::Minute,
            (Some(_), Some(_), Some(_)) => Precision::Hour,
            _ => return Err(NoMoment),
        };
        let part = |part: Option<&str>| part.map_or(Some(1), |part| digits(part, 2));
        let date = year
            .zip(part(month).zip(part(day)))
            .filter(|_| parts.next().is_none())
            .and_then(|(year, (month, day))| {
                NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
            })
            .ok_or(NoMoment)?;
        let (clock, offset) = time
            .map_or(Some((NaiveTime::MIN, None)), clock)
            .ok_or(NoMoment)?;
        Ok(Self {
            local: NaiveDateTime::new(date, clock),
            precision,
            offset,
        })
    }
}

/// `HH[:MM[:SS]]` and the zone, if one is written: `Z` or `±hh:mm`.
fn clock(text: &str) -> Option<(NaiveTime, Option<i16>)> {
    let end = text.find(['Z', '+', '-']).unwrap_or(text.len());
    let (time, zone) = text.split_at_checked(end)?;
    let offset = match zone.split_at_checked(1) {
        None => None,
        Some(("Z", "")) => Some(0),
        Some(("Z", _)) => return None,
        Some((sign, zone)) => {
            let (hours, minutes) = zone.split_once(':')?;
            let hours = digits(hours, 2).filter(|hours| *hours < 24)?;
            let minutes = digits(minutes, 2).filter(|minutes| *minutes < 60)?;
            let size = i16::try_from(hours * 60 + minutes).ok()?;
            Some(if sign == "-" { -size } else { size })
        }
    };
    let mut parts = time.split(':');
    let mut part = |first| parts.next().map_or(first, |part| digits(part, 2));
    let time = NaiveTime::from_hms_opt(part(None)?, part(Some(0))?, part(Some(0))?)?;
    parts.next().is_none().then_some((time, offset))
}

/// A number of exactly so many digits.
fn digits(text: &str, count: usize) -> Option<u32> {
    let plain = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_read_as_wide_as_it_is_written() {
        for written in [
            "2018",
            "2018-01",
            "2018-01-05",
            "2018-01-05T21:52",
            "2018-02-28T00:00:07",
            "2018-01-05T17:13+03:30",
            "2018-01-05T17:13Z",
            "2018-01-05T17:13-11:00",
        ] {
            let read: Moment = written.parse().unwrap();
            assert_eq!(read.to_string(), written);
        }
        let hour: Moment = "2018-01-05T17+03:30".parse().unwrap();
        assert_eq!(hour.precision, Precision::Hour);
        for wrong in [
            "",
            "18",
            "2018-1",
            "2018-13",
            "2018-02-30",
            "0000",
            "2018-01-05T25:00",
            "x",
            "-2018",
            "2018-01T10:00",
            "2018-01-05T",
            "2018-01-05T10:00+3",
            "2018-01-05T10:00Z1",
            "2018-01-05-01",
        ] {
            assert!(wrong.parse::<Moment>().is_err(), "{wrong}");
        }
    }
}
