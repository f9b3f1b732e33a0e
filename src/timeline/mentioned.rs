//! The time that articles speak of: which days, and the bars these stand in.
//!
//! Promises: an article counts once a bar, however often it speaks of that time; a time wider than
//! a bar stands in none. An article may stand in many bars, so these counts do not add up to the
//! hits; what speaks of no time that is known stands at a side.

use std::ops::Range;

use super::bins::{Bins, clamped};
use super::{Chart, Layer, Place};
use crate::article::{ArticleId, DateKind, Precision};
use crate::store::{Bits, DateCell};

/// First and last day, as [`crate::store::day_number`] counts them.
pub type Days = (i32, i32);

/// Most articles that are kept of a bar, to be gone through.
const KEPT: usize = 200;
const DAY: i64 = 86_400;
/// Number of 1970-01-01.
const EPOCH: i32 = 719_163;
/// Numbers of the first and last day that a window can hold: years 1 to 9999.
const CALENDAR: (i32, i32) = (1, 3_652_059);
/// Days that a table is made for: about 500 years.
const MOST_DAYS: i32 = 200_000;

/// The days that each article speaks of. Filled as it is asked for: what is not known of an
/// article yet is [`Self::missing`].
#[derive(Debug, Default)]
pub struct Mentions {
    /// Start and length in `pool`, one an article.
    ranges: Vec<(u32, u32)>,
    pool: Vec<Days>,
    known: Bits,
    /// How often it was changed.
    version: u64,
}

impl Mentions {
    /// The days that an article speaks of.
    pub fn of(&self, id: ArticleId) -> &[Days] {
        let (start, count) = self.ranges.get(id.index()).copied().unwrap_or((0, 0));
        let start = start as usize;
        self.pool
            .get(start..start.saturating_add(count as usize))
            .unwrap_or_default()
    }

    /// Takes in what an article speaks of; days named twice count once.
    pub fn set(&mut self, id: ArticleId, days: &mut Vec<Days>) {
        days.sort_unstable();
        days.dedup();
        if self.ranges.len() <= id.index() {
            self.ranges.resize(id.index().saturating_add(1), (0, 0));
        }
        let start = u32::try_from(self.pool.len()).unwrap_or(u32::MAX);
        let count = u32::try_from(days.len()).unwrap_or(0);
        if let Some(range) = self.ranges.get_mut(id.index()) {
            *range = (start, count);
        }
        self.pool.append(days);
        self.known.insert(id);
        self.version += 1;
    }

    /// Something else may be known of an article now.
    pub fn forget(&mut self, id: ArticleId) {
        self.known.remove(id);
    }

    /// Articles of `0..len` of which it is not known.
    pub fn missing(&self, len: usize) -> Vec<ArticleId> {
        let mut missing = Bits::full(len);
        missing.subtract(&self.known);
        missing.iter().collect()
    }

    /// Grows with every change.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Every time spoken of, article after article, as a column of dates, and where each article's
    /// begin: what the window and its bars are found by.
    pub fn column(&self) -> (Vec<DateCell>, Vec<u32>) {
        let (mut cells, mut starts) = (Vec::with_capacity(self.pool.len()), Vec::new());
        for id in (0_u32..).take(self.ranges.len()).map(ArticleId) {
            starts.push(u32::try_from(cells.len()).unwrap_or(u32::MAX));
            cells.extend(self.of(id).iter().map(|days| cell(*days)));
        }
        starts.push(u32::try_from(cells.len()).unwrap_or(u32::MAX));
        (cells, starts)
    }
}

/// A time spoken of, as a date of about its width.
fn cell((first, last): Days) -> DateCell {
    let precision = match last.saturating_sub(first) {
        0 => Precision::Day,
        1..=31 => Precision::Month,
        _ => Precision::Year,
    };
    DateCell {
        local: start_of(first),
        precision,
        kind: DateKind::Explicit,
        offset: None,
    }
}

fn start_of(day: i32) -> i64 {
    i64::from(day.saturating_sub(EPOCH)).saturating_mul(DAY)
}

/// The bar of every day of a window whose bars are whole days: a time spoken of is placed by two
/// looks at a table, however many of them there are.
#[derive(Debug)]
struct DayTable {
    first: i32,
    bars: Vec<u32>,
}

