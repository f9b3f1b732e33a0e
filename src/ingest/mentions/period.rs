//! Periods that news reports on: `the year`, `the weekend`, `year-end`, `the latest quarter`, and
//! the same period a year before (`the year-ago quarter`, `the same month last year`).

use super::expression::{Base, Point};
use super::length::unit_at;
use super::point::At;
use crate::ingest::calendar::english::Unit;
use crate::ingest::dates::scan::Scan;

/// The period that begins at token `i`, an article before it included.
pub(super) fn period_at(scan: &Scan<'_>, i: usize) -> Option<At> {
    let the = usize::from(scan.is(i, "the"));
    year_ago(scan, i, the)
        .or_else(|| same_last_year(scan, i, the))
        .or_else(|| the_weekend(scan, i, the))
        .or_else(|| latest(scan, i, the))
        .or_else(|| reported(scan, i, the))
        .or_else(|| unit_end(scan, i))
}

/// A word that says by whose books a year is counted, behind `this` or `the`: how many tokens it is.
pub(super) fn fiscal(scan: &Scan<'_>, i: usize) -> usize {
    usize::from(scan.any(i, &["fiscal", "financial", "calendar"]))
}

/// `year-end`, `year's end`: the end of the year spoken of, or of the article's.
fn unit_end(scan: &Scan<'_>, i: usize) -> Option<At> {
    let (unit, false) = unit_at(scan, i)? else {
        return None;
    };
    let joined = scan.mark(i + 1, "-‑") && scan.glued(i + 1) && scan.glued(i + 2);
    let owns = scan.mark(i + 1, "'’") && scan.is(i + 2, "s") && scan.glued(i + 2);
    let next = i + if owns { 3 } else { 2 };
    ((joined || owns) && scan.is(next, "end") && unit >= Unit::Month)
        .then_some((Point::Unit(unit, 0, Base::Nearby), next + 1))
}

/// `the weekend`: the last one, or the coming one where the verb looks ahead.
fn the_weekend(scan: &Scan<'_>, i: usize, the: usize) -> Option<At> {
    let alone = the == 1 && scan.is(i + 1, "weekend") && !scan.mark(i + 2, "-");
    alone.then_some((Point::Weekend, i + 2))
}

/// `the latest quarter`, `the most recent week`: the last whole one.
fn latest(scan: &Scan<'_>, i: usize, the: usize) -> Option<At> {
    let at = if scan.is(i + the, "latest") {
        i + the + 1
    } else if scan.is(i + the, "most") && scan.is(i + the + 1, "recent") {
        i + the + 2
    } else {
        return None;
    };
    let at = at + fiscal(scan, at);
    let (unit, false) = unit_at(scan, at).filter(|_| the == 1 && scan.same_line(at))? else {
        return None;
    };
    let period = matches!(unit, Unit::Week | Unit::Month | Unit::Quarter | Unit::Year);
    (period && !scan.mark(at + 1, "-")).then_some((Point::Unit(unit, -1, Base::Anchor), at + 1))
}

/// Words before `the year` that make a time of it.
const DURING: &[&str] = &["in", "for", "during", "of", "through", "throughout", "over"];
/// Words behind it that tell which one is meant.
const TOLD: &[&str] = &[
    "of",
    "that",
    "when",
    "before",
    "after",
    "since",
    "following",
    "until",
    "ago",
    "earlier",
    "later",
    "to",
    "ended",
    "ending",
];

/// `sales for the year`, `in the quarter`: the one spoken of, else that of writing.
fn reported(scan: &Scan<'_>, i: usize, the: usize) -> Option<At> {
    let told = the == 1 && i > 0 && scan.any(i - 1, DURING) && scan.same_line(i);
    let at = i + 1 + fiscal(scan, i + 1);
    let (unit, false) = unit_at(scan, at).filter(|_| told && scan.same_line(at))? else {
        return None;
    };
    let period = matches!(unit, Unit::Week | Unit::Month | Unit::Quarter | Unit::Year);
    let named = scan.capital(at)
        || scan.any(at + 1, TOLD)
        || scan.number(at + 1).is_some()
        || scan.mark(at + 1, "-‑'’");
    (period && !named).then_some((Point::Unit(unit, 0, Base::Nearby), at + 1))
}

/// `the year-ago quarter`, `year-earlier`: the same time a year before the one spoken of.
fn year_ago(scan: &Scan<'_>, i: usize, the: usize) -> Option<At> {
    let at = i + the + usize::from(scan.any(i + the, &["a", "its"]));
    let joined = scan.mark(at + 1, "-‑") && scan.glued(at + 1) && scan.glued(at + 2);
    if !scan.is(at, "year") || !joined || !scan.any(at + 2, &["ago", "earlier"]) {
        return None;
    }
    let noun = scan.any(at + 3, &["period", "quarter", "month", "week", "half"]);
    let point = if noun {
        Point::Again(Unit::Year, -1)
    } else {
        Point::Unit(Unit::Year, -1, Base::Reference)
    };
    Some((point, at + 3 + usize::from(noun)))
}

/// `the same month last year`, `the same period a year earlier`, `this time last year`.
fn same_last_year(scan: &Scan<'_>, i: usize, the: usize) -> Option<At> {
    // "This time last year".
    if scan.is(i, "this") && scan.is(i + 1, "time") && scan.is(i + 3, "year") {
        let shift = match scan.str(i + 2) {
            "last" => -1,
            "next" => 1,
            _ => return None,
        };
        return Some((Point::Unit(Unit::Year, shift, Base::Anchor), i + 4));
    }
    let unit = i + the + 1;
    let unit_said = match unit_at(scan, unit) {
        Some((said, false)) if said >= Unit::Day => said,
        _ => Unit::Year,
    };
    let period = scan.is(unit, "period") || unit_said != Unit::Year;
    if the == 0 || !scan.is(i + 1, "same") || !period {
        return None;
    }
    let of = usize::from(scan.any(unit + 1, &["of", "in"]));
    let at = unit + 1 + of;
    let back = &["ago", "earlier", "before"];
    let counted = scan.any(at, &["a", "one"]) && scan.is(at + 1, "year") && scan.any(at + 2, back);
    let at_turn = at + usize::from(scan.is(at, "the"));
    let turned = scan.any(at_turn, &["last", "previous", "prior"]) && scan.is(at_turn + 1, "year");
    let next = match (counted, turned) {
        (true, _) => at + 3,
        (_, true) => at_turn + 2,
        _ => return None,
    };
    scan.same_line(next - 1)
        .then_some((Point::Again(unit_said, -1), next))
}
