//! Search against a naive reading of every article: small random collections, random lines.

use std::cell::Cell;
use std::sync::Arc;

use chrono::NaiveDate;
use dateline::article::{Article, ArticleId, Mark, Span};
use dateline::query::{Expr, Query, State, Term, Test, parse};
use dateline::search::{Hits, Index, Order, Request, ValueCount, highlights};
use dateline::store::{Batch, DateCell};
use dateline::timeline::{Ask, Step, Window, chart};
use proptest::prelude::*;

use super::naive::{Ends, Naive, TODAY, like, stands};
use super::random::{
    indexable, some_article, some_line, some_mark, some_mixed_article, some_mixed_line, some_text,
    some_word,
};

fn search(index: &mut Index, query: &Query, order: Order) -> Hits {
    let mut last = None;
    index.search(&request(query, order), &|| false, &mut |hits| {
        last = Some(hits);
    });
    last.unwrap()
}

fn request(query: &Query, order: Order) -> Request {
    Request {
        generation: 7,
        query: Arc::new(query.clone()),
        order,
        keep: vec![],
        today: TODAY,
        chart: Ask {
            columns: 40,
            ..Ask::default()
        },
    }
}

fn indexed(articles: &[Article], marks: &[Mark], cut: usize) -> Index {
    let mut index = Index::new();
    let (first, second) = articles.split_at(cut.min(articles.len()));
    index.append(&Arc::new(Batch::build(ArticleId(0), first.to_vec())));
    let next = ArticleId(u32::try_from(first.len()).unwrap());
    index.append(&Arc::new(Batch::build(next, second.to_vec())));
    for (id, mark) in (0..).map(ArticleId).zip(marks) {
        index.mark(id, mark);
    }
    index
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]
    #[test]
    fn search_equals_a_naive_reading(
        articles in prop::collection::vec(some_article(), 0..9),
        marks in prop::collection::vec(some_mark(), 9),
        lines in prop::collection::vec(some_line(), 4),
        cut in 0usize..9,
    ) {
        let mut index = indexed(&articles, &marks, cut);
        for line in &lines {
            let query = parse(line).query;
            let oracle = |comments_too| Naive {
                articles: &articles, marks: &marks, headlines_only: query.headlines_only, comments_too,
            };
            let hits = search(&mut index, &query, Order::Relevance);
            let found: Vec<u32> = hits.set.iter().map(|id| id.0).collect();
            let expected = oracle(false).finds(&query, |_| true);
            prop_assert_eq!(&found, &expected, "{}", line);
            let mut order: Vec<u32> = hits.order.iter().map(|id| id.0).collect();
            order.sort_unstable();
            prop_assert_eq!(&order, &expected);
            let without = |kind: fn(&Test) -> bool| {
                let counts = |term: &Term| !term.expr.tests().into_iter().all(kind);
                oracle(false).finds(&query, counts)
            };
            let for_sources = without(|test| matches!(test, Test::Source(_)));
            let for_dates = without(|test| matches!(test, Test::Date(_)));
            let for_languages = without(|test| matches!(test, Test::Language(_)));
            let spoken = for_languages.iter().filter(|id| articles[**id as usize].language.is_some());
            let for_formats = without(|test| matches!(test, Test::Format(_)));
            let for_tags = without(|test| matches!(test, Test::Tag(_)));
            let tags: usize = for_tags.iter().map(|id| marks[*id as usize].tags.len()).sum();
            let for_verdicts = without(|test| matches!(test, Test::Verdict(_) | Test::Is(State::Unjudged)));
            let judged = for_verdicts.iter().filter(|id| marks[**id as usize].verdict.is_some());
            let sum = |rows: &[ValueCount]| rows.iter().map(|row| row.count).sum::<usize>();
            let records = &hits.records;
            prop_assert_eq!(sum(&records.languages), spoken.count(), "{}", line);
            prop_assert_eq!(sum(&records.formats), for_formats.len(), "{}", line);
            prop_assert_eq!(sum(&records.tags), tags, "{}", line);
            prop_assert_eq!(sum(&records.verdicts), judged.count(), "{}", line);
            prop_assert_eq!(hits.sources.iter().map(|row| row.count).sum::<usize>(), for_sources.len());
            let dated: usize = hits.dates.days.iter().map(|row| row.count).sum();
            prop_assert_eq!(dated + hits.dates.none, for_dates.len());
            let counts = hits.counts;
            prop_assert_eq!((counts.hits, counts.in_headlines + counts.in_text), (expected.len(), expected.len()));
            let with_comments = oracle(true).finds(&query, |_| true);
            prop_assert_eq!(counts.in_comments, with_comments.len() - expected.len(), "{}", line);
            prop_assert_eq!(hits.chart.hits(), expected.len() as u64);
            prop_assert_eq!(hits.nothing.is_some(), expected.is_empty() && query.active().next().is_some());
        }
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]
    #[test]
    fn scripts_with_and_without_spaces_are_read_alike(
        articles in prop::collection::vec(some_mixed_article(), 1..4),
        lines in prop::collection::vec(some_mixed_line(), 6),
    ) {
        let mut index = indexed(&articles, &[], 2);
        let marks = vec![Mark::default(); articles.len()];
        for line in &lines {
            let query = parse(line).query;
            let oracle = Naive {
                articles: &articles, marks: &marks, headlines_only: false, comments_too: false,
            };
            let hits = search(&mut index, &query, Order::Date);
            let found: Vec<u32> = hits.set.iter().map(|id| id.0).collect();
            prop_assert_eq!(found, oracle.finds(&query, |_| true), "{}", line);
        }
    }
}

