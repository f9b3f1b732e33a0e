//! Narrowing: what rewrites the filter line, what is asked of the index, views to come back to.
//!
//! Promises: a question is asked exactly when filter, order, kept articles, day or timeline window
//! changed; a filter that was left can be come back to.

use std::sync::Arc;

use crate::action::Action;
use crate::app::App;
use crate::app::filter::Edited;
use crate::app::message::Effect;
use crate::app::scene::{Outcome, Pane};
use crate::app::views::View;
use crate::query;
use crate::search::Request;

impl App {
    pub(super) fn act_in_filter(&mut self, action: Action, effects: &mut Vec<Effect>) {
        if let Action::Move(_) = action {
            let outcomes = self.list.act(action, &self.scene);
            return self.follow(outcomes, effects);
        }
        match self.filter.act(action, &mut self.scene) {
            Edited::Nothing => {}
            Edited::Changed => self.filter_changed(effects),
            Edited::Restored => {
                self.filter_changed(effects);
                if let Some(view) = self.typing_from.take() {
                    self.come_back_to(&view);
                }
            }
            Edited::Say(words) => self.status.say(words),
            Edited::Kept(changed) => {
                if let Some(view) = self.typing_from.take().filter(|_| changed) {
                    self.views.leave(view);
                }
                self.focus(Pane::List);
            }
        }
    }

    /// Actions that rewrite the filter line; the rest goes to the focused pane.
    pub(super) fn act_on_filter(&mut self, action: Action) -> Vec<Outcome> {
        let text = self.filter.text();
        let rewrites = matches!(action, Action::DropLastTerm | Action::ToggleAllTerms);
        if rewrites && text.trim().is_empty() {
            return vec![Outcome::Say("there is no filter".to_owned())];
        }
        let at_nothing = self.scene.focus == Pane::List && self.scene.rows().is_empty();
        if action == Action::Enter
            && at_nothing
            && let Some(line) = self.filter.with_offer(&self.scene)
        {
            return vec![Outcome::Filter(line)];
        }
        match action {
            Action::ToggleHeadlinesOnly => {
                vec![Outcome::Filter(query::toggle_headlines_only(text))]
            }
            Action::DropLastTerm => vec![Outcome::Filter(query::drop_last_term(text))],
            Action::ToggleAllTerms => vec![Outcome::Filter(query::toggle_all(text))],
            Action::OnlyThisSource => self.only_this_source(),
            Action::ToggleTimes => vec![self.toggle_times()],
            _ => self.act_in_pane(action),
        }
    }

    /// Switches the time terms of the filter off, or those that were switched off on again.
    fn toggle_times(&mut self) -> Outcome {
        match query::toggle_times(self.filter.text(), &self.times_off) {
            Some((line, switched)) => {
                self.times_off = switched;
                Outcome::Filter(line)
            }
            None => Outcome::Say("the filter asks for no time: d or @ chooses one".to_owned()),
        }
    }

    /// Only the selected article's source; with that filter already there: every source again.
    pub(super) fn only_this_source(&self) -> Vec<Outcome> {
        let view = self.scene.selected.and_then(|id| self.scene.store.get(id));
        let Some(view) = view else {
            return vec![Outcome::Say("no article is selected".to_owned())];
        };
        let text = self.filter.text();
        let only = query::set_source(text, view.source());
        if only == text {
            vec![Outcome::Filter(query::clear_source(text))]
        } else {
            vec![Outcome::Filter(only)]
        }
    }

    pub(super) fn replace_filter(&mut self, text: &str, effects: &mut Vec<Effect>) {
        if text == self.filter.text() {
            return;
        }
        self.views.leave(self.view());
        self.filter.set(text, &mut self.scene);
        self.filter_changed(effects);
    }

    pub(super) fn filter_changed(&mut self, effects: &mut Vec<Effect>) {
        let asked = self.asked.as_ref().map(|request| &request.query.text);
        if asked != Some(&self.scene.query.text) {
            self.kept.clear();
        }
        self.ask_if_changed(effects);
    }

    /// A fault in the line leaves the last good answer, unless that one is empty.
    pub(super) fn never_empty(&mut self) {
        let empty = self
            .scene
            .hits
            .as_ref()
            .is_some_and(|hits| hits.order.is_empty());
        if let Some(query) = self.filter.instead_of_nothing().filter(|_| empty) {
            self.scene.query = Arc::clone(query);
        }
    }

    /// Asks when the question differs from the newest one.
    pub(super) fn ask_if_changed(&mut self, effects: &mut Vec<Effect>) {
        let asked = self.asked.as_ref();
        let same = asked.is_some_and(|asked| {
            asked.query.text == self.scene.query.text
                && asked.order == self.scene.order
                && asked.keep == self.kept
                && asked.today == self.scene.today
                && asked.chart == self.timeline.ask(&self.scene)
        });
        if self.stale || !same {
            self.ask(effects);
        }
    }

    /// Asks the index, with a new generation.
    pub(super) fn ask(&mut self, effects: &mut Vec<Effect>) {
        let before = self.asked.as_ref().map_or(0, |request| request.generation);
        let request = Request {
            generation: before.saturating_add(1),
            query: Arc::clone(&self.scene.query),
            order: self.scene.order,
            keep: self.kept.clone(),
            today: self.scene.today,
            chart: self.timeline.ask(&self.scene),
        };
        self.asked = Some(request.clone());
        self.stale = false;
        effects.push(Effect::Search(request));
    }

    pub(super) fn view(&self) -> View {
        View {
            filter: self.filter.text().to_owned(),
            article: self.scene.selected,
            top: self.article.top(),
            focus: self.scene.focus,
            time: self.timeline.shown(),
        }
    }

    pub(super) fn step_view(&mut self, action: Action, effects: &mut Vec<Effect>) -> Vec<Outcome> {
        let now = self.view();
        let (view, none) = match action {
            Action::ViewBack => (self.views.back(now), "this is the first view"),
            _ => (self.views.forward(now), "this is the last view"),
        };
        let Some(view) = view else {
            return vec![Outcome::Say(none.to_owned())];
        };
        self.filter.set(&view.filter, &mut self.scene);
        self.timeline.come_back_to(view.time);
        self.filter_changed(effects);
        self.focus(view.focus);
        self.come_back_to(&view);
        Vec::new()
    }

    /// Selects the article of a view at its place, also where only the next answer holds it.
    pub(super) fn come_back_to(&mut self, view: &View) {
        let Some(id) = view.article else {
            return;
        };
        self.list.want(id, &self.scene);
        self.scene.selected = Some(id);
        self.article.show(Some(id), Some(view.top));
    }
}
