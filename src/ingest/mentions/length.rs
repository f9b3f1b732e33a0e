//! Lengths of time: `two days`, `42-year`, `several months`, `within 1-3 years`, and what is
//! counted with them (`three weeks ago`, `two days later`, `two days after`).

use super::ago::counted_from;
use super::expression::{Expression, Meaning};
use crate::article::MentionKind;
use crate::ingest::calendar::english::{Sense, Unit};
use crate::ingest::dates::scan::Scan;

/// How many: a number as TIMEX3 writes it, `X` for some.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Quantity {
    /// `2`, `2.5`, `X`.
    pub(super) text: String,
    /// The whole number, `None` for fractions and "some".
    pub(super) whole: Option<i32>,
}

impl Quantity {
    fn whole(n: u32) -> Self {
        Self {
            text: n.to_string(),
            whole: i32::try_from(n).ok(),
        }
    }

    fn some() -> Self {
        Self {
            text: "X".into(),
            whole: None,
        }
    }
}

/// Words before a length that belong to it, the last of them.
const ABOUT: &[&str] = &[
    "about",
    "nearly",
    "almost",
    "over",
    "around",
    "roughly",
    "approximately",
    "some",
    "just",
    "only",
    "another",
    "under",
    "barely",
    "virtually",
    "exactly",
    "fewer",
];

/// The TIMEX3 value of a length.
pub(super) fn period(quantity: &str, unit: Unit) -> String {
    let (time, letter) = match unit {
        Unit::Second => ("T", "S"),
        Unit::Minute => ("T", "M"),
        Unit::Hour => ("T", "H"),
        Unit::Day => ("", "D"),
        Unit::Week => ("", "W"),
        Unit::Weekend => ("", "WE"),
        Unit::Month => ("", "M"),
        Unit::Quarter => ("", "Q"),
        Unit::Year => ("", "Y"),
        Unit::Decade => ("", "DE"),
        Unit::Century => ("", "CE"),
    };
    format!("P{time}{quantity}{letter}")
}

/// The unit at `i`, singular or plural.
pub(super) fn unit_at(scan: &Scan<'_>, i: usize) -> Option<(Unit, bool)> {
    match scan.sense(i) {
        Sense::Unit(unit) => Some((unit, false)),
        Sense::Units(unit) => Some((unit, true)),
        // "second" is an ordinal first.
        Sense::Ordinal(2) if scan.is(i, "second") => Some((Unit::Second, false)),
        _ => None,
    }
}

/// A number in digits or words at `i`.
pub(super) fn quantity_at(scan: &Scan<'_>, i: usize) -> Option<(Quantity, usize)> {
    if let Some((number, digits)) = scan.number(i) {
        if i > 0 && scan.glued(i) && scan.mark(i - 1, ".,:$£€") {
            return None;
        }
        let fraction = scan
            .number(i + 2)
            .filter(|_| scan.glued(i + 1) && scan.glued(i + 2));
        return match fraction {
            Some((_, 3)) if scan.mark(i + 1, ",") => {
                let (rest, _) = scan.number(i + 2)?;
                Some((
                    Quantity::whole(number.checked_mul(1000)?.checked_add(rest)?),
                    i + 3,
                ))
            }
            Some((rest, _)) if scan.mark(i + 1, ".") => Some((
                Quantity {
                    text: format!("{number}.{rest}"),
                    whole: None,
                },
                i + 3,
            )),
            _ => (digits <= 4).then(|| (Quantity::whole(number), i + 1)),
        };
    }
    match scan.sense(i) {
        Sense::Cardinal(tens) if (20..100).contains(&tens) => {
            let after = if scan.mark(i + 1, "-") { i + 2 } else { i + 1 };
            match scan.sense(after) {
                Sense::Cardinal(ones) if ones < 10 => Some((
                    Quantity::whole(u32::from(tens) + u32::from(ones)),
                    after + 1,
                )),
                _ => Some((Quantity::whole(u32::from(tens)), i + 1)),
            }
        }
        Sense::Cardinal(100) => Some((Quantity::whole(100), i + 1)),
        Sense::Cardinal(n) if !scan.is(i, "couple") => match scan.sense(i + 1) {
            Sense::Cardinal(100) => Some((Quantity::whole(u32::from(n) * 100), i + 2)),
            _ => Some((Quantity::whole(u32::from(n)), i + 1)),
        },
        // "The second attack in as many days": they are counted elsewhere.
        Sense::Several if scan.is(i, "many") && i > 0 && scan.is(i - 1, "as") => None,
        Sense::Several if !scan.is(i, "some") => Some((Quantity::some(), i + 1)),
        _ => None,
    }
}