proptest! {
    // Each case is typed letter by letter.
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn what_is_remembered_changes_no_answer(
        articles in prop::collection::vec(some_article(), 1..9),
        marks in prop::collection::vec(some_mark(), 9),
        lines in prop::collection::vec(some_line(), 2),
        cut in 0usize..9,
        patience in 0usize..6,
    ) {
        let cut = cut.min(articles.len());
        let (first, second) = articles.split_at(cut);
        let mut index = indexed(first, &marks[..cut], cut);
        let mut fresh = indexed(first, &marks[..cut], cut);
        let mut whole = indexed(&articles, &marks[..articles.len()], cut);
        let mut grown = false;
        for line in &lines {
            for end in line.char_indices().map(|(at, c)| at + c.len_utf8()) {
                let query = parse(&line[..end]).query;
                // Sometimes the next key comes first.
                let left = Cell::new(patience);
                let impatient = || left.replace(left.get().saturating_sub(1)) == 0;
                index.search(&request(&query, Order::Date), &impatient, &mut |_| {});
                let expected = if grown { &mut whole } else { &mut fresh };
                expected.forget();
                let (found, expected) = (search(&mut index, &query, Order::Date), search(expected, &query, Order::Date));
                prop_assert_eq!(&found.order, &expected.order, "{}", &line[..end]);
                prop_assert_eq!(found.counts, expected.counts);
                prop_assert_eq!(&found.sources, &expected.sources);
                prop_assert_eq!(&found.dates, &expected.dates);
                prop_assert_eq!(&found.records, &expected.records);
                prop_assert_eq!(&found.chart, &expected.chart);
            }
            if !grown {
                grown = true;
                let next = ArticleId(u32::try_from(cut).unwrap());
                index.append(&Arc::new(Batch::build(next, second.to_vec())));
                for (id, mark) in (0..).map(ArticleId).zip(&marks).take(articles.len()) {
                    index.mark(id, mark);
                }
            }
        }
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]
    #[test]
    fn bars_are_counted_as_if_every_hit_were_visited(
        articles in prop::collection::vec(some_article(), 0..30),
        columns in 1u16..60,
        step in prop::option::of(prop::sample::select(&Step::ALL[..])),
        window in 0usize..4,
        (year, days) in (2016i32..2021, 0i64..900),
        line in some_line(),
    ) {
        let start = NaiveDate::from_ymd_opt(year, 2, 3).unwrap().and_hms_opt(5, 0, 0).unwrap();
        let window = [Window::Dense, Window::All, Window::Result,
            Window::Span(start, start + chrono::TimeDelta::hours(days * 7 + 1))][window];
        let ask = Ask { columns, step, window, ..Ask::default() };
        let mut index = indexed(&articles, &[], articles.len() / 2);
        let query = Request { chart: ask, ..request(&parse(&line).query, Order::Date) };
        let mut last = None;
        index.search(&query, &|| false, &mut |hits| last = Some(hits));
        let hits = last.unwrap();
        let dates: Vec<DateCell> = articles.iter().map(|article| DateCell::from(&article.published)).collect();
        prop_assert_eq!(&*hits.chart, &chart(&dates, &hits.set, &ask));
    }

    #[test]
    fn highlights_lie_in_the_text_and_mark_what_was_found(text in some_text(6), word in some_word(), headline: bool) {
        let query = parse(&word).query;
        let marked = highlights(&query, &text, headline);
        for pair in marked.windows(2) {
            prop_assert!(pair[0].end < pair[1].start);
        }
        for range in &marked {
            prop_assert!(!range.is_empty() && text.get(range.clone()).is_some(), "{range:?}");
        }
        if let [Term { expr: Expr::Test(Test::Word(typed)), .. }] = query.terms.as_slice() {
            let found = if headline { like(typed, &text) } else { stands(typed, &text, Ends::LastOpen) };
            prop_assert_eq!(!marked.is_empty(), found, "{} in {}", typed, text);
        }
    }

    #[test]
    fn no_line_and_no_text_panics(line in "\\PC{0,60}", text in "\\PC{0,60}") {
        let query = parse(&line).query;
        highlights(&query, &text, true);
        highlights(&query, &text, false);
        let article = Article { text: text.clone(), headline: Some(text.clone()),
            body: vec![Span::new(0, text.len())], ..indexable() };
        let mut index = indexed(&[article], &[], 1);
        for order in [Order::Date, Order::Source, Order::Relevance] {
            search(&mut index, &query, order);
        }
    }
}

