//! Dates as mails and feeds write them: RFC 822, and RFC 2822 after it.
//!
//! Promises: what is read here is read as [`super::spelled`] reads it, which understands far more and
//! takes ten times as long.

use chrono::NaiveDate;

use super::{clock, minute, offset};
use crate::article::Moment;

/// The days of a week, as they stand before a date.
const DAYS: [&str; 7] = [
    "Mon, ", "Tue, ", "Wed, ", "Thu, ", "Fri, ", "Sat, ", "Sun, ",
];

/// The months.
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// `Fri, 05 Jan 2018 10:14:55 +0000`, as the standard has it: day of the week and seconds may be
/// left out.
pub(super) fn read(text: &str) -> Option<Moment> {
    let day_of_week = DAYS.iter().find_map(|day| text.strip_prefix(day));
    let (day, rest) = day_of_week.unwrap_or(text).split_once(' ')?;
    let (month, rest) = rest.split_once(' ')?;
    let (year, rest) = rest.split_once(' ')?;
    let (time, zone) = rest.split_once(' ')?;
    let month = (1..).zip(MONTHS).find(|(_, name)| *name == month)?.0;
    let year = number(year, 4..=4).filter(|year| (1900..2100).contains(year))?;
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, number(day, 1..=2)?)?;
    let (hour, rest) = time.split_once(':')?;
    let (minutes, second) = rest.split_once(':').unwrap_or((rest, "00"));
    for part in [hour, minutes, second] {
        number(part, 2..=2)?;
    }
    let zone = offset(zone).or_else(|| named_zone(zone))?;
    Some(minute(date, clock(hour, minutes, second)?, Some(zone)))
}

/// A number of so many digits.
fn number(digits: &str, lengths: std::ops::RangeInclusive<usize>) -> Option<u32> {
    let is_number = lengths.contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|_| is_number)
}

/// A date with a year of two digits (RFC 822), with the century that RFC 2822 gives it: `05 Jan 18`.
pub(super) fn with_century(text: &str) -> Option<String> {
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

/// The zones of RFC 822, in minutes.
pub(super) fn named_zone(name: &str) -> Option<i16> {
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
    use proptest::prelude::*;

    use super::super::spelled;
    use super::*;
    use crate::ingest::calendar::DayMonthOrder;

    proptest! {
        #[test]
        fn the_short_way_says_what_the_long_one_says(
            (day_of_week, day, month) in (0_usize..9, 1_u32..33, 0_usize..12),
            (year, hour, minute, second) in (1890_u32..2110, 0_u32..26, 0_u32..62, 0_u32..64),
            zone in "GMT|UT|UTC|EST|PDT|Z|[+-][0-9]{4}|[+-][0-2][0-9]:[0-5]0|CET|[+]00",
        ) {
            let days = DAYS.get(day_of_week).copied().unwrap_or_default();
            let day = if day_of_week % 2 == 0 { format!("{day:02}") } else { day.to_string() };
            let clock = if second < 60 {
                format!("{hour:02}:{minute:02}:{second:02}")
            } else {
                format!("{hour:02}:{minute:02}")
            };
            let text = format!("{days}{day} {} {year} {clock} {zone}", MONTHS[month]);
            if let Some(moment) = read(&text) {
                prop_assert_eq!(spelled(&text, DayMonthOrder::Unknown), Some(moment), "{}", text);
            } else {
                let is_usual = (1900..2100).contains(&year) && zone != "CET";
                let long = spelled(&text, DayMonthOrder::Unknown);
                let has_zone = long.is_some_and(|moment| moment.offset.is_some());
                prop_assert!(!is_usual || !has_zone, "{}", text);
            }
        }
    }
}
