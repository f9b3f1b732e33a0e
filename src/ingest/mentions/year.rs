//! Years, decades and centuries: which numbers are one.

use super::expression::{Point, YearRef};
use crate::ingest::calendar::english::{Sense, Unit};
use crate::ingest::dates::scan::Scan;

/// Words before a number that let it be a year.
const BEFORE: &[&str] = &[
    "in",
    "since",
    "until",
    "till",
    "by",
    "of",
    "from",
    "to",
    "during",
    "between",
    "and",
    "before",
    "after",
    "through",
    "early",
    "late",
    "mid",
    "around",
    "circa",
    "ca",
    "c",
    "year",
    "years",
    "summer",
    "spring",
    "winter",
    "autumn",
    "fall",
    "throughout",
    "for",
    "late",
    "fiscal",
    "or",
    "than",
    "spring",
    "christmas",
    "back",
    "the",
    "with",
    "re",
    "as",
    "on",
    "his",
    "her",
    "its",
    "their",
];

/// Words behind a number that make it a count.
const COUNTED: &[&str] = &[
    "men",
    "people",
    "troops",
    "soldiers",
    "casualties",
    "prisoners",
    "killed",
    "wounded",
    "dead",
    "miles",
    "km",
    "kilometers",
    "kilometres",
    "meters",
    "metres",
    "feet",
    "tons",
    "tonnes",
    "percent",
    "per",
    "dollars",
    "euros",
    "pounds",
    "million",
    "billion",
    "thousand",
    "hundred",
    "points",
    "votes",
    "civilians",
    "ships",
    "aircraft",
    "tanks",
    "guns",
    "square",
    "m",
    "ft",
    "years",
    "days",
    "year",
    "months",
    "weeks",
    "hours",
    "minutes",
    "acres",
    "barrels",
    "shares",
    "workers",
    "jobs",
    "employees",
    "strong",
    "residents",
    "homes",
    "others",
    "were",
    "fighters",
    "rubles",
    "of",
];

/// The year, with its era, at `i`, and the token after it.
pub(super) fn year_at(scan: &Scan<'_>, i: usize) -> Option<(Point, usize)> {
    if let Some(point) = short_year(scan, i) {
        return Some(point);
    }
    let (number, digits) = scan.number(i)?;
    if (2..=4).contains(&digits)
        && let Some(next) = before_christ(scan, i + 1)
    {
        return Some((Point::BeforeChrist(i32::try_from(number).ok()?), next));
    }
    let next = i + 1;
    let plausible = digits == 4 && (1000..=2100).contains(&number);
    let glued_before = scan.glued(i) && i > 0 && !scan.mark(i - 1, "(-–—/“\"‘'[");
    let glued_after = scan.glued(next)
        && (scan.is_word(next)
            || scan.mark(next, "%°'’") && scan.glued(next + 1) && !scan.is(next + 1, "s"));
    let decimal = scan.mark(next, ".,:")
        && scan.glued(next)
        && scan.glued(next + 1)
        && scan.number(next + 1).is_some();
    if !plausible || glued_before || glued_after || decimal || (i > 0 && scan.mark(i - 1, "$£€#№"))
    {
        return None;
    }
    stands_as_year(scan, i).then_some((
        Point::Year(YearRef::Known(i32::try_from(number).ok()?)),
        next,
    ))
}

/// A number of four digits that may be a year, wherever it stands.
pub(super) fn is_year(scan: &Scan<'_>, i: usize) -> Option<i32> {
    let (number, digits) = scan.number(i)?;
    let year = i32::try_from(number).ok()?;
    (digits == 4 && (1900..=2100).contains(&year)).then_some(year)
}

