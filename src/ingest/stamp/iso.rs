//! Dates as ISO 8601 writes them, and its profiles RFC 3339 and W3CDTF.

use chrono::NaiveTime;

use super::{clock, date, is_year, minute, offset, year};
use crate::article::{Moment, Precision};

/// `YYYY[-MM[-DD[(T| )HH:MM[:SS[.f]][ ](Z|±HH[:]MM)]]]` (RFC 3339, W3CDTF), and nothing behind.
pub(super) fn extended(text: &str) -> Option<Moment> {
    let (day, time) = match text.find(['T', 't', ' ']) {
        Some(at) => (text.get(..at)?, text.get(at + 1..)?.trim_start()),
        None => (text, ""),
    };
    let mut parts = day.split('-');
    let number = |part: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    let year_part = parts.next().filter(|part| number(part, 4..=4))?;
    let (month, day) = (parts.next(), parts.next());
    let is_whole = day.is_some_and(|day| number(day, 1..=2));
    let month = month.filter(|part| number(part, if is_whole { 1..=2 } else { 2..=2 }));
    let day = day.filter(|_| is_whole);
    if parts.next().is_some() {
        return None;
    }
    match (month, day) {
        (None, None) if time.is_empty() => year(year_part),
        (Some(month), None) if time.is_empty() => Some(Moment {
            precision: Precision::Month,
            ..Moment::day(date(year_part, month, "1")?)
        }),
        (Some(month), Some(day)) => {
            let date = date(year_part, month, day)?;
            if time.is_empty() {
                return Some(Moment::day(date));
            }
            let (time, offset) = iso_time(time)?;
            Some(minute(date, time, offset))
        }
        _ => None,
    }
}

fn iso_time(text: &str) -> Option<(NaiveTime, Option<i16>)> {
    let end = text.find(['Z', 'z', '+', '-', ' ']).unwrap_or(text.len());
    let (time, zone) = text.split_at_checked(end)?;
    let zone = zone.trim();
    let offset = match zone {
        "" => None,
        "Z" | "z" | "UTC" | "GMT" => Some(0),
        _ => Some(offset(zone)?),
    };
    let mut parts = time.split(':');
    let (hour, minute) = (parts.next()?, parts.next()?);
    let second = parts.next().unwrap_or("0");
    let second = second.split(['.', ',']).next().unwrap_or("0");
    if parts.next().is_some() || hour.len() > 2 || minute.len() != 2 {
        return None;
    }
    Some((clock(hour, minute, second)?, offset))
}

/// `YYYYMMDDTHHMM[SS][Z|±HHMM]`, the basic form of ISO 8601.
pub(super) fn basic(text: &str) -> Option<Moment> {
    let (day, time) = text.split_once(['T', ' ', '-'])?;
    if day.len() != 8 || !day.bytes().all(|b| b.is_ascii_digit()) || !is_year(day.get(..4)?) {
        return None;
    }
    let day = date(day.get(..4)?, day.get(4..6)?, day.get(6..)?)?;
    let end = time.find(|c: char| !c.is_ascii_digit());
    let (digits, zone) = time.split_at_checked(end.unwrap_or(time.len()))?;
    let zone = match zone {
        "" => None,
        "Z" => Some(0),
        zone => Some(offset(zone)?),
    };
    let second = match digits.len() {
        4 => "0",
        6 => digits.get(4..)?,
        _ => return None,
    };
    let clock = clock(digits.get(..2)?, digits.get(2..4)?, second)?;
    Some(minute(day, clock, zone))
}
