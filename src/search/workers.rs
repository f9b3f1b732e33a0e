//! The workers a search shares its work among: a pool of its own, so that no search waits behind
//! the reading of files.

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

    /// Runs a task on the pool; what it does in parallel is done by the pool's workers.
    pub fn run<T: Send>(&self, task: impl FnOnce() -> T + Send) -> T {
        match &self.0 {
            Some(pool) => pool.install(task),
            None => task(),
        }
    }
}
