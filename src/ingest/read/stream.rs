//! Files of many records, read in pieces: cut at the ends of records by one reader, understood by
//! all of them, handed over in order.
//!
//! Promises: what is held of a file is a few pieces and one record at most, however long the file
//! is; a record beyond its bound is passed by and told, and the next one is read.

use std::io::Read;
use std::sync::Arc;

use crate::article::{Issue, IssueKind};
use crate::ingest::decode;
use crate::ingest::fields::FieldMap;
use crate::ingest::formats::{self, Cutter, LONGEST_RECORD, Piece, Pieces, Place, Records};
use crate::ingest::sniff::{self, Kind};
use crate::ingest::unpack;
use crate::ingest::{Options, json};

use super::deliver;
use super::gather::{Gathered, Gatherer};
use super::{guard, settle};

/// Bytes of the first piece: a screenful of records, soon there.
const FIRST_PIECE: usize = 1 << 16;

/// Bytes that are read at a time, and so of a piece.
const BLOCK: usize = 1 << 20;

/// A file that is read in pieces.
pub(super) struct Source {
    /// Path as shown.
    pub(super) path: Arc<str>,
    /// How its pieces are understood.
    pub(super) pieces: Box<dyn Pieces>,
}

/// A piece that waits to be understood.
pub(super) struct Task {
    /// Where its articles belong.
    pub(super) place: deliver::Place,
    source: Arc<Source>,
    bytes: Vec<u8>,
    at: Place,
}

/// An open file, its first bytes already taken.
pub(super) struct Stream {
    pub(super) source: Source,
    /// What was read of it so far, byte-order mark left out.
    pub(super) head: Vec<u8>,
    /// Where that begins.
    pub(super) at: Place,
    pub(super) rest: Box<dyn Read>,
    /// Says, when all is read, what happened to the file meanwhile.
    pub(super) check: Box<dyn FnOnce() -> Option<String>>,
}

/// What is read of a file in pieces, if its start says that it can be; `start` is as much of it as
/// was read.
pub(super) fn open(
    path: &Arc<str>,
    start: Vec<u8>,
    rest: Box<dyn Read>,
    check: Box<dyn FnOnce() -> Option<String>>,
    map: &FieldMap,
) -> Option<Stream> {
    let (mut head, rest) = if unpack::is_packed(&start) {
        let (head, rest) = unpack::stream(start, rest)?;
        (head, rest)
    } else {
        (start, rest)
    };
    let mark: &[u8] = b"\xef\xbb\xbf";
    let mark = if head.starts_with(mark) {
        head.drain(..mark.len());
        mark.len() as u64
    } else {
        0
    };
    let pieces = match formats::archive_of(&head) {
        Some(archive) => archive,
        None => pieces_of(path, &head, map)?,
    };
    let source = Source {
        path: Arc::clone(path),
        pieces,
    };
    let at = Place {
        byte: mark,
        ..Place::default()
    };
    Some(Stream {
        source,
        head,
        at,
        rest,
        check,
    })
}

/// How a text that begins like this is read in pieces.
fn pieces_of(path: &str, head: &[u8], map: &FieldMap) -> Option<Box<dyn Pieces>> {
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        // The start may end inside a character; anything else is another encoding.
        Err(error) if error.error_len().is_some() => return None,
        Err(error) => std::str::from_utf8(head.get(..error.valid_up_to())?).ok()?,
    };
    if text.contains('\0') || sniff::signature(head).is_some() {
        return None;
    }
    match sniff::kind(path, text, map) {
        Kind::Read(reader) => reader.pieces(text, map),
        Kind::NotRead(_) => None,
    }
}

/// The lines of a file from a place on.
pub(super) fn lines(path: &Arc<str>, at: Place, rest: Box<dyn Read>, map: &FieldMap) -> Stream {
    let source = Source {
        path: Arc::clone(path),
        pieces: json::lines(map),
    };
    Stream {
        source,
        head: Vec::new(),
        at,
        rest,
        check: Box::new(|| None),
    }
}

