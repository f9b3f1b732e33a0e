//! The two passes over the date column: first how far it reaches, then what falls where.

use chrono::NaiveDateTime;

use super::bins::{Bins, clamped, moment};
use super::{Ask, Chart, Place, Step, Window};
use crate::article::{ArticleId, DateKind, Precision};
use crate::store::{Bits, DateCell};

/// Computes the timeline of `hits` over the date column `dates` (one cell an article, in order of
/// [`ArticleId`]). Linear in the number of articles.
pub fn chart(dates: &[DateCell], hits: &Bits, ask: &Ask) -> Chart {
    let survey = Survey::of(dates, hits, ask.window);
    let bins = survey.bins(ask);
    let step = bins.as_ref().map(Bins::step).or(ask.step);
    let mut chart = Chart {
        bars: bins.as_ref().map(Bins::bars).unwrap_or_default(),
        result: survey.hits.extent(),
        collection: survey.all.extent(),
        ..Chart::empty(step.unwrap_or(Step::Day))
    };
    let mut entrances = Entrances::new(chart.bars.len());
    for (id, cell) in numbered(dates) {
        let place = match &bins {
            _ if !cell.is_dated() => Place::Undated,
            Some(bins) => bins.place(cell.local, cell.precision),
            None => Place::Wider,
        };
        let hit = hits.contains(id);
        chart.count(place, hit.then_some(cell.kind));
        if hit {
            entrances.offer(place, cell.local, id);
        }
    }
    entrances.hand_over(&mut chart);
    chart
}

impl Chart {
    /// Counts an article of the collection, a hit where the kind of its date is given.
    fn count(&mut self, place: Place, hit: Option<DateKind>) {
        let inferred = u32::from(hit == Some(DateKind::Inferred));
        let hit = u32::from(hit.is_some());
        self.inferred += inferred;
        match place {
            Place::Bar(index) => {
                if let Some(bar) = self.bars.get_mut(index) {
                    bar.collection += 1;
                    bar.read += hit - inferred;
                    bar.inferred += inferred;
                }
            }
            Place::Before => self.before += hit,
            Place::After => self.after += hit,
            Place::Wider => {
                self.wider += hit;
                self.all_wider += 1;
            }
            Place::Undated => {
                self.undated += hit;
                self.all_undated += 1;
            }
        }
    }
}

/// The hit that each place is entered by, with its second: the newest, after the window the
/// oldest; of equals the first read.
struct Entrances {
    bars: Vec<Option<(i64, ArticleId)>>,
    /// Before, after, wider, undated.
    sides: [Option<(i64, ArticleId)>; 4],
}

impl Entrances {
    fn new(bars: usize) -> Self {
        Self {
            bars: vec![None; bars],
            sides: [None; 4],
        }
    }

    /// Articles are offered in order of reading.
    fn offer(&mut self, place: Place, seconds: i64, id: ArticleId) {
        let [before, after, wider, undated] = &mut self.sides;
        let best = match place {
            Place::Bar(index) => self.bars.get_mut(index),
            Place::Before => Some(before),
            Place::After => Some(after),
            Place::Wider => Some(wider),
            Place::Undated => Some(undated),
        };
        let Some(best) = best else { return };
        let better = best.is_none_or(|(known, _)| match place {
            Place::After => seconds < known,
            _ => seconds > known,
        });
        if better {
            *best = Some((seconds, id));
        }
    }

    fn hand_over(self, chart: &mut Chart) {
        let article = |best: Option<(i64, ArticleId)>| best.map(|(_, id)| id);
        for (bar, best) in chart.bars.iter_mut().zip(self.bars) {
            bar.entrance = article(best);
        }
        chart.entrances = self.sides.map(article);
    }
}

/// The cells with the ordinals of their articles.
fn numbered(dates: &[DateCell]) -> impl Iterator<Item = (ArticleId, DateCell)> {
    (0_u32..).map(ArticleId).zip(dates.iter().copied())
}

/// Extent and precision of a set of dates.
#[derive(Clone, Copy, Debug)]
struct Summary {
    first: i64,
    last: i64,
    /// How many are dated, by precision: year, month, day, hour, minute.
    by_precision: [u32; 5],
}

impl Summary {
    const NOTHING: Self = Self {
        first: i64::MAX,
        last: i64::MIN,
        by_precision: [0; 5],
    };

    fn add(&mut self, seconds: i64, precision: Precision) {
        self.first = self.first.min(seconds);
        self.last = self.last.max(seconds);
        if let Some(count) = self.by_precision.get_mut(precision as usize) {
            *count += 1;
        }
    }

    /// First and last second, if there is a date.
    fn reach(&self) -> Option<(i64, i64)> {
        (self.first <= self.last).then_some((self.first, self.last))
    }

