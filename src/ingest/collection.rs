//! What only many articles together tell: which are there again (`again`), which lines of a text
//! belong to its page or are headlines of others (`lines`), which number in the dates of a file is
//! the day (`numbers`), which article a related headline names,
//! and from when on an undated article can have been on the page.
//!
//! A page that shows the headline of an article dated the 5th was saved on or after the 5th. If its
//! own lead then tells what happened "on Sunday", it was most likely published on the first Sunday
//! from the 5th on, or within the six days after. That is a guess with a reason, and says so.
//! Without such a bound an undated article stays undated.
//!
//! Promises: linear in the collection, but for sorting; keeps a few words per article and 24 bytes a
//! short line of a plain text; gives the same patches whatever the order of reading; no inferred
//! date is evidence for another.

mod again;
mod citing;
mod dating;
mod headlines;
mod lines;
mod numbers;

use std::collections::hash_map::DefaultHasher;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher as _, Hash as _, Hasher as _};

use std::ops::Range;
use std::sync::Arc;

use chrono::NaiveDate;
use foldhash::quality::FixedState;
use rayon::prelude::*;

use crate::article::{
    Article, ArticleId, Change, DateKind, PageParts, Patch, Precision, Published, Related, Span,
};
use crate::text;

use super::plain;
use super::segment::Hint;
use again::Repeats;
use citing::Citing;
use dating::{Undated, undated};
use headlines::{Headlines, Names};
use lines::{Candidate, Lines, Shown};
use numbers::{Numbers, Written};

/// Shorter headlines ("Weather") name no article.
const SHORTEST_HEADLINE: usize = 12;
/// Characters of a lead by which it is found in another text.
const TELLING: usize = 60;

/// Gathers while articles arrive, and concludes when all are there.
#[derive(Debug, Default)]
pub struct Pass {
    repeats: Repeats,
    headlines: Headlines,
    citing: Vec<Citing>,
    lines: Lines,
    numbers: Numbers,
    /// The plain texts, in the order of reading.
    texts: Vec<(ArticleId, Known)>,
    /// Whether more may arrive when it has concluded.
    follows: bool,
    /// Articles of the readings before the one under way.
    first: u32,
    /// What was told of the lines of each article, as a number.
    told: HashMap<ArticleId, u64>,
}

/// A plain text, to be read once more.
#[derive(Debug)]
struct Known {
    text: Text,
    headline: Option<u64>,
    lead: Span,
    /// Whether nothing dates it.
    is_undated: bool,
}

/// The kept text of an article, shared with its batch.
#[derive(Clone, Debug)]
pub struct Text {
    /// The texts of the batch.
    pub arena: Arc<String>,
    /// Its bytes of them.
    pub range: Range<usize>,
}

impl Text {
    fn as_str(&self) -> &str {
        self.arena.get(self.range.clone()).unwrap_or_default()
    }
}

/// What one article brings into the collection, so that taking note of it costs nothing more.
#[derive(Debug)]
pub struct Note {
    /// Its headline as a number, and the day it states.
    headline: Option<(u64, Option<NaiveDate>)>,
    /// Its date, where that is written in numbers.
    written: Option<Box<Written>>,
    /// What few kinds of articles bring.
    more: Option<Box<More>>,
}

/// What an article brings that shows others, or is a plain text.
#[derive(Debug)]
struct More {
    /// Headlines of others that it shows.
    citing: Vec<(u16, u64)>,
    undated: Option<Undated>,
    /// Whether nothing dates it.
    is_undated: bool,
    lead: Span,
    /// The short lines of a plain text.
    shown: Option<Shown>,
}

impl Note {
    /// What is worth noting of an article; `None` if nothing is. Linear in its headlines, and in
    /// its text where it may have to be dated.
    pub fn of(article: &Article) -> Option<Self> {
        let headline = article.headline.as_deref().and_then(name_of);
        let written = numbers::written(article).map(Box::new);
        let more = More::of(article).map(Box::new);
        (headline.is_some() || written.is_some() || more.is_some()).then(|| Self {
            headline: headline.map(|name| (name, stated_day(&article.published))),
            written,
            more,
        })
    }
}

impl More {
    fn of(article: &Article) -> Option<Self> {
        let citing = cited(&article.text, &article.related);
        let is_undated = article.published.kind == DateKind::None;
        let undated = (is_undated && !citing.is_empty())
            .then(|| undated(&article.text, &article.lines, &article.body))
            .flatten();
        let shown = Shown::of(article);
        let lead = article.body.first().copied();
        (!citing.is_empty() || shown.is_some()).then(|| Self {
            citing,
            undated,
            is_undated,
            lead: lead.unwrap_or_else(|| Span::new(0, 0)),
            shown,
        })
    }
}

