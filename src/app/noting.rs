//! The line of a note or of the reason for a verdict.
//!
//! Promises: nothing typed is lost by accident: what is typed of a note is a draft until it is
//! kept or given up; a note of several lines is never squeezed into one, it opens in the editor.

use std::collections::BTreeMap;

use crate::action::{Action, Context};
use crate::app::prompt::Prompt;
use crate::app::remark::Remark;
use crate::app::scene::{Outcome, Scene};
use crate::app::tags::TagBox;
use crate::app::{App, Effect, Overlay};
use crate::article::{ArticleId, Verdict};
use crate::text;

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A note.
    Note,
    /// Why it was judged so.
    Reason(Verdict),
}

/// State of the line.
#[derive(Clone, Debug)]
pub struct Line {
    /// What is written.
    pub kind: Kind,
    /// The articles it is about.
    pub ids: Vec<ArticleId>,
    /// The line being typed.
    pub prompt: Prompt,
}

/// How the editor ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edited {
    /// With this text.
    Kept(String),
    /// With trouble, said in words; what was written until then, if it can be read.
    Failed(String, Option<String>),
}

/// Notes that are being written.
#[derive(Debug, Default)]
pub struct Drafts {
    /// What was written and not kept, by article.
    unkept: BTreeMap<ArticleId, String>,
    /// The articles whose note is in the editor now.
    in_editor: Vec<ArticleId>,
}

impl Drafts {
    /// What was written of the article's note and not kept.
    pub fn of(&self, id: ArticleId) -> Option<&str> {
        self.unkept.get(&id).map(String::as_str)
    }

    /// Takes up what was written in an earlier run, or forgets it.
    pub fn set(&mut self, id: ArticleId, draft: Option<String>) {
        match draft {
            Some(draft) => self.unkept.insert(id, draft),
            None => self.unkept.remove(&id),
        };
    }

    /// Ordinals mean other articles from now on; the drafts come back with the marks.
    pub fn clear(&mut self) {
        self.unkept.clear();
    }
}

impl Line {
    /// A line about these articles, with this text in it.
    fn of(kind: Kind, ids: Vec<ArticleId>, text: &str) -> Self {
        Self {
            kind,
            ids,
            prompt: Prompt::of(text),
        }
    }

    /// Types a text.
    pub fn typed(&mut self, text: &str) -> Vec<Outcome> {
        self.prompt.insert(text);
        self.draft()
    }

    /// Carries out what a key means in the line.
    pub fn act(&mut self, action: Action) -> Vec<Outcome> {
        match (action, self.kind) {
            (Action::Restore, Kind::Note) => {
                vec![Outcome::Close, Outcome::Draft(draft_place(&self.ids), None)]
            }
            (Action::Restore, Kind::Reason(_)) => vec![Outcome::Close],
            (Action::Enter, _) => self.accept(),
            (Action::NoteInEditor, Kind::Note) => {
                let text = self.prompt.text().to_owned();
                vec![Outcome::Close, Outcome::Edit(self.ids.clone(), text)]
            }
            (edit, _) => {
                let before = self.prompt.text().len();
                self.prompt.edit(edit);
                if self.prompt.text().len() == before {
                    return Vec::new();
                }
                self.draft()
            }
        }
    }

    fn accept(&self) -> Vec<Outcome> {
        let said = written(self.prompt.text());
        if said.is_none() && self.ids.len() > 1 {
            // What each of them has was not shown, so nothing of it is taken away.
            return vec![Outcome::Close];
        }
        let remark = match self.kind {
            Kind::Note => Remark::Note(said),
            Kind::Reason(_) => Remark::Reason(said),
        };
        let mut outcomes = vec![Outcome::Close, Outcome::Remark(self.ids.clone(), remark)];
        if self.kind == Kind::Note {
            outcomes.push(Outcome::Draft(self.ids.clone(), None));
        }
        outcomes
    }

    fn draft(&self) -> Vec<Outcome> {
        match self.kind {
            Kind::Note => {
                let draft = self.prompt.text().to_owned();
                vec![Outcome::Draft(draft_place(&self.ids), Some(draft))]
            }
            Kind::Reason(_) => Vec::new(),
        }
    }
}

