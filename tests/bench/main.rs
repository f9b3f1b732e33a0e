//! What a person waits for, measured: `cargo bench` prints the table.
//!
//! The collections come from a seeded generator ([`corpus`]), so that every run measures the same
//! work. Each figure is for the whole, correct answer.

mod corpus;

use std::sync::Arc;

use chrono::NaiveDate;
use dateline::article::ArticleId;
use dateline::ingest::plain::read_text;
use dateline::query;
use dateline::search::{Index, Order, Request};
use dateline::store::{Batch, Bits};
use dateline::text;
use dateline::timeline::{self, Ask, Backdrop};
use divan::{Bencher, black_box, counter::BytesCount};

/// Articles of a batch.
const BATCH: usize = 10_000;

fn main() {
    divan::main();
}

fn index(headlines: usize) -> Index {
    let mut index = Index::new();
    let mut corpus = corpus::Corpus::new(headlines);
    while index.len() < headlines {
        let first = ArticleId(u32::try_from(index.len()).unwrap_or(u32::MAX));
        let count = BATCH.min(headlines - index.len());
        let articles = (0..count).map(|_| corpus.article()).collect();
        index.append(&Arc::new(Batch::build(first, articles)));
    }
    index
}

/// One key of a word typed letter by letter: the hits in headlines, in order, with the counts of
/// both pickers and the timeline.
#[divan::bench(args = [100_000, 1_000_000], sample_count = 60, sample_size = 1)]
fn key_to_hits(bencher: Bencher<'_, '_>, headlines: usize) {
    let mut index = index(headlines);
    let typed: Vec<_> = corpus::queries(headlines)
        .iter()
        .flat_map(|words| {
            let ends = words.char_indices().map(|(at, c)| at + c.len_utf8());
            ends.filter_map(|end| words.get(..end))
                .map(|start| Arc::new(query::parse(&format!("in:headline {start}")).query))
                .collect::<Vec<_>>()
        })
        .collect();
    let mut keys = typed.iter().cycle();
    let mut generation = 0;
    bencher.bench_local(move || {
        generation += 1;
        let request = Request {
            generation,
            query: keys.next().map(Arc::clone).unwrap_or_default(),
            order: Order::Date,
            keep: Vec::new(),
            today: NaiveDate::default(),
            chart: ask(),
        };
        let mut answer = None;
        index.search(&request, &|| false, &mut |hits| answer = Some(hits));
        answer
    });
}

/// A text of about 3 kB: from bytes to an article with labels, dates and time expressions.
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
        "first" => timeline::chart(black_box(&dates), &hits, &ask()),
        _ => backdrop.chart(black_box(&dates), &hits, &ask()),
    });
}

fn ask() -> Ask {
    Ask {
        columns: 90,
        ..Ask::default()
    }
}
