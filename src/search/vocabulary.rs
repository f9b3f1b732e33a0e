//! The distinct folded words of short texts, and which of them a typed word means.
//!
//! Fuzzy matching looks at words, never at articles: distinct words grow with about the square
//! root of the articles. A 64-bit mask of the letters in a word rejects most of them unseen.

use std::collections::HashMap;
use std::ops::Range;

use fuzzy_matcher::FuzzyMatcher as _;
use fuzzy_matcher::skim::SkimMatcherV2;
use memchr::memmem;
use rayon::prelude::*;

use super::workers::in_pieces;
use crate::store::words::Words;
use crate::text::fold::is_spaceless;

/// Ordinal of a word.
pub(super) type WordId = u32;

/// Fewest letters of a typed word that is also looked for inside words and fuzzily.
const FEWEST_LETTERS: usize = 4;

/// Words that one core compares in one go; from twice as many on a second one helps.
const SHARE: usize = 2_048;

/// From so many words on a second core helps to look for letters in all of them.
const MANY: usize = 1 << 15;

/// How a word answers to what was typed, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tier {
    /// The very word.
    Whole,
    /// It begins so.
    Start,
    /// It holds that.
    Part,
    /// It is nearly that.
    Fuzzy,
}

/// The words.
#[derive(Default)]
pub(super) struct Vocabulary {
    words: Words,
    masks: Vec<u64>,
    by_first: HashMap<char, Vec<WordId>>,
}

impl Vocabulary {
    /// The ordinal of a folded word, new or known; `None` once 4 GiB of words are full.
    pub(super) fn intern(&mut self, word: &str) -> Option<WordId> {
        let (id, is_new) = self.words.intern(word)?;
        if is_new {
            self.masks.push(mask(word));
            let first = word.chars().next()?;
            self.by_first.entry(first).or_default().push(id);
        }
        Some(id)
    }

    /// The ordinal of a known word.
    pub(super) fn id(&self, word: &str) -> Option<WordId> {
        self.words.find(word)
    }

