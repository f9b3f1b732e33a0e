//! What comes back of earlier runs: marks, drafts, changes to undo, and where the reader was.

use chrono::NaiveDateTime;

use crate::app::article::Anchor;
use crate::app::marking::asks_for_marks;
use crate::app::message::Effect;
use crate::app::moment::counted;
use crate::app::scene::Pane;
use crate::app::views::View;
use crate::app::{App, Overlay};
use crate::article::ArticleId;
use crate::review::Change;
use crate::review::memory::Session;
use crate::review::recall::{Doubt, Found};
use crate::search::Order;
use crate::timeline::Window;

impl App {
    /// Articles are known again: what was said of them, no change to undo.
    pub(super) fn recall(&mut self, found: Vec<Found>, effects: &mut Vec<Effect>) {
        for known in found {
            let Found {
                id,
                mark,
                draft,
                changed,
                ..
            } = known;
            if changed {
                self.scene.changed.insert(id);
            }
            if draft.is_some() {
                self.scene.drafts.set(id, draft);
            }
            self.scene.marks.recall(id, mark);
            let mark = self.scene.marks.get(id).clone();
            self.correct(id, &mark);
            effects.push(Effect::Mark(id, mark));
            if self.scene.selected == Some(id) {
                self.article.forget_lines();
            }
        }
        if asks_for_marks(&self.scene) {
            self.stale = true;
        }
    }

    /// Changes of earlier runs and readings are known again; what was to be undone meanwhile is.
    pub(super) fn take_up(
        &mut self,
        done: Vec<Change>,
        undone: Vec<Change>,
        effects: &mut Vec<Effect>,
    ) {
        let before = self.scene.marks.undone().len();
        self.scene.marks.take_up(done, undone);
        if let Some(Overlay::History(history)) = &mut self.overlay {
            let above = self.scene.marks.undone().len().saturating_sub(before);
            history.move_down(above);
        }
        for action in self.owed.take().unwrap_or_default() {
            let outcomes = self.step_marks(action, effects);
            self.follow(outcomes, effects);
        }
    }

    /// Another program wrote notes on the same articles: both texts are there now.
    pub(super) fn merge_notes(
        &mut self,
        merged: Vec<(ArticleId, String)>,
        effects: &mut Vec<Effect>,
    ) {
        let count = merged.len();
        for (id, note) in merged {
            let mut mark = self.scene.marks.get(id).clone();
            mark.note = Some(note);
            self.scene.marks.restore(id, mark.clone());
            effects.push(Effect::Mark(id, mark));
            if self.scene.selected == Some(id) {
                self.article.forget_lines();
            }
        }
        let notes = counted(count, "note was", "notes were");
        self.status.say(format!(
            "{notes} written elsewhere at the same time: both texts are kept"
        ));
    }

    /// Marks that fit several articles were given to none.
    pub(super) fn doubt(&mut self, doubts: Vec<Doubt>) {
        let Some(first) = doubts.first() else {
            return;
        };
        let names = first.candidates.iter().map(|id| self.short_name(*id));
        let names: Vec<String> = names.take(2).collect();
        let marks = match doubts.len() {
            1 => "a mark fits several articles and was given to none".to_owned(),
            many => format!("{many} marks fit several articles and were given to none"),
        };
        self.status.say(format!("{marks}: {}", names.join(", ")));
        self.scene.doubts = doubts;
        self.article.forget_lines();
    }

    /// Where the reader is, to come back to.
    pub fn session(&self) -> Session {
        let view = self.scene.selected.and_then(|id| self.scene.store.get(id));
        let selected = view.map(|view| (view.key(), view.prints().copy));
        let top = self.article.top();
        let timeline = &self.timeline;
        let window = match timeline.window() {
            Window::Span(from, to) => Some((from.to_string(), to.to_string())),
            _ => None,
        };
        Session {
            // What is half typed is no filter yet.
            filter: self.filter.kept_text().to_owned(),
            order: self.scene.order.name().to_owned(),
            pane: self.scene.focus.name().to_owned(),
            is_alone: self.alone,
            article: selected.or(self.carried.selected),
            place: (top != Anchor::default()).then(|| format!("{}.{}", top.piece, top.byte)),
            timeline_rows: Some(timeline.chosen_rows()),
            timeline_step: timeline.step().map(|step| step.name().to_owned()),
            timeline_window: window,
            timeline_all: timeline.window() == Window::All,
        }
    }

    /// Goes back to where the reader was, unless a filter was asked for or a key was pressed.
    pub(super) fn resume(&mut self, session: &Session, effects: &mut Vec<Effect>) {
        if self.list.is_touched() || !self.filter.text().is_empty() {
            return;
        }
        let orders = Order::ALL.into_iter();
        if let Some(order) = orders
            .into_iter()
            .find(|order| order.name() == session.order)
        {
            self.scene.order = order;
        }
        let panes = [Pane::List, Pane::Article, Pane::Timeline].into_iter();
        if let Some(pane) = panes.into_iter().find(|pane| pane.name() == session.pane) {
            self.scene.focus = pane;
        }
        self.alone = session.is_alone;
        self.timeline.come_back(
            session.timeline_rows,
            session
                .timeline_step
                .as_ref()
                .and_then(|step| step.parse().ok()),
            window(session),
        );
        if !session.filter.is_empty() {
            self.views.leave(self.view());
            let filter = crate::text::truncate(&session.filter, 40).into_owned();
            self.status
                .say(if self.filter.set(&session.filter, &mut self.scene) {
                    format!("as it was left: {filter} · H shows everything")
                } else {
                    // A saved filter that it names may be gone.
                    self.filter.set("", &mut self.scene);
                    format!("the filter of before means nothing any more: {filter}")
                });
            self.filter_changed(effects);
        }
        self.carried.selected = session.article;
        self.carried.top = session
            .place
            .as_deref()
            .and_then(anchor)
            .unwrap_or_default();
        self.take_up_carried();
    }

    /// Selects the article that was selected before, as soon as it is read.
    pub(super) fn take_up_carried(&mut self) {
        let store = &self.scene.store;
        let chosen: Vec<ArticleId> = self
            .carried
            .selection
            .extract_if(.., |key| store.find_key(*key).is_some())
            .filter_map(|key| store.find_key(key))
            .collect();
        if !chosen.is_empty() {
            self.scene.selection.add(chosen);
        }
        let Some((key, copy)) = self.carried.selected else {
            return;
        };
        let Some(id) = store.find_copy(key, copy) else {
            return;
        };
        self.carried.selected = None;
        let view = View {
            article: Some(id),
            top: std::mem::take(&mut self.carried.top),
            ..self.view()
        };
        self.list.touch();
        self.come_back_to(&view);
    }
}

/// The time that the timeline showed.
fn window(session: &Session) -> Window {
    let span = session.timeline_window.as_ref().and_then(|(from, to)| {
        let moment = |text: &str| text.parse::<NaiveDateTime>().ok();
        Some((
            moment(&from.replacen(' ', "T", 1))?,
            moment(&to.replacen(' ', "T", 1))?,
        ))
    });
    match span {
        Some((from, to)) if from < to => Window::Span(from, to),
        _ if session.timeline_all => Window::All,
        _ => Window::default(),
    }
}

fn anchor(text: &str) -> Option<Anchor> {
    let (piece, byte) = text.split_once('.')?;
    Some(Anchor {
        piece: piece.parse().ok()?,
        byte: byte.parse().ok()?,
    })
}
