//! What a single word, phrase, pattern or field test means.
//!
//! An unfinished quotation or pattern is both: usable as far as it goes, and a fault that says
//! what is missing, so that the list follows while it is being typed.

use std::ops::Range;

use super::fields::{self, Name};
use super::lex::{Atom, Head, Value};
use super::{Expr, Fault, Field, Has, Pattern, SourceTest, State, Test, dates};
use crate::article::{Format, Verdict, VerdictNames};
use crate::text;

/// A test that could be read, and what is still missing in it.
pub(super) struct Read {
    /// What it asks for.
    pub(super) expr: Expr,
    /// An unfinished end.
    pub(super) fault: Option<Fault>,
}

/// Reads an atom that stands at `span`.
///
/// # Errors
/// With what was expected, and where.
pub(super) fn expr(
    atom: &Atom,
    span: &Range<usize>,
    verdicts: Option<&VerdictNames>,
) -> Result<Read, Fault> {
    let at_value = |expected: String| Fault {
        span: if atom.value_span.is_empty() {
            span.clone()
        } else {
            atom.value_span.clone()
        },
        expected,
    };
    let expr = match &atom.head {
        Head::Field(typed) => match fields::named(typed) {
            Some(name) => Expr::Test(field_test(name, atom, verdicts).map_err(at_value)?),
            None => unknown_field(typed, atom).map_err(|expected| Fault {
                span: span.clone(),
                expected,
            })?,
        },
        head => word(head, atom).map_err(at_value)?,
    };
    let missing = match &atom.value {
        Value::Quoted(_, false) => Some("a closing quote"),
        Value::Pattern(_, false) => Some("a closing slash, as in re:/gas .* line/"),
        _ => None,
    };
    Ok(Read {
        expr,
        fault: missing.map(|missing| at_value(missing.to_owned())),
    })
}

fn word(head: &Head, atom: &Atom) -> Result<Expr, String> {
    let (text, quoted) = match &atom.value {
        Value::Bare(text) => (text, false),
        Value::Quoted(text, _) => (text, true),
        Value::Pattern(..) => return Err("re: before a pattern".to_owned()),
    };
    if text.trim().is_empty() {
        return Err(match head {
            Head::Exact => "the letters to find after `'`, as in 'sanction",
            Head::Start => "the first letters of a headline after `^`, as in ^iran",
            _ => "words between the quotes",
        }
        .to_owned());
    }
    let starts = *head == Head::Start;
    let text = text.clone();
    Ok(match (starts, atom.at_end) {
        (true, true) => Expr::All(vec![
            Expr::Test(Test::HeadlineStarts(text.clone())),
            Expr::Test(Test::HeadlineEnds(text)),
        ]),
        (true, false) => Expr::Test(Test::HeadlineStarts(text)),
        (false, true) => Expr::Test(Test::HeadlineEnds(text)),
        (false, false) if *head == Head::Exact => Expr::Test(Test::Exact(text)),
        (false, false) if quoted => Expr::Test(Test::Phrase(text)),
        (false, false) => Expr::Test(Test::Word(text)),
    })
}

/// A name before a colon that is no field: a slip, or the end of a pasted `Exclusive:`.
fn unknown_field(typed: &str, atom: &Atom) -> Result<Expr, String> {
    if let Some(name) = fields::nearest_name(typed) {
        return Err(format!("`{name}:`; there is no field `{typed}`"));
    }
    match &atom.value {
        Value::Bare(value) if value.is_empty() => Ok(Expr::Test(Test::Word(format!("{typed}:")))),
        _ => Err(format!(
            "a field like source:, date:, headline: or body:, not `{typed}:`; quotes find the \
             words as they stand"
        )),
    }
}