    /// The word.
    pub(super) fn word(&self, id: WordId) -> &str {
        self.words.get(id)
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// Every word that answers to a typed one.
    pub(super) fn matching(&self, typed: &Typed) -> Vec<(Tier, WordId)> {
        let whole = self.id(&typed.word);
        let beginning = |id: WordId| {
            let is_whole = Some(id) == whole;
            (if is_whole { Tier::Whole } else { Tier::Start }, id)
        };
        let near = self.beginning_like(typed);
        if !typed.inside {
            // Of one letter none has to be looked up: they all begin so.
            let begins = |id: &WordId| {
                let may_match = typed.letters == 1 || typed.may_match(self.mask(*id));
                may_match && (typed.letters == 1 || self.word(*id).starts_with(&typed.word))
            };
            let found = near.iter().copied().filter(begins);
            return found.map(beginning).collect();
        }
        let holding = self.holding(&typed.word);
        let starts = |id: WordId| self.word(id).starts_with(&typed.word);
        let mut found: Vec<_> = (holding.into_iter())
            .map(|id| {
                if starts(id) {
                    beginning(id)
                } else {
                    (Tier::Part, id)
                }
            })
            .collect();
        if typed.fuzzy.is_some() {
            let is_fuzzy = |id: &WordId| {
                typed.may_match(self.mask(*id))
                    && typed.is_near_in_bytes(self.words.bytes_of(*id))
                    && typed.tier(self.word(*id)) == Some(Tier::Fuzzy)
            };
            let near = near.par_iter().with_min_len(SHARE).copied();
            let fuzzy: Vec<_> = near.filter(is_fuzzy).collect();
            found.extend(fuzzy.into_iter().map(|id| (Tier::Fuzzy, id)));
        }
        found
    }

    /// Every word that a part of a pattern may be: open at its start, its end, both or neither.
    pub(super) fn fitting(&self, part: &str, open: (bool, bool)) -> Vec<WordId> {
        if open == (false, false) {
            return self.id(part).into_iter().collect();
        }
        if open.0 {
            let mut holding = self.holding(part);
            holding.retain(|id| open.1 || self.word(*id).ends_with(part));
            return holding;
        }
        let first = part.chars().next();
        let near = first.and_then(|first| self.by_first.get(&first));
        let near = near.map(Vec::as_slice).unwrap_or_default().iter().copied();
        near.filter(|id| self.word(*id).starts_with(part)).collect()
    }

    /// The least of what `look` makes of the words whose letters may do; it is given the ordinal
    /// and the word.
    pub(super) fn least<T: Ord + Send>(
        &self,
        may_do: impl Fn(u64) -> bool + Sync,
        look: impl Fn(WordId, &str) -> Option<T> + Sync,
    ) -> Option<T> {
        let looked = |(at, mask): (usize, &u64)| {
            let id = may_do(*mask).then(|| WordId::try_from(at).ok()).flatten()?;
            look(id, self.word(id))
        };
        let all = self.masks.par_iter().enumerate().with_min_len(SHARE);
        all.filter_map(looked).min()
    }

    /// Bytes on the heap, hash tables estimated.
    pub(super) fn heap_bytes(&self) -> usize {
        let by_first: usize = self.by_first.values().map(Vec::capacity).sum();
        self.words.heap_bytes()
            + by_first * size_of::<u32>()
            + self.masks.capacity() * size_of::<u64>()
    }

    fn mask(&self, id: WordId) -> u64 {
        self.masks.get(id as usize).copied().unwrap_or_default()
    }

    /// Words with the first letter of the typed one.
    fn beginning_like(&self, typed: &Typed) -> &[WordId] {
        let near = typed.first.and_then(|first| self.by_first.get(&first));
        near.map(Vec::as_slice).unwrap_or_default()
    }

    /// Every word that holds these letters, ascending.
    fn holding(&self, letters: &str) -> Vec<WordId> {
        let finder = memmem::Finder::new(letters);
        let of = |places: Range<usize>| {
            let mut found = Vec::new();
            self.words
                .each_holding(&finder, places, |word| found.push(word));
            found
        };
        if self.len() < MANY {
            return of(0..self.len());
        }
        in_pieces(self.len(), of, |mut one, mut other| {
            one.append(&mut other);
            one
        })
    }
}

/// A typed word, folded, with what deciding about a word needs.
pub(super) struct Typed {
    word: String,
    first: Option<char>,
    letters: usize,
    mask: u64,
    /// Whether it is looked for inside words too.
    inside: bool,
    /// The matcher and the least score, where it is looked for fuzzily.
    fuzzy: Option<(Box<SkimMatcherV2>, i64)>,
}

impl Typed {
    /// Prepares a folded word.
    pub(super) fn new(word: &str) -> Self {
        let letters = word.chars().count();
        let first = word.chars().next();
        let spaceless = first.is_some_and(is_spaceless);
        let long = letters >= FEWEST_LETTERS;
        Self {
            word: word.to_owned(),
            first,
            letters,
            mask: mask(word),
            inside: long || spaceless,
            fuzzy: (long && !spaceless).then(|| fuzzy(word, letters)),
        }
    }

    /// How a folded word answers.
    pub(super) fn tier(&self, word: &str) -> Option<Tier> {
        if let Some(rest) = word.strip_prefix(self.word.as_str()) {
            return Some(if rest.is_empty() {
                Tier::Whole
            } else {
                Tier::Start
            });
        }
        if !self.inside || !stand_in_order(&self.word, word) {
            return None;
        }
        if word.contains(&self.word) {
            return Some(Tier::Part);
        }
        let (matcher, floor) = self.fuzzy.as_ref()?;
        let near = word.chars().next() == self.first && self.is_near_in_length(word);
        let score = near
            .then(|| matcher.fuzzy_match(word, &self.word))
            .flatten()?;
        (score >= *floor).then_some(Tier::Fuzzy)
    }

    /// The folded word.
    pub(super) fn word(&self) -> &str {
        &self.word
    }

    /// Whether a word with these letters can match at all: it holds every typed letter.
    fn may_match(&self, mask: u64) -> bool {
        self.mask & !mask == 0
    }

