//! The Persian (Solar Hijri) calendar, as Iran and Afghanistan write dates.
//!
//! Leap years follow the 33-year cycle (years with remainder 1, 5, 9, 13, 17, 22, 26, 30), which
//! agrees with the astronomical calendar for the years 1244 to 1502.

use chrono::{Days, NaiveDate};

/// Years in which the 33-year cycle is the calendar.
const YEARS: std::ops::RangeInclusive<i32> = 1244..=1502;

/// Whether a Persian year has 366 days.
pub(crate) fn is_leap(year: i32) -> bool {
    matches!(year.rem_euclid(33), 1 | 5 | 9 | 13 | 17 | 22 | 26 | 30)
}

/// The Gregorian day of a Persian date, `None` where the calendar has no such day.
pub(crate) fn to_gregorian(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    let length = match month {
        1..=6 => 31,
        7..=11 => 30,
        12 if is_leap(year) => 30,
        12 => 29,
        _ => return None,
    };
    if !YEARS.contains(&year) || day == 0 || day > length {
        return None;
    }
    // 1 Farvardin 1244 was 21 March 1865.
    let leaps = (*YEARS.start()..year).filter(|&y| is_leap(y)).count();
    let years = u64::try_from(year - YEARS.start()).ok()?;
    let before = u64::from((month - 1) * 31 - month.saturating_sub(7));
    let days = years * 365 + leaps as u64 + before + u64::from(day - 1);
    NaiveDate::from_ymd_opt(1865, 3, 21)?.checked_add_days(Days::new(days))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_days() {
        for (persian, gregorian) in [
            ((1244, 1, 1), (1865, 3, 21)),
            ((1300, 1, 1), (1921, 3, 21)),
            ((1357, 11, 22), (1979, 2, 11)),
            ((1395, 12, 30), (2017, 3, 20)),
            ((1399, 12, 30), (2021, 3, 20)),
            ((1403, 1, 1), (2024, 3, 20)),
            ((1403, 11, 3), (2025, 1, 22)),
            ((1404, 1, 1), (2025, 3, 21)),
        ] {
            let (y, m, d) = persian;
            let (gy, gm, gd) = gregorian;
            assert_eq!(
                to_gregorian(y, m, d),
                NaiveDate::from_ymd_opt(gy, gm, gd),
                "{persian:?}"
            );
        }
    }

    #[test]
    fn days_that_are_not_in_the_calendar() {
        for (y, m, d) in [
            (1404, 12, 30),
            (1403, 7, 31),
            (1403, 13, 1),
            (1403, 0, 1),
            (1403, 1, 0),
            (1000, 1, 1),
        ] {
            assert_eq!(to_gregorian(y, m, d), None, "{y}-{m}-{d}");
        }
    }
}
