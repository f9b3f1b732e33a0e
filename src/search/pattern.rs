//! Letters to be found in running text: words in order, with what may stand at either end.
//!
//! A pattern is compared with *comparable* text: text as written where its words are ASCII
//! (compared without regard to case), its folded copy elsewhere. Between two words of a pattern
//! any blanks and punctuation may stand, but no letter and no end of a paragraph, so that
//! `"gas pipeline"` finds a line break and `cross-border` finds `cross–border`.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::ops::Range;

use memchr::memmem;

use super::letters::Letters;
use crate::store::folded::PARAGRAPH_END;
use crate::text;
use crate::text::fold::{is_spaceless, is_word_char, is_word_edge, needs_folding};

/// What may stand next to an end of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// Only the edge of a word.
    Word,
    /// Anything.
    Open,
}

/// Folded words that follow each other.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    parts: Vec<String>,
    start: End,
    end: End,
    /// Index of the part that is looked for first.
    anchor: usize,
    /// Without any word: these very characters, folded.
    literal: String,
    finder: Finder,
}

/// How the anchor is found in bytes.
#[derive(Clone, Debug)]
enum Finder {
    /// ASCII letters, whatever their case.
    Ascii(Letters),
    /// Other letters, in folded text only.
    Folded(Box<memmem::Finder<'static>>),
    /// No word to look for.
    None,
}

impl Pattern {
    /// The words of a text as typed, with what may stand at either end.
    pub(super) fn new(typed: &str, start: End, end: End) -> Self {
        let parts: Vec<String> = text::words(typed).map(|(_, word)| word).collect();
        let anchor = (0..parts.len()).max_by_key(|at| parts.get(*at).map(String::len));
        let anchor = anchor.unwrap_or_default();
        let finder = parts.get(anchor).map_or(Finder::None, |part| finder(part));
        Self {
            parts,
            start,
            end,
            anchor,
            literal: text::fold(typed),
            finder,
        }
    }

    /// Looks first for the part that `commonness` says is the rarest, of several as rare for the
    /// longest.
    pub(super) fn look_first_for_rarest(&mut self, commonness: impl Fn(usize, &str) -> usize) {
        let parts = self.parts.iter().enumerate();
        let rarest = parts.min_by_key(|(at, part)| (commonness(*at, part), Reverse(part.len())));
        if let Some((at, part)) = rarest {
            self.anchor = at;
            self.finder = finder(part);
        }
    }

    /// Its words.
    pub(super) fn parts(&self) -> &[String] {
        &self.parts
    }

    /// Whether the words at its ends may be longer than typed: `(start, end)`. Words of scripts
    /// without spaces always may.
    pub(super) fn open(&self, part: usize) -> (bool, bool) {
        let word = self.parts.get(part).map(String::as_str).unwrap_or_default();
        let first = part == 0 && self.start == End::Open;
        let last = part + 1 == self.parts.len() && self.end == End::Open;
        (
            first || word.chars().next().is_some_and(is_spaceless),
            last || word.chars().next_back().is_some_and(is_spaceless),
        )
    }

    /// Whether its last word may be longer than typed.
    pub(super) fn is_open(&self) -> bool {
        self.end == End::Open
    }

    /// Whether it can only stand where the other does: its words begin with those of the other,
    /// whose last one may be longer.
    pub(super) fn narrows(&self, other: &Self) -> bool {
        let Some((last, before)) = other.parts.split_last() else {
            return false;
        };
        let same = self.parts.get(..before.len()) == Some(before);
        let longer = self.parts.get(before.len());
        same && self.start == other.start
            && other.is_open()
            && longer.is_some_and(|part| part.starts_with(last.as_str()))
    }

    /// Whether there is no word in it, only punctuation.
    pub(super) fn is_literal(&self) -> bool {
        self.parts.is_empty()
    }

    /// Whether it can stand in text whose words are ASCII.
    pub(super) fn is_ascii(&self) -> bool {
        self.parts.iter().all(|part| part.is_ascii())
    }

    /// Whether it stands somewhere in a text as written.
    pub(super) fn is_in(&self, written: &str) -> bool {
        self.find(&comparable(written, self)).is_some()
    }

    /// First place in comparable text.
    pub(super) fn find(&self, comparable: &str) -> Option<Range<usize>> {
        self.places(comparable).next()
    }

