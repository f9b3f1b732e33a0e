//! Which articles are selected, to be judged, tagged or starred all at once.
//!
//! Promises: what is selected are articles, not rows: filtering, sorting and loading neither add
//! nor lose one; a range follows the cursor until it is ended.

use std::sync::Arc;

use crate::article::ArticleId;
use crate::store::Bits;

/// The selected articles.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    chosen: Bits,
    range: Option<Range>,
    /// Rows that a range was last followed over.
    looked_at: usize,
}

/// A range that still follows the cursor.
#[derive(Clone, Debug)]
struct Range {
    /// Where it began.
    from: ArticleId,
    /// What was selected before.
    base: Bits,
    /// The rows it covers, once it was followed.
    over: Option<Over>,
}

/// The rows of a list that a range covers.
#[derive(Clone, Debug)]
struct Over {
    list: Arc<Vec<ArticleId>>,
    /// Where it begins, and where the cursor stands.
    from: usize,
    to: usize,
}

impl Selection {
    /// Whether the article is selected.
    pub fn contains(&self, id: ArticleId) -> bool {
        self.chosen.contains(id)
    }

    /// How many articles are selected.
    pub fn count(&self) -> usize {
        self.chosen.count()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.chosen.is_empty()
    }

    /// Whether a range follows the cursor.
    pub fn has_open_range(&self) -> bool {
        self.range.is_some()
    }

    /// The selected articles, in the order of reading.
    pub fn all(&self) -> Vec<ArticleId> {
        self.chosen.iter().collect()
    }

    /// Selects an article, or lets it go; an open range ends as it is.
    pub fn toggle(&mut self, id: ArticleId) {
        self.range = None;
        let chosen = !self.chosen.contains(id);
        self.chosen.set(id, chosen);
    }

    /// Begins a range at an article, or ends the open one as it is.
    pub fn toggle_range(&mut self, at: ArticleId) {
        if self.range.take().is_none() {
            let base = self.chosen.clone();
            self.chosen.insert(at);
            self.range = Some(Range {
                from: at,
                base,
                over: None,
            });
        }
    }

    /// Ends an open range as it is.
    pub fn end_range(&mut self) {
        self.range = None;
    }

    /// Selects these besides.
    pub fn add(&mut self, ids: impl IntoIterator<Item = ArticleId>) {
        self.range = None;
        self.chosen.extend(ids);
    }

    /// Selects none.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Lets an open range reach to the article under the cursor, which stands at a row of a list.
    /// A range whose beginning the list does not hold any more ends as it is. Linear in the rows
    /// that the cursor went over, and in the list where that is another one.
    pub fn follow(&mut self, (cursor, row): (ArticleId, usize), list: &Arc<Vec<ArticleId>>) {
        self.looked_at = 0;
        let Some(range) = &mut self.range else {
            return;
        };
        if list.get(row) != Some(&cursor) {
            return;
        }
        let same = range
            .over
            .as_ref()
            .filter(|over| Arc::ptr_eq(&over.list, list));
        let (from, before) = if let Some(over) = same {
            (over.from, over.to)
        } else {
            self.looked_at = list.len();
            let Some(from) = list.iter().position(|id| *id == range.from) else {
                return self.end_range();
            };
            self.chosen = range.base.clone();
            self.chosen.insert(range.from);
            (from, from)
        };
        range.over = Some(Over {
            list: Arc::clone(list),
            from,
            to: row,
        });
        // What lies between the cursor's two places is in the range now, or not any more.
        let between = before.min(row)..=before.max(row);
        for at in between.filter(|_| before != row) {
            let is_in = (from.min(row)..=from.max(row)).contains(&at);
            if let Some(id) = list.get(at) {
                self.chosen.set(*id, is_in || range.base.contains(*id));
                self.looked_at += 1;
            }
        }
    }

    /// Rows that the last [`Self::follow`] looked at.
    pub fn looked_at(&self) -> usize {
        self.looked_at
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn list(ids: impl IntoIterator<Item = u32>) -> Arc<Vec<ArticleId>> {
        Arc::new(ids.into_iter().map(ArticleId).collect())
    }

    fn at(row: usize, list: &Arc<Vec<ArticleId>>) -> (ArticleId, usize) {
        (list[row], row)
    }

    proptest! {
        #[test]
        fn a_range_is_what_stands_between_its_beginning_and_the_cursor(
            base in prop::collection::btree_set(0_u32..40, 0..6),
            start in 0_usize..20,
            moves in prop::collection::vec((0_usize..20, prop::bool::weighted(0.2)), 0..12),
        ) {
            let lists = [list((0..20).map(|n| 19 - n)), list((0..40).step_by(2))];
            let mut selection = Selection::default();
            selection.add(base.iter().copied().map(ArticleId));
            let mut now = &lists[0];
            let from = now[start];
            selection.toggle_range(from);
            for (row, turns) in moves {
                now = if turns { &lists[1] } else { now };
                selection.follow(at(row, now), now);
                let mut expected: Bits = base.iter().copied().map(ArticleId).collect();
                let Some(first) = now.iter().position(|id| *id == from) else {
                    prop_assert!(!selection.has_open_range());
                    return Ok(());
                };
                expected.extend(now[first.min(row)..=first.max(row)].iter().copied());
                prop_assert_eq!(&selection.chosen, &expected);
            }
        }
    }

    #[test]
    fn a_range_over_a_long_list_looks_at_the_rows_the_cursor_went_over() {
        let list = list(0..100_000);
        let mut selection = Selection::default();
        selection.toggle_range(list[10]);
        selection.follow(at(10, &list), &list);
        selection.follow(at(99_999, &list), &list);
        assert_eq!(selection.count(), 99_990);
        let mut looked = |row| {
            selection.follow(at(row, &list), &list);
            (selection.looked_at(), selection.count())
        };
        assert_eq!(looked(99_999), (0, 99_990));
        assert_eq!(looked(99_998), (2, 99_989));
        assert_eq!(looked(8), (99_991, 3));
    }
}
