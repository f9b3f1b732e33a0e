//! Keys that come faster than frames: what only a frame shows is left to the next frame.
//!
//! Promises: whatever looks at the article finds it laid out; a key that only passes articles by
//! in the list costs nothing of them.

use crate::action::{Action, Context};
use crate::app::App;
use crate::app::message::{Effect, Message};

/// Whether the article under the cursor is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LaidOut {
    Yes,
    /// It is passed by until a frame shows it or something looks at it.
    NotYet,
}

impl App {
    /// As [`Self::update`], but the article under the cursor of the list may be left to be laid
    /// out with [`Self::catch_up`]: keys that come faster than frames pass many articles by.
    pub fn update_ahead(&mut self, message: Message) -> Vec<Effect> {
        if self.only_moves(&message) {
            self.laid_out = LaidOut::NotYet;
        } else {
            self.catch_up();
        }
        self.take_in(message)
    }

    /// Lays out what was left to be laid out; to be called before a frame is drawn.
    pub fn catch_up(&mut self) {
        if std::mem::replace(&mut self.laid_out, LaidOut::Yes) == LaidOut::NotYet {
            self.article.lay_out(&self.scene);
        }
    }

    /// Whether a message is a key that moves the cursor of the list and does nothing else.
    fn only_moves(&self, message: &Message) -> bool {
        let Message::Key(key) = message else {
            return false;
        };
        let meant = self.scene.settings.keymap.resolve(Context::List, *key);
        self.context() == Context::List && matches!(meant, Some(Action::Move(_)))
    }
}
