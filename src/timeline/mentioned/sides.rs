//! What stands beside the bars of a window: what speaks of time before and after it, of no one
//! bar, and of no time that is known.

use super::firsts::{STEPS, bit_of};
use super::periods::{runs, window};
use super::{Days, Mentions};
use crate::store::{Bits, DateCell};
use crate::timeline::bins::Bins;
use crate::timeline::{Chart, Layer, Place};

/// The sides, and what lies outside.
pub(super) const SIDES: [Place; 4] = [Place::Before, Place::After, Place::Wider, Place::Undated];

/// How many articles stand at each side, and the place of the newest there.
#[derive(Clone, Copy, Debug)]
pub struct Sides {
    articles: [u32; 4],
    newest: [u32; 4],
}

impl Default for Sides {
    fn default() -> Self {
        Self {
            articles: [0; 4],
            newest: [u32::MAX; 4],
        }
    }
}

/// The sides of the bars of a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beside {
    /// From the first day to the one behind the last.
    window: Days,
    /// That of the step.
    bit: usize,
}

impl Beside {
    /// Of a chart; without a bar every time is wider than one.
    pub fn of(chart: &Chart) -> Self {
        let window = window(&chart.bars);
        Self {
            window: window.unwrap_or((i32::MIN, i32::MAX)),
            bit: window.map_or(STEPS.len(), |_| bit_of(chart.step)),
        }
    }

    /// Counts the articles of a block, or those among some, at the sides they stand at: `places`
    /// are those of all articles, newest first. Linear in the articles.
    pub fn count(
        &self,
        mentions: &Mentions,
        number: usize,
        (hits, places): (Option<&Bits>, &[u32]),
        sides: &mut Sides,
    ) {
        let first = number.saturating_mul(Mentions::BLOCK);
        self.each(mentions, number, hits, |row, standing| {
            let place = places.get(first.saturating_add(row)).copied();
            sides.add(standing, place.unwrap_or(u32::MAX));
        });
    }

    /// Counts the articles of a block, or those among some, that speak of time outside the window
    /// and were published elsewhere. Linear in the articles.
    pub fn count_outside(
        &self,
        mentions: &Mentions,
        number: usize,
        (hits, published): (Option<&Bits>, &Outside<'_>),
        sides: &mut Sides,
    ) {
        let first = number.saturating_mul(Mentions::BLOCK);
        self.each(mentions, number, hits, |row, standing| {
            let outside = standing & 0b11;
            if outside != 0 {
                let there = published.side_of(first.saturating_add(row));
                sides.add(outside & !there, u32::MAX);
            }
        });
    }

    /// Visits the articles of a block that stand at a side, with a bit for each of [`SIDES`].
    pub(super) fn each(
        &self,
        mentions: &Mentions,
        number: usize,
        hits: Option<&Bits>,
        mut visit: impl FnMut(usize, u8),
    ) {
        let Some(block) = mentions.blocks.get(number) else {
            return;
        };
        let first = number.saturating_mul(Mentions::BLOCK);
        runs(hits, (first, block), |rows| {
            for row in rows {
                let Some((outline, latest)) = block.outline(row) else {
                    visit(row, 1 << 3);
                    continue;
                };
                let before = u8::from(outline.earliest_end() < self.window.0);
                let after = u8::from(latest >= self.window.1);
                // Of what lies in a period of the step, all that is not outside is in a bar.
                let inside = u8::from(outline.lies_within(self.bit)) | before | after;
                let standing = before | after << 1 | (inside ^ 1) << 2;
                if standing != 0 {
                    visit(row, standing);
                }
            }
        });
    }
}

/// Who was published outside the window of a chart.
#[derive(Debug)]
pub struct Outside<'a> {
    bins: Option<Bins>,
    dates: &'a [DateCell],
}

impl<'a> Outside<'a> {
    /// `dates` is one cell an article.
    pub fn new(chart: &Chart, dates: &'a [DateCell]) -> Self {
        let both = chart.layer == Layer::Both;
        Self {
            bins: Bins::of(chart.step, &chart.bars).filter(|_| both),
            dates,
        }
    }

    /// The side that an article was published at, as a bit of [`SIDES`].
    fn side_of(&self, article: usize) -> u8 {
        let cell = self.dates.get(article).filter(|cell| cell.is_dated());
        match cell
            .zip(self.bins.as_ref())
            .map(|(cell, bins)| bins.place(*cell))
        {
            Some(Place::Before) => 1,
            Some(Place::After) => 1 << 1,
            _ => 0,
        }
    }
}

impl Sides {
    fn add(&mut self, standing: u8, place: u32) {
        let sides = self.articles.iter_mut().zip(&mut self.newest);
        for (side, (articles, newest)) in sides.enumerate() {
            if standing & (1 << side) != 0 {
                *articles = articles.saturating_add(1);
                *newest = place.min(*newest);
            }
        }
    }

    /// Together with other articles.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        for side in 0..SIDES.len() {
            if let (Some(articles), Some(more)) =
                (self.articles.get_mut(side), other.articles.get(side))
            {
                *articles = articles.saturating_add(*more);
            }
            if let (Some(newest), Some(other)) = (self.newest.get_mut(side), other.newest.get(side))
            {
                *newest = *other.min(newest);
            }
        }
        self
    }

    /// How many articles stand there.
    pub(super) fn articles(&self) -> [u32; 4] {
        self.articles
    }

    /// The place of the newest there.
    pub(super) fn newest(&self) -> [u32; 4] {
        self.newest
    }
}
