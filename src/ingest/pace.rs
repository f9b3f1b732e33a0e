//! How reading is held back: stopped for good, or held for a moment while something more urgent
//! runs.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// Longest time that reading waits in one go: whoever holds it may have died.
const LONGEST: Duration = Duration::from_millis(50);

/// Holds readers while a search runs, so that the search has every core.
#[derive(Debug, Default)]
pub struct Hold {
    held: Mutex<bool>,
    freed: Condvar,
}

impl Hold {
    /// Holds the readers until [`Self::release`]; they stop within one article.
    pub fn hold(&self) {
        *self.held.lock().unwrap_or_else(PoisonError::into_inner) = true;
    }

    /// Lets them go on.
    pub fn release(&self) {
        *self.held.lock().unwrap_or_else(PoisonError::into_inner) = false;
        self.freed.notify_all();
    }

    fn wait(&self) {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if *held {
            // Whether it was released or the time is over, reading goes on.
            let _waited = self.freed.wait_timeout_while(held, LONGEST, |held| *held);
        }
    }
}

/// What a reading obeys.
#[derive(Clone, Copy, Debug)]
pub struct Pace<'a> {
    stop: &'a AtomicBool,
    hold: Option<&'a Hold>,
}

impl<'a> Pace<'a> {
    /// A reading that ends when `stop` becomes true and waits while `hold` holds it.
    pub fn new(stop: &'a AtomicBool, hold: &'a Hold) -> Self {
        let hold = Some(hold);
        Self { stop, hold }
    }

    /// Whether it is to end.
    pub(super) fn is_stopped(self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// What ends it.
    pub(super) fn stop(self) -> &'a AtomicBool {
        self.stop
    }

    /// Waits while it is held; whether it is to go on at all.
    pub(super) fn goes_on(self) -> bool {
        if let Some(hold) = self.hold {
            hold.wait();
        }
        !self.is_stopped()
    }
}

impl<'a> From<&'a AtomicBool> for Pace<'a> {
    /// A reading that nothing holds.
    fn from(stop: &'a AtomicBool) -> Self {
        Self { stop, hold: None }
    }
}
