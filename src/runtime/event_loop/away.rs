//! While the editor has the terminal: reading and searching go on, nothing is drawn and no key is
//! taken.

use std::io;
use std::process::ExitStatus;

use super::super::editor::Editor;
use super::super::threads;
use super::EventLoop;
use crate::app::Message;
use crate::app::noting::Edited;

impl EventLoop {
    /// Gives the terminal to the editor; its end arrives as a message of its own.
    pub(super) fn open_editor(&mut self, text: &str) {
        if let Err(error) = self.terminal.gate().close() {
            let trouble = format!("the keyboard cannot be given to the editor: {error}");
            return self.come_back(Edited::Failed(trouble, None));
        }
        self.terminal.give_back();
        let started = Editor::start(text, self.terminal.device()).and_then(|(editor, child)| {
            let waited = threads::await_editor(child, &self.outbox);
            waited.map_err(|error| format!("nobody can wait for the editor: {error}"))?;
            Ok(editor)
        });
        match started {
            Ok(editor) => self.editor = Some(editor),
            Err(trouble) => self.come_back(Edited::Failed(trouble, None)),
        }
    }

    /// The editor has ended: the terminal is taken again, and its text goes to the note.
    pub(super) fn editor_ended(&mut self, status: io::Result<ExitStatus>) {
        if let Some(editor) = self.editor.take() {
            self.come_back(editor.finish(status));
        }
    }

    fn come_back(&mut self, edited: Edited) {
        self.resume();
        self.terminal.gate().open();
        self.update(Message::Edited(edited));
    }
}
