//! What a command printed that was given an article.

use std::ops::Range;

use crate::action::Action;
use crate::app::help;
use crate::app::motion;
use crate::app::scene::Outcome;
use crate::app::screen::Screen;
use crate::text;

/// What it printed, and how far it is scrolled.
#[derive(Clone, Debug, Default)]
pub struct Printed {
    /// Which command, and how it ended.
    pub title: String,
    /// What it printed, clean.
    text: String,
    /// Lines as they are shown, and for how many columns.
    lines: Vec<Range<usize>>,
    columns: usize,
    top: usize,
}

impl Printed {
    /// A text that was printed, clean already.
    pub fn new(title: String, text: String) -> Self {
        Self {
            title,
            text,
            ..Self::default()
        }
    }

    /// Breaks the lines for the width of the screen, unless they are so already. Linear in the
    /// text.
    pub fn lay_out(&mut self, screen: &Screen) {
        let columns = usize::from(help::area(screen).inside().width).saturating_sub(2);
        if self.columns == columns {
            return;
        }
        self.columns = columns;
        self.lines.clear();
        let mut start = 0_usize;
        for line in self.text.split('\n') {
            let wrapped = text::wrap(line, columns.max(1)).into_iter();
            let shift = |range: Range<usize>| {
                start.saturating_add(range.start)..start.saturating_add(range.end)
            };
            let before = self.lines.len();
            self.lines.extend(wrapped.map(shift));
            if self.lines.len() == before {
                self.lines.push(start..start);
            }
            start = start.saturating_add(line.len()).saturating_add(1);
        }
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether nothing was printed.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// First line in view, for `page` lines in view.
    pub fn top(&self, page: usize) -> usize {
        self.top.min(self.lines.len().saturating_sub(page))
    }

    /// The lines in view.
    pub fn in_view(&self, page: usize) -> impl Iterator<Item = &str> {
        let lines = self.lines.iter().skip(self.top(page)).take(page);
        lines.map(|range| self.text.get(range.clone()).unwrap_or_default())
    }

    /// Carries out what a key means over it.
    pub fn act(&mut self, action: Action, screen: &Screen) -> Vec<Outcome> {
        let page = help::page(screen);
        let last = self.lines.len().saturating_sub(page);
        let top = self.top(page);
        let Action::Move(motion) = action else {
            return vec![Outcome::Close];
        };
        self.top = motion::target(motion, top, page, last);
        Vec::new()
    }
}
