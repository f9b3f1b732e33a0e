//! What the filter line finds: on the five samples, and against a naive reading of every article.

mod oracle;

use std::sync::Arc;

use chrono::NaiveDate;
use dateline::article::{Article, ArticleId, DateKind, Format, Moment, Origin, Published};
use dateline::ingest::plain::read_text;
use dateline::query::parse;
use dateline::search::{Hits, Index, Order, Request};
use dateline::store::Batch;
use dateline::text::sanitise;
use dateline::timeline::Ask;

const SEEDS: [&str; 5] = [
    include_str!("../seeds/000_2e8023f4b51d9a25.txt"),
    include_str!("../seeds/001_79891b97d5ba1d21.txt"),
    include_str!("../seeds/002_ae3f5909b74d7364.txt"),
    include_str!("../seeds/003_c5a9267bdd678c94.txt"),
    include_str!("../seeds/004_9a1cb4d42c5e41c1.txt"),
];

fn seeds() -> Vec<Article> {
    let origin = |part: u32| Origin {
        path: Arc::from(format!("seeds/{part:03}.txt")),
        part: 0,
        bytes: (0, 0),
        format: Format::Text,
    };
    let mut articles: Vec<_> = (0..)
        .zip(SEEDS)
        .map(|(part, text)| read_text(sanitise(text), origin(part)))
        .collect();
    // What is concluded about dates is tested where it is concluded.
    for (article, published) in articles.iter_mut().zip([
        published((2018, 1, 7), DateKind::Inferred),
        published((2018, 1, 5), DateKind::Explicit),
        Published::default(),
        published((2025, 1, 22), DateKind::Explicit),
        Published::default(),
    ]) {
        article.published = published;
    }
    articles
}

fn published((year, month, day): (i32, u32, u32), kind: DateKind) -> Published {
    let date = NaiveDate::from_ymd_opt(year, month, day).unwrap();
    Published {
        value: Some(Moment::day(date)),
        kind,
        ..Published::default()
    }
}

fn index_of(articles: Vec<Article>) -> Index {
    let mut index = Index::new();
    index.append(&Arc::new(Batch::build(ArticleId(0), articles)));
    index
}

fn request(line: &str, order: Order) -> Request {
    let parsed = parse(line);
    assert!(parsed.faults.is_empty(), "{line}: {:?}", parsed.faults);
    Request {
        generation: 1,
        query: Arc::new(parsed.query),
        order,
        keep: vec![],
        today: NaiveDate::from_ymd_opt(2025, 1, 23).unwrap(),
        chart: Ask {
            columns: 40,
            ..Ask::default()
        },
    }
}

fn answer(index: &mut Index, request: &Request) -> Hits {
    let mut last = None;
    index.search(request, &|| false, &mut |hits| last = Some(hits));
    last.expect("a search that is not interrupted answers")
}

fn found(index: &mut Index, line: &str) -> Vec<u32> {
    answer(index, &request(line, Order::Date))
        .set
        .iter()
        .map(|id| id.0)
        .collect()
}

#[test]
fn words_find_the_samples_that_hold_them() {
    let mut index = index_of(seeds());
    for (line, expected) in [
        ("trump", &[0, 1][..]),
        ("pipeline", &[2, 3]),
        ("border", &[0, 2, 3, 4]),
        ("china", &[0]),
        ("gaza", &[3]),
        ("israel", &[1, 2]),
        ("iran", &[0, 1, 2, 3, 4]),
        ("iraq", &[1]),
        ("government", &[3, 4]),
        ("goverment", &[]),
        ("us", &[0, 1, 2, 3]),
        ("trump -china", &[1]),
        ("\"gas pipeline\"", &[2, 3]),
        ("'overnmen", &[3, 4]),
        ("^iran urges", &[0]),
        ("terror$", &[4]),
        ("source:kayhan", &[3]),
        ("source:none date:none", &[2]),
        ("date:2025", &[3]),
        ("date:wed", &[3]),
        ("date:last-2d", &[3]),
        ("has:comments", &[1]),
        ("comment:turkey", &[1]),
        ("in:headline border", &[2]),
        ("trump #source:nowhere", &[0, 1]),
        ("gaza | israel", &[1, 2, 3]),
        ("(gaza | israel) -lebanon", &[1, 3]),
        ("is:unread", &[0, 1, 2, 3, 4]),
        ("re:/pipeline (project|starts)/", &[2, 3]),
        ("path:seeds/003", &[3]),
    ] {
        assert_eq!(found(&mut index, line), expected, "{line}");
    }
}

