//! What is folded away in an article until it is asked for.

/// A fold: everything of one kind that is page and not article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fold {
    /// Headlines of other articles after the body.
    Related,
    /// Readers' comments.
    Comments,
    /// Buttons, section names, notices.
    Boilerplate,
}

impl Fold {
    /// Every fold, in the order they stand under the body.
    pub const ALL: [Self; 3] = [Self::Related, Self::Comments, Self::Boilerplate];
}

/// Something in an article that Enter opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Item {
    /// A fold.
    Fold(Fold),
    /// The related headline with this index.
    Related(usize),
}

/// Which folds are open; all are closed at first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folds {
    open: Vec<Fold>,
}

impl Folds {
    /// Whether a fold is open.
    pub fn is_open(&self, fold: Fold) -> bool {
        self.open.contains(&fold)
    }

    /// Opens a closed fold, closes an open one.
    pub fn toggle(&mut self, fold: Fold) {
        if self.is_open(fold) {
            self.open.retain(|open| *open != fold);
        } else {
            self.open.push(fold);
        }
    }

    /// Opens all folds, or closes them when all are open.
    pub fn toggle_all(&mut self) {
        if self.open.len() == Fold::ALL.len() {
            self.open.clear();
        } else {
            self.open = Fold::ALL.to_vec();
        }
    }

    /// Opens one fold.
    pub fn open(&mut self, fold: Fold) {
        if !self.is_open(fold) {
            self.open.push(fold);
        }
    }
}
