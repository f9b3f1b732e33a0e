//! A date as a person writes it on the command line.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::article::{Moment, Precision};

/// A date as wide as it is written.
pub(super) fn moment(written: &str) -> Result<Moment, String> {
    let expected = || "a date is written 2018, 2018-01, 2018-01-05 or 2018-01-05T21:52".to_owned();
    let (day, time) = match written.split_once(['T', ' ']) {
        Some((day, time)) => (day, Some(time)),
        None => (written, None),
    };
    let parts: Vec<&str> = day.split('-').collect();
    let number = |at: usize, digits: usize| {
        let part: &str = parts.get(at)?;
        let plain = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| part.parse::<u32>().ok()).flatten()
    };
    let year = number(0, 4).and_then(|year| i32::try_from(year).ok());
    let precision = match (parts.len(), time) {
        (1, None) => Precision::Year,
        (2, None) => Precision::Month,
        (3, None) => Precision::Day,
        (3, Some(_)) => Precision::Minute,
        _ => return Err(expected()),
    };
    let month = if parts.len() > 1 {
        number(1, 2)
    } else {
        Some(1)
    };
    let day = if parts.len() > 2 {
        number(2, 2)
    } else {
        Some(1)
    };
    let date = year
        .filter(|year| *year > 0)
        .zip(month.zip(day))
        .and_then(|(year, (month, day))| NaiveDate::from_ymd_opt(year, month, day))
        .ok_or_else(expected)?;
    let clock = match time {
        None => NaiveTime::MIN,
        Some(time) => ["%H:%M", "%H:%M:%S"]
            .iter()
            .find_map(|form| NaiveTime::parse_from_str(time, form).ok())
            .ok_or_else(expected)?,
    };
    Ok(Moment {
        local: NaiveDateTime::new(date, clock),
        precision,
        offset: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_as_wide_as_written() {
        for written in [
            "2018",
            "2018-01",
            "2018-01-05",
            "2018-01-05T21:52",
            "2018-02-28T00:00:07",
        ] {
            assert_eq!(moment(written).unwrap().to_string(), written);
        }
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
        ] {
            assert!(moment(wrong).is_err(), "{wrong}");
        }
    }
}
