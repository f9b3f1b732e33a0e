//! The workers a search shares its work among: a pool of its own, so that no search waits behind
//! the reading of files.

use std::ops::Range;

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

/// A pool of workers, or none where the system gives no threads: then the caller works alone.
#[derive(Debug)]
pub struct Workers(Option<ThreadPool>);

impl Workers {
    /// As many workers as the machine has cores; `start` is called on each before it works.
    pub fn new(start: fn()) -> Self {
        let builder = ThreadPoolBuilder::new()
            .thread_name(|number| format!("search {number}"))
            .start_handler(move |_| start());
        Self(builder.build().ok())
    }

    /// As [`Self::new`], with the calling thread as one of the workers: what is quickly done alone
    /// wakes no other thread. The thread belongs to these workers as long as it lives.
    pub fn here(start: fn()) -> Self {
        let builder = ThreadPoolBuilder::new()
            .use_current_thread()
            .thread_name(|number| format!("search {number}"))
            .start_handler(move |_| start());
        match builder.build() {
            Ok(pool) => Self(Some(pool)),
            // It belongs to others already.
            Err(_) => Self::new(start),
        }
    }

    /// Runs a task on the pool; what it does in parallel is done by the pool's workers.
    pub fn run<T: Send>(&self, task: impl FnOnce() -> T + Send) -> T {
        match &self.0 {
            Some(pool) => pool.install(task),
            None => task(),
        }
    }
}

/// Does something with `0..count` in as many pieces as there are workers, side by side, and puts
/// the answers together in order; in one piece where that is not worth it.
pub(super) fn in_pieces<T: Send>(
    count: usize,
    work: impl Fn(Range<usize>) -> T + Sync,
    join: impl Fn(T, T) -> T + Send + Sync,
) -> T {
    let pieces = rayon::current_num_threads().max(1);
    let length = count.div_ceil(pieces).max(1);
    if count <= pieces {
        return work(0..count);
    }
    let pieces: Vec<Range<usize>> = (0..count)
        .step_by(length)
        .map(|from| from..from.saturating_add(length).min(count))
        .collect();
    let done = pieces.into_par_iter().map(&work).reduce_with(&join);
    done.unwrap_or_else(|| work(0..0))
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    #[test]
    fn the_calling_thread_works_itself() {
        let work = || {
            let own = thread::current().id();
            let workers = Workers::here(|| ());
            assert_eq!(workers.run(|| thread::current().id()), own);
            // It cannot belong to others too: they work without it.
            assert_eq!(Workers::here(|| ()).run(|| 1), 1);
        };
        thread::spawn(work).join().unwrap();
    }
}
