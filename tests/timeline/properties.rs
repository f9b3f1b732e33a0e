//! What holds for every collection, every window and every step.

use chrono::{DateTime, NaiveDate};
use dateline::article::{ArticleId, DateKind, Precision};
use dateline::timeline::source::{BySource, Sources};
use std::sync::Arc;

use dateline::query::{self, DateTest};
use dateline::store::{Bits, DateCell};
use dateline::timeline::{Ask, Bar, Chart, Place, Step, Window, axis, chart, span, table};
use proptest::prelude::*;

fn cells() -> impl Strategy<Value = Vec<(DateCell, bool)>> {
    let precision = prop::sample::select(vec![
        Precision::Year,
        Precision::Month,
        Precision::Day,
        Precision::Hour,
        Precision::Minute,
    ]);
    let kind = prop::sample::select(vec![
        DateKind::None,
        DateKind::Explicit,
        DateKind::Inferred,
        DateKind::Given,
    ]);
    let local = prop_oneof![
        -62_135_596_800_i64..=253_402_300_799,
        1_500_000_000_i64..1_530_000_000,
        -100_000_000_000_i64..=300_000_000_000,
    ];
    let cell = (local, precision, kind).prop_map(|(local, precision, kind)| {
        // A cell's local reading is the first moment of what is known.
        let local = first_moment(local, precision);
        DateCell {
            local,
            precision,
            kind,
            offset: None,
        }
    });
    prop::collection::vec((cell, any::<bool>()), 0..60)
}

/// Whether a date lies wholly in a span, day by day or second by second.
fn passes(test: &DateTest, cell: DateCell) -> bool {
    match test {
        DateTest::In(span) => cell.days().is_some_and(|(first, last)| {
            span.first.is_none_or(|from| from <= first) && span.last.is_none_or(|to| last <= to)
        }),
        DateTest::During(span) => cell.seconds().is_some_and(|cell| span.holds(cell, None)),
        _ => false,
    }
}

fn all_places(chart: &Chart) -> Vec<Place> {
    let bars = (0..chart.bars.len()).map(Place::Bar);
    let sides = [Place::Before, Place::After, Place::Wider, Place::Undated];
    bars.chain(sides).collect()
}

fn first_moment(seconds: i64, precision: Precision) -> i64 {
    let moment = DateTime::from_timestamp(seconds, 0).unwrap().naive_utc();
    let step = match precision {
        Precision::Year => Step::Year,
        Precision::Month => Step::Month,
        Precision::Day => Step::Day,
        Precision::Hour => Step::Hour,
        Precision::Minute => return seconds,
    };
    step.start_of(moment).and_utc().timestamp()
}

fn asks() -> impl Strategy<Value = Ask> {
    let step = prop::option::of(prop::sample::select(Step::ALL.to_vec()));
    let moment = (-62_135_596_800_i64..=253_402_300_799)
        .prop_map(|seconds| DateTime::from_timestamp(seconds, 0).unwrap().naive_utc());
    let window = prop_oneof![
        Just(Window::Dense),
        Just(Window::All),
        Just(Window::Result),
        (moment.clone(), moment).prop_map(|(a, b)| Window::Span(a, b)),
    ];
    let today = prop::option::of(-600_000_i32..2_000_000)
        .prop_map(|day| day.and_then(|day| NaiveDate::from_num_days_from_ce_opt(719_163 + day)));
    (0_u16..300, 0_u16..20, step, window, today).prop_map(|(columns, side, step, window, today)| {
        Ask {
            columns,
            side,
            today,
            step,
            window,
            ..Ask::default()
        }
    })
}

