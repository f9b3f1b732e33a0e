//! The list: which rows are in view and where the cursor stands among them.
//!
//! Promises: the cursor is an article, not a row: it stays on it through new answers, sorting,
//! resizing and loading, and goes to the nearest article that is left when its own leaves the
//! list. Only rows in view are measured; a row that was not looked at costs nothing.

pub mod rows;

use std::cmp::Reverse;

use crate::action::{Action, Motion};
use crate::app::motion;
use crate::app::scene::{Outcome, Scene};
use crate::article::ArticleId;
use crate::search::{Hits, Order};
use crate::store::DateCell;

/// State of the list.
#[derive(Clone, Debug, Default)]
pub struct ListPane {
    /// Row of the selected article in the answer on screen.
    row: usize,
    /// First row in view.
    top: usize,
    /// The article the reader chose last: an answer that holds it brings the cursor back to it,
    /// also after one that did not.
    chosen: Option<ArticleId>,
    /// Whether a key was pressed yet.
    touched: bool,
    /// Whether a key was pressed that is about the article under the cursor: until then, also while
    /// a filter is typed, the cursor is not the reader's choice and stays on the first row while
    /// articles come in.
    is_chosen: bool,
}

impl ListPane {
    /// Row of the selected article, from 0.
    pub fn row(&self) -> usize {
        self.row
    }

    /// First row in view, from 0.
    pub fn top(&self) -> usize {
        self.top
    }

    /// The article that the reader chose last.
    pub fn chosen(&self) -> Option<ArticleId> {
        self.chosen
    }

    /// The reader has pressed a key.
    pub fn touch(&mut self) {
        self.touched = true;
    }

    /// From now on the cursor is the reader's, and the article it stands on chosen, if none is.
    pub fn choose(&mut self, selected: Option<ArticleId>) {
        self.is_chosen = true;
        self.chosen = self.chosen.or(selected);
    }

    /// Whether the reader has pressed a key.
    pub fn is_touched(&self) -> bool {
        self.touched
    }

    /// The article to stay on: the selected one once the cursor is the reader's.
    pub fn anchor(&self, selected: Option<ArticleId>) -> Option<ArticleId> {
        selected.filter(|_| self.is_chosen)
    }

    /// Finds the cursor's place in a new answer and returns the article it stands on.
    ///
    /// That is the article the reader chose. While the answer hides it, the nearest one below it
    /// that is left, else the nearest one above: in order of date nearest to the chosen one,
    /// however many answers have come since, of which some may have held headlines alone; in
    /// another order nearest to `selected`, where the cursor stood in the old answer.
    pub fn reanchor(
        &mut self,
        selected: Option<ArticleId>,
        old: Option<&Hits>,
        (new, scene): (&Hits, &Scene),
    ) -> Option<ArticleId> {
        let offset = self.row.saturating_sub(self.top);
        let chosen = self.chosen.filter(|_| self.is_chosen);
        let nearest = || {
            let old: &[ArticleId] = &old.filter(|_| self.is_chosen)?.order;
            nearest_left((self.row, old), new, scene)
        };
        let held = |id: &ArticleId| new.set.contains(*id);
        let hidden = chosen.filter(|id| scene.order == Order::Date && !held(id));
        let wanted = match hidden {
            Some(id) => nearest_by_date((id, scene), &new.order),
            None => [chosen, selected]
                .into_iter()
                .flatten()
                .find(held)
                .or_else(nearest),
        };
        self.row = wanted
            .and_then(|id| place_of((id, scene), self.row, &new.order))
            .unwrap_or(0);
        // A list that was shown from its first row on is shown so as long as the cursor is in view.
        let from_first = self.top == 0 && self.row < rows::room(scene);
        self.top = if from_first {
            0
        } else {
            self.row.saturating_sub(offset)
        };
        new.order.get(self.row).copied()
    }

