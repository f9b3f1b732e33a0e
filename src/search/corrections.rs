//! Corrections by hand in the columns: they stand over what was read, which comes back with them
//! gone, also when more was read in between.

use std::collections::HashMap;
use std::sync::Arc;

use super::index::Index;
use crate::article::{ArticleId, Correction, DateKind, SourceFrom};
use crate::store::DateCell;

/// Every article that is corrected.
pub(super) type Corrections = HashMap<ArticleId, Corrected>;

/// A corrected article.
#[derive(Clone, Debug)]
pub(super) struct Corrected {
    /// The date that was read.
    date: DateCell,
    /// The source that was read.
    source: Option<Arc<str>>,
    /// Whether that source was concluded.
    inferred: bool,
    by_hand: Correction,
}

impl Index {
    /// Corrects an article as the reader says now; an empty correction gives back what was read.
    pub(super) fn correct(&mut self, id: ArticleId, by_hand: &Correction) {
        if id.index() >= self.taken || (by_hand.is_empty() && !self.corrections.contains_key(&id)) {
            return;
        }
        let mut corrected = match self.corrections.remove(&id) {
            Some(corrected) => corrected,
            None => Corrected {
                date: self.date(id),
                source: self.sources.name_of(id),
                inferred: self.sources.inferred().contains(id),
                by_hand: Correction::default(),
            },
        };
        corrected.by_hand = by_hand.clone();
        self.set_date(id, corrected.shown_date());
        let (source, from) = corrected.shown_source();
        self.sources.set(id, (source, from), &self.by_date);
        if !by_hand.is_empty() {
            self.corrections.insert(id, corrected);
        }
    }

    /// A date was read, later than the article.
    pub(super) fn read_date(&mut self, id: ArticleId, date: DateCell) {
        let shown = match self.corrections.get_mut(&id) {
            None => date,
            Some(corrected) => {
                corrected.date = date;
                corrected.shown_date()
            }
        };
        self.set_date(id, shown);
    }

    /// A source was read, later than the article.
    pub(super) fn read_source(&mut self, id: ArticleId, name: Option<&str>, from: SourceFrom) {
        let Some(corrected) = self.corrections.get_mut(&id) else {
            return self.sources.set(id, (name, from), &self.by_date);
        };
        corrected.source = name.map(Arc::from);
        corrected.inferred = from == SourceFrom::Inferred;
        let (name, from) = corrected.shown_source();
        self.sources.set(id, (name, from), &self.by_date);
    }
}

impl Corrected {
    fn shown_date(&self) -> DateCell {
        let by_hand = self.by_hand.date;
        by_hand.map_or(self.date, |date| DateCell::of(date, DateKind::Given))
    }

    fn shown_source(&self) -> (Option<&str>, SourceFrom) {
        match &self.by_hand.source {
            Some(name) => (Some(name), SourceFrom::Given),
            None if self.inferred => (self.source.as_deref(), SourceFrom::Inferred),
            None => (self.source.as_deref(), SourceFrom::Explicit),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::article::{Article, Change, Format, Mark, Moment, Origin, Patch, Published};
    use crate::store::Batch;

    const ONLY: ArticleId = ArticleId(0);

    fn day(year: i32) -> Moment {
        Moment::day(NaiveDate::from_ymd_opt(year, 3, 1).unwrap())
    }

    fn explicit(year: i32) -> Published {
        Published {
            value: Some(day(year)),
            kind: DateKind::Explicit,
            ..Published::default()
        }
    }

    fn index() -> Index {
        let mut article = Article::unread(Origin {
            path: Arc::from("a.txt"),
            part: 0,
            bytes: (0, 0),
            format: Format::Text,
        });
        article.published = explicit(2018);
        article.source = Some("Tasnim".to_owned());
        article.source_from = SourceFrom::Inferred;
        let mut index = Index::new();
        index.append(&Arc::new(Batch::build(ONLY, vec![article])));
        index
    }

    /// Date, source, and whether the source was concluded.
    fn shown(index: &Index) -> (DateCell, Option<Arc<str>>, bool) {
        let name = index.sources.name_of(ONLY);
        (
            index.date(ONLY),
            name,
            index.sources.inferred().contains(ONLY),
        )
    }

    #[test]
    fn what_was_read_comes_back_when_nothing_is_corrected_any_more() {
        let mut index = index();
        let read = shown(&index);
        let mark = Mark {
            source: Some("Press TV".to_owned()),
            date: Some(day(2020)),
            ..Mark::default()
        };
        index.mark(ONLY, &mark);
        assert_eq!(index.date(ONLY), DateCell::of(day(2020), DateKind::Given));
        let (_, source, inferred) = shown(&index);
        assert_eq!((source.as_deref(), inferred), (Some("Press TV"), false));
        let only_date = Mark {
            source: None,
            ..mark
        };
        index.mark(ONLY, &only_date);
        assert_eq!(shown(&index).1, read.1);
        index.mark(ONLY, &Mark::default());
        assert_eq!(shown(&index), read);
    }

    #[test]
    fn what_is_read_later_stands_under_the_correction() {
        let mut index = index();
        let mark = Mark {
            date: Some(day(2020)),
            ..Mark::default()
        };
        index.mark(ONLY, &mark);
        let later = |change| Patch { id: ONLY, change };
        index.patch(&later(Change::Published(explicit(2019))));
        index.patch(&later(Change::Source(None, SourceFrom::None)));
        assert_eq!(index.date(ONLY), DateCell::of(day(2020), DateKind::Given));
        index.mark(ONLY, &Mark::default());
        let read = DateCell::of(day(2019), DateKind::Explicit);
        assert_eq!(shown(&index), (read, None, false));
    }
}
