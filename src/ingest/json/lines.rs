//! JSON Lines: one record a line.

use std::sync::Arc;

use serde_json::Value;

use crate::article::{Format, Issue, IssueKind, Origin};
use crate::ingest::formats::{LONGEST_RECORD, Records};
use crate::text;

use super::{article, scan};

/// Faults that are told one by one, a block; more are counted.
const MOST_FAULTS: usize = 100;

/// Whole lines of a file.
pub(in crate::ingest) struct Block<'a> {
    /// Path of the file, as shown.
    pub(in crate::ingest) path: &'a Arc<str>,
    /// The lines.
    pub(in crate::ingest) text: &'a str,
    /// Lines of the file before them.
    pub(in crate::ingest) first_line: u64,
    /// Bytes of the file before them.
    pub(in crate::ingest) first_byte: u64,
}

/// The articles in a block, numbered by their lines. Linear in the text.
pub(in crate::ingest) fn read_block(block: &Block<'_>) -> Records {
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
