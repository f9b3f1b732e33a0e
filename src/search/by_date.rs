//! The collection in the order of its dates, kept as articles come.
//!
//! Every article has a *place* in it. Hits are turned into a set of places once; the list is then
//! read off, and days, bars and undated hits are ranges of places that are counted without
//! visiting them.

mod reorder;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;

use crate::article::{ArticleId, DateKind};
use crate::store::{Bits, DateCell, Ranked};
use crate::timeline::InOrder;

/// Every article, newest first, undated last; equal dates in order of reading.
///
/// What is new gets its place a few articles at a time, in an order made beside the one that holds
/// until it is whole.
#[derive(Default)]
pub(super) struct ByDate {
    now: Sorted,
    /// New or moved since the order began to be made anew.
    pending: Vec<ArticleId>,
    /// Articles of the order that are elsewhere now.
    moved: Bits,
    next: Option<Next>,
    /// How often the order was changed.
    version: u64,
    /// Articles that were given a place so far.
    placed: usize,
    /// Those of them that made way for one that moved, since all was settled.
    made_way: usize,
}

/// An order, and what stands at which place of it.
#[derive(Default)]
struct Sorted {
    articles: Arc<Vec<ArticleId>>,
    /// For each article its place.
    places: Arc<Vec<u32>>,
    /// How many articles are dated.
    dated: u32,
    /// Each day with its first place, newest first.
    days: Vec<(i32, u32)>,
    /// Places by precision: year, month, day, hour, minute. No wider than the last member: what
    /// no article has costs no pass.
    by_precision: [Bits; 5],
    /// Places whose date was inferred.
    inferred: Bits,
}

/// An order being made.
struct Next {
    /// Without the articles and their places, which it gets once they are whole.
    sorted: Sorted,
    articles: Vec<ArticleId>,
    places: Vec<u32>,
    /// What is put in between, in order.
    new: Vec<ArticleId>,
    /// How many of these have their place.
    of_new: usize,
    /// How many of the order that holds were looked at.
    of_old: usize,
}

/// Of the collection, the part that may make way one by one before all get their places in one
/// pass, as a divisor.
const FEW: usize = 8;
/// Articles that get their place in one go.
const STRIDE: usize = 16_384;
/// A second's day.
const SECONDS_A_DAY: i64 = 86_400;
/// Number of 1970-01-01.
const EPOCH: i64 = 719_163;
/// From so many hits on a second core pays.
const MANY: usize = 50_000;

impl ByDate {
    /// A new article.
    pub(super) fn push(&mut self, id: ArticleId) {
        self.pending.push(id);
    }

    /// An article whose date has changed. It moves at once where nothing else waits for its place,
    /// linear in the places between; where many move, all of them get their places in one pass.
    pub(super) fn moved(&mut self, id: ArticleId, dates: &[DateCell]) {
        let has_place = id.index() < self.len();
        if has_place && self.is_settled() && self.made_way <= self.len() / FEW {
            let made_way = self.now.move_to_its_place(id, dates);
            self.made_way += made_way;
            self.placed += made_way;
            self.version += 1;
            return;
        }
        // What is being made was sorted by the date before.
        if let Some(next) = self.next.take() {
            self.pending.extend(next.new);
        }
        if has_place && self.moved.insert(id) {
            self.pending.push(id);
        }
    }

    /// How many articles have their place.
    pub(super) fn len(&self) -> usize {
        self.now.articles.len()
    }

    /// Whether an article is not where its date says.
    pub(super) fn has_moved(&self) -> bool {
        !self.moved.is_empty()
    }

    /// Whether nothing is new or moved.
    pub(super) fn is_settled(&self) -> bool {
        self.pending.is_empty() && self.next.is_none()
    }

    /// Goes on to put what is new or moved in its place: sorts that alone, then merges, so many
    /// articles at a time. Whether everything has its place now.
    pub(super) fn settle_some(&mut self, dates: &[DateCell]) -> bool {
        if self.is_settled() {
            self.made_way = 0;
            return true;
        }
        let mut next = match self.next.take() {
            Some(next) => next,
            None => Next::of(std::mem::take(&mut self.pending), (self.len(), dates)),
        };
        if next.merge((&self.now, &self.moved), dates) {
            self.now = Sorted {
                articles: Arc::new(next.articles),
                places: Arc::new(next.places),
                ..next.sorted
            };
            self.moved = Bits::new();
            self.version += 1;
        } else {
            self.next = Some(next);
        }
        self.is_settled()
    }

