//! The hits of every bar by source: what is stacked, and the rows of one source each.
//!
//! Promises: the parts of a bar add up to its hits; the same source has the same place in the
//! stack in every bar; only the first [`MOST`] sources have rows of their own, the others are
//! counted together. One pass over the hits counts them, a second one places them.

mod counting;
mod in_order;
mod shares;
mod voices;

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;

use chrono::NaiveDateTime;

use super::Chart;
use super::mentioned::{Mentions, Standing};
use crate::article::ArticleId;
use crate::store::{Bits, DateCell};

pub use counting::{Counting, Tally, Wholes};
pub use in_order::Ordered;
pub use shares::{LETTERS, cells_of};
pub use voices::{MOST_COUNTED, Publishers, Voices};

/// Most sources with a row of their own.
pub const MOST: usize = 200;
/// Sources that a stack tells apart; all others are one part.
pub const STACKED: usize = 6;

/// The source column.
#[derive(Clone, Copy, Debug)]
pub struct Sources<'a> {
    /// Of each article, in order of its ordinal, the place of its source among the names; no place
    /// there is an unknown source.
    pub column: &'a [u32],
    /// The distinct names.
    pub names: &'a [Arc<str>],
}

/// The hits by source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BySource {
    /// Most hits first, then by name, unknown last among equals; at most [`MOST`].
    pub rows: Vec<Row>,
    /// Sources that have no row.
    pub others: usize,
    /// Hits of these sources.
    pub other_hits: u32,
    /// Hits of these sources in each bar.
    pub other_bars: Vec<u32>,
    /// All hits, dated or not.
    pub hits: u32,
}

/// One source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its name, `None` for unknown.
    pub name: Option<Arc<str>>,
    /// Hits.
    pub hits: u32,
    /// First and last moment of its dated hits.
    pub reach: Option<(NaiveDateTime, NaiveDateTime)>,
    /// Hits in each bar.
    pub bars: Vec<u32>,
    /// Of these, dated by inference.
    pub inferred: Vec<u32>,
}

/// Empty bars between the first and the last with hits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Silence {
    /// How many gaps.
    pub gaps: usize,
    /// Bars of the longest.
    pub longest: usize,
}

impl Row {
    /// What people call it.
    pub fn title(&self) -> &str {
        self.name.as_deref().unwrap_or("source unknown")
    }

    /// Where the source falls silent between its first and last bar. A break between bars is no
    /// gap of the source: nothing stands there at all.
    pub fn silence(&self, chart: &Chart) -> Silence {
        let mut silence = Silence::default();
        let mut empty = None;
        for (count, bar) in self.bars.iter().zip(&chart.bars) {
            match (*count, &mut empty) {
                (0, Some(run)) if bar.folded == 0 => *run += 1,
                (0, _) => {}
                (_, run) => {
                    let length = run.replace(0).unwrap_or(0);
                    silence.gaps += usize::from(length > 0);
                    silence.longest = silence.longest.max(length);
                }
            }
        }
        silence
    }
}

impl BySource {
    /// Counts the hits of a chart by source, standing where they were published. Linear in them.
    pub fn of(chart: &Chart, sources: Sources<'_>, dates: &[DateCell], hits: &Bits) -> Self {
        let nothing = Mentions::default();
        let standing = Standing::of(chart, dates, &nothing);
        let words = 0..hits.words().len();
        let mut wholes = Wholes::of(sources);
        wholes.count((sources, dates), hits, words.clone());
        let counting = Counting::of(&standing, sources, (hits, &wholes));
        counting.finish(&counting.count(words))
    }

    /// Hits of the stacked sources in a bar, in order of the rows, and of all others together;
    /// `hits` are those of the bar.
    pub fn stack(&self, bar: usize, hits: u32) -> [u32; STACKED + 1] {
        self.parts(hits, |row| row.bars.get(bar))
    }

    /// The same of the hits of a bar that are dated by inference.
    pub fn stack_inferred(&self, bar: usize, inferred: u32) -> [u32; STACKED + 1] {
        self.parts(inferred, |row| row.inferred.get(bar))
    }

    fn parts(&self, all: u32, of: impl Fn(&Row) -> Option<&u32>) -> [u32; STACKED + 1] {
        let mut parts = [0; STACKED + 1];
        let mut rest = all;
        for (part, row) in parts.iter_mut().zip(self.rows.iter().take(STACKED)) {
            *part = of(row).copied().unwrap_or(0).min(rest);
            rest -= *part;
        }
        if let Some(last) = parts.last_mut() {
            *last = rest;
        }
        parts
    }

    /// The sources with hits in some bars, most hits first, and how many other sources' hits
    /// there are in them.
    pub fn in_bars(&self, bars: Range<usize>, hits: u32) -> (Vec<(&Row, u32)>, u32) {
        let mut rows: Vec<(&Row, u32)> = self
            .rows
            .iter()
            .map(|row| {
                let counts = row.bars.get(bars.clone()).unwrap_or_default();
                (row, counts.iter().sum::<u32>())
            })
            .filter(|(_, count)| *count > 0)
            .collect();
        rows.sort_by_key(|(_, count)| Reverse(*count));
        let known: u32 = rows.iter().map(|(_, count)| count).sum();
        (rows, hits.saturating_sub(known))
    }

    /// Hits of all sources in a bar.
    pub fn in_bar(&self, bar: usize) -> u32 {
        let rows = self.rows.iter().map(|row| &row.bars);
        let counts = rows
            .chain([&self.other_bars])
            .filter_map(|bars| bars.get(bar));
        counts.sum()
    }

    /// Whether there are sources beyond the stacked ones.
    pub fn has_others(&self) -> bool {
        self.others > 0 || self.rows.len() > STACKED
    }
}

impl Sources<'_> {
    /// The place of an article's source among the names, and behind them all if it is unknown.
    fn of(&self, id: ArticleId) -> usize {
        let source = self.column.get(id.index());
        let unknown = self.names.len();
        source.map_or(unknown, |source| (*source as usize).min(unknown))
    }
}
