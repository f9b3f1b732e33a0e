use std::io::Write as _;

use proptest::prelude::*;

use super::*;
use crate::article::{Article, DateKind};

const PAGE: &str = "<html><head><title>Water for the city</title></head><body><article><h1>Water for the city</h1>\
    <p>The council met on Monday and spoke about water for the whole of the city, for hours and hours.</p>\
    <p>Nothing was decided, and the meeting went on until late in the evening, as it always does.</p>\
    </article></body></html>";

fn record(kind: &str, media: &str, address: &str, content: &[u8]) -> Vec<u8> {
    let length = content.len();
    let mut out = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2018-02-03T04:05:06Z\r\n\
         Content-Type: {media}\r\nContent-Length: {length}\r\n\r\n"
    )
    .into_bytes();
    out.extend_from_slice(content);
    out.extend_from_slice(b"\r\n\r\n");
    out
}

fn answer(status: &str, fields: &str, content: &[u8]) -> Vec<u8> {
    let mut http = format!("HTTP/1.1 {status}\r\n{fields}\r\n").into_bytes();
    http.extend_from_slice(content);
    record(
        "response",
        "application/http; msgtype=response",
        "https://www.example.org/2018/01/05/water",
        &http,
    )
}

fn read(bytes: &[u8]) -> Records {
    let path = Arc::from("a.warc");
    Archive.read_bytes(bytes, &path, Place::default()).unwrap()
}

fn told(records: &Records) -> Vec<&str> {
    records
        .faults
        .iter()
        .map(|fault| fault.message.as_str())
        .collect()
}

fn body(article: &Article) -> Vec<&str> {
    article
        .body
        .iter()
        .map(|span| span.of(&article.text))
        .collect()
}

const HTML: &str = "Content-Type: text/html; charset=utf-8\r\n";

#[test]
fn an_answer_becomes_the_article_of_its_page() {
    let archive = [
        record("warcinfo", "application/warc-fields", "", b"software: x"),
        record(
            "request",
            "application/http",
            "https://x.org/",
            b"GET / HTTP/1.1\r\n\r\n",
        ),
        answer("200 OK", HTML, PAGE.as_bytes()),
    ]
    .concat();
    assert!(Archive::claims(&archive));
    let records = read(&archive);
    assert_eq!(records.articles.len(), 1, "{:?}", records.faults);
    assert!(records.faults.is_empty());
    let article = &records.articles[0];
    assert_eq!(article.headline.as_deref(), Some("Water for the city"));
    assert_eq!(
        article.url.as_deref(),
        Some("https://www.example.org/2018/01/05/water")
    );
    assert_eq!(article.source.as_deref(), Some("example.org"));
    assert_eq!(
        (article.origin.part, article.origin.format),
        (2, Format::Warc)
    );
    assert_eq!(&*article.origin.path, "a.warc");
    let (start, end) = article.origin.bytes;
    let place = |byte: u64| usize::try_from(byte).unwrap();
    assert!(archive[place(start)..place(end)].starts_with(b"WARC/1.0"));
    assert_eq!(article.published.value.unwrap().to_string(), "2018-01-05");
}

#[test]
fn the_ways_of_sending_are_undone() {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(PAGE.as_bytes()).unwrap();
    let gzip = gzip.finish().unwrap();
    let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    zlib.write_all(PAGE.as_bytes()).unwrap();
    let chunked = |content: &[u8]| {
        let mut out = Vec::new();
        for chunk in content.chunks(100) {
            out.extend_from_slice(format!("{:x};name=x\r\n", chunk.len()).as_bytes());
            out.extend_from_slice(chunk);
            out.extend_from_slice(b"\r\n");
        }
        [out, b"0\r\n\r\n".to_vec()].concat()
    };
    let cases = [
        (format!("{HTML}Content-Encoding: gzip\r\n"), gzip.clone()),
        (
            format!("{HTML}Content-Encoding: deflate\r\n"),
            zlib.finish().unwrap(),
        ),
        (
            format!("{HTML}Transfer-Encoding: chunked\r\n"),
            chunked(PAGE.as_bytes()),
        ),
        (
            format!("{HTML}Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"),
            chunked(&gzip),
        ),
        // Undone already by the archive, though the fields say otherwise.
        (
            format!("{HTML}Transfer-Encoding: chunked\r\nContent-Encoding: br\r\n"),
            PAGE.into(),
        ),
    ];
    for (fields, content) in cases {
        let records = read(&answer("200 OK", &fields, &content));
        assert_eq!(records.articles.len(), 1, "{fields}: {:?}", records.faults);
        let text = body(&records.articles[0]).join(" ");
        assert!(
            text.contains("spoke about water") && text.contains("as it always does"),
            "{fields}"
        );
    }
}

#[test]
fn texts_of_pages_are_read_as_texts() {
    let text = "Water for the city\n\nThe council met on Monday and spoke about water.\n";
    let records = read(&record(
        "conversion",
        "text/plain",
        "https://example.org/a",
        text.as_bytes(),
    ));
    let article = &records.articles[0];
    assert_eq!(article.headline.as_deref(), Some("Water for the city"));
    assert_eq!(article.published.kind, DateKind::None);
    assert!(
        article
            .published
            .evidence
            .contains("archived on 2018-02-03, so not later")
    );
    assert_eq!(article.url.as_deref(), Some("https://example.org/a"));
    assert!(article.lines.len() > 2);
}

