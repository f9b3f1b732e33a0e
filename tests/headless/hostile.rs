//! Nothing foreign that is printed can command a terminal.

use super::*;

/// What a terminal might obey: control characters but line feeds, and direction overrides.
fn is_harmful(c: char) -> bool {
    (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A folder full of what a terminal might obey, in every field and in names.
fn hostile_folder() -> tempfile::TempDir {
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
    room
}

#[test]
fn nothing_that_is_printed_can_command_a_terminal() {
    let room = hostile_folder();
    let folder = room.path().to_str().unwrap();
    let hostile = "\x1b[2J\u{9b}\u{202e}\x07";
    let cases: &[&[&str]] = &[
        &["list", folder],
        &["list", folder, "--format", "jsonl", "--full"],
        &["list", folder, "--format", "json", "--full"],
        &["list", folder, "--format", "csv", "--full"],
        &["export", folder, "--to", "markdown"],
        &["export", folder, "--to", "html"],
        &["export", folder, "--to", "jsonl"],
        &["export", folder, "--to", "bibtex"],
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

#[test]
fn a_fault_while_reading_costs_the_file() {
    let room = tempfile::tempdir().unwrap();
    put(room.path(), "a.txt", TEXT);
    put(room.path(), "b.txt", TEXT);
    let mut command = dateline(&["list", room.path().to_str().unwrap(), "--format", "jsonl"]);
    let outcome = command.env("DATELINE_FAULT", "panic:file:a.txt").output();
    let (status, out, err) = finished(outcome.unwrap());
    assert_eq!((status, out.lines().count()), (0, 1));
    assert!(
        err.contains("a.txt: a fault of dateline while reading it"),
        "{err}"
    );
    assert_eq!(err.lines().count(), 1, "{err}");
    assert!(!err.contains(is_harmful), "{err:?}");
}
