//! The article pane: its lines, how far it is scrolled, its folds, what is looked for in it.
//!
//! Promises: the place is kept as a piece of the article and a byte in it, never as a line, so
//! that a resize or a fold keeps the paragraph; lines are computed once a width and article, not
//! once a frame; an article counts as read when it was entered and its last line was shown.

pub mod evidence;
pub mod find;
pub mod folds;
pub mod lines;

mod reading;
mod said;

use std::ops::Range;

use crate::action::{Action, Motion};
use crate::app::article::find::Find;
use crate::app::article::folds::{Fold, Folds, Item};
use crate::app::article::lines::{Line, Lines, Shape};
use crate::app::scene::{Outcome, Pane, Scene};
use crate::article::ArticleId;

/// A place in the article, whatever the width: a piece (paragraph, head, comment) and a byte in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Anchor {
    /// The piece, counted in reading order, closed folds included.
    pub piece: usize,
    /// Byte in the piece's text.
    pub byte: usize,
}

/// What the pane shows of the article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Face {
    /// The text to be read.
    #[default]
    Text,
    /// How everything is known, and the raw lines.
    Evidence,
}

/// Whether the reader is in the article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Entered {
    /// Passing by in the list.
    #[default]
    No,
    /// Reading it.
    Yes,
    /// Read to its end since it was entered.
    ToTheEnd,
}

/// State of the article pane.
#[derive(Clone, Debug, Default)]
pub struct ArticlePane {
    /// The article whose lines these are.
    id: Option<ArticleId>,
    face: Face,
    folds: Folds,
    find: Find,
    /// The fold or related headline that `{ }` chose.
    item: Option<Item>,
    /// Where the match begins that `n N` went to.
    found: Option<Anchor>,
    /// Whether a match is to be gone to once the article is laid out: the first one, or looking
    /// backwards the last.
    seeking: Option<Direction>,
    /// A fold opened by the last key, to be brought into view once it is laid out.
    opened: Option<Fold>,
    /// The first line in view, as a place.
    top: Anchor,
    /// The last line that may stand at the top of the view. The place is not moved when a larger
    /// screen shows more than what follows it: a smaller one then shows it where it was.
    last_top: usize,
    /// The place in the face that is not shown.
    other_top: Anchor,
    lines: Lines,
    entered: Entered,
}

impl ArticlePane {
    /// What the pane shows.
    pub fn face(&self) -> Face {
        self.face
    }

    /// The laid out lines.
    pub fn lines(&self) -> &[Line] {
        self.lines.all()
    }

    /// The first line in view.
    pub fn top_line(&self) -> usize {
        self.lines.line_of(self.top).min(self.last_top)
    }

    /// The first line in view, as a place that outlives a resize.
    pub fn top(&self) -> Anchor {
        self.top
    }

    /// The fold or related headline that `{ }` chose.
    pub fn item(&self) -> Option<Item> {
        self.item
    }

    /// What is looked for in the article.
    pub fn find(&self) -> &Find {
        &self.find
    }

    /// Whether a person is typing what to find.
    pub fn is_finding(&self) -> bool {
        self.find.is_open()
    }

    /// The lines in view.
    pub fn in_view(&self, scene: &Scene) -> Range<usize> {
        let top = self.top_line();
        let end = top
            .saturating_add(height(scene))
            .min(self.lines.all().len());
        top..end
    }

    /// Shows another article from its beginning, or from `top`.
    pub fn show(&mut self, id: Option<ArticleId>, top: Option<Anchor>) {
        if self.id != id {
            self.id = id;
            self.top = Anchor::default();
            self.other_top = Anchor::default();
            self.folds = Folds::default();
            self.item = None;
            self.found = None;
            self.entered = Entered::No;
            self.lines.forget();
        }
        if let Some(top) = top {
            self.top = top;
        }
    }

    /// The reader goes into the article.
    pub fn enter(&mut self) {
        if self.entered == Entered::No {
            self.entered = Entered::Yes;
        }
    }

