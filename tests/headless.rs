//! The commands that print: as a shell and other programs call them.

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

/// What a terminal might obey: control characters but line feeds, and direction overrides.
fn is_harmful(c: char) -> bool {
    (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
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
fn the_record_has_these_fields_in_this_order() {
    let brief = [
        "key",
        "path",
        "part",
        "bytes",
        "format",
        "headline",
        "headline_from",
        "source",
        "source_from",
        "authors",
        "place",
        "agency",
        "date",
        "date_precision",
        "date_from",
        "date_confidence",
        "date_evidence",
        "date_range",
        "updated",
        "url",
        "language",
    ];
    let rest = [
        "body",
        "related",
        "comments",
        "boilerplate",
        "mentions",
        "lines",
        "issues",
        "marks",
    ];
    let names =
        |record: &Value| -> Vec<String> { record.as_object().unwrap().keys().cloned().collect() };
    for record in records(&["list", SEEDS, "--format", "jsonl"]) {
        assert_eq!(names(&record), brief);
    }
    for record in records(&["list", SEEDS, "--format", "jsonl", "--full"]) {
        assert_eq!(names(&record), [brief.as_slice(), &rest].concat());
        assert_eq!(
            names(&record["marks"]),
            ["read", "starred", "verdict", "tags", "note"]
        );
        for related in record["related"].as_array().unwrap() {
            assert_eq!(
                names(related),
                ["headline", "standfirst", "inline", "article"]
            );
        }
        for comment in record["comments"].as_array().unwrap() {
            assert_eq!(names(comment), ["author", "time", "text", "reply_to"]);
        }
        for mention in record["mentions"].as_array().unwrap() {
            assert_eq!(
                names(mention),
                ["text", "start", "end", "type", "value", "in"]
            );
        }
        let text = fs::read_to_string(record["path"].as_str().unwrap()).unwrap();
        assert_eq!(
            record["lines"].as_array().unwrap().len(),
            text.split('\n').count()
        );
        assert_eq!(record["bytes"], serde_json::json!([0, text.len()]));
        assert_eq!(record["format"], "text");
    }
}

#[test]
fn mentions_are_found_at_characters_of_the_decoded_file() {
    let room = tempfile::tempdir().unwrap();
    let written = "\u{feff}A headline\r\nof \x1b[31mseveral\u{200b}\u{200b} words\r\n\r\nتهران: the council met on Monday, 5 January 2018, again.\r\n\r\nIn 2019 it \u{202e}met on 6 March 2019.\r\n";
    let path = put(room.path(), "a.txt", written);
    let decoded: Vec<char> = written.trim_start_matches('\u{feff}').chars().collect();
    let mut sources = vec![(path, decoded)];
    for seed in fs::read_dir(SEEDS).unwrap() {
        let path = seed.unwrap().path().to_str().unwrap().to_owned();
        let text = fs::read_to_string(&path).unwrap();
        sources.push((path, text.chars().collect()));
    }
    for (path, decoded) in sources {
        let record = records(&["list", &path, "--format", "jsonl", "--full"]).remove(0);
        for mention in record["mentions"].as_array().unwrap() {
            let place = |name: &str| usize::try_from(mention[name].as_u64().unwrap()).unwrap();
            let there: String = decoded[place("start")..place("end")].iter().collect();
            assert_eq!(there, mention["text"].as_str().unwrap(), "{path}");
        }
    }
}

#[test]
fn one_array_and_one_line_each_say_the_same() {
    let lines = records(&["list", SEEDS, "--format", "jsonl", "--full"]);
    let (_, out, _) = run(&["list", SEEDS, "--format", "json", "--full"]);
    let array: Vec<Value> = serde_json::from_str(&out).unwrap();
    assert_eq!(array, lines);
}

#[test]
fn comma_separated_values_keep_their_columns() {
    let room = tempfile::tempdir().unwrap();
    put(
        room.path(),
        "a,\"b\".txt",
        "=SUM(A1), \"quoted\" headline of words\n\nThe council met on Monday.\n\nIt met again on Friday.\n",
    );
    let (status, out, _) = run(&[
        "list",
        room.path().to_str().unwrap(),
        "--format",
        "csv",
        "--full",
    ]);
    assert_eq!(status, 0);
    let rows = comma_separated(&out);
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0].len(), rows[1].len());
    let cell = |name: &str| {
        let column = rows[0].iter().position(|head| head == name).unwrap();
        rows[1][column].as_str()
    };
    assert!(cell("path").ends_with("a,\"b\".txt"));
    assert_eq!(cell("headline"), "'=SUM(A1), \"quoted\" headline of words");
    assert_eq!(
        cell("body"),
        "The council met on Monday.\n\nIt met again on Friday."
    );
    assert_eq!(cell("source"), "");
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
            status != 2 || err.starts_with("dateline: "),
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
        "b.txt: a PNG image, no text",
        "c.txt: empty",
        "d.txt: read as windows-1252 (guessed)",
        "dates       0 stated, 0 inferred, 0 given, 2 unknown",
    ] {
        assert!(out.contains(part), "{part}\n{out}");
    }
    let issues = records(&["check", folder, "--format", "jsonl"]);
    let kinds: Vec<&str> = issues
        .iter()
        .map(|issue| issue["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["skipped", "skipped", "repaired"]);
    assert!(issues[0]["article"].is_null() && issues[2]["article"].is_string());
    let (status, out, _) = run(&["check", SEEDS]);
    assert_eq!(status, 0);
    assert!(out.ends_with("nothing skipped, mended or cut\n"), "{out}");
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
        let mut child = dateline(&[
            "list",
            room.path().to_str().unwrap(),
            "--full",
            "--format",
            format,
        ])
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

#[test]
fn nothing_that_is_printed_can_command_a_terminal() {
    let payloads = [
        "\x1b[2J\x1b[H",
        "\x1b]0;title\x07",
        "\x1b]52;c;aGk=\x07",
        "\x1bP+q\x1b\\",
        "\u{9b}2J",
        "\u{9d}0;x\u{9c}",
        "\x1b]8;;http://x\x1b\\link",
        "\x1b[6n",
        "\u{202e}abc",
        "\u{2066}x",
        "\x08\x08",
        "\x7f",
        "\r",
        "\x0e",
        "\x1b",
    ];
    let room = tempfile::tempdir().unwrap();
    for (number, payload) in payloads.iter().enumerate() {
        let text = format!(
            "{payload}Head{payload}line of words\n\nBy {payload}Ann Other\n\nSource: x{payload}.org\n\nPublished: {payload}5 January 2018\n\n\
             TEHRAN{payload} (Tas{payload}nim) – The council {payload}met on {payload}Monday.\n\n{payload}\n\nComments\n\nAnn{payload}\n\nSo it {payload}is.\n"
        );
        put(room.path(), &format!("{number:02}.txt"), text);
    }
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt as _;
        let name = std::ffi::OsStr::from_bytes(b"\x1b]0;x\x07\n\xff\xc2\x9b.txt");
        fs::write(room.path().join(name), TEXT).unwrap();
        fs::write(room.path().join("\x1b[2J.png"), b"\x89PNG\r\n\x1a\n").unwrap();
    }
    let folder = room.path().to_str().unwrap();
    let hostile = "\x1b[2J\u{9b}\u{202e}\x07";
    let cases: &[&[&str]] = &[
        &["list", folder],
        &["list", folder, "--format", "jsonl", "--full"],
        &["list", folder, "--format", "json", "--full"],
        &["list", folder, "--format", "csv", "--full"],
        &["show", folder, "--id", "2"],
        &["show", folder, "--id", "3", "--raw"],
        &["show", folder, "--id", "4", "--format", "markdown"],
        &["show", folder, "--id", "5", "--format", "json"],
        &["show", folder, "--id", hostile],
        &["check", folder],
        &["check", folder, "--format", "jsonl"],
        &["timeline", folder, "--stack", "source"],
        &["timeline", folder, "--stack", "source", "--format", "csv"],
        &["sources", folder],
        &["list", hostile],
        &["list", "--format", hostile],
        &["list", "--published", hostile],
        &[hostile, hostile],
        &["keys", "--config", hostile],
        &["completions", hostile],
    ];
    for arguments in cases {
        let (_, out, err) = run(arguments);
        assert!(!out.is_empty() || !err.is_empty());
        for text in [out, err] {
            if let Some(at) = text.find(is_harmful) {
                let around: String = text[at..].chars().take(40).collect();
                panic!("dateline {arguments:?} prints {around:?}");
            }
        }
    }
}

#[cfg(unix)]
mod on_unix {
    use std::os::unix::fs::PermissionsExt as _;
    use std::os::unix::process::CommandExt as _;

    use super::*;

    #[test]
    fn a_closed_standard_output_is_no_crash() {
        for redirection in [
            ">&-",
            "<&-",
            ">&- <&- 2>&-",
            "2>&-",
            "> /dev/null < /dev/null",
        ] {
            let line = format!("exec \"$0\" list {SEEDS} {redirection}");
            let status = Command::new("sh")
                .args(["-c", &line, env!("CARGO_BIN_EXE_dateline")])
                .output();
            assert_eq!(status.unwrap().status.code(), Some(0), "{redirection}");
        }
    }

    #[test]
    fn a_full_device_is_an_error_with_its_mend() {
        if !Path::new("/dev/full").exists() {
            eprintln!("skipped: there is no /dev/full here");
            return;
        }
        let full = fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .unwrap();
        let (status, _, err) = finished(dateline(&["list", SEEDS]).stdout(full).output().unwrap());
        assert_eq!(status, 2);
        assert!(err.contains("no space left"), "{err}");
    }

    #[test]
    fn what_may_not_be_read_costs_itself() {
        let room = tempfile::tempdir().unwrap();
        let root = room.path();
        let secret = put(root, "secret.txt", TEXT);
        put(root, "closed/a.txt", TEXT);
        put(root, "open.txt", TEXT);
        let close = |path: &Path, mode| {
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap()
        };
        close(root, 0o755);
        close(Path::new(&secret), 0o000);
        close(&root.join("closed"), 0o000);
        let mut command = dateline(&["list", root.to_str().unwrap(), "--format", "jsonl"]);
        let mut folder = dateline(&["list", root.join("closed").to_str().unwrap()]);
        if rustix::process::geteuid().is_root() {
            // Root may read everything; nobody may not. The program may lie where nobody cannot go.
            command.uid(65534).gid(65534);
            folder.uid(65534).gid(65534);
        }
        let outcome = command.output();
        let denied = folder.output();
        close(&root.join("closed"), 0o755);
        let (Ok(outcome), Ok(denied)) = (outcome, denied) else {
            eprintln!(
                "SKIPPED: permissions cannot be tested as root, and the program cannot be run as nobody"
            );
            return;
        };
        let (status, out, err) = finished(outcome);
        assert_eq!((status, out.lines().count()), (0, 1), "{err}");
        assert!(err.contains("closed: no permission to read it"), "{err}");
        assert!(
            err.contains("secret.txt: no permission to read it"),
            "{err}"
        );
        assert_eq!(finished(denied).0, 2, "nothing could be read");
    }
}
