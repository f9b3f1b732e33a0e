//! Changes of the filter line that a key means: pure functions from line to line.
//!
//! Promises: what a person typed stays as typed, but for the term that is meant and the blanks
//! between terms; a new term never lands inside an unfinished quotation.

use std::ops::Range;

use super::parse::{Piece, pieces};
use super::{Expr, Query, SourceTest, State, Test};

/// A term as the screen shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip<'a> {
    /// Index in [`Query::terms`].
    pub index: usize,
    /// Where it stands in [`Query::text`], in bytes.
    pub span: Range<usize>,
    /// As typed.
    pub text: &'a str,
    /// Switched off.
    pub off: bool,
}

/// The usable terms of the line, left to right.
pub fn chips(query: &Query) -> Vec<Chip<'_>> {
    let chip = |(index, term): (usize, &super::Term)| Chip {
        index,
        span: term.span.clone(),
        text: query.text.get(term.span.clone()).unwrap_or_default(),
        off: term.off,
    };
    query.terms.iter().enumerate().map(chip).collect()
}

/// The line without its last term, faulty or not.
pub fn drop_last_term(text: &str) -> String {
    let (mut pieces, _) = pieces(text);
    let start = pieces.pop().map_or(0, |piece| piece.span.start);
    text.get(..start).unwrap_or_default().trim_end().to_owned()
}

/// Switches the term with this index in [`Query::terms`] off, or on again.
pub fn toggle_term(text: &str, index: usize) -> String {
    let mut usable = 0;
    rebuild(text, |piece, typed| {
        let hit = piece.expr.is_some() && usable == index;
        usable += usize::from(piece.expr.is_some());
        Some(if !hit {
            typed.to_owned()
        } else if piece.off {
            switched_on(typed)
        } else {
            format!("#{typed}")
        })
    })
}

/// Switches every term off.
pub fn all_off(text: &str) -> String {
    rebuild(text, |piece, typed| {
        let switch = piece.expr.is_some() && !piece.off;
        Some(if switch {
            format!("#{typed}")
        } else {
            typed.to_owned()
        })
    })
}

/// Switches every term on.
pub fn all_on(text: &str) -> String {
    rebuild(text, |piece, typed| {
        Some(if piece.off {
            switched_on(typed)
        } else {
            typed.to_owned()
        })
    })
}

/// Switches every term off if one is on, else all on.
pub fn toggle_all(text: &str) -> String {
    let (pieces, _) = pieces(text);
    if pieces
        .iter()
        .any(|piece| piece.expr.is_some() && !piece.off)
    {
        all_off(text)
    } else {
        all_on(text)
    }
}

/// Bare words look in headlines only, or in text too: adds `in:headline` or takes it out.
pub fn toggle_headlines_only(text: &str) -> String {
    let is_mode = |piece: &Piece| piece.expr == Some(Expr::Test(Test::InHeadline));
    let (found, _) = pieces(text);
    if found.iter().any(|piece| is_mode(piece) && !piece.off) {
        return rebuild(text, |piece, typed| {
            (!is_mode(piece)).then(|| typed.to_owned())
        });
    }
    if found.iter().any(is_mode) {
        return rebuild(text, |piece, typed| {
            Some(if is_mode(piece) {
                switched_on(typed)
            } else {
                typed.to_owned()
            })
        });
    }
    append(text, &Test::InHeadline.to_string())
}

/// Only articles of this source; `None` is "source unknown". Replaces what the line says of
/// sources, but for what it excludes (`-source:x`) and what is switched off.
pub fn set_source(text: &str, name: Option<&str>) -> String {
    let test = match name {
        Some(name) => SourceTest::Is(name.to_owned()),
        None => SourceTest::None,
    };
    replace(text, is_source, &Test::Source(test).to_string())
}

/// Every source again.
pub fn clear_source(text: &str) -> String {
    rebuild(text, |piece, typed| {
        (!replaceable(piece, is_source)).then(|| typed.to_owned())
    })
}

/// The source the line asks for, where exactly one term does and says nothing else.
pub fn source_term(query: &Query) -> Option<&SourceTest> {
    let mut found = query.active().filter(|term| every(&term.expr, is_source));
    match (&found.next()?.expr, found.next()) {
        (Expr::Test(Test::Source(source)), None) => Some(source),
        _ => None,
    }
}

/// Only articles that pass this test: a language, format, tag or verdict. Replaces what the line
/// asks of the same, but for what it excludes and what is off.
pub fn set_test(text: &str, test: &Test) -> String {
    replace(text, kind_of(test), &test.to_string())
}

/// Takes out what the line asks of the same language, format, tag or verdict.
pub fn clear_tests(text: &str, test: &Test) -> String {
    let kind = kind_of(test);
    rebuild(text, |piece, typed| {
        (!replaceable(piece, kind)).then(|| typed.to_owned())
    })
}

/// Whether a term that is on asks for just this.
pub fn has_test(query: &Query, test: &Test) -> bool {
    let asked = Expr::Test(test.clone());
    query.active().any(|term| term.expr == asked)
}

/// Which tests say something of the same.
fn kind_of(test: &Test) -> fn(&Test) -> bool {
    match test {
        Test::Language(_) => |test| matches!(test, Test::Language(_)),
        Test::Format(_) => |test| matches!(test, Test::Format(_)),
        Test::Tag(_) => |test| matches!(test, Test::Tag(_)),
        Test::Verdict(_) => |test| matches!(test, Test::Verdict(_) | Test::Is(State::Unjudged)),
        _ => |_| false,
    }
}

/// Where the term at this byte of the line stands, faulty ones too; right behind it counts.
pub fn term_at(text: &str, cursor: usize) -> Option<Range<usize>> {
    let (pieces, _) = pieces(text);
    let mut spans = pieces.into_iter().map(|piece| piece.span);
    spans.find(|span| span.start <= cursor && cursor <= span.end)
}

