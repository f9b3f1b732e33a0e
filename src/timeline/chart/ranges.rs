//! The timeline of hits that are known by their place in the order of dates: a bar is a range of
//! places, and what stands in a range is counted without visiting it.

use std::borrow::Cow;
use std::ops::Range;

use super::{Backdrop, Drawn, Entrances, PRECISIONS, Summary, place};
use crate::article::ArticleId;
use crate::store::{Bits, DateCell, Ranked};
use crate::timeline::bins::{Bins, clamped, moment};
use crate::timeline::{Ask, Chart, Place, Window};

/// The longest that a date may mean, a leap year, and a day.
const WIDEST: i64 = 367 * 86_400;

/// A collection in the order of its dates, and some hits in it.
#[derive(Clone, Copy, Debug)]
pub struct InOrder<'a> {
    /// One cell an article, in order of [`ArticleId`].
    pub dates: &'a [DateCell],
    /// Every article, newest first, equal dates in order of reading, those without a date last.
    pub sorted: &'a [ArticleId],
    /// How many of them are dated.
    pub dated: u32,
    /// Places in `sorted` by precision: year, month, day, hour, minute.
    pub by_precision: &'a [Bits; 5],
    /// Places whose date was inferred.
    pub inferred: &'a Bits,
    /// Places of the hits.
    pub hits: &'a Ranked,
}

impl Backdrop {
    /// Finds out once in which range of places each bar of the ask stands. After
    /// [`Self::prepare`].
    pub fn find_bars(&mut self, order: &InOrder<'_>) {
        if let Some(drawn) = &mut self.drawn
            && drawn.places.is_none()
        {
            drawn.places = Some(order.places_of(&drawn.chart));
        }
    }

    /// The same timeline as [`Self::chart`] gives. A few steps for each bar if the bars were
    /// found, else as many more for each as halving the collection takes.
    pub fn chart_in_order(&self, order: &InOrder<'_>, ask: &Ask) -> Chart {
        match &self.drawn {
            Some(drawn) if drawn.ask == *ask => match &drawn.places {
                Some(places) => drawn.with_hits_in_order(order, places),
                None => drawn.with_hits_in_order(order, &order.places_of(&drawn.chart)),
            },
            _ => self.drawn_in_order(order, ask),
        }
    }

    /// A timeline whose window the hits choose.
    fn drawn_in_order(&self, order: &InOrder<'_>, ask: &Ask) -> Chart {
        debug_assert_eq!(ask.window, Window::Result, "not prepared");
        let bins = self.bins(ask, &order.summary());
        let chart = self.empty_chart(bins.as_ref(), ask);
        let mut drawn = Drawn {
            ask: *ask,
            bins,
            places: None,
            chart,
        };
        let places = order.places_of(&drawn.chart);
        let all = Ranked::of(Bits::full(order.sorted.len()));
        let all = drawn.with_hits_in_order(
            &InOrder {
                hits: &all,
                ..*order
            },
            &places,
        );
        for (bar, all) in drawn.chart.bars.iter_mut().zip(&all.bars) {
            bar.collection = all.hits();
        }
        (drawn.chart.all_wider, drawn.chart.all_undated) = (all.wider, all.undated);
        drawn.with_hits_in_order(order, &places)
    }
}

impl Drawn {
    /// The timeline with some hits; `places` as [`InOrder::places_of`] gives them.
    fn with_hits_in_order(&self, order: &InOrder<'_>, places: &[u32]) -> Chart {
        let mut chart = self.chart.clone();
        let mut entrances = Entrances::new(chart.bars.len());
        let (exact, single) = order.part(&chart, self.bins.as_ref(), places);
        let mut inferred = exact.bits().clone();
        inferred.intersect(order.inferred);
        let counted = Counted {
            order,
            inferred: Ranked::of(inferred),
            exact,
        };
        for (standing, range) in ranges(places, order) {
            counted.count(&mut chart, standing, range.clone());
            if let Some((seconds, id)) = counted.entrance(standing, range) {
                entrances.offer(standing, seconds, id);
            }
        }
        for id in single.iter().filter_map(|place| order.article(place.0)) {
            let cell = order.cell(id);
            let standing = place(self.bins.as_ref(), cell);
            chart.count(standing, cell.kind);
            entrances.offer(standing, cell.local, id);
        }
        chart.result = order
            .reach()
            .map(|(first, last)| (moment(clamped(first)), moment(clamped(last))));
        entrances.hand_over(&mut chart);
        chart.mark_bursts();
        chart
    }
}

/// What stands where: each bar, before, after, undated, with its range of places. `places` holds
/// the edges of the bars, the newest first.
fn ranges<'a>(
    places: &'a [u32],
    order: &InOrder<'_>,
) -> impl Iterator<Item = (Place, Range<u32>)> + 'a {
    let all = u32::try_from(order.sorted.len()).unwrap_or(u32::MAX);
    let dated = match (places.first(), places.last()) {
        (Some(newest), Some(oldest)) => [
            (Place::After, 0..*newest),
            (Place::Before, *oldest..order.dated),
        ],
        // Without a bar every date is wider than one.
        _ => [(Place::Wider, 0..order.dated), (Place::Wider, 0..0)],
    };
    let bars = places.len().saturating_sub(1);
    let bar = move |(at, pair): (usize, &'a [u32])| match pair {
        [from, to] => Some((Place::Bar(bars.saturating_sub(at + 1)), *from..*to)),
        _ => None,
    };
    let sides = dated
        .into_iter()
        .chain([(Place::Undated, order.dated..all)]);
    places.windows(2).enumerate().filter_map(bar).chain(sides)
}

