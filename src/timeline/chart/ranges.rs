//! The timeline of hits that are known by their place in the order of dates: a bar is a range of
//! places, and what stands in a range is counted without visiting it.

use std::borrow::Cow;
use std::ops::Range;

use super::summary::{PRECISIONS, Summary};
use super::{Backdrop, Drawn, Entrances, place, tomorrow};
use crate::article::ArticleId;
use crate::store::{Bits, DateCell, Ranked};
use chrono::NaiveDateTime;

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
    /// Makes ready for another ask without visiting an article; the hits of `order` do not matter.
    pub fn prepare_in_order(&mut self, order: &InOrder<'_>, ask: &Ask) {
        debug_assert_eq!(self.articles, order.dates.len(), "another column");
        if !self.is_ready(ask) {
            let wanted = !ask.window.is_of_hits();
            self.drawn = wanted.then(|| self.draw_in_order(order, ask, &Self::default()));
        }
    }

    /// The same timeline as [`Self::chart`] gives. A few steps for each bar if the bars were
    /// found, else as many more for each as halving the collection takes.
    pub fn chart_in_order(&self, order: &InOrder<'_>, ask: &Ask) -> Chart {
        match &self.drawn {
            Some(drawn) if drawn.ask == *ask => drawn.with_hits_in_order(order),
            _ => {
                let drawn = self.draw_in_order(order, ask, &order.backdrop(ask));
                drawn.with_hits_in_order(order)
            }
        }
    }

    /// Visits the hits of the bars that are `wanted`, one bar after the other, of a chart that this
    /// gave for an ask, with the place of each.
    pub(in crate::timeline) fn visit_bars(
        &self,
        chart: &Chart,
        (order, ask): (&InOrder<'_>, &Ask),
        wanted: impl Fn(usize) -> bool,
        visit: impl FnMut(usize, u32),
    ) {
        let drawn = self.drawn.as_ref().filter(|drawn| drawn.ask == *ask);
        let places = match drawn.and_then(|drawn| drawn.places.as_ref()) {
            Some(places) => Cow::Borrowed(places.as_slice()),
            None => Cow::Owned(order.places_of(chart)),
        };
        order.bar_by_bar((chart, &places), wanted, visit);
    }

    /// The bins for an ask, and what of the collection falls into them.
    fn draw_in_order(&self, order: &InOrder<'_>, ask: &Ask, hits: &Self) -> Drawn {
        let future = order.future(ask);
        let bins = self.bins((ask, future), hits);
        let chart = self.empty_chart(bins.as_ref(), (ask, future));
        let places = order.places_of(&chart);
        let mut drawn = Drawn {
            ask: *ask,
            bins,
            places: Some(places),
            chart,
        };
        let all = Ranked::of(Bits::full(order.sorted.len()));
        let all = drawn.with_hits_in_order(&InOrder {
            hits: &all,
            ..*order
        });
        for (bar, all) in drawn.chart.bars.iter_mut().zip(&all.bars) {
            bar.collection = all.hits();
        }
        (drawn.chart.all_wider, drawn.chart.all_undated) = (all.wider, all.undated);
        drawn
    }
}

impl Drawn {
    /// The timeline with some hits.
    fn with_hits_in_order(&self, order: &InOrder<'_>) -> Chart {
        let places = match &self.places {
            Some(places) => Cow::Borrowed(places.as_slice()),
            None => Cow::Owned(order.places_of(&self.chart)),
        };
        let places = places.as_ref();
        let mut chart = self.chart.clone();
        let mut entrances = Entrances::new(chart.bars.len());
        let (exact, single) = order.part((&chart, self.bins.as_ref()));
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
        let after_today = 0..order.future(&self.ask);
        chart.future = order.hits.count_in(after_today.clone());
        let mut of_inferred = order.inferred.clone();
        of_inferred.intersect(order.hits.bits());
        let newest = [
            (Place::Future, order.hits.first_in(after_today)),
            (Place::Inferred, of_inferred.first().map(|place| place.0)),
        ];
        for (side, place) in newest {
            if let Some(id) = place.and_then(|place| order.article(place)) {
                entrances.offer(side, order.cell(id).local, id);
            }
        }
        chart.result = order
            .reach()
            .map(|(first, last)| (moment(clamped(first)), moment(clamped(last))));
        entrances.hand_over(&mut chart);
        chart.mark_bursts();
        chart
    }
}