/// `half-hour`, `half hour`.
fn half_of(scan: &Scan<'_>, i: usize) -> Option<(Quantity, usize)> {
    let hyphen = usize::from(scan.mark(i + 1, "-‑") && scan.glued(i + 1));
    let (unit, false) = unit_at(scan, i + 1 + hyphen).filter(|_| scan.is(i, "half"))? else {
        return None;
    };
    let text = "0.5".to_owned();
    (unit != Unit::Year).then_some((Quantity { text, whole: None }, i + 1))
}

/// A quantity with an article: `a few`, `a couple of`, `a`, `an`, `half a`.
fn article_quantity(scan: &Scan<'_>, i: usize) -> Option<(Quantity, usize)> {
    if scan.is(i, "half") && scan.any(i + 1, &["a", "an"]) {
        return Some((
            Quantity {
                text: "0.5".into(),
                whole: None,
            },
            i + 2,
        ));
    }
    if !scan.any(i, &["a", "an"]) {
        return half_of(scan, i).or_else(|| quantity_at(scan, i));
    }
    let next = i + 1;
    // "A half-hour meeting": the article is the meeting's.
    if scan.is(next, "half") {
        return half_of(scan, next).filter(|_| !scan.mark(next + 1, "-‑"));
    }
    if scan.is(next, "couple") {
        let of = usize::from(scan.is(next + 1, "of"));
        return Some((Quantity::whole(2), next + 1 + of));
    }
    if scan.any(next, &["dozen", "hundred"]) {
        return quantity_at(scan, next);
    }
    if scan.any(next, &["few"]) {
        return Some((Quantity::some(), next + 1));
    }
    let skip = usize::from(scan.any(next, &["full", "single", "whole", "mere"]));
    Some((Quantity::whole(1), next + skip))
}

/// Words between a number and its unit.
const BETWEEN: &[&str] = &[
    "more",
    "full",
    "whole",
    "consecutive",
    "straight",
    "long",
    "business",
    "working",
    "calendar",
    "bloody",
    "previous",
    "additional",
    "or",
];

