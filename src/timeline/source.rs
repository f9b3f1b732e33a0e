//! The hits of every bar by source: what is stacked, and the rows of one source each.
//!
//! Promises: the parts of a bar add up to its hits; the same source has the same place in the
//! stack in every bar; only the first [`MOST`] sources have rows of their own, the others are
//! counted together. One pass over the hits counts them, a second one places them.

mod in_order;

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;

use chrono::NaiveDateTime;

use super::Chart;
use super::bins::{clamped, moment};
use super::mentioned::{Mentions, Standing};
use crate::article::DateKind;
use crate::store::{Bits, DateCell};

pub use in_order::Ordered;

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
    /// Counts the hits of a chart by source. Linear in the hits.
    pub fn of(
        chart: &Chart,
        sources: Sources<'_>,
        (dates, mentions): (&[DateCell], Option<&Mentions>),
        hits: &Bits,
    ) -> Self {
        let unknown = sources.names.len();
        let source = |at: usize| {
            let source = sources.column.get(at).map(|source| *source as usize);
            source.unwrap_or(unknown).min(unknown)
        };
        let mut counts = vec![0_u32; unknown.saturating_add(1)];
        for id in hits.iter() {
            if let Some(count) = counts.get_mut(source(id.index())) {
                *count += 1;
            }
        }
        let ranking = Ranking::of(counts.iter().copied(), sources.names);
        let mut tally = Tally::new(chart, &ranking, counts.len());
        let standing = Standing::of(chart, dates, mentions);
        let mut bars = Vec::new();
        for id in hits.iter() {
            standing.bars(id, &mut bars);
            let cell = dates.get(id.index()).unwrap_or(&DateCell::NONE);
            tally.add(source(id.index()), *cell, &bars);
        }
        let rows = ranking
            .rows
            .iter()
            .enumerate()
            .map(|(slot, (at, hits))| tally.row(slot, sources.names.get(*at).cloned(), *hits));
        Self {
            rows: rows.collect(),
            others: ranking.others,
            other_hits: ranking.other_hits,
            hits: counts.iter().sum(),
        }
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

    /// Whether there are sources beyond the stacked ones.
    pub fn has_others(&self) -> bool {
        self.others > 0 || self.rows.len() > STACKED
    }
}

/// Which sources have rows, by the hits of each.
struct Ranking {
    /// Place among the names, and hits.
    rows: Vec<(usize, u32)>,
    /// Sources that have no row, and their hits.
    others: usize,
    other_hits: u32,
}

impl Ranking {
    /// `counts` are the hits of each of the names, and last those of unknown source.
    fn of(counts: impl Iterator<Item = u32>, names: &[Arc<str>]) -> Self {
        let mut rows: Vec<(usize, u32)> = counts.enumerate().collect();
        rows.retain(|(_, count)| *count > 0);
        let named = |at: usize| names.get(at);
        rows.sort_by_key(|(at, count)| (Reverse(*count), named(*at).is_none(), named(*at)));
        let others = rows.split_off(rows.len().min(MOST));
        Self {
            rows,
            others: others.len(),
            other_hits: others.iter().map(|(_, count)| count).sum(),
        }
    }

    /// The row of each of so many sources; none for the others.
    fn slots(&self, sources: usize) -> Vec<Option<u16>> {
        let mut slots = vec![None; sources];
        for (slot, (at, _)) in (0_u16..).zip(&self.rows) {
            if let Some(place) = slots.get_mut(*at) {
                *place = Some(slot);
            }
        }
        slots
    }
}

/// Counts while they grow.
struct Tally {
    bars: usize,
    /// The row of each source; none for the others.
    slots: Vec<Option<u16>>,
    /// Row by row, bar by bar.
    counts: Vec<u32>,
    inferred: Vec<u32>,
    reach: Vec<Option<(i64, i64)>>,
}

impl Tally {
    fn new(chart: &Chart, ranking: &Ranking, sources: usize) -> Self {
        Self {
            bars: chart.bars.len(),
            slots: ranking.slots(sources),
            counts: vec![0; chart.bars.len().saturating_mul(ranking.rows.len())],
            inferred: vec![0; chart.bars.len().saturating_mul(ranking.rows.len())],
            reach: vec![None; ranking.rows.len()],
        }
    }

    fn add(&mut self, source: usize, cell: DateCell, bars: &[usize]) {
        let Some(slot) = self.slots.get(source).copied().flatten() else {
            return;
        };
        let slot = usize::from(slot);
        if let Some(reach) = self.reach.get_mut(slot).filter(|_| cell.is_dated()) {
            let (first, last) = reach.unwrap_or((cell.local, cell.local));
            *reach = Some((first.min(cell.local), last.max(cell.local)));
        }
        let inferred = u32::from(cell.kind == DateKind::Inferred);
        for bar in bars.iter().map(|bar| slot * self.bars + bar) {
            if let Some(count) = self.counts.get_mut(bar) {
                *count += 1;
            }
            if let Some(count) = self.inferred.get_mut(bar) {
                *count += inferred;
            }
        }
    }

    fn row(&self, slot: usize, name: Option<Arc<str>>, hits: u32) -> Row {
        let start = slot * self.bars;
        let of_row = |counts: &[u32]| {
            let counts = counts.get(start..start + self.bars);
            counts.unwrap_or_default().to_vec()
        };
        let reach = self.reach.get(slot).copied().flatten();
        Row {
            name,
            hits,
            reach: reach.map(|(first, last)| (moment(clamped(first)), moment(clamped(last)))),
            bars: of_row(&self.counts),
            inferred: of_row(&self.inferred),
        }
    }
}
