//! What the timeline changes beyond itself: views to come back to, the focus.

use chrono::NaiveDateTime;

use crate::action::Action;
use crate::app::App;
use crate::app::scene::{Outcome, Pane};

impl App {
    /// The timeline's keys; another window is a view of its own, to come back from.
    pub(super) fn act_in_timeline(&mut self, action: Action) -> Vec<Outcome> {
        let before = self.view();
        let outcomes = self.timeline.act(action, &self.scene, self.filter.text());
        let is_new_view = matches!(
            action,
            Action::ZoomIn
                | Action::ZoomOut
                | Action::FitResult
                | Action::FitAll
                | Action::FinerStep
                | Action::CoarserStep
                | Action::NextLayer
        );
        if is_new_view && before.time != self.timeline.shown() {
            self.views.leave(before);
        }
        if !is_new_view && self.studied.is_some() {
            self.timeline.hold(&self.scene);
        }
        outcomes
    }

    /// Goes to a time in the timeline.
    pub(super) fn go_to(&mut self, moment: NaiveDateTime) -> Vec<Outcome> {
        self.views.leave(self.view());
        self.focus(Pane::Timeline);
        let outcomes = self.timeline.go_to(moment, &self.scene);
        if self.studied.is_some() {
            self.timeline.hold(&self.scene);
        }
        outcomes
    }
}
