//! A reading thread: takes what waits, reads it, hands it over with its place.

use std::borrow::Cow;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread::Scope;

use crate::article::{Article, Format, Issue, IssueKind};
use crate::ingest::discover::version::Version;
use crate::ingest::discover::{Entry, file_issue};
use crate::ingest::earlier::{Earlier, Known};
use crate::ingest::fields::FieldMap;
use crate::ingest::formats::Records;
use crate::ingest::{FileIssue, Options, Pace};

use super::buffers::Buffers;
use super::deliver::{Done, Place};
use super::desks::Desks;
use super::fetch::{self, Fetched, Whole};
use super::gather::{self, Gathered, Gatherer};
use super::guard;
use super::jobs::{Job, Jobs};
use super::one::{self, Outcome};
use super::stream::{self, Stream, Task};
use super::{Chunk, FETCHING, start};

/// What a reading thread works with.
#[derive(Clone)]
pub(super) struct Worker<'a, 'env> {
    /// Where others like it are started.
    pub(super) scope: &'a Scope<'a, 'env>,
    pub(super) jobs: &'a Jobs,
    pub(super) desks: &'a Desks,
    pub(super) buffers: &'a Buffers,
    pub(super) options: &'a Options,
    pub(super) earlier: &'a Earlier,
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

/// A file that is not opened again.
#[derive(Clone, Copy)]
struct Unchanged<'e, 'k> {
    path: &'e Arc<str>,
    bytes: u64,
    version: Version,
    known: Known<'k>,
}

impl Unchanged<'_, '_> {
    /// Notes its state, which is what it was.
    fn note(self, gatherer: &mut Gatherer) {
        gatherer.note_version(self.path, self.version, self.known.met());
    }

    fn read(self, format: Format, articles: Vec<Article>) -> Outcome {
        let issue = |issue: &Issue| FileIssue {
            path: Arc::clone(self.path),
            article: None,
            issue: issue.clone(),
        };
        Outcome::Read {
            format,
            articles,
            faults: self.known.issues().iter().map(issue).collect(),
            end: self.known.end(),
            bytes: self.bytes,
        }
    }

    /// It gave no article, and why.
    fn skipped(self) -> Outcome {
        let issue = self.known.issues().first();
        let message = issue.map_or("", |issue| issue.message.as_str());
        Outcome::Skipped {
            issue: file_issue(Arc::clone(self.path), IssueKind::Skipped, message),
            bytes: self.bytes,
        }
    }
}

/// The state in which a file was found, and a map of its own, which tells what columns it has.
type State = Option<(Version, FieldMap)>;

/// A file that was opened and read, or why not, and its state where it may be read again.
type Opened = (Result<Whole, FileIssue>, State);

/// The state of a file that may be read again, and the options to read it with.
fn state_of<'o>(entry: &Entry, options: &'o Options) -> (State, Cow<'o, Options>) {
    let Entry::File { version, .. } = entry else {
        return (None, Cow::Borrowed(options));
    };
    if options.map.is_empty() {
        return (
            Some((*version, FieldMap::default())),
            Cow::Borrowed(options),
        );
    }
    let map = options.map.afresh();
    let options = with_map(options, &map);
    (Some((*version, map)), options)
}

fn with_map<'o>(options: &'o Options, map: &FieldMap) -> Cow<'o, Options> {
    if map.is_empty() {
        return Cow::Borrowed(options);
    }
    let map = map.clone();
    Cow::Owned(Options {
        map,
        ..options.clone()
    })
}

impl Worker<'_, '_> {
    /// Starts a thread that reads too; `false` when the system gives none.
    pub(super) fn hire(&self) -> bool {
        let worker = self.clone();
        start(self.scope, "read", move || worker.work())
    }

    /// The same where chunks wait that nobody takes.
    pub(super) fn hire_for_chunks(&self) {
        if self.jobs.want_a_reader(FETCHING) {
            self.hire();
        }
    }

