//! The two passes over the date column: first how far it reaches, then what falls where.

use chrono::{Datelike as _, NaiveDateTime};

use super::{Ask, Bar, Chart, Place, Step, Window};
use crate::article::{ArticleId, DateKind, Moment, Precision};
use crate::store::{Bits, DateCell};

/// Years a date can have; others are clamped.
const YEARS: std::ops::RangeInclusive<i32> = 1..=9999;

/// Computes the timeline of `hits` over the date column `dates` (one cell an article, in order of
/// [`ArticleId`]). Linear in the number of articles.
pub fn chart(dates: &[DateCell], hits: &Bits, ask: &Ask) -> Chart {
    let survey = Survey::of(dates, hits, ask.window);
    let mut chart = Chart {
        result: survey.hits.extent,
        collection: survey.all.extent,
        ..Chart::empty(ask.step.unwrap_or(Step::Day))
    };
    let bins = survey.bins(ask);
    if let Some(bins) = bins {
        chart.step = bins.step;
        chart.bars = bins.bars();
    }
    for (id, cell) in numbered(dates) {
        let hit = hits.contains(id);
        let Some(local) = cell.local() else {
            chart.undated += u32::from(hit);
            continue;
        };
        let inferred = cell.kind == DateKind::Inferred;
        chart.inferred += u32::from(hit && inferred);
        let place = bins.map_or(Place::Wider, |bins| bins.place(local, cell.precision));
        match place {
            Place::Bar(index) => {
                if let Some(bar) = chart.bars.get_mut(index) {
                    bar.collection += 1;
                    bar.read += u32::from(hit && !inferred);
                    bar.inferred += u32::from(hit && inferred);
                }
            }
            Place::Before => chart.before += u32::from(hit),
            Place::After => chart.after += u32::from(hit),
            Place::Wider | Place::Undated => chart.wider += u32::from(hit),
        }
    }
    chart
}

/// The cells with the ordinals of their articles.
fn numbered(dates: &[DateCell]) -> impl Iterator<Item = (ArticleId, DateCell)> {
    (0..=u32::MAX).map(ArticleId).zip(dates.iter().copied())
}

/// Consecutive periods of one step.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bins {
    /// Their width.
    pub(super) step: Step,
    /// Number of the first, see [`Step::index_of`].
    pub(super) first: i64,
    /// How many there are.
    pub(super) count: usize,
}

impl Bins {
    /// Where a date stands.
    pub(super) fn place(self, local: NaiveDateTime, precision: Precision) -> Place {
        let local = clamped(local);
        let offset = self.offset(local);
        if !self.step.holds(precision) {
            let date = Moment {
                local,
                precision,
                offset: None,
            };
            let last = self.offset(date.days().1.and_time(chrono::NaiveTime::MIN));
            return match (last.is_negative(), offset >= self.length()) {
                (true, _) => Place::Before,
                (_, true) => Place::After,
                _ => Place::Wider,
            };
        }
        match usize::try_from(offset) {
            Err(_) => Place::Before,
            Ok(index) if index < self.count => Place::Bar(index),
            Ok(_) => Place::After,
        }
    }

    /// Bars from the first to the one that holds the moment; negative before it.
    fn offset(self, moment: NaiveDateTime) -> i64 {
        self.step.index_of(moment).saturating_sub(self.first)
    }

    fn length(self) -> i64 {
        i64::try_from(self.count).unwrap_or(i64::MAX)
    }

    /// The bars, empty.
    fn bars(self) -> Vec<Bar> {
        (self.first..)
            .take(self.count)
            .map_while(|index| {
                Some(Bar {
                    start: self.step.start(index)?,
                    end: self.step.start(index.checked_add(1)?)?,
                    read: 0,
                    inferred: 0,
                    collection: 0,
                })
            })
            .collect()
    }
}

/// The moment, moved into the years 1 to 9999.
fn clamped(moment: NaiveDateTime) -> NaiveDateTime {
    if YEARS.contains(&moment.year()) {
        return moment;
    }
    let year = moment.year().clamp(*YEARS.start(), *YEARS.end());
    // 29 February of a leap year has no counterpart in every year.
    moment.with_year(year).unwrap_or_else(|| {
        chrono::NaiveDate::from_ymd_opt(year, 2, 28).map_or(moment, NaiveDateTime::from)
    })
}

/// Extent and precision of a set of dates.
#[derive(Clone, Copy, Debug, Default)]
struct Summary {
    /// First and last moment.
    extent: Option<(NaiveDateTime, NaiveDateTime)>,
    /// How many are dated, by precision: year, month, day, hour, minute.
    by_precision: [u32; 5],
}

impl Summary {
    fn add(&mut self, local: NaiveDateTime, precision: Precision) {
        self.extent = Some(match self.extent {
            None => (local, local),
            Some((first, last)) => (first.min(local), last.max(local)),
        });
        if let Some(count) = self.by_precision.get_mut(precision as usize) {
            *count += 1;
        }
    }

    fn dated(&self) -> u64 {
        self.by_precision.iter().copied().map(u64::from).sum()
    }

