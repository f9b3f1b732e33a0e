//! Why nothing was found: what each term finds alone, and the nearest word there is.

use std::cmp::Reverse;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use super::answer::looks;
use super::evaluate::Evaluation;
use super::index::Unit;
use super::leaf::{Active, Leaf, Node};
use super::scan::{self, Interrupted, Reread, Task};
use super::slips::{Slips, may_be_near};
use super::vocabulary::mask;
use super::{Nothing, Offer};
use crate::query::{SourceTest, Test};
use crate::text;

/// Body text read for an offer, in bytes: about a second's work.
const MOST_BYTES: usize = 256 << 20;
/// Distinct near words kept of one unit of text.
const MOST_WORDS: usize = 4096;
/// Longest word that is compared, in characters.
const LONGEST: usize = 40;

/// Explains, in one or two steps: at once with what the vocabulary offers, and again if words of
/// bodies offer more.
///
/// # Errors
/// When interrupted.
pub(super) fn nothing(
    search: &mut Evaluation<'_>,
    terms: &[Active],
    tell: &mut dyn FnMut(Nothing),
) -> Result<(), Interrupted> {
    let everything = search.everything.clone();
    let mut nothing = Nothing::default();
    let mut missing = Vec::new();
    for term in terms {
        let alone = search.set(&term.node, &everything)?.count();
        nothing.alone.push((term.term, alone));
        if alone == 0 && looks(term, search) {
            missing.extend(Wanted::new(search, term));
        }
    }
    nothing.alone.sort_unstable();
    missing.sort_unstable_by_key(|wanted| wanted.term);
    let mut in_bodies = Vec::new();
    for wanted in missing {
        let near = wanted.near_word(search);
        // Nothing is nearer than one slip; a word of a body may be nearer than two.
        let settled = near.as_ref().is_some_and(|((slips, _), _)| *slips <= 1);
        if let Some((_, instead)) = &near {
            nothing.offers.push(Offer {
                term: wanted.term,
                instead: instead.clone(),
            });
        }
        if wanted.bodies && !settled {
            in_bodies.push((wanted, near.map(|(distance, _)| distance)));
        }
    }
    nothing.offers.sort_by_key(|offer| offer.term);
    if in_bodies.is_empty() {
        tell(nothing);
        return Ok(());
    }
    // Reading all bodies for their words takes longer than a frame: answer first.
    if search.index.body_bytes > super::answer::QUICK_BYTES {
        tell(nothing.clone());
    }
    let (wanted, offered): (Vec<Wanted>, Vec<Option<Distance>>) = in_bodies.into_iter().unzip();
    let in_bodies = near_body_words(search, &wanted)?;
    for ((wanted, offered), found) in wanted.iter().zip(offered).zip(in_bodies) {
        let nearer =
            found.filter(|((slips, _), _)| offered.is_none_or(|(other, _)| *slips < other));
        if let Some((_, instead)) = nearer {
            let term = wanted.term;
            nothing.offers.retain(|offer| offer.term != term);
            nothing.offers.push(Offer { term, instead });
        }
    }
    nothing.offers.sort_by_key(|offer| offer.term);
    tell(nothing);
    Ok(())
}

/// How far a word is from the wanted one: slips, then whether the first letter is another.
type Distance = (usize, bool);

/// A word that is found nowhere.
struct Wanted {
    term: usize,
    word: Slips,
    mask: u64,
    /// Most slips that still make it the same word.
    slips: usize,
    /// Whether words of bodies may be offered.
    bodies: bool,
    /// Whether only words of source names may be.
    source: bool,
}

impl Wanted {
    /// The single word that a term looks for, if it is long enough to guess at.
    fn new(search: &Evaluation<'_>, term: &Active) -> Option<Self> {
        let Node::Leaf(at) = &term.node else {
            return None;
        };
        let leaf: &Leaf<'_> = search.leaves.get(*at)?.as_ref()?;
        let (typed, source) = match leaf.test {
            Test::Word(typed) | Test::Exact(typed) | Test::Phrase(typed) => (typed, false),
            Test::Source(SourceTest::Like(typed) | SourceTest::Is(typed)) => (typed, true),
            _ => return None,
        };
        let mut words = text::words(typed);
        let (_, word) = words.next()?;
        if words.next().is_some() {
            return None;
        }
        let letters = word.chars().count();
        let slips = match letters {
            0..=2 => return None,
            3..=4 => 1,
            5..=8 => 2,
            _ => 3,
        };
        Some(Self {
            term: term.term,
            mask: mask(&word),
            word: Slips::new(&word),
            slips,
            bodies: leaf.bodies,
            source,
        })
    }

