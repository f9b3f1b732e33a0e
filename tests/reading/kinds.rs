//! Kinds of files beyond texts and pages: notes with front matter, web archives, records with names
//! of their own.

use super::*;

/// A record of an archive of texts.
fn text_record(number: usize) -> Vec<u8> {
    let text = format!(
        "Headline number {number} of many\n\nThe council met on Monday and spoke about water in ward {number}.\n"
    );
    let length = text.len();
    format!(
        "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://example.org/{number}\r\n\
         WARC-Date: 2018-02-03T04:05:06Z\r\nContent-Type: text/plain\r\nContent-Length: {length}\r\n\r\n{text}\r\n\r\n"
    )
    .into_bytes()
}

fn gzip(data: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    out.write_all(data).unwrap();
    out.finish().unwrap()
}

#[test]
fn web_archives_are_read_record_by_record() {
    let room = tempfile::tempdir().unwrap();
    let root = room.path();
    let image = b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: image/png\r\nContent-Length: 4\r\n\r\n\x89PNG\r\n\r\n";
    let some: Vec<u8> = (0..3).flat_map(text_record).chain(*image).collect();
    put(root, "some.wet", &some);
    // Every record is a member of its own, as archives are packed.
    let members: Vec<u8> = (0..3).flat_map(|n| gzip(&text_record(n))).collect();
    put(root, "members.warc.gz", members);
    let many: Vec<u8> = (0..3000).flat_map(text_record).chain(*image).collect();
    assert!(many.len() > 500_000);
    put(root, "x-many", &many);
    let packed: Vec<u8> = (0..3000).flat_map(|n| gzip(&text_record(n))).collect();
    assert!(packed.len() > 300_000);
    put(root, "x-packed.gz", packed);
    let read = read(root);
    let of = |name: &str| -> Vec<&Article> {
        let all = read.articles.iter();
        all.filter(|a| a.origin.path.ends_with(name)).collect()
    };
    assert_eq!(of("some.wet").len(), 3);
    assert_eq!(of("members.warc.gz").len(), 3);
    for name in ["x-many", "x-packed.gz"] {
        let articles = of(name);
        assert_eq!(articles.len(), 3000, "{name}");
        for (number, article) in articles.iter().enumerate() {
            assert_eq!(
                article.headline.as_deref(),
                Some(format!("Headline number {number} of many").as_str())
            );
            assert_eq!(article.origin.part as usize, number);
            assert_eq!(article.origin.format.name(), "warc");
            assert_eq!(
                article.url.as_deref(),
                Some(format!("https://example.org/{number}").as_str())
            );
        }
    }
    let start = usize::try_from(of("x-many")[1].origin.bytes.0).unwrap();
    assert!(many[start..].starts_with(b"WARC/1.0"));
    let skipped = read.skipped(root);
    let wanted = |name: &str, record| {
        (
            name.to_owned(),
            format!("record {record}: image/png, no text"),
        )
    };
    assert_eq!(skipped, [wanted("some.wet", 4), wanted("x-many", 3001)]);
}

#[test]
fn an_archive_without_a_text_says_why() {
    let room = tempfile::tempdir().unwrap();
    put(
        room.path(),
        "a.warc",
        "WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 2\r\n\r\nab\r\n\r\n",
    );
    put(room.path(), "b.warc", "WARC/1.0\r\nContent-Length: ");
    let read = read(room.path());
    assert_eq!(read.articles.len(), 0);
    assert_eq!(
        read.reason(room.path(), "a.warc"),
        "warc, but no article in it"
    );
    assert!(
        read.reason(room.path(), "b.warc")
            .contains("does not say how long it is")
    );
}

#[test]
fn notes_and_clippings_are_read_among_other_files() {
    let room = tempfile::tempdir().unwrap();
    let root = room.path();
    put(root, "a.txt", TEXT);
    let note = "---\ntitle: Water for the city\ndate: 2018-01-05\nauthor: Ann Other\n---\n\nThe **council** met on [Monday](x).\n";
    put(root, "note", note);
    put(
        root,
        "posts/2019-02-03-bread.md",
        "# Bread for all\n\nIt was *baked*.\n",
    );
    put(
        root,
        "rule.txt",
        "---\n\nA text under a rule\n\nIt goes on for a while and says little.\n",
    );
    let read = read(root);
    let of = |name: &str| {
        let found = read.articles.iter().find(|a| a.origin.path.ends_with(name));
        found.unwrap_or_else(|| panic!("{name}"))
    };
    assert_eq!(read.articles.len(), 4);
    assert_eq!(of("note").origin.format.name(), "markdown");
    assert_eq!(of("note").headline.as_deref(), Some("Water for the city"));
    assert_eq!(of("note").lead(), "The council met on Monday.");
    assert_eq!(of("note").published.kind, DateKind::Explicit);
    assert_eq!(of("bread.md").headline.as_deref(), Some("Bread for all"));
    assert_eq!(of("bread.md").published.kind, DateKind::Inferred);
    assert_eq!(of("rule.txt").origin.format.name(), "text");
    assert!(read.report.is_clean(), "{:?}", read.report);
}
