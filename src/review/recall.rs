//! Finding the articles of the file again in what is being read, wherever it lies now.
//!
//! Promises: an article that is the same in link, headline and body is known at once, as it is
//! read; everything less sure waits until all is read, and then the best match wins: a mark goes
//! to an article that agrees in link, headline or body, or whose words differ in three bits of
//! their simhash at most. Between candidates that are equally good the path decides; where it does not, nothing is
//! guessed: the mark goes to none, and the doubt is told. A mark goes to one article, an article
//! gets one mark; copies in one pile are told apart by their order.
//!
//! Linear in marks and articles, but for prints that many share: one that more than
//! 32 marks have (a site's front page as the link of all its pages) tells nothing.

mod near;
mod pairing;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use crate::article::{ArticleId, Fingerprints, Mark};

use super::memory::Remembered;
use near::Near;
use pairing::{Pair, pair_up};

/// Most marks that share a print which still tells something.
const COMMONEST: usize = 32;

/// An article that is known again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The article.
    pub id: ArticleId,
    /// Its number in the file.
    pub number: i64,
    /// What was said of it.
    pub mark: Mark,
    /// A note that was being typed.
    pub draft: Option<String>,
    /// Whether its text is another than the one that was marked.
    pub changed: bool,
    /// Whether the file describes it as it is: its prints and its path.
    pub is_current: bool,
}

/// A mark that fits several articles equally well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// Number of the marked article in the file.
    pub number: i64,
    /// What was said of it.
    pub mark: Mark,
    /// The articles it may belong to.
    pub candidates: Vec<ArticleId>,
}

/// What is known when all is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// Articles that are known again, besides those that were known at once.
    pub found: Vec<Found>,
    /// Marks that fit several articles.
    pub doubts: Vec<Doubt>,
}

/// The marks of the file, waiting for their articles.
#[derive(Debug, Default)]
pub struct Recall {
    known: Vec<Known>,
    /// All prints of every mark, in order.
    exact: Vec<(Fingerprints, usize)>,
    /// Every digest of every mark, in order.
    by_digest: Vec<(u64, usize)>,
    /// Articles that agree with a mark in something, not in all.
    later: Vec<Met>,
    /// Articles that agree with none.
    strange: Vec<ArticleId>,
    /// Articles that were marked before they could be known.
    taken: HashSet<ArticleId>,
}

/// A mark.
#[derive(Debug)]
struct Known {
    number: i64,
    prints: Fingerprints,
    words: u64,
    path: Box<str>,
    mark: Mark,
    draft: Option<String>,
    is_free: bool,
}

/// An article that was read.
#[derive(Debug)]
struct Met {
    id: ArticleId,
    prints: Fingerprints,
    path: Box<str>,
    is_free: bool,
}

impl Recall {
    /// Waits for the articles of these marks.
    pub fn new(remembered: Vec<Remembered>) -> Self {
        let known: Vec<Known> = remembered.into_iter().map(Known::from).collect();
        let digests = known.iter().enumerate().flat_map(|(index, known)| {
            let digests = known.prints.digests().into_iter();
            digests
                .filter(|digest| *digest != 0)
                .map(move |digest| (digest, index))
        });
        let mut by_digest: Vec<(u64, usize)> = digests.collect();
        by_digest.sort_unstable();
        let all = known.iter().enumerate();
        let mut exact: Vec<_> = all.map(|(index, known)| (known.prints, index)).collect();
        exact.sort_unstable();
        Self {
            known,
            exact,
            by_digest,
            ..Self::default()
        }
    }

    /// An article was read; the answer is there at once where it is surely one of the marked.
    /// Logarithmic in the marks.
    pub fn meet(&mut self, id: ArticleId, prints: Fingerprints, path: &str) -> Option<Found> {
        let place = self.exact.partition_point(|(other, _)| *other < prints);
        let same = self.exact.get(place).filter(|(other, _)| *other == prints);
        let is_free = |index: usize| self.known.get(index).is_some_and(|known| known.is_free);
        if let Some((_, index)) = same.copied().filter(|(_, index)| is_free(*index)) {
            return self.give(index, (id, prints, path));
        }
        let agrees = |digest: u64| digest != 0 && !self.sharing(digest).is_empty();
        if prints.digests().into_iter().any(agrees) {
            self.later.push(Met {
                id,
                prints,
                path: path.into(),
                is_free: true,
            });
        } else if !self.known.is_empty() {
            self.strange.push(id);
        }
        None
    }

    /// The article was marked before it was known again: no mark of the file is given to it any
    /// more, so that none is written over.
    pub fn take(&mut self, id: ArticleId) {
        self.taken.insert(id);
    }

    /// Everything is read: gives what is left to whom it fits best. `words` tells the simhash of
    /// an article; it is asked only while there are marks without an article.
    pub fn settle(&mut self, words: &mut dyn FnMut(ArticleId) -> u64) -> Settled {
        let mut settled = self.settle_by_digests();
        let strangers = self.strangers();
        let words: Vec<_> = strangers.into_iter().map(|id| (id, words(id))).collect();
        let more = self.settle_by_words(&words);
        settled.found.extend(more.found);
        settled.doubts.extend(more.doubts);
        settled
    }

    /// The first half of [`settle`](Self::settle): what agrees in link, headline or body. Quick.
    pub fn settle_by_digests(&mut self) -> Settled {
        let mut settled = Settled::default();
        self.pair_by_digests(&mut settled);
        settled
    }

