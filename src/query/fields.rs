//! The one table of what can be written in the filter line: names, values, help, examples.
//!
//! The parser, completion, the help screen and the documentation all read it, so none of them can
//! know a field that another does not.

use super::dates;
use crate::text;

/// A way of writing a term, with its help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldHelp {
    /// What is typed first (`source:`), or the shape of a term that has no field (`'word`).
    pub name: &'static str,
    /// What it means, in one sentence without a full stop.
    pub help: &'static str,
    /// A complete term.
    pub example: &'static str,
}

/// A field as the parser sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Name {
    Headline,
    Body,
    Comment,
    Author,
    Place,
    Note,
    In,
    Source,
    Date,
    After,
    Before,
    Mentions,
    Is,
    Verdict,
    Has,
    Tag,
    Language,
    Format,
    Path,
    Regex,
}

/// Every field and how it is typed, in the order of [`FIELDS`]; last what others call them.
const NAMES: [(&str, Name); 22] = [
    ("source", Name::Source),
    ("date", Name::Date),
    ("after", Name::After),
    ("before", Name::Before),
    ("in", Name::In),
    ("headline", Name::Headline),
    ("body", Name::Body),
    ("author", Name::Author),
    ("place", Name::Place),
    ("comment", Name::Comment),
    ("mentions", Name::Mentions),
    ("is", Name::Is),
    ("verdict", Name::Verdict),
    ("tag", Name::Tag),
    ("note", Name::Note),
    ("has", Name::Has),
    ("lang", Name::Language),
    ("format", Name::Format),
    ("path", Name::Path),
    ("re", Name::Regex),
    ("language", Name::Language),
    ("title", Name::Headline),
];

const FIELDS: [FieldHelp; 20] = [
    row(
        "source:",
        "a source like this; source:=\"Press TV\" exactly that one, source:none unknown",
        "source:tasnim",
    ),
    row(
        "date:",
        "published in that span, both ends included, to the minute; or none, inferred, explicit, given, future, \
         no-month, no-day (known less exactly), today, a weekday, last-30d; date:~2018 also what only may fall there",
        "date:2018-01..2024",
    ),
    row("after:", "from that day on", "after:2024-03-01"),
    row(
        "before:",
        "up to the day before; before:2025 is until 31 December 2024",
        "before:2025",
    ),
    row(
        "in:",
        "bare words and phrases look in headline and lead only",
        "in:headline",
    ),
    row(
        "headline:",
        "the headline (or the lead, where there is none) has these letters; also title:",
        "headline:\"gas pipeline\"",
    ),
    row("body:", "the body has these letters", "body:sanction"),
    row("author:", "an author has these letters", "author:smith"),
    row(
        "place:",
        "the dateline names a place like this",
        "place:tehran",
    ),
    row("comment:", "a comment has these letters", "comment:china"),
    row(
        "mentions:",
        "the body speaks of that time",
        "mentions:2018-01",
    ),
    row(
        "is:",
        "read, unread, starred or unjudged; copy, version: an earlier article again, its text the same or not",
        "is:unread",
    ),
    row("verdict:", "judged keep, maybe or drop", "verdict:keep"),
    row("tag:", "tagged so", "tag:iran"),
    row("note:", "the note has these letters", "note:check"),
    row("has:", "has a note, or comments", "has:note"),
    row(
        "lang:",
        "in this language (BCP 47); also language:",
        "lang:fa",
    ),
    row("format:", "read from this kind of file", "format:html"),
    row(
        "path:",
        "the path of the file has these letters",
        "path:2018/",
    ),
    row(
        "re:",
        "a regular expression, whatever the case, in headline or body; also after a text field, \
         as in body:re:/…/",
        "re:/gas .* line/",
    ),
];

const FORMS: [FieldHelp; 9] = [
    row(
        "word",
        "a word like this in headline, lead, source, author, place or agency, or a word beginning \
         so in the body",
        "sanctions",
    ),
    row("'word", "these very letters, not similar ones", "'sanction"),
    row("^word", "at the start of the headline", "^iran"),
    row("word$", "at the end of the headline", "deal$"),
    row(
        "\"two words\"",
        "this phrase, in headline or body",
        "\"gas pipeline\"",
    ),
    row("-term", "not; also !term", "-source:none"),
    row(
        "a | b",
        "or; brackets group: terms side by side must all match",
        "gaza | (china trade)",
    ),
    row("#term", "switched off, kept in the line", "#date:2018"),
    row(
        "@name",
        "the line saved under this name, by :save name",
        "@gaza",
    ),
];

const fn row(name: &'static str, help: &'static str, example: &'static str) -> FieldHelp {
    FieldHelp {
        name,
        help,
        example,
    }
}

/// The fields, most used first: for completion, help and documentation.
pub fn fields() -> &'static [FieldHelp] {
    &FIELDS
}

/// The ways of writing a term without a field, most used first.
pub fn forms() -> &'static [FieldHelp] {
    &FORMS
}

/// The field typed so, whatever its case.
pub(super) fn named(typed: &str) -> Option<Name> {
    NAMES
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(typed))
        .map(|(_, field)| *field)
}

/// The field that was probably meant.
pub(super) fn nearest_name(typed: &str) -> Option<&'static str> {
    text::nearest(
        typed,
        FIELDS.iter().filter_map(|row| row.name.strip_suffix(':')),
    )
}

impl Name {
    /// The values there are, where they are few and fixed.
    pub(super) fn values(self) -> &'static [&'static str] {
        match self {
            Self::In => &["headline"],
            Self::Is => &["read", "unread", "starred", "unjudged", "copy", "version"],
            Self::Verdict => &["keep", "maybe", "drop"],
            Self::Has => &["comments", "note"],
            Self::Format => &[
                "text", "html", "rss", "atom", "jsonfeed", "jsonl", "json", "csv", "markdown",
                "warc",
            ],
            _ => &[],
        }
    }

    /// The values that completion offers.
    pub(super) fn offered(self) -> Vec<&'static str> {
        match self {
            Self::Date => dates::offered().collect(),
            Self::Source => vec!["none"],
            _ => self.values().to_vec(),
        }
    }

    /// The field's row in the table, if it is offered.
    pub(super) fn help(self) -> Option<&'static FieldHelp> {
        let (name, _) = NAMES.iter().find(|(_, field)| *field == self)?;
        FIELDS
            .iter()
            .find(|row| row.name.strip_suffix(':') == Some(name))
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    #[test]
    fn every_example_is_a_term_without_fault() {
        for row in fields().iter().chain(forms()) {
            let parsed = parse(row.example);
            assert_eq!(parsed.faults, [], "{}", row.example);
            assert_eq!(parsed.query.terms.len(), 1, "{}", row.example);
        }
    }

    #[test]
    fn every_row_names_a_field_and_begins_its_example() {
        for row in fields() {
            let name = named(row.name.trim_end_matches(':')).expect(row.name);
            assert_eq!(name.help(), Some(row));
            assert!(row.example.starts_with(row.name), "{}", row.example);
        }
    }

    #[test]
    fn what_others_call_a_field_is_understood() {
        for (typed, usual) in [("language:fa", "lang:fa"), ("title:gas", "headline:gas")] {
            assert_eq!(parse(typed).faults, []);
            assert_eq!(parse(typed).query.to_string(), usual);
        }
    }

    #[test]
    fn a_slip_is_recognised_and_another_word_is_not() {
        assert_eq!(nearest_name("sorce"), Some("source"));
        assert_eq!(nearest_name("Daet"), Some("date"));
        assert_eq!(nearest_name("exclusive"), None);
    }
}
