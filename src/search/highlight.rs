//! What to mark in a visible text: the letters that made it a hit.
//!
//! Computed for the rows and paragraphs on the screen only, from the query and the text alone.

use std::ops::Range;

use super::leaf::{Active, Leaf, Node, prepare};
use super::pattern::{Pattern, comparable};
use super::vocabulary::{Tier, Typed};
use crate::query::{Field, Query, Test};
use crate::text;
use crate::text::fold::{is_word_char, needs_folding};

/// What a query marks, made ready once for the many texts of a screen.
pub struct Highlighter<'q> {
    terms: Vec<Active>,
    leaves: Vec<Option<Leaf<'q>>>,
}

impl<'q> Highlighter<'q> {
    /// Of a query. Terms that are switched off or negated mark nothing.
    pub fn of(query: &'q Query) -> Self {
        let (terms, leaves) = prepare(query);
        Self { terms, leaves }
    }

    /// Byte ranges to mark, ascending and apart from each other.
    ///
    /// `text` is a headline (or a lead standing in for one) or a body paragraph. Linear in the
    /// text for each term.
    pub fn marks(&self, text: &str, is_headline: bool) -> Vec<Range<usize>> {
        let mut marked = Vec::new();
        for term in &self.terms {
            each_leaf(&term.node, &self.leaves, &mut |leaf| {
                if shows(leaf, is_headline) {
                    mark(leaf, text, is_headline, &mut marked);
                }
            });
        }
        join(marked)
    }
}

/// What a query marks in one text, see [`Highlighter`].
pub fn highlights(query: &Query, text: &str, is_headline: bool) -> Vec<Range<usize>> {
    Highlighter::of(query).marks(text, is_headline)
}

/// Visits the leaves that are not under a "not".
fn each_leaf<'q>(node: &Node, leaves: &[Option<Leaf<'q>>], visit: &mut impl FnMut(&Leaf<'q>)) {
    match node {
        Node::Not(_) => {}
        Node::Any(parts) | Node::All(parts) => {
            for part in parts {
                each_leaf(part, leaves, visit);
            }
        }
        Node::Leaf(at) => leaves.get(*at).into_iter().flatten().for_each(visit),
    }
}

/// Whether a test looks at this kind of text.
fn shows(leaf: &Leaf<'_>, is_headline: bool) -> bool {
    let this = if is_headline {
        Field::Headline
    } else {
        Field::Body
    };
    match leaf.test {
        Test::Word(_) | Test::Exact(_) | Test::Phrase(_) => is_headline || leaf.bodies,
        Test::HeadlineStarts(_) | Test::HeadlineEnds(_) => is_headline,
        Test::Field(field, _) | Test::Regex(Some(field), _) => *field == this,
        Test::Regex(None, _) => true,
        _ => false,
    }
}

fn mark(leaf: &Leaf<'_>, text: &str, is_headline: bool, marked: &mut Vec<Range<usize>>) {
    if let Test::Regex(_, regex) = leaf.test {
        let found = regex.find_iter(text).map(|found| found.range());
        marked.extend(found.filter(|range| !range.is_empty()));
        return;
    }
    if let (Some(typed), true) = (&leaf.typed, is_headline) {
        mark_words(typed, text, marked);
        return;
    }
    let Some(pattern) = &leaf.pattern else {
        return;
    };
    let map = Map::new(text, pattern);
    let places = pattern.places(map.comparable());
    let mut found: Vec<_> = places.filter(|range| !range.is_empty()).collect();
    match leaf.test {
        Test::HeadlineStarts(_) => found.retain(|range| {
            let before = map.comparable().get(..range.start).unwrap_or_default();
            !before.contains(is_word_char)
        }),
        Test::HeadlineEnds(_) => found.retain(|range| {
            let after = map.comparable().get(range.end..).unwrap_or_default();
            !after.contains(is_word_char)
        }),
        _ => {}
    }
    marked.extend(found.into_iter().map(|range| map.written(&range)));
}

/// Marks words of a headline that answer to a typed word: the letters typed where they stand in
/// it, the whole word where it is only nearly the same.
fn mark_words(typed: &Typed, text: &str, marked: &mut Vec<Range<usize>>) {
    for (range, word) in text::words(text) {
        let Some(tier) = typed.tier(&word) else {
            continue;
        };
        let at = word.find(typed.word());
        match at.filter(|_| tier != Tier::Fuzzy) {
            Some(at) => {
                let written = text.get(range.clone()).unwrap_or_default();
                let inner = unfold(written, &word, at..at + typed.word().len());
                marked.push(range.start + inner.start..range.start + inner.end);
            }
            None => marked.push(range),
        }
    }
}

/// The bytes of a word as written for bytes of its folded form.
fn unfold(written: &str, folded: &str, range: Range<usize>) -> Range<usize> {
    if written.len() == folded.len() && written.is_ascii() {
        return range;
    }
    let ends = written
        .char_indices()
        .map(|(at, c)| at + c.len_utf8())
        .map(|end| {
            (
                end,
                text::fold(written.get(..end).unwrap_or_default()).len(),
            )
        });
    let mut start = 0;
    let mut end = written.len();
    for (at, len) in ends {
        if len <= range.start {
            start = at;
        }
        // Marks that follow the last letter go with it.
        if len <= range.end || end == written.len() {
            end = at;
        }
        if len > range.end {
            break;
        }
    }
    start..end.max(start)
}

/// Comparable text with the way back to the text as written.
struct Map<'a> {
    written: &'a str,
    comparable: std::borrow::Cow<'a, str>,
}

impl<'a> Map<'a> {
    fn new(written: &'a str, pattern: &Pattern) -> Self {
        Self {
            written,
            comparable: comparable(written, pattern),
        }
    }

    fn comparable(&self) -> &str {
        &self.comparable
    }

    /// The bytes as written for bytes of the comparable text: word by word, character by
    /// character between words.
    fn written(&self, range: &Range<usize>) -> Range<usize> {
        if !needs_folding(self.written) && self.comparable.len() == self.written.len() {
            return range.clone();
        }
        let start = self.back(range.start, false);
        let end = self.back(range.end, true);
        start..end.max(start)
    }

    /// One offset back; the end of a range takes the marks that follow its last letter.
    fn back(&self, offset: usize, is_end: bool) -> usize {
        let (mut low, mut at) = (0, 0);
        let mut rest = self.written;
        while !rest.is_empty() {
            let word = rest.find(|c| !is_word_char(c)).unwrap_or(rest.len());
            let step = if word > 0 {
                word
            } else {
                rest.chars().next().map_or(1, char::len_utf8)
            };
            let (piece, tail) = rest.split_at(step);
            let folded = text::fold(piece);
            if offset < low + folded.len() || (is_end && offset == low + folded.len()) {
                let inner = unfold(piece, &folded, 0..offset - low);
                return if offset == low { at } else { at + inner.end };
            }
            low += folded.len();
            at += piece.len();
            rest = tail;
        }
        self.written.len()
    }
}

/// Sorted, overlapping and touching ranges joined.
fn join(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}
