//! A moved, renamed, re-ordered or re-scraped collection keeps its marks.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::{dateline, mark, starred};

/// A folder for the state and one for articles.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn state(&self) -> PathBuf {
        self.folder.path().join("state")
    }

    fn pile(&self, name: &str) -> PathBuf {
        let pile = self.folder.path().join(name);
        fs::create_dir_all(&pile).unwrap();
        pile
    }

    /// What `list -q is:starred` prints of a collection in full: status, output, errors.
    fn starred(&self, pile: &Path) -> (i32, String, String) {
        let out = dateline(&self.state())
            .args(["list", "--full", "--format", "jsonl", "-q", "is:starred"])
            .arg(pile)
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let status = out.status.code().unwrap();
        (status, text(out.stdout), text(out.stderr))
    }

    fn is_starred(&self, pile: &Path, word: &str) -> bool {
        let (status, out, _) = self.starred(pile);
        status == 0 && out.lines().count() == 1 && out.contains(word)
    }
}

const HEADLINE: &str = "Ministers of two countries meet on the border";

const PARAGRAPHS: [&str; 4] = [
    "The ministers of both countries met on the border on Tuesday and spoke of trade, of water and of the road.",
    "A joint committee is to look at the gas pipeline again before the end of the year, officials said after the talks.",
    "Neither side told what the work would cost, nor who would pay for the part that crosses the mountains.",
    "Experts doubt that the plan will come to anything before the election, and point to three attempts that failed.",
];

fn text(headline: &str, paragraphs: &[&str]) -> String {
    format!(
        "{headline}\n\nPublished: 5 January 2018\n\n{}\n",
        paragraphs.join("\n\n")
    )
}

fn other(n: u32) -> String {
    let body = format!(
        "Number {n} of the villages in the valley had no water for a week, and the council met to speak of it."
    );
    text(&format!("Village {n} is without water"), &[&body])
}

#[test]
fn a_renamed_folder_and_renamed_files_keep_their_marks() {
    let desk = Desk::new();
    let pile = desk.pile("pile");
    fs::write(pile.join("a.txt"), text(HEADLINE, &PARAGRAPHS)).unwrap();
    fs::write(pile.join("b.txt"), other(1)).unwrap();
    mark(&desk.state(), &pile, "pipeline", starred());
    assert!(desk.is_starred(&pile, "pipeline"));
    let moved = desk.folder.path().join("elsewhere");
    fs::rename(&pile, &moved).unwrap();
    fs::rename(moved.join("a.txt"), moved.join("z.txt")).unwrap();
    assert!(desk.is_starred(&moved, "pipeline"));
}

#[test]
fn a_reordered_file_of_records_keeps_its_marks() {
    let desk = Desk::new();
    let pile = desk.pile("pile");
    let record = |n: u32| {
        let headline = format!("Village {n} is without water");
        serde_json::json!({ "title": headline, "text": other(n), "date": "2018-01-05" }).to_string()
    };
    let lines: Vec<String> = (0..5).map(record).collect();
    fs::write(pile.join("all.jsonl"), lines.join("\n")).unwrap();
    mark(&desk.state(), &pile, "Number 3", starred());
    let reversed: Vec<String> = lines.into_iter().rev().collect();
    fs::write(pile.join("all.jsonl"), reversed.join("\n")).unwrap();
    assert!(desk.is_starred(&pile, "Number 3"));
}

fn page(address: &str, menu: &str, paragraphs: &[&str]) -> String {
    let body = paragraphs.join("</p><p>");
    format!(
        "<html><head><title>{HEADLINE}</title><link rel=canonical href='{address}'></head>
         <body><nav><a href=/>{menu}</a></nav><article><h1>{HEADLINE}</h1><p>{body}</p></article></body></html>"
    )
}

#[test]
fn other_furniture_around_a_page_changes_nothing() {
    let desk = Desk::new();
    let pile = desk.pile("pile");
    let write = |menu| fs::write(pile.join("a.html"), page("", menu, &PARAGRAPHS)).unwrap();
    write("Home");
    mark(&desk.state(), &pile, "pipeline", starred());
    write("Front page · Subscribe now · Weather: 12 degrees");
    assert!(desk.is_starred(&pile, "pipeline"));
}

#[test]
fn an_address_that_became_https_is_the_same() {
    let desk = Desk::new();
    let pile = desk.pile("pile");
    let write = |address, paragraphs: &[&str]| {
        fs::write(pile.join("a.html"), page(address, "Home", paragraphs)).unwrap();
    };
    write("http://www.example.org/news/1", &PARAGRAPHS);
    mark(&desk.state(), &pile, "pipeline", starred());
    let rewritten = ["Everything in this text is another than it was before, down to the last word of the report.";
        3];
    write("https://example.org/news/1?utm_source=feed", &rewritten);
    assert!(desk.is_starred(&pile, "Everything in this text"));
}

