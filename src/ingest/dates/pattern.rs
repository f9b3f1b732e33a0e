//! Calendar dates as they are written, in any of the known languages: the patterns, each over
//! the tokens of a [`Scan`].

use chrono::{Datelike as _, NaiveDate};

use super::clock::{Clock, clock_at};
use super::scan::Scan;
use crate::article::{Moment, Precision};
use crate::ingest::calendar::DayMonthOrder;
use crate::ingest::calendar::lexicon::Form;
use crate::ingest::calendar::names::{JOINTS, OF, ORDINAL_ENDINGS};
use crate::ingest::calendar::persian;

/// Years a date of numbers only may have; elsewhere in a page such numbers are something else.
const YEARS: std::ops::RangeInclusive<u32> = 1600..=2100;
/// Years a date with its month in words may have.
const CLEAR_YEARS: std::ops::RangeInclusive<u32> = 1000..=2100;
/// Years that are taken for Persian where the month allows it.
const PERSIAN_YEARS: std::ops::RangeInclusive<u32> = 1300..=1450;

/// A date at a place of a scan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DateAt {
    /// Its first day.
    pub(crate) date: NaiveDate,
    /// Day, month or year.
    pub(crate) precision: Precision,
    /// Whether another reading of its numbers is as good.
    pub(crate) ambiguous: bool,
    /// A clock reading written inside the date (`Jan 5 10:00:00 2018`).
    pub(crate) clock: Option<Clock>,
    /// The token after it.
    pub(crate) next: usize,
}

impl DateAt {
    fn day(date: NaiveDate, next: usize) -> Self {
        Self {
            date,
            precision: Precision::Day,
            ambiguous: false,
            clock: None,
            next,
        }
    }
}

/// A date with its time of day, from its first token to before `next`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MomentAt {
    /// The date as written.
    pub(crate) moment: Moment,
    /// Whether another reading is as good, or the weekday beside it disagrees.
    pub(crate) ambiguous: bool,
    /// The token after it.
    pub(crate) next: usize,
}

/// The date, with its weekday before and its time before or behind, that begins at token `i`.
pub(crate) fn moment_at(scan: &Scan<'_>, i: usize, order: DayMonthOrder) -> Option<MomentAt> {
    if let Some(clock) = clock_at(scan, i)
        && let Some(found) = after_clock(scan, clock, order)
    {
        return Some(found);
    }
    let (date, weekday) = dated_at(scan, i, order)?;
    let clock = date.clock.or_else(|| {
        (date.precision == Precision::Day)
            .then(|| clock_after(scan, date.next))
            .flatten()
    });
    Some(join(date, weekday, clock))
}

/// The date at token `i` with the weekday before it, if there is one. A word that is a weekday in
/// one language and a month in another (`Mar`) is a weekday only where a date stands behind it.
fn dated_at(scan: &Scan<'_>, i: usize, order: DayMonthOrder) -> Option<(DateAt, Option<u8>)> {
    let (weekday, first) = weekday_before(scan, i);
    let behind = weekday.and_then(|_| date_at(scan, first, order, weekday));
    behind
        .map(|date| (date, weekday))
        .or_else(|| Some((date_at(scan, i, order, None)?, None)))
}

fn join(date: DateAt, weekday: Option<u8>, clock: Option<Clock>) -> MomentAt {
    let disagrees =
        weekday.is_some_and(|day| u32::from(day) != date.date.weekday().number_from_monday());
    let next = clock.map_or(date.next, |clock| clock.next.max(date.next));
    let (time, precision, offset) = match clock {
        Some(c) if c.minutes => (c.time, Precision::Minute, c.offset),
        Some(c) => (c.time, Precision::Hour, c.offset),
        None => (chrono::NaiveTime::MIN, date.precision, None),
    };
    let moment = Moment {
        local: date.date.and_time(time),
        precision,
        offset,
    };
    MomentAt {
        moment,
        ambiguous: date.ambiguous || disagrees,
        next,
    }
}

