//! Reading collections: any folder, any bytes; a bad file costs itself and is named.

mod again;
mod among;
mod kinds;
mod on;
#[cfg(unix)]
mod on_unix;
mod records;

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use dateline::article::{Article, DateKind, IssueKind, Moment, SourceFrom};
use dateline::ingest::{self, Event, Input, Options, Report};

/// What came of reading something.
struct Read {
    articles: Vec<Article>,
    report: Report,
    /// Sizes of the batches, in order.
    batches: Vec<usize>,
}

impl Read {
    /// The paths of the articles below `root`, in order.
    fn paths(&self, root: &Path) -> Vec<String> {
        let paths = self.articles.iter().map(|article| &article.origin.path);
        paths.map(|path| below(path, root)).collect()
    }

    /// What gave no article below `root`, and why.
    fn skipped(&self, root: &Path) -> Vec<(String, String)> {
        let skipped = self.report.skipped.iter();
        skipped
            .map(|trouble| (below(&trouble.path, root), trouble.issue.message.clone()))
            .collect()
    }

    /// The reason why the file `name` below `root` gave no article.
    fn reason(&self, root: &Path, name: &str) -> String {
        let mut skipped = self.skipped(root).into_iter();
        let found = skipped.find(|(path, _)| path == name);
        found.unwrap_or_else(|| panic!("{name} was not skipped")).1
    }
}

fn below(path: &str, root: &Path) -> String {
    let root = root.to_str().unwrap();
    path.trim_start_matches(root)
        .trim_start_matches('/')
        .to_owned()
}

fn read_with(inputs: &[Input], options: &Options) -> Read {
    let (mut articles, mut batches) = (Vec::new(), Vec::new());
    let report = ingest::read(inputs, options, &AtomicBool::new(false), &mut |event| {
        if let Event::Articles(batch) = event {
            batches.push(batch.len());
            articles.extend(batch);
        }
    });
    Read {
        articles,
        report,
        batches,
    }
}

fn read(root: &Path) -> Read {
    read_with(&[Input::Path(root.to_path_buf())], &Options::default())
}

const TEXT: &str = "A headline of some words\n\nThe council met on Monday and spoke about water.\n";

