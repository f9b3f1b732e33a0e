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
    read_with(&Options::default(), folder, earlier)
}

fn read_with(options: &Options, folder: &Path, earlier: &Earlier) -> Brought {
    let (mut batches, mut patches) = (Vec::new(), Vec::new());
    let inputs = [Input::Path(folder.to_owned())];
    let never = AtomicBool::new(false);
    let report = ingest::read_again(
        &inputs,
        options,
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

#[test]
fn with_mapped_columns_only_changes_are_opened_too() {
    let room = tempfile::tempdir().unwrap();
    let file = |name: &str| room.path().join(name);
    let record = |column: &str, word: &str| {
        format!("{{\"{column}\": \"The town and its {word}\", \"date\": \"2018-01-05\"}}\n")
    };
    // Long enough to be read in pieces.
    let long = record("hed", "water").repeat(5_000);
    fs::write(file("a.jsonl"), &long).unwrap();
    fs::write(file("b.jsonl"), record("kop", "water").repeat(2)).unwrap();
    fs::write(file("c.jsonl"), record("titre", "water").repeat(2)).unwrap();
    let mappings = [
        "headline=hed",
        "headline=kop",
        "headline=titre",
        "source=never",
    ];
    let options = Options {
        map: mappings.iter().map(|item| item.parse().unwrap()).collect(),
        ..Options::default()
    };
    let unmet = |brought: &Brought| -> Vec<String> {
        brought
            .report
            .unmet
            .iter()
            .map(ToString::to_string)
            .collect()
    };
    let first = read_with(&options, room.path(), &Earlier::default());
    assert_eq!(first.articles().len(), 5_004);
    assert_eq!(unmet(&first), ["source=never"]);

    fs::remove_file(file("c.jsonl")).unwrap();
    fs::write(file("d.jsonl"), record("hed", "bread")).unwrap();
    let cold = read_with(&options, room.path(), &Earlier::default());
    tamper(&file("a.jsonl"), &long.replace("water", "bread"));
    tamper(&file("b.jsonl"), &record("kop", "bread").repeat(2));
    let again = read_with(&options, room.path(), &first.earlier());
    assert_eq!(
        unmet(&again),
        ["headline=titre", "source=never"],
        "gone with its file"
    );
    assert_eq!(again.articles(), cold.articles());
    assert_eq!(again.report, cold.report);
}
