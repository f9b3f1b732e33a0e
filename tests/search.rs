//! What the filter line finds: on the five samples, and against a naive reading of every article.

mod lines;
mod naive;
mod properties;
mod random;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::NaiveDate;
use dateline::article::{
    Article, ArticleId, Change, DateKind, Format, Mark, Moment, Origin, Patch, Precision,
    Published, SourceFrom, Span,
};
use dateline::ingest::plain::read_text;
use dateline::query::parse;
use dateline::search::{Hits, Index, Order, Request, highlights};
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

/// Lines, and the samples they find.
const FOUND: &[(&str, &[u32])] = &[
    ("trump", &[0, 1]),
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
];

#[test]
fn words_find_the_samples_that_hold_them() {
    let mut index = index_of(seeds());
    for (line, expected) in FOUND {
        assert_eq!(found(&mut index, line), *expected, "{line}");
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
    // The headlines have `iran`, two slips away; the bodies have a nearer word.
    let nothing = answer(&mut index, &request("iraqq", Order::Date))
        .nothing
        .unwrap();
    assert_eq!(nothing.offers.len(), 1);
    assert_eq!(nothing.offers[0].instead, "iraq");
    let nothing = answer(&mut index, &request("trump date:2025", Order::Date))
        .nothing
        .unwrap();
    assert_eq!(nothing.alone, [(0, 2), (1, 1)]);
    assert_eq!(nothing.offers, []);
}

#[test]
fn a_word_of_bodies_is_offered_after_the_complete_answer() {
    let mut article = seeds().remove(4);
    let start = article.text.len();
    article.text.push_str(&"\nZelensky spoke. ".repeat(400_000));
    article.body.push(Span::new(start + 1, article.text.len()));
    let mut index = index_of(vec![article]);
    let mut answers = Vec::new();
    index.search(&request("zelenskyy", Order::Date), &|| false, &mut |hits| {
        answers.push((hits.complete, hits.nothing.map(|nothing| nothing.offers)));
    });
    let [.., (true, Some(at_once)), (true, Some(later))] = answers.as_slice() else {
        panic!("two complete answers: {answers:?}");
    };
    assert_eq!(at_once, &[]);
    assert_eq!(later[0].instead, "zelensky");
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

/// Five thousand articles of about a kilobyte: enough that reading bodies takes a while.
fn many() -> Vec<Article> {
    let seed = seeds().remove(1);
    let filler = "Officials of both countries met to discuss the matter at length. ".repeat(16);
    (0..5000usize)
        .map(|n| {
            let headline = if n % 100 == 0 {
                "Gas pipeline opens"
            } else {
                "Nothing of note"
            };
            let word = if n % 10 == 0 { "pipeline" } else { "border" };
            let text = format!("{headline}\n\n{filler}{word}");
            Article {
                headline: Some(headline.to_owned()),
                body: vec![Span::new(headline.len() + 2, text.len())],
                comments: vec![],
                published: published(
                    (2000 + i32::try_from(n % 20).unwrap(), 1, 1),
                    DateKind::Explicit,
                ),
                text,
                ..seed.clone()
            }
        })
        .collect()
}

/// What is published for a line: whether complete, and how many hits.
fn published_for(index: &mut Index, line: &str) -> Vec<(bool, usize)> {
    let mut answers = Vec::new();
    index.search(&request(line, Order::Date), &|| false, &mut |hits| {
        answers.push((hits.complete, hits.counts.hits));
    });
    answers
}

#[test]
fn headline_hits_come_first_and_bodies_follow() {
    let mut index = index_of(many());
    let published = published_for(&mut index, "pipeline");
    assert_eq!(published, [(false, 50), (true, 500)]);
    let counts = answer(&mut index, &request("pipeline", Order::Date)).counts;
    assert_eq!((counts.in_headlines, counts.in_text), (50, 450));
    // What a "not" leaves is not known before bodies are read.
    let published = published_for(&mut index, "-pipeline");
    assert_eq!(published, [(true, 4500)]);
    // Nothing to read: no bare word, or headlines only.
    assert_eq!(published_for(&mut index, "date:2005"), [(true, 250)]);
    assert_eq!(
        published_for(&mut index, "in:headline pipeline"),
        [(true, 50)]
    );
}

#[test]
fn an_interrupted_search_says_nothing() {
    let mut index = index_of(many());
    for questions in 0..3 {
        let asked = AtomicUsize::new(0);
        let interrupted = || asked.fetch_add(1, Ordering::Relaxed) >= questions;
        let mut complete = 0;
        index.search(
            &request("pipeline", Order::Date),
            &interrupted,
            &mut |hits| {
                complete += usize::from(hits.complete);
            },
        );
        assert_eq!(complete, 0, "after {questions} questions");
    }
}

#[test]
fn the_next_key_is_heard_at_every_piece_of_text() {
    let text = format!("Headline\n\n{}", "Zelensky spoke. ".repeat(80_000));
    let article = |_| Article {
        body: vec![Span::new(10, text.len())],
        text: text.clone(),
        ..seeds().remove(4)
    };
    let mut index = index_of((0..6).map(article).collect());
    for line in ["zelenskyy", "'spoke.", "re:/spok./"] {
        index.forget();
        let asked = AtomicUsize::new(0);
        let patient = || {
            asked.fetch_add(1, Ordering::Relaxed);
            false
        };
        index.search(&request(line, Order::Date), &patient, &mut |_| {});
        assert!(asked.load(Ordering::Relaxed) >= 6, "{line}: {asked:?}");
    }
}

#[test]
fn patches_move_articles_and_marked_ones_can_be_kept() {
    let mut index = index_of(seeds());
    let change = Change::Published(published((2024, 1, 10), DateKind::Inferred));
    index.patch(&Patch {
        id: ArticleId(4),
        change,
    });
    let change = Change::Source(Some("Tasnim".to_owned()), SourceFrom::Inferred);
    index.patch(&Patch {
        id: ArticleId(2),
        change,
    });
    let hits = answer(&mut index, &request("", Order::Date));
    assert_eq!(
        hits.order.iter().map(|id| id.0).collect::<Vec<_>>(),
        [3, 4, 0, 1, 2]
    );
    assert_eq!(found(&mut index, "date:2024"), [4]);
    assert!(found(&mut index, "source:tasnim").contains(&2));
    assert!(found(&mut index, "tasnim").contains(&2));
    let read = Mark {
        read: true,
        ..Mark::default()
    };
    index.mark(ArticleId(3), &read);
    let unread = Request {
        keep: vec![ArticleId(3)],
        ..request("is:unread", Order::Date)
    };
    let hits = answer(&mut index, &unread);
    assert_eq!((hits.counts.hits, hits.order.len()), (4, 5));
    assert_eq!(hits.kept, [ArticleId(3)]);
    index.mark(ArticleId(3), &Mark::default());
    assert_eq!(found(&mut index, "is:unread"), [0, 1, 2, 3, 4]);
}

#[test]
fn dates_that_may_fall_into_a_span_are_counted() {
    let mut articles = seeds();
    let year = NaiveDate::from_ymd_opt(2018, 1, 1).unwrap();
    articles[4].published = Published {
        value: Some(Moment {
            precision: Precision::Year,
            ..Moment::day(year)
        }),
        kind: DateKind::Explicit,
        ..Published::default()
    };
    let mut index = index_of(articles);
    let hits = answer(&mut index, &request("date:2018-01", Order::Date));
    assert_eq!((hits.counts.hits, hits.counts.may_fall), (2, 1));
    assert_eq!(found(&mut index, "date:~2018-01"), [0, 1, 4]);
}

#[test]
fn what_was_found_is_marked() {
    for (line, text, is_headline, expected) in [
        (
            "iran",
            "Iran’s Iranian international",
            true,
            &["Iran", "Iran"][..],
        ),
        ("goverment", "The government falls", true, &["government"]),
        ("goverment", "The government falls", false, &[]),
        ("ernm", "The government falls", true, &["ernm"]),
        ("ernm", "The government falls", false, &[]),
        (
            "\"gas pipeline\"",
            "A gas — pipeline",
            false,
            &["gas — pipeline"],
        ),
        ("beyonce", "Beyoncé’s", true, &["Beyoncé"]),
        ("beyon", "“Beyoncé”", false, &["Beyon"]),
        ("'strasse", "an der Straße", false, &["Straße"]),
        ("-iran #us falls", "Iran US falls", true, &["falls"]),
        (
            "^iran deal$",
            "Iran and the Iran deal",
            true,
            &["Iran", "deal"],
        ),
        ("headline:iran", "Iran", false, &[]),
        ("re:/f.lls/", "falls", true, &["falls"]),
        ("in:headline falls", "falls", false, &[]),
        ("京", "北京大学", false, &["京"]),
    ] {
        let marked: Vec<_> = highlights(&parse(line).query, text, is_headline)
            .into_iter()
            .map(|range| text.get(range).unwrap())
            .collect();
        assert_eq!(marked, expected, "{line} in {text}");
    }
}
