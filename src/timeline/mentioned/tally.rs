//! Counts of articles by the bars that they speak of, while they grow; the counts of different
//! articles can be put together.

use super::day_table::Slot;
use super::standing::Newest;
use crate::article::ArticleId;
use crate::timeline::{Chart, Layer};

/// Most articles that are kept of a bar, to be gone through.
const KEPT: usize = 200;

/// How many articles stand where, and the newest of them.
#[derive(Clone, Debug)]
pub struct Tally {
    bars: Vec<Count>,
    /// Of each bar the newest so far, in no order: at least [`KEPT`] of them, if there are.
    newest: Vec<Vec<u32>>,
    /// In the order of [`Side`].
    sides: [Aside; 4],
    /// Times placed.
    times_read: usize,
}

/// The articles of a bar.
#[derive(Clone, Copy, Debug)]
struct Count {
    articles: u32,
    /// Places from here on are older than all that are kept.
    limit: u32,
}

/// The articles of a side.
#[derive(Clone, Copy, Debug)]
struct Aside {
    articles: u32,
    /// The place of the newest.
    newest: u32,
}

/// Where an article may stand beside the bars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Before,
    After,
    Wider,
    Undated,
}

impl Tally {
    pub(super) fn of(bars: usize, wanted: Newest) -> Self {
        let (limit, kept) = match wanted {
            Newest::Kept => (u32::MAX, bars),
            Newest::Counted => (0, 0),
        };
        let none = Aside {
            articles: 0,
            newest: u32::MAX,
        };
        Self {
            bars: vec![Count { articles: 0, limit }; bars],
            newest: vec![Vec::new(); kept],
            sides: [none; 4],
            times_read: 0,
        }
    }

    /// Counts an article into a bar.
    #[inline]
    pub(super) fn add(&mut self, bar: Slot, place: u32) {
        if let Some(count) = self.bars.get_mut(bar as usize) {
            count.articles += 1;
            if place < count.limit {
                self.keep(bar as usize, place);
            }
        }
    }

    /// Notes that so many times were placed.
    pub(super) fn note_read(&mut self, times: usize) {
        self.times_read += times;
    }

    /// How many times were placed.
    pub fn times_read(&self) -> usize {
        self.times_read
    }

    /// The counts without the articles.
    #[must_use]
    pub fn counts(&self) -> Self {
        Self {
            newest: Vec::new(),
            ..self.clone()
        }
    }

    fn keep(&mut self, bar: usize, place: u32) {
        let Some(newest) = self.newest.get_mut(bar) else {
            return;
        };
        newest.push(place);
        // Now and then, so that an article costs no search among them.
        if newest.len() >= 2 * KEPT {
            let (_, oldest, _) = newest.select_nth_unstable(KEPT - 1);
            let limit = *oldest;
            newest.truncate(KEPT);
            if let Some(count) = self.bars.get_mut(bar) {
                count.limit = limit;
            }
        }
    }

    pub(super) fn add_aside(&mut self, side: Side, place: u32) {
        if let Some(aside) = self.sides.get_mut(side as usize) {
            aside.articles += 1;
            aside.newest = aside.newest.min(place);
        }
    }

    /// Together with other articles of the same chart.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        for (bar, more) in other.bars.iter().enumerate() {
            if let Some(count) = self.bars.get_mut(bar) {
                count.articles += more.articles;
            }
            for place in other.newest.get(bar).into_iter().flatten() {
                if self.bars.get(bar).is_some_and(|count| *place < count.limit) {
                    self.keep(bar, *place);
                }
            }
        }
        self.times_read += other.times_read;
        for (side, more) in self.sides.iter_mut().zip(&other.sides) {
            side.articles += more.articles;
            side.newest = side.newest.min(more.newest);
        }
        self
    }

    fn aside(&self, side: Side) -> u32 {
        self.sides
            .get(side as usize)
            .map_or(0, |side| side.articles)
    }
}

impl Chart {
    /// Counts into the bars the hits that speak of their time; `by_date` are all articles, newest
    /// first. In the layer of mentions alone this is all the chart counts.
    pub fn count_mentions(&mut self, mut hits: Tally, by_date: &[ArticleId]) {
        let only = self.layer == Layer::Mentioned;
        if only {
            self.clear_counts();
        }
        let article = |place: u32| by_date.get(place as usize).copied();
        self.standing.clear();
        for (bar, (count, newest)) in self
            .bars
            .iter_mut()
            .zip(hits.bars.iter().zip(&mut hits.newest))
        {
            newest.sort_unstable();
            newest.truncate(KEPT);
            let newest: Vec<ArticleId> = newest.iter().copied().filter_map(article).collect();
            let published = bar.read.saturating_add(bar.inferred);
            bar.mentioned = count.articles.saturating_sub(published);
            bar.entrance = bar.entrance.or_else(|| newest.first().copied());
            self.standing.push(newest);
        }
        if only {
            self.before = hits.aside(Side::Before);
            self.after = hits.aside(Side::After);
            self.wider = hits.aside(Side::Wider);
            self.undated = hits.aside(Side::Undated);
            let entrances = self.entrances.iter_mut().zip(&hits.sides);
            for (entrance, side) in entrances {
                *entrance = article(side.newest);
            }
        }
        self.mark_bursts();
    }

    /// Puts the collection behind the bars; in the layer of mentions alone at the sides too.
    pub fn stand_before(&mut self, collection: &Tally) {
        for (bar, count) in self.bars.iter_mut().zip(&collection.bars) {
            bar.collection = count.articles;
        }
        if self.layer == Layer::Mentioned {
            self.all_wider = collection.aside(Side::Wider);
            self.all_undated = collection.aside(Side::Undated);
        }
    }

    fn clear_counts(&mut self) {
        for bar in &mut self.bars {
            (bar.read, bar.inferred, bar.collection) = (0, 0, 0);
            bar.entrance = None;
        }
        (self.before, self.after, self.wider, self.undated) = (0, 0, 0, 0);
        (self.all_wider, self.all_undated, self.inferred) = (0, 0, 0);
        (self.future, self.all_future, self.all_inferred) = (0, 0, 0);
        self.entrances = [None; 6];
    }
}
