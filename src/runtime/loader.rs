//! The thread that reads the collection.
//!
//! Files become batches of articles here, so that the interface thread only has to append a
//! pointer. Numbers are given in order of arrival. What goes to the searcher goes through the
//! loop, which keeps both in the same order. When the list stands, the same thread finds out what
//! else there is to know of the articles.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::incoming::{Incoming, Loaded};
use super::{clock, crash, fault};
use crate::app::Studied;
use crate::article::ArticleId;
use crate::ingest::collection::Pass;
use crate::ingest::copies::Copies;
use crate::ingest::{self, Earlier, Event, Hold, Input, Options, Pace, Report, Study, Watch};
use crate::store::Batch;

/// Shortest time between two looks for new files.
const SHORTEST_PAUSE: Duration = Duration::from_secs(1);

/// What to read, and how.
#[derive(Clone, Debug)]
pub(crate) struct Reading {
    /// What was named.
    pub(crate) inputs: Vec<Input>,
    /// How to read it.
    pub(crate) options: Options,
    /// Whether new and changed files are taken in as they come.
    pub(crate) follows: bool,
}

/// What the reading before brought, if it came to its end.
#[derive(Debug, Default)]
pub(crate) struct Past {
    /// Its batches in order.
    pub(crate) batches: Vec<Arc<Batch>>,
    /// What it came to.
    pub(crate) report: Option<Arc<Report>>,
}

/// What a reading obeys.
#[derive(Debug)]
pub(crate) struct Reins {
    /// Stops the reading; what is to be found out about what was read still is.
    stopped: AtomicBool,
    /// Ends both.
    ended: AtomicBool,
    /// Told when both have ended.
    end: (Mutex<()>, Condvar),
    /// Holds both while a search runs.
    hold: Arc<Hold>,
}

impl Reins {
    /// A reading that goes on, and gives way to what holds it.
    pub(crate) fn new(hold: &Arc<Hold>) -> Self {
        Self {
            stopped: AtomicBool::new(false),
            ended: AtomicBool::new(false),
            end: <(Mutex<()>, Condvar)>::default(),
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
        let (ending, told) = &self.end;
        let ending = ending.lock().unwrap_or_else(PoisonError::into_inner);
        self.ended.store(true, Ordering::Relaxed);
        drop(ending);
        told.notify_all();
    }

    /// Waits for so long; whether both were ended.
    fn waits_for_end(&self, pause: Duration) -> bool {
        let (ending, told) = &self.end;
        let ending = ending.lock().unwrap_or_else(PoisonError::into_inner);
        let goes_on = |(): &mut ()| !self.ended.load(Ordering::Relaxed);
        let _waited = told.wait_timeout_while(ending, pause, goes_on);
        self.ended.load(Ordering::Relaxed)
    }
}

/// Reads everything, as the `load`-th reading of this run, until the end or until it is stopped.
///
/// What an earlier reading brought, and has not changed since, is not opened.
pub(crate) fn read(
    load: u64,
    reading: &Reading,
    (reins, past): (&Reins, Past),
    loop_: &Sender<Incoming>,
) {
    let mut loader = Loader {
        load,
        reading,
        reins,
        loop_,
        articles: 0,
        copies: Copies::default(),
        pass: Pass::following(),
        report: Report::default(),
        began: clock::now(),
    };
    // Before the first file is read: what changes meanwhile is news.
    let watch = reading
        .follows
        .then(|| Watch::new(&reading.inputs, &reins.ended));
    let earlier = match past.report {
        Some(report) => Earlier::of(past.batches, &report),
        None => Earlier::default(),
    };
    let study = loader.read(&reading.inputs, &earlier);
    drop(earlier);
    loader.send(Loaded::Done(Arc::new(loader.report.clone())));
    loader.find_out(&study);
    if let Some(mut watch) = watch.filter(|_| !loader.report.stopped) {
        loader.follow(&mut watch);
    }
}

/// A reading while it goes on.
struct Loader<'a> {
    load: u64,
    reading: &'a Reading,
    reins: &'a Reins,
    loop_: &'a Sender<Incoming>,
    /// Articles so far.
    articles: u32,
    /// Where files are followed.
    copies: Copies,
    /// Likewise: what the articles so far tell of those that arrive.
    pass: Pass,
    report: Report,
    began: Instant,
}

