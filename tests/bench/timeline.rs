//! Key to frame in the timeline: everything between a key and the bytes for the terminal, the
//! answer of the index included where the key asks for one.

use std::sync::Arc;

use dateline::store::Batch;

use super::collection;
use super::measure::{Times, chosen, say, setting};
use super::screen::Screen;

/// What is done, the keys before it, and the keys measured, again and again.
type Deed = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
);

/// Of articles by the time they were published.
const DEEDS: [Deed; 7] = [
    ("from bar to bar", &[], &["h", "h", "l", "[", "]", "{", "}"]),
    ("by week, month, year", &[], &["W", "M", "w", "m", "Y", "y"]),
    ("a span grows", &["v"], &["S-Left", "S-Left", "S-Right"]),
    ("window and bar size", &[], &["z", "<", "Z", ">", "Home"]),
    ("looking into bars", &["Space"], &["h", "l", "[", "]"]),
    ("bars by source", &["b"], &["z", "Z", "Home"]),
    ("a row for every source", &["B"], &["j", "o", "z", "Home"]),
];

/// The same of the times that articles speak of; `p` twice is both times.
const SPOKEN: [Deed; 8] = [
    (
        "spoken of: from bar to bar",
        &["p"],
        &["h", "h", "l", "[", "]"],
    ),
    (
        "spoken of: window and bar size",
        &["p"],
        &["z", "<", "Z", ">", "Home"],
    ),
    (
        "spoken of: looking into bars",
        &["p", "Space"],
        &["h", "l", "[", "]"],
    ),
    (
        "spoken of: bars by source",
        &["p", "b"],
        &["z", "Z", "Home"],
    ),
    (
        "spoken of: a filter",
        &["p", "/"],
        &["b", "a", "c", "BS", "BS", "BS"],
    ),
    (
        "spoken of: a word of the filter, its letters",
        &["p", "/"],
        &["r", "e", "c", "e", "BS", "BS", "BS", "BS"],
    ),
    (
        "the same filter by publication",
        &["/"],
        &["r", "e", "c", "e", "BS", "BS", "BS", "BS"],
    ),
    (
        "published and spoken of",
        &["p", "p"],
        &["z", "h", "l", "Z", "Home"],
    ),
];

/// Prints the table.
pub(super) fn table() {
    say("\ntimeline, key to frame, 200x60, ms; every article is a hit");
    say("| articles | deed | median | p99 | worst |");
    say("|---|---|---|---|---|");
    let large = setting("DATELINE_BENCH_HEADLINES", 1_000_000);
    for rows in [10_000, large] {
        measure(collection::headlines, rows, &DEEDS);
    }
    for rows in [10_000, large] {
        measure(collection::speaking, rows, &SPOKEN);
    }
}

fn measure(of: fn(usize) -> Vec<Arc<Batch>>, rows: usize, deeds: &[Deed]) {
    // One deed alone is what somebody asks for who makes it faster.
    let deeds: Vec<&Deed> = deeds.iter().filter(|(deed, ..)| chosen(deed)).collect();
    if deeds.is_empty() {
        return;
    }
    let batches = &of(rows);
    for (deed, before, keys) in deeds {
        let mut screen = Screen::new(batches);
        for key in ["t"].iter().chain(*before) {
            screen.press(key);
        }
        let mut times = Times::default();
        for _ in 0..30 {
            for key in *keys {
                times.of(|| screen.press(key));
            }
        }
        say(&format!(
            "| {rows} | {deed} | {:.2} | {:.2} | {:.2} |",
            times.median(),
            times.p99(),
            times.longest(),
        ));
    }
}