    /// Whether two in three of the dates fit into bars of this step.
    fn suits(&self, step: Step) -> bool {
        let fitting: u64 = PRECISIONS
            .iter()
            .zip(self.by_precision)
            .filter(|(precision, _)| step.holds(**precision))
            .map(|(_, count)| u64::from(count))
            .sum();
        fitting * 3 >= self.dated() * 2
    }
}

/// In the order of [`Summary::by_precision`].
const PRECISIONS: [Precision; 5] = [
    Precision::Year,
    Precision::Month,
    Precision::Day,
    Precision::Hour,
    Precision::Minute,
];

/// What the first pass finds.
struct Survey {
    /// The hits.
    hits: Summary,
    /// The whole collection.
    all: Summary,
    /// First and last moment of the dense part of the collection.
    dense: Option<(NaiveDateTime, NaiveDateTime)>,
}

impl Survey {
    fn of(dates: &[DateCell], hits: &Bits, window: Window) -> Self {
        let mut survey = Self {
            hits: Summary::default(),
            all: Summary::default(),
            dense: None,
        };
        let mut years = Years::default();
        for (id, cell) in numbered(dates) {
            let Some(local) = cell.local().map(clamped) else {
                continue;
            };
            survey.all.add(local, cell.precision);
            if window == Window::Dense {
                years.add(local);
            }
            if hits.contains(id) {
                survey.hits.add(local, cell.precision);
            }
        }
        survey.dense = survey.all.extent.map(|extent| years.dense(extent));
        survey
    }

    /// The bins to fill; `None` when there is nothing to stand in them.
    fn bins(&self, ask: &Ask) -> Option<Bins> {
        let (first, last, dates) = match ask.window {
            Window::Dense => (self.dense?.0, self.dense?.1, &self.all),
            Window::All => (self.all.extent?.0, self.all.extent?.1, &self.all),
            Window::Result => (self.hits.extent?.0, self.hits.extent?.1, &self.hits),
            Window::Span(start, end) => {
                let last = end.checked_sub_signed(chrono::TimeDelta::seconds(1));
                let start = clamped(start);
                (start, clamped(last.unwrap_or(end)).max(start), &self.all)
            }
        };
        let columns = u64::from(ask.columns.max(1));
        let bins_of = |step: Step| {
            let (head, tail) = (step.index_of(first), step.index_of(last));
            let count = tail.saturating_sub(head).saturating_add(1);
            (u64::try_from(count).unwrap_or(1), tail)
        };
        let step = ask.step.unwrap_or_else(|| {
            let most = columns.min(dates.dated().saturating_mul(4).saturating_add(8));
            // All in one bar tells nothing that the day does not tell better.
            let chosen = |step: &Step| {
                let count = bins_of(*step).0;
                dates.suits(*step) && count <= most && (count > 1 || *step >= Step::Day)
            };
            Step::ALL.into_iter().find(chosen).unwrap_or(Step::Century)
        });
        // Where the bars asked for are too many, the newest are shown.
        let (count, tail) = bins_of(step);
        let count = count.min(columns);
        Some(Bins {
            step,
            first: tail.saturating_add(1).saturating_sub_unsigned(count),
            count: usize::try_from(count).unwrap_or(1),
        })
    }
}

/// How many articles each year has, and the first and last moment of them.
#[derive(Default)]
struct Years {
    rows: Vec<Option<(u32, NaiveDateTime, NaiveDateTime)>>,
}

impl Years {
    fn add(&mut self, moment: NaiveDateTime) {
        let index = usize::try_from(moment.year()).unwrap_or(0);
        if self.rows.len() <= index {
            self.rows.resize(index.saturating_add(1), None);
        }
        if let Some(row) = self.rows.get_mut(index) {
            let (count, first, last) = row.unwrap_or((0, moment, moment));
            *row = Some((count.saturating_add(1), first.min(moment), last.max(moment)));
        }
    }

    /// The extent without the years that hold the outermost hundredth at either end, where that
    /// less than halves it; else the extent.
    fn dense(&self, extent: (NaiveDateTime, NaiveDateTime)) -> (NaiveDateTime, NaiveDateTime) {
        let rows = || self.rows.iter().flatten();
        let dated: u64 = rows().map(|(count, ..)| u64::from(*count)).sum();
        let spare = dated / 100;
        // The first row beyond which more than `spare` articles have been passed.
        let beyond = |passed: &mut u64, count: u32| {
            *passed += u64::from(count);
            *passed > spare
        };
        let mut passed = 0;
        let first = rows().find(|(count, ..)| beyond(&mut passed, *count));
        passed = 0;
        let last = rows().rev().find(|(count, ..)| beyond(&mut passed, *count));
        let (Some((_, first, _)), Some((_, _, last))) = (first, last) else {
            return extent;
        };
        let length = |(a, b): (NaiveDateTime, NaiveDateTime)| (b - a).num_seconds();
        let dense = (*first, *last);
        if length(extent) > length(dense).saturating_mul(2) {
            dense
        } else {
            extent
        }
    }
}