/// Whether what stands around a number of four digits lets it be a year.
fn stands_as_year(scan: &Scan<'_>, i: usize) -> bool {
    let next = i + 1;
    let (number, _) = scan.number(i).unwrap_or_default();
    let counted = scan.same_line(next)
        && scan.any(next, COUNTED)
        && !(scan.any(next, &["were", "of", "per"]) && number % 100 != 0);
    if counted {
        return false;
    }
    let introduced = i > 0
        && (scan.any(i - 1, BEFORE)
            || scan.month(i - 1).is_some()
            || matches!(scan.sense(i - 1), Sense::Season(_)))
        && scan.same_line(i);
    let bracketed = i > 0
        && scan.mark(i - 1, "([,–—-/;")
        && (number % 10 != 0 || scan.mark(i - 1, "([") || scan.mark(next, ")]"));
    if i > 0 && is_reference(scan, i - 1) {
        return false;
    }
    let closed = scan.mark(next, ")]–—-,.;:") || !scan.same_line(next) || scan.any(next, CLOSERS);
    let opens = i == 0 || !scan.same_line(i);
    let recent = (1700..=2050).contains(&number);
    (introduced && (recent || closed))
        || (bracketed && closed && recent)
        || (opens && recent && closed)
        || (recent && number % 50 != 0 && (closed || after_name(scan, i)))
        || (recent && in_list(scan, i))
}

/// `1996, 2000 and 2004`, `2010 through 2012`: one of several years.
fn in_list(scan: &Scan<'_>, i: usize) -> bool {
    let near = |at: usize, mark: usize| {
        let linked = scan.mark(mark, ",-–—") || scan.any(mark, &["and", "or", "to", "through"]);
        let year = is_year(scan, at).zip(is_year(scan, i));
        let near = year.is_some_and(|(other, own)| other != own && (other - own).abs() <= NEAR);
        linked && near && scan.same_line(at.max(i)) && !scan.any(i + 1, COUNTED)
    };
    near(i + 2, i + 1) || i > 1 && near(i - 2, i - 1)
}

/// Years told in one breath lie so close.
const NEAR: i32 = 30;

/// Whether a number behind the token is that of a document, a line or a thing: `Resolution 1973`,
/// `H.R. 1960`, `Section 1983`, `Flight 1549`.
fn is_reference(scan: &Scan<'_>, before: usize) -> bool {
    let at = if scan.mark(before, ".") && scan.glued(before) {
        before.saturating_sub(1)
    } else {
        before
    };
    // "S. 1867" is a bill; "the U.S." ends in the same letter, and "no." a sentence.
    let country = at > 1 && scan.mark(at - 1, ".") && scan.is(at - 2, "u");
    let initial = scan.any(at, &["r", "nos", "sec", "p", "pp", "art"])
        || scan.capital(at) && scan.any(at, &["no", "s"]) && !country;
    let initial = at < before && initial;
    initial || scan.capital(at) && scan.any(at, REFERENCES)
}

/// Nouns that are counted by numbers of their own.
#[rustfmt::skip]
const REFERENCES: &[&str] = &[
    "section", "sections", "article", "articles", "rule", "rules", "resolution", "resolutions", "flight", "flights", "route", "highway", "interstate",
    "chapter", "page", "room", "no", "number", "box", "channel", "bill", "proposition", "amendment", "directive", "regulation", "suite", "apartment",
    "boeing", "airbus", "model", "iso", "isbn", "paragraph", "platform", "battalion", "regiment", "squadron", "hangar", "asteroid", "extension",
];

/// Words behind a year that go on with the sentence.
const CLOSERS: &[&str] = &[
    "and", "to", "when", "the", "as", "was", "saw", "brought", "began", "ended", "marked",
];

/// `the Tokyo 2020 Games`, `World Cup 2006`: a year that belongs to a name.
fn after_name(scan: &Scan<'_>, i: usize) -> bool {
    i > 0 && scan.capital(i - 1) && scan.same_line(i)
}

/// `BC`, `B.C.`, `BCE` at `i`: the token after it.
fn before_christ(scan: &Scan<'_>, i: usize) -> Option<usize> {
    if scan.any(i, &["bc", "bce"]) && scan.capital(i) {
        return Some(i + 1);
    }
    let dotted =
        scan.str(i) == "B" && scan.mark(i + 1, ".") && scan.str(i + 2) == "C" && scan.glued(i + 2);
    dotted.then(|| {
        if scan.mark(i + 3, ".") && scan.glued(i + 3) {
            i + 4
        } else {
            i + 3
        }
    })
}

