//! Marks: what keys say of the selected article, and what follows from it.

use crate::action::Action;
use crate::app::message::Effect;
use crate::app::scene::{Outcome, Scene};
use crate::app::{App, Overlay};
use crate::article::{ArticleId, Mark};
use crate::query::{Expr, Test};

impl App {
    /// Carries out a marking action on the selected article.
    pub(super) fn mark(&mut self, action: Action, effects: &mut Vec<Effect>) -> Vec<Outcome> {
        let Some(id) = self.scene.selected else {
            return vec![Outcome::Say("no article is selected".to_owned())];
        };
        let mut mark = self.scene.marks.get(id).clone();
        let said = change(&mut mark, action);
        let next = match action {
            Action::Judge(_) if mark.verdict.is_some() => self.list.next_unjudged(&self.scene),
            _ => None,
        };
        self.set_mark(id, mark, effects);
        let name = self.short_name(id);
        let mut outcomes = Vec::new();
        outcomes.extend(next.map(Outcome::Select));
        outcomes.push(Outcome::Say(format!("{said}: {name}")));
        outcomes
    }

    /// Stores a mark, tells the index, and keeps the article in the list for now if the filter
    /// asks for marks.
    pub(super) fn set_mark(&mut self, id: ArticleId, mark: Mark, effects: &mut Vec<Effect>) {
        self.scene.marks.set(id, mark.clone());
        effects.push(Effect::Mark(id, mark));
        self.follow_mark(id, effects);
    }

    fn follow_mark(&mut self, id: ArticleId, effects: &mut Vec<Effect>) {
        if !asks_for_marks(&self.scene) {
            return;
        }
        if let Err(place) = self.kept.binary_search(&id) {
            self.kept.insert(place, id);
        }
        self.ask(effects);
    }

    /// Undoes or redoes the last change of marks and goes to its article.
    pub(super) fn step_marks(&mut self, action: Action, effects: &mut Vec<Effect>) -> Vec<Outcome> {
        let (step, word) = match action {
            Action::Undo => (self.scene.marks.undo(), "undone"),
            _ => (self.scene.marks.redo(), "done again"),
        };
        let Some(id) = step else {
            return vec![Outcome::Say(match action {
                Action::Undo => "nothing to undo".to_owned(),
                _ => "nothing to do again".to_owned(),
            })];
        };
        effects.push(Effect::Mark(id, self.scene.marks.get(id).clone()));
        self.follow_mark(id, effects);
        let mark = words_of(self.scene.marks.get(id));
        let said = format!("{word}: {} is {mark}", self.short_name(id));
        vec![Outcome::Select(id), Outcome::Say(said)]
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
        let name = view.as_ref().map_or("", |view| view.headline().unwrap_or(view.lead()));
        crate::text::truncate(name, 48).into_owned()
    }
}

/// Changes a mark as the key means it and says what it is now.
fn change(mark: &mut Mark, action: Action) -> String {
    match action {
        Action::ToggleRead => {
            mark.read = !mark.read;
            if mark.read { "read" } else { "unread" }.to_owned()
        }
        Action::ToggleStar => {
            mark.starred = !mark.starred;
            if mark.starred { "starred" } else { "star taken away" }.to_owned()
        }
        Action::Judge(verdict) if mark.verdict == Some(verdict) => {
            mark.verdict = None;
            format!("{} taken back", verdict.name())
        }
        Action::Judge(verdict) => {
            mark.verdict = Some(verdict);
            verdict.name().to_owned()
        }
        _ => String::new(),
    }
}

fn words_of(mark: &Mark) -> String {
    let read = if mark.read { "read" } else { "unread" };
    let star = mark.starred.then_some("starred");
    let words = std::iter::once(read).chain(star).chain(mark.verdict.map(|v| v.name()));
    words.collect::<Vec<_>>().join(", ")
}

/// Whether the filter asks for what marks say, so that a mark may change the answer.
fn asks_for_marks(scene: &Scene) -> bool {
    let of_marks = |test: &&Test| {
        matches!(test, Test::Is(_) | Test::Verdict(_) | Test::Tag(_) | Test::Has(_))
    };
    scene.query.active().map(|term| &term.expr).any(|expr: &Expr| expr.tests().iter().any(of_marks))
}
