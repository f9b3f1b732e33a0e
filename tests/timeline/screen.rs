//! What a person sees and does in the timeline.

use std::sync::Arc;

use dateline::app::timeline::picture;
use dateline::article::{Article, DateKind, Moment, Precision, Published};
use dateline::config::Settings;
use dateline::timeline::{Layer, Place};
use proptest::prelude::*;

use super::at;
use crate::frames::harness::{Reader, read};

/// The rows of the timeline, border included.
pub(super) fn strip(reader: &Reader) -> String {
    let area = reader.app.scene.screen.timeline;
    let frame = reader.frame();
    let rows = frame
        .lines()
        .skip(usize::from(area.y))
        .take(usize::from(area.height));
    rows.collect::<Vec<_>>().join("\n")
}

/// The name of the marked bar or side.
pub(super) fn marked(reader: &Reader) -> String {
    let strip = strip(reader);
    let axis = strip.lines().rev().nth(1).unwrap().to_owned();
    let start = axis.find('[').map_or(0, |at| at + 1);
    let end = axis.find(']').unwrap_or(start);
    axis[start..end].to_owned()
}

/// The filter line.
pub(super) fn filter(reader: &Reader) -> &str {
    reader.app.filter.text()
}

/// Copies of a sample with other dates.
pub(super) fn dated(dates: &[(&str, Precision, DateKind)]) -> Vec<Article> {
    let (articles, ..) = read(&[dateline::ingest::Input::Samples]);
    let sample = articles.into_iter().next().unwrap();
    let article = |(number, (date, precision, kind)): (usize, &(&str, Precision, DateKind))| {
        let moment = (*kind != DateKind::None).then(|| Moment {
            local: at(date),
            precision: *precision,
            offset: None,
        });
        let published = Published {
            value: moment,
            kind: *kind,
            ..Published::default()
        };
        let headline = Some(format!("Article number {number}"));
        Article {
            published,
            headline,
            source: None,
            ..sample.clone()
        }
    };
    dates.iter().enumerate().map(article).collect()
}

pub(super) fn before(articles: Vec<Article>, columns: u16, rows: u16) -> Reader {
    let mut reader = Reader::waiting(Settings::default(), columns, rows);
    reader.bring(articles);
    reader
}

pub(super) fn days(texts: &[&str]) -> Vec<Article> {
    let dates: Vec<_> = texts
        .iter()
        .map(|day| (*day, Precision::Day, DateKind::Explicit))
        .collect();
    dated(&dates)
}

#[test]
fn the_samples_at_80_100_120_and_200_columns() {
    for (columns, rows) in [(80, 24), (100, 30), (120, 40), (200, 60)] {
        let reader = Reader::samples(columns, rows);
        insta::assert_snapshot!(format!("samples_{columns}"), strip(&reader));
    }
}

#[test]
fn the_strip_can_be_one_row_or_twelve() {
    let mut reader = Reader::samples(100, 40);
    reader.press("t - - - - -");
    insta::assert_snapshot!("one_row", strip(&reader));
    reader.press("9 + 9 +");
    assert_eq!(reader.app.timeline.rows(), 12);
    insta::assert_snapshot!("twelve_rows", strip(&reader));
}

#[test]
fn ascii_says_the_same() {
    let (articles, patches, _) = read(&[dateline::ingest::Input::Samples]);
    let settings = Settings {
        ascii: true,
        ..Settings::default()
    };
    let mut reader = Reader::waiting(settings, 100, 30);
    reader.bring(articles);
    reader.tell(dateline::app::Message::Patches(patches));
    reader.press("t");
    let strip = strip(&reader);
    assert!(strip.lines().skip(1).take(3).all(str::is_ascii), "{strip}");
    assert!(strip.contains('#'), "{strip}");
}

#[test]
fn the_mark_follows_the_list_and_the_list_follows_the_mark() {
    let mut reader = Reader::samples(100, 30);
    assert_eq!(marked(&reader), "2025");
    reader.press("j");
    assert_eq!(marked(&reader), "2018");
    reader.press("G");
    assert_eq!(marked(&reader), "undated");
    reader.press("[");
    assert_eq!(
        (marked(&reader).as_str(), reader.selected()),
        ("inferred", Some(0))
    );
    reader.press("[");
    assert_eq!(
        (marked(&reader).as_str(), reader.selected()),
        ("2025", Some(3))
    );
    reader.press("[");
    assert_eq!(
        (marked(&reader).as_str(), reader.selected()),
        ("2018", Some(0))
    );
    reader.press("] ] ]");
    assert_eq!(
        (marked(&reader).as_str(), reader.selected()),
        ("undated", Some(2))
    );
    reader.press("]");
    assert_eq!(reader.status(), "no articles after this");
}

