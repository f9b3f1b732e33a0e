//! The terminal as a device: whether there is one, how it is taken over, how it is given back.
//!
//! Promises: whatever ends the program (quitting, an error, a panic, a signal, a stop), the
//! terminal is given back exactly once, as it was found: line mode, main screen, visible cursor,
//! no bracketed paste, no colours. Giving back never blocks on a terminal that takes no bytes.
//! This module and [`super::screen`] alone write to the terminal.

use std::fs::OpenOptions;
use std::io::{self, IsTerminal as _};
use std::os::fd::{AsFd as _, BorrowedFd, OwnedFd};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::style::{Attribute, SetAttribute};
use crossterm::terminal::{Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen};
use crossterm::{Command, cursor};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::termios::{
    OptionalActions, QueueSelector, Termios, tcflush, tcgetattr, tcgetwinsize, tcsetattr,
};

use super::gate::Gate;

/// Most cells that are drawn; a frame keeps each of them in memory.
const MOST_CELLS: u32 = 1 << 20;

/// Ends a control sequence that was cut off (ECMA-48 `CAN`).
const CANCEL: char = '\u{18}';

/// Why the reader cannot be shown. Its text says what to do instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoTerminal {
    /// What is printed goes elsewhere.
    #[error(
        "standard output is not a terminal, so there is no screen to read on; \
         `dateline list` prints the articles instead"
    )]
    Output,
    /// There is nowhere to read keys from.
    #[error(
        "standard input is not a terminal and no other was found to read keys from; \
         `dateline list` prints the articles instead"
    )]
    Keys,
    /// The terminal says that it can only print lines.
    #[error(
        "this terminal cannot show a screen (TERM is “dumb” or not set); \
         `dateline list` prints the articles instead"
    )]
    Dumb,
}

/// Whether the reader can be shown here. Standard input may be anything (it may bring the
/// articles) as long as the terminal can be opened for keys.
///
/// # Errors
/// When there is no terminal, or one that only prints lines.
pub fn usable() -> Result<(), NoTerminal> {
    Device::open().map(drop)
}

/// Columns and rows of a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Extent {
    /// Width in columns.
    pub(crate) columns: u16,
    /// Height in rows.
    pub(crate) rows: u16,
}

/// An open terminal: one end for keys, one for the screen.
#[derive(Debug)]
pub(crate) struct Device {
    keys: OwnedFd,
    screen: OwnedFd,
}

impl Device {
    /// Finds the terminal: the screen on standard output, keys on standard input or, where that
    /// is something else, on the controlling terminal.
    pub(crate) fn open() -> Result<Self, NoTerminal> {
        let stdout = io::stdout();
        if !stdout.is_terminal() {
            return Err(NoTerminal::Output);
        }
        if !shows_screens(std::env::var_os("TERM").as_deref()) {
            return Err(NoTerminal::Dumb);
        }
        let screen = duplicate(stdout.as_fd()).ok_or(NoTerminal::Output)?;
        let stdin = io::stdin();
        let keys = if stdin.is_terminal() {
            duplicate(stdin.as_fd())
        } else {
            controlling_terminal()
        };
        let keys = keys.ok_or(NoTerminal::Keys)?;
        Ok(Self { keys, screen })
    }

