//! The thread that owns the index.
//!
//! Promises: the newest question is answered first, an older one is dropped; new articles are
//! indexed in slices between questions; while articles keep coming the current question is
//! answered again, but never for more than a part of the time; a fault in a search costs that
//! search, and the index is built anew from the batches.

#[cfg(test)]
mod tests;

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError};
use std::time::{Duration, Instant};

use super::incoming::Incoming;
use super::{clock, crash, fault, threads};
use crate::app::message::Gone;
use crate::article::{ArticleId, Mark, Patch};
use crate::config::Zone;
use crate::ingest::Hold;
use crate::search::{Index, Request, Workers};
use crate::store::{Batch, Findings};

/// Shortest time between two answers to the same question.
const PAUSE: Duration = Duration::from_millis(50);

/// Share of the time that answering again may take: one part in so many.
const SHARE: u32 = 4;

/// Longest stretch of indexing before the next look for a question.
const SLICE: Duration = Duration::from_millis(1);

/// Patches taken in in one go.
const PATCHES: usize = 512;

/// What is asked of the searcher.
#[derive(Debug)]
pub(crate) enum Ask {
    /// Take this change in.
    Change(Change),
    /// Answer this.
    Search(Request),
    /// Begin with an empty index, for the reading of this number.
    Restart(u64),
    /// Free this: the loop has no time for it.
    LetGo(Gone),
}

/// What changes the index.
#[derive(Clone, Debug)]
pub(crate) enum Change {
    /// More articles.
    Batch(Arc<Batch>),
    /// Corrections.
    Patches(Arc<[Patch]>),
    /// What was found out about articles that came before.
    Findings(Arc<Findings>),
    /// A mark.
    Mark(ArticleId, Mark),
}

/// The loop's end of the searcher.
#[derive(Debug)]
pub(crate) struct Handle {
    asks: Sender<Ask>,
    wanted: Arc<AtomicU64>,
    reading: Arc<Hold>,
}

impl Handle {
    /// Both ends: the handle, and what the thread needs.
    pub(crate) fn new(loop_: Sender<Incoming>, zone: Zone) -> (Self, Searcher) {
        let (asks, inbox) = std::sync::mpsc::channel();
        let (wanted, reading) = (Arc::new(AtomicU64::new(0)), Arc::default());
        let handle = Self {
            asks,
            wanted: Arc::clone(&wanted),
            reading: Arc::clone(&reading),
        };
        (handle, Searcher::new(inbox, wanted, reading, (loop_, zone)))
    }

    /// What holds the readers while a search runs.
    pub(crate) fn reading(&self) -> &Arc<Hold> {
        &self.reading
    }

    /// Asks; a search that is going on for an older question ends. Readers are held from here on: by
    /// the time the searcher has heard of it they have stopped.
    pub(crate) fn ask(&self, ask: Ask) {
        match &ask {
            Ask::Search(request) => {
                self.wanted.store(request.generation, Ordering::Relaxed);
                self.reading.hold();
            }
            Ask::Restart(_) => self.wanted.store(0, Ordering::Relaxed),
            Ask::Change(_) | Ask::LetGo(_) => {}
        }
        if self.asks.send(ask).is_err() {
            // A searcher that has ended said so.
            self.reading.release();
        }
    }
}

/// The thread's state.
pub(crate) struct Searcher {
    inbox: Receiver<Ask>,
    /// Generation of the newest question.
    wanted: Arc<AtomicU64>,
    /// Holds the readers while a search runs.
    reading: Arc<Hold>,
    /// Once the thread works: it is one of them.
    workers: Option<Workers>,
    loop_: Sender<Incoming>,
    load: u64,
    /// The zone that the index shows dates in.
    zone: Zone,
    index: Index,
    /// Every change the index has taken in, to build it anew after a fault.
    taken: Vec<Change>,
    /// Changes it has not taken in yet, or not wholly.
    waiting: VecDeque<Change>,
    /// How much of the first of these it has taken in.
    done: usize,
    request: Option<Request>,
    answer: Answer,
}

/// How good the last answer still is.
#[derive(Clone, Copy, Debug)]
enum Answer {
    /// The question is new: answer at once.
    Due,
    /// Nothing changed since.
    Fresh,
    /// Something changed since; answer again at this time.
    Stale(Instant),
}

impl Searcher {
    fn new(
        inbox: Receiver<Ask>,
        wanted: Arc<AtomicU64>,
        reading: Arc<Hold>,
        (loop_, zone): (Sender<Incoming>, Zone),
    ) -> Self {
        Self {
            inbox,
            wanted,
            reading,
            workers: None,
            loop_,
            load: 0,
            zone,
            index: Index::in_zone(zone),
            taken: Vec::new(),
            waiting: VecDeque::new(),
            done: 0,
            request: None,
            answer: Answer::Fresh,
        }
    }

    /// Works until the loop hangs up.
    pub(crate) fn work(mut self) {
        let mut again_after = clock::now();
        while self.listen() {
            let due = match self.answer {
                Answer::Due => true,
                Answer::Fresh => false,
                Answer::Stale(at) => clock::now() >= at,
            };
            if due {
                again_after = self.answer();
            }
            if self.index_slice() && matches!(self.answer, Answer::Fresh) {
                self.answer = Answer::Stale(again_after);
            }
        }
    }