    /// Puts the cursor on an article, if the list holds it.
    pub fn select(&mut self, id: ArticleId, scene: &Scene) -> bool {
        let place = place_of((id, scene), self.row, scene.rows());
        if let Some(row) = place {
            self.row = row;
            (self.chosen, self.is_chosen) = (Some(id), true);
        }
        place.is_some()
    }

    /// Puts the cursor on an article, now or as soon as an answer holds it.
    pub fn want(&mut self, id: ArticleId, scene: &Scene) {
        self.select(id, scene);
        (self.chosen, self.is_chosen) = (Some(id), true);
    }

    /// Ordinals mean other articles from now on.
    pub fn forget(&mut self) {
        self.chosen = None;
    }

    /// Carries out what a key means in the list.
    pub fn act(&mut self, action: Action, scene: &Scene) -> Vec<Outcome> {
        match action {
            Action::Move(motion) => self.go(self.target(motion, scene), scene),
            Action::Enter => scene.selected.map(Outcome::Open).into_iter().collect(),
            Action::NextArticle if self.row.saturating_add(1) >= scene.rows().len() => {
                vec![Outcome::Say("this is the last article".to_owned())]
            }
            Action::PreviousArticle if self.row == 0 => {
                vec![Outcome::Say("this is the first article".to_owned())]
            }
            Action::NextArticle => self.go(self.row.saturating_add(1), scene),
            Action::PreviousArticle => self.go(self.row.saturating_sub(1), scene),
            Action::NextUnread => self.seek(scene, Towards::Later, "unread", |scene, id| {
                !scene.marks.read().contains(id)
            }),
            Action::PreviousUnread => self.seek(scene, Towards::Earlier, "unread", |scene, id| {
                !scene.marks.read().contains(id)
            }),
            _ => Vec::new(),
        }
    }

    /// The next article below the cursor that is not judged yet.
    pub fn next_unjudged(&self, scene: &Scene) -> Option<ArticleId> {
        let rows = scene.rows().iter().skip(self.row.saturating_add(1));
        rows.copied().find(|id| !scene.marks.judged().contains(*id))
    }

    fn target(&self, motion: Motion, scene: &Scene) -> usize {
        let page = rows::rows_in_view(scene, self.top).max(1);
        let last = scene.rows().len().saturating_sub(1);
        motion::target(motion, self.row, page, last)
    }

    fn go(&mut self, row: usize, scene: &Scene) -> Vec<Outcome> {
        let rows = scene.rows();
        self.row = row.min(rows.len().saturating_sub(1));
        let id = rows.get(self.row).copied();
        id.map(Outcome::Select).into_iter().collect()
    }

    /// The nearest row from the cursor on, in one direction, that `fits`; says so when there is none.
    fn seek(
        &mut self,
        scene: &Scene,
        towards: Towards,
        what: &str,
        fits: impl Fn(&Scene, ArticleId) -> bool,
    ) -> Vec<Outcome> {
        let rows = scene.rows();
        let fits = |row: &usize| rows.get(*row).is_some_and(|id| fits(scene, *id));
        let found = match towards {
            Towards::Later => (self.row.saturating_add(1)..rows.len()).find(fits),
            Towards::Earlier => (0..self.row.min(rows.len())).rev().find(fits),
        };
        match (found, towards) {
            (Some(row), _) => self.go(row, scene),
            (None, Towards::Later) => vec![Outcome::Say(format!("no {what} article below"))],
            (None, Towards::Earlier) => vec![Outcome::Say(format!("no {what} article above"))],
        }
    }

    /// Scrolls so far that the cursor's row is wholly in view. Touches at most a screenful of rows.
    pub fn keep_in_view(&mut self, scene: &Scene) {
        let count = scene.rows().len();
        self.row = self.row.min(count.saturating_sub(1));
        self.top = self.top.min(self.row);
        let room = rows::room(scene);
        let mut used = 0_usize;
        let mut first = self.row;
        for row in (0..=self.row).rev() {
            used = used.saturating_add(rows::height(scene, row));
            if used > room {
                break;
            }
            first = row;
        }
        self.top = self.top.max(first);
        self.fill_below(scene, room);
    }

