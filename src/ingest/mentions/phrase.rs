//! Whole expressions: points with what stands around them (`early March`, `the end of the
//! year`, `Friday morning`) and clock times.

use super::expression::{Base, Expression, Meaning, Point};
use super::foreign;
use super::indefinite;
use super::length::{length_expression, unit_at};
use super::period::fiscal;
use super::point::{At, point_at};
use crate::article::MentionKind::{Date, Time};
use crate::ingest::calendar::english::{DayPart, Sense, Unit};
use crate::ingest::calendar::lexicon::Told;
use crate::ingest::dates::clock::clock_at;
use crate::ingest::dates::scan::{Kind, Scan};

/// The longest time expression that begins at token `i`.
pub(super) fn expression_at(scan: &Scan<'_>, i: usize) -> Option<Expression> {
    if !may_open(scan, i) {
        return None;
    }
    let forms = [
        foreign::spoken_at(scan, i),
        indefinite::whole_at(scan, i),
        point_at(scan, i).map(|(point, next)| dated(i, next, point)),
        modified_at(scan, i).map(|(point, next)| dated(i, next, point)),
        part_of_day(scan, i),
        clock_time(scan, i),
        indefinite::set_at(scan, i),
        indefinite::rate_at(scan, i),
        indefinite::stretch_at(scan, i),
        length_expression(scan, i),
        indefinite::vague_at(scan, i),
    ];
    let longest = forms
        .into_iter()
        .flatten()
        .reduce(|best, other| if other.next > best.next { other } else { best })?;
    Some(with_preposition(scan, longest))
}

/// Cheap test before the grammar is tried: most words of a text begin no time expression.
pub(super) fn may_open(scan: &Scan<'_>, i: usize) -> bool {
    match scan.at(i).map(|token| token.kind) {
        Some(Kind::Word(entry)) if entry.sense == Sense::Opener => {
            scan.is(i, "earlier") || (i + 1..=i + FARTHEST).any(|at| is_time(scan, at))
        }
        Some(Kind::Mark(c)) => matches!(c, '\'' | '’' | '‘'),
        _ => is_time(scan, i),
    }
}

/// How many tokens an opening word may stand before the first word of time: `the very end of
/// the year`.
const FARTHEST: usize = 5;

/// Whether the token is a number or a word of time.
fn is_time(scan: &Scan<'_>, i: usize) -> bool {
    match scan.at(i).map(|token| token.kind) {
        Some(Kind::Number(..)) => true,
        Some(Kind::Word(entry)) => {
            let named = entry.month.is_some() || entry.weekday.is_some();
            let named = named || entry.told > Told::Nothing && scan.speech.is_some();
            named || !matches!(entry.sense, Sense::None | Sense::Opener)
        }
        _ => false,
    }
}

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
    let stretch = scan.any(at, STRETCH_ORDERS) && scan.any(at + 1, STRETCHES);
    let next = if stretch || (scan.is(at, "very") && scan.any(at + 1, EDGES)) {
        at + 2
    } else if scan.any(at, EDGES) {
        at + 1
    } else {
        return None;
    };
    if !scan.is(next, "of") || !scan.same_line(next + 1) {
        return None;
    }
    point_at(scan, next + 1).or_else(|| the_unit(scan, next + 1))
}

/// `the early part of`, `the last days of`.
const STRETCH_ORDERS: &[&str] = &[
    "early", "latter", "late", "last", "first", "second", "later",
];
const STRETCHES: &[&str] = &["part", "half", "days", "weeks", "months", "years"];

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
    let i = i + fiscal(scan, i + 1);
    let (unit, false) = unit_at(scan, i + 1)? else {
        return None;
    };
    (the && unit >= Unit::Day).then_some((Point::Unit(unit, 0, Base::Nearby), i + 2))
}

/// `the early hours of Saturday`: the day, and the part of it.
fn hours_of(scan: &Scan<'_>, i: usize) -> Option<(Point, DayPart, usize)> {
    let at = i + usize::from(scan.is(i, "the"));
    let part = if scan.any(at, &["early", "small", "wee", "predawn", "morning"]) {
        DayPart::Morning
    } else if scan.any(at, &["late", "evening"]) {
        DayPart::Evening
    } else {
        return None;
    };
    if !scan.is(at + 1, "hours") || !scan.any(at + 2, &["of", "on"]) || !scan.same_line(at + 2) {
        return None;
    }
    let (point, next) = point_at(scan, at + 3).filter(|(point, _)| is_day(*point))?;
    let said = usize::from(day_part(scan, next).is_some());
    Some((point, part, next + said))
}