/// `11:24 am ET, Thu January 5, 2018`: a date behind its time.
fn after_clock(scan: &Scan<'_>, clock: Clock, order: DayMonthOrder) -> Option<MomentAt> {
    let mut i = clock.next;
    for _ in 0..3 {
        if scan.mark(i, ",-–—|·•)") || scan.any(i, &["on", "am", "le", "el"]) {
            i += 1;
        }
    }
    if !scan.same_line(i) {
        return None;
    }
    let (date, weekday) = dated_at(scan, i, order)?;
    if date.precision != Precision::Day || clock_after(scan, date.next).is_some() {
        return None;
    }
    Some(join(date, weekday, Some(clock)))
}

/// A weekday at `i` with what follows it, and the token where a date may begin.
fn weekday_before(scan: &Scan<'_>, i: usize) -> (Option<u8>, usize) {
    let Some(name) = scan.entry(i).weekday else {
        return (None, i);
    };
    let mut next = i + 1;
    if scan.mark(next, "-") && scan.folds_to(next + 1, &["feira"]) {
        next += 2;
    }
    for _ in 0..2 {
        if scan.mark(next, ".,،") || scan.any(next, &["the", "den", "le", "dia", "o"]) {
            next += 1;
        }
    }
    if scan.same_line(next) {
        (Some(name.number), next)
    } else {
        (None, i)
    }
}

/// The time of day behind a date, over at most three joints.
fn clock_after(scan: &Scan<'_>, from: usize) -> Option<Clock> {
    let mut i = from;
    for _ in 0..5 {
        if !scan.same_line(i) {
            return None;
        }
        if let Some(clock) = clock_at(scan, i) {
            // A date in numbers (`5.1.2018`) is no time.
            let dotted = scan.mark(i + 1, ".")
                && scan.mark(i + 3, ".")
                && scan.glued(i + 4)
                && scan.number(i + 4).is_some();
            return (!dotted).then_some(clock);
        }
        let stop = scan.mark(i, ".") && scan.is_word(i - 1);
        let word = scan.folds_to(i, JOINTS) || scan.entry(i).weekday.is_some();
        if stop || word || scan.mark(i, ",-–—|@•·(/:;،~") {
            i += 1;
        } else {
            return None;
        }
    }
    None
}

/// The calendar date that begins at token `i`: day or month precision, never a bare year.
pub(crate) fn date_at(
    scan: &Scan<'_>,
    i: usize,
    order: DayMonthOrder,
    weekday: Option<u8>,
) -> Option<DateAt> {
    if let Some((number, digits)) = scan.number(i) {
        return match digits {
            4 => year_first(scan, i, number),
            1 | 2 => {
                day_then_month_name(scan, i, number).or_else(|| numbers(scan, i, order, weekday))
            }
            _ => None,
        };
    }
    month_name_first(scan, i)
}

/// `2018-01-05`, `2018/1/5`, `1403/11/03`, `2018 January 5`, `2018年1月5日`.
fn year_first(scan: &Scan<'_>, i: usize, year: u32) -> Option<DateAt> {
    if scan.str(i + 1) == "年" && scan.str(i + 3) == "月" && scan.str(i + 5).starts_with('日') {
        let ((month, 1..=2), (day, 1..=2)) = (scan.number(i + 2)?, scan.number(i + 4)?) else {
            return None;
        };
        return numbered(year, month, day).map(|date| DateAt::day(date, i + 5));
    }
    if let Some((month, form)) = scan.month(i + 1).filter(|_| scan.same_line(i + 1)) {
        let (day, digits) = scan.number(i + 2)?;
        return (digits <= 2 && scan.same_line(i + 2))
            .then(|| named(year, month, form, day, i + 3))
            .flatten();
    }
    let separator = scan.str(i + 1);
    if !matches!(separator, "-" | "/" | ".") || separator != scan.str(i + 3) {
        return None;
    }
    let ((month, 1..=2), (day, 1..=2)) = (scan.number(i + 2)?, scan.number(i + 4)?) else {
        return None;
    };
    if !(1..=4).all(|step| scan.glued(i + step)) || more_digits(scan, i + 5, separator) {
        return None;
    }
    numbered(year, month, day).map(|date| DateAt::day(date, i + 5))
}