/// Cuts a stream and hands each piece to `each`, which says whether to go on; what is to be said
/// of the whole file comes back.
pub(super) fn cut(stream: Stream, each: &mut dyn FnMut(Piecemeal) -> bool) -> Vec<Issue> {
    let Stream {
        source,
        head,
        at,
        mut rest,
        check,
    } = stream;
    let mut cutting = Cutting {
        cutter: source.pieces.cutter(),
        source: Arc::new(source),
        buffer: head,
        looked_at: 0,
        at,
        is_overlong: false,
        issues: Vec::new(),
    };
    let mut goes_on = cutting.take_pieces(FIRST_PIECE, each);
    while goes_on {
        match cutting.fill(rest.as_mut()) {
            Ok(0) => break,
            Ok(_) => goes_on = cutting.take_pieces(BLOCK, each),
            Err(error) => {
                let message = format!("cut where reading failed: {error}");
                cutting.issues.push(issue(IssueKind::Cut, message));
                break;
            }
        }
    }
    if goes_on {
        cutting.finish(each);
    }
    let changed = check().map(|message| issue(IssueKind::Cut, message));
    cutting.issues.extend(changed.filter(|_| goes_on));
    cutting.issues
}

/// A piece that was cut off.
pub(super) struct Piecemeal {
    source: Arc<Source>,
    bytes: Vec<u8>,
    at: Place,
}

impl Piecemeal {
    /// The piece as something to do, whose articles belong to `place`.
    pub(super) fn at(self, place: deliver::Place) -> Task {
        Task {
            place,
            source: self.source,
            bytes: self.bytes,
            at: self.at,
        }
    }
}

/// A file while it is cut.
struct Cutting {
    source: Arc<Source>,
    cutter: Box<dyn Cutter>,
    /// What is not yet part of a piece.
    buffer: Vec<u8>,
    /// Bytes of the buffer that the cutter has seen.
    looked_at: usize,
    /// Where the buffer begins.
    at: Place,
    /// Whether the buffer continues a record that is passed by because it is too long.
    is_overlong: bool,
    issues: Vec<Issue>,
}

impl Cutting {
    /// Reads more into the buffer; how much.
    fn fill(&mut self, rest: &mut dyn Read) -> std::io::Result<usize> {
        self.buffer.reserve(BLOCK);
        let before = self.buffer.len();
        rest.take(BLOCK as u64).read_to_end(&mut self.buffer)?;
        Ok(self.buffer.len().saturating_sub(before))
    }

    /// Cuts off pieces of about `size` bytes while there are whole records in the buffer.
    fn take_pieces(&mut self, size: usize, each: &mut dyn FnMut(Piecemeal) -> bool) -> bool {
        while self.looked_at < self.buffer.len() {
            let end = self.buffer.len().min(self.looked_at.saturating_add(size));
            let fresh = self.buffer.get(self.looked_at..end).unwrap_or_default();
            let cut = self.cutter.advance(fresh);
            let from = std::mem::replace(&mut self.looked_at, end);
            match cut {
                Some(cut) => {
                    let (first, last) = (from + cut.first, from + cut.last);
                    if !self.cut_off((first, last), cut.records, each) {
                        return false;
                    }
                }
                None if self.buffer.len() > LONGEST_RECORD => self.pass_by(),
                None => {}
            }
        }
        true
    }

    /// Makes a piece of the buffer up to byte `last`, in which `records` end, the first of them
    /// at byte `first`.
    fn cut_off(
        &mut self,
        (first, last): (usize, usize),
        records: u64,
        each: &mut dyn FnMut(Piecemeal) -> bool,
    ) -> bool {
        let tail = self.buffer.get(last..).unwrap_or_default();
        let mut behind = Vec::with_capacity(tail.len().saturating_add(BLOCK));
        behind.extend_from_slice(tail);
        let mut bytes = std::mem::replace(&mut self.buffer, behind);
        bytes.truncate(last);
        self.looked_at = self.looked_at.saturating_sub(last);
        let mut at = self.at;
        self.at = at.behind(&bytes, records);
        if std::mem::take(&mut self.is_overlong) {
            // The piece begins with the end of a record that is too long.
            at = at.behind(bytes.get(..first).unwrap_or_default(), 1);
            bytes.drain(..first.min(bytes.len()));
        }
        let source = Arc::clone(&self.source);
        bytes.is_empty() || each(Piecemeal { source, bytes, at })
    }

    /// Passes by what the buffer holds of a record that is too long.
    fn pass_by(&mut self) {
        if !std::mem::replace(&mut self.is_overlong, true) {
            let reason = format!("longer than {} MiB", LONGEST_RECORD >> 20);
            let message = self.source.pieces.said_of(self.at, &reason);
            self.issues.push(issue(IssueKind::Skipped, message));
        }
        self.at = self.at.behind(&self.buffer, 0);
        self.buffer.clear();
        self.looked_at = 0;
    }

    /// What stands behind the last end of a record is the last piece.
    fn finish(&mut self, each: &mut dyn FnMut(Piecemeal) -> bool) {
        if !self.is_overlong && !self.buffer.is_empty() {
            let end = self.buffer.len();
            self.cut_off((end, end), 0, each);
        }
    }
}

