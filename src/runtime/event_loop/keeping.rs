//! What the loop does with what the keeper of marks tells, and before it ends.

use super::super::keeper::{Answer, Changes};
use super::{EventLoop, Stop};
use crate::app::Message;

impl EventLoop {
    /// What the keeper tells; of articles only where they are those of this reading.
    pub(super) fn remembered(&mut self, load: u64, what: Answer) {
        let is_current = load == self.load.number;
        match what {
            Answer::Session(session) => {
                if let Some(session) = session {
                    self.update(Message::Session(session));
                }
                self.remembering.resumed(&self.app);
            }
            Answer::Keeping(keeping) => self.update(Message::Keeping(keeping)),
            Answer::Damaged(damaged) => self.update(Message::Damaged(damaged)),
            Answer::Notice(notice) => self.update(Message::Trouble(notice)),
            // One after the other, and no key between: what was done can be undone as soon as it
            // is seen.
            Answer::Recalled(found, changes) if is_current => {
                self.update(Message::Recalled(found));
                if let Some(Changes { done, undone }) = changes {
                    self.update(Message::History { done, undone });
                }
            }
            Answer::NothingMore => self.no_changes(),
            Answer::Doubts(doubts) if is_current => self.update(Message::Doubts(doubts)),
            Answer::Merged(notes) if is_current => self.update(Message::Merged(notes)),
            // Of articles that are read anew, and known again then.
            _ => {}
        }
    }

    /// No changes of earlier runs are to be had.
    pub(super) fn no_changes(&mut self) {
        let (done, undone) = (Vec::new(), Vec::new());
        self.update(Message::History { done, undone });
    }

    /// Leaves, once everything is written down.
    pub(super) fn quit(&mut self) {
        if self.remembering.flush(&self.app) {
            self.ending = Some(Stop::Quit);
        } else {
            self.update(Message::Unsaved(self.remembering.waiting()));
        }
    }
}
