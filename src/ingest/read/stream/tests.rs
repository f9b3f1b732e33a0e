use std::io::Cursor;
use std::sync::atomic::AtomicBool;

use proptest::prelude::*;

use super::cutting::{Cutting, Piecemeal, cut};
use super::*;
use crate::article::Article;

/// A reader of parts, each so many times the same bytes: files of any length that nobody
/// holds.
struct Generated {
    parts: Vec<(Vec<u8>, u64)>,
    /// Bytes of the first part that are read.
    at: u64,
}

fn generated(parts: &[(&[u8], u64)]) -> Generated {
    // Long runs of the same bytes, so that a gigabyte is copied and not counted out.
    let long = |bytes: &[u8], times: u64| {
        let copies = usize::try_from(times.min((1 << 16) / bytes.len() as u64)).unwrap();
        let whole = times / copies as u64;
        let rest = usize::try_from(times % copies as u64).unwrap();
        [(bytes.repeat(copies), whole), (bytes.repeat(rest), 1)]
    };
    let parts = parts.iter().flat_map(|(bytes, times)| long(bytes, *times));
    Generated {
        parts: parts.filter(|(bytes, _)| !bytes.is_empty()).collect(),
        at: 0,
    }
}

impl Read for Generated {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        while let Some((bytes, times)) = self.parts.first() {
            let length = bytes.len() as u64;
            if self.at < length * times {
                let from = usize::try_from(self.at % length).unwrap();
                let run = &bytes[from..];
                let count = run.len().min(buffer.len());
                buffer[..count].copy_from_slice(&run[..count]);
                self.at += count as u64;
                return Ok(count);
            }
            self.at = 0;
            self.parts.remove(0);
        }
        Ok(0)
    }
}

fn read_all(name: &str, start: &[u8], rest: impl Read + 'static) -> (Vec<Article>, Vec<Issue>) {
    let path = Arc::from(name);
    let map = FieldMap::default();
    let opening = Opening {
        start: start.to_vec(),
        tail: Vec::new(),
        rest: Box::new(rest),
        check: Box::new(|| None),
    };
    let stream = open(&path, opening, &map).unwrap();
    let (mut articles, mut issues) = (Vec::new(), Vec::new());
    let (buffers, never) = (Buffers::default(), AtomicBool::new(false));
    let said = cut(stream, &buffers, &mut |piece| {
        let gathered = read(
            piece.at((0, 0)),
            &Options::default(),
            (&buffers, Pace::from(&never)),
        );
        let report = gathered.report;
        issues.extend(report.skipped.into_iter().map(|fault| fault.issue));
        articles.extend(gathered.batch);
        true
    });
    issues.extend(said);
    (articles, issues)
}

fn messages(issues: &[Issue]) -> Vec<&str> {
    issues.iter().map(|issue| issue.message.as_str()).collect()
}

#[test]
fn a_line_beyond_its_bound_is_passed_by_and_the_next_is_read() {
    let start = b"{\"title\": \"The first of them\"}\n{\"title\": \"";
    let rest = generated(&[
        // More than a gigabyte.
        (b"a word and another ", 60 << 20),
        (b"\"}\n{\"title\": \"The third of them\"}\n", 1),
    ]);
    let (articles, issues) = read_all("a.jsonl", start, rest);
    let headlines: Vec<_> = articles.iter().map(|a| a.headline.as_deref()).collect();
    assert_eq!(
        headlines,
        [Some("The first of them"), Some("The third of them")]
    );
    assert_eq!(articles[1].origin.part, 2);
    assert_eq!(messages(&issues), ["line 2: longer than 16 MiB"]);
}

#[test]
fn empty_lines_cost_nothing_and_are_counted() {
    let rest = generated(&[
        (b"\n".as_slice(), 5_000_000),
        (b"{\"title\": \"Behind them\"}\n", 1),
    ]);
    let (articles, issues) = read_all("a.jsonl", b"{\"title\": \"Before them\"}\n", rest);
    assert_eq!((articles.len(), issues.len()), (2, 0));
    assert_eq!(articles[1].origin.part, 5_000_001);
}

#[test]
fn a_file_that_changes_while_its_pieces_are_read_says_so() {
    let path = Arc::from("a.jsonl");
    let line = b"{\"title\": \"One of many\"}\n";
    let opening = Opening {
        start: line.to_vec(),
        tail: Vec::new(),
        rest: Box::new(generated(&[(line, 10)])),
        check: Box::new(|| Some("changed while it was read".to_owned())),
    };
    let stream = open(&path, opening, &FieldMap::default()).unwrap();
    let issues = cut(stream, &Buffers::default(), &mut |_| true);
    assert_eq!(messages(&issues), ["changed while it was read"]);
    assert_eq!(issues[0].kind, IssueKind::Cut);
}

#[test]
fn a_file_that_ends_in_an_error_keeps_what_came_before() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("the disk is gone"))
        }
    }
    let line = b"{\"title\": \"One of many\"}\n";
    let rest = generated(&[(line, 10)]).chain(Broken);
    let (articles, issues) = read_all("a.jsonl", line, rest);
    assert_eq!(articles.len(), 11);
    let said = "cut where reading failed: the disk is gone";
    assert_eq!(messages(&issues), [said]);
}

