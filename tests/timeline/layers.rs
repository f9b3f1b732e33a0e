//! The layers: when articles were published, which times they speak of, and both.

use std::sync::Arc;

use dateline::app::{Message, Studied};
use dateline::article::ArticleId;
use dateline::store::{Finding, Findings};
use dateline::timeline::axis;

use super::piles::{pile, speaks_of};
use super::screen::{before, filter, strip};
use crate::frames::harness::Reader;

#[test]
fn the_times_that_articles_speak_of() {
    let mut reader = Reader::samples(120, 40);
    reader.press("t p");
    insta::assert_snapshot!("mentioned_120", strip(&reader));
    reader.resize(80, 24);
    insta::assert_snapshot!("mentioned_80", strip(&reader));
    reader.resize(200, 60);
    insta::assert_snapshot!("mentioned_200", strip(&reader));
    reader.resize(120, 40).press("g Space");
    insta::assert_snapshot!("mentioned_peek", reader.frame());
    let chart = reader.app.scene.hits.as_ref().unwrap().chart.clone();
    let speaking = chart.bars[0].mentioned as usize;
    reader.press("Enter");
    assert!(
        filter(&reader).starts_with("mentions:"),
        "{}",
        filter(&reader)
    );
    assert!(reader.listed().len() >= speaking && speaking > 0);
    assert!(reader.app.timeline.filtered(&reader.app.scene).is_some());
    reader.press("D");
    assert_eq!(filter(&reader), "");
    reader.press("p");
    insta::assert_snapshot!("both_120", strip(&reader));
    reader.press("g l D");
    let both = filter(&reader).to_owned();
    assert!(
        both.contains("date:") && both.contains(" | mentions:"),
        "{both}"
    );
    reader.press("D");
    assert_eq!(filter(&reader), "");
    reader.press("H H H H H H");
    assert!(
        !strip(&reader).contains("times"),
        "the layer is part of the view"
    );
}

#[test]
fn a_span_of_times_spoken_of_counts_an_article_once() {
    let mut reader = Reader::samples(120, 40);
    reader.press("t p g v 9 9 l");
    let said = reader.app.timeline.sentence(&reader.app.scene).unwrap();
    let (_, counted) = said.split_once(": ").unwrap();
    assert!(counted.contains("articles speak of it"), "{said}");
    let counted: usize = counted.split(' ').next().unwrap().parse().unwrap();
    reader.press("Enter");
    assert!(
        filter(&reader).starts_with("mentions:"),
        "{}",
        filter(&reader)
    );
    assert_eq!(reader.listed().len(), counted, "{said}");
}

#[test]
fn a_narrow_header_says_rather_which_time_than_from_when_to_when() {
    let mut reader = Reader::samples(56, 24);
    reader.press("t");
    let header = |reader: &Reader| strip(reader).lines().next().unwrap().to_owned();
    assert!(
        header(&reader).contains("by year · 2018 to"),
        "{}",
        header(&reader)
    );
    reader.press("p");
    assert!(
        header(&reader).contains("by month · times mentioned"),
        "{}",
        header(&reader)
    );
}

#[test]
fn the_cursor_stays_on_a_bar_whose_articles_speak_of_other_times_too() {
    let mut reader = Reader::samples(120, 40);
    reader.press("t p g");
    let mut seen = vec![reader.app.timeline.cursor(&reader.app.scene)];
    for _ in 0..3 {
        reader.press("]");
        seen.push(reader.app.timeline.cursor(&reader.app.scene));
    }
    assert!(seen.is_sorted() && seen[0] < seen[3], "{seen:?}");
    let here = reader.app.timeline.cursor(&reader.app.scene);
    reader.press("j k");
    assert_eq!(reader.app.timeline.cursor(&reader.app.scene), here);
}

/// Sixty articles of March 2023 of which nothing is known yet.
fn unstudied() -> Reader {
    let mut articles = pile(60, (28, 5));
    for article in &mut articles {
        article.mentions.clear();
    }
    before(articles, 120, 40)
}

/// It is found out that twenty articles from `first` on speak of some times.
fn find_out(reader: &mut Reader, first: u32, values: &[&str]) {
    let finding = Finding {
        mentions: speaks_of(values),
        ..Finding::default()
    };
    let found = vec![finding; 20];
    let findings = Arc::new(Findings::build(ArticleId(first), found));
    let studied = Studied {
        done: first as usize + 20,
        of: 60,
    };
    reader.index.learn(&findings);
    reader.tell(Message::Findings(findings, studied));
    reader.ask_again();
}

fn window(reader: &Reader) -> String {
    axis::span_title(&reader.app.scene.hits.as_ref().unwrap().chart)
}

#[test]
fn bars_stay_where_they_are_while_more_times_are_being_found() {
    for (keys, stays) in [("", false), ("h", true), ("v", true), ("h Space", true)] {
        let mut reader = unstudied();
        find_out(&mut reader, 0, &["2023-03-05", "2023-03-09", "2023-03-20"]);
        reader.press("t p").press(keys);
        let shown = window(&reader);
        find_out(&mut reader, 20, &["1991-01-17", "2023-03-06"]);
        assert_eq!(
            window(&reader) == shown,
            stays,
            "{keys:?}: {}",
            window(&reader)
        );
        if !stays {
            continue;
        }
        let strip = strip(&reader);
        assert!(
            strip.contains("‹ 20 before"),
            "what lies outside is said: {strip}"
        );
        find_out(&mut reader, 40, &["1991-01-17"]);
        assert_eq!(window(&reader), shown, "and it stays when all is found");
        reader.press("Esc Esc t Home");
        assert!(
            window(&reader).contains("1991"),
            "until another is asked for"
        );
    }
}

#[test]
fn a_span_being_chosen_holds_the_same_days_when_more_times_are_found() {
    let mut reader = unstudied();
    find_out(&mut reader, 0, &["2023-03-05", "2023-03-09", "2023-03-20"]);
    reader.press("t p g v 4 l");
    let before = reader.app.timeline.brushed(&reader.app.scene);
    find_out(&mut reader, 20, &["1991-01-17", "2023-03-06"]);
    assert!(before.is_some());
    assert_eq!(reader.app.timeline.brushed(&reader.app.scene), before);
    let said = reader.app.timeline.sentence(&reader.app.scene).unwrap();
    assert!(said.contains("40 articles speak of it"), "{said}");
}

#[test]
fn where_both_times_are_shown_what_is_spoken_of_outside_is_said_too() {
    let mut articles = pile(28, (28, 5));
    for (number, article) in articles.iter_mut().enumerate() {
        let values: &[&str] = match number {
            0..5 => &["1991-01-17"],
            5..7 => &["2031-02-03", "2023-03-06"],
            _ => &["2023-03-09"],
        };
        article.mentions = speaks_of(values);
    }
    let mut reader = before(articles, 120, 40);
    reader.press("t p p");
    let said = strip(&reader);
    assert!(
        said.contains("‹ 5 speak of earlier · 2 speak of later ›"),
        "{said}"
    );
    reader
        .press("/")
        .type_text("date:2023-03-01..2023-03-03")
        .press("Enter t");
    let said = strip(&reader);
    assert!(said.contains("‹ 3 speak of earlier"), "{said}");
    assert!(!said.contains("later"), "{said}");
}
