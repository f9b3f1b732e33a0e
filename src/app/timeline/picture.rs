//! The timeline as cells: what stands in which column and row, and what it is.
//!
//! ```text
//!  ░░░░░ ~1                                                                    │ ████
//!  █████  1                                                            █████ 1 │ ████ 2
//!  2018      2019      2020      2021      2022      2023      2024   [2025]   │ undated
//! ```
//! Promises: every bar with a hit shows at least a trace; read and inferred, result and
//! collection differ in shape, not only in colour; nothing is drawn beyond the given size. With
//! one row there are bars only.

use std::ops::Range;

use super::canvas::Canvas;
use super::manner::{Manner, Span, SpanOf};
use super::{Form, SIDE, TimelinePane, chart};
use crate::app::scene::Scene;
use crate::article::Precision;
use crate::text::grouped;
use crate::timeline::{Chart, Height, Layer, Place, axis};

/// What a cell shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ink {
    /// Nothing.
    #[default]
    Blank,
    /// Hits whose date was read.
    Read,
    /// Hits whose date was inferred.
    Inferred,
    /// The collection behind the result.
    Collection,
    /// A count or a word of the axis.
    Word,
    /// The name of the bar under the cursor, or the brush.
    Mark,
    /// A rule between bars and sides.
    Rule,
    /// Hits that speak of the time and were published at another.
    Mentioned,
    /// Hits of one source, by its place in the stack.
    Part(u8),
}

/// One cell; its symbol is one column wide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The symbol.
    pub symbol: char,
    /// What it shows.
    pub ink: Ink,
    /// Whether it belongs to the bar under the cursor.
    pub marked: bool,
}

/// An empty cell.
pub(super) const BLANK: Cell = Cell {
    symbol: ' ',
    ink: Ink::Blank,
    marked: false,
};

/// The whole timeline, without its border.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Rows from the top, each as long as the width.
    pub rows: Vec<Vec<Cell>>,
    /// Column and row for the cursor of the terminal.
    pub cursor: Option<(u16, u16)>,
    /// Columns and rows of the bars that are chosen.
    pub brush: Option<(Range<u16>, Range<u16>)>,
}

/// Draws the timeline into `width` columns and `height` rows.
pub fn picture(pane: &TimelinePane, scene: &Scene, width: u16, height: u16) -> Picture {
    let mut canvas = Canvas::new(width, height, scene.settings.ascii);
    let Some(chart) = chart(scene).filter(|_| width > 1 && height > 0) else {
        return canvas.done(None);
    };
    let cursor = pane.cursor(scene);
    let sides = sides(chart, width);
    let place = sides_start(width, sides.len());
    let bars_width = place.saturating_sub(1);
    let manner = Manner {
        height: pane.height(),
        form: pane.form(),
        cursor,
    };
    canvas.bars(chart, manner, bars_width);
    canvas.today(chart, scene.today, bars_width);
    let brush = pane.brushed(scene).map(|bars| Span {
        bars,
        rule: SpanOf::Brush,
    });
    let filter = pane.filtered(scene).map(|bars| Span {
        bars,
        rule: SpanOf::Filter,
    });
    let mut at = canvas.axis(chart, cursor, brush.or(filter), bars_width);
    if !sides.is_empty() {
        canvas.rule(place);
    }
    for (index, (side, name)) in (0_u16..).zip(sides) {
        let column = place
            .saturating_add(2)
            .saturating_add(SIDE.saturating_mul(index));
        let marked = cursor == Some(side);
        canvas.side(chart, (side, name), column, manner);
        if marked {
            at = Some(column);
        }
    }
    let rows = 0..canvas.bar_rows();
    let columns = brush.map(|span| Canvas::columns_of(span.bars, chart, bars_width));
    Picture {
        brush: columns.map(|columns| (columns, rows)),
        ..canvas.done(at)
    }
}

