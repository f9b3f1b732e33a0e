//! Feeds: RSS 0.9 to 2.0, RDF, CDF, Atom 0.3 and 1.0, as they are, not as they should be.
//!
//! A reader of our own over the lenient tokens of [`super::markup`]: strict parsers refuse a feed
//! for one loose ampersand, and people keep broken feeds. Promises: items lost are at most the
//! items damaged ([`split`]); names are known by the namespace of their prefix, and by the
//! prefix where that is bound to nothing we know; no entity is
//! expanded but characters, nothing is fetched; linear in the text.

mod address;
mod element;
mod ends;
mod item;
mod names;
mod split;

use std::sync::Arc;

use crate::article::{Format, Issue, IssueKind, Origin};

use super::fields::FieldMap;
use super::fields::{Fields, Meaning};
use super::formats::{
    Cutter, Ends, FormatReader, LONGEST_RECORD, Page, Piece, Pieces, Place, Records,
};
use super::markup::{self, Token};
use split::Parts;

/// Bytes in which the first element of a feed stands.
const HEAD: usize = 1 << 14;

/// Reader of feeds: one article an item.
pub(super) struct Feeds;

impl FormatReader for Feeds {
    fn format(&self) -> Format {
        Format::Rss
    }

    fn claims(&self, _ending: &str, text: &str, _map: &FieldMap) -> bool {
        junk(text).is_some()
    }

    fn is_container(&self) -> bool {
        true
    }

    fn pieces(&self, ends: Ends<'_>, _map: &FieldMap) -> Option<Box<dyn Pieces>> {
        Items::of(ends).map(|items| Box::new(items) as Box<dyn Pieces>)
    }

    fn read(&self, page: Page) -> Records {
        read(&page)
    }
}

/// The items of a feed, and what it says of all of them.
struct Items {
    format: Format,
    feed: item::Feed,
    /// Bytes before the feed that are none of it.
    junk: usize,
}

/// Bytes before a feed in which another text may stand: what a server said of itself.
const LONGEST_JUNK: usize = 1 << 10;

/// How many bytes stand before a feed; `None` if the text is none. White space and marks of the
/// byte order are nothing; before anything else a feed must say that it is XML.
fn junk(text: &str) -> Option<usize> {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if start.starts_with('<') && root(start).is_some() {
        return Some(0);
    }
    let mut end = LONGEST_JUNK.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let at = text.get(..end)?.find("<?xml")?;
    let feed = text.get(at..)?;
    // A page about feeds shows one and goes on.
    let ends = ["</rss>", "</feed>", "</rdf:RDF>"];
    let is_whole = ends.iter().any(|end| feed.trim_end().ends_with(end));
    let is_long = text.len() > HEAD * 4;
    (root(feed).is_some() && (is_whole || is_long)).then_some(at)
}

impl Items {
    /// The items of a long feed that begins and ends like this; `None` where neither says what it
    /// is called, where there are no two items in its start, or where it says that it is in another
    /// encoding than that.
    fn of(Ends { head, tail }: Ends<'_>) -> Option<Self> {
        let junk = junk(head)?;
        let format = root(head.get(junk..)?)?;
        let parts = Parts::of(head);
        let [before, _] = parts.around(head);
        let behind = split::behind_items(tail);
        let feed = item::Feed::of([before, behind]);
        let has_ends = ends::ItemEnds::default().advance(head.as_bytes()).is_some();
        let is_told = has_ends && feed.title.is_some() && is_utf8(before);
        is_told.then_some(Self { format, feed, junk })
    }
}

/// Whether an XML declaration names no encoding but that of Unicode.
fn is_utf8(text: &str) -> bool {
    let declaration = text.trim_start().strip_prefix("<?xml");
    let declaration = declaration.and_then(|text| text.split("?>").next());
    let named = declaration.and_then(|text| markup::attribute(text, "encoding"));
    named.is_none_or(|name| {
        let known = ["utf-8", "utf8", "us-ascii", "ascii"];
        known
            .iter()
            .any(|known| known.eq_ignore_ascii_case(name.trim()))
    })
}

