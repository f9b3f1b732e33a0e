//! What counts articles: the timeline as text, numbers and picture, and the sources.

use super::*;

#[test]
fn the_timeline_adds_up_to_the_list() {
    for arguments in [
        &["--by", "year"] as &[&str],
        &["--by", "hour"],
        &["--by", "week"],
        &[],
    ] {
        let whole = [&["timeline", SEEDS, "--format", "json"], arguments].concat();
        let (_, out, _) = run(&whole);
        let bars: Vec<Value> = serde_json::from_str(&out).unwrap();
        let sum: u64 = bars.iter().map(|bar| bar["count"].as_u64().unwrap()).sum();
        assert_eq!(sum, 5, "{arguments:?}");
        let (_, out, _) = run(&[&whole[..], &["--stack", "source"]].concat());
        let parts: Vec<Value> = serde_json::from_str(&out).unwrap();
        let sum: u64 = parts
            .iter()
            .map(|part| part["of_source"].as_u64().unwrap())
            .sum();
        assert_eq!(sum, 5, "{arguments:?}");
    }
    let (_, out, _) = run(&["timeline", SEEDS, "--stack", "source", "--format", "csv"]);
    let rows = comma_separated(&out);
    assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{out}");
}

#[test]
fn sources_come_with_count_and_span() {
    let (status, out, _) = run(&["sources", SEEDS]);
    assert_eq!(status, 0);
    let line = |start: &str| {
        out.lines()
            .find(|line| line.starts_with(start))
            .unwrap_or_else(|| panic!("{out}"))
    };
    assert!(line("kayhan.ir").ends_with("1  2025-01-22  2025-01-22"));
    assert!(line("~Tasnim").ends_with("1  no date     no date"));
    let records = records(&["sources", SEEDS, "--format", "jsonl"]);
    let sum: u64 = records
        .iter()
        .map(|record| record["count"].as_u64().unwrap())
        .sum();
    assert_eq!(sum, 5);
}

#[test]
fn the_picture_of_the_readme_is_the_programs() {
    let (status, picture, _) = run(&["timeline", "--format", "svg"]);
    assert_eq!(status, 0);
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/timeline.svg");
    if std::env::var_os("DATELINE_PICTURE").is_some() {
        fs::write(&file, &picture).unwrap();
    }
    assert_eq!(picture, fs::read_to_string(file).unwrap());
}

#[test]
fn the_timeline_takes_a_width_and_a_layer() {
    let (_, text, _) = run(&["timeline", "--width", "60"]);
    assert!(
        text.lines().all(|line| line.chars().count() <= 60),
        "{text}"
    );
    let (_, picture, _) = run(&["timeline", "--format", "svg", "--width", "500"]);
    assert!(picture.contains("width=\"500\""), "{picture}");
    let (status, spoken, _) = run(&["timeline", "--layer", "mentioned"]);
    assert_eq!(status, 0);
    assert!(
        spoken.starts_with("by month · Jan 2017 to Jan 2018 · times mentioned"),
        "{spoken}"
    );
    let (status, _, err) = run(&["timeline", "--layer", "both", "--stack", "source"]);
    assert_eq!(status, 2);
    assert!(err.contains("dates of publication only"), "{err}");
}