/// What lies outside the window, and the sides that are not drawn: "‹ 12 before · 3 after ›".
pub fn outside(pane: &TimelinePane, scene: &Scene) -> String {
    let Some(chart) = chart(scene) else {
        return String::new();
    };
    let cursor = pane.cursor(scene);
    let (left, right) = if scene.settings.ascii {
        ('<', '>')
    } else {
        ('‹', '›')
    };
    let words = |place: Place| match place {
        Place::Before => format!("{left} {}", side_words(chart, place, "before")),
        Place::After => format!("{} {right}", side_words(chart, place, "after")),
        side => format!(
            "{} {}",
            grouped(chart.count_at(side) as usize),
            side_name(chart, side)
        ),
    };
    // Sides that there is no room for stand here as well.
    let drawn = match pane.form() {
        Form::Rows => Vec::new(),
        Form::Bars | Form::Stacked => chart.sides_in(super::asking::columns(&scene.screen), SIDE),
    };
    let undrawn = chart.sides().filter(|side| !drawn.contains(side));
    let places = [Place::Before, Place::After].into_iter().chain(undrawn);
    let words: Vec<String> = places
        .filter(|place| chart.count_at(*place) > 0 || chart.mentioned_at(*place) > 0)
        .map(|place| {
            let text = words(place);
            if cursor == Some(place) {
                format!("[{text}]")
            } else {
                text
            }
        })
        .collect();
    words.join(" · ")
}

/// "12 before, 3 speak of it", or "3 speak of earlier": what lies on one side of the window.
fn side_words(chart: &Chart, place: Place, side: &str) -> String {
    let count = |n: u32| grouped(n as usize);
    let published = count(chart.count_at(place));
    let spoken = chart.mentioned_at(place);
    let speak = if spoken == 1 { "speaks" } else { "speak" };
    match (chart.count_at(place), spoken) {
        (_, 0) => format!("{published} {side}"),
        (0, _) if place == Place::Before => format!("{} {speak} of earlier", count(spoken)),
        (0, _) => format!("{} {speak} of later", count(spoken)),
        _ => format!("{published} {side}, {} {speak} of it", count(spoken)),
    }
}

/// What the header says, as much of it as fits into `width` columns.
pub fn header(pane: &TimelinePane, scene: &Scene, width: usize) -> String {
    let Some(chart) = chart(scene) else {
        return String::new();
    };
    let mut whole = axis::header(chart, &scene.settings.zone.days());
    if pane.height() != Height::Linear {
        whole.push_str(" · ");
        whole.push_str(pane.height().name());
    }
    let mut parts: Vec<&str> = whole.split(" · ").collect();
    // Which time the bars are about is worth more than from when to when.
    if chart.layer != Layer::Published && whole.chars().count() > width && parts.len() > 2 {
        parts.swap(1, 2);
    }
    (1..=parts.len())
        .rev()
        .filter_map(|count| Some(parts.get(..count)?.join(" · ")))
        .find(|text| text.chars().count() <= width)
        .unwrap_or_default()
}

/// The side bars that are drawn, with their names.
fn sides(chart: &Chart, width: u16) -> Vec<(Place, &'static str)> {
    let drawn = chart.sides_in(width.saturating_sub(1), SIDE);
    drawn
        .into_iter()
        .map(|place| (place, side_name(chart, place)))
        .collect()
}

/// What a side is called under its bar.
pub(super) fn side_name(chart: &Chart, place: Place) -> &'static str {
    match (place, chart.layer) {
        (Place::Undated, Layer::Mentioned) => "no time",
        (Place::Wider, Layer::Mentioned) => "wider",
        (Place::Wider, _) => match chart.step.least_precision() {
            Precision::Minute => "no minute",
            Precision::Hour => "no hour",
            Precision::Day => "no day",
            Precision::Month | Precision::Year => "no month",
        },
        (place, _) => place.name(),
    }
}

/// Column of the rule before the side bars.
fn sides_start(width: u16, count: usize) -> u16 {
    match u16::try_from(count) {
        Ok(0) | Err(_) => width,
        Ok(count) => width
            .saturating_sub(SIDE.saturating_mul(count))
            .saturating_sub(2),
    }
}
