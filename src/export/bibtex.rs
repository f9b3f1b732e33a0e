//! BibTeX: references for LaTeX.
//!
//! Fields are those that both BibTeX and biblatex read. Text of an article is escaped so that
//! LaTeX prints it and runs none of it; braces become commands, because BibTeX counts them even
//! where they are escaped. A date that was concluded is written as biblatex writes "about"
//! (`2018-01-07~`) and has no `year`. The audit stands in comments before the first entry.

use std::collections::HashSet;
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
        // An at sign begins an entry for readers that know no comments.
        writeln!(out, "% {}", line.replace('@', "(at)"))?;
    }
    let mut names = HashSet::new();
    for entry in selection.entries() {
        let kind = if entry.source().is_some() {
            "article"
        } else {
            "misc"
        };
        writeln!(out, "\n@{kind}{{{},", name(&entry, &mut names))?;
        for (field, value) in fields(&entry) {
            writeln!(out, "  {field} = {{{value}}},")?;
        }
        writeln!(out, "}}")?;
    }
    Ok(())
}

/// A name for citing, of ASCII letters and digits, that no other entry has: source, year and the
/// beginning of the key.
fn name(entry: &Entry, taken: &mut HashSet<String>) -> String {
    let source = entry.source().map_or("news", |source| source.value);
    let letters = source.chars().filter(char::is_ascii_alphanumeric);
    let source: String = letters.take(16).collect::<String>().to_ascii_lowercase();
    let year = entry.date().filter(|date| date.how != How::Inferred);
    let year = year.map(|date| date.value.local.year().to_string());
    let key = entry.article.key.to_string();
    let key = key.get(..8).unwrap_or(&key);
    let name = format!("{source}{}-{key}", year.unwrap_or_default());
    let numbered = (2_u32..).map(|number| format!("{name}-{number}"));
    let mut names = std::iter::once(name.clone()).chain(numbered);
    names
        .find(|name| taken.insert(name.clone()))
        .unwrap_or(name)
}

fn fields(entry: &Entry) -> Vec<(&'static str, String)> {
    let article = &entry.article;
    // A second pair of braces keeps the capitals as written.
    let mut fields = vec![("title", format!("{{{}}}", escaped(&entry.title())))];
    let mut add = |field, text: Option<String>| fields.extend(text.map(|text| (field, text)));
    let authors: Vec<String> = article.authors.iter().map(|name| author(name)).collect();
    add(
        "author",
        (!authors.is_empty()).then(|| authors.join(" and ")),
    );
    let source = entry.source().map(|source| match source.how {
        How::Inferred => format!("[{}?]", escaped(source.value)),
        How::Read | How::Given => escaped(source.value),
    });
    add("journal", source);
    let date = entry.date();
    add("date", date.map(iso));
    let sure = date.filter(|date| date.how != How::Inferred);
    let sure = sure.map(|date| date.value);
    add("year", sure.map(|date| format!("{:04}", date.local.year())));
    let month = sure.filter(|date| date.precision >= Precision::Month);
    add("month", month.map(|date| date.local.month().to_string()));
    let place = [&article.place, &article.agency];
    let place: Vec<String> = place
        .into_iter()
        .flatten()
        .map(|text| escaped(text))
        .collect();
    add("address", (!place.is_empty()).then(|| place.join(", ")));
    add("language", article.language.as_deref().map(escaped));
    add("url", entry.link().map(address));
    let tags: Vec<String> = entry.mark.tags.iter().map(|tag| escaped(tag)).collect();
    add("keywords", (!tags.is_empty()).then(|| tags.join(", ")));
    let first = entry.paragraphs().next();
    add("abstract", first.map(|text| escaped(&text)));
    add("annote", Some(annotation(entry)));
    fields
}

/// What the reader says of it, and how the date is known.
fn annotation(entry: &Entry) -> String {
    let note = entry.mark.note.clone();
    let judgement = entry.judgement().join(" · ");
    let judgement = (!judgement.is_empty()).then_some(judgement);
    let date = Some(format!("date: {}", entry.dated()));
    let parts: Vec<String> = [note, judgement, date].into_iter().flatten().collect();
    escaped(&parts.join("; "))
}

/// A date of ISO 8601-2 as biblatex reads it; `~` is "about".
fn iso(date: super::entry::Known<crate::article::Moment>) -> String {
    let day = date.value.local;
    let about = if date.how == How::Inferred { "~" } else { "" };
    match date.value.precision {
        Precision::Year => format!("{:04}{about}", day.year()),
        Precision::Month => format!("{:04}-{:02}{about}", day.year(), day.month()),
        _ => format!("{}{about}", day.date()),
    }
}

/// A name: two or three capitalised words are a person's, which programs may take apart; anything
/// else is kept in one piece.
fn author(name: &str) -> String {
    let escaped = escaped(name);
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_capitalised = |word: &&str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'))
    };
    let is_person = matches!(words.len(), 2 | 3) && words.iter().all(is_capitalised);
    if is_person {
        escaped
    } else {
        format!("{{{escaped}}}")
    }
}

/// A link: printed verbatim, so that only what would end the field or the line is encoded.
fn address(link: &str) -> String {
    let mut out = String::with_capacity(link.len());
    for c in link.chars() {
        match c {
            '{' => out.push_str("%7B"),
            '}' => out.push_str("%7D"),
            '\\' => out.push_str("%5C"),
            c if c.is_whitespace() => out.push_str("%20"),
            c => out.push(c),
        }
    }
    out
}

/// Text as LaTeX prints it.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '<' => out.push_str("\\textless{}"),
            '>' => out.push_str("\\textgreater{}"),
            '|' => out.push_str("\\textbar{}"),
            '"' => out.push_str("\\textquotedbl{}"),
            '`' => out.push_str("\\textasciigrave{}"),
            '$' | '&' | '%' | '#' | '_' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_whitespace() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
