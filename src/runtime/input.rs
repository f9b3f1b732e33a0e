//! The thread that reads the terminal.
//!
//! It sleeps in `poll` until the terminal has bytes or has gone, so that a terminal that vanishes
//! ends the program at once and costs nothing; reading first and asking later, as libraries
//! do, spins on a terminal that answers "end of file" for ever.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use super::decoder::{Decoder, Typed};
use super::incoming::{Ending, Incoming};
use super::terminal::Terminal;
use crate::text;

/// Most bytes taken at once.
const AT_ONCE: usize = 64 * 1024;

/// Reads keys until the terminal or the loop has gone. A key takes back an interrupt
/// (see [`super::signals`]).
pub(crate) fn read_keys(terminal: &Terminal, interrupted: &AtomicBool, loop_: &Sender<Incoming>) {
    let mut decoder = Decoder::default();
    let mut bytes = Vec::with_capacity(AT_ONCE);
    let mut typed = Vec::new();
    loop {
        match wait(terminal, decoder.patience()) {
            Waited::GateClosed => terminal.gate().wait_until_open(),
            Waited::Silence => decoder.give_up(&mut typed),
            Waited::Again => continue,
            Waited::Gone => break,
            Waited::Ready => match gather(terminal, &mut bytes) {
                Ok(()) => decoder.feed(&bytes, &mut typed),
                Err(Gone) => break,
            },
        }
        for typed in typed.drain(..) {
            interrupted.store(false, Ordering::Relaxed);
            if loop_.send(Incoming::Typed(clean(typed))).is_err() {
                return;
            }
        }
    }
    // The loop may have ended first.
    let _ended = loop_.send(Incoming::End(Ending::Gone));
}

/// How waiting for the terminal ended.
enum Waited {
    /// There are bytes.
    Ready,
    /// There were none for as long as was allowed.
    Silence,
    /// A signal came between.
    Again,
    /// The terminal has gone.
    Gone,
    /// Another program is to have the terminal.
    GateClosed,
}

fn wait(terminal: &Terminal, longest: Option<Duration>) -> Waited {
    let longest = longest.and_then(|wait| Timespec::try_from(wait).ok());
    let (keys, bell) = (terminal.device().keys(), terminal.gate().bell());
    let mut waiting = [
        PollFd::new(&bell, PollFlags::IN),
        PollFd::new(&keys, PollFlags::IN),
    ];
    match poll(&mut waiting, longest.as_ref()) {
        Ok(0) => Waited::Silence,
        Ok(_) => {
            let [bell, keys] = waiting;
            if !bell.revents().is_empty() {
                Waited::GateClosed
            } else if keys.revents().contains(PollFlags::IN) {
                Waited::Ready
            } else {
                Waited::Gone
            }
        }
        Err(Errno::INTR | Errno::AGAIN) => Waited::Again,
        Err(_) => Waited::Gone,
    }
}

/// The terminal has gone.
struct Gone;

/// Takes all bytes that wait, up to [`AT_ONCE`]: what came together is looked at together.
fn gather(terminal: &Terminal, bytes: &mut Vec<u8>) -> Result<(), Gone> {
    bytes.clear();
    let keys = terminal.device().keys();
    let mut piece = [0; 4096];
    while bytes.len() < AT_ONCE {
        match rustix::io::read(keys, &mut piece) {
            Ok(0) => return Err(Gone),
            Ok(length) => bytes.extend_from_slice(piece.get(..length).unwrap_or_default()),
            Err(Errno::INTR) => continue,
            Err(Errno::AGAIN) => return Ok(()),
            Err(_) => return Err(Gone),
        }
        if !matches!(wait(terminal, Some(Duration::ZERO)), Waited::Ready) {
            break;
        }
    }
    Ok(())
}

/// Pasted text is foreign text.
fn clean(typed: Typed) -> Typed {
    match typed {
        Typed::Paste(raw) => Typed::Paste(text::sanitise(&raw).text),
        key @ Typed::Key(_) => key,
    }
}
