//! Dates against spans: publication dates as wide as their precision, and TIMEX3 values.

use chrono::{Datelike as _, NaiveDate, Weekday};

use crate::article::Precision;
use crate::query::{ClockSpan, DateTest, DaySpan};
use crate::store::{DateCell, day_number};

/// First and last day as numbers, both included.
pub(super) type Days = (i32, i32);

/// How a date that only overlaps a span is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// It must lie wholly inside.
    Strict,
    /// It may fall inside.
    Loose,
}

/// The days a test asks for on this day, and how a date is read against them; none if it asks for
/// something else of the date.
pub(super) fn asked_days(
    test: &DateTest,
    today: NaiveDate,
    reading: Reading,
) -> Option<(Days, Reading)> {
    let today = day_number(today);
    match test {
        DateTest::In(span) => Some((day_numbers(*span), reading)),
        DateTest::Touches(span) => Some((day_numbers(*span), Reading::Loose)),
        DateTest::Last(days) => {
            let days = i32::try_from(*days).unwrap_or(i32::MAX);
            let first = today.saturating_sub(days).saturating_add(1);
            Some(((first, today), reading))
        }
        DateTest::Today => Some(((today, today), reading)),
        DateTest::Future => Some(((today.saturating_add(1), i32::MAX), reading)),
        DateTest::Weekday(_)
        | DateTest::Kind(_)
        | DateTest::LessExact(_)
        | DateTest::During(_)
        | DateTest::Meets(_) => None,
    }
}

/// Whether a publication date passes a test on this day.
pub(super) fn passes(test: &DateTest, cell: DateCell, today: NaiveDate, reading: Reading) -> bool {
    if let Some((span, reading)) = asked_days(test, today, reading) {
        let days = cell.day_numbers();
        return days.is_some_and(|days| lies(days, span, reading));
    }
    match test {
        DateTest::Weekday(weekday) => {
            cell.precision >= Precision::Day
                && cell
                    .day_numbers()
                    // Day 1, 1 January of year 1, was a Monday.
                    .is_some_and(|(day, _)| (day - 1).rem_euclid(7) + 1 == i32::from(*weekday))
        }
        DateTest::Kind(kind) => cell.kind == *kind,
        DateTest::LessExact(than) => cell.is_dated() && cell.precision < *than,
        DateTest::During(span) => falls(cell, *span, reading),
        DateTest::Meets(span) => falls(cell, *span, Reading::Loose),
        _ => false,
    }
}

/// Whether a date falls into hours or minutes.
fn falls(cell: DateCell, span: ClockSpan, reading: Reading) -> bool {
    cell.seconds().is_some_and(|seconds| match reading {
        Reading::Strict => span.holds(seconds, cell.offset),
        Reading::Loose => span.meets(seconds, cell.offset),
    })
}

/// A span as day numbers.
pub(super) fn day_numbers(span: DaySpan) -> Days {
    (
        span.first.map_or(i32::MIN, day_number),
        span.last.map_or(i32::MAX, day_number),
    )
}

/// Whether two spans share a day.
pub(super) fn overlap(a: Days, b: Days) -> bool {
    a.0 <= b.1 && b.0 <= a.1
}

/// Whether the days of a date lie in a span.
pub(super) fn lies(days: Days, span: Days, reading: Reading) -> bool {
    match reading {
        Reading::Strict => span.0 <= days.0 && days.1 <= span.1,
        Reading::Loose => overlap(days, span),
    }
}

/// The days that a TIMEX3 value means, where it names any: `2018`, `2018-01`, `2018-01-05T21:52`,
/// `2018-W02`, `2018-Q1`, `2018-H2`, `2018-SU`, the decade `201`, the century `20`.
///
/// Durations, vague references and values with unknown digits name none.
pub fn timex_days(value: &str) -> Option<(i32, i32)> {
    let date = value.split('T').next()?;
    let mut fields = date.split('-');
    let first = fields.next()?;
    let number: i32 = digits(first)?;
    let year = match first.len() {
        4 => number,
        3 => return years(number * 10, 10),
        2 => return years(number * 100, 100),
        _ => return None,
    };
    let Some(second) = fields.next() else {
        return years(year, 1);
    };
    let third = fields.next();
    if let Some(week) = second.strip_prefix('W').filter(|_| second != "WI") {
        return week_days(year, digits(week)?, third);
    }
    let (month, months) = match second {
        "Q1" => (1, 3),
        "Q2" => (4, 3),
        "Q3" => (7, 3),
        "Q4" => (10, 3),
        "H1" => (1, 6),
        "H2" => (7, 6),
        "SP" => (3, 3),
        "SU" => (6, 3),
        "FA" => (9, 3),
        "WI" => (12, 3),
        _ => (digits(second)?, 1),
    };
    let start = NaiveDate::from_ymd_opt(year, month, 1)?;
    if let Some(day) = third {
        let day = day_number(start.with_day(digits(day)?)?);
        return Some((day, day));
    }
    let next = start.checked_add_months(chrono::Months::new(months))?;
    Some((day_number(start), day_number(next) - 1))
}

fn years(first: i32, count: i32) -> Option<Days> {
    let start = NaiveDate::from_ymd_opt(first, 1, 1)?;
    let end = NaiveDate::from_ymd_opt(first.checked_add(count)? - 1, 12, 31)?;
    Some((day_number(start), day_number(end)))
}