/// `'89`.
fn short_year(scan: &Scan<'_>, i: usize) -> Option<(Point, usize)> {
    let (number, 2) = scan.number(i + 1)? else {
        return None;
    };
    let apostrophe = scan.mark(i, "'’‘") && !scan.glued(i) && scan.glued(i + 1);
    let ends = !scan.glued(i + 2) || scan.mark(i + 2, ".,;:)");
    let year = i32::try_from(number).ok()? + if number < 30 { 2000 } else { 1900 };
    (apostrophe && ends).then_some((Point::Year(YearRef::Known(year)), i + 2))
}

/// `1990s`, `'90s`, `nineties` at `i`.
pub(super) fn decade_at(scan: &Scan<'_>, i: usize) -> Option<(Point, usize)> {
    if let Sense::Nineties(tens) = scan.sense(i) {
        let the = i > 0 && scan.any(i - 1, &["the", "early", "late", "mid"]);
        return the.then_some((Point::Decade(190 + i32::from(tens)), i + 1));
    }
    if scan.mark(i, "'’‘") && scan.glued(i + 1) {
        let (number, 2) = scan.number(i + 1)? else {
            return None;
        };
        let tens = i32::try_from(number / 10).ok()?;
        return (number % 10 == 0)
            .then(|| plural_s(scan, i + 2))
            .flatten()
            .map(|next| (Point::Decade(190 + tens), next));
    }
    let (number, digits) = scan.number(i)?;
    let next = plural_s(scan, i + 1)?;
    let number = i32::try_from(number).ok()?;
    match digits {
        3 | 4
            if number % 10 == 0
                && let Some(after) = before_christ(scan, next) =>
        {
            Some((Point::BeforeChrist(-(number / 10)), after))
        }
        // "The 1800s", where "the 2000s" are ten years.
        4 if (1000..=1900).contains(&number) && number % 100 == 0 => {
            Some((Point::Century(number / 100), next))
        }
        4 if (1000..=2100).contains(&number) && number % 10 == 0 => {
            Some((Point::Decade(number / 10), next))
        }
        2 if number % 10 == 0
            && number >= 20
            && i > 0
            && scan.any(i - 1, &["the", "early", "late", "mid"]) =>
        {
            Some((Point::Decade(190 + number / 10), next))
        }
        _ => None,
    }
}

/// `s`, `’s` glued to a number.
fn plural_s(scan: &Scan<'_>, i: usize) -> Option<usize> {
    if scan.is(i, "s") && scan.glued(i) {
        return Some(i + 1);
    }
    (scan.mark(i, "'’") && scan.glued(i) && scan.is(i + 1, "s") && scan.glued(i + 1))
        .then_some(i + 2)
}

/// `19th century`, `eighteenth-century` at `i`.
pub(super) fn century_at(scan: &Scan<'_>, i: usize) -> Option<(Point, usize)> {
    let (ordinal, mut next) = ordinal_at(scan, i)?;
    if scan.mark(next, "-–") {
        next += 1;
    }
    let is_century = matches!(
        scan.sense(next),
        Sense::Unit(Unit::Century) | Sense::Units(Unit::Century)
    );
    if !is_century || !(2..=21).contains(&ordinal) {
        return None;
    }
    match before_christ(scan, next + 1) {
        Some(after) => Some((
            Point::BeforeChrist(-1000 - i32::try_from(ordinal).ok()?),
            after,
        )),
        None => Some((Point::Century(i32::try_from(ordinal).ok()? - 1), next + 1)),
    }
}

/// `fifth`, `5th`, `twenty-first` at `i`.
pub(super) fn ordinal_at(scan: &Scan<'_>, i: usize) -> Option<(u32, usize)> {
    if let Some((number, digits)) = scan.number(i) {
        let ending = scan.glued(i + 1) && scan.any(i + 1, &["st", "nd", "rd", "th"]);
        return (ending && digits <= 2).then_some((number, i + 2));
    }
    match scan.sense(i) {
        Sense::Ordinal(n) => Some((u32::from(n), i + 1)),
        Sense::Cardinal(n @ (20 | 30)) if scan.mark(i + 1, "-") => match scan.sense(i + 2) {
            Sense::Ordinal(unit @ 1..=9) => Some((u32::from(n) + u32::from(unit), i + 3)),
            _ => None,
        },
        _ => None,
    }
}
