//! A reading thread: takes what waits, reads it, hands it over with its place.

use std::ops::ControlFlow;
use std::sync::mpsc::Sender;

use crate::article::{Issue, IssueKind};
use crate::ingest::{FileIssue, Options, Pace};

use super::Chunk;
use super::buffers::Buffers;
use super::deliver::{Done, Place};
use super::desks::Desks;
use super::fetch::{self, Fetched, Whole};
use super::gather::{self, Gathered, Gatherer};
use super::guard;
use super::jobs::{Job, Jobs};
use super::one::{self, Outcome};
use super::stream::{self, Stream, Task};

/// What a reading thread works with.
pub(super) struct Worker<'a> {
    pub(super) jobs: &'a Jobs,
    pub(super) desks: &'a Desks,
    pub(super) buffers: &'a Buffers,
    pub(super) options: &'a Options,
    pub(super) pace: Pace<'a>,
    pub(super) done: Sender<Done>,
}

/// The parts of a chunk, numbered as they are made.
struct Parts {
    chunk: usize,
    next: usize,
}

impl Parts {
    fn next(&mut self) -> Place {
        let place = (self.chunk, self.next);
        self.next += 1;
        place
    }
}

impl Worker<'_> {
    /// Reads until nothing waits any more.
    pub(super) fn work(&self) {
        while let Some(job) = self.jobs.next() {
            let flow = match job {
                Job::Chunk(chunk) => self.chunk(chunk),
                Job::Piece(task) => self.piece(task),
            };
            if flow.is_break() {
                return self.jobs.end();
            }
        }
    }

    /// Reads the entries of a chunk, and hands them over in one or several parts.
    fn chunk(&self, chunk: Chunk) -> ControlFlow<()> {
        let mut gatherer = Gatherer::default();
        let mut parts = Parts {
            chunk: chunk.number,
            next: 0,
        };
        let (mut fetched, mut bytes) = (Vec::new(), 0);
        for entry in chunk.entries {
            if !self.pace.goes_on() {
                break;
            }
            match fetch::fetch(&entry, self.options) {
                Fetched::Stream(stream) => {
                    self.understand(fetched.drain(..), &mut gatherer, &mut parts)?;
                    if !gatherer.is_empty() {
                        self.hand_over(parts.next(), false, self.built(&mut gatherer))?;
                    }
                    self.stream(*stream, &mut parts)?;
                }
                Fetched::Whole(whole) => {
                    bytes += whole.len();
                    fetched.push(Ok(whole));
                }
                Fetched::Trouble(issue) => fetched.push(Err(issue)),
            }
            if bytes as u64 >= gather::ENOUGH {
                bytes = 0;
                self.understand(fetched.drain(..), &mut gatherer, &mut parts)?;
            }
        }
        self.understand(fetched.drain(..), &mut gatherer, &mut parts)?;
        self.hand_over(parts.next(), true, self.built(&mut gatherer))
    }

    /// What was gathered, as a batch; that is work too.
    fn built(&self, gatherer: &mut Gatherer) -> Gathered {
        let _desk = self.desks.take();
        gatherer.done()
    }

    /// Understands what was fetched, at a desk; what is enough for a part is handed over.
    fn understand(
        &self,
        fetched: impl Iterator<Item = Result<Whole, FileIssue>>,
        gatherer: &mut Gatherer,
        parts: &mut Parts,
    ) -> ControlFlow<()> {
        let _desk = self.desks.take();
        for whole in fetched {
            if !self.pace.goes_on() {
                break;
            }
            gatherer.take(match whole {
                Ok(whole) => one::understand(whole, self.options),
                Err(issue) => Outcome::Trouble(issue),
            });
            if gatherer.is_full() {
                self.hand_over(parts.next(), false, gatherer.done())?;
            }
        }
        ControlFlow::Continue(())
    }

    /// Cuts a file in pieces for all readers, and works on them where the others are behind.
    fn stream(&self, stream: Stream, parts: &mut Parts) -> ControlFlow<()> {
        let (path, format) = (stream.source.path.clone(), stream.source.pieces.format());
        let mut flow = ControlFlow::Continue(());
        self.jobs.begin_cutting();
        let said = guard::guarded(|| {
            Ok(stream::cut(stream, self.buffers, &mut |piece| {
                if !self.pace.goes_on() {
                    return false;
                }
                if let Some(task) = self.jobs.offer(piece.at(parts.next())) {
                    flow = self.piece(task);
                }
                flow.is_continue()
            }))
        });
        self.jobs.end_cutting();
        flow?;
        let issues = said.unwrap_or_else(|message| {
            let kind = IssueKind::Cut;
            vec![Issue { kind, message }]
        });
        let mut end = Gatherer::default();
        end.take_end(format, &path, issues);
        self.hand_over(parts.next(), false, end.done())
    }

    fn piece(&self, task: Task) -> ControlFlow<()> {
        let place = task.place;
        // A piece that is not wanted any more still has its place in the order.
        let gathered = if self.pace.goes_on() {
            let _desk = self.desks.take();
            stream::read(task, self.options, self.buffers)
        } else {
            Gatherer::default().done()
        };
        self.hand_over(place, false, gathered)
    }

    fn hand_over(&self, place: Place, is_last: bool, gathered: Gathered) -> ControlFlow<()> {
        let done = Done {
            place,
            is_last,
            gathered,
        };
        match self.done.send(done) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    }
}
