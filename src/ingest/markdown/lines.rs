//! The lines at the head of a text that say who wrote it and when, where no front matter does.

use crate::article::{Label, Moment, Published};
use crate::ingest::calendar::DayMonthOrder;
use crate::ingest::dates::{self, Evidence};
use crate::ingest::plain::names;
use crate::ingest::segment;
use crate::text;

/// A text as one without marks, and what its lines are.
pub(super) struct Lines {
    text: String,
    labels: Vec<Option<Label>>,
    /// Lines before the paragraphs.
    titles: usize,
}

impl Lines {
    /// A title and the paragraphs below it. Linear in the text.
    pub(super) fn of(title: Option<&str>, paragraphs: &[String]) -> Self {
        let below = paragraphs.iter().map(String::as_str);
        let lines = title.into_iter().chain(below).map(text::sanitise_line);
        let text = lines.collect::<Vec<_>>().join("\n\n");
        Self {
            labels: segment::segment(&text).lines,
            titles: usize::from(title.is_some()),
            text,
        }
    }

    /// Takes the lines with names and dates off the head of the paragraphs; the names in them.
    pub(super) fn take_byline(&self, paragraphs: &mut Vec<String>) -> Vec<String> {
        // A blank line stands between two of them.
        let labels = self.labels.iter().step_by(2).skip(self.titles);
        let is_note = |label: &&Option<Label>| matches!(label, Some(Label::Byline | Label::Date));
        let notes = labels.clone().take_while(is_note).count();
        if notes >= paragraphs.len() {
            return Vec::new();
        }
        let taken: Vec<_> = paragraphs.drain(..notes).zip(labels).collect();
        let bylines = taken
            .iter()
            .filter(|(_, label)| **label == Some(Label::Byline));
        names::authors(bylines.map(|(line, _)| line.as_str()))
    }

    /// The date that they show, or else the path, and that of the last change.
    pub(super) fn dates(&self, path: &str) -> (Published, Option<Moment>) {
        dates::published(&Evidence {
            text: &self.text,
            lines: &self.labels,
            path,
            comments: &[],
            order: DayMonthOrder::Unknown,
        })
    }
}