    /// The same where pieces wait: these need no disk.
    fn hire_for_pieces(&self) {
        if self.jobs.want_a_reader(0) {
            self.hire();
        }
    }

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
        let mut gatherer = self.buffers.gatherer();
        let mut parts = Parts {
            chunk: chunk.number,
            next: 0,
        };
        let (mut fetched, mut bytes) = (Vec::new(), 0);
        for entry in chunk.entries {
            if !self.pace.goes_on() {
                break;
            }
            if let Some(file) = self.known(&entry) {
                self.understand(fetched.drain(..), &mut gatherer, &mut parts)?;
                self.remember(file, &mut gatherer, &mut parts)?;
                continue;
            }
            let (state, options) = state_of(&entry, self.options);
            match fetch::fetch(&entry, &options) {
                Fetched::Stream(stream) => {
                    self.understand(fetched.drain(..), &mut gatherer, &mut parts)?;
                    self.hand_over_rest(&mut gatherer, &mut parts)?;
                    self.stream(*stream, state, &mut parts)?;
                }
                Fetched::Whole(whole) => {
                    bytes += whole.len();
                    fetched.push((Ok(whole), state));
                }
                Fetched::Trouble(issue) => fetched.push((Err(issue), None)),
            }
            if bytes as u64 >= gather::ENOUGH {
                bytes = 0;
                self.understand(fetched.drain(..), &mut gatherer, &mut parts)?;
            }
        }
        self.understand(fetched.drain(..), &mut gatherer, &mut parts)?;
        let gathered = self.built(&mut gatherer);
        self.buffers.put_away(gatherer);
        self.hand_over(parts.next(), true, gathered)
    }

    /// What was gathered, as a batch; that is work too.
    fn built(&self, gatherer: &mut Gatherer) -> Gathered {
        let _desk = self.desks.take();
        gatherer.done()
    }

    /// Hands over what was gathered before a file that has parts of its own.
    fn hand_over_rest(&self, gatherer: &mut Gatherer, parts: &mut Parts) -> ControlFlow<()> {
        if gatherer.is_empty() {
            return ControlFlow::Continue(());
        }
        self.hand_over(parts.next(), false, self.built(gatherer))
    }

    /// Understands what was fetched, at a desk; what is enough for a part is handed over.
    fn understand(
        &self,
        fetched: impl ExactSizeIterator<Item = Opened>,
        gatherer: &mut Gatherer,
        parts: &mut Parts,
    ) -> ControlFlow<()> {
        if fetched.len() == 0 {
            return ControlFlow::Continue(());
        }
        let _desk = self.desks.take();
        for (whole, state) in fetched {
            if !self.pace.goes_on() {
                break;
            }
            match whole {
                Ok(whole) => {
                    let map = state.as_ref().map(|(_, map)| map);
                    let options = with_map(self.options, map.unwrap_or(&self.options.map));
                    if let Some((version, map)) = state.filter(|_| whole.bytes.is_ok()) {
                        gatherer.note_version(&whole.path, version, map);
                    }
                    gatherer.take(one::understand(whole, &options));
                }
                Err(issue) => gatherer.take(Outcome::Trouble(issue)),
            }
            if gatherer.is_full() {
                self.hand_over(parts.next(), false, gatherer.done())?;
            }
        }
        ControlFlow::Continue(())
    }

    /// A file that was read before and has not changed.
    fn known<'e>(&self, entry: &'e Entry) -> Option<Unchanged<'e, '_>> {
        let Entry::File {
            shown,
            bytes,
            version,
            ..
        } = entry
        else {
            return None;
        };
        let known = self.earlier.find(shown, *version)?;
        Some(Unchanged {
            path: shown,
            bytes: *bytes,
            version: *version,
            known,
        })
    }

    /// Takes from memory what was read before: as parts of its own where there were several.
    fn remember(
        &self,
        file: Unchanged<'_, '_>,
        gatherer: &mut Gatherer,
        parts: &mut Parts,
    ) -> ControlFlow<()> {
        let mut remembered = file.known.parts().peekable();
        let Some(articles) = remembered.next() else {
            file.note(gatherer);
            gatherer.take(file.skipped());
            return ControlFlow::Continue(());
        };
        let format = articles.first().map_or(Format::Text, |a| a.origin.format);
        if remembered.peek().is_none() {
            let _desk = self.desks.take();
            file.note(gatherer);
            gatherer.take(file.read(format, articles));
            if gatherer.is_full() {
                self.hand_over(parts.next(), false, gatherer.done())?;
            }
            return ControlFlow::Continue(());
        }
        self.hand_over_rest(gatherer, parts)?;
        let mut bytes = file.bytes;
        for articles in std::iter::once(articles).chain(remembered) {
            if !self.pace.goes_on() {
                return ControlFlow::Continue(());
            }
            let mut piece = Gatherer::default();
            let records = Records {
                articles,
                ..Records::default()
            };
            piece.take_piece(format, file.path, records);
            piece.count_bytes(std::mem::take(&mut bytes));
            self.hand_over(parts.next(), false, self.built(&mut piece))?;
        }
        let mut end = Gatherer::default();
        end.take_end(format, file.path, file.known.issues().to_vec());
        if let Some(lines) = file.known.end() {
            end.note_end(file.path, lines);
        }
        file.note(&mut end);
        self.hand_over(parts.next(), false, end.done())
    }

    /// Cuts a file in pieces for all readers, and works on them where the others are behind.
    fn stream(&self, stream: Stream, state: State, parts: &mut Parts) -> ControlFlow<()> {
        let (path, format) = (stream.source.path.clone(), stream.source.pieces.format());
        // Before a file that is read from its start there stands a mark of three bytes at most.
        let is_tail = stream.at.byte > 3;
        let mut flow = ControlFlow::Continue(());
        self.jobs.begin_cutting();
        let said = guard::guarded(|| {
            Ok(stream::cut(stream, self.buffers, &mut |piece| {
                if !self.pace.goes_on() {
                    return false;
                }
                let task = self.jobs.offer(piece.at(parts.next()));
                self.hire_for_pieces();
                if let Some(task) = task {
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
        if is_tail {
            end.take_end_of_tail(format, &path, issues);
        } else {
            end.take_end(format, &path, issues);
        }
        if let Some((version, map)) = state {
            end.note_version(&path, version, map);
        }
        self.hand_over(parts.next(), false, end.done())
    }

    fn piece(&self, task: Task) -> ControlFlow<()> {
        let place = task.place;
        // A piece that is not wanted any more still has its place in the order.
        let gathered = if self.pace.goes_on() {
            let _desk = self.desks.take();
            stream::read(task, self.options, (self.buffers, self.pace))
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
