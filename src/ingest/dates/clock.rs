//! Times of day and zones as they are written: `21:52`, `5:13PM`, `5:13 p.m. EST`, `16 Uhr`,
//! `11h13`, `17:13:00+03:30`.

use chrono::NaiveTime;

use super::scan::Scan;
use crate::ingest::calendar::names::{CLOCK_WORDS, ZONES};

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Clock {
    /// The reading; minutes are 0 when only the hour was written.
    pub(crate) time: NaiveTime,
    /// Whether minutes were written.
    pub(crate) minutes: bool,
    /// Minutes east of UTC.
    pub(crate) offset: Option<i16>,
    /// The token after it.
    pub(crate) next: usize,
}

/// The farthest zone from UTC, in minutes.
const FARTHEST: i32 = 14 * 60;

/// The time of day that begins at token `i`.
pub(crate) fn clock_at(scan: &Scan<'_>, i: usize) -> Option<Clock> {
    let (hour, digits) = scan.number(i)?;
    if digits > 2 {
        return four_digits(scan, i, hour, digits);
    }
    let (minute, seconds, next) = match minutes_at(scan, i) {
        Some((minute, next)) => {
            let (second, next) = seconds_at(scan, next);
            (Some(minute), second, next)
        }
        None => (None, None, i + 1),
    };
    let half = meridiem_at(scan, next);
    let marked = clock_word_at(scan, next);
    let dotted = scan.mark(i + 1, ".") && minute.is_some();
    if (minute.is_none() || dotted) && half.is_none() && marked.is_none() {
        return None;
    }
    let (hour, next) = match half {
        Some((afternoon, next)) if (1..=12).contains(&hour) => {
            (hour % 12 + if afternoon { 12 } else { 0 }, next)
        }
        Some((_, next)) if minute.is_some() => (hour, next),
        Some(_) => return None,
        None => (hour, marked.unwrap_or(next)),
    };
    let time = NaiveTime::from_hms_opt(hour, minute.unwrap_or(0), seconds.unwrap_or(0))?;
    let (offset, next) = zone_at(scan, next, seconds.is_some()).unwrap_or((None, next));
    Some(Clock {
        time,
        minutes: minute.is_some(),
        offset,
        next,
    })
}

/// `1713 GMT`, `0500 hrs`.
fn four_digits(scan: &Scan<'_>, i: usize, number: u32, digits: u8) -> Option<Clock> {
    let is_clock = scan.any(i + 1, &["gmt", "utc", "hrs", "hours"]);
    if digits != 4 || !is_clock {
        return None;
    }
    let time = NaiveTime::from_hms_opt(number / 100, number % 100, 0)?;
    let (offset, next) = match zone_at(scan, i + 1, false) {
        Some((offset, next)) => (offset, next),
        None => (None, i + 2),
    };
    Some(Clock {
        time,
        minutes: true,
        offset,
        next,
    })
}

/// Minutes behind the hour at `i`: `:52`, `.52`, `h52`.
fn minutes_at(scan: &Scan<'_>, i: usize) -> Option<(u32, usize)> {
    let separator = scan.mark(i + 1, ":.") || (scan.any(i + 1, &["h"]));
    let (minute, digits) = scan.number(i + 2)?;
    let tight = (scan.glued(i + 1) && scan.glued(i + 2)) || scan.is(i + 1, "h");
    (separator && tight && digits == 2 && minute < 60).then_some((minute, i + 3))
}

/// Seconds and their fraction behind the minutes: `:07`, `:07.123`.
fn seconds_at(scan: &Scan<'_>, i: usize) -> (Option<u32>, usize) {
    let Some((second, 2)) = scan.number(i + 1) else {
        return (None, i);
    };
    if !scan.mark(i, ":") || !scan.glued(i) || !scan.glued(i + 1) {
        return (None, i);
    }
    let mut next = i + 2;
    if scan.mark(next, ".,")
        && scan.glued(next)
        && scan.glued(next + 1)
        && scan.number(next + 1).is_some()
    {
        next += 2;
    }
    // A leap second, or nonsense: the minute is still right.
    ((second < 60).then_some(second), next)
}

