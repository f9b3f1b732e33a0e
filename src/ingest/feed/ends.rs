//! Where the items of a feed end, found while it is read once, whatever the blocks it comes in.
//!
//! What it cuts at is an end for [`super::split`] too. What that would find by looking far ahead
//! (the end of a comment that never comes) costs cuts here, never items.

use crate::ingest::formats::{Cut, Cutter};

use super::split::{is_around, is_item};

/// Longest comment or section that is waited for, in bytes; in a longer one the end was lost.
const LONGEST_SECTION: usize = 1 << 20;

/// Longest name of an element that is looked at, in bytes.
const LONGEST_NAME: usize = 64;

/// Longest tag that is one, in bytes.
const LONGEST_TAG: usize = 1 << 16;

/// Where the reading stands.
#[derive(Debug)]
enum State {
    Text,
    /// Behind a bracket; what stands there so far.
    Mark(Vec<u8>),
    /// In a tag that counts.
    Tag(Tag),
    /// In a comment, behind so many dashes.
    Comment(usize, usize),
    /// In a section without markup, behind so many brackets.
    Section(usize, usize),
}

#[derive(Clone, Copy, Debug)]
struct Tag {
    kind: Kind,
    quote: Option<u8>,
    /// Whether a bracket closed it inside quotes: if the quotes never close, that is its end.
    is_closed_in_quotes: bool,
    /// Whether the last byte was a stroke: it is an element without an inside.
    is_stroke: bool,
    length: usize,
}

/// The tags that count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Item,
    EndOfItem,
    EndAround,
}

/// See the module.
#[derive(Debug)]
pub(super) struct ItemEnds {
    state: State,
    /// Whether an item has begun.
    is_open: bool,
    /// Items that ended since the last cut where nothing could be cut.
    uncut: u64,
    /// Where the last bracket stands, if it is one of these bytes.
    bracket: Option<usize>,
}

impl Default for ItemEnds {
    fn default() -> Self {
        Self {
            state: State::Text,
            is_open: false,
            uncut: 0,
            bracket: None,
        }
    }
}

impl Cutter for ItemEnds {
    fn advance(&mut self, bytes: &[u8]) -> Option<Cut> {
        let mut cut = None;
        let mut at = 0;
        self.bracket = None;
        while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
            at = at.saturating_add(self.step(rest, at, &mut cut));
        }
        cut
    }
}

impl ItemEnds {
    /// Takes some of the bytes, which begin at `at`; how many.
    fn step(&mut self, bytes: &[u8], at: usize, cut: &mut Option<Cut>) -> usize {
        let Some(byte) = bytes.first().copied() else {
            return 0;
        };
        match &mut self.state {
            State::Text => self.text(bytes, at),
            State::Mark(_) if byte == b'<' => {
                self.state = State::Mark(Vec::new());
                self.bracket = Some(at);
                1
            }
            State::Mark(seen) => {
                let is_end = byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/');
                if is_end && !seen.is_empty() {
                    self.state = named(seen).map_or(State::Text, State::Tag);
                    return 0;
                }
                seen.push(byte);
                if let Some(state) = section(seen) {
                    self.state = state;
                }
                1
            }
            State::Tag(tag) => {
                let mut tag = *tag;
                match tag.take(byte) {
                    Step::Inside => self.state = State::Tag(tag),
                    Step::End => self.end_of(tag, at.saturating_add(1), cut),
                    Step::EndBefore => self.end_of(tag, at, cut),
                    Step::NoTag => self.state = State::Text,
                }
                usize::from(byte != b'<')
            }
            State::Comment(dashes, length) => {
                let taken = ended_by(b'-', dashes, bytes);
                *length = length.saturating_add(taken.0);
                if taken.1 || *length > LONGEST_SECTION {
                    self.state = State::Text;
                }
                taken.0
            }
            State::Section(brackets, length) => {
                let taken = ended_by(b']', brackets, bytes);
                *length = length.saturating_add(taken.0);
                if taken.1 || *length > LONGEST_SECTION {
                    self.state = State::Text;
                }
                taken.0
            }
        }
    }

    /// Takes text up to the next bracket, and the name behind that if it stands in these bytes.
    fn text(&mut self, bytes: &[u8], at: usize) -> usize {
        let Some(before) = memchr::memchr(b'<', bytes) else {
            return bytes.len();
        };
        self.bracket = Some(at.saturating_add(before));
        let inside = before.saturating_add(1);
        if let Some(name) = whole_name(bytes.get(inside..).unwrap_or_default()) {
            self.state = named(name).map_or(State::Text, State::Tag);
            return inside.saturating_add(name.len());
        }
        self.state = State::Mark(Vec::new());
        inside
    }

