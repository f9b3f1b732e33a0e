//! What a line that may be the headline of another article shares with the prose: lines of the
//! article speak of what its paragraphs speak of, in the same words or other forms of them.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use super::context::share;
use super::{Cue, Sheet};
use crate::ingest::calendar::lexicon::Fnv;
use crate::ingest::segment::lines::Unit;
use crate::ingest::segment::runs;

/// Shorter words are in every text and tell nothing.
const TELLING_WORD: usize = 4;

/// How much of a headline-like line, or of a short sentence, is spoken of in the prose.
pub(super) fn add(text: &str, units: &[Unit], sheets: &mut [Sheet]) {
    let line = |unit: &Unit| text.get(unit.bytes.clone()).unwrap_or_default();
    let mut words = Echoes::default();
    for (sheet, unit) in sheets.iter().zip(units) {
        if sheet.is_headline_like() || is_short_sentence(sheet) {
            let told = telling_words(line(unit)).take(MOST_TOLD);
            told.for_each(|word| words.listen_for(word));
        }
    }
    if words.known.is_empty() {
        return;
    }
    for (sheet, unit) in sheets.iter().zip(units) {
        if sheet.is_prose() && !sheet.is_headline_like() {
            telling_words(line(unit)).for_each(|word| words.hear(word));
        }
    }
    let mut within = false;
    for at in 0..sheets.len() {
        let around = [at.checked_sub(1), at.checked_add(1)];
        let around = around.map(|at| at.and_then(|at| units.get(at)).map_or("", line));
        let (Some(sheet), Some(unit)) = (sheets.get_mut(at), units.get(at)) else {
            break;
        };
        if sheet.is_headline_like() {
            let new_names = told(sheet, line(unit), &mut words);
            if within {
                sheet.add(Cue::NewNames, new_names);
                sheet.add(Cue::EchoNear, near(line(unit), around, &mut words));
            }
        } else if within && is_short_sentence(sheet) {
            sheet.add(Cue::NovelSentence, strange(line(unit), &words));
        }
        within |= sheet.is_prose();
    }
}

/// A sentence as long as a headline.
fn is_short_sentence(sheet: &Sheet) -> bool {
    let short = sheet.has(Cue::Words7) || sheet.has(Cue::Words9);
    short && sheet.has(Cue::Sentence) && !sheet.has(Cue::Sentences) && !sheet.has(Cue::Quote)
}

/// How many of a sentence's words only it has, if it has two capitalised ones behind its first
/// word.
fn strange(line: &str, words: &Echoes) -> f32 {
    let names = telling_words(line).skip(1);
    let names = names.filter(|word| word.starts_with(char::is_uppercase));
    if names.take(2).count() < 2 {
        return 0.0;
    }
    let mut lower = String::new();
    let (mut all, mut once) = (0, 0);
    for word in telling_words(line) {
        stem(word, &mut lower);
        all += 1;
        once += usize::from(words.known.get(&lower).is_none_or(|heard| *heard <= 1));
    }
    share(once, all)
}

/// How many of a line's words one of the paragraphs around it has.
fn near(line: &str, around: [&str; 2], words: &mut Echoes) -> f32 {
    words.few.clear();
    for word in telling_words(line).take(MOST_TOLD) {
        let mut lower = String::new();
        stem(word, &mut lower);
        if !words.few.iter().any(|(known, _)| *known == lower) {
            words.few.push((lower, false));
        }
    }
    let mut lower = String::new();
    for paragraph in around {
        for word in telling_words(paragraph).take(MOST_NEAR) {
            stem(word, &mut lower);
            for (known, heard) in &mut words.few {
                *heard |= *known == lower;
            }
        }
    }
    let heard = words.few.iter().filter(|(_, heard)| *heard).count();
    share(heard, words.few.len())
}

/// Adds how much of the words of a headline-like line the prose has; the share of its names that
/// the prose has not.
fn told(sheet: &mut Sheet, line: &str, words: &mut Echoes) -> f32 {
    let (mut all, mut known) = (0, 0);
    let (mut names, mut new_names) = (0, 0);
    for (at, word) in telling_words(line).take(MOST_TOLD).enumerate() {
        let heard = words.was_heard(word);
        all += 1;
        known += usize::from(heard);
        let name = at > 0 && word.starts_with(char::is_uppercase);
        names += usize::from(name);
        new_names += usize::from(name && !heard);
    }
    if all > 0 {
        let echo = share(known, all);
        sheet.add(Cue::Echo, echo);
        sheet.add(Cue::Novel, 1.0 - echo);
    }
    share(new_names, names)
}

