//! The timeline beyond bars: by source, bursts, a look into a bar, moves, spans, dates by name.

use chrono::{Days, NaiveDate};
use dateline::app::timeline::picture::picture;
use dateline::app::{Effect, Message};
use dateline::article::{Article, DateKind, Precision};

use super::screen::{before, dated, days, filter, marked, strip};
use crate::frames::harness::Reader;

/// Sixty days of three articles each and one day of forty, from eight sources.
fn news() -> Vec<Article> {
    let start = NaiveDate::from_ymd_opt(2023, 3, 1).unwrap();
    let mut dates = Vec::new();
    for day in 0..60 {
        let day = start.checked_add_days(Days::new(day)).unwrap().to_string();
        let count = if day == "2023-04-05" { 40 } else { 3 };
        dates.extend(vec![day; count]);
    }
    let dates: Vec<_> = dates
        .iter()
        .map(|day| (day.as_str(), Precision::Day, DateKind::Explicit))
        .collect();
    let mut articles = dated(&dates);
    for (number, (article, (day, ..))) in articles.iter_mut().zip(&dates).enumerate() {
        let place = number % 8;
        let quake = *day == "2023-04-05" && place < 6;
        let what = if quake {
            "Earthquake in the hills"
        } else {
            "Budget in the house"
        };
        article.headline = Some(format!("{what}, report {number}"));
        article.source = (place > 0).then(|| format!("Paper {}", place * place / 9));
    }
    articles
}

fn reader() -> Reader {
    before(news(), 120, 40)
}

#[test]
fn bars_in_parts_by_source() {
    let mut reader = reader();
    reader.press("t b");
    insta::assert_snapshot!("stacked_120", strip(&reader));
    reader.resize(80, 24);
    insta::assert_snapshot!("stacked_80", strip(&reader));
    reader.resize(200, 60);
    insta::assert_snapshot!("stacked_200", strip(&reader));
    reader.press("b");
    assert!(!strip(&reader).contains("aaa"), "bars again");
}

#[test]
fn what_is_inferred_is_told_apart_inside_the_parts_too() {
    let mut articles = news();
    for article in articles.iter_mut().step_by(3) {
        article.published.kind = DateKind::Inferred;
    }
    let mut reader = before(articles, 120, 40);
    reader.press("t b {");
    insta::assert_snapshot!("stacked_inferred_120", strip(&reader));
    assert!(strip(&reader).contains("░ inferred"), "{}", strip(&reader));
    reader.press("Space");
    assert!(reader.frame().contains(" (~"), "{}", reader.frame());
}

#[test]
fn a_row_for_every_source() {
    let mut reader = reader();
    reader.press("t B");
    insta::assert_snapshot!("rows_120", strip(&reader));
    reader.resize(80, 24);
    insta::assert_snapshot!("rows_80", strip(&reader));
    reader.resize(200, 60);
    insta::assert_snapshot!("rows_200", strip(&reader));
    reader.press("5 h");
    let strip_of_rows = strip(&reader);
    let axis = strip_of_rows.lines().find(|line| line.contains('['));
    let axis = axis.expect("a line names the bar under the cursor");
    let (_, bar) = axis.split_once('[').unwrap();
    let bar = bar.split(']').next().unwrap();
    assert!(axis.contains(" Mar "), "{axis}");
    assert!(
        reader.status().starts_with(bar),
        "{bar}: {}",
        reader.status()
    );
    reader.press("o");
    assert_eq!(reader.status(), "rows of sources by name");
    reader.press("j Enter");
    assert_eq!(filter(&reader), "source:=\"Paper 1\"");
    let counted = reader.listed().len();
    assert!(
        strip(&reader).contains("100 %") && counted > 0,
        "{}",
        strip(&reader)
    );
    reader.press("Enter");
    assert_eq!(filter(&reader), "");
}

#[test]
fn a_burst_is_marked_gone_to_and_explained() {
    let mut reader = reader();
    reader.press("t {");
    assert_eq!(marked(&reader), "5 Apr");
    assert!(strip(&reader).contains('▲'), "{}", strip(&reader));
    assert!(reader.status().contains("a burst"), "{}", reader.status());
    reader.press("{");
    assert_eq!(reader.status(), "no burst before this");
    reader.press("Space");
    insta::assert_snapshot!("peek_120", reader.frame());
    reader.resize(80, 24);
    insta::assert_snapshot!("peek_80", reader.frame());
    reader.resize(200, 60);
    insta::assert_snapshot!("peek_200", reader.frame());
}

