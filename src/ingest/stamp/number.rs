//! Dates as numbers: seconds since 1970 and their parts, digits that spell a day, days as spreadsheets
//! count them.

use chrono::{DateTime, NaiveDate, NaiveTime};

use super::{clock, date, is_year, minute, year};
use crate::article::Moment;

/// Units a second: what a number of a certain size counts.
const UNITS: [(u64, u64); 4] = [
    (100_000_000_000, 1),
    (100_000_000_000_000, 1_000),
    (100_000_000_000_000_000, 1_000_000),
    (u64::MAX, 1_000_000_000),
];

/// Seconds below which a number is no time of ours: two years from 1970.
const EARLIEST: u64 = 2 * 365 * 86_400;

/// The moment that a spreadsheet counts in days from the end of 1899, a fraction being the time of
/// day; of the years from 1954 on.
pub(in crate::ingest) fn of_days(text: &str) -> Option<Moment> {
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

/// The moment in a field that counts from 1970 or spells a date in digits alone. Numbers with an
/// exponent are those of programs that took the column for measurements, numbers in `/Date(…)/`
/// those of JSON as .NET writes it.
pub(super) fn counted(text: &str) -> Option<Moment> {
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

/// The moment that a number says: seconds, milliseconds, microseconds or nanoseconds since 1970 by
/// its size; digits that spell a year, a day or a second are read as such.
fn of_number(number: u64) -> Option<Moment> {
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