    /// The articles whose words are to be asked now: all that are not known, unless every mark
    /// has its article.
    pub fn strangers(&self) -> Vec<ArticleId> {
        let waits = |known: &Known| known.is_free && known.words != 0;
        if !self.known.iter().any(waits) {
            return Vec::new();
        }
        let later = self
            .later
            .iter()
            .filter(|met| met.is_free)
            .map(|met| met.id);
        let all = later.chain(self.strange.iter().copied());
        all.filter(|id| !self.taken.contains(id)).collect()
    }

    /// The second half: articles with their simhash.
    pub fn settle_by_words(&mut self, words: &[(ArticleId, u64)]) -> Settled {
        let mut settled = Settled::default();
        self.pair_by_words(words, &mut settled);
        settled
    }

    /// Marks with this digest.
    fn sharing(&self, digest: u64) -> &[(u64, usize)] {
        let start = self.by_digest.partition_point(|(other, _)| *other < digest);
        let rest = self.by_digest.get(start..).unwrap_or_default();
        let count = rest.partition_point(|(other, _)| *other == digest);
        rest.get(..count).unwrap_or_default()
    }

    fn pair_by_digests(&mut self, settled: &mut Settled) {
        let mut pairs = Vec::new();
        for (place, met) in self.later.iter().enumerate() {
            if self.taken.contains(&met.id) {
                continue;
            }
            let digests = met
                .prints
                .digests()
                .into_iter()
                .filter(|digest| *digest != 0);
            let sharing = digests.map(|digest| self.sharing(digest));
            let telling = sharing.filter(|marks| marks.len() <= COMMONEST);
            let mut indices: Vec<usize> = telling.flatten().map(|(_, index)| *index).collect();
            indices.sort_unstable();
            indices.dedup();
            for index in indices {
                let Some(known) = self.known.get(index).filter(|known| known.is_free) else {
                    continue;
                };
                pairs.push(Pair {
                    strength: strength(met.prints, known.prints),
                    mark: index,
                    article: place,
                    same_path: known.path == met.path,
                });
            }
        }
        let paired = pair_up(pairs);
        for (index, place) in paired.matched {
            let Some(met) = self.later.get_mut(place) else {
                continue;
            };
            met.is_free = false;
            let (id, prints, path) = (met.id, met.prints, met.path.clone());
            settled.found.extend(self.give(index, (id, prints, &path)));
        }
        for (index, places) in paired.doubtful {
            let ids = places.iter().filter_map(|place| self.later.get(*place));
            let candidates = ids.map(|met| met.id).collect();
            settled.doubts.extend(self.doubt(index, candidates));
        }
    }

    fn pair_by_words(&mut self, words: &[(ArticleId, u64)], settled: &mut Settled) {
        let free = self.known.iter().enumerate();
        let free = free.filter(|(_, known)| known.is_free && known.words != 0);
        let near = Near::new(free.map(|(index, known)| (known.words, index)));
        let mut pairs = Vec::new();
        for (place, (id, words)) in words.iter().enumerate() {
            if self.taken.contains(id) {
                continue;
            }
            pairs.extend(near.within(*words).into_iter().map(|mark| Pair {
                strength: 0,
                mark,
                article: place,
                same_path: false,
            }));
        }
        let paired = pair_up(pairs);
        for (index, place) in paired.matched {
            if let Some((id, _)) = words.get(place) {
                // The path is not at hand here; a mark found so is written anew in any case.
                settled
                    .found
                    .extend(self.give(index, (*id, Fingerprints::default(), "")));
            }
        }
        for (index, places) in paired.doubtful {
            let candidates = places.iter().filter_map(|place| words.get(*place));
            let candidates = candidates.map(|(id, _)| *id).collect();
            settled.doubts.extend(self.doubt(index, candidates));
        }
    }

    /// The mark is that article's.
    fn give(
        &mut self,
        index: usize,
        (id, prints, path): (ArticleId, Fingerprints, &str),
    ) -> Option<Found> {
        let known = self.known.get_mut(index)?;
        known.is_free = false;
        Some(Found {
            id,
            number: known.number,
            mark: std::mem::take(&mut known.mark),
            draft: known.draft.take(),
            changed: known.prints.body != prints.body,
            is_current: known.prints == prints && *known.path == *path,
        })
    }

    fn doubt(&mut self, index: usize, candidates: Vec<ArticleId>) -> Option<Doubt> {
        let known = self.known.get_mut(index)?;
        known.is_free = false;
        Some(Doubt {
            number: known.number,
            mark: std::mem::take(&mut known.mark),
            candidates,
        })
    }
}

impl From<Remembered> for Known {
    fn from(remembered: Remembered) -> Self {
        Self {
            number: remembered.number,
            prints: remembered.subject.prints,
            words: remembered.subject.words,
            path: remembered.subject.path.into(),
            mark: remembered.mark,
            draft: remembered.draft,
            is_free: true,
        }
    }
}

/// How well two sets of prints agree: a link tells most, then the body, then headline and date;
/// what both have and is not the same speaks against it.
fn strength(a: Fingerprints, b: Fingerprints) -> i32 {
    let weigh = |a: u64, b: u64, (same, other): (i32, i32)| match (a, b) {
        (0, _) | (_, 0) => 0,
        (a, b) if a == b => same,
        _ => -other,
    };
    weigh(a.link, b.link, (4, 2))
        + weigh(a.body, b.body, (3, 1))
        + weigh(a.headline, b.headline, (2, 1))
}
