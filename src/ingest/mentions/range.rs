//! Two days of one month that share its name: `6-7 January 1916`, `June 6-8`, `March 5 and 6`.
//! Each is an expression of its own; the month, and the year if there is one, are said once.

use chrono::Datelike as _;

use super::ends_sentence;
use super::expression::{Base, Expression, Meaning, Point, YearRef};
use super::point::{is_month, month_day, point_at, year_of};
use super::year::ordinal_at;
use crate::article::{MentionKind, Precision};
use crate::ingest::calendar::english::Unit;
use crate::ingest::dates::scan::Scan;

/// Words between two days.
const LINKS: &[&str] = &["and", "to", "or", "through", "until", "till"];
/// Words behind a second day that show that it counts nothing.
const ENDS: &[&str] = &[
    "and", "in", "at", "to", "for", "when", "as", "by", "but", "was", "were", "is", "are", "will",
    "with", "the", "a", "of", "on", "after", "before", "during", "that", "which", "where", "while",
];

/// The two days that begin at token `i`.
pub(super) fn days_at(scan: &Scan<'_>, i: usize) -> Option<[Expression; 2]> {
    if scan.number(i).is_some() {
        month_behind(scan, i)
    } else {
        month_before(scan, i)
    }
}

/// `6-7 January 1916`, `the 28 and 29 August`.
fn month_behind(scan: &Scan<'_>, i: usize) -> Option<[Expression; 2]> {
    let glued = i > 0 && scan.glued(i) && !scan.mark(i - 1, "(“\"‘'[");
    let (first, next) = day(scan, i).filter(|_| !glued)?;
    let start = link(scan, next)?;
    scan.number(start)?;
    let (point, end) = point_at(scan, start)?;
    let (month, second, year) = match point {
        Point::MonthDay(month, day, year) => (month, day, year),
        Point::Moment(moment) if moment.precision == Precision::Day => {
            let date = moment.local.date();
            (date.month(), date.day(), YearRef::Known(date.year()))
        }
        _ => return None,
    };
    (first < second).then(|| {
        let before = Point::MonthDay(month, first, year);
        [said(i, next, before), said(start, end, point)]
    })
}

/// `June 6-8`, `March 5 and 6`, `March 5-9, 1918`.
fn month_before(scan: &Scan<'_>, i: usize) -> Option<[Expression; 2]> {
    is_month(scan, i)?;
    let (Point::MonthDay(month, first, YearRef::Unsaid), next) = month_day(scan, i)? else {
        return None;
    };
    let start = link(scan, next)?;
    let (second, end) = day(scan, start)?;
    let dash = scan.mark(start - 1, "-–—");
    if first >= second || !ends(scan, end, dash) {
        return None;
    }
    let (year, end) = year_of(scan, end).unwrap_or((YearRef::Unsaid, end));
    Some([
        said(i, next, Point::MonthDay(month, first, year)),
        said(start, end, Point::MonthDay(month, second, year)),
    ])
}

/// `on 21 July, the fifth day of the rising`, `July 5, the 132nd anniversary of the landing`: what
/// else a day is, said behind it.
pub(super) fn day_again(scan: &Scan<'_>, before: &Expression) -> Option<Expression> {
    let the = before.next + 1;
    let day = before.meaning.point().is_some_and(Point::is_written_day);
    if !day || !scan.mark(before.next, ",-–—(") || !scan.is(the, "the") || !scan.same_line(the)
    {
        return None;
    }
    let glued = scan.glued(the + 2) && scan.any(the + 2, &["st", "nd", "rd", "th"]);
    let noun = match ordinal_at(scan, the + 1) {
        None if glued && scan.number(the + 1).is_some() => the + 3,
        Some((_, next)) => next,
        None if scan.any(the + 1, &["last", "final", "very"]) => the + 2,
        None if scan.str(the + 1).ends_with("est") => the + 2,
        None => the + 1,
    };
    let noun = noun + usize::from(scan.any(noun, &["single", "full"]));
    let counted = noun > the + 1 && scan.is(noun, "day");
    (counted || scan.is(noun, "anniversary")).then(|| Expression {
        first: the,
        next: noun + 1,
        kind: MentionKind::Date,
        meaning: Meaning::At(Point::Unit(Unit::Day, 0, Base::Reference)),
    })
}

/// `tens of thousands came to mark the sixth anniversary`, in a sentence with its day.
pub(super) fn anniversary_at(
    scan: &Scan<'_>,
    found: &[Expression],
    i: usize,
) -> Option<Expression> {
    let kept = i > 0 && scan.is(i, "the") && scan.any(i - 1, KEPT) && scan.same_line(i);
    if !kept {
        return None;
    }
    let is_day = |day: &Expression| day.meaning.point().is_some_and(Point::is_written_day);
    let day = found.iter().rev().find(|day| is_day(day))?;
    if (day.next..i).any(|at| !scan.same_line(at) || ends_sentence(scan, at)) {
        return None;
    }
    let noun = match ordinal_at(scan, i + 1) {
        Some((_, next)) => next,
        None if scan.number(i + 1).is_some() => i + 3,
        None => i + 1,
    };
    scan.is(noun, "anniversary").then(|| Expression {
        first: i,
        next: noun + 1,
        kind: MentionKind::Date,
        meaning: Meaning::At(Point::Unit(Unit::Day, 0, Base::Reference)),
    })
}

/// What is done with an anniversary on its day.
const KEPT: &[&str] = &[
    "mark",
    "marked",
    "marks",
    "marking",
    "celebrate",
    "celebrated",
    "celebrating",
    "commemorate",
    "commemorated",
    "commemorating",
    "observe",
    "observed",
    "observing",
    "remember",
    "remembered",
];

fn said(first: usize, next: usize, point: Point) -> Expression {
    Expression {
        first,
        next,
        kind: MentionKind::Date,
        meaning: Meaning::At(point),
    }
}

/// A day of a month in digits, and the token after it.
fn day(scan: &Scan<'_>, i: usize) -> Option<(u32, usize)> {
    let (number, digits) = scan.number(i)?;
    let ordinal = scan.glued(i + 1) && scan.any(i + 1, &["st", "nd", "rd", "th"]);
    (digits <= 2 && (1..=31).contains(&number)).then_some((number, i + 1 + usize::from(ordinal)))
}

/// The token behind a dash or a word that links two days.
fn link(scan: &Scan<'_>, i: usize) -> Option<usize> {
    let there = scan.mark(i, "-–—") || scan.any(i, LINKS);
    (there && scan.same_line(i) && scan.same_line(i + 1)).then_some(i + 1)
}

/// Whether a number ends here, counting nothing: `June 6-8 in Paris`, not `May 5 and 6 people`.
/// Behind a dash it can only be a day.
fn ends(scan: &Scan<'_>, next: usize, dash: bool) -> bool {
    let goes_on = scan.glued(next)
        && (scan.is_word(next)
            || scan.mark(next, "%:.,/-")
                && scan.glued(next + 1)
                && scan.number(next + 1).is_some()
            || scan.mark(next, "%"));
    !goes_on && (dash || !scan.is_word(next) || !scan.same_line(next) || scan.any(next, ENDS))
}
