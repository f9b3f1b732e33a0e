//! Which keys are slow: the lines of the typing table in the reader alone, key by key.
//!
//! Not for the README but for whoever makes them faster: run it alone, `cargo bench -- keys`.
//! `DATELINE_BENCH_COLD` is how many megabytes of other memory are read before every key, so that
//! the caches of the processor hold something else, as after a pause between two keys.

use super::matchers::{Matcher as _, Reader};
use super::measure::{Times, geometric_mean, say, setting};
use super::typing::starts;
use super::{collection, corpus};

/// Keys that are printed.
const SLOWEST: usize = 40;

/// Prints the slowest keys, the slowest first.
pub(super) fn table() {
    let headlines = setting("DATELINE_BENCH_HEADLINES", 1_000_000);
    let rounds = setting("DATELINE_BENCH_ROUNDS", 5);
    let mut others = vec![1_u8; setting("DATELINE_BENCH_COLD", 0) << 20];
    let mut reader = Reader::new(&collection::headlines(headlines));
    let mut keys: Vec<(f64, f64, String, usize)> = Vec::new();
    for line in corpus::lines(headlines) {
        let mut times = vec![Times::default(); starts(&line).count()];
        let mut hits = Vec::new();
        for _ in 0..rounds {
            reader.begin();
            hits.clear();
            for (start, times) in starts(&line).zip(&mut times) {
                others.iter_mut().step_by(64).for_each(|byte| *byte ^= 1);
                times.of(|| reader.type_to(start));
                hits.push(reader.found().count());
            }
        }
        let typed = starts(&line).zip(times.iter().zip(hits));
        keys.extend(
            typed.map(|(start, (times, hits))| {
                (times.median(), times.least(), start.to_owned(), hits)
            }),
        );
    }
    keys.sort_by(|one, other| other.0.total_cmp(&one.0));
    say(&format!(
        "\nthe slowest of {} keys, {headlines} headlines, {rounds} rounds, ms",
        keys.len()
    ));
    let middle = keys.get(keys.len() / 2).map_or(0.0, |key| key.0);
    let mean = geometric_mean(keys.iter().map(|key| key.0));
    say(&format!(
        "all of them: median {middle:.2}, geometric mean {mean:.2}\n"
    ));
    say("| line | median | least | hits |");
    say("|---|---|---|---|");
    for (median, least, line, hits) in keys.iter().take(SLOWEST) {
        say(&format!("| `{line}` | {median:.2} | {least:.2} | {hits} |"));
    }
}