#[test]
fn lines_may_end_with_carriage_returns_alone() {
    let line = b"{\"title\": \"One of many\"}\r";
    let (articles, issues) = read_all("a.jsonl", line, generated(&[(line, 50_000)]));
    assert_eq!((articles.len(), issues.len()), (50_001, 0));
    assert_eq!(articles[50_000].origin.part, 50_000);
}

#[test]
fn a_compressed_stream_is_read_through() {
    use std::io::Write as _;
    let line = b"{\"title\": \"One of many\", \"body\": \"It was said so.\"}\n";
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    for _ in 0..20_000 {
        packed.write_all(line).unwrap();
    }
    let packed = packed.finish().unwrap();
    let (start, rest) = packed.split_at(packed.len() / 2);
    let (articles, issues) = read_all("a.jsonl.gz", start, Cursor::new(rest.to_vec()));
    assert_eq!((articles.len(), issues.len()), (20_000, 0));
}

/// Pieces cut at every place where they may be, and the whole.
fn piecemeal(name: &'static str, text: &str, steps: &[usize]) -> (Vec<Article>, Vec<Article>) {
    let map = FieldMap::default();
    let Kind::Read(reader) = sniff::kind(name, text, &map) else {
        return (Vec::new(), Vec::new());
    };
    let (head, tail) = (text, text);
    let Some(pieces) = reader.pieces(Ends { head, tail }, &map) else {
        return (Vec::new(), Vec::new());
    };
    let path: Arc<str> = Arc::from(name);
    let whole = Piece {
        path: Arc::clone(&path),
        text,
        at: Place::default(),
        is_last: true,
    };
    let whole = pieces.read(&whole).articles;
    let mut cutting = Cutting {
        cutter: pieces.cutter(),
        source: Arc::new(Source { path, pieces }),
        buffers: &Buffers::default(),
        buffer: text.as_bytes().to_vec(),
        looked_at: 0,
        at: Place::default(),
        is_overlong: false,
        issues: Vec::new(),
    };
    let mut articles = Vec::new();
    let mut each = |piece: Piecemeal| {
        let text = String::from_utf8(piece.bytes).unwrap();
        let whole = Piece {
            path: Arc::clone(&piece.source.path),
            text: &text,
            at: piece.at,
            is_last: piece.is_last,
        };
        articles.extend(piece.source.pieces.read(&whole).articles);
        true
    };
    let mut steps = steps.iter().cycle();
    while cutting.looked_at < cutting.buffer.len() {
        cutting.take_pieces(*steps.next().unwrap(), &mut each);
    }
    cutting.finish(&mut each);
    (whole, articles)
}

proptest! {
    #[test]
    fn pieces_say_what_the_whole_says(
        records in prop::collection::vec("[a-c,;\"\\[\\]{}\n\réx ]{0,12}", 1..8),
        steps in prop::collection::vec(1_usize..40, 1..4),
    ) {
        let json = |text: &str| serde_json::json!({"title": text, "n": [text]}).to_string();
        let lines: Vec<String> = records.iter().map(|text| json(text)).collect();
        let quoted: Vec<String> = records
            .iter()
            .map(|text| format!("\"{}\",x", text.replace('"', "\"\"")))
            .collect();
        for (name, text) in [
            ("a.jsonl", lines.join("\n")),
            ("a.json", format!("[{}]", lines.join(", \n"))),
            ("b.json", lists(&records)),
            ("a.csv", format!("title,text\r\n{}\r\n", quoted.join("\r\n"))),
            ("b.csv", format!("title,text\n{}\n", quoted.join("\n\n"))),
            ("a.xml", feed(&records)),
        ] {
            let (whole, pieces) = piecemeal(name, &text, &steps);
            prop_assert_eq!(whole, pieces, "{}: {}", name, text);
        }
    }
}

/// A document of lists of such records, and of other things.
fn lists(records: &[String]) -> String {
    let json =
        |text: &str| serde_json::json!({"title": text, "text": "x", "n": [text]}).to_string();
    let record = |(number, text): (usize, &String)| match number % 4 {
        0 => json(text),
        1 => format!("{}, 7", json(text)),
        2 => format!(
            "{}], \"other\": {{\"x\": [1, 2]}}, \"more\": [{{}}",
            json(text)
        ),
        _ => format!("[[]], {} ", json(text)),
    };
    let records: Vec<String> = records.iter().enumerate().map(record).collect();
    let list = records.join(",\n");
    format!("{{\"status\": [\"]\"], \"list\": [{list}, 8], \"total\": {{\"n\": 5}}}}")
}

/// A feed of such records, a few of them with what only looks like the end of an item.
fn feed(records: &[String]) -> String {
    let item = |(number, text): (usize, &String)| {
        let text = text.replace(['{', '}', '['], "");
        match number % 5 {
            0 => format!("<item><title>{text} a</title><![CDATA[</item>]]></item>"),
            1 => format!("<item a='>'><title>b</title><!-- </item> -->{text}</item >\n"),
            2 => format!("<dc:item><title>c</title><p>{text}</p>"),
            3 => format!("<item rdf:about='x'/><item><title>{text} d</title></item>"),
            _ => format!("<item><title>{text}]] ]]> e</title></item>"),
        }
    };
    let items: String = records.iter().enumerate().map(item).collect();
    format!("<rss><channel><title>The Gazette</title>{items}</channel></rss>")
}

