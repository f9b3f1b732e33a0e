//! The date column: one publication date in sixteen bytes.

use chrono::{DateTime, Datelike as _, NaiveDate, NaiveDateTime};

use crate::article::{DateKind, Moment, Precision, Published};
use crate::config::Zone;

/// A publication date as the list, the timeline and the filters need it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateCell {
    /// Local reading as seconds since 1970-01-01T00:00:00 of the same clock (no zone applied);
    /// 0 without a date.
    pub local: i64,
    /// How much of it is known.
    pub precision: Precision,
    /// How it is known; [`DateKind::None`] is no date.
    pub kind: DateKind,
    /// Minutes east of UTC of that clock, `None` where no zone was given.
    pub offset: Option<i16>,
}

impl DateCell {
    /// No date.
    pub const NONE: Self = Self {
        local: 0,
        precision: Precision::Year,
        kind: DateKind::None,
        offset: None,
    };

    /// A date, and how it is known.
    pub fn of(date: Moment, kind: DateKind) -> Self {
        Self {
            local: date.local.and_utc().timestamp(),
            precision: date.precision,
            kind,
            offset: date.offset,
        }
    }

    /// Whether there is a date.
    pub fn is_dated(self) -> bool {
        self.kind != DateKind::None
    }

    /// The local reading, `None` without a date.
    pub fn local(self) -> Option<NaiveDateTime> {
        self.is_dated()
            .then(|| DateTime::from_timestamp(self.local, 0))
            .flatten()
            .map(|time| time.naive_utc())
    }

    /// The date as the clock of a zone shows it; one without an offset, or without a clock time,
    /// as it is.
    #[must_use]
    pub fn in_zone(self, zone: Zone) -> Self {
        let clock = self.precision >= Precision::Hour && zone != Zone::AsWritten;
        let shifted = self.offset.filter(|_| clock).and_then(|offset| {
            let (local, offset) = zone.shift(self.local()?, offset);
            Some(Self {
                local: local.and_utc().timestamp(),
                offset: Some(offset),
                ..self
            })
        });
        shifted.unwrap_or(self)
    }

    /// First second that the date may mean, and the first after it; none without a date.
    pub fn seconds(self) -> Option<(i64, i64)> {
        let span = |start: i64, length: i64| {
            let start = start.div_euclid(length).saturating_mul(length);
            (start, start.saturating_add(length))
        };
        match self.precision {
            _ if !self.is_dated() => None,
            Precision::Minute => Some(span(self.local, 60)),
            Precision::Hour => Some(span(self.local, 3_600)),
            Precision::Day => Some(span(self.local, SECONDS_A_DAY)),
            Precision::Month | Precision::Year => {
                let (first, last) = self.day_numbers()?;
                let second = |day: i32| (i64::from(day) - EPOCH).saturating_mul(SECONDS_A_DAY);
                Some((second(first), second(last.saturating_add(1))))
            }
        }
    }

    /// The date as a moment.
    pub fn moment(self) -> Option<Moment> {
        self.local().map(|local| Moment {
            local,
            precision: self.precision,
            offset: self.offset,
        })
    }

    /// First and last day that the date may mean, both included.
    pub fn days(self) -> Option<(NaiveDate, NaiveDate)> {
        self.moment().map(Moment::days)
    }

    /// First and last day as numbers ([`day_number`]); what filters compare.
    pub fn day_numbers(self) -> Option<(i32, i32)> {
        if self.precision >= Precision::Day {
            let day = self.local.div_euclid(SECONDS_A_DAY).checked_add(EPOCH)?;
            let day = i32::try_from(day).ok()?;
            return self.is_dated().then_some((day, day));
        }
        self.days()
            .map(|(first, last)| (day_number(first), day_number(last)))
    }
}

const SECONDS_A_DAY: i64 = 86_400;
/// Number of 1970-01-01.
const EPOCH: i64 = 719_163;

/// The number of a day: 1 is 1 January of year 1.
pub fn day_number(day: NaiveDate) -> i32 {
    day.num_days_from_ce()
}

impl From<&Published> for DateCell {
    fn from(published: &Published) -> Self {
        match published.value {
            Some(moment) if published.kind != DateKind::None => Self::of(moment, published.kind),
            _ => Self::NONE,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_knows_its_days() {
        let day = NaiveDate::from_ymd_opt(1969, 2, 3).unwrap();
        for precision in [
            Precision::Year,
            Precision::Month,
            Precision::Day,
            Precision::Minute,
        ] {
            let moment = Moment {
                local: day.and_hms_opt(23, 59, 58).unwrap(),
                precision,
                offset: None,
            };
            let cell = DateCell::from(&Published {
                value: Some(moment),
                kind: DateKind::Explicit,
                ..Published::default()
            });
            assert_eq!(cell.moment(), Some(moment));
            let (first, last) = moment.days();
            assert_eq!(
                cell.day_numbers(),
                Some((day_number(first), day_number(last)))
            );
        }
        assert_eq!(DateCell::NONE.day_numbers(), None);
        assert_eq!(DateCell::from(&Published::default()), DateCell::NONE);
        assert_eq!(size_of::<DateCell>(), 16);
    }
}
