//! Canonical printing: a query as the shortest line that parses to the same query.

use std::fmt::{self, Write as _};

use super::{Expr, Field, Has, Query, SourceTest, State, Term, Test, lex};

impl fmt::Display for Query {
    /// The terms, one blank between them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        separated(f, &self.terms, " ")
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.off {
            f.write_char('#')?;
        }
        write!(f, "{}", self.expr)
    }
}

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Not(inner) => match inner.as_ref() {
                any @ Self::Any(_) => write!(f, "-({any})"),
                inner => write!(f, "-{inner}"),
            },
            Self::Any(alternatives) => separated(f, alternatives, " | "),
            Self::All(terms) => {
                f.write_char('(')?;
                separated(f, terms, " ")?;
                f.write_char(')')
            }
            Self::Test(test) => write!(f, "{test}"),
        }
    }
}

fn separated<T: fmt::Display>(
    f: &mut fmt::Formatter<'_>,
    items: &[T],
    separator: &str,
) -> fmt::Result {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            f.write_str(separator)?;
        }
        write!(f, "{item}")?;
    }
    Ok(())
}

impl fmt::Display for Test {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => f.write_str(word),
            Self::Exact(text) => write!(f, "'{}", value(text)),
            Self::HeadlineStarts(text) => {
                // A bare `^us$` would be both ends.
                let bare = bare_value(text) && !text.ends_with('$');
                write!(f, "^{}", if bare { text.clone() } else { quoted(text) })
            }
            Self::HeadlineEnds(text) => {
                let plain = plain_word(text);
                write!(f, "{}$", if plain { text.clone() } else { quoted(text) })
            }
            Self::Phrase(text) => f.write_str(&quoted(text)),
            Self::InHeadline => f.write_str("in:headline"),
            Self::Field(field, text) => write!(f, "{}:{}", field.name(), value(text)),
            Self::Source(SourceTest::None) => f.write_str("source:none"),
            Self::Source(SourceTest::Is(name)) => write!(f, "source:={}", value(name)),
            Self::Source(SourceTest::Like(name)) => {
                let special = name.eq_ignore_ascii_case("none") || name.starts_with('=');
                let plain = bare_value(name) && !special;
                write!(
                    f,
                    "source:{}",
                    if plain { name.clone() } else { quoted(name) }
                )
            }
            Self::Date(test) => write!(f, "date:{test}"),
            Self::Mentions(span) => write!(f, "mentions:{span}"),
            Self::Tag(tag) => write!(f, "tag:{}", value(tag)),
            Self::Is(state) => write!(f, "is:{}", state.name()),
            Self::Verdict(verdict) => write!(f, "verdict:{}", verdict.name()),
            Self::Has(has) => write!(f, "has:{}", has.name()),
            Self::Language(tag) => write!(f, "lang:{}", value(tag)),
            Self::Format(format) => write!(f, "format:{}", format.name()),
            Self::Path(path) => write!(f, "path:{}", value(path)),
            Self::Regex(None, pattern) => write!(f, "re:/{}/", pattern.as_str()),
            Self::Regex(Some(field), pattern) => {
                write!(f, "{}:re:/{}/", field.name(), pattern.as_str())
            }
        }
    }
}

/// The text in quotes, with what is special inside them escaped.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            quoted.push('\\');
        }
        quoted.push(c);
    }
    quoted.push('"');
    quoted
}

/// A value after a field or sign, in quotes where it needs them.
fn value(text: &str) -> String {
    if bare_value(text) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// Whether a text can stand after a colon or sign without quotes.
fn bare_value(text: &str) -> bool {
    !text.is_empty() && !text.contains(lex::ends_bare) && !text.starts_with("re:/")
}

/// Whether a text can stand alone without quotes and keep its meaning before a `$`.
fn plain_word(text: &str) -> bool {
    let signs = ['#', '-', '!', '\'', '^'];
    bare_value(text) && !text.starts_with(signs) && !text.contains([':', '$'])
}

impl Field {
    /// Its name before the colon.
    pub fn name(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::Headline => "headline",
            Self::Author => "author",
            Self::Place => "place",
            Self::Comment => "comment",
            Self::Note => "note",
        }
    }
}

impl State {
    /// Its name after `is:`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Unread => "unread",
            Self::Starred => "starred",
            Self::Unjudged => "unjudged",
            Self::Copy => "copy",
            Self::Version => "version",
        }
    }
}

impl Has {
    /// Its name after `has:`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Comments => "comments",
        }
    }
}