/// Whether the numbers go on (`2018-01-05-77`): then they are no date.
fn more_digits(scan: &Scan<'_>, i: usize, separator: &str) -> bool {
    scan.str(i) == separator && scan.glued(i) && scan.glued(i + 1) && scan.number(i + 1).is_some()
}

/// `5.1.2018`, `05/01/2018`, `27.10.22`.
fn numbers(scan: &Scan<'_>, i: usize, order: DayMonthOrder, weekday: Option<u8>) -> Option<DateAt> {
    let separator = scan.str(i + 1);
    let tight = scan.glued(i + 1)
        && scan.glued(i + 3)
        && (separator == "." || (scan.glued(i + 2) && scan.glued(i + 4)));
    if !matches!(separator, "-" | "/" | ".") || separator != scan.str(i + 3) || !tight {
        return None;
    }
    let ((first, _), (second, 1..=2), (year, digits)) =
        (scan.number(i)?, scan.number(i + 2)?, scan.number(i + 4)?)
    else {
        return None;
    };
    // Something glued in front (`1.5.1.2018`, `v5.1.2018`) makes it a version or an address.
    let glued_before =
        scan.glued(i) && i > 0 && (scan.mark(i - 1, ".-/") || scan.number(i - 1).is_some());
    if glued_before || more_digits(scan, i + 5, separator) {
        return None;
    }
    let year = match digits {
        4 => year,
        2 => short_year(year),
        5 | 6 if separator != "-" && scan.is_word(i + 5) => glued_year(year, digits)?,
        _ => return None,
    };
    let day_first = numbered(year, second, first);
    let month_first = numbered(year, first, second);
    let fits = |date: NaiveDate| {
        weekday.is_some_and(|day| u32::from(day) == date.weekday().number_from_monday())
    };
    let (date, ambiguous) = match (day_first, month_first) {
        (Some(date), None) | (None, Some(date)) => (date, false),
        (Some(a), Some(b)) if a == b => (a, false),
        (Some(a), Some(b)) if fits(a) != fits(b) => (if fits(a) { a } else { b }, false),
        (Some(a), Some(b)) => match order {
            DayMonthOrder::DayFirst => (a, false),
            DayMonthOrder::MonthFirst => (b, false),
            // Full stops are not used month first.
            DayMonthOrder::Unknown => (a, separator != "."),
        },
        (None, None) => return None,
    };
    Some(DateAt {
        ambiguous: ambiguous || digits == 2,
        ..DateAt::day(date, i + 5)
    })
}

/// The year in front of a number that a page set directly behind it (`March 11, 20200 comments`).
fn glued_year(number: u32, digits: u8) -> Option<u32> {
    let year = number / if digits == 5 { 10 } else { 100 };
    (1990..=2040).contains(&year).then_some(year)
}

fn short_year(year: u32) -> u32 {
    if year < 70 { 2000 + year } else { 1900 + year }
}

/// `5 January 2018`, `5th of January, 2018`, `5. Januar 2018`, `05-Jan-18`, `۳ بهمن ۱۴۰۳`.
fn day_then_month_name(scan: &Scan<'_>, i: usize, day: u32) -> Option<DateAt> {
    let (month, form, after) = month_after_day(scan, i)?;
    let mut next = skip_full_stop(scan, after, form);
    for _ in 0..2 {
        if scan.mark(next, ",-/،'’") || scan.folds_to(next, OF) {
            next += 1;
        }
    }
    let inside = clock_at(scan, next).filter(|clock| scan.number(clock.next).is_some());
    let year_at = inside.map_or(next, |clock| clock.next);
    let (number, digits) = scan.number(year_at).filter(|_| scan.same_line(year_at))?;
    let year = match digits {
        4 => number,
        5 | 6 => glued_year(number, digits)?,
        // "05-Jan-18" and "Jan '18", but not "14 August-24 August".
        2 if scan.mark(next - 1, "'’")
            || (scan.mark(next - 1, "-/") && scan.str(next - 1) == scan.str(i + 1)) =>
        {
            short_year(number)
        }
        _ => return None,
    };
    if scan.mark(year_at + 1, ":") && scan.glued(year_at + 1) && scan.glued(year_at + 2) {
        return None;
    }
    let date = named(year, month, form, day, year_at + 1)?;
    Some(DateAt {
        clock: inside,
        ..date
    })
}