/// Understands a piece.
pub(super) fn read(task: Task, options: &Options) -> Gathered {
    let Task {
        source, bytes, at, ..
    } = task;
    let length = bytes.len() as u64;
    let outcome = guard::guarded(|| {
        if let Some(mut records) = source.pieces.read_bytes(&bytes, &source.path, at) {
            settle::finish(&mut records, options);
            return Ok(records);
        }
        let (text, issues) = match String::from_utf8(bytes) {
            Ok(text) => (text, Vec::new()),
            Err(error) => {
                let decoded = decode::decode(error.into_bytes(), false);
                let decoded = decoded.ok_or("binary data, no text")?;
                let issues = decoded.issues();
                (decoded.text, issues)
            }
        };
        let path = Arc::clone(&source.path);
        let is_as_it_was = text.len() as u64 == length;
        let mut records = source.pieces.read(&Piece { path, text, at });
        if !is_as_it_was {
            let (start, end) = (at.byte, at.byte.saturating_add(length));
            settle::place_in(&mut records, (start, end));
        }
        records.faults.splice(0..0, issues);
        settle::finish(&mut records, options);
        Ok(records)
    });
    let mut gatherer = Gatherer::default();
    let records = outcome.unwrap_or_else(|message| Records {
        articles: Vec::new(),
        faults: vec![issue(
            IssueKind::Skipped,
            source.pieces.said_of(at, &message),
        )],
    });
    gatherer.take_piece(source.pieces.format(), &source.path, records, length);
    gatherer.done()
}

fn issue(kind: IssueKind, message: String) -> Issue {
    Issue { kind, message }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use proptest::prelude::*;

    use super::*;
    use crate::article::Article;

    /// A reader of parts, each so many times the same bytes.
    struct Generated {
        parts: Vec<(&'static [u8], usize)>,
        /// Bytes of the first part that are read.
        at: usize,
    }

    fn generated(parts: &[(&'static [u8], usize)]) -> Generated {
        let parts = parts.to_vec();
        Generated { parts, at: 0 }
    }

    impl Read for Generated {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            while let Some((bytes, times)) = self.parts.first() {
                let left = bytes.len() * times - self.at;
                if left > 0 {
                    let length = left.min(buffer.len());
                    let from = bytes.iter().cycle().skip(self.at % bytes.len());
                    for (to, from) in buffer.iter_mut().zip(from.take(length)) {
                        *to = *from;
                    }
                    self.at += length;
                    return Ok(length);
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
        let stream = open(
            &path,
            start.to_vec(),
            Box::new(rest),
            Box::new(|| None),
            &map,
        );
        let stream = stream.unwrap();
        let (mut articles, mut issues) = (Vec::new(), Vec::new());
        let said = cut(stream, &mut |piece| {
            let gathered = read(piece.at((0, 0)), &Options::default());
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
            (b"a word and another ", 6 << 20),
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
        let rest = generated(&[(b"\n", 5_000_000), (b"{\"title\": \"Behind them\"}\n", 1)]);
        let (articles, issues) = read_all("a.jsonl", b"{\"title\": \"Before them\"}\n", rest);
        assert_eq!((articles.len(), issues.len()), (2, 0));
        assert_eq!(articles[1].origin.part, 5_000_001);
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
        let Some(pieces) = reader.pieces(text, &map) else {
            return (Vec::new(), Vec::new());
        };
        let path: Arc<str> = Arc::from(name);
        let whole = Piece {
            path: Arc::clone(&path),
            text: text.to_owned(),
            at: Place::default(),
        };
        let whole = pieces.read(&whole).articles;
        let mut cutting = Cutting {
            cutter: pieces.cutter(),
            source: Arc::new(Source { path, pieces }),
            buffer: text.as_bytes().to_vec(),
            looked_at: 0,
            at: Place::default(),
            is_overlong: false,
            issues: Vec::new(),
        };
        let mut articles = Vec::new();
        let mut each = |piece: Piecemeal| {
            let text = String::from_utf8(piece.bytes).unwrap();
            let (path, at) = (Arc::clone(&piece.source.path), piece.at);
            articles.extend(piece.source.pieces.read(&Piece { path, text, at }).articles);
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
                ("a.csv", format!("title,text\r\n{}\r\n", quoted.join("\r\n"))),
                ("b.csv", format!("title,text\n{}\n", quoted.join("\n\n"))),
            ] {
                let (whole, pieces) = piecemeal(name, &text, &steps);
                prop_assert_eq!(whole, pieces, "{}: {}", name, text);
            }
        }
    }
}
