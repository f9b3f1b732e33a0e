//! The in-memory article store: immutable batches of columns, and patches beside them.
//!
//! Owned by the interface thread; never blocks: taking in a batch or a patch takes the same time
//! however large the collection is. Text lies in arenas with offsets, sources, authors and the
//! like are interned, dates are a column. What the collection pass or a correction changes later
//! is a [`Patch`], what is found out about them in the background comes as [`Findings`]; both are
//! kept beside the batch and applied by [`View`].

mod batch;
mod bits;
mod date_cell;
mod details;
mod findings;
pub mod folded;
mod head;
mod held;
mod names;
mod pack;
mod patched;
mod ranked;
#[cfg(test)]
mod tests;
mod view;
pub(crate) mod words;

use std::collections::HashMap;
use std::sync::Arc;
#[cfg(debug_assertions)]
use std::sync::atomic::{AtomicU64, Ordering};

pub use batch::{Batch, BatchBuilder};
pub use bits::Bits;
pub use date_cell::{DateCell, day_number};
pub use findings::{Finding, Findings, FoundOut};
pub use held::Held;
pub use ranked::Ranked;
pub use view::{View, repeats};

use crate::article::{ArticleId, ArticleKey, Patch};

/// Every article that has been read. A clone shares batches and patches, and stays as it is.
#[derive(Clone, Debug, Default)]
pub struct Store {
    batches: Vec<Arc<Batch>>,
    /// Where they begin: looked through without going from batch to batch.
    firsts: Vec<ArticleId>,
    len: usize,
    patches: HashMap<ArticleId, Arc<patched::Patched>>,
    found_out: FoundOut,
    /// How often an article was looked at: tests hold the interface to it.
    #[cfg(debug_assertions)]
    looks: Arc<AtomicU64>,
}

impl Store {
    /// A store without articles.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many articles there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The batches, in the order of reading.
    pub fn batches(&self) -> &[Arc<Batch>] {
        &self.batches
    }

    /// Takes in a batch. Batches come in order and without gaps; one that does not is left out.
    pub fn append(&mut self, batch: Arc<Batch>) {
        if batch.first().index() != self.len || batch.is_empty() {
            return;
        }
        self.len += batch.len();
        self.firsts.push(batch.first());
        self.batches.push(batch);
    }

    /// Takes in a change. A later one replaces an earlier one of its kind.
    pub fn patch(&mut self, patch: Patch) {
        let patched = self.patches.entry(patch.id).or_default();
        Arc::make_mut(patched).apply(patch.change);
    }

    /// Takes in what was found out about articles, in any order.
    pub fn learn(&mut self, findings: Arc<Findings>) {
        self.found_out.learn(findings);
    }

    /// The article with this ordinal.
    pub fn get(&self, id: ArticleId) -> Option<View<'_>> {
        #[cfg(debug_assertions)]
        self.looks.fetch_add(1, Ordering::Relaxed);
        let after = self.firsts.partition_point(|first| *first <= id);
        let batch = self.batches.get(after.checked_sub(1)?)?;
        let row = id.index().checked_sub(batch.first().index())?;
        let patched = self.patches.get(&id).map(Arc::as_ref);
        (row < batch.len()).then(|| View::new(batch, row, patched).with_findings(&self.found_out))
    }

    /// How often an article was looked at so far. Not in release builds.
    #[cfg(debug_assertions)]
    pub fn looks(&self) -> u64 {
        self.looks.load(Ordering::Relaxed)
    }

    /// Every article in the order of reading.
    pub fn iter(&self) -> impl Iterator<Item = View<'_>> {
        let ids = self.batches.iter().flat_map(|batch| batch.ids());
        ids.filter_map(|id| self.get(id))
    }

    /// The first article with this identity.
    pub fn find_key(&self, key: ArticleKey) -> Option<ArticleId> {
        self.batches.iter().find_map(|batch| batch.find_key(key))
    }

    /// Of the articles with this identity the one that is that copy, counted from 0.
    pub fn find_copy(&self, key: ArticleKey, copy: u32) -> Option<ArticleId> {
        let same = self.batches.iter().flat_map(|batch| batch.with_key(key));
        let prints = |id: &ArticleId| self.get(*id).map(|view| view.prints().copy);
        same.into_iter().find(|id| prints(id) == Some(copy))
    }

    /// Bytes on the heap: batches, folded copies left out, patches and findings.
    pub fn heap_bytes(&self) -> usize {
        self.held().without_copies()
    }

    /// Bytes on the heap by what they are for.
    pub fn held(&self) -> Held {
        let batches = self.batches.iter().map(|batch| batch.held());
        let later = self.patches.capacity() * size_of::<(ArticleId, Arc<patched::Patched>)>()
            + self
                .patches
                .values()
                .map(|one| one.heap_bytes())
                .sum::<usize>()
            + self.found_out.heap_bytes();
        let all = batches.fold(Held::default(), Held::and);
        Held { later, ..all }
    }
}