fn is_source(test: &Test) -> bool {
    matches!(test, Test::Source(_))
}

/// Whether an expression speaks of nothing but this kind, and not by excluding it.
pub(super) fn every(expr: &Expr, kind: fn(&Test) -> bool) -> bool {
    match expr {
        Expr::Not(_) => false,
        Expr::Any(parts) | Expr::All(parts) => parts.iter().all(|part| every(part, kind)),
        Expr::Test(test) => kind(test),
    }
}

pub(super) fn replaceable(piece: &Piece, kind: fn(&Test) -> bool) -> bool {
    !piece.off && piece.expr.as_ref().is_some_and(|expr| every(expr, kind))
}

/// Puts `term` where the first term of its kind stands and takes the others out.
pub(super) fn replace(text: &str, kind: fn(&Test) -> bool, term: &str) -> String {
    let mut placed = false;
    let line = rebuild(text, |piece, typed| {
        if !replaceable(piece, kind) {
            return Some(typed.to_owned());
        }
        let first = !placed;
        placed = true;
        first.then(|| term.to_owned())
    });
    if placed { line } else { append(text, term) }
}

/// Adds a term at the end, or in front when the end is an unfinished quotation or bracket.
fn append(text: &str, term: &str) -> String {
    let text = text.trim();
    let behind = if text.is_empty() {
        term.to_owned()
    } else {
        format!("{text} {term}")
    };
    let (pieces, _) = pieces(&behind);
    let last = pieces
        .last()
        .and_then(|piece| behind.get(piece.span.clone()));
    if last == Some(term) {
        return behind;
    }
    // A bar that stands before everything is a fault; it must not join what is put before it.
    let rest = text.trim_start_matches(|c: char| c == '|' || c.is_whitespace());
    format!("{term} {rest}").trim_end().to_owned()
}

/// The terms as `change` gives them back, one blank between; what is beyond the longest line goes.
pub(super) fn rebuild(
    text: &str,
    mut change: impl FnMut(&Piece, &str) -> Option<String>,
) -> String {
    let (pieces, _) = pieces(text);
    let kept: Vec<String> = pieces
        .iter()
        .filter_map(|piece| {
            let typed = text.get(piece.span.clone()).unwrap_or_default();
            change(piece, typed)
        })
        .collect();
    kept.join(" ")
}

pub(super) fn switched_on(typed: &str) -> String {
    typed.trim_start_matches('#').to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    #[test]
    fn the_last_term_goes_whether_good_or_not() {
        assert_eq!(drop_last_term("trump  date:2025"), "trump");
        assert_eq!(drop_last_term("trump date:20"), "trump");
        assert_eq!(drop_last_term("a (b | c)"), "a");
        assert_eq!(drop_last_term("a | b"), "");
        assert_eq!(drop_last_term(""), "");
    }

    #[test]
    fn terms_are_switched_off_and_on() {
        assert_eq!(toggle_term("a date:20 b", 1), "a date:20 #b");
        assert_eq!(toggle_term("a #b", 1), "a b");
        assert_eq!(toggle_term("a\"b\"", 1), "a #\"b\"");
        assert_eq!(toggle_all("a #b c | d"), "#a #b #c | d");
        assert_eq!(toggle_all("#a #b"), "a b");
        assert_eq!(toggle_term("a", 7), "a");
    }

    #[test]
    fn a_source_replaces_what_was_asked_of_sources() {
        assert_eq!(
            set_source("iran", Some("Press TV")),
            "iran source:=\"Press TV\""
        );
        assert_eq!(
            set_source("source:a iran source:b | source:c", Some("kayhan.ir")),
            "source:=kayhan.ir iran"
        );
        assert_eq!(
            set_source("-source:x #source:y", None),
            "-source:x #source:y source:none"
        );
        assert_eq!(clear_source("source:none iran"), "iran");
        let line = set_source("", Some("A \"B\" | (C) none"));
        assert_eq!(
            source_term(&parse(&line).query),
            Some(&SourceTest::Is("A \"B\" | (C) none".into()))
        );
    }

    #[test]
    fn a_value_of_the_record_replaces_its_like() {
        let fa = Test::Language("fa".to_owned());
        assert_eq!(
            set_test("lang:en iran -lang:ar", &fa),
            "lang:fa iran -lang:ar"
        );
        assert!(has_test(&parse("iran lang:fa").query, &fa));
        assert_eq!(
            clear_tests("iran lang:fa format:html", &fa),
            "iran format:html"
        );
        let tag = Test::Tag("to read".to_owned());
        assert_eq!(set_test("lang:fa", &tag), "lang:fa tag:\"to read\"");
    }

    #[test]
    fn a_new_term_stays_out_of_an_unfinished_quotation() {
        let named = Some("Tasnim");
        assert_eq!(set_source("\"gas pi", named), "source:=Tasnim \"gas pi");
        assert_eq!(set_source("(a b", named), "source:=Tasnim (a b");
        assert_eq!(set_source("a |", None), "source:none a |");
    }

    #[test]
    fn headlines_only_comes_and_goes() {
        assert_eq!(toggle_headlines_only("a"), "a in:headline");
        assert_eq!(toggle_headlines_only("in:headline a"), "a");
        assert_eq!(toggle_headlines_only("#in:headline a"), "in:headline a");
    }

    #[test]
    fn the_term_under_the_cursor() {
        assert_eq!(term_at("ab date:20", 2), Some(0..2));
        assert_eq!(term_at("ab date:20", 8), Some(3..10));
        assert_eq!(term_at("ab  c", 3), None);
    }
}
