//! Whole expressions: points with what stands around them (`early March`, `the end of the
//! year`, `Friday morning`), clock times, sets and vague references.

use super::expression::{Base, Expression, Meaning, Point};
use super::length::{length_expression, period, quantity_at, unit_at};
use super::point::{At, point_at};
use crate::article::MentionKind::{self, Date, Duration, Set, Time};
use crate::ingest::calendar::english::{DayPart, Sense, Unit, Vague};
use crate::ingest::dates::clock::clock_at;
use crate::ingest::dates::scan::{Kind, Scan};

/// The longest time expression that begins at token `i`.
pub(super) fn expression_at(scan: &Scan<'_>, i: usize) -> Option<Expression> {
    if !may_open(scan, i) {
        return None;
    }
    let forms = [
        point_at(scan, i).map(|(point, next)| dated(i, next, point)),
        modified_at(scan, i).map(|(point, next)| dated(i, next, point)),
        part_of_day(scan, i),
        clock_time(scan, i),
        set_at(scan, i),
        stretch_at(scan, i),
        length_expression(scan, i),
        vague_at(scan, i),
    ];
    let longest = forms
        .into_iter()
        .flatten()
        .reduce(|best, other| if other.next > best.next { other } else { best })?;
    Some(with_preposition(scan, longest))
}

/// Cheap test before the grammar is tried: most words of a text begin no time expression.
fn may_open(scan: &Scan<'_>, i: usize) -> bool {
    match scan.at(i).map(|token| token.kind) {
        Some(Kind::Number(..)) => true,
        Some(Kind::Word(entry)) => {
            entry.month.is_some()
                || entry.weekday.is_some()
                || entry.sense != Sense::None
                || scan.any(i, OPENERS)
        }
        Some(Kind::Mark(c)) => matches!(c, '\'' | '’' | '‘'),
        None => false,
    }
}

/// Words without a time sense that can open an expression.
const OPENERS: &[&str] = &[
    "the",
    "a",
    "an",
    "last",
    "next",
    "this",
    "that",
    "past",
    "previous",
    "following",
    "early",
    "late",
    "mid",
    "earlier",
    "later",
    "each",
    "every",
    "per",
    "within",
    "half",
    "at",
    "year",
    "fiscal",
    "q",
    "end",
    "these",
    "future",
    "prior",
    "coming",
    "final",
    "subsequent",
    "preceding",
    "same",
    "beginning",
    "start",
    "middle",
    "right",
    "mid-",
    "once",
    "latter",
];

fn dated(first: usize, next: usize, point: Point) -> Expression {
    let timed = matches!(point, Point::Moment(moment) if moment.precision > crate::article::Precision::Day)
        || matches!(point, Point::Unit(Unit::Hour | Unit::Minute, ..));
    Expression {
        first,
        next,
        kind: if timed { Time } else { Date },
        meaning: Meaning::At(point),
    }
}

/// "On" belongs to a bare weekday: without it the name is the day, with it the adverbial.
fn with_preposition(scan: &Scan<'_>, mut found: Expression) -> Expression {
    let weekday =
        matches!(found.meaning, Meaning::At(Point::Weekday(_, 0))) && found.next == found.first + 1;
    if weekday && found.first > 0 && scan.is(found.first - 1, "on") && scan.same_line(found.first) {
        found.first -= 1;
    }
    found
}

/// `early March`, `late 1919`, `mid-December`, `the end of May`, `later that month`,
/// `early in 1862`, `the end of the year`.
fn modified_at(scan: &Scan<'_>, i: usize) -> Option<At> {
    let the = usize::from(scan.is(i, "the"));
    let at = i + the;
    if scan.any(at, &["early", "late", "mid", "earlier", "later"]) {
        let mut next = at + 1;
        if scan.mark(next, "-–") && scan.glued(next) {
            next += 1;
        }
        if scan.is(next, "in") || scan.is(next, "on") {
            next += 1;
        }
        if !scan.same_line(next) {
            return None;
        }
        let inner = point_at(scan, next).or_else(|| the_unit(scan, next));
        return inner.filter(|(point, _)| {
            !matches!(point, Point::Weekday(_, 0) | Point::Unit(Unit::Day, ..))
                || scan.any(at, &["earlier", "later", "late", "early"])
        });
    }
    let mut next = at;
    if scan.any(
        next,
        &[
            "early", "latter", "late", "last", "first", "second", "later",
        ],
    ) && scan.any(
        next + 1,
        &["part", "half", "days", "weeks", "months", "years"],
    ) {
        next += 2;
    } else if scan.any(next, &["very"]) && scan.any(next + 1, EDGES) {
        next += 2;
    } else if scan.any(next, EDGES) {
        next += 1;
    } else {
        return None;
    }
    if !scan.is(next, "of") || !scan.same_line(next + 1) {
        return None;
    }
    point_at(scan, next + 1).or_else(|| the_unit(scan, next + 1))
}

