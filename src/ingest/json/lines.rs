//! JSON Lines: one record a line.

use std::sync::Arc;

use rayon::prelude::*;
use serde_json::Value;

use crate::article::{Format, Issue, IssueKind, Origin};
use crate::ingest::formats::{LONGEST_RECORD, Records};
use crate::text;

use super::{article, scan};

/// Faults that are told one by one, a block; more are counted.
const MOST_FAULTS: usize = 100;

/// Bytes of a block, the rest of its last line aside.
const BLOCK: usize = 1 << 20;

/// Whole lines of a file.
struct Block<'a> {
    /// Path of the file, as shown.
    path: &'a Arc<str>,
    /// The lines.
    text: &'a str,
    /// Lines of the file before them.
    first_line: u64,
    /// Bytes of the file before them.
    first_byte: u64,
}

/// The articles in a file, its blocks read on every core; `shift` bytes stand before the text.
pub(super) fn read(path: &Arc<str>, text: &str, shift: u64) -> Records {
    let mut blocks = Vec::new();
    let (mut rest, mut first_line, mut first_byte) = (text, 0_u64, shift);
    while !rest.is_empty() {
        let near = BLOCK.min(rest.len());
        let tail = rest.as_bytes().get(near..).unwrap_or_default();
        let end = memchr::memchr(b'\n', tail).map_or(rest.len(), |at| near + at + 1);
        let (block, behind) = rest.split_at_checked(end).unwrap_or((rest, ""));
        blocks.push(Block {
            path,
            text: block,
            first_line,
            first_byte,
        });
        let lines = memchr::memchr_iter(b'\n', block.as_bytes()).count();
        first_line = first_line.saturating_add(lines as u64);
        first_byte = first_byte.saturating_add(block.len() as u64);
        rest = behind;
    }
    let read: Vec<Records> = blocks.par_iter().map(read_block).collect();
    let mut all = Records::default();
    for records in read {
        all.articles.extend(records.articles);
        all.faults.extend(records.faults);
    }
    all
}

/// The articles in a block, numbered by their lines. Linear in the text.
fn read_block(block: &Block<'_>) -> Records {
    let mut records = Records::default();
    let mut untold = 0_usize;
    let mut byte = block.first_byte;
    for (number, line) in (block.first_line..).zip(block.text.split_inclusive('\n')) {
        let start = byte;
        byte = byte.saturating_add(line.len() as u64);
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        let origin = Origin {
            path: Arc::clone(block.path),
            part: u32::try_from(number).unwrap_or(u32::MAX),
            bytes: (start, byte),
            format: Format::Jsonl,
        };
        if let Err(reason) = read_line(line, origin, &mut records) {
            if records.faults.len() < MOST_FAULTS {
                let message = format!("line {}: {reason}", number.saturating_add(1));
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
    records
}

fn read_line(line: &str, origin: Origin, records: &mut Records) -> Result<(), String> {
    if line.len() > LONGEST_RECORD {
        return Err(format!("longer than {} MiB", LONGEST_RECORD >> 20));
    }
    let (value, is_mended) = value(line)?;
    let Value::Object(object) = value else {
        return Err("no record but a single value".to_owned());
    };
    let mut article =
        article::of(object, origin).ok_or("no article: no field is a headline or a text")?;
    if is_mended {
        article.issues.push(mended());
    }
    records.articles.push(article);
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