    /// A tag has ended at `at`.
    fn end_of(&mut self, tag: Tag, at: usize, cut: &mut Option<Cut>) {
        self.state = State::Text;
        let is_start = tag.kind == Kind::Item;
        let was_open = std::mem::replace(&mut self.is_open, is_start && !tag.is_stroke);
        self.uncut = self.uncut.saturating_add(u64::from(was_open));
        let mut at = at;
        // Where the next begins an item without an end of its own has ended.
        let begins_next = is_start && was_open && !tag.is_stroke;
        let before = self.bracket.filter(|_| begins_next);
        at = before.unwrap_or(at);
        if (was_open && tag.kind == Kind::EndOfItem)
            || (is_start && tag.is_stroke)
            || before.is_some()
        {
            self.uncut = self
                .uncut
                .saturating_add(u64::from(is_start && tag.is_stroke));
            let cut = cut.get_or_insert(Cut {
                first: at,
                last: at,
                records: 0,
            });
            cut.last = at;
            cut.records = cut.records.saturating_add(std::mem::take(&mut self.uncut));
        }
    }
}

/// What a byte of a tag is.
enum Step {
    Inside,
    /// The tag ends with it.
    End,
    /// The tag has ended before.
    EndBefore,
    /// What began like a tag is none.
    NoTag,
}

impl Tag {
    fn take(&mut self, byte: u8) -> Step {
        self.length = self.length.saturating_add(1);
        if byte == b'<' || self.length > LONGEST_TAG {
            return if self.is_closed_in_quotes {
                Step::EndBefore
            } else {
                Step::NoTag
            };
        }
        match (self.quote, byte) {
            (None, b'>') => return Step::End,
            (Some(_), b'>') => self.is_closed_in_quotes = true,
            (None, b'"' | b'\'') => self.quote = Some(byte),
            (Some(open), close) if open == close => self.quote = None,
            _ => {}
        }
        self.is_stroke = byte == b'/';
        Step::Inside
    }
}

/// The name that a tag begins with, if it ends in these bytes and the tag is nothing else.
fn whole_name(bytes: &[u8]) -> Option<&[u8]> {
    let first = bytes.first()?;
    if !first.is_ascii_alphabetic() && *first != b'/' {
        return None;
    }
    let is_end = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'>' | b'/' | b'<');
    let near = bytes.get(1..).unwrap_or_default();
    let end = near.iter().take(LONGEST_NAME).position(is_end)?;
    // Another bracket begins anew.
    (near.get(end) != Some(&b'<')).then(|| bytes.get(..=end))?
}

/// The tag of a name, if it counts.
fn named(seen: &[u8]) -> Option<Tag> {
    let name = std::str::from_utf8(seen).ok()?;
    let kind = match name.strip_prefix('/') {
        None if is_item(name) => Kind::Item,
        Some(name) if is_item(name) => Kind::EndOfItem,
        Some(name) if is_around(name) => Kind::EndAround,
        _ => return None,
    };
    Some(Tag {
        kind,
        quote: None,
        is_closed_in_quotes: false,
        is_stroke: false,
        length: 0,
    })
}

/// What begins with what was seen behind a bracket, once that is known.
fn section(seen: &[u8]) -> Option<State> {
    let (comment, section): (&[u8], &[u8]) = (b"!--", b"![CDATA[");
    if seen == comment {
        return Some(State::Comment(0, 0));
    }
    if seen == section {
        return Some(State::Section(0, 0));
    }
    let may_be = comment.starts_with(seen) || section.starts_with(seen);
    let is_name = !seen.starts_with(b"!") && seen.len() <= LONGEST_NAME;
    (!may_be && !is_name).then_some(State::Text)
}

/// Looks for two such bytes and a closing bracket, behind `count` such bytes; how many bytes were
/// taken, and whether they end with it.
fn ended_by(mark: u8, count: &mut usize, bytes: &[u8]) -> (usize, bool) {
    let mut at = 0;
    if *count == 0 {
        let Some(first) = memchr::memchr(mark, bytes) else {
            return (bytes.len(), false);
        };
        at = first;
    }
    for byte in bytes.get(at..).unwrap_or_default() {
        at = at.saturating_add(1);
        if *byte == mark {
            *count = count.saturating_add(1);
        } else {
            let is_end = *byte == b'>' && *count >= 2;
            *count = 0;
            return (at, is_end);
        }
    }
    (at, false)
}