/// A length of time: quantity, unit, and how it is written.
pub(super) struct Length {
    /// How many.
    pub(super) quantity: Quantity,
    /// Of what.
    pub(super) unit: Unit,
    /// Whether it is an adjective (`two-year`) or a plural alone (`years`).
    written: Written,
    /// The token after it.
    pub(super) next: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Written {
    Noun,
    Adjective,
    PluralAlone,
}

/// A length of time with its quantity at `i`.
fn length_at(scan: &Scan<'_>, i: usize) -> Option<Length> {
    let (quantity, next) = article_quantity(scan, i)?;
    let with_article = scan.any(i, &["a", "an"]) && quantity.whole == Some(1);
    let hyphen = scan.mark(next, "-‑–") && scan.glued(next + 1);
    let next = next + usize::from(hyphen || scan.any(next, BETWEEN));
    let (quantity, next) = and_a_half(scan, quantity, next);
    let (unit, plural) = unit_at(scan, next).filter(|_| scan.same_line(next))?;
    let counts =
        plural || hyphen || with_article || quantity.whole == Some(1) || quantity.text == "0.5";
    // "two day old", "ten year" are written too, but a quarter or second is mostly something else.
    let ordinal = matches!(unit, Unit::Quarter | Unit::Second);
    let loose = !ordinal && unit != Unit::Century && quantity.text != "X";
    // "A month-long strike": the article is the strike's.
    let adjective = with_article && whole_at(scan, next).is_some();
    if !(counts || loose) || adjective || (with_article && ordinal) {
        return None;
    }
    let fortnight = scan.any(next, &["fortnight", "fortnights"]);
    let (quantity, next) = and_a_half(scan, quantity, next + 1);
    let quantity = match quantity.whole {
        Some(n) if fortnight => Quantity::whole(u32::try_from(n).ok()?.checked_mul(2)?),
        _ => quantity,
    };
    let next = if tied(scan, next) {
        next + 2
    } else if scan.any(next, &["old", "long"]) {
        next + 1
    } else if scan.is(next, "of") && scan.is(next + 1, "age") {
        next + 2
    } else {
        next
    };
    let written = if hyphen {
        Written::Adjective
    } else {
        Written::Noun
    };
    Some(Length {
        quantity,
        unit,
        written,
        next,
    })
}

fn and_a_half(scan: &Scan<'_>, quantity: Quantity, next: usize) -> (Quantity, usize) {
    if scan.is(next, "and") && scan.is(next + 1, "a") && scan.is(next + 2, "half") {
        let text = format!("{}.5", quantity.text);
        return (Quantity { text, whole: None }, next + 3);
    }
    (quantity, next)
}

/// `1-3 years`, `two to three weeks`, with the `within` before it.
pub(super) fn window_at(scan: &Scan<'_>, i: usize) -> Option<Expression> {
    let within = usize::from(scan.is(i, "within"));
    let (low, next) = quantity_at(scan, i + within)?;
    if !(scan.mark(next, "-–—") || scan.any(next, &["to", "or"])) {
        return None;
    }
    let (high, next) = quantity_at(scan, next + 1)?;
    let (unit, true) = unit_at(scan, next)? else {
        return None;
    };
    low.whole.zip(high.whole).filter(|(low, high)| low < high)?;
    let value = format!("{}/{}", period(&low.text, unit), period(&high.text, unit));
    Some(Expression {
        first: i,
        next: next + 1,
        kind: MentionKind::Duration,
        meaning: Meaning::Value(value),
    })
}

/// A length of time, or a point counted with one, at `i`.
pub(super) fn length_expression(scan: &Scan<'_>, i: usize) -> Option<Expression> {
    if let Some(window) = window_at(scan, i) {
        return Some(window);
    }
    if let Some((unit, next)) = whole_at(scan, i) {
        return Some(Expression {
            first: i,
            next,
            kind: MentionKind::Duration,
            meaning: Meaning::Value(period("1", unit)),
        });
    }
    let length = match scan.sense(i) {
        Sense::Units(unit) => Length {
            quantity: Quantity::some(),
            unit,
            written: Written::PluralAlone,
            next: i + 1 + if tied(scan, i + 1) { 2 } else { 0 },
        },
        _ => length_at(scan, i)?,
    };
    let first = extend_left(scan, i);
    if let Some((next, meaning)) = counted_from(scan, &length) {
        return Some(Expression {
            first,
            next,
            kind: MentionKind::Date,
            meaning,
        });
    }
    let alone = length.written == Written::PluralAlone;
    if alone && !plural_alone_counts(scan, i) {
        return None;
    }
    let after = length.written == Written::Noun && scan.any(length.next, &["after", "before"]);
    let value = period(&length.quantity.text, length.unit);
    let direction = if scan.is(length.next, "after") { 1 } else { -1 };
    let shift = length.quantity.whole.and_then(|n| n.checked_mul(direction));
    let spent = i > 0 && scan.any(first.saturating_sub(1), SPENT);
    let beside = match length.unit {
        Unit::Day => shift,
        // Some hours before or after what befell: the same day.
        Unit::Hour | Unit::Minute => Some(0),
        _ => None,
    };
    let beside = beside.filter(|_| after && !spent);
    Some(Expression {
        first,
        next: length.next + usize::from(after),
        kind: MentionKind::Duration,
        meaning: match beside {
            Some(shift) => Meaning::Beside(shift, value),
            None => Meaning::Value(value),
        },
    })
}

/// Words before a length that was spent: `they held out for three days before they fled`.
const SPENT: &[&str] = &[
    "for", "took", "takes", "lasted", "last", "within", "spent", "waited", "held", "fought", "in",
];

/// `-long`, `-old` behind a unit.
fn tied(scan: &Scan<'_>, i: usize) -> bool {
    scan.mark(i, "-‑") && scan.any(i + 1, &["long", "old"]) && scan.glued(i + 1)
}

/// `month-long`, `weeklong`: one unit of time, and the token after it.
fn whole_at(scan: &Scan<'_>, i: usize) -> Option<(Unit, usize)> {
    if let Sense::Long(unit) = scan.sense(i) {
        return Some((unit, i + 1));
    }
    let (unit, false) = unit_at(scan, i)? else {
        return None;
    };
    let alone = i == 0 || !scan.glued(i);
    let long = scan.mark(i + 1, "-‑") && scan.glued(i + 1) && scan.is(i + 2, "long");
    (alone && long && scan.glued(i + 2) && unit >= Unit::Hour).then_some((unit, i + 3))
}

/// `for years`, `years of conflict`, `in months`: a plural unit that is a length.
fn plural_alone_counts(scan: &Scan<'_>, i: usize) -> bool {
    let before = i > 0
        && scan.any(
            i - 1,
            &[
                "for", "took", "take", "takes", "last", "lasted", "within", "over", "after", "in",
                "of", "been", "spent", "spend", "waited", "wait", "not", "than", "past",
            ],
        );
    let after = scan.any(i + 1, &["of", "after", "before"]) || tied(scan, i + 1);
    (before || after) && !matches!(scan.sense(i), Sense::Units(Unit::Second | Unit::Quarter))
}

/// Takes in the words before a length that qualify it: `about`, `more than`, `up to`, `at least`.
fn extend_left(scan: &Scan<'_>, i: usize) -> usize {
    let Some(before) = i.checked_sub(1) else {
        return i;
    };
    if !scan.same_line(i) {
        return i;
    }
    if scan.any(before, &["than", "to", "least", "most"])
        && let Some(start) = before.checked_sub(1)
    {
        let pair = match scan.str(before).to_ascii_lowercase().as_str() {
            "than" => scan.any(start, &["more", "less", "longer", "fewer"]),
            "to" => scan.is(start, "up"),
            _ => scan.is(start, "at"),
        };
        return if pair { start } else { i };
    }
    if scan.any(before, ABOUT) { before } else { i }
}
