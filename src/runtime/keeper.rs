//! The thread that keeps marks: it owns the file of marks.
//!
//! Promises: no key waits for it; what is asked is written in the order it was asked, as much as
//! waits in one transaction; what the disk refuses stays here and is tried again; what was marked
//! in earlier runs is known again as articles are read. Without a folder it does the same with a
//! memory that ends with the program.

pub(super) mod desk;
mod past;
#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use super::incoming::Incoming;
use super::{clock, crash, fault};
use crate::app::keeping::{Damaged, Keeping};
use crate::article::ArticleId;
use crate::review::memory::Session;
use crate::review::recall::{Doubt, Found};
use crate::review::{Change, Step};
use crate::store::Batch;
use desk::Desk;

/// First pause after a failure; each further one is twice as long.
const PAUSE: Duration = Duration::from_millis(250);

/// Longest pause between two attempts.
const LONGEST_PAUSE: Duration = Duration::from_secs(8);

/// Where marks are kept.
#[derive(Clone, Debug)]
pub struct Place {
    /// The folder; `None`: nowhere, they end with the program.
    pub folder: Option<PathBuf>,
    /// Why nowhere, where there is more to say than that it was asked for.
    pub reason: Option<String>,
    /// What identifies the collection: its paths made absolute, one a line. `None` where nothing
    /// does, as for standard input.
    pub collection: Option<String>,
}

/// What is asked of the keeper.
#[derive(Debug)]
pub(crate) enum Ask {
    /// These articles were read.
    Batch(Arc<Batch>),
    /// Everything was read; `whole` says whether nobody stopped it.
    AllRead {
        /// Whether reading came to its end.
        whole: bool,
    },
    /// The simhashes of articles that agreed with no mark otherwise.
    Words {
        /// The reading they are of.
        load: u64,
        /// Article and simhash.
        words: Vec<(ArticleId, u64)>,
    },
    /// The collection is read again, as the reading of this number.
    Restart(u64),
    /// Write this down.
    Keep(Vec<Step>),
    /// Keep the text of a note that is being typed, or forget it.
    Draft(ArticleId, Option<String>),
    /// Keep where the reader is.
    Session(Box<Session>),
    /// Take the marks of the last backup.
    Restore,
    /// Say whether everything is written down, once it was tried.
    Flush(SyncSender<bool>),
    /// Write what waits, close the file, and hang up.
    End(SyncSender<bool>),
}

/// Changes of earlier runs.
#[derive(Debug)]
pub(crate) struct Changes {
    /// Done, oldest first.
    pub(crate) done: Vec<Change>,
    /// Undone, the one to be done again first last.
    pub(crate) undone: Vec<Change>,
}

/// What the keeper tells.
#[derive(Debug)]
pub(crate) enum Answer {
    /// Where the reader was in this collection, if ever.
    Session(Option<Box<Session>>),
    /// Articles are known again; with the last of those that the changes of earlier runs are
    /// about, these changes.
    Recalled(Vec<Found>, Option<Changes>),
    /// Marks that fit several articles.
    Doubts(Vec<Doubt>),
    /// Notes that another program wrote at the same time.
    Merged(Vec<(ArticleId, String)>),
    /// The file was damaged.
    Damaged(Damaged),
    /// How it goes.
    Keeping(Keeping),
    /// Nothing of earlier runs will be told any more.
    NothingMore,
    /// Something a person should know.
    Notice(String),
}

/// What both ends look at.
#[derive(Debug, Default)]
struct Shared {
    /// Steps that are not written down.
    waiting: AtomicUsize,
    /// Whether the person was told that something waits.
    told: AtomicBool,
}

/// The loop's end of the keeper.
#[derive(Debug)]
pub(crate) struct Handle {
    asks: Sender<Ask>,
    shared: Arc<Shared>,
}

impl Handle {
    /// Both ends: the handle, and what the thread needs.
    pub(crate) fn new(place: Place, loop_: Sender<Incoming>) -> (Self, Keeper) {
        let (asks, inbox) = std::sync::mpsc::channel();
        let shared = Arc::<Shared>::default();
        let handle = Self {
            asks,
            shared: Arc::clone(&shared),
        };
        let keeper = Keeper {
            place,
            inbox,
            loop_,
            shared,
        };
        (handle, keeper)
    }

    /// Asks; whether there is still someone to hear it.
    pub(crate) fn ask(&self, ask: Ask) -> bool {
        if let Ask::Keep(steps) = &ask {
            self.shared
                .waiting
                .fetch_add(steps.len(), Ordering::Relaxed);
        }
        // A keeper that has ended said so; what waits is counted.
        self.asks.send(ask).is_ok()
    }

    /// Steps that are not written down.
    pub(crate) fn waiting(&self) -> usize {
        self.shared.waiting.load(Ordering::Relaxed)
    }

