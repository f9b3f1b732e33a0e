//! From the filter line to tokens with their places.
//!
//! Promises: every character of the line is in exactly one token or is a blank between two; no
//! text makes it panic. What a token means is decided in [`super::parse`].

use std::ops::Range;

/// A token and its place, in bytes of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// Where it stands.
    pub(super) span: Range<usize>,
    /// What it is.
    pub(super) kind: Kind,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `#`
    Off,
    /// `-` or `!`
    Not,
    /// `(`
    Open,
    /// `)`
    Close,
    /// `|`
    Or,
    /// Everything else.
    Atom(Atom),
}

/// A word, phrase, pattern or field test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Atom {
    /// What stands before the value.
    pub(super) head: Head,
    /// `source:=…`
    pub(super) equals: bool,
    /// What is looked for.
    pub(super) value: Value,
    /// Where the value stands, quotes and slashes included.
    pub(super) value_span: Range<usize>,
    /// `deal$`
    pub(super) at_end: bool,
}

/// What stands before a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Head {
    /// Nothing.
    None,
    /// `'`
    Exact,
    /// `^`
    Start,
    /// `name:`, as typed and without the colon.
    Field(String),
}

/// The value of an atom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// Characters up to the next blank, bracket, bar or quote.
    Bare(String),
    /// Text in quotes, unescaped, and whether the closing quote was there.
    Quoted(String, bool),
    /// A pattern between slashes, as typed, and whether the closing slash was there.
    Pattern(String, bool),
}

/// Cuts the line into tokens.
pub(super) fn tokens(line: &str) -> Vec<Token> {
    let mut scan = Scan { line, at: 0 };
    std::iter::from_fn(|| scan.token()).collect()
}

/// Whether a character ends a bare value.
pub(super) fn ends_bare(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')' | '|') || opens_quote(c)
}

/// Whether a character opens a quotation; typographic quotes come with pasted headlines.
fn opens_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '„')
}

/// Whether `c` closes a quotation opened by `open`.
fn closes_quote(open: char, c: char) -> bool {
    if open == '"' {
        c == '"'
    } else {
        matches!(c, '”' | '“')
    }
}

/// A place in the line.
struct Scan<'a> {
    line: &'a str,
    at: usize,
}

impl<'a> Scan<'a> {
    fn rest(&self) -> &'a str {
        self.line.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn eat(&mut self, wanted: &str) -> bool {
        let found = self.rest().starts_with(wanted);
        if found {
            self.at += wanted.len();
        }
        found
    }

