//! Desks: as many as the machine has cores. Whoever understands what was read sits at one; there
//! are more readers than desks, so that some wait for the disk while the others work.

use std::sync::{Condvar, Mutex, PoisonError};

/// Some desks, taken and left again.
#[derive(Debug)]
pub(super) struct Desks {
    free: Mutex<usize>,
    left: Condvar,
}

impl Desks {
    /// So many desks, one at least.
    pub(super) fn new(count: usize) -> Self {
        Self {
            free: Mutex::new(count.max(1)),
            left: Condvar::new(),
        }
    }

    /// Takes a desk; waits for one. It is free again when it is dropped.
    pub(super) fn take(&self) -> Desk<'_> {
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let free = self.left.wait_while(free, |free| *free == 0);
        *free.unwrap_or_else(PoisonError::into_inner) -= 1;
        Desk { desks: self }
    }
}

/// A desk that somebody sits at.
#[derive(Debug)]
pub(super) struct Desk<'a> {
    desks: &'a Desks,
}

impl Drop for Desk<'_> {
    fn drop(&mut self) {
        *self
            .desks
            .free
            .lock()
            .unwrap_or_else(PoisonError::into_inner) += 1;
        self.desks.left.notify_one();
    }
}
