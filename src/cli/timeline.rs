//! `dateline timeline`: the articles that match, counted along the calendar.

mod stacked;

use serde::Serialize;

use crate::runtime::clock;
use crate::search::Order;
use crate::text;
use crate::timeline::table::{self, Drawing};
use crate::timeline::{Ask, Chart, Gaps, Parts, Step, Window, svg};

use super::arguments::{Reach, Timeline, TimelineFormat, Times};
use super::collection::{Collection, Depth};
use super::failure::Failure;
use super::filter::Filter;
use super::output::{self, Output};
use stacked::{stack, stacked, stacked_csv, stacks};

/// Most bars where the step is chosen: about a screen of lines.
const BARS: u16 = 40;

/// Most bars of a picture where the step is chosen.
const SVG_BARS: u16 = 160;

/// Pixels of a picture where nothing is said of its width.
const PIXELS: u32 = 960;

/// Columns of the text where standard output is no terminal.
const COLUMNS: usize = 80;

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
    let columns = || {
        let width = wanted.width.map(usize::from);
        width.or_else(|| out.columns()).unwrap_or(COLUMNS)
    };
    let zone = wanted.zone.days();
    let drawing = if wanted.ascii {
        Drawing::Ascii
    } else {
        Drawing::Blocks
    };
    match (wanted.format, &stacks) {
        _ if found.is_empty() && wanted.format == TimelineFormat::Text => {}
        (TimelineFormat::Svg, _) => out.block(&picture(wanted, &chart))?,
        (TimelineFormat::Text, None) => {
            let text = table::text(&chart, &zone, columns(), drawing);
            out.block(&text)?;
        }
        (TimelineFormat::Text, Some(stacks)) => {
            let manner = (columns(), drawing);
            let text = table::stacked_text(&chart, &zone, manner, &stack(&rows, stacks));
            out.block(&text)?;
        }
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

fn to_json<T: Serialize>(rows: &[T]) -> Result<String, Failure> {
    let text = serde_json::to_string_pretty(rows);
    text.map_err(|error| Failure::usage(format!("no JSON could be made: {error}"), ""))
}