#[test]
fn an_encoding_that_is_declared_is_believed() {
    let content = b"Wasser f\xfcr alle\n\nDer Rat tagte am Montag.\n";
    let records = read(&record(
        "resource",
        "text/plain; charset=ISO-8859-1",
        "https://example.org/a",
        content,
    ));
    assert_eq!(
        records.articles[0].headline.as_deref(),
        Some("Wasser für alle")
    );
    assert!(records.articles[0].issues.is_empty());
}

#[test]
fn a_date_after_the_archiving_is_doubted() {
    let page = PAGE.replace(
        "<h1>",
        "<meta property='article:published_time' content='2019-01-01T00:00:00Z'><h1>",
    );
    let page = page.replace("<body>", "").replace(
        "<title>",
        "<meta property='article:published_time' content='2019-01-01'><title>",
    );
    let records = read(&answer("200 OK", HTML, page.as_bytes()));
    let published = &records.articles[0].published;
    assert_eq!(
        published.value.unwrap().to_string().get(..10),
        Some("2019-01-01")
    );
    assert!(
        published
            .evidence
            .contains("but it was archived on 2018-02-03"),
        "{}",
        published.evidence
    );
    assert!(published.confidence.unwrap() < 0.5);
}

#[test]
fn what_is_no_text_is_told_with_its_number() {
    let archive = [
        answer("404 Not Found", HTML, PAGE.as_bytes()),
        answer(
            "200 OK",
            "Content-Type: image/png\r\n",
            b"\x89PNG\r\n\x1a\n",
        ),
        answer("200 OK", HTML, b""),
        answer("200 OK", HTML, b"\x89PNG\r\n\x1a\n\0\0"),
        answer(
            "200 OK",
            "Content-Type: text/html\r\nContent-Encoding: br\r\n",
            b"\x1b\xff\xfe\x00\x8f",
        ),
        answer("200 OK", HTML, PAGE.as_bytes()),
    ]
    .concat();
    let records = read(&archive);
    assert_eq!(records.articles.len(), 1);
    assert_eq!(
        told(&records),
        [
            "record 1: answered with HTTP 404",
            "record 2: image/png, no text",
            "record 3: empty",
            "record 4: a PNG image, no text",
            "record 5: packed (br)",
        ]
    );
}

#[test]
fn a_damaged_record_costs_itself() {
    let good = answer("200 OK", HTML, PAGE.as_bytes());
    let text = String::from_utf8(good.clone()).unwrap();
    let damaged = [
        text.replace("Content-Length", "Content-Size"),
        "WARC/1.0\r\nContent-Length: many\r\n\r\nx\r\n".to_owned(),
        "WARC/1.0 and nothing\r\n".to_owned(),
        "rubbish between records\r\n\r\n".to_owned(),
    ];
    for damaged in damaged {
        let archive = [good.as_slice(), damaged.as_bytes(), &good].concat();
        let records = read(&archive);
        assert_eq!(records.articles.len(), 2, "{damaged}: {:?}", records.faults);
        assert!(records.faults.len() <= 1, "{:?}", records.faults);
    }
    let cut = &good[..good.len() - 60];
    let records = read(cut);
    assert_eq!(
        records.articles[0].issues[0].message,
        "cut: the archive ends in it"
    );
}

/// The pieces of an archive, cut wherever they may be.
fn pieces(archive: &[u8], steps: &[usize]) -> Vec<Article> {
    let mut cutter = RecordEnds::default();
    let (mut articles, mut from, mut at) = (Vec::new(), 0, 0);
    let mut place = Place::default();
    let mut steps = steps.iter().cycle();
    let path = Arc::from("a.warc");
    while at < archive.len() {
        let end = archive.len().min(at + steps.next().unwrap());
        if let Some(cut) = cutter.advance(&archive[at..end]) {
            let piece = &archive[from..at + cut.last];
            articles.extend(Archive.read_bytes(piece, &path, place).unwrap().articles);
            place = place.behind(piece, cut.records);
            from = at + cut.last;
        }
        at = end;
    }
    articles.extend(
        Archive
            .read_bytes(&archive[from..], &path, place)
            .unwrap()
            .articles,
    );
    articles
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn pieces_say_what_the_whole_says(steps in prop::collection::vec(1_usize..700, 1..4)) {
        let text = b"Water for the city\n\nThe council met on Monday and spoke about water.\n";
        let archive = [
            record("warcinfo", "application/warc-fields", "", b"software: x"),
            record("conversion", "text/plain", "https://example.org/a", text),
            record("conversion", "text/plain", "https://example.org/b", b""),
            answer("200 OK", "Content-Type: text/plain\r\n", text),
            record("conversion", "text/plain", "https://example.org/c", text),
        ]
        .concat();
        prop_assert_eq!(pieces(&archive, &steps), read(&archive).articles);
    }

    #[test]
    fn no_bytes_bring_the_reader_down(
        rubbish in prop::collection::vec(any::<u8>(), 0..200),
        at in 0_usize..600,
        steps in prop::collection::vec(1_usize..90, 1..4),
    ) {
        let mut archive = answer("200 OK", "Content-Type: text/plain\r\nTransfer-Encoding: chunked\r\n", b"5\r\nWater\r\n0\r\n\r\n");
        let at = at.min(archive.len());
        archive.splice(at..at, rubbish.iter().copied());
        archive.extend(answer("200 OK", HTML, b"<p>x"));
        let _whole = read(&archive);
        let _pieces = pieces(&archive, &steps);
        let _rubbish = read(&rubbish);
    }
}
