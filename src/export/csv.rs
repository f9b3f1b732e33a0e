//! Records as comma-separated values (RFC 4180), for spreadsheets and data frames.
//!
//! A cell that a spreadsheet would run as a formula begins with an apostrophe: text is only text
//! there too. (Who reads the table with a program takes one apostrophe before `= + - @` off.)

use std::io::{self, Write};

use serde_json::{Map, Value};

use super::record::Record;
use super::{Entry, Selection};
use crate::article::Verdict;

/// Columns of an export beyond those of a record.
const MORE: [&str; 9] = [
    "body",
    "read",
    "starred",
    "verdict",
    "reason",
    "tags",
    "note",
    "corrected_source",
    "corrected_date",
];

/// Writes a selection as a table: a column for each field of the brief record, the body, the
/// marks. Lines end in CR LF; an empty result has its header too.
///
/// # Errors
/// When `out` takes no more.
pub(super) fn write(selection: Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    let names = Record::FIELDS.iter().chain(&MORE).copied();
    write!(out, "{}\r\n", names.collect::<Vec<_>>().join(","))?;
    for entry in selection.entries() {
        let mut cells = Vec::new();
        if let Value::Object(record) = serde_json::to_value(Record::brief(&entry.article))? {
            cells.extend(record.iter().map(|(name, value)| plain(name, value)));
        }
        cells.extend(more(&entry));
        let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
        write!(out, "{}\r\n", cells.join(","))?;
    }
    Ok(())
}

/// The cells of [`MORE`].
fn more(entry: &Entry) -> [String; 9] {
    let mark = &entry.mark;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    [
        entry.paragraphs().collect::<Vec<_>>().join("\n\n"),
        mark.read.to_string(),
        mark.starred.to_string(),
        mark.verdict.map_or("", Verdict::name).to_owned(),
        text(&mark.reason),
        mark.tags.join("; "),
        text(&mark.note),
        text(&mark.source),
        mark.date.map(|date| date.to_string()).unwrap_or_default(),
    ]
}

/// The header of a record.
pub fn header(record: &Map<String, Value>) -> String {
    let names: Vec<String> = record.keys().map(|name| cell(name)).collect();
    names.join(",")
}

/// One record.
pub fn row(record: &Map<String, Value>) -> String {
    let cells: Vec<String> = record
        .iter()
        .map(|(name, value)| cell(&plain(name, value)))
        .collect();
    cells.join(",")
}

/// A value as the text of a cell: lists of texts joined (paragraphs by a blank line), anything
/// deeper as JSON.
fn plain(name: &str, value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) if items.iter().all(Value::is_string) => {
            let texts: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
            texts.join(if name == "body" { "\n\n" } else { "; " })
        }
        Value::Array(items) if name == "date_range" || name == "bytes" => {
            let texts: Vec<String> = items.iter().map(ToString::to_string).collect();
            texts.join("; ")
        }
        other => other.to_string(),
    }
}

/// A cell, quoted where it has to be.
pub fn cell(text: &str) -> String {
    let guard = if begins_formula(text) { "'" } else { "" };
    if text.contains(['"', ',', '\n', '\r']) {
        format!("\"{guard}{}\"", text.replace('"', "\"\""))
    } else {
        format!("{guard}{text}")
    }
}

/// Whether a spreadsheet would take a text for a formula; some drop blanks before they look, and
/// some know the wide forms of the signs.
fn begins_formula(text: &str) -> bool {
    let signs = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    text.trim_start().starts_with(signs) || text.starts_with('\t')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        let cases = [
            ("plain", "plain"),
            ("a, b", "\"a, b\""),
            ("say \"so\"", "\"say \"\"so\"\"\""),
            ("two\nlines", "\"two\nlines\""),
            ("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""),
            ("-1+2", "'-1+2"),
            (" =1+2", "' =1+2"),
            ("\t=1", "'\t=1"),
            ("＝1+2", "'＝1+2"),
            ("", ""),
        ];
        for (text, want) in cases {
            assert_eq!(cell(text), want);
        }
    }
}
