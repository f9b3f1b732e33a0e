//! What the headless commands work on: the collection, read to its end.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use crate::article::{ArticleId, ArticleKey};
use crate::ingest::{self, Event, Report};
use crate::search::Index;
use crate::store::{Batch, Store};

use super::arguments;
use super::output;
use super::{FOUND, NOTHING, STRICT, TROUBLE};

/// Files whose trouble is told one by one; more are counted.
const TOLD: usize = 3;

/// A collection, read to its end.
pub(super) struct Collection {
    /// Every article.
    pub(super) store: Store,
    /// The same, ready to be searched.
    pub(super) index: Index,
    /// What reading came to.
    pub(super) report: Report,
}

impl Collection {
    /// Reads what the command line names.
    pub(super) fn read(wanted: &arguments::Collection) -> Self {
        let (mut store, mut index) = (Store::new(), Index::new());
        let never = AtomicBool::new(false);
        let mut take = |event| match event {
            Event::Articles(articles) => {
                let first = ArticleId(u32::try_from(store.len()).unwrap_or(u32::MAX));
                let batch = Arc::new(Batch::build(first, articles));
                index.append(&batch);
                store.append(batch);
            }
            Event::Patches(patches) => {
                for patch in patches {
                    index.patch(&patch);
                    store.patch(patch);
                }
            }
            Event::Progress(_) => {}
        };
        let report = ingest::read(&wanted.inputs(), &wanted.options(), &never, &mut take);
        Self {
            store,
            index,
            report,
        }
    }

    /// The key of an article.
    pub(super) fn key(&self, id: ArticleId) -> Option<ArticleKey> {
        self.store.get(id).map(|view| view.key())
    }

    /// Tells standard error what gave no article, so that nothing is missing silently.
    pub(super) fn tell_skipped(&self) {
        let skipped = &self.report.skipped;
        for trouble in skipped.iter().take(TOLD) {
            output::tell(&format!("{}: {}", trouble.path, trouble.issue.message));
        }
        let more = skipped.len().saturating_sub(TOLD);
        if more > 0 {
            output::tell(&format!(
                "{more} more gave no article; dateline check says why"
            ));
        }
    }

    /// The exit status after `found` articles came of it.
    pub(super) fn status(&self, found: usize, is_strict: bool) -> u8 {
        if self.store.is_empty() {
            if self.report.skipped.is_empty() {
                output::tell("no files there");
                return NOTHING;
            }
            return TROUBLE;
        }
        match found {
            _ if is_strict && !self.report.is_clean() => STRICT,
            0 => NOTHING,
            _ => FOUND,
        }
    }
}
