//! The reading that fills the store: begun, its pieces passed on, and begun again.

use std::sync::Arc;

use super::super::incoming::Loaded;
use super::super::loader::{Past, Reins};
use super::super::searcher::{Ask, Change};
use super::super::{keeper, threads};
use super::EventLoop;
use crate::app::Message;
use crate::ingest::Report;

/// The reading that is going on.
#[derive(Debug)]
pub(super) struct Load {
    pub(super) number: u64,
    pub(super) reins: Arc<Reins>,
    /// What it came to, once it has.
    pub(super) report: Option<Arc<Report>>,
}

impl EventLoop {
    pub(super) fn start_reading(&mut self, past: Past) {
        let Load { number, reins, .. } = &self.load;
        if let Err(error) = threads::load(*number, &self.reading, (reins, past), &self.outbox) {
            self.update(Message::Trouble(format!("nothing can be read: {error}")));
        }
    }

    /// A piece of the reading, to the store and, in the same order, to the index.
    pub(super) fn loaded(&mut self, what: Loaded) {
        match what {
            Loaded::Batch(batch) => {
                let change = Change::Batch(Arc::clone(&batch));
                self.searcher.ask(Ask::Change(change));
                self.remembering.ask(keeper::Ask::Batch(Arc::clone(&batch)));
                self.update(Message::Batch(batch));
            }
            Loaded::Patches(patches) => {
                let change = Change::Patches(patches.clone().into());
                self.searcher.ask(Ask::Change(change));
                self.update(Message::Patches(patches));
            }
            Loaded::Progress(progress, elapsed) => {
                self.update(Message::Progress(progress, elapsed));
            }
            Loaded::Done(report) => {
                self.load.report = Some(Arc::clone(&report));
                let whole = !report.stopped;
                self.remembering.ask(keeper::Ask::AllRead { whole });
                self.update(Message::Loaded(report));
            }
            Loaded::Outdated => self.reload(),
            Loaded::Findings(findings, studied) => {
                let change = Change::Findings(Arc::clone(&findings));
                self.searcher.ask(Ask::Change(change));
                self.update(Message::Findings(findings, studied));
            }
        }
    }

    pub(super) fn reload(&mut self) {
        // What is not written down is known by articles of this reading.
        if !self.remembering.flush(&self.app) {
            return self.update(Message::Trouble(
                "not read again: what was said of articles is not saved yet".to_owned(),
            ));
        }
        self.load.reins.end();
        let past = Past {
            batches: self.app.scene.store.batches().to_vec(),
            report: self.load.report.take(),
        };
        self.load = Load {
            number: self.load.number + 1,
            reins: Arc::new(Reins::new(self.searcher.reading())),
            report: None,
        };
        self.searcher.ask(Ask::Restart(self.load.number));
        let asked = keeper::Ask::Restart(self.load.number);
        let is_kept = self.remembering.ask(asked);
        self.update(Message::Restarted);
        if !is_kept {
            self.no_changes();
        }
        self.start_reading(past);
    }
}