fn put(root: &Path, name: &str, bytes: impl AsRef<[u8]>) {
    let path = root.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

#[test]
fn the_order_is_that_of_the_names_however_the_threads_run() {
    let room = tempfile::tempdir().unwrap();
    let root = room.path();
    let mut names = Vec::new();
    for folder in ["b", "a", "a/deep", "c"] {
        for number in (0..70).rev() {
            names.push(format!("{folder}/{number:03}.txt"));
        }
    }
    for name in &names {
        put(root, name, format!("Headline of {name}\n\n{TEXT}"));
    }
    names.sort();
    for _ in 0..3 {
        let got = read(root);
        assert_eq!(got.paths(root), names);
        assert_eq!(got.report.totals.files_read, names.len());
        assert!(got.batches[0] <= 64, "the first batch is soon there");
    }
}

#[test]
fn names_that_begin_with_a_dot_are_left_out_unless_named() {
    let room = tempfile::tempdir().unwrap();
    let root = room.path();
    for name in [".git/a.txt", ".hidden.txt", "seen.txt"] {
        put(root, name, TEXT);
    }
    let got = read(root);
    assert_eq!(got.paths(root), ["seen.txt"]);
    assert!(got.report.is_clean());
    assert_eq!(read(&root.join(".hidden.txt")).articles.len(), 1);
    assert_eq!(read(&root.join(".git")).articles.len(), 1);
}

#[test]
fn every_encoding_is_text_and_a_guess_is_said() {
    let room = tempfile::tempdir().unwrap();
    let root = room.path();
    let utf16: Vec<u8> = format!("\u{feff}{TEXT}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    put(root, "1.txt", format!("\u{feff}{TEXT}"));
    put(root, "2.txt", utf16);
    put(root, "3.txt", b"Stra\xdfenbau f\xfcr K\xf6ln\n\nDie Gespr\xe4che \xfcber \xd6l und Gas m\xfcssen f\xf6rdernd sein.\n");
    put(
        root,
        "4.txt",
        b"One NUL\0 in a headline\n\nAnd the text goes on as text does, for a while.\n",
    );
    put(root, "5.txt", b"Caf\xc3\xa9 r\xc3\xa9sum\xc3\xa9 \xc3\xa0 la \xc3\xa9t\xc3\xa9\n\nOne byte \xff is wrong in this text.\n");
    let got = read(root);
    assert_eq!(got.articles.len(), 5);
    assert!(got.articles[0].text.starts_with("A headline"));
    assert!(got.articles[1].text.starts_with("A headline"));
    assert!(got.articles[2].text.starts_with("Straßenbau für Köln"));
    let messages = |at: usize| -> String {
        let issues = got.articles[at].issues.iter();
        issues
            .map(|issue| issue.message.as_str())
            .collect::<Vec<_>>()
            .join("; ")
    };
    assert_eq!((messages(0), messages(1)), (String::new(), String::new()));
    assert_eq!(messages(2), "read as windows-1252 (guessed)");
    assert!(!got.articles[3].text.contains('\0') && messages(3).contains("1 unprintable"));
    assert!(
        messages(4).contains("1 place undecodable in utf-8"),
        "{}",
        messages(4)
    );
    let repaired: Vec<_> = got
        .report
        .repaired
        .iter()
        .map(|trouble| trouble.article.unwrap().0)
        .collect();
    assert_eq!(repaired, [2, 3, 4]);
}

#[test]
fn what_is_no_text_is_skipped_with_its_reason() {
    let room = tempfile::tempdir().unwrap();
    let root = room.path();
    let cases: [(&str, &[u8], &str); 9] = [
        (
            "image.txt",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
            "a PNG image, no text",
        ),
        (
            "program",
            b"\x7fELF\x02\x01\x01\0\0\0\0\0",
            "a program (ELF), no text",
        ),
        (
            "archive.txt",
            b"PK\x03\x04\x14\0\0\0\x08\0",
            "a ZIP archive or office document, no text",
        ),
        (
            "noise.txt",
            &[0xf3, 0x02, 0x9c, 0x00, 0x17, 0xee, 0x05, 0x80, 0x1d],
            "binary data, no text",
        ),
        ("zeros.txt", &[0; 999], "binary data, no text"),
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\r\n\t\n", "nothing but blanks"),
        (
            "feed.xml",
            b"<?xml version=\"1.0\"?><rss></rss>",
            "rss, but no article in it",
        ),
        (
            "rows.jsonl",
            b"{\"size\":1}\n",
            "jsonl, but no article in it: line 1: no article: no field is a headline or a text",
        ),
    ];
    for (name, bytes, _) in cases {
        put(root, name, bytes);
    }
    put(root, "a.txt", TEXT);
    let got = read(root);
    assert_eq!(got.paths(root), ["a.txt"], "the rest is read");
    for (name, _, reason) in cases {
        assert_eq!(got.reason(root, name), reason, "{name}");
    }
    assert_eq!(got.report.totals.files_read, 10);
}

#[test]
fn a_text_over_the_bound_is_cut_where_it_can_be_seen() {
    let room = tempfile::tempdir().unwrap();
    let root = room.path();
    // One line without an end; empty lines without an end; and one that is just as it should be.
    put(root, "a.txt", "word ".repeat(100_000));
    put(root, "b.txt", "\r".repeat(400_000) + TEXT);
    put(root, "c.txt", TEXT.replace('\n', "\r"));
    let small = Options {
        longest_text: 300 << 10,
        ..Options::default()
    };
    let got = read_with(&[Input::Path(root.to_path_buf())], &small);
    assert_eq!(got.paths(root), ["a.txt", "c.txt"]);
    assert_eq!(got.articles[0].origin.bytes, (0, 300 << 10));
    let cut = &got.articles[0].issues[0];
    assert_eq!(
        (cut.kind, cut.message.as_str()),
        (IssueKind::Cut, "cut at 300 KiB")
    );
    assert_eq!(
        got.reason(root, "b.txt"),
        "nothing but blanks in the first 300 KiB"
    );
    assert_eq!(
        got.articles[1].headline.as_deref(),
        Some("A headline of some words")
    );
}

#[test]
fn millions_of_empty_lines_are_cut_and_the_rest_is_read() {
    let room = tempfile::tempdir().unwrap();
    put(
        room.path(),
        "a.txt",
        format!("A headline\n{}", "\n".repeat(5_000_000)),
    );
    put(room.path(), "b.txt", TEXT);
    let got = read(room.path());
    assert_eq!(got.paths(room.path()), ["a.txt", "b.txt"]);
    assert_eq!(got.articles[0].issues[0].message, "cut after 262144 lines");
    assert_eq!(got.articles[0].lines.len(), 262_145);
}

#[test]
fn stopping_keeps_what_was_read_and_says_so() {
    let room = tempfile::tempdir().unwrap();
    let root = room.path();
    for number in 0..3000 {
        put(root, &format!("{number:04}.txt"), TEXT);
    }
    let stop = AtomicBool::new(false);
    let mut articles = 0;
    let inputs = [Input::Path(root.to_path_buf())];
    let report = ingest::read(&inputs, &Options::default(), &stop, &mut |event| {
        if let Event::Articles(batch) = event {
            articles += batch.len();
            stop.store(true, Ordering::Relaxed);
        }
    });
    assert!(report.stopped && !report.is_clean());
    assert!((1..3000).contains(&articles), "{articles}");
    assert_eq!(report.totals.articles, articles);
}

#[test]
fn an_empty_folder_is_nothing_and_a_missing_one_is_told() {
    let room = tempfile::tempdir().unwrap();
    let got = read(room.path());
    assert!(got.articles.is_empty() && got.report.is_clean());
    let got = read(&room.path().join("gone"));
    assert!(got.reason(room.path(), "gone").starts_with("not found"));
    assert_eq!(got.report.skipped[0].issue.kind, IssueKind::Unreadable);
}

#[test]
fn without_inference_nothing_is_concluded() {
    let certain = Options {
        infer: false,
        ..Options::default()
    };
    let inferred = read_with(&[Input::Samples], &Options::default());
    let stated = read_with(&[Input::Samples], &certain);
    assert_eq!(inferred.articles[4].source_from, SourceFrom::Inferred);
    for (with, without) in inferred.articles.iter().zip(&stated.articles) {
        assert_ne!(without.published.kind, DateKind::Inferred);
        assert_ne!(without.source_from, SourceFrom::Inferred);
        assert_eq!(
            with.key, without.key,
            "what is concluded is no part of an identity"
        );
    }
}

#[test]
fn a_given_date_is_for_articles_that_state_none() {
    let day = Moment::day(chrono::NaiveDate::from_ymd_opt(2020, 2, 20).unwrap());
    let given = Options {
        published: Some(day),
        ..Options::default()
    };
    let mut patches = 0;
    let inputs = [Input::Samples];
    let mut articles = Vec::new();
    ingest::read(
        &inputs,
        &given,
        &AtomicBool::new(false),
        &mut |event| match event {
            Event::Articles(batch) => articles.extend(batch),
            Event::Patches(all) => {
                let dates = |patch: &&dateline::article::Patch| {
                    matches!(patch.change, dateline::article::Change::Published(_))
                };
                patches += all.iter().filter(dates).count();
            }
            Event::Progress(_) => {}
        },
    );
    assert_eq!(patches, 0, "the reader's word stands against a guess");
    for article in &articles {
        match article.published.kind {
            DateKind::Explicit => assert_ne!(article.published.value, Some(day)),
            kind => assert_eq!(
                (kind, article.published.value),
                (DateKind::Given, Some(day))
            ),
        }
    }
}

#[test]
fn impossible_dates_are_no_dates() {
    let room = tempfile::tempdir().unwrap();
    let root = room.path();
    let written = [
        "0000-00-00",
        "-4713-11-24",
        "10000-01-01",
        "12025-06-07",
        "262143-12-31",
        "30 February 2018",
        "2018-13-01",
        "2018-01-05T24:61:60+25:00",
        "31/31/31",
        "1515715200",
        "1515715200000000",
        "",
        "99999999999999999999",
        "٠٠٠٠-٠٠-٠٠",
        "February 30th, 20188",
        "Thu, 00 Jan 0000 99:99:99 EST",
    ];
    for (number, date) in written.iter().enumerate() {
        put(
            root,
            &format!("{number:02}.txt"),
            format!("Headline\n\nPublished: {date}\n\nThe council met.\n"),
        );
    }
    let got = read(root);
    assert_eq!(
        got.articles.len(),
        written.len(),
        "{:?}",
        got.report.skipped
    );
    for (article, date) in got.articles.iter().zip(written) {
        if let Some(moment) = article.published.value {
            assert!(
                !moment.to_string().starts_with("1970"),
                "{date:?} read as {moment}"
            );
            assert!(!date.contains("30"), "{date:?} read as {moment}");
        }
    }
}