/// What stands where: each bar, before, after, undated, with its range of places. `bars` holds
/// those of the bars.
fn ranges<'a>(
    bars: &'a [Range<u32>],
    order: &InOrder<'_>,
) -> impl Iterator<Item = (Place, Range<u32>)> + 'a {
    let all = u32::try_from(order.sorted.len()).unwrap_or(u32::MAX);
    let dated = match (bars.first(), bars.last()) {
        (Some(oldest), Some(newest)) => [
            (Place::After, 0..newest.start),
            (Place::Before, oldest.end..order.dated),
        ],
        // Without a bar every date is wider than one.
        _ => [(Place::Wider, 0..order.dated), (Place::Wider, 0..0)],
    };
    let bar = |(index, range): (usize, &Range<u32>)| (Place::Bar(index), range.clone());
    let sides = dated
        .into_iter()
        .chain([(Place::Undated, order.dated..all)]);
    bars.iter().enumerate().map(bar).chain(sides)
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
            Place::Future | Place::Inferred => {}
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
    /// The range of places of each bar of a chart; empty for what the clock shows for the second
    /// time, as seconds do not tell it from the first.
    fn places_of(&self, chart: &Chart) -> Vec<Range<u32>> {
        let place = |moment: NaiveDateTime| self.place_of_second(moment.and_utc().timestamp());
        let mut ranges: Vec<Range<u32>> = Vec::with_capacity(chart.bars.len());
        for bar in &chart.bars {
            let newest = place(bar.end);
            ranges.push(match ranges.last() {
                _ if bar.is_again() => newest..newest,
                Some(before) => newest..before.start,
                None => newest..place(bar.start),
            });
        }
        ranges
    }

    /// How many articles are dated after today: they come first.
    fn future(&self, ask: &Ask) -> u32 {
        tomorrow(ask).map_or(0, |tomorrow| self.place_of_second(tomorrow))
    }

    /// How many articles are dated at this second or later.
    fn place_of_second(&self, seconds: i64) -> u32 {
        let dated = self.sorted.get(..self.dated as usize).unwrap_or_default();
        let later = |id: &ArticleId| clamped(self.cell(*id).local) >= seconds;
        u32::try_from(dated.partition_point(later)).unwrap_or(u32::MAX)
    }

    /// Hits that stand where their second says, and hits to be looked at one by one: those whose
    /// date is wider than a bar and reaches the window, and those of a time that the clock shows
    /// twice.
    fn part(&self, (chart, bins): (&Chart, Option<&Bins>)) -> (Cow<'a, Ranked>, Bits) {
        let whole = (Cow::Borrowed(self.hits), Bits::new());
        let Some(((start, end), bins)) = chart.window().zip(bins) else {
            return whole;
        };
        let mut wide = Bits::new();
        for (bits, precision) in self.by_precision.iter().zip(PRECISIONS) {
            if !chart.step.holds(precision) && bits.meets(self.hits.bits()) {
                wide.union(bits);
            }
        }
        let mut near = Bits::new();
        if !wide.is_empty() {
            let start = start.and_utc().timestamp().saturating_sub(WIDEST);
            let end = self.place_of_second(end.and_utc().timestamp());
            near.insert_range(end..self.place_of_second(start));
            near.intersect(&wide);
        }
        for (from, to, offset) in bins.repeated() {
            let again = self.place_of_second(to)..self.place_of_second(from);
            for place in again {
                let id = self.article(place);
                if id.is_some_and(|id| self.cell(id).offset == Some(offset)) {
                    near.insert(ArticleId(place));
                }
            }
        }
        near.intersect(self.hits.bits());
        if near.is_empty() {
            return whole;
        }
        let mut exact = self.hits.bits().clone();
        exact.subtract(&near);
        (Cow::Owned(Ranked::of(exact)), near)
    }

    /// What the dated hits tell of a window; linear in them where that depends on how they are
    /// spread.
    fn backdrop(&self, ask: &Ask) -> Backdrop {
        if ask.window != Window::DenseResult {
            let summary = self.summary();
            return Backdrop::reaching((summary.first, summary.last), summary.by_precision);
        }
        let mut backdrop = Backdrop::default();
        self.hits.bits().for_each(|place| {
            let cell = self.article(place.0).map(|id| self.cell(id));
            backdrop.take_in(cell.unwrap_or(DateCell::NONE));
        });
        backdrop
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

    /// The article at a place.
    pub(in crate::timeline) fn article(&self, place: u32) -> Option<ArticleId> {
        self.sorted.get(place as usize).copied()
    }

    fn cell(&self, id: ArticleId) -> DateCell {
        *self.dates.get(id.index()).unwrap_or(&DateCell::NONE)
    }

    /// Visits every hit that stands in a bar, with the bar and its place.
    pub(in crate::timeline) fn each_bar(&self, chart: &Chart, visit: impl FnMut(usize, u32)) {
        self.bar_by_bar((chart, &self.places_of(chart)), |_| true, visit);
    }

    /// The same of the bars that are `wanted`, one bar after the other; `places` are their ranges.
    fn bar_by_bar(
        &self,
        (chart, places): (&Chart, &[Range<u32>]),
        wanted: impl Fn(usize) -> bool,
        mut visit: impl FnMut(usize, u32),
    ) {
        let bins = Bins::of(chart.step, &chart.bars);
        let (exact, single) = self.part((chart, bins.as_ref()));
        let bar_of = |at: u32| {
            let cell = self.cell(self.article(at)?);
            match place(bins.as_ref(), cell) {
                Place::Bar(bar) => Some((bar, at)),
                _ => None,
            }
        };
        let mut single: Vec<(usize, u32)> = single.iter().filter_map(|at| bar_of(at.0)).collect();
        single.sort_unstable();
        let mut single = single.into_iter().peekable();
        for (bar, range) in places.iter().enumerate() {
            let is_wanted = wanted(bar);
            if is_wanted {
                let range = range.clone();
                exact.bits().for_each_in(range, |place| visit(bar, place.0));
            }
            while let Some((_, at)) = single.next_if(|(of, _)| *of <= bar) {
                if is_wanted {
                    visit(bar, at);
                }
            }
        }
    }

    /// The places of the newest hits in each bar, at most so many, in order. A few steps for
    /// each.
    pub(in crate::timeline) fn newest_of_bars(&self, chart: &Chart, most: usize) -> Vec<Vec<u32>> {
        let bins = Bins::of(chart.step, &chart.bars);
        let (exact, single) = self.part((chart, bins.as_ref()));
        let ranges = self.places_of(chart).into_iter();
        let mut newest: Vec<Vec<u32>> = ranges
            .map(|range| {
                exact
                    .bits()
                    .iter_in(range)
                    .take(most)
                    .map(|at| at.0)
                    .collect()
            })
            .collect();
        for at in single.iter() {
            let cell = self.article(at.0).map(|id| self.cell(id));
            let standing = cell.map(|cell| place(bins.as_ref(), cell));
            if let Some(Place::Bar(bar)) = standing
                && let Some(newest) = newest.get_mut(bar)
            {
                newest.push(at.0);
                newest.sort_unstable();
                newest.truncate(most);
            }
        }
        newest
    }

    /// The second at which the article of a place is dated.
    pub(in crate::timeline) fn second(&self, place: u32) -> i64 {
        self.article(place).map_or(0, |id| self.cell(id).local)
    }
}