/// So many telling words of a headline are looked for.
const MOST_TOLD: usize = 40;
/// So many telling words of the paragraphs around it are compared.
const MOST_NEAR: usize = 80;
/// Words that share so many first letters are one word in two forms.
const STEM: usize = 6;

fn telling_words(line: &str) -> impl Iterator<Item = &str> {
    runs::each(line).filter_map(|run| {
        if run.bytes.len() < TELLING_WORD {
            return None;
        }
        let word = line.get(run.bytes)?;
        let long = run.is_ascii || word.chars().nth(TELLING_WORD - 1).is_some();
        long.then_some(word)
    })
}

/// The first letters of a word, in lower case.
fn stem(word: &str, lower: &mut String) {
    lower.clear();
    if word.is_ascii() {
        lower.push_str(word.get(..STEM).unwrap_or(word));
        lower.make_ascii_lowercase();
    } else {
        lower.extend(word.chars().flat_map(char::to_lowercase).take(STEM));
    }
}

/// The words of the headlines, and how often the prose has them: headlines are few, so that most
/// words of the prose are passed by after one test of a bit.
#[derive(Default)]
struct Echoes {
    known: HashMap<String, u32, BuildHasherDefault<Fnv>>,
    /// A bit for each first three letters and length.
    mask: [u64; 16],
    /// The word asked for, in lower case.
    lower: String,
    /// The words of one line, and whether a paragraph beside it has them.
    few: Vec<(String, bool)>,
}

impl Echoes {
    fn listen_for(&mut self, word: &str) {
        stem(word, &mut self.lower);
        let (at, bit) = Self::bit(&self.lower);
        if let Some(mask) = self.mask.get_mut(at) {
            *mask |= bit;
        }
        if !self.known.contains_key(&self.lower) {
            self.known.insert(self.lower.clone(), 0);
        }
    }

    fn hear(&mut self, word: &str) {
        let (at, bit) = Self::bit(word);
        if self.mask.get(at).is_none_or(|mask| mask & bit == 0) && word.is_ascii() {
            return;
        }
        stem(word, &mut self.lower);
        if let Some(heard) = self.known.get_mut(&self.lower) {
            *heard = heard.saturating_add(1);
        }
    }

    fn was_heard(&mut self, word: &str) -> bool {
        stem(word, &mut self.lower);
        self.known.get(&self.lower).is_some_and(|heard| *heard > 0)
    }

    /// The bit of a word; the same in either case for ASCII letters.
    fn bit(word: &str) -> (usize, u64) {
        let mut letters = word.bytes().map(|byte| usize::from(byte | 0x20));
        let mut next = || letters.next().unwrap_or(0);
        let (first, second, third) = (next(), next(), next());
        let at = first * 37 + second * 17 + third * 5 + word.len().min(STEM);
        (at / 64 % 16, 1 << (at % 64))
    }
}

#[cfg(test)]
mod tests {
    use crate::ingest::segment::cues::Cue;
    use crate::ingest::segment::cues::fixture::between;

    #[test]
    fn a_headline_of_another_article_brings_names_that_the_prose_has_not() {
        let own = between("What the Moura family lost");
        assert!(own.strength(Cue::NewNames) < 0.1);
        let other = between("Parliament of Latvia elects Rinkevics");
        assert!(other.strength(Cue::NewNames) > 0.9);
    }

    #[test]
    fn other_forms_of_a_word_are_heard_and_those_beside_the_line_apart() {
        let own = between("Harbours closing, divers searching");
        assert!(own.strength(Cue::Echo) > 0.4, "{:?}", own.seen());
        assert!(own.strength(Cue::EchoNear) > 0.4, "{:?}", own.seen());
        let other = between("Parliament of Latvia elects Rinkevics");
        assert!(!other.has(Cue::EchoNear));
    }

    #[test]
    fn a_short_sentence_with_names_of_its_own_is_strange() {
        let other = between("Latvian Parliament elects Rinkevics by one vote.");
        assert!(other.strength(Cue::NovelSentence) > 0.9);
        let own = between("Ines Moura and her divers looked for the boats.");
        assert!(own.strength(Cue::NovelSentence) < 0.7, "{:?}", own.seen());
    }
}
