//! Marks: what keys say of the selected articles, and what follows from it.

use std::cmp::Ordering;

use crate::action::Action;
use crate::app::correcting::Form;
use crate::app::history::History;
use crate::app::message::Effect;
use crate::app::moment::counted;
use crate::app::remark::Remark;
use crate::app::scene::{Outcome, Scene};
use crate::app::selecting::Question;
use crate::app::tags::TagBox;
use crate::app::{App, Overlay};
use crate::article::{self, ArticleId, Mark, Patch};
use crate::query::{Field, Test};
use crate::review::{Change, Edit};

impl App {
    /// Carries out a marking action on the selected articles, else on the one under the cursor;
    /// asks first when there are several.
    pub(super) fn mark(&mut self, action: Action, effects: &mut Vec<Effect>) -> Vec<Outcome> {
        let targets = self.targets();
        match targets.len() {
            0 => vec![Outcome::Say("no article is selected".to_owned())],
            1 => self.mark_all(action, &targets, effects),
            _ => Question::before(action, self.question(action, &targets)),
        }
    }

    /// Carries out a marking action on these articles. A judgement of the one article under the
    /// cursor goes on to the next one without.
    pub(super) fn mark_all(
        &mut self,
        action: Action,
        targets: &[ArticleId],
        effects: &mut Vec<Effect>,
    ) -> Vec<Outcome> {
        let on = !self.all_bear(action, targets);
        let under_cursor = self.scene.selected.filter(|id| targets == [*id]);
        let next = under_cursor
            .filter(|_| on && matches!(action, Action::Judge(_)))
            .and_then(|_| self.list.next_unjudged(&self.scene));
        let change = |mark: &mut Mark| match action {
            Action::ToggleRead => mark.read = on,
            Action::ToggleStar => mark.starred = on,
            Action::Judge(verdict) => mark.verdict = on.then_some(verdict),
            _ => {}
        };
        let said = self.change_marks(targets, change, effects);
        if matches!(action, Action::Judge(_)) && on {
            self.just_judged = targets.to_vec();
        }
        let next = next.map(Outcome::Select);
        next.into_iter().chain([Outcome::Say(said)]).collect()
    }

    /// Whether every one of the articles bears the mark already, so that the action takes it away.
    fn all_bear(&self, action: Action, targets: &[ArticleId]) -> bool {
        targets
            .iter()
            .all(|id| bears(self.scene.marks.get(*id), action))
    }

    /// Whether the action shall be done to these articles, as a question.
    fn question(&self, action: Action, targets: &[ArticleId]) -> String {
        let articles = counted(targets.len(), "article", "articles");
        let takes_away = self.all_bear(action, targets);
        match (action, takes_away) {
            (Action::ToggleRead, false) => format!("Mark {articles} as read?"),
            (Action::ToggleRead, true) => format!("Mark {articles} as unread?"),
            (Action::ToggleStar, false) => format!("Star {articles}?"),
            (Action::ToggleStar, true) => format!("Take the star from {articles}?"),
            (Action::Judge(verdict), false) => {
                let verdict = self.scene.settings.verdicts.of(verdict);
                format!("Judge {articles} as {verdict}?")
            }
            (_, _) => format!("Take the verdict from {articles}?"),
        }
    }

    /// Changes the marks of these articles, as one change, and returns what was done in words.
    pub(super) fn change_marks(
        &mut self,
        ids: &[ArticleId],
        change: impl Fn(&mut Mark),
        effects: &mut Vec<Effect>,
    ) -> String {
        let edits = ids.iter().map(|id| {
            let before = self.scene.marks.get(*id).clone();
            let mut after = before.clone();
            change(&mut after);
            Edit {
                id: *id,
                before,
                after,
            }
        });
        let edits: Vec<Edit> = edits.filter(|edit| edit.before != edit.after).collect();
        if edits.is_empty() {
            return "all is as it was".to_owned();
        }
        let marks = edits.iter().map(|edit| (edit.id, edit.after.clone()));
        self.scene.marks.set_all(marks.collect());
        let said =
            Change { edits }.describe(&self.scene.settings.verdicts, |id| self.short_name(id));
        self.marks_changed(ids, effects);
        said
    }

    /// Brings record, index and list in line with what is said of these articles now.
    pub(super) fn marks_changed(&mut self, ids: &[ArticleId], effects: &mut Vec<Effect>) {
        let mut corrected = false;
        for id in ids {
            let mark = self.scene.marks.get(*id).clone();
            corrected |= self.correct(*id, &mark);
            effects.push(Effect::Mark(*id, mark));
            if self.scene.selected == Some(*id) {
                self.article.forget_lines();
            }
        }
        if corrected || asks_for_marks(&self.scene) {
            self.keep_for_now(ids);
        }
        self.ask_if_changed(effects);
    }

    /// Puts a correction over what was read, or takes it away; tells whether that changed anything.
    pub(super) fn correct(&mut self, id: ArticleId, mark: &Mark) -> bool {
        let correction = mark.correction();
        let Some(view) = self.scene.store.get(id) else {
            return false;
        };
        let changed = match view.correction() {
            Some(before) => *before != correction,
            None => !correction.is_empty(),
        };
        if changed {
            let change = article::Change::Corrected(correction);
            self.scene.store.patch(Patch { id, change });
        }
        changed
    }

