//! Reading: texts, pages, records and feeds, from files to the searchable store; beside it bare
//! `serde_json` into an arena, and `feed-rs`, on the same bytes in the same run.

use std::borrow::Cow;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use dateline::article::Article;
use dateline::ingest::plain::{find_mentions, read_text};
use dateline::ingest::{self, Event, Input, Options};
use dateline::search::Index;
use dateline::text;
use serde::Deserialize;

use super::corpus::{self, Corpus};
use super::measure::{Times, say, setting};

/// Prints the table.
pub(super) fn table() {
    let rounds = setting("DATELINE_BENCH_ROUNDS", 3).max(3);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    say(&format!(
        "\nreading, {cores} cores, median of {rounds} rounds"
    ));
    say("| what | time | rate |");
    say("|---|---|---|");
    let room = tempfile::tempdir().expect("a folder for the files");
    one_text();
    texts(room.path(), rounds);
    pages(room.path(), rounds, cores);
    records(room.path(), rounds);
    feed(room.path(), rounds);
}

fn row(what: &str, milliseconds: f64, rate: &str) {
    say(&format!("| {what} | {milliseconds:.3} ms | {rate} |"));
}

/// One plain text on one core; the times it speaks of apart, as they are looked for later.
fn one_text() {
    let page = Corpus::new(1_000).page();
    let (mut reading, mut speaking) = <(Times, Times)>::default();
    for _ in 0..2_000 {
        let article = reading.of(|| read_text(text::sanitise(&page), corpus::origin()));
        speaking.of(|| find_mentions(&article));
    }
    let kilobytes = page.len() / 1000;
    row(
        &format!("a plain text of {kilobytes} kB"),
        reading.median(),
        "a core",
    );
    row(
        "the times it speaks of",
        speaking.median(),
        "a core, in the background",
    );
}

/// Reads a file or folder into an index, as the headless commands do; how many articles.
fn read(path: &Path) -> usize {
    let mut index = Index::new();
    let mut take = |event| {
        if let Event::Articles(batch) = event {
            index.append(&Arc::new(batch));
        }
    };
    let never = AtomicBool::new(false);
    let inputs = [Input::Path(path.to_owned())];
    ingest::read(&inputs, &Options::default(), &never, &mut take);
    while !index.settle_some() {}
    index.len()
}

/// Writes a file that is to be read.
pub(super) fn write(path: &Path, bytes: &[u8]) {
    let file = std::fs::File::create(path);
    let written = file.and_then(|mut file| file.write_all(bytes));
    written.expect("room for the files on the disk");
}

fn texts(room: &Path, rounds: usize) {
    let count = setting("DATELINE_BENCH_TEXTS", 10_000);
    let folder = room.join("texts");
    std::fs::create_dir(&folder).expect("a folder in the folder");
    let mut corpus = Corpus::new(count);
    for number in 0..count {
        write(
            &folder.join(format!("{number:06}.txt")),
            corpus.page().as_bytes(),
        );
    }
    let mut times = Times::default();
    for _ in 0..rounds {
        times.of(|| assert_eq!(read(&folder), count));
    }
    let rate = format!("{:.0} a second", rate(count, &times));
    row(
        &format!("{count} text files into the store"),
        times.median(),
        &rate,
    );
}

#[expect(clippy::cast_precision_loss, reason = "a rate needs no more digits")]
fn rate(count: usize, times: &Times) -> f64 {
    count as f64 * 1e3 / times.median()
}

fn pages(room: &Path, rounds: usize, cores: usize) {
    let folder = room.join("pages");
    std::fs::create_dir(&folder).expect("a folder in the folder");
    let count = 200;
    let mut corpus = Corpus::new(1_000);
    for number in 0..count {
        let page = page(&corpus.page(), number);
        write(&folder.join(format!("{number:04}.html")), page.as_bytes());
    }
    let (mut one, mut all) = <(Times, Times)>::default();
    for _ in 0..rounds {
        // One page keeps one core busy.
        for number in 0..count {
            let path = folder.join(format!("{number:04}.html"));
            one.of(|| assert_eq!(read(&path), 1));
        }
        all.of(|| assert_eq!(read(&folder), count));
    }
    row(
        "an HTML page, threads and store with it",
        one.median(),
        "a core",
    );
    let rate = format!("{:.0} a second", rate(count, &all));
    let what = format!("{count} HTML pages into the store, {cores} cores");
    row(&what, all.median(), &rate);
}

