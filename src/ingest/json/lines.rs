//! JSON Lines: one record a line.

use std::sync::Arc;

use serde_json::Value;

use crate::article::{Article, Format, Issue, IssueKind, Origin};
use crate::ingest::Reached;
use crate::ingest::bytes;
use crate::ingest::fields::{FieldMap, Names};
use crate::ingest::formats::{
    Cut, Cutter, LONGEST_RECORD, LinesEnd, Piece, Pieces, Place, Records,
};
use crate::text;

use super::{article, document, record, scan};

/// Faults that are told one by one, a piece; more are counted.
pub(super) const MOST_FAULTS: usize = 100;

/// Articles that there is room for at once, a piece.
const FEW: usize = 16;

/// JSON Lines as pieces: lines end at line feeds, and where there are none, at carriage returns.
pub(super) struct Lines {
    /// What the reader said of the names of fields.
    pub(super) map: FieldMap,
}

/// Finds the ends of lines.
struct LineEnds {
    /// What ends a line, once one was met.
    end: Option<u8>,
}

impl Cutter for LineEnds {
    fn advance(&mut self, bytes: &[u8]) -> Option<Cut> {
        let end = self.end.or_else(|| {
            let has = |end: &u8| memchr::memchr(*end, bytes).is_some();
            [b'\n', b'\r'].into_iter().find(has)
        })?;
        self.end = Some(end);
        let first = memchr::memchr(end, bytes)?;
        let last = memchr::memrchr(end, bytes)?;
        let lines = bytes.get(..=last).unwrap_or_default();
        Some(Cut {
            first: first + 1,
            last: last + 1,
            records: memchr::memchr_iter(end, lines).count() as u64,
        })
    }
}

impl Pieces for Lines {
    fn format(&self) -> Format {
        Format::Jsonl
    }

    fn cutter(&self) -> Box<dyn Cutter> {
        Box::new(LineEnds { end: None })
    }

    fn said_of(&self, place: Place, reason: &str) -> String {
        format!("line {}: {reason}", place.record.saturating_add(1))
    }

    /// The articles in some lines, numbered by them. Linear in the text.
    fn read(&self, piece: &Piece<'_>) -> Records {
        let mut records = Records::default();
        records.articles.reserve(FEW);
        let mut names = Names::of(&self.map);
        let mut untold = 0_usize;
        let mut at = piece.at;
        let has_feeds = memchr::memchr(b'\n', piece.text.as_bytes()).is_some();
        let end = if has_feeds { b'\n' } else { b'\r' };
        let mut known = LinesEnd {
            reached: reached(at),
            unfinished: None,
        };
        for line in bytes::lines(piece.text, end) {
            let place = at;
            at.byte = at.byte.saturating_add(line.len() as u64);
            at.record = at.record.saturating_add(1);
            let is_ended = line.as_bytes().last() == Some(&end);
            let line = line.trim();
            if line.is_empty() {
                known.reached = reached(if is_ended { at } else { place });
                continue;
            }
            let origin = Origin {
                path: Arc::clone(&piece.path),
                part: u32::try_from(place.record).unwrap_or(u32::MAX),
                bytes: (place.byte, at.byte),
                format: Format::Jsonl,
            };
            let read = read_line(line, &origin, &mut names, &mut records);
            if is_ended || read.is_ok() {
                // What comes behind a line without an end begins with that.
                let lines = if is_ended { at.record } else { place.record };
                let byte = at.byte;
                known.reached = Reached { byte, lines };
            }
            if let Err(reason) = read {
                if !is_ended {
                    known.unfinished = Some(skipped(self.said_of(place, &reason)));
                } else if records.faults.len() < MOST_FAULTS {
                    let message = self.said_of(place, &reason);
                    records.faults.push(skipped(message));
                } else {
                    untold += 1;
                }
            }
        }
        if untold > 0 {
            let last = format!("{untold} more lines are no records of articles");
            records.faults.push(skipped(last));
        }
        records.end = Some(known);
        records
    }
}

/// All that stands before a place.
fn reached(at: Place) -> Reached {
    Reached {
        byte: at.byte,
        lines: at.record,
    }
}

fn read_line(
    line: &str,
    origin: &Origin,
    names: &mut Names,
    records: &mut Records,
) -> Result<(), String> {
    if line.len() > LONGEST_RECORD {
        return Err(format!("longer than {} MiB", LONGEST_RECORD >> 20));
    }
    if let Some(article) = record::article(line, origin, names) {
        records.articles.push(article);
        return Ok(());
    }
    let (value, is_mended) = value(line)?;
    let Value::Object(object) = value else {
        return Err("no record but a single value".to_owned());
    };
    let map = names.map();
    let articles: Vec<Article> = match article::of(&object, origin.clone(), map) {
        Some(article) => vec![article],
        // What a service answers, a line an answer.
        None => document::records_in(&object, map, 0)
            .into_iter()
            .flatten()
            .filter_map(|value| article::of(value.as_object()?, origin.clone(), map))
            .collect(),
    };
    if articles.is_empty() {
        return Err("no article: no field is a headline or a text".to_owned());
    }
    for mut article in articles {
        article.issues.extend(is_mended.then(mended));
        records.articles.push(article);
    }
    Ok(())
}

/// The value of a text, and whether numbers that JSON does not have were taken out of it.
pub(super) fn value(json: &str) -> Result<(Value, bool), String> {
    match serde_json::from_str(json) {
        Ok(value) => Ok((value, false)),
        Err(error) => {
            let mended = scan::without_odd_numbers(json);
            let value = mended.and_then(|json| serde_json::from_str(&json).ok());
            value
                .map(|value| (value, true))
                .ok_or_else(|| fault(&error))
        }
    }
}

/// What is wrong, in a sentence.
fn fault(error: &serde_json::Error) -> String {
    let message = text::sanitise_line(&error.to_string());
    // The place is of this record, whose line is named already.
    let message = message.split(" at line ").next().unwrap_or_default();
    if error.is_eof() {
        format!("no JSON: it ends in the middle ({message})")
    } else {
        format!("no JSON: {message} at character {}", error.column())
    }
}

pub(super) fn skipped(message: String) -> Issue {
    Issue {
        kind: IssueKind::Skipped,
        message,
    }
}

pub(super) fn mended() -> Issue {
    Issue {
        kind: IssueKind::Repaired,
        message: "NaN or Infinity, which JSON does not have, read as nothing".to_owned(),
    }
}