#[test]
fn an_empty_bar_leaves_the_list_and_names_the_nearest() {
    let mut reader = Reader::samples(100, 30);
    reader.press("t 4 h");
    assert_eq!(
        (marked(&reader).as_str(), reader.selected()),
        ("2021", Some(3))
    );
    let status = reader.status();
    assert!(
        status.starts_with("2021: none. Nearest are 2018 (2 articles) and 2025 (1 article)."),
        "{status}"
    );
    reader.press("Esc");
    assert_eq!(
        marked(&reader),
        "2025",
        "outside the timeline the mark is the article's"
    );
}

#[test]
fn a_bar_that_the_window_left_behind_gives_way_to_the_article() {
    let mut reader = Reader::samples(100, 30);
    reader.press("t z Z l l");
    assert_eq!(marked(&reader), "2027");
    reader.press(".");
    assert_eq!(marked(&reader), "2025", "{}", reader.status());
}

#[test]
fn the_right_end_leads_to_the_sides() {
    let mut reader = Reader::samples(100, 30);
    reader.press("t l");
    assert_eq!(marked(&reader), "inferred");
    reader.press("l");
    assert_eq!(marked(&reader), "undated");
    reader.press("h");
    assert_eq!(marked(&reader), "2025");
}

#[test]
fn j_and_k_go_through_the_articles_of_a_bar() {
    let mut reader = Reader::samples(100, 30);
    reader.press("t [");
    assert_eq!(reader.selected(), Some(0));
    reader.press("j");
    assert_eq!(reader.selected(), Some(1));
    reader.press("j");
    assert_eq!(reader.selected(), Some(1));
    assert!(reader.status().starts_with("the last article here"));
    reader.press("k");
    assert_eq!(reader.selected(), Some(0));
}

#[test]
fn enter_keeps_only_the_bar_and_d_takes_it_away_again() {
    let mut reader = Reader::samples(100, 30);
    reader.press("t [ Enter");
    assert_eq!(
        (filter(&reader), reader.listed()),
        ("date:2018", vec![0, 1])
    );
    reader.press("D");
    assert_eq!((filter(&reader), reader.listed().len()), ("", 5));
    reader.press("2 l D");
    assert_eq!((filter(&reader), reader.listed()), ("date:2020", vec![]));
    assert_eq!(
        marked(&reader),
        "2020",
        "the mark stays where the filter points"
    );
    reader.press("D");
    assert_eq!(reader.listed().len(), 5);
    reader.press("G ] D");
    assert_eq!(
        (filter(&reader), reader.listed()),
        ("date:inferred", vec![0])
    );
    reader.press("D ] D");
    assert_eq!(
        (filter(&reader), reader.listed()),
        ("date:none", vec![2, 4])
    );
}

#[test]
fn a_brush_counts_while_it_grows_and_becomes_a_term() {
    let mut reader = Reader::samples(100, 30);
    reader.press("t v 7 h");
    let status = reader.status();
    assert!(status.starts_with("2018 to 2025: 3 articles"), "{status}");
    insta::assert_snapshot!("brush", strip(&reader));
    reader.press("Esc");
    assert_eq!(reader.status(), "the brush is gone");
    reader.press("v 2 l Enter");
    assert_eq!(
        (filter(&reader), reader.listed()),
        ("date:2018..2020", vec![0, 1])
    );
}

#[test]
fn zooming_stepping_and_fitting() {
    let mut reader = Reader::samples(100, 30);
    let seen = |reader: &Reader| picture::header(&reader.app.timeline, &reader.app.scene, 200);
    reader.press("t [ z");
    let closer = seen(&reader);
    assert!(closer.starts_with("by "), "{closer}");
    assert_ne!(
        closer,
        "by year · 2018 to 2025 · days as written · tallest 2"
    );
    reader.press("Home");
    assert_eq!(
        seen(&reader),
        "by year · 2018 to 2025 · days as written · tallest 2"
    );
    reader.press("<");
    assert!(
        seen(&reader).starts_with("by quarter · 2018 Q1 to 2025 Q1"),
        "{}",
        seen(&reader)
    );
    reader.press(">");
    assert!(seen(&reader).starts_with("by year"));
    reader.press("/").type_text("date:2018").press("Enter t .");
    assert!(
        seen(&reader).starts_with("by day · 5 Jan 2018 to 7 Jan 2018"),
        "{}",
        seen(&reader)
    );
    reader.press("Z Z Z Z Z Z Z Z Z Z Z Z");
    assert!(
        seen(&reader).starts_with("by year · 2018 to 2025"),
        "{}",
        seen(&reader)
    );
}

