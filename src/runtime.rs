//! The world around the application: terminal, keys, signals, threads, clock.
//!
//! ```text
//!   keys ─────┐                        ┌─> App::update ─> effects ─> searcher, loader, clock
//!   signals ──┤                        │
//!   loader ───┼─> one channel ─> loop ─┤
//!   searcher ─┤                        └─> ui::draw ─> screen
//!   keeper ───┘
//! ```
//!
//! Promises: the terminal is given back whatever happens; no key waits for the disk, a parser or
//! a search; nothing runs while nothing happens; a fault in a thread beside the loop costs what
//! that thread was doing. What a key means and what the screen shows is not decided here.

mod child;
mod clipboard;
pub mod clock;
mod crash;
mod decoder;
mod editor;
mod event_loop;
pub mod exporter;
mod fault;
mod filters;
mod gate;
mod incoming;
mod input;
mod keeper;
mod loader;
mod opener;
pub mod outfile;
mod remembering;
mod screen;
mod searcher;
mod signals;
mod terminal;
mod threads;

use std::io;
use std::sync::Arc;
use std::sync::mpsc::channel;

use crate::app::App;
use crate::ingest::{Input, Options};

use event_loop::{EventLoop, Stop};
use incoming::Ending;
use terminal::{Device, Guard, Terminal};

pub use keeper::Place;
pub use signals::outlive_limits;
pub use terminal::{NoTerminal, usable};

/// How the reader was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// By a key.
    Quit,
    /// The terminal has gone.
    Gone,
    /// By a signal of this number, which could not be raised again.
    Signal(i32),
}

impl Exit {
    /// The exit code: 0, or 128 and the number of the signal (a terminal that has gone counts as
    /// the `SIGHUP` that announces it).
    pub fn code(self) -> u8 {
        match self {
            Self::Quit => 0,
            Self::Gone => 129,
            Self::Signal(number) => u8::try_from(128 + number).unwrap_or(u8::MAX),
        }
    }
}

/// Why the reader could not be opened or go on.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// There is no terminal to open it on.
    #[error(transparent)]
    NoTerminal(#[from] NoTerminal),
    /// The system refused something.
    #[error("the screen cannot be opened: {0}")]
    System(#[from] io::Error),
}

/// What the reader is opened on.
#[derive(Clone, Debug)]
pub struct Pile {
    /// What to read.
    pub inputs: Vec<Input>,
    /// How to read it.
    pub options: Options,
    /// Whether new and changed files are taken in while the reader is open.
    pub follows: bool,
    /// Where marks are kept.
    pub place: Place,
}

/// Opens the reader on a pile and runs it until it is left. The terminal is as it was before when
/// this returns, and also when it does not: after a signal that ends the program, the signal is
/// raised again instead. What was said of articles is written down before, as far as the disk
/// takes it within half a second.
///
/// # Errors
/// When there is no terminal that can show a screen, or the system refuses a thread.
pub fn run(app: App, pile: Pile) -> Result<Exit, Fault> {
    let terminal = Arc::new(Terminal::new(Device::open()?)?);
    crash::prepare(&terminal);
    let stop = run_on(&terminal, app, pile);
    crash::relax();
    match stop? {
        Stop::Quit => Ok(Exit::Quit),
        Stop::Ended(Ending::Gone) => Ok(Exit::Gone),
        Stop::Ended(Ending::Signal(signal)) => {
            signals::raise_again(signal);
            Ok(Exit::Signal(signal))
        }
    }
}

fn run_on(terminal: &Arc<Terminal>, app: App, pile: Pile) -> io::Result<Stop> {
    let (outbox, inbox) = channel();
    // Hangs up when this function is left, whichever way.
    let (_running, ended) = channel();
    threads::listen(terminal, &outbox, ended)?;
    let guard = Guard::take(terminal)?;
    let stop = EventLoop::new(app, terminal, pile, (outbox, inbox))?.run();
    if stop == Stop::Ended(Ending::Gone) {
        terminal.forget();
    }
    drop(guard);
    Ok(stop)
}
