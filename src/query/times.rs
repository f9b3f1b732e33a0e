//! Changes of the filter line about time, when articles were published and what they speak of, and
//! what the line asks of it: pure functions, with the promises of [`super::edit`].

use super::edit::{every, rebuild, replace, replaceable, switched_on};
use super::parse::pieces;
use super::{DateTest, DaySpan, Expr, Query, Test};

/// Only articles of this date: a [`super::DaySpan`] or any other [`DateTest`]. Replaces what the
/// line says of dates (`date:`, `after:`, `before:`), but for what it excludes and what is off.
/// A span open at both ends takes the date terms out.
pub fn set_dates(text: &str, date: impl Into<DateTest>) -> String {
    let date = date.into();
    if let DateTest::In(span) | DateTest::Touches(span) = &date
        && span.first.is_none()
        && span.last.is_none()
    {
        return clear_dates(text);
    }
    replace(text, is_date, &Test::Date(date).to_string())
}

/// Every date again.
pub fn clear_dates(text: &str) -> String {
    rebuild(text, |piece, typed| {
        (!replaceable(piece, is_date)).then(|| typed.to_owned())
    })
}

/// Only articles that speak of these days. Replaces what the line says of mentions, but for what
/// it excludes and what is off.
pub fn set_mentions(text: &str, days: DaySpan) -> String {
    replace(text, is_mention, &Test::Mentions(days).to_string())
}

/// Whatever articles speak of.
pub fn clear_mentions(text: &str) -> String {
    rebuild(text, |piece, typed| {
        (!replaceable(piece, is_mention)).then(|| typed.to_owned())
    })
}

/// Only articles of this date, or that speak of these days: one term of two. Replaces what the
/// line says of either.
pub fn set_dates_or_mentions(text: &str, date: DateTest, days: DaySpan) -> String {
    let term = format!("{} | {}", Test::Date(date), Test::Mentions(days));
    replace(text, is_time, &term)
}

/// Every date again, and whatever articles speak of.
pub fn clear_dates_and_mentions(text: &str) -> String {
    rebuild(text, |piece, typed| {
        (!replaceable(piece, is_time)).then(|| typed.to_owned())
    })
}

/// The date that the line asks for as publication or mention, where one term does, see
/// [`set_dates_or_mentions`].
pub fn date_or_mentions_term(query: &Query) -> Option<&DateTest> {
    let mut found = query.active().filter(|term| every(&term.expr, is_time));
    let (Expr::Any(parts), None) = (&found.next()?.expr, found.next()) else {
        return None;
    };
    match parts.as_slice() {
        [Expr::Test(Test::Date(date)), Expr::Test(Test::Mentions(_))] => Some(date),
        _ => None,
    }
}

/// The days the line asks mentions of, where exactly one term does and says nothing else.
pub fn mentions_term(query: &Query) -> Option<DaySpan> {
    let mut found = query.active().filter(|term| every(&term.expr, is_mention));
    match (&found.next()?.expr, found.next()) {
        (Expr::Test(Test::Mentions(days)), None) => Some(*days),
        _ => None,
    }
}

/// The date the line asks for, where exactly one term does and says nothing else.
pub fn date_term(query: &Query) -> Option<&DateTest> {
    let mut found = query.active().filter(|term| every(&term.expr, is_date));
    match (&found.next()?.expr, found.next()) {
        (Expr::Test(Test::Date(date)), None) => Some(date),
        _ => None,
    }
}

/// Only articles whose date passes one of these tests. Replaces what the line says of dates, but
/// for what it excludes and what is off.
pub fn set_any_date(text: &str, tests: &[DateTest]) -> String {
    let tests: Vec<String> = tests
        .iter()
        .map(|test| Test::Date(test.clone()).to_string())
        .collect();
    replace(text, is_date, &tests.join(" | "))
}

/// Whether the line asks for dates that pass one of these tests, and for no others.
pub fn asks_any_date(query: &Query, tests: &[DateTest]) -> bool {
    let mut found = query.active().filter(|term| every(&term.expr, is_date));
    let (Some(term), None) = (found.next(), found.next()) else {
        return false;
    };
    let asked: Vec<&Expr> = match &term.expr {
        Expr::Any(parts) => parts.iter().collect(),
        one => vec![one],
    };
    let wanted = tests
        .iter()
        .map(|test| Expr::Test(Test::Date(test.clone())));
    asked.into_iter().cloned().eq(wanted)
}

