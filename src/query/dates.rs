//! The values of `date:`, `after:`, `before:` and `mentions:`: reading and printing them.
//!
//! Calendar-true and checked: 30 February is a fault, not 2 March, and no number overflows.
//! Relative values stay relative ([`DateTest::Last`]); the day they count from is the searcher's.

mod written;

use chrono::{Datelike as _, Months, NaiveDate};

use super::{DateTest, DaySpan, clock};
use crate::article::{DateKind, Precision};
use crate::text;

/// What a date value can be, for faults.
pub(super) const EXPECTED: &str = "a year, month or day, as in date:2018-01; also 2018..2020, \
                        2018-01-07T14, last-30d, today, fri, none, inferred, explicit, given, \
                        future";
/// What `after:`, `before:` and one end of a span can be, for faults.
const EXPECTED_DAY: &str = "a year, month or day, as in 2018, 2018-01 or 2018-01-05";

/// Fixed words after `date:`, for reading and completion.
const WORDS: [(&str, DateTest); 10] = [
    ("today", DateTest::Today),
    ("none", DateTest::Kind(DateKind::None)),
    ("inferred", DateTest::Kind(DateKind::Inferred)),
    ("explicit", DateTest::Kind(DateKind::Explicit)),
    ("given", DateTest::Kind(DateKind::Given)),
    ("future", DateTest::Future),
    ("no-month", DateTest::LessExact(Precision::Month)),
    ("no-day", DateTest::LessExact(Precision::Day)),
    ("no-hour", DateTest::LessExact(Precision::Hour)),
    ("no-minute", DateTest::LessExact(Precision::Minute)),
];

/// English weekdays, Monday first; the first three letters are the short form.
const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Most days of `last-…`: what the calendar of articles (years 1 to 9999) can hold.
const MOST_DAYS: u32 = 9999 * 366;

/// Reads the value of `date:`.
///
/// # Errors
/// With what was expected instead.
pub(super) fn date_test(value: &str) -> Result<DateTest, String> {
    let value = value.to_ascii_lowercase();
    if let Some((_, test)) = WORDS.iter().find(|(word, _)| *word == value) {
        return Ok(test.clone());
    }
    if let Some(day) = weekday(&value) {
        return Ok(DateTest::Weekday(day));
    }
    if let Some(length) = value.strip_prefix("last-") {
        return last(length);
    }
    let (touched, span_of) = match value.strip_prefix('~') {
        Some(touched) => (true, touched),
        None => (false, value.as_str()),
    };
    match (touched, clock::names_a_clock(span_of)) {
        (false, false) => {
            let span = span(span_of).map(DateTest::In);
            span.map_err(|fault| with_nearest(fault, span_of))
        }
        (true, false) => span(span_of).map(DateTest::Touches),
        (false, true) => clock::span(span_of).map(DateTest::During),
        (true, true) => clock::span(span_of).map(DateTest::Meets),
    }
}

/// Reads `2018`, `2018-01..2024`, `2020..` or `..2020-06`.
///
/// # Errors
/// With what was expected instead.
pub(super) fn span(value: &str) -> Result<DaySpan, String> {
    let Some((first, last)) = value.split_once("..") else {
        return days(value).map(|(first, last)| DaySpan {
            first: Some(first),
            last: Some(last),
        });
    };
    if first.is_empty() && last.is_empty() {
        return Err("a date on at least one side of `..`, as in 2018..2020 or ..2020".to_owned());
    }
    let end = |text: &str| match text {
        "" => Ok(None),
        text => days(text).map(Some),
    };
    let span = DaySpan {
        first: end(first)?.map(|(day, _)| day),
        last: end(last)?.map(|(_, day)| day),
    };
    match (span.first, span.last) {
        (Some(a), Some(b)) if a > b => Err(format!("the earlier date first: {last}..{first}")),
        _ => Ok(span),
    }
}

/// Reads the value of `mentions:`.
///
/// # Errors
/// With what was expected instead.
pub(super) fn mentions(value: &str) -> Result<DaySpan, String> {
    span(value).map_err(|fault| {
        if fault == EXPECTED {
            "a year, month, day or span of them, as in mentions:2018-01 or mentions:2018..2020"
                .to_owned()
        } else {
            fault
        }
    })
}

