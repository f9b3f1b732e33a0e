//! The passes over the date column: how far it reaches and what of the collection falls where,
//! kept as the backdrop, then where the hits fall.

mod ranges;
mod summary;

use std::ops::Range;

use chrono::NaiveDateTime;

use super::bins::{Bins, clamped, moment};
use super::burst::bursts;
use super::place::sides_that_fit;
use super::spread::{self, Spread};
use super::{Ask, Bar, Chart, Gaps, Layer, Place, Step, Window};
use crate::article::{ArticleId, DateKind};
use crate::store::{Bits, DateCell};

pub use ranges::InOrder;
use summary::Summary;

/// Columns between the bars and the sides: a blank, a rule and a blank.
const RULE: u16 = 3;

/// Computes the timeline of `hits` over the date column `dates` (one cell an article, in order of
/// [`ArticleId`]). Linear in the number of articles; who asks again and again over one column
/// keeps a [`Backdrop`].
pub fn chart(dates: &[DateCell], hits: &Bits, ask: &Ask) -> Chart {
    Backdrop::of(dates, ask).chart(dates, hits, ask)
}

/// What the collection alone tells of a timeline, whatever the hits are: computed once, so that
/// the next timelines of the same column cost a pass over their hits only.
#[derive(Debug, Default)]
pub struct Backdrop {
    /// How many articles it was computed of.
    articles: usize,
    all: Summary,
    spread: Spread,
    /// How many of them were dated by inference.
    inferred: u32,
    /// The bins of the last ask, and a chart without hits; not where the hits choose the window.
    drawn: Option<Drawn>,
}

/// A timeline before hits are counted in.
#[derive(Debug)]
struct Drawn {
    ask: Ask,
    bins: Option<Bins>,
    /// The ranges of places that the bars are, where they are known.
    places: Option<Vec<Range<u32>>>,
    chart: Chart,
}

impl Backdrop {
    /// Looks at a column and makes ready for an ask. Linear.
    pub fn of(dates: &[DateCell], ask: &Ask) -> Self {
        let mut backdrop = Self::default();
        backdrop.extend(dates);
        backdrop.prepare(dates, ask);
        backdrop
    }

    /// Looks at what a column has grown by.
    pub fn extend(&mut self, dates: &[DateCell]) {
        for cell in dates {
            self.take_in(*cell);
        }
        self.drawn = None;
    }

    /// Looks at one more date, or at one more article without a date.
    pub(super) fn take_in(&mut self, cell: DateCell) {
        self.articles += 1;
        if cell.is_dated() {
            let seconds = clamped(cell.local);
            self.all.add(seconds, cell.precision);
            self.spread.add(seconds);
            self.inferred += u32::from(cell.kind == DateKind::Inferred);
        }
    }

    /// Together with what another column tells.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        self.articles += other.articles;
        self.all = self.all.and(&other.all);
        self.spread.join(&other.spread);
        self.inferred += other.inferred;
        self.drawn = None;
        self
    }

    /// What dates tell that reach from a first to a last second, so many of each precision: year,
    /// month, day, hour, minute.
    pub(super) fn reaching((first, last): (i64, i64), by_precision: [u32; 5]) -> Self {
        Self {
            all: Summary {
                first,
                last,
                by_precision,
            },
            ..Self::default()
        }
    }

    /// The bars of an ask, before anything is counted in; `hits` is what the hits tell, where they
    /// choose the window.
    pub fn frame(&self, ask: &Ask, hits: &Self) -> Chart {
        let bins = self.bins((ask, 0), hits);
        self.empty_chart(bins.as_ref(), (ask, 0))
    }

    /// Makes ready for another ask. Linear if that is not the one before.
    pub fn prepare(&mut self, dates: &[DateCell], ask: &Ask) {
        if !self.is_ready(ask) {
            let future = future(dates.iter().copied(), ask);
            self.drawn = (!ask.window.is_of_hits())
                .then(|| self.draw(dates, (ask, future), &Self::default()));
        }
    }

    fn is_ready(&self, ask: &Ask) -> bool {
        self.drawn.as_ref().is_some_and(|drawn| drawn.ask == *ask)
    }

    /// The timeline of some hits over the column this was made of; linear in the hits if it was
    /// prepared for the ask.
    pub fn chart(&self, dates: &[DateCell], hits: &Bits, ask: &Ask) -> Chart {
        debug_assert_eq!(self.articles, dates.len(), "another column");
        match &self.drawn {
            Some(drawn) if drawn.ask == *ask => drawn.with_hits(dates, hits),
            _ => {
                let mut of_hits = Self::default();
                cells(dates, hits).for_each(|(_, cell)| of_hits.take_in(cell));
                let future = future(dates.iter().copied(), ask);
                let drawn = self.draw(dates, (ask, future), &of_hits);
                drawn.with_hits(dates, hits)
            }
        }
    }

    /// The bins for an ask, and what of the collection falls into them.
    fn draw(&self, dates: &[DateCell], (ask, future): (&Ask, u32), hits: &Self) -> Drawn {
        let bins = self.bins((ask, future), hits);
        let mut chart = self.empty_chart(bins.as_ref(), (ask, future));
        for cell in dates {
            match place(bins.as_ref(), *cell) {
                Place::Bar(index) => {
                    if let Some(bar) = chart.bars.get_mut(index) {
                        bar.collection += 1;
                    }
                }
                Place::Wider => chart.all_wider += 1,
                Place::Undated => chart.all_undated += 1,
                _ => {}
            }
        }
        Drawn {
            ask: *ask,
            bins,
            places: None,
            chart,
        }
    }

    /// Bars in which nothing stands yet.
    fn empty_chart(&self, bins: Option<&Bins>, (ask, future): (&Ask, u32)) -> Chart {
        let step = bins.map(Bins::step).or(ask.step);
        Chart {
            bars: bins.map(Bins::bars).unwrap_or_default(),
            collection: self.all.extent(),
            all_inferred: self.inferred,
            all_future: future,
            ..Chart::empty(step.unwrap_or(Step::Day))
        }
    }
}