#[test]
fn the_longest_line_is_answered() {
    let mut index = indexed(&[indexable()], &[], 1);
    for line in [
        "a ".repeat(2048),
        "-".repeat(4096),
        "(".repeat(4096),
        "\"a b".repeat(1024),
        "x".repeat(4096),
    ] {
        search(&mut index, &parse(&line).query, Order::Relevance);
    }
}

#[test]
fn letters_are_the_same_however_they_are_written() {
    let text = "Beyoncé in Łódź, \u{200f}كتاب\u{200f} و ۱۲";
    let article = Article {
        text: text.to_owned(),
        headline: Some(text.to_owned()),
        ..indexable()
    };
    let mut index = indexed(&[article], &[], 1);
    for line in [
        "BEYONCÉ",
        "beyonce",
        "beyonce\u{301}",
        "lodz",
        "کتاب",
        "12",
        "٢١\u{0}",
        "beyonce lodz",
    ] {
        let expected = usize::from(line != "٢١\u{0}");
        let hits = search(&mut index, &parse(line).query, Order::Relevance);
        assert_eq!(hits.counts.hits, expected, "{line:?}");
    }
    for long in [
        "x".repeat(10_000),
        "beyonce ".repeat(1_250),
        "\u{0}".repeat(10_000),
    ] {
        search(&mut index, &parse(&long).query, Order::Date);
    }
}

#[test]
fn a_hundred_thousand_headlines_are_found_as_one_by_one() {
    const WORDS: [&str; 9] = [
        "Iran",
        "Élan",
        "émigré",
        "iraqi",
        "Москва",
        "کتاب‌ها",
        "北京大学",
        "U.S.",
        "gas",
    ];
    let article = |number: usize| {
        let word = |part: usize| WORDS[number / part % WORDS.len()];
        let text = format!("{} {} {} {}", word(1), word(9), word(81), number / 729);
        Article {
            headline: Some(text.clone()),
            text,
            ..indexable()
        }
    };
    let articles: Vec<Article> = (0..100_000).map(article).collect();
    let mut index = indexed(&articles, &[], 60_000);
    let marks = vec![Mark::default(); articles.len()];
    for line in ["é 13", "京 ira"] {
        // The next key comes at once, and then this one is asked in peace.
        let query = parse(line).query;
        index.search(&request(&query, Order::Date), &|| true, &mut |_| {
            panic!("an interrupted search says nothing")
        });
        let oracle = Naive {
            articles: &articles,
            marks: &marks,
            headlines_only: false,
            comments_too: false,
        };
        let hits = search(&mut index, &query, Order::Date);
        let found: Vec<u32> = hits.set.iter().map(|id| id.0).collect();
        assert!(found == oracle.finds(&query, |_| true), "{line}");
    }
}