/// What was expected, with the word that was probably meant.
fn with_nearest(fault: String, typed: &str) -> String {
    match text::nearest(typed, offered()) {
        Some(near) if fault == EXPECTED => format!("`{near}`, or {fault}"),
        _ => fault,
    }
}

/// Reads the value of `after:`: that day or hour included.
///
/// # Errors
/// With what was expected instead.
pub(super) fn after(value: &str) -> Result<DateTest, String> {
    let value = value.to_ascii_lowercase();
    if clock::names_a_clock(&value) && !value.contains("..") {
        return clock::after(&value);
    }
    let (first, _) = days_alone(&value)?;
    Ok(DateTest::In(DaySpan {
        first: Some(first),
        last: None,
    }))
}

/// Reads the value of `before:`: up to the day, hour or minute before.
///
/// # Errors
/// With what was expected instead.
pub(super) fn before(value: &str) -> Result<DateTest, String> {
    let value = value.to_ascii_lowercase();
    if clock::names_a_clock(&value) && !value.contains("..") {
        return clock::before(&value);
    }
    let (first, _) = days_alone(&value)?;
    let last = first
        .pred_opt()
        .filter(|day| day.year() >= 1)
        .ok_or("a day after 0001-01-01")?;
    Ok(DateTest::In(DaySpan {
        first: None,
        last: Some(last),
    }))
}

/// Values of `date:` that completion offers.
pub(super) fn offered() -> impl Iterator<Item = &'static str> {
    WORDS
        .iter()
        .map(|(word, _)| *word)
        .chain(["last-7d", "last-30d", "last-52w"])
        .chain(WEEKDAYS)
}

fn weekday(value: &str) -> Option<u8> {
    (1..)
        .zip(WEEKDAYS)
        .find(|(_, name)| value.len() >= 3 && name.starts_with(value))
        .map(|(number, _)| number)
}

fn last(length: &str) -> Result<DateTest, String> {
    let expected = || "a number of days or weeks, as in date:last-30d or date:last-2w".to_owned();
    let (number, days_each) = if let Some(days) = length.strip_suffix('d') {
        (days, 1)
    } else if let Some(weeks) = length.strip_suffix('w') {
        (weeks, 7)
    } else {
        return Err(expected());
    };
    if number.is_empty() || !number.chars().all(|c| c.is_ascii_digit()) {
        return Err(expected());
    }
    number
        .parse::<u32>()
        .ok()
        .and_then(|number| number.checked_mul(days_each))
        .filter(|days| (1..=MOST_DAYS).contains(days))
        .map(DateTest::Last)
        .ok_or_else(|| format!("1 to {MOST_DAYS} days, as in date:last-30d"))
}

fn days_alone(value: &str) -> Result<(NaiveDate, NaiveDate), String> {
    if value.contains("..") {
        return Err(format!("{EXPECTED_DAY}; a span goes with date:"));
    }
    days(value).map_err(|fault| {
        if fault == EXPECTED {
            EXPECTED_DAY.to_owned()
        } else {
            fault
        }
    })
}

/// First and last day of a year, month or day as written.
pub(super) fn days(value: &str) -> Result<(NaiveDate, NaiveDate), String> {
    let expected = || EXPECTED.to_owned();
    let separator = if value.contains('/') { '/' } else { '-' };
    let mut parts = value.split(separator);
    let year = parts.next().and_then(|part| number(part, 4..=4));
    let year = i32::try_from(year.ok_or_else(expected)?).map_err(|_big| expected())?;
    let month = parts.next().map(|part| number(part, 1..=2));
    let day = parts.next().map(|part| number(part, 1..=2));
    if parts.next().is_some() || month == Some(None) || day == Some(None) {
        return Err(expected());
    }
    let month = month.flatten();
    let day = day.flatten();
    if year == 0 {
        return Err("a year from 0001 to 9999".to_owned());
    }
    let first_month = month.unwrap_or(1);
    let first = NaiveDate::from_ymd_opt(year, first_month, 1)
        .ok_or_else(|| format!("a month from 01 to 12, not {first_month:02}"))?;
    let last = match month {
        None => NaiveDate::from_ymd_opt(year, 12, 31),
        Some(_) => last_of_month(first),
    }
    .ok_or_else(expected)?;
    match day {
        None => Ok((first, last)),
        Some(day) => NaiveDate::from_ymd_opt(year, first_month, day)
            .map(|date| (date, date))
            .ok_or_else(|| {
                format!(
                    "a day from 01 to {}: {year:04}-{first_month:02} has no more",
                    last.day()
                )
            }),
    }
}

