//! What each source has in each row of a timeline.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use crate::article::ArticleId;
use crate::cli::collection::Collection;
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::config::Zone;
use crate::export::csv;
use crate::timeline::source::STACKED;
use crate::timeline::table::{Row, Stack};
use crate::timeline::{Chart, Place};

/// A row, and what one source has in it.
#[derive(Debug, Serialize)]
pub(super) struct Stacked<'a> {
    #[serde(flatten)]
    row: &'a Row,
    source: Option<&'a str>,
    of_source: u32,
}

/// Articles by place in the chart and source.
pub(super) type Stacks<'a> = BTreeMap<Place, BTreeMap<Option<&'a str>, u32>>;

/// Counts the articles found by where they stand and by source.
pub(super) fn stacks<'a>(
    collection: &'a Collection,
    (found, zone): (&[ArticleId], Zone),
    chart: &Chart,
) -> Stacks<'a> {
    let mut stacks = Stacks::new();
    for view in found.iter().filter_map(|id| collection.store.get(*id)) {
        let place = chart.place_of(view.date().in_zone(zone).moment().as_ref());
        let count = stacks.entry(place).or_default().entry(view.source());
        *count.or_default() += 1;
    }
    stacks
}

/// Where a row of the table stands. Rows are bars in order, and sides by name.
fn places(rows: &[Row]) -> Vec<Place> {
    let mut bars = 0..;
    let place = |row: &Row| match row.kind {
        "before" => Place::Before,
        "after" => Place::After,
        "wider" => Place::Wider,
        "undated" => Place::Undated,
        _ => Place::Bar(bars.next().unwrap_or_default()),
    };
    rows.iter().map(place).collect()
}

/// A row for every source of a row.
pub(super) fn stacked<'a>(rows: &'a [Row], stacks: &'a Stacks<'a>) -> Vec<Stacked<'a>> {
    let of_row = |(row, place)| {
        let sources = stacks.get(&place).into_iter().flatten();
        sources.map(move |(source, count)| Stacked {
            row,
            source: *source,
            of_source: *count,
        })
    };
    rows.iter().zip(places(rows)).flat_map(of_row).collect()
}

/// Prints them as CSV.
pub(super) fn stacked_csv(
    rows: &[Row],
    stacks: &Stacks<'_>,
    out: &mut Output,
) -> Result<(), Failure> {
    out.line("kind,name,start,end,date,source,count")?;
    for part in stacked(rows, stacks) {
        let row = part.row;
        let text = |cell: &Option<String>| cell.clone().unwrap_or_default();
        let cells = [
            row.kind.to_owned(),
            row.name.clone(),
            text(&row.start),
            text(&row.end),
            text(&row.date),
            csv::cell(part.source.unwrap_or_default()),
            part.of_source.to_string(),
        ];
        out.line(&cells.join(","))?;
    }
    Ok(())
}

/// The sources with most articles as parts of every row, and all others together.
pub(super) fn stack(rows: &[Row], stacks: &Stacks<'_>) -> Stack {
    let mut sources: BTreeMap<Option<&str>, u32> = BTreeMap::new();
    for (source, count) in stacks.values().flatten() {
        *sources.entry(*source).or_default() += count;
    }
    let mut sources: Vec<(Option<&str>, u32)> = sources.into_iter().collect();
    sources.sort_by_key(|(name, count)| (Reverse(*count), name.is_none(), *name));
    let place_of = |source: Option<&str>| {
        let place = sources.iter().position(|(name, _)| *name == source);
        place.unwrap_or(STACKED).min(STACKED)
    };
    let parts_of = |place: Place| {
        let mut parts = [0; STACKED + 1];
        for (source, count) in stacks.get(&place).into_iter().flatten() {
            if let Some(part) = parts.get_mut(place_of(*source)) {
                *part += count;
            }
        }
        parts
    };
    let rows = places(rows).into_iter().map(parts_of).collect();
    let others = sources.split_off(sources.len().min(STACKED));
    let name = |name: Option<&str>| name.unwrap_or("source unknown").to_owned();
    let mut parts: Vec<(String, u32)> = sources
        .iter()
        .map(|(source, count)| (name(*source), *count))
        .collect();
    if !others.is_empty() {
        let noun = if others.len() == 1 {
            "source"
        } else {
            "sources"
        };
        let all = others.iter().map(|(_, count)| count).sum();
        parts.push((format!("{} other {noun}", others.len()), all));
    }
    Stack { rows, parts }
}