/// Words for a part of a time that has no name of its own.
const EDGES: &[&str] = &[
    "end",
    "start",
    "beginning",
    "middle",
    "close",
    "rest",
    "remainder",
    "eve",
    "turn",
    "height",
    "outset",
    "dawn",
];

/// `the year`, `the month`: the one spoken of.
fn the_unit(scan: &Scan<'_>, i: usize) -> Option<At> {
    let the = scan.is(i, "the");
    let (unit, false) = unit_at(scan, i + 1)? else {
        return None;
    };
    (the && unit >= Unit::Day).then_some((Point::Unit(unit, 0, Base::Reference), i + 2))
}

fn day_part(scan: &Scan<'_>, i: usize) -> Option<DayPart> {
    match scan.sense(i) {
        Sense::Part(part) if scan.same_line(i) => Some(part),
        _ => None,
    }
}

/// `this morning`, `last night`, `the next morning`, `Friday morning`, `the night of 8 February`.
fn part_of_day(scan: &Scan<'_>, i: usize) -> Option<Expression> {
    let timed = |next: usize, point: Point, part: DayPart| {
        Some(Expression {
            first: i,
            next,
            kind: Time,
            meaning: Meaning::Part(point, part),
        })
    };
    let early = usize::from(scan.any(i, &["early", "late"]));
    let in_ = if early == 1 && scan.any(i + 1, &["in", "on"]) {
        1
    } else {
        0
    };
    let the = usize::from(scan.is(i + early + in_, "the"));
    let at = i + early + in_ + the;
    let inner_early = usize::from(scan.any(at, &["early", "late"]));
    let day = |shift: i32, base| Point::Unit(Unit::Day, shift, base);
    if scan.sense(at) == Sense::Tonight {
        return timed(at + 1, day(0, Base::Anchor), DayPart::Night);
    }
    if let Some(part) = day_part(scan, at + inner_early) {
        let mut next = at + inner_early + 1;
        if scan.is(next, "hours") {
            next += 1;
        }
        let of = scan.any(next, &["of", "on"]);
        if of
            && let Some((point, after)) =
                point_at(scan, next + 1).filter(|(point, _)| is_day(*point))
        {
            return timed(after, point, part);
        }
        if matches!(part, DayPart::Noon | DayPart::Midnight) || scan.any(at, &["overnight"]) {
            return timed(at + 1, day(0, Base::Reference), part);
        }
        return None;
    }
    let (shift, base) = match scan.str(at).to_ascii_lowercase().as_str() {
        "this" => (0, Base::Anchor),
        "last" => (-1, Base::Anchor),
        "that" | "same" => (0, Base::Reference),
        "next" | "following" => (1, Base::Reference),
        "previous" => (-1, Base::Reference),
        _ => return day_then_part(scan, i, at),
    };
    let skip = usize::from(scan.is(at, "that") && scan.is(at + 1, "same"));
    match day_part(scan, at + 1 + skip) {
        Some(part) => timed(at + 2 + skip, day(shift, base), part),
        None => day_then_part(scan, i, at),
    }
}

/// `Friday morning`, `yesterday evening`, `Christmas night`.
fn day_then_part(scan: &Scan<'_>, first: usize, at: usize) -> Option<Expression> {
    let (point, next) = point_at(scan, at).filter(|(point, _)| is_day(*point))?;
    let early = usize::from(scan.any(next, &["early", "late"]));
    let part = day_part(scan, next + early)?;
    let next = next + early + 1;
    let (point, next) = match point_at(scan, next + 1) {
        Some((Point::Moment(moment), after)) if scan.is(next, "of") => {
            (Point::Moment(moment), after)
        }
        _ => (point, next),
    };
    Some(Expression {
        first,
        next,
        kind: Time,
        meaning: Meaning::Part(point, part),
    })
}