impl DayTable {
    /// None where a day is wider than a bar, or the window longer than [`MOST_DAYS`].
    fn of(bins: &Bins) -> Option<Self> {
        let (start, end) = bins.span()?;
        let (first, last) = (day_of(start)?, day_of(end.checked_sub(1)?)?);
        if last.checked_sub(first)? >= MOST_DAYS {
            return None;
        }
        let bar = |day: i32| {
            let end = start_of(day.saturating_add(1)).saturating_sub(1);
            match (bins.place_exact(start_of(day)), bins.place_exact(end)) {
                (Place::Bar(one), Place::Bar(other)) if one == other => u32::try_from(one).ok(),
                _ => None,
            }
        };
        let bars = (first..=last).map(bar).collect::<Option<_>>()?;
        Some(Self { first, bars })
    }

    fn place(&self, day: i32) -> Place {
        let day = day.clamp(CALENDAR.0, CALENDAR.1);
        match usize::try_from(day.saturating_sub(self.first)) {
            Ok(at) => {
                let bar = self.bars.get(at);
                bar.map_or(Place::After, |bar| Place::Bar(*bar as usize))
            }
            Err(_) => Place::Before,
        }
    }
}

/// The day that a second lies in.
fn day_of(second: i64) -> Option<i32> {
    i32::try_from(second.div_euclid(DAY))
        .ok()?
        .checked_add(EPOCH)
}

/// Where articles stand in the bars of a chart.
#[derive(Debug)]
pub struct Standing<'a> {
    bins: Option<Bins>,
    by_day: Option<DayTable>,
    layer: Layer,
    dates: &'a [DateCell],
    mentions: Option<&'a Mentions>,
}

impl<'a> Standing<'a> {
    /// For the bars of a chart; without mentions articles stand where they were published.
    pub fn of(chart: &Chart, dates: &'a [DateCell], mentions: Option<&'a Mentions>) -> Self {
        let bins = Bins::of(chart.step, &chart.bars);
        let asked = mentions.is_some() && chart.layer != Layer::Published;
        Self {
            by_day: bins.as_ref().filter(|_| asked).and_then(DayTable::of),
            bins,
            layer: chart.layer,
            dates,
            mentions,
        }
    }

    /// Puts the bars of an article into `bars`, each once.
    pub fn bars(&self, id: ArticleId, bars: &mut Vec<usize>) {
        bars.clear();
        let Some(bins) = &self.bins else { return };
        if self.layer != Layer::Mentioned
            && let Some(cell) = self.dates.get(id.index()).filter(|cell| cell.is_dated())
            && let Place::Bar(bar) = bins.place(*cell)
        {
            bars.push(bar);
        }
        let mentions = self.mentions.filter(|_| self.layer != Layer::Published);
        for days in mentions.map_or(&[][..], |mentions| mentions.of(id)) {
            if let Place::Bar(bar) = self.place(bins, *days)
                && !bars.contains(&bar)
            {
                bars.push(bar);
            }
        }
    }

    /// The side of an article that speaks only of times wider than a bar, or of none; none where it
    /// stands in a bar or speaks of times outside the window.
    fn aside(&self, id: ArticleId, in_no_bar: bool) -> Option<Place> {
        let bins = self.bins.as_ref()?;
        let days = self.mentions.map_or(&[][..], |mentions| mentions.of(id));
        let wider = |days: &Days| self.place(bins, *days) == Place::Wider;
        match days {
            _ if !in_no_bar => None,
            [] => Some(Place::Undated),
            days => days.iter().all(wider).then_some(Place::Wider),
        }
    }

    /// Where a time spoken of stands.
    fn place(&self, bins: &Bins, (first, last): Days) -> Place {
        let (from, to) = if let Some(table) = &self.by_day {
            (table.place(first), table.place(last))
        } else {
            let end = start_of(last.saturating_add(1)).saturating_sub(1);
            let from = bins.place_exact(clamped(start_of(first)));
            (from, bins.place_exact(clamped(end)))
        };
        if from == to { from } else { Place::Wider }
    }

    /// The bar that an article was published in.
    fn published(&self, id: ArticleId) -> Option<usize> {
        let cell = self.dates.get(id.index()).filter(|cell| cell.is_dated())?;
        match self.bins.as_ref()?.place(*cell) {
            Place::Bar(bar) => Some(bar),
            _ => None,
        }
    }
}

/// What of the collection stands behind the hits of a chart with mentions.
#[derive(Clone, Debug, Default)]
pub struct Behind {
    bars: Vec<u32>,
    wider: u32,
    undated: u32,
}

