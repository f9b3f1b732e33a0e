//! The collection in the order of its dates, kept as articles come.
//!
//! Every article has a *place* in it. Hits are turned into a set of places once; the list is then
//! read off, and days, bars and undated hits are ranges of places that are counted without
//! visiting them.

use std::cmp::Reverse;
use std::ops::Range;

use crate::article::{ArticleId, DateKind};
use crate::store::{Bits, DateCell, Ranked};
use crate::timeline::InOrder;

/// Every article, newest first, undated last; equal dates in order of reading.
#[derive(Default)]
pub(super) struct ByDate {
    sorted: Vec<ArticleId>,
    /// For each article its place in `sorted`.
    places: Vec<u32>,
    /// New or moved since the last [`Self::settle`].
    pending: Vec<ArticleId>,
    moved: Bits,
    /// How many articles are dated.
    dated: u32,
    /// Each day with its first place, newest first.
    days: Vec<(i32, u32)>,
    /// Places by precision: year, month, day, hour, minute.
    by_precision: [Bits; 5],
    /// Places whose date was inferred.
    inferred: Bits,
    /// How often the order was changed.
    version: u64,
}

/// A second's day.
const SECONDS_A_DAY: i64 = 86_400;
/// Number of 1970-01-01.
const EPOCH: i64 = 719_163;
/// From so many hits on a second core pays.
const MANY: usize = 100_000;

impl ByDate {
    /// A new article.
    pub(super) fn push(&mut self, id: ArticleId) {
        self.pending.push(id);
    }

    /// An article whose date has changed.
    pub(super) fn moved(&mut self, id: ArticleId) {
        if self.moved.insert(id) {
            self.pending.push(id);
        }
    }

    /// Puts what is new or moved in its place: sorts that alone, then merges. Linear if anything
    /// is pending, else free.
    pub(super) fn settle(&mut self, dates: &[DateCell]) {
        if self.pending.is_empty() {
            return;
        }
        let key = |id: &ArticleId| sort_key(*id, dates);
        let mut new = std::mem::take(&mut self.pending);
        new.sort_unstable_by_key(key);
        // An article may be new and moved.
        new.dedup();
        let mut new = new.into_iter().peekable();
        let mut merged = Vec::with_capacity(dates.len());
        for id in std::mem::take(&mut self.sorted) {
            if self.moved.contains(id) {
                continue;
            }
            while let Some(before) = new.next_if(|other| key(other) < key(&id)) {
                merged.push(before);
            }
            merged.push(id);
        }
        merged.extend(new);
        self.sorted = merged;
        self.moved = Bits::new();
        self.version += 1;
        self.survey(dates);
    }

    /// Grows with every change of the order.
    pub(super) fn version(&self) -> u64 {
        self.version
    }

    /// Every article in order.
    pub(super) fn articles(&self) -> &[ArticleId] {
        &self.sorted
    }

    /// Notes what stands at which place.
    fn survey(&mut self, dates: &[DateCell]) {
        self.places.resize(dates.len(), 0);
        self.days.clear();
        self.by_precision = std::array::from_fn(|_| Bits::with_len(dates.len()));
        self.inferred = Bits::with_len(dates.len());
        self.dated = 0;
        for (place, id) in (0_u32..).zip(&self.sorted) {
            if let Some(slot) = self.places.get_mut(id.index()) {
                *slot = place;
            }
            let cell = dates.get(id.index()).unwrap_or(&DateCell::NONE);
            if !cell.is_dated() {
                continue;
            }
            self.dated = place + 1;
            let day = day_of(*cell);
            if self.days.last().is_none_or(|(last, _)| *last != day) {
                self.days.push((day, place));
            }
            if let Some(places) = self.by_precision.get_mut(cell.precision as usize) {
                places.insert(ArticleId(place));
            }
            if cell.kind == DateKind::Inferred {
                self.inferred.insert(ArticleId(place));
            }
        }
    }

