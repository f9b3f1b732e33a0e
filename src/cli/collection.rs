//! What the headless commands work on: the collection, read to its end.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use crate::article::{ArticleId, ArticleKey, Change, Mark, Patch};
use crate::config::Zone;
use crate::ingest::{self, Event, Report, Study};
use crate::search::Index;
use crate::store::Store;
use crate::text;

use super::arguments::{self, State};
use super::memory;
use super::output;
use super::{FOUND, NOTHING, STRICT, TROUBLE};

/// Files whose trouble is told one by one; more are counted.
const TOLD: usize = 3;

/// How much of the articles is to be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Depth {
    /// What a list shows.
    Listed,
    /// All there is to know: the times they speak of, too.
    Whole,
}

impl Depth {
    /// As deep as needed.
    pub(super) fn whole_if(needed: bool) -> Self {
        if needed { Self::Whole } else { Self::Listed }
    }
}

/// A collection, read to its end.
pub(super) struct Collection {
    /// Every article.
    pub(super) store: Store,
    /// The same, ready to be searched.
    pub(super) index: Index,
    /// What the reader said of its articles.
    pub(super) marks: HashMap<ArticleId, Mark>,
    /// What reading came to.
    pub(super) report: Report,
}

impl Collection {
    /// Reads what the command line names, and finds out all there is to know.
    pub(super) fn read(wanted: &arguments::Collection) -> Self {
        Self::read_to(wanted, Depth::Whole)
    }

    /// Reads what the command line names.
    pub(super) fn read_to(wanted: &arguments::Collection, depth: Depth) -> Self {
        Self::read_in(wanted, depth, Zone::AsWritten)
    }

    /// Reads what the command line names; its dates are found by the clock of a zone.
    pub(super) fn read_in(wanted: &arguments::Collection, depth: Depth, zone: Zone) -> Self {
        let options = wanted.options();
        let (mut store, mut index) = (Store::new(), Index::in_zone(zone));
        let mut study = Study::new(options.infer);
        let never = AtomicBool::new(false);
        let mut take = |event| match event {
            Event::Articles(batch) => {
                let batch = Arc::new(batch);
                study.add(&batch);
                index.append(&batch);
                store.append(batch);
            }
            Event::Patches(patches) => {
                for patch in patches {
                    study.patch(&patch);
                    index.patch(&patch);
                    store.patch(patch);
                }
            }
            Event::Progress(_) => {}
        };
        let report = ingest::read(&wanted.inputs(), &options, &never, &mut take);
        if depth == Depth::Whole {
            study.run(&never, &mut |findings| {
                let findings = Arc::new(findings);
                index.learn(&findings);
                store.learn(findings);
            });
        }
        Self {
            store,
            index,
            marks: HashMap::new(),
            report,
        }
    }

    /// The collection with what the reader said of it.
    pub(super) fn with_marks(mut self, state: &State) -> Self {
        self.marks = memory::marks(&self.store, state);
        for (id, mark) in &self.marks {
            self.index.mark(*id, mark);
            let correction = mark.correction();
            if !correction.is_empty() {
                let change = Change::Corrected(correction);
                self.store.patch(Patch { id: *id, change });
            }
        }
        self
    }

    /// What the reader said of an article.
    pub(super) fn mark(&self, id: ArticleId) -> Mark {
        self.marks.get(&id).cloned().unwrap_or_default()
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
        for message in self.unmet() {
            output::tell(&message);
        }
        let more = skipped.len().saturating_sub(TOLD);
        if more > 0 {
            output::tell(&format!(
                "{more} more gave no article; dateline check says why"
            ));
        }
    }

    /// What is to be said of columns that no record has.
    pub(super) fn unmet(&self) -> impl Iterator<Item = String> {
        let unmet = self.report.unmet.iter();
        unmet.map(|mapping| {
            let mapping = text::visible(&mapping.to_string());
            format!("--map {mapping}: no record has this column")
        })
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
