//! The terminal lent to another program, and taken again: a browser, a command that is given
//! text, the shell.

use super::super::incoming::Ending;
use super::super::opener::Opened;
use super::super::{child, opener, signals};
use super::{EventLoop, Stop};
use crate::app::Message;
use crate::config;

impl EventLoop {
    pub(super) fn open_link(&mut self, address: &str) {
        let browser = std::env::var("BROWSER").ok();
        let opened = opener::open(address, browser.as_deref(), &self.terminal, &self.outbox);
        match opened {
            Ok(Opened::Aside(said)) => self.update(Message::Told(said)),
            Ok(Opened::OnTerminal(said)) => self.had_lent(said),
            Err(_gone) => self.ending = Some(Stop::Ended(Ending::Gone)),
        }
    }

    pub(super) fn pipe(&mut self, command: config::Command, text: String) {
        if command.terminal {
            match child::run_on_terminal(&self.terminal, &command, text) {
                Ok(said) => self.had_lent(said),
                Err(_gone) => self.ending = Some(Stop::Ended(Ending::Gone)),
            }
        } else if let Err(error) = child::run_aside(command, text, &self.outbox) {
            self.update(Message::Told(format!("it cannot be started: {error}")));
        }
    }

    /// The terminal was lent: whatever is on it now, the next frame shows every cell.
    pub(super) fn had_lent(&mut self, said: String) {
        self.look_at_size();
        self.draw_all_again();
        self.update(Message::Told(said));
    }

    pub(super) fn suspend(&mut self) {
        // Not with half a transaction, which others would wait for.
        self.remembering.flush(&self.app);
        self.terminal.give_back();
        signals::stop();
        self.resume();
    }

    /// Takes the terminal again, which anyone may have used and resized meanwhile.
    pub(super) fn resume(&mut self) {
        if self.editor.is_some() {
            return;
        }
        if self.terminal.take().is_err() {
            self.ending = Some(Stop::Ended(Ending::Gone));
            return;
        }
        self.look_at_size();
        self.draw_all_again();
        self.update(Message::Resumed);
    }
}
