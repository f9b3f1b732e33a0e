//! One file, from its bytes to its articles.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use crate::article::{Article, DateKind, Format, Issue, IssueKind, Moment, Published, SourceFrom};
use crate::ingest::decode;
use crate::ingest::discover::handle::{self, Bytes};
use crate::ingest::discover::{Entry, file_issue, reason};
use crate::ingest::formats::{self, FormatReader, Page, Place, Records};
use crate::ingest::sniff::{self, Kind};
use crate::ingest::unpack;
use crate::ingest::{FileIssue, Options, key};
use crate::text;

use super::stream::{self, Stream};

/// Most lines of one text: a file of nothing but line ends must not cost a hundred times its size.
const MOST_LINES: usize = 1 << 18;

/// Longest file of many records that is held whole where it cannot be read in pieces, in bytes.
const LONGEST_CONTAINER: u64 = 1 << 30;

/// Files up to this length are read whole whatever they are, in bytes.
const SHORT: u64 = 1 << 18;

/// What is said of a file that changed while its pieces were read.
const CHANGED: &str = "changed while it was read; read it again when it is at rest";

/// Bytes that tell what a file is.
const HEAD: usize = 1 << 16;

/// What became of one entry.
pub(super) enum Outcome {
    /// Its articles.
    Read {
        format: Format,
        articles: Vec<Article>,
        faults: Vec<FileIssue>,
        bytes: u64,
    },
    /// Nothing.
    Skipped { issue: FileIssue, bytes: u64 },
    /// Nothing, and it was no file.
    Trouble(FileIssue),
}

/// What an entry is when it has been opened.
pub(super) enum Opened {
    /// Read, or given up.
    Done(Outcome),
    /// A long file of many records, to be read in pieces.
    Stream(Box<Stream>),
}

/// Opens one entry, and reads it unless it is to be read in pieces. Never panics: a rule that
/// does costs the file.
pub(super) fn open(entry: &Entry, options: &Options) -> Opened {
    let path = match entry {
        Entry::Trouble(issue) => return Opened::Done(Outcome::Trouble(issue.clone())),
        Entry::File { shown, .. } | Entry::Tail { shown, .. } => Arc::clone(shown),
        Entry::Stdin => Arc::from("-"),
        Entry::Sample((name, _)) => Arc::from(*name),
    };
    let mut stream = None;
    let bytes = match guarded(|| bytes(entry, &path, options)) {
        Ok(Found::Bytes(bytes)) => Ok(bytes),
        Ok(Found::Stream(found)) => {
            stream = Some(found);
            Err(String::new())
        }
        Err(message) => Err(message),
    };
    match stream {
        Some(stream) => Opened::Stream(stream),
        None => Opened::Done(whole(&path, bytes, options)),
    }
}

/// A file that was read whole, or could not be.
fn whole(path: &Arc<str>, bytes: Result<Bytes, String>, options: &Options) -> Outcome {
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(message) => {
            return Outcome::Skipped {
                issue: file_issue(Arc::clone(path), IssueKind::Unreadable, &message),
                bytes: 0,
            };
        }
    };
    let length = bytes.data.len() as u64;
    let result = guarded(|| {
        trip(path);
        interpret(path, bytes, options)
    });
    match result {
        Ok((format, records)) => Outcome::Read {
            format,
            articles: records.articles,
            faults: in_file(path, records.faults),
            bytes: length,
        },
        Err(message) => Outcome::Skipped {
            issue: file_issue(Arc::clone(path), IssueKind::Skipped, &message),
            bytes: length,
        },
    }
}

/// What is there of an entry.
enum Found {
    /// All of it, or as much as is read.
    Bytes(Bytes),
    /// Too much to hold.
    Stream(Box<Stream>),
}

