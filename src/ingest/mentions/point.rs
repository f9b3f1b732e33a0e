//! Points of the calendar in English: dates without a year, months, seasons, quarters,
//! weekdays, and what is said relative to now or to the time spoken of.

use super::expression::{Base, Point, YearRef};
use super::holiday::{named_day, new_year, nine_eleven};
use super::length::unit_at;
use super::period::{fiscal, period_at};
use super::season::{half_at, quarter_at, season_at};
use super::year::{century_at, decade_at, ordinal_at, year_at};
use crate::ingest::calendar::DayMonthOrder;
use crate::ingest::calendar::english::{Sense, Unit};
use crate::ingest::calendar::lexicon::Form;
use crate::ingest::dates::pattern::{date_at, moment_at, month_after_day};
use crate::ingest::dates::scan::Scan;

/// A point with the token after it.
pub(super) type At = (Point, usize);

/// Words before `May` and `March` that make months of them.
const MONTH_COMES: &[&str] = &[
    "in",
    "of",
    "early",
    "late",
    "mid",
    "since",
    "until",
    "till",
    "by",
    "from",
    "to",
    "last",
    "next",
    "this",
    "and",
    "between",
    "before",
    "after",
    "during",
    "through",
    "that",
    "following",
    "previous",
    "on",
    "each",
    "every",
    "or",
    "for",
];

/// The longest point that begins at `i`, an article before it included.
pub(super) fn point_at(scan: &Scan<'_>, i: usize) -> Option<At> {
    let the = usize::from(scan.is(i, "the"));
    let core = [
        full_date(scan, i),
        // "The Nov. 12 meeting": the article is the meeting's.
        month_day(scan, i + the).filter(|_| the == 0 || is_month(scan, i + the).is_none()),
        foreign_day(scan, i),
        month_at(scan, i),
        season_at(scan, i, i + the),
        quarter_at(scan, i + the),
        half_at(scan, i + the),
        century_at(scan, i + the),
        decade_at(scan, i + the),
        year_named(scan, i + the).filter(|(_, next)| {
            the == 0 || scan.number(i + the).is_none() || scan.is(next - 1, "year")
        }),
        the_unit_beside(scan, i, the),
        new_year(scan, i),
        nine_eleven(scan, i),
        relative_at(scan, i),
        period_at(scan, i),
        weekday_at(scan, i),
        named_day(scan, i),
        nth_of_month(scan, i, the),
    ];
    core.into_iter().flatten().max_by_key(|(_, next)| *next)
}

/// A date of numbers or with its year, with a weekday before it.
fn full_date(scan: &Scan<'_>, i: usize) -> Option<At> {
    let read = |order| moment_at(scan, i, order);
    let found = read(scan.order)?;
    let starts_with_clock =
        scan.number(i).is_some() && date_at(scan, i, DayMonthOrder::Unknown, None).is_none();
    let open = found.ambiguous && scan.order == DayMonthOrder::Unknown;
    let both = open && read(DayMonthOrder::DayFirst) != read(DayMonthOrder::MonthFirst);
    let point = if both {
        Point::Numbers
    } else {
        Point::Moment(found.moment)
    };
    (!starts_with_clock).then_some((point, found.next))
}

/// Whether the token at `i` is an English month name used as one.
pub(super) fn is_month(scan: &Scan<'_>, i: usize) -> Option<(u32, Form)> {
    let name = scan
        .entry(i)
        .month
        .filter(|name| name.english && name.form != Form::Persian)?;
    scan.capital(i)
        .then_some((u32::from(name.number), name.form))
}

/// The year a month or season is given: `1936`, `, 1936`, `of 1936`, `last year`, `of that year`.
pub(super) fn year_of(scan: &Scan<'_>, i: usize) -> Option<(YearRef, usize)> {
    if !scan.same_line(i) {
        return None;
    }
    let comma = usize::from(scan.mark(i, ",") && scan.same_line(i + 1));
    if let Some((year, 4)) = scan.number(i + comma)
        && (1000..=2100).contains(&year)
        && !(scan.mark(i + comma + 1, ".:,")
            && scan.glued(i + comma + 2)
            && scan.number(i + comma + 2).is_some())
    {
        return Some((YearRef::Known(i32::try_from(year).ok()?), i + comma + 1));
    }
    let of = usize::from(scan.any(i, &["of", "in"]));
    if of == 1
        && let Some((Point::Year(year), next)) = year_at(scan, i + 1)
    {
        return Some((year, next));
    }
    match relative_at(scan, i + of) {
        Some((Point::Unit(Unit::Year, shift, base), next)) => {
            Some((YearRef::Shift(shift, base), next))
        }
        _ => None,
    }
}