impl Pass {
    /// An empty pass.
    pub fn new() -> Self {
        Self::default()
    }

    /// One that knows what it was told when more articles arrive: it judges those by the ones before,
    /// and those before by them. Keeps the notes of the articles, about 36 bytes a short line of a plain
    /// text, and shares the texts.
    pub fn following() -> Self {
        Self {
            follows: true,
            ..Self::default()
        }
    }

    /// The next reading begins: its articles count from 0, and stand behind `first` others.
    pub(super) fn begin(&mut self, first: u32) {
        self.first = first;
    }

    /// Takes note of the digests of the next article; of every one, in the order of reading.
    pub fn meet(&mut self, digests: [u64; 3]) {
        self.repeats.take(digests);
    }

    /// Takes what was noted of an article, in the order of reading; `text` is asked for the text of
    /// one that may have to be read once more.
    pub fn take(&mut self, id: ArticleId, note: Note, text: impl FnOnce() -> Text) {
        let id = ArticleId(id.0.saturating_add(self.first));
        if let Some(written) = note.written {
            self.numbers.take(id, *written);
        }
        if let Some((headline, day)) = note.headline {
            self.headlines.take(headline, id, day);
        }
        let Some(more) = note.more else {
            return;
        };
        if let Some(shown) = &more.shown {
            self.lines.take(id, shown);
            let known = Known {
                text: text(),
                headline: note.headline.map(|(name, _)| name),
                lead: more.lead,
                is_undated: more.is_undated,
            };
            self.texts.push((id, known));
        }
        if !more.citing.is_empty() {
            self.citing.push(Citing {
                id,
                headlines: more.citing,
                undated: more.undated,
            });
        }
    }

    /// What the collection tells, in the order of the articles; of collections that are followed, what it
    /// did not tell before.
    pub fn conclude(&mut self) -> Vec<Patch> {
        let since = self.first;
        let is_news = |patch: &Patch| match &patch.change {
            _ if patch.id.0 >= since => true,
            Change::Again(all) => all.iter().any(|again| again.article.0 >= since),
            _ => false,
        };
        let mut patches = self.repeats.finish();
        patches.retain(is_news);
        patches.extend(self.numbers.conclude());
        if self.citing.is_empty() && self.texts.is_empty() && !self.follows {
            *self = Self::default();
            return patches;
        }
        let names = std::mem::take(&mut self.headlines).sorted();
        let mut anew = HashSet::new();
        for (id, parts, citing) in self.read_anew(&names) {
            let change = Change::Parts(Arc::new(parts));
            patches.push(Patch { id, change });
            anew.insert(id);
            match self.citing.binary_search_by_key(&id, |citing| citing.id) {
                Ok(at) => {
                    if let Some(before) = self.citing.get_mut(at) {
                        before.headlines = citing.headlines;
                    }
                }
                Err(at) => self.citing.insert(at, citing),
            }
        }
        for citing in &self.citing {
            let is_known = citing.id.0 < since && !anew.contains(&citing.id);
            let since = if is_known { since } else { 0 };
            citing.link(&names, since, &mut patches);
        }
        if self.follows {
            self.headlines = names.kept();
        } else {
            // Much, and no longer needed.
            *self = Self::default();
        }
        patches
    }
}

impl Pass {
    /// The plain texts of which the collection tells something else than before, with their parts and
    /// the headlines of others they show.
    fn read_anew(&mut self, names: &Names) -> Vec<(ArticleId, PageParts, Citing)> {
        let found = self.lines.candidates(names.all());
        if !self.follows {
            self.lines = Lines::default();
        }
        // What was told once may be so no more.
        let told = self.told.keys().filter(|id| !found.contains_key(*id));
        let none: Vec<_> = told.map(|id| (*id, Vec::new())).collect();
        let all: Vec<_> = found.into_iter().chain(none).collect();
        let anew = all.into_par_iter().filter_map(|(id, candidates)| {
            let known = self.known(id)?;
            let hints = self.proved(names, (id, known), candidates);
            let number = number_of(&hints);
            if self.told.get(&id).copied().unwrap_or(NOTHING) == number {
                return None;
            }
            let text = known.text.as_str();
            let before = self.told.contains_key(&id);
            let parts = plain::parts_among(text, &hints);
            let parts = parts.or_else(|| before.then(|| plain::parts_alone(text)));
            Some((id, number, parts.map(|parts| citing_of(id, known, parts))))
        });
        let anew: Vec<_> = anew.collect();
        let mut changed = Vec::new();
        for (id, number, parts) in anew {
            if self.follows {
                self.told.insert(id, number);
            }
            changed.extend(parts.map(|(parts, citing)| (id, parts, citing)));
        }
        changed.sort_unstable_by_key(|(id, ..)| *id);
        changed
    }