pub(super) fn day_part(scan: &Scan<'_>, i: usize) -> Option<DayPart> {
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
    if let Some((point, part, next)) = hours_of(scan, i) {
        return timed(next, point, part);
    }
    if let Some((part, next)) = middle_of(scan, i) {
        return timed(next, Point::Unit(Unit::Day, 0, Base::Nearby), part);
    }
    let early = usize::from(scan.any(i, &["early", "late"]));
    let in_ = usize::from(early == 1 && scan.any(i + 1, &["in", "on"]));
    let the = usize::from(scan.is(i + early + in_, "the"));
    let at = i + early + in_ + the;
    let inner_early = usize::from(scan.any(at, &["early", "late"]));
    let day = |shift: i32, base| Point::Unit(Unit::Day, shift, base);
    if scan.sense(at) == Sense::Tonight {
        return timed(at + 1, day(0, Base::Anchor), DayPart::Night);
    }
    let opens = match scan.sense(i) {
        Sense::Part(part) => Some(part).filter(|_| at == i && inner_early == 0),
        _ => None,
    };
    if let Some(part) = opens.or_else(|| day_part(scan, at + inner_early)) {
        let (next, point) = part_alone(scan, i, (at, the), (at + inner_early + 1, part))?;
        return timed(next, point, part);
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

/// `mid-afternoon`, `midmorning`: the part of the day, and the token behind it.
fn middle_of(scan: &Scan<'_>, i: usize) -> Option<(DayPart, usize)> {
    if scan.any(i, &["midmorning"]) {
        return Some((DayPart::Morning, i + 1));
    }
    if scan.any(i, &["midafternoon"]) {
        return Some((DayPart::Afternoon, i + 1));
    }
    // "By early afternoon", with no day behind it.
    let told = i > 0 && scan.any(i - 1, &["by", "until", "since", "in", "around", "till"]);
    if told && scan.any(i, &["early", "late"]) {
        let part = day_part(scan, i + 1)?;
        let day = scan.any(i + 2, &["on", "of"]) || point_at(scan, i + 2).is_some();
        let named = matches!(
            part,
            DayPart::Morning | DayPart::Afternoon | DayPart::Evening
        );
        return (named && !day).then_some((part, i + 2));
    }
    let joined = scan.is(i, "mid") && scan.mark(i + 1, "-‑") && scan.glued(i + 2);
    let part = day_part(scan, i + 2).filter(|_| joined)?;
    Some((part, i + 3))
}

/// The day of a part of it that stands before its day (`the night of 8 February`), or without
/// one; `at` is its first token, behind an article `the`, and `next` the one behind it.
fn part_alone(
    scan: &Scan<'_>,
    i: usize,
    (at, the): (usize, usize),
    (next, part): (usize, DayPart),
) -> Option<(usize, Point)> {
    let next = next + usize::from(scan.is(next, "hours"));
    let day_at = |at: usize| point_at(scan, at).filter(|(point, _)| is_day(*point));
    if scan.any(next, &["of", "on"])
        && let Some((point, after)) = day_at(next + 1)
    {
        return Some((after, point));
    }
    let instant = matches!(part, DayPart::Noon | DayPart::Midnight);
    if instant
        && let Some((point, after)) = day_at(next)
        && scan.same_line(next)
    {
        return Some((after, point));
    }
    if instant || scan.is(at, "overnight") {
        return Some((at + 1, Point::Unit(Unit::Day, 0, Base::Nearby)));
    }
    // "In the morning": of the day told.
    let told = the == 1
        && at == i + 1
        && i > 0
        && scan.any(i - 1, &["in", "during", "through", "throughout"]);
    (told && !scan.is_word(next)).then_some((next, Point::Unit(Unit::Day, 0, Base::Reference)))
}

/// `Friday morning`, `yesterday evening`, `Christmas night`.
fn day_then_part(scan: &Scan<'_>, first: usize, at: usize) -> Option<Expression> {
    let (point, next) = point_at(scan, at).filter(|(point, _)| is_day(*point))?;
    let early = usize::from(scan.any(next, &["early", "late"]));
    let part = day_part(scan, next + early)?;
    let next = next + early + 1;
    let (point, next) = match point_at(scan, next + 1) {
        Some((day, after)) if scan.is(next, "of") && day.known_month().is_some() => (day, after),
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
            | Point::WeekdayFrom(..)
            | Point::Unit(Unit::Day, ..)
            | Point::DayOfMonth(_)
    )
}

/// The day behind a clock time's zone, and behind the same time in another: `6 a.m. local time
/// (0400 GMT) on Sunday`.
fn day_behind_zone(scan: &Scan<'_>, next: usize) -> Option<Point> {
    let mut at = next;
    while at < next + MOST_ZONE && scan.same_line(at) {
        let between = scan.any(at, ZONE_WORDS) || scan.mark(at, "(),") || scan.number(at).is_some();
        if let Some((point, _)) = point_at(scan, at).filter(|(point, _)| is_day(*point)) {
            return (at > next).then_some(point);
        }
        // "5:34 a.m. Baghdad time".
        let town = scan.capital(at) && scan.is(at + 1, "time");
        if !between && !town {
            return None;
        }
        at += 1;
    }
    None
}

/// So many tokens a zone has at most, with the time in another.
const MOST_ZONE: usize = 9;
/// Words between a clock time and its day.
const ZONE_WORDS: &[&str] = &[
    "local", "time", "eastern", "central", "pacific", "mountain", "standard", "daylight", "gmt",
    "utc", "et", "est", "edt", "pt", "pst", "ct", "cst", "bst", "cet", "on", "am", "pm", "a", "p",
    "m",
];

/// The part of a day that a clock time is told with: `7:30 tonight`, `8 a.m. this morning`,
/// `9 p.m. Friday night`.
fn part_behind(scan: &Scan<'_>, i: usize) -> Option<(Point, DayPart, usize)> {
    let said = part_of_day(scan, i)?;
    match said.meaning {
        Meaning::Part(point, part) if !scan.any(i, &["early", "late", "the"]) => {
            Some((point, part, said.next))
        }
        _ => None,
    }
}

/// `19:15`, `11:30 a.m.`, `9:34 p.m., March 19`, `10 a.m. Friday`.
fn clock_time(scan: &Scan<'_>, i: usize) -> Option<Expression> {
    use chrono::Timelike as _;
    let clock = clock_at(scan, i)?;
    // "3:32.05" is a runner's time, "2 hours" a length of it.
    let fraction = scan.mark(clock.next, ".")
        && scan.glued(clock.next + 1)
        && scan.number(clock.next + 1).is_some();
    let length = !clock.minutes && scan.any(i + 1, &["hours", "hrs"]);
    if i > 0 && scan.glued(i) && scan.mark(i - 1, ".,:/$")
        || scan.mark(clock.next, ":") && scan.glued(clock.next)
        || scan.glued(clock.next) && fraction
        || length
    {
        return None;
    }
    let mut at = clock.next;
    at += usize::from(scan.mark(at, ","));
    at += usize::from(scan.is(at, "on") && at == clock.next);
    let minute = clock.minutes.then(|| clock.time.minute());
    if scan.same_line(at)
        && let Some((point, part, next)) = part_behind(scan, at)
    {
        let late = matches!(part, DayPart::Afternoon | DayPart::Evening | DayPart::Night);
        let hour = clock.time.hour();
        let hour = hour
            + if late && (1..12).contains(&hour) {
                12
            } else {
                0
            };
        return Some(Expression {
            first: i,
            next,
            kind: Time,
            meaning: Meaning::Clock(Some(point), hour, minute),
        });
    }
    let day = point_at(scan, at).filter(|(point, _)| is_day(*point) && scan.same_line(at));
    let next = day.map_or(clock.next, |(_, next)| next);
    let point = day.map(|(point, _)| point);
    let point = point.or_else(|| day_behind_zone(scan, clock.next));
    let meaning = Meaning::Clock(point, clock.time.hour(), minute);
    Some(Expression {
        first: i,
        next,
        kind: Time,
        meaning,
    })
}
