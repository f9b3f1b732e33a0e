//! `dateline check`: what was read, skipped, mended and guessed, and why.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::article::{DateKind, IssueKind, SourceFrom};
use crate::ingest::FileIssue;

use super::arguments::{Check, CheckFormat};
use super::collection::{Collection, Depth};
use super::failure::Failure;
use super::output::Output;
use super::{FOUND, NOTHING};

/// One issue as data.
#[derive(Debug, Serialize)]
struct IssueRecord<'a> {
    path: &'a str,
    article: Option<String>,
    kind: &'static str,
    message: &'a str,
}

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

/// Everything that is not as it should be, files without an article first.
fn issues(collection: &Collection) -> impl Iterator<Item = &FileIssue> {
    let report = &collection.report;
    report.skipped.iter().chain(&report.repaired)
}

fn jsonl(collection: &Collection, out: &mut Output) -> Result<(), Failure> {
    for trouble in issues(collection) {
        let key = trouble.article.and_then(|id| collection.key(id));
        let record = IssueRecord {
            path: &trouble.path,
            article: key.map(|key| key.to_string()),
            kind: trouble.issue.kind.name(),
            message: &trouble.issue.message,
        };
        let line = serde_json::to_string(&record)
            .map_err(|error| Failure::usage(format!("no record could be made: {error}"), ""))?;
        out.line(&line)?;
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
        out.line(&format!(
            "  {:<11} {files}, {articles}",
            format.format.name()
        ))?;
    }
    out.line(&format!("  {:<11} {}", "dates", dates(collection)))?;
    out.line(&format!("  {:<11} {}", "sources", sources(collection)))?;
    let mut kinds: BTreeMap<IssueKind, Vec<&FileIssue>> = BTreeMap::new();
    for trouble in issues(collection) {
        kinds.entry(trouble.issue.kind).or_default().push(trouble);
    }
    if kinds.is_empty() {
        out.line("nothing skipped, mended or cut")?;
    }
    for (kind, troubles) in kinds {
        out.line(&format!("{}: {}", kind.name(), troubles.len()))?;
        for trouble in troubles {
            out.line(&format!("  {}: {}", trouble.path, trouble.issue.message))?;
        }
    }
    Ok(())
}

fn dates(collection: &Collection) -> String {
    let mut counts = [0_usize; 4];
    let kinds = [
        DateKind::Explicit,
        DateKind::Inferred,
        DateKind::Given,
        DateKind::None,
    ];
    for view in collection.store.iter() {
        let kind = view.published().kind;
        for (count, _) in counts
            .iter_mut()
            .zip(kinds)
            .filter(|(_, known)| *known == kind)
        {
            *count += 1;
        }
    }
    let [explicit, inferred, given, none] = counts;
    format!("{explicit} stated, {inferred} inferred, {given} given, {none} unknown")
}

fn sources(collection: &Collection) -> String {
    let (mut stated, mut inferred, mut unknown, mut given) = (0_usize, 0_usize, 0_usize, 0_usize);
    for view in collection.store.iter() {
        match view.source_from() {
            SourceFrom::Explicit => stated += 1,
            SourceFrom::Inferred => inferred += 1,
            SourceFrom::Given => given += 1,
            SourceFrom::None => unknown += 1,
        }
    }
    format!("{stated} stated, {inferred} inferred, {given} given, {unknown} unknown")
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
