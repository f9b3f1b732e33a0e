//! What the loop sees to so that nothing is lost: when to keep where the reader is, when to say
//! that something is not saved yet, and that all is written down before the program ends.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use super::keeper::{Ask, Handle};
use crate::app::keeping::Keeping;
use crate::app::{App, Message};
use crate::article::ArticleId;
use crate::review::Step;
use crate::review::memory::Session;

/// How long typing and moving go on before they are kept: what a crash may cost.
const PAUSE: Duration = Duration::from_secs(2);

/// How long a change may be on its way before it is said.
const SLOW: Duration = Duration::from_millis(300);

/// How long the end of the program waits for the disk.
const PATIENCE: Duration = Duration::from_millis(400);

/// The loop's side of remembering.
#[derive(Debug)]
pub(super) struct Remembering {
    keeper: Handle,
    /// When to keep the session and the drafts.
    keep_at: Option<Instant>,
    /// When to say that something is not saved yet.
    say_at: Option<Instant>,
    drafts: BTreeMap<ArticleId, Option<String>>,
    /// The session as it was last kept; `None` until it is known where the reader was.
    session: Option<Session>,
}

impl Remembering {
    /// With this keeper.
    pub(super) fn new(keeper: Handle) -> Self {
        Self {
            keeper,
            keep_at: None,
            say_at: None,
            drafts: BTreeMap::new(),
            session: None,
        }
    }

    /// Asks the keeper; whether there still is one.
    pub(super) fn ask(&self, ask: Ask) -> bool {
        self.keeper.ask(ask)
    }

    /// Something was said of articles.
    pub(super) fn keep(&mut self, steps: Vec<Step>, now: Instant) {
        self.keeper.ask(Ask::Keep(steps));
        self.say_at.get_or_insert(now + SLOW);
    }

    /// A note is being typed, or no more.
    pub(super) fn draft(&mut self, id: ArticleId, note: Option<String>, now: Instant) {
        if note.is_none() {
            self.drafts.remove(&id);
            self.keeper.ask(Ask::Draft(id, None));
        } else {
            self.drafts.insert(id, note);
            self.touched(now);
        }
    }

    /// The reader did something.
    pub(super) fn touched(&mut self, now: Instant) {
        self.keep_at.get_or_insert(now + PAUSE);
    }

    /// It is known where the reader was.
    pub(super) fn resumed(&mut self, app: &App) {
        self.session.get_or_insert_with(|| app.session());
    }

    /// The next time to look here.
    pub(super) fn deadline(&self) -> Option<Instant> {
        [self.keep_at, self.say_at].into_iter().flatten().min()
    }

    /// Does what is due; tells what a person should know.
    pub(super) fn look(&mut self, app: &App, now: Instant) -> Option<Message> {
        if self.keep_at.is_some_and(|at| at <= now) {
            self.keep_all(app);
        }
        if self.say_at.is_none_or(|at| at > now) {
            return None;
        }
        self.say_at = None;
        if self.keeper.waiting() == 0 || app.scene.keeping != Keeping::Kept {
            return None;
        }
        let waiting = self.keeper.waiting_is_told();
        Some(Message::Keeping(Keeping::Waiting(waiting)))
    }

    /// Keeps where the reader is, and the notes that are being typed.
    fn keep_all(&mut self, app: &App) {
        self.keep_at = None;
        for (id, note) in std::mem::take(&mut self.drafts) {
            self.keeper.ask(Ask::Draft(id, note));
        }
        let session = app.session();
        if self.session.as_ref().is_some_and(|kept| *kept != session) {
            self.keeper.ask(Ask::Session(Box::new(session.clone())));
            self.session = Some(session);
        }
    }

    /// Writes everything down, as far as the disk does it in time; whether it did.
    pub(super) fn flush(&mut self, app: &App) -> bool {
        self.keep_all(app);
        self.keeper.flush(PATIENCE)
    }

    /// Steps that are not written down.
    pub(super) fn waiting(&self) -> usize {
        self.keeper.waiting()
    }
}

/// Whichever way the loop is left, also by a fault of the program: what was asked is written, and
/// the file closed.
impl Drop for Remembering {
    fn drop(&mut self) {
        self.keeper.end(PATIENCE);
    }
}
