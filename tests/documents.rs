//! What the documents say is what the program does.
//!
//! The tables of `assets/reference.md` are made from the program's own tables;
//! `DATELINE_DOCUMENTS=write cargo test documents` writes them anew. Every command the documents
//! show is run; every key and every term that the README's short tables name is there.

use std::path::{Path, PathBuf};
use std::process::Command;

use dateline::action::{Context, Key};
use dateline::keymap::Keymap;
use dateline::query::{FieldHelp, fields, forms, parse};

#[test]
fn the_filter_table_is_that_of_the_program() {
    let rows = forms()
        .iter()
        .chain(fields())
        .map(|row: &FieldHelp| format!("| `{}` | {} |\n", escaped(row.example), escaped(row.help)));
    agrees(
        "filter table",
        &format!(
            "| written | means |\n|---|---|\n{}",
            rows.collect::<String>()
        ),
    );
}

#[test]
fn the_key_table_is_that_of_the_program() {
    let rows = Keymap::default().reference();
    let rows = rows.iter().map(|row| {
        let keys: Vec<_> = row
            .keys
            .iter()
            .map(|key| format!("`{}`", escaped(&key.to_string())))
            .collect();
        let keys = if keys.is_empty() {
            format!("`:{}`", row.command.name)
        } else {
            keys.join(" ")
        };
        format!(
            "| {keys} | {} | {} |\n",
            row.places_text(),
            escaped(row.command.doc)
        )
    });
    agrees(
        "key table",
        &format!(
            "| keys | where | what |\n|---|---|---|\n{}",
            rows.collect::<String>()
        ),
    );
}

#[test]
fn the_short_tables_of_the_readme_are_true() {
    let readme = readme();
    let section = |title: &str| {
        let rest = readme.split(title).nth(1).expect("the section is there");
        let end = rest.find("\n## ").unwrap_or(rest.len());
        let rows = rest[..end].lines().filter(|line| line.starts_with("| "));
        rows.map(|row| row.replace("\\|", "¦")).collect::<Vec<_>>()
    };
    let mut terms = 0;
    for row in section("## Filtering") {
        let written = row.split('|').nth(1).unwrap_or_default();
        for term in quoted(written).filter(|term| !term.ends_with(':')) {
            let faults = parse(&term).faults;
            assert!(faults.is_empty(), "{term}: {faults:?}");
            terms += 1;
        }
    }
    let mut keys = 0;
    for row in section("## Keys") {
        for name in quoted(&row) {
            let key: Key = name.parse().expect("the name of a key");
            let map = Keymap::default();
            let bound = Context::PANES.map(|context| map.resolve(context, key));
            assert!(bound.iter().any(Option::is_some), "{name} does nothing");
            keys += 1;
        }
    }
    assert!(terms > 15 && keys > 40, "{terms} terms, {keys} keys");
}

/// What stands between backquotes.
fn quoted(text: &str) -> impl Iterator<Item = String> {
    let parts = text.split('`').skip(1).step_by(2);
    parts
        .map(|part| part.replace('¦', "|"))
        .collect::<Vec<_>>()
        .into_iter()
}

#[test]
fn every_field_of_a_record_is_explained() {
    let out = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(["list", "--no-state", "--format", "jsonl", "--full"])
        .output()
        .unwrap();
    let text = String::from_utf8(out.stdout).unwrap();
    let line = text.lines().next().expect("a record");
    let record: serde_json::Value = serde_json::from_str(line).unwrap();
    let reference = reference();
    let section = reference
        .split("\n## ")
        .find(|part| part.starts_with("The record"));
    let section = section.expect("the section is there");
    for field in record.as_object().unwrap().keys() {
        assert!(
            section.contains(&format!("`{field}`")),
            "{field} is missing"
        );
    }
}

#[test]
fn the_manual_page_knows_what_the_filter_line_understands() {
    let out = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .arg("man")
        .output()
        .unwrap();
    let page = String::from_utf8(out.stdout).unwrap().replace("\\-", "-");
    for row in forms().iter().chain(fields()) {
        assert!(page.contains(row.help), "{} is missing", row.name);
    }
    assert!(page.contains(".SH FILTER LINE"), "{page}");
}

