//! The source column: which of the distinct sources published which article.

mod placed;

use std::collections::HashMap;
use std::sync::Arc;

use super::by_date::ByDate;
use super::columns::cells_passing;
use super::held::make_room;
use super::pattern::Pattern;
use super::postings::Postings;
use super::vocabulary::{Tier, Typed};
use crate::article::{ArticleId, SourceFrom};
use crate::query::SourceTest;
use crate::store::Bits;
use crate::text;
use crate::timeline::source;

use placed::{MOST_NAMES, Placed};

/// No source.
const UNKNOWN: u32 = u32::MAX;

/// The distinct sources and the column.
#[derive(Default)]
pub(super) struct Sources {
    names: Vec<Arc<str>>,
    /// The names folded, in the same order.
    folded: Vec<Arc<str>>,
    ids: HashMap<Arc<str>, u32>,
    /// For each name the first that is the same folded, and that by the folded name.
    twins: Vec<u32>,
    by_folded: HashMap<Arc<str>, u32>,
    /// Words of the names; what they post are places in `names`.
    words: Postings,
    column: Vec<u32>,
    inferred: Bits,
    /// How often the column was changed.
    version: u64,
    /// The column in the order of dates.
    placed: Placed,
}

impl Sources {
    /// Adds the next article.
    pub(super) fn push(&mut self, id: ArticleId, name: Option<&str>, from: SourceFrom) {
        self.column.push(UNKNOWN);
        self.write(id, name, from);
    }

    /// Makes room for so many more articles.
    pub(super) fn make_room(&mut self, more: usize) {
        make_room(&mut self.column, more);
    }

    /// Sets the source of an article that may have its place in the order of dates already.
    pub(super) fn set(
        &mut self,
        id: ArticleId,
        (name, from): (Option<&str>, SourceFrom),
        order: &ByDate,
    ) {
        self.write(id, name, from);
        let source = self.column.get(id.index()).copied().unwrap_or(UNKNOWN);
        self.placed.set(id, source, order);
    }

    fn write(&mut self, id: ArticleId, name: Option<&str>, from: SourceFrom) {
        let source = name.map_or(UNKNOWN, |name| self.intern(name));
        if let Some(cell) = self.column.get_mut(id.index()) {
            *cell = source;
            self.version += 1;
            self.inferred.set(id, from == SourceFrom::Inferred);
        }
    }

    /// Place of the article's source among the names.
    pub(super) fn of(&self, id: ArticleId) -> Option<usize> {
        let source = *self.column.get(id.index())?;
        (source != UNKNOWN).then_some(source as usize)
    }

    /// Name of the article's source.
    pub(super) fn name_of(&self, id: ArticleId) -> Option<Arc<str>> {
        self.names.get(self.of(id)?).cloned()
    }

    /// For each article the place of its source among the names, larger than any where unknown.
    pub(super) fn column(&self) -> &[u32] {
        &self.column
    }

    /// Articles whose source was concluded.
    pub(super) fn inferred(&self) -> &Bits {
        &self.inferred
    }

    /// The distinct names, in order of first appearance.
    pub(super) fn names(&self) -> &[Arc<str>] {
        &self.names
    }

    /// The names folded, in the order of the names.
    pub(super) fn folded(&self) -> &[Arc<str>] {
        &self.folded
    }