#[test]
fn an_added_paragraph_changes_nothing() {
    let desk = Desk::new();
    let pile = desk.pile("pile");
    let write = |paragraphs: &[&str]| {
        fs::write(pile.join("a.txt"), text(HEADLINE, paragraphs)).unwrap();
    };
    write(&PARAGRAPHS[..3]);
    mark(&desk.state(), &pile, "pipeline", starred());
    write(&PARAGRAPHS);
    assert!(desk.is_starred(&pile, "pipeline"));
}

#[test]
fn a_word_mended_in_a_text_without_headline_date_or_address_changes_nothing() {
    let desk = Desk::new();
    let pile = desk.pile("pile");
    let record = |text: &str| serde_json::json!({ "text": text }).to_string();
    let long = PARAGRAPHS.join(" ").repeat(3);
    fs::write(pile.join("a.jsonl"), record(&long)).unwrap();
    mark(&desk.state(), &pile, "pipeline", starred());
    let mended = long.replacen("doubt", "doubted", 1);
    let lines = [record(&other(1)), record(&mended), record(&other(2))];
    fs::write(pile.join("a.jsonl"), lines.join("\n")).unwrap();
    assert!(desk.is_starred(&pile, "pipeline"));
}

#[test]
fn copies_of_one_article_have_their_own_marks() {
    let desk = Desk::new();
    let pile = desk.pile("pile");
    for name in ["a.txt", "b.txt"] {
        fs::write(pile.join(name), text(HEADLINE, &PARAGRAPHS)).unwrap();
    }
    mark(&desk.state(), &pile, "pipeline", starred());
    assert!(desk.is_starred(&pile, "pipeline"));
}

#[test]
fn a_mark_that_fits_two_is_given_to_none_and_told() {
    let desk = Desk::new();
    let pile = desk.pile("pile");
    fs::write(pile.join("a.txt"), text(HEADLINE, &PARAGRAPHS)).unwrap();
    mark(&desk.state(), &pile, "pipeline", starred());
    fs::remove_file(pile.join("a.txt")).unwrap();
    fs::write(pile.join("b.txt"), text(HEADLINE, &PARAGRAPHS[1..2])).unwrap();
    fs::write(pile.join("c.txt"), text(HEADLINE, &PARAGRAPHS[2..])).unwrap();
    let (status, _, errors) = desk.starred(&pile);
    assert_eq!(status, 1);
    assert!(errors.contains("a mark fits 2 articles"), "{errors}");
    assert!(
        errors.contains("b.txt") && errors.contains("c.txt"),
        "{errors}"
    );
}

#[test]
fn without_state_nothing_is_read_or_made() {
    let desk = Desk::new();
    let pile = desk.pile("pile");
    fs::write(pile.join("a.txt"), text(HEADLINE, &PARAGRAPHS)).unwrap();
    let out = |no_state: &[&str]| {
        let mut command = dateline(&desk.state());
        command
            .args(["list", "-q", "is:starred"])
            .args(no_state)
            .arg(&pile);
        command.output().unwrap().status.code()
    };
    assert_eq!(out(&[]), Some(1));
    assert!(!desk.state().exists(), "looking makes nothing");
    mark(&desk.state(), &pile, "pipeline", starred());
    assert_eq!(out(&[]), Some(0));
    assert_eq!(out(&["--no-state"]), Some(1));
}

#[test]
fn the_full_record_and_exports_have_the_marks() {
    let desk = Desk::new();
    let pile = desk.pile("pile");
    fs::write(pile.join("a.txt"), text(HEADLINE, &PARAGRAPHS)).unwrap();
    mark(&desk.state(), &pile, "pipeline", starred());
    for command in [
        &["list", "--format", "jsonl", "--full"][..],
        &["export", "--to", "jsonl"],
    ] {
        let out = dateline(&desk.state())
            .args(command)
            .arg(&pile)
            .output()
            .unwrap();
        let out = String::from_utf8(out.stdout).unwrap();
        let record: serde_json::Value = serde_json::from_str(out.lines().last().unwrap()).unwrap();
        assert_eq!(record["marks"]["starred"], true, "{command:?}: {out}");
    }
}

#[test]
fn the_bars_and_the_sources_know_the_marks_too() {
    let desk = Desk::new();
    let pile = desk.pile("pile");
    fs::write(pile.join("a.txt"), text(HEADLINE, &PARAGRAPHS)).unwrap();
    fs::write(
        pile.join("b.txt"),
        "Another headline altogether\n\nIt rained.\n",
    )
    .unwrap();
    mark(&desk.state(), &pile, "pipeline", starred());
    for command in ["timeline", "sources", "list"] {
        let status = |filter: &str| {
            let mut asked = dateline(&desk.state());
            asked.args([command, "-q", filter]).arg(&pile);
            asked.output().unwrap().status.code()
        };
        assert_eq!(status("is:starred"), Some(0), "{command}");
        assert_eq!(status("verdict:keep"), Some(1), "{command}");
    }
}
