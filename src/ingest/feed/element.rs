//! The elements of an item: found whatever is broken around them, and what stands in them.

use std::borrow::Cow;

use crate::ingest::compose::is_web;
use crate::ingest::markup::{self, Token};

/// Elements of an item that hold a line, and those that may follow them: where one begins in
/// another, the end of that was lost.
const LINES: [&str; 4] = ["title", "link", "guid", "pubdate"];
const FOLLOWING: [&str; 12] = [
    "title",
    "link",
    "guid",
    "pubdate",
    "description",
    "category",
    "enclosure",
    "published",
    "updated",
    "summary",
    "dc:date",
    "content:encoded",
];

/// An element directly below an item.
pub(super) struct Element<'a> {
    pub(super) name: &'a str,
    pub(super) attributes: &'a str,
    /// What stands in it, as markup with its text still escaped once; mostly as it stands in the item.
    pub(super) raw: Cow<'a, str>,
    /// Whether there are elements in it.
    pub(super) is_nested: bool,
}

/// The elements directly below those that are `around` them.
pub(super) fn elements<'a>(text: &'a str, around: &[&str]) -> Vec<Element<'a>> {
    let mut walk = Walk {
        found: Vec::new(),
        open: None,
    };
    let mut tokens = markup::tokens(text);
    while let Some(token) = tokens.next() {
        let written = text.get(tokens.start()..tokens.end()).unwrap_or_default();
        match walk.open.take() {
            Some(open) => walk.inside(open, token, written),
            None => walk.between(token, around),
        }
    }
    walk.found.extend(walk.open.map(|(element, _)| element));
    walk.found
}

/// The elements while they are found.
struct Walk<'a> {
    found: Vec<Element<'a>>,
    /// The one that is open, and how many of its own name are open in it.
    open: Option<(Element<'a>, usize)>,
}

impl<'a> Walk<'a> {
    fn begin(&mut self, name: &'a str, attributes: &'a str, is_closed: bool) {
        let element = Element {
            name,
            attributes,
            raw: Cow::Borrowed(""),
            is_nested: false,
        };
        if is_closed {
            self.found.push(element);
        } else {
            self.open = Some((element, 0));
        }
    }

    /// Takes what stands between elements.
    fn between(&mut self, token: Token<'a>, around: &[&str]) {
        match token {
            Token::Open {
                name,
                attributes,
                is_closed,
            } if !is_any(around, name) => self.begin(name, attributes, is_closed),
            Token::Text(raw) => {
                let link = self.found.last_mut().filter(|e| e.name == "link");
                let link = link.filter(|link| link.raw.is_empty() && is_web(raw.trim()));
                if let Some(link) = link {
                    // Programs that took the feed for HTML write `<link/>https://…`.
                    link.raw = Cow::Borrowed(raw.trim());
                }
            }
            _ => {}
        }
    }

    /// Takes what stands in an element, `written` as it is.
    fn inside(&mut self, open: (Element<'a>, usize), token: Token<'a>, written: &'a str) {
        let (mut element, mut depth) = open;
        match token {
            Token::Close(name) if name == element.name && depth == 0 => {
                self.found.push(element);
                return;
            }
            Token::Open {
                name,
                attributes,
                is_closed,
            } if element.ends_before(name) => {
                self.found.push(element);
                self.begin(name, attributes, is_closed);
                return;
            }
            Token::Text(raw) => element.add(Cow::Borrowed(raw)),
            Token::Verbatim(raw) => element.add(escaped(raw)),
            Token::Open {
                name, is_closed, ..
            } => {
                depth += usize::from(name == element.name && !is_closed);
                element.is_nested = true;
                element.add(Cow::Borrowed(written));
            }
            Token::Close(name) => {
                depth = depth.saturating_sub(usize::from(name == element.name));
                element.add(Cow::Borrowed(written));
            }
        }
        self.open = Some((element, depth));
    }
}

/// Whether an element has one of these names, whatever its prefix.
pub(super) fn is_any(names: &[&str], name: &str) -> bool {
    let local = markup::local(name);
    names.iter().any(|known| known.eq_ignore_ascii_case(local))
}

fn escaped(raw: &str) -> Cow<'_, str> {
    if memchr::memchr2(b'&', b'<', raw.as_bytes()).is_none() {
        return Cow::Borrowed(raw);
    }
    Cow::Owned(raw.replace('&', "&amp;").replace('<', "&lt;"))
}

/// A text without its entities; copied only where that or the text itself is a copy.
fn decoded<'a>(raw: &Cow<'a, str>) -> Cow<'a, str> {
    match raw {
        Cow::Borrowed(raw) => markup::decode(raw),
        Cow::Owned(raw) => Cow::Owned(markup::decode(raw).into_owned()),
    }
}

impl<'a> Element<'a> {
    /// Adds to what stands in it.
    fn add(&mut self, more: Cow<'a, str>) {
        if self.raw.is_empty() {
            self.raw = more;
        } else {
            self.raw.to_mut().push_str(&more);
        }
    }

    /// What stands in it without its entities.
    pub(super) fn text(&self) -> Cow<'a, str> {
        decoded(&self.raw)
    }

    /// Whether the end of the element was lost before an element of this name.
    fn ends_before(&self, name: &str) -> bool {
        let is = |names: &[&str], name: &str| names.iter().any(|n| n.eq_ignore_ascii_case(name));
        is(&LINES, self.name) && is(&FOLLOWING, name) && !self.name.eq_ignore_ascii_case(name)
    }

    /// The content as markup.
    pub(super) fn html(&self) -> Cow<'a, str> {
        let attribute = |name| markup::attribute(self.attributes, name).unwrap_or_default();
        let (kind, mode) = (attribute("type"), attribute("mode"));
        if mode == "base64" || is_base64(&kind) {
            return Cow::Owned(base64(&self.raw).unwrap_or_default());
        }
        let is_plain = matches!(kind.as_str(), "text" | "text/plain") && mode != "escaped";
        if self.is_nested || is_plain {
            return self.raw.clone();
        }
        let written = self.text();
        // Some programs escape the marks of a verbatim text with it.
        let inner = written.trim().strip_prefix("<![CDATA[");
        match inner.and_then(|inner| inner.strip_suffix("]]>")) {
            Some(inner) => Cow::Owned(inner.to_owned()),
            None => written,
        }
    }

    /// The name of a person.
    pub(super) fn person(&self) -> Cow<'a, str> {
        match self.inner("name") {
            Some(name) => Cow::Owned(name),
            None => self.html(),
        }
    }

    /// What stands in the element of this name in it.
    pub(super) fn inner(&self, name: &str) -> Option<String> {
        let mut inner = elements(&self.raw, &[]).into_iter();
        let found = inner.find(|element| markup::local(element.name) == name)?;
        Some(found.html().into_owned())
    }
}

fn is_base64(kind: &str) -> bool {
    kind.starts_with("application/octet-stream")
}

/// The text in base64 (RFC 4648), white space skipped.
fn base64(text: &str) -> Option<String> {
    let (mut bytes, mut bits, mut count) = (Vec::new(), 0_u32, 0_u32);
    for byte in text.bytes().filter(|b| !b.is_ascii_whitespace()) {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => return None,
        };
        bits = (bits << 6 | u32::from(value)) & 0xff_ffff;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count & 0xff).unwrap_or_default());
        }
    }
    match String::from_utf8_lossy(&bytes) {
        Cow::Borrowed(text) => Some(text.to_owned()),
        Cow::Owned(text) => Some(text),
    }
}