    /// For each name the first that is written the same but for case and the like: a filter for one
    /// finds both.
    pub(super) fn twins(&self) -> impl Iterator<Item = usize> + '_ {
        self.twins.iter().map(|twin| *twin as usize)
    }

    /// Grows with every change of the column.
    pub(super) fn version(&self) -> u64 {
        self.version
    }

    /// The column as the timeline reads it.
    pub(super) fn for_timeline(&self) -> source::Sources<'_> {
        source::Sources {
            column: &self.column,
            names: &self.names,
        }
    }

    /// Goes on to put the column in the order of dates, some thousands of cells at a time; whether
    /// that is done. Linear altogether where the order has changed since, else free.
    pub(super) fn place_some(&mut self, order: &ByDate) -> bool {
        self.is_placed(order) || self.placed.place_some(&self.column, order)
    }

    /// Whether the column is in the order of dates, or will not be: there are too many sources.
    pub(super) fn is_placed(&self, order: &ByDate) -> bool {
        self.names.len() >= MOST_NAMES || self.placed.is_whole(order)
    }

    /// The column in the order of dates, where it was put so.
    pub(super) fn in_order(&self, order: &ByDate) -> Option<source::Ordered<'_>> {
        let column = self.placed.of(order)?;
        let fits = self.names.len() < MOST_NAMES;
        fits.then_some(source::Ordered {
            column,
            names: &self.names,
        })
    }

    /// The words of the names.
    pub(super) fn words(&self) -> &Postings {
        &self.words
    }

    /// Articles whose source has a word that answers to the typed one.
    pub(super) fn holding(&self, typed: &Typed) -> Bits {
        self.published_by(&self.names_holding(typed))
    }

    /// Every article whose source has such a word, with its tier.
    pub(super) fn tiers(&self, typed: &Typed, mut visit: impl FnMut(ArticleId, Tier)) {
        let mut best: HashMap<u32, Tier> = HashMap::new();
        self.words.tiers(typed, |source, tier| {
            let slot = best.entry(source.0).or_insert(tier);
            *slot = tier.min(*slot);
        });
        if best.is_empty() {
            return;
        }
        for (id, source) in (0u32..).map(ArticleId).zip(&self.column) {
            if let Some(tier) = best.get(source) {
                visit(id, *tier);
            }
        }
    }

    /// Articles in whose source's name the pattern stands.
    pub(super) fn with_pattern(&self, pattern: &Pattern) -> Bits {
        let names = (0u32..).map(ArticleId).zip(&self.names);
        let which = names
            .filter(|(_, name)| pattern.is_in(name))
            .map(|(id, _)| id);
        self.published_by(&which.collect())
    }

    /// Articles that pass a `source:` test.
    pub(super) fn passing(&self, test: &SourceTest) -> Bits {
        match test {
            SourceTest::None => cells_passing(&self.column, |source| *source == UNKNOWN),
            SourceTest::Is(name) => {
                let wanted = text::fold(name.trim());
                let names = (0u32..).map(ArticleId).zip(&self.folded);
                let which = names.filter(|(_, name)| ***name == *wanted);
                self.published_by(&which.map(|(id, _)| id).collect())
            }
            SourceTest::Like(typed) => {
                let mut which: Option<Bits> = None;
                for (_, word) in text::words(typed) {
                    let some = self.names_holding(&Typed::new(&word));
                    match &mut which {
                        Some(all) => all.intersect(&some),
                        None => which = Some(some),
                    }
                }
                self.published_by(&which.unwrap_or_default())
            }
        }
    }

    /// Bytes on the heap, hash tables estimated.
    pub(super) fn heap_bytes(&self) -> usize {
        let names: usize = self.names.iter().map(|name| name.len() + 16).sum();
        names
            + (self.ids.capacity() + self.by_folded.capacity()) * size_of::<(Arc<str>, u32)>()
            + self.twins.capacity() * size_of::<u32>()
            + (self.names.capacity() + self.folded.capacity()) * size_of::<Arc<str>>()
            + self.words.heap_bytes()
            + self.column.capacity() * size_of::<u32>()
            + self.inferred.heap_bytes()
            + self.placed.heap_bytes()
    }

    fn intern(&mut self, name: &str) -> u32 {
        if let Some(id) = self.ids.get(name) {
            return *id;
        }
        let id = u32::try_from(self.names.len()).unwrap_or(UNKNOWN);
        let name: Arc<str> = Arc::from(name);
        self.words.add(ArticleId(id), &name);
        let folded = text::fold(&name);
        let folded = if folded == *name {
            Arc::clone(&name)
        } else {
            Arc::from(folded)
        };
        let twin = *self.by_folded.entry(Arc::clone(&folded)).or_insert(id);
        self.twins.push(twin);
        self.folded.push(folded);
        self.names.push(Arc::clone(&name));
        self.ids.insert(name, id);
        id
    }

    /// The sources with a word that answers to the typed one.
    fn names_holding(&self, typed: &Typed) -> Bits {
        self.words.holding(typed, self.names.len())
    }

    /// Articles published by one of these sources: a pass over the column.
    fn published_by(&self, which: &Bits) -> Bits {
        if which.is_empty() {
            return Bits::new();
        }
        let unknown = self.names.len();
        let asked: Vec<bool> = (0u32..)
            .map(ArticleId)
            .take(unknown)
            .map(|source| which.contains(source))
            .chain([false])
            .collect();
        cells_passing(&self.column, |source| {
            let place = (*source as usize).min(unknown);
            asked.get(place).copied().unwrap_or_default()
        })
    }
}