#[test]
fn beyond_the_window_the_window_moves() {
    let mut reader = Reader::samples(100, 30);
    reader.press("t [ z z z z");
    assert!(reader.app.scene.hits.as_ref().unwrap().chart.after > 0);
    reader.press("]");
    assert_eq!(reader.selected(), Some(3));
    let chart = Arc::clone(&reader.app.scene.hits.as_ref().unwrap().chart);
    let cursor = reader.app.timeline.cursor(&reader.app.scene);
    assert!(matches!(cursor, Some(Place::Bar(_))), "{cursor:?}");
    assert!(chart.before > 0);
}

#[test]
fn the_collection_stays_behind_a_result() {
    let mut reader = Reader::samples(100, 30);
    reader.press("/").type_text("source:kayhan").press("Enter");
    insta::assert_snapshot!("filtered", strip(&reader));
}

#[test]
fn collections_of_every_shape() {
    let one = before(days(&["2018-01-05"]), 100, 30);
    insta::assert_snapshot!("one_article", strip(&one));
    let centuries = before(days(&["1118-03-01", "2018-01-05"]), 100, 30);
    assert_eq!(
        centuries.status(),
        "5 Jan 2018: 1 article, source unknown. 2 Mar 1118 to 4 Jan 2018: none."
    );
    insta::assert_snapshot!("nine_centuries", strip(&centuries));
    let years = [
        1120, 1350, 1600, 1605, 1789, 1848, 1901, 1914, 1945, 1989, 2019,
    ];
    let years: Vec<String> = years.iter().map(|year| format!("{year}-03-01")).collect();
    let years: Vec<&str> = years.iter().map(String::as_str).collect();
    insta::assert_snapshot!("breaks", strip(&before(days(&years), 80, 24)));
    let none = dated(&[("2018-01-01", Precision::Day, DateKind::None); 3]);
    insta::assert_snapshot!("only_undated", strip(&before(none, 100, 30)));
    let future = before(days(&["2025-12-30", "2026-01-15", "2026-02-01"]), 100, 30);
    insta::assert_snapshot!("future", strip(&future));
    let mut mixed = days(&["2018-01-05", "2018-01-06", "2018-01-09"]);
    mixed.extend(dated(&[(
        "2018-01-01",
        Precision::Month,
        DateKind::Explicit,
    )]));
    let mixed = before(mixed, 100, 30);
    insta::assert_snapshot!("wider", strip(&mixed));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Whatever is pressed in the timeline: its counts stay those of the list, its cursor stands
    /// on something, the filter line stays one that can be read.
    #[test]
    fn no_sequence_of_keys_loses_the_thread(
        keys in prop::collection::vec(prop::sample::select(KEYS.to_vec()), 1..60),
        columns in 40_u16..160,
    ) {
        let mut reader = Reader::samples(columns, 30);
        reader.press("t");
        for key in keys {
            reader.press(key);
            let hits = reader.app.scene.hits.clone().unwrap();
            if hits.chart.layer == Layer::Published {
                prop_assert_eq!(hits.chart.hits(), hits.order.len() as u64, "{}", key);
            }
            let asked = reader.app.timeline.ask(&reader.app.scene);
            prop_assert!(hits.chart.bars.len() <= usize::from(asked.columns));
            if let Some(Place::Bar(index)) = reader.app.timeline.cursor(&reader.app.scene) {
                prop_assert!(index < hits.chart.bars.len());
            }
            prop_assert!(reader.app.filter.faults().is_empty(), "{}", filter(&reader));
            if reader.app.scene.selected.is_none() {
                prop_assert!(reader.listed().is_empty());
            }
        }
        let _frame = reader.frame();
    }
}

const KEYS: &[&str] = &[
    "h",
    "l",
    "j",
    "k",
    "[",
    "]",
    "z",
    "Z",
    ".",
    "Home",
    "<",
    ">",
    "v",
    "Enter",
    "D",
    "3",
    "9",
    "+",
    "-",
    "g",
    "G",
    "t",
    "Esc",
    "H",
    "L",
    "O",
    "Backspace",
    "\\",
    "s",
    "d",
    "Down",
    "Tab",
    "f",
    "a",
    "W",
    "m",
    "M",
    "y",
    "Y",
    "{",
    "}",
    "S-Left",
    "S-Right",
    "(",
    ")",
    "Space",
    "b",
    "B",
    "o",
    "^",
    "p",
];