fn bytes(entry: &Entry, path: &Arc<str>, options: &Options) -> Result<Found, String> {
    let most = options.longest_text;
    match entry {
        Entry::File { path: file, .. } => match handle::open_file(file, SHORT)? {
            handle::Opened::Whole(bytes) => Ok(Found::Bytes(capped(path, bytes, options))),
            handle::Opened::Long(long) => {
                let watch = long.watch()?;
                let check = move || watch.has_changed().then(|| CHANGED.to_owned());
                let (rest, check) = (Box::new(long.rest), Box::new(check));
                let stream = stream::open(path, long.start, rest, check, &options.map);
                if let Some(stream) = stream {
                    return Ok(Found::Stream(Box::new(stream)));
                }
                let mut bytes = handle::read_file(file, most)?;
                if needs_more(path, &bytes, options) {
                    bytes = handle::read_file(file, LONGEST_CONTAINER.max(most))?;
                }
                Ok(Found::Bytes(bytes))
            }
        },
        Entry::Tail {
            path: file, from, ..
        } => {
            let (lines, rest) = handle::open_tail(file, *from)?;
            let at = Place {
                byte: *from,
                line: lines,
                record: lines,
            };
            let stream = stream::lines(path, at, Box::new(rest), &options.map);
            Ok(Found::Stream(Box::new(stream)))
        }
        Entry::Stdin => read_stdin(path, options),
        Entry::Sample((_, data)) => Ok(Found::Bytes(Bytes {
            data: data.to_vec(),
            cut: false,
        })),
        Entry::Trouble(issue) => Err(issue.issue.message.clone()),
    }
}

/// As much of what was read as one text may have, unless it is many records.
fn capped(name: &str, mut bytes: Bytes, options: &Options) -> Bytes {
    let length = usize::try_from(options.longest_text).unwrap_or(usize::MAX);
    if bytes.data.len() > length {
        let cut = std::mem::replace(&mut bytes.cut, true);
        if needs_more(name, &bytes, options) {
            bytes.cut = cut;
        } else {
            bytes.data.truncate(length);
        }
    }
    bytes
}

/// Whether what was read is the start of a file of many records, for which the bound of one text
/// does not hold.
fn needs_more(name: &str, bytes: &Bytes, options: &Options) -> bool {
    let head = bytes.data.get(..HEAD).unwrap_or(&bytes.data);
    bytes.cut && sniff::signature(head).is_none() && sniff::is_container(name, head, &options.map)
}

/// Standard input as one file.
fn read_stdin(path: &Arc<str>, options: &Options) -> Result<Found, String> {
    let most = options.longest_text;
    let start = handle::start_of(std::io::stdin().lock(), SHORT, 0);
    let (mut data, is_whole) = start.map_err(|error| reason(&error))?;
    if is_whole {
        let bytes = Bytes { data, cut: false };
        return Ok(Found::Bytes(capped(path, bytes, options)));
    }
    let rest = Box::new(std::io::stdin());
    let check = Box::new(|| None);
    if let Some(stream) = stream::open(path, data.clone(), rest, check, &options.map) {
        return Ok(Found::Stream(Box::new(stream)));
    }
    let length = data.len() as u64;
    let more = handle::read_stream(std::io::stdin().lock(), most.saturating_sub(length))?;
    data.extend(more.data);
    let mut start = Bytes {
        data,
        cut: more.cut,
    };
    if needs_more("-", &start, options) {
        let more = LONGEST_CONTAINER.saturating_sub(start.data.len() as u64);
        let rest = handle::read_stream(std::io::stdin().lock(), more)?;
        start.data.extend(rest.data);
        start.cut = rest.cut;
    }
    Ok(Found::Bytes(start))
}

/// Panics when a debug build was started with `DATELINE_FAULT=panic:file:NAME` and the path ends
/// so, for tests of what a fault costs.
#[cfg(debug_assertions)]
fn trip(path: &str) {
    let wanted = std::env::var("DATELINE_FAULT").unwrap_or_default();
    let name = wanted.strip_prefix("panic:file:");
    assert!(
        !name.is_some_and(|name| path.ends_with(name)),
        "asked to panic while reading \x1b[2J{path}"
    );
}

/// Nothing in release builds.
#[cfg(not(debug_assertions))]
fn trip(_path: &str) {}

/// Runs a task; a panic in it becomes a message.
pub(super) fn guarded<T>(task: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(task)).unwrap_or_else(|payload| Err(fault(payload.as_ref())))
}

fn fault(payload: &(dyn Any + Send)) -> String {
    let said = payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message");
    format!(
        "a fault of dateline while reading it: {}",
        text::sanitise_line(said)
    )
}