    /// Whether a word of so many bytes can be nearly the typed one: it holds its letters, and as
    /// many others as make it a third longer.
    fn is_near_in_bytes(&self, bytes: usize) -> bool {
        let more = bytes.checked_sub(self.word.len());
        more.is_some_and(|more| more <= 4 * (self.letters / 3))
    }

    /// At most a third longer.
    fn is_near_in_length(&self, word: &str) -> bool {
        let most = self.letters + self.letters / 3;
        word.len() <= 4 * most && word.chars().count() <= most
    }
}

/// Whether the bytes of one word stand in another in their order: the matcher finds no other, and
/// is much slower to say so.
fn stand_in_order(word: &str, other: &str) -> bool {
    let mut there = other.bytes();
    word.bytes().all(|byte| there.any(|other| other == byte))
}

/// The matcher, and the score below which a word is another word: that of the word itself less
/// one gap (8, and 1 for each further letter in it) for every four letters typed.
fn fuzzy(word: &str, letters: usize) -> (Box<SkimMatcherV2>, i64) {
    let matcher = Box::new(SkimMatcherV2::default().respect_case());
    let own = matcher.fuzzy_match(word, word).unwrap_or_default();
    let gaps = i64::try_from(letters / FEWEST_LETTERS).unwrap_or_default();
    (matcher, own - 9 * gaps)
}

/// The letters of a word: one bit for each of a-z and 0-9, the others share 28.
pub(super) fn mask(word: &str) -> u64 {
    word.chars().fold(0, |mask, c| {
        let bit = match c {
            'a'..='z' => u32::from(c) - u32::from('a'),
            '0'..='9' => 26 + u32::from(c) - u32::from('0'),
            _ => 36 + u32::from(c) % 28,
        };
        mask | 1 << bit
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matching(words: &[&str], typed: &str) -> Vec<(Tier, String)> {
        let mut vocabulary = Vocabulary::default();
        for word in words {
            vocabulary.intern(word);
        }
        let mut found: Vec<_> = vocabulary
            .matching(&Typed::new(typed))
            .into_iter()
            .map(|(tier, id)| (tier, vocabulary.word(id).to_owned()))
            .collect();
        found.sort();
        found
    }

    #[test]
    fn a_word_is_whole_start_part_or_nearly() {
        let words = [
            "iran",
            "iranian",
            "international",
            "tiran",
            "irn",
            "status",
            "us",
            "thus",
            "must",
            "usa",
        ];
        let found = |typed| {
            let found = matching(&words, typed);
            found.into_iter().map(|(_, word)| word).collect::<Vec<_>>()
        };
        assert_eq!(found("iran"), ["iran", "iranian", "tiran"]);
        assert_eq!(found("us"), ["us", "usa"]);
        assert_eq!(found("x"), Vec::<String>::new());
    }

    #[test]
    fn a_slip_is_forgiven_from_four_letters() {
        let words = ["government", "governmental", "govern", "sovereign"];
        assert_eq!(
            matching(&words, "goverment"),
            [
                (Tier::Fuzzy, "government".to_owned()),
                (Tier::Fuzzy, "governmental".to_owned()),
            ]
        );
        assert_eq!(matching(&["international", "ibrahim"], "iran"), []);
        assert_eq!(matching(&["wear"], "war"), []);
    }

    #[test]
    fn scripts_without_spaces_go_by_substring() {
        assert_eq!(
            matching(&["北京大学"], "京"),
            [(Tier::Part, "北京大学".to_owned())]
        );
    }

    #[test]
    fn parts_of_patterns_fit_as_open_as_they_are() {
        let mut vocabulary = Vocabulary::default();
        for word in ["pipe", "pipeline", "gaspipe", "gaspipes"] {
            vocabulary.intern(word);
        }
        let fitting = |open| vocabulary.fitting("pipe", open);
        assert_eq!(fitting((false, false)), [0]);
        assert_eq!(fitting((false, true)), [0, 1]);
        assert_eq!(fitting((true, false)), [0, 2]);
        assert_eq!(fitting((true, true)), [0, 1, 2, 3]);
    }
}