    fn take_while(&mut self, keep: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let length = rest.find(|c| !keep(c)).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    fn token(&mut self) -> Option<Token> {
        self.take_while(char::is_whitespace);
        let start = self.at;
        let sign = match self.peek()? {
            '#' => Some(Kind::Off),
            '-' | '!' => Some(Kind::Not),
            '(' => Some(Kind::Open),
            ')' => Some(Kind::Close),
            '|' => Some(Kind::Or),
            _ => None,
        };
        let kind = if let Some(sign) = sign {
            self.at += 1;
            sign
        } else {
            Kind::Atom(self.atom())
        };
        Some(Token {
            span: start..self.at,
            kind,
        })
    }

    fn atom(&mut self) -> Atom {
        let head = self.head();
        let mut equals = false;
        let mut is_pattern = false;
        if let Head::Field(name) = &head {
            equals = name.eq_ignore_ascii_case("source") && self.eat("=");
            is_pattern = if name.eq_ignore_ascii_case("re") {
                self.rest().starts_with('/')
            } else {
                self.rest().starts_with("re:/") && self.eat("re:")
            };
        }
        let start = self.at;
        let value = if is_pattern {
            self.pattern()
        } else if self.peek().is_some_and(opens_quote) {
            self.quoted()
        } else {
            Value::Bare(self.take_while(|c| !ends_bare(c)).to_owned())
        };
        let mut atom = Atom {
            head,
            equals,
            value,
            value_span: start..self.at,
            at_end: false,
        };
        self.end_mark(&mut atom);
        atom
    }

    /// Recognises `deal$` and `"a deal"$`; a field's value keeps its dollar.
    fn end_mark(&mut self, atom: &mut Atom) {
        if !matches!(atom.head, Head::None | Head::Start) {
            return;
        }
        match &mut atom.value {
            Value::Bare(word) if word.len() > 1 && word.ends_with('$') => {
                word.pop();
                atom.at_end = true;
            }
            Value::Quoted(_, true) => {
                // Only a lone `$`: in `"a"$100` the dollar belongs to the next word.
                let after = self.rest().strip_prefix('$');
                if after.is_some_and(|rest| rest.chars().next().is_none_or(ends_bare)) {
                    self.at += 1;
                    atom.at_end = true;
                }
            }
            _ => {}
        }
    }

    fn head(&mut self) -> Head {
        if self.eat("'") {
            return Head::Exact;
        }
        if self.eat("^") {
            return Head::Start;
        }
        let rest = self.rest();
        let letters = rest
            .find(|c: char| !(c.is_ascii_alphabetic() || c == '-'))
            .unwrap_or(rest.len());
        let name = rest.get(..letters).unwrap_or_default();
        let after = rest.get(letters..).unwrap_or_default();
        // A link (`https://…`) is a word, as is a time (`12:30`), whose name has no letters.
        if name.is_empty() || !after.starts_with(':') || after.starts_with("://") {
            return Head::None;
        }
        self.at += letters + 1;
        Head::Field(name.to_owned())
    }

    fn quoted(&mut self) -> Value {
        let Some(open) = self.peek() else {
            return Value::Bare(String::new());
        };
        self.at += open.len_utf8();
        let mut text = String::new();
        let mut escaped = false;
        for c in self.rest().chars() {
            self.at += c.len_utf8();
            if escaped {
                if c != '\\' && !closes_quote(open, c) {
                    text.push('\\');
                }
                text.push(c);
                escaped = false;
            } else if c == '\\' {
                escaped = true;
            } else if closes_quote(open, c) {
                return Value::Quoted(text, true);
            } else {
                text.push(c);
            }
        }
        if escaped {
            text.push('\\');
        }
        Value::Quoted(text, false)
    }

    fn pattern(&mut self) -> Value {
        self.at += 1;
        let start = self.at;
        let mut escaped = false;
        for c in self.rest().chars() {
            if c == '/' && !escaped {
                let source = self.line.get(start..self.at).unwrap_or_default();
                self.at += 1;
                return Value::Pattern(source.to_owned(), true);
            }
            escaped = c == '\\' && !escaped;
            self.at += c.len_utf8();
        }
        let source = self.line.get(start..).unwrap_or_default();
        Value::Pattern(source.to_owned(), false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn atoms(line: &str) -> Vec<Atom> {
        tokens(line)
            .into_iter()
            .filter_map(|token| match token.kind {
                Kind::Atom(atom) => Some(atom),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn hyphens_and_apostrophes_inside_a_word_belong_to_it() {
        let words: Vec<Value> = atoms("Iran-Pakistan don't")
            .into_iter()
            .map(|atom| atom.value)
            .collect();
        assert_eq!(
            words,
            [
                Value::Bare("Iran-Pakistan".into()),
                Value::Bare("don't".into())
            ]
        );
    }

    #[test]
    fn a_time_and_a_link_are_words() {
        for line in ["12:30", "https://example.org/a:b", "http://x"] {
            let found = atoms(line);
            assert_eq!(found.len(), 1, "{line}");
            assert_eq!(found[0].head, Head::None, "{line}");
            assert_eq!(found[0].value, Value::Bare(line.into()));
        }
    }

    #[test]
    fn quotes_hide_blanks_bars_and_escaped_quotes() {
        let found = atoms(r#"source:="A | \"B\" \c""#);
        assert!(found[0].equals);
        assert_eq!(found[0].value, Value::Quoted(r#"A | "B" \c"#.into(), true));
        assert_eq!(
            atoms("“gas line” x")[0].value,
            Value::Quoted("gas line".into(), true)
        );
    }

    #[test]
    fn a_pattern_ends_at_the_first_bare_slash() {
        assert_eq!(
            atoms(r"re:/a\/b c/ d")[0].value,
            Value::Pattern(r"a\/b c".into(), true)
        );
        assert_eq!(
            atoms("body:re:/x")[0].value,
            Value::Pattern("x".into(), false)
        );
    }
}
