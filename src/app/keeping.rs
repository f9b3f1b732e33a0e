//! Whether what is said of articles is kept, as the screen tells it.

use crate::action::Action;
use crate::app::moment::counted;
use crate::app::{App, Effect, Overlay};

/// Where marks go, and how that is going.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// Nowhere: they last until quitting. Why, where there is more to say than that.
    Nowhere(Option<String>),
    /// To the disk; all that was said is there, or was said just now.
    Kept,
    /// So many changes have been on their way for longer than a person would think.
    Waiting(usize),
    /// The disk takes nothing. It is tried again until it does.
    Failing {
        /// Why: "disk full".
        why: String,
        /// Changes that are not saved.
        waiting: usize,
    },
}

/// The file of marks was damaged: what became of it, and what can be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damaged {
    /// Where it lies now.
    pub moved_to: String,
    /// The last backup, if there is one.
    pub backup: Option<String>,
}

impl Damaged {
    /// What is told, and what is asked.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = vec![
            "The file of marks was damaged. An empty one was begun; it is kept as".to_owned(),
            self.moved_to.clone(),
        ];
        match &self.backup {
            Some(backup) => {
                lines.push(format!("There is a backup: {backup}"));
                lines.push("Enter takes its marks · any other key goes on without".to_owned());
            }
            None => lines.push("There is no backup · any key goes on".to_owned()),
        }
        lines
    }
}

impl Default for Keeping {
    /// Nobody has said where they go.
    fn default() -> Self {
        Self::Nowhere(None)
    }
}

impl App {
    /// What the footer says of the marks: nothing, as long as they are safe.
    pub fn keeping_words(&self) -> Option<String> {
        match &self.scene.keeping {
            Keeping::Kept => None,
            Keeping::Nowhere(_) => {
                let any = self.scene.marks.has_new();
                any.then(|| "marks last until quitting".to_owned())
            }
            Keeping::Waiting(waiting) => {
                Some(format!("saving {}", counted(*waiting, "change", "changes")))
            }
            Keeping::Failing { why, waiting } => {
                Some(format!("not saved: {why} ({waiting} waiting)"))
            }
        }
    }

    /// Whether changes of earlier runs, or of the reading before, are still being found.
    pub fn awaits_changes(&self) -> bool {
        self.owed.is_some()
    }

    /// Leaving was asked for, and so many changes are not written down: asks what to do.
    pub(super) fn unsaved(&mut self, waiting: usize) {
        let why = match &self.scene.keeping {
            Keeping::Failing { why, .. } => why.clone(),
            _ => "the disk is slow".to_owned(),
        };
        self.scene.keeping = Keeping::Failing { why, waiting };
        self.overlay = Some(Overlay::Quit);
    }

    /// The offer of the last backup was answered.
    pub(super) fn answer_offer(&mut self, action: Action, effects: &mut Vec<Effect>) {
        let offer = self.overlay.take();
        let has_backup =
            matches!(offer, Some(Overlay::Damaged(damaged)) if damaged.backup.is_some());
        if action == Action::Enter && has_backup {
            effects.push(Effect::Restore);
        }
    }

    /// What would be lost by quitting now, in words; `None` when nothing would be.
    pub fn loss(&self) -> Option<String> {
        match &self.scene.keeping {
            Keeping::Kept | Keeping::Waiting(_) => None,
            Keeping::Nowhere(_) if !self.scene.marks.has_new() => None,
            Keeping::Nowhere(why) => {
                let marked = self.scene.marks.all().count();
                let marked = counted(marked, "marked article", "marked articles");
                let why = why
                    .as_ref()
                    .map_or(String::new(), |why| format!(" ({why})"));
                Some(format!("{marked}: marks last until quitting{why}."))
            }
            Keeping::Failing { why, waiting } => {
                let changes = counted(*waiting, "change is", "changes are");
                Some(format!("{changes} not saved: {why}."))
            }
        }
    }
}
