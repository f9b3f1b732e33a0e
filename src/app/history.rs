//! The history of marks: every change, newest first, to go back and forward in.
//!
//! Promises: going to a row leaves exactly the changes from there downwards standing; going back
//! up to the first one does them all again. Only rows in view are put into words.

use std::ops::Range;

use crate::action::Action;
use crate::app::motion;
use crate::app::picker;
use crate::app::scene::{Outcome, Scene};
use crate::app::screen::{Area, Screen};
use crate::review::Marks;
use crate::text;

/// Columns of the overlay at most, with its border.
const WIDEST: u16 = 92;

/// State of the overlay.
#[derive(Clone, Debug)]
pub struct History {
    /// The row under the cursor, from the newest change on.
    row: usize,
}

/// A change as the overlay shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its number, the oldest change is 1; 0 is before all of them.
    pub number: usize,
    /// What was done.
    pub words: String,
    /// Whether it stands now.
    pub state: State,
}

/// Where a change lies from the present state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It was undone.
    Undone,
    /// It is the last one that stands.
    Now,
    /// It stands.
    Done,
}

impl History {
    /// The history, the cursor on the present state.
    pub fn new(marks: &Marks) -> Self {
        Self {
            row: marks.undone().len(),
        }
    }

    /// So many changes more stand above: the cursor stays on its row.
    pub fn move_down(&mut self, rows: usize) {
        self.row = self.row.saturating_add(rows);
    }

    /// The row under the cursor.
    pub fn row(&self) -> usize {
        self.row
    }

    /// Rows there are: a change each, and the beginning.
    pub fn count(marks: &Marks) -> usize {
        let changes = marks.done().len().saturating_add(marks.undone().len());
        changes.saturating_add(1)
    }

    /// These rows, newest first.
    pub fn rows(scene: &Scene, wanted: Range<usize>) -> Vec<Row> {
        let (done, undone) = (scene.marks.done(), scene.marks.undone());
        let total = done.len().saturating_add(undone.len());
        let row = |at: usize| {
            let number = total.saturating_sub(at);
            let change = match at.checked_sub(undone.len()) {
                None => undone.get(at),
                Some(back) => done.iter().rev().nth(back),
            };
            let words = change.map_or_else(
                || "the beginning".to_owned(),
                |change| change.describe(&scene.settings.verdicts, |id| name(scene, id)),
            );
            let state = match number.cmp(&done.len()) {
                std::cmp::Ordering::Greater => State::Undone,
                std::cmp::Ordering::Equal => State::Now,
                std::cmp::Ordering::Less => State::Done,
            };
            Row {
                number,
                words,
                state,
            }
        };
        wanted.map(row).collect()
    }

    /// Carries out what a key means in the overlay.
    pub fn act(&mut self, action: Action, scene: &Scene) -> Vec<Outcome> {
        let last = Self::count(&scene.marks).saturating_sub(1);
        let page = page(&scene.screen, &scene.marks);
        let motion = match action {
            Action::Enter => {
                let number = last.saturating_sub(self.row);
                return vec![Outcome::Travel(number)];
            }
            Action::Move(motion) => motion,
            _ => return vec![Outcome::Close],
        };
        self.row = motion::target(motion, self.row, page, last);
        Vec::new()
    }
}

fn name(scene: &Scene, id: crate::article::ArticleId) -> String {
    let view = scene.store.get(id);
    let name = view.map_or("", |view| view.headline_or_lead());
    text::truncate(name, 60).into_owned()
}

/// Where the overlay stands, its border included.
pub fn area(screen: &Screen, marks: &Marks) -> Area {
    picker::area(screen, WIDEST, History::count(marks))
}

/// Rows in view.
pub fn page(screen: &Screen, marks: &Marks) -> usize {
    usize::from(area(screen, marks).inside().height).max(1)
}
