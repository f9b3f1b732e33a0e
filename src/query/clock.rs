//! Spans by the clock: `2018-01-07T14`, `2018-01-07T14:30..2018-01-07T16`, `2018-01-07T09..`.
//!
//! An end without a clock time is its whole day, month or year. Printing says as little as means
//! the same, and always a `T`, so that reading it back gives the same span.

use std::fmt;

use chrono::{NaiveDateTime, TimeDelta, Timelike as _};

use super::dates::{days, number};
use super::{ClockSpan, DateTest};
use crate::article::{Moment, Precision};

/// What one end can be, for faults.
const EXPECTED: &str = "an hour or minute, as in 2018-01-07T14 or 2018-01-07T14:30";

/// What a single date can be, for faults.
const EXPECTED_MOMENT: &str = "a year, month, day or time, as in 2018-01-05 or 2018-01-05T21:52";

/// Whether a value of `date:` (lower case, no fixed word) names a time of day.
pub(super) fn names_a_clock(value: &str) -> bool {
    value.contains('t')
}

/// Reads a value of `date:` in which at least one end has a clock time.
///
/// # Errors
/// With what was expected instead.
pub(super) fn span(value: &str) -> Result<ClockSpan, String> {
    let Some((first, last)) = value.split_once("..") else {
        let (value, offset) = offset(value)?;
        let (start, end) = period(value)?;
        return Ok(ClockSpan {
            start: Some(start),
            end: Some(end),
            offsets: (offset, offset),
        });
    };
    let end = |text: &str| match offset(text)? {
        ("", None) => Ok(None),
        (text, offset) => period(text).map(|period| Some((period, offset))),
    };
    let (from, to) = (end(first)?, end(last)?);
    let span = ClockSpan {
        start: from.map(|((start, _), _)| start),
        end: to.map(|((_, end), _)| end),
        offsets: (
            from.and_then(|(_, offset)| offset),
            to.and_then(|(_, offset)| offset),
        ),
    };
    let second = |moment: NaiveDateTime| moment.and_utc().timestamp();
    match (span.start, span.end) {
        (Some(start), Some(end))
            if !later(
                (second(end), span.offsets.1),
                (second(start), span.offsets.0),
            ) =>
        {
            Err(format!("the earlier time first: {last}..{first}"))
        }
        _ => Ok(span),
    }
}

/// A time and the minutes east of UTC behind it: `2024-10-27t02+01:00`.
fn offset(value: &str) -> Result<(&str, Option<i16>), String> {
    let clock = value.find('t').unwrap_or(value.len());
    let sign = value
        .char_indices()
        .find(|(at, c)| *at > clock && matches!(c, '+' | '-'));
    let Some((at, sign)) = sign else {
        return Ok((value, None));
    };
    let (time, zone) = value.split_at_checked(at).unwrap_or((value, ""));
    let fields = zone.get(1..).unwrap_or_default().split_once(':');
    let fields = fields.and_then(|(hours, minutes)| {
        let hours = number(hours, 2..=2).filter(|hours| *hours <= 14)?;
        let minutes = number(minutes, 2..=2).filter(|minutes| *minutes < 60)?;
        i16::try_from(hours * 60 + minutes).ok()
    });
    let minutes = fields.ok_or("hours and minutes east of UTC, as in 2024-10-27T02+01:00")?;
    Ok((time, Some(if sign == '-' { -minutes } else { minutes })))
}

/// Whether one second of a clock comes after another: as instants where both have an offset (in
/// minutes east of UTC), else as the clock shows them.
pub fn later((one, its): (i64, Option<i16>), (other, others): (i64, Option<i16>)) -> bool {
    let instant = |second: i64, offset: i16| second.saturating_sub(i64::from(offset) * 60);
    match (its, others) {
        (Some(its), Some(others)) => instant(one, its) > instant(other, others),
        _ => one > other,
    }
}

/// From this time on.
///
/// # Errors
/// With what was expected instead.
pub(super) fn after(value: &str) -> Result<DateTest, String> {
    let (start, _) = period(value)?;
    Ok(DateTest::During(ClockSpan {
        start: Some(start),
        end: None,
        offsets: (None, None),
    }))
}

/// Up to this time.
///
/// # Errors
/// With what was expected instead.
pub(super) fn before(value: &str) -> Result<DateTest, String> {
    let (start, _) = period(value)?;
    Ok(DateTest::During(ClockSpan {
        start: None,
        end: Some(start),
        offsets: (None, None),
    }))
}

/// First moment, and first moment after it, of a minute, hour, day, month or year.
fn period(value: &str) -> Result<(NaiveDateTime, NaiveDateTime), String> {
    let expected = || EXPECTED.to_owned();
    let Some((date, clock)) = value.split_once('t') else {
        let (first, last) = days(value)?;
        let after = last.succ_opt().ok_or_else(expected)?;
        return Ok((first.into(), after.into()));
    };
    let (first, last) = days(date)?;
    if first != last || date.is_empty() {
        return Err(expected());
    }
    let mut fields = clock.split(':');
    let hour = fields.next().and_then(|field| number(field, 1..=2));
    let minute = fields.next().map(|field| number(field, 2..=2));
    let (Some(hour), None, None | Some(Some(_))) = (hour, fields.next(), minute) else {
        return Err(expected());
    };
    let minute = minute.flatten();
    let start = first
        .and_hms_opt(hour, minute.unwrap_or(0), 0)
        .ok_or("an hour from 00 to 23 and a minute from 00 to 59")?;
    let length = TimeDelta::try_minutes(if minute.is_some() { 1 } else { 60 });
    let end = length.and_then(|length| start.checked_add_signed(length));
    Ok((start, end.ok_or_else(expected)?))
}