    /// Where keys come from.
    pub(crate) fn keys(&self) -> BorrowedFd<'_> {
        self.keys.as_fd()
    }

    /// Where frames go.
    pub(crate) fn screen(&self) -> BorrowedFd<'_> {
        self.screen.as_fd()
    }

    /// Size of the screen; 0 × 0 where the terminal does not know. A terminal that claims more
    /// than [`MOST_CELLS`] is taken for a lower one.
    pub(crate) fn extent(&self) -> Extent {
        let size = tcgetwinsize(&self.screen).or_else(|_| tcgetwinsize(&self.keys));
        let (columns, rows) = size.map_or((0, 0), |size| (size.ws_col, size.ws_row));
        let most_rows = MOST_CELLS.checked_div(u32::from(columns));
        let most_rows = most_rows.and_then(|most| u16::try_from(most).ok());
        Extent {
            columns,
            rows: rows.min(most_rows.unwrap_or(u16::MAX)),
        }
    }

    /// Writes everything, however slowly the terminal takes it.
    ///
    /// # Errors
    /// When the terminal has gone.
    pub(crate) fn write_all(&self, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            match rustix::io::write(&self.screen, bytes) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
                Err(rustix::io::Errno::INTR) => {}
                // Another program left the terminal in non-blocking mode.
                Err(rustix::io::Errno::AGAIN) => {
                    self.wait_writable(None)?;
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// Writes a few bytes if the terminal takes them within a moment, else drops them.
    fn write_soon(&self, bytes: &[u8]) {
        const MOMENT: Duration = Duration::from_millis(300);
        if self.wait_writable(Some(MOMENT)).unwrap_or(false) {
            // The terminal may have gone; then there is nothing to give back.
            let _gone = self.write_all(bytes);
        }
    }

    fn wait_writable(&self, longest: Option<Duration>) -> io::Result<bool> {
        let longest = longest.and_then(|wait| Timespec::try_from(wait).ok());
        let mut waiting = [PollFd::new(&self.screen, PollFlags::OUT)];
        match poll(&mut waiting, longest.as_ref()) {
            Ok(ready) => Ok(ready > 0),
            Err(rustix::io::Errno::INTR) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }
}

/// Whether a terminal of this `TERM` has a cursor that can be moved.
fn shows_screens(term: Option<&std::ffi::OsStr>) -> bool {
    term.is_some_and(|term| !term.is_empty() && term != "dumb")
}

fn duplicate(fd: BorrowedFd<'_>) -> Option<OwnedFd> {
    fd.try_clone_to_owned().ok()
}

fn controlling_terminal() -> Option<OwnedFd> {
    let terminal = OpenOptions::new().read(true).write(true).open("/dev/tty");
    terminal.ok().map(OwnedFd::from)
}

/// The terminal, taken over or given back; shared by everything that may have to give it back.
#[derive(Debug)]
pub(crate) struct Terminal {
    device: Device,
    /// How the terminal was set when it was found.
    found: Termios,
    held: Mutex<bool>,
    gate: Gate,
}

impl Terminal {
    /// Remembers how the terminal is set; changes nothing yet.
    ///
    /// # Errors
    /// When its settings cannot be read.
    pub(crate) fn new(device: Device) -> io::Result<Self> {
        let found = tcgetattr(device.keys())?;
        Ok(Self {
            device,
            found,
            held: Mutex::new(false),
            gate: Gate::new()?,
        })
    }

    /// The device below.
    pub(crate) fn device(&self) -> &Device {
        &self.device
    }

    /// What holds back the thread that reads keys.
    pub(crate) fn gate(&self) -> &Gate {
        &self.gate
    }

    /// Lends the terminal to `work`, which may let another program use it: as it was found, and
    /// with nobody else reading keys. It is taken again afterwards; nothing on it is as before.
    ///
    /// # Errors
    /// When the terminal has gone.
    pub(crate) fn lend<T>(&self, work: impl FnOnce() -> T) -> io::Result<T> {
        self.gate.close()?;
        self.give_back();
        let done = work();
        let taken = self.take();
        self.gate.open();
        taken.map(|()| done)
    }

    /// Takes the terminal over: raw mode, alternate screen, bracketed paste. Doing it again is
    /// harmless, and needed when someone else used the terminal in between.
    ///
    /// # Errors
    /// When the terminal has gone.
    pub(crate) fn take(&self) -> io::Result<()> {
        let mut held = self.held();
        *held = true;
        let mut raw = self.found.clone();
        raw.make_raw();
        tcsetattr(self.device.keys(), OptionalActions::Now, &raw)?;
        self.device.write_all(taking().as_bytes())
    }

    /// Gives the terminal back as it was found, once; again, it does nothing.
    pub(crate) fn give_back(&self) {
        let mut held = self.held();
        if std::mem::take(&mut *held) {
            self.device.write_soon(giving_back().as_bytes());
            // Fails only when the terminal has gone.
            let _gone = tcsetattr(self.device.keys(), OptionalActions::Now, &self.found);
        }
    }

    /// Gives the terminal back while the loop hangs on writing to it: cuts off what it was
    /// writing, and waits for nobody.
    pub(crate) fn give_back_by_force(&self) {
        // Both fail only when the terminal has gone.
        let _gone = tcsetattr(self.device.keys(), OptionalActions::Now, &self.found);
        let _gone = tcflush(&self.device.screen, QueueSelector::OFlush);
        self.device
            .write_soon(format!("{CANCEL}{}", giving_back()).as_bytes());
    }

    /// Forgets the terminal, which has gone: nothing is written to it any more.
    pub(crate) fn forget(&self) {
        *self.held() = false;
    }

    fn held(&self) -> MutexGuard<'_, bool> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Holds the terminal as long as it lives, and gives it back however that ends.
#[derive(Debug)]
pub(crate) struct Guard<'a>(&'a Terminal);

impl<'a> Guard<'a> {
    /// Takes the terminal over.
    ///
    /// # Errors
    /// When the terminal has gone.
    pub(crate) fn take(terminal: &'a Terminal) -> io::Result<Self> {
        let guard = Self(terminal);
        terminal.take()?;
        Ok(guard)
    }
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        self.0.give_back();
    }
}

fn taking() -> String {
    let mut out = String::new();
    add(&mut out, EnterAlternateScreen);
    add(&mut out, EnableBracketedPaste);
    add(&mut out, SetAttribute(Attribute::Reset));
    add(&mut out, Clear(ClearType::All));
    add(&mut out, cursor::Hide);
    out
}

fn giving_back() -> String {
    let mut out = String::new();
    add(&mut out, SetAttribute(Attribute::Reset));
    add(&mut out, DisableBracketedPaste);
    add(&mut out, cursor::Show);
    add(&mut out, LeaveAlternateScreen);
    out
}

fn add(out: &mut String, command: impl Command) {
    command
        .write_ansi(out)
        .expect("writing to a string never fails");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_that_only_prints_lines_is_known() {
        for (term, shows) in [
            (None, false),
            (Some(""), false),
            (Some("dumb"), false),
            (Some("xterm-256color"), true),
            (Some("nobody-knows-this-one"), true),
        ] {
            assert_eq!(shows_screens(term.map(AsRef::as_ref)), shows, "{term:?}");
        }
    }

    #[test]
    fn every_mode_that_is_switched_on_is_switched_off_again() {
        let modes = |text: &str, last: char| -> Vec<String> {
            let mut modes: Vec<String> = text
                .split("\u{1b}[?")
                .skip(1)
                .filter_map(|rest| rest.split_once(last).map(|(mode, _)| mode.to_owned()))
                .filter(|mode| mode.bytes().all(|byte| byte.is_ascii_digit()))
                .collect();
            modes.sort();
            modes
        };
        assert_eq!(modes(&taking(), 'h'), modes(&giving_back(), 'l'));
        assert_eq!(modes(&taking(), 'l'), modes(&giving_back(), 'h'));
    }

    #[test]
    fn the_refusals_say_what_to_do_instead() {
        for refusal in [NoTerminal::Output, NoTerminal::Keys, NoTerminal::Dumb] {
            assert!(refusal.to_string().contains("dateline list"), "{refusal}");
        }
    }
}
