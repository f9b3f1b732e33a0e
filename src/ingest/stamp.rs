//! Dates in fields that hold nothing else: RFC 3339, W3CDTF, RFC 822, seconds since 1970, and what
//! people write instead.
//!
//! Promises: never a date that the calendar does not have; an empty field, a zero or a small number
//! is no date, so that nothing falls on 1 January 1970 by accident; never a panic.

use chrono::{DateTime, NaiveDate, NaiveTime};

use crate::article::{Moment, Precision};

use super::calendar::DayMonthOrder;
use super::dates;

/// Longest field that is looked through, in bytes.
const LONGEST: usize = 128;

/// Units a second: what a number of a certain size counts.
const UNITS: [(u64, u64); 4] = [
    (100_000_000_000, 1),
    (100_000_000_000_000, 1_000),
    (100_000_000_000_000_000, 1_000_000),
    (u64::MAX, 1_000_000_000),
];

/// Seconds below which a number is no time of ours: two years from 1970.
const EARLIEST: u64 = 2 * 365 * 86_400;

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
    let stamp = match counted(text).or_else(|| iso(text)).or_else(|| basic(text)) {
        Some(moment) => Some(sure(moment)),
        None => in_words(text, order).or_else(|| in_words(&with_century(text)?, order)),
    };
    stamp.filter(|stamp| !is_zero(stamp.moment))
}

/// The moment that a spreadsheet counts in days from the end of 1899, a fraction being the time of
/// day; of the years from 1954 on.
pub(super) fn of_days(text: &str) -> Option<Moment> {
    let text = text.trim();
    let (days, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let is_number = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if days.len() != 5 || !is_number(days) || !is_number(fraction) || fraction.len() > 12 {
        return None;
    }
    let days: u64 = days
        .parse()
        .ok()
        .filter(|days| (20_000..80_000).contains(days))?;
    let start = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    let day = start.checked_add_days(chrono::Days::new(days))?;
    let fraction: f64 = format!("0.{fraction}").parse().ok()?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a part of a day in seconds"
    )]
    let seconds = (fraction * 86_400.0).round() as u32;
    match NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0) {
        Some(time) if seconds > 0 => Some(minute(day, time, None)),
        _ => Some(Moment::day(day)),
    }
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

/// The moment in a field that counts from 1970 or spells a date in digits alone. Numbers with an
/// exponent are those of programs that took the column for measurements, numbers in `/Date(…)/`
/// those of JSON as .NET writes it.
fn counted(text: &str) -> Option<Moment> {
    let inner = text
        .strip_prefix("/Date(")
        .and_then(|rest| rest.strip_suffix(")/"));
    if let Some(inner) = inner {
        let digits = inner.split(['+', '-']).next()?;
        return of_number(digits.parse().ok()?);
    }
    let has_exponent = text.bytes().any(|b| matches!(b, b'e' | b'E'));
    let is_numeric = |b: u8| b.is_ascii_digit() || matches!(b, b'.' | b'+' | b'e' | b'E');
    if has_exponent && text.bytes().all(is_numeric) {
        let number = text
            .parse::<f64>()
            .ok()
            .filter(|n| (1e9..1e19).contains(n))?;
        return of_number(format!("{number:.0}").parse().ok()?);
    }
    let is_number = text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    if !is_number || text.contains("..") || text.matches('.').count() > 1 {
        return None;
    }
    let whole = text.split('.').next().unwrap_or_default();
    of_number(whole.parse().ok()?)
}

/// `YYYYMMDDTHHMM[SS][Z|±HHMM]`, the basic form of ISO 8601.
fn basic(text: &str) -> Option<Moment> {
    let (day, time) = text.split_once(['T', ' ', '-'])?;
    if day.len() != 8 || !day.bytes().all(|b| b.is_ascii_digit()) || !is_year(day.get(..4)?) {
        return None;
    }
    let day = date(day.get(..4)?, day.get(4..6)?, day.get(6..)?)?;
    let end = time.find(|c: char| !c.is_ascii_digit());
    let (digits, zone) = time.split_at_checked(end.unwrap_or(time.len()))?;
    let zone = match zone {
        "" => None,
        "Z" => Some(0),
        zone => Some(offset(zone)?),
    };
    let second = match digits.len() {
        4 => "0",
        6 => digits.get(4..)?,
        _ => return None,
    };
    let clock = clock(digits.get(..2)?, digits.get(2..4)?, second)?;
    Some(minute(day, clock, zone))
}