    /// Takes everything that was asked; waits only when there is nothing else to do. Returns
    /// whether there is still someone to work for.
    fn listen(&mut self) -> bool {
        let first = match self.answer {
            Answer::Due => None,
            _ if !self.waiting.is_empty() || !self.index.is_settled() => None,
            Answer::Stale(at) => {
                let wait = at.saturating_duration_since(clock::now());
                match self.inbox.recv_timeout(wait) {
                    Ok(ask) => Some(ask),
                    Err(RecvTimeoutError::Timeout) => None,
                    Err(RecvTimeoutError::Disconnected) => return false,
                }
            }
            Answer::Fresh => match self.inbox.recv() {
                Ok(ask) => Some(ask),
                Err(_) => return false,
            },
        };
        if let Some(ask) = first {
            self.note(ask);
        }
        loop {
            match self.inbox.try_recv() {
                Ok(ask) => self.note(ask),
                Err(TryRecvError::Empty) => return true,
                Err(TryRecvError::Disconnected) => return false,
            }
        }
    }

    fn note(&mut self, ask: Ask) {
        match ask {
            Ask::Change(change) => self.waiting.push_back(change),
            Ask::Search(request) => {
                self.request = Some(request);
                self.answer = Answer::Due;
            }
            Ask::LetGo(gone) => drop(gone),
            Ask::Restart(load) => {
                self.load = load;
                self.index = Index::in_zone(self.zone);
                self.taken.clear();
                self.waiting.clear();
                self.done = 0;
                self.request = None;
                self.answer = Answer::Fresh;
                self.reading.release();
            }
        }
    }

    /// Answers the current question; returns the earliest time to answer it again.
    fn answer(&mut self) -> Instant {
        let began = clock::now();
        self.answer = Answer::Fresh;
        let Some(request) = &self.request else {
            self.reading.release();
            return began;
        };
        let generation = request.generation;
        let wanted = &self.wanted;
        let mut found_any = false;
        let (index, loop_, load) = (&mut self.index, &self.loop_, self.load);
        let search = || {
            fault::trip("searcher");
            let interrupted = || wanted.load(Ordering::Relaxed) != generation;
            index.search_settled(request, &interrupted, &mut |hits| {
                found_any |= hits.counts.total > 0;
                // The loop may have ended first.
                let hits = Arc::new(hits);
                let _ended = loop_.send(Incoming::Found { load, hits });
            });
        };
        self.reading.hold();
        let workers = self
            .workers
            .get_or_insert_with(|| Workers::here(threads::step_back_to_search));
        let outcome = crash::contain(|| workers.run(search));
        self.reading.release();
        if let Err(fault) = outcome {
            self.request = None;
            self.rebuild(&fault);
        }
        let now = clock::now();
        // The first articles are shown without a pause.
        if found_any {
            now + PAUSE.max((now - began).saturating_mul(SHARE))
        } else {
            now
        }
    }

    /// Indexes for a moment; returns whether the question has another answer now.
    fn index_slice(&mut self) -> bool {
        let began = clock::now();
        let before = self.index.len();
        let mut changed = false;
        while clock::now() - began < SLICE {
            if self.waiting.is_empty() || self.index.is_behind() {
                if self.settle_some() {
                    break;
                }
            } else {
                changed |= self.take_in_some();
            }
        }
        changed || self.index.len() != before
    }

    /// Settles some of what was taken in; whether there is nothing more to do.
    fn settle_some(&mut self) -> bool {
        let index = &mut self.index;
        match crash::contain(|| index.settle_some()) {
            Ok(settled) => settled && self.waiting.is_empty(),
            Err(fault) => {
                self.rebuild(&fault);
                false
            }
        }
    }

    /// Takes in some of the first change; whether what was there before is another now. New
    /// articles are no such change until they are settled.
    fn take_in_some(&mut self) -> bool {
        let Some(change) = self.waiting.front().cloned() else {
            return false;
        };
        let (index, from) = (&mut self.index, self.done);
        match crash::contain(|| take_in(index, &change, from)) {
            Ok(Some(next)) => self.done = next,
            Ok(None) => {
                self.done = 0;
                self.taken.extend(self.waiting.pop_front());
            }
            Err(fault) => {
                self.waiting.pop_front();
                self.rebuild(&fault);
            }
        }
        !matches!(change, Change::Batch(_))
    }

    /// After a fault the index may be half changed: it starts again from the changes it took in
    /// before, without the one at fault.
    fn rebuild(&mut self, fault: &str) {
        let _ended = self.loop_.send(Incoming::Trouble(format!(
            "a search failed, by a fault in the program: {fault}"
        )));
        self.index = Index::in_zone(self.zone);
        self.done = 0;
        let later = std::mem::take(&mut self.waiting);
        self.waiting = self.taken.drain(..).chain(later).collect();
    }
}

/// Takes in some of a change from this part on; the part that is next, if there is more.
fn take_in(index: &mut Index, change: &Change, from: usize) -> Option<usize> {
    match change {
        Change::Batch(batch) => {
            let next = index.append_some(batch, from);
            (next < batch.len()).then_some(next)
        }
        Change::Patches(patches) => {
            let next = from.saturating_add(PATCHES).min(patches.len());
            for patch in patches.get(from..next).unwrap_or_default() {
                index.patch(patch);
            }
            (next < patches.len()).then_some(next)
        }
        Change::Findings(findings) => {
            index.learn(findings);
            None
        }
        Change::Mark(id, mark) => {
            index.mark(*id, mark);
            None
        }
    }
}