    /// Articles that were given a place so far, again or for the first time.
    pub(super) fn placed(&self) -> usize {
        self.placed
    }

    /// Grows with every change of the order.
    pub(super) fn version(&self) -> u64 {
        self.version
    }

    /// Every article in order.
    pub(super) fn articles(&self) -> &Arc<Vec<ArticleId>> {
        &self.now.articles
    }

    /// The place of every article that has one.
    pub(super) fn places(&self) -> &Arc<Vec<u32>> {
        &self.now.places
    }

    /// The places of some articles. Linear in the articles, or in all others where these are
    /// fewer.
    pub(super) fn places_of(&self, set: &Bits) -> Bits {
        let len = self.now.articles.len();
        let count = set.count();
        if count <= len / 2 {
            return self.looked_up(set, count);
        }
        let mut places = Bits::full(len);
        let others = set.complement_to(len);
        places.subtract(&self.looked_up(&others, len.saturating_sub(count)));
        places
    }

    /// The places of some articles, so many; each core looks up those of its share.
    fn looked_up(&self, set: &Bits, count: usize) -> Bits {
        let of = |articles: Range<u32>| {
            let mut places = Bits::with_len(self.now.articles.len());
            set.for_each_in(articles, |id| {
                if let Some(place) = self.now.places.get(id.index()) {
                    places.insert(ArticleId(*place));
                }
            });
            places
        };
        if count < MANY {
            return of(0..u32::MAX);
        }
        let middle = u32::try_from(self.now.places.len() / 2).unwrap_or(u32::MAX);
        let (mut places, other) = rayon::join(|| of(0..middle), || of(middle..u32::MAX));
        places.union(&other);
        places
    }

    /// The articles at some places, in order. Linear in them; all of them are there already.
    pub(super) fn list(&self, places: &Ranked) -> Arc<Vec<ArticleId>> {
        let count = places.count();
        if count == self.now.articles.len() {
            return Arc::clone(&self.now.articles);
        }
        let mut list = vec![ArticleId(0); count];
        if count < MANY {
            self.fill(&mut list, places, 0..u32::MAX);
            return Arc::new(list);
        }
        let middle = u32::try_from(count / 2).unwrap_or(0);
        let cut = places.select(middle).unwrap_or(0);
        let (one, other) = list.split_at_mut(middle as usize);
        rayon::join(
            || self.fill(one, places, 0..cut),
            || self.fill(other, places, cut..u32::MAX),
        );
        Arc::new(list)
    }

    fn fill(&self, list: &mut [ArticleId], places: &Ranked, range: Range<u32>) {
        let mut slots = list.iter_mut();
        places.bits().for_each_in(range, |place| {
            if let (Some(slot), Some(id)) = (slots.next(), self.now.articles.get(place.index())) {
                *slot = *id;
            }
        });
    }

    /// How many articles are dated on this day or later, by the first day of their date.
    pub(super) fn place_of_day(&self, day: i32) -> u32 {
        let later = self.now.days.partition_point(|(known, _)| *known >= day);
        self.now
            .days
            .get(later)
            .map_or(self.now.dated, |(_, place)| *place)
    }

