//! `dateline check`: what was read, skipped, mended and guessed, and why.
//!
//! For people: the whole in numbers, then every file of a small collection, of a large one those of
//! which there is something to say. As data: every file, one record a line.

mod files;

use crate::article::Format;

use super::arguments::{Check, CheckFormat};
use super::collection::{Collection, Depth};
use super::failure::Failure;
use super::output::{Output, tell};
use super::{FOUND, NOTHING};
use files::{File, Known, Repeated, files, said};

/// Most files that are all named; of more, those read as they stand are counted only.
const MOST_NAMED: usize = 20;

/// Prints what reading came to.
pub(super) fn run(wanted: &Check, out: &mut Output) -> Result<u8, Failure> {
    let collection = Collection::read_to(&wanted.collection, Depth::Listed);
    match wanted.format {
        CheckFormat::Text => text(&collection, out)?,
        CheckFormat::Jsonl => jsonl(&collection, out)?,
    }
    let is_strict = wanted.strictness.strict;
    let status = collection.status(collection.store.len(), is_strict);
    let is_clean = collection.report.is_clean();
    Ok(if status == FOUND && !is_clean {
        NOTHING
    } else {
        status
    })
}

fn jsonl(collection: &Collection, out: &mut Output) -> Result<(), Failure> {
    for file in files(collection) {
        let line = serde_json::to_string(&file)
            .map_err(|error| Failure::usage(format!("no record could be made: {error}"), ""))?;
        out.line(&line)?;
    }
    for message in collection.unmet() {
        tell(&message);
    }
    Ok(())
}

fn text(collection: &Collection, out: &mut Output) -> Result<(), Failure> {
    let totals = &collection.report.totals;
    out.line(&format!(
        "{} found, {} in them, {} read",
        count(totals.files_found, "file"),
        count(totals.articles, "article"),
        bytes(totals.bytes)
    ))?;
    for format in &collection.report.formats {
        let files = count(format.files, "file");
        let articles = count(format.articles, "article");
        let name = Format::name(format.format);
        out.line(&format!("  {name:<11} {files}, {articles}"))?;
    }
    let files = files(collection);
    let (mut dates, mut sources) = (Known::default(), Known::default());
    let mut again = Repeated::default();
    for file in &files {
        again.add(file.again);
        dates.add(file.dates);
        sources.add(file.sources);
    }
    out.line(&format!("  {:<11} {}", "dates", known(dates)))?;
    out.line(&format!("  {:<11} {}", "sources", known(sources)))?;
    let again = again.words();
    if !again.is_empty() {
        out.line(&format!("  {:<11} {}", "again", again.join(", ")))?;
    }
    let names_all = files.len() <= MOST_NAMED;
    for file in files.iter().filter(|file| names_all || !file.is_clean()) {
        say(file, out)?;
    }
    for message in collection.unmet() {
        out.line(&message)?;
    }
    let clean = files.iter().filter(|file| file.is_clean()).count();
    if clean == files.len() && collection.report.is_clean() {
        out.line("nothing skipped, mended or cut")
    } else if names_all {
        Ok(())
    } else {
        let clean = count(clean, "file");
        out.line(&format!(
            "{clean} more, read as they stand (named by --format jsonl)"
        ))
    }
}

/// One file and its troubles.
fn say(file: &File<'_>, out: &mut Output) -> Result<(), Failure> {
    let mut about = Vec::new();
    if let Some(format) = file.format {
        about.push(format!("{format}, {}", count(file.articles, "article")));
    }
    let guessed = [
        (file.dates.inferred, "date"),
        (file.sources.inferred, "source"),
    ];
    for (number, what) in guessed.into_iter().filter(|(number, _)| *number > 0) {
        about.push(format!("{} inferred", count(number, what)));
    }
    about.extend(file.again.words());
    let mut troubles = file.issues.iter();
    if about.is_empty() {
        let first = troubles
            .next()
            .map(|first| format!("{}: {}", first.kind, said(first)));
        about.extend(first);
    }
    out.line(&format!("{}: {}", file.path, about.join(", ")))?;
    for trouble in troubles {
        out.line(&format!("  {}: {}", trouble.kind, said(trouble)))?;
    }
    Ok(())
}

fn known(known: Known) -> String {
    let Known {
        explicit,
        inferred,
        given,
        none,
    } = known;
    format!("{explicit} stated, {inferred} inferred, {given} given, {none} unknown")
}

/// A number with its noun.
fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

/// A size for people: three digits and a unit.
fn bytes(size: u64) -> String {
    let units = [(1_u64 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")];
    for (unit, name) in units {
        if size >= unit {
            let tenths = size.saturating_mul(10) / unit;
            return format!("{}.{} {name}", tenths / 10, tenths % 10);
        }
    }
    format!("{size} bytes")
}