/// The month name behind the day at `i`: number, form, and the token after it.
pub(crate) fn month_after_day(scan: &Scan<'_>, i: usize) -> Option<(u8, Form, usize)> {
    let mut next = i + 1;
    if scan.glued(next) && scan.folds_to(next, ORDINAL_ENDINGS) {
        next += 1;
    }
    for _ in 0..2 {
        if scan.mark(next, ".-/,،") || (scan.folds_to(next, OF) && scan.month(next).is_none()) {
            next += 1;
        }
    }
    let (month, form) = scan.month(next)?;
    scan.same_line(next).then_some((month, form, next + 1))
}

fn skip_full_stop(scan: &Scan<'_>, next: usize, form: Form) -> usize {
    let dotted = scan.mark(next, ".")
        && scan.glued(next)
        && (form == Form::Short || scan.same_line(next + 1));
    if dotted { next + 1 } else { next }
}

/// `January 5, 2018`, `Jan. 5th 2018`, `January 2018`, `Jan 5 10:00:00 +0000 2018`.
fn month_name_first(scan: &Scan<'_>, i: usize) -> Option<DateAt> {
    let (month, form) = scan.month(i)?;
    let mut next = skip_full_stop(scan, i + 1, form);
    if scan.mark(next, "-,/'’،") || scan.folds_to(next, OF) {
        next += 1;
    }
    let (number, digits) = scan.number(next).filter(|_| scan.same_line(next))?;
    if digits == 4 {
        // A day stands before it that the month does not have.
        if i > 0 && scan.number(i - 1).is_some_and(|(_, digits)| digits <= 2) && scan.same_line(i) {
            return None;
        }
        return month_of(number, month, form, next + 1)
            .filter(|_| !(scan.mark(next + 1, ":") && scan.glued(next + 2)));
    }
    if digits > 2 {
        return None;
    }
    let mut next = next + 1;
    if scan.glued(next) && scan.folds_to(next, ORDINAL_ENDINGS) {
        next += 1;
    }
    for _ in 0..2 {
        if scan.mark(next, ",-/.،") || scan.folds_to(next, OF) {
            next += 1;
        }
    }
    let inside =
        clock_at(scan, next).filter(|clock| scan.number(clock.next).is_some_and(|(_, d)| d == 4));
    let year_at = inside.map_or(next, |clock| clock.next);
    let (year, digits) = scan.number(year_at).filter(|_| scan.same_line(year_at))?;
    let year = match digits {
        4 => year,
        5 | 6 => glued_year(year, digits)?,
        _ => return None,
    };
    let date = named(year, month, form, number, year_at + 1)?;
    Some(DateAt {
        clock: inside,
        ..date
    })
}

fn named(year: u32, month: u8, form: Form, day: u32, next: usize) -> Option<DateAt> {
    let date = if form == Form::Persian {
        PERSIAN_YEARS
            .contains(&year)
            .then(|| persian_day(year, u32::from(month), day))
            .flatten()
    } else {
        CLEAR_YEARS
            .contains(&year)
            .then(|| gregorian(year, u32::from(month), day))
            .flatten()
    };
    date.map(|date| DateAt::day(date, next))
}

fn numbered(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    if PERSIAN_YEARS.contains(&year) {
        persian_day(year, month, day)
    } else if YEARS.contains(&year) {
        gregorian(year, month, day)
    } else {
        None
    }
}

fn month_of(year: u32, month: u8, form: Form, next: usize) -> Option<DateAt> {
    // A Persian month spans two Gregorian ones, so that without its day it has no month.
    if form == Form::Persian || !CLEAR_YEARS.contains(&year) {
        return None;
    }
    let date = gregorian(year, u32::from(month), 1)?;
    Some(DateAt {
        precision: Precision::Month,
        ..DateAt::day(date, next)
    })
}

fn gregorian(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

fn persian_day(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    persian::to_gregorian(i32::try_from(year).ok()?, month, day)
}