    /// The article's record has changed: its lines are computed anew.
    pub fn forget_lines(&mut self) {
        self.lines.forget();
    }

    /// Brings lines, place and chosen item in line with article, width and folds.
    pub fn lay_out(&mut self, scene: &Scene) {
        let columns = scene.screen.text_columns(scene.settings.measure);
        let view = self.id.and_then(|id| scene.store.get(id));
        let shape = Shape {
            face: self.face,
            folds: &self.folds,
            columns,
        };
        self.lines.lay_out(scene, view.as_ref(), shape);
        let all = self.lines.all().len();
        self.last_top = all.saturating_sub(height(scene).max(1));
        if let Some(fold) = self.opened.take() {
            self.reveal_fold(fold, scene);
        }
        if let Some((view, direction)) = view.and_then(|view| Some((view, self.seeking.take()?))) {
            self.seek_match(direction, view.text(), scene);
        }
    }

    /// Whether the reader has just come to the end of an article that was entered; says so once.
    pub fn just_read(&mut self, scene: &Scene) -> Option<ArticleId> {
        let shown = !scene.screen.article.is_empty() && height(scene) > 0;
        let at_end = self.in_view(scene).end >= self.lines.all().len();
        if self.entered != Entered::Yes || self.face != Face::Text || !shown || !at_end {
            return None;
        }
        self.entered = Entered::ToTheEnd;
        self.id
    }

    /// Carries out what a key means in the article.
    pub fn act(&mut self, action: Action, scene: &Scene) -> Vec<Outcome> {
        match action {
            Action::Move(motion) => self.scroll(motion, scene),
            Action::PageOn => return self.page_on(scene),
            Action::Leave => return vec![Outcome::Focus(Pane::List)],
            Action::FindHere => self.find.open(),
            Action::FindNext => return self.find_from_view(Direction::Forward, scene),
            Action::FindPrevious => return self.find_from_view(Direction::Backward, scene),
            Action::NextFold => return self.step_item(Direction::Forward, scene),
            Action::PreviousFold => return self.step_item(Direction::Backward, scene),
            Action::ToggleFolds => self.folds.toggle_all(),
            Action::Enter => return self.open_item(scene),
            _ => {}
        }
        Vec::new()
    }

    /// Shows how everything is known, or the text again, each where it was left.
    pub fn toggle_evidence(&mut self) {
        self.face = match self.face {
            Face::Text => Face::Evidence,
            Face::Evidence => Face::Text,
        };
        std::mem::swap(&mut self.top, &mut self.other_top);
        self.item = None;
    }

    /// Carries out what a key means while typing what to find.
    pub fn act_in_find(&mut self, action: Action, scene: &Scene) -> Vec<Outcome> {
        match action {
            Action::Enter => {
                self.find.close();
                if self.find.needle().is_empty() {
                    return Vec::new();
                }
                return self.find_from_view(Direction::Here, scene);
            }
            Action::Restore => self.find.cancel(),
            _ => {
                self.find.edit(action);
            }
        }
        Vec::new()
    }

    /// Types a text into what to find.
    pub fn type_in_find(&mut self, typed: &str) {
        self.find.insert(typed);
    }

    fn scroll(&mut self, motion: Motion, scene: &Scene) {
        let page = height(scene).saturating_sub(1).max(1);
        let half = (page / 2).max(1);
        let top = self.top_line();
        let line = match motion {
            Motion::Down => top.saturating_add(1),
            Motion::Up => top.saturating_sub(1),
            Motion::First => 0,
            Motion::Last => usize::MAX,
            Motion::HalfDown => top.saturating_add(half),
            Motion::HalfUp => top.saturating_sub(half),
            Motion::PageDown => top.saturating_add(page),
            Motion::PageUp => top.saturating_sub(page),
        };
        self.item = None;
        self.scroll_to(line);
    }

    /// A page on; at the end the next article.
    fn page_on(&mut self, scene: &Scene) -> Vec<Outcome> {
        if self.in_view(scene).end >= self.lines.all().len() {
            return vec![Outcome::Do(Action::NextArticle)];
        }
        self.scroll(Motion::PageDown, scene);
        Vec::new()
    }

