//! Markup as tokens, and markup in a field as plain paragraphs: what feeds, records and tables
//! need of HTML and XML.
//!
//! Promises: any text is tokens, nothing is an error (an unfinished tag is text); linear in the
//! text; no entity is ever expanded but the named characters of HTML and numbered ones, each
//! once, so that no declaration can grow; nothing is fetched.

mod entities;
mod plain;

use memchr::memmem;

pub(super) use entities::decode;
pub(super) use plain::{line, paragraphs};

/// Longest tag that is one, in bytes; a longer one is a bracket that nobody closed.
const LONGEST_TAG: usize = 1 << 16;

/// A piece of markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Text with its entities.
    Text(&'a str),
    /// Text that has none (`<![CDATA[…]]>`).
    Verbatim(&'a str),
    /// A start tag: its name as written, its attributes as written, whether it ends itself.
    Open {
        name: &'a str,
        attributes: &'a str,
        is_closed: bool,
    },
    /// An end tag.
    Close(&'a str),
}

/// The tokens of a text, comments, declarations and processing instructions left out.
pub(super) fn tokens(text: &str) -> Tokens<'_> {
    Tokens {
        text,
        start: 0,
        at: 0,
        comments_end: true,
        has_type: false,
    }
}

/// See [`tokens`].
pub(super) struct Tokens<'a> {
    text: &'a str,
    /// Where the last token begins.
    start: usize,
    /// Where the next one begins.
    at: usize,
    /// Whether the end of a comment may still come: each search for it goes to the end.
    comments_end: bool,
    /// Whether the document type came; there is one.
    has_type: bool,
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
            let (length, token) = self.token(rest);
            self.start = self.at;
            self.at += length.max(1);
            if token.is_some() {
                return token;
            }
        }
    }
}

impl<'a> Tokens<'a> {
    /// Where the last token begins, in bytes of the text.
    pub(super) fn start(&self) -> usize {
        self.start
    }

    /// Where the last token ends, in bytes of the text.
    pub(super) fn end(&self) -> usize {
        self.at
    }

    /// The token at the start of a text that is not empty, and its length in bytes.
    fn token(&mut self, text: &'a str) -> (usize, Option<Token<'a>>) {
        let is_marked = matches!(text.as_bytes(), [b'<', b'!' | b'?', ..]);
        if is_marked {
            return self.marked(text);
        }
        if text.starts_with('<')
            && let Some((length, token)) = tag(text)
        {
            return (length, Some(token));
        }
        let from = usize::from(text.starts_with('<'));
        let after = text.as_bytes().get(from..).unwrap_or_default();
        let end = memchr::memchr(b'<', after).map_or(text.len(), |at| at + from);
        (end, text.get(..end).map(Token::Text))
    }

    /// What begins with an exclamation or a question mark in its bracket.
    fn marked(&mut self, text: &'a str) -> (usize, Option<Token<'a>>) {
        if let Some(rest) = text.strip_prefix("<!--") {
            // An end that is missing costs the mark only.
            let end = self.comments_end.then(|| find(rest, "-->")).flatten();
            self.comments_end = end.is_some();
            return (end.map_or(4, |end| end + 7), None);
        }
        if let Some(rest) = text.strip_prefix("<![CDATA[") {
            return verbatim(rest);
        }
        (self.declaration(text), None)
    }

    /// Length of a declaration or processing instruction; the inner part of a document type is
    /// skipped with it, whatever it declares.
    fn declaration(&mut self, text: &str) -> usize {
        let inner = text.as_bytes().get(2..).unwrap_or_default();
        let end = match memchr::memchr2(b'>', b'<', inner) {
            Some(at) if inner.get(at) == Some(&b'>') => at + 3,
            Some(at) => at + 2,
            None => 2,
        };
        let is_type = text
            .get(..9)
            .is_some_and(|s| s.eq_ignore_ascii_case("<!doctype"));
        if is_type && !self.has_type && text.get(..end).is_some_and(|head| head.contains('[')) {
            self.has_type = true;
            return find(text, "]>").map_or(end, |end| end + 2);
        }
        end
    }
}

/// A section behind its opening mark. If another opens before its end, the end was lost: then it
/// goes to the next end tag.
fn verbatim(rest: &str) -> (usize, Option<Token<'_>>) {
    let opening = "<![CDATA[".len();
    let reach = find(rest, "<![CDATA[").unwrap_or(rest.len());
    let near = rest.get(..reach).unwrap_or(rest);
    let (end, mark) = match find(near, "]]>") {
        Some(end) => (end, 3),
        None => (find(near, "</").unwrap_or(reach), 0),
    };
    (opening + end + mark, rest.get(..end).map(Token::Verbatim))
}

