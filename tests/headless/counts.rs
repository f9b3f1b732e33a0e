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
