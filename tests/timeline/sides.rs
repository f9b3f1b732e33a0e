//! What has no sure place in time: side bars, how they are reached, what lists them; and the dates
//! of the filter switched off and on.

use dateline::article::{Article, DateKind, Precision};
use dateline::timeline::Place;

use super::screen::{before, dated, days, filter, marked, strip};
use crate::frames::harness::Reader;

/// Days of January 2026, an inferred date among them, the month as a whole, two dates of the
/// future, one article without a date.
fn articles() -> Vec<Article> {
    let mut articles = days(&[
        "2026-01-01",
        "2026-01-02",
        "2026-01-03",
        "2026-01-05",
        "2026-01-09",
        "2026-01-20",
        "2026-02-03",
    ]);
    articles.extend(dated(&[
        ("2026-01-04", Precision::Day, DateKind::Inferred),
        ("2026-01-01", Precision::Month, DateKind::Explicit),
        ("2026-01-01", Precision::Day, DateKind::None),
    ]));
    articles
}

fn reader(columns: u16, rows: u16) -> Reader {
    let mut reader = before(articles(), columns, rows);
    reader.press("t");
    reader
}

#[test]
fn every_side_is_drawn_with_its_count() {
    let mut reader = reader(120, 40);
    assert_eq!(
        reader.app.scene.hits.as_ref().unwrap().chart.step,
        dateline::timeline::Step::Day
    );
    insta::assert_snapshot!("sides_120", strip(&reader));
    reader.resize(200, 60);
    insta::assert_snapshot!("sides_200", strip(&reader));
    // Where there is no room for all of them, the frame names the others.
    reader.resize(80, 24);
    insta::assert_snapshot!("sides_80", strip(&reader));
    let chart = reader.app.scene.hits.as_ref().unwrap().chart.clone();
    let sides: Vec<(Place, u32)> = chart
        .sides()
        .map(|side| (side, chart.count_at(side)))
        .collect();
    assert_eq!(
        sides,
        [
            (Place::Future, 2),
            (Place::Inferred, 1),
            (Place::Wider, 1),
            (Place::Undated, 1)
        ]
    );
    assert_eq!(chart.hits(), 10);
}

#[test]
fn the_sides_are_reached_walked_through_and_kept() {
    let mut reader = reader(120, 40);
    let mut seen = Vec::new();
    for _ in 0..20 {
        reader.press("]");
        seen.push(reader.app.timeline.cursor(&reader.app.scene).unwrap());
    }
    assert!(seen.is_sorted(), "{seen:?}");
    for (side, line, found) in [
        (Place::Undated, "date:none", vec![9]),
        (Place::Wider, "date:no-day", vec![8]),
        (Place::Inferred, "date:inferred", vec![7]),
        (Place::Future, "date:future", vec![6, 5]),
    ] {
        assert!(seen.contains(&side));
        assert_eq!(reader.app.timeline.cursor(&reader.app.scene), Some(side));
        reader.press("Enter");
        assert!(filter(&reader).ends_with(line), "{}", filter(&reader));
        assert_eq!(reader.listed(), found, "{line}");
        assert_eq!(reader.app.timeline.cursor(&reader.app.scene), Some(side));
        reader.press("Enter");
        reader.press("D [");
    }
    reader.press("]");
    assert_eq!(marked(&reader), "future");
    assert_eq!(reader.selected(), Some(6));
    reader.press("j");
    assert_eq!(
        (marked(&reader).as_str(), reader.selected()),
        ("future", Some(5))
    );
    assert!(
        reader
            .status()
            .starts_with("2 articles are dated after today; their bars count them too."),
        "{}",
        reader.status()
    );
}

#[test]
fn from_the_list_the_next_bar_leads_through_the_sides_to_the_end() {
    let mut reader = Reader::samples(100, 30);
    let mut seen = Vec::new();
    for _ in 0..4 {
        reader.press("]");
        seen.push(marked(&reader));
    }
    assert_eq!(seen, ["inferred", "undated", "undated", "undated"]);
    reader.press("j");
    assert_eq!(marked(&reader), "undated");
    reader.press("g j");
    assert_eq!(
        marked(&reader),
        "2018",
        "in the list an article stands in its bar"
    );
}

#[test]
fn one_key_lists_all_that_has_no_sure_place() {
    let mut reader = Reader::samples(100, 30);
    reader.press("~");
    assert_eq!(
        (filter(&reader), reader.listed()),
        ("date:none | date:inferred | date:future", vec![0, 2, 4])
    );
    reader.press("~");
    assert_eq!((filter(&reader), reader.listed().len()), ("", 5));
}

#[test]
fn the_dates_of_the_filter_go_off_and_on_while_its_words_stay() {
    let mut reader = Reader::samples(100, 30);
    reader.press("/").type_text("iran").press("Enter");
    let words = reader.listed();
    reader.press("[ [ D");
    assert_eq!(filter(&reader), "iran date:2018");
    let narrowed = reader.listed();
    assert!(narrowed.len() < words.len());
    reader.press("T");
    assert_eq!(
        (filter(&reader), reader.listed()),
        ("iran #date:2018", words)
    );
    reader.press("T");
    assert_eq!(
        (filter(&reader), reader.listed()),
        ("iran date:2018", narrowed.clone())
    );
    // The switch is a view to come back to, like any other.
    reader.press("T H");
    assert_eq!(reader.listed(), narrowed);
    reader.press("H H H H L L");
    reader.press("C-c");
    let mut two = Reader::samples(100, 30);
    let line = "#date:2025 iran after:2017 before:2019";
    two.press("/").type_text(line).press("Enter");
    let narrowed = two.listed();
    two.press("T");
    assert_eq!(
        filter(&two),
        "#date:2025 iran #after:2017 #before:2019",
        "all of them, and what was off stays off"
    );
    two.press("T");
    assert_eq!((filter(&two), two.listed()), (line, narrowed));
    let mut none = Reader::samples(100, 30);
    none.press("T");
    assert!(
        none.status().contains("asks for no time"),
        "{}",
        none.status()
    );
}

#[test]
fn what_all_articles_speak_of_stands_behind_what_the_hits_do() {
    let mut reader = Reader::samples(120, 40);
    reader.press("t p");
    let all: Vec<u32> = hits_of_bars(&reader);
    let chart = reader.app.scene.hits.as_ref().unwrap().chart.clone();
    let behind: Vec<u32> = chart.bars.iter().map(|bar| bar.collection).collect();
    assert_eq!(behind, all, "without a filter the hits are the collection");
    reader
        .press("/")
        .type_text("date:explicit")
        .press("Enter t");
    let chart = reader.app.scene.hits.as_ref().unwrap().chart.clone();
    let behind: Vec<u32> = chart.bars.iter().map(|bar| bar.collection).collect();
    assert_eq!(behind, all, "the filter leaves the collection behind");
    assert!(hits_of_bars(&reader).iter().sum::<u32>() < all.iter().sum());
    insta::assert_snapshot!("mentioned_behind", strip(&reader));
    reader.press("p");
    let chart = reader.app.scene.hits.as_ref().unwrap().chart.clone();
    for bar in &chart.bars {
        assert!(bar.hits() <= bar.collection, "{bar:?}");
    }
}

fn hits_of_bars(reader: &Reader) -> Vec<u32> {
    let chart = &reader.app.scene.hits.as_ref().unwrap().chart;
    chart
        .bars
        .iter()
        .map(dateline::timeline::Bar::hits)
        .collect()
}
