//! Fuzz targets: mutated documents through every reader, and what must hold whatever comes out.
//!
//! Plain functions over a seeded generator, so that `cargo test` runs some of them every time. To
//! run one for longer: `DATELINE_FUZZ_SECONDS=300 cargo test --release --test all fuzz::html`; it
//! prints how many cases it ran and which was the slowest. A failure names its seed;
//! `DATELINE_FUZZ_SEED=…` runs that case first, and `DATELINE_FUZZ_KEEP=FILE` writes it down.

#![expect(clippy::print_stdout, reason = "a fuzz run says what it did")]

mod invariants;
mod mutate;
mod seeds;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use dateline::article::Article;
use dateline::ingest::dates::{DayMonthOrder, find_moments};
use dateline::ingest::{self, Event, Input, Options, Report};
use dateline::text;

use mutate::Random;

/// Cases of a target in an ordinary test run.
const CASES: u64 = 60;

/// Runs a target over mutations of its documents.
fn drive(name: &str, documents: &[&[u8]], tokens: &[&str], mut target: impl FnMut(&[u8])) {
    let setting = |name: &str| std::env::var(name).ok()?.parse::<u64>().ok();
    let seconds = setting("DATELINE_FUZZ_SECONDS").map(Duration::from_secs);
    let first = setting("DATELINE_FUZZ_SEED").unwrap_or(1);
    let start = Instant::now();
    let (mut slowest, mut slowest_seed, mut count) = (Duration::ZERO, first, 0);
    for seed in first.. {
        let is_over = match seconds {
            Some(seconds) => start.elapsed() >= seconds,
            None => count >= CASES,
        };
        if is_over {
            break;
        }
        let input = mutate::case(&mut Random::new(seed), documents, tokens);
        if let Some(path) = std::env::var_os("DATELINE_FUZZ_KEEP").filter(|_| seed == first) {
            std::fs::write(path, &input).unwrap();
        }
        let began = Instant::now();
        let guard = Told { name, seed };
        target(&input);
        std::mem::forget(guard);
        count += 1;
        if began.elapsed() > slowest {
            (slowest, slowest_seed) = (began.elapsed(), seed);
        }
    }
    if seconds.is_some() {
        println!("{name}: {count} cases, slowest {slowest:?} (seed {slowest_seed})");
    }
}

/// Names the case when it fails.
struct Told<'a> {
    name: &'a str,
    seed: u64,
}

impl Drop for Told<'_> {
    fn drop(&mut self) {
        println!(
            "fuzz::{} failed: DATELINE_FUZZ_SEED={}",
            self.name, self.seed
        );
    }
}

/// A folder with one file, written anew for each case.
struct Room {
    _folder: tempfile::TempDir,
    path: PathBuf,
}

impl Room {
    fn new(name: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        Self {
            _folder: folder,
            path,
        }
    }

    /// Reads these bytes as a file.
    fn read(&self, bytes: &[u8]) -> (Vec<Article>, Report) {
        std::fs::write(&self.path, bytes).unwrap();
        let mut articles = Vec::new();
        let stop = std::sync::atomic::AtomicBool::new(false);
        let input = [Input::Path(self.path.clone())];
        let report = ingest::read(&input, &Options::default(), &stop, &mut |event| {
            if let Event::Articles(batch) = event {
                articles.extend(batch);
            }
        });
        (articles, report)
    }
}

/// Mutations of documents as files of this name.
fn files(target: &str, name: &str, documents: &[&[u8]], tokens: &[&str]) {
    let room = Room::new(name);
    let mut count = 0;
    drive(target, documents, tokens, |bytes| {
        let (articles, report) = room.read(bytes);
        invariants::of_reading(&articles, &report, bytes);
        count += 1;
        if count % 8 == 0 {
            assert_eq!(
                room.read(bytes).0,
                articles,
                "the same bytes, the same articles"
            );
        }
    });
}

#[test]
fn html() {
    files("html", "a.html", seeds::HTML, seeds::MARKUP_TOKENS);
}

#[test]
fn feed() {
    files("feed", "a.xml", seeds::FEEDS, seeds::MARKUP_TOKENS);
}

#[test]
fn jsonl() {
    files("jsonl", "a.jsonl", seeds::JSON, seeds::JSON_TOKENS);
}

#[test]
fn warc() {
    files("warc", "a.warc", seeds::ARCHIVES, seeds::ARCHIVE_TOKENS);
}

#[test]
fn saved_pages() {
    files("saved_pages", "a.mht", seeds::SAVED, seeds::SAVED_TOKENS);
}

#[test]
fn clippings() {
    files(
        "clippings",
        "a.txt",
        seeds::CLIPPINGS,
        seeds::CLIPPING_TOKENS,
    );
}

#[test]
fn markdown() {
    files("markdown", "a.md", seeds::NOTES, seeds::NOTE_TOKENS);
}

#[test]
fn csv() {
    files("csv", "a.csv", seeds::TABLES, seeds::TABLE_TOKENS);
}

#[test]
fn plain_text() {
    files("plain_text", "a.txt", seeds::TEXTS, seeds::TEXT_TOKENS);
}

#[test]
fn decode() {
    files("decode", "a.txt", seeds::ENCODED, seeds::TEXT_TOKENS);
}

#[test]
fn dates() {
    drive("dates", seeds::DATES, seeds::DATE_TOKENS, |bytes| {
        let line = String::from_utf8_lossy(bytes);
        for order in [
            DayMonthOrder::Unknown,
            DayMonthOrder::DayFirst,
            DayMonthOrder::MonthFirst,
        ] {
            let mut end = 0;
            for found in find_moments(&line, order) {
                assert!(found.range.start >= end && !found.range.is_empty());
                assert!(line.get(found.range.clone()).is_some(), "a boundary");
                end = found.range.end;
                invariants::of_moment(found.moment);
            }
        }
    });
}

#[test]
fn terminal_text() {
    drive(
        "terminal_text",
        seeds::CONTROLS,
        seeds::CONTROL_TOKENS,
        |bytes| {
            let raw = String::from_utf8_lossy(bytes);
            let clean = text::sanitise(&raw);
            invariants::of_text(&clean.text);
            let gone: usize = clean.removed.iter().map(|r| r.chars as usize).sum();
            assert_eq!(clean.text.chars().count() + gone, raw.chars().count());
            let places: Vec<_> = clean.removed.iter().map(|removal| removal.at).collect();
            assert!(places.is_sorted());
            assert!(
                places
                    .iter()
                    .all(|at| clean.text.is_char_boundary(*at as usize))
            );
            assert_eq!(
                text::sanitise(&clean.text).text,
                clean.text,
                "once is enough"
            );
            invariants::of_line(&text::sanitise_line(&raw));
            invariants::of_line(&text::visible(&raw));
            for columns in [1, 7, 40] {
                let cut = text::truncate(&clean.text, columns);
                assert!(text::width(&cut) <= columns.max(2), "{cut:?}");
                let mut end = 0;
                for line in text::wrap(&clean.text, columns) {
                    assert!(line.start >= end && clean.text.get(line.clone()).is_some());
                    end = line.end;
                }
            }
        },
    );
}
