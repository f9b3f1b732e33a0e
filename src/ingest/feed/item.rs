//! One item of a feed, and what the feed says around its items.

use std::borrow::Cow;

use crate::ingest::compose::is_web;
use crate::ingest::fields::{Fields, Meaning};
use crate::ingest::markup::{self, Token};

use super::address;
use super::element::{Element, elements, is_any};
use super::names::{Prefixes, meaning, rank_of_link};

/// Rank of what stands in for everything else.
pub(super) const LAST: usize = 99;

/// The elements around the items of a feed.
const AROUND: [&str; 4] = ["rss", "channel", "feed", "rdf"];

/// What a feed says of all its items.
#[derive(Debug, Default)]
pub(super) struct Feed {
    /// Its name.
    pub(super) title: Option<String>,
    /// The language it is written in.
    pub(super) language: Option<String>,
    /// Who wrote what does not say it itself (RFC 4287, section 4.2.1).
    pub(super) author: Option<String>,
    /// What its links are relative to.
    base: String,
    /// What its prefixes stand for.
    prefixes: Prefixes,
}

impl Feed {
    /// Reads what stands before the first and behind the last item.
    pub(super) fn of(around: [&str; 2]) -> Self {
        let mut feed = Self::default();
        let mut own_link = String::new();
        for text in around {
            feed.prefixes.take(text);
            for token in markup::tokens(text) {
                let Token::Open {
                    name, attributes, ..
                } = token
                else {
                    continue;
                };
                if let Some(base) = markup::attribute(attributes, "base") {
                    feed.base = address::resolve(&feed.base, &base);
                }
                if is_any(&AROUND, name) && feed.language.is_none() {
                    feed.language = markup::attribute(attributes, "lang");
                }
            }
            // A picture or a search field has a title and a link of its own, one level down.
            for element in elements(text, &AROUND) {
                match markup::local(element.name).to_ascii_lowercase().as_str() {
                    "title" if feed.title.is_none() && !is_extension(element.name) => {
                        feed.title = Some(element.html().into_owned());
                    }
                    "language" if feed.language.is_none() => {
                        feed.language = Some(element.html().into_owned());
                    }
                    "author" if feed.author.is_none() && element.is_nested => {
                        feed.author = element.inner("name");
                    }
                    "link" if own_link.is_empty() => {
                        let page = element.link().filter(|(_, rank)| *rank <= 1);
                        own_link = page.map_or(String::new(), |(link, _)| link.into_owned());
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
    let mut base = Cow::Borrowed(feed.base.as_str());
    let mut prefix = "";
    if let Some(Token::Open {
        name, attributes, ..
    }) = markup::tokens(item).next()
    {
        prefix = name.rsplit_once(':').map_or("", |(prefix, _)| prefix);
        if let Some(own) = markup::attribute(attributes, "base") {
            base = Cow::Owned(address::resolve(&base, &own));
        }
        let mut say = |meaning, attribute| {
            let value = markup::attribute(attributes, attribute);
            fields.mean(meaning, LAST, attribute, value.into_iter().collect());
        };
        say(Meaning::Updated, "lastmod");
        say(Meaning::Language, "lang");
        let address = markup::attribute(attributes, "href");
        let link = address.map(|link| address::resolve(&base, &link));
        fields.mean(Meaning::Link, 8, "href", link.into_iter().collect());
        // In RDF an item is called by its address.
        let about = markup::attribute(attributes, "about");
        let about = about.map(|about| address::resolve(&base, &about));
        fields.mean(Meaning::Link, 10, "about", about.into_iter().collect());
    }
    let elements = elements(item, &["item", "entry"]);
    for element in &elements {
        element.say((prefix, &feed.prefixes), &base, &mut fields);
    }
    if !fields.has_text() && !fields.has(Meaning::Summary) {
        for element in elements.iter().filter(|element| element.is_nested) {
            stand_in(&element.raw, DEEPEST, &mut fields);
        }
    }
    fields
}

/// Levels below an item at which a title is looked for.
const DEEPEST: usize = 4;

/// Says the titles and addresses of what stands in an element, for an item that has none itself.
fn stand_in(raw: &str, levels: usize, fields: &mut Fields<'_>) {
    for element in elements(raw, &[]) {
        let meaning = match markup::local(element.name).to_ascii_lowercase().as_str() {
            "title" => Some(Meaning::Headline),
            "description" => Some(Meaning::Summary),
            "link" => Some(Meaning::Link),
            _ => None,
        };
        if let Some(meaning) = meaning {
            fields.mean(
                meaning,
                LAST,
                element.name.to_owned(),
                vec![element.html().into_owned()],
            );
        } else if element.is_nested && levels > 1 {
            stand_in(&element.raw, levels - 1, fields);
        }
    }
}

/// Whether a prefix marks something that is no part of the feed formats themselves.
fn is_extension(name: &str) -> bool {
    let prefix = name.split_once(':').map_or("", |(prefix, _)| prefix);
    ["media", "itunes", "dc", "dcterms"].contains(&prefix)
}

impl<'a> Element<'a> {
    /// Says what the element means; `own` is the prefix of the format's own names.
    fn say(&self, (own, prefixes): (&str, &Prefixes), base: &str, fields: &mut Fields<'a>) {
        let local = markup::local(self.name);
        let prefix = self.name.rsplit_once(':').map_or("", |(prefix, _)| prefix);
        let prefix = if prefix == own {
            ""
        } else {
            prefixes.usual(prefix)
        };
        let name = lower(local);
        if name == "link" && matches!(prefix, "" | "atom" | "a10") {
            self.say_link(base, fields);
            return;
        }
        if name == "category" || (prefix == "dc" && name == "subject") {
            let named = ["label", "term", "text"].into_iter();
            let mut named = named.filter_map(|name| markup::attribute(self.attributes, name));
            fields.keep(named.next().unwrap_or_else(|| self.html().into_owned()));
            return;
        }
        if name == "guid" || name == "id" {
            let value = trimmed(self.text());
            let is_link = markup::attribute(self.attributes, "ispermalink");
            // Where nothing else is a link, an address as identity is the best there is.
            let rank = match is_link.as_deref() {
                Some("false") => return,
                _ if name == "id" => 20,
                _ => 9,
            };
            if is_web(&value) {
                fields.mean_one(Meaning::Link, rank, self.name, value);
            }
            return;
        }
        if name == "enclosure" {
            self.enclosed("url", base, fields);
            return;
        }
        if name == "content" && markup::attribute(self.attributes, "src").is_some() {
            self.enclosed("src", base, fields);
        }
        if prefix == "media" && matches!(name.as_ref(), "group" | "content") {
            self.say_media(prefixes, fields);
            return;
        }
        if let Some((meaning, rank)) = meaning(prefix, &name) {
            let value = match meaning {
                Meaning::Author => self.person(),
                Meaning::Source if self.is_nested => {
                    Cow::Owned(self.inner("title").unwrap_or_default())
                }
                Meaning::Source if self.raw.contains('@') => return,
                _ => self.html(),
            };
            if matches!(meaning, Meaning::Published | Meaning::Updated) {
                fields.forget(self.name);
            }
            fields.mean_one(meaning, rank, self.name, value);
        }
    }

    /// A link: of the item, or what comes with it.
    fn say_link(&self, base: &str, fields: &mut Fields<'a>) {
        let own = markup::attribute(self.attributes, "base");
        let base = match own {
            Some(own) => Cow::Owned(address::resolve(base, &own)),
            None => Cow::Borrowed(base),
        };
        if let Some((link, rank)) = self.link() {
            let link = address::resolve(&base, &link);
            fields.mean_one(Meaning::Link, rank, self.name, link);
        } else if markup::attribute(self.attributes, "rel").as_deref() == Some("enclosure") {
            self.enclosed("href", &base, fields);
        }
    }

    /// The title and description of a film or picture are those of its item, where it has no other.
    fn say_media(&self, prefixes: &Prefixes, fields: &mut Fields<'a>) {
        for inner in elements(&self.raw, &[]) {
            let (prefix, name) = inner.name.split_once(':').unwrap_or_default();
            let (prefix, name) = (prefixes.usual(prefix), name.to_ascii_lowercase());
            if prefix != "media" {
                continue;
            }
            if matches!(name.as_str(), "group" | "content") {
                continue;
            }
            if let Some((meaning, rank)) = meaning(prefix, &name) {
                fields.mean(
                    meaning,
                    rank + 1,
                    inner.name.to_owned(),
                    vec![inner.html().into_owned()],
                );
            }
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
    fn link(&self) -> Option<(Cow<'a, str>, usize)> {
        let attribute = |name| markup::attribute(self.attributes, name);
        let rank = rank_of_link(attribute("rel").as_deref(), attribute("type").as_deref())?;
        let written = attribute("href").map_or_else(|| self.text(), Cow::Owned);
        // What was escaped twice is still no part of an address.
        let written = match trimmed(written) {
            Cow::Borrowed(written) => markup::decode(written),
            Cow::Owned(written) => Cow::Owned(markup::decode(&written).into_owned()),
        };
        (!written.is_empty()).then_some((written, rank))
    }
}

/// A text without the blanks around it.
fn trimmed(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

/// A name in lower case.
fn lower(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}
