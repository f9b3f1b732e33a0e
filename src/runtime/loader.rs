//! The thread that reads the collection.
//!
//! Files become articles and articles become batches here, so that the interface thread only has
//! to append a pointer. Numbers are given in order of arrival. What goes to the searcher goes
//! through the loop, which keeps both in the same order.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::Sender;

use super::crash;
use super::fault;
use super::incoming::{Incoming, Loaded};
use crate::article::{Article, ArticleId};
use crate::ingest::{self, Event, Input, Options, Report};
use crate::store::Batch;

/// What to read, and how.
#[derive(Clone, Debug)]
pub(crate) struct Reading {
    /// What was named.
    pub(crate) inputs: Vec<Input>,
    /// How to read it.
    pub(crate) options: Options,
}

/// Reads everything, as the `load`-th reading of this run, until the end or `stop`.
pub(crate) fn read(load: u64, reading: &Reading, stop: &AtomicBool, loop_: &Sender<Incoming>) {
    let send = |what| {
        // The loop may have ended first; then nobody needs it any more.
        let _ended = loop_.send(Incoming::Read { load, what });
    };
    let report = crash::contain(|| {
        fault::trip("loader");
        let mut next = 0;
        ingest::read(&reading.inputs, &reading.options, stop, &mut |event| {
            send(match event {
                Event::Articles(articles) => Loaded::Batch(batch(&mut next, articles)),
                Event::Patches(patches) => Loaded::Patches(patches),
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
}

fn batch(next: &mut u32, articles: Vec<Article>) -> Arc<Batch> {
    let first = ArticleId(*next);
    let count = u32::try_from(articles.len()).unwrap_or(u32::MAX);
    *next = next.saturating_add(count);
    Arc::new(Batch::build(first, articles))
}
