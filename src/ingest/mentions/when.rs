//! Resolved times: cells of the calendar, printed as TIMEX3 values.

use std::fmt;

use chrono::{Datelike as _, Days, Months, NaiveDate};

use crate::ingest::calendar::english::Unit;

/// A cell of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    /// `2018-01-05`
    Day(NaiveDate),
    /// `2018-W01`, by a day of it
    Week(NaiveDate),
    /// `2018-W01-WE`
    Weekend(NaiveDate),
    /// `2018-01`
    Month(i32, u32),
    /// `2018-Q1`
    Quarter(i32, u32),
    /// `2018-H1`
    Half(i32, u32),
    /// `2018-SU`
    Season(i32, &'static str),
    /// `2018`
    Year(i32),
    /// `201`
    Decade(i32),
    /// `20`
    Century(i32),
    /// `BC0149`; decades are negative down to -999, centuries below -1000
    BeforeChrist(i32),
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Day(day) => write!(f, "{:04}-{:02}-{:02}", day.year(), day.month(), day.day()),
            Self::Week(day) => write!(
                f,
                "{:04}-W{:02}",
                day.iso_week().year(),
                day.iso_week().week()
            ),
            Self::Weekend(day) => write!(
                f,
                "{:04}-W{:02}-WE",
                day.iso_week().year(),
                day.iso_week().week()
            ),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Quarter(year, quarter) => write!(f, "{year:04}-Q{quarter}"),
            Self::Half(year, half) => write!(f, "{year:04}-H{half}"),
            Self::Season(year, code) => write!(f, "{year:04}-{code}"),
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Decade(decade) => write!(f, "{decade:03}"),
            Self::Century(century) => write!(f, "{century:02}"),
            Self::BeforeChrist(year @ 0..) => write!(f, "BC{year:04}"),
            Self::BeforeChrist(decade @ -999..) => write!(f, "BC{:03}", -decade),
            Self::BeforeChrist(century) => write!(f, "BC{:02}", -century - 1001),
        }
    }
}

impl When {
    /// Its first day, `None` before Christ.
    pub(super) fn first_day(self) -> Option<NaiveDate> {
        match self {
            Self::Day(day) | Self::Week(day) | Self::Weekend(day) => Some(day),
            Self::Month(year, month) => NaiveDate::from_ymd_opt(year, month, 1),
            Self::Quarter(year, quarter) => {
                NaiveDate::from_ymd_opt(year, quarter.checked_mul(3)?.checked_sub(2)?, 1)
            }
            Self::Half(year, half) => {
                NaiveDate::from_ymd_opt(year, half.checked_mul(6)?.checked_sub(5)?, 1)
            }
            Self::Season(year, code) => {
                let month = match code {
                    "SP" => 4,
                    "SU" => 7,
                    "FA" => 10,
                    _ => 1,
                };
                NaiveDate::from_ymd_opt(year, month, 1)
            }
            Self::Year(year) => NaiveDate::from_ymd_opt(year, 1, 1),
            Self::Decade(decade) => NaiveDate::from_ymd_opt(decade.checked_mul(10)?, 1, 1),
            Self::Century(century) => NaiveDate::from_ymd_opt(century.checked_mul(100)?, 1, 1),
            Self::BeforeChrist(_) => None,
        }
    }

    /// The same cell so many years on, `None` where there is no such day.
    pub(super) fn in_year(self, years: i32) -> Option<Self> {
        let moved = |year: i32| {
            year.checked_add(years)
                .filter(|year| (1..=9999).contains(year))
        };
        Some(match self {
            Self::Day(day) => Self::Day(day.with_year(moved(day.year())?)?),
            Self::Week(day) => Self::Week(add_months(day, years.checked_mul(12)?)?),
            Self::Weekend(day) => Self::Weekend(add_months(day, years.checked_mul(12)?)?),
            Self::Month(year, month) => Self::Month(moved(year)?, month),
            Self::Quarter(year, quarter) => Self::Quarter(moved(year)?, quarter),
            Self::Half(year, half) => Self::Half(moved(year)?, half),
            Self::Season(year, code) => Self::Season(moved(year)?, code),
            Self::Year(year) => Self::Year(moved(year)?),
            Self::Decade(_) | Self::Century(_) | Self::BeforeChrist(_) => return None,
        })
    }

    /// Whether its month is known.
    pub(super) fn has_month(self) -> bool {
        matches!(
            self,
            Self::Day(_)
                | Self::Week(_)
                | Self::Weekend(_)
                | Self::Month(..)
                | Self::Quarter(..)
                | Self::Season(..)
        )
    }

    /// The cell of `unit`, `shift` of them from the day.
    pub(super) fn shifted(day: NaiveDate, unit: Unit, shift: i32) -> Option<Self> {
        let years = |n: i32| {
            day.year()
                .checked_add(n)
                .filter(|year| (1..=9999).contains(year))
        };
        Some(match unit {
            Unit::Second | Unit::Minute | Unit::Hour => return None,
            Unit::Day => Self::Day(add_days(day, i64::from(shift))?),
            Unit::Week => Self::Week(add_days(day, i64::from(shift).checked_mul(7)?)?),
            Unit::Weekend => Self::Weekend(add_days(day, i64::from(shift).checked_mul(7)?)?),
            Unit::Month => {
                let month = add_months(day, shift)?;
                Self::Month(month.year(), month.month())
            }
            Unit::Quarter => {
                let month = add_months(day, shift.checked_mul(3)?)?;
                Self::Quarter(month.year(), month.month0() / 3 + 1)
            }
            Unit::Year => Self::Year(years(shift)?),
            Unit::Decade => Self::Decade(years(shift.checked_mul(10)?)?.div_euclid(10)),
            Unit::Century => Self::Century(years(shift.checked_mul(100)?)?.div_euclid(100)),
        })
    }
}

/// `day` and so many days, within the years 1 to 9999.
pub(super) fn add_days(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    let size = Days::new(days.unsigned_abs());
    let moved = if days < 0 {
        day.checked_sub_days(size)
    } else {
        day.checked_add_days(size)
    };
    moved.filter(|day| (1..=9999).contains(&day.year()))
}

fn add_months(day: NaiveDate, months: i32) -> Option<NaiveDate> {
    let size = Months::new(months.unsigned_abs());
    let moved = if months < 0 {
        day.checked_sub_months(size)
    } else {
        day.checked_add_months(size)
    };
    moved.filter(|day| (1..=9999).contains(&day.year()))
}
