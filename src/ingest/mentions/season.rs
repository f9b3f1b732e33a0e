//! Seasons, quarters and halves of a year, with the year before or behind them.

use super::expression::{Base, Point, YearRef};
use super::point::{At, year_of};
use super::year::ordinal_at;
use crate::ingest::calendar::english::{Sense, Unit};
use crate::ingest::dates::scan::Scan;

/// `winter`, `the summer of 1920`, `spring 1989`.
pub(super) fn season_at(scan: &Scan<'_>, first: usize, i: usize) -> Option<At> {
    let Sense::Season(code) = scan.sense(i) else {
        return None;
    };
    if let Some((year, next)) = year_of(scan, i + 1) {
        return Some((Point::Season(code, year), next));
    }
    let the = first < i;
    let doubtful = scan.any(i, &["fall", "spring"]);
    let introduced = the
        || i > 0
            && scan.any(
                i - 1,
                &[
                    "in", "last", "this", "next", "that", "by", "during", "since", "early", "late",
                    "mid", "until",
                ],
            );
    // "the fall of Paris", "spring water"; with an article it needs an end of phrase.
    let ends = !scan.is_word(i + 1)
        || scan.any(
            i + 1,
            &[
                "and", "when", "after", "before", "the", "to", "with", "as", "in", "for",
            ],
        );
    // "The 2012 Summer Olympics".
    let name =
        scan.capital(i) && scan.capital(i + 1) && scan.is_word(i + 1) && scan.same_line(i + 1);
    let noun = !scan.is(i + 1, "of") && (ends || !doubtful) && !name;
    ((introduced || !doubtful) && noun).then_some((Point::Season(code, YearRef::Unsaid), i + 1))
}

/// `third quarter of 1989`, `fourth-quarter`, `Q3 2020`.
pub(super) fn quarter_at(scan: &Scan<'_>, i: usize) -> Option<At> {
    if let Some((year, 4)) = scan.number(i)
        && (1900..=2100).contains(&year)
    {
        let owns = scan.mark(i + 1, "'’") && scan.is(i + 2, "s") && scan.glued(i + 2);
        let (point, next) = quarter_at(scan, i + if owns { 3 } else { 1 })?;
        let year = YearRef::Known(i32::try_from(year).ok()?);
        return match point {
            Point::Quarter(number, YearRef::Unsaid) => Some((Point::Quarter(number, year), next)),
            _ => None,
        };
    }
    let (number, next) = if scan.is(i, "q") && scan.glued(i + 1) {
        let (number, _) = scan.number(i + 1)?;
        (number, i + 2)
    } else {
        let (number, next) = if scan.is(i, "final") {
            (4, i + 1)
        } else {
            ordinal_at(scan, i)?
        };
        let hyphen = usize::from(scan.mark(next, "-"));
        let fiscal = usize::from(scan.any(next + hyphen, &["fiscal"]));
        let Sense::Unit(Unit::Quarter) = scan.sense(next + hyphen + fiscal) else {
            return None;
        };
        (number, next + hyphen + fiscal + 1)
    };
    if !(1..=4).contains(&number) {
        return None;
    }
    let (year, next) = year_of(scan, next).unwrap_or((YearRef::Unsaid, next));
    Some((Point::Quarter(number, year), next))
}

/// `first half of 2008`, `latter half of the year`.
pub(super) fn half_at(scan: &Scan<'_>, i: usize) -> Option<At> {
    let half = if scan.is(i, "first") {
        1
    } else if scan.any(i, &["second", "latter"]) {
        2
    } else {
        return None;
    };
    if !scan.is(i + 1, "half") || !scan.is(i + 2, "of") {
        return None;
    }
    let (year, next) = year_of(scan, i + 2).or_else(|| {
        (scan.is(i + 3, "the") && scan.is(i + 4, "year"))
            .then_some((YearRef::Shift(0, Base::Reference), i + 5))
    })?;
    Some((Point::Half(half, year), next))
}
