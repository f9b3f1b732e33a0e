//! Dates in addresses: of the page, and of the picture that stands for it.

use chrono::{Datelike as _, NaiveDate};

use crate::article::{Moment, Precision};
use crate::ingest::dates;

/// Years that an address may name.
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2100;

/// The day in an address: year first, as folders or in a name, or day first in a name where it
/// can only be read one way (`/news/29-10-2021`).
pub(super) fn day(link: &str) -> Option<Moment> {
    let link = link.split(['?', '#']).next().unwrap_or_default();
    dates::date_in_link(link).or_else(|| day_first(link))
}

fn day_first(link: &str) -> Option<Moment> {
    let name = link.trim_end_matches('/').rsplit('/').next()?;
    let runs: Vec<&str> = name.split(['-', '_', '.']).collect();
    runs.windows(3).find_map(|three| {
        let [day, month, year] = three else {
            return None;
        };
        let (day, month) = (number(day, 2)?, number(month, 2)?);
        let year = i32::try_from(number(year, 4)?).ok()?;
        let only_so = day > 12 || day == month;
        let date = NaiveDate::from_ymd_opt(year, month, day)?;
        (only_so && YEARS.contains(&year)).then(|| Moment::day(date))
    })
}

/// The month in an address that files by month (`/2018/08/title`).
pub(super) fn month(link: &str) -> Option<Moment> {
    let link = link.split(['?', '#']).next().unwrap_or_default();
    let folders: Vec<&str> = link.split('/').collect();
    folders.windows(2).find_map(|two| {
        let [year, month] = two else { return None };
        let year = i32::try_from(number(year, 4)?).ok()?;
        let date = NaiveDate::from_ymd_opt(year, number(month, 2)?, 1)?;
        YEARS.contains(&year).then(|| Moment {
            precision: Precision::Month,
            ..Moment::day(date)
        })
    })
}

/// A number of exactly so many digits.
fn number(text: &str, digits: usize) -> Option<u32> {
    let is_number = text.len() == digits && text.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

/// Whether a day lies in a month or next to it: zones and late filing move it a little.
pub(super) fn is_near(day: Moment, month: Moment) -> bool {
    let (day, month) = (day.local.date(), month.local.date());
    let count = |date: NaiveDate| i64::from(date.year()) * 12 + i64::from(date.month0());
    (count(day) - count(month)).abs() <= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_name_days_and_months() {
        for (link, of_day, of_month) in [
            (
                "https://a.example/2018/01/05/x",
                Some("2018-01-05"),
                Some("2018-01"),
            ),
            (
                "https://a.example/news/29-10-2021",
                Some("2021-10-29"),
                None,
            ),
            (
                "https://a.example/news/titel-29.10.2021/",
                Some("2021-10-29"),
                None,
            ),
            ("https://a.example/news/05-10-2021", None, None),
            ("https://a.example/news/31-02-2021", None, None),
            (
                "https://a.example/2018/08/title.html",
                None,
                Some("2018-08"),
            ),
            ("https://a.example/2018/13/title.html", None, None),
            ("https://a.example/1234/08/title.html", None, None),
            ("https://a.example/?q=/2018/08/", None, None),
        ] {
            let shown = |moment: Option<Moment>| moment.map(|moment| moment.to_string());
            assert_eq!(shown(day(link)).as_deref(), of_day, "{link}");
            assert_eq!(shown(month(link)).as_deref(), of_month, "{link}");
        }
    }
}
