//! Names out of the lines that carry them: authors from bylines, the publisher from its line.

use crate::ingest::calendar::DayMonthOrder;
use crate::ingest::dates;
use crate::ingest::segment;

/// Words between two authors.
const BETWEEN_AUTHORS: &[&str] = &[
    " and ", " & ", " und ", " et ", " y ", " e ", " en ", " i ", " и ", " ve ", " with ", " mit ",
];

/// The authors of the bylines, each once, as written, without "By", dates, and offices behind a
/// comma. "By" on a line of its own means the next line.
pub(in crate::ingest) fn authors<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in lines {
        for name in names_in(undated(line)) {
            if !found.contains(&name) {
                found.push(name);
            }
        }
    }
    found
}

/// The byline without the date that some pages put behind the name.
fn undated(line: &str) -> &str {
    let dates = dates::find_moments(line, DayMonthOrder::Unknown);
    let end = dates.first().map_or(line.len(), |found| found.range.start);
    let kept = line.get(..end).unwrap_or(line);
    kept.trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | ')'))
}

fn names_in(line: &str) -> Vec<String> {
    let skipped = segment::by_word(line).unwrap_or(0);
    let mut names = vec![line.get(skipped..).unwrap_or_default()];
    for mark in BETWEEN_AUTHORS {
        names = names
            .into_iter()
            .flat_map(|part| part.split(mark))
            .collect();
    }
    let mut found = Vec::new();
    for part in names {
        let mut pieces = part.split([',', '|', '·', '•']).map(str::trim);
        let first = pieces.next().unwrap_or_default();
        found.push(first);
        // "Jane Doe, John Roe" are two people, "Jane Doe, Staff Writer" is one.
        found.extend(pieces.filter(|piece| {
            piece.contains(' ')
                && !segment::is_office(piece)
                && piece.chars().all(|c| !c.is_numeric())
        }));
    }
    let clean = |name: &str| {
        let name = name.trim_matches(|c: char| {
            c.is_whitespace() || matches!(c, '-' | '–' | '—' | ':' | ';' | '/')
        });
        name.to_owned()
    };
    let names = found.into_iter().map(clean);
    names
        .filter(|name| name.chars().any(char::is_alphabetic))
        .collect()
}

/// The publisher that a line names, as written, without "Source:".
pub(super) fn publisher(line: &str) -> Option<String> {
    let skipped = segment::publisher_label(line).unwrap_or(0);
    let name = line.get(skipped..).unwrap_or_default().trim();
    (!name.is_empty()).then(|| name.to_owned())
}
