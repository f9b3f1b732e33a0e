//! One entry, from its name to its bytes: what waits for the disk, and for nothing else.
//!
//! Promises: nothing is understood here that a start of 64 KiB does not tell; a file that cannot be
//! read costs itself.

use std::sync::Arc;

use crate::ingest::decode;
use crate::ingest::discover::handle::{self, Bytes};
use crate::ingest::discover::{Entry, reason};
use crate::ingest::formats::Place;
use crate::ingest::sniff;
use crate::ingest::{FileIssue, Options};

use super::guard::guarded;
use super::stream::{self, Opening, Stream};

/// Longest file of many records that is held whole where it cannot be read in pieces, in bytes.
pub(super) const LONGEST_CONTAINER: u64 = 1 << 30;

/// Files up to this length are read whole whatever they are, in bytes.
const SHORT: u64 = 1 << 18;

/// What is said of a file that changed while its pieces were read.
const CHANGED: &str = "changed while it was read; read it again when it is at rest";

/// Bytes that tell what a file is.
const HEAD: usize = 1 << 16;

/// An entry that was opened.
pub(super) enum Fetched {
    /// Its bytes, as many as are read, or why there are none.
    Whole(Whole),
    /// A long file of many records, to be read in pieces.
    Stream(Box<Stream>),
    /// It is no file.
    Trouble(FileIssue),
}

/// A file that was read whole, or could not be.
pub(super) struct Whole {
    /// Path as shown.
    pub(super) path: Arc<str>,
    /// What was read of it.
    pub(super) bytes: Result<Bytes, String>,
}

impl Whole {
    /// How many bytes were read.
    pub(super) fn len(&self) -> usize {
        self.bytes.as_ref().map_or(0, |bytes| bytes.data.len())
    }
}

/// Opens one entry, and reads it unless it is to be read in pieces. Never panics: a rule that
/// does costs the file.
pub(super) fn fetch(entry: &Entry, options: &Options) -> Fetched {
    let path = match entry {
        Entry::Trouble(issue) => return Fetched::Trouble(issue.clone()),
        Entry::File { shown, .. } | Entry::Tail { shown, .. } => Arc::clone(shown),
        Entry::Stdin => Arc::from("-"),
        Entry::Sample((name, _)) => Arc::from(*name),
    };
    let bytes = match guarded(|| bytes(entry, &path, options)) {
        Ok(Found::Stream(stream)) => return Fetched::Stream(stream),
        Ok(Found::Bytes(bytes)) => Ok(bytes),
        Err(message) => Err(message),
    };
    Fetched::Whole(Whole { path, bytes })
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
                let opening = Opening {
                    tail: long.tail(),
                    start: long.start,
                    rest: Box::new(long.rest),
                    check: Box::new(check),
                };
                if let Some(stream) = stream::open(path, opening, &options.map) {
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
            let rest = handle::open_tail(file, from.byte)?;
            let at = Place {
                byte: from.byte,
                line: from.lines,
                record: from.lines,
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
pub(super) fn needs_more(name: &str, bytes: &Bytes, options: &Options) -> bool {
    let head = bytes.data.get(..HEAD).unwrap_or(&bytes.data);
    let is_container = || sniff::is_container(name, head, &options.map);
    // A name alone makes no text of what is none: a file of a terabyte may be all hole.
    let is_text = || decode::decode(head.to_vec(), true).is_some();
    bytes.cut && sniff::signature(head).is_none() && is_container() && is_text()
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
    let opening = Opening {
        start: data.clone(),
        tail: Vec::new(),
        rest: Box::new(std::io::stdin()),
        check: Box::new(|| None),
    };
    if let Some(stream) = stream::open(path, opening, &options.map) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::discover::version::Version;

    #[test]
    fn a_file_that_vanished_after_it_was_found_costs_itself() {
        let entry = Entry::File {
            path: "no such folder/a.txt".into(),
            shown: "a.txt".into(),
            bytes: 1,
            version: Version::of(&std::fs::metadata(".").unwrap()),
        };
        let Fetched::Whole(whole) = fetch(&entry, &Options::default()) else {
            panic!("it is a file, and a short one");
        };
        let message = whole.bytes.unwrap_err();
        assert!(message.starts_with("not found"), "{message}");
    }
}