fn field_test(name: Name, atom: &Atom, verdicts: Option<&VerdictNames>) -> Result<Test, String> {
    let text_field = match name {
        Name::Headline => Some(Field::Headline),
        Name::Body => Some(Field::Body),
        Name::Comment => Some(Field::Comment),
        Name::Author => Some(Field::Author),
        Name::Place => Some(Field::Place),
        Name::Note => Some(Field::Note),
        _ => None,
    };
    let (value, quoted) = match &atom.value {
        Value::Pattern(source, _) => {
            return match (name, text_field) {
                (Name::Regex, _) => pattern(None, source),
                (_, Some(field)) => pattern(Some(field), source),
                _ => Err(
                    "a pattern only after re:, headline:, body:, author:, place: or comment:"
                        .to_owned(),
                ),
            };
        }
        Value::Bare(value) => (value.as_str(), false),
        Value::Quoted(value, _) => (value.as_str(), true),
    };
    if value.trim().is_empty() {
        return Err(missing_value(name));
    }
    if let Some(field) = text_field {
        return Ok(Test::Field(field, value.to_owned()));
    }
    match name {
        Name::Source => Ok(Test::Source(if atom.equals {
            SourceTest::Is(value.to_owned())
        } else if !quoted && value.eq_ignore_ascii_case("none") {
            SourceTest::None
        } else {
            SourceTest::Like(value.to_owned())
        })),
        Name::Date => dates::date_test(value).map(Test::Date),
        Name::After => dates::after(value).map(Test::Date),
        Name::Before => dates::before(value).map(Test::Date),
        Name::Mentions => dates::mentions(value).map(Test::Mentions),
        Name::Verdict => verdict(value, verdicts),
        Name::Tag => Ok(Test::Tag(value.to_owned())),
        Name::Language => Ok(Test::Language(value.to_owned())),
        Name::Path => Ok(Test::Path(value.to_owned())),
        Name::Regex => Err("a pattern between slashes, as in re:/gas .* line/".to_owned()),
        _ => fixed(name, value),
    }
}

fn missing_value(name: Name) -> String {
    let values = name.values();
    if !values.is_empty() {
        return format!("one of: {}", values.join(", "));
    }
    let example = name
        .help()
        .map_or("tag:iran or note:word", |row| row.example);
    format!("a value, as in {example}")
}

/// A verdict by its name; where the reader's names do not matter, any word is one.
fn verdict(value: &str, names: Option<&VerdictNames>) -> Result<Test, String> {
    let Some(names) = names else {
        return Ok(Test::Verdict(Verdict::Keep));
    };
    names.named(value).map(Test::Verdict).ok_or_else(|| {
        let all = names.all();
        one_of(value, &all)
    })
}

/// One of some values, the one that was meant first.
fn one_of(typed: &str, values: &[&str]) -> String {
    let begins = || values.iter().find(|value| value.starts_with(typed));
    let near = text::nearest(typed, values.iter().copied());
    match near.or_else(|| begins().copied().filter(|_| !typed.is_empty())) {
        Some(near) => {
            let others = values.iter().filter(|value| **value != near);
            let others: Vec<&str> = others.copied().collect();
            format!("`{near}`, or one of: {}", others.join(", "))
        }
        None => format!("one of: {}", values.join(", ")),
    }
}

/// Fields whose values are few and fixed.
fn fixed(name: Name, value: &str) -> Result<Test, String> {
    let typed = value.to_ascii_lowercase();
    let test = match (name, typed.as_str()) {
        (Name::In, "headline") => Some(Test::InHeadline),
        (Name::Is, "read") => Some(Test::Is(State::Read)),
        (Name::Is, "unread") => Some(Test::Is(State::Unread)),
        (Name::Is, "starred") => Some(Test::Is(State::Starred)),
        (Name::Is, "unjudged") => Some(Test::Is(State::Unjudged)),
        (Name::Is, "copy") => Some(Test::Is(State::Copy)),
        (Name::Is, "version") => Some(Test::Is(State::Version)),
        (Name::Has, "note") => Some(Test::Has(Has::Note)),
        (Name::Has, "comments") => Some(Test::Has(Has::Comments)),
        (Name::Format, typed) => Format::ALL
            .into_iter()
            .find(|format| format.name() == typed)
            .map(Test::Format),
        _ => None,
    };
    test.ok_or_else(|| one_of(&typed, name.values()))
}

fn pattern(field: Option<Field>, source: &str) -> Result<Test, String> {
    if source.is_empty() {
        return Err("a pattern between the slashes, as in re:/gas .* line/".to_owned());
    }
    Pattern::new(source)
        .map(|pattern| Test::Regex(field, pattern))
        .map_err(|error| format!("a regular expression: {error}"))
}