#[test]
fn a_feed_is_read_in_pieces_and_an_item_that_never_ends_costs_itself() {
    let start = b"<rss><channel><title>The Gazette</title><item><title>One</title></item>";
    let item = b"<item><title>And another</title><description>It was so.</description></item>\n";
    let rest = generated(&[
        (item, 100_000),
        (b"<item><title>Endless</title><description>", 1),
        (b"a word and another ", 2 << 20),
        (b"</description></item>", 1),
        (item, 1),
        (b"</channel></rss>", 1),
    ]);
    let (articles, issues) = read_all("a.xml", start, rest);
    assert_eq!(articles.len(), 100_002);
    assert_eq!(articles[100_001].origin.part, 100_002);
    assert!(
        articles
            .iter()
            .all(|a| a.source.as_deref() == Some("The Gazette"))
    );
    assert_eq!(messages(&issues), ["item 100002: longer than 16 MiB"]);
}

#[test]
fn what_stands_around_a_list_of_records_is_held_apart_from_them() {
    let item = br#"{"title": "And another", "content_text": "It was so."},"#;
    let start = br#"{"items": [{"title": "One", "content_text": "It began."}, "#;
    let rest = generated(&[
        (item, 100_000),
        (br#"{"title": "Endless", "text": ""#, 1),
        (b"a word and another ", 2 << 20),
        (
            br#""}, {"title": "The last", "tags": ["x"]}], "title": "The feed"}"#,
            1,
        ),
    ]);
    let (articles, issues) = read_all("a.json", start, rest);
    assert_eq!(articles.len(), 100_002);
    assert_eq!(articles[100_001].origin.part, 100_002);
    assert_eq!(messages(&issues), ["record 100002: longer than 16 MiB"]);
    let tail = br#"]}], "title": "The feed", "version": "https://jsonfeed.org/version/1"}"#;
    let pieces = pieces_of("a.json", (start, tail), &FieldMap::default()).unwrap();
    let piece = Piece {
        path: Arc::from("a.json"),
        text: std::str::from_utf8(start).unwrap(),
        at: Place::default(),
        is_last: false,
    };
    let read = pieces.read(&piece).articles;
    assert_eq!(read[0].source.as_deref(), Some("The feed"));
    assert_eq!(read[0].origin.format, crate::article::Format::JsonFeed);
}

#[test]
fn items_without_ends_are_cut_where_the_next_begins() {
    let start = b"<rss><channel><title>The Gazette</title><item><title>One</title>";
    let item = b"<item><title>And another</title><description>It was so.</description>\n";
    let rest = generated(&[(item, 100_000)]);
    let start = [start.as_slice(), item].concat();
    let (articles, issues) = read_all("a.xml", &start, rest);
    assert_eq!(articles.len(), 100_001);
    assert_eq!(articles[100_000].origin.part, 100_000);
    assert_eq!(messages(&issues), ["item 100002: cut off before its end"]);
}

#[test]
fn a_feed_that_is_called_only_at_its_end_is_asked_there() {
    let map = FieldMap::default();
    let late = b"<rss><channel><item><title>One</title></item>";
    assert!(pieces_of("a.xml", (late, b""), &map).is_none());
    let tail = b"...</description></item><title>The Gazette</title></channel></rss>";
    assert!(pieces_of("a.xml", (late, tail), &map).is_some());
    let other = "<?xml version='1.0' encoding='windows-1251'?><rss><channel><title>x</title>\
                 <item><title>One</title></item>";
    assert!(pieces_of("a.xml", (other.as_bytes(), b""), &map).is_none());
}

#[test]
fn a_piece_that_is_stopped_is_left_behind_its_part() {
    let line = format!(
        "{{\"title\": \"One\", \"text\": \"{}\"}}\n",
        "word ".repeat(200)
    );
    let lines = line.repeat(1_000);
    let rest = Cursor::new(lines.clone().into_bytes());
    let path = Arc::from("a.jsonl");
    let stream = lines_of(&path, rest);
    let (buffers, stopped) = (Buffers::default(), AtomicBool::new(true));
    let mut counts = Vec::new();
    cut(stream, &buffers, &mut |piece| {
        let pace = (&buffers, Pace::from(&stopped));
        let gathered = read(piece.at((0, 0)), &Options::default(), pace);
        counts.push(gathered.batch.len());
        true
    });
    assert!(lines.len() > 8 * PART);
    let most = PART / line.len() + 2;
    assert!(
        counts.iter().all(|count| (1..=most).contains(count)),
        "{counts:?}"
    );
}

fn lines_of(path: &Arc<str>, rest: impl Read + 'static) -> Stream {
    lines(path, Place::default(), Box::new(rest), &FieldMap::default())
}
