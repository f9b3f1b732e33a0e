//! The hits of every bar by source: what is stacked, and the rows of one source each.
//!
//! Promises: the parts of a bar add up to its hits; the same source has the same place in the
//! stack in every bar; only the first [`MOST`] sources have rows of their own, the others are
//! counted together. One pass over the hits counts them, a second one places them.

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;

use chrono::NaiveDateTime;

use super::Chart;
use super::bins::{clamped, moment};
use super::mentioned::{Mentions, Standing};
use crate::store::{Bits, DateCell};

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
        let named = |at: usize| sources.names.get(at);
        let mut ranked: Vec<(usize, u32)> = counts.iter().copied().enumerate().collect();
        ranked.retain(|(_, count)| *count > 0);
        ranked.sort_by_key(|(at, count)| (Reverse(*count), named(*at).is_none(), named(*at)));
        let others = ranked.split_off(ranked.len().min(MOST));
        let mut tally = Tally::new(chart, &ranked, counts.len());
        let standing = Standing::of(chart, dates, mentions);
        let mut bars = Vec::new();
        for id in hits.iter() {
            standing.bars(id, &mut bars);
            let cell = dates.get(id.index()).unwrap_or(&DateCell::NONE);
            tally.add(source(id.index()), *cell, &bars);
        }
        let rows = ranked
            .iter()
            .enumerate()
            .map(|(slot, (at, hits))| tally.row(slot, named(*at).cloned(), *hits));
        Self {
            rows: rows.collect(),
            others: others.len(),
            other_hits: others.iter().map(|(_, count)| count).sum(),
            hits: counts.iter().sum(),
        }
    }

    /// Hits of the stacked sources in a bar, in order of the rows, and of all others together;
    /// `hits` are those of the bar.
    pub fn stack(&self, bar: usize, hits: u32) -> [u32; STACKED + 1] {
        let mut stack = [0; STACKED + 1];
        let mut rest = hits;
        for (part, row) in stack.iter_mut().zip(self.rows.iter().take(STACKED)) {
            *part = row.bars.get(bar).copied().unwrap_or(0).min(rest);
            rest -= *part;
        }
        if let Some(last) = stack.last_mut() {
            *last = rest;
        }
        stack
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

/// Counts while they grow.
struct Tally {
    bars: usize,
    /// The row of each source; none for the others.
    slots: Vec<Option<u16>>,
    /// Row by row, bar by bar.
    counts: Vec<u32>,
    reach: Vec<Option<(i64, i64)>>,
}

impl Tally {
    fn new(chart: &Chart, ranked: &[(usize, u32)], sources: usize) -> Self {
        let mut slots = vec![None; sources];
        for (slot, (at, _)) in (0_u16..).zip(ranked) {
            if let Some(place) = slots.get_mut(*at) {
                *place = Some(slot);
            }
        }
        Self {
            bars: chart.bars.len(),
            slots,
            counts: vec![0; chart.bars.len().saturating_mul(ranked.len())],
            reach: vec![None; ranked.len()],
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
        for bar in bars {
            if let Some(count) = self.counts.get_mut(slot * self.bars + bar) {
                *count += 1;
            }
        }
    }

    fn row(&self, slot: usize, name: Option<Arc<str>>, hits: u32) -> Row {
        let start = slot * self.bars;
        let counts = self.counts.get(start..start + self.bars);
        let reach = self.reach.get(slot).copied().flatten();
        Row {
            name,
            hits,
            reach: reach.map(|(first, last)| (moment(clamped(first)), moment(clamped(last)))),
            bars: counts.unwrap_or_default().to_vec(),
        }
    }
}
