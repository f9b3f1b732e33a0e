//! Views one can come back to: filter, article, scroll.

use crate::app::article::Anchor;
use crate::app::scene::Pane;
use crate::app::timeline::Shown;
use crate::article::ArticleId;

/// Most views that are remembered.
const MOST: usize = 500;

/// One view.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// The filter line.
    pub filter: String,
    /// The selected article.
    pub article: Option<ArticleId>,
    /// Where in it.
    pub top: Anchor,
    /// The focused pane.
    pub focus: Pane,
    /// Which time the timeline shows.
    pub time: Shown,
}

/// Views before and after the present one.
#[derive(Clone, Debug, Default)]
pub struct Views {
    back: Vec<View>,
    forward: Vec<View>,
}

impl Views {
    /// Remembers a view that is being left for a new one; what lay ahead is forgotten.
    pub fn leave(&mut self, view: View) {
        self.forward.clear();
        if self.back.last() != Some(&view) {
            self.back.push(view);
        }
        if self.back.len() > MOST {
            self.back.remove(0);
        }
    }

    /// Goes back from the view `now`, past views that look like it; `None` at the first one.
    pub fn back(&mut self, now: View) -> Option<View> {
        let view = other_than(&now, &mut self.back)?;
        self.forward.push(now);
        Some(view)
    }

    /// Goes forward from the view `now`; `None` at the last one.
    pub fn forward(&mut self, now: View) -> Option<View> {
        let view = other_than(&now, &mut self.forward)?;
        self.back.push(now);
        Some(view)
    }

    /// The articles of the views that were left, the last one first.
    pub fn articles(&self) -> impl Iterator<Item = ArticleId> + '_ {
        self.back.iter().rev().filter_map(|view| view.article)
    }

    /// Forgets which articles were shown (their ordinals mean others now), not the filters.
    pub fn forget_articles(&mut self) {
        for view in self.back.iter_mut().chain(&mut self.forward) {
            view.article = None;
            view.top = Anchor::default();
        }
    }
}

/// The last view that is not `now`.
fn other_than(now: &View, views: &mut Vec<View>) -> Option<View> {
    loop {
        let view = views.pop()?;
        if view != *now {
            return Some(view);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(filter: &str) -> View {
        View {
            filter: filter.to_owned(),
            article: None,
            top: Anchor::default(),
            focus: Pane::List,
            time: Shown::default(),
        }
    }

    #[test]
    fn back_and_forward_are_inverse_and_a_new_view_forgets_what_lay_ahead() {
        let mut views = Views::default();
        views.leave(view("a"));
        views.leave(view("b"));
        assert_eq!(views.back(view("c")), Some(view("b")));
        assert_eq!(views.back(view("b")), Some(view("a")));
        assert_eq!(views.back(view("a")), None);
        assert_eq!(views.forward(view("a")), Some(view("b")));
        views.leave(view("b"));
        assert_eq!(views.forward(view("d")), None);
        assert_eq!(views.back(view("d")), Some(view("b")));
    }
}