/// Bytes to articles; the error is why there are none.
fn interpret(
    path: &Arc<str>,
    bytes: Bytes,
    options: &Options,
) -> Result<(Format, Records), String> {
    if bytes.data.is_empty() {
        return Err("empty".to_owned());
    }
    let length = bytes.data.len() as u64;
    let bytes = unpacked(path, bytes, options)?;
    if let Some(name) = sniff::signature(&bytes.data) {
        return Err(format!("{name}, no text"));
    }
    if let Some(archive) = formats::archive_of(&bytes.data) {
        let records = archive.read_bytes(&bytes.data, path, Place::default());
        let mut records = settled(archive.format(), records.unwrap_or_default(), options)?;
        if bytes.data.len() as u64 != length {
            place_in(&mut records, (0, length));
        }
        if bytes.cut {
            let message = format!("cut at {}", size(LONGEST_CONTAINER));
            let kind = IssueKind::Cut;
            records.faults.insert(0, Issue { kind, message });
        }
        return Ok((archive.format(), records));
    }
    let most = options.longest_text;
    let mut decoded = decode::decode(bytes.data, bytes.cut).ok_or("binary data, no text")?;
    if decoded.text.trim().is_empty() {
        let whole = "nothing but blanks".to_owned();
        return Err(if bytes.cut {
            format!("{whole} in the first {}", size(most))
        } else {
            whole
        });
    }
    let reader = match sniff::kind(path, &decoded.text, &options.map) {
        Kind::Read(reader) => reader,
        Kind::NotRead(name) => return Err(format!("{name} are not read yet")),
    };
    let most = if reader.is_container() {
        LONGEST_CONTAINER.max(most)
    } else {
        most
    };
    let lines_cut = !reader.is_container() && cut_lines(&mut decoded.text, MOST_LINES);
    let cuts = [
        bytes.cut.then(|| format!("cut at {}", size(most))),
        lines_cut.then(|| format!("cut after {MOST_LINES} lines")),
    ];
    let kind = IssueKind::Cut;
    let cuts = cuts.into_iter().flatten();
    let mut issues = decoded.issues();
    issues.extend(cuts.map(|message| Issue { kind, message }));
    let page = Page {
        path: Arc::clone(path),
        text: decoded.text,
        bytes: length,
        map: options.map.clone(),
    };
    Ok((reader.format(), records(reader, page, issues, options)?))
}

/// Takes a file out of its compression, if it is in one.
fn unpacked(path: &str, bytes: Bytes, options: &Options) -> Result<Bytes, String> {
    let most = options.longest_text;
    let Some(found) = unpack::unpack(&bytes.data, most) else {
        return Ok(bytes);
    };
    let mut found = found?;
    let start = Bytes {
        data: found.data,
        cut: found.cut,
    };
    if !needs_more(path, &start, options) {
        return Ok(Bytes {
            cut: bytes.cut || start.cut,
            ..start
        });
    }
    found = match unpack::unpack(&bytes.data, LONGEST_CONTAINER.max(most)) {
        Some(whole) => whole?,
        None => return Ok(start),
    };
    Ok(Bytes {
        data: found.data,
        cut: bytes.cut || found.cut,
    })
}

/// Records as the options say; why there are none.
fn settled(format: Format, mut records: Records, options: &Options) -> Result<Records, String> {
    if records.articles.is_empty() {
        let first = records.faults.first();
        let reason = first.map_or(String::new(), |fault| format!(": {}", fault.message));
        return Err(format!("{}, but no article in it{reason}", format.name()));
    }
    finish(&mut records, options);
    Ok(records)
}

/// What a page holds, settled; `issues` are those of the whole file.
fn records(
    reader: &dyn FormatReader,
    page: Page,
    issues: Vec<Issue>,
    options: &Options,
) -> Result<Records, String> {
    let (length, kept) = (page.bytes, page.text.len() as u64);
    let mut records = reader.read(page);
    // A mark at the start apart, places in a text are places in its file, or it was not as it is.
    if reader.is_container() && ![kept, kept + 3].contains(&length) {
        place_in(&mut records, (0, length));
    }
    let mut records = settled(reader.format(), records, options)?;
    if reader.is_container() {
        records.faults.splice(0..0, issues);
    } else {
        for article in &mut records.articles {
            article.issues.splice(0..0, issues.iter().cloned());
        }
    }
    Ok(records)
}