    /// Every place in comparable text, by where its anchor stands; places may overlap.
    pub(super) fn places(&self, comparable: &str) -> impl Iterator<Item = Range<usize>> {
        let mut from = 0;
        std::iter::from_fn(move || {
            loop {
                let (anchor, range) = if self.is_literal() {
                    let at = comparable.get(from..)?.find(&self.literal)? + from;
                    (at, Some(at..at + self.literal.len()))
                } else {
                    let at = self.next_anchor(comparable.as_bytes(), from)?;
                    (at, self.extent(comparable, at))
                };
                let next = comparable
                    .get(anchor..)
                    .and_then(|rest| rest.chars().next());
                from = anchor + next.map_or(1, char::len_utf8);
                if range.is_some() {
                    return range;
                }
            }
        })
    }

    /// Next place of the anchor in bytes of comparable text where the pattern may stand: what
    /// ASCII beside it rules out is passed over.
    pub(super) fn next_anchor(&self, bytes: &[u8], mut from: usize) -> Option<usize> {
        match &self.finder {
            Finder::Ascii(letters) => loop {
                let at = letters.find(bytes, from)?;
                if self.may_stand(bytes, at) {
                    return Some(at);
                }
                from = at + 1;
            },
            Finder::Folded(finder) => finder.find(bytes.get(from..)?).map(|at| at + from),
            Finder::None => None,
        }
    }

    /// Whether the pattern may stand around an anchor, as far as ASCII beside it tells: decided
    /// by a few bytes, for common words stand everywhere.
    fn may_stand(&self, bytes: &[u8], at: usize) -> bool {
        let (before, after) = bytes.split_at_checked(at).unwrap_or_default();
        let (first, rest) = self.parts.split_at(self.anchor.min(self.parts.len()));
        let Some((anchor, following)) = rest.split_first() else {
            return true;
        };
        let after = after.get(anchor.len()..).unwrap_or_default();
        let may_precede = match (first.last(), before.last()) {
            (Some(part), _) => may_end_with(before, part),
            (None, Some(byte)) => self.start == End::Open || !byte.is_ascii_alphanumeric(),
            (None, None) => true,
        };
        may_precede
            && match (following.first(), after.first()) {
                (Some(part), _) => may_begin_with(after, part),
                (None, Some(byte)) => self.end == End::Open || !byte.is_ascii_alphanumeric(),
                (None, None) => true,
            }
    }

    /// The whole pattern around an anchor at this byte, if the rest of it stands there.
    pub(super) fn extent(&self, comparable: &str, at: usize) -> Option<Range<usize>> {
        let anchor = self.parts.get(self.anchor)?;
        let found = comparable.get(at..at + anchor.len())?;
        if !found.eq_ignore_ascii_case(anchor) {
            return None;
        }
        let (before, after) = self.parts.split_at(self.anchor);
        let mut start = at;
        for part in before.iter().rev() {
            let left = edge_before(comparable, start)?.trim_end_matches(is_between);
            start = left.len().checked_sub(part.len())?;
            if !left.get(start..)?.eq_ignore_ascii_case(part) || !is_edge(comparable, left.len()) {
                return None;
            }
        }
        let mut end = at + anchor.len();
        for part in after.iter().skip(1) {
            let right = edge_after(comparable, end)?;
            let rest = right.trim_start_matches(is_between);
            let next = end + right.len() - rest.len();
            end = next + part.len();
            if !comparable.get(next..end)?.eq_ignore_ascii_case(part) || !is_edge(comparable, next)
            {
                return None;
            }
        }
        let fits = (self.start == End::Open || is_edge(comparable, start))
            && (self.end == End::Open || is_edge(comparable, end));
        fits.then_some(start..end)
    }
}

/// A text as written, in the form that patterns are compared with.
pub(super) fn comparable<'a>(written: &'a str, pattern: &Pattern) -> Cow<'a, str> {
    if needs_folding(written) || (pattern.is_literal() && !written.is_ascii()) {
        Cow::Owned(text::fold(written))
    } else if pattern.is_literal() {
        Cow::Owned(written.to_ascii_lowercase())
    } else {
        Cow::Borrowed(written)
    }
}

fn finder(part: &str) -> Finder {
    if !part.is_ascii() {
        return Finder::Folded(Box::new(memmem::Finder::new(part).into_owned()));
    }
    Letters::new(part).map_or(Finder::None, Finder::Ascii)
}

