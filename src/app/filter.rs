//! The filter line: what is typed, what of it is asked, what is wrong with it.
//!
//! Promises: every way to narrow the screen goes through this text; typing asks at once; a fault
//! leaves the last good query, and so its answer, as it is; Esc puts back what was there before.

use std::ops::Range;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::action::{Action, Context};
use crate::app::prompt::Prompt;
use crate::app::scene::Scene;
use crate::query::{self, Candidate, Completion, Fault, Known, Query};

/// State of the filter line.
#[derive(Clone, Debug, Default)]
pub struct FilterLine {
    prompt: Prompt,
    faults: Vec<Fault>,
    /// The line's terms without the faulty ones.
    usable: Arc<Query>,
    /// The line before it was opened for typing; `None` while it is closed.
    before: Option<String>,
    /// The completions Tab goes through.
    round: Option<Round>,
    /// Lines that were kept, the last one at the end.
    history: Vec<String>,
    /// The line of the history that is looked at, and what was typed before.
    looking: Option<(usize, String)>,
}

/// Most lines that are remembered.
const MOST_LINES: usize = 200;

/// Completions in turn.
#[derive(Clone, Debug)]
struct Round {
    candidates: Vec<Candidate>,
    next: usize,
    /// Where the present one stands in the line.
    span: Range<usize>,
}

/// What an action in the line led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edited {
    /// Nothing that matters outside.
    Nothing,
    /// The line is another: ask.
    Changed,
    /// The line is finished and kept; `true` when it is another than before it was opened.
    Kept(bool),
    /// The line is finished and as it was before; ask again if it had been changed.
    Restored,
    /// Something to say.
    Say(String),
}

impl FilterLine {
    /// The line as typed.
    pub fn text(&self) -> &str {
        self.prompt.text()
    }

    /// The line as it was kept last, without what is being typed now.
    pub fn kept_text(&self) -> &str {
        self.before.as_deref().unwrap_or_else(|| self.prompt.text())
    }

    /// The line being typed, with its cursor.
    pub fn prompt(&self) -> &Prompt {
        &self.prompt
    }

    /// Whether a person is typing in it.
    pub fn is_editing(&self) -> bool {
        self.before.is_some()
    }

    /// What is wrong with it, left to right.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// Replaces the line. The scene's query follows unless the line has a fault; returns whether
    /// it did.
    pub fn set(&mut self, text: &str, scene: &mut Scene) -> bool {
        self.prompt.set(text);
        self.round = None;
        self.looking = None;
        self.read(scene)
    }

    /// Opens the line for typing, the cursor at its end, ready for one term more: what is typed
    /// there must not grow onto the last term.
    pub fn open(&mut self) {
        if self.before.is_none() {
            self.before = Some(self.prompt.text().to_owned());
            self.prompt.edit(Action::CursorEnd);
            if self
                .prompt
                .text()
                .ends_with(|last: char| !last.is_whitespace())
            {
                self.prompt.insert(" ");
            }
        }
    }

    /// Types a text at the cursor.
    pub fn insert(&mut self, typed: &str, scene: &mut Scene) -> Edited {
        self.round = None;
        self.looking = None;
        self.prompt.insert(typed);
        self.read(scene);
        Edited::Changed
    }

    /// Carries out what a key means while typing.
    pub fn act(&mut self, action: Action, scene: &mut Scene) -> Edited {
        match action {
            Action::EarlierLine | Action::LaterLine => return self.step(action, scene),
            Action::Complete => return self.complete(scene),
            Action::Enter => return self.keep(scene),
            Action::Restore => return self.restore(scene),
            _ => {}
        }
        let text = self.prompt.text().to_owned();
        self.round = None;
        self.prompt.edit(action);
        if self.prompt.text() == text {
            return Edited::Nothing;
        }
        self.read(scene);
        Edited::Changed
    }

    /// Keeps the line, without the blanks behind it.
    fn keep(&mut self, scene: &mut Scene) -> Edited {
        if let Some(fault) = self.faults.first() {
            let keymap = &scene.settings.keymap;
            let back = keymap.way_to(Action::Restore, Context::Filter);
            return Edited::Say(format!(
                "expected {}; {back} puts back what was",
                fault.expected
            ));
        }
        let before = self.before.take();
        let text = self.prompt.text().trim_end().to_owned();
        if text != self.prompt.text() {
            self.prompt.set(&text);
            self.read(scene);
        }
        self.remember();
        Edited::Kept(before.as_deref() != Some(self.prompt.text()))
    }

    /// Keeps the line in the history, once.
    fn remember(&mut self) {
        self.looking = None;
        let line = self.prompt.text().trim().to_owned();
        if !line.is_empty() {
            self.history.retain(|known| *known != line);
            self.history.push(line);
            let more = self.history.len().saturating_sub(MOST_LINES);
            self.history.drain(..more);
        }
    }

    /// Puts an earlier line in, or a later one; behind the last stands what was being typed.
    fn step(&mut self, action: Action, scene: &mut Scene) -> Edited {
        let (at, typed) = match self.looking.take() {
            Some(looking) => looking,
            None => (self.history.len(), self.prompt.text().to_owned()),
        };
        let to = if action == Action::EarlierLine {
            at.checked_sub(1)
        } else {
            Some(at.saturating_add(1)).filter(|to| *to <= self.history.len())
        };
        let Some(to) = to else {
            self.looking = Some((at, typed));
            let none = if action == Action::EarlierLine {
                "there is no earlier line"
            } else {
                "this is the line as typed"
            };
            return Edited::Say(none.to_owned());
        };
        let line = self.history.get(to).unwrap_or(&typed).clone();
        self.set(&line, scene);
        self.looking = Some((to, typed));
        Edited::Changed
    }