proptest! {
    #[test]
    fn bars_become_a_term_and_the_term_the_same_bars(
        rows in cells(), ask in asks(), ends in (any::<prop::sample::Index>(), any::<prop::sample::Index>()),
    ) {
        // A term names the years 1 to 9999.
        let nameable = -62_135_596_800..253_402_300_800;
        let dates: Vec<_> = rows.iter().map(|(cell, _)| *cell)
            .filter(|cell| nameable.contains(&cell.local)).collect();
        let chart = chart(&dates, &Bits::full(dates.len()), &ask);
        prop_assume!(!chart.bars.is_empty());
        let (a, b) = (ends.0.index(chart.bars.len()), ends.1.index(chart.bars.len()));
        let (from, to) = (a.min(b), a.max(b));
        let test = span::test_of(&chart, from, to).unwrap();
        let line = query::set_dates("sanctions", test.clone());
        let parsed = query::parse(&line);
        prop_assert_eq!(&parsed.faults, &[], "{}", line);
        let read = query::date_term(&parsed.query).unwrap();
        prop_assert_eq!(read, &test, "{}", line);
        prop_assert_eq!(span::bars_of(&chart, read), Some((from, to)), "{}", line);
        // What the term finds stands in these bars, but for dates wider than one of them.
        let counted: u32 = chart.bars[from..=to].iter().map(Bar::hits).sum();
        let found = dates.iter().filter(|cell| passes(&test, **cell));
        let in_bars = found.filter(|cell| chart.step.holds(cell.precision));
        prop_assert_eq!(in_bars.count(), counted as usize, "{}", line);
    }

    #[test]
    fn nothing_is_lost_and_nothing_counted_twice(rows in cells(), ask in asks()) {
        let dates: Vec<_> = rows.iter().map(|(cell, _)| *cell).collect();
        let hits: Bits = (0..).map(ArticleId).zip(&rows).filter(|(_, row)| row.1)
            .map(|(id, _)| id).collect();
        let chart = chart(&dates, &hits, &ask);
        prop_assert_eq!(chart.hits(), hits.count() as u64);
        prop_assert!(chart.bars.len() <= usize::from(ask.columns.max(1)));
        for pair in chart.bars.windows(2) {
            prop_assert_eq!(pair[0].end, pair[1].start);
        }
        // Every hit stands where its place says, counted one by one.
        let mut places = std::collections::BTreeMap::new();
        for id in hits.iter() {
            let place = chart.place_of(dates[id.index()].moment().as_ref());
            *places.entry(place).or_insert(0) += 1;
        }
        for (place, count) in &places {
            prop_assert_eq!(chart.count_at(*place), *count, "{:?}", place);
        }
        prop_assert_eq!(chart.filled_places().filter(|place| !place.is_beside())
            .collect::<Vec<_>>(), places.into_keys().collect::<Vec<_>>());
        let inferred = hits.iter().filter(|id| dates[id.index()].kind == DateKind::Inferred);
        prop_assert_eq!(chart.count_at(Place::Inferred) as usize, inferred.count());
        let later = hits.iter().filter(|id| dates[id.index()].days()
            .is_some_and(|days| ask.today.is_some_and(|today| days.0 > today)));
        prop_assert_eq!(chart.count_at(Place::Future) as usize, later.count());
        // A place is entered by one of its own hits, as long as it has one.
        for place in &all_places(&chart) {
            let entrance = chart.entrance(*place);
            prop_assert_eq!(entrance.is_some(), chart.count_at(*place) > 0);
            if let Some(id) = entrance {
                prop_assert!(hits.contains(id));
                if place.is_beside() {
                    continue;
                }
                prop_assert_eq!(chart.place_of(dates[id.index()].moment().as_ref()), *place);
            }
        }
        // By source: every bar and every hit in parts that add up.
        let names: Vec<Arc<str>> = (0..9).map(|n| Arc::from(format!("{n}"))).collect();
        let column: Vec<u32> = (0..).take(dates.len()).map(|n: u32| n * 7 % 11).collect();
        let sources = Sources { column: &column, names: &names };
        let by_source = BySource::of(&chart, sources, &dates, &hits);
        prop_assert_eq!(u64::from(by_source.hits), chart.hits());
        prop_assert_eq!(by_source.rows.iter().map(|row| row.hits).sum::<u32>(), by_source.hits);
        for (index, bar) in chart.bars.iter().enumerate() {
            prop_assert_eq!(by_source.stack(index, bar.hits()).iter().sum::<u32>(), bar.hits());
            let all: u32 = by_source.rows.iter().map(|row| row.bars[index]).sum();
            prop_assert_eq!(all, bar.hits());
            prop_assert!(bar.folded == 0 || bar.collection == 0, "a break hides nothing");
        }
        let rows = table::table(&chart);
        prop_assert_eq!(rows.iter().map(|row| u64::from(row.count)).sum::<u64>(), chart.hits());
    }

    #[test]
    fn words_of_the_axis_never_touch_and_never_leave_the_row(
        rows in cells(), ask in asks(), mark in 0_usize..80, width in 0_u16..250,
    ) {
        let dates: Vec<_> = rows.iter().map(|(cell, _)| *cell).collect();
        let chart = chart(&dates, &Bits::full(dates.len()), &ask);
        let layout = axis::Layout::of(chart.bars.len(), width);
        let ticks = axis::ticks(&chart, layout, width, Some(mark));
        for pair in ticks.windows(2) {
            prop_assert!(usize::from(pair[0].column) + pair[0].text.len() < usize::from(pair[1].column));
        }
        for tick in ticks.iter().filter(|tick| !tick.marked) {
            prop_assert!(usize::from(tick.column) + tick.text.len() <= usize::from(width));
        }
    }

    #[test]
    fn a_date_term_of_a_bar_is_its_days(seconds in -62_135_596_800_i64..=253_402_300_799) {
        let moment = DateTime::from_timestamp(seconds, 0).unwrap().naive_utc();
        for step in Step::ALL {
            let days = step.days(step.start_of(moment));
            prop_assert!(days.0 <= moment.date() && moment.date() <= days.1);
            let line = format!("date:{}", dateline::timeline::span_text(days.0, days.1));
            let parsed = query::parse(&line);
            prop_assert!(parsed.faults.is_empty(), "{line}");
            let span = query::DaySpan { first: Some(days.0), last: Some(days.1) };
            prop_assert_eq!(
                query::date_term(&parsed.query),
                Some(&DateTest::In(span))
            );
        }
    }
}
