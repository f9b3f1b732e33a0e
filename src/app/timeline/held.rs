//! Bars that stay where they are while the times that articles speak of are still being found.
//!
//! Promises: what comes to be known does not move the bars away from somebody who moved or chose
//! something among them; it is counted outside. Choosing another window, step or layer, or coming
//! back to another view, lets them go.

use std::sync::Arc;

use super::{TimelinePane, asking, chart};
use crate::app::scene::Scene;
use crate::query::Query;
use crate::timeline::{Layer, Step, Window};

/// Bars that are kept.
#[derive(Clone, Debug)]
pub(super) struct Held {
    window: Window,
    step: Step,
    /// Columns they were computed for: in others their step may not fit.
    columns: u16,
    /// What was asked for then.
    query: Arc<Query>,
}

impl TimelinePane {
    /// Keeps the bars on screen as they are, where what is found out about the articles would move
    /// them.
    pub fn hold(&mut self, scene: &Scene) {
        let moves = self.layer != Layer::Published && !matches!(self.window, Window::Span(..));
        let shown = chart(scene).filter(|chart| chart.layer == self.layer && !chart.is_waiting);
        let Some(chart) = shown.filter(|_| moves && self.held(scene).is_none()) else {
            return;
        };
        self.held = chart.window().map(|(start, end)| Held {
            window: Window::Span(start, end),
            step: chart.step,
            columns: asking::columns_of(self.form, &scene.screen),
            query: Arc::clone(&scene.query),
        });
    }

    /// The window and the step that are wanted now.
    pub(super) fn wanted(&self, scene: &Scene) -> (Window, Option<Step>) {
        let held = self.held(scene).map(|held| {
            let fits = held.columns == asking::columns_of(self.form, &scene.screen);
            (held.window, fits.then_some(held.step).or(self.step))
        });
        held.unwrap_or((self.window, self.step))
    }

    /// What is held; another filter lets go where the hits choose the window.
    fn held(&self, scene: &Scene) -> Option<&Held> {
        let same =
            |held: &&Held| !self.window.is_of_hits() || Arc::ptr_eq(&held.query, &scene.query);
        self.held.as_ref().filter(same)
    }
}