/// A date as wide as it is written: `2018`, `2018-01`, `2018-01-05`, `2018-01-05T21:52`, a zone
/// behind a time, and what `date:` understands besides (`2018/1/5`).
///
/// # Errors
/// With what was expected instead.
pub fn moment(written: &str) -> Result<Moment, String> {
    if let Ok(moment) = written.trim().parse() {
        return Ok(moment);
    }
    let value = written.trim().to_ascii_lowercase().replacen(' ', "t", 1);
    let (date, clock) = match value.split_once('t') {
        Some((date, clock)) => (date, Some(clock)),
        None => (value.as_str(), None),
    };
    let (first, _) = days(date).map_err(|fault| {
        if fault == super::dates::EXPECTED {
            EXPECTED_MOMENT.to_owned()
        } else {
            fault
        }
    })?;
    let precision = match (date.split(['-', '/']).count(), clock) {
        (1, None) => Precision::Year,
        (2, None) => Precision::Month,
        (_, None) => Precision::Day,
        (_, Some(clock)) if clock.contains(':') => Precision::Minute,
        (_, Some(_)) => Precision::Hour,
    };
    let local = if clock.is_some() {
        period(&value)?.0
    } else {
        first.into()
    };
    Ok(Moment {
        local,
        precision,
        offset: None,
    })
}

impl ClockSpan {
    /// Whether the seconds from the first up to, not including, the second lie wholly in it; with
    /// the offset of the clock they are read from, where it is known.
    pub fn holds(self, (start, end): (i64, i64), offset: Option<i16>) -> bool {
        let (from, to) = self.seconds();
        let begins = from.is_none_or(|from| !later((from, self.offsets.0), (start, offset)));
        begins && to.is_none_or(|to| !later((end, offset), (to, self.offsets.1)))
    }

    /// Whether some of these seconds lie in it.
    pub fn meets(self, (start, end): (i64, i64), offset: Option<i16>) -> bool {
        let (from, to) = self.seconds();
        let begins = from.is_none_or(|from| later((end, offset), (from, self.offsets.0)));
        begins && to.is_none_or(|to| later((to, self.offsets.1), (start, offset)))
    }

    fn seconds(self) -> (Option<i64>, Option<i64>) {
        let second = |moment: NaiveDateTime| moment.and_utc().timestamp();
        (self.start.map(second), self.end.map(second))
    }
}

/// "+02:00", minutes east of UTC.
pub fn written(offset: i16) -> String {
    let sign = if offset < 0 { '-' } else { '+' };
    let minutes = offset.unsigned_abs();
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

impl fmt::Display for ClockSpan {
    /// `2018-01-07T14`, `2018-01-07T14:30`, `2018-01-07T14..2018-01-07T16`, open ends left out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = |moment: Option<NaiveDateTime>| moment.is_none_or(|at| at.minute() == 0);
        let hours = whole(self.start) && whole(self.end);
        let length = TimeDelta::try_minutes(if hours { 60 } else { 1 });
        let last = self
            .end
            .zip(length)
            .and_then(|(end, length)| end.checked_sub_signed(length));
        let text = |moment: Option<NaiveDateTime>, offset: Option<i16>| {
            let form = if hours {
                "%Y-%m-%dT%H"
            } else {
                "%Y-%m-%dT%H:%M"
            };
            let zone = offset.map_or_else(String::new, written);
            let text = moment.map(|moment| moment.format(form).to_string() + &zone);
            text.unwrap_or_default()
        };
        let (from, to) = self.offsets;
        if self.start == last && from == to && last.is_some() {
            return f.write_str(&text(last, to));
        }
        write!(f, "{}..{}", text(self.start, from), text(last, to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_and_minutes_read_and_print() {
        for (value, printed) in [
            ("2018-01-07t14", "2018-01-07T14"),
            ("2018-01-07t14:30", "2018-01-07T14:30"),
            ("2018-01-07t9", "2018-01-07T09"),
            (
                "2018-01-07t14..2018-01-07t15",
                "2018-01-07T14..2018-01-07T15",
            ),
            (
                "2018-01-07t14:30..2018-01-07t15",
                "2018-01-07T14:30..2018-01-07T15:59",
            ),
            ("2018-01-07t22..2018-01-08", "2018-01-07T22..2018-01-08T23"),
            ("2018-01-07t22..", "2018-01-07T22.."),
            ("..2018-01-07t22:10", "..2018-01-07T22:10"),
            ("2024-10-27t02+01:00", "2024-10-27T02+01:00"),
            (
                "2024-10-27t02:30-03:30..2024-10-27t02:10-04:30",
                "2024-10-27T02:30-03:30..2024-10-27T02:10-04:30",
            ),
            (
                "2024-10-27t01..2024-10-27t02+02:00",
                "2024-10-27T01..2024-10-27T02+02:00",
            ),
        ] {
            let read = span(value).unwrap();
            assert_eq!(read.to_string(), printed);
            assert_eq!(span(&printed.to_ascii_lowercase()), Ok(read));
        }
    }

    #[test]
    fn what_is_no_time_is_a_fault_that_says_so() {
        for (value, phrase) in [
            ("2018-01t14", "an hour or minute"),
            ("2018-01-07t", "an hour or minute"),
            ("2018-01-07t14:3", "an hour or minute"),
            ("2018-01-07t14:30:10", "an hour or minute"),
            ("2018-01-07t25", "an hour from 00 to 23"),
            ("2018-01-07t14..2018-01-07t12", "the earlier time first"),
            ("2018-01-07t14+1", "hours and minutes east of UTC"),
            ("t14", "a year, month or day"),
            ("9999-12-31t23..t", "a year, month or day"),
        ] {
            let fault = span(value).unwrap_err();
            assert!(fault.contains(phrase), "{value}: {fault}");
        }
    }
}
