//! Hits counted by source piece by piece, so that several cores can share it: first the hits of
//! each source, then those in each bar of the sources that have rows.

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;

use super::{BySource, MOST, Row, Sources};
use crate::article::{ArticleId, DateKind};
use crate::store::{Bits, DateCell};
use crate::timeline::bins::{clamped, moment};
use crate::timeline::mentioned::Standing;

/// Which sources have rows, by the hits of each.
#[derive(Debug)]
pub(super) struct Ranking {
    /// Place among the names, and hits.
    pub(super) rows: Vec<(usize, u32)>,
    /// Sources that have no row, and their hits.
    pub(super) others: usize,
    pub(super) other_hits: u32,
}

impl Ranking {
    /// `counts` are the hits of each of the names, and last those of unknown source.
    pub(super) fn of(counts: impl Iterator<Item = u32>, names: &[Arc<str>]) -> Self {
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

    /// The row of each of so many sources; that behind the last for the others.
    pub(super) fn places(&self, sources: usize) -> Vec<u16> {
        let others = u16::try_from(self.rows.len()).unwrap_or(u16::MAX);
        let mut places = vec![others; sources];
        for (row, (at, _)) in (0_u16..).zip(&self.rows) {
            if let Some(place) = places.get_mut(*at) {
                *place = row;
            }
        }
        places
    }
}

/// The hits of each source, whatever the bars: counted piece by piece, so that several cores can
/// share it.
#[derive(Clone, Debug)]
pub struct Wholes {
    /// Of each of the names, and last of unknown source: hits, and their first and last second.
    sources: Vec<(u32, Option<(i64, i64)>)>,
    /// Hits dated by inference.
    inferred: Bits,
}

impl Wholes {
    /// Of no hit.
    pub fn of(sources: Sources<'_>) -> Self {
        Self {
            sources: vec![(0, None); sources.names.len().saturating_add(1)],
            inferred: Bits::new(),
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
                if cell.kind == DateKind::Inferred {
                    self.inferred.insert(id);
                }
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
        self.inferred.union(&other.inferred);
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
    /// The row of each source; that behind the last for the others.
    rows: Vec<u16>,
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
            rows: ranking.places(wholes.sources.len()),
            standing,
            sources,
            hits,
            wholes,
            ranking,
        }
    }

    /// Counts the hits among sixty-four articles for each of these numbers.
    pub fn count(&self, words: Range<usize>) -> Tally {
        let articles = articles_of(words);
        let others = self.ranking.rows.len();
        let row_of = |id: ArticleId| {
            let row = self.rows.get(self.sources.of(id));
            row.map_or(others, |row| usize::from(*row))
        };
        let mut tally = Tally::new(self.standing.bars(), others + 1);
        let hits = (self.hits, articles.clone());
        self.standing.count(hits, row_of, &mut tally.counts);
        if !self.wholes.inferred.is_empty() {
            let inferred = (&self.wholes.inferred, articles);
            self.standing.count(inferred, row_of, &mut tally.inferred);
        }
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
            other_bars: tally.bars_of(self.ranking.rows.len(), &tally.counts),
            hits: ranked.sum::<u32>() + self.ranking.other_hits,
        }
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

impl Tally {
    fn new(bars: usize, rows: usize) -> Self {
        Self {
            bars,
            counts: vec![0; bars.saturating_add(1).saturating_mul(rows)],
            inferred: vec![0; bars.saturating_add(1).saturating_mul(rows)],
        }
    }

    /// The bars of a row.
    fn bars_of(&self, row: usize, counts: &[u32]) -> Vec<u32> {
        let start = row.saturating_mul(self.bars.saturating_add(1));
        let counts = counts.get(start..start.saturating_add(self.bars));
        counts.unwrap_or_default().to_vec()
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
        Row {
            name,
            hits,
            reach: reach.map(|(first, last)| (moment(clamped(first)), moment(clamped(last)))),
            bars: self.bars_of(slot, &self.counts),
            inferred: self.bars_of(slot, &self.inferred),
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
