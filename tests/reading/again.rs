//! Reading again: what has not changed comes from memory, and what comes out is what reading for
//! the first time brings.

use std::fs::{self, File};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use dateline::article::{Article, Patch};
use dateline::ingest::{self, Earlier, Event, Input, Options, Report};
use dateline::store::Batch;

/// What a reading brought.
struct Brought {
    batches: Vec<Arc<Batch>>,
    patches: Vec<Patch>,
    report: Report,
}

impl Brought {
    fn articles(&self) -> Vec<Article> {
        let rows = |batch: &Arc<Batch>| {
            let batch = Arc::clone(batch);
            (0..batch.len()).filter_map(move |row| batch.article(row))
        };
        self.batches.iter().flat_map(rows).collect()
    }

    fn earlier(&self) -> Earlier {
        Earlier::of(self.batches.clone(), &self.report)
    }
}

fn read(folder: &Path, earlier: &Earlier) -> Brought {
    let (mut batches, mut patches) = (Vec::new(), Vec::new());
    let inputs = [Input::Path(folder.to_owned())];
    let never = AtomicBool::new(false);
    let options = Options::default();
    let report = ingest::read_again(
        &inputs,
        &options,
        earlier,
        &never,
        &mut |event| match event {
            Event::Articles(batch) => batches.push(Arc::new(batch)),
            Event::Patches(more) => patches.extend(more),
            Event::Progress(_) => {}
        },
    );
    Brought {
        batches,
        patches,
        report,
    }
}

fn text(headline: &str, word: &str) -> String {
    format!("{headline}\n\nThe council met on Monday and spoke of {word} for hours, it was said.\n")
}

/// Puts other words of the same length into a file that looks as it did.
fn tamper(path: &Path, text: &str) {
    let before = fs::metadata(path).unwrap();
    assert_eq!(before.len(), text.len() as u64);
    // Written in place: another file would have another number.
    let file = File::options().write(true).open(path).unwrap();
    std::io::Write::write_all(&mut &file, text.as_bytes()).unwrap();
    file.set_modified(before.modified().unwrap()).unwrap();
}

#[test]
fn what_comes_out_is_what_a_first_reading_brings_and_only_changes_are_opened() {
    let room = tempfile::tempdir().unwrap();
    let file = |name: &str| room.path().join(name);
    for name in ["a", "b", "c", "d"] {
        let text = text(&format!("News of the town number {name}"), "water");
        fs::write(file(&format!("{name}.txt")), text).unwrap();
    }
    fs::write(file("e.png"), b"\x89PNG\r\n\x1a\n no text").unwrap();
    fs::write(file("f.txt"), b"\xff\xfe\x00").unwrap();
    let line = |n: usize| {
        format!(
            "{{\"title\": \"Record {n} of many of them\", \"body\": \"{}\"}}\n",
            "It rained. ".repeat(40)
        )
    };
    let lines: String = (0..3_000).map(line).collect();
    fs::write(file("g.jsonl"), format!("{lines}no record\n")).unwrap();
    let first = read(room.path(), &Earlier::default());
    assert!(first.batches.len() > 3, "a long file comes in pieces");

    fs::write(file("b.txt"), text("News of the town, corrected", "bread")).unwrap();
    fs::remove_file(file("c.txt")).unwrap();
    fs::write(file("bb.txt"), text("News of another town", "wine")).unwrap();
    let cold = read(room.path(), &Earlier::default());
    tamper(&file("a.txt"), &text("News of the town number a", "bread"));
    let again = read(room.path(), &first.earlier());

    assert_eq!(again.articles(), cold.articles());
    assert_eq!(again.patches, cold.patches);
    assert_eq!(again.report, cold.report);
    let third = read(room.path(), &again.earlier());
    assert_eq!(third.articles(), cold.articles(), "and so for ever");
}

#[test]
fn what_was_stopped_is_read_from_the_start() {
    let room = tempfile::tempdir().unwrap();
    fs::write(
        room.path().join("a.txt"),
        text("News of the town today", "water"),
    )
    .unwrap();
    let mut first = read(room.path(), &Earlier::default());
    first.report.stopped = true;
    tamper(
        &room.path().join("a.txt"),
        &text("News of the town today", "bread"),
    );
    let again = read(room.path(), &first.earlier());
    assert!(again.articles()[0].text.contains("bread"));
}
