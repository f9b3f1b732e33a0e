//! Calendar steps: the widths a bar can have, and arithmetic with them.
//!
//! Every step divides the calendar into numbered periods ([`Step::index_of`]); the period with
//! the next number begins where this one ends. Numbers make bars without gaps, windows and
//! distances plain integer arithmetic, and only [`Step::start`] has to know the calendar again.
//! Promises: no panic for any number or moment; weeks are those of ISO 8601 (Monday first);
//! decades and centuries begin in years that end in 0 and 00.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike as _, Days, NaiveDate, NaiveDateTime, NaiveTime};

use crate::article::Precision;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;

/// Width of a bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// A minute.
    Minute,
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// An ISO 8601 week.
    Week,
    /// A month.
    Month,
    /// A quarter.
    Quarter,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

impl Step {
    /// Every step, finest first.
    pub const ALL: [Self; 9] = [
        Self::Minute,
        Self::Hour,
        Self::Day,
        Self::Week,
        Self::Month,
        Self::Quarter,
        Self::Year,
        Self::Decade,
        Self::Century,
    ];

    /// Its name: "year".
    pub fn name(self) -> &'static str {
        match self {
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
            Self::Decade => "decade",
            Self::Century => "century",
        }
    }

    /// The next narrower step, none below a minute.
    pub fn finer(self) -> Option<Self> {
        Self::ALL.into_iter().rev().find(|step| *step < self)
    }

    /// The next wider step, none above a century.
    pub fn coarser(self) -> Option<Self> {
        Self::ALL.into_iter().find(|step| *step > self)
    }

    /// Number of the period that holds the moment. Grows by one from a period to the next.
    pub fn index_of(self, moment: NaiveDateTime) -> i64 {
        let year = i64::from(moment.year());
        match self {
            Self::Minute => moment.and_utc().timestamp().div_euclid(MINUTE),
            Self::Hour => moment.and_utc().timestamp().div_euclid(HOUR),
            Self::Day => i64::from(moment.num_days_from_ce()),
            // 1 January of year 1, day 1 of the common era, is a Monday.
            Self::Week => (i64::from(moment.num_days_from_ce()) - 1).div_euclid(7),
            Self::Month => year * 12 + i64::from(moment.month0()),
            Self::Quarter => year * 4 + i64::from(moment.month0() / 3),
            Self::Year => year,
            Self::Decade => year.div_euclid(10),
            Self::Century => year.div_euclid(100),
        }
    }

    /// First moment of a period; `None` where the calendar of the program ends.
    pub fn start(self, index: i64) -> Option<NaiveDateTime> {
        let clock = |seconds: i64| {
            let seconds = index.checked_mul(seconds)?;
            Some(chrono::DateTime::from_timestamp(seconds, 0)?.naive_utc())
        };
        let day = |number: i64| {
            let date = NaiveDate::from_num_days_from_ce_opt(i32::try_from(number).ok()?)?;
            Some(date.and_time(NaiveTime::MIN))
        };
        let month = |year: i64, month0: i64| {
            let month = u32::try_from(month0).ok()?.checked_add(1)?;
            let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, 1)?;
            Some(date.and_time(NaiveTime::MIN))
        };
        match self {
            Self::Minute => clock(MINUTE),
            Self::Hour => clock(HOUR),
            Self::Day => day(index),
            Self::Week => day(index.checked_mul(7)?.checked_add(1)?),
            Self::Month => month(index.div_euclid(12), index.rem_euclid(12)),
            Self::Quarter => month(index.div_euclid(4), index.rem_euclid(4).checked_mul(3)?),
            Self::Year => month(index, 0),
            Self::Decade => month(index.checked_mul(10)?, 0),
            Self::Century => month(index.checked_mul(100)?, 0),
        }
    }

    /// First moment of the period that holds `moment`.
    pub fn start_of(self, moment: NaiveDateTime) -> NaiveDateTime {
        self.start(self.index_of(moment)).unwrap_or(moment)
    }

    /// First moment of the period after the one that holds `moment`.
    pub fn next(self, moment: NaiveDateTime) -> Option<NaiveDateTime> {
        self.start(self.index_of(moment).checked_add(1)?)
    }

    /// First moment of the period before the one that holds `moment`.
    pub fn previous(self, moment: NaiveDateTime) -> Option<NaiveDateTime> {
        self.start(self.index_of(moment).checked_sub(1)?)
    }

    /// Whether a date of this precision always lies wholly in one period.
    pub fn holds(self, precision: Precision) -> bool {
        precision >= self.least_precision()
    }

    /// The least that must be known of a date for it to lie wholly in one period.
    pub fn least_precision(self) -> Precision {
        match self {
            Self::Minute => Precision::Minute,
            Self::Hour => Precision::Hour,
            Self::Day | Self::Week => Precision::Day,
            Self::Month | Self::Quarter => Precision::Month,
            Self::Year | Self::Decade | Self::Century => Precision::Year,
        }
    }

    /// The period that begins at `start`, for people: "2018", "Jan 2018", "5 Jan 2018", "2018 Q1",
    /// "week of 1 Jan 2018", "2010s", "1900 to 1999".
    pub fn title(self, start: NaiveDateTime) -> String {
        let year = start.year();
        match self {
            Self::Minute | Self::Hour => format!("{} {}", day_title(start), clock_title(start)),
            Self::Day => day_title(start),
            // Its Monday: who knows what is in week 12?
            Self::Week => format!("week of {}", day_title(start)),
            Self::Month => format!("{} {year}", month_title(start)),
            Self::Quarter => format!("{year} Q{}", start.month0() / 3 + 1),
            Self::Year => format!("{year}"),
            Self::Decade => format!("{year}s"),
            Self::Century => format!("{year} to {}", year.saturating_add(99)),
        }
    }

    /// Days of the period that begins at `start`, both included, as far as they lie in the years
    /// 1 to 9999. Periods shorter than a day give their day.
    pub fn days(self, start: NaiveDateTime) -> (NaiveDate, NaiveDate) {
        let first = start.date();
        let last = match self {
            Self::Minute | Self::Hour | Self::Day => None,
            _ => self
                .next(start)
                .and_then(|next| next.date().checked_sub_days(Days::new(1))),
        };
        let last = last.unwrap_or(first);
        let earliest = NaiveDate::from_ymd_opt(1, 1, 1).unwrap_or(first);
        let latest = NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(last);
        (first.clamp(earliest, latest), last.clamp(earliest, latest))
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Step {
    type Err = UnknownStep;

    fn from_str(name: &str) -> Result<Self, UnknownStep> {
        Self::ALL
            .into_iter()
            .find(|step| step.name() == name)
            .ok_or(UnknownStep)
    }
}

/// A word that names no step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected minute, hour, day, week, month, quarter, year, decade or century")]
pub struct UnknownStep;

/// "Jan"
pub(super) fn month_title(moment: NaiveDateTime) -> &'static str {
    const NAMES: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    NAMES.get(moment.month0() as usize).copied().unwrap_or("")
}

