//! One item of a feed, and what the feed says around its items.

use std::borrow::Cow;

use crate::ingest::compose::is_web;
use crate::ingest::fields::{Fields, Meaning};
use crate::ingest::markup::{self, Token};

use super::address;

/// Rank of what stands in for everything else.
pub(super) const LAST: usize = 99;

/// What a feed says of all its items.
#[derive(Debug, Default)]
pub(super) struct Feed {
    /// Its name.
    pub(super) title: Option<String>,
    /// The language it is written in.
    pub(super) language: Option<String>,
    /// What its links are relative to.
    base: String,
}

/// An element directly below an item.
struct Element<'a> {
    name: &'a str,
    attributes: &'a str,
    /// What stands in it, as markup with its text still escaped once.
    raw: String,
    /// Whether there are elements in it.
    is_nested: bool,
}

impl Feed {
    /// Reads what stands before the first and behind the last item.
    pub(super) fn of(around: [&str; 2]) -> Self {
        let mut feed = Self::default();
        let mut own_link = String::new();
        for text in around {
            let opened = markup::tokens(text).filter_map(|token| match token {
                Token::Open { attributes, .. } => markup::attribute(attributes, "base"),
                _ => None,
            });
            for base in opened {
                feed.base = address::resolve(&feed.base, &base);
            }
            // A picture or a search field has a title and a link of its own, one level down.
            for element in elements(text, &["rss", "channel", "feed", "rdf"]) {
                match markup::local(element.name).to_ascii_lowercase().as_str() {
                    "title" if feed.title.is_none() && !is_extension(element.name) => {
                        feed.title = Some(element.html());
                    }
                    "language" if feed.language.is_none() => feed.language = Some(element.html()),
                    "link" if own_link.is_empty() => {
                        own_link = element.link().map(|(link, _)| link).unwrap_or_default();
                    }
                    _ => {}
                }
            }
        }
        if feed.base.is_empty() {
            feed.base = own_link;
        }
        feed
    }
}

/// What an item says.
pub(super) fn read<'a>(item: &'a str, feed: &Feed) -> Fields<'a> {
    let mut fields = Fields::default();
    fields.keep_summary();
    let mut base = feed.base.clone();
    let mut prefix = "";
    if let Some(Token::Open {
        name, attributes, ..
    }) = markup::tokens(item).next()
    {
        prefix = name.rsplit_once(':').map_or("", |(prefix, _)| prefix);
        if let Some(own) = markup::attribute(attributes, "base") {
            base = address::resolve(&base, &own);
        }
        let mut say = |meaning, attribute| {
            let value = markup::attribute(attributes, attribute);
            fields.mean(meaning, LAST, attribute, value.into_iter().collect());
        };
        say(Meaning::Updated, "lastmod");
        let address = markup::attribute(attributes, "href");
        let link = address.map(|link| address::resolve(&base, &link));
        fields.mean(Meaning::Link, 8, "href", link.into_iter().collect());
    }
    for element in elements(item, &["item", "entry"]) {
        element.say(prefix, &base, &mut fields);
    }
    fields
}

/// The elements directly below those that are `around` them.
fn elements<'a>(text: &'a str, around: &[&str]) -> Vec<Element<'a>> {
    let mut found = Vec::new();
    let mut open: Option<(Element<'a>, usize)> = None;
    let mut tokens = markup::tokens(text);
    while let Some(token) = tokens.next() {
        let written = text.get(tokens.start()..tokens.end()).unwrap_or_default();
        let Some((element, depth)) = &mut open else {
            if let Token::Open {
                name,
                attributes,
                is_closed,
            } = token
                && !around
                    .iter()
                    .any(|a| a.eq_ignore_ascii_case(markup::local(name)))
            {
                let element = Element {
                    name,
                    attributes,
                    raw: String::new(),
                    is_nested: false,
                };
                if is_closed {
                    found.push(element);
                } else {
                    open = Some((element, 0));
                }
            }
            continue;
        };
        match token {
            Token::Close(name) if name == element.name && *depth == 0 => {
                found.extend(open.take().map(|(element, _)| element));
            }
            Token::Text(raw) => element.raw.push_str(raw),
            Token::Verbatim(raw) => element.raw.push_str(&escaped(raw)),
            Token::Open {
                name, is_closed, ..
            } => {
                *depth += usize::from(name == element.name && !is_closed);
                element.is_nested = true;
                element.raw.push_str(written);
            }
            Token::Close(name) => {
                *depth = depth.saturating_sub(usize::from(name == element.name));
                element.raw.push_str(written);
            }
        }
    }
    found.extend(open.map(|(element, _)| element));
    found
}

fn escaped(raw: &str) -> String {
    raw.replace('&', "&amp;").replace('<', "&lt;")
}

/// Whether a prefix marks something that is no part of the feed formats themselves.
fn is_extension(name: &str) -> bool {
    let prefix = name.split_once(':').map_or("", |(prefix, _)| prefix);
    ["media", "itunes", "dc", "dcterms"].contains(&prefix)
}