/// Says that articles stand somewhere in these bytes: the text was packed or in another encoding,
/// so that its places are not those of the file.
pub(super) fn place_in(records: &mut Records, bytes: (u64, u64)) {
    for article in &mut records.articles {
        article.origin.bytes = bytes;
    }
}

/// Makes the articles what the options say, and gives them their keys.
pub(super) fn finish(records: &mut Records, options: &Options) {
    for article in &mut records.articles {
        settle(article, options);
        level(article);
        article.prints = key::prints(article);
        article.key = article.prints.key();
    }
}

/// Issues that belong to no article of a file.
fn in_file(path: &Arc<str>, issues: Vec<Issue>) -> Vec<FileIssue> {
    let named = |issue| FileIssue {
        path: Arc::clone(path),
        article: None,
        issue,
    };
    issues.into_iter().map(named).collect()
}

/// Keeps the first `most` lines; whether there were more.
fn cut_lines(text: &mut String, most: usize) -> bool {
    let bytes = text.as_bytes();
    let end = if bytes.contains(&b'\n') { b'\n' } else { b'\r' };
    let Some(at) = memchr::memchr_iter(end, bytes).nth(most.saturating_sub(1)) else {
        return false;
    };
    let is_cut = bytes.get(at + 1..).is_some_and(|rest| !rest.is_empty());
    text.truncate(at + 1);
    is_cut
}

/// A bound in words.
fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} bytes"),
        1024..0x10_0000 => format!("{} KiB", bytes >> 10),
        _ => format!("{} MiB", bytes >> 20),
    }
}

/// Puts what is shown on one line on one: a tab may stand in a text, in a name it is a blank.
fn level(article: &mut Article) {
    let named = [
        article.headline.as_mut(),
        article.source.as_mut(),
        article.place.as_mut(),
        article.agency.as_mut(),
        Some(&mut article.published.evidence),
    ];
    for line in named.into_iter().flatten().chain(&mut article.authors) {
        if line.contains(['\t', '\n']) {
            *line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        }
    }
}

/// Makes an article what the options say: what was concluded is taken away, what was given is
/// put in where the document states nothing.
fn settle(article: &mut Article, options: &Options) {
    if !options.infer && article.source_from == SourceFrom::Inferred {
        article.source = None;
        article.source_from = SourceFrom::None;
    }
    let kind = article.published.kind;
    if let Some(given) = options.published.filter(|_| kind != DateKind::Explicit) {
        article.published = given_date(given);
    } else if !options.infer && kind == DateKind::Inferred {
        article.published = Published {
            evidence: "nothing states it".to_owned(),
            ..Published::default()
        };
    }
}

fn given_date(moment: Moment) -> Published {
    Published {
        value: Some(moment),
        kind: DateKind::Given,
        evidence: "given by the reader (--published)".to_owned(),
        confidence: Some(1.0),
        range: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_vanished_after_it_was_found_costs_itself() {
        let entry = Entry::File {
            path: "no such folder/a.txt".into(),
            shown: "a.txt".into(),
            bytes: 1,
        };
        let Opened::Done(Outcome::Skipped { issue, .. }) = open(&entry, &Options::default()) else {
            panic!("there is nothing to read");
        };
        assert_eq!(issue.issue.kind, IssueKind::Unreadable);
        assert!(issue.issue.message.starts_with("not found"), "{issue:?}");
    }

    #[test]
    fn lines_without_end_are_cut_after_a_whole_one() {
        for (text, kept, is_cut) in [
            ("a\nb\nc", "a\nb\n", true),
            ("a\nb\n", "a\nb\n", false),
            ("a\r\nb\r\nc\r\n", "a\r\nb\r\n", true),
            ("a\rb\rc", "a\rb\r", true),
            ("a", "a", false),
        ] {
            let mut left = text.to_owned();
            assert_eq!(cut_lines(&mut left, 2), is_cut, "{text:?}");
            assert_eq!(left, kept);
        }
    }

    #[test]
    fn a_panic_becomes_a_reason() {
        let silent = std::panic::take_hook();
        std::panic::set_hook(Box::new(|_| {}));
        let got: Result<(), String> = guarded(|| panic!("no \x1b[2J rule"));
        std::panic::set_hook(silent);
        let message = got.unwrap_err();
        assert!(message.contains("a fault of dateline"), "{message}");
        assert!(!message.contains('\x1b'), "{message:?}");
    }
}
