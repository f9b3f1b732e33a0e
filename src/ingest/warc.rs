//! Web archives (WARC, and WET, which holds their texts): one article a record, or several where
//! the record is a feed.
//!
//! Promises: an archive is read record by record and never held; what was answered with success and
//! is a text becomes an article, through the reader of its kind, with the address of the record as its link;
//! the time of archiving dates nothing: it is only said, and doubts a later date. A damaged record
//! costs itself: the next one is looked for. What is no text is told with its number.

mod ends;
mod head;
mod http;
mod record;

use std::sync::Arc;

use crate::article::{Format, Issue, IssueKind, Origin};

use super::formats::{Cutter, Piece, Pieces, Place, Records};
use ends::RecordEnds;
use head::Head;

/// How a record begins.
const BEGINNING: &[u8] = b"WARC/";

/// Records that are told one by one in a piece; more are counted.
const MOST_FAULTS: usize = 100;

/// An archive as pieces.
pub(super) struct Archive;

impl Archive {
    /// Whether a file that begins so is an archive.
    pub(super) fn claims(head: &[u8]) -> bool {
        let head = head.trim_ascii_start();
        let version = head.strip_prefix(BEGINNING);
        version.is_some_and(|version| version.starts_with(b"1.") || version.starts_with(b"0."))
    }
}

impl Pieces for Archive {
    fn format(&self) -> Format {
        Format::Warc
    }

    fn cutter(&self) -> Box<dyn Cutter> {
        Box::new(RecordEnds::default())
    }

    fn said_of(&self, place: Place, reason: &str) -> String {
        format!("record {}: {reason}", place.record.saturating_add(1))
    }

    /// A piece of an archive is no text as a whole; there is none to be read.
    fn read(&self, _piece: &Piece<'_>) -> Records {
        Records::default()
    }

    fn read_bytes(&self, bytes: &[u8], path: &Arc<str>, at: Place) -> Option<Records> {
        let mut reading = Reading {
            path,
            at,
            records: Records::default(),
            untold: 0,
        };
        reading.all(bytes);
        Some(reading.finish())
    }
}

/// A piece while it is read.
struct Reading<'a> {
    path: &'a Arc<str>,
    at: Place,
    records: Records,
    untold: usize,
}

impl Reading<'_> {
    fn all(&mut self, bytes: &[u8]) {
        let mut from = 0;
        while let Some(start) = beginning(bytes, from) {
            let rest = bytes.get(start..).unwrap_or_default();
            let end = if let Some((head, length)) = Head::read(rest) {
                let content = start.saturating_add(length);
                let wanted = content.saturating_add(head.length);
                let end = wanted.min(bytes.len());
                let inner = bytes.get(content..end).unwrap_or_default();
                let is_cut = wanted > bytes.len();
                self.record(&head, inner, (start, end), is_cut);
                end
            } else {
                self.fault("it does not say how long it is, or is cut off");
                start.saturating_add(BEGINNING.len())
            };
            self.at.record = self.at.record.saturating_add(1);
            from = end;
        }
    }

    fn record(&mut self, head: &Head<'_>, content: &[u8], bytes: (usize, usize), is_cut: bool) {
        let byte = |at: usize| self.at.byte.saturating_add(at as u64);
        let origin = Origin {
            path: Arc::clone(self.path),
            part: u32::try_from(self.at.record).unwrap_or(u32::MAX),
            bytes: (byte(bytes.0), byte(bytes.1)),
            format: Format::Warc,
        };
        match record::read(head, content, &origin) {
            Ok(mut articles) => {
                if is_cut {
                    for article in &mut articles {
                        article.issues.push(Issue {
                            kind: IssueKind::Cut,
                            message: "cut: the archive ends in it".to_owned(),
                        });
                    }
                }
                self.records.articles.extend(articles);
            }
            Err(Some(reason)) => self.fault(&reason),
            Err(None) => {}
        }
    }

    fn fault(&mut self, reason: &str) {
        if self.records.faults.len() >= MOST_FAULTS {
            self.untold += 1;
            return;
        }
        self.records.faults.push(Issue {
            kind: IssueKind::Skipped,
            message: Archive.said_of(self.at, reason),
        });
    }

    fn finish(mut self) -> Records {
        if self.untold > 0 {
            self.records.faults.push(Issue {
                kind: IssueKind::Skipped,
                message: format!("{} more records are no texts", self.untold),
            });
        }
        self.records
    }
}

/// Where the next record begins from byte `from` on: at the start of a line.
fn beginning(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    memchr::memmem::find_iter(rest, BEGINNING)
        .map(|at| from.saturating_add(at))
        .find(|at| {
            let before = at.checked_sub(1).and_then(|before| bytes.get(before));
            *at == from || before.is_none_or(|byte| *byte == b'\n')
        })
}

#[cfg(test)]
mod tests;