impl<'a> Element<'a> {
    /// Says what the element means; `own` is the prefix of the format's own names.
    fn say(&self, own: &str, base: &str, fields: &mut Fields<'a>) {
        let local = markup::local(self.name);
        let prefix = self.name.rsplit_once(':').map_or("", |(prefix, _)| prefix);
        let prefix = if prefix == own { "" } else { prefix };
        let name = local.to_ascii_lowercase();
        if name == "link" && matches!(prefix, "" | "atom" | "a10") {
            let base = markup::attribute(self.attributes, "base")
                .map_or_else(|| base.to_owned(), |own| address::resolve(base, &own));
            if let Some((link, rank)) = self.link() {
                let link = address::resolve(&base, &link);
                fields.mean(Meaning::Link, rank, self.name, vec![link]);
            } else if markup::attribute(self.attributes, "rel").as_deref() == Some("enclosure") {
                self.enclosed("href", &base, fields);
            }
            return;
        }
        if name == "category" || (prefix == "dc" && name == "subject") {
            let named = ["label", "term", "text"].into_iter();
            let mut named = named.filter_map(|name| markup::attribute(self.attributes, name));
            fields.keep(named.next().unwrap_or_else(|| self.html()));
            return;
        }
        if name == "guid" || name == "id" {
            let value = markup::decode(&self.raw).trim().to_owned();
            let is_link = markup::attribute(self.attributes, "ispermalink");
            // Where nothing else is a link, an address as identity is the best there is.
            let rank = match is_link.as_deref() {
                Some("false") => return,
                _ if name == "id" => 20,
                _ => 9,
            };
            if is_web(&value) {
                fields.mean(Meaning::Link, rank, self.name, vec![value]);
            }
            return;
        }
        if name == "enclosure" {
            self.enclosed("url", base, fields);
            return;
        }
        if let Some((meaning, rank)) = meaning(prefix, &name) {
            let value = match meaning {
                Meaning::Author => self.person(),
                Meaning::Source if self.is_nested || self.raw.contains('@') => return,
                _ => self.html(),
            };
            if matches!(meaning, Meaning::Published | Meaning::Updated) {
                fields.forget(self.name);
            }
            fields.mean(meaning, rank, self.name, vec![value]);
        }
    }

    /// A sound or a picture that comes with the item: its address is kept beside it, and stands in
    /// where the item has no other.
    fn enclosed(&self, attribute: &str, base: &str, fields: &mut Fields<'a>) {
        let address = markup::attribute(self.attributes, attribute);
        let link = address.map(|link| address::resolve(base, &link));
        for link in link.iter().filter(|link| is_web(link)) {
            fields.keep(link.clone());
        }
        fields.mean(Meaning::Link, LAST, self.name, link.into_iter().collect());
    }

    /// The address of a link, and how well it serves: a page before anything else.
    fn link(&self) -> Option<(String, usize)> {
        let attribute = |name| markup::attribute(self.attributes, name);
        let rank = match attribute("rel").as_deref() {
            None | Some("" | "alternate") => match attribute("type").as_deref() {
                None | Some("text/html" | "application/xhtml+xml") => 0,
                Some(_) => 1,
            },
            Some(_) => return None,
        };
        let written = attribute("href").unwrap_or_else(|| markup::decode(&self.raw).into_owned());
        // What was escaped twice is still no part of an address.
        let written = markup::decode(written.trim()).into_owned();
        (!written.is_empty()).then_some((written, rank))
    }

    /// The content as markup.
    fn html(&self) -> String {
        let attribute = |name| markup::attribute(self.attributes, name).unwrap_or_default();
        let (kind, mode) = (attribute("type"), attribute("mode"));
        if mode == "base64" || is_base64(&kind) {
            return base64(&self.raw).unwrap_or_default();
        }
        let is_plain = matches!(kind.as_str(), "text" | "text/plain") && mode != "escaped";
        if self.is_nested || is_plain {
            return self.raw.clone();
        }
        markup::decode(&self.raw).into_owned()
    }

    /// The name of a person.
    fn person(&self) -> String {
        let mut inner = elements(&self.raw, &[]).into_iter();
        let name = inner.find(|element| markup::local(element.name) == "name");
        name.map_or_else(|| self.html(), |name| name.html())
    }
}

/// What an element means; `prefix` is empty for the format's own names.
fn meaning(prefix: &str, name: &str) -> Option<(Meaning, usize)> {
    use Meaning::{Author, Body, Headline, Language, Link, Published, Source, Summary, Updated};
    Some(match (prefix, name) {
        ("" | "atom" | "a10", "title") => (Headline, 0),
        ("dc", "title") => (Headline, 1),
        ("media" | "itunes", "title") => (Headline, 2),
        ("content", "encoded") | ("", "body") => (Body, 0),
        ("" | "atom" | "a10", "content") => (Body, 1),
        ("xhtml", "body") => (Body, 2),
        ("", "description" | "abstract") => (Summary, 0),
        ("" | "atom" | "a10", "summary") => (Summary, 1),
        ("dc" | "itunes" | "media", "description" | "summary") => (Summary, 2),
        ("" | "atom" | "a10", "pubdate" | "published" | "issued") => (Published, 0),
        ("" | "dc", "date") => (Published, 1),
        ("dcterms", "issued" | "available") => (Published, 2),
        ("" | "dcterms", "created") => (Published, 3),
        ("" | "atom" | "a10", "updated" | "modified" | "lastmod") => (Updated, 0),
        ("dcterms", "modified") => (Updated, 1),
        ("", "source") => (Source, 0),
        ("dc", "publisher") => (Source, 1),
        ("dc", "creator") => (Author, 0),
        ("" | "atom" | "a10", "author") => (Author, 1),
        ("itunes", "author") => (Author, 2),
        ("" | "dc", "language") => (Language, 0),
        ("feedburner", "origlink") => (Link, 2),
        _ => return None,
    })
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
