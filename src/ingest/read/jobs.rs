//! The work that waits: chunks of entries from the walk, and pieces of files that a reader cut.
//!
//! Promises: pieces go before chunks, so that a long file is done before the next begins and
//! little is held back for the order; both queues are bounded, and whoever cuts a file works on
//! its pieces when the others are behind.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::Chunk;
use super::stream::Task;

/// Chunks of entries that wait for a reader; then the walk waits.
const MOST_CHUNKS: usize = 256;

/// Pieces that wait for a reader; then the one who cuts takes one.
const MOST_PIECES: usize = 4;

/// Something to do.
pub(super) enum Job {
    /// Read these entries.
    Chunk(Chunk),
    /// Read this piece of a file.
    Piece(Task),
}

/// The work that waits, shared by the walk and all readers.
pub(super) struct Jobs {
    /// Readers that work at a time.
    cores: usize,
    waiting: Mutex<Waiting>,
    changed: Condvar,
}

#[derive(Default)]
struct Waiting {
    chunks: VecDeque<Chunk>,
    pieces: VecDeque<Task>,
    /// Whether the walk is over, or nobody reads any more.
    is_walked: bool,
    /// Readers that are cutting a file.
    cutting: usize,
    /// Readers that were started, and those of them that wait for work.
    readers: usize,
    idle: usize,
}

impl Jobs {
    /// No work, for one reader that was started and as many more as are wanted.
    pub(super) fn new(cores: usize) -> Self {
        let waiting = Waiting {
            readers: 1,
            ..Waiting::default()
        };
        Self {
            cores,
            waiting: Mutex::new(waiting),
            changed: Condvar::new(),
        }
    }

    /// Whether there is more work than readers that wait for some, and one more is to be started: as many
    /// as there are cores, and `more`.
    pub(super) fn want_a_reader(&self, more: usize) -> bool {
        let mut waiting = self.lock();
        let work = waiting.chunks.len().saturating_add(waiting.pieces.len());
        let wants = work > waiting.idle && waiting.readers < self.cores.saturating_add(more);
        waiting.readers += usize::from(wants);
        wants
    }

    /// The next thing to do; waits for it. `None` when there will be nothing more.
    pub(super) fn next(&self) -> Option<Job> {
        let mut waiting = self.lock();
        loop {
            if let Some(piece) = waiting.pieces.pop_front() {
                return Some(Job::Piece(piece));
            }
            if let Some(chunk) = waiting.chunks.pop_front() {
                self.changed.notify_all();
                return Some(Job::Chunk(chunk));
            }
            if waiting.is_walked && waiting.cutting == 0 {
                return None;
            }
            waiting.idle += 1;
            waiting = self.wait(waiting);
            waiting.idle -= 1;
        }
    }

    /// Puts a chunk behind the others; waits while there are too many. Whether anybody will read
    /// it.
    pub(super) fn put(&self, chunk: Chunk) -> bool {
        let mut waiting = self.lock();
        while waiting.chunks.len() >= MOST_CHUNKS && !waiting.is_walked {
            waiting = self.wait(waiting);
        }
        if waiting.is_walked {
            return false;
        }
        waiting.chunks.push_back(chunk);
        self.changed.notify_one();
        true
    }

    /// No more chunks will come.
    pub(super) fn end(&self) {
        self.lock().is_walked = true;
        self.changed.notify_all();
    }

    /// A reader begins to cut a file; until [`Self::end_cutting`] pieces may come.
    pub(super) fn begin_cutting(&self) {
        self.lock().cutting += 1;
    }

    /// It has cut it.
    pub(super) fn end_cutting(&self) {
        self.lock().cutting -= 1;
        self.changed.notify_all();
    }

    /// Offers a piece to the other readers; gives back one that the caller has to read himself
    /// because too many wait.
    pub(super) fn offer(&self, piece: Task) -> Option<Task> {
        let mut waiting = self.lock();
        waiting.pieces.push_back(piece);
        if waiting.pieces.len() > MOST_PIECES {
            return waiting.pieces.pop_front();
        }
        self.changed.notify_one();
        None
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&'a self, waiting: MutexGuard<'a, Waiting>) -> MutexGuard<'a, Waiting> {
        self.changed
            .wait(waiting)
            .unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(number: usize) -> Chunk {
        Chunk {
            number,
            entries: Vec::new(),
        }
    }

    #[test]
    fn a_reader_is_wanted_where_work_waits_for_one() {
        let jobs = Jobs::new(2);
        assert!(!jobs.want_a_reader(1), "nothing waits");
        jobs.put(chunk(0));
        assert!(jobs.want_a_reader(0));
        assert!(!jobs.want_a_reader(0), "as many as there are cores");
        jobs.put(chunk(1));
        assert!(jobs.want_a_reader(1));
        assert!(!jobs.want_a_reader(1));
        jobs.end();
        std::thread::scope(|scope| {
            scope.spawn(|| while jobs.next().is_some() {});
        });
        assert!(!jobs.want_a_reader(9), "nothing waits any more");
    }
}