fn is_day(point: Point) -> bool {
    matches!(
        point,
        Point::Moment(_)
            | Point::MonthDay(..)
            | Point::Weekday(..)
            | Point::Unit(Unit::Day, ..)
            | Point::DayOfMonth(_)
    )
}

/// `19:15`, `11:30 a.m.`, `9:34 p.m., March 19`, `10 a.m. Friday`.
fn clock_time(scan: &Scan<'_>, i: usize) -> Option<Expression> {
    use chrono::Timelike as _;
    let clock = clock_at(scan, i)?;
    if i > 0 && scan.glued(i) && scan.mark(i - 1, ".,:/$")
        || scan.mark(clock.next, ":") && scan.glued(clock.next)
    {
        return None;
    }
    let mut at = clock.next;
    at += usize::from(scan.mark(at, ","));
    at += usize::from(scan.is(at, "on") && at == clock.next);
    let day = point_at(scan, at).filter(|(point, _)| is_day(*point) && scan.same_line(at));
    let next = day.map_or(clock.next, |(_, next)| next);
    let minute = clock.minutes.then(|| clock.time.minute());
    let meaning = Meaning::Clock(day.map(|(point, _)| point), clock.time.hour(), minute);
    Some(Expression {
        first: i,
        next,
        kind: Time,
        meaning,
    })
}

/// `every Monday`, `each year`, `per day`, `annually`, `twice a week`.
fn set_at(scan: &Scan<'_>, i: usize) -> Option<Expression> {
    let set = |next: usize, value: String| {
        Some(Expression {
            first: i,
            next,
            kind: Set,
            meaning: Meaning::Value(value),
        })
    };
    if let Sense::Often(value) = scan.sense(i) {
        return set(i + 1, value.to_owned());
    }
    if scan.is(i, "once") || scan.is(i, "twice") {
        let (unit, false) =
            unit_at(scan, i + 2).filter(|_| scan.any(i + 1, &["a", "per", "each", "every"]))?
        else {
            return None;
        };
        return set(i + 3, every(unit)?.to_owned());
    }
    if !scan.any(i, &["every", "each", "per"]) || !scan.same_line(i + 1) {
        return None;
    }
    if let Some(name) = scan.entry(i + 1).weekday.filter(|name| name.english) {
        return set(i + 2, format!("XXXX-WXX-{}", name.number));
    }
    if let Some(part) = day_part(scan, i + 1) {
        return set(
            i + 2,
            format!("XXXX-XX-XX{}", super::resolve::part_code(part)),
        );
    }
    if let Some((quantity, next)) = quantity_at(scan, i + 1) {
        let (unit, true) = unit_at(scan, next)? else {
            return None;
        };
        return set(next + 1, period(&quantity.text, unit));
    }
    match unit_at(scan, i + 1)? {
        (unit, false) => set(
            i + 2,
            if scan.is(i, "per") {
                period("1", unit)
            } else {
                every(unit)?.to_owned()
            },
        ),
        _ => None,
    }
}

fn every(unit: Unit) -> Option<&'static str> {
    Some(match unit {
        Unit::Hour => "XXXX-XX-XXTXX",
        Unit::Day => "XXXX-XX-XX",
        Unit::Week => "XXXX-WXX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Year => "XXXX",
        _ => return None,
    })
}