    fn scroll_to(&mut self, line: usize) {
        self.top = self.lines.place_of(line.min(self.last_top));
    }

    /// Scrolls as little as brings a line into view.
    fn reveal(&mut self, line: usize, scene: &Scene) {
        let view = self.in_view(scene);
        if line < view.start {
            self.scroll_to(line);
        } else if line >= view.end {
            let height = height(scene);
            self.scroll_to(line.saturating_sub(height / 2));
        }
    }

    /// Scrolls so far that a fold's content is in view, its head at the top at most.
    fn reveal_fold(&mut self, fold: Fold, scene: &Scene) {
        let items = self.lines.items();
        let is_fold = |item: &Item| matches!(item, Item::Fold(_));
        let heads = items.iter().filter(|(_, item)| is_fold(item));
        let mut from_head = heads.skip_while(|(_, item)| *item != Item::Fold(fold));
        let Some((head, _)) = from_head.next() else {
            return;
        };
        let last = self.lines.all().len();
        let end = from_head.next().map_or(last, |(next, _)| *next);
        let needed = end.saturating_sub(height(scene)).min(*head);
        if self.top_line() < needed {
            self.scroll_to(needed);
        }
    }

    fn step_item(&mut self, direction: Direction, scene: &Scene) -> Vec<Outcome> {
        let items = self.lines.items();
        let here = items.iter().position(|(_, item)| Some(*item) == self.item);
        let top = self.top_line();
        let next = match (direction, here) {
            (Direction::Backward, Some(here)) => here.checked_sub(1),
            (Direction::Backward, None) => items.iter().rposition(|(line, _)| *line < top),
            (_, Some(here)) => here.checked_add(1),
            (_, None) => items.iter().position(|(line, _)| *line >= top),
        };
        let Some((line, item)) = next.and_then(|next| items.get(next)) else {
            return vec![Outcome::Say(
                "no further fold or related headline".to_owned(),
            )];
        };
        self.item = Some(*item);
        let mut lines = self.lines.all().iter();
        let end = lines.rposition(|line| line.item == self.item);
        self.reveal(end.unwrap_or(*line), scene);
        self.reveal(*line, scene);
        Vec::new()
    }

    /// Opens or closes the chosen fold, or opens the article a related headline names.
    fn open_item(&mut self, scene: &Scene) -> Vec<Outcome> {
        match self.item {
            Some(Item::Fold(fold)) => {
                self.folds.toggle(fold);
                self.opened = self.folds.is_open(fold).then_some(fold);
            }
            Some(Item::Related(index)) => {
                let view = self.id.and_then(|id| scene.store.get(id));
                let related = view.map(|view| view.related()).unwrap_or_default();
                return match related.get(index).and_then(|related| related.article) {
                    Some(id) => vec![Outcome::Open(id)],
                    None => vec![Outcome::Say(
                        "that article is not in this collection".to_owned(),
                    )],
                };
            }
            None => return self.open_first_in_view(scene),
        }
        Vec::new()
    }

    /// Enter without a chosen item chooses the first one in view.
    fn open_first_in_view(&mut self, scene: &Scene) -> Vec<Outcome> {
        let view = self.in_view(scene);
        let lines = self.lines.all().get(view).unwrap_or_default();
        self.item = lines.iter().find_map(|line| line.item);
        match self.item {
            Some(_) => Vec::new(),
            None => vec![Outcome::Say(
                "{ } go to folds and related headlines".to_owned(),
            )],
        }
    }

    /// Whether a fold is open.
    pub fn is_open(&self, fold: Fold) -> bool {
        self.folds.is_open(fold)
    }
}

/// Which way to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From the first line in view on, it included.
    Here,
    /// Behind the present match.
    Forward,
    /// Before it.
    Backward,
}

/// Lines of text in view at once.
pub fn height(scene: &Scene) -> usize {
    usize::from(scene.screen.article.inside().height)
}
