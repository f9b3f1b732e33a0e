//! The thread that hears signals.
//!
//! `SIGTERM`, `SIGHUP` and `SIGQUIT` end the program; so does the second `SIGINT` without a key in
//! between (the first is the same as `C-c`). The loop gives the terminal back and raises the signal
//! again, so that the parent sees what happened; should the loop hang on a terminal that takes
//! no bytes, this thread does it instead after [`PATIENCE`]. `SIGTSTP` and `SIGCONT` give the
//! terminal back and take it again; `SIGXFSZ` is ignored, so that a full quota is an error of a
//! write and not a death. While another program has the terminal, `SIGINT` and `SIGQUIT` are
//! meant for that one, and `SIGTSTP` stops this one as it stops the other.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

use rustix::process::{Signal, getpgrp, getsid, kill_current_process_group};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH, SIGXFSZ};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use super::decoder::Typed;
use super::incoming::{Ending, Incoming};
use super::terminal::Terminal;
use crate::action::{Key, KeyCode};

/// How long the loop may take to end before it is ended.
const PATIENCE: Duration = Duration::from_millis(500);

/// From here on a file that may not grow any more is an error of a write, and not a death half-way.
///
/// # Errors
/// When the system refuses a handler.
pub fn outlive_limits() -> io::Result<()> {
    signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false))).map(drop)
}

/// Registers for all signals that concern the screen.
///
/// # Errors
/// When the system refuses a handler.
pub(crate) fn register() -> io::Result<Signals> {
    outlive_limits()?;
    Signals::new([SIGTERM, SIGHUP, SIGQUIT, SIGINT, SIGTSTP, SIGCONT, SIGWINCH])
}

/// Hears signals until one ends the program. `ended` is the loop's: it hangs up when it is done.
pub(crate) fn hear(
    mut signals: Signals,
    terminal: &Terminal,
    interrupted: &AtomicBool,
    loop_: &Sender<Incoming>,
    ended: &Receiver<()>,
) {
    for signal in signals.forever() {
        let is_lent = terminal.gate().is_for_another();
        let incoming = match signal {
            SIGINT | SIGQUIT if is_lent => continue,
            SIGTSTP if is_lent => {
                stop();
                continue;
            }
            SIGWINCH => Incoming::Resized,
            SIGTSTP => Incoming::StopAsked,
            SIGCONT => Incoming::Continued,
            SIGINT if !interrupted.swap(true, Ordering::Relaxed) => {
                Incoming::Typed(Typed::Key(INTERRUPT))
            }
            _ => {
                // The loop may have ended by itself; then the wait is short.
                let _ended = loop_.send(Incoming::End(Ending::Signal(signal)));
                return end(signal, terminal, ended);
            }
        };
        if loop_.send(incoming).is_err() {
            return;
        }
    }
}

/// The key that `SIGINT` stands for.
const INTERRUPT: Key = Key {
    code: KeyCode::Char('c'),
    ctrl: true,
    alt: false,
    shift: false,
};

fn end(signal: i32, terminal: &Terminal, ended: &Receiver<()>) {
    if let Err(RecvTimeoutError::Timeout) = ended.recv_timeout(PATIENCE) {
        terminal.give_back_by_force();
        raise_again(signal);
    }
}

/// Ends the program by the signal it was sent, so that its parent sees it. Returns only for a
/// signal that the system does not know.
pub(crate) fn raise_again(signal: i32) {
    // Unknown numbers are the only error, and none is registered.
    let _unknown = emulate_default_handler(signal);
}

/// Stops the whole job, as Ctrl-Z in line mode would; returns when it goes on. Does nothing where
/// nobody could continue it: a job that shares its group with the leader of its session has
/// no shell above it that controls jobs.
pub(crate) fn stop() {
    let has_job_control = getsid(None).is_ok_and(|session| session != getpgrp());
    if has_job_control {
        // The group is our own: it may be signalled.
        let _own = kill_current_process_group(Signal::STOP);
    }
}