#[test]
fn comments_are_counted_beside() {
    let mut index = index_of(seeds());
    let hits = answer(&mut index, &request("china", Order::Date));
    assert_eq!((hits.counts.hits, hits.counts.in_comments), (1, 1));
    assert!(hits.complete && hits.nothing.is_none());
    let hits = answer(&mut index, &request("trump", Order::Date));
    assert_eq!(
        (
            hits.counts.in_headlines,
            hits.counts.in_text,
            hits.counts.in_comments
        ),
        (0, 2, 0)
    );
}

#[test]
fn nothing_found_explains_itself() {
    let mut index = index_of(seeds());
    let nothing = answer(&mut index, &request("goverment", Order::Date))
        .nothing
        .unwrap();
    assert_eq!(nothing.alone, [(0, 0)]);
    assert_eq!(nothing.offers[0].instead, "government");
    let nothing = answer(&mut index, &request("trump date:2025", Order::Date))
        .nothing
        .unwrap();
    assert_eq!(nothing.alone, [(0, 2), (1, 1)]);
    assert_eq!(nothing.offers, []);
}

#[test]
fn a_slip_is_forgiven_in_a_headline_only() {
    let mut article = seeds().remove(4);
    article.headline = Some("Government falls".to_owned());
    let mut index = index_of(vec![article]);
    assert_eq!(found(&mut index, "goverment"), [0]);
    assert_eq!(found(&mut index, "in:headline goverment"), [0]);
    assert_eq!(found(&mut index, "fals"), [0]);
}

#[test]
fn the_list_is_in_the_order_asked_for() {
    let mut index = index_of(seeds());
    let hits = answer(&mut index, &request("", Order::Date));
    assert_eq!(
        hits.order.iter().map(|id| id.0).collect::<Vec<_>>(),
        [3, 0, 1, 2, 4]
    );
    assert_eq!(hits.dated, 3);
    assert_eq!((hits.counts.undated, hits.counts.inferred), (2, 1));
    let hits = answer(&mut index, &request("pakistan", Order::Relevance));
    // Word of the headline first, newest first; then word of the lead; by words of equal worth.
    assert_eq!(
        hits.order.iter().map(|id| id.0).collect::<Vec<_>>(),
        [3, 0, 1, 2, 4]
    );
    let hits = answer(&mut index, &request("", Order::Source));
    assert_eq!(
        hits.order.iter().map(|id| id.0).collect::<Vec<_>>(),
        [3, 4, 0, 1, 2]
    );
}

#[test]
fn pickers_count_what_everything_else_leaves() {
    let mut index = index_of(seeds());
    let hits = answer(&mut index, &request("date:2018 source:kayhan", Order::Date));
    assert_eq!(hits.counts.hits, 0);
    let unknown = &hits.sources[0];
    assert_eq!(
        (hits.sources.len(), unknown.name.clone(), unknown.count),
        (1, None, 2)
    );
    assert_eq!(hits.dates.days.len(), 1);
    assert_eq!(hits.dates.days[0].day.to_string(), "2025-01-22");
    let hits = answer(&mut index, &request("", Order::Date));
    assert_eq!(
        (hits.dates.none, hits.dates.inferred, hits.dates.future),
        (2, 1, 0)
    );
}
