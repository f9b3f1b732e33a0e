//! How much is looked at: cursor moves cost the same whatever the size of the collection, and
//! dates are read once, however many keys, marks and batches there are.

use std::sync::Arc;

use dateline::app::message::Gone;
use dateline::app::{Effect, Message};

use super::piles::{pile, speaks_of};
use crate::frames::harness::Reader;
use dateline::article::Article;

/// So many articles over twelve days, from seven sources.
fn news(count: usize) -> Vec<Article> {
    pile(count, (12, 7))
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
    let (small, large) = (most_looks(2_500), most_looks(20_000));
    for ((way, small), (_, large)) in small.into_iter().zip(large) {
        // Halving eight times as many takes three steps more, for each of a few edges.
        assert!(large <= small + 100, "{way}: {small} looks grow to {large}");
        assert!(large < 2_500, "{way}: {large} looks");
    }
}

/// The most articles that the interface looks at for a letter, its answer and their frame.
#[cfg(debug_assertions)]
fn most_looks_while_typing(count: usize) -> u64 {
    let mut reader = Reader::waiting(dateline::config::Settings::default(), 120, 40);
    reader.bring(news(count));
    reader.press("5 j /");
    let mut most = 0;
    for key in "r e p o r t Space 1 9 9 9 9 x C-u".split(' ') {
        let began = reader.app.scene.store.looks();
        reader.press(key);
        let _frame = reader.frame();
        most = most.max(reader.app.scene.store.looks() - began);
    }
    most
}

#[cfg(debug_assertions)]
#[test]
fn a_letter_looks_at_no_more_articles_of_a_large_collection_than_of_a_small_one() {
    let (small, large) = (
        most_looks_while_typing(1_000),
        most_looks_while_typing(20_000),
    );
    // What is in view, and where the cursor stands, found by halving.
    assert!(large <= small + 60, "{small} looks grow to {large}");
    assert!(large < 300, "{large} looks");
}

#[test]
fn the_nearest_article_that_is_left_is_found_however_far_it_is() {
    let mut articles = news(2_000);
    for number in [11, 5] {
        articles[number].headline = Some("Zebra".to_owned());
    }
    let mut reader = Reader::waiting(dateline::config::Settings::default(), 120, 40);
    reader.bring(articles);
    reader.press("G /").type_text("zebra");
    // That of 12 March stands above that of 6 March, and the cursor was below both.
    assert_eq!((reader.listed(), reader.selected()), (vec![11, 5], Some(5)));
}

/// Freeing a large answer takes long: whoever carries out effects does it elsewhere.
#[test]
fn an_answer_that_is_shown_no_more_is_given_away_whole() {
    let mut reader = Reader::waiting(dateline::config::Settings::default(), 120, 40);
    reader.bring(news(50));
    let old = Arc::clone(reader.app.scene.hits.as_ref().unwrap());
    let hits = Arc::new((*old).clone());
    let effects = reader.app.update(Message::Hits(hits));
    let gone = effects.iter().find_map(|effect| match effect {
        Effect::LetGo(Gone::Answer(gone)) => Some(gone),
        _ => None,
    });
    assert!(gone.is_some_and(|gone| Arc::ptr_eq(gone, &old)));
    assert_eq!(Arc::strong_count(&old), 2, "this test and the effect");
}

#[test]
fn a_reading_that_is_over_leaves_nothing_in_memory() {
    let mut reader = Reader::waiting(dateline::config::Settings::default(), 120, 40);
    reader.bring(news(50));
    reader.press("j * / r");
    let scene = &reader.app.scene;
    let batches = scene.store.batches().iter().map(Arc::downgrade);
    let batches: Vec<_> = batches.collect();
    let answer = scene.hits.as_ref().map(Arc::downgrade).unwrap();
    reader.read_again(news(50));
    assert!(!batches.is_empty());
    assert!(batches.iter().all(|batch| batch.upgrade().is_none()));
    assert!(answer.upgrade().is_none());
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

/// The same news; each article speaks of its own day, the day before and a year.
fn speaking(count: usize) -> Vec<Article> {
    let mut articles = news(count);
    for (number, article) in articles.iter_mut().enumerate() {
        let day = number % 12 + 2;
        let values = [
            format!("2023-03-{day:02}"),
            format!("2023-03-{:02}", day - 1),
            "2019".to_owned(),
        ];
        article.mentions = speaks_of(&values);
    }
    articles
}

#[test]
fn times_spoken_of_are_counted_once_for_a_step_and_once_for_a_result() {
    let mut reader = Reader::waiting(dateline::config::Settings::default(), 120, 40);
    reader.bring(speaking(700));
    reader.press("t [ ] j");
    assert_eq!(reader.index.times_read(), 0, "nobody asked for them yet");
    reader.press("p");
    let all = 3 * 700;
    assert_eq!(
        reader.index.times_read(),
        all,
        "hits and collection at once"
    );
    reader.press("h l [ ] { } g G j k 3 h v S-Left v Space h Space + - r *");
    assert_eq!(reader.index.times_read(), all, "moves and marks count none");
    let shown = |reader: &Reader| {
        let chart = &reader.app.scene.hits.as_ref().unwrap().chart;
        (chart.step, chart.window())
    };
    let before = shown(&reader);
    reader.press("z");
    let closer = shown(&reader);
    assert!(closer.0 == before.0 && closer.1 != before.1, "{closer:?}");
    assert_eq!(reader.index.times_read(), all, "another window is read off");
    reader.press("<");
    assert_ne!(shown(&reader).0, before.0);
    assert_eq!(reader.index.times_read(), 2 * all, "another step");
    reader.press("H L H");
    assert_eq!(reader.index.times_read(), 2 * all, "steps known already");
    reader.press("S");
    let hits = reader.listed().len();
    assert!(hits < 110, "{}", reader.app.filter.text());
    let chart = &reader.app.scene.hits.as_ref().unwrap().chart;
    assert!(chart.bars.iter().any(|bar| bar.mentioned > 0));
    assert!(chart.bars.iter().all(|bar| bar.collection >= bar.mentioned));
    let of_hits = reader.index.times_read() - 2 * all;
    assert_eq!(of_hits, 3 * hits, "those of the hits alone");
    reader.press("H");
    let known = reader.index.times_read();
    reader
        .press("/")
        .type_text("-source:=\"Paper 3\"")
        .press("Enter");
    let of_rest = reader.index.times_read() - known;
    assert_eq!(reader.listed().len(), 600);
    assert_eq!(of_rest, 3 * 100, "most are counted by what is left out");
}
