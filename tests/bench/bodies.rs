//! Full text: words looked for in the bodies, beside the memory bandwidth of the same run.

use std::sync::Arc;
use std::time::Duration;

use dateline::runtime::clock;
use dateline::store::Batch;
use rayon::prelude::*;

use super::loading::Loader;
use super::matchers::Reader;
use super::measure::{Times, say, setting};
use super::{collection, corpus};

/// A byte that no text holds.
const ABSENT: u8 = 0;

/// Prints the table.
pub(super) fn table() {
    let articles = setting("DATELINE_BENCH_BODIES", 100_000);
    let rounds = setting("DATELINE_BENCH_ROUNDS", 3).max(3) * 3;
    let batches = collection::bodies(articles);
    let bytes: usize = batches.iter().map(|batch| batch.arena().len()).sum();
    let megabytes = bytes / 1_000_000;
    let rare = u64::try_from(120 * articles.isqrt()).unwrap_or(u64::MAX);
    let mut reader = Reader::new(&batches);
    say(&format!(
        "\nfull text, {articles} articles, {megabytes} MB, {rounds} rounds"
    ));
    say("| line | ms until the first hits | ms until all | share of memory bandwidth | hits |");
    say("|---|---|---|---|---|");
    let mut lines = vec![
        ("rare", corpus::word(rare)),
        ("uncommon", corpus::word(5_000)),
        ("common", corpus::word(40)),
        ("in all", corpus::word(1)),
        ("none", "qzxjvk".to_owned()),
        (
            "two words",
            format!("{} {}", corpus::word(60), corpus::word(3_000)),
        ),
    ];
    let phrase = format!("\"{} {}\"", corpus::word(2), corpus::word(9));
    lines.push(("phrase", phrase));
    let (rare, common) = (corpus::word(rare), corpus::word(40));
    measure(&mut reader, &batches, &lines, rounds);
    let loader = Loader::start();
    reader.hold = Some(loader.hold());
    let lines = [
        ("rare, while files are read", rare),
        ("common, while files are read", common),
    ];
    measure(&mut reader, &batches, &lines, rounds);
    loader.stop();
}

/// Prints a row for each line.
fn measure(reader: &mut Reader, batches: &[Arc<Batch>], lines: &[(&str, String)], rounds: usize) {
    let bytes: usize = batches.iter().map(|batch| batch.arena().len()).sum();
    for (kind, line) in lines {
        let (mut first, mut all, mut bandwidth) = <(Times, Times, Times)>::default();
        let mut hits = 0;
        for _ in 0..rounds {
            bandwidth.of(|| read_all(batches));
            reader.forget();
            let request = reader.request(line);
            let began = clock::now();
            let mut at_first: Option<Duration> = None;
            let mut whole: Option<Duration> = None;
            reader.ask(&request, &mut |answer| {
                if !answer.order.is_empty() {
                    at_first.get_or_insert_with(|| clock::now() - began);
                }
                // What follows looks for a word to offer instead.
                if answer.complete {
                    whole.get_or_insert_with(|| clock::now() - began);
                }
                hits = answer.counts.hits;
            });
            let whole = whole.unwrap_or_else(|| clock::now() - began);
            all.note(whole);
            first.note(at_first.unwrap_or(whole));
        }
        say(&format!(
            "| {kind}: {line} | {:.1} | {:.1} | {:.0} % of {:.0} GB/s | {hits} |",
            first.median(),
            all.median(),
            100.0 * bandwidth.median() / all.median(),
            gigabytes(bytes) * 1e3 / bandwidth.median(),
        ));
    }
}

#[expect(clippy::cast_precision_loss, reason = "a rate needs no more digits")]
fn gigabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e9
}

/// Reads every byte on every core.
fn read_all(batches: &[Arc<Batch>]) -> usize {
    let found = batches
        .par_iter()
        .filter(|batch| memchr::memchr(ABSENT, batch.arena().as_bytes()).is_some());
    found.count()
}
