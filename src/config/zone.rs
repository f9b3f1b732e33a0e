//! The zone that times with a known offset are shown in.
//!
//! Promises: a reading without an offset is never shifted; list, filter and timeline shift through
//! [`Zone::shift`] alone, so that they agree about the day an article stands in. A shift goes by
//! the instant, so that days of 23 and 25 hours take in what happened in them.

use std::fmt;
use std::str::FromStr;

use chrono::{FixedOffset, NaiveDateTime, Offset as _, TimeDelta, TimeZone as _};

use crate::text;

/// Zone that times are shown in; a time without an offset is never shifted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Zone {
    /// As each document wrote it.
    #[default]
    AsWritten,
    /// UTC.
    Utc,
    /// The zone of this machine.
    Local,
    /// A zone of the IANA database.
    Named(chrono_tz::Tz),
}

/// What the clock of a zone shows twice, because it goes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repeated {
    /// The first moment shown twice.
    pub start: NaiveDateTime,
    /// The first moment after it that is shown once.
    pub end: NaiveDateTime,
    /// Minutes east of UTC the first time.
    pub first: i16,
    /// Minutes east of UTC the second time.
    pub second: i16,
}

impl Zone {
    /// A reading written `offset` minutes east of UTC, as the clock of this zone shows it, with
    /// the minutes east of UTC of that clock then. As written where the calendar ends.
    pub fn shift(self, local: NaiveDateTime, offset: i16) -> (NaiveDateTime, i16) {
        let as_written = (local, offset);
        let seconds = i32::from(offset).saturating_mul(60);
        let instant = FixedOffset::east_opt(seconds)
            .and_then(|offset| offset.from_local_datetime(&local).single())
            .map(|instant| instant.naive_utc());
        let Some(instant) = instant else {
            return as_written;
        };
        let Some(east) = self.east(instant) else {
            return as_written;
        };
        let moved = TimeDelta::try_seconds(i64::from(east))
            .and_then(|delta| instant.checked_add_signed(delta))
            .zip(i16::try_from(east.div_euclid(60)).ok());
        moved.unwrap_or(as_written)
    }

    /// Seconds east of UTC of the clock of this zone at an instant; none as written.
    fn east(self, utc: NaiveDateTime) -> Option<i32> {
        Some(match self {
            Self::AsWritten => return None,
            Self::Utc => 0,
            Self::Local => chrono::Local
                .offset_from_utc_datetime(&utc)
                .local_minus_utc(),
            Self::Named(zone) => zone.offset_from_utc_datetime(&utc).fix().local_minus_utc(),
        })
    }

    /// What the clock of this zone shows twice between two of its moments, in order. Linear in the
    /// days between.
    pub fn repeated(self, from: NaiveDateTime, to: NaiveDateTime) -> Vec<Repeated> {
        let day = TimeDelta::days(1);
        if matches!(self, Self::AsWritten | Self::Utc) {
            return Vec::new();
        }
        let mut found = Vec::new();
        let mut at = from.checked_sub_signed(day).unwrap_or(from);
        let end = to.checked_add_signed(day).unwrap_or(to);
        while let Some(next) = at.checked_add_signed(day).filter(|_| at < end) {
            let repeated = self.repeated_within(at, next);
            found.extend(repeated.filter(|twice| twice.start < to && from < twice.end));
            at = next;
        }
        found
    }

    /// What is shown twice because the clock goes back once between two instants of UTC.
    fn repeated_within(self, start: NaiveDateTime, end: NaiveDateTime) -> Option<Repeated> {
        let (before, after) = (self.east(start)?, self.east(end)?);
        if after >= before {
            return None;
        }
        // The last second of the old offset lies at `known`, the first of the new at or before
        // `changed`.
        let (mut known, mut changed) = (start, end);
        while changed.signed_duration_since(known) > TimeDelta::seconds(1) {
            let half = changed.signed_duration_since(known) / 2;
            let middle = known.checked_add_signed(half)?;
            if self.east(middle)? == before {
                known = middle;
            } else {
                changed = middle;
            }
        }
        let shown = |east: i32| changed.checked_add_signed(TimeDelta::seconds(i64::from(east)));
        let minutes = |east: i32| i16::try_from(east.div_euclid(60)).ok();
        Some(Repeated {
            start: shown(after)?,
            end: shown(before)?,
            first: minutes(before)?,
            second: minutes(after)?,
        })
    }