impl Loader<'_> {
    fn send(&self, what: Loaded) {
        // The loop may have ended first; then nobody needs it any more.
        let load = self.load;
        let _ended = self.loop_.send(Incoming::Read { load, what });
    }

    /// Reads what inputs name behind what was read before, and returns what there is to find out.
    fn read(&mut self, inputs: &[Input], earlier: &Earlier) -> Study {
        let mut study = Study::new(self.reading.options.infer);
        let first = self.articles;
        let outcome = crash::contain(|| {
            fault::trip("loader");
            let pace = Pace::new(&self.reins.stopped, &self.reins.hold);
            let options = &self.reading.options;
            let mut pass = std::mem::take(&mut self.pass);
            let follows = self.reading.follows;
            let mut sink = |event| self.take(event, first, &mut study);
            if !follows {
                return ingest::read_again(inputs, options, earlier, pace, &mut sink);
            }
            let before = (earlier, &mut pass, first);
            let report = ingest::read_on(inputs, options, before, pace, &mut sink);
            self.pass = pass;
            report
        });
        let report = outcome.unwrap_or_else(|fault| {
            let _ended = self.loop_.send(Incoming::Trouble(format!(
                "reading ended early, by a fault in the program: {fault}"
            )));
            Report {
                stopped: true,
                ..Report::default()
            }
        });
        self.report.stopped |= report.stopped;
        let files = report.totals.files_found;
        self.report.go_on(report, first);
        self.report.totals.files_found = self.report.totals.files_found.saturating_add(files);
        study
    }

    fn take(&mut self, event: Event, first: u32, study: &mut Study) {
        match event {
            Event::Articles(batch) => {
                let batch = Arc::new(self.placed(batch, first));
                study.add(&batch);
                self.send(Loaded::Batch(batch));
            }
            // They speak of all readings where files are followed, and else there is but one.
            Event::Patches(patches) => {
                for patch in &patches {
                    study.patch(patch);
                }
                self.send(Loaded::Patches(patches));
            }
            // What is followed comes a file at a time and is no reading to be waited for.
            Event::Progress(_) if first > 0 => {}
            Event::Progress(progress) => {
                let elapsed = clock::now() - self.began;
                self.send(Loaded::Progress(progress, elapsed));
            }
        }
    }

    /// A batch behind those that came before.
    fn placed(&mut self, batch: Batch, first: u32) -> Batch {
        let count = u32::try_from(batch.len()).unwrap_or(u32::MAX);
        self.articles = self.articles.saturating_add(count);
        if !self.reading.follows {
            return batch;
        }
        let id = ArticleId(batch.first().0.saturating_add(first));
        batch.starting_at(id, |digests| self.copies.next(digests))
    }

    fn find_out(&self, study: &Study) {
        let mut studied = Studied {
            done: 0,
            of: study.len(),
        };
        let pace = Pace::new(&self.reins.ended, &self.reins.hold);
        study.run(pace, &mut |findings| {
            studied.done += findings.len();
            self.send(Loaded::Findings(Arc::new(findings), studied));
        });
    }

    /// Takes in what is new until the reading is ended. A look costs as much as a walk, so a pile
    /// that takes long to walk is looked at less often.
    fn follow(&mut self, watch: &mut Watch) {
        let mut pause = SHORTEST_PAUSE;
        watch.look_after(&self.report);
        while !self.reins.waits_for_end(pause) {
            let began = clock::now();
            let news = watch.look(&self.reins.ended);
            pause = SHORTEST_PAUSE.max((clock::now() - began).saturating_mul(20));
            if news.is_changed {
                return self.send(Loaded::Outdated);
            }
            let new = news.new.into_iter().map(Input::Path);
            let grown = news.grown.into_iter();
            let inputs: Vec<Input> = new.chain(grown.map(|path| self.tail(path))).collect();
            if !inputs.is_empty() {
                let study = self.read(&inputs, &Earlier::default());
                watch.look_after(&self.report);
                self.send(Loaded::Done(Arc::new(self.report.clone())));
                self.find_out(&study);
            }
        }
    }

    fn tail(&self, path: PathBuf) -> Input {
        let read = self.report.reached.get(&ingest::shown(&path)).copied();
        Input::Tail(path, read.unwrap_or_default())
    }
}

#[cfg(test)]
mod tests;