/// `June 30`, `11 January`, `5th of October`, `October 25th`, with `that year` behind it.
pub(super) fn month_day(scan: &Scan<'_>, i: usize) -> Option<At> {
    let with_year = |month: u32, day: u32, next: usize| {
        let valid = chrono::NaiveDate::from_ymd_opt(2000, month, day).is_some();
        let (year, next) = year_of(scan, next).unwrap_or((YearRef::Unsaid, next));
        valid.then_some((Point::MonthDay(month, day, year), next))
    };
    if let Some((month, form)) = is_month(scan, i) {
        let dot = usize::from(form == Form::Short && scan.mark(i + 1, ".") && scan.glued(i + 1));
        let the = usize::from(scan.is(i + 1 + dot, "the"));
        let at = i + 1 + dot + the;
        let (day, digits) = scan.number(at).filter(|_| scan.same_line(at))?;
        let ordinal = scan.glued(at + 1) && scan.any(at + 1, &["st", "nd", "rd", "th"]);
        let number_goes_on = scan.glued(at + 1)
            && !ordinal
            && (scan.is_word(at + 1)
                || scan.mark(at + 1, "%:.,")
                    && scan.number(at + 2).is_some()
                    && scan.glued(at + 2));
        return (digits <= 2 && !number_goes_on)
            .then(|| with_year(month, day, at + 1 + usize::from(ordinal)))
            .flatten();
    }
    if let Some((day, digits)) = scan.number(i) {
        let (_, _, next) = month_after_day(scan, i)?;
        let (month, form) = is_month(scan, next - 1)?;
        let glued_before = i > 0 && scan.glued(i) && scan.mark(i - 1, ".,:$");
        let dot = usize::from(
            form == Form::Short
                && scan.mark(next, ".")
                && scan.glued(next)
                && scan.same_line(next + 1),
        );
        let separated = scan.mark(next - 2, "/");
        return (digits <= 2 && !glued_before && !separated)
            .then(|| with_year(month, day, next + dot))
            .flatten();
    }
    let (day, next) = ordinal_at(scan, i)?;
    let of = usize::from(scan.is(next, "of"));
    let (month, Form::Full) = is_month(scan, next + of)? else {
        return None;
    };
    with_year(month, day, next + of + 1)
}

/// `December`, `December 1935` (and other languages' with a year), `January last year`.
fn month_at(scan: &Scan<'_>, i: usize) -> Option<At> {
    let (month, form) = is_month(scan, i)?;
    let dot = usize::from(form == Form::Short && scan.mark(i + 1, ".") && scan.glued(i + 1));
    if let Some((year, next)) = year_of(scan, i + 1 + dot) {
        return Some((Point::Month(month, year), next));
    }
    let doubtful = scan.any(i, &["may", "march"]);
    let introduced =
        i > 0 && (scan.any(i - 1, MONTH_COMES) || scan.mark(i - 1, "-–")) && scan.same_line(i);
    let name_goes_on = i > 0
        && !introduced
        && scan.same_line(i)
        && scan.capital(i - 1)
        && scan.is_word(i - 1)
        && !scan.any(i - 1, ARTICLES)
        || scan.capital(i + 1) && scan.same_line(i + 1) && !introduced;
    (form == Form::Full && (introduced || !doubtful) && !name_goes_on)
        .then_some((Point::Month(month, YearRef::Unsaid), i + 1))
}

