//! Dates in fields that hold nothing else: RFC 3339, W3CDTF, RFC 822, seconds since 1970, and what
//! people write instead.
//!
//! Promises: never a date that the calendar does not have; an empty field, a zero or a small number
//! is no date, so that nothing falls on 1 January 1970 by accident; never a panic.

mod iso;
mod mail;
mod number;

use chrono::{NaiveDate, NaiveTime};

use crate::article::{Moment, Precision};

use super::calendar::DayMonthOrder;
use super::dates;
use mail::{named_zone, with_century};

pub(super) use number::of_days;

/// Longest field that is looked through, in bytes.
const LONGEST: usize = 128;

/// What a field says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    /// The moment.
    pub(super) moment: Moment,
    /// Whether nothing tells which of two numbers is the day (`05/01/2018`).
    pub(super) is_open: bool,
}

/// The moment that a field says.
pub(super) fn of_text(text: &str) -> Option<Moment> {
    read(text, DayMonthOrder::Unknown).map(|stamp| stamp.moment)
}

/// The moment that a field says whose dates in numbers are written in this order.
pub(super) fn read(text: &str, order: DayMonthOrder) -> Option<Stamp> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    let sure = |moment| Stamp {
        moment,
        is_open: false,
    };
    let certain = number::counted(text)
        .or_else(|| iso::extended(text))
        .or_else(|| iso::basic(text))
        .or_else(|| mail::read(text));
    let stamp = match certain {
        Some(moment) => Some(sure(moment)),
        None => in_words(text, order).or_else(|| in_words(&with_century(text)?, order)),
    };
    stamp.filter(|stamp| !is_zero(stamp.moment))
}

/// Whether a moment is the very beginning of 1970 in Greenwich: what programs write that know no
/// date.
fn is_zero(moment: Moment) -> bool {
    let offset = chrono::TimeDelta::minutes(i64::from(moment.offset.unwrap_or(0)));
    let utc = moment.local.checked_sub_signed(offset);
    moment.precision >= Precision::Hour && utc.is_some_and(|utc| utc.and_utc().timestamp() == 0)
}

/// A date as people write it, and whether another order makes another day of it.
fn in_words(text: &str, order: DayMonthOrder) -> Option<Stamp> {
    let moment = spelled(text, order)?;
    let is_other = |order| spelled(text, order) != Some(moment);
    let orders = [DayMonthOrder::DayFirst, DayMonthOrder::MonthFirst];
    // Full stops are not used month first; two of the other marks stand in a date of numbers.
    let marks = text.bytes().filter(|b| matches!(b, b'/' | b'-')).count();
    let is_open = order == DayMonthOrder::Unknown
        && marks >= 2
        && !text.contains('.')
        && orders.into_iter().any(is_other);
    Some(Stamp { moment, is_open })
}

fn is_year(digits: &str) -> bool {
    ("1800".."2100").contains(&digits)
}

fn year(digits: &str) -> Option<Moment> {
    let date = date(digits, "1", "1").filter(|_| is_year(digits))?;
    Some(Moment {
        precision: Precision::Year,
        ..Moment::day(date)
    })
}

fn minute(date: NaiveDate, time: NaiveTime, offset: Option<i16>) -> Moment {
    Moment {
        local: date.and_time(time),
        precision: Precision::Minute,
        offset,
    }
}

fn date(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    let year = year.parse().ok().filter(|year| (1..=9999).contains(year))?;
    NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)
}

/// A time of day; a leap second counts as the second before it, 24:00 is none.
fn clock(hour: &str, minute: &str, second: &str) -> Option<NaiveTime> {
    let second: u32 = second.parse().ok()?;
    let second = if second == 60 { 59 } else { second };
    NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, second)
}

/// `±HH`, `±HHMM` or `±HH:MM` in minutes, at most a day.
fn offset(zone: &str) -> Option<i16> {
    let (sign, digits) = match zone.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, zone.strip_prefix('+')?),
    };
    let digits = digits.replace(':', "");
    if !matches!(digits.len(), 2 | 4) || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let hours: i16 = digits.get(..2)?.parse().ok()?;
    let minutes: i16 = digits
        .get(2..)
        .filter(|m| !m.is_empty())
        .map_or(Ok(0), str::parse)
        .ok()?;
    (hours <= 23 && minutes <= 59).then(|| sign * (hours * 60 + minutes))
}

