//! From dates to bars: calendar-true bins of a result.
//!
//! Promises: bars follow the calendar (months are as long as they are, weeks are ISO weeks) and
//! lie side by side without a gap, so that an empty period keeps its width; only a gap much longer
//! than all the rest is folded into one bar that says so; an article stands in the bar that its
//! date lies in wholly, or at a side; the sum over all bars and sides is the number of hits; there
//! are never more bars than were asked for. One answer is two passes over the date column. What
//! the screen and the headless commands show of a chart is text from [`axis`] and [`table`], or a
//! picture from [`mod@svg`].

pub mod axis;
mod bins;
pub mod burst;
pub mod chart;
pub mod height;
pub mod mentioned;
pub mod source;
pub mod span;
mod spread;
pub mod step;
pub mod svg;
pub mod table;

use std::sync::Arc;

use chrono::NaiveDateTime;

use crate::article::{ArticleId, Moment};

pub use chart::{Backdrop, InOrder, chart};
pub use height::Height;
pub use mentioned::Mentions;
pub use source::BySource;
pub use step::{Step, span_text};

/// What the timeline is asked to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Ask {
    /// Most bars there is room for.
    pub columns: u16,
    /// Width of a bar; `None` chooses the finest with at most
    /// `min(columns, 8 + 4 x dated articles)` bars.
    pub step: Option<Step>,
    /// Which time.
    pub window: Window,
    /// What becomes of long gaps.
    pub gaps: Gaps,
    /// What the bars are told apart by.
    pub parts: Parts,
    /// Which time of the articles it is about.
    pub layer: Layer,
}

/// Which time of the articles a timeline is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Layer {
    /// When they were published.
    #[default]
    Published,
    /// The times that they speak of.
    Mentioned,
    /// Both: an article stands where it was published, and counts wherever it speaks of.
    Both,
}

impl Layer {
    /// The next one, round.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Published => Self::Mentioned,
            Self::Mentioned => Self::Both,
            Self::Both => Self::Published,
        }
    }

    /// What the screen calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Mentioned => "mentioned",
            Self::Both => "published and mentioned",
        }
    }
}

/// What becomes of a gap that is much longer than all the rest of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Gaps {
    /// It is one bar, [`Bar::folded`].
    #[default]
    Fold,
    /// It keeps its width.
    Keep,
}

/// What the bars are told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Parts {
    /// Nothing.
    #[default]
    None,
    /// Who published them: [`Chart::by_source`] is there.
    Sources,
}

/// Which time a timeline shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Window {
    /// The dense part of the collection: all of it, unless the outermost hundredth at either end
    /// would more than double the length. It stays as it is while a filter narrows the result.
    #[default]
    Dense,
    /// The whole collection.
    All,
    /// The dated hits.
    Result,
    /// From the first moment up to, not including, the second; widened to whole bars.
    Span(NaiveDateTime, NaiveDateTime),
}

/// A computed timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// Width of a bar.
    pub step: Step,
    /// The bars, oldest first, without a gap; empty when nothing is dated.
    pub bars: Vec<Bar>,
    /// Dated hits before the first bar.
    pub before: u32,
    /// Dated hits after the last bar.
    pub after: u32,
    /// Hits whose date is wider than a bar.
    pub wider: u32,
    /// Hits without a date.
    pub undated: u32,
    /// Articles of the collection whose date is wider than a bar, hits or not.
    pub all_wider: u32,
    /// Articles of the collection without a date, hits or not.
    pub all_undated: u32,
    /// Hits dated by inference, wherever they stand.
    pub inferred: u32,
    /// First and last moment of the dated hits.
    pub result: Option<(NaiveDateTime, NaiveDateTime)>,
    /// First and last moment of the dated articles of the collection.
    pub collection: Option<(NaiveDateTime, NaiveDateTime)>,
    /// Which time of the articles it is about.
    pub layer: Layer,
    /// The hits of each bar, newest first, where articles stand in several bars: at most 200.
    pub standing: Vec<Vec<ArticleId>>,
    /// The hits of each bar by source, where that was asked for.
    pub by_source: Option<Arc<BySource>>,
    /// The newest hit before the window, the oldest after it, the newest that is wider than a
    /// bar, the first read without a date.
    entrances: [Option<ArticleId>; 4],
}

/// One bar: articles dated in `start..end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// First moment.
    pub start: NaiveDateTime,
    /// First moment after it.
    pub end: NaiveDateTime,
    /// Hits whose date was read or given.
    pub read: u32,
    /// Hits whose date was inferred.
    pub inferred: u32,
    /// Hits that speak of it and were published at another time; see [`Layer`].
    pub mentioned: u32,
    /// All articles of the collection, hits or not.
    pub collection: u32,
    /// Its newest hit; of equals the first read.
    pub entrance: Option<ArticleId>,
    /// Whether its hits are well above what is usual around it, see [`mod@burst`].
    pub burst: bool,
    /// How many periods without any article it stands for; 0 for a bar of one period.
    pub folded: u32,
}