impl Behind {
    /// Counts the articles with these ordinals. Linear in what they speak of.
    pub fn of(standing: &Standing<'_>, articles: Range<u32>) -> Self {
        let mut behind = Self {
            bars: vec![0; standing.bins.as_ref().map_or(0, Bins::len)],
            ..Self::default()
        };
        let mut bars = Vec::new();
        for id in articles.map(ArticleId) {
            standing.bars(id, &mut bars);
            for index in &bars {
                if let Some(count) = behind.bars.get_mut(*index) {
                    *count += 1;
                }
            }
            match standing.aside(id, bars.is_empty()) {
                Some(Place::Wider) => behind.wider += 1,
                Some(Place::Undated) => behind.undated += 1,
                _ => {}
            }
        }
        behind
    }

    /// Together with the counts of other articles of the same chart.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        if self.bars.is_empty() {
            return other.clone();
        }
        for (count, more) in self.bars.iter_mut().zip(&other.bars) {
            *count += more;
        }
        self.wider += other.wider;
        self.undated += other.undated;
        self
    }
}

impl Chart {
    /// Puts the collection behind the bars; in the layer of mentions alone at the sides too.
    pub fn stand_before(&mut self, behind: &Behind) {
        for (bar, count) in self.bars.iter_mut().zip(&behind.bars) {
            bar.collection = *count;
        }
        if self.layer == Layer::Mentioned {
            (self.all_wider, self.all_undated) = (behind.wider, behind.undated);
        }
    }
}

impl Chart {
    /// Counts into the bars of a chart the hits that speak of their time; `by_date` are all hits,
    /// newest first. In the layer of mentions alone this is all the chart counts.
    pub fn count_mentions(
        &mut self,
        by_date: &[ArticleId],
        dates: &[DateCell],
        mentions: &Mentions,
    ) {
        let standing = Standing::of(self, dates, Some(mentions));
        let mut kept: Vec<Vec<ArticleId>> = vec![Vec::new(); self.bars.len()];
        let only = self.layer == Layer::Mentioned;
        if only {
            self.clear_counts();
        }
        let mut bars = Vec::new();
        for id in by_date.iter().copied() {
            standing.bars(id, &mut bars);
            let published = standing.published(id).filter(|_| !only);
            for index in &bars {
                if let Some(bar) = self.bars.get_mut(*index) {
                    bar.mentioned += u32::from(published != Some(*index));
                    bar.entrance = bar.entrance.filter(|_| !only).or(Some(id));
                }
                if let Some(kept) = kept.get_mut(*index)
                    && kept.len() < KEPT
                {
                    kept.push(id);
                }
            }
            if only {
                self.count_aside(&standing, id, bars.is_empty());
            }
        }
        if only {
            for (bar, kept) in self.bars.iter_mut().zip(&kept) {
                bar.entrance = kept.first().copied();
            }
        }
        self.standing = kept;
        self.mark_bursts();
    }

    fn clear_counts(&mut self) {
        for bar in &mut self.bars {
            (bar.read, bar.inferred, bar.collection) = (0, 0, 0);
            bar.entrance = None;
        }
        (self.before, self.after, self.wider, self.undated) = (0, 0, 0, 0);
        (self.all_wider, self.all_undated, self.inferred) = (0, 0, 0);
        (self.future, self.all_future, self.all_inferred) = (0, 0, 0);
        self.entrances = [None; 6];
    }

