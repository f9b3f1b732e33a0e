//! The times articles speak of, as the index counts them from one answer to the next.

use std::sync::Arc;

use chrono::NaiveDate;
use dateline::article::{
    Article, ArticleId, Change, DateKind, Moment, Patch, Precision, Published,
};
use dateline::query;
use dateline::search::{Hits, Index, Order, Request};
use dateline::store::Batch;
use dateline::timeline::{Ask, Gaps, Layer, Parts, Place, Step, Window};
use proptest::prelude::*;

use super::piles::{pile, speaks_of};

const QUERIES: [&str; 6] = [
    "",
    "odd",
    "-odd",
    "rare",
    "date:2023-03",
    "mentions:2023-03-05",
];

fn values() -> impl Strategy<Value = Vec<String>> {
    let value = prop_oneof![
        6 => (1..29_u32).prop_map(|day| format!("2023-03-{day:02}")),
        2 => (1..13_u32).prop_map(|month| format!("2022-{month:02}")),
        2 => (2015..2026_u32).prop_map(|year| year.to_string()),
        1 => Just("2023-W10".to_owned()),
        1 => Just("1453-05-29".to_owned()),
        1 => Just("PAST_REF".to_owned()),
    ];
    prop::collection::vec(value, 0..5)
}

fn articles(of: &[Vec<String>]) -> Vec<Article> {
    let mut articles = pile(of.len(), (28, 5));
    for (number, (article, values)) in articles.iter_mut().zip(of).enumerate() {
        let rare = if number % 11 == 0 { " rare" } else { "" };
        let odd = if number % 2 == 1 { " odd" } else { "" };
        article.headline = Some(format!("Report{odd}{rare}"));
        article.mentions = speaks_of(values);
    }
    articles
}

/// What an index takes in.
type Taken = Box<dyn Fn(&mut Index)>;

/// What happens to an index between two answers, or what is asked of it.
#[derive(Clone, Debug)]
enum Deed {
    Ask(usize, Ask),
    Learn(usize, Vec<String>),
    Date(usize, u32),
    Bring(Vec<Vec<String>>),
}

fn asks() -> impl Strategy<Value = Ask> {
    let step = prop::option::of(prop::sample::select(Step::ALL.to_vec()));
    let span = (0_u64..400, 1_u64..90).prop_map(|(from, days)| {
        let first = NaiveDate::from_ymd_opt(2022, 4, 1).unwrap() + chrono::Days::new(from);
        Window::Span(first.into(), (first + chrono::Days::new(days)).into())
    });
    let window = prop_oneof![
        2 => Just(Window::Dense),
        1 => Just(Window::All),
        1 => Just(Window::Result),
        1 => Just(Window::DenseResult),
        3 => span,
    ];
    let layer = prop_oneof![2 => Just(Layer::Mentioned), 1 => Just(Layer::Both)];
    let rest = (layer, any::<bool>(), any::<bool>());
    (step, window, 20_u16..120, rest).prop_map(|(step, window, columns, (layer, keep, parts))| {
        Ask {
            columns,
            step,
            window,
            layer,
            gaps: if keep { Gaps::Keep } else { Gaps::Fold },
            parts: if parts { Parts::Sources } else { Parts::None },
            ..Ask::default()
        }
    })
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let deed = prop_oneof![
        8 => (0..QUERIES.len(), asks()).prop_map(|(query, ask)| Deed::Ask(query, ask)),
        1 => (0..40_usize, values()).prop_map(|(at, values)| Deed::Learn(at, values)),
        1 => (0..40_usize, 1..29_u32).prop_map(|(at, day)| Deed::Date(at, day)),
        1 => prop::collection::vec(values(), 1..20).prop_map(Deed::Bring),
    ];
    prop::collection::vec(deed, 1..14)
}