    fn known(&self, id: ArticleId) -> Option<&Known> {
        let at = self.texts.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        self.texts.get(at).map(|(_, known)| known)
    }

    /// Whether an article holds the lead of another one: then it is that one, told or cut otherwise,
    /// and its lines are no headlines of it.
    fn holds_lead(&self, known: &Known, other: ArticleId) -> bool {
        self.known(other).is_some_and(|other| {
            let lead = other.lead.of(other.text.as_str());
            let start = lead
                .char_indices()
                .nth(TELLING)
                .map_or(lead.len(), |(at, _)| at);
            let start = lead.get(..start).unwrap_or(lead);
            text::find(known.text.as_str(), start).is_some()
        })
    }

    /// The hints, after a second look at the lines that may be headlines of others.
    fn proved(
        &self,
        names: &Names,
        (id, known): (ArticleId, &Known),
        candidates: Vec<Candidate>,
    ) -> Vec<Hint> {
        let lines: Vec<&str> = known.text.as_str().split('\n').collect();
        let headline_of = |line: usize| {
            let name = lines.get(line).and_then(|line| name_of(line));
            let named = name.and_then(|name| names.get(name));
            let named = named.filter(|named| name != known.headline && named.id != id);
            let named = named.filter(|named| !self.holds_lead(known, named.id));
            named.map(|named| named.id)
        };
        let proved = candidates.into_iter().map(|candidate| {
            let line = candidate.line;
            let headline = candidate.may_be_headline.then(|| headline_of(line));
            let headline = headline.flatten();
            // What every page shows of another article is no furniture for that.
            let common = if headline.is_some() {
                0.0
            } else {
                candidate.common
            };
            Hint {
                line,
                common,
                others: candidate.others,
                headline,
            }
        });
        proved
            .filter(|hint| hint.headline.is_some() || hint.common > 0.0)
            .collect()
    }
}

/// The headlines of others that an article shows by these parts.
fn citing_of(id: ArticleId, known: &Known, parts: PageParts) -> (PageParts, Citing) {
    let text = known.text.as_str();
    let headlines = cited(text, &parts.related);
    let undated = known.is_undated && !headlines.is_empty();
    let undated = undated
        .then(|| dating::undated(text, &parts.lines, &parts.body))
        .flatten();
    let citing = Citing {
        id,
        headlines,
        undated,
    };
    (parts, citing)
}

/// The number of no hints.
const NOTHING: u64 = 0;

/// What is told of an article's lines, as a number.
fn number_of(hints: &[Hint]) -> u64 {
    if hints.is_empty() {
        return NOTHING;
    }
    let mut hasher = DefaultHasher::new();
    for hint in hints {
        (hint.line, hint.common.to_bits(), hint.others, hint.headline).hash(&mut hasher);
    }
    hasher.finish().max(1)
}

/// The headlines of others that an article shows, by the number of the related headline.
fn cited(text: &str, related: &[Related]) -> Vec<(u16, u64)> {
    let related = related.iter().zip(0..=u16::MAX);
    let named = related.filter_map(|(related, at)| {
        let headline = related.headline?.of(text);
        Some((at, name_of(headline)?))
    });
    named.collect()
}

/// The headline as it is compared: folded, as a number; `None` for what is too short to name one.
fn name_of(headline: &str) -> Option<u64> {
    let (name, length) = words_of(headline);
    (length >= SHORTEST_HEADLINE).then_some(name)
}

/// The folded words of a line as a number, and their bytes with a blank behind each.
fn words_of(line: &str) -> (u64, usize) {
    // The same number for the same words all over the program; it is written down nowhere.
    let mut hasher = FixedState::default().build_hasher();
    let mut length = 0;
    text::for_each_word(line, |word| {
        length += word.len() + 1;
        word.hash(&mut hasher);
    });
    (hasher.finish(), length)
}

/// The day of publication, if the document itself states it.
fn stated_day(published: &Published) -> Option<NaiveDate> {
    let moment = published
        .value
        .filter(|_| published.kind == DateKind::Explicit)?;
    (moment.precision >= Precision::Day).then(|| moment.local.date())
}