/// A page with what surrounds an article.
fn page(text: &str, number: usize) -> String {
    let mut lines = text.lines();
    let headline = lines.next().unwrap_or_default();
    let mut html = format!(
        "<!DOCTYPE html><html lang=en><head><title>{headline} - The Gazette</title>\
         <meta property='article:published_time' content='2018-01-05T10:14:55Z'>\
         <link rel=canonical href='https://gazette.example/{number}'></head><body><nav><ul>"
    );
    for section in 0..30 {
        html.push_str("<li><a href='/s'>Section ");
        html.push_str(&section.to_string());
        html.push_str("</a></li>");
    }
    html.push_str("</ul></nav><main><article><h1>");
    html.push_str(headline);
    html.push_str("</h1>");
    for line in lines.skip(2).filter(|line| !line.is_empty()) {
        html.push_str("<p>");
        html.push_str(line);
        html.push_str("</p>");
    }
    html.push_str("</article><aside><h2>Related</h2>");
    for other in 0..20 {
        html.push_str("<div class=teaser><a href='/o'>Another headline of the day, number ");
        html.push_str(&other.to_string());
        html.push_str("</a></div>");
    }
    html.push_str("</aside></main><footer>All rights reserved</footer></body></html>");
    html
}

/// A record as the bare parser reads it.
#[derive(Deserialize)]
struct Bare<'a> {
    #[serde(borrow)]
    title: Cow<'a, str>,
    #[serde(borrow)]
    body: Cow<'a, str>,
}

fn records(room: &Path, rounds: usize) {
    let count = setting("DATELINE_BENCH_RECORDS", 50_000);
    let path = room.join("records.jsonl");
    let mut corpus = Corpus::new(count);
    let mut all = Vec::new();
    for _ in 0..count {
        let line = line(&corpus.long_article());
        all.extend_from_slice(line.as_bytes());
    }
    write(&path, &all);
    let (mut whole, mut bare) = <(Times, Times)>::default();
    for _ in 0..rounds {
        whole.of(|| assert_eq!(read(&path), count));
        bare.of(|| {
            let mut arena = String::new();
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            for line in text.lines() {
                if let Ok(record) = serde_json::from_str::<Bare<'_>>(line) {
                    arena.push_str(&record.title);
                    arena.push_str(&record.body);
                }
            }
            assert!(arena.len() > count);
        });
    }
    let gigabytes = |times: &Times| format!("{:.2} GB/s", rate(all.len(), times) / 1e9);
    let megabytes = all.len() / 1_000_000;
    let what = format!("{megabytes} MB of JSON Lines into the store");
    row(&what, whole.median(), &gigabytes(&whole));
    row(
        "the same by serde_json into an arena, one core",
        bare.median(),
        &gigabytes(&bare),
    );
}

fn line(article: &Article) -> String {
    let body: Vec<&str> = article
        .body
        .iter()
        .map(|span| span.of(&article.text))
        .collect();
    let date = article.published.value.map(|moment| moment.to_string());
    let record = serde_json::json!({
        "id": article.key.to_string(),
        "title": article.headline,
        "source": article.source,
        "url": format!("https://news.example/{}", article.key),
        "published": date,
        "body": body.join("\n\n"),
    });
    format!("{record}\n")
}

fn feed(room: &Path, rounds: usize) {
    let count = setting("DATELINE_BENCH_ITEMS", 10_000);
    let path = room.join("feed.xml");
    let mut corpus = Corpus::new(count);
    let mut xml =
        "<?xml version='1.0'?><rss version='2.0'><channel><title>The Gazette</title>".to_owned();
    for number in 0..count {
        let article = corpus.article();
        let headline = article.headline.unwrap_or_default();
        xml.push_str("<item><title>");
        xml.push_str(&headline);
        xml.push_str("</title><link>https://gazette.example/");
        xml.push_str(&number.to_string());
        xml.push_str("</link><pubDate>Fri, 05 Jan 2018 10:14:55 GMT</pubDate><description>");
        for _ in 0..8 {
            xml.push_str(&headline);
            xml.push_str(". ");
        }
        xml.push_str("</description></item>\n");
    }
    xml.push_str("</channel></rss>");
    write(&path, xml.as_bytes());
    let (mut ours, mut theirs) = <(Times, Times)>::default();
    for _ in 0..rounds {
        ours.of(|| assert_eq!(read(&path), count));
        theirs.of(|| {
            let feed = feed_rs::parser::parse(xml.as_bytes());
            assert_eq!(feed.map_or(0, |feed| feed.entries.len()), count);
        });
    }
    let items = |times: &Times| format!("{:.0} items a second", rate(count, times));
    row("a feed into the store", ours.median(), &items(&ours));
    row(
        "the same by feed-rs into its own records",
        theirs.median(),
        &items(&theirs),
    );
}
