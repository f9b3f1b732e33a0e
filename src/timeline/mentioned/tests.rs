use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::store::Ranked;
use crate::store::day_number;
use crate::timeline::bins::Bins;
use crate::timeline::source::Sources;
use crate::timeline::{
    Ask, Chart, Counting, Gaps, InOrder, Layer, Place, Step, Wholes, Window, chart,
};

fn day(text: &str) -> i32 {
    day_number(text.parse::<NaiveDate>().unwrap())
}

fn block(rows: &[Vec<Days>]) -> Block {
    Block::of(rows.len(), |row, days| days.extend(&rows[row]))
}

fn mentions(rows: &[Vec<Days>]) -> Mentions {
    let mut mentions = Mentions::default();
    for (number, rows) in rows.chunks(Mentions::BLOCK).enumerate() {
        mentions.set(number, block(rows));
    }
    mentions
}

fn spoken(rows: &[&[(&str, &str)]]) -> Mentions {
    let days = |row: &&[(&str, &str)]| row.iter().map(|(a, b)| (day(a), day(b))).collect();
    mentions(&rows.iter().map(days).collect::<Vec<_>>())
}

/// The articles, newest first, and the place of each.
fn in_order(dates: &[DateCell]) -> (Vec<ArticleId>, Vec<u32>) {
    let mut order: Vec<ArticleId> = (0_u32..).take(dates.len()).map(ArticleId).collect();
    order.sort_by_key(|id| {
        let cell = dates[id.index()];
        (!cell.is_dated(), std::cmp::Reverse(cell.local), *id)
    });
    let mut places = vec![0; dates.len()];
    for (place, id) in (0_u32..).zip(&order) {
        places[id.index()] = place;
    }
    (order, places)
}

fn frame(mentions: &Mentions, ask: &Ask, hits: Option<&Bits>) -> Chart {
    let numbers = 0..mentions.blocks.len();
    let backdrop = numbers
        .clone()
        .map(|number| mentions.backdrop(number, None));
    let backdrop = backdrop.fold(Backdrop::default(), |all, one| all.and(&one));
    let of_hits = hits.into_iter().flat_map(|hits| {
        let extent = |number| match ask.window {
            Window::DenseResult => mentions.backdrop(number, Some(hits)),
            _ => mentions.extent(number, hits),
        };
        numbers.clone().map(extent).collect::<Vec<_>>()
    });
    let of_hits = of_hits.fold(Backdrop::default(), |all, one| all.and(&one));
    let mut chart = backdrop.frame(ask, &of_hits);
    chart.layer = Layer::Mentioned;
    chart
}

/// Counts in two pieces, as two cores do; what is left out, where that is wanted.
fn counted(
    mut chart: Chart,
    (dates, mentions): (&[DateCell], &Mentions),
    hits: Option<&Bits>,
    by_the_rest: bool,
) -> Chart {
    let (order, places) = in_order(dates);
    let numbers = 0..mentions.blocks.len();
    let periods = Periods::of(chart.step, Periods::stretch(&chart.bars, mentions));
    let published = (chart.layer == Layer::Both).then_some(dates);
    let count = |hits: Option<&Bits>| {
        let pieces = numbers.clone().map(|number| {
            let mut counts = periods.counts();
            periods.count(mentions, number, (hits, published), &mut counts);
            counts
        });
        pieces.fold(periods.counts(), |one, other| one.and(&other))
    };
    let counts = match hits.filter(|_| by_the_rest) {
        Some(hits) => count(None).without(&count(Some(&hits.complement_to(dates.len())))),
        None => count(hits),
    };
    let beside = Beside::of(&chart);
    let outside = Outside::new(&chart, dates);
    let sides = |hits| {
        let pieces = numbers.clone().map(|number| {
            let mut sides = Sides::default();
            match chart.layer {
                Layer::Both => beside.count_outside(mentions, number, (hits, &outside), &mut sides),
                _ => beside.count(mentions, number, (hits, &places), &mut sides),
            }
            sides
        });
        pieces.fold(Sides::default(), |one, other| one.and(&other))
    };
    let all = Counted::of(&chart, (&count(None), &periods), (mentions, None));
    let all = all.beside(sides(None));
    let of_hits = Counted::of(&chart, (&counts, &periods), (mentions, hits));
    let of_hits = of_hits.beside(sides(hits));
    let everything = Bits::full(dates.len());
    let set = hits.unwrap_or(&everything);
    let mut by_precision: [Bits; 5] = Default::default();
    for (place, id) in (0_u32..).zip(&order) {
        let cell = dates[id.index()];
        if cell.is_dated() {
            by_precision[cell.precision as usize].insert(ArticleId(place));
        }
    }
    let placed = set.iter().map(|id| ArticleId(places[id.index()]));
    let in_order = InOrder {
        dates,
        sorted: &order,
        dated: u32::try_from(dates.iter().filter(|cell| cell.is_dated()).count()).unwrap(),
        by_precision: &by_precision,
        inferred: &Bits::new(),
        hits: &Ranked::of(placed.collect()),
    };
    let by_date = (&Arc::new(order.clone()), &Arc::new(places.clone()));
    let speakers = Speakers::of(
        &chart,
        (mentions, Arc::new(set.clone())),
        by_date,
        &in_order,
    );
    chart.count_mentions((&of_hits, &all), speakers, &order);
    chart
}

