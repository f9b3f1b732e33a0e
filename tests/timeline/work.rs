//! How much is looked at: cursor moves cost the same whatever the size of the collection, and
//! dates are read once, however many keys, marks and batches there are.

#[cfg(debug_assertions)]
use dateline::app::{Effect, Message};

use super::screen::dated;
use crate::frames::harness::Reader;
use dateline::article::{Article, DateKind, Precision};

/// So many articles over twelve days, from seven sources.
fn news(count: usize) -> Vec<Article> {
    let days: Vec<String> = (0..count)
        .map(|number| format!("2023-03-{:02}", number % 12 + 1))
        .collect();
    let dates: Vec<_> = days
        .iter()
        .map(|day| (day.as_str(), Precision::Day, DateKind::Explicit))
        .collect();
    let mut articles = dated(&dates);
    for (number, article) in articles.iter_mut().enumerate() {
        article.headline = Some(format!("Report {number} of the day"));
        article.source = Some(format!("Paper {}", number % 7));
    }
    articles
}

/// The most articles that the interface looks at between a move and its frame, for each way of
/// drawing; no move may ask anything of the index.
#[cfg(debug_assertions)]
fn most_looks(count: usize) -> Vec<(&'static str, u64)> {
    const MOVES: &[&str] = &[
        "h", "l", "h", "[", "]", "[", "A", "a", "{", "}", "j", "k", "v", "S-Left", "S-Right", "v",
        "^", "g", "G", "5", "h",
    ];
    let mut reader = Reader::waiting(dateline::config::Settings::default(), 120, 40);
    reader.bring(news(count));
    reader.press("t");
    let most_after = |way: &'static str| {
        reader.press(way);
        let _frame = reader.frame();
        let mut most = 0;
        for key in MOVES {
            let began = reader.app.scene.store.looks();
            let effects = reader.app.update(Message::Key(key.parse().unwrap()));
            let asked = effects
                .iter()
                .any(|effect| matches!(effect, Effect::Search(_)));
            assert!(!asked, "{key} asks the index");
            let _frame = reader.frame();
            most = most.max(reader.app.scene.store.looks() - began);
        }
        (way, most)
    };
    // Bars, stacked bars, rows, a look into bars.
    ["h", "b", "B", "Space"]
        .into_iter()
        .map(most_after)
        .collect()
}

#[cfg(debug_assertions)]
#[test]
fn a_move_looks_at_no_more_articles_in_a_large_collection_than_in_a_small_one() {
    // Bars with more articles than the status counts the sources of, in both.
    let (small, large) = (most_looks(25_000), most_looks(50_000));
    for ((way, small), (_, large)) in small.into_iter().zip(large) {
        // Halving twice as many takes a step more, for each of a few edges.
        assert!(large <= small + 100, "{way}: {small} looks grow to {large}");
        assert!(large < 5_000, "{way}: {large} looks");
    }
}

#[test]
fn dates_are_read_once_while_loading_and_not_at_all_by_keys_and_marks() {
    let mut reader = Reader::waiting(dateline::config::Settings::default(), 120, 40);
    for batch in 1..=5 {
        reader.bring(news(500));
        assert_eq!(reader.index.dates_read(), batch * 500);
        let chart = &reader.app.scene.hits.as_ref().unwrap().chart;
        assert_eq!(chart.hits(), batch as u64 * 500, "the bars follow");
    }
    reader
        .press("/")
        .type_text("report -source:=\"Paper 3\" is:unread")
        .press("Enter t h [ z Z < > . Home b b B B");
    let unread = reader.app.scene.hits.as_ref().unwrap().chart.hits();
    reader.press("Esc r j r *");
    reader.press("/").type_text(" is:unread").press("Enter");
    let left = reader.app.scene.hits.as_ref().unwrap().chart.hits();
    assert_eq!(left, unread - 2, "marks narrow the bars");
    assert_eq!(reader.index.dates_read(), 2_500);
}
