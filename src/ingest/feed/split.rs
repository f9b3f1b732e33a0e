//! A feed cut into its items, each with what stands around it, before anything in them is
//! understood: damage in one item cannot reach the next.

use std::ops::Range;

use crate::ingest::markup::{self, Token, Tokens};

/// The items of a feed.
pub(super) struct Parts {
    /// Each item, its own tags included, and whether its end was found.
    pub(super) items: Vec<(Range<usize>, bool)>,
    /// Whether a text has an ampersand that XML does not know.
    pub(super) has_loose: bool,
}

/// The characters that have names in XML.
const NAMED: [&str; 5] = ["amp;", "lt;", "gt;", "quot;", "apos;"];

/// Whether an ampersand begins nothing that XML knows.
fn has_loose(text: &str) -> bool {
    memchr::memchr_iter(b'&', text.as_bytes()).any(|at| {
        let behind = text.get(at + 1..).unwrap_or_default();
        !behind.starts_with('#') && !NAMED.iter().any(|name| behind.starts_with(name))
    })
}

impl Parts {
    /// Finds the items of a feed. Linear in the text.
    pub(super) fn of(text: &str) -> Self {
        let mut items = Vec::new();
        let mut open: Option<usize> = None;
        let mut has_loose = false;
        let mut tokens = markup::tokens(text);
        while let Some((start, token)) = located(&mut tokens) {
            match token {
                Token::Text(text) => has_loose = has_loose || self::has_loose(text),
                Token::Open {
                    name, is_closed, ..
                } if is_item(name) => {
                    // A second start means that the end of the first was lost.
                    items.extend(open.take().map(|from| (from..start, true)));
                    if is_closed {
                        items.push((start..tokens.end(), true));
                    } else {
                        open = Some(start);
                    }
                }
                Token::Close(name) if is_item(name) => {
                    items.extend(open.take().map(|from| (from..tokens.end(), true)));
                }
                Token::Close(name) if is_around(name) => {
                    items.extend(open.take().map(|from| (from..start, true)));
                }
                _ => {}
            }
        }
        items.extend(open.map(|from| (from..text.len(), false)));
        Self { items, has_loose }
    }

    /// The text before the first item and behind the last: what the feed says of itself.
    pub(super) fn around<'a>(&self, text: &'a str) -> [&'a str; 2] {
        let first = self.items.first().map_or(text.len(), |(r, _)| r.start);
        let last = self.items.last().map_or(text.len(), |(r, _)| r.end);
        [
            text.get(..first).unwrap_or_default(),
            text.get(last..).unwrap_or_default(),
        ]
    }
}

/// What stands behind the last item in the end of a feed, which may begin inside of one.
pub(super) fn behind_items(tail: &str) -> &str {
    let mut tokens = markup::tokens(tail);
    let mut end = tail.len();
    while let Some(token) = tokens.next() {
        match token {
            Token::Close(name) if is_item(name) => end = tokens.end(),
            Token::Open { name, .. } if is_item(name) => end = tail.len(),
            _ => {}
        }
    }
    tail.get(end..).unwrap_or_default()
}

/// The next token and where it begins.
fn located<'a>(tokens: &mut Tokens<'a>) -> Option<(usize, Token<'a>)> {
    let token = tokens.next()?;
    Some((tokens.start(), token))
}

/// Whether an element of this name is an item.
pub(super) fn is_item(name: &str) -> bool {
    let name = markup::local(name);
    // The names of a channel's parts; `media:item` and the like do not exist.
    name.eq_ignore_ascii_case("item") || name.eq_ignore_ascii_case("entry")
}

/// Whether an element of this name stands around items.
pub(super) fn is_around(name: &str) -> bool {
    let name = markup::local(name);
    ["rss", "channel", "feed", "rdf"]
        .iter()
        .any(|around| around.eq_ignore_ascii_case(name))
}
