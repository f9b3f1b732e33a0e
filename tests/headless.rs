//! The commands that print: as a shell and other programs call them.

mod counts;
mod exports;
mod hostile;
#[cfg(unix)]
mod on_unix;
mod records;
mod wrong;

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const SEEDS: &str = "seeds";
const TEXT: &str = "A headline of some words\n\nThe council met on Monday and spoke about water.\n";

/// The program, far from the settings of whoever runs the tests.
fn dateline(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.args(arguments).stdin(Stdio::null());
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("DATELINE_") {
            command.env_remove(name);
        }
    }
    command.env("XDG_CONFIG_HOME", "no such folder");
    command.env("XDG_STATE_HOME", "no such folder");
    command
}

/// Exit status, standard output, standard error.
fn run(arguments: &[&str]) -> (i32, String, String) {
    finished(dateline(arguments).output().unwrap())
}

fn finished(output: Output) -> (i32, String, String) {
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

fn with_stdin(arguments: &[&str], input: &[u8]) -> (i32, String, String) {
    let mut child = dateline(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    finished(child.wait_with_output().unwrap())
}

fn records(arguments: &[&str]) -> Vec<Value> {
    let (_, out, err) = run(arguments);
    let lines = out
        .lines()
        .map(|line| serde_json::from_str(line).expect(line));
    let records: Vec<Value> = lines.collect();
    assert!(!records.is_empty(), "{err}");
    records
}

fn put(root: &Path, name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path = root.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

/// Reads comma-separated values the way spreadsheets do.
fn comma_separated(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => cell.extend(chars.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    rows
}

#[test]
fn the_list_numbers_dates_and_names_the_samples() {
    let (status, out, err) = run(&["list"]);
    assert_eq!((status, err.as_str()), (0, ""));
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines.len(), 6, "{out}");
    assert!(lines[0].starts_with("N   date"));
    assert!(lines[1].starts_with("4   2025-01-22  kayhan.ir"), "{out}");
    assert!(lines[5].contains("no date"), "undated ones come last");
    assert!(
        out.contains("“Iran on Tuesday called"),
        "a lead stands in for a headline"
    );
}

#[test]
fn an_article_is_shown_by_number_and_by_key() {
    let first = &records(&["list", SEEDS, "--format", "jsonl"])[0];
    let key = first["key"].as_str().unwrap();
    let (status, by_key, _) = run(&["show", SEEDS, "--id", key]);
    let (_, by_number, _) = run(&["show", SEEDS, "--id", "4"]);
    assert_eq!(status, 0);
    assert_eq!(by_key, by_number);
    assert!(
        by_key.starts_with("Iran-Pakistan Defence/Security Cooperation Essential\nkayhan.ir · ")
    );
    let (_, json, _) = run(&["show", SEEDS, "--id", "4", "--format", "json"]);
    let record: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(record["key"], key);
    let (_, markdown, _) = run(&["show", SEEDS, "--id", "4", "--format", "markdown"]);
    assert!(markdown.starts_with("# Iran-Pakistan Defence/Security Cooperation Essential\n"));
    let (_, raw, _) = run(&["show", SEEDS, "--id", "4", "--raw"]);
    assert_eq!(
        raw,
        fs::read_to_string(first["path"].as_str().unwrap()).unwrap()
    );
}

#[test]
fn a_filter_narrows_and_explains_itself() {
    let found = |query: &str| -> Vec<String> {
        let (_, out, _) = run(&["list", SEEDS, "-q", query, "--format", "jsonl"]);
        let lines = out.lines().map(|line| serde_json::from_str(line).unwrap());
        lines
            .map(|record: Value| record["path"].as_str().unwrap()["seeds/".len()..][..3].to_owned())
            .collect()
    };
    assert_eq!(found("trump"), ["000", "001"]);
    assert_eq!(found("source:tasnim"), ["004"]);
    assert_eq!(found("date:none -pipeline"), ["004"]);
    let (status, out, err) = run(&["list", SEEDS, "-q", "trump date:2025"]);
    assert_eq!((status, out.as_str()), (1, ""));
    assert_eq!(
        err,
        "dateline: nothing matches trump date:2025; trump alone: 2; date:2025 alone: 1\n"
    );
    let (status, _, err) = run(&["list", SEEDS, "-q", "goverment"]);
    assert_eq!(status, 1);
    assert!(err.contains("no goverment - government?"), "{err}");
    let (status, _, err) = run(&["list", "no such path", "-q", "trump date:20x8"]);
    assert_eq!(status, 2);
    assert!(
        err.contains("character 12, “20x8”: expected a year"),
        "{err}"
    );
    let (status, out, err) = run(&["list", SEEDS, "-q", "china"]);
    assert_eq!((status, out.lines().count()), (0, 2));
    assert_eq!(err, "dateline: 1 more in comments\n");
    let (_, out, _) = run(&["sources", SEEDS, "-q", "israel"]);
    assert!(out.lines().nth(1).unwrap().starts_with("unknown"), "{out}");
}

#[test]
fn exit_statuses() {
    let room = tempfile::tempdir().unwrap();
    let root = room.path();
    let text = put(root, "a.txt", TEXT);
    let image = put(root, "b.png", b"\x89PNG\r\n\x1a\n");
    let empty = root.join("empty");
    fs::create_dir(&empty).unwrap();
    let (folder, empty) = (root.to_str().unwrap(), empty.to_str().unwrap());
    let cases: &[(&[&str], i32)] = &[
        (&["list", &text], 0),
        (&["list", folder], 0),
        (&["list", folder, "--strict"], 3),
        (&["list", &text, "--strict"], 0),
        (&["list", &image], 2),
        (&["list", "no such path"], 2),
        (&["list", "no such path", &text], 0),
        (&["list", empty], 1),
        (&["list", "--no-such-flag"], 2),
        (&["list", "--format", "no such form"], 2),
        (&["list", &text, "--published", "30 February"], 2),
        (&["show", &text, "--id", "1"], 0),
        (&["show", &text, "--id", "2"], 1),
        (&["show", &text, "--id", "0"], 1),
        (&["show", &text, "--id", "first"], 2),
        (&["check", &text], 0),
        (&["check", folder], 1),
        (&["check", "no such path"], 2),
        (&["timeline", SEEDS], 0),
        (&["sources", SEEDS], 0),
        (&["config", "default"], 0),
        (&["keys"], 0),
        (&["completions", "zsh"], 0),
        (&["man"], 0),
        (&["--help"], 0),
        (&["--version"], 0),
        (&["no such path"], 2),
    ];
    for (arguments, want) in cases {
        let (status, out, err) = run(arguments);
        assert_eq!(status, *want, "dateline {arguments:?}\n{out}\n{err}");
        let told = err
            .lines()
            .all(|line| line.starts_with("dateline: ") || line.starts_with(' '));
        assert!(told || out.is_empty(), "{arguments:?}: {err}");
        assert!(
            status != 2 || err.starts_with("dateline: ") || arguments[0] == "check",
            "{arguments:?}: {err}"
        );
    }
}

#[test]
fn check_says_what_was_read_and_why_the_rest_was_not() {
    let room = tempfile::tempdir().unwrap();
    let root = room.path();
    put(root, "a.txt", TEXT);
    put(root, "b.txt", b"\x89PNG\r\n\x1a\n");
    put(root, "c.txt", "");
    put(root, "d.txt", b"Stra\xdfenbau f\xfcr K\xf6ln\n\nDie Gespr\xe4che \xfcber \xd6l und Gas m\xfcssen f\xf6rdernd sein.\n");
    let folder = root.to_str().unwrap();
    let (status, out, _) = run(&["check", folder]);
    assert_eq!(status, 1);
    for part in [
        "4 files found, 2 articles in them",
        "a.txt: text, 1 article\n",
        "b.txt: skipped: a PNG image, no text",
        "c.txt: skipped: empty",
        "d.txt: text, 1 article\n  repaired: read as windows-1252 (guessed)",
        "dates       0 stated, 0 inferred, 0 given, 2 unknown",
    ] {
        assert!(out.contains(part), "{part}\n{out}");
    }
    let files = records(&["check", folder, "--format", "jsonl"]);
    let told: Vec<_> = files
        .iter()
        .map(|file| (file["format"].as_str(), file["issues"][0]["kind"].as_str()))
        .collect();
    let want = [
        (Some("text"), None),
        (Some("text"), Some("repaired")),
        (None, Some("skipped")),
        (None, Some("skipped")),
    ];
    assert_eq!(told, want);
    assert_eq!(files[0]["articles"], 1);
    assert_eq!(files[1]["dates"]["none"], 1);
    let (status, out, _) = run(&["check", SEEDS]);
    assert_eq!(status, 0);
    assert!(out.ends_with("nothing skipped, mended or cut\n"), "{out}");
}

#[test]
fn check_tells_the_same_trouble_of_many_records_once() {
    let room = tempfile::tempdir().unwrap();
    let good = "{\"title\":\"A storm\",\"text\":\"The port is shut.\"}\n";
    let lines = format!("{good}{{\"title\": \n[1]\n{good}[2]\n[3]\n");
    let path = put(room.path(), "a.jsonl", &lines);
    let (status, out, _) = run(&["check", &path]);
    assert_eq!(status, 1);
    assert!(out.contains("a.jsonl: jsonl, 2 articles"), "{out}");
    let troubles: Vec<&str> = out
        .lines()
        .filter(|line| line.starts_with("  skipped"))
        .collect();
    assert_eq!(troubles.len(), 2, "{out}");
    assert!(
        troubles[1].contains("3 records (line 3, line 5, line 6)"),
        "{out}"
    );
    let files = records(&["check", &path, "--format", "jsonl"]);
    assert_eq!(files.len(), 1);
    assert_eq!(files[0]["issues"][1]["count"], 3);
    assert_eq!(files[0]["issues"][1]["places"][2], "line 6");
}

#[test]
fn standard_input_is_a_text_too() {
    let (status, out, _) = with_stdin(
        &["list", "-", "--format", "jsonl", "--full"],
        TEXT.as_bytes(),
    );
    assert_eq!(status, 0);
    let record: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(record["path"], "-");
    assert_eq!(record["headline"], "A headline of some words");
    let (status, _, err) = with_stdin(&["list", "-"], b"");
    assert_eq!((status, err.as_str()), (2, "dateline: -: empty\n"));
}

#[test]
fn several_paths_are_read_in_their_order() {
    let room = tempfile::tempdir().unwrap();
    let (b, a) = (
        put(room.path(), "b.txt", TEXT),
        put(room.path(), "a.txt", TEXT),
    );
    let paths: Vec<String> = records(&["list", &b, SEEDS, &a, "--format", "jsonl", "--no-infer"])
        .iter()
        .filter(|record| record["date"].is_null())
        .map(|record| record["path"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(paths.first(), Some(&b));
    assert_eq!(paths.last(), Some(&a));
}

#[test]
fn a_command_wins_over_a_path_of_its_name() {
    let room = tempfile::tempdir().unwrap();
    put(room.path(), "list/a.txt", TEXT);
    let here = |arguments: &[&str]| {
        finished(
            dateline(arguments)
                .current_dir(room.path())
                .output()
                .unwrap(),
        )
    };
    let (status, out, _) = here(&["list", "--format", "jsonl"]);
    assert_eq!((status, out.lines().count()), (0, 5), "the samples");
    let (status, out, _) = here(&["list", "./list", "--format", "jsonl"]);
    assert_eq!((status, out.lines().count()), (0, 1));
    let (status, _, err) = here(&["-q", "water", "show"]);
    assert_eq!(status, 2);
    assert!(err.contains("the command show comes first"), "{err}");
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let room = tempfile::tempdir().unwrap();
    for number in 0..400 {
        put(room.path(), &format!("{number}.txt"), TEXT.repeat(20));
    }
    for format in ["table", "jsonl", "json", "csv"] {
        let path = room.path().to_str().unwrap();
        let full = (format != "table").then_some("--full");
        let mut child = dateline(&["list", path, "--format", format])
            .args(full)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut first)
            .unwrap();
        let (status, _, err) = finished(child.wait_with_output().unwrap());
        assert_eq!((status, err.as_str()), (0, ""), "{format}: {first}");
    }
}

#[test]
fn without_a_terminal_the_reader_names_the_list() {
    for arguments in [&[] as &[&str], &[SEEDS], &["-"]] {
        let (status, out, err) = run(arguments);
        assert_eq!((status, out.as_str()), (2, ""));
        assert!(err.contains("dateline list"), "{err}");
    }
}

#[test]
fn the_given_date_anchors_what_states_none() {
    let room = tempfile::tempdir().unwrap();
    let path = put(room.path(), "a.txt", TEXT);
    let record = records(&[
        "list",
        &path,
        "--format",
        "jsonl",
        "--full",
        "--published",
        "2018-01-05",
    ])
    .remove(0);
    assert_eq!(
        (&record["date"], &record["date_from"]),
        (&"2018-01-05".into(), &"given".into())
    );
    let monday = record["mentions"]
        .as_array()
        .unwrap()
        .iter()
        .find(|mention| mention["text"] == "on Monday");
    assert_eq!(
        monday.map(|mention| &mention["value"]),
        Some(&"2018-01-01".into())
    );
}
