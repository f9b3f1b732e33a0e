//! What databases of the press write when articles are taken out of them as text: many articles in
//! one file, each with its fields, parted by a line that counts them (`Document 3 of 120`,
//! `3 of 120 DOCUMENTS`) or ended by a line that says so or has their number in the database.
//!
//! Promises: a file is one of these only where such lines stand where they must; every article is
//! read by its own fields ([`record`]); what is before the first and behind the last is left out and
//! said. Linear in the text.

mod record;

use std::sync::Arc;

use crate::article::{Format, Issue, IssueKind, Origin};

use super::fields::FieldMap;
use super::formats::{FormatReader, Page, Records};
use record::Kind;

/// Bytes in which the first article shows itself.
const HEAD: usize = 4 << 10;

/// Reader of such files.
pub(super) struct Clippings;

impl FormatReader for Clippings {
    fn format(&self) -> Format {
        Format::Text
    }

    fn claims(&self, _ending: &str, text: &str, _map: &FieldMap) -> bool {
        kind(text).is_some()
    }

    fn is_container(&self) -> bool {
        true
    }

    fn read(&self, page: Page) -> Records {
        let pieces = match kind(&page.text) {
            Some(Kind::Numbered) => numbered(&page.text),
            Some(Kind::Signed) => ended(&page.text, is_signature),
            Some(Kind::Ended) => ended(&page.text, is_end),
            None => Vec::new(),
        };
        let mut records = Records::default();
        for (number, (start, end)) in pieces.into_iter().enumerate() {
            let text = page.text.get(start..end).unwrap_or_default();
            let origin = Origin {
                path: Arc::clone(&page.path),
                part: u32::try_from(number.saturating_add(1)).unwrap_or(u32::MAX),
                bytes: (start as u64, end as u64),
                format: Format::Text,
            };
            if let Some(article) = record::read(text, origin) {
                records.articles.push(article);
            } else {
                records.faults.push(Issue {
                    kind: IssueKind::Skipped,
                    message: format!("document {} has no text", number.saturating_add(1)),
                });
            }
        }
        records
    }
}

/// How the articles of a file are parted, if it is one of many.
fn kind(text: &str) -> Option<Kind> {
    let (mut numbered, mut has_length) = (false, false);
    let mut at = 0_usize;
    for line in text.split_inclusive('\n') {
        at = at.saturating_add(line.len());
        let line = line.trim();
        numbered |= count(line).is_some_and(|(number, of)| number == 1 && of >= 1);
        has_length |= record::words(line).is_some();
        if numbered || at > HEAD {
            break;
        }
    }
    if numbered && record::has_fields(text.get(at..).unwrap_or_default()) {
        return Some(Kind::Numbered);
    }
    let is_signed = has_length && text.lines().any(is_signature);
    let is_ended = || record::has_fields(text) && text.lines().any(is_end);
    if is_signed {
        return Some(Kind::Signed);
    }
    is_ended().then_some(Kind::Ended)
}

/// The number of an article and how many there are, from the line that counts them.
fn count(line: &str) -> Option<(usize, usize)> {
    // The longest of them is as long as this.
    if line.len() > "Document 1000000 of 1000000 DOCUMENTS".len() {
        return None;
    }
    let mut words = line.split_ascii_whitespace();
    let is_name = |word: &str| {
        let names = ["document", "documents", "article", "articles"];
        names.iter().any(|name| name.eq_ignore_ascii_case(word))
    };
    let mut first = words.next()?;
    let is_named = is_name(first);
    if is_named {
        first = words.next()?;
    }
    let number = first.parse().ok()?;
    if !words.next()?.eq_ignore_ascii_case("of") {
        return None;
    }
    let all = words.next()?.parse().ok()?;
    let is_named = match words.next() {
        Some(word) => is_name(word) && !is_named,
        None => is_named,
    };
    (is_named && words.next().is_none() && number <= all).then_some((number, all))
}

/// Whether a line is an article's number in its database.
fn is_signature(line: &str) -> bool {
    let Some(code) = line.trim().strip_prefix("Document ") else {
        return false;
    };
    let letters = code.bytes().take_while(u8::is_ascii_uppercase).count();
    let digits = code.bytes().filter(u8::is_ascii_digit).count();
    let is_code = code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_code && letters >= 3 && digits >= 8 && code.len() <= 40
}

/// Whether a line says that an article ends.
fn is_end(line: &str) -> bool {
    line.trim().eq_ignore_ascii_case("end of document")
}

/// The articles between lines that count them.
fn numbered(text: &str) -> Vec<(usize, usize)> {
    let (mut pieces, mut start, mut at) = (Vec::new(), None, 0_usize);
    for line in text.split_inclusive('\n') {
        let end = at.saturating_add(line.len());
        if count(line.trim()).is_some() {
            pieces.extend(start.map(|start| (start, at)));
            start = Some(end);
        }
        at = end;
    }
    pieces.extend(start.map(|start| (start, at)));
    pieces
}

/// The articles before lines that end them.
fn ended(text: &str, is_end: impl Fn(&str) -> bool) -> Vec<(usize, usize)> {
    let (mut pieces, mut start, mut at) = (Vec::new(), 0_usize, 0_usize);
    for line in text.split_inclusive('\n') {
        let end = at.saturating_add(line.len());
        if is_end(line) {
            pieces.push((start, at));
            start = end;
        }
        at = end;
    }
    pieces
}

#[cfg(test)]
mod tests;