#[test]
fn one_year_of_long_ago_in_a_text_does_not_make_bars_of_centuries() {
    let folder = tempfile::tempdir().unwrap();
    let article = |day: u32, said: &str| {
        format!(
            "{{\"headline\":\"Talks of day {day}\",\"date\":\"2018-03-{day:02}\",\"body\":\"The \
             talks of {day} March 2018 ended late{said}.\"}}\n"
        )
    };
    let mut lines: String = (0..130)
        .map(|number| article(number % 28 + 1, ""))
        .collect();
    lines += &article(7, ", as on 29 May 1453");
    let file = put(folder.path(), "news.jsonl", lines);
    let timeline =
        |more: &[&str]| run(&[&["timeline", &file, "--layer", "mentioned"], more].concat());
    let (status, dense, told) = timeline(&[]);
    assert_eq!(status, 0);
    assert!(
        dense.starts_with("by day · 1 Mar 2018 to 28 Mar 2018"),
        "{dense}"
    );
    let before = dense.lines().find(|line| line.starts_with("before"));
    assert!(before.is_some_and(|line| line.contains(" 1 ")), "{dense}");
    assert!(told.contains("--window all shows them"), "{told}");
    let (_, all, told) = timeline(&["--window", "all"]);
    assert!(all.contains("1453") && !all.contains("before"), "{all}");
    assert_eq!(told, "");
    let (_, rows, _) = timeline(&["--format", "csv", "--window", "dense"]);
    assert!(rows.contains("before,,,,,1,,"), "{rows}");
    // Of what was published nothing is left out unless that is asked for.
    let published = |more: &[&str]| run(&[&["timeline", &file], more].concat()).1;
    assert_eq!(published(&[]), published(&["--window", "dense"]));
}

/// Seven papers over three days: the first speaks every day, the others in turn.
fn papers(folder: &Path) -> String {
    let line = |number: usize| {
        let day = number % 3 + 1;
        let paper = if number.is_multiple_of(2) {
            0
        } else {
            number % 15
        };
        format!(
            "{{\"headline\":\"Report {number}\",\"date\":\"2018-03-0{day}\",\"source\":\"Paper \
             {paper}\",\"body\":\"The vote of 2 March 2018 was close.\"}}\n"
        )
    };
    put(
        folder,
        "papers.jsonl",
        (0..60).map(line).collect::<String>(),
    )
}

#[test]
fn bars_in_parts_are_drawn_with_a_letter_for_every_source_and_say_what_these_mean() {
    let folder = tempfile::tempdir().unwrap();
    let file = papers(folder.path());
    let (status, text, _) = run(&["timeline", &file, "--stack", "source", "--width", "70"]);
    assert_eq!(status, 0);
    let lines: Vec<&str> = text.lines().collect();
    assert!(
        lines[0].starts_with("by day · 1 Mar 2018 to 3 Mar 2018"),
        "{text}"
    );
    for line in &lines[1..4] {
        assert!(line.contains("  20  aaaa") && line.contains('+'), "{text}");
    }
    assert!(
        lines[4].starts_with("a  3") && lines[4].ends_with("  Paper 0"),
        "{text}"
    );
    assert!(
        text.contains("other sources") && text.ends_with("   60  articles\n"),
        "{text}"
    );
    assert!(
        lines.iter().all(|line| line.chars().count() <= 70),
        "{text}"
    );
    let of_parts = lines[4..]
        .iter()
        .filter_map(|line| line.get(1..6)?.trim().parse::<u32>().ok());
    assert_eq!(
        of_parts.sum::<u32>(),
        2 * 60,
        "the parts and their sum: {text}"
    );
}

#[test]
fn published_and_spoken_of_are_told_apart_in_a_text_and_without_blocks() {
    let folder = tempfile::tempdir().unwrap();
    let file = papers(folder.path());
    let (_, text, _) = run(&["timeline", &file, "--layer", "both", "--width", "70"]);
    let vote = text
        .lines()
        .find(|line| line.starts_with("2 Mar 2018"))
        .unwrap();
    assert!(vote.contains("  60  █") && vote.contains("█▒"), "{text}");
    assert!(vote.ends_with("  40 speak of it"), "{text}");
    assert!(text.contains("▒ only speaks of it"), "{text}");
    let plain = [
        &["timeline", &file, "--ascii"] as &[&str],
        &["--layer", "both"],
    ]
    .concat();
    for arguments in [
        &plain[..],
        &["timeline", &file, "--ascii", "--stack", "source"],
    ] {
        let (_, text, _) = run(arguments);
        assert!(text.is_ascii() && text.lines().count() > 4, "{text}");
    }
    assert!(run(&plain).1.contains("#%"));
}