    /// Counts an article that speaks of times outside the window, only of times wider than a bar,
    /// or of none.
    fn count_aside(&mut self, standing: &Standing<'_>, id: ArticleId, in_no_bar: bool) {
        let bins = standing.bins.as_ref();
        let days = standing.mentions.filter(|_| bins.is_some());
        let days = days.map_or(&[][..], |mentions| mentions.of(id));
        let (mut is_before, mut is_after) = (false, false);
        for place in bins.iter().flat_map(|bins| {
            let place = |days: &Days| standing.place(bins, *days);
            days.iter().map(place)
        }) {
            is_before |= place == Place::Before;
            is_after |= place == Place::After;
        }
        let [before, after, wider, undated, ..] = &mut self.entrances;
        let mut aside = false;
        for (is_there, count, entrance) in [
            (is_before, &mut self.before, before),
            (is_after, &mut self.after, after),
        ] {
            if is_there {
                *count += 1;
                aside = true;
                entrance.get_or_insert(id);
            }
        }
        if in_no_bar && !aside {
            let (count, entrance) = if days.is_empty() {
                (&mut self.undated, undated)
            } else {
                (&mut self.wider, wider)
            };
            *count += 1;
            entrance.get_or_insert(id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::day_number;
    use crate::timeline::{Ask, chart};
    use chrono::NaiveDate;

    fn day(text: &str) -> i32 {
        day_number(text.parse::<NaiveDate>().unwrap())
    }

    fn spoken(rows: &[&[(&str, &str)]]) -> Mentions {
        let mut mentions = Mentions::default();
        for (id, row) in (0_u32..).map(ArticleId).zip(rows) {
            let mut days: Vec<Days> = row.iter().map(|(a, b)| (day(a), day(b))).collect();
            mentions.set(id, &mut days);
        }
        mentions
    }

    fn mentioned(mentions: &Mentions, columns: u16) -> Chart {
        let (cells, _) = mentions.column();
        let ask = Ask {
            columns,
            layer: Layer::Mentioned,
            ..Ask::default()
        };
        let mut chart = chart(&cells, &Bits::new(), &ask);
        chart.layer = Layer::Mentioned;
        let hits: Vec<ArticleId> = (0_u32..)
            .take(mentions.ranges.len())
            .map(ArticleId)
            .collect();
        chart.count_mentions(&hits, &[], mentions);
        chart
    }

    #[test]
    fn an_article_counts_once_in_every_bar_it_speaks_of() {
        let mentions = spoken(&[
            &[
                ("2018-01-05", "2018-01-05"),
                ("2018-01-05", "2018-01-05"),
                ("2018-01-07", "2018-01-07"),
            ],
            &[("2018-01-05", "2018-01-05")],
            &[("2018-01-01", "2018-12-31")],
            &[],
        ]);
        let chart = mentioned(&mentions, 60);
        let counts: Vec<u32> = chart.bars.iter().map(|bar| bar.mentioned).collect();
        assert_eq!(chart.step, crate::timeline::Step::Day);
        assert_eq!(counts.iter().sum::<u32>(), 3, "{counts:?}");
        assert_eq!(counts.iter().max(), Some(&2));
        assert_eq!((chart.wider, chart.undated), (1, 1));
    }

    #[test]
    fn a_month_stands_in_the_bar_of_its_month() {
        let rows: Vec<&[(&str, &str)]> = vec![
            &[("2018-01-01", "2018-01-31")],
            &[("2018-01-10", "2018-01-10")],
            &[("2019-03-01", "2019-03-31")],
        ];
        let chart = mentioned(&spoken(&rows), 30);
        assert_eq!(chart.step, crate::timeline::Step::Month);
        assert_eq!(chart.bars[0].mentioned, 2);
        assert_eq!(chart.standing[0], [ArticleId(0), ArticleId(1)]);
    }

    #[test]
    fn what_is_learnt_later_replaces_what_was_known() {
        let mut mentions = spoken(&[&[("2018-01-05", "2018-01-05")], &[]]);
        assert_eq!(mentions.missing(3), [ArticleId(2)]);
        mentions.forget(ArticleId(0));
        assert_eq!(mentions.missing(2), [ArticleId(0)]);
        let before = mentions.version();
        mentions.set(ArticleId(0), &mut vec![(3, 4), (1, 2), (3, 4)]);
        assert_eq!(mentions.of(ArticleId(0)), [(1, 2), (3, 4)]);
        assert!(mentions.missing(2).is_empty() && mentions.version() > before);
    }

    #[test]
    fn the_table_of_days_says_what_the_edges_of_the_bars_say() {
        let rows: Vec<&[(&str, &str)]> = vec![
            &[("1999-12-31", "1999-12-31"), ("2018-01-05", "2018-01-05")],
            &[("2018-02-01", "2018-02-28"), ("2018-02-27", "2018-03-02")],
            &[("2020-02-29", "2020-02-29"), ("2017-01-01", "2021-12-31")],
        ];
        let mentions = spoken(&rows);
        for columns in [8, 30, 200, 2_000, 20_000] {
            let chart = mentioned(&mentions, columns);
            let standing = Standing::of(&chart, &[], Some(&mentions));
            let bins = standing.bins.as_ref().unwrap();
            let plain = Standing {
                by_day: None,
                ..Standing::of(&chart, &[], Some(&mentions))
            };
            assert!(standing.by_day.is_some(), "{columns}: {:?}", chart.step);
            let (start, end) = bins.span().unwrap();
            let (start, end) = (day_of(start).unwrap(), day_of(end).unwrap());
            for first in (start - 40..end + 40).chain([i32::MIN, i32::MAX]) {
                for length in [0, 1, 27, 30, 364] {
                    let days = (first, first.saturating_add(length));
                    let place = standing.place(bins, days);
                    assert_eq!(place, plain.place(bins, days), "{columns}: {days:?}");
                }
            }
        }
    }
}