/// A date with a year of two digits (RFC 822), with the century that RFC 2822 gives it: `05 Jan 18`.
fn with_century(text: &str) -> Option<String> {
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    let words: Vec<&str> = text.split_whitespace().collect();
    let at = words.windows(3).position(|three| {
        let [day, month, year] = three else {
            return false;
        };
        let is_month = month.len() >= 3 && month.bytes().all(|b| b.is_ascii_alphabetic());
        is_number(day) && day.len() <= 2 && is_month && is_number(year) && year.len() == 2
    })?;
    let year = words.get(at + 2)?;
    let century = if *year < "50" { "20" } else { "19" };
    let year = format!("{century}{year}");
    let place = |(n, word): (usize, &&str)| {
        if n == at + 2 {
            year.clone()
        } else {
            (*word).to_owned()
        }
    };
    let words: Vec<String> = words.iter().enumerate().map(place).collect();
    Some(words.join(" "))
}

/// The moment that a number says: seconds, milliseconds, microseconds or nanoseconds since 1970 by
/// its size; digits that spell a year, a day or a second are read as such.
pub(super) fn of_number(number: u64) -> Option<Moment> {
    let digits = number.to_string();
    match digits.len() {
        4 => return year(&digits),
        8 if is_year(digits.get(..4)?) => {
            let date = date(digits.get(..4)?, digits.get(4..6)?, digits.get(6..)?)?;
            return Some(Moment::day(date));
        }
        14 if is_year(digits.get(..4)?) => {
            let day = date(digits.get(..4)?, digits.get(4..6)?, digits.get(6..8)?);
            let clock = clock(digits.get(8..10)?, digits.get(10..12)?, digits.get(12..)?);
            if let (Some(day), Some(clock)) = (day, clock) {
                return Some(minute(day, clock, None));
            }
        }
        _ => {}
    }
    let (_, unit) = UNITS.iter().find(|(most, _)| number < *most)?;
    let seconds = number.checked_div(*unit).filter(|s| *s > EARLIEST)?;
    let utc = DateTime::from_timestamp(i64::try_from(seconds).ok()?, 0)?.naive_utc();
    Some(minute(utc.date(), utc.time(), Some(0)))
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

/// `YYYY[-MM[-DD[(T| )HH:MM[:SS[.f]][ ](Z|±HH[:]MM)]]]` (RFC 3339, W3CDTF), and nothing behind.
fn iso(text: &str) -> Option<Moment> {
    let (day, time) = match text.find(['T', 't', ' ']) {
        Some(at) => (text.get(..at)?, text.get(at + 1..)?.trim_start()),
        None => (text, ""),
    };
    let mut parts = day.split('-');
    let number = |part: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    let year_part = parts.next().filter(|part| number(part, 4..=4))?;
    let (month, day) = (parts.next(), parts.next());
    let is_whole = day.is_some_and(|day| number(day, 1..=2));
    let month = month.filter(|part| number(part, if is_whole { 1..=2 } else { 2..=2 }));
    let day = day.filter(|_| is_whole);
    if parts.next().is_some() {
        return None;
    }
    match (month, day) {
        (None, None) if time.is_empty() => year(year_part),
        (Some(month), None) if time.is_empty() => Some(Moment {
            precision: Precision::Month,
            ..Moment::day(date(year_part, month, "1")?)
        }),
        (Some(month), Some(day)) => {
            let date = date(year_part, month, day)?;
            if time.is_empty() {
                return Some(Moment::day(date));
            }
            let (time, offset) = iso_time(time)?;
            Some(minute(date, time, offset))
        }
        _ => None,
    }
}

fn iso_time(text: &str) -> Option<(NaiveTime, Option<i16>)> {
    let end = text.find(['Z', 'z', '+', '-', ' ']).unwrap_or(text.len());
    let (time, zone) = text.split_at_checked(end)?;
    let zone = zone.trim();
    let offset = match zone {
        "" => None,
        "Z" | "z" | "UTC" | "GMT" => Some(0),
        _ => Some(offset(zone)?),
    };
    let mut parts = time.split(':');
    let (hour, minute) = (parts.next()?, parts.next()?);
    let second = parts.next().unwrap_or("0");
    let second = second.split(['.', ',']).next().unwrap_or("0");
    if parts.next().is_some() || hour.len() > 2 || minute.len() != 2 {
        return None;
    }
    Some((clock(hour, minute, second)?, offset))
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

/// The zones of RFC 822, in minutes.
fn named_zone(name: &str) -> Option<i16> {
    let hours = match name.trim_matches(['(', ')']).to_ascii_uppercase().as_str() {
        "GMT" | "UT" | "UTC" | "Z" => 0,
        "EST" | "CDT" => -5,
        "EDT" => -4,
        "CST" | "MDT" => -6,
        "MST" | "PDT" => -7,
        "PST" => -8,
        _ => return None,
    };
    Some(hours * 60)
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