    /// Takes the view up again where it would end in empty lines although rows stand above.
    fn fill_below(&mut self, scene: &Scene, room: usize) {
        let count = scene.rows().len();
        let below = (self.top..count).map(|row| rows::height(scene, row));
        let mut used = 0_usize;
        for height in below {
            used = used.saturating_add(height);
            if used >= room {
                return;
            }
        }
        while let Some(above) = self.top.checked_sub(1) {
            used = used.saturating_add(rows::height(scene, above));
            if used > room {
                return;
            }
            self.top = above;
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Towards {
    Later,
    Earlier,
}

/// The nearest article below a row of the old answer that the new one still holds, else the
/// nearest above: found among the rows near, else by its date; where the list is in another order
/// and none of them is near, none. Looks at as many articles in a long list as in a short one, but
/// for the logarithm.
fn nearest_left((row, old): (usize, &[ArticleId]), new: &Hits, scene: &Scene) -> Option<ArticleId> {
    const NEAR: usize = 256;
    let left = |id: &&ArticleId| new.set.contains(**id);
    let (above, below) = old.split_at_checked(row)?;
    let found = match below.iter().take(NEAR).find(left) {
        None if scene.order == Order::Date => {
            return nearest_by_date((*below.first()?, scene), &new.order);
        }
        None => above.iter().rev().take(NEAR).find(left),
        found => found,
    };
    found.copied()
}

/// The article at or below the place of one in a list in order of date, else the last.
fn nearest_by_date(article: (ArticleId, &Scene), order: &[ArticleId]) -> Option<ArticleId> {
    let below = order.get(first_by_date(article, order));
    below.or_else(|| order.last()).copied()
}

/// Row of an article: near its old row first, then by its date, then anywhere: linear only where
/// the list is in another order and its row is far.
fn place_of((id, scene): (ArticleId, &Scene), near: usize, order: &[ArticleId]) -> Option<usize> {
    const NEAR: usize = 64;
    let start = near.saturating_sub(NEAR);
    let end = near.saturating_add(NEAR).min(order.len());
    let close = order.get(start..end).unwrap_or_default();
    match close.iter().position(|x| *x == id) {
        Some(at) => Some(start.saturating_add(at)),
        None => place_by_date((id, scene), order).or_else(|| position(id, order)),
    }
}

/// Row of an article in a list in order of date; none if it is not there, or in another order.
fn place_by_date((id, scene): (ArticleId, &Scene), order: &[ArticleId]) -> Option<usize> {
    let at = first_by_date((id, scene), order);
    (order.get(at) == Some(&id)).then_some(at)
}

/// The first row of a list in order of date that does not stand before an article.
fn first_by_date((id, scene): (ArticleId, &Scene), order: &[ArticleId]) -> usize {
    let key = |id: ArticleId| {
        let date = scene.store.get(id).map(|view| view.date());
        let date = date.unwrap_or(DateCell::NONE).in_zone(scene.settings.zone);
        (!date.is_dated(), Reverse(date.local), id)
    };
    let wanted = key(id);
    order.partition_point(|other| key(*other) < wanted)
}

/// Row of an article, block by block: a block is compared whole, without a branch at every row.
fn position(id: ArticleId, order: &[ArticleId]) -> Option<usize> {
    const BLOCK: usize = 512;
    let same = |other: &ArticleId| u32::from(*other == id);
    let holds = |block: &[ArticleId]| block.iter().map(same).sum::<u32>() > 0;
    let block = order.chunks(BLOCK).position(holds)?;
    let start = block.saturating_mul(BLOCK);
    let inside = order.get(start..)?.iter().position(|x| *x == id)?;
    Some(start.saturating_add(inside))
}
