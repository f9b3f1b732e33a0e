//! RIS: references for programs that keep literature.
//!
//! The tags are those of the format's specification (Research Information Systems, 2011) for the
//! type `NEWS`. The audit stands before the first reference, where readers skip what is none. A
//! date that was concluded has no year of its own (`PY`) and says so in the last part of `DA`.

use std::io::{self, Write};

use chrono::Datelike as _;

use super::entry::How;
use super::{Audit, Entry, Selection};
use crate::article::Precision;

/// Writes a selection.
///
/// # Errors
/// When `out` takes no more.
pub(super) fn write(
    audit: &Audit,
    selection: Selection<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    for line in audit.lines() {
        write!(out, "{}\r\n", value(&line))?;
    }
    write!(out, "\r\n")?;
    for entry in selection.entries() {
        for (tag, text) in fields(&entry) {
            write!(out, "{tag}  - {}\r\n", value(&text))?;
        }
        write!(out, "ER  - \r\n\r\n")?;
    }
    Ok(())
}

/// A value: one line, without what the format gives a meaning.
fn value(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

fn fields(entry: &Entry) -> Vec<(&'static str, String)> {
    let article = &entry.article;
    let mut fields = vec![
        ("TY", "NEWS".to_owned()),
        ("ID", article.key.to_string()),
        ("TI", entry.title()),
    ];
    let mut add = |tag, text: Option<String>| fields.extend(text.map(|text| (tag, text)));
    for author in &article.authors {
        add("AU", Some(author.clone()));
    }
    add("T2", entry.source().map(source));
    add("PB", article.agency.clone());
    add("CY", article.place.clone());
    add("PY", year(entry));
    add("DA", date(entry));
    add("LA", article.language.clone());
    add("UR", entry.link().map(str::to_owned));
    add("AB", entry.paragraphs().next());
    for tag in &entry.mark.tags {
        add("KW", Some(tag.clone()));
    }
    add("N1", entry.mark.note.clone());
    let judgement = entry.judgement();
    add("N1", (!judgement.is_empty()).then(|| judgement.join(" · ")));
    add("N1", Some(format!("date: {}", entry.dated())));
    fields
}

fn source(source: super::entry::Known<&str>) -> String {
    match source.how {
        How::Inferred => format!("[{}?]", source.value),
        How::Read | How::Given => source.value.to_owned(),
    }
}

fn year(entry: &Entry) -> Option<String> {
    let date = entry.date().filter(|date| date.how != How::Inferred)?;
    Some(format!("{:04}", date.value.local.year()))
}

/// `YYYY/MM/DD/remark`, parts that are not known left empty.
fn date(entry: &Entry) -> Option<String> {
    let date = entry.date()?;
    let day = date.value.local;
    let known = |least, number: u32| {
        if date.value.precision >= least {
            format!("{number:02}")
        } else {
            String::new()
        }
    };
    Some(format!(
        "{:04}/{}/{}/{}",
        day.year(),
        known(Precision::Month, day.month()),
        known(Precision::Day, day.day()),
        date.how.remark().unwrap_or_default()
    ))
}