    /// What a day is here: "days as written", "days in UTC", "days in Asia/Tehran".
    pub fn days(self) -> String {
        match self {
            Self::AsWritten => "days as written".to_owned(),
            Self::Utc => "days in UTC".to_owned(),
            Self::Local => "days in local time".to_owned(),
            Self::Named(zone) => format!("days in {}", zone.name()),
        }
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AsWritten => f.write_str("as-written"),
            Self::Utc => f.write_str("utc"),
            Self::Local => f.write_str("local"),
            Self::Named(zone) => f.write_str(zone.name()),
        }
    }
}

impl FromStr for Zone {
    type Err = String;

    /// Reads `as-written`, `utc`, `local` or the name of a zone, in any case.
    ///
    /// # Errors
    /// With what was expected, and the nearest name.
    fn from_str(text: &str) -> Result<Self, String> {
        match text.to_ascii_lowercase().as_str() {
            "as-written" => return Ok(Self::AsWritten),
            "utc" => return Ok(Self::Utc),
            "local" => return Ok(Self::Local),
            _ => {}
        }
        let names = || chrono_tz::TZ_VARIANTS.iter();
        let named = names().find(|zone| zone.name().eq_ignore_ascii_case(text));
        named.map(|zone| Self::Named(*zone)).ok_or_else(|| {
            let fixed = ["as-written", "utc", "local"].into_iter();
            let near = text::nearest(text, fixed.chain(names().map(|zone| zone.name())));
            let mend = near.map_or(String::new(), |near| format!("; did you mean \"{near}\""));
            format!("\"as-written\", \"utc\", \"local\" or a zone such as \"Asia/Tehran\"{mend}")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_23_and_25_hours_take_in_what_happened_in_them() {
        let berlin = Zone::Named(chrono_tz::Europe::Berlin);
        let at = |text: &str| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap();
        // The clock goes forward on 31 March 2024 at 01:00 UTC, back on 27 October at 01:00 UTC.
        for (utc, shown, east) in [
            ("2024-03-30T22:59", "2024-03-30T23:59", 60),
            ("2024-03-30T23:00", "2024-03-31T00:00", 60),
            ("2024-03-31T00:59", "2024-03-31T01:59", 60),
            ("2024-03-31T01:00", "2024-03-31T03:00", 120),
            ("2024-03-31T21:59", "2024-03-31T23:59", 120),
            ("2024-03-31T22:00", "2024-04-01T00:00", 120),
            ("2024-10-26T22:00", "2024-10-27T00:00", 120),
            ("2024-10-27T00:30", "2024-10-27T02:30", 120),
            ("2024-10-27T01:30", "2024-10-27T02:30", 60),
            ("2024-10-27T22:59", "2024-10-27T23:59", 60),
            ("2024-10-27T23:00", "2024-10-28T00:00", 60),
        ] {
            assert_eq!(berlin.shift(at(utc), 0), (at(shown), east), "{utc}");
        }
        assert_eq!(
            Zone::Utc.shift(at("2024-01-01T02:00"), 210),
            (at("2023-12-31T22:30"), 0)
        );
        assert_eq!(
            Zone::AsWritten.shift(at("2024-01-01T02:00"), 210),
            (at("2024-01-01T02:00"), 210)
        );
    }

    #[test]
    fn the_ends_of_the_calendar_stay_as_written() {
        for local in [NaiveDateTime::MIN, NaiveDateTime::MAX] {
            for offset in [i16::MIN, -720, 0, 720, i16::MAX] {
                let _shown = Zone::Utc.shift(local, offset);
                let _shown = Zone::Named(chrono_tz::Pacific::Apia).shift(local, offset);
            }
        }
    }
}