    /// As [`waiting`](Self::waiting); the person is told, and so wants to hear when it is over.
    pub(crate) fn waiting_is_told(&self) -> usize {
        self.shared.told.store(true, Ordering::Relaxed);
        self.waiting()
    }

    /// Waits until everything is written down, but not longer than that; whether it is.
    pub(crate) fn flush(&self, patience: Duration) -> bool {
        let written = self.answers(Ask::Flush, patience);
        written.unwrap_or(false) || self.waiting() == 0
    }

    /// Has everything written down and the file closed, and waits for that, but not longer: a
    /// closed file is whole without its log.
    pub(crate) fn end(&self, patience: Duration) {
        self.answers(Ask::End, patience);
    }

    fn answers(&self, ask: fn(SyncSender<bool>) -> Ask, patience: Duration) -> Option<bool> {
        let (reply, answer) = sync_channel(1);
        self.asks.send(ask(reply)).ok()?;
        answer.recv_timeout(patience).ok()
    }
}

/// What the thread needs to begin.
pub(crate) struct Keeper {
    place: Place,
    inbox: Receiver<Ask>,
    loop_: Sender<Incoming>,
    shared: Arc<Shared>,
}

impl Keeper {
    /// Works until the loop hangs up; what waits then is tried a last time.
    pub(crate) fn work(self) {
        let loop_ = self.loop_.clone();
        let outcome = crash::contain(|| {
            fault::trip("keeper");
            if let Some(desk) = Desk::open(&self.place, &self.loop_) {
                self.sit_at(desk);
            }
        });
        if let Err(fault) = outcome {
            let why = format!("by a fault in the program, marks are kept no more: {fault}");
            // The loop may have ended first.
            let _ended = loop_.send(Incoming::Trouble(why.clone()));
            let keeping = Answer::Keeping(Keeping::Nowhere(Some(why)));
            let _ended = loop_.send(Incoming::Keeper {
                load: 0,
                what: keeping,
            });
        }
        // Nobody waits for what cannot come.
        let _ended = loop_.send(Incoming::Keeper {
            load: 0,
            what: Answer::NothingMore,
        });
    }

    fn sit_at(&self, mut desk: Desk) {
        let mut failure: Option<Failure> = None;
        let mut replies = Vec::new();
        let mut end = None;
        while end.is_none() && self.listen(&mut desk, failure.as_ref(), (&mut replies, &mut end)) {
            let due = failure
                .as_ref()
                .is_none_or(|failure| failure.again <= clock::now());
            if due || !replies.is_empty() {
                failure = self.write(&mut desk, failure.take());
            }
            for reply in replies.drain(..) {
                // Whoever asked may have lost patience.
                let _gone = reply.send(desk.is_clear());
            }
        }
        self.write(&mut desk, failure);
        let is_clear = desk.is_clear();
        drop(desk);
        if let Some(end) = end {
            // Whoever asked may have lost patience.
            let _gone = end.send(is_clear);
        }
    }

    /// Takes everything that was asked; waits only when nothing is to be written. Returns whether
    /// there is still someone to work for.
    fn listen(
        &self,
        desk: &mut Desk,
        failure: Option<&Failure>,
        (replies, end): (&mut Vec<SyncSender<bool>>, &mut Option<SyncSender<bool>>),
    ) -> bool {
        let first = match failure {
            None => self.inbox.recv().map_err(RecvTimeoutError::from),
            Some(failure) => {
                let pause = failure.again.saturating_duration_since(clock::now());
                self.inbox.recv_timeout(pause)
            }
        };
        let mut next = match first {
            Ok(ask) => Some(ask),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => return false,
        };
        while let Some(ask) = next {
            match ask {
                Ask::Flush(reply) => replies.push(reply),
                Ask::End(reply) => *end = Some(reply),
                other => desk.take(other),
            }
            next = self.inbox.try_recv().ok();
        }
        true
    }

    /// Writes what waits; tells a failure, and the end of one.
    fn write(&self, desk: &mut Desk, before: Option<Failure>) -> Option<Failure> {
        let outcome = desk.write();
        let waiting = desk.waiting();
        self.shared.waiting.fetch_sub(
            self.shared
                .waiting
                .load(Ordering::Relaxed)
                .min(desk.written()),
            Ordering::Relaxed,
        );
        match outcome {
            Ok(()) => {
                let told = self.shared.told.swap(false, Ordering::Relaxed);
                if before.is_some() || told {
                    desk.tell_keeping(Keeping::Kept);
                }
                None
            }
            Err(fault) => {
                let why = fault.to_string();
                desk.tell_keeping(Keeping::Failing { why, waiting });
                let pause = before.map_or(PAUSE, |failure| {
                    failure.pause.saturating_mul(2).min(LONGEST_PAUSE)
                });
                Some(Failure {
                    again: clock::now() + pause,
                    pause,
                })
            }
        }
    }
}

/// The disk took nothing.
struct Failure {
    /// When it is tried again.
    again: Instant,
    /// The pause before that.
    pause: Duration,
}
