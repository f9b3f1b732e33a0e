//! Completion in the filter line: names of fields and their values.

use std::collections::BTreeSet;
use std::ops::Range;

use chrono::NaiveDate;

use super::fields::{self, Name};
use super::lex::{self, Atom, Head, Kind, Token, Value};
use super::{SourceTest, Test};

/// Names of the collection that completion may offer.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known<'a> {
    /// Sources, in the order they are to be offered.
    pub sources: &'a [&'a str],
    /// Tags, likewise.
    pub tags: &'a [&'a str],
    /// What the reader calls the verdicts; empty: by their own names.
    pub verdicts: &'a [&'a str],
    /// Languages, likewise.
    pub languages: &'a [&'a str],
    /// Names of saved filters.
    pub saved: &'a [&'a str],
    /// Days that have articles, or the first days of months and years that have.
    pub days: &'a [NaiveDate],
}

/// What may be typed instead of a part of the line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completion {
    /// The part, in bytes.
    pub span: Range<usize>,
    /// What may stand there; empty where nothing can be offered.
    pub candidates: Vec<Candidate>,
}

/// One offer of a [`Completion`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// What is put into the line.
    pub text: String,
    /// What it means; empty where the text says it.
    pub help: &'static str,
}

/// What can be completed at this byte of the line: a field whose name has begun, or a value of a
/// field with known values. Case does not matter.
pub fn complete(text: &str, cursor: usize, known: Known<'_>) -> Completion {
    let before = text.get(..cursor).unwrap_or(text);
    let nothing = Completion {
        span: before.len()..before.len(),
        candidates: Vec::new(),
    };
    let last = lex::tokens(before).pop();
    let Some(token) = last.filter(|token| token.span.end == before.len()) else {
        return nothing;
    };
    let Kind::Atom(atom) = &token.kind else {
        return nothing;
    };
    match &atom.head {
        Head::None => match &atom.value {
            Value::Bare(typed) if !atom.at_end => Completion {
                span: token.span.start..end_of_name(text, token.span.end),
                candidates: match typed.strip_prefix('@') {
                    Some(name) => saved_names(name, known),
                    None => field_names(typed),
                },
            },
            _ => nothing,
        },
        Head::Field(typed) => fields::named(typed).map_or(nothing, |name| Completion {
            span: token.span.start + typed.len() + 1..end_of_value(text, &token, atom),
            candidates: values(name, atom, known),
        }),
        Head::Exact | Head::Start => nothing,
    }
}

/// Where the name ends that the cursor stands in, its colon included.
fn end_of_name(text: &str, cursor: usize) -> usize {
    let rest = text.get(cursor..).unwrap_or_default();
    let name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let letters = rest.find(|c| !name(c)).unwrap_or(rest.len());
    let colon = rest
        .get(letters..)
        .is_some_and(|rest| rest.starts_with(':'));
    cursor + letters + usize::from(colon)
}

/// Where the value ends that the cursor stands in, its closing quote included.
fn end_of_value(text: &str, token: &Token, atom: &Atom) -> usize {
    let rest = text.get(token.span.end..).unwrap_or_default();
    token.span.end
        + match &atom.value {
            Value::Quoted(_, false) => rest.find('"').map_or(0, |quote| quote + 1),
            _ => rest.find(lex::ends_bare).unwrap_or(rest.len()),
        }
}

fn field_names(typed: &str) -> Vec<Candidate> {
    let typed = typed.to_ascii_lowercase();
    let offered = fields::fields().iter();
    offered
        .filter(|row| row.name.starts_with(&typed))
        .map(|row| Candidate {
            text: row.name.to_owned(),
            help: row.help,
        })
        .collect()
}

fn saved_names(typed: &str, known: Known<'_>) -> Vec<Candidate> {
    let names = known
        .saved
        .iter()
        .filter(|name| begins(name, &typed.to_lowercase()));
    names
        .map(|name| Candidate {
            text: format!("@{name}"),
            help: "",
        })
        .collect()
}

/// Years, then months, then days that have articles and begin so, newest first; what is offered
/// is always longer than what is typed.
fn calendar(typed: &str, days: &[NaiveDate]) -> Vec<String> {
    let format = match typed.len() {
        0..4 => "%Y",
        4..7 => "%Y-%m",
        _ => "%Y-%m-%d",
    };
    let written: BTreeSet<String> = days
        .iter()
        .map(|day| day.format(format).to_string())
        .collect();
    let digits = |c: char| c.is_ascii_digit() || c == '-';
    let fits =
        |date: &String| date.starts_with(typed) && date != typed && typed.chars().all(digits);
    written.into_iter().rev().filter(fits).collect()
}

