//! A chart without a screen: rows for CSV and JSON, and bars as lines of text.
//!
//! Promises: the rows name every bar and every side that holds something, in order of time; their
//! counts add up to the number of hits. Printing is the business of the caller.

use chrono::NaiveDateTime;
use serde::Serialize;

use super::{Bar, Chart, Layer, Place, axis, span};
use crate::query::offset_written;

/// One line of a timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// What stands here: "bar", "gap" (a long time without any article), "before", "after", "wider" (the date is wider than a bar),
    /// "undated".
    pub kind: &'static str,
    /// Name of the bar for people, empty for the sides.
    pub name: String,
    /// First moment (`2018-01-01T00:00:00`); bars only.
    pub start: Option<String>,
    /// First moment after it; bars only.
    pub end: Option<String>,
    /// Value of a `date:` term for these days or hours; bars only.
    pub date: Option<String>,
    /// Hits.
    pub count: u32,
    /// Of these, dated by inference; bars only.
    pub inferred: Option<u32>,
    /// Articles of the whole collection; bars only.
    pub collection: Option<u32>,
}

/// Head of [`csv()`], and the names in JSON.
pub const COLUMNS: [&str; 8] = [
    "kind",
    "name",
    "start",
    "end",
    "date",
    "count",
    "inferred",
    "collection",
];

/// The rows: before, the bars, after, wider, undated; sides only where something stands there.
pub fn table(chart: &Chart) -> Vec<Row> {
    let side = |kind: &'static str, count: u32| {
        (count > 0).then(|| Row {
            kind,
            name: String::new(),
            start: None,
            end: None,
            date: None,
            count,
            inferred: None,
            collection: None,
        })
    };
    let bar = |bar: &Bar| Row {
        kind: if bar.folded > 0 { "gap" } else { "bar" },
        name: if bar.folded > 0 {
            axis::fold_title(chart.step, bar)
        } else {
            bar.title(chart.step)
        },
        start: Some(stamp(bar, bar.start)),
        end: Some(stamp(bar, bar.end)),
        date: Some(span::test(chart.step, bar, bar).to_string()),
        count: bar.hits(),
        inferred: Some(bar.inferred),
        collection: Some(bar.collection),
    };
    let outside = |place| {
        chart
            .count_at(place)
            .saturating_add(chart.mentioned_at(place))
    };
    side("before", outside(Place::Before))
        .into_iter()
        .chain(chart.bars.iter().map(bar))
        .chain(side("after", outside(Place::After)))
        .chain(side("wider", chart.wider))
        .chain(side("undated", chart.undated))
        .collect()
}

/// "2018-01-05T21:00:00", with the offset where the clock shows the time twice.
fn stamp(bar: &Bar, moment: NaiveDateTime) -> String {
    let zone = bar.offset().map_or_else(String::new, offset_written);
    moment.format("%Y-%m-%dT%H:%M:%S").to_string() + &zone
}

/// The rows as CSV (RFC 4180) with a head, lines ended by a line feed. No value needs quotes.
pub fn csv(rows: &[Row]) -> String {
    let mut lines = COLUMNS.join(",");
    lines.push('\n');
    for row in rows {
        let number = |n: Option<u32>| n.map(|n| n.to_string()).unwrap_or_default();
        let cells = [
            row.kind.to_owned(),
            row.name.clone(),
            row.start.clone().unwrap_or_default(),
            row.end.clone().unwrap_or_default(),
            row.date.clone().unwrap_or_default(),
            row.count.to_string(),
            number(row.inferred),
            number(row.collection),
        ];
        lines.push_str(&cells.join(","));
        lines.push('\n');
    }
    lines
}

/// The characters that bars are drawn with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawing {
    /// Blocks in eighths.
    Blocks,
    /// Only ASCII.
    Ascii,
}

/// The chart as lines at most `width` columns wide (at least 40 are used): a head, a line a bar,
/// the sides, and a last line with the sum.
pub fn text(chart: &Chart, zone: &str, width: usize, drawing: Drawing) -> String {
    let rows = table(chart);
    let names: Vec<String> = rows.iter().map(|row| name(row, chart.layer)).collect();
    let name_width = names
        .iter()
        .map(|name| name.chars().count())
        .max()
        .unwrap_or(0);
    let count_width = rows
        .iter()
        .map(|row| row.count.to_string().len())
        .max()
        .unwrap_or(1);
    let room = width
        .max(40)
        .saturating_sub(name_width + count_width + 18)
        .max(8);
    let tallest = rows.iter().map(|row| row.count).max().unwrap_or(0);
    let mut lines = match drawing {
        Drawing::Blocks => axis::header(chart, zone),
        Drawing::Ascii => axis::header(chart, zone).replace(" ·", ","),
    };
    lines.push('\n');
    for (row, name) in rows.iter().zip(names) {
        let inferred = row.inferred.unwrap_or(0);
        let bar = bar(row.count, inferred, Scale { tallest, room }, drawing);
        let note = if inferred > 0 {
            format!("  {inferred} inferred")
        } else {
            String::new()
        };
        let line = format!(
            "{name:<name_width$}  {:>count_width$}  {bar}{note}",
            row.count
        );
        lines.push_str(line.trim_end());
        lines.push('\n');
    }
    if chart.layer != Layer::Published {
        return lines + "an article counts in every bar it speaks of\n";
    }
    let hits = chart.hits();
    let noun = if hits == 1 { "article" } else { "articles" };
    lines + &format!("{hits} {noun}\n")
}

fn name(row: &Row, layer: Layer) -> String {
    match row.kind {
        "bar" | "gap" => row.name.clone(),
        "wider" => "less exact".to_owned(),
        "undated" if layer == Layer::Mentioned => "no time".to_owned(),
        "undated" => "no date".to_owned(),
        kind => kind.to_owned(),
    }
}

/// What a full bar stands for, and how long it is.
#[derive(Clone, Copy)]
struct Scale {
    tallest: u32,
    room: usize,
}

/// A lying bar: the read part solid, the inferred part light; something is drawn for every count
/// but nought.
fn bar(count: u32, inferred: u32, scale: Scale, drawing: Drawing) -> String {
    let (solid, light) = match drawing {
        Drawing::Blocks => ('█', '░'),
        Drawing::Ascii => ('#', ':'),
    };
    let columns = |n: u32| -> usize {
        if n == 0 {
            return 0;
        }
        let room = u64::try_from(scale.room).unwrap_or(u64::MAX);
        let exact = u64::from(n).saturating_mul(room) / u64::from(scale.tallest.max(1));
        usize::try_from(exact.max(1)).unwrap_or(scale.room)
    };
    let read = columns(count.saturating_sub(inferred));
    let whole = columns(count).max(read + usize::from(inferred > 0));
    let mut bar = solid.to_string().repeat(read);
    bar.push_str(&light.to_string().repeat(whole.saturating_sub(read)));
    bar
}
