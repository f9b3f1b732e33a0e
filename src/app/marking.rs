//! Marks: what keys say of the selected article, and what follows from it.

use crate::action::Action;
use crate::app::message::Effect;
use crate::app::scene::{Outcome, Scene};
use crate::app::{App, Overlay};
use crate::article::{ArticleId, Mark};
use crate::query::Test;
use crate::review::{Change, Edit};

impl App {
    /// Carries out a marking action on the selected article; a judgement goes on to the next one
    /// without.
    pub(super) fn mark(&mut self, action: Action, effects: &mut Vec<Effect>) -> Vec<Outcome> {
        let Some(id) = self.scene.selected else {
            return vec![Outcome::Say("no article is selected".to_owned())];
        };
        let before = self.scene.marks.get(id).clone();
        let mut after = before.clone();
        change(&mut after, action);
        let judged = after.verdict.is_some() && after.verdict != before.verdict;
        let next = judged
            .then(|| self.list.next_unjudged(&self.scene))
            .flatten();
        let edit = Edit {
            id,
            before,
            after: after.clone(),
        };
        let said = Change { edits: vec![edit] }.describe(|id| self.short_name(id));
        self.set_mark(id, after, effects);
        let next = next.map(Outcome::Select);
        next.into_iter().chain([Outcome::Say(said)]).collect()
    }

    /// Stores a mark and tells the index.
    pub(super) fn set_mark(&mut self, id: ArticleId, mark: Mark, effects: &mut Vec<Effect>) {
        self.scene.marks.set(id, mark.clone());
        effects.push(Effect::Mark(id, mark));
        self.keep_for_now(id);
        self.ask_if_changed(effects);
    }

    /// An article whose marks the filter asks for stays in the list until the filter is next
    /// edited, whatever is said of it.
    fn keep_for_now(&mut self, id: ArticleId) {
        if !asks_for_marks(&self.scene) {
            return;
        }
        self.stale = true;
        if let Err(place) = self.kept.binary_search(&id) {
            self.kept.insert(place, id);
        }
    }

    /// Undoes or redoes the last change of marks and goes to its article.
    pub(super) fn step_marks(&mut self, action: Action, effects: &mut Vec<Effect>) -> Vec<Outcome> {
        let (change, word, none) = match action {
            Action::Undo => (self.scene.marks.undo(), "undone", "nothing to undo"),
            _ => (self.scene.marks.redo(), "done again", "nothing to do again"),
        };
        let Some(change) = change.cloned() else {
            return vec![Outcome::Say(none.to_owned())];
        };
        let said = change.describe(|id| self.short_name(id));
        for edit in &change.edits {
            let mark = self.scene.marks.get(edit.id).clone();
            effects.push(Effect::Mark(edit.id, mark));
            self.keep_for_now(edit.id);
        }
        self.ask_if_changed(effects);
        let first = change.first().map(Outcome::Select);
        first
            .into_iter()
            .chain([Outcome::Say(format!("{word}: {said}"))])
            .collect()
    }

    /// Quits, or asks first when marks would be lost.
    pub(super) fn leave(&mut self, effects: &mut Vec<Effect>) {
        if self.scene.marks.any() && !matches!(self.overlay, Some(Overlay::Quit)) {
            self.overlay = Some(Overlay::Quit);
        } else {
            effects.push(Effect::Quit);
        }
    }

    /// The article's headline or lead, short enough for the status line.
    fn short_name(&self, id: ArticleId) -> String {
        let view = self.scene.store.get(id);
        let name = view.map_or("", |view| view.headline_or_lead());
        crate::text::truncate(name, 48).into_owned()
    }
}

/// Changes a mark as the key means it.
fn change(mark: &mut Mark, action: Action) {
    match action {
        Action::ToggleRead => mark.read = !mark.read,
        Action::ToggleStar => mark.starred = !mark.starred,
        Action::Judge(verdict) if mark.verdict == Some(verdict) => mark.verdict = None,
        Action::Judge(verdict) => mark.verdict = Some(verdict),
        _ => {}
    }
}

/// Whether the filter asks for what marks say, so that a mark may change the answer.
fn asks_for_marks(scene: &Scene) -> bool {
    let of_marks = |test: &&Test| {
        matches!(
            test,
            Test::Is(_) | Test::Verdict(_) | Test::Tag(_) | Test::Has(_)
        )
    };
    scene
        .query
        .active()
        .map(|term| &term.expr)
        .any(|expr| expr.tests().iter().any(of_marks))
}