/// The first second after today, where one is told.
fn tomorrow(ask: &Ask) -> Option<i64> {
    let day = ask.today?.succ_opt()?;
    Some(NaiveDateTime::from(day).and_utc().timestamp())
}

/// How many dates lie after today.
fn future(cells: impl Iterator<Item = DateCell>, ask: &Ask) -> u32 {
    let Some(tomorrow) = tomorrow(ask) else {
        return 0;
    };
    let later = cells.filter(|cell| cell.is_dated() && cell.local >= tomorrow);
    u32::try_from(later.count()).unwrap_or(u32::MAX)
}

impl Drawn {
    /// The timeline with some hits: a pass over them.
    fn with_hits(&self, dates: &[DateCell], hits: &Bits) -> Chart {
        let mut chart = self.chart.clone();
        let mut entrances = Entrances::new(chart.bars.len());
        let mut reach: Option<(i64, i64)> = None;
        let tomorrow = tomorrow(&self.ask);
        for (id, cell) in cells(dates, hits) {
            let place = place(self.bins.as_ref(), cell);
            chart.count(place, cell.kind);
            entrances.offer(place, cell.local, id);
            if !cell.is_dated() {
                continue;
            }
            let (first, last) = reach.unwrap_or((cell.local, cell.local));
            reach = Some((first.min(cell.local), last.max(cell.local)));
            if cell.kind == DateKind::Inferred {
                entrances.offer(Place::Inferred, cell.local, id);
            }
            if tomorrow.is_some_and(|tomorrow| cell.local >= tomorrow) {
                chart.future += 1;
                entrances.offer(Place::Future, cell.local, id);
            }
        }
        chart.result = reach.map(|(first, last)| (moment(clamped(first)), moment(clamped(last))));
        entrances.hand_over(&mut chart);
        chart.mark_bursts();
        chart
    }
}

/// Where a date stands.
fn place(bins: Option<&Bins>, cell: DateCell) -> Place {
    match bins {
        _ if !cell.is_dated() => Place::Undated,
        Some(bins) => bins.place(cell),
        None => Place::Wider,
    }
}

/// The cells of some articles, with their ordinals.
fn cells(dates: &[DateCell], hits: &Bits) -> impl Iterator<Item = (ArticleId, DateCell)> {
    hits.iter()
        .filter_map(|id| dates.get(id.index()).map(|cell| (id, *cell)))
}

impl Chart {
    /// Marks the bars that stand well above what is usual around them; breaks are not counted.
    pub(super) fn mark_bursts(&mut self) {
        self.mark_bursts_in(0, usize::MAX);
    }

    /// The same among the bars from one to another, both included, where a filter of dates leaves
    /// the others empty: what was not asked for tells nothing of what is usual.
    pub fn mark_bursts_in(&mut self, from: usize, to: usize) {
        let mut asked: Vec<&mut Bar> = Vec::new();
        for (index, bar) in self.bars.iter_mut().enumerate() {
            bar.burst = false;
            if (from..=to).contains(&index) && bar.folded == 0 {
                asked.push(bar);
            }
        }
        let counts: Vec<u32> = asked.iter().map(|bar| bar.hits()).collect();
        for (bar, burst) in asked.into_iter().zip(bursts(&counts)) {
            bar.burst = burst;
        }
    }

    /// The bars without the breaks.
    pub fn periods(&self) -> impl DoubleEndedIterator<Item = &Bar> {
        self.bars.iter().filter(|bar| bar.folded == 0)
    }

