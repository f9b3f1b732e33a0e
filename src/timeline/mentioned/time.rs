//! A time spoken of, in four bytes.

use super::Days;

/// Numbers of the first and last day that a window can hold: years 1 to 9999.
pub(super) const CALENDAR: (i32, i32) = (1, 3_652_059);

/// First day, and above it in the order how many days follow: first by the day it begins, of
/// equals by its length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Time(u32);

/// Bits that say how many days follow the first: ten are left by the days of the calendar.
const LENGTH_BITS: u32 = 10;
/// The most that these bits say themselves; what is above stands for [`LONGER`].
const PLAIN: u32 = 1_000;
/// Days that follow the first of a decade or a century, and the longest that is told apart.
const LONGER: [i32; 6] = [3_650, 3_651, 3_652, 36_523, 36_524, 36_525];

impl Time {
    /// From a first to a last day, moved into the calendar. Lengths that no TIMEX3 value has,
    /// those beyond a thousand days which are no decade and no century, count as the next of these.
    pub(super) fn of((first, last): Days) -> Self {
        let first = first.clamp(CALENDAR.0, CALENDAR.1);
        let length = last.clamp(first, CALENDAR.1).saturating_sub(first);
        let plain = u32::try_from(length).ok().filter(|length| *length <= PLAIN);
        let code = plain.unwrap_or_else(|| {
            let longer = LONGER.partition_point(|longer| *longer < length);
            let longer = longer.min(LONGER.len().saturating_sub(1));
            PLAIN
                .saturating_add(1)
                .saturating_add(u32::try_from(longer).unwrap_or(0))
        });
        Self(first.unsigned_abs() << LENGTH_BITS | code)
    }

    /// Its first day.
    pub(super) fn first(self) -> i32 {
        (self.0 >> LENGTH_BITS).cast_signed()
    }

    /// Whether it is one day.
    pub(super) fn is_day(self) -> bool {
        self.code() == 0
    }

    /// Its last day.
    pub(super) fn last(self) -> i32 {
        let code = self.code();
        let longer = code
            .checked_sub(PLAIN + 1)
            .map(|at| LONGER.get(at as usize));
        let length = match longer {
            None => code.cast_signed(),
            Some(longer) => longer.copied().unwrap_or_default(),
        };
        self.first().saturating_add(length)
    }

    /// The times that begin on some days, the last one not included.
    pub(super) fn beginning_in((from, to): Days) -> Beginning {
        let least = |day: i32| day.clamp(0, CALENDAR.1 + 1).unsigned_abs() << LENGTH_BITS;
        Beginning {
            least: least(from),
            width: least(to).saturating_sub(least(from)),
        }
    }

    /// How wide it is, in the days that follow the first: none, so many as a month has at most, or
    /// more.
    pub(super) fn width(self) -> Width {
        match self.code() {
            0 => Width::Day,
            1..=31 => Width::Month,
            _ => Width::Year,
        }
    }

    fn code(self) -> u32 {
        self.0 & ((1 << LENGTH_BITS) - 1)
    }
}

/// About how long a time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Width {
    /// A day.
    Day,
    /// At most 32 days.
    Month,
    /// More.
    Year,
}

/// Times by the day they begin on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Beginning {
    least: u32,
    width: u32,
}

impl Beginning {
    /// Whether a time is one of them.
    #[inline]
    pub(super) fn holds(self, time: Time) -> bool {
        time.0.wrapping_sub(self.least) < self.width
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::store::day_number;

    #[test]
    fn every_period_that_a_value_can_name_is_kept_as_it_is() {
        let day = |year, month| day_number(NaiveDate::from_ymd_opt(year, month, 1).unwrap());
        for year in (1..9_999).step_by(3) {
            for months in [1, 3, 6] {
                let first = day(year, 1);
                let days = (first, day(year, 1 + months) - 1);
                let time = Time::of(days);
                assert_eq!((time.first(), time.last()), days);
            }
        }
        for (years, most) in [(1, 9_998), (10, 9_980), (100, 9_800)] {
            for year in (years..most).step_by(usize::try_from(years).unwrap()) {
                let days = (day(year, 1), day(year + years, 1) - 1);
                let time = Time::of(days);
                assert_eq!((time.first(), time.last()), days, "{years} from {year}");
            }
        }
    }

    #[test]
    fn times_are_in_order_of_their_days_and_inside_the_calendar() {
        let times = [(1, 1), (700, 700), (700, 706), (700, 4_351), (701, 701)].map(Time::of);
        assert!(times.is_sorted());
        assert!(times[1].is_day() && !times[2].is_day());
        let outside = Time::of((i32::MIN, i32::MAX));
        assert_eq!((outside.first(), outside.is_day()), (1, false));
        let later = Time::of((i32::MAX, i32::MAX));
        assert_eq!((later.first(), later.last()), (CALENDAR.1, CALENDAR.1));
    }
}
