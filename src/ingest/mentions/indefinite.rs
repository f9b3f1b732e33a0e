//! Expressions without a place on the calendar: sets, stretches, vague references.

use super::expression::{Base, Expression, Meaning, Point};
use super::length::{period, quantity_at, unit_at};
use super::phrase::day_part;
use super::point::{is_month, point_at};
use super::resolve::part_code;
use crate::article::MentionKind::{self, Date, Duration, Set, Time};
use crate::ingest::calendar::english::{DayPart, Sense, Unit, Vague};
use crate::ingest::calendar::lexicon::Form;
use crate::ingest::dates::scan::Scan;

/// `every Monday`, `each year`, `per day`, `annually`, `twice a week`.
pub(super) fn set_at(scan: &Scan<'_>, i: usize) -> Option<Expression> {
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
    if scan.is(i, "weekends") && i > 0 && scan.is(i - 1, "on") {
        return set(i + 1, "XXXX-WXX-WE".to_owned());
    }
    if !scan.any(i, &["every", "each", "per"]) || !scan.same_line(i + 1) {
        return None;
    }
    if scan.is(i, "every") && scan.is(i + 1, "other") {
        let (unit, false) = unit_at(scan, i + 2)? else {
            return None;
        };
        return set(i + 3, period("2", unit));
    }
    if let Some((next, value)) = named_time(scan, i + 1) {
        return set(next, value);
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

/// A time that comes again and has a name, and the token behind it: `Friday night`, `October`,
/// `spring`, `morning`.
fn named_time(scan: &Scan<'_>, i: usize) -> Option<(usize, String)> {
    let part = |at: usize| day_part(scan, at).map(part_code);
    if let Some(name) = scan.entry(i).weekday.filter(|name| name.english) {
        let code = part(i + 1);
        let next = i + 1 + usize::from(code.is_some());
        let code = code.unwrap_or_default();
        return Some((next, format!("XXXX-WXX-{}{code}", name.number)));
    }
    let value = match (is_month(scan, i), scan.sense(i)) {
        (Some((month, Form::Full)), _) => format!("XXXX-{month:02}"),
        (_, Sense::Season(code)) => format!("XXXX-{code}"),
        _ => format!("XXXX-XX-XX{}", part(i)?),
    };
    Some((i + 1, value))
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

/// Words that turn a length into a stretch of time at some place.
const TURNS: &[&str] = &[
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
];

/// `the past three years`, `the first ten months`, `the next few days`, `recent weeks`,
/// `the last two weeks`.
pub(super) fn stretch_at(scan: &Scan<'_>, i: usize) -> Option<Expression> {
    let the = usize::from(scan.any(i, &["the", "these", "those"]));
    let at = i + the;
    let turned = scan.any(at, TURNS);
    let mut next = at + usize::from(turned);
    // "It could last eight weeks": a verb.
    let verb = the == 0 && scan.is(i, "last") && i > 0 && scan.any(i - 1, BEFORE_VERBS);
    if verb || !turned && the == 0 {
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
    let part = part_of_point(scan, next + 1).filter(|_| the == 1);
    let past = scan.is(at, "past") || part.is_some() && scan.any(at, EDGES);
    let single = !plural && the == 1 && past && quantity == "X";
    let counted = plural && (turned || (quantity != "X" && !scan.is(i, "these")));
    if !(single || counted) {
        return None;
    }
    let quantity = if single { "1" } else { &quantity };
    Some(Expression {
        first: i,
        next: part.unwrap_or(next + 1),
        kind: Duration,
        meaning: Meaning::Value(period(quantity, unit)),
    })
}

/// Words before `last` that make a verb of it.
const BEFORE_VERBS: &[&str] = &[
    "to", "will", "would", "could", "can", "may", "might", "should", "must", "not", "ll",
];
/// Which end of a longer time a single unit is: `the last week of September`.
const EDGES: &[&str] = &["first", "last", "final", "opening"];

/// ` of 1989` behind `the first nine months`: the token after it.
fn part_of_point(scan: &Scan<'_>, i: usize) -> Option<usize> {
    let of = scan.is(i, "of") && scan.same_line(i + 1);
    let (_, next) = point_at(scan, i + 1).filter(|_| of)?;
    Some(next)
}

/// `all day`, `the whole week`, and `over the last year`: one unit from end to end.
pub(super) fn whole_at(scan: &Scan<'_>, i: usize) -> Option<Expression> {
    let article = scan.any(i, &["the", "a", "an"]);
    let over = i > 0 && scan.any(i - 1, &["over", "during", "within", "for", "in"]);
    let at = if scan.is(i, "all") {
        i + 1
    } else if article && scan.any(i + 1, &["whole", "entire"])
        || scan.is(i, "the") && over && scan.is(i + 1, "last")
    {
        i + 2
    } else {
        return None;
    };
    let (unit, false) = unit_at(scan, at).filter(|_| scan.same_line(at))? else {
        return None;
    };
    let ends = !scan.mark(at + 1, "-") && unit >= Unit::Day && unit != Unit::Quarter;
    ends.then(|| other(i, at + 1, Duration, Meaning::Value(period("1", unit))))
}

/// `500 cars a day`, `$3,000 a month`: how often, behind what is counted.
pub(super) fn rate_at(scan: &Scan<'_>, i: usize) -> Option<Expression> {
    let (unit, false) = unit_at(scan, i + 1).filter(|_| scan.any(i, &["a", "an"]))? else {
        return None;
    };
    let counted = i.checked_sub(1)?;
    let goes_on = scan.any(
        i + 2,
        &[
            "ago", "later", "earlier", "before", "after", "old", "long", "and",
        ],
    ) || scan.mark(i + 2, "-");
    let noun = scan.number(counted).is_some()
        || scan.mark(counted, "%")
        || scan.is_word(counted)
            && scan.str(counted).ends_with('s')
            && !scan.any(counted, &["was", "is", "has", "its", "as"])
        || scan.any(
            counted,
            &[
                "percent", "million", "billion", "people", "barrels", "times",
            ],
        );
    // What is counted has its number close before it: "1.2 million barrels of oil a day".
    let number = (counted.saturating_sub(MOST_COUNTED)..=counted)
        .rev()
        .take_while(|&at| !scan.mark(at, ";!?()"));
    let mut number = number.filter(|&at| scan.same_line(at + 1));
    let number =
        number.any(|at| scan.number(at).is_some() || matches!(scan.sense(at), Sense::Cardinal(_)));
    (noun && number && !goes_on && scan.same_line(i) && scan.same_line(i + 1))
        .then(|| {
            Some(other(
                i,
                i + 2,
                Set,
                Meaning::Value(every(unit)?.to_owned()),
            ))
        })
        .flatten()
}

/// So many tokens what is counted may have.
const MOST_COUNTED: usize = 4;

/// A vague reference over the tokens `first..next`.
fn vague(first: usize, next: usize, vague: Vague) -> Expression {
    let value = match vague {
        Vague::Past => "PAST_REF",
        Vague::Present => "PRESENT_REF",
        Vague::Future => "FUTURE_REF",
    };
    other(first, next, Date, Meaning::Value(value.to_owned()))
}

fn other(first: usize, next: usize, kind: MentionKind, meaning: Meaning) -> Expression {
    Expression {
        first,
        next,
        kind,
        meaning,
    }
}

/// Words behind an adjective that show it stands alone (`the latest in`).
const NO_NOUNS: &[&str] = &[
    "to", "from", "out", "in", "into", "of", "and", "up", "under", "with", "as", "at",
];
/// Words before `coming` that make an adjective of it.
const OWNERS: &[&str] = &["the", "this", "his", "her", "its", "their", "our"];
/// Words behind `the past`, `the future` that end the phrase.
const ENDS: &[&str] = &[
    "and", "of", "to", "as", "but", "the", "is", "was", "with", "for", "or",
];

/// `now`, `recently`, `former`, `the future`, `this time`, a sentence's `Earlier`.
pub(super) fn vague_at(scan: &Scan<'_>, i: usize) -> Option<Expression> {
    match scan.sense(i) {
        Sense::Vague(kind) => return Some(vague(i, i + 1, kind)),
        Sense::VagueBeforeNoun(kind) => {
            let noun = scan.is_word(i + 1) && scan.same_line(i + 1) && !scan.any(i + 1, NO_NOUNS);
            let coming = !scan.is(i, "coming") || (i > 0 && scan.any(i - 1, OWNERS));
            return (noun && coming).then(|| vague(i, i + 1, kind));
        }
        Sense::Part(DayPart::Night)
            if i > 0 && scan.any(i - 1, &["at", "by"]) && scan.is(i, "night") =>
        {
            return Some(other(
                i,
                i + 1,
                Time,
                Meaning::Value("XXXX-XX-XXTNI".into()),
            ));
        }
        _ => {}
    }
    let begins = i == 0 || !scan.same_line(i) || scan.mark(i - 1, ".!?“\"”");
    if begins && scan.is(i, "earlier") && scan.mark(i + 1, ",") {
        return Some(vague(i, i + 1, Vague::Past));
    }
    let moment = scan.is(i, "the") && scan.is(i + 1, "moment");
    let now = scan.is(i, "right") && scan.is(i + 1, "now")
        || moment && i > 0 && scan.any(i - 1, &["at", "for"]) && !scan.any(i + 2, CLAUSES);
    if scan.is(i, "the") && scan.is(i + 1, "time") && scan.is(i + 2, "being") {
        return Some(vague(i, i + 3, Vague::Present));
    }
    if now || (scan.is(i, "these") && scan.is(i + 1, "days")) {
        return Some(vague(i, i + 2, Vague::Present));
    }
    past_or_future(scan, i)
        .or_else(|| time_spoken_of(scan, i))
        .or_else(|| foreign_weekday(scan, i))
}

/// Words behind `the moment` that tell which one is meant.
const CLAUSES: &[&str] = &["of", "when", "that", "he", "she", "they", "it", "the", "a"];

/// `the past`, `the future`, `in future`.
fn past_or_future(scan: &Scan<'_>, i: usize) -> Option<Expression> {
    let the = usize::from(scan.is(i, "the"));
    let noun = i + the;
    let next = noun + 1;
    let ends = !scan.is_word(next) || !scan.same_line(next) || scan.any(next, ENDS);
    let introduced = the == 1 && ends || i > 0 && scan.any(i - 1, &["in", "near", "for"]);
    if scan.is(noun, "future") && !scan.mark(next, "-") && introduced {
        return Some(vague(i, next, Vague::Future));
    }
    let past = scan.is(noun, "past") && the == 1 && ends && !scan.is(next, "the");
    past.then(|| vague(i, next, Vague::Past))
}

/// A weekday in another language: which one is meant, its grammar would tell.
fn foreign_weekday(scan: &Scan<'_>, i: usize) -> Option<Expression> {
    let name = scan.entry(i).weekday?;
    let said = name.form == Form::Full && !name.english;
    // "Mardi Gras", "Domingo Pérez".
    let in_name = scan.capital(i) && scan.capital(i + 1) && scan.same_line(i + 1);
    (said && !in_name && !is_doubtful_weekday(scan, i))
        .then(|| other(i, i + 1, Date, Meaning::Open))
}

/// Whether a weekday's name is more often another word.
pub(super) fn is_doubtful_weekday(scan: &Scan<'_>, i: usize) -> bool {
    scan.folds_to(i, OTHER_WORDS)
}

/// Weekdays that are more often other words: "second", "fourth", "market", "saint", "week".
#[rustfmt::skip]
const OTHER_WORDS: &[&str] = &[
    "segunda", "terça", "quarta", "quinta", "sexta", "pazar", "salı", "luni", "joi", "minggu", "rabu", "pátek", "پیر", "منگل", "τρίτη", "τετάρτη", "πέμπτη",
    "δευτέρα", "شنبه", "domingo",
];

/// Prepositions of time.
const WHEN: &[&str] = &[
    "at",
    "by",
    "during",
    "from",
    "since",
    "around",
    "until",
    "till",
    "in",
    "of",
    "for",
    "about",
    "throughout",
    "before",
    "after",
    "over",
];

/// `this time`, `the same period`, `(at) the time`: known from the story only.
fn time_spoken_of(scan: &Scan<'_>, i: usize) -> Option<Expression> {
    let the = scan.is(i, "the");
    if scan.any(i, &["this", "that"]) && scan.is(i + 1, "date") {
        let day = Point::Unit(Unit::Day, 0, Base::Reference);
        return Some(other(i, i + 2, Date, Meaning::At(day)));
    }
    // "…, this time to Barcelona" tells which occasion it was.
    let when = i > 0 && scan.any(i - 1, WHEN);
    if when && scan.any(i, &["this", "that"]) && scan.any(i + 1, &["time", "period"]) {
        return Some(other(i, i + 2, Date, Meaning::At(Point::Spoken)));
    }
    if the && scan.is(i + 1, "same") && scan.any(i + 2, &["time", "period"]) {
        return Some(other(i, i + 3, Date, Meaning::At(Point::Spoken)));
    }
    let at_the_time = the && i > 0 && scan.is(i - 1, "at") && scan.is(i + 1, "time");
    at_the_time.then(|| vague(i, i + 2, Vague::Present))
}