fn tag(text: &str) -> Option<(usize, Token<'_>)> {
    let inner = text.get(1..)?;
    let (is_end, inner) = match inner.strip_prefix('/') {
        Some(rest) => (true, rest),
        None => (false, inner),
    };
    if !inner.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        return None;
    }
    let close = tag_end(inner)?;
    let written = inner.get(..close)?;
    let length = 1 + usize::from(is_end) + close + 1;
    let is_closed = written.ends_with('/');
    let written = written.strip_suffix('/').unwrap_or(written);
    let name_end = written.find(char::is_whitespace).unwrap_or(written.len());
    let (name, attributes) = written.split_at_checked(name_end)?;
    let token = if is_end {
        Token::Close(name)
    } else {
        Token::Open {
            name,
            attributes,
            is_closed,
        }
    };
    Some((length, token))
}

/// Where the bracket stands that ends a tag: the first one outside quotes; if a quote is never
/// closed, or another tag begins before it is, the first one.
fn tag_end(inner: &str) -> Option<usize> {
    let (mut first, mut quote) = (None, None);
    for (at, byte) in inner.bytes().take(LONGEST_TAG).enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (_, b'<') => return first,
            (Some(_), b'>') => first = first.or(Some(at)),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
    }
    first
}

fn find(text: &str, part: &str) -> Option<usize> {
    memmem::find(text.as_bytes(), part.as_bytes())
}

/// The value of an attribute, entities decoded; `name` is compared without its prefix and
/// whatever the case.
pub(super) fn attribute(attributes: &str, name: &str) -> Option<String> {
    let mut rest = attributes;
    // As many as a tag reasonably has; each costs a look at what is behind it.
    for _ in 0..256 {
        let (key, behind) = rest.split_once('=')?;
        let key = key.split_whitespace().next_back().unwrap_or_default();
        let behind = behind.trim_start();
        let quote = behind.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, after) = match quote {
            Some(quote) => {
                let inner = behind.get(1..)?;
                inner.split_once(quote).unwrap_or((inner, ""))
            }
            None => behind
                .split_once(char::is_whitespace)
                .unwrap_or((behind, "")),
        };
        if local(key).eq_ignore_ascii_case(name) {
            return Some(decode(value).into_owned());
        }
        rest = after;
    }
    None
}

/// A name without its prefix.
pub(super) fn local(name: &str) -> &str {
    let mut bytes = name.bytes();
    let colon = bytes.rposition(|byte| byte == b':');
    colon.map_or(name, |at| name.get(at + 1..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_is_tokens() {
        let got: Vec<_> = tokens("a < b <x:y c='>'/>&amp;<!-- n --><![CDATA[<i>]]></y>").collect();
        let want = [
            Token::Text("a "),
            Token::Text("< b "),
            Token::Open {
                name: "x:y",
                attributes: " c='>'",
                is_closed: true,
            },
            Token::Text("&amp;"),
            Token::Verbatim("<i>"),
            Token::Close("y"),
        ];
        assert_eq!(got, want);
    }

    #[test]
    fn a_lost_end_costs_little() {
        let got: Vec<_> = tokens("<a><![CDATA[one</a><a><![CDATA[two]]></a>").collect();
        assert!(got.contains(&Token::Verbatim("one")), "{got:?}");
        assert!(got.contains(&Token::Verbatim("two")), "{got:?}");
        let got: Vec<_> = tokens("<a b='c>d</a><e>").collect();
        assert!(got.contains(&Token::Close("a")), "{got:?}");
    }

    #[test]
    fn attributes_are_found_whatever_they_are_written_like() {
        let written = " rel=alternate type=\"text/html\" xlink:HREF='a?b&amp;c' ";
        assert_eq!(attribute(written, "href").unwrap(), "a?b&c");
        assert_eq!(attribute(written, "rel").unwrap(), "alternate");
        assert_eq!(attribute(written, "title"), None);
    }

    #[test]
    fn a_text_of_brackets_is_read_in_linear_time() {
        let hostile = "<".repeat(1 << 20);
        assert!(tokens(&hostile).count() <= hostile.len());
        let hostile = "<![CDATA[".repeat(1 << 15);
        assert!(tokens(&hostile).count() <= hostile.len());
    }
}