fn ask(index: &mut Index, query: usize, chart: &Ask) -> Hits {
    let request = Request {
        generation: 1,
        query: Arc::new(query::parse(QUERIES[query]).query),
        order: Order::Date,
        keep: Vec::new(),
        today: NaiveDate::from_ymd_opt(2026, 1, 1).unwrap(),
        chart: *chart,
    };
    let mut last = None;
    index.search(&request, &|| false, &mut |hits| last = Some(hits));
    last.unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn bars_read_off_earlier_counts_are_those_of_an_index_that_knows_no_earlier_answer(
        first in prop::collection::vec(values(), 1..40),
        deeds in deeds(),
    ) {
        let mut used = Index::new();
        let mut changes: Vec<Taken> = Vec::new();
        let mut taken = 0;
        for deed in std::iter::once(Deed::Bring(first)).chain(deeds) {
            let change: Taken = match deed {
                Deed::Ask(query, chart) => {
                    let mut fresh = Index::new();
                    for change in &changes {
                        change(&mut fresh);
                    }
                    let (used, fresh) = (ask(&mut used, query, &chart), ask(&mut fresh, query, &chart));
                    prop_assert!(used.complete && !used.chart.is_waiting);
                    prop_assert_eq!(&used.chart, &fresh.chart);
                    let bars = (0..used.chart.bars.len()).map(Place::Bar);
                    for place in bars.chain([Place::Before, Place::After, Place::Wider, Place::Undated]) {
                        let (used, fresh) = (used.chart.standing(place), fresh.chart.standing(place));
                        prop_assert_eq!(used, fresh, "{:?}", place);
                    }
                    continue;
                }
                Deed::Learn(at, values) => {
                    let id = ArticleId(u32::try_from(at % taken).unwrap());
                    let change = Change::Mentions(speaks_of(&values));
                    Box::new(move |index| index.patch(&Patch { id, change: change.clone() }))
                }
                Deed::Date(at, day) => {
                    let id = ArticleId(u32::try_from(at % taken).unwrap());
                    let day = NaiveDate::from_ymd_opt(2023, 3, day).unwrap();
                    let published = Published {
                        value: Some(Moment {
                            local: day.into(),
                            precision: Precision::Day,
                            offset: None,
                        }),
                        kind: DateKind::Inferred,
                        ..Published::default()
                    };
                    let change = Change::Published(published);
                    Box::new(move |index| index.patch(&Patch { id, change: change.clone() }))
                }
                Deed::Bring(values) => {
                    let first = ArticleId(u32::try_from(taken).unwrap());
                    taken += values.len();
                    let batch = Arc::new(Batch::build(first, articles(&values)));
                    Box::new(move |index| index.append(&batch))
                }
            };
            change(&mut used);
            changes.push(change);
        }
    }
}

/// So many articles, each of which speaks of a day.
fn many(count: usize) -> Index {
    let values: Vec<Vec<String>> = (0..count)
        .map(|number| vec![format!("2023-03-{:02}", number % 28 + 1)])
        .collect();
    let mut index = Index::new();
    for (number, values) in values.chunks(10_000).enumerate() {
        let first = ArticleId(u32::try_from(number * 10_000).unwrap());
        index.append(&Arc::new(Batch::build(first, articles(values))));
    }
    index
}

#[test]
fn list_and_filter_do_not_wait_for_the_times_spoken_of() {
    let mut index = many(40_000);
    let request = |generation, query: &str| Request {
        generation,
        query: Arc::new(query::parse(query).query),
        order: Order::Date,
        keep: Vec::new(),
        today: NaiveDate::from_ymd_opt(2026, 1, 1).unwrap(),
        chart: Ask {
            columns: 80,
            layer: Layer::Mentioned,
            ..Ask::default()
        },
    };
    let mut answers = Vec::new();
    index.search(&request(1, "odd"), &|| false, &mut |hits| {
        answers.push(hits);
    });
    let last = answers.pop().unwrap();
    assert!(last.complete && !last.chart.is_waiting);
    assert_eq!((last.order.len(), last.chart.tallest()), (20_000, 1_429));
    let first = &answers[0];
    assert!(first.chart.is_waiting && !first.complete);
    assert_eq!((first.order.len(), first.chart.bars.len()), (20_000, 0));
    answers.clear();
    index.search(&request(2, "rare"), &|| false, &mut |hits| {
        answers.push(hits);
    });
    let waiting = answers.iter().any(|hits| hits.chart.is_waiting);
    assert!(!waiting, "all is known now");

    let mut index = many(40_000);
    let newer_key = std::cell::Cell::new(false);
    let interrupted = std::sync::atomic::AtomicBool::new(false);
    let asked = || interrupted.load(std::sync::atomic::Ordering::Relaxed);
    index.search(&request(1, "odd"), &asked, &mut |hits| {
        assert!(hits.chart.is_waiting);
        newer_key.set(true);
        interrupted.store(true, std::sync::atomic::Ordering::Relaxed);
    });
    assert!(
        newer_key.get(),
        "and the next key ends the reading of times"
    );
}
