//! From a message to what changes: the one place where outcomes of the regions are carried out.
//!
//! Promises: after every message list, article and screen fit together; an answer to an older
//! question changes nothing; a question is asked exactly when filter, order, kept articles, day
//! or timeline window changed.

use std::sync::Arc;

use crate::action::{Action, Context, Key, KeyCode};
use crate::app::ahead::LaidOut;
use crate::app::keeping::Keeping;
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
        let (selected, hits) = (self.scene.selected, self.scene.hits.clone());
        self.scene.selection.follow(selected, hits.as_deref());
        self.timeline.look(&self.scene);
        self.never_empty();
        self.ask_if_changed(effects);
    }

    fn key(&mut self, key: Key, effects: &mut Vec<Effect>) {
        self.status.clear();
        self.list.touch(self.scene.selected);
        let context = self.context();
        let resolved = self.scene.settings.keymap.resolve(context, key);
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

    /// Carries out an action where the person is.
    pub(super) fn act(&mut self, action: Action, effects: &mut Vec<Effect>) {
        let asked = matches!(self.overlay, Some(Overlay::Quit));
        match action {
            Action::Redraw => return effects.push(Effect::Redraw),
            Action::Suspend => return effects.push(Effect::Suspend),
            Action::StopOrQuit if !asked => return self.stop_or_quit(effects),
            _ => {}
        }
        let outcomes = match (self.context(), &mut self.overlay) {
            (_, Some(Overlay::Picker(picker))) => {
                picker.act(action, &self.scene, self.filter.text())
            }
            (_, Some(Overlay::Palette(palette))) => palette.act(action, &self.scene),
            (_, Some(Overlay::GoTo(go_to))) => go_to.act(action, &self.scene, self.filter.text()),
            (_, Some(Overlay::Help(help))) => help.act(action, &self.scene),
            (_, Some(Overlay::Tags(tags))) => tags.act(action, &self.scene),
            (_, Some(Overlay::Line(line))) => line.act(action),
            (_, Some(Overlay::Form(form))) => form.act(action, &self.scene),
            (_, Some(Overlay::History(history))) => history.act(action, &self.scene),
            (_, Some(Overlay::Choice(choice))) => choice.act(action),
            (_, Some(Overlay::Printed(printed))) => printed.act(action, &self.scene.screen),
            (_, Some(Overlay::Quit)) => return self.answer_question(action, effects),
            (_, Some(Overlay::Damaged(_))) => return self.answer_offer(action, effects),
            (_, Some(Overlay::Ask(question))) => {
                let question = question.clone();
                return self.answer_to(&question, action, effects);
            }
            (Context::Filter, _) => return self.act_in_filter(action, effects),
            (Context::Find, _) => self.article.act_in_find(action, &self.scene),
            _ => self.act_anywhere(action, effects),
        };
        self.follow(outcomes, effects);
    }

    /// The question before quitting: quitting again quits, everything else stays.
    fn answer_question(&mut self, action: Action, effects: &mut Vec<Effect>) {
        match action {
            Action::Quit | Action::BackOrQuit | Action::StopOrQuit | Action::Enter => {
                effects.push(match self.scene.keeping {
                    Keeping::Failing { .. } => Effect::Abandon,
                    _ => Effect::Quit,
                });
            }
            _ => self.overlay = None,
        }
    }

    /// What holds in every pane; the rest goes to the focused one.
    fn act_anywhere(&mut self, action: Action, effects: &mut Vec<Effect>) -> Vec<Outcome> {
        match action {
            Action::EditFilter => {
                self.typing_from = Some(self.view());
                self.filter.open();
            }
            Action::FocusTimeline => self.focus(Pane::Timeline),
            Action::FocusNext => self.focus(self.scene.focus.next()),
            Action::FocusPrevious => self.focus(self.scene.focus.previous()),
            Action::ToggleAlone => self.alone = !self.alone,
            Action::ToggleEvidence => {
                self.article.toggle_evidence();
                if self.scene.screen.article.is_empty() {
                    self.focus(Pane::Article);
                }
            }
            Action::NextOrder => return self.next_order(),
            Action::ViewBack | Action::ViewForward => return self.step_view(action, effects),
            Action::Undo | Action::Redo => return self.step_marks(action, effects),
            Action::ToggleRead | Action::ToggleStar | Action::Judge(_) => {
                return self.mark(action, effects);
            }
            Action::EditTags
            | Action::EditNote
            | Action::NoteInEditor
            | Action::GiveReason
            | Action::Correct
            | Action::History => return self.open_remark(action),
            Action::ToggleSelected
            | Action::SelectRange
            | Action::SelectAll
            | Action::ClearSelection => return self.act_on_selection(action),
            Action::Reread => effects.push(Effect::Reload),
            Action::BackOrQuit => self.back_or_quit(effects),
            Action::Quit => self.leave(effects),
            Action::OpenLink
            | Action::Copy
            | Action::Pipe
            | Action::Export
            | Action::ShowPrinted => return self.act_out(action),
            Action::NextArticle | Action::PreviousArticle => {
                return self.list.act(action, &self.scene);
            }
            _ => return self.act_on_filter(action),
        }
        Vec::new()
    }

    pub(super) fn act_in_pane(&mut self, action: Action) -> Vec<Outcome> {
        use crate::app::{goto::GoTo, help::Help, palette::Palette, picker::Picker};
        let scene = &self.scene;
        match action {
            Action::PickSource | Action::PickDate | Action::PickRecord | Action::PickSaved => {
                Picker::open(action, scene)
            }
            Action::WhyHidden | Action::SaveFilter | Action::ForgetFilter => {
                self.called_alone(action)
            }
            Action::Help => show(Overlay::Help(Help::new(self.context()))),
            Action::CommandLine => show(Overlay::Palette(Palette::new(self.context()))),
            Action::PreviousBar
            | Action::NextBar
            | Action::OnlyThisBar
            | Action::OnlyUnplaced
            | Action::Taller
            | Action::Shorter => self.act_in_timeline(action),
            Action::GoToDate => show(Overlay::GoTo(GoTo::default())),
            _ => match scene.focus {
                Pane::List => self.list.act(action, scene),
                Pane::Article => self.article.act(action, scene),
                Pane::Timeline => self.act_in_timeline(action),
            },
        }
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

    fn next_order(&mut self) -> Vec<Outcome> {
        self.scene.order = self.scene.order.next();
        let words = crate::app::status::order_words(self.scene.order);
        vec![Outcome::Say(format!("list {words}"))]
    }

    fn stop_or_quit(&mut self, effects: &mut Vec<Effect>) {
        if !self.loading.is_going_on() {
            return self.leave(effects);
        }
        self.loading.stop();
        effects.push(Effect::StopLoading);
        self.status.say("reading is stopped; what was read stays");
    }

    /// Back to the list, else quit.
    fn back_or_quit(&mut self, effects: &mut Vec<Effect>) {
        match self.scene.focus {
            Pane::List => self.leave(effects),
            Pane::Article | Pane::Timeline => self.focus(Pane::List),
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

fn show(overlay: Overlay) -> Vec<Outcome> {
    vec![Outcome::Show(Box::new(overlay))]
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