fn values(name: Name, atom: &Atom, known: Known<'_>) -> Vec<Candidate> {
    let (Value::Bare(typed) | Value::Quoted(typed, false)) = &atom.value else {
        return Vec::new();
    };
    let typed = typed.to_lowercase();
    let mut texts: Vec<String> = Vec::new();
    match name {
        Name::Source => {
            let named = known.sources.iter().filter(|name| begins(name, &typed));
            texts.extend(named.map(|name| {
                let test = Test::Source(SourceTest::Is((*name).to_owned()));
                after_colon(&test)
            }));
        }
        Name::Tag => {
            let tags = known.tags.iter().filter(|tag| begins(tag, &typed));
            texts.extend(tags.map(|tag| after_colon(&Test::Tag((*tag).to_owned()))));
        }
        Name::Verdict => {
            let named = known.verdicts.iter().filter(|name| begins(name, &typed));
            texts.extend(named.map(|name| (*name).to_owned()));
        }
        Name::Language => {
            let languages = known.languages.iter().filter(|tag| begins(tag, &typed));
            texts.extend(languages.map(|tag| (*tag).to_owned()));
        }
        Name::Date | Name::After | Name::Before if !typed.is_empty() => {
            texts.extend(calendar(&typed, known.days));
        }
        _ => {}
    }
    let own_names = name == Name::Verdict && !known.verdicts.is_empty();
    if !atom.equals && !own_names {
        let fixed = name.offered().into_iter();
        texts.extend(
            fixed
                .filter(|value| value.starts_with(&typed))
                .map(str::to_owned),
        );
    }
    let candidate = |text| Candidate { text, help: "" };
    texts.into_iter().map(candidate).collect()
}

/// Whether the name, or a word in it, begins like this.
fn begins(name: &str, typed: &str) -> bool {
    let name = name.to_lowercase();
    name.starts_with(typed)
        || name
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| word.starts_with(typed))
}

fn after_colon(test: &Test) -> String {
    let printed = test.to_string();
    printed
        .split_once(':')
        .map(|(_, value)| value.to_owned())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offered(text: &str) -> (Range<usize>, Vec<String>) {
        let sources = ["Tasnim", "Press TV"];
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        let known = Known {
            sources: &sources,
            tags: &["gas", "to read"],
            languages: &["fa", "en"],
            saved: &["gaza", "gas-deals"],
            days: &[day(2018, 1, 5), day(2018, 3, 1), day(2025, 1, 22)],
            ..Known::default()
        };
        let found = complete(text, text.len(), known);
        let texts = found.candidates.into_iter().map(|c| c.text).collect();
        (found.span, texts)
    }

    #[test]
    fn names_of_fields_are_completed() {
        assert_eq!(offered("iran so"), (5..7, vec!["source:".into()]));
        assert_eq!(offered("-DA"), (1..3, vec!["date:".into()]));
        assert_eq!(offered("iran ").1, Vec::<String>::new());
        assert_eq!(offered("\"so").1, Vec::<String>::new());
    }

    #[test]
    fn what_stands_behind_the_cursor_belongs_to_what_is_completed() {
        let known = Known {
            sources: &["Tasnim", "Press TV"],
            saved: &["gaza"],
            ..Known::default()
        };
        let completed = |line: &str| {
            let cursor = line.find('‸').unwrap();
            let mut line = line.replace('‸', "");
            let found = complete(&line, cursor, known);
            if let Some(first) = found.candidates.first() {
                line.replace_range(found.span, &first.text);
            }
            line
        };
        for (line, expected) in [
            ("so‸ iran", "source: iran"),
            ("so‸urc:tasnim", "source:tasnim"),
            ("(a | sou‸rce:x)", "(a | source:x)"),
            ("source:ta‸xx deal", "source:=Tasnim deal"),
            ("source:=\"pr‸ess t\" deal", "source:=\"Press TV\" deal"),
            ("@g‸aaza | b", "@gaza | b"),
            ("iran ‸deal", "iran deal"),
        ] {
            assert_eq!(completed(line), expected, "{line}");
        }
    }

    #[test]
    fn values_are_completed_and_quoted() {
        assert_eq!(
            offered("source:t"),
            (7..8, vec!["=Tasnim".into(), "=\"Press TV\"".into()])
        );
        assert_eq!(offered("source:=\"pr").1, ["=\"Press TV\""]);
        assert_eq!(offered("date:in"), (5..7, vec!["inferred".into()]));
        assert_eq!(offered("tag:r").1, ["\"to read\""]);
        assert_eq!(offered("lang:").1, ["fa", "en"]);
        assert_eq!(offered("date:20").1, ["2025", "2018"]);
        assert_eq!(offered("date:2018").1, ["2018-03", "2018-01"]);
        assert_eq!(offered("after:2018-01").1, ["2018-01-05"]);
        assert_eq!(
            offered("x @ga"),
            (2..5, vec!["@gaza".into(), "@gas-deals".into()])
        );
        assert_eq!(offered("has:n").1, ["note"]);
        assert_eq!(offered("is:").1.len(), 6);
        assert_eq!(offered("a verdict:m").1, ["maybe"]);
    }
}