#[test]
fn the_sign_of_a_burst_leaves_its_height_to_be_seen() {
    let start = NaiveDate::from_ymd_opt(2023, 3, 1).unwrap();
    let mut dates = Vec::new();
    for day in 0..50 {
        let count = match day {
            20 => 60,
            30 => 30,
            _ => 2,
        };
        let day = start.checked_add_days(Days::new(day)).unwrap().to_string();
        dates.extend(vec![day; count]);
    }
    let dates: Vec<&str> = dates.iter().map(String::as_str).collect();
    let mut reader = before(days(&dates), 120, 40);
    reader.press("t");
    for stacked in ["h", "b"] {
        reader.press(stacked);
        let strip = strip(&reader);
        let rows: Vec<Vec<char>> = strip.lines().map(|line| line.chars().collect()).collect();
        let signs = rows.iter().enumerate().flat_map(|(row, cells)| {
            let signs = cells.iter().enumerate().filter(|(_, cell)| **cell == '▲');
            signs
                .map(move |(column, _)| (row, column))
                .collect::<Vec<_>>()
        });
        // That of the key in the border is none.
        let signs: Vec<(usize, usize)> = signs.filter(|(row, _)| *row + 1 < rows.len()).collect();
        assert_eq!(signs.len(), 2, "{strip}");
        for (row, column) in signs {
            let below = rows[row + 1][column];
            assert!(
                "▁▂▃▄▅▆▇█abcdef+".contains(below),
                "{below} under a sign: {strip}"
            );
        }
    }
}

#[test]
fn nothing_moves_while_one_looks_into_bars() {
    let mut reader = reader();
    reader.press("t");
    let selected = reader.selected();
    reader.press("Space 5 h");
    let frame = reader.frame();
    assert!(frame.contains("24 Apr 2023: 3 articles"), "{frame}");
    assert_eq!(
        (reader.selected(), marked(&reader).as_str()),
        (selected, "24 Apr")
    );
    reader.press("Space");
    assert_eq!(
        (reader.selected(), marked(&reader).as_str()),
        (selected, "29 Apr")
    );
    // Its articles are read with j and k, and Enter keeps only them.
    reader.press("Space 5 h j");
    assert_ne!(reader.selected(), selected);
    assert_eq!(marked(&reader), "24 Apr");
    reader.press("Enter");
    assert_eq!(
        (filter(&reader), reader.listed().len()),
        ("date:2023-04-24", 3)
    );
}

#[test]
fn strides_of_the_calendar_take_counts() {
    let mut reader = reader();
    reader.press("t");
    for (keys, wanted) in [
        ("a", "29 Apr"),
        ("A", "28 Apr"),
        ("W", "21 Apr"),
        ("2 w", "29 Apr"),
        ("M", "29 Mar"),
        ("m", "29 Apr"),
        ("3 A", "26 Apr"),
        ("Y", "1 Mar"),
    ] {
        reader.press(keys);
        assert_eq!(marked(&reader), wanted, "{keys}");
    }
    // Where a bar is wider than the stride, several strides reach the next one.
    let mut reader = before(days(&["2010-01-01", "2018-06-15", "2019-06-15"]), 100, 30);
    reader.press("t M M M M M");
    assert_eq!(marked(&reader), "2019");
    reader.press("M");
    assert_eq!(marked(&reader), "2018");
}

#[test]
fn a_span_grows_slides_and_stands_under_the_bars() {
    let mut reader = reader();
    reader.press("t S-Left S-Left");
    assert!(
        reader
            .status()
            .starts_with("27 Apr 2023 to 29 Apr 2023: 9 articles"),
        "{}",
        reader.status()
    );
    reader.press("(");
    assert!(
        reader
            .status()
            .starts_with("24 Apr 2023 to 26 Apr 2023: 9 articles"),
        "{}",
        reader.status()
    );
    reader.press("Enter");
    assert_eq!(filter(&reader), "date:2023-04-24..2023-04-26");
    insta::assert_snapshot!("span_of_the_filter", strip(&reader));
    reader.press("2 )");
    assert_eq!(filter(&reader), "date:2023-04-30..2023-05-02");
    reader.press("(");
    assert_eq!(filter(&reader), "date:2023-04-27..2023-04-29");
    // The span of the filter grows like one being drawn; editing the text moves it.
    reader.press("S-Left Enter");
    assert_eq!(filter(&reader), "date:2023-04-26..2023-04-29");
    reader
        .press("/ C-u")
        .type_text("date:2023-04-05")
        .press("Enter t");
    let (from, to) = reader.app.timeline.filtered(&reader.app.scene).unwrap();
    let bars = &reader.app.scene.hits.as_ref().unwrap().chart.bars;
    assert_eq!(
        (bars[from].start.date().to_string().as_str(), to),
        ("2023-04-05", from)
    );
    for _ in 0..5 {
        reader.press("H");
    }
    assert_eq!(filter(&reader), "");
    reader.press("L");
    assert_eq!(filter(&reader), "date:2023-04-24..2023-04-26");
}