/// Whether a part of a pattern may follow, behind what stands between two words; surely not where
/// ASCII tells otherwise.
fn may_begin_with(bytes: &[u8], part: &str) -> bool {
    let between = |byte: &&u8| byte.is_ascii() && !byte.is_ascii_alphanumeric();
    let gap = bytes.iter().take_while(between).count();
    let rest = bytes.get(gap..).unwrap_or_default();
    if rest.first().is_some_and(|byte| !byte.is_ascii()) {
        return true;
    }
    let found = rest.get(..part.len());
    gap > 0 && found.is_some_and(|found| found.eq_ignore_ascii_case(part.as_bytes()))
}

/// The same before the anchor.
fn may_end_with(bytes: &[u8], part: &str) -> bool {
    let between = |byte: &&u8| byte.is_ascii() && !byte.is_ascii_alphanumeric();
    let gap = bytes.iter().rev().take_while(between).count();
    let rest = bytes.get(..bytes.len() - gap).unwrap_or_default();
    if rest.last().is_some_and(|byte| !byte.is_ascii()) {
        return true;
    }
    let start = rest.len().checked_sub(part.len());
    let found = start.and_then(|start| rest.get(start..));
    gap > 0 && found.is_some_and(|found| found.eq_ignore_ascii_case(part.as_bytes()))
}

/// What may stand between two words of a pattern.
fn is_between(c: char) -> bool {
    !is_word_char(c) && c != PARAGRAPH_END
}

fn is_edge(text: &str, at: usize) -> bool {
    let (Some(before), Some(after)) = (text.get(..at), text.get(at..)) else {
        return false;
    };
    is_word_edge(before.chars().next_back(), after.chars().next())
}

/// The text before an edge of a word.
fn edge_before(text: &str, at: usize) -> Option<&str> {
    is_edge(text, at).then(|| text.get(..at)).flatten()
}

/// The text after an edge of a word.
fn edge_after(text: &str, at: usize) -> Option<&str> {
    is_edge(text, at).then(|| text.get(at..)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(typed: &str, start: End, end: End, written: &str) -> bool {
        Pattern::new(typed, start, end).is_in(written)
    }

    #[test]
    fn ends_say_what_may_stand_beside() {
        use End::{Open, Word};
        assert!(found("us", Word, Word, "the US’ policy"));
        assert!(!found("us", Word, Open, "status, thus, must"));
        assert!(found("us", Open, Open, "status"));
        assert!(found("sanction", Word, Open, "new sanctions"));
        assert!(!found("sanction", Word, Word, "new sanctions"));
        assert!(
            found("goverment", Word, Open, "goverment")
                && !found("goverment", Word, Open, "government")
        );
    }

    #[test]
    fn words_follow_each_other_across_punctuation_and_lines() {
        use End::Word;
        for written in [
            "gas pipeline",
            "Gas\npipeline",
            "gas—pipeline",
            "GAS\u{a0}“PIPELINE”",
        ] {
            assert!(found("gas pipeline", Word, Word, written), "{written}");
        }
        for written in [
            "gas the pipeline",
            "gaspipeline",
            "biogas pipeline",
            "gas\u{1e}pipeline",
        ] {
            assert!(!found("gas pipeline", Word, Word, written), "{written}");
        }
        assert!(found("a b c", Word, Word, "b a b-c") && !found("a b c", Word, Word, "a b b c"));
    }

    #[test]
    fn what_is_typed_on_narrows() {
        use End::{Open, Word};
        let narrows =
            |new, old| Pattern::new(new, Word, Open).narrows(&Pattern::new(old, Word, Open));
        assert!(narrows("gove", "gov") && narrows("gas pip", "gas p") && narrows("u.s", "u"));
        assert!(!narrows("gov", "gove") && !narrows("big gas", "gas") && !narrows("5", "€"));
        let whole = Pattern::new("gas", Word, Word);
        assert!(!Pattern::new("gases", Word, Open).narrows(&whole));
    }

    #[test]
    fn other_scripts_are_folded_or_open() {
        use End::{Open, Word};
        assert!(found("beyonce", Word, Word, "Beyoncé sings"));
        assert!(found("كتاب", Word, Open, "این کتاب‌ها"));
        assert!(found("京大", Word, Word, "北京大学"));
        assert!(found("€", Open, Open, "5 €") && !found("€", Open, Open, "5 $"));
        assert!(found("’", Open, Open, "Iran's"));
    }
}