impl Pieces for Items {
    fn format(&self) -> Format {
        self.format
    }

    fn cutter(&self) -> Box<dyn Cutter> {
        Box::new(ends::ItemEnds::default())
    }

    fn said_of(&self, place: Place, reason: &str) -> String {
        format!("item {}: {reason}", place.record.saturating_add(1))
    }

    fn read(&self, piece: &Piece<'_>) -> Records {
        self.read_parts(Parts::of(piece.text), piece)
    }
}

/// The format that the first element tells.
fn root(text: &str) -> Option<Format> {
    let mut end = HEAD.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let first = markup::tokens(text.get(..end)?).find_map(|token| match token {
        Token::Open { name, .. } => Some(markup::local(name).to_ascii_lowercase()),
        _ => None,
    })?;
    match first.as_str() {
        "rss" | "rdf" | "channel" => Some(Format::Rss),
        "feed" => Some(Format::Atom),
        _ => None,
    }
}

fn read(page: &Page) -> Records {
    let parts = Parts::of(&page.text);
    let junk = junk(&page.text).unwrap_or(0);
    let items = Items {
        format: root(page.text.get(junk..).unwrap_or_default()).unwrap_or(Format::Rss),
        feed: item::Feed::of(parts.around(&page.text)),
        junk,
    };
    let shift = page.bytes.checked_sub(page.text.len() as u64);
    let at = Place {
        byte: shift.filter(|length| *length == 3).unwrap_or(0),
        ..Place::default()
    };
    let piece = Piece {
        path: Arc::clone(&page.path),
        text: &page.text,
        at,
        is_last: true,
    };
    items.read_parts(parts, &piece)
}

impl Items {
    /// The articles of some items.
    fn read_parts(&self, parts: Parts, piece: &Piece<'_>) -> Records {
        let byte = |at: usize| piece.at.byte.saturating_add(at as u64);
        let mut records = Records::default();
        let junk = (self.junk > 0 && piece.at.record == 0).then(|| {
            let length = self.junk;
            format!("{length} bytes of something else stood before the feed")
        });
        let loose = parts
            .has_loose
            .then(|| "ampersands that XML does not know are read as they were meant".to_owned());
        let repaired = |message| Issue {
            kind: IssueKind::Repaired,
            message,
        };
        let told = [junk, loose].into_iter().flatten();
        records.faults.extend(told.map(repaired));
        for (place, (range, is_whole)) in (piece.at.record..).zip(parts.items) {
            let number = place.saturating_add(1);
            let mut lost = |reason: &str| {
                records.faults.push(Issue {
                    kind: IssueKind::Skipped,
                    message: format!("item {number}: {reason}"),
                });
            };
            if !is_whole && piece.is_last {
                lost("cut off before its end");
                continue;
            }
            if range.len() > LONGEST_RECORD {
                lost(&format!("longer than {} MiB", LONGEST_RECORD >> 20));
                continue;
            }
            let written = piece.text.get(range.clone()).unwrap_or_default();
            let fields = item::read(written, &self.feed);
            if fields.is_empty() {
                lost("nothing in it");
                continue;
            }
            let origin = Origin {
                path: Arc::clone(&piece.path),
                part: u32::try_from(place).unwrap_or(u32::MAX),
                bytes: (byte(range.start), byte(range.end)),
                format: self.format,
            };
            let fields = self.feed.complete(fields);
            records.articles.push(fields.article(origin));
        }
        records
    }
}

impl item::Feed {
    /// Adds what the feed says of all its items, behind what an item says itself.
    fn complete<'a>(&'a self, mut fields: Fields<'a>) -> Fields<'a> {
        let said = [
            (Meaning::Source, "feed title", &self.title),
            (Meaning::Language, "feed language", &self.language),
            (Meaning::Author, "feed author", &self.author),
        ];
        for (meaning, field, value) in said {
            if let Some(value) = value {
                fields.mean_one(meaning, item::LAST, field, value.as_str());
            }
        }
        fields
    }
}

#[cfg(test)]
mod tests;