impl Bar {
    /// A bar without articles.
    pub fn empty(start: NaiveDateTime, end: NaiveDateTime) -> Self {
        Self {
            start,
            end,
            read: 0,
            inferred: 0,
            mentioned: 0,
            collection: 0,
            entrance: None,
            burst: false,
            folded: 0,
        }
    }

    /// Hits.
    pub fn hits(&self) -> u32 {
        let published = self.read.saturating_add(self.inferred);
        published.saturating_add(self.mentioned)
    }
}

/// Where an article stands in a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// Before the first bar.
    Before,
    /// In the bar with this index.
    Bar(usize),
    /// After the last bar.
    After,
    /// At the side, because its date is wider than a bar.
    Wider,
    /// At the side, because it has no date.
    Undated,
}

impl Chart {
    /// A chart of nothing.
    pub fn empty(step: Step) -> Self {
        Self {
            step,
            bars: Vec::new(),
            before: 0,
            after: 0,
            wider: 0,
            undated: 0,
            all_wider: 0,
            all_undated: 0,
            inferred: 0,
            result: None,
            collection: None,
            layer: Layer::Published,
            standing: Vec::new(),
            by_source: None,
            entrances: [None; 4],
        }
    }

    /// Where an article with this date stands.
    pub fn place_of(&self, date: Option<&Moment>) -> Place {
        let Some(date) = date else {
            return Place::Undated;
        };
        let Some((start, end)) = self.window() else {
            return Place::Wider;
        };
        let local = bins::moment(bins::clamped(date.local.and_utc().timestamp()));
        let last = if self.step.holds(date.precision) {
            local
        } else {
            let day = Moment { local, ..*date }.days().1;
            day.and_hms_opt(23, 59, 59).unwrap_or(local)
        };
        if last < start {
            Place::Before
        } else if local >= end {
            Place::After
        } else if !self.step.holds(date.precision) {
            Place::Wider
        } else {
            let after = self.bars.partition_point(|bar| bar.start <= local);
            after.checked_sub(1).map_or(Place::Before, Place::Bar)
        }
    }

    /// Hits standing there.
    pub fn count_at(&self, place: Place) -> u32 {
        match place {
            Place::Before => self.before,
            Place::Bar(index) => self.bars.get(index).map_or(0, Bar::hits),
            Place::After => self.after,
            Place::Wider => self.wider,
            Place::Undated => self.undated,
        }
    }

    /// The hit to go to when the place is entered: the newest, after the window the oldest.
    pub fn entrance(&self, place: Place) -> Option<ArticleId> {
        let [before, after, wider, undated] = self.entrances;
        match place {
            Place::Before => before,
            Place::Bar(index) => self.bars.get(index)?.entrance,
            Place::After => after,
            Place::Wider => wider,
            Place::Undated => undated,
        }
    }

    /// Articles of the collection standing there, hits or not; those outside the window are not
    /// counted.
    pub fn collection_at(&self, place: Place) -> u32 {
        match place {
            Place::Before | Place::After => 0,
            Place::Bar(index) => self.bars.get(index).map_or(0, |bar| bar.collection),
            Place::Wider => self.all_wider,
            Place::Undated => self.all_undated,
        }
    }

    /// All hits: the sum over bars and sides. Not so where articles stand in several bars.
    pub fn hits(&self) -> u64 {
        let bars: u64 = self.bars.iter().map(|bar| u64::from(bar.hits())).sum();
        [self.before, self.after, self.wider, self.undated]
            .into_iter()
            .map(u64::from)
            .fold(bars, u64::saturating_add)
    }

    /// Hits of the fullest bar.
    pub fn tallest(&self) -> u32 {
        self.bars.iter().map(Bar::hits).max().unwrap_or(0)
    }

    /// Articles of the fullest bar, hits or not.
    pub fn tallest_of_collection(&self) -> u32 {
        self.bars
            .iter()
            .map(|bar| bar.collection)
            .max()
            .unwrap_or(0)
    }

    /// Every place with hits in the order of `[` and `]`: before, bars, after, wider, undated.
    pub fn filled_places(&self) -> impl Iterator<Item = Place> + '_ {
        let sides = |places: &'static [Place]| places.iter().copied();
        sides(&[Place::Before])
            .chain((0..self.bars.len()).map(Place::Bar))
            .chain(sides(&[Place::After, Place::Wider, Place::Undated]))
            .filter(|place| self.count_at(*place) > 0)
    }

    /// The next place with hits, to the right (`forward`) or to the left of `from`.
    pub fn next_filled(&self, from: Place, forward: bool) -> Option<Place> {
        if forward {
            self.filled_places().find(|place| *place > from)
        } else {
            self.filled_places()
                .take_while(|place| *place < from)
                .last()
        }
    }

    /// First moment of the first bar and first moment after the last.
    pub fn window(&self) -> Option<(NaiveDateTime, NaiveDateTime)> {
        Some((self.bars.first()?.start, self.bars.last()?.end))
    }
}
