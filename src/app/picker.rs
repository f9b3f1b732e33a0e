//! The pickers of sources, dates, values of the record and saved filters: a list with counts,
//! narrowed by typing.
//!
//! Promises: the counts are those of everything else in the filter, and follow every answer; the
//! cursor stays on its row while rows come and go; choosing writes a term into the filter line or
//! only goes there, closing changes nothing.

mod dates;
mod note;
mod records;
mod rows;
mod saved;
mod sources;

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use chrono::NaiveDate;

pub use note::{Inferred, Note};
pub use rows::Rows;

use crate::action::{Action, Context, Motion};
use crate::app::Overlay;
use crate::app::motion;
use crate::app::prompt::Prompt;
use crate::app::scene::{Outcome, Scene};
use crate::app::screen::{Area, Screen};
use crate::article::ArticleId;
use crate::query::{self, DateTest, Test};
use rows::Found;

/// State of a picker.
#[derive(Clone, Debug)]
pub struct Picker {
    kind: Kind,
    /// What is typed to narrow the rows.
    prompt: Prompt,
    /// The row under the cursor; `None` is the first.
    chosen: Option<Target>,
    /// First days of years and months whose parts are shown.
    opened: BTreeSet<(NaiveDate, Width)>,
    /// Most rows so far: the overlay does not shrink while it is narrowed.
    tallest: usize,
}

/// What is picked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A source.
    Sources,
    /// A date.
    Dates,
    /// A language, format, tag or verdict.
    Records,
    /// A saved filter.
    Saved,
}

/// What a row stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// No term of this kind.
    Everything,
    /// This source; `None` is "source unknown".
    Source(Option<Arc<str>>),
    /// Dates that pass this test.
    Date(DateTest),
    /// Articles that pass this test of record or marks.
    Test(Test),
    /// The saved filter of this name.
    Saved(String),
}

/// A calendar period that a row can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Width {
    Year,
    Month,
    Day,
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What it says.
    pub label: String,
    /// Articles; `None` where they are not counted.
    pub count: Option<usize>,
    /// What else is known of them.
    pub note: Note,
    /// How deep it lies: a month in a year 1, a day in a month 2.
    pub depth: u16,
    /// Whether its parts can be shown, and are.
    pub parts: Parts,
    /// Whether the filter asks for it now.
    pub active: bool,
    /// What choosing it means.
    pub target: Target,
}

/// Parts of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parts {
    /// It has none.
    None,
    /// They are not shown.
    Closed,
    /// They stand below it.
    Open,
}

impl Picker {
    /// Shows the picker that is meant. Marks change counts without a question; it asks one.
    pub fn open(action: Action, scene: &Scene) -> Vec<Outcome> {
        let picker = Overlay::Picker(Self::of(action, scene));
        let ask = (action == Action::PickRecord).then_some(Outcome::Search);
        let show = Outcome::Show(Box::new(picker));
        std::iter::once(show).chain(ask).collect()
    }

    fn of(action: Action, scene: &Scene) -> Self {
        match action {
            Action::PickDate => Self::dates(scene),
            Action::PickRecord => Self::new(Kind::Records, scene),
            Action::PickSaved => Self::new(Kind::Saved, scene),
            _ => Self::new(Kind::Sources, scene),
        }
    }

    /// Dates, the cursor on the one that the filter asks for.
    fn dates(scene: &Scene) -> Self {
        let mut picker = Self::new(Kind::Dates, scene);
        if let Some(Target::Date(test)) = picker.active(scene) {
            picker.opened = dates::parents(&test).collect();
            picker.tallest = picker.rows(scene).len();
        }
        picker
    }

    fn new(kind: Kind, scene: &Scene) -> Self {
        let mut picker = Self {
            kind,
            prompt: Prompt::default(),
            chosen: None,
            opened: BTreeSet::new(),
            tallest: 0,
        };
        picker.chosen = picker.active(scene);
        picker.tallest = picker.rows(scene).len();
        picker
    }

    /// What is picked.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The line that narrows the rows.
    pub fn prompt(&self) -> &Prompt {
        &self.prompt
    }

    /// What the filter asks for now.
    fn active(&self, scene: &Scene) -> Option<Target> {
        match self.kind {
            Kind::Sources => sources::active(scene),
            Kind::Dates => query::date_term(&scene.query).cloned().map(Target::Date),
            Kind::Records | Kind::Saved => None,
        }
    }