pub(super) fn number(part: &str, digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
    let wanted = digits.contains(&part.len()) && part.chars().all(|c| c.is_ascii_digit());
    wanted.then(|| part.parse().ok()).flatten()
}

fn last_of_month(day: NaiveDate) -> Option<NaiveDate> {
    day.with_day(1)?
        .checked_add_months(Months::new(1))?
        .pred_opt()
}

impl From<DaySpan> for DateTest {
    fn from(span: DaySpan) -> Self {
        Self::In(span)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ymd(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, month, day)
    }

    fn read(value: &str) -> DateTest {
        date_test(value).unwrap_or_else(|fault| panic!("{value}: {fault}"))
    }

    #[test]
    fn spans_are_calendar_true_and_include_both_ends() {
        let cases = [
            ("2018", ymd(2018, 1, 1), ymd(2018, 12, 31)),
            ("2024-02", ymd(2024, 2, 1), ymd(2024, 2, 29)),
            ("2018-01-05", ymd(2018, 1, 5), ymd(2018, 1, 5)),
            ("2018/1/5", ymd(2018, 1, 5), ymd(2018, 1, 5)),
            ("2018-01..2024", ymd(2018, 1, 1), ymd(2024, 12, 31)),
            ("..2020-06", None, ymd(2020, 6, 30)),
            ("2020..", ymd(2020, 1, 1), None),
            ("9999", ymd(9999, 1, 1), ymd(9999, 12, 31)),
        ];
        for (value, first, last) in cases {
            assert_eq!(
                read(value),
                DateTest::In(DaySpan { first, last }),
                "{value}"
            );
        }
    }

    #[test]
    fn after_includes_its_day_and_before_ends_the_day_before() {
        assert_eq!(after("2024-03-01").unwrap(), read("2024-03-01.."));
        assert_eq!(before("2025").unwrap(), read("..2024"));
        assert_eq!(after("2024-03-01T12").unwrap(), read("2024-03-01T12.."));
        assert_eq!(
            before("2024-03-01T12:30").unwrap(),
            read("..2024-03-01T12:29")
        );
        assert!(before("0001").is_err());
    }

    #[test]
    fn words_weekdays_and_lengths() {
        assert_eq!(read("friday"), DateTest::Weekday(5));
        assert_eq!(read("Tues"), DateTest::Weekday(2));
        assert_eq!(read("last-2w"), DateTest::Last(14));
        assert_eq!(read("none"), DateTest::Kind(DateKind::None));
        assert!(matches!(read("~2018"), DateTest::Touches(_)));
    }

    #[test]
    fn faults_say_what_was_expected() {
        let cases = [
            ("20", "a year, month or day, as in date:2018-01"),
            ("2018-13", "a month from 01 to 12"),
            ("2018-02-30", "a day from 01 to 28"),
            ("2024..2018", "2018..2024"),
            ("..", "at least one side"),
            ("last-99999999999w", "1 to"),
            ("last-0d", "1 to"),
            ("last-", "last-30d"),
            ("0000", "a year from 0001"),
            ("2018-01-05-06", "a year, month or day"),
            ("٢٠١٨", "a year, month or day"),
        ];
        for (value, phrase) in cases {
            let fault = date_test(value).unwrap_err();
            assert!(fault.contains(phrase), "{value}: {fault}");
        }
    }

    #[test]
    fn a_span_prints_as_shortly_as_it_can_be_read_back() {
        let cases = [
            ("2018-01-01..2018-12-31", "2018"),
            ("2018-03..2018", "2018-03..2018-12"),
            ("2018-03-05..2018", "2018-03-05..2018-12-31"),
            ("2018..2020", "2018..2020"),
            ("2018-02..2018-02", "2018-02"),
            ("..2020-12", "..2020"),
            ("~2018-1", "~2018-01"),
        ];
        for (value, printed) in cases {
            assert_eq!(read(value).to_string(), printed);
            assert_eq!(read(printed), read(value));
        }
    }
}