    /// Articles of the list stay in it until the filter is next edited, whatever was said of them.
    fn keep_for_now(&mut self, ids: &[ArticleId]) {
        self.stale = true;
        let listed = self.scene.hits.as_ref().map(|hits| &hits.set);
        let is_listed = |id: &ArticleId| listed.is_some_and(|listed| listed.contains(*id));
        self.kept.extend(ids.iter().copied().filter(is_listed));
        self.kept.sort_unstable();
        self.kept.dedup();
    }

    /// Undoes or redoes the last change of marks and goes to its article.
    pub(super) fn step_marks(&mut self, action: Action, effects: &mut Vec<Effect>) -> Vec<Outcome> {
        let (change, word, none) = match action {
            Action::Undo => (self.scene.marks.undo(), "undone", "nothing to undo"),
            _ => (self.scene.marks.redo(), "done again", "nothing to do again"),
        };
        let Some(change) = change.cloned() else {
            let said = match &mut self.owed {
                Some(owed) => {
                    owed.push(action);
                    "earlier changes are still being found: this follows when they are"
                }
                None => none,
            };
            return vec![Outcome::Say(said.to_owned())];
        };
        let said = change.describe(&self.scene.settings.verdicts, |id| self.short_name(id));
        let ids: Vec<ArticleId> = change.edits.iter().map(|edit| edit.id).collect();
        self.marks_changed(&ids, effects);
        let first = change.first().map(Outcome::Select);
        first
            .into_iter()
            .chain([Outcome::Say(format!("{word}: {said}"))])
            .collect()
    }

    /// Opens what words are said in.
    pub(super) fn open_remark(&mut self, action: Action) -> Vec<Outcome> {
        let ids = self.targets();
        let overlay = match action {
            Action::EditNote => return self.write_note(false),
            Action::NoteInEditor => return self.write_note(true),
            Action::GiveReason => return self.write_reason(),
            Action::History => Overlay::History(History::new(&self.scene.marks)),
            _ if ids.is_empty() => {
                return vec![Outcome::Say("no article is selected".to_owned())];
            }
            Action::EditTags => Overlay::Tags(TagBox::new(ids, &self.scene)),
            _ => Overlay::Form(Form::new(ids, &self.scene)),
        };
        vec![Outcome::Show(Box::new(overlay))]
    }

    /// Says something in words of these articles, as one change.
    pub(super) fn remark(&mut self, ids: &[ArticleId], remark: &Remark, effects: &mut Vec<Effect>) {
        let said = self.change_marks(ids, |mark| remark.apply(mark), effects);
        self.status.say(said);
    }

    /// Undoes, or does again, until so many changes stand.
    pub(super) fn travel(&mut self, number: usize, effects: &mut Vec<Effect>) {
        let mut ids = Vec::new();
        loop {
            let marks = &mut self.scene.marks;
            let change = match marks.done().len().cmp(&number) {
                Ordering::Greater => marks.undo(),
                Ordering::Less => marks.redo(),
                Ordering::Equal => None,
            };
            let Some(change) = change else {
                break;
            };
            ids.extend(change.edits.iter().map(|edit| edit.id));
        }
        ids.sort_unstable();
        ids.dedup();
        self.marks_changed(&ids, effects);
        let undone = self.scene.marks.undone().len();
        self.status.say(match undone {
            0 => "every change stands".to_owned(),
            undone => format!("{} undone", counted(undone, "change is", "changes are")),
        });
    }

    /// Quits, or asks first when marks would be lost.
    pub(super) fn leave(&mut self, effects: &mut Vec<Effect>) {
        if self.loss().is_some() && !matches!(self.overlay, Some(Overlay::Quit)) {
            self.overlay = Some(Overlay::Quit);
        } else {
            effects.push(Effect::Quit);
        }
    }

    /// The article's headline or lead, short enough for the status line.
    pub(super) fn short_name(&self, id: ArticleId) -> String {
        let view = self.scene.store.get(id);
        let name = view.map_or("", |view| view.headline_or_lead());
        crate::text::truncate(name, 48).into_owned()
    }
}

/// Whether an article bears the mark that the action gives.
fn bears(mark: &Mark, action: Action) -> bool {
    match action {
        Action::ToggleRead => mark.read,
        Action::ToggleStar => mark.starred,
        Action::Judge(verdict) => mark.verdict == Some(verdict),
        _ => false,
    }
}

/// Whether the filter asks for what marks say, so that a mark may change the answer.
pub(super) fn asks_for_marks(scene: &Scene) -> bool {
    let of_marks = |test: &&Test| {
        matches!(
            test,
            Test::Is(_)
                | Test::Verdict(_)
                | Test::Tag(_)
                | Test::Has(_)
                | Test::Field(Field::Note, _)
                | Test::Regex(Some(Field::Note), _)
        )
    };
    scene
        .query
        .active()
        .map(|term| &term.expr)
        .any(|expr| expr.tests().iter().any(of_marks))
}
