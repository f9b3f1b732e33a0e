//! Marks listed, taken out and taken in again.

use std::fs;
use std::path::Path;

use dateline::article::{Mark, Verdict};
use dateline::review::memory::{self, Memory};

use super::{dateline, mark};

/// Exit status, standard output, standard error.
fn run(state: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = dateline(state)
        .arg("marks")
        .args(arguments)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let status = output.status.code().unwrap();
    (status, text(output.stdout), text(output.stderr))
}

/// A folder with two articles.
fn pile() -> tempfile::TempDir {
    let pile = tempfile::tempdir().unwrap();
    for (name, word) in [("a.txt", "water"), ("b.txt", "bread")] {
        let text = format!(
            "A headline about {word} of today\n\nThe council met on Monday and spoke about {word} for hours.\n"
        );
        fs::write(pile.path().join(name), text).unwrap();
    }
    pile
}

fn everything() -> Mark {
    Mark {
        read: true,
        starred: true,
        verdict: Some(Verdict::Keep),
        reason: Some("names the treaty".to_owned()),
        tags: vec!["border".to_owned(), "kein, Komma".to_owned()],
        note: Some("two\nlines \u{1f600} and \"quotes\"".to_owned()),
        source: Some("The Daily".to_owned()),
        date: Some("2018-01-02T03".parse().unwrap()),
    }
}

fn all(state: &Path) -> Vec<(memory::Subject, Mark, Option<String>)> {
    let memory = Memory::look(&state.join("dateline")).unwrap().unwrap();
    let all = memory.recall().unwrap().into_iter();
    all.map(|one| (one.subject, one.mark, one.draft)).collect()
}

#[test]
fn what_is_taken_out_and_taken_in_is_the_same() {
    let (pile, from, to) = (
        pile(),
        tempfile::tempdir().unwrap(),
        tempfile::tempdir().unwrap(),
    );
    mark(from.path(), pile.path(), "water", everything());
    mark(from.path(), pile.path(), "bread", super::starred());
    let subject = all(from.path())[1].0.clone();
    let mut memory = memory::open(&from.path().join("dateline")).unwrap().memory;
    memory.put_draft(&subject, "half a thou").unwrap();
    drop(memory);
    let file = from.path().join("marks.jsonl");
    let file = file.to_str().unwrap();
    let (status, out, err) = run(from.path(), &["export", "-o", file]);
    assert_eq!((status, err.as_str()), (0, ""));
    assert!(out.starts_with("marks of 2 articles written to"), "{out}");
    assert_eq!(
        run(from.path(), &["export", "-o", file]).0,
        2,
        "never over another"
    );
    let (status, trial, _) = run(to.path(), &["import", file, "--dry-run"]);
    assert_eq!(status, 0);
    assert!(
        trial.starts_with("would take in: 2 articles new"),
        "{trial}"
    );
    assert!(
        !to.path().join("dateline").exists(),
        "a trial writes nothing"
    );
    let (status, out, err) = run(to.path(), &["import", file]);
    assert_eq!((status, err.as_str()), (0, ""));
    assert!(
        out.starts_with("taken in: 2 articles new, 0 articles with more"),
        "{out}"
    );
    assert_eq!(all(to.path()), all(from.path()));
    let (_, again, _) = run(to.path(), &["export"]);
    assert_eq!(again, fs::read_to_string(file).unwrap());
    let (_, out, _) = run(to.path(), &["import", file]);
    assert!(
        out.starts_with("taken in: 0 articles new, 0 articles with more, 2 articles as they were"),
        "{out}"
    );
    assert_eq!(all(to.path()), all(from.path()));
}

