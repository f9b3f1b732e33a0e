//! The gate before the keyboard: closed while another program has the terminal, so that no two
//! read keys from it, and no signal meant for the other ends this one.

use std::io::{self, PipeReader, PipeWriter, Write as _};
use std::os::fd::{AsFd as _, BorrowedFd};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::clock;

/// How long closing waits for the thread that reads keys. It may have ended already.
const PATIENCE: Duration = Duration::from_millis(500);

/// How long after another program had the terminal a signal may still have been meant for it.
const AFTERMATH: Duration = Duration::from_millis(300);

/// Lets one thread read keys, or holds it back.
#[derive(Debug)]
pub(crate) struct Gate {
    state: Mutex<State>,
    changed: Condvar,
    /// When it was opened last.
    opened: Mutex<Option<Instant>>,
    /// Wakes the thread that waits for keys.
    bell: (PipeReader, PipeWriter),
}

/// How the gate stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Keys are read.
    Open,
    /// No more keys are to be read, but the thread may still be at it.
    Closing,
    /// The thread stands before the gate.
    Closed,
}

impl Gate {
    /// An open gate.
    ///
    /// # Errors
    /// When the system gives no pipe.
    pub(crate) fn new() -> io::Result<Self> {
        Ok(Self {
            state: Mutex::new(State::Open),
            changed: Condvar::new(),
            opened: Mutex::new(None),
            bell: io::pipe()?,
        })
    }

    /// Has bytes once the gate closes; for the thread that waits for keys.
    pub(crate) fn bell(&self) -> BorrowedFd<'_> {
        self.bell.0.as_fd()
    }

    /// Whether a signal from the keyboard is meant for another program: it has the terminal, or
    /// had it so lately that this one hears of the signal after the other has ended by it.
    pub(crate) fn is_for_another(&self) -> bool {
        let opened = *self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        let is_new = |opened| clock::now().saturating_duration_since(opened) < AFTERMATH;
        *self.state() != State::Open || opened.is_some_and(is_new)
    }

    /// Closes the gate; from now on this program reads no keys.
    ///
    /// # Errors
    /// When the thread that reads keys cannot be woken.
    pub(crate) fn close(&self) -> io::Result<()> {
        let mut state = self.state();
        *state = State::Closing;
        (&self.bell.1).write_all(b".")?;
        let is_closing = |state: &mut State| *state == State::Closing;
        // A thread that does not come has ended, and reads no keys either.
        let _whether = self.changed.wait_timeout_while(state, PATIENCE, is_closing);
        Ok(())
    }

    /// Opens it again.
    pub(crate) fn open(&self) {
        *self.opened.lock().unwrap_or_else(PoisonError::into_inner) = Some(clock::now());
        *self.state() = State::Open;
        self.changed.notify_all();
    }

    /// Holds the calling thread, which reads keys, while the gate is closed. Takes one ring of the
    /// bell.
    pub(crate) fn wait_until_open(&self) {
        let mut ring = [0];
        // The other end is held by this very gate: there is a ring for every closing.
        let _rung = rustix::io::read(&self.bell.0, &mut ring);
        let mut state = self.state();
        if *state == State::Closing {
            *state = State::Closed;
            self.changed.notify_all();
        }
        let is_closed = |state: &mut State| *state == State::Closed;
        let _open = self.changed.wait_while(state, is_closed);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