    /// How far a word is from the wanted one, if at most so many slips part them.
    fn distance(&self, word: &str, most: usize) -> Option<Distance> {
        let slips = self.word.to(word, most)?;
        let first = self.word.word().chars().next();
        Some((slips, word.chars().next() != first))
    }

    /// Whether a word with these letters may be so near.
    fn may_be_near(&self, letters: u64, most: usize) -> bool {
        may_be_near(self.mask, letters, most)
    }

    /// The nearest word of headlines, names and sources; the more frequent one of two as near.
    /// Looked for with one slip first, then with more: fewer words are compared so.
    fn near_word(&self, search: &Evaluation<'_>) -> Option<(Distance, String)> {
        let index = search.index;
        let sources = [index.sources.words()].into_iter();
        let others = [&index.titles, &index.bylines].into_iter();
        let postings: Vec<_> = sources.chain(others.filter(|_| !self.source)).collect();
        (1..=self.slips).find_map(|most| {
            let nearest = postings.iter().filter_map(|postings| {
                let vocabulary = &postings.vocabulary;
                vocabulary.least(
                    |letters| self.may_be_near(letters, most),
                    |id, word| {
                        let distance = self.distance(word, most)?;
                        let more_frequent = Reverse(postings.count(id));
                        Some((distance, more_frequent, word.to_owned()))
                    },
                )
            });
            nearest.min().map(|(distance, _, word)| (distance, word))
        })
    }
}

/// The nearest word of the bodies for each of the wanted ones, where there is any; the more
/// frequent one of two as near.
fn near_body_words(
    search: &Evaluation<'_>,
    wanted: &[Wanted],
) -> Result<Vec<Option<(Distance, String)>>, Interrupted> {
    let units = &search.index.units;
    let mut bytes = 0;
    let newest = units.iter().rev().take_while(|unit| {
        bytes += unit.bytes;
        bytes <= MOST_BYTES || bytes == unit.bytes
    });
    let from = units.len().saturating_sub(newest.count());
    let units = units.get(from..).unwrap_or_default();
    let mut counts: HashMap<(usize, String), usize> = HashMap::new();
    let task = Task {
        units,
        ..search.task(&search.everything)
    };
    scan::run(
        task,
        |unit| {
            let near = unit
                .has_bodies
                .then(|| near_words_of(unit, task.parts, wanted));
            near.unwrap_or_default()
        },
        |_, near| {
            for (key, count) in near {
                *counts.entry(key).or_default() += count;
            }
        },
    )?;
    let mut best = Vec::new();
    for (at, wanted) in wanted.iter().enumerate() {
        let near = counts.iter().filter(|((of, _), _)| *of == at);
        let nearest = near
            .filter_map(|((_, word), count)| {
                let distance = wanted.distance(word, wanted.slips)?;
                Some((distance, Reverse(*count), word))
            })
            .min();
        best.push(nearest.map(|(distance, _, word)| (distance, word.clone())));
    }
    Ok(best)
}

/// Words of a unit's bodies that are near one of the wanted words, with how often.
fn near_words_of(
    unit: &Unit,
    parts: &Reread,
    wanted: &[Wanted],
) -> HashMap<(usize, String), usize> {
    let mut found: HashMap<(usize, String), usize> = HashMap::new();
    let mut far: HashSet<String> = HashSet::new();
    for paragraph in unit.views(parts).flat_map(|view| view.body()) {
        text::for_each_word(paragraph, |word| {
            if word.len() > 4 * LONGEST || far.contains(word) {
                return;
            }
            let letters = mask(word);
            let mut any = false;
            for (at, wanted) in wanted.iter().enumerate() {
                let near = wanted.may_be_near(letters, wanted.slips)
                    && wanted.distance(word, wanted.slips).is_some();
                if near {
                    any = true;
                    let full = found.len() >= MOST_WORDS;
                    match found.entry((at, word.to_owned())) {
                        Entry::Occupied(mut count) => *count.get_mut() += 1,
                        Entry::Vacant(slot) if !full => {
                            slot.insert(1);
                        }
                        Entry::Vacant(_) => {}
                    }
                }
            }
            if !any && far.len() < MOST_WORDS {
                far.insert(word.to_owned());
            }
        });
    }
    found
}