/// `the past three years`, `the first ten months`, `the next few days`, `recent weeks`,
/// `the last two weeks`.
fn stretch_at(scan: &Scan<'_>, i: usize) -> Option<Expression> {
    let the = usize::from(scan.any(i, &["the", "these", "those"]));
    let at = i + the;
    let turned = scan.any(
        at,
        &[
            "past",
            "last",
            "next",
            "first",
            "final",
            "following",
            "coming",
            "previous",
            "recent",
            "intervening",
            "preceding",
            "ensuing",
            "opening",
        ],
    );
    let mut next = at + usize::from(turned);
    if !turned && the == 0 {
        return None;
    }
    let mut quantity = "X".to_owned();
    if let Some((found, after)) = quantity_at(scan, next) {
        quantity = found.text;
        next = after;
        next += usize::from(scan.any(
            next,
            &["consecutive", "straight", "previous", "more", "full"],
        ));
    }
    if !scan.same_line(next) {
        return None;
    }
    let (unit, plural) = unit_at(scan, next)?;
    let single = !plural && the == 1 && scan.is(at, "past") && quantity == "X";
    let counted = plural && (turned || quantity != "X") && !(scan.is(i, "these") && !turned);
    if !(single || counted) {
        return None;
    }
    if single {
        quantity = "1".to_owned();
    }
    Some(Expression {
        first: i,
        next: next + 1,
        kind: Duration,
        meaning: Meaning::Value(period(&quantity, unit)),
    })
}

/// `now`, `recently`, `former`, `the future`, `this time`, a sentence's `Earlier`.
fn vague_at(scan: &Scan<'_>, i: usize) -> Option<Expression> {
    let value = |vague| match vague {
        Vague::Past => "PAST_REF",
        Vague::Present => "PRESENT_REF",
        Vague::Future => "FUTURE_REF",
    };
    let at = |next: usize, kind: MentionKind, meaning| {
        Some(Expression {
            first: i,
            next,
            kind,
            meaning,
        })
    };
    let vague = |next: usize, vague| at(next, Date, Meaning::Value(value(vague).to_owned()));
    let begins = i == 0 || !scan.same_line(i) || scan.mark(i - 1, ".!?“\"”");
    match scan.sense(i) {
        Sense::Vague(kind) => return vague(i + 1, kind),
        Sense::VagueBeforeNoun(kind) => {
            let noun = scan.is_word(i + 1)
                && scan.same_line(i + 1)
                && !scan.any(
                    i + 1,
                    &[
                        "to", "from", "out", "in", "into", "of", "and", "up", "under", "with",
                        "as", "at",
                    ],
                );
            let coming = !scan.is(i, "coming")
                || i > 0 && scan.any(i - 1, &["the", "this", "his", "her", "its", "their", "our"]);
            let glued = scan.mark(i + 1, "-") && scan.glued(i + 1);
            return (noun && coming && !glued)
                .then(|| vague(i + 1, kind))
                .flatten();
        }
        Sense::Part(DayPart::Night)
            if i > 0 && scan.any(i - 1, &["at", "by"]) && scan.is(i, "night") =>
        {
            return at(i + 1, Time, Meaning::Value("XXXX-XX-XXTNI".into()));
        }
        _ => {}
    }
    if begins && scan.any(i, &["earlier"]) && scan.mark(i + 1, ",") {
        return vague(i + 1, Vague::Past);
    }
    if scan.is(i, "right") && scan.is(i + 1, "now") {
        return vague(i + 2, Vague::Present);
    }
    if scan.is(i, "these") && scan.is(i + 1, "days") {
        return vague(i + 2, Vague::Present);
    }
    let the = usize::from(scan.is(i, "the"));
    let noun = i + the;
    let ends = !scan.is_word(noun + 1)
        || !scan.same_line(noun + 1)
        || scan.any(
            noun + 1,
            &[
                "and", "of", "to", "as", "but", "the", "is", "was", "with", "for", "or",
            ],
        );
    if scan.is(noun, "future")
        && !scan.mark(noun + 1, "-")
        && (the == 1 && ends || i > 0 && scan.any(i - 1, &["in", "near", "for"]))
    {
        return vague(noun + 1, Vague::Future);
    }
    if scan.is(noun, "past") && the == 1 && ends && !scan.is(noun + 1, "the") {
        return vague(noun + 1, Vague::Past);
    }
    if scan.any(i, &["this", "that"]) && scan.any(i + 1, &["time", "period"]) {
        return at(i + 2, Date, Meaning::Open);
    }
    if the == 1 && scan.is(i + 1, "same") && scan.any(i + 2, &["time", "period"]) {
        return at(i + 3, Date, Meaning::Open);
    }
    let at_the_time = the == 1 && i > 0 && scan.is(i - 1, "at") && scan.is(i + 1, "time");
    if at_the_time {
        vague(i + 2, Vague::Present)
    } else {
        None
    }
}