    /// The rows, narrowed by what is typed.
    pub fn rows<'a>(&self, scene: &'a Scene) -> Rows<'a> {
        let Some(hits) = scene.hits.as_deref() else {
            return Rows::new(Found::Ready(Vec::new()), None, &scene.query);
        };
        let typed = self.prompt.text();
        let found = match self.kind {
            Kind::Sources => Found::Sources(sources::narrowed(&hits.sources, typed)),
            Kind::Dates => {
                let rows = dates::rows(&hits.dates, typed, &self.opened, scene.today);
                Found::Ready(rows)
            }
            Kind::Records => {
                let names = &scene.settings.verdicts;
                Found::Ready(records::rows(&hits.records, typed, names))
            }
            Kind::Saved => Found::Ready(saved::rows(&scene.settings.saved.lines, typed)),
        };
        let active = self.active(scene);
        let everything = active.is_some() && typed.is_empty();
        let rows = Rows::new(found, active, &scene.query);
        if everything {
            rows.below(self.everything())
        } else {
            rows
        }
    }

    /// The row that takes the term away.
    fn everything(&self) -> Row {
        let label = match self.kind {
            Kind::Sources => "every source",
            _ => "every date",
        };
        Row::of(label.to_owned(), Target::Everything)
    }

    /// Where the picker stands, its border included.
    pub fn area(&self, screen: &Screen) -> Area {
        area(screen, WIDEST, self.tallest)
    }

    /// Rows in view: the area without border and the line that is typed in.
    pub fn page(&self, screen: &Screen) -> usize {
        usize::from(self.area(screen).inside().height.saturating_sub(1)).max(1)
    }

    /// Index of the row under the cursor.
    pub fn cursor(&self, rows: &Rows<'_>) -> usize {
        let chosen = self.chosen.as_ref();
        let found = chosen.and_then(|chosen| rows.position(chosen));
        found.unwrap_or(0)
    }

    /// Types a text.
    pub fn typed(&mut self, text: &str, _scene: &Scene) -> Vec<Outcome> {
        self.prompt.insert(text);
        self.chosen = None;
        Vec::new()
    }

    /// Carries out what a key means in the picker; `filter` is the filter line as it stands.
    pub fn act(&mut self, action: Action, scene: &Scene, filter: &str) -> Vec<Outcome> {
        match action {
            Action::Restore | Action::Leave | Action::BackOrQuit => vec![Outcome::Close],
            Action::Enter => self.filter(scene, filter),
            Action::Complete => self.go_there(scene),
            Action::Move(motion) => self.move_by(motion, scene),
            Action::CursorRight if self.folds() => self.unfold(scene),
            Action::CursorLeft if self.folds() => self.fold(scene),
            Action::DeleteForward if self.kind == Kind::Saved && self.prompt.text().is_empty() => {
                self.forget(scene)
            }
            edit => {
                if self.prompt.edit(edit) {
                    self.chosen = None;
                }
                Vec::new()
            }
        }
    }

    /// Whether left and right close and open rows rather than move in the line.
    fn folds(&self) -> bool {
        self.kind == Kind::Dates && self.prompt.text().is_empty()
    }

    fn move_by(&mut self, motion: Motion, scene: &Scene) -> Vec<Outcome> {
        let rows = self.rows(scene);
        let page = self.page(&scene.screen);
        let at = self.cursor(&rows);
        let last = rows.len().saturating_sub(1);
        self.choose(&rows, motion::target(motion, at, page, last));
        Vec::new()
    }

    fn choose(&mut self, rows: &Rows<'_>, at: usize) {
        self.chosen = rows.get(at).map(|row| row.target);
    }

    fn unfold(&mut self, scene: &Scene) -> Vec<Outcome> {
        let rows = self.rows(scene);
        let at = self.cursor(&rows);
        let Some(row) = rows.get(at) else {
            return Vec::new();
        };
        self.chosen = Some(row.target.clone());
        match (row.parts, dates::period(&row.target)) {
            (Parts::Closed, Some(period)) => {
                self.opened.insert(period);
                self.tallest = self.tallest.max(self.rows(scene).len());
            }
            (Parts::Open, _) => self.choose(&rows, at.saturating_add(1)),
            _ => {}
        }
        Vec::new()
    }

    /// Closes the row, or goes to the one it is a part of.
    fn fold(&mut self, scene: &Scene) -> Vec<Outcome> {
        let rows = self.rows(scene);
        let at = self.cursor(&rows);
        let Some(row) = rows.get(at) else {
            return Vec::new();
        };
        let closed = dates::period(&row.target).is_some_and(|period| self.opened.remove(&period));
        if !closed {
            let above = |at: &usize| rows.get(*at).is_some_and(|other| other.depth < row.depth);
            let parent = (0..at).rev().find(above);
            self.choose(&rows, parent.unwrap_or(at));
        }
        Vec::new()
    }

    /// Writes the term of the row into the filter line.
    fn filter(&self, scene: &Scene, filter: &str) -> Vec<Outcome> {
        let rows = self.rows(scene);
        let Some(row) = rows.get(self.cursor(&rows)) else {
            return vec![self.nothing_like()];
        };
        let text = match &row.target {
            Target::Everything if self.kind == Kind::Sources => query::clear_source(filter),
            Target::Everything => query::clear_dates(filter),
            Target::Source(name) => query::set_source(filter, name.as_deref()),
            Target::Date(test) => query::set_dates(filter, test.clone()),
            Target::Test(test) if row.active => query::clear_tests(filter, test),
            Target::Test(test) => query::set_test(filter, test),
            Target::Saved(name) => format!("@{name}"),
        };
        vec![Outcome::Close, Outcome::Filter(text)]
    }

    /// Forgets the saved filter under the cursor.
    fn forget(&self, scene: &Scene) -> Vec<Outcome> {
        let rows = self.rows(scene);
        match rows.get(self.cursor(&rows)).map(|row| row.target) {
            Some(Target::Saved(name)) => {
                let again = Outcome::Do(Action::PickSaved);
                vec![Outcome::Call(Action::ForgetFilter, name), again]
            }
            _ => vec![self.nothing_like()],
        }
    }

    /// Goes to the first article of the list that the row stands for; the filter stays.
    fn go_there(&self, scene: &Scene) -> Vec<Outcome> {
        let rows = self.rows(scene);
        let Some(row) = rows.get(self.cursor(&rows)) else {
            return vec![self.nothing_like()];
        };
        let fits = |id: &&ArticleId| {
            let view = scene.store.get(**id);
            view.is_some_and(|view| match &row.target {
                Target::Everything => true,
                Target::Source(name) => view.source() == name.as_deref(),
                Target::Date(test) => {
                    let date = view.date().in_zone(scene.settings.zone);
                    dates::fits(test, date, scene.today)
                }
                Target::Test(test) => records::fits(test, view, scene.marks.get(**id)),
                Target::Saved(_) => false,
            })
        };
        if let Some(id) = scene.rows().iter().find(fits) {
            return vec![Outcome::Close, Outcome::Select(*id)];
        }
        let keymap = &scene.settings.keymap;
        let key = keymap.way_to(Action::Enter, Context::Picker);
        let why = format!("the filter hides these articles: {key} asks for them instead");
        vec![Outcome::Say(why)]
    }

    fn nothing_like(&self) -> Outcome {
        let what = match self.kind {
            Kind::Sources => "no source like",
            Kind::Dates => "no date like",
            Kind::Records => "no language, format, tag or verdict like",
            Kind::Saved => "no saved filter like",
        };
        Outcome::Say(format!("{what} {}", self.prompt.text()))
    }
}

impl Row {
    /// A row that only says what it is.
    fn of(label: String, target: Target) -> Self {
        Self {
            label,
            count: None,
            note: Note::None,
            depth: 0,
            parts: Parts::None,
            active: false,
            target,
        }
    }
}

/// Where an overlay with so many rows below a line stands: in the middle, at most so wide, a
/// border around.
pub fn area(screen: &Screen, widest: u16, rows: usize) -> Area {
    let width = screen.columns.saturating_sub(4).min(widest);
    let wanted = u16::try_from(rows.saturating_add(3)).unwrap_or(u16::MAX);
    let height = screen.rows.saturating_sub(4).min(wanted.clamp(8, 24));
    Area {
        x: screen.columns.saturating_sub(width) / 2,
        y: screen.rows.saturating_sub(height) / 2,
        width,
        height,
    }
}

/// Columns of a picker at most, with its border.
const WIDEST: u16 = 64;

/// The rows in view when `cursor` is kept near the middle.
pub fn in_view(count: usize, cursor: usize, page: usize) -> Range<usize> {
    let top = cursor
        .saturating_sub(page / 2)
        .min(count.saturating_sub(page));
    top..top.saturating_add(page).min(count)
}
