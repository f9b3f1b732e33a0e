//! Points that a length of time leads to: `three weeks ago`, `two days later`, `10 years ago
//! Wednesday`.

use super::expression::{Base, Meaning, Point};
use super::length::Length;
use crate::ingest::calendar::english::Unit;
use crate::ingest::calendar::lexicon::Form;
use crate::ingest::dates::scan::Scan;

/// `ago`, `later`, `earlier`, `from now` behind a length: the point it leads to.
pub(super) fn counted_from(scan: &Scan<'_>, length: &Length) -> Option<(usize, Meaning)> {
    let at = length.next;
    let (words, direction, base, vague) = if scan.is(at, "ago") {
        (1, -1, Base::Anchor, "PAST_REF")
    } else if scan.any(at, &["later", "afterwards", "afterward"]) {
        (1, 1, Base::Reference, "FUTURE_REF")
    } else if scan.any(at, &["earlier", "previously"]) {
        (1, -1, Base::Reference, "PAST_REF")
    } else if scan.is(at, "from") && scan.is(at + 1, "now") {
        (2, 1, Base::Anchor, "FUTURE_REF")
    } else {
        return None;
    };
    // "10 years ago Wednesday", "a year ago today".
    if words == 1
        && scan.is(at, "ago")
        && length.unit == Unit::Year
        && let Some(years) = length.quantity.whole
        && let Some(weekday) = day_behind(scan, at + 1)
    {
        return Some((at + 2, Meaning::At(Point::YearsBefore(weekday, years))));
    }
    let meaning = match length.quantity.whole.and_then(|n| n.checked_mul(direction)) {
        Some(shift) => Meaning::At(Point::Unit(length.unit, shift, base)),
        None if base == Base::Reference && matches!(length.unit, Unit::Hour | Unit::Minute) => {
            Meaning::Beside(0, vague.to_owned())
        }
        None => Meaning::Value(vague.to_owned()),
    };
    Some((at + words, meaning))
}

/// A weekday, or 0 for today, at `i`.
fn day_behind(scan: &Scan<'_>, i: usize) -> Option<u8> {
    if !scan.same_line(i) {
        return None;
    }
    if scan.is(i, "today") {
        return Some(0);
    }
    let name = scan.entry(i).weekday?;
    let named = name.english && name.form == Form::Full && scan.capital(i);
    let goes_on = scan.mark(i + 1, "'’");
    (named && !goes_on).then_some(name.number)
}
