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
mod dating;
mod headlines;
mod lines;
mod numbers;

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash as _, Hasher as _};

use std::ops::Range;
use std::sync::Arc;

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::article::{
    Article, ArticleId, Change, DateKind, PageParts, Patch, Precision, Published, Related, Span,
};
use crate::text;

use super::plain;
use super::segment::Hint;
use again::Repeats;
use dating::{Undated, date, undated};
use headlines::{Headlines, Names};
use lines::{Lines, Shown};
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

/// An article that shows headlines of others.
#[derive(Debug)]
struct Citing {
    id: ArticleId,
    headlines: Vec<(u16, u64)>,
    undated: Option<Undated>,
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

    /// Takes note of the digests of the next article; of every one, in the order of reading.
    pub fn meet(&mut self, digests: [u64; 3]) {
        self.repeats.take(digests);
    }

    /// Takes what was noted of an article, in the order of reading; `text` is asked for the text of
    /// one that may have to be read once more.
    pub fn take(&mut self, id: ArticleId, note: Note, text: impl FnOnce() -> Text) {
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

    /// What the collection tells, in the order of the articles.
    pub fn finish(mut self) -> Vec<Patch> {
        let mut patches = self.repeats.finish();
        patches.extend(std::mem::take(&mut self.numbers).finish());
        if self.citing.is_empty() && self.texts.is_empty() {
            return patches;
        }
        let names = std::mem::take(&mut self.headlines).sorted();
        for (id, parts, citing) in self.read_anew(&names) {
            let change = Change::Parts(Arc::new(parts));
            patches.push(Patch { id, change });
            match self.citing.binary_search_by_key(&id, |citing| citing.id) {
                Ok(at) => {
                    if let Some(before) = self.citing.get_mut(at) {
                        before.headlines = citing.headlines;
                    }
                }
                Err(at) => self.citing.insert(at, citing),
            }
        }
        for citing in self.citing {
            let named = |name: &u64| {
                let named = names.get(*name);
                named.filter(|named| !named.shared && named.id != citing.id)
            };
            let mut bound: Option<(NaiveDate, ArticleId)> = None;
            for (at, name) in &citing.headlines {
                let Some(named) = named(name) else { continue };
                patches.push(Patch {
                    id: citing.id,
                    change: Change::RelatedIs(*at, named.id),
                });
                if let Some(day) = named.day
                    && bound.is_none_or(|(latest, _)| day > latest)
                {
                    bound = Some((day, named.id));
                }
            }
            if let (Some(undated), Some((day, _))) = (&citing.undated, bound) {
                patches.extend(date(citing.id, undated, day));
            }
        }
        patches
    }
}

impl Pass {
    /// The plain texts of which lines belong to another part of the page than they were taken for,
    /// with their parts and the headlines of others they show.
    fn read_anew(&mut self, names: &Names) -> Vec<(ArticleId, PageParts, Citing)> {
        let hints = std::mem::take(&mut self.lines).hints(names.all());
        let hints: Vec<_> = hints.into_iter().collect();
        let found = hints.into_par_iter().filter_map(|(id, hints)| {
            let known = self.known(id)?;
            let text = known.text.as_str();
            let hints = self.proved(names, (id, known), hints);
            let parts = plain::parts_among(text, &hints)?;
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
            Some((id, parts, citing))
        });
        found.collect()
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
        hints: Vec<Hint>,
    ) -> Vec<Hint> {
        let lines: Vec<&str> = known.text.as_str().split('\n').collect();
        let is_others = |line: usize| {
            let name = lines.get(line).and_then(|line| name_of(line));
            let named = name.and_then(|name| names.get(name));
            let named = named.filter(|named| name != known.headline && named.id != id);
            named.is_some_and(|named| !self.holds_lead(known, named.id))
        };
        let proved = hints.into_iter().map(|hint| {
            let headline = hint.headline && is_others(hint.line);
            // What every page shows of another article is no furniture for that.
            let common = if headline { 0.0 } else { hint.common };
            Hint {
                common,
                headline,
                ..hint
            }
        });
        proved
            .filter(|hint| hint.headline || hint.common > 0.0)
            .collect()
    }
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
    let mut hasher = DefaultHasher::new();
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