#[test]
fn fields_are_merged_and_what_differs_is_told() {
    let (pile, mine, theirs) = (
        pile(),
        tempfile::tempdir().unwrap(),
        tempfile::tempdir().unwrap(),
    );
    let with = |verdict, reason: Option<&str>, note: &str, tag: &str| Mark {
        verdict: Some(verdict),
        reason: reason.map(str::to_owned),
        note: Some(note.to_owned()),
        tags: vec![tag.to_owned()],
        ..Mark::default()
    };
    mark(
        mine.path(),
        pile.path(),
        "water",
        with(Verdict::Keep, None, "mine", "a"),
    );
    mark(
        theirs.path(),
        pile.path(),
        "water",
        with(Verdict::Drop, Some("why"), "theirs", "b"),
    );
    let (_, lines, _) = run(theirs.path(), &["export"]);
    let file = mine.path().join("theirs.jsonl");
    fs::write(&file, lines).unwrap();
    let file = file.to_str().unwrap();
    let (_, out, _) = run(mine.path(), &["import", file]);
    assert!(out.contains("1 article with more"), "{out}");
    assert!(
        out.contains("1 note joined") && out.contains("1 field differs: what is there stays"),
        "{out}"
    );
    let merged = &all(mine.path())[0].1;
    assert_eq!(merged.verdict, Some(Verdict::Keep));
    assert_eq!(merged.reason.as_deref(), Some("why"));
    assert_eq!(merged.note.as_deref(), Some("mine\n\ntheirs"));
    assert_eq!(merged.tags, ["a", "b"]);
    let (_, out, _) = run(mine.path(), &["import", file, "--replace"]);
    assert!(
        out.contains("1 field differs: what is taken in stays"),
        "{out}"
    );
    assert_eq!(all(mine.path())[0].1.verdict, Some(Verdict::Drop));
}

#[test]
fn a_faulty_line_costs_itself() {
    let (pile, from, to) = (
        pile(),
        tempfile::tempdir().unwrap(),
        tempfile::tempdir().unwrap(),
    );
    mark(from.path(), pile.path(), "water", everything());
    let (_, good, _) = run(from.path(), &["export"]);
    let faulty = [
        "no json",
        "{\"prints\":{},\"marks\":{}}",
        "{\"prints\":{\"body\":\"xyz\"},\"marks\":{}}",
        "{\"prints\":{\"body\":\"1\"},\"marks\":{\"verdict\":\"perhaps\"}}",
        "{\"prints\":{\"body\":\"1\"},\"marks\":{\"date\":\"soon\"}}",
        "{\"prints\":{\"body\":\"1\"},\"marks\":{\"read\":\"\\u001b[2J\"}}",
    ];
    let text = format!("\u{feff}{}\n\n{good}", faulty.join("\n"));
    let file = to.path().join("x");
    fs::write(&file, text).unwrap();
    let (status, out, err) = run(to.path(), &["import", file.to_str().unwrap()]);
    assert_eq!(status, 0);
    assert!(out.contains("1 article new"), "{out}");
    for told in [
        "line 1 is left out",
        "line 2 is left out: it has no fingerprint",
        "verdict is “perhaps”",
        "date is “soon”",
        "1 more lines",
    ] {
        assert!(err.contains(told), "{told}: {err}");
    }
    assert!(!err.contains('\u{1b}'));
    fs::write(&file, "no json\n").unwrap();
    assert_eq!(run(to.path(), &["import", file.to_str().unwrap()]).0, 2);
    assert_eq!(run(to.path(), &["import", "no such file"]).0, 2);
}

#[test]
fn marks_are_listed_with_their_articles() {
    let (pile, state) = (pile(), tempfile::tempdir().unwrap());
    let (status, out, err) = run(state.path(), &["list"]);
    assert_eq!((status, out.as_str()), (1, ""));
    assert!(err.contains("nothing was said"), "{err}");
    mark(state.path(), pile.path(), "water", everything());
    let (status, out, _) = run(state.path(), &["list"]);
    assert_eq!(status, 0);
    for told in [
        "keep  * read #border #kein, Komma corrected  A headline about water",
        "two lines",
    ] {
        assert!(out.contains(told), "{told}: {out}");
    }
}
