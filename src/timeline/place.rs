//! Where articles stand in a chart: in a bar, outside the window, at a side.
//!
//! Promises: every article has one place by its date; bars, what lies outside, the less exact and
//! the undated add up to the hits. What is inferred or of the future is counted once more at a side
//! of its own, so that it can be listed.

use chrono::NaiveDateTime;

use super::{Bar, Chart};
use crate::article::{ArticleId, Moment};

/// Where an article stands in a chart, in the order of `[` and `]`. What is inferred or dated after
/// today stands in its bar, and once more at a side of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// Before the first bar.
    Before,
    /// In the bar with this index.
    Bar(usize),
    /// After the last bar.
    After,
    /// At the side of what is dated after today, besides where its date says.
    Future,
    /// At the side of what is dated by inference, besides where its date says.
    Inferred,
    /// At the side, because its date is wider than a bar.
    Wider,
    /// At the side, because it has no date.
    Undated,
}

impl Place {
    /// Those that have a side bar, left to right.
    pub const SIDES: [Self; 4] = [Self::Future, Self::Inferred, Self::Wider, Self::Undated];

    /// What a side bar is called where articles are shown by publication; empty for other places.
    pub fn name(self) -> &'static str {
        match self {
            Self::Before | Self::Bar(_) | Self::After => "",
            Self::Future => "future",
            Self::Inferred => "inferred",
            Self::Wider => "less exact",
            Self::Undated => "undated",
        }
    }

    /// Whether what stands there stands in a bar, or elsewhere, as well.
    pub fn is_beside(self) -> bool {
        matches!(self, Self::Future | Self::Inferred)
    }
}

/// How many side bars are drawn of those wanted: they never take more than half of the columns.
pub(super) fn sides_that_fit(wanted: usize, columns: u16, side: u16) -> usize {
    let room = (columns / 2).checked_div(side).unwrap_or(0);
    wanted.min(usize::from(room))
}

impl Chart {
    /// Where an article with this date stands.
    pub fn place_of(&self, date: Option<&Moment>) -> Place {
        let Some(date) = date else {
            return Place::Undated;
        };
        let Some((start, end)) = self.window() else {
            return Place::Wider;
        };
        let local = super::bins::moment(super::bins::clamped(date.local.and_utc().timestamp()));
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
            Place::Bar(self.bar_of(local, date.offset))
        }
    }

    /// The bar that holds a moment of the window; of two that the clock shows alike the second
    /// where the offset says so.
    fn bar_of(&self, local: NaiveDateTime, offset: Option<i16>) -> usize {
        let (mut from, mut found) = (0, 0);
        let runs = self
            .bars
            .chunk_by(|one, next| one.is_again() == next.is_again());
        for run in runs {
            let after = run.partition_point(|bar| bar.start <= local);
            let last = after.checked_sub(1).and_then(|last| run.get(last));
            let wanted = last
                .is_some_and(|bar| !bar.is_again() || (bar.offset() == offset && local < bar.end));
            if wanted {
                found = from + after.saturating_sub(1);
            }
            from += run.len();
        }
        found
    }

    /// Hits standing there.
    pub fn count_at(&self, place: Place) -> u32 {
        match place {
            Place::Before => self.before,
            Place::Bar(index) => self.bars.get(index).map_or(0, Bar::hits),
            Place::After => self.after,
            Place::Future => self.future,
            Place::Inferred => self.inferred,
            Place::Wider => self.wider,
            Place::Undated => self.undated,
        }
    }

    /// Hits that speak of what lies outside the window and were published elsewhere; none at other
    /// places, and none where articles stand only by what they speak of: these are all counted
    /// there.
    pub fn mentioned_at(&self, place: Place) -> u32 {
        match place {
            Place::Before => self.mentioned_before,
            Place::After => self.mentioned_after,
            _ => 0,
        }
    }

    /// The hit to go to when the place is entered: the newest, after the window the oldest.
    pub fn entrance(&self, place: Place) -> Option<ArticleId> {
        let [before, after, wider, undated, future, inferred] = self.entrances;
        match place {
            Place::Before => before,
            Place::Bar(index) => {
                let published = self.bars.get(index)?.entrance;
                published.or_else(|| self.standing(place).first().copied())
            }
            Place::After => after,
            Place::Future => future,
            Place::Inferred => inferred,
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
            Place::Future => self.all_future,
            Place::Inferred => self.all_inferred,
            Place::Wider => self.all_wider,
            Place::Undated => self.all_undated,
        }
    }

    /// Every place with hits in the order of `[` and `]`: before, bars, after, the sides.
    pub fn filled_places(&self) -> impl Iterator<Item = Place> + '_ {
        std::iter::once(Place::Before)
            .chain((0..self.bars.len()).map(Place::Bar))
            .chain(std::iter::once(Place::After))
            .chain(Place::SIDES)
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

    /// The side bars that something of the collection stands in, left to right.
    pub fn sides(&self) -> impl DoubleEndedIterator<Item = Place> + '_ {
        let filled = |place: &Place| self.collection_at(*place) > 0;
        Place::SIDES.into_iter().filter(filled)
    }

    /// Those that are drawn in so many columns, each that wide; the others are left to words.
    pub fn sides_in(&self, columns: u16, side: u16) -> Vec<Place> {
        let drawn = sides_that_fit(self.sides().count(), columns, side);
        let mut sides: Vec<Place> = self.sides().rev().take(drawn).collect();
        sides.reverse();
        sides
    }
}
