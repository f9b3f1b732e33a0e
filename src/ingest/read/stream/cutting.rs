//! A file while it is cut in pieces at the ends of its records.

use std::io::Read;
use std::sync::Arc;

use super::{BLOCK, FIRST_PIECE, PART, Source, Stream, Task, issue};
use crate::article::{Issue, IssueKind};
use crate::ingest::formats::{Cutter, LONGEST_RECORD, Place};
use crate::ingest::read::buffers::Buffers;
use crate::ingest::read::deliver;

/// Cuts a stream and hands each piece to `each`, which says whether to go on; what is to be said
/// of the whole file comes back.
pub(in crate::ingest::read) fn cut(
    stream: Stream,
    buffers: &Buffers,
    each: &mut dyn FnMut(Piecemeal) -> bool,
) -> Vec<Issue> {
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
        buffers,
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
pub(in crate::ingest::read) struct Piecemeal {
    pub(super) source: Arc<Source>,
    pub(super) bytes: Vec<u8>,
    pub(super) at: Place,
    /// Whether the file ends with it.
    pub(super) is_last: bool,
    /// Ends of records in it, each with how many end between the one before and it.
    pub(super) ends: Vec<End>,
}

/// An end of a record: one past its last byte, and how many records end up to there.
pub(super) type End = (usize, u64);

impl Piecemeal {
    /// The piece as something to do, whose articles belong to `place`.
    pub(in crate::ingest::read) fn at(self, place: deliver::Place) -> Task {
        Task {
            place,
            source: self.source,
            bytes: self.bytes,
            at: self.at,
            is_last: self.is_last,
            ends: self.ends,
        }
    }
}

/// A file while it is cut.
pub(super) struct Cutting<'b> {
    pub(super) source: Arc<Source>,
    pub(super) cutter: Box<dyn Cutter>,
    pub(super) buffers: &'b Buffers,
    /// What is not yet part of a piece.
    pub(super) buffer: Vec<u8>,
    /// Bytes of the buffer that the cutter has seen.
    pub(super) looked_at: usize,
    /// Where the buffer begins.
    pub(super) at: Place,
    /// Whether the buffer continues a record that is passed by because it is too long.
    pub(super) is_overlong: bool,
    pub(super) issues: Vec<Issue>,
}

impl Cutting<'_> {
    /// Reads more into the buffer; how much.
    fn fill(&mut self, rest: &mut dyn Read) -> std::io::Result<usize> {
        self.buffer.reserve(BLOCK);
        let before = self.buffer.len();
        rest.take(BLOCK as u64).read_to_end(&mut self.buffer)?;
        Ok(self.buffer.len().saturating_sub(before))
    }

    /// Cuts off pieces of about `size` bytes while there are whole records in the buffer.
    pub(super) fn take_pieces(
        &mut self,
        size: usize,
        each: &mut dyn FnMut(Piecemeal) -> bool,
    ) -> bool {
        while self.looked_at < self.buffer.len() {
            if let Some((first, ends)) = self.look(size) {
                if !self.cut_off(first, ends, each) {
                    return false;
                }
            } else if self.buffer.len() > LONGEST_RECORD {
                self.pass_by();
            }
        }
        true
    }

    /// Looks at the next `size` bytes; where the first record ends in them, and an end every few
    /// kilobytes, the last of all among them.
    fn look(&mut self, size: usize) -> Option<(usize, Vec<End>)> {
        let end = self.buffer.len().min(self.looked_at.saturating_add(size));
        let (mut first, mut ends) = (None, Vec::new());
        while self.looked_at < end {
            let from = self.looked_at;
            self.looked_at = end.min(from.saturating_add(PART));
            let fresh = self.buffer.get(from..self.looked_at).unwrap_or_default();
            if let Some(cut) = self.cutter.advance(fresh) {
                first = first.or(Some(from + cut.first));
                ends.push((from + cut.last, cut.records));
            }
        }
        first.map(|first| (first, ends))
    }

    /// Makes a piece of the buffer up to the last of some ends; the first record of it ends at byte
    /// `first`.
    fn cut_off(
        &mut self,
        first: usize,
        mut ends: Vec<End>,
        each: &mut dyn FnMut(Piecemeal) -> bool,
    ) -> bool {
        let last = ends.last().map_or(0, |(end, _)| *end);
        let tail = self.buffer.get(last..).unwrap_or_default();
        let mut behind = self.buffers.take(tail.len().saturating_add(BLOCK));
        behind.extend_from_slice(tail);
        let mut bytes = std::mem::replace(&mut self.buffer, behind);
        bytes.truncate(last);
        self.looked_at = self.looked_at.saturating_sub(last);
        let mut at = self.at;
        let records = ends.iter().map(|(_, records)| records).sum();
        self.at = self.source.behind(at, &bytes, records);
        if std::mem::take(&mut self.is_overlong) {
            // The piece begins with the end of a record that is too long.
            let passed = bytes.get(..first).unwrap_or_default();
            at = self.source.behind(at, passed, 1);
            bytes.drain(..first.min(bytes.len()));
            for (end, _) in &mut ends {
                *end = end.saturating_sub(first);
            }
            if let Some((_, records)) = ends.first_mut() {
                *records = records.saturating_sub(1);
            }
        }
        bytes.is_empty()
            || each(Piecemeal {
                source: Arc::clone(&self.source),
                bytes,
                at,
                // Elsewhere something ends that was cut off.
                is_last: records == 0,
                ends,
            })
    }

    /// Passes by what the buffer holds of a record that is too long.
    fn pass_by(&mut self) {
        if !std::mem::replace(&mut self.is_overlong, true) {
            let reason = format!("longer than {} MiB", LONGEST_RECORD >> 20);
            let message = self.source.pieces.said_of(self.at, &reason);
            self.issues.push(issue(IssueKind::Skipped, message));
        }
        self.at = self.source.behind(self.at, &self.buffer, 0);
        self.buffer.clear();
        self.looked_at = 0;
    }

    /// What stands behind the last end of a record is the last piece.
    pub(super) fn finish(&mut self, each: &mut dyn FnMut(Piecemeal) -> bool) {
        if !self.is_overlong && !self.buffer.is_empty() {
            let end = self.buffer.len();
            self.cut_off(end, vec![(end, 0)], each);
        }
    }
}
