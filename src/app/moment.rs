//! Dates and numbers as the screen says them.
//!
//! A date is said as wide as it is known, never wider; a time without a zone is said to have
//! none and is never shifted.

use chrono::{Datelike as _, Timelike as _};

use crate::article::{Moment, Precision};
use crate::config::Zone;

pub use crate::text::{counted, grouped};

/// `2018`, `2018-01` or `2018-01-05`: the day in the zone the screen shows.
pub fn short(moment: Moment, zone: Zone) -> String {
    let day = shown(moment, zone).local;
    match moment.precision {
        Precision::Year => format!("{:04}", day.year()),
        Precision::Month => format!("{:04}-{:02}", day.year(), day.month()),
        _ => format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day()),
    }
}

/// `Wed 22 Jan 2025, 21:52 (no zone given)`, in the zone the screen shows.
pub fn long(moment: Moment, zone: Zone) -> String {
    let Moment { local, offset, .. } = shown(moment, zone);
    let date = match moment.precision {
        Precision::Year => format!("{:04}", local.year()),
        Precision::Month => format!("{} {:04}", month(local.month()), local.year()),
        _ => format!(
            "{} {} {} {:04}",
            local.weekday(),
            local.day(),
            month(local.month()),
            local.year()
        ),
    };
    if moment.precision < Precision::Hour {
        return date;
    }
    let place = offset.map_or_else(
        || NO_ZONE.to_owned(),
        |offset| format!(" ({})", zone_name(offset)),
    );
    format!("{date}, {:02}:{:02}{place}", local.hour(), local.minute())
}

/// As [`long`], but a missing zone is not remarked on (comments, where it is said of each line).
pub fn long_without_remark(moment: Moment, zone: Zone) -> String {
    let words = long(moment, zone);
    let known = words.strip_suffix(NO_ZONE).map(str::to_owned);
    known.unwrap_or(words)
}

/// What is said of a time whose zone nobody wrote down.
const NO_ZONE: &str = " (no zone given)";

/// A moment as the clock of the zone shows it; one without an offset, or without a clock time, as
/// written.
pub fn shown(moment: Moment, zone: Zone) -> Moment {
    match moment.offset {
        Some(offset) if moment.precision >= Precision::Hour => {
            let (local, offset) = zone.shift(moment.local, offset);
            Moment {
                local,
                offset: Some(offset),
                ..moment
            }
        }
        _ => moment,
    }
}

fn zone_name(minutes: i16) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    match minutes.unsigned_abs() {
        0 => "UTC".to_owned(),
        size => format!("{sign}{:02}:{:02}", size / 60, size % 60),
    }
}
fn month(number: u32) -> &'static str {
    const NAMES: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let index = usize::try_from(number).unwrap_or_default().wrapping_sub(1);
    NAMES.get(index).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn at(offset: Option<i16>) -> Moment {
        Moment {
            local: NaiveDate::from_ymd_opt(2025, 1, 22)
                .unwrap()
                .and_hms_opt(21, 52, 0)
                .unwrap(),
            precision: Precision::Minute,
            offset,
        }
    }

    #[test]
    fn a_time_without_a_zone_is_never_shifted() {
        assert_eq!(
            long(at(None), Zone::Utc),
            "Wed 22 Jan 2025, 21:52 (no zone given)"
        );
        assert_eq!(
            long(at(Some(210)), Zone::AsWritten),
            "Wed 22 Jan 2025, 21:52 (+03:30)"
        );
        assert_eq!(
            long(at(Some(210)), Zone::Utc),
            "Wed 22 Jan 2025, 18:22 (UTC)"
        );
    }

    #[test]
    fn a_date_is_said_as_wide_as_it_is_known() {
        let mut moment = at(None);
        moment.precision = Precision::Month;
        assert_eq!(
            (
                short(moment, Zone::Utc).as_str(),
                long(moment, Zone::Utc).as_str()
            ),
            ("2025-01", "Jan 2025")
        );
        moment.precision = Precision::Year;
        assert_eq!(short(moment, Zone::Utc), "2025");
    }

    #[test]
    fn counts_are_grouped_by_thousands() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(1000), "1,000");
        assert_eq!(grouped(1_234_567), "1,234,567");
    }
}