    /// Each day that has articles, newest first, with its places.
    pub(super) fn days(&self) -> impl DoubleEndedIterator<Item = (i32, Range<u32>)> + '_ {
        self.now.days.iter().enumerate().map(|(at, (day, start))| {
            let end = self
                .now
                .days
                .get(at + 1)
                .map_or(self.now.dated, |(_, next)| *next);
            (*day, *start..end)
        })
    }

    /// How many articles are dated: they come first.
    pub(super) fn dated(&self) -> u32 {
        self.now.dated
    }

    /// Places whose date was inferred.
    pub(super) fn inferred(&self) -> &Bits {
        &self.now.inferred
    }

    /// Places whose date is wider than a day.
    pub(super) fn wide(&self) -> Bits {
        let [year, month, ..] = &self.now.by_precision;
        let mut wide = year.clone();
        wide.union(month);
        wide
    }

    /// The article at a place.
    pub(super) fn article(&self, place: u32) -> Option<ArticleId> {
        self.now.articles.get(place as usize).copied()
    }

    /// Some hits for the timeline.
    pub(super) fn in_order<'a>(&'a self, dates: &'a [DateCell], hits: &'a Ranked) -> InOrder<'a> {
        InOrder {
            // Of what has its place.
            dates: dates.get(..self.len()).unwrap_or(dates),
            sorted: &self.now.articles,
            dated: self.now.dated,
            by_precision: &self.now.by_precision,
            inferred: &self.now.inferred,
            hits,
        }
    }

    /// Bytes on the heap.
    pub(super) fn heap_bytes(&self) -> usize {
        (self.now.articles.capacity() + self.pending.capacity()) * size_of::<ArticleId>()
            + self.now.places.capacity() * size_of::<u32>()
            + self.now.days.capacity() * size_of::<(i32, u32)>()
            + self
                .now
                .by_precision
                .iter()
                .map(Bits::heap_bytes)
                .sum::<usize>()
            + self.now.inferred.heap_bytes()
    }
}

impl Next {
    /// Begins an order that these articles are put into; so many have their place.
    fn of(mut new: Vec<ArticleId>, (placed, dates): (usize, &[DateCell])) -> Self {
        new.sort_unstable_by_key(|id| sort_key(*id, dates));
        // An article may be new and moved.
        new.dedup();
        let fresh = new.iter().filter(|id| id.index() >= placed).count();
        Self {
            sorted: Sorted::default(),
            articles: Vec::with_capacity(placed + fresh),
            places: vec![0; placed + fresh],
            new,
            of_new: 0,
            of_old: 0,
        }
    }

    /// Gives the next articles their place; whether these were all.
    fn merge(&mut self, (now, moved): (&Sorted, &Bits), dates: &[DateCell]) -> bool {
        let key = |id: ArticleId| sort_key(id, dates);
        for _ in 0..STRIDE {
            let old = now.articles.get(self.of_old).copied();
            if old.is_some_and(|id| moved.contains(id)) {
                self.of_old += 1;
                continue;
            }
            let new = self.new.get(self.of_new).copied();
            let id = match (old, new) {
                (Some(old), Some(new)) if key(new) < key(old) => new,
                (Some(old), _) => old,
                (None, Some(new)) => new,
                (None, None) => return true,
            };
            if Some(id) == old {
                self.of_old += 1;
            } else {
                self.of_new += 1;
            }
            let cell = dates.get(id.index()).unwrap_or(&DateCell::NONE);
            self.push(id, *cell);
        }
        false
    }

    /// Gives an article the next place.
    fn push(&mut self, id: ArticleId, cell: DateCell) {
        let place = u32::try_from(self.articles.len()).unwrap_or(u32::MAX);
        self.articles.push(id);
        if let Some(slot) = self.places.get_mut(id.index()) {
            *slot = place;
        }
        self.sorted.note(place, cell);
    }
}

impl Sorted {
    /// Notes what the article at the next place is dated.
    fn note(&mut self, place: u32, cell: DateCell) {
        if !cell.is_dated() {
            return;
        }
        self.dated = place + 1;
        let day = day_of(cell);
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

/// The day on which a date begins, as [`crate::store::day_number`] counts.
fn day_of(cell: DateCell) -> i32 {
    let day = cell.local.div_euclid(SECONDS_A_DAY) + EPOCH;
    i32::try_from(day).unwrap_or(if day < 0 { i32::MIN } else { i32::MAX })
}

fn sort_key(id: ArticleId, dates: &[DateCell]) -> (bool, Reverse<i64>, ArticleId) {
    let cell = dates.get(id.index()).unwrap_or(&DateCell::NONE);
    (!cell.is_dated(), Reverse(cell.local), id)
}