fn mentioned(mentions: &Mentions, columns: u16) -> Chart {
    let ask = Ask {
        columns,
        ..Ask::default()
    };
    let articles = mentions.blocks.iter().map(|block| block.articles()).sum();
    let dates = vec![DateCell::NONE; articles];
    counted(frame(mentions, &ask, None), (&dates, mentions), None, false)
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
    assert_eq!(chart.step, Step::Day);
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
    assert_eq!(chart.step, Step::Month);
    assert_eq!(chart.bars[0].mentioned, 2);
    assert_eq!(chart.standing(Place::Bar(0)), [ArticleId(0), ArticleId(1)]);
}

#[test]
fn what_is_learnt_later_replaces_what_was_known() {
    let mut mentions = spoken(&[&[("2018-01-05", "2018-01-05")], &[]]);
    assert_eq!(mentions.missing(2), []);
    assert_eq!(mentions.missing(3), [(0, 3)], "one more article");
    assert_eq!(mentions.missing(Mentions::BLOCK + 1), [(0, 4_096), (1, 1)]);
    mentions.forget(ArticleId(0));
    assert_eq!(mentions.missing(2), [(0, 2)]);
    let before = mentions.version();
    mentions.set(0, block(&[vec![(3, 4), (1, 2), (3, 4)], vec![]]));
    let known: Vec<Days> = mentions.of(ArticleId(0)).collect();
    assert_eq!((known, mentions.len()), (vec![(1, 2), (3, 4)], 2));
    assert!(mentions.missing(2).is_empty() && mentions.version() > before);
}

#[test]
fn a_time_takes_five_bytes_and_an_article_eight() {
    let rows: Vec<Vec<Days>> = (1..4_097).map(|day| vec![(day, day); 8]).collect();
    let rows: Vec<Vec<Days>> = rows
        .iter()
        .map(|row| {
            (0..)
                .zip(row)
                .map(|(more, days)| (days.0 + more, days.1 + more))
                .collect()
        })
        .collect();
    let mentions = mentions(&rows);
    assert_eq!(mentions.len(), 8 * 4_096);
    assert!(mentions.heap_bytes() <= 5 * mentions.len() + 8 * 4_096 + 512);
}

/// A day of some years around 2018, or a longer time.
fn days() -> impl Strategy<Value = Days> {
    let first = day("2017-11-20")..day("2018-03-10");
    let length = prop_oneof![6 => Just(0), 1 => Just(1), 1 => Just(6), 1 => 27..31, 1 => Just(364)];
    let near = (first, length).prop_map(|(first, length)| (first, first + length));
    let far = prop_oneof![Just(day("1900-05-05")), Just(day("2300-01-01"))];
    prop_oneof![12 => near, 1 => far.prop_map(|day| (day, day))]
}

