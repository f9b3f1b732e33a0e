//! Records as comma-separated values (RFC 4180), for spreadsheets and data frames.
//!
//! A cell that a spreadsheet would run as a formula begins with an apostrophe: text is only text
//! there too.

use serde_json::{Map, Value};

/// The header of a record.
pub(super) fn header(record: &Map<String, Value>) -> String {
    let names: Vec<String> = record.keys().map(|name| cell(name)).collect();
    names.join(",")
}

/// One record.
pub(super) fn row(record: &Map<String, Value>) -> String {
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
pub(super) fn cell(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@']) {
        "'"
    } else {
        ""
    };
    if text.contains(['"', ',', '\n', '\r']) {
        format!("\"{guard}{}\"", text.replace('"', "\"\""))
    } else {
        format!("{guard}{text}")
    }
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
            ("", ""),
        ];
        for (text, want) in cases {
            assert_eq!(cell(text), want);
        }
    }
}