/// A year, with `the year` or `fiscal` before it.
fn year_named(scan: &Scan<'_>, i: usize) -> Option<At> {
    let fiscal = usize::from(scan.is(i, "fiscal"));
    let named = fiscal + usize::from(scan.is(i + fiscal, "year"));
    let named = if scan.number(i + named).is_some() || scan.mark(i + named, "'’‘") {
        named
    } else {
        0
    };
    let (point, next) = year_at(scan, i + named)?;
    let fiscal = named == 0 && scan.is(next, "fiscal") && scan.is(next + 1, "year");
    Some((point, next + if fiscal { 2 } else { 0 }))
}

/// Words that begin the name of what a day is counted from.
const ARTICLES: &[&str] = &["the", "a", "an", "his", "her", "its", "their"];

/// `the day before`, `the year after` where nothing follows that it would be before.
fn the_unit_beside(scan: &Scan<'_>, i: usize, the: usize) -> Option<At> {
    let (unit, false) = unit_at(scan, i + 1).filter(|_| the == 1)? else {
        return None;
    };
    let shift = match scan.str(i + 2) {
        "before" | "earlier" => -1,
        "after" | "following" => 1,
        _ => return None,
    };
    let ends = !scan.is_word(i + 3) && scan.number(i + 3).is_none()
        || !scan.same_line(i + 3)
        || scan.any(i + 3, &["and", "but", "when", "with", "by", "in", "at"]);
    let following = scan.is(i + 2, "following") && scan.is_word(i + 3);
    if following
        && !scan.any(
            i + 3,
            &["saw", "was", "and", "he", "she", "they", "it", "a"],
        )
    {
        return None;
    }
    // "The day after the battle": told of it, wherever it is.
    let owner = scan.capital(i + 3) && scan.mark(i + 4, "'’") && scan.is(i + 5, "s");
    let event = unit == Unit::Day && (owner || scan.any(i + 3, ARTICLES));
    (ends || event || following)
        .then_some((Point::Unit(unit, shift, Base::Reference), i + 3))
        .filter(|_| unit >= Unit::Day)
}

/// `last year`, `the next day`, `that same month`, `last Friday`, `next summer`, `last January`.
pub(super) fn relative_at(scan: &Scan<'_>, i: usize) -> Option<At> {
    let the = scan.is(i, "the")
        || scan.any(i, &["a", "an"]) && scan.is(i + 1, "year") && scan.is(i + 2, "earlier");
    let mut at = i + usize::from(the);
    let base = if the { Base::Reference } else { Base::Anchor };
    let (shift, base) = match scan.str(at).to_ascii_lowercase().as_str() {
        "last" => (-1, Base::Anchor),
        "past" if !the => (-1, Base::Anchor),
        "previous" | "preceding" | "prior" => (-1, Base::Reference),
        "this" if !the => (0, Base::Here),
        "current" if the => (0, Base::Anchor),
        "next" => (1, base),
        "following" | "ensuing" | "subsequent" => (1, Base::Reference),
        "coming" => (1, Base::Anchor),
        "same" if the => (0, Base::Reference),
        "that" if !the => (0, Base::Reference),
        _ => return None,
    };
    at += 1;
    if scan.any(at - 1, &["that", "this"]) && scan.any(at, &["same", "very", "past", "coming"]) {
        at += 1;
    }
    if !scan.same_line(at) {
        return None;
    }
    // "This year" is that of writing in histories too.
    let base = match base {
        Base::Here if !scan.is(at, "day") => Base::Anchor,
        other => other,
    };
    at += fiscal(scan, at);
    if let Some((unit, false)) = unit_at(scan, at) {
        let excluded = matches!(unit, Unit::Second | Unit::Minute)
            || scan.mark(at + 1, "-") && scan.glued(at + 1);
        return (!excluded).then_some((Point::Unit(unit, shift, base), at + 1));
    }
    if let Some((month, Form::Full)) = is_month(scan, at) {
        let turn = YearRef::Turn(shift, base);
        return Some(match scan.number(at + 1) {
            Some((day, 1 | 2)) if (1..=28).contains(&day) => {
                (Point::MonthDay(month, day, turn), at + 2)
            }
            _ => (Point::Month(month, turn), at + 1),
        });
    }
    if let Sense::Season(code) = scan.sense(at) {
        return Some((Point::Season(code, YearRef::Turn(shift, base)), at + 1));
    }
    let name = scan
        .entry(at)
        .weekday
        .filter(|name| name.english && name.form == Form::Full && scan.capital(at))?;
    let told = scan.any(at - 1, &["following", "previous", "preceding", "ensuing"])
        || the && scan.is(at - 1, "next");
    let point = if told {
        Point::WeekdayFrom(name.number, shift)
    } else {
        Point::Weekday(name.number, shift)
    };
    Some((point, at + 1))
}

