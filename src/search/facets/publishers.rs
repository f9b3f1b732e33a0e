//! How many articles of a set each source published, and from when to when: a pass over the places
//! of the set and the sources in their order, where both are at hand, else over the columns.

use std::borrow::Cow;
use std::ops::Range;

use chrono::NaiveDate;

use super::super::index::{Index, NO_DAYS};
use super::date;
use crate::article::ArticleId;
use crate::store::Bits;
use crate::timeline::source::Ordered;

/// From so many articles on a second core pays.
const MANY: usize = 100_000;

/// What is counted of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) count: u32,
    first: i32,
    last: i32,
}

impl Tally {
    pub(super) const NONE: Self = Self {
        count: 0,
        first: NO_DAYS.0,
        last: NO_DAYS.1,
    };

    pub(super) fn join(&mut self, other: &Self) {
        self.count += other.count;
        self.first = self.first.min(other.first);
        self.last = self.last.max(other.last);
    }

    /// First and last day, where anything is dated.
    pub(super) fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        let dated = self.first <= self.last;
        dated.then_some((date(self.first)?, date(self.last)?))
    }
}

/// What is counted of each source, and at the end of the unknown one. `places` are those of the
/// set, where they are known.
pub(super) fn tallies(index: &Index, set: &Bits, places: Option<&Bits>) -> Vec<Tally> {
    let Some(sources) = index.sources.in_order(&index.by_date) else {
        return by_article(index, set);
    };
    let places = match places {
        Some(places) => Cow::Borrowed(places),
        None => Cow::Owned(index.by_date.places_of(set)),
    };
    by_place(index, sources, &places)
}

/// Adds up what two cores counted of their halves, of so many articles.
fn in_halves<T: Send>(
    articles: usize,
    count: impl Fn(Range<u32>) -> Vec<T> + Sync,
    join: impl Fn(&mut T, &T),
) -> Vec<T> {
    let len = u32::try_from(articles).unwrap_or(u32::MAX);
    if articles < MANY {
        return count(0..len);
    }
    let (mut one, other) = rayon::join(|| count(0..len / 2), || count(len / 2..len));
    let pairs = one.iter_mut().zip(&other);
    pairs.for_each(|(one, other)| join(one, other));
    one
}

/// A pass over the articles of the set, with two columns.
fn by_article(index: &Index, set: &Bits) -> Vec<Tally> {
    let column = index.sources.column();
    let unknown = index.sources.names().len();
    let count = |range: Range<u32>| {
        let mut rows = vec![Tally::NONE; unknown + 1];
        set.for_each_in(range, |id| {
            let source = column.get(id.index()).map_or(unknown, |id| *id as usize);
            let days = index.days.get(id.index()).copied().unwrap_or(NO_DAYS);
            if let Some(tally) = rows.get_mut(source.min(unknown)) {
                tally.count += 1;
                tally.first = tally.first.min(days.0);
                tally.last = tally.last.max(days.1);
            }
        });
        rows
    };
    in_halves(index.len, count, Tally::join)
}

/// How many places a source has, and which dated ones are the first and the last of them.
#[derive(Clone, Copy)]
struct Reach {
    count: u32,
    newest: u32,
    oldest: Option<u32>,
}

/// The same by places: days are not looked at, for the newest place has the latest day and the
/// oldest the first, but for dates that are wider than a day.
fn by_place(index: &Index, sources: Ordered<'_>, places: &Bits) -> Vec<Tally> {
    const NOTHING: Reach = Reach {
        count: 0,
        newest: u32::MAX,
        oldest: None,
    };
    let order = &index.by_date;
    let dated = order.dated();
    let count = |range: Range<u32>| {
        let mut rows = vec![NOTHING; sources.names.len() + 1];
        places.for_each_in(range.start..range.end.min(dated), |place| {
            if let Some(row) = rows.get_mut(sources.of(place.0)) {
                row.count += 1;
                row.newest = row.newest.min(place.0);
                row.oldest = Some(place.0);
            }
        });
        places.for_each_in(range.start.max(dated)..range.end, |place| {
            if let Some(row) = rows.get_mut(sources.of(place.0)) {
                row.count += 1;
            }
        });
        rows
    };
    let join = |one: &mut Reach, other: &Reach| {
        one.count += other.count;
        one.newest = one.newest.min(other.newest);
        one.oldest = other.oldest.or(one.oldest);
    };
    let days = |place: u32| {
        order
            .article(place)
            .and_then(|id: ArticleId| index.days(id))
    };
    let rows = in_halves(order.len(), count, join).into_iter();
    let mut rows: Vec<Tally> = rows
        .map(|row| Tally {
            count: row.count,
            first: row.oldest.and_then(days).map_or(NO_DAYS.0, |days| days.0),
            last: days(row.newest).map_or(NO_DAYS.1, |days| days.1),
        })
        .collect();
    let mut wide = order.wide();
    wide.intersect(places);
    wide.for_each(|place| {
        if let Some((row, days)) = rows.get_mut(sources.of(place.0)).zip(days(place.0)) {
            row.first = row.first.min(days.0);
            row.last = row.last.max(days.1);
        }
    });
    rows
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::article::{
        Article, Change, DateKind, Format, Moment, Origin, Patch, Precision, Published, SourceFrom,
    };
    use crate::store::Batch;

    fn article(source: u8, date: Option<(u32, Precision)>) -> Article {
        let mut article = Article::unread(Origin {
            path: Arc::from("a.txt"),
            part: 0,
            bytes: (0, 0),
            format: Format::Text,
        });
        article.source = name(source);
        article.source_from = SourceFrom::Explicit;
        article.published = Published {
            value: date.and_then(|(days, precision)| {
                let first = NaiveDate::from_ymd_opt(2016, 1, 1)?;
                let day = first.checked_add_days(chrono::Days::new(u64::from(days)))?;
                let local = Moment::day(day).local;
                Some(Moment {
                    local,
                    precision,
                    offset: None,
                })
            }),
            kind: date.map_or(DateKind::None, |_| DateKind::Explicit),
            ..Published::default()
        };
        article
    }

    fn name(source: u8) -> Option<String> {
        (source > 0).then(|| format!("source {source}"))
    }

    fn precision() -> impl Strategy<Value = Precision> {
        prop_oneof![
            Just(Precision::Year),
            Just(Precision::Month),
            Just(Precision::Day),
            Just(Precision::Minute)
        ]
    }

    proptest! {
        #[test]
        fn sources_are_counted_alike_by_place_and_by_article(
            made in prop::collection::vec(
                (0_u8..4, prop::option::of((0_u32..900, precision())), any::<bool>()), 1..60),
            changed in prop::collection::vec((0_u32..60, 0_u8..6), 0..4),
        ) {
            let articles = made.iter().map(|(source, date, _)| article(*source, *date));
            let mut index = Index::new();
            index.append(&Arc::new(Batch::build(ArticleId(0), articles.collect())));
            while !index.settle_some() {}
            for (id, source) in changed {
                let change = Change::Source(name(source), SourceFrom::Inferred);
                index.patch(&Patch { id: ArticleId(id), change });
            }
            let of_set = (0_u32..).map(ArticleId).zip(&made);
            let set: Bits = of_set.filter(|(_, made)| made.2).map(|(id, _)| id).collect();
            // A source that changes keeps its column in order.
            let sources = index.sources.in_order(&index.by_date).unwrap();
            let places = index.by_date.places_of(&set);
            prop_assert_eq!(by_place(&index, sources, &places), by_article(&index, &set));
        }
    }
}
