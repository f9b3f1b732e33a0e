//! Articles in other forms, to standard output and to files.

use super::*;

/// Names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn an_exported_table_has_what_the_records_have() {
    let (status, out, err) = run(&["export", SEEDS, "--to", "csv"]);
    assert_eq!(status, 0, "{err}");
    assert!(
        err.contains("articles: 5") && err.contains("filter: none"),
        "{err}"
    );
    assert!(out.lines().count() > 5 && out.contains("\r\n"));
    let mut reader = csv::Reader::from_reader(out.as_bytes());
    let names: Vec<String> = reader
        .headers()
        .unwrap()
        .iter()
        .map(str::to_owned)
        .collect();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let records = records(&["list", SEEDS, "--format", "jsonl", "--full"]);
    assert_eq!(rows.len(), records.len());
    for (row, record) in rows.iter().zip(&records) {
        let cell = |name: &str| &row[names.iter().position(|n| n == name).unwrap()];
        for name in [
            "key",
            "headline",
            "source",
            "date",
            "date_from",
            "place",
            "path",
        ] {
            assert_eq!(
                cell(name),
                record[name].as_str().unwrap_or_default(),
                "{name}"
            );
        }
        let body: Vec<&str> = record["body"]
            .as_array()
            .unwrap()
            .iter()
            .map(|p| p.as_str().unwrap())
            .collect();
        assert_eq!(cell("body"), body.join("\n\n"));
        assert_eq!(
            (cell("read"), cell("verdict"), cell("note")),
            ("false", "", "")
        );
    }
}

#[test]
fn exported_records_are_the_full_ones() {
    let (_, exported, err) = run(&["export", SEEDS, "--to", "jsonl", "-q", "iran"]);
    let (_, listed, _) = run(&["list", SEEDS, "--format", "jsonl", "--full", "-q", "iran"]);
    assert_eq!(exported, listed);
    assert!(err.contains("filter: iran"), "{err}");
}

#[test]
fn a_file_is_written_whole_and_never_over_another() {
    let room = tempfile::tempdir().unwrap();
    let file = room.path().join("articles.html");
    let path = file.to_str().unwrap();
    let (status, out, err) = run(&[
        "export",
        SEEDS,
        "--to",
        "html",
        "-o",
        path,
        "-q",
        "date:2018",
    ]);
    assert_eq!((status, err.as_str()), (0, ""));
    assert_eq!(out, format!("2 articles written to {path}\n"));
    let first = fs::read_to_string(&file).unwrap();
    assert!(first.ends_with("</html>\n"));
    let (status, _, err) = run(&["export", SEEDS, "--to", "html", "-o", path]);
    assert_eq!(status, 2);
    assert!(
        err.contains("is there already") && err.contains("--force"),
        "{err}"
    );
    assert_eq!(fs::read_to_string(&file).unwrap(), first);
    let (status, out, _) = run(&["export", SEEDS, "--to", "html", "-o", path, "--force"]);
    assert_eq!((status, out.starts_with("5 articles")), (0, true));
    assert_ne!(fs::read_to_string(&file).unwrap(), first);
    assert_eq!(names(room.path()), ["articles.html"]);
}

#[test]
fn a_table_has_its_audit_beside_it() {
    let room = tempfile::tempdir().unwrap();
    let path = room.path().join("a.csv");
    let (status, _, err) = run(&[
        "export",
        SEEDS,
        "--to",
        "csv",
        "-q",
        "iran -is:read",
        "-o",
        path.to_str().unwrap(),
    ]);
    assert_eq!((status, err.as_str()), (0, ""));
    assert_eq!(names(room.path()), ["a.csv", "a.csv.audit.json"]);
    let audit = fs::read_to_string(room.path().join("a.csv.audit.json")).unwrap();
    let audit: Value = serde_json::from_str(&audit).unwrap();
    assert_eq!(audit["filter"], "iran -is:read");
    assert_eq!(audit["collection"], SEEDS);
    let sum = audit["articles"].as_u64().unwrap() + audit["hidden"].as_u64().unwrap();
    assert_eq!(sum, 5);
    assert!(audit["made"].as_str().unwrap().ends_with('Z'));
    // The audit of another export is not written over either.
    fs::remove_file(&path).unwrap();
    let (status, _, err) = run(&["export", SEEDS, "--to", "csv", "-o", path.to_str().unwrap()]);
    assert_eq!(
        (status, err.contains("audit.json is there already")),
        (2, true)
    );
    assert_eq!(names(room.path()), ["a.csv.audit.json"]);
}

#[test]
fn what_is_no_file_is_never_replaced() {
    let room = tempfile::tempdir().unwrap();
    let folder = room.path().to_str().unwrap();
    let (status, _, err) = run(&["export", SEEDS, "--to", "ris", "-o", folder, "--force"]);
    assert_eq!(
        (status, err.contains("no regular file")),
        (2, true),
        "{err}"
    );
    let nowhere = room.path().join("no/such/folder.ris");
    let nowhere = nowhere.to_str().unwrap();
    let (status, _, err) = run(&["export", SEEDS, "--to", "ris", "-o", nowhere]);
    assert_eq!((status, err.contains("folder.ris")), (2, true), "{err}");
}

#[test]
fn nothing_matched_is_said_and_still_a_whole_file() {
    let (status, out, err) = run(&["export", SEEDS, "--to", "csv", "-q", "zebra"]);
    assert_eq!(status, 1);
    assert!(
        out.starts_with("key,path,") && out.lines().count() == 1,
        "{out}"
    );
    assert!(err.contains("nothing matches zebra"), "{err}");
}

#[test]
fn a_settings_file_that_is_named_lends_its_words_to_the_filter() {
    let room = tempfile::tempdir().unwrap();
    let settings = room.path().join("mine.toml");
    fs::write(&settings, "[verdicts]\nkeep = 'relevant'\n").unwrap();
    fs::write(room.path().join("filters.toml"), "border = 'pakistan'\n").unwrap();
    let settings = settings.to_str().unwrap();
    let named = |line| run(&["list", SEEDS, "--config", settings, "-q", line]);
    let (status, out, err) = named("@border");
    assert_eq!(status, 0, "{err}");
    assert_eq!(out, run(&["list", SEEDS, "-q", "pakistan"]).1);
    // Nothing is judged yet, but the word is known.
    assert_eq!(named("verdict:relevant").0, 1);
    // A script that names no settings depends on none.
    assert_eq!(run(&["list", SEEDS, "-q", "verdict:relevant"]).0, 2);
    assert_ne!(out, run(&["list", SEEDS, "-q", "@border"]).1);
}
