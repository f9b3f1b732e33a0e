//! A short list to choose from: each row has a letter, and says what it will do.
//!
//! Promises: one key chooses, or moving and Enter; every other key leaves all as it is.

use crate::action::{Action, Motion};
use crate::app::scene::Outcome;
use crate::app::screen::{Area, Screen};
use crate::text;

/// Columns of the overlay at most.
const WIDEST: usize = 96;

/// State of the list.
#[derive(Clone, Debug)]
pub struct Choice {
    /// What is chosen.
    pub title: String,
    /// What there is to know before, a line each.
    pub words: Vec<String>,
    /// What can be chosen.
    pub rows: Vec<Row>,
    /// The row under the cursor.
    row: usize,
}

/// Something that can be chosen.
#[derive(Clone, Debug)]
pub struct Row {
    /// The key that chooses it.
    pub key: char,
    /// What it is called.
    pub label: String,
    /// What it is about.
    pub detail: String,
    /// What follows.
    pub then: Outcome,
}

impl Choice {
    /// A list with the cursor on its first row.
    pub fn new(title: impl Into<String>, rows: Vec<Row>) -> Self {
        Self {
            title: title.into(),
            words: Vec::new(),
            rows,
            row: 0,
        }
    }

    /// With lines above the rows.
    #[must_use]
    pub fn after(mut self, words: Vec<String>) -> Self {
        self.words = words;
        self
    }

    /// Index of the row under the cursor.
    pub fn cursor(&self) -> usize {
        self.row
    }

    /// What follows from a letter; nothing where no row has it.
    pub fn typed(&self, letter: char) -> Option<Vec<Outcome>> {
        let row = self.rows.iter().find(|row| row.key == letter)?;
        Some(chosen(row))
    }

    /// Carries out what a key means in the list.
    pub fn act(&mut self, action: Action) -> Vec<Outcome> {
        let last = self.rows.len().saturating_sub(1);
        let Action::Move(motion) = action else {
            let row = self.rows.get(self.row).filter(|_| action == Action::Enter);
            return row.map_or_else(|| vec![Outcome::Close], chosen);
        };
        self.row = match motion {
            Motion::Down => self.row.saturating_add(1).min(last),
            Motion::Up => self.row.saturating_sub(1),
            Motion::First | Motion::PageUp | Motion::HalfUp => 0,
            Motion::Last | Motion::PageDown | Motion::HalfDown => last,
        };
        Vec::new()
    }

    /// The whole list on one line, for a terminal that has no room for more.
    pub fn in_a_line(&self) -> String {
        let rows = self.rows.iter();
        let rows: Vec<String> = rows
            .map(|row| format!("{} {}", row.key, row.label))
            .collect();
        format!("{}: {}", self.title, rows.join("  "))
    }

    /// Columns of the longest label.
    pub fn label_columns(&self) -> usize {
        let widths = self.rows.iter().map(|row| text::width(&row.label));
        widths.max().unwrap_or(0)
    }

    /// Where the list stands, its border included.
    pub fn area(&self, screen: &Screen) -> Area {
        let labels = self.label_columns();
        let rows = self.rows.iter().map(|row| {
            let detail = text::width(&row.detail);
            labels.saturating_add(detail).saturating_add(10)
        });
        let words = self.words.iter();
        let words = words.map(|line| text::width(line).saturating_add(4));
        let widest = rows.chain(words).max().unwrap_or(0).clamp(48, WIDEST);
        let lines = self.words.len().saturating_add(self.rows.len());
        let fit = |wanted: usize, room: u16| u16::try_from(wanted).unwrap_or(u16::MAX).min(room);
        let width = fit(widest, screen.columns);
        let height = fit(lines.saturating_add(2), screen.rows);
        Area {
            x: screen.columns.saturating_sub(width) / 2,
            y: screen.rows.saturating_sub(height) / 2,
            width,
            height,
        }
    }
}

fn chosen(row: &Row) -> Vec<Outcome> {
    vec![Outcome::Close, row.then.clone()]
}
