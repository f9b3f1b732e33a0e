//! Periods of one step in runs, a break between two runs, and which of them a date falls into.
//!
//! A date of the column is placed without calendar arithmetic: its second over the mean length of
//! a bar gives a bar that is at most a few off, the edges say which one it is. At a million
//! articles that decides between a frame and none.

use chrono::{DateTime, NaiveDateTime, NaiveTime, TimeDelta};

use super::{Bar, Place, Step, Twice};
use crate::article::{Moment, Precision};
use crate::config::Zone;
use crate::store::DateCell;

/// First second of year 1 and last of year 9999; what lies outside is clamped.
const SECONDS: (i64, i64) = (-62_135_596_800, 253_402_300_799);

const DAY: i64 = 86_400;

/// Periods of one step: runs without a gap, and between two runs one bar for all that is left out.
#[derive(Clone, Debug)]
pub(super) struct Bins {
    step: Step,
    /// In order of the bars; at least one.
    runs: Vec<Run>,
}

/// Consecutive periods.
#[derive(Clone, Debug)]
struct Run {
    /// Place of the first one among the bars.
    first: usize,
    /// Seconds at which a period begins, in order, and at which the last one ends.
    edges: Vec<i64>,
    /// How many periods there are.
    count: i64,
    /// First second.
    start: i64,
    /// First second after them, later than the first.
    end: i64,
    /// The bar of what lies behind it and before the next run.
    behind: usize,
    /// Where the clock shows these periods for the second time.
    again: Option<Clocks>,
}

/// Minutes east of UTC of a clock that goes back: what it shows twice it shows with either.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clocks {
    /// Before it goes back.
    pub(super) first: i16,
    /// From then on.
    pub(super) second: i16,
}

/// Consecutive periods before they are bars: the number of the first, how many, and whether the
/// clock shows them for the second time.
type Piece = (i64, u64, Option<Clocks>);

impl Bins {
    /// Runs of periods, each the number of its first and how many, in order and apart; what the
    /// clock of a zone shows twice is there twice.
    pub(super) fn new(step: Step, runs: &[(i64, u64)], zone: Zone) -> Self {
        let pieces: Vec<Piece> = runs
            .iter()
            .flat_map(|run| pieces(step, *run, zone))
            .collect();
        Self::of_pieces(step, &pieces)
    }

    fn of_pieces(step: Step, pieces: &[Piece]) -> Self {
        let mut runs: Vec<Run> = Vec::new();
        for (first, count, again) in pieces {
            let edges = edges(step, *first, *count);
            let start = edges.first().copied().unwrap_or_default();
            let end = edges.last().copied().unwrap_or_default();
            let mut bar = runs.last().map_or(0, |run| run.first + run.periods());
            // A break before it is a bar of its own.
            let before = runs.iter().rev().find(|run| run.again.is_none());
            bar += usize::from(again.is_none() && before.is_some_and(|run| run.end < start));
            runs.push(Run {
                first: bar,
                count: i64::try_from(edges.len()).unwrap_or(1).saturating_sub(1),
                start,
                end: end.max(start.saturating_add(1)),
                edges,
                behind: 0,
                again: *again,
            });
        }
        let mut next = runs.last().map_or(0, |run| run.first + run.periods()) + 1;
        for run in runs.iter_mut().rev() {
            run.behind = next.saturating_sub(1);
            if run.again.is_none() {
                next = run.first;
            }
        }
        Self { step, runs }
    }

    /// The periods that the bars of a chart stand for.
    pub(super) fn of(step: Step, bars: &[Bar]) -> Option<Self> {
        let kind = |bar: &Bar| (bar.folded > 0, bar.is_again());
        let runs = bars.chunk_by(|one, next| kind(one) == kind(next));
        let pieces: Vec<Piece> = runs
            .filter_map(|run| {
                let first = run.first().filter(|bar| bar.folded == 0)?;
                let clocks = |twice: Twice| Clocks {
                    first: twice.first,
                    second: twice.second,
                };
                Some((
                    step.index_of(first.start),
                    u64::try_from(run.len()).ok()?,
                    first.twice.filter(|twice| twice.again).map(clocks),
                ))
            })
            .collect();
        (!pieces.is_empty()).then(|| Self::of_pieces(step, &pieces))
    }

    /// How many bars there are, breaks among them.
    pub(super) fn len(&self) -> usize {
        self.runs.last().map_or(0, |run| run.first + run.periods())
    }

    /// Width of a bar.
    pub(super) fn step(&self) -> Step {
        self.step
    }

    /// Where a date stands.
    pub(super) fn place(&self, cell: DateCell) -> Place {
        let seconds = clamped(cell.local);
        if cell.precision < self.step.least_precision() {
            return self.place_wide(seconds, cell.precision);
        }
        let again = cell.offset.and_then(|offset| {
            let again = |run: &&Run| run.again.is_some_and(|clocks| clocks.second == offset);
            let mut runs = self.runs.iter().filter(again);
            runs.find(|run| run.start <= seconds && seconds < run.end)
        });
        match again {
            Some(run) => Place::Bar(run.bar(seconds)),
            None => self.place_exact(seconds),
        }
    }

    /// Where a second stands; where the clock shows it twice, the first time.
    pub(super) fn place_exact(&self, seconds: i64) -> Place {
        let mut runs = self.runs.iter().rev().filter(|run| run.again.is_none());
        let Some(last) = runs.clone().next() else {
            return Place::Wider;
        };
        if seconds >= last.end {
            return Place::After;
        }
        let run = runs.find(|run| seconds >= run.start);
        run.map_or(Place::Before, |run| Place::Bar(run.bar(seconds)))
    }

