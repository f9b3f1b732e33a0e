//! Memory: what is resident when everything is read, indexed and on the screen, and what it is for.
//!
//! Each collection is read by a process of its own, so that nothing but the reading is in it.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use chrono::NaiveDate;
use dateline::app::{App, Effect, Message, Start};
use dateline::config::Settings;
use dateline::ingest::{self, Event, Input, Options, Study};
use dateline::search::Index;

use super::corpus::Corpus;
use super::measure::{say, setting};
use super::reading::write;

/// Names the file that a process is to read.
const TO_READ: &str = "DATELINE_BENCH_READ";

/// Prints the table.
pub(super) fn table() {
    if let Some(path) = std::env::var_os(TO_READ) {
        return read(Path::new(&path));
    }
    let heads = setting("DATELINE_BENCH_HEADLINES", 1_000_000);
    let full = setting("DATELINE_BENCH_BODIES", 100_000);
    say("\nresident memory, MB; the aim is 1.15 times the kept text and 200 bytes an article");
    say(
        "| what | text | folded copies | columns | names | details | later | postings | words \
         | index columns | answers | list | program | slack | resident | peak | without copies \
         | aim | bytes an article beside 1.15 x text |",
    );
    say("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
    let room = tempfile::tempdir().expect("a folder for the files");
    let path = room.path().join("headlines.tsv");
    write(&path, headlines(heads).as_bytes());
    in_a_process(&path);
    let path = room.path().join("articles.jsonl");
    write(&path, articles(full).as_bytes());
    in_a_process(&path);
}

/// A table of headlines with source and date.
fn headlines(count: usize) -> String {
    let mut corpus = Corpus::new(count);
    let mut file = "title\tsource\tdate\n".to_owned();
    for _ in 0..count {
        let article = corpus.article();
        let date = article.published.value.map(|date| date.to_string());
        let (title, source) = (article.headline, article.source);
        let fields = [title, source, date].map(Option::unwrap_or_default);
        file.push_str(&fields.join("\t"));
        file.push('\n');
    }
    file
}

/// Records with a body.
fn articles(count: usize) -> String {
    let mut corpus = Corpus::new(count);
    let mut file = String::new();
    for number in 0..count {
        let article = corpus.long_article();
        let body: Vec<_> = article.body.iter().map(|p| p.of(&article.text)).collect();
        let record = serde_json::json!({
            "title": article.headline,
            "source": article.source,
            "published": article.published.value.map(|date| date.to_string()),
            "url": format!("https://news.example/{number}"),
            "body": body.join("\n\n"),
        });
        // Writing to a string cannot fail.
        let _written = writeln!(file, "{record}");
    }
    file
}

fn in_a_process(path: &Path) {
    let program = std::env::current_exe().expect("the path of this program");
    let mut child = Command::new(program);
    let child = child.args(["--bench", "memory"]).env(TO_READ, path);
    let output = child.stderr(Stdio::inherit()).output();
    let output = output.expect("another process");
    let printed = String::from_utf8_lossy(&output.stdout);
    for row in printed.lines().filter(|line| line.starts_with('|')) {
        say(row);
    }
}

/// Reads a file as the program does, asks for everything once, and prints what that took.
fn read(path: &Path) {
    let before = resident("VmRSS");
    let start = Start {
        collection: "made up".to_owned(),
        samples: false,
        query: String::new(),
        today: NaiveDate::default(),
        size: (120, 40),
    };
    let (mut app, mut index) = (App::new(Settings::default(), start), Index::new());
    let mut study = Study::new(true);
    let never = AtomicBool::new(false);
    let inputs = [Input::Path(path.to_owned())];
    ingest::read(
        &inputs,
        &Options::default(),
        &never,
        &mut |event| match event {
            Event::Articles(batch) => {
                let batch = Arc::new(batch);
                study.add(&batch);
                index.append(&batch);
                tell(&mut app, &mut index, Message::Batch(batch));
            }
            Event::Patches(patches) => {
                for patch in &patches {
                    study.patch(patch);
                    index.patch(patch);
                }
                tell(&mut app, &mut index, Message::Patches(patches));
            }
            Event::Progress(_) => {}
        },
    );
    study.run(&never, &mut |findings| {
        let findings = Arc::new(findings);
        index.learn(&findings);
        app.scene.store.learn(findings);
    });
    drop(study);
    for key in ["C-l", "/", "t", "C-u", "Enter"] {
        if let Ok(key) = key.parse() {
            tell(&mut app, &mut index, Message::Key(key));
        }
    }
    print(path, &app, &index, before);
}

/// A message, and the answer to what it asks for.
fn tell(app: &mut App, index: &mut Index, message: Message) {
    let mut message = Some(message);
    while let Some(now) = message.take() {
        for effect in app.update(now) {
            if let Effect::Search(request) = effect {
                index.search(&request, &|| false, &mut |hits| {
                    message = Some(Message::Hits(Arc::new(hits)));
                });
            }
        }
    }
}

fn print(path: &Path, app: &App, index: &Index, before: usize) {
    let (store, found) = (app.scene.store.held(), index.held());
    let list = app.scene.hits.as_ref().map_or(0, |hits| {
        let lists = hits.order.capacity() + hits.by_date.capacity();
        lists * size_of::<u32>() + hits.set.heap_bytes()
    });
    let parts = [
        store.text,
        store.folded,
        store.columns,
        store.names,
        store.details,
        store.later,
        found.postings,
        found.words,
        found.columns,
        found.answers,
        list,
        before,
    ];
    let accounted: usize = parts.iter().sum();
    let now = resident("VmRSS");
    let len = app.scene.store.len();
    let aim = store.text * 115 / 100 + 200 * len;
    let without = now.saturating_sub(store.folded);
    let mut row = format!(
        "| {len} in {}",
        path.file_name().unwrap_or_default().display()
    );
    let rest = [
        now.saturating_sub(accounted),
        now,
        resident("VmHWM"),
        without,
        aim,
    ];
    for bytes in parts.iter().chain(&rest) {
        // Writing to a string cannot fail.
        let _written = write!(row, " | {}.{}", bytes / 1_000_000, bytes / 100_000 % 10);
    }
    let each = without.saturating_sub(store.text * 115 / 100) / len.max(1);
    say(&format!("{row} | {each} |"));
}

/// A figure that the kernel keeps of this process, in bytes; 0 where it keeps none.
fn resident(what: &str) -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(what));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<usize>().ok());
    kilobytes.unwrap_or(0) * 1024
}
