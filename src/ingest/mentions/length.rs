//! Lengths of time: `two days`, `42-year`, `several months`, `within 1-3 years`, and what is
//! counted with them (`three weeks ago`, `two days later`, `two days after`).

use super::expression::{Base, Expression, Meaning, Point};
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
        Sense::Cardinal(tens) if tens >= 20 && tens < 100 => {
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
        Sense::Several if !scan.is(i, "some") => Some((Quantity::some(), i + 1)),
        _ => None,
    }
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
        return quantity_at(scan, i);
    }
    let next = i + 1;
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

/// A length of time at `i`: quantity, unit, whether it is an adjective (`two-year`), next token.
pub(super) fn length_at(scan: &Scan<'_>, i: usize) -> Option<(Quantity, Unit, bool, usize)> {
    let (mut quantity, mut next) = article_quantity(scan, i)?;
    let with_article = scan.any(i, &["a", "an"]) && quantity.whole == Some(1);
    let hyphen = scan.mark(next, "-‑–") && scan.glued(next + 1);
    if hyphen {
        next += 1;
    }
    if scan.any(
        next,
        &[
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
        ],
    ) && !hyphen
    {
        next += 1;
    }
    if scan.is(next, "and") && scan.is(next + 1, "a") && scan.is(next + 2, "half") {
        quantity = Quantity {
            text: format!("{}.5", quantity.text),
            whole: None,
        };
        next += 3;
    }
    let (unit, plural) = unit_at(scan, next).filter(|_| scan.same_line(next))?;
    let counts =
        plural || hyphen || with_article || quantity.whole == Some(1) || quantity.text == "0.5";
    // "two day old", "ten year" are written too, but a quarter or second is mostly something else.
    let loose = !counts
        && !matches!(unit, Unit::Quarter | Unit::Second | Unit::Century)
        && quantity.text != "X";
    if !(counts || loose) || (with_article && matches!(unit, Unit::Second | Unit::Quarter)) {
        return None;
    }
    let mut next = next + 1;
    if scan.is(next, "and") && scan.is(next + 1, "a") && scan.is(next + 2, "half") {
        quantity = Quantity {
            text: format!("{}.5", quantity.text),
            whole: None,
        };
        next += 3;
    }
    if scan.mark(next, "-") && scan.any(next + 1, &["long", "old"]) && scan.glued(next + 1) {
        next += 2;
    } else if scan.any(next, &["old", "long"]) {
        next += 1;
    } else if scan.is(next, "of") && scan.is(next + 1, "age") {
        next += 2;
    }
    if scan.is(i + 1, "fortnight") || scan.any(next.wrapping_sub(1), &["fortnight", "fortnights"]) {
        quantity = Quantity::whole(
            u32::try_from(quantity.whole.unwrap_or(1))
                .ok()?
                .checked_mul(2)?,
        );
    }
    Some((quantity, unit, hyphen, next))
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
    let bare = matches!(scan.sense(i), Sense::Units(_));
    let (quantity, unit, adjective, next) = if bare {
        let Sense::Units(unit) = scan.sense(i) else {
            return None;
        };
        (Quantity::some(), unit, false, i + 1)
    } else {
        length_at(scan, i)?
    };
    let point = |shift: i32, base| Meaning::At(Point::Unit(unit, shift, base));
    let count = quantity.whole;
    let counted =
        |direction: i32, base| count.map_or(Meaning::Open, |n| point(direction * n, base));
    let (next, kind, meaning) = if scan.is(next, "ago") {
        let vague = Meaning::Value("PAST_REF".into());
        (
            next + 1,
            MentionKind::Date,
            if count.is_some() {
                counted(-1, Base::Anchor)
            } else {
                vague
            },
        )
    } else if scan.any(next, &["later", "afterwards", "afterward"]) {
        let vague = Meaning::Value("FUTURE_REF".into());
        (
            next + 1,
            MentionKind::Date,
            if count.is_some() {
                counted(1, Base::Reference)
            } else {
                vague
            },
        )
    } else if scan.any(next, &["earlier", "previously"]) {
        let vague = Meaning::Value("PAST_REF".into());
        (
            next + 1,
            MentionKind::Date,
            if count.is_some() {
                counted(-1, Base::Reference)
            } else {
                vague
            },
        )
    } else if scan.is(next, "from") && scan.is(next + 1, "now") {
        (next + 2, MentionKind::Date, counted(1, Base::Anchor))
    } else if scan.any(next, &["after", "before"]) && !adjective && !bare {
        (
            next + 1,
            MentionKind::Duration,
            Meaning::Value(period(&quantity.text, unit)),
        )
    } else if bare && !bare_plural_counts(scan, i) {
        return None;
    } else {
        (
            next,
            MentionKind::Duration,
            Meaning::Value(period(&quantity.text, unit)),
        )
    };
    let first = extend_left(scan, i);
    Some(Expression {
        first,
        next,
        kind,
        meaning,
    })
}

/// `for years`, `years of conflict`, `in months`: a plural unit that is a length.
fn bare_plural_counts(scan: &Scan<'_>, i: usize) -> bool {
    let before = i > 0
        && scan.any(
            i - 1,
            &[
                "for", "took", "take", "takes", "last", "lasted", "within", "over", "after", "in",
                "of",
            ],
        );
    let after = scan.any(i + 1, &["of"]) || (scan.mark(i + 1, "-") && scan.is(i + 2, "long"));
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