/// A text as it is kept: clean, without blank ends; none where nothing is left.
fn written(text: &str) -> Option<String> {
    let clean = text::sanitise(text).text;
    let lines: Vec<&str> = clean.lines().map(str::trim_end).collect();
    let text = lines.join("\n");
    let text = text.trim_matches('\n').trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The article that the draft of a note on these is kept with: the first. A draft with each of a
/// hundred thousand would be a hundred thousand writes with every letter.
fn draft_place(ids: &[ArticleId]) -> Vec<ArticleId> {
    ids.first().copied().into_iter().collect()
}

impl App {
    /// Opens the line for a note: with the draft that was not kept, else with the note there is;
    /// several lines open in the editor.
    pub(super) fn write_note(&self, in_editor: bool) -> Vec<Outcome> {
        let ids = self.targets();
        let text = match ids.as_slice() {
            [] => return vec![Outcome::Say("no article is selected".to_owned())],
            [id] => {
                let note = self.scene.marks.get(*id).note.as_deref();
                self.scene
                    .drafts
                    .of(*id)
                    .or(note)
                    .unwrap_or_default()
                    .to_owned()
            }
            _ => String::new(),
        };
        if in_editor || text.contains('\n') {
            return vec![Outcome::Edit(ids, text)];
        }
        let line = Line::of(Kind::Note, ids, &text);
        vec![Outcome::Show(Box::new(Overlay::Line(line)))]
    }

    /// Opens the line for the reason of the verdict just given, else of this article's.
    pub(super) fn write_reason(&mut self) -> Vec<Outcome> {
        let ids = match std::mem::take(&mut self.just_judged) {
            judged if judged.is_empty() => self.targets(),
            judged => judged,
        };
        let marks = &self.scene.marks;
        let mut judged = ids.iter().filter_map(|id| marks.get(*id).verdict);
        let Some(verdict) = judged.next() else {
            let keys = &self.scene.settings.keymap;
            let judge =
                Verdict::ALL.map(|verdict| keys.way_to(Action::Judge(verdict), Context::List));
            let words = format!("a reason follows a verdict: {} judge", judge.join(" "));
            return vec![Outcome::Say(words)];
        };
        let reason = match ids.as_slice() {
            [id] => marks.get(*id).reason.clone().unwrap_or_default(),
            _ => String::new(),
        };
        let line = Line::of(Kind::Reason(verdict), ids, &reason);
        vec![Outcome::Show(Box::new(Overlay::Line(line)))]
    }

    /// Carries out a command that was called with more than its name.
    pub(super) fn call(&mut self, action: Action, written: &str, effects: &mut Vec<Effect>) {
        self.overlay = None;
        let outcomes = match action {
            Action::Export => self.export_written(written),
            Action::SaveFilter | Action::ForgetFilter | Action::WhyHidden => {
                self.call_on_filter(action, written, effects)
            }
            Action::EditTags | Action::EditNote | Action::GiveReason
                if !written.trim().is_empty() =>
            {
                return self.remark_written(action, written, effects);
            }
            _ => return self.act(action, effects),
        };
        self.follow(outcomes, effects);
    }

    /// What was typed behind the name of a command: tags, a note, a reason.
    pub(super) fn remark_written(
        &mut self,
        action: Action,
        written: &str,
        effects: &mut Vec<Effect>,
    ) {
        let mut ids = self.targets();
        let outcomes = match action {
            Action::EditTags => TagBox::new(ids, &self.scene).say(written, &self.scene),
            Action::EditNote => Line::of(Kind::Note, ids, written).accept(),
            _ => {
                let judged = std::mem::take(&mut self.just_judged);
                if !judged.is_empty() {
                    ids = judged;
                }
                let marks = &self.scene.marks;
                let mut verdicts = ids.iter().filter_map(|id| marks.get(*id).verdict);
                match verdicts.next() {
                    Some(verdict) => Line::of(Kind::Reason(verdict), ids, written).accept(),
                    None => self.write_reason(),
                }
            }
        };
        self.follow(outcomes, effects);
    }

    /// Keeps or forgets what is being written of these articles' note.
    pub(super) fn keep_draft(
        &mut self,
        ids: &[ArticleId],
        draft: Option<&String>,
        effects: &mut Vec<Effect>,
    ) {
        for id in ids {
            if draft.is_none() && self.scene.drafts.of(*id).is_none() {
                continue;
            }
            self.scene.drafts.set(*id, draft.cloned());
            effects.push(Effect::Draft(*id, draft.cloned()));
            if self.scene.selected == Some(*id) {
                self.article.forget_lines();
            }
        }
    }

    /// Hands a note to the editor.
    pub(super) fn edit_note(
        &mut self,
        ids: Vec<ArticleId>,
        text: String,
        effects: &mut Vec<Effect>,
    ) {
        self.scene.drafts.in_editor = ids;
        effects.push(Effect::Edit(text));
    }

    /// The editor has ended: its text becomes the note; after trouble the note stays as it was,
    /// and what was written is kept as a draft.
    pub(super) fn edited(&mut self, edited: Edited, effects: &mut Vec<Effect>) {
        let ids = std::mem::take(&mut self.scene.drafts.in_editor);
        match edited {
            // What each of them has was not in the editor, so nothing of it is taken away.
            Edited::Kept(text) if ids.len() > 1 && written(&text).is_none() => {
                self.status
                    .say("nothing was written: the notes are as they were");
            }
            Edited::Kept(text) => {
                let note = Remark::Note(written(&text));
                let said = self.change_marks(&ids, |mark| note.apply(mark), effects);
                self.keep_draft(&ids, None, effects);
                self.status.say(said);
            }
            Edited::Failed(trouble, text) => {
                let noted = |id: &ArticleId| self.scene.marks.get(*id).note.clone();
                let same = |text: &String| ids.iter().all(|id| noted(id).as_ref() == Some(text));
                let draft = text
                    .and_then(|text| written(&text))
                    .filter(|text| !same(text));
                let kept = match &draft {
                    Some(_) => "the note is as it was, what was written is a draft",
                    None => "the note is as it was",
                };
                if draft.is_some() {
                    self.keep_draft(&draft_place(&ids), draft.as_ref(), effects);
                }
                self.status.say(format!("{trouble}; {kept}"));
            }
        }
    }
}

/// What the line is called on the screen: "Why keep “Iran urges…”".
pub fn title(line: &Line, scene: &Scene) -> String {
    let about = about(&line.ids, scene);
    match line.kind {
        Kind::Note => format!("Note on {about}"),
        Kind::Reason(verdict) => format!("Why {} {about}", scene.settings.verdicts.of(verdict)),
    }
}

/// The article in quotes, or how many there are.
pub fn about(ids: &[ArticleId], scene: &Scene) -> String {
    match ids {
        [id] => {
            let view = scene.store.get(*id);
            let name = view.map_or("", |view| view.headline_or_lead());
            format!("“{}”", text::truncate(name, 40))
        }
        ids => format!("{} articles", text::grouped(ids.len())),
    }
}