#[test]
fn bars_of_a_span_being_chosen_stand_on_another_ground() {
    let mut reader = reader();
    reader.press("t");
    let brush = |reader: &Reader| picture(&reader.app.timeline, &reader.app.scene, 116, 5).brush;
    assert_eq!(brush(&reader), None);
    reader.press("v");
    let (one, rows) = brush(&reader).unwrap();
    assert_eq!(rows, 0..4);
    reader.press("h h");
    let (three, _) = brush(&reader).unwrap();
    assert_eq!((three.len(), three.end), (one.len() * 3, one.end));
    assert!(reader.frame().contains("only this span"));
    reader.press("Esc");
    assert_eq!(brush(&reader), None);
}

#[test]
fn windows_are_views_to_come_back_to() {
    let mut reader = reader();
    reader.press("t {");
    let seen = |reader: &Reader| strip(reader).lines().next().unwrap().to_owned();
    let all = seen(&reader);
    reader.press("z");
    let closer = seen(&reader);
    reader.press("z <");
    let hours = seen(&reader);
    assert!(all != closer && closer != hours);
    reader.press("H");
    assert_ne!(seen(&reader), hours);
    reader.press("H");
    assert_eq!(seen(&reader), closer);
    reader.press("H");
    assert_eq!(seen(&reader), all);
    reader.press("L L L");
    assert_eq!(seen(&reader), hours);
}

#[test]
fn a_date_is_gone_to_as_it_is_written_or_said() {
    let mut reader = reader();
    reader.press("@").type_text("5 april 2023");
    insta::assert_snapshot!("go_to_date", reader.frame());
    reader.press("Enter");
    assert_eq!((marked(&reader).as_str(), filter(&reader)), ("5 Apr", ""));
    assert_eq!(reader.app.scene.focus, dateline::app::Pane::Timeline);
    reader.press("@").type_text("last march");
    assert!(
        reader.frame().contains("2025-03: 0 articles"),
        "{}",
        reader.frame()
    );
    reader.press("Esc @").type_text("2023-03").press("Tab");
    assert_eq!(
        (filter(&reader), reader.listed().len()),
        ("date:2023-03", 93)
    );
    reader.press("H @").type_text("soon").press("Enter");
    assert!(
        reader.status().contains("no date is known by"),
        "{}",
        reader.status()
    );
    reader.press("Esc @").type_text("1950").press("Enter");
    assert_eq!(marked(&reader), "1 Jan", "the window goes along");
}

#[test]
fn an_outlier_day_can_be_cut_or_drawn_by_root_and_log() {
    let mut reader = reader();
    reader.press("t 4 + ^");
    insta::assert_snapshot!("height_cut", strip(&reader));
    reader.press("^");
    assert!(strip(&reader).contains("square root"), "{}", strip(&reader));
    reader.press("^");
    insta::assert_snapshot!("height_log", strip(&reader));
    reader.press("^");
    assert!(!strip(&reader).contains("log"));
}

#[test]
fn a_break_is_stepped_over_and_can_be_pointed_at() {
    let mut reader = before(days(&["1118-03-01", "2018-01-04", "2018-01-05"]), 100, 30);
    reader.press("t h");
    assert_eq!(marked(&reader), "4 Jan");
    reader.press("h");
    assert_eq!(
        (marked(&reader).as_str(), reader.selected()),
        ("1 Mar", Some(0))
    );
    reader.press("l");
    assert_eq!(marked(&reader), "4 Jan");
    reader.press("@").type_text("1500").press("Enter");
    let status = reader.status();
    assert!(
        status.starts_with(
            "900 years: none. Nearest are 1 Mar 1118 (1 article) and 4 Jan 2018 (1 article)."
        ),
        "{status}"
    );
    // With wider bars the break goes, and the centuries keep their width.
    reader.press("h > > > > > >");
    assert!(!strip(&reader).contains('╱'), "{}", strip(&reader));
}

#[test]
fn hours_filter_to_the_hour() {
    let times = [
        "2018-01-07T09:10:00",
        "2018-01-07T14:30:00",
        "2018-01-07T14:59:00",
        "2018-01-07T15:00:00",
    ];
    let times: Vec<_> = times
        .into_iter()
        .map(|time| (time, Precision::Minute, DateKind::Explicit))
        .collect();
    let mut reader = before(dated(&times), 100, 30);
    reader.press("t h D");
    assert_eq!(
        (filter(&reader), reader.listed().len()),
        ("date:2018-01-07T14", 2)
    );
    reader.press("D");
    assert_eq!(filter(&reader), "");
}

#[test]
fn moving_over_bars_asks_nothing_of_the_index() {
    let mut reader = reader();
    reader.press("t");
    let mut asked = 0;
    for key in [
        "h", "l", "[", "]", "A", "a", "{", "}", "j", "k", "v", "S-Left", "Esc", "^", "g", "G",
    ] {
        let effects = reader.app.update(Message::Key(key.parse().unwrap()));
        asked += effects
            .iter()
            .filter(|effect| matches!(effect, Effect::Search(_)))
            .count();
    }
    assert_eq!(asked, 0);
}
