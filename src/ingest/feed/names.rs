//! What the names of a feed's elements mean, by the namespace their prefix is bound to.

use crate::ingest::fields::Meaning;
use crate::ingest::markup::{self, Token};

/// Prefixes that are looked up, at most.
const MOST: usize = 64;

/// Namespaces, as the start of their name, and the prefix that they usually have.
const NAMESPACES: [(&str, &str); 12] = [
    ("http://purl.org/dc/elements/", "dc"),
    ("http://purl.org/dc/terms/", "dcterms"),
    ("http://purl.org/rss/1.0/modules/content", "content"),
    ("http://search.yahoo.com/mrss", "media"),
    ("http://www.itunes.com/dtds/podcast", "itunes"),
    ("http://www.w3.org/2005/atom", "atom"),
    ("http://purl.org/atom/ns#", "atom"),
    ("http://www.w3.org/1999/xhtml", "xhtml"),
    ("http://rssnamespace.org/feedburner/", "feedburner"),
    ("http://prismstandard.org/namespaces/", "prism"),
    ("http://backend.userland.com/rss2", ""),
    ("http://my.netscape.com/rdf/simple/0.9", ""),
];

/// What prefixes stand for in a feed, where they are not the usual ones.
#[derive(Clone, Debug, Default)]
pub(super) struct Prefixes {
    bound: Vec<(String, &'static str)>,
}

impl Prefixes {
    /// Takes in what the tags of a text bind prefixes to.
    pub(super) fn take(&mut self, text: &str) {
        for token in markup::tokens(text) {
            if let Token::Open { attributes, .. } = token {
                self.take_attributes(attributes);
            }
        }
    }

    fn take_attributes(&mut self, attributes: &str) {
        for (at, mark) in attributes.match_indices("xmlns:") {
            let rest = attributes.get(at + mark.len()..).unwrap_or_default();
            let Some((prefix, value)) = rest.split_once('=') else {
                return;
            };
            let value = value.trim_start().trim_start_matches(['"', '\'']);
            let end = value.find(['"', '\'', '>']).unwrap_or(value.len());
            let namespace = value.get(..end.min(80)).unwrap_or_default();
            let namespace = namespace.to_ascii_lowercase();
            let known = NAMESPACES.iter().find(|(n, _)| namespace.starts_with(n));
            let prefix = prefix.trim();
            if let Some((_, usual)) = known.filter(|(_, usual)| *usual != prefix)
                && self.bound.len() < MOST
            {
                self.bound.push((prefix.to_owned(), usual));
            }
        }
    }

    /// The usual prefix for this one.
    pub(super) fn usual<'a>(&self, prefix: &'a str) -> &'a str {
        let bound = self.bound.iter().find(|(written, _)| written == prefix);
        bound.map_or(prefix, |(_, usual)| usual)
    }
}

/// What an element means; `prefix` is empty for the format's own names.
pub(super) fn meaning(prefix: &str, name: &str) -> Option<(Meaning, usize)> {
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
        ("dcterms", "issued" | "available") | ("prism", "publicationdate") => (Published, 2),
        ("" | "dcterms", "created") => (Published, 3),
        ("" | "atom" | "a10", "updated" | "modified" | "lastmod") => (Updated, 0),
        ("dcterms", "modified") => (Updated, 1),
        ("", "source") => (Source, 0),
        ("dc", "publisher") => (Source, 1),
        ("prism", "publicationname") => (Source, 2),
        ("dc", "creator") => (Author, 0),
        ("" | "atom" | "a10", "author") => (Author, 1),
        ("itunes", "author") => (Author, 2),
        ("" | "dc", "language") => (Language, 0),
        ("feedburner", "origlink") => (Link, 2),
        _ => return None,
    })
}

/// How well a link serves as that of an item, by its `rel`: a page before what is only near it.
pub(super) fn rank_of_link(rel: Option<&str>, kind: Option<&str>) -> Option<usize> {
    let rel = rel.unwrap_or_default().trim().to_ascii_lowercase();
    let name = rel.rsplit('/').next().unwrap_or_default();
    Some(match name {
        "" | "alternate" => {
            let kind = kind.unwrap_or_default().to_ascii_lowercase();
            let is_page = ["", "text/html", "application/xhtml+xml"].contains(&kind.as_str());
            usize::from(!is_page)
        }
        "related" => 30,
        "via" => 31,
        "self" => 40,
        _ => return None,
    })
}