    /// Counts a hit.
    fn count(&mut self, place: Place, kind: DateKind) {
        let inferred = u32::from(kind == DateKind::Inferred);
        self.inferred += inferred;
        match place {
            Place::Bar(index) => {
                if let Some(bar) = self.bars.get_mut(index) {
                    bar.read += 1 - inferred;
                    bar.inferred += inferred;
                }
            }
            Place::Before => self.before += 1,
            Place::After => self.after += 1,
            Place::Wider => self.wider += 1,
            Place::Undated => self.undated += 1,
            Place::Future | Place::Inferred => {}
        }
    }
}

/// The hit that each place is entered by, with its second: the newest, after the window the
/// oldest; of equals the first read.
struct Entrances {
    bars: Vec<Option<(i64, ArticleId)>>,
    /// Before, after, wider, undated, future, inferred.
    sides: [Option<(i64, ArticleId)>; 6],
}

impl Entrances {
    fn new(bars: usize) -> Self {
        Self {
            bars: vec![None; bars],
            sides: [None; 6],
        }
    }

    /// Offers a hit that stands there; of equals the first read is taken.
    fn offer(&mut self, place: Place, seconds: i64, id: ArticleId) {
        let [before, after, wider, undated, future, inferred] = &mut self.sides;
        let best = match place {
            Place::Bar(index) => self.bars.get_mut(index),
            Place::Before => Some(before),
            Place::After => Some(after),
            Place::Wider => Some(wider),
            Place::Undated => Some(undated),
            Place::Future => Some(future),
            Place::Inferred => Some(inferred),
        };
        let Some(best) = best else { return };
        let better = best.is_none_or(|(known, first)| match place {
            _ if seconds == known => id < first,
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

impl Backdrop {
    /// The bins to fill; `None` when there is nothing to stand in them.
    fn bins(&self, (ask, future): (&Ask, u32), hits: &Self) -> Option<Bins> {
        let ((first, last), dates) = match ask.window {
            Window::Dense => (self.spread.dense(self.all.reach()?), &self.all),
            Window::All => (self.all.reach()?, &self.all),
            Window::Result => (hits.all.reach()?, &hits.all),
            Window::DenseResult => (hits.spread.dense(hits.all.reach()?), &hits.all),
            Window::Span(start, end) => {
                let start = clamped(start.and_utc().timestamp());
                let last = end.and_utc().timestamp().saturating_sub(1);
                ((start, clamped(last).max(start)), &self.all)
            }
        };
        let gaps = match ask.gaps {
            Gaps::Fold => spread::to_fold(&self.spread.gaps(), (first, last)),
            Gaps::Keep => Vec::new(),
        };
        let room = |step: Step| u64::from(self.room((ask, future), step));
        let runs = |step: Step| spread::runs(step, (first, last), &gaps);
        let step = ask.step.unwrap_or_else(|| {
            let enough = dates.dated().saturating_mul(4).saturating_add(8);
            // All in one bar tells nothing that the day does not tell better.
            let chosen = |step: &Step| {
                let count = spread::bars(&runs(*step));
                let fits = count <= room(*step).min(enough);
                dates.suits(*step) && fits && (count > 1 || *step >= Step::Day)
            };
            Step::ALL.into_iter().find(chosen).unwrap_or(Step::Century)
        });
        // Where the bars asked for are too many, the newest are shown.
        let newest = |most: u64| Bins::new(step, &spread::newest(&runs(step), most), ask.zone);
        let bins = newest(room(step));
        // What the clock shows twice takes more room than its periods.
        let over = u64::try_from(bins.len())
            .unwrap_or(0)
            .saturating_sub(room(step));
        Some(if over == 0 {
            bins
        } else {
            newest(room(step).saturating_sub(over).max(1))
        })
    }

    /// Columns that the side bars leave to bars of this step. What stands at the sides is that of
    /// the collection: the bars stay as they are while a filter narrows the result.
    fn room(&self, (ask, future): (&Ask, u32), step: Step) -> u16 {
        let dated = usize::try_from(self.all.dated()).unwrap_or(usize::MAX);
        let sides = [
            future > 0,
            self.inferred > 0 && ask.layer != Layer::Mentioned,
            self.all.by_precision_below(step) > 0,
            self.articles > dated,
        ];
        let wanted = sides.into_iter().filter(|there| *there).count();
        let sides = sides_that_fit(wanted, ask.columns, ask.side);
        let sides = u16::try_from(sides).unwrap_or(0).saturating_mul(ask.side);
        // A rule stands between the bars and the sides.
        let rule = if sides > 0 { RULE } else { 0 };
        ask.columns
            .saturating_sub(sides)
            .saturating_sub(rule)
            .max(1)
    }
}
