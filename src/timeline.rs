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
mod place;
pub mod source;
pub mod span;
mod spread;
pub mod step;
pub mod svg;
pub mod table;

use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};

use crate::article::{ArticleId, Moment, Precision};
use crate::config::Zone;
use crate::query::offset_written;

pub use chart::{Backdrop, InOrder, chart};
pub use height::Height;
pub use mentioned::{
    Beside, Block, Counted, Counts, Mentions, Outside, Periods, Sides, Speakers, Standing,
};
pub use place::Place;
pub use source::{BySource, Counting, Voices, Wholes};
pub use step::{Step, span_text};

/// What the timeline is asked to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Ask {
    /// Most columns that bars, one column each, and side bars can take together.
    pub columns: u16,
    /// Columns that a side bar takes; 0 where the sides stand elsewhere.
    pub side: u16,
    /// The day after which dates lie in the future.
    pub today: Option<NaiveDate>,
    /// The zone that the dates are in: whose hours there are twice.
    pub zone: Zone,
    /// Width of a bar; `None` chooses the finest with at most
    /// `min(room, 8 + 4 x dated articles)` bars.
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
    /// The dense part of the dated hits, by the same rule as that of the collection.
    DenseResult,
    /// From the first moment up to, not including, the second; widened to whole bars.
    Span(NaiveDateTime, NaiveDateTime),
}

impl Window {
    /// Whether the hits choose it.
    pub fn is_of_hits(self) -> bool {
        matches!(self, Self::Result | Self::DenseResult)
    }
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
    /// Hits that speak of time before the first bar and were published at another, where articles
    /// stand where they were published too; see [`Layer::Both`].
    pub mentioned_before: u32,
    /// The same of time after the last bar.
    pub mentioned_after: u32,
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
    /// Hits dated after today, wherever they stand.
    pub future: u32,
    /// Articles of the collection dated by inference, hits or not.
    pub all_inferred: u32,
    /// Articles of the collection dated after today, hits or not.
    pub all_future: u32,
    /// First and last moment of the dated hits.
    pub result: Option<(NaiveDateTime, NaiveDateTime)>,
    /// First and last moment of the dated articles of the collection.
    pub collection: Option<(NaiveDateTime, NaiveDateTime)>,
    /// Which time of the articles it is about.
    pub layer: Layer,
    /// Whether the times that the articles speak of are still being read: nothing is counted yet.
    pub is_waiting: bool,
    /// Who speaks of the bars, where articles stand in several; see [`Self::standing`].
    pub speakers: Option<Arc<Speakers>>,
    /// How many sources have hits in each bar, where that was counted.
    pub voices: Vec<Option<Voices>>,
    /// The hits of each bar by source, where that was asked for.
    pub by_source: Option<Arc<BySource>>,
    /// The newest hit before the window, the oldest after it, the newest that is wider than a
    /// bar, the first read without a date; the newest of the future and of the inferred.
    entrances: [Option<ArticleId>; 6],
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
    /// Its newest hit that was published then; of equals the first read.
    pub entrance: Option<ArticleId>,
    /// Whether its hits are well above what is usual around it, see [`mod@burst`].
    pub burst: bool,
    /// How many periods without any article it stands for; 0 for a bar of one period.
    pub folded: u32,
    /// Where the clock shows this time twice, because it goes back.
    pub twice: Option<Twice>,
}

/// Which of two times it is that the clock shows alike, in minutes east of UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Twice {
    /// Before it goes back.
    pub first: i16,
    /// From then on.
    pub second: i16,
    /// Whether it is the second time.
    pub again: bool,
}

impl Twice {
    /// The offset of this time.
    pub fn offset(self) -> i16 {
        if self.again { self.second } else { self.first }
    }
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
            twice: None,
        }
    }

    /// Its first moment, told from the other one that the clock shows so.
    pub fn moment(&self) -> Moment {
        Moment {
            local: self.start,
            precision: Precision::Minute,
            offset: self.offset(),
        }
    }

    /// Minutes east of UTC, where only these tell which of two times it is.
    pub fn offset(&self) -> Option<i16> {
        self.twice.map(Twice::offset)
    }

    /// Whether the clock shows it for the second time.
    pub fn is_again(&self) -> bool {
        self.twice.is_some_and(|twice| twice.again)
    }

    /// What it is called as a period of this step, see [`Step::title`].
    pub fn title(&self, step: Step) -> String {
        let title = step.title(self.start);
        match self.offset() {
            Some(offset) => format!("{title} {}", offset_written(offset)),
            None => title,
        }
    }

    /// Hits.
    pub fn hits(&self) -> u32 {
        let published = self.read.saturating_add(self.inferred);
        published.saturating_add(self.mentioned)
    }
}

impl Chart {
    /// A chart of nothing.
    pub fn empty(step: Step) -> Self {
        Self {
            step,
            bars: Vec::new(),
            before: 0,
            after: 0,
            mentioned_before: 0,
            mentioned_after: 0,
            wider: 0,
            undated: 0,
            all_wider: 0,
            all_undated: 0,
            inferred: 0,
            future: 0,
            all_inferred: 0,
            all_future: 0,
            result: None,
            collection: None,
            layer: Layer::Published,
            is_waiting: false,
            speakers: None,
            voices: Vec::new(),
            by_source: None,
            entrances: [None; 6],
        }
    }

    /// The chart of a layer whose times are still being read.
    pub fn waiting(layer: Layer) -> Self {
        Self {
            layer,
            is_waiting: true,
            ..Self::empty(Step::Day)
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

    /// First moment of the first bar and first moment after the last.
    pub fn window(&self) -> Option<(NaiveDateTime, NaiveDateTime)> {
        Some((self.bars.first()?.start, self.bars.last()?.end))
    }
}
