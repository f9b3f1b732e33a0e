//! Lines and collections that are long, and letters in every writing.

use dateline::article::{Article, Mark};
use dateline::query::parse;
use dateline::search::Order;

use super::naive::Naive;
use super::properties::{indexed, request, search};
use super::random::indexable;

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
