//! What a person waits for, measured: `cargo bench` prints the table.
//!
//! The collections come from a seeded generator ([`corpus`]), so that every run measures the same
//! work. Each figure is for the whole, correct answer.

mod bodies;
mod collection;
mod corpus;
mod keys;
mod loading;
mod matchers;
mod measure;
mod memory;
mod peers;
mod reading;
mod screen;
mod timeline;
mod typing;

use dateline::article::ArticleId;
use dateline::ingest::plain::read_text;
use dateline::store::Bits;
use dateline::text;
use dateline::timeline::{Ask, Backdrop, chart};
use divan::{Bencher, black_box, counter::BytesCount};

/// The tables, by the name that asks for one alone: `cargo bench -- typing`.
const TABLES: [(&str, fn()); 9] = [
    ("reading", reading::table),
    ("typing", typing::table),
    ("keys", keys::table),
    ("growth", typing::growth),
    ("bodies", bodies::table),
    ("screen", screen::table),
    ("timeline", timeline::table),
    ("memory", memory::table),
    ("peers", peers::table),
];

fn main() {
    let asked: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with('-'))
        .collect();
    for (name, table) in TABLES {
        if asked.is_empty() || asked.iter().any(|asked| asked == name) {
            table();
        }
    }
    divan::main();
}

/// A text of about 3 kB: from bytes to an article with labels and dates.
#[divan::bench]
fn reading_of_a_text(bencher: Bencher<'_, '_>) {
    let page = corpus::Corpus::new(1_000).page();
    bencher
        .counter(BytesCount::of_str(&page))
        .bench(|| read_text(text::sanitise(black_box(&page)), corpus::origin()));
}

/// A timeline of a million articles, of which a third are hits.
#[divan::bench(args = ["first", "next"], sample_count = 30, sample_size = 1)]
fn chart_of_a_million(bencher: Bencher<'_, '_>, which: &str) {
    let dates = corpus::Corpus::new(1_000_000).dates(1_000_000);
    let hits: Bits = (0..1_000_000).step_by(3).map(ArticleId).collect();
    let backdrop = Backdrop::of(&dates, &ask());
    bencher.bench(|| match which {
        "first" => chart(black_box(&dates), &hits, &ask()),
        _ => backdrop.chart(black_box(&dates), &hits, &ask()),
    });
}

fn ask() -> Ask {
    Ask {
        columns: 90,
        ..Ask::default()
    }
}
