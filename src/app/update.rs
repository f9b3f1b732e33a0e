//! From a message to what changes: the one place where outcomes of the regions are carried out.
//!
//! Promises: after every message list, article and screen fit together; an answer to an older
//! question changes nothing; a question is asked exactly when filter, order, kept articles, day
//! or timeline window changed.

use std::sync::Arc;

use crate::action::{Action, Context, Key, KeyCode};
use crate::app::ahead::LaidOut;
use crate::app::loading::{Loading, SoFar};
use crate::app::message::{Effect, Gone, Message};
use crate::app::scene::{Outcome, Pane};
use crate::app::{App, Overlay};
use crate::article::{ArticleId, Change};
use crate::search::Hits;
use crate::store::Batch;

impl App {
    /// Takes a message in and returns what is asked of the world.
    pub fn update(&mut self, message: Message) -> Vec<Effect> {
        let effects = self.update_ahead(message);
        self.catch_up();
        effects
    }

    pub(super) fn take_in(&mut self, message: Message) -> Vec<Effect> {
        let mut effects = Vec::new();
        match message {
            Message::Key(key) => self.key(key, &mut effects),
            Message::Paste(text) => self.pasted(&text, &mut effects),
            Message::Resize { columns, rows } => self.arrange((columns, rows)),
            Message::Restarted => self.restarted(&mut effects),
            Message::Batch(batch) => self.append(batch),
            Message::Patches(patches) => self.patches.extend(patches),
            Message::Progress(progress, elapsed) => {
                self.loading.go_on(SoFar { progress, elapsed });
            }
            Message::Loaded(report) => self.loading = Loading::Ended(report),
            Message::Findings(findings, studied) => {
                self.scene.store.learn(findings);
                self.studied = Some(studied).filter(|studied| studied.done < studied.of);
            }
            Message::Hits(hits) => self.answer(hits, &mut effects),
            Message::Recalled(found) => self.recall(found, &mut effects),
            Message::History { done, undone } => self.take_up(done, undone, &mut effects),
            Message::Doubts(doubts) => self.doubt(doubts),
            Message::Merged(notes) => self.merge_notes(notes, &mut effects),
            Message::Session(session) => self.resume(&session, &mut effects),
            Message::Damaged(damaged) => self.overlay = Some(Overlay::Damaged(damaged)),
            Message::Keeping(keeping) => self.scene.keeping = keeping,
            Message::Unsaved(waiting) => self.unsaved(waiting),
            Message::Today(today) => self.scene.today = today,
            Message::Trouble(trouble) => {
                self.patch();
                self.status.say(trouble);
            }
            Message::Edited(edited) => self.edited(edited, &mut effects),
            Message::Told(words) => self.status.say(words),
            Message::Printed(said, printed) => self.command_ended(&said, printed),
            Message::Resumed => {}
        }
        self.settle(&mut effects);
        let steps = self.scene.marks.take_steps();
        if !steps.is_empty() {
            // Before all else: the program may be asked to be left.
            effects.insert(0, Effect::Keep(steps));
        }
        effects
    }

    /// Brings everything in line with what changed.
    fn settle(&mut self, effects: &mut Vec<Effect>) {
        let size = (self.scene.screen.columns, self.scene.screen.rows);
        self.arrange(size);
        if let Some(Overlay::Printed(printed)) = &mut self.overlay {
            printed.lay_out(&self.scene.screen);
        }
        self.article.show(self.scene.selected, None);
        if self.scene.focus == Pane::Article {
            self.article.enter();
        }
        if self.laid_out == LaidOut::Yes {
            self.article.lay_out(&self.scene);
        }
        self.list.keep_in_view(&self.scene);
        if let Some(id) = self.article.just_read(&self.scene) {
            self.change_marks(&[id], |mark| mark.read = true, effects);
        }
        let (selected, row) = (self.scene.selected, self.list.row());
        if let (Some(id), Some(hits)) = (selected, &self.scene.hits) {
            self.scene.selection.follow((id, row), &hits.order);
        }
        self.timeline.look(&self.scene);
        self.never_empty();
        self.ask_if_changed(effects);
    }

    fn key(&mut self, key: Key, effects: &mut Vec<Effect>) {
        self.status.clear();
        self.list.touch();
        let context = self.context();
        let resolved = self.scene.settings.keymap.resolve(context, key);
        // Who types a filter chooses no article by that.
        if context != Context::Filter && resolved != Some(Action::EditFilter) {
            self.list.choose(self.scene.selected);
        }
        // Something else is wanted now: what came late would surprise.
        if !matches!(resolved, Some(Action::Undo | Action::Redo)) {
            self.owed.iter_mut().for_each(Vec::clear);
        }
        if key.code == KeyCode::Esc && matches!(self.overlay, Some(Overlay::Quit)) {
            self.overlay = None;
            return;
        }
        if let Some(typed) = character(key).filter(|_| takes_text(context)) {
            return self.typed(typed.encode_utf8(&mut [0; 4]), effects);
        }
        if let (Some(Overlay::Choice(choice)), Some(letter)) = (&self.overlay, character(key))
            && let Some(outcomes) = choice.typed(letter)
        {
            return self.follow(outcomes, effects);
        }
        if let Some(action) = resolved {
            // Of whom a reason would be is forgotten by every key but the one that gives it.
            if !matches!(action, Action::GiveReason | Action::CommandLine)
                && context != Context::Command
            {
                self.just_judged.clear();
            }
            self.act(action, effects);
        } else if context == Context::Overlay {
            self.overlay = None;
        }
    }