/// A date in words, the zone in letters or digits behind its time: RFC 822 and its relatives.
fn spelled(text: &str, order: DayMonthOrder) -> Option<Moment> {
    let found = dates::find_moments(text, order);
    let [found] = found.as_slice() else {
        return None;
    };
    let mut moment = found.moment;
    if moment.precision >= Precision::Hour && moment.offset.is_none() {
        let behind = text.get(found.range.end..).unwrap_or_default().trim();
        moment.offset = offset(behind).or_else(|| named_zone(behind));
    }
    Some(moment)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_say_dates_in_many_ways() {
        for (text, want) in [
            ("2018-01-05", "2018-01-05"),
            ("2018-01", "2018-01"),
            ("2018", "2018"),
            ("20180105", "2018-01-05"),
            ("2018-01-05T10:14:55Z", "2018-01-05T10:14:55Z"),
            ("2018-01-05 10:14:55.123456+00:00", "2018-01-05T10:14:55Z"),
            ("2018-01-05T10:14:55-0530", "2018-01-05T10:14:55-05:30"),
            ("2018-01-05T10:14", "2018-01-05T10:14"),
            ("Thu, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21Z"),
            ("Thu, 1 Jan 2004 19:48 +0200", "2004-01-01T19:48+02:00"),
            ("Thu, 01 Jan 2004 19:48:21 EST", "2004-01-01T19:48:21-05:00"),
            ("January 5, 2018", "2018-01-05"),
            ("Fri, 05 Jan 18 10:14:55 GMT", "2018-01-05T10:14:55Z"),
            ("5 Jan 98 10:14 EST", "1998-01-05T10:14-05:00"),
            ("1515147295", "2018-01-05T10:14:55Z"),
            ("1515147295000", "2018-01-05T10:14:55Z"),
            ("1515147295000000", "2018-01-05T10:14:55Z"),
            ("1515147295000000000", "2018-01-05T10:14:55Z"),
            ("1515147295.5", "2018-01-05T10:14:55Z"),
            ("20180105101455", "2018-01-05T10:14:55"),
            ("20180105T101455Z", "2018-01-05T10:14:55Z"),
            ("20180105T1014", "2018-01-05T10:14"),
            ("2018-1-5 10:14", "2018-01-05T10:14"),
            ("1.515147295E9", "2018-01-05T10:14:55Z"),
            ("/Date(1515147295000+0100)/", "2018-01-05T10:14:55Z"),
        ] {
            let got = of_text(text).map(|moment| moment.to_string());
            assert_eq!(got.as_deref(), Some(want), "{text}");
        }
    }

    #[test]
    fn numbers_that_may_be_day_or_month_are_open_until_an_order_is_known() {
        let said = |text, order| {
            let stamp = read(text, order).unwrap();
            (stamp.moment.to_string(), stamp.is_open)
        };
        let (unknown, american) = (DayMonthOrder::Unknown, DayMonthOrder::MonthFirst);
        assert!(said("05/01/2018", unknown).1);
        assert!(said("01/05/18 10:00", unknown).1);
        for text in [
            "25/01/2018",
            "05.01.2018",
            "05-Jan-2018",
            "2018/01/05",
            "05/05/2018",
        ] {
            assert!(!said(text, unknown).1, "{text}");
        }
        assert_eq!(
            said("05/01/2018", american),
            ("2018-05-01".to_owned(), false)
        );
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "0",
            "1",
            "-1",
            "86400",
            "null",
            "N/A",
            "2018-02-30",
            "0000-00-00",
            "0000-00-00 00:00:00",
            "1970-01-01T00:00:00Z",
            "Thu, 01 Jan 1970 00:00:00 +0000",
            "Wed, 31 Dec 1969 19:00:00 -0500",
            "-4713-01-01",
            "99999999999999999999",
            "1.2.3",
            "+25:00",
            "1e400",
            "/Date()/",
            "20180105T99",
        ] {
            assert_eq!(of_text(text), None, "{text}");
        }
    }
}
