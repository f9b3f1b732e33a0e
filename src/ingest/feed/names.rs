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
    // Every element of every item comes by: one comparison of names, and prefixes where it holds.
    let own = matches!(prefix, "" | "atom" | "a10");
    let rank = |meaning, ranks: [(bool, usize); 3]| {
        let rank = ranks.into_iter().find(|(holds, _)| *holds);
        rank.map(|(_, rank)| (meaning, rank))
    };
    let is = |other: &str| prefix == other;
    let never = (false, 0);
    match name {
        "title" => rank(
            Headline,
            [(own, 0), (is("dc"), 1), (is("media") || is("itunes"), 2)],
        ),
        "description" | "summary" => {
            let first = if name == "summary" {
                (own, 1)
            } else {
                (is(""), 0)
            };
            let others = is("dc") || is("itunes") || is("media");
            rank(Summary, [first, (others, 2), never])
        }
        "abstract" => rank(Summary, [(is(""), 0), never, never]),
        "encoded" => rank(Body, [(is("content"), 0), never, never]),
        "body" => rank(Body, [(is(""), 0), (is("xhtml"), 2), never]),
        "content" => rank(Body, [(own, 1), never, never]),
        "pubdate" | "published" => rank(Published, [(own, 0), never, never]),
        "issued" => rank(Published, [(own, 0), (is("dcterms"), 2), never]),
        "date" => rank(Published, [(is("") || is("dc"), 1), never, never]),
        "available" => rank(Published, [(is("dcterms"), 2), never, never]),
        "publicationdate" => rank(Published, [(is("prism"), 2), never, never]),
        "created" => rank(Published, [(is("") || is("dcterms"), 3), never, never]),
        "updated" | "lastmod" => rank(Updated, [(own, 0), never, never]),
        "modified" => rank(Updated, [(own, 0), (is("dcterms"), 1), never]),
        "source" => rank(Source, [(is(""), 0), never, never]),
        "publisher" => rank(Source, [(is("dc"), 1), never, never]),
        "publicationname" => rank(Source, [(is("prism"), 2), never, never]),
        "creator" => rank(Author, [(is("dc"), 0), never, never]),
        "author" => rank(Author, [(own, 1), (is("itunes"), 2), never]),
        "language" => rank(Language, [(is("") || is("dc"), 0), never, never]),
        "origlink" => rank(Link, [(is("feedburner"), 2), never, never]),
        _ => None,
    }
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