    fn restore(&mut self, scene: &mut Scene) -> Edited {
        if let Some(before) = self.before.take() {
            self.set(&before, scene);
        }
        Edited::Restored
    }

    /// Reads the line; a good one becomes the scene's query.
    fn read(&mut self, scene: &mut Scene) -> bool {
        let names = scene.settings.filter_names();
        let parsed = query::parse_with(self.prompt.text(), names);
        self.faults = parsed.faults;
        self.usable = Arc::new(parsed.query);
        if self.faults.is_empty() {
            scene.query = Arc::clone(&self.usable);
        }
        self.faults.is_empty()
    }

    /// What to ask while the line has a fault and the last good answer is empty, so that a term
    /// that is not finished yet never empties the list (`trump date` finds nothing on the way to
    /// `trump date:2018`).
    pub fn instead_of_nothing(&self) -> Option<&Arc<Query>> {
        (!self.faults.is_empty()).then_some(&self.usable)
    }

    /// Puts in the next completion, or the offer for a word that was found nowhere.
    fn complete(&mut self, scene: &mut Scene) -> Edited {
        let mut round = match self.round.take() {
            Some(round) => round,
            None => self.begin_round(scene),
        };
        let Some(candidate) = round.candidates.get(round.next).cloned() else {
            return Edited::Say("nothing to complete here".to_owned());
        };
        self.prompt.replace(round.span.clone(), &candidate.text);
        round.span.end = round.span.start.saturating_add(candidate.text.len());
        round.next = round.next.saturating_add(1) % round.candidates.len().max(1);
        self.round = (round.candidates.len() > 1).then_some(round);
        self.read(scene);
        Edited::Changed
    }

    /// What Tab goes through while it does: which of how many stands in the line, what the next Tab
    /// puts in, what the present one means.
    pub fn completing(&self) -> Option<String> {
        let round = self.round.as_ref()?;
        let count = round.candidates.len();
        let before = match round.next {
            0 => count.saturating_sub(1),
            next => next.saturating_sub(1),
        };
        let (now, next) = (
            round.candidates.get(before)?,
            round.candidates.get(round.next)?,
        );
        let help = match now.help {
            "" => String::new(),
            help => format!(" · {help}"),
        };
        let at = before.saturating_add(1);
        Some(format!("{at} of {count}, Tab for {}{help}", next.text))
    }

    /// The word on offer first, as the empty list says; then what the line's own words could be.
    fn begin_round(&self, scene: &Scene) -> Round {
        let Completion { span, candidates } = match (self.offer(scene), self.known(scene)) {
            (Some(mut offer), known) => {
                if known.span == offer.span {
                    offer.candidates.extend(known.candidates);
                }
                offer
            }
            (None, known) => known,
        };
        Round {
            candidates,
            next: 0,
            span,
        }
    }

    /// What the line's words can be completed to.
    fn known(&self, scene: &Scene) -> Completion {
        let hits = scene.hits.as_ref();
        let sources: Vec<&str> = hits
            .iter()
            .flat_map(|hits| &hits.sources)
            .filter_map(|source| source.name.as_deref())
            .collect();
        let mut tags: Vec<(&String, &usize)> = scene.marks.tags().iter().collect();
        tags.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        let tags: Vec<&str> = tags.into_iter().map(|(tag, _)| tag.as_str()).collect();
        let languages = hits.iter().flat_map(|hits| &hits.records.languages);
        let languages: Vec<&str> = languages.map(|row| row.value.as_str()).collect();
        let saved = scene.settings.saved.lines.iter();
        let saved: Vec<&str> = saved.map(|(name, _)| name).collect();
        let days = hits.iter().flat_map(|hits| &hits.dates.days);
        let days: Vec<NaiveDate> = days.map(|row| row.day).collect();
        let known = Known {
            sources: &sources,
            tags: &tags,
            verdicts: &scene.settings.verdicts.all(),
            languages: &languages,
            saved: &saved,
            days: &days,
        };
        query::complete(self.prompt.text(), self.prompt.cursor(), known)
    }

    /// The line with the word offered instead of one that was found nowhere.
    pub fn with_offer(&self, scene: &Scene) -> Option<String> {
        let Completion { span, candidates } = self.offer(scene)?;
        let mut line = self.prompt.clone();
        line.replace(span, &candidates.first()?.text);
        Some(line.text().to_owned())
    }

    /// The word offered for the term at the cursor, when the answer on screen is to this line.
    fn offer(&self, scene: &Scene) -> Option<Completion> {
        let hits = scene
            .hits
            .as_ref()
            .filter(|hits| hits.query.text.trim_end() == self.prompt.text().trim_end())?;
        let offers = &hits.nothing.as_ref()?.offers;
        let cursor = self.prompt.cursor();
        let span_of = |term: usize| hits.query.terms.get(term).map(|term| term.span.clone());
        let at_cursor = |span: &Range<usize>| span.start <= cursor && cursor <= span.end;
        let found = offers
            .iter()
            .filter_map(|offer| Some((span_of(offer.term)?, offer)))
            .min_by_key(|(span, _)| !at_cursor(span));
        found.map(|(span, offer)| Completion {
            span,
            candidates: vec![Candidate {
                text: offer.instead.clone(),
                help: "",
            }],
        })
    }
}