#[test]
fn every_command_the_readme_shows_runs() {
    let home = tempfile::tempdir().unwrap();
    let seeds = root().join("seeds");
    let mut run = 0;
    for line in commands(&readme()).filter(|line| line.starts_with("dateline ")) {
        if line == "dateline FOLDER" {
            continue; // opens the screen: tests/terminal.rs does that
        }
        let line = line.replace("FOLDER", &seeds.display().to_string());
        let line = line.replacen("dateline", env!("CARGO_BIN_EXE_dateline"), 1);
        let out = Command::new("sh")
            .args(["-c", &line])
            .env_clear()
            .env("HOME", home.path())
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .current_dir(home.path())
            .output()
            .unwrap();
        let errors = String::from_utf8_lossy(&out.stderr);
        assert!(
            matches!(out.status.code(), Some(0 | 1)),
            "{line}: {:?} {errors}",
            out.status
        );
        assert!(errors.is_empty(), "{line}: {errors}");
        assert!(!out.stdout.is_empty(), "{line} printed nothing");
        run += 1;
    }
    assert!(run >= 10, "only {run} commands were found in the README");
}

#[test]
fn every_subcommand_stands_in_the_readme() {
    let out = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .arg("--help")
        .output()
        .unwrap();
    let help = String::from_utf8(out.stdout).unwrap();
    let readme = readme();
    let commands = help
        .split("Commands:")
        .nth(1)
        .unwrap()
        .split("Arguments:")
        .next()
        .unwrap();
    let mut seen = 0;
    for name in commands
        .lines()
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
    {
        let name = name.split_whitespace().next().unwrap();
        assert!(
            name == "help" || readme.contains(&format!("dateline {name}")),
            "{name} is missing"
        );
        seen += 1;
    }
    assert!(seen >= 5, "the help lists {seen} commands:\n{help}");
}

#[test]
fn every_file_the_readme_links_exists() {
    for target in readme()
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
    {
        let (file, place) = target.split_once('#').unwrap_or((target, ""));
        if !target.contains("://") && !file.is_empty() {
            let text = std::fs::read_to_string(root().join(file));
            let text = text.unwrap_or_else(|error| panic!("{file}: {error}"));
            let heading = |line: &str| line.trim_start_matches('#').trim().replace(' ', "-");
            let mut headings = text.lines().filter(|line| line.starts_with('#'));
            assert!(
                place.is_empty() || headings.any(|line| heading(line).to_lowercase() == place),
                "{target} does not exist"
            );
        }
    }
}

/// The block between the two markers of this name is this text; or it is written so, when asked.
fn agrees(name: &str, expected: &str) {
    let (begin, end) = (
        format!("<!-- {name}: begin -->\n"),
        format!("<!-- {name}: end -->"),
    );
    let document = reference();
    let (before, rest) = document.split_once(&begin).expect("the block begins");
    let (found, after) = rest.split_once(&end).expect("the block ends");
    if std::env::var_os("DATELINE_DOCUMENTS").is_some() {
        let text = format!("{before}{begin}{expected}{end}{after}");
        std::fs::write(root().join(REFERENCE), text).unwrap();
    } else {
        assert!(
            found == expected,
            "the {name} of {REFERENCE} is not the program's; \
             DATELINE_DOCUMENTS=write cargo test documents -- --test-threads=1"
        );
    }
}

/// As it may stand in a table.
fn escaped(text: &str) -> String {
    text.replace('|', "\\|")
}

/// The lines of the `sh` blocks.
fn commands(readme: &str) -> impl Iterator<Item = &str> {
    readme
        .split("```sh\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .flat_map(str::lines)
}

fn readme() -> String {
    std::fs::read_to_string(root().join("README.md")).unwrap()
}

/// Where the long tables stand.
const REFERENCE: &str = "assets/reference.md";

fn reference() -> String {
    std::fs::read_to_string(root().join(REFERENCE)).unwrap()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}