/// "5 Jan 2018"
pub(super) fn day_title(moment: NaiveDateTime) -> String {
    format!("{} {} {}", moment.day(), month_title(moment), moment.year())
}

/// "21:52"
pub(super) fn clock_title(moment: NaiveDateTime) -> String {
    moment.format("%H:%M").to_string()
}

/// The span of days as the value of a `date:` term: as short as it can be said ("2018",
/// "2018-01", "2018-01-05"), else both ends ("2018-01-01..2018-01-07", "2010..2019").
pub fn span_text(first: NaiveDate, last: NaiveDate) -> String {
    for step in [Step::Year, Step::Month, Step::Day] {
        let head = first.and_time(NaiveTime::MIN);
        let tail = last.and_time(NaiveTime::MIN);
        let whole = step.start_of(head) == head && step.days(step.start_of(tail)).1 == last;
        if whole {
            let text = |moment: NaiveDateTime| match step {
                Step::Year => format!("{:04}", moment.year()),
                Step::Month => format!("{:04}-{:02}", moment.year(), moment.month()),
                _ => format!(
                    "{:04}-{:02}-{:02}",
                    moment.year(),
                    moment.month(),
                    moment.day()
                ),
            };
            return if step.index_of(head) == step.index_of(tail) {
                text(head)
            } else {
                format!("{}..{}", text(head), text(tail))
            };
        }
    }
    format!("{first}..{last}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S").unwrap()
    }

    #[test]
    fn iso_weeks_cross_the_turn_of_the_year() {
        // 2018-12-31 is a Monday, 2021-01-03 is a Sunday.
        for (day, monday, title) in [
            (
                "2018-12-31T00:00:00",
                "2018-12-31T00:00:00",
                "week of 31 Dec 2018",
            ),
            (
                "2019-01-01T12:00:00",
                "2018-12-31T00:00:00",
                "week of 31 Dec 2018",
            ),
            (
                "2021-01-03T23:59:59",
                "2020-12-28T00:00:00",
                "week of 28 Dec 2020",
            ),
            (
                "2021-01-04T00:00:00",
                "2021-01-04T00:00:00",
                "week of 4 Jan 2021",
            ),
        ] {
            let start = Step::Week.start_of(at(day));
            assert_eq!(start, at(monday), "{day}");
            assert_eq!(Step::Week.title(start), title, "{day}");
        }
    }

    #[test]
    fn months_and_leap_years_are_as_long_as_they_are() {
        let feb = Step::Month.start_of(at("2024-02-10T00:00:00"));
        let days = Step::Month.days(feb);
        assert_eq!(days.1.day(), 29);
        assert_eq!(span_text(days.0, days.1), "2024-02");
        let quarter = Step::Quarter.days(at("2018-01-01T00:00:00"));
        assert_eq!(span_text(quarter.0, quarter.1), "2018-01..2018-03");
        let decade = Step::Decade.days(at("2010-01-01T00:00:00"));
        assert_eq!(span_text(decade.0, decade.1), "2010..2019");
        let week = Step::Week.days(at("2018-01-01T00:00:00"));
        assert_eq!(span_text(week.0, week.1), "2018-01-01..2018-01-07");
    }

    #[test]
    fn the_ends_of_the_calendar_do_not_panic() {
        for step in Step::ALL {
            for index in [i64::MIN, -1, 0, i64::MAX] {
                let _start = step.start(index);
            }
            for moment in [NaiveDateTime::MIN, NaiveDateTime::MAX] {
                let _title = step.title(step.start_of(moment));
                let _next = (step.next(moment), step.previous(moment));
            }
        }
    }

    proptest! {
        #[test]
        fn periods_follow_each_other_and_hold_their_moment(
            seconds in -62_135_596_800_i64..=253_402_300_799,
            which in 0_usize..9,
        ) {
            let step = Step::ALL[which];
            let moment = chrono::DateTime::from_timestamp(seconds, 0).unwrap().naive_utc();
            let index = step.index_of(moment);
            let start = step.start(index).unwrap();
            let end = step.start(index + 1).unwrap();
            prop_assert!(start <= moment && moment < end);
            prop_assert_eq!(step.index_of(start), index);
            prop_assert_eq!(step.index_of(end), index + 1);
        }
    }
}