/// Whether `am` or `pm` (`a.m.`, `p.m.`, `ق.ظ`, `ب.ظ`) stands at `i`: afternoon?, next token.
fn meridiem_at(scan: &Scan<'_>, i: usize) -> Option<(bool, usize)> {
    if !scan.same_line(i) {
        return None;
    }
    if scan.any(i, &["am", "pm"]) {
        let next = if scan.mark(i + 1, ".")
            && scan.glued(i + 1)
            && scan.is_word(i + 2)
            && scan.glued(i + 2)
        {
            i + 2
        } else {
            i + 1
        };
        return Some((scan.is(i, "pm"), next));
    }
    let afternoon = match scan.str(i) {
        "a" | "A" | "ق" => false,
        "p" | "P" | "ب" => true,
        _ => return None,
    };
    let second = matches!(scan.str(i + 2), "m" | "M" | "ظ") && scan.mark(i + 1, ".");
    if !second || !scan.glued(i + 1) {
        return None;
    }
    let next = if scan.mark(i + 3, ".") && scan.glued(i + 3) {
        i + 4
    } else {
        i + 3
    };
    Some((afternoon, next))
}

/// A word that makes a clock time of the number before it: the token after it.
fn clock_word_at(scan: &Scan<'_>, i: usize) -> Option<usize> {
    if scan.is(i, "o") && scan.mark(i + 1, "'’") && scan.is(i + 2, "clock") && scan.glued(i + 2) {
        return Some(i + 3);
    }
    (scan.same_line(i) && scan.folds_to(i, CLOCK_WORDS)).then_some(i + 1)
}

/// The zone at `i`: its offset if it has a single one, and the token after it. A bare `-05:00`
/// counts only behind seconds, for without them it is the end of an opening time.
fn zone_at(scan: &Scan<'_>, i: usize, seconds: bool) -> Option<(Option<i16>, usize)> {
    if !scan.same_line(i) {
        return None;
    }
    if scan.mark(i, "(") {
        let (offset, next) = zone_at(scan, i + 1, seconds)?;
        return scan.mark(next, ")").then_some((offset, next + 1));
    }
    let word = scan.str(i);
    if let Some(&(_, offset)) = ZONES.iter().find(|(name, _)| *name == word) {
        if offset == Some(0)
            && let Some((shift, next)) = shift_at(scan, i + 1)
        {
            return Some((Some(shift), next));
        }
        return Some((offset, i + 1));
    }
    let signed = scan.mark(i, "+") || (scan.mark(i, "-−") && (seconds || !scan.glued(i)));
    let wide = scan.number(i + 1).is_some_and(|(_, digits)| digits == 4) || scan.mark(i + 2, ":");
    if signed && wide && scan.glued(i + 1) {
        let (shift, next) = shift_at(scan, i)?;
        return Some((Some(shift), next));
    }
    None
}

/// `+3`, `+0330`, `-05:00` at `i`, in minutes.
fn shift_at(scan: &Scan<'_>, i: usize) -> Option<(i16, usize)> {
    let west = scan.mark(i, "-−");
    if !(west || scan.mark(i, "+")) {
        return None;
    }
    let (number, digits) = scan.number(i + 1)?;
    let (hours, minutes, next) = match (digits, scan.number(i + 3)) {
        (4, _) => (number / 100, number % 100, i + 2),
        (1 | 2, Some((minutes, 2))) if scan.mark(i + 2, ":") && scan.glued(i + 3) => {
            (number, minutes, i + 4)
        }
        (1 | 2, _) => (number, 0, i + 2),
        _ => return None,
    };
    let total = i32::try_from(hours.checked_mul(60)?.checked_add(minutes)?).ok()?;
    if minutes >= 60 || total > FARTHEST {
        return None;
    }
    let total = i16::try_from(if west { -total } else { total }).ok()?;
    Some((total, next))
}