fn date() -> impl Strategy<Value = DateCell> {
    let near = 1_509_000_000_i64..1_521_000_000;
    let second = prop_oneof![12 => near, 1 => Just(-2_000_000_000)];
    let precision = prop_oneof![
        Just(Precision::Year),
        Just(Precision::Month),
        Just(Precision::Day),
        Just(Precision::Minute),
    ];
    let kind = prop_oneof![3 => Just(DateKind::Explicit), 1 => Just(DateKind::None)];
    (second, precision, kind).prop_map(|(local, precision, kind)| match kind {
        DateKind::None => DateCell::NONE,
        kind => DateCell {
            local: local / DAY * DAY,
            precision,
            kind,
            offset: None,
        },
    })
}

fn asked() -> impl Strategy<Value = Ask> {
    let step = prop::option::of(prop::sample::select(Step::ALL.to_vec()));
    let span = ("2017-06-01", 0_i64..300, 1_i64..200).prop_map(|(first, from, days)| {
        let first: NaiveDate = first.parse().unwrap();
        let day = |number| first + chrono::Days::new(u64::try_from(number).unwrap());
        Window::Span(day(from).into(), day(from + days).into())
    });
    let window = prop_oneof![
        Just(Window::All),
        Just(Window::Dense),
        Just(Window::Result),
        Just(Window::DenseResult),
        span
    ];
    let layer = prop_oneof![Just(Layer::Mentioned), Just(Layer::Both)];
    let gaps = prop_oneof![Just(Gaps::Fold), Just(Gaps::Keep)];
    let ask = (step, window, 1_u16..300, layer, gaps);
    ask.prop_map(|(step, window, columns, layer, gaps)| Ask {
        columns,
        step,
        window,
        gaps,
        layer,
        ..Ask::default()
    })
}

/// Where a time stands, by the edges of the bars alone.
fn place(bins: &Bins, (first, last): Days) -> Place {
    let start = |day: i32| i64::from(day - EPOCH) * DAY;
    let (from, to) = (
        bins.place_exact(start(first)),
        bins.place_exact(start(last + 1) - 1),
    );
    if from == to { from } else { Place::Wider }
}

/// The bars that an article stands in.
fn standing_in(bins: &Bins, layer: Layer, cell: DateCell, times: &[Days]) -> BTreeSet<usize> {
    let bar = |place| match place {
        Place::Bar(bar) => Some(bar),
        _ => None,
    };
    let spoken = times.iter().filter_map(|days| bar(place(bins, *days)));
    let published = cell.is_dated() && layer != Layer::Mentioned;
    let published = published.then(|| bar(bins.place(cell))).flatten();
    spoken.chain(published).collect()
}

