//! Which articles are selected, to be judged, tagged or starred all at once.
//!
//! Promises: what is selected are articles, not rows: filtering, sorting and loading neither add
//! nor lose one; a range follows the cursor until it is ended.

use crate::article::ArticleId;
use crate::search::Hits;
use crate::store::Bits;

/// The selected articles.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    chosen: Bits,
    range: Option<Range>,
}

/// A range that still follows the cursor.
#[derive(Clone, Debug)]
struct Range {
    /// Where it began.
    from: ArticleId,
    /// The row of that in the answer that was on screen last.
    row: usize,
    /// What was selected before.
    base: Bits,
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
                row: 0,
                base,
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

    /// Lets an open range reach to the article under the cursor, which stands on this row or
    /// nowhere. A range whose beginning the answer does not hold any more ends as it is. Linear in the
    /// range, and in the list only where the beginning of the range moved in it.
    pub fn follow(&mut self, (cursor, row): (Option<ArticleId>, usize), hits: Option<&Hits>) {
        let (Some(range), Some(hits)) = (&mut self.range, hits) else {
            return;
        };
        let row_of = |wanted: ArticleId, likely: usize| match hits.order.get(likely) {
            Some(id) if *id == wanted => Some(likely),
            _ => hits.order.iter().position(|id| *id == wanted),
        };
        let Some(to) = cursor.and_then(|cursor| row_of(cursor, row)) else {
            return;
        };
        let Some(from) = row_of(range.from, range.row) else {
            return self.end_range();
        };
        range.row = from;
        let rows = hits.order.get(from.min(to)..=from.max(to));
        let mut chosen = range.base.clone();
        chosen.extend(rows.unwrap_or_default().iter().copied());
        self.chosen = chosen;
    }
}