    /// The places of some articles. Linear in the articles, or in all others where these are
    /// fewer.
    pub(super) fn places_of(&self, set: &Bits) -> Bits {
        let len = self.sorted.len();
        if set.count() > len / 2 {
            let mut places = Bits::full(len);
            set.complement_to(len).for_each(|id| {
                if let Some(place) = self.places.get(id.index()) {
                    places.remove(ArticleId(*place));
                }
            });
            return places;
        }
        let mut places = Bits::with_len(len);
        set.for_each(|id| {
            if let Some(place) = self.places.get(id.index()) {
                places.insert(ArticleId(*place));
            }
        });
        places
    }

    /// The articles at some places, in order. Linear in them.
    pub(super) fn list(&self, places: &Ranked) -> Vec<ArticleId> {
        let count = places.count();
        let mut list = vec![ArticleId(0); count];
        if count < MANY {
            self.fill(&mut list, places, 0..u32::MAX);
            return list;
        }
        let middle = u32::try_from(count / 2).unwrap_or(0);
        let cut = places.select(middle).unwrap_or(0);
        let (one, other) = list.split_at_mut(middle as usize);
        rayon::join(
            || self.fill(one, places, 0..cut),
            || self.fill(other, places, cut..u32::MAX),
        );
        list
    }

    fn fill(&self, list: &mut [ArticleId], places: &Ranked, range: Range<u32>) {
        let mut slots = list.iter_mut();
        places.bits().for_each_in(range, |place| {
            if let (Some(slot), Some(id)) = (slots.next(), self.sorted.get(place.index())) {
                *slot = *id;
            }
        });
    }

    /// How many articles are dated on this day or later, by the first day of their date.
    pub(super) fn place_of_day(&self, day: i32) -> u32 {
        let later = self.days.partition_point(|(known, _)| *known >= day);
        self.days.get(later).map_or(self.dated, |(_, place)| *place)
    }

    /// Each day that has articles, newest first, with its places.
    pub(super) fn days(&self) -> impl DoubleEndedIterator<Item = (i32, Range<u32>)> + '_ {
        self.days.iter().enumerate().map(|(at, (day, start))| {
            let end = self.days.get(at + 1).map_or(self.dated, |(_, next)| *next);
            (*day, *start..end)
        })
    }

    /// How many articles are dated: they come first.
    pub(super) fn dated(&self) -> u32 {
        self.dated
    }

    /// Places whose date was inferred.
    pub(super) fn inferred(&self) -> &Bits {
        &self.inferred
    }

    /// Places whose date is wider than a day.
    pub(super) fn wide(&self) -> Bits {
        let [year, month, ..] = &self.by_precision;
        let mut wide = year.clone();
        wide.union(month);
        wide
    }

    /// The article at a place.
    pub(super) fn article(&self, place: u32) -> Option<ArticleId> {
        self.sorted.get(place as usize).copied()
    }

    /// Some hits for the timeline.
    pub(super) fn in_order<'a>(&'a self, dates: &'a [DateCell], hits: &'a Ranked) -> InOrder<'a> {
        InOrder {
            dates,
            sorted: &self.sorted,
            dated: self.dated,
            by_precision: &self.by_precision,
            inferred: &self.inferred,
            hits,
        }
    }

    /// Bytes on the heap.
    pub(super) fn heap_bytes(&self) -> usize {
        (self.sorted.capacity() + self.pending.capacity()) * size_of::<ArticleId>()
            + self.places.capacity() * size_of::<u32>()
            + self.days.capacity() * size_of::<(i32, u32)>()
            + self
                .by_precision
                .iter()
                .map(Bits::heap_bytes)
                .sum::<usize>()
            + self.inferred.heap_bytes()
    }
}

/// The day on which a date begins, as [`crate::store::day_number`] counts.
fn day_of(cell: DateCell) -> i32 {
    let day = cell.local.div_euclid(SECONDS_A_DAY) + EPOCH;
    i32::try_from(day).unwrap_or(if day < 0 { i32::MIN } else { i32::MAX })
}

fn sort_key(id: ArticleId, dates: &[DateCell]) -> (bool, Reverse<i64>, ArticleId) {
    let cell = dates.get(id.index()).unwrap_or(&DateCell::NONE);
    (!cell.is_dated(), Reverse(cell.local), id)
}
