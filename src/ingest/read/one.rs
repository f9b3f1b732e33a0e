//! One file, from its bytes to its articles.

use std::sync::Arc;

use crate::article::{Article, Format, Issue, IssueKind};
use crate::ingest::decode;
use crate::ingest::discover::file_issue;
use crate::ingest::discover::handle::Bytes;
use crate::ingest::formats::{self, FormatReader, LinesEnd, Page, Place, Records};
use crate::ingest::mhtml;
use crate::ingest::sniff::{self, Kind};
use crate::ingest::unpack;
use crate::ingest::{FileIssue, Options};

use super::fetch::{LONGEST_CONTAINER, Whole, needs_more};
use super::guard::{guarded, trip};
use super::settle::{finish, place_in};

/// Most lines of one text: a file of nothing but line ends must not cost a hundred times its size.
const MOST_LINES: usize = 1 << 18;

/// What became of one entry.
pub(super) enum Outcome {
    /// Its articles.
    Read {
        format: Format,
        articles: Vec<Article>,
        faults: Vec<FileIssue>,
        /// Of lines: how far they were read.
        end: Option<LinesEnd>,
        bytes: u64,
    },
    /// Nothing.
    Skipped { issue: FileIssue, bytes: u64 },
    /// Nothing, and it was no file.
    Trouble(FileIssue),
}

/// Understands a file that was read whole. Never panics: a rule that does costs the file.
pub(super) fn understand(whole: Whole, options: &Options) -> Outcome {
    let path = &whole.path;
    let bytes = match whole.bytes {
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
            end: records.end,
            bytes: length,
        },
        Err(message) => Outcome::Skipped {
            issue: file_issue(Arc::clone(path), IssueKind::Skipped, &message),
            bytes: length,
        },
    }
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
    if mhtml::claims(&bytes.data) {
        return saved_page(path, &bytes, options);
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

/// The article in a page that was saved whole in one file.
fn saved_page(
    path: &Arc<str>,
    bytes: &Bytes,
    options: &Options,
) -> Result<(Format, Records), String> {
    let (format, records) = mhtml::read(&bytes.data, path, &options.map)?;
    let mut records = settled(format, records, options)?;
    if bytes.cut {
        let message = format!("cut at {}", size(options.longest_text));
        let kind = IssueKind::Cut;
        records.faults.insert(0, Issue { kind, message });
    }
    Ok((format, records))
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
        let unfinished = records.end.as_ref().and_then(|end| end.unfinished.as_ref());
        let first = records.faults.first().or(unfinished);
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