/// A week, its weekend, or one day of it.
fn week_days(year: i32, week: u32, part: Option<&str>) -> Option<Days> {
    let monday = day_number(NaiveDate::from_isoywd_opt(year, week, Weekday::Mon)?);
    Some(match part {
        None => (monday, monday + 6),
        Some("WE") => (monday + 5, monday + 6),
        Some(day) => {
            let day: i32 = digits(day).filter(|day| (1..=7).contains(day))?;
            (monday + day - 1, monday + day - 1)
        }
    })
}

fn digits<T: std::str::FromStr>(s: &str) -> Option<T> {
    let all = !s.is_empty() && s.bytes().all(|byte| byte.is_ascii_digit());
    all.then(|| s.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{DateKind, Moment, Published};

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    fn cell(date: NaiveDate, precision: Precision) -> DateCell {
        DateCell::from(&Published {
            value: Some(Moment {
                precision,
                ..Moment::day(date)
            }),
            kind: DateKind::Explicit,
            ..Published::default()
        })
    }

    #[test]
    fn a_date_lies_in_a_span_as_wide_as_it_is() {
        let today = day(2025, 1, 22);
        let year = DaySpan {
            first: Some(day(2018, 1, 1)),
            last: Some(day(2018, 12, 31)),
        };
        let spring = DaySpan {
            first: Some(day(2018, 3, 1)),
            last: None,
        };
        let passes = |test, cell| passes(&test, cell, today, Reading::Strict);
        let in_2018 = cell(day(2018, 1, 1), Precision::Year);
        assert!(passes(DateTest::In(year), in_2018));
        assert!(!passes(DateTest::In(spring), in_2018));
        assert!(passes(DateTest::Touches(spring), in_2018));
        assert!(!passes(DateTest::In(year), DateCell::NONE));
        assert!(passes(DateTest::Kind(DateKind::None), DateCell::NONE));
        let now = cell(today, Precision::Minute);
        assert!(passes(DateTest::Today, now) && passes(DateTest::Last(1), now));
        assert!(!passes(DateTest::Last(0), now) && !passes(DateTest::Future, now));
        assert!(passes(DateTest::Last(u32::MAX), in_2018));
        assert!(passes(DateTest::Weekday(3), now) && !passes(DateTest::Weekday(1), in_2018));
        assert!(passes(
            DateTest::Future,
            cell(day(2025, 2, 1), Precision::Month)
        ));
        assert!(!passes(
            DateTest::Future,
            cell(day(2025, 1, 1), Precision::Month)
        ));
    }

    #[test]
    fn an_hour_holds_what_is_known_to_the_hour_and_touches_the_rest_of_its_day() {
        let at = |hour| day(2018, 1, 7).and_hms_opt(hour, 0, 0).unwrap();
        let hour = ClockSpan {
            start: Some(at(14)),
            end: Some(at(15)),
            offsets: (None, None),
        };
        let dated = |hour, minute, precision| {
            let local = day(2018, 1, 7).and_hms_opt(hour, minute, 0).unwrap();
            let mut cell = cell(day(2018, 1, 7), precision);
            cell.local = local.and_utc().timestamp();
            cell
        };
        let today = day(2025, 1, 22);
        let strict = |cell| passes(&DateTest::During(hour), cell, today, Reading::Strict);
        let loose = |cell| passes(&DateTest::Meets(hour), cell, today, Reading::Strict);
        assert!(strict(dated(14, 59, Precision::Minute)) && strict(dated(14, 0, Precision::Hour)));
        assert!(
            !strict(dated(15, 0, Precision::Minute)) && !strict(dated(13, 59, Precision::Minute))
        );
        for wide in [Precision::Day, Precision::Month, Precision::Year] {
            let wide = cell(
                day(2018, 1, if wide == Precision::Day { 7 } else { 1 }),
                wide,
            );
            assert!(!strict(wide) && loose(wide), "{wide:?}");
        }
        assert!(!loose(dated(15, 0, Precision::Minute)) && !loose(DateCell::NONE));
    }

    #[test]
    fn values_of_mentions_name_days() {
        let days = |a: NaiveDate, b: NaiveDate| Some((day_number(a), day_number(b)));
        for (value, first, last) in [
            ("2018", day(2018, 1, 1), day(2018, 12, 31)),
            ("2018-02", day(2018, 2, 1), day(2018, 2, 28)),
            ("2018-01-05T21:52", day(2018, 1, 5), day(2018, 1, 5)),
            ("2018-W02", day(2018, 1, 8), day(2018, 1, 14)),
            ("2018-W02-WE", day(2018, 1, 13), day(2018, 1, 14)),
            ("2018-W02-1", day(2018, 1, 8), day(2018, 1, 8)),
            ("2018-Q4", day(2018, 10, 1), day(2018, 12, 31)),
            ("2018-WI", day(2018, 12, 1), day(2019, 2, 28)),
            ("201", day(2010, 1, 1), day(2019, 12, 31)),
            ("19", day(1900, 1, 1), day(1999, 12, 31)),
        ] {
            assert_eq!(timex_days(value), days(first, last), "{value}");
        }
        for value in [
            "P2D",
            "PRESENT_REF",
            "XXXX-01-05",
            "2018-13",
            "2018-02-30",
            "",
            "T12:00",
            "2018-W99",
        ] {
            assert_eq!(timex_days(value), None, "{value}");
        }
    }
}