/// Switches what the line says of time off, or, where nothing of it is on, on again: the terms that
/// were switched off so the last time, `last`, or if none of them is there any more, all. Gives the
/// line and the terms, as they are written while on; `None` where the line says nothing of time.
pub fn toggle_times(text: &str, last: &[String]) -> Option<(String, Vec<String>)> {
    let (found, _) = pieces(text);
    let speaks = |piece: &super::parse::Piece| {
        let expr = piece.expr.as_ref();
        expr.is_some_and(|expr| every(expr, is_time))
    };
    if found.iter().any(|piece| replaceable(piece, is_time)) {
        let mut switched = Vec::new();
        let line = rebuild(text, |piece, typed| {
            Some(if replaceable(piece, is_time) {
                switched.push(typed.to_owned());
                format!("#{typed}")
            } else {
                typed.to_owned()
            })
        });
        return Some((line, switched));
    }
    let mut off = Vec::new();
    rebuild(text, |piece, typed| {
        off.extend((piece.off && speaks(piece)).then(|| switched_on(typed)));
        None
    });
    let known = off.iter().any(|term| last.contains(term));
    let comes_on = |term: &String| !known || last.contains(term);
    let line = rebuild(text, |piece, typed| {
        let on = Some(switched_on(typed)).filter(|_| piece.off && speaks(piece));
        on.filter(comes_on).or_else(|| Some(typed.to_owned()))
    });
    (!off.is_empty()).then_some((line, Vec::new()))
}

fn is_mention(test: &Test) -> bool {
    matches!(test, Test::Mentions(_))
}

fn is_time(test: &Test) -> bool {
    is_date(test) || is_mention(test)
}

fn is_date(test: &Test) -> bool {
    matches!(test, Test::Date(_))
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;
    use crate::article::{DateKind, Precision};

    fn year(year: i32) -> DaySpan {
        DaySpan {
            first: chrono::NaiveDate::from_ymd_opt(year, 1, 1),
            last: chrono::NaiveDate::from_ymd_opt(year, 12, 31),
        }
    }

    #[test]
    fn a_date_replaces_every_date_term() {
        assert_eq!(
            set_dates("after:2017 x before:2019", year(2018)),
            "date:2018 x"
        );
        assert_eq!(
            set_dates("x", DateTest::Kind(DateKind::None)),
            "x date:none"
        );
        assert_eq!(clear_dates("x date:fri -date:2018"), "x -date:2018");
        let parsed = parse("x date:2018");
        assert_eq!(date_term(&parsed.query), Some(&DateTest::In(year(2018))));
        assert_eq!(date_term(&parse("after:2017 before:2019").query), None);
    }

    #[test]
    fn what_is_said_of_time_is_switched_off_and_on_again() {
        for (line, off) in [
            ("iran date:2018", "iran #date:2018"),
            (
                "date:2018 | mentions:2018 x",
                "#date:2018 | mentions:2018 x",
            ),
            ("after:2017 x before:2019", "#after:2017 x #before:2019"),
        ] {
            let (switched_off, terms) = toggle_times(line, &[]).unwrap();
            assert_eq!(switched_off, off);
            assert_eq!(toggle_times(off, &terms).unwrap().0, line, "all of them");
            assert_eq!(toggle_times(off, &[]).unwrap().0, line, "in another run");
        }
        let line = "#date:2017 -date:fri date:2018 x";
        let (off, terms) = toggle_times(line, &[]).unwrap();
        assert_eq!(off, "#date:2017 -date:fri #date:2018 x");
        assert_eq!(
            toggle_times(&off, &terms).unwrap().0,
            line,
            "those and no others"
        );
        let edited = "#date:2017 #date:2019 -date:fri y";
        let (on, _) = toggle_times(edited, &terms).unwrap();
        assert_eq!(on, "date:2017 date:2019 -date:fri y");
        assert_eq!(toggle_times("iran source:x", &terms), None);
    }

    #[test]
    fn one_of_several_dates_is_one_term() {
        let tests = [
            DateTest::Kind(DateKind::None),
            DateTest::Future,
            DateTest::LessExact(Precision::Day),
        ];
        let line = set_any_date("x date:2018", &tests);
        assert_eq!(line, "x date:none | date:future | date:no-day");
        assert!(asks_any_date(&parse(&line).query, &tests));
        assert!(!asks_any_date(&parse("x date:none").query, &tests));
        assert_eq!(clear_dates(&line), "x");
        let one = set_any_date("", &tests[..1]);
        assert!(asks_any_date(&parse(&one).query, &tests[..1]));
    }
}