proptest! {
    #[test]
    fn bars_of_mentions_are_what_counting_one_by_one_gives(
        articles in prop::collection::vec((prop::collection::vec(days(), 0..6), date(), 0..4_u32), 1..60),
        chosen in prop::collection::btree_set(0_u32..60, 0..60),
        (ask, all, by_the_rest) in (asked(), any::<bool>(), any::<bool>()),
    ) {
        let rows: Vec<Vec<Days>> = articles.iter().map(|(times, ..)| times.clone()).collect();
        let dates: Vec<DateCell> = articles.iter().map(|(_, date, _)| *date).collect();
        let column: Vec<u32> = articles.iter().map(|(.., source)| *source).collect();
        let hits: Bits = (0_u32..)
            .take(rows.len())
            .filter(|id| all || chosen.contains(id))
            .map(ArticleId)
            .collect();
        let mentions = mentions(&rows);
        let layer = ask.layer;
        let mut empty = match layer {
            Layer::Both => chart(&dates, &hits, &ask),
            _ => frame(&mentions, &ask, Some(&hits)),
        };
        empty.layer = layer;
        let among = Some(&hits).filter(|_| !all);
        let chart = counted(empty, (&dates, &mentions), among, by_the_rest);
        let Some(bins) = Bins::of(chart.step, &chart.bars) else {
            let spoken = hits.iter().filter(|id| !rows[id.index()].is_empty()).count();
            prop_assert!(layer == Layer::Both || chart.wider as usize == spoken);
            return Ok(());
        };
        let (order, _) = in_order(&dates);
        let mut standing = vec![Vec::new(); chart.bars.len()];
        let mut behind = vec![0; chart.bars.len()];
        let mut sides: BTreeMap<Place, Vec<ArticleId>> = BTreeMap::new();
        for id in order {
            let times = &rows[id.index()];
            let bars = standing_in(&bins, layer, dates[id.index()], times);
            for bar in &bars {
                behind[*bar] += 1;
            }
            if !hits.contains(id) {
                continue;
            }
            for bar in bars {
                standing[bar].push(id);
            }
            let places: BTreeSet<Place> = times.iter().map(|days| place(&bins, *days)).collect();
            let outside = [Place::Before, Place::After].map(|side| places.contains(&side));
            for (side, there) in [
                (Place::Before, outside[0]),
                (Place::After, outside[1]),
                (Place::Undated, times.is_empty()),
                (Place::Wider, places.iter().eq([&Place::Wider])),
            ] {
                if there {
                    sides.entry(side).or_default().push(id);
                }
            }
        }
        let by_source = {
            let standing = Standing::of(&chart, &dates, &mentions);
            let names: Vec<Arc<str>> = vec!["a".into(), "b".into(), "c".into()];
            let sources = Sources { column: &column, names: &names };
            let words = hits.words().len();
            let mut wholes = [0..words / 2, words / 2..words].map(|words| {
                let mut wholes = Wholes::of(sources);
                wholes.count((sources, &dates), &hits, words);
                wholes
            });
            let wholes = std::mem::replace(&mut wholes[0], Wholes::of(sources)).and(&wholes[1]);
            let counting = Counting::of(&standing, sources, (&hits, &wholes));
            let parts = counting.count(0..words / 2).and(&counting.count(words / 2..words));
            counting.finish(&parts)
        };
        for (index, bar) in chart.bars.iter().enumerate() {
            prop_assert_eq!(bar.hits() as usize, standing[index].len(), "bar {}", index);
            prop_assert_eq!(bar.collection, behind[index], "behind bar {}", index);
            prop_assert_eq!(chart.standing(Place::Bar(index)), &standing[index]);
            let of_sources: u32 = by_source.rows.iter().map(|row| row.bars[index]).sum();
            prop_assert_eq!(of_sources, bar.hits(), "sources of bar {}", index);
            prop_assert_eq!(by_source.in_bar(index), bar.hits(), "all of bar {}", index);
        }
        if layer == Layer::Mentioned {
            for side in [Place::Before, Place::After, Place::Wider, Place::Undated] {
                let there = sides.remove(&side).unwrap_or_default();
                prop_assert_eq!(chart.count_at(side) as usize, there.len(), "{:?}", side);
                prop_assert_eq!(chart.entrance(side), there.first().copied(), "{:?}", side);
                prop_assert_eq!(chart.standing(side), &there, "{:?}", side);
            }
        }
        if layer == Layer::Both {
            for side in [Place::Before, Place::After] {
                let there = sides.remove(&side).unwrap_or_default();
                let published = |id: &&ArticleId| {
                    let cell = dates[id.index()];
                    cell.is_dated() && bins.place(cell) == side
                };
                let others = there.len() - there.iter().filter(published).count();
                prop_assert_eq!(chart.mentioned_at(side) as usize, others, "{:?}", side);
            }
        }
        prop_assert_eq!(by_source.hits as usize, hits.count());
    }
}

#[test]
fn the_newest_of_a_full_bar_are_kept_in_whatever_order_they_come() {
    let rows = vec![vec![(day("2018-01-05"), day("2018-01-05"))]; 9_000];
    let mentions = mentions(&rows);
    for turned in [false, true] {
        let dates: Vec<DateCell> = (0..9_000_i64)
            .map(|second| DateCell {
                local: if turned {
                    -second
                } else {
                    second * 7_919 % 9_001
                },
                precision: Precision::Minute,
                kind: DateKind::Explicit,
                offset: None,
            })
            .collect();
        let ask = Ask {
            columns: 9,
            ..Ask::default()
        };
        let chart = counted(
            frame(&mentions, &ask, None),
            (&dates, &mentions),
            None,
            false,
        );
        let full = chart.bars.iter().position(|bar| bar.mentioned > 0).unwrap();
        assert_eq!(chart.bars[full].mentioned, 9_000);
        assert_eq!(chart.standing(Place::Bar(full)), &in_order(&dates).0[..200]);
    }
}
