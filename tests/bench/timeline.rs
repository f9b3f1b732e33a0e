//! Key to frame in the timeline: everything between a key and the bytes for the terminal, the
//! answer of the index included where the key asks for one.

use super::collection;
use super::measure::{Times, say, setting};
use super::screen::Screen;

/// What is done, the key before it, and the keys measured, again and again.
const DEEDS: [(&str, &str, &[&str]); 8] = [
    ("from bar to bar", "", &["h", "h", "l", "[", "]", "{", "}"]),
    ("by week, month, year", "", &["W", "M", "w", "m", "Y", "y"]),
    ("a span grows", "v", &["S-Left", "S-Left", "S-Right"]),
    ("window and bar size", "", &["z", "<", "Z", ">", "Home"]),
    ("looking into bars", "Space", &["h", "l", "[", "]"]),
    ("bars by source", "b", &["z", "Z", "Home"]),
    ("a row for every source", "B", &["j", "o", "z", "Home"]),
    ("times spoken of", "p", &["z", "h", "l", "Home"]),
];

/// Prints the table.
pub(super) fn table() {
    say("\ntimeline, key to frame, 200x60, ms; every article is a hit");
    say("| articles | deed | median | p99 | worst |");
    say("|---|---|---|---|---|");
    let large = setting("DATELINE_BENCH_HEADLINES", 1_000_000);
    for rows in [10_000, large] {
        let batches = collection::headlines(rows);
        for (deed, before, keys) in DEEDS {
            let mut screen = Screen::new(&batches);
            screen.press("t");
            if !before.is_empty() {
                screen.press(before);
            }
            let mut times = Times::default();
            for _ in 0..30 {
                for key in keys {
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
}
