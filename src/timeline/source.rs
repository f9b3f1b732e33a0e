//! The hits of every bar by source: what is stacked, and the rows of one source each.
//!
//! Promises: the parts of a bar add up to its hits; the same source has the same place in the
//! stack in every bar; only the first [`MOST`] sources have rows of their own, the others are
//! counted together. One pass over the hits counts them, a second one places them.

mod in_order;
mod voices;

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;

use chrono::NaiveDateTime;

use super::Chart;
use super::bins::{clamped, moment};
use super::mentioned::{Mentions, Standing};
use crate::article::{ArticleId, DateKind};
use crate::store::{Bits, DateCell};

pub use in_order::Ordered;
pub use voices::{MOST_COUNTED, Voices};

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

    /// Whether there are sources beyond the stacked ones.
    pub fn has_others(&self) -> bool {
        self.others > 0 || self.rows.len() > STACKED
    }
}

/// Which sources have rows, by the hits of each.
#[derive(Debug)]
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

/// The hits of each source, whatever the bars: counted piece by piece, so that several cores can
/// share it.
#[derive(Clone, Debug)]
pub struct Wholes {
    /// Of each of the names, and last of unknown source: hits, and their first and last second.
    sources: Vec<(u32, Option<(i64, i64)>)>,
    /// Hits dated by inference.
    inferred: u32,
}

impl Wholes {
    /// Of no hit.
    pub fn of(sources: Sources<'_>) -> Self {
        Self {
            sources: vec![(0, None); sources.names.len().saturating_add(1)],
            inferred: 0,
        }
    }

    /// Counts the hits among sixty-four articles for each of these numbers.
    pub fn count(
        &mut self,
        (sources, dates): (Sources<'_>, &[DateCell]),
        hits: &Bits,
        words: Range<usize>,
    ) {
        hits.for_each_in(articles_of(words), |id| {
            let Some((count, reach)) = self.sources.get_mut(sources.of(id)) else {
                return;
            };
            *count += 1;
            let cell = dates.get(id.index()).filter(|cell| cell.is_dated());
            if let Some(cell) = cell {
                *reach = joined(*reach, Some((cell.local, cell.local)));
                self.inferred += u32::from(cell.kind == DateKind::Inferred);
            }
        });
    }

    /// Together with other hits.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        for ((count, reach), (more, other)) in self.sources.iter_mut().zip(&other.sources) {
            *count += more;
            *reach = joined(*reach, *other);
        }
        self.inferred += other.inferred;
        self
    }
}

/// The articles of some words of sixty-four.
fn articles_of(words: Range<usize>) -> Range<u32> {
    let end = |word: usize| u32::try_from(word.saturating_mul(64)).unwrap_or(u32::MAX);
    end(words.start)..end(words.end)
}

/// Counts the hits of a chart by source, where articles may stand in several bars: piece by piece,
/// so that several cores can share it.
#[derive(Debug)]
pub struct Counting<'a> {
    standing: &'a Standing<'a>,
    sources: Sources<'a>,
    hits: &'a Bits,
    wholes: &'a Wholes,
    ranking: Ranking,
    /// The row of each source; none for the others.
    slots: Vec<Option<u16>>,
}

impl<'a> Counting<'a> {
    /// Finds which sources have rows.
    pub fn of(
        standing: &'a Standing<'a>,
        sources: Sources<'a>,
        (hits, wholes): (&'a Bits, &'a Wholes),
    ) -> Self {
        let counts = wholes.sources.iter().map(|(count, _)| *count);
        let ranking = Ranking::of(counts, sources.names);
        Self {
            slots: ranking.slots(wholes.sources.len()),
            standing,
            sources,
            hits,
            wholes,
            ranking,
        }
    }

    /// Counts the hits among sixty-four articles for each of these numbers.
    pub fn count(&self, words: Range<usize>) -> Tally {
        let mut tally = Tally::new(self.standing.bars(), self.ranking.rows.len());
        let any_inferred = self.wholes.inferred > 0;
        self.hits.for_each_in(articles_of(words), |id| {
            let slot = self.slots.get(self.sources.of(id));
            let Some(slot) = slot.copied().flatten().map(usize::from) else {
                return;
            };
            let width = self.standing.bars().saturating_add(1);
            add(&mut tally.counts, (slot, width), (self.standing, id));
            if any_inferred && self.standing.date(id).kind == DateKind::Inferred {
                add(&mut tally.inferred, (slot, width), (self.standing, id));
            }
        });
        tally
    }

    /// Everything counted.
    pub fn finish(&self, tally: &Tally) -> BySource {
        let rows = self.ranking.rows.iter().enumerate();
        let row = |(slot, (at, hits)): (usize, &(usize, u32))| {
            let reach = self.wholes.sources.get(*at).and_then(|(_, reach)| *reach);
            let name = self.sources.names.get(*at).cloned();
            tally.row(slot, name, (*hits, reach))
        };
        let ranked = self.ranking.rows.iter().map(|(_, hits)| hits);
        BySource {
            rows: rows.map(row).collect(),
            others: self.ranking.others,
            other_hits: self.ranking.other_hits,
            hits: ranked.sum::<u32>() + self.ranking.other_hits,
        }
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

/// Counts while they grow.
#[derive(Debug)]
pub struct Tally {
    bars: usize,
    /// Row by row, bar by bar; behind the bars of a row what is in none of them.
    counts: Vec<u32>,
    inferred: Vec<u32>,
}

/// Counts an article into the bars of a row.
#[inline]
fn add(
    counts: &mut [u32],
    (slot, width): (usize, usize),
    (standing, id): (&Standing<'_>, ArticleId),
) {
    let start = slot.saturating_mul(width);
    if let Some(row) = counts.get_mut(start..start.saturating_add(width)) {
        standing.each_bar(id, |bar, times| {
            if let Some(count) = row.get_mut(bar) {
                // Never more than there are articles.
                *count = count.wrapping_add(times);
            }
        });
    }
}

impl Tally {
    fn new(bars: usize, rows: usize) -> Self {
        Self {
            bars,
            counts: vec![0; bars.saturating_add(1).saturating_mul(rows)],
            inferred: vec![0; bars.saturating_add(1).saturating_mul(rows)],
        }
    }

    /// Counts of a row.
    fn width(&self) -> usize {
        self.bars.saturating_add(1)
    }

    /// Together with other hits of the same chart.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        for (mine, theirs) in [
            (&mut self.counts, &other.counts),
            (&mut self.inferred, &other.inferred),
        ] {
            for (count, more) in mine.iter_mut().zip(theirs) {
                *count += more;
            }
        }
        self
    }

    fn row(
        &self,
        slot: usize,
        name: Option<Arc<str>>,
        (hits, reach): (u32, Option<(i64, i64)>),
    ) -> Row {
        let start = slot * self.width();
        let of_row = |counts: &[u32]| {
            let counts = counts.get(start..start + self.bars);
            counts.unwrap_or_default().to_vec()
        };
        Row {
            name,
            hits,
            reach: reach.map(|(first, last)| (moment(clamped(first)), moment(clamped(last)))),
            bars: of_row(&self.counts),
            inferred: of_row(&self.inferred),
        }
    }
}

/// From the first to the last second of both.
fn joined(one: Option<(i64, i64)>, other: Option<(i64, i64)>) -> Option<(i64, i64)> {
    match (one, other) {
        (Some(one), Some(other)) => Some((one.0.min(other.0), one.1.max(other.1))),
        (known, none) => known.or(none),
    }
}