/// `5. Januar`, `5 janvier`, `5 января` without a year, in the other languages.
fn foreign_day(scan: &Scan<'_>, i: usize) -> Option<At> {
    let (day, digits) = scan.number(i)?;
    let (_, form, next) = month_after_day(scan, i)?;
    let name = scan.entry(next - 1).month.filter(|name| !name.english)?;
    let glued = i > 0 && scan.glued(i) && scan.mark(i - 1, ".,:$/-");
    let month = u32::from(name.number);
    let valid = digits <= 2 && chrono::NaiveDate::from_ymd_opt(2000, month, day).is_some();
    let year_behind = scan.number(next).is_some() && scan.same_line(next);
    (valid && form == Form::Full && !glued && !year_behind)
        .then_some((Point::MonthDay(month, day, YearRef::Unsaid), next))
}

/// A weekday by name; abbreviated only before a full stop.
fn weekday_at(scan: &Scan<'_>, i: usize) -> Option<At> {
    let name = scan
        .entry(i)
        .weekday
        .filter(|name| name.english && scan.capital(i))?;
    if name.form == Form::Short {
        let dotted = scan.mark(i + 1, ".")
            && scan.glued(i + 1)
            && scan.str(i).len() >= 3
            && !scan.any(i, &["sat", "sun"]);
        return dotted.then_some((Point::Weekday(name.number, 0), i + 2));
    }
    // "the Sunday Times" is a paper, "Bloody Sunday" in a sentence no day to count to.
    let named = i > 0
        && scan.is(i - 1, "the")
        && scan.capital(i + 1)
        && scan.is_word(i + 1)
        && scan.same_line(i + 1)
        && scan.entry(i + 1).sense == Sense::None
        && scan.entry(i + 1).month.is_none();
    // "Good Friday", "Black Friday": another day, or none.
    if named || i > 0 && scan.capital(i - 1) && scan.any(i - 1, NAMED_DAYS) {
        return None;
    }
    // "Friday, June 24": the date says more.
    let comma = usize::from(scan.mark(i + 1, ","));
    if scan.same_line(i + 1)
        && let Some((point, next)) = month_day(scan, i + 1 + comma)
    {
        return Some((point, next));
    }
    Some((Point::Weekday(name.number, 0), i + 1))
}

/// Words that make a name of a weekday.
const NAMED_DAYS: &[&str] = &[
    "good", "black", "ash", "bloody", "super", "palm", "cyber", "easter", "holy", "maundy",
    "shrove", "fat", "whit", "giving", "blue", "gray", "wacky",
];

/// `the 5th`, where no noun follows.
fn nth_of_month(scan: &Scan<'_>, i: usize, the: usize) -> Option<At> {
    let (day, digits) = scan.number(i + the)?;
    let ordinal = scan.glued(i + the + 1) && scan.any(i + the + 1, &["st", "nd", "rd", "th"]);
    let next = i + the + 2;
    // "The 28th of that month" needs nothing before it.
    if ordinal
        && digits <= 2
        && (1..=31).contains(&day)
        && scan.is(next, "of")
        && scan.any(next + 1, &["that", "the", "this"])
        && scan.is(next + 2, "month")
    {
        return Some((Point::DayOfMonth(day), next + 3));
    }
    let ends = !scan.is_word(next)
        || scan.any(
            next,
            &[
                "and", "the", "they", "he", "it", "when", "but", "after", "with", "to", "was",
                "were", "had", "that", "as", "in", "at", "for", "by",
            ],
        );
    let on = i > 0 && scan.any(i - 1, &["on", "by", "of", "until", "from", "to"]);
    (the == 1
        && on
        && ordinal
        && digits <= 2
        && (1..=31).contains(&day)
        && ends
        && !scan.mark(next, "-"))
    .then_some((Point::DayOfMonth(day), next))
}
