//! Search against a naive reading of every article: small random collections, random lines.

use std::sync::Arc;

use chrono::NaiveDate;
use dateline::article::{Article, ArticleId, Mark, Span};
use dateline::query::{Expr, Query, Term, Test, parse};
use dateline::search::{Hits, Index, Order, Request, highlights};
use dateline::store::Batch;
use dateline::timeline::Ask;
use proptest::prelude::*;

use super::naive::{Ends, Naive, like, stands};
use super::random::{indexable, some_article, some_line, some_mark, some_text, some_word};

fn search(index: &mut Index, query: &Query, order: Order) -> Hits {
    let request = Request {
        generation: 7,
        query: Arc::new(query.clone()),
        order,
        keep: vec![],
        today: NaiveDate::from_ymd_opt(2019, 6, 1).unwrap(),
        chart: Ask {
            columns: 40,
            ..Ask::default()
        },
    };
    let mut last = None;
    index.search(&request, &|| false, &mut |hits| last = Some(hits));
    last.unwrap()
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
            let only = |term: &Term, source: bool| term.expr.tests().iter().all(|test| match test {
                Test::Source(_) => source,
                Test::Date(_) => !source,
                _ => false,
            });
            let for_sources = oracle(false).finds(&query, |term| !only(term, true));
            let for_dates = oracle(false).finds(&query, |term| !only(term, false));
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