/// Hits that stand where their second says.
struct Counted<'a> {
    order: &'a InOrder<'a>,
    exact: Cow<'a, Ranked>,
    inferred: Ranked,
}

impl Counted<'_> {
    fn count(&self, chart: &mut Chart, standing: Place, range: Range<u32>) {
        let hits = self.exact.count_in(range.clone());
        let inferred = self.inferred.count_in(range);
        chart.inferred += inferred;
        match standing {
            Place::Bar(index) => {
                if let Some(bar) = chart.bars.get_mut(index) {
                    bar.read += hits - inferred;
                    bar.inferred += inferred;
                }
            }
            Place::Before => chart.before += hits,
            Place::After => chart.after += hits,
            Place::Wider => chart.wider += hits,
            Place::Undated => chart.undated += hits,
        }
    }

    /// The newest of a range; after the window the oldest, of equals the first read.
    fn entrance(&self, standing: Place, range: Range<u32>) -> Option<(i64, ArticleId)> {
        let mut at = if standing == Place::After {
            self.exact.last_in(range.clone())
        } else {
            self.exact.first_in(range.clone())
        }?;
        if standing == Place::After {
            let seconds = self.order.second(at);
            let equal = self.order.place_of_second(seconds.saturating_add(1));
            at = self.exact.first_in(equal.max(range.start)..at + 1)?;
        }
        let id = self.order.article(at)?;
        Some((self.order.cell(id).local, id))
    }
}

impl<'a> InOrder<'a> {
    /// The places at which the bars of a chart meet, the newest edge first: one more than there
    /// are bars.
    fn places_of(&self, chart: &Chart) -> Vec<u32> {
        let starts = chart.bars.iter().map(|bar| bar.start);
        let end = chart.bars.last().map(|bar| bar.end);
        let edges: Vec<_> = starts.chain(end).collect();
        let seconds = edges.iter().rev().map(|edge| edge.and_utc().timestamp());
        seconds
            .map(|seconds| self.place_of_second(seconds))
            .collect()
    }

    /// How many articles are dated at this second or later.
    fn place_of_second(&self, seconds: i64) -> u32 {
        let dated = self.sorted.get(..self.dated as usize).unwrap_or_default();
        let later = |id: &ArticleId| clamped(self.cell(*id).local) >= seconds;
        u32::try_from(dated.partition_point(later)).unwrap_or(u32::MAX)
    }

    /// Hits that stand where their second says, and hits to be looked at one by one: those whose
    /// date is wider than a bar and reaches the window.
    fn part(&self, chart: &Chart, bins: Option<&Bins>, places: &[u32]) -> (Cow<'a, Ranked>, Bits) {
        let whole = (Cow::Borrowed(self.hits), Bits::new());
        let Some((start, _)) = chart.window().filter(|_| bins.is_some()) else {
            return whole;
        };
        let mut wide = Bits::new();
        for (bits, precision) in self.by_precision.iter().zip(PRECISIONS) {
            if !chart.step.holds(precision) && bits.meets(self.hits.bits()) {
                wide.union(bits);
            }
        }
        if wide.is_empty() {
            return whole;
        }
        let start = start.and_utc().timestamp().saturating_sub(WIDEST);
        let mut near = Bits::new();
        near.insert_range(places.first().copied().unwrap_or(0)..self.place_of_second(start));
        near.intersect(&wide);
        near.intersect(self.hits.bits());
        let mut exact = self.hits.bits().clone();
        exact.subtract(&near);
        (Cow::Owned(Ranked::of(exact)), near)
    }

    /// Extent and precision of the dated hits.
    fn summary(&self) -> Summary {
        let Some((first, last)) = self.reach() else {
            return Summary::NOTHING;
        };
        let count = |bits: &Bits| bits.count_common(self.hits.bits());
        Summary {
            first: clamped(first),
            last: clamped(last),
            by_precision: self
                .by_precision
                .each_ref()
                .map(|bits| u32::try_from(count(bits)).unwrap_or(u32::MAX)),
        }
    }

    /// First and last second of the dated hits.
    fn reach(&self) -> Option<(i64, i64)> {
        let newest = self.hits.first_in(0..self.dated)?;
        let oldest = self.hits.last_in(0..self.dated)?;
        Some((self.second(oldest), self.second(newest)))
    }

    fn article(&self, place: u32) -> Option<ArticleId> {
        self.sorted.get(place as usize).copied()
    }

    fn cell(&self, id: ArticleId) -> DateCell {
        *self.dates.get(id.index()).unwrap_or(&DateCell::NONE)
    }

    fn second(&self, place: u32) -> i64 {
        self.article(place).map_or(0, |id| self.cell(id).local)
    }
}
