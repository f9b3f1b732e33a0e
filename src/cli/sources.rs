//! `dateline sources`: who published what matches, how much, and from when to when.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::Value;

use crate::article::{ArticleId, SourceFrom};
use crate::export::csv;
use crate::search::Order;
use crate::text;

use super::arguments::{RowsFormat, Sources};
use super::collection::Collection;
use super::failure::Failure;
use super::filter::Filter;
use super::output::Output;

/// A source and what it published.
#[derive(Debug, Default, Serialize)]
struct SourceRecord<'a> {
    source: Option<&'a str>,
    count: usize,
    /// Of these, with the source concluded, not stated.
    inferred: usize,
    first: Option<String>,
    last: Option<String>,
}

/// Prints the sources, the one with most articles first.
pub(super) fn run(wanted: &Sources, out: &mut Output) -> Result<u8, Failure> {
    let filter = Filter::read(&wanted.asked)?;
    let mut collection = Collection::read_to(&wanted.asked.collection, filter.depth())
        .with_marks(&wanted.asked.state);
    let found = filter.find(&mut collection.index, Order::Date);
    collection.tell_skipped();
    let records = records(&collection, &found);
    match wanted.format {
        RowsFormat::Table => table(&records, out)?,
        RowsFormat::Jsonl => {
            for record in &records {
                out.line(&Value::Object(object(record)).to_string())?;
            }
        }
        RowsFormat::Csv => {
            for (number, record) in records.iter().map(object).enumerate() {
                if number == 0 {
                    out.line(&csv::header(&record))?;
                }
                out.line(&csv::row(&record))?;
            }
        }
    }
    Ok(collection.status(found.len(), wanted.asked.strictness.strict))
}

fn records<'a>(collection: &'a Collection, found: &[ArticleId]) -> Vec<SourceRecord<'a>> {
    let mut sources: HashMap<Option<&str>, SourceRecord<'_>> = HashMap::new();
    for view in found.iter().filter_map(|id| collection.store.get(*id)) {
        let record = sources.entry(view.source()).or_default();
        record.source = view.source();
        record.count += 1;
        record.inferred += usize::from(view.source_from() == SourceFrom::Inferred);
        if let Some((first, last)) = view.date().days() {
            let (first, last) = (first.to_string(), last.to_string());
            if record.first.as_ref().is_none_or(|known| first < *known) {
                record.first = Some(first);
            }
            if record.last.as_ref().is_none_or(|known| last > *known) {
                record.last = Some(last);
            }
        }
    }
    let mut records: Vec<_> = sources.into_values().collect();
    records.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.source.cmp(&b.source)));
    records
}

fn object(record: &SourceRecord<'_>) -> serde_json::Map<String, Value> {
    match serde_json::to_value(record) {
        Ok(Value::Object(object)) => object,
        _ => serde_json::Map::new(),
    }
}

fn table(records: &[SourceRecord<'_>], out: &mut Output) -> Result<(), Failure> {
    if records.is_empty() {
        return Ok(());
    }
    let name = |record: &SourceRecord<'_>| match record.source {
        None => "unknown".to_owned(),
        Some(name) if record.inferred == record.count => format!("~{name}"),
        Some(name) => name.to_owned(),
    };
    let names: Vec<String> = records.iter().map(name).collect();
    let width = names.iter().map(|name| text::width(name)).max();
    let width = width.unwrap_or_default().clamp("source".len(), 40);
    let row = |name: &str, count: &str, first: &str, last: &str| {
        let name = text::truncate(name, width);
        let gap = " ".repeat(width.saturating_sub(text::width(&name)));
        format!("{name}{gap}  {count:>8}  {first:<10}  {last:<10}")
    };
    out.line(row("source", "articles", "first", "last").trim_end())?;
    for (record, name) in records.iter().zip(&names) {
        let day = |day: &Option<String>| day.clone().unwrap_or_else(|| "no date".to_owned());
        let count = record.count.to_string();
        out.line(row(name, &count, &day(&record.first), &day(&record.last)).trim_end())?;
    }
    Ok(())
}
