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
use crate::ingest::formats::{self, Ends, Piece, Pieces, Place, Records};
use crate::ingest::sniff::{self, Kind};
use crate::ingest::unpack;
use crate::ingest::{Options, Pace, json};

mod cutting;

use super::buffers::Buffers;
use super::deliver;
use super::gather::{Gathered, Gatherer};
use super::{guard, settle};

pub(super) use cutting::cut;

/// Bytes of the first piece: a screenful of records, soon there.
const FIRST_PIECE: usize = 1 << 16;

/// Bytes that are read at a time, and so of a piece.
const BLOCK: usize = 1 << 20;

/// Bytes of a piece that are understood at a time: its articles are packed before the next ones
/// are read, so that few lie about unpacked.
const PART: usize = 1 << 16;

/// A file that is read in pieces.
pub(super) struct Source {
    /// Path as shown.
    pub(super) path: Arc<str>,
    /// How its pieces are understood.
    pub(super) pieces: Box<dyn Pieces>,
}

impl Source {
    /// The place behind some bytes from `at` on in which so many records end.
    fn behind(&self, at: Place, bytes: &[u8], records: u64) -> Place {
        if self.pieces.counts_lines() {
            at.behind(bytes, records)
        } else {
            at.past(bytes, records)
        }
    }
}

/// A piece that waits to be understood.
pub(super) struct Task {
    /// Where its articles belong.
    pub(super) place: deliver::Place,
    source: Arc<Source>,
    bytes: Vec<u8>,
    at: Place,
    is_last: bool,
    /// Where it may be cut again.
    ends: Vec<cutting::End>,
}

/// A long file before anything is understood of it.
pub(super) struct Opening {
    /// As much of its start as was read.
    pub(super) start: Vec<u8>,
    /// Its last bytes, where they could be read before the others.
    pub(super) tail: Vec<u8>,
    /// What follows the start.
    pub(super) rest: Box<dyn Read>,
    /// Says, when all is read, what happened to the file meanwhile.
    pub(super) check: Box<dyn FnOnce() -> Option<String>>,
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

/// What is read of a file in pieces, if its start says that it can be.
pub(super) fn open(path: &Arc<str>, opening: Opening, map: &FieldMap) -> Option<Stream> {
    let Opening {
        start,
        tail,
        rest,
        check,
    } = opening;
    let (mut head, tail, rest) = if unpack::is_packed(&start) {
        let (head, rest) = unpack::stream(start, rest)?;
        (head, Vec::new(), rest)
    } else {
        (start, tail, rest)
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
        None => pieces_of(path, (&head, &tail), map)?,
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

/// How a text that begins and ends like this is read in pieces.
fn pieces_of(path: &str, (head, tail): (&[u8], &[u8]), map: &FieldMap) -> Option<Box<dyn Pieces>> {
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
        Kind::Read(reader) => {
            let tail = String::from_utf8_lossy(tail);
            let (head, tail) = (text, tail.as_ref());
            reader.pieces(Ends { head, tail }, map)
        }
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

/// Understands a piece, and gives way between its parts to whatever holds the reading; the rest of a
/// piece that is stopped is left.
pub(super) fn read(
    task: Task,
    options: &Options,
    (buffers, pace): (&Buffers, Pace<'_>),
) -> Gathered {
    let (source, at) = (Arc::clone(&task.source), task.at);
    let (path, format) = (&source.path, source.pieces.format());
    let length = task.bytes.len() as u64;
    let mut gatherer = buffers.gatherer();
    let outcome = guard::guarded(|| {
        records(task, options, buffers, &mut |records| {
            gatherer.take_piece(format, path, records);
            pace.goes_on()
        })
    });
    if let Err(message) = outcome {
        gatherer = Gatherer::default();
        let message = source.pieces.said_of(at, &message);
        let records = Records {
            faults: vec![issue(IssueKind::Skipped, message)],
            ..Records::default()
        };
        gatherer.take_piece(format, path, records);
    }
    gatherer.count_bytes(length);
    let gathered = gatherer.done();
    buffers.put_away(gatherer);
    gathered
}

/// What a piece holds, part by part where it is a text as it stands; `each` says whether to go on.
fn records(
    task: Task,
    options: &Options,
    buffers: &Buffers,
    each: &mut dyn FnMut(Records) -> bool,
) -> Result<(), String> {
    let Task {
        source,
        bytes,
        at,
        is_last,
        ends,
        ..
    } = task;
    let length = bytes.len() as u64;
    if let Some(mut records) = source.pieces.read_bytes(&bytes, &source.path, at) {
        settle::finish(&mut records, options);
        buffers.put_back(bytes);
        each(records);
        return Ok(());
    }
    let path = Arc::clone(&source.path);
    let error = match String::from_utf8(bytes) {
        Ok(text) => {
            let mut at = at;
            for (part, count) in parts(&text, &ends) {
                let mut records = source.pieces.read(&Piece {
                    path: Arc::clone(&path),
                    text: part,
                    at,
                    is_last,
                });
                settle::finish(&mut records, options);
                if !each(records) {
                    break;
                }
                at = source.behind(at, part.as_bytes(), count);
            }
            buffers.put_back(text.into_bytes());
            return Ok(());
        }
        Err(error) => error,
    };
    let decoded = decode::decode(error.into_bytes(), false).ok_or("binary data, no text")?;
    let issues = decoded.issues();
    let is_as_it_was = decoded.text.len() as u64 == length;
    let mut records = source.pieces.read(&Piece {
        path,
        text: &decoded.text,
        at,
        is_last,
    });
    if !is_as_it_was {
        let (start, end) = (at.byte, at.byte.saturating_add(length));
        settle::place_in(&mut records, (start, end));
    }
    records.faults.splice(0..0, issues);
    settle::finish(&mut records, options);
    each(records);
    Ok(())
}

/// A text up to each of the ends of records, with how many end there; the whole of it where a
/// record does not end between two characters.
fn parts<'t>(text: &'t str, ends: &[cutting::End]) -> Vec<(&'t str, u64)> {
    let mut start = 0;
    let parts = ends.iter().map(|(end, records)| {
        let part = text.get(std::mem::replace(&mut start, *end)..*end)?;
        Some((part, *records))
    });
    let parts: Option<Vec<_>> = parts.collect();
    let all = ends.iter().map(|(_, records)| records).sum();
    let parts = parts.filter(|_| start == text.len());
    parts.unwrap_or_else(|| vec![(text, all)])
}

fn issue(kind: IssueKind, message: String) -> Issue {
    Issue { kind, message }
}

#[cfg(test)]
mod tests;