    fn extent(&self) -> Option<(NaiveDateTime, NaiveDateTime)> {
        self.reach()
            .map(|(first, last)| (moment(first), moment(last)))
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
    /// First and last second of the dense part of the collection.
    dense: Option<(i64, i64)>,
}

impl Survey {
    fn of(dates: &[DateCell], hits: &Bits, window: Window) -> Self {
        let mut survey = Self {
            hits: Summary::NOTHING,
            all: Summary::NOTHING,
            dense: None,
        };
        let mut spread = Spread::default();
        for (id, cell) in numbered(dates).filter(|(_, cell)| cell.is_dated()) {
            let seconds = clamped(cell.local);
            survey.all.add(seconds, cell.precision);
            if window == Window::Dense {
                spread.add(seconds);
            }
            if hits.contains(id) {
                survey.hits.add(seconds, cell.precision);
            }
        }
        survey.dense = survey.all.reach().map(|reach| spread.dense(reach));
        survey
    }

    /// The bins to fill; `None` when there is nothing to stand in them.
    fn bins(&self, ask: &Ask) -> Option<Bins> {
        let ((first, last), dates) = match ask.window {
            Window::Dense => (self.dense?, &self.all),
            Window::All => (self.all.reach()?, &self.all),
            Window::Result => (self.hits.reach()?, &self.hits),
            Window::Span(start, end) => {
                let start = clamped(start.and_utc().timestamp());
                let last = end.and_utc().timestamp().saturating_sub(1);
                ((start, clamped(last).max(start)), &self.all)
            }
        };
        let (first, last) = (moment(first), moment(last));
        let columns = u64::from(ask.columns.max(1));
        let bars = |step: Step| {
            let count = step.index_of(last).saturating_sub(step.index_of(first));
            u64::try_from(count).unwrap_or(0).saturating_add(1)
        };
        let step = ask.step.unwrap_or_else(|| {
            let most = columns.min(dates.dated().saturating_mul(4).saturating_add(8));
            // All in one bar tells nothing that the day does not tell better.
            let chosen = |step: &Step| {
                let count = bars(*step);
                dates.suits(*step) && count <= most && (count > 1 || *step >= Step::Day)
            };
            Step::ALL.into_iter().find(chosen).unwrap_or(Step::Century)
        });
        // Where the bars asked for are too many, the newest are shown.
        let count = bars(step).min(columns);
        let after = step.index_of(last).saturating_add(1);
        let first = after.saturating_sub_unsigned(count);
        Some(Bins::new(step, first, usize::try_from(count).unwrap_or(1)))
    }
}

/// How the dates are spread over stretches of some thirteen months.
#[derive(Default)]
struct Spread {
    /// Articles, first and last second of each stretch, from the earliest on.
    stretches: Vec<(u32, i64, i64)>,
}

impl Spread {
    /// A stretch is two to this power of seconds long.
    const BITS: u32 = 25;

    fn add(&mut self, seconds: i64) {
        let since = seconds.saturating_sub(clamped(i64::MIN));
        let index = usize::try_from(since >> Self::BITS).unwrap_or(0);
        if self.stretches.len() <= index {
            let empty = (0, i64::MAX, i64::MIN);
            self.stretches.resize(index.saturating_add(1), empty);
        }
        if let Some((count, first, last)) = self.stretches.get_mut(index) {
            *count += 1;
            *first = seconds.min(*first);
            *last = seconds.max(*last);
        }
    }

    /// The reach without the stretches that hold the outermost hundredth at either end and lie
    /// further off than a quarter of the rest is long, where that less than halves the reach; else
    /// the reach.
    fn dense(&self, reach: (i64, i64)) -> (i64, i64) {
        let filled = || self.stretches.iter().filter(|(count, ..)| *count > 0);
        let dated: u64 = filled().map(|(count, ..)| u64::from(*count)).sum();
        let spare = dated / 100;
        // The first stretch at which more than `spare` articles have been passed.
        let beyond = |passed: &mut u64, count: u32| {
            *passed += u64::from(count);
            *passed > spare
        };
        let mut passed = 0;
        let first = filled().find(|(count, ..)| beyond(&mut passed, *count));
        passed = 0;
        let last = filled()
            .rev()
            .find(|(count, ..)| beyond(&mut passed, *count));
        let (Some((_, first, _)), Some((_, _, last))) = (first, last) else {
            return reach;
        };
        let length = |(first, last): (i64, i64)| last.saturating_sub(first);
        // What lies near belongs to it, however little it is.
        let near = length((*first, *last)) / 4;
        let from = filled()
            .map(|(_, start, _)| *start)
            .find(|start| *start >= first - near);
        let to = filled()
            .rev()
            .map(|(.., end)| *end)
            .find(|end| *end <= last + near);
        let dense = (from.unwrap_or(*first), to.unwrap_or(*last));
        if length(reach) > length(dense).saturating_mul(2) {
            dense
        } else {
            reach
        }
    }
}
