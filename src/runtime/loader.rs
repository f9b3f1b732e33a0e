//! The thread that reads the collection.
//!
//! Files become batches of articles here, so that the interface thread only has to append a
//! pointer. Numbers are given in order of arrival. What goes to the searcher goes through the
//! loop, which keeps both in the same order. When the list stands, the same thread finds out what
//! else there is to know of the articles.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;

use super::crash;
use super::fault;
use super::incoming::{Incoming, Loaded};
use crate::app::Studied;
use crate::ingest::{self, Event, Hold, Input, Options, Pace, Report, Study};

/// What to read, and how.
#[derive(Clone, Debug)]
pub(crate) struct Reading {
    /// What was named.
    pub(crate) inputs: Vec<Input>,
    /// How to read it.
    pub(crate) options: Options,
}

/// What a reading obeys.
#[derive(Debug)]
pub(crate) struct Reins {
    /// Stops the reading; what is to be found out about what was read still is.
    stopped: AtomicBool,
    /// Ends both.
    ended: AtomicBool,
    /// Holds both while a search runs.
    hold: Arc<Hold>,
}

impl Reins {
    /// A reading that goes on, and gives way to what holds it.
    pub(crate) fn new(hold: &Arc<Hold>) -> Self {
        Self {
            stopped: AtomicBool::new(false),
            ended: AtomicBool::new(false),
            hold: Arc::clone(hold),
        }
    }

    /// No more articles.
    pub(crate) fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// Nobody needs any of it any more.
    pub(crate) fn end(&self) {
        self.stop();
        self.ended.store(true, Ordering::Relaxed);
    }
}

/// Reads everything, as the `load`-th reading of this run, until the end or until it is stopped.
pub(crate) fn read(load: u64, reading: &Reading, reins: &Reins, loop_: &Sender<Incoming>) {
    let send = |what| {
        // The loop may have ended first; then nobody needs it any more.
        let _ended = loop_.send(Incoming::Read { load, what });
    };
    let mut study = Study::new();
    let report = crash::contain(|| {
        fault::trip("loader");
        let pace = Pace::new(&reins.stopped, &reins.hold);
        ingest::read(&reading.inputs, &reading.options, pace, &mut |event| {
            send(match event {
                Event::Articles(batch) => {
                    let batch = Arc::new(batch);
                    study.add(&batch);
                    Loaded::Batch(batch)
                }
                Event::Patches(patches) => {
                    for patch in &patches {
                        study.patch(patch);
                    }
                    Loaded::Patches(patches)
                }
                Event::Progress(progress) => Loaded::Progress(progress),
            });
        })
    });
    let report = report.unwrap_or_else(|fault| {
        let _ended = loop_.send(Incoming::Trouble(format!(
            "reading ended early, by a fault in the program: {fault}"
        )));
        Report {
            stopped: true,
            ..Report::default()
        }
    });
    send(Loaded::Done(Arc::new(report)));
    let mut studied = Studied {
        done: 0,
        of: study.len(),
    };
    study.run(Pace::new(&reins.ended, &reins.hold), &mut |findings| {
        studied.done += findings.len();
        send(Loaded::Findings(Arc::new(findings), studied));
    });
}