    /// Of a pasted text the first line is typed; no line of it is ever obeyed.
    fn pasted(&mut self, text: &str, effects: &mut Vec<Effect>) {
        self.status.clear();
        let first = text
            .split(['\n', '\r'])
            .find(|line| !line.trim().is_empty());
        self.typed(first.unwrap_or_default(), effects);
    }

    /// A character or a pasted text goes to the line being typed, if there is one.
    fn typed(&mut self, text: &str, effects: &mut Vec<Effect>) {
        let outcomes = match (self.context(), &mut self.overlay) {
            (_, Some(Overlay::Picker(picker))) => picker.typed(text, &self.scene),
            (_, Some(Overlay::Palette(palette))) => palette.typed(text, &self.scene),
            (_, Some(Overlay::Tags(tags))) => tags.typed(text),
            (_, Some(Overlay::Line(line))) => line.typed(text),
            (_, Some(Overlay::Form(form))) => form.typed(text),
            (_, Some(Overlay::GoTo(go_to))) => go_to.typed(text),
            (Context::Filter, _) => {
                self.filter.insert(text, &mut self.scene);
                return self.filter_changed(effects);
            }
            (Context::Find, _) => {
                self.article.type_in_find(text);
                return;
            }
            _ => vec![Outcome::Say(
                "nothing is being typed: / opens the filter line".to_owned(),
            )],
        };
        self.follow(outcomes, effects);
    }

    /// Carries out what a region asked for.
    pub(super) fn follow(&mut self, outcomes: Vec<Outcome>, effects: &mut Vec<Effect>) {
        for outcome in outcomes {
            match outcome {
                Outcome::Select(id) => self.select(id),
                Outcome::Open(id) => self.open(id),
                Outcome::Filter(text) => self.replace_filter(&text, effects),
                Outcome::Search => self.ask(effects),
                Outcome::Focus(pane) => self.focus(pane),
                Outcome::Say(words) => self.status.say(words),
                Outcome::GoTo(moment) => {
                    self.overlay = None;
                    let outcomes = self.go_to(moment);
                    self.follow(outcomes, effects);
                }
                Outcome::Show(overlay) => self.overlay = Some(*overlay),
                Outcome::Close => self.overlay = None,
                Outcome::Remark(ids, remark) => self.remark(&ids, &remark, effects),
                Outcome::Draft(ids, draft) => self.keep_draft(&ids, draft.as_ref(), effects),
                Outcome::Edit(ids, text) => self.edit_note(ids, text, effects),
                Outcome::Travel(number) => self.travel(number, effects),
                Outcome::Ask(effect) => effects.push(*effect),
                Outcome::Pipe(index) => self.pipe(index, effects),
                Outcome::Export(form, to) => self.export(form, to, effects),
                Outcome::Call(action, written) => self.call(action, &written, effects),
                Outcome::Do(action) => {
                    self.overlay = None;
                    self.act(action, effects);
                }
            }
        }
    }

    fn select(&mut self, id: ArticleId) {
        if self.list.select(id, &self.scene) {
            self.scene.selected = Some(id);
        } else {
            self.status
                .say("that article does not match the filter; H brings filters back");
        }
    }

    /// Reads an article, whether or not the filter shows it.
    fn open(&mut self, id: ArticleId) {
        self.views.leave(self.view());
        self.list.select(id, &self.scene);
        self.scene.selected = Some(id);
        self.focus(Pane::Article);
    }

    /// Gives a pane the focus; in the list an article that is not in it is left.
    pub(super) fn focus(&mut self, pane: Pane) {
        self.scene.focus = pane;
        let lost = self
            .scene
            .selected
            .is_none_or(|id| !self.list.select(id, &self.scene));
        if pane == Pane::List && lost {
            let row = self.scene.rows().get(self.list.row()).copied();
            self.scene.selected = row.or(self.scene.selected);
        }
    }

    fn answer(&mut self, hits: Arc<Hits>, effects: &mut Vec<Effect>) {
        let newest = self.asked.as_ref().map_or(0, |request| request.generation);
        if hits.generation != newest {
            return effects.push(Effect::LetGo(Gone::Answer(hits)));
        }
        self.patch();
        let old = self.scene.hits.take();
        let anchor = self.list.anchor(self.scene.selected);
        let selected = self
            .list
            .reanchor(anchor, old.as_deref(), (&hits, &self.scene));
        // An article opened from a related headline stays open though the filter hides it.
        let reading = self.scene.focus == Pane::Article && self.scene.selected.is_some();
        if !reading {
            self.scene.selected = selected;
        }
        self.scene.hits = Some(hits);
        effects.extend(old.map(Gone::Answer).map(Effect::LetGo));
    }

    fn append(&mut self, batch: Arc<Batch>) {
        self.scene.store.append(batch);
        self.take_up_carried();
    }

    /// Takes up what later became known, together with the first answer that knows it too: list,
    /// article and timeline change in one frame.
    fn patch(&mut self) {
        for patch in std::mem::take(&mut self.patches) {
            if Some(patch.id) == self.scene.selected && !matches!(patch.change, Change::Mentions(_))
            {
                self.article.forget_lines();
            }
            self.scene.store.patch(patch);
        }
    }
}

/// Whether characters are typed there rather than meant as keys.
fn takes_text(context: Context) -> bool {
    matches!(
        context,
        Context::Filter | Context::Find | Context::Command | Context::Picker | Context::Mark
    )
}

fn character(key: Key) -> Option<char> {
    match key {
        Key {
            code: KeyCode::Char(c),
            ctrl: false,
            alt: false,
            ..
        } => Some(c),
        _ => None,
    }
}
