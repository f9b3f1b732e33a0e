//! `dateline list`: the articles, one a line.

use std::borrow::Cow;
use std::io::Write as _;

use serde_json::Value;

use crate::article::{Article, ArticleId, DateKind, Precision, SourceFrom};
use crate::text;

use super::arguments::{List, ListFormat};
use super::collection::Collection;
use super::csv;
use super::failure::Failure;
use super::output::Output;
use super::record::{Record, one_line};

/// Columns of a source name at most.
const SOURCE: usize = 20;

/// Columns of the headline at least, however narrow the terminal.
const HEADLINE: usize = 20;

/// Prints the articles that match.
pub(super) fn run(wanted: &List, out: &mut Output) -> Result<u8, Failure> {
    let collection = Collection::read(&wanted.collection);
    let found = collection.find(&wanted.narrowing, wanted.sort.into())?;
    match wanted.format {
        ListFormat::Table => table(&collection, &found, wanted.full, out)?,
        ListFormat::Jsonl => jsonl(&collection, &found, wanted.full, out)?,
        ListFormat::Json => json(&collection, &found, wanted.full, out)?,
        ListFormat::Csv => comma_separated(&collection, &found, wanted.full, out)?,
    }
    collection.tell_skipped();
    collection.status(found.len(), wanted.collection.strict)
}

/// An article as a record.
fn record<'a>(collection: &'a Collection, article: &'a Article, is_full: bool) -> Record<'a> {
    if is_full {
        Record::full(article, &|id| collection.key(id))
    } else {
        Record::brief(article)
    }
}

fn to_json(collection: &Collection, article: &Article, is_full: bool) -> Result<String, Failure> {
    serde_json::to_string(&record(collection, article, is_full)).map_err(|error| {
        Failure::usage(format!("{}: no record: {error}", article.origin.path), "")
    })
}