    /// A date wider than a bar: outside where it ends before the window or begins after it.
    fn place_wide(&self, seconds: i64, precision: Precision) -> Place {
        let local = moment(seconds);
        let date = Moment {
            local,
            precision,
            offset: None,
        };
        let last = date.days().1.and_time(NaiveTime::MIN).and_utc().timestamp();
        if self.place_exact(last.saturating_add(DAY).saturating_sub(1)) == Place::Before {
            return Place::Before;
        }
        match self.place_exact(seconds) {
            Place::After => Place::After,
            _ => Place::Wider,
        }
    }

    /// What the clock shows twice: from and up to which second, and with which offset it does so
    /// the second time.
    pub(super) fn repeated(&self) -> impl Iterator<Item = (i64, i64, i16)> + '_ {
        let again = |run: &Run| Some((run.start, run.end, run.again?.second));
        self.runs.iter().filter_map(again)
    }

    /// The bars, empty.
    pub(super) fn bars(&self) -> Vec<Bar> {
        let mut bars: Vec<Bar> = Vec::new();
        for run in &self.runs {
            let before = bars.last().map(|bar| bar.end);
            if let Some(before) = before.filter(|before| *before < moment(run.start)) {
                let start = moment(run.start);
                let folded = self
                    .step
                    .index_of(start)
                    .saturating_sub(self.step.index_of(before));
                bars.push(Bar {
                    folded: u32::try_from(folded).unwrap_or(u32::MAX),
                    ..Bar::empty(before, start)
                });
            }
            for pair in run.edges.windows(2) {
                if let [start, end] = pair {
                    bars.push(Bar {
                        twice: self.twice(run, (*start, *end)),
                        ..Bar::empty(moment(*start), moment(*end))
                    });
                }
            }
        }
        bars
    }

    /// Whether and how the clock shows a period of a run twice.
    fn twice(&self, run: &Run, (start, end): (i64, i64)) -> Option<Twice> {
        let twice = |clocks: Clocks, again: bool| Twice {
            first: clocks.first,
            second: clocks.second,
            again,
        };
        if let Some(clocks) = run.again {
            return Some(twice(clocks, true));
        }
        let mut again = self.runs.iter().filter(|other| other.again.is_some());
        let other = again.find(|other| other.start < end && start < other.end)?;
        other.again.map(|clocks| twice(clocks, false))
    }
}

/// The second at which each of some periods begins, and at which the last one ends.
fn edges(step: Step, first: i64, count: u64) -> Vec<i64> {
    let count = usize::try_from(count).unwrap_or(1);
    (first..)
        .take(count.saturating_add(1))
        .map_while(|index| step.start(index))
        .map(|start| start.and_utc().timestamp())
        .collect()
}

/// A run cut where the clock of the zone goes back, with what it shows again in between.
fn pieces(step: Step, (first, count): (i64, u64), zone: Zone) -> Vec<Piece> {
    let after = first.saturating_add_unsigned(count);
    let reach = step.start(first).zip(step.start(after));
    let repeated = reach
        .filter(|_| step < Step::Day)
        .map(|(start, end)| zone.repeated(start, end))
        .unwrap_or_default();
    let mut pieces = Vec::new();
    let mut from = first;
    for twice in repeated {
        let start = step.index_of(twice.start).max(first);
        let end = twice.end.checked_sub_signed(TimeDelta::seconds(1));
        let end = end.map_or(start, |last| step.index_of(last).saturating_add(1));
        let end = end.min(after);
        let count = |from: i64, to: i64| u64::try_from(to.saturating_sub(from)).unwrap_or(0);
        if count(start, end) == 0 || end <= from {
            continue;
        }
        let clocks = Clocks {
            first: twice.first,
            second: twice.second,
        };
        pieces.push((from, count(from, end), None));
        pieces.push((start, count(start, end), Some(clocks)));
        from = end;
    }
    if from < after {
        let rest = u64::try_from(after.saturating_sub(from)).unwrap_or(0);
        pieces.push((from, rest, None));
    }
    pieces
}

impl Run {
    fn periods(&self) -> usize {
        usize::try_from(self.count).unwrap_or(0)
    }

    /// The bar of a second that is not before this run: one of its own, or the break behind it.
    fn bar(&self, seconds: i64) -> usize {
        if seconds >= self.end {
            return self.behind;
        }
        // At most 3.2e11 seconds times 65,535 bars.
        let length = self.end.saturating_sub(self.start).max(1);
        let share = seconds
            .saturating_sub(self.start)
            .saturating_mul(self.count)
            / length;
        let mut index = usize::try_from(share).unwrap_or(0);
        let edge = |index: usize| self.edges.get(index).copied().unwrap_or(i64::MAX);
        while seconds < edge(index) {
            index = index.saturating_sub(1);
        }
        while seconds >= edge(index.saturating_add(1)) {
            index = index.saturating_add(1);
        }
        self.first.saturating_add(index)
    }
}

/// The second, moved into the years 1 to 9999.
pub(super) fn clamped(seconds: i64) -> i64 {
    seconds.clamp(SECONDS.0, SECONDS.1)
}

/// The moment of a second.
pub(super) fn moment(seconds: i64) -> NaiveDateTime {
    DateTime::from_timestamp(seconds, 0)
        .unwrap_or_default()
        .naive_utc()
}
