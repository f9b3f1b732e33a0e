//! `dateline timeline`: the articles that match, counted along the calendar.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::article::ArticleId;
use crate::config::Zone;
use crate::export::csv;
use crate::runtime::clock;
use crate::search::Order;
use crate::text;
use crate::timeline::table::{self, Drawing, Row};
use crate::timeline::{Ask, Chart, Gaps, Parts, Place, Step, Window, svg};

use super::arguments::{Reach, Timeline, TimelineFormat, Times};
use super::collection::{Collection, Depth};
use super::failure::Failure;
use super::filter::Filter;
use super::output::{self, Output};

/// Most bars where the step is chosen: about a screen of lines.
const BARS: u16 = 40;

/// Most bars of a picture where the step is chosen.
const SVG_BARS: u16 = 160;

/// Pixels of a picture where nothing is said of its width.
const PIXELS: u32 = 960;

/// Columns of the text where standard output is no terminal.
const COLUMNS: usize = 80;

/// A row, and what one source has in it.
#[derive(Debug, Serialize)]
struct Stacked<'a> {
    #[serde(flatten)]
    row: &'a Row,
    source: Option<&'a str>,
    of_source: u32,
}

/// Articles by place in the chart and source.
type Stacks<'a> = BTreeMap<Place, BTreeMap<Option<&'a str>, u32>>;

/// Prints the timeline.
pub(super) fn run(wanted: &Timeline, out: &mut Output) -> Result<u8, Failure> {
    if wanted.stack.is_some() && wanted.layer != Times::Published {
        let picture = "a picture (--format svg) stacks any layer";
        return Err(Failure::usage(
            "--stack counts dates of publication only",
            picture,
        ));
    }
    let filter = Filter::read(&wanted.asked)?;
    let collection = Collection::read_in(&wanted.asked.collection, Depth::Whole, wanted.zone);
    let mut collection = collection.with_marks(&wanted.asked.state);
    let answer = filter.answer(&mut collection.index, Order::Date, ask(wanted));
    collection.tell_skipped();
    let (found, chart) = match &answer {
        Some(hits) => (hits.order.as_slice(), Chart::clone(&hits.chart)),
        None => (&[][..], Chart::empty(Step::Day)),
    };
    let rows = table::table(&chart);
    let stacks = wanted
        .stack
        .map(|_| stacks(&collection, (found, wanted.zone), &chart));
    match (wanted.format, &stacks) {
        _ if found.is_empty() && wanted.format == TimelineFormat::Text => {}
        (TimelineFormat::Svg, _) => out.block(&picture(wanted, &chart))?,
        (TimelineFormat::Text, None) => {
            let width = wanted.width.map(usize::from);
            let columns = width.or_else(|| out.columns()).unwrap_or(COLUMNS);
            out.block(&table::text(
                &chart,
                &wanted.zone.days(),
                columns,
                Drawing::Blocks,
            ))?;
        }
        (TimelineFormat::Text, Some(stacks)) => stacked_text(&rows, stacks, out)?,
        (TimelineFormat::Csv, None) => out.block(&table::csv(&rows))?,
        (TimelineFormat::Csv, Some(stacks)) => stacked_csv(&rows, stacks, out)?,
        (TimelineFormat::Json, None) => out.line(&to_json(&rows)?)?,
        (TimelineFormat::Json, Some(stacks)) => out.line(&to_json(&stacked(&rows, stacks))?)?,
    }
    if wanted.window.is_none() && wanted.format != TimelineFormat::Svg {
        tell_outside(&chart);
    }
    Ok(collection.status(found.len(), wanted.asked.strictness.strict))
}

/// What the index is asked for: the result as wide as it is; where one "1453" in a text would make
/// bars of centuries, as wide as it is dense.
fn ask(wanted: &Timeline) -> Ask {
    let step = wanted.by.map(Step::from);
    let is_read_by_eye = matches!(wanted.format, TimelineFormat::Text | TimelineFormat::Svg);
    Ask {
        columns: match (step, wanted.format) {
            (Some(_), _) => u16::MAX,
            (None, TimelineFormat::Svg) => SVG_BARS,
            (None, _) => BARS,
        },
        side: 0,
        today: Some(clock::today()),
        zone: wanted.zone,
        step,
        window: match (wanted.window, wanted.layer) {
            (Some(Reach::Dense), _) | (None, Times::Mentioned) => Window::DenseResult,
            (Some(Reach::All), _) | (None, Times::Published | Times::Both) => Window::Result,
        },
        gaps: if is_read_by_eye {
            Gaps::Fold
        } else {
            Gaps::Keep
        },
        parts: if wanted.format == TimelineFormat::Svg {
            Parts::Sources
        } else {
            Parts::None
        },
        layer: wanted.layer.into(),
    }
}

/// Says that there is more than the dense part.
fn tell_outside(chart: &Chart) {
    if chart.before > 0 || chart.after > 0 {
        output::tell("some articles speak of times outside these bars: --window all shows them");
    }
}

/// The chart as SVG.
fn picture(wanted: &Timeline, chart: &Chart) -> String {
    let query = wanted.asked.narrowing.query.trim();
    let title = match query {
        "" => "Articles over time".to_owned(),
        query => format!("Articles over time: {}", text::visible(query)),
    };
    let words = svg::Words {
        title: &title,
        zone: &wanted.zone.days(),
    };
    svg::svg(chart, words, wanted.width.map_or(PIXELS, u32::from))
}

fn stacks<'a>(
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

fn stacked<'a>(rows: &'a [Row], stacks: &'a Stacks<'a>) -> Vec<Stacked<'a>> {
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

fn to_json<T: Serialize>(rows: &[T]) -> Result<String, Failure> {
    let text = serde_json::to_string_pretty(rows);
    text.map_err(|error| Failure::usage(format!("no JSON could be made: {error}"), ""))
}

fn stacked_csv(rows: &[Row], stacks: &Stacks<'_>, out: &mut Output) -> Result<(), Failure> {
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

/// A line a bar, and under it a line a source, most articles first.
fn stacked_text(rows: &[Row], stacks: &Stacks<'_>, out: &mut Output) -> Result<(), Failure> {
    let empty = BTreeMap::new();
    for (row, place) in rows.iter().zip(places(rows)) {
        let name = match row.kind {
            "bar" => row.name.as_str(),
            "undated" => "no date",
            "wider" => "less exact",
            other => other,
        };
        out.line(&format!("{name}  {}", row.count))?;
        let mut sources: Vec<_> = stacks.get(&place).unwrap_or(&empty).iter().collect();
        sources.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        for (source, count) in sources {
            out.line(&format!("  {count:>6}  {}", source.unwrap_or("unknown")))?;
        }
    }
    Ok(())
}
