//! The chart as a picture: what a browser and a screen reader are given.

use std::sync::Arc;

use dateline::timeline::source::{BySource, Sources};
use dateline::timeline::{Ask, Chart, svg};

use super::{Bits, DateCell, ask, chart, day, samples};

fn with_sources(dates: &[DateCell], column: &[u32], names: &[&str]) -> Chart {
    let names: Vec<Arc<str>> = names.iter().map(|name| Arc::from(*name)).collect();
    let hits = Bits::full(dates.len());
    let mut chart = chart(dates, &hits, &Ask { ..ask(80) });
    let sources = Sources {
        column,
        names: &names,
    };
    chart.by_source = Some(Arc::new(BySource::of(&chart, sources, dates, &hits)));
    chart
}

fn drawn(chart: &Chart, title: &str) -> String {
    let words = svg::Words {
        title,
        zone: "days as written",
    };
    svg::svg(chart, words, 960)
}

/// Every element is closed, none is a script, nothing is fetched.
fn check(picture: &str) {
    let mut open = Vec::new();
    for tag in picture.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap();
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "{picture}");
        } else if !tag.ends_with('/') {
            open.push(tag.split(' ').next().unwrap());
        }
    }
    assert_eq!(open, [""; 0], "{picture}");
    for word in ["script", "href", "onload", "@import", "\"NaN", "\"inf"] {
        assert!(!picture.contains(word), "{word}: {picture}");
    }
}

#[test]
fn the_samples_as_a_picture() {
    let chart = with_sources(
        &samples(),
        &[u32::MAX, u32::MAX, 0, u32::MAX, 1],
        &["kayhan.ir", "Tasnim"],
    );
    let picture = drawn(&chart, "Articles over time");
    check(&picture);
    for words in [
        "5 articles by year, 2018 to 2025, days as written; 1 dated by inference; 2 without a date.",
        "source unknown: 3 (60 %)",
        "<title>2025: 1; kayhan.ir 1</title>",
        "<title>no date: 2</title>",
    ] {
        assert!(picture.contains(words), "{words}: {picture}");
    }
    insta::assert_snapshot!("samples_svg", picture);
}

#[test]
fn a_burst_is_explained_where_there_is_one() {
    let mut dates: Vec<DateCell> = (10..30).map(|at| day(&format!("2018-01-{at}"))).collect();
    let column = vec![0; 100];
    let quiet = drawn(&with_sources(&dates, &column, &["one"]), "");
    assert!(!quiet.contains('▲'));
    dates.extend([day("2018-01-15"); 40]);
    let picture = drawn(&with_sources(&dates, &column, &["one"]), "");
    check(&picture);
    assert!(picture.contains("▲ a burst, far more than usual around it"));
}

#[test]
fn a_name_stays_a_text() {
    let name = "</text><script>alert(1)</script> & \"x\"";
    let chart = with_sources(&[day("2018-01-05")], &[0], &[name]);
    let picture = drawn(&chart, name);
    check(
        &picture
            .replace("&lt;script&gt;", "")
            .replace("&lt;/script&gt;", ""),
    );
    assert!(picture.contains("&lt;/text&gt;&lt;script&gt;alert(1)"));
}

#[test]
fn any_chart_can_be_drawn() {
    for dates in [
        vec![],
        vec![DateCell::NONE; 3],
        vec![day("2018-01-05")],
        vec![day("1118-03-01"), day("2018-01-05")],
        vec![day("0001-01-01"), day("9999-12-31")],
    ] {
        let column = vec![0; dates.len()];
        let chart = with_sources(&dates, &column, &["one"]);
        for width in [0, 320, 8_000, u32::MAX] {
            let words = svg::Words {
                title: "",
                zone: "",
            };
            check(&svg::svg(&chart, words, width));
        }
    }
}

#[test]
fn the_words_of_a_break_lie_over_no_bar() {
    let far = [1120, 1350, 1600, 1605, 1789, 1848, 1901, 1914, 1945, 1989];
    let many: Vec<DateCell> = far.map(|year| day(&format!("{year}-03-01"))).into();
    let few = vec![day("1118-03-01"), day("2018-01-05")];
    for (dates, upright) in [(many, true), (few, false)] {
        let chart = with_sources(&dates, &vec![0; dates.len()], &["one"]);
        assert!(chart.bars.iter().any(|bar| bar.folded > 0));
        let picture = drawn(&chart, "x");
        check(&picture);
        let words = picture
            .lines()
            .filter(|line| line.contains(": none</text>"));
        let words: Vec<&str> = words.collect();
        assert!(!words.is_empty(), "{picture}");
        assert!(
            words
                .iter()
                .all(|line| line.contains("rotate(-90)") == upright),
            "{words:?}"
        );
    }
}

#[test]
fn more_sources_than_can_be_told_apart_are_counted_together() {
    let dates: Vec<_> = (0..10)
        .flat_map(|n| vec![day("2018-01-05"); 10 - n])
        .collect();
    let column: Vec<u32> = (0..10_u32).flat_map(|n| vec![n; 10 - n as usize]).collect();
    let names: Vec<String> = (0..10).map(|n| format!("source {n}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let chart = with_sources(&dates, &column, &names);
    let stack = chart
        .by_source
        .as_ref()
        .unwrap()
        .stack(0, chart.bars[0].hits());
    assert_eq!(stack, [10, 9, 8, 7, 6, 5, 10]);
    assert!(drawn(&chart, "x").contains("4 other sources: 10 (18 %)"));
}

#[test]
fn a_narrow_picture_keeps_its_words_in_the_frame() {
    let mut dates: Vec<DateCell> = (0..300)
        .map(|n| day(&format!("2023-{:02}-{:02}", n % 12 + 1, n % 28 + 1)))
        .collect();
    dates.extend(samples());
    let chart = with_sources(&dates, &vec![0; dates.len()], &["A paper"]);
    let words = svg::Words {
        title: "Articles over time: a rather long question that somebody asked of the collection",
        zone: "days in America/Argentina/Buenos_Aires",
    };
    let picture = svg::svg(&chart, words, 400);
    check(&picture);
    let lines = picture
        .lines()
        .filter(|line| line.contains("<text x=\"16\""));
    for line in lines {
        let words = line.split('>').nth(1).unwrap().split('<').next().unwrap();
        assert!(words.chars().count() * 7 <= 400, "{words}");
    }
    let from = picture.find("translate(0 ").unwrap() + "translate(0 ".len();
    assert!(!picture[from..].starts_with("0)"), "the bars make room");
}

#[test]
fn what_is_inferred_is_hatched_and_named() {
    let chart = with_sources(
        &samples(),
        &[u32::MAX, u32::MAX, 0, u32::MAX, 1],
        &["kayhan.ir", "Tasnim"],
    );
    let picture = drawn(&chart, "Articles over time");
    assert_eq!(picture.matches("url(#hatch)").count(), 2, "bar and legend");
    assert!(picture.contains("dated by inference: 1<"), "{picture}");
    let all_read: Vec<DateCell> = vec![day("2018-01-05"), day("2019-01-05")];
    let picture = drawn(&with_sources(&all_read, &[0, 0], &["A"]), "x");
    assert!(!picture.contains("url(#hatch)"));
}
