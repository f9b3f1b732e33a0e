//! A chart without a screen: rows for CSV and JSON, and bars as lines of text.
//!
//! Promises: the rows name every bar and every side that holds something, in order of time; their
//! counts add up to the number of hits. Printing is the business of the caller.

use std::fmt::Write as _;

use chrono::NaiveDateTime;
use serde::Serialize;

use super::source::{LETTERS, STACKED, cells_of};
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
    /// Of the hits, those that speak of it and were published at another time; see
    /// [`Layer::Both`].
    #[serde(skip)]
    pub mentioned: u32,
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
    let side = |kind: &'static str, place: Place| {
        let mentioned = chart.mentioned_at(place);
        let count = chart.count_at(place).saturating_add(mentioned);
        (count > 0).then(|| Row {
            kind,
            name: String::new(),
            start: None,
            end: None,
            date: None,
            count,
            inferred: None,
            collection: None,
            mentioned,
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
        mentioned: bar.mentioned,
    };
    side("before", Place::Before)
        .into_iter()
        .chain(chart.bars.iter().map(bar))
        .chain(side("after", Place::After))
        .chain(side("wider", Place::Wider))
        .chain(side("undated", Place::Undated))
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

/// What the bars of a text are made of: the first sources and all others.
#[derive(Clone, Debug, Default)]
pub struct Stack {
    /// Of each row of the table the hits of each part.
    pub rows: Vec<[u32; STACKED + 1]>,
    /// The parts that there are, with all their hits.
    pub parts: Vec<(String, u32)>,
}

/// The chart as lines at most `width` columns wide (at least 40 are used): a head, a line a bar,
/// the sides, and a last line with the sum.
pub fn text(chart: &Chart, zone: &str, width: usize, drawing: Drawing) -> String {
    let bar = |_: usize, row: &Row, scale: Scale| bar(row, chart.layer, scale, drawing);
    let lines = lines(chart, zone, (width, drawing), bar);
    if chart.layer == Layer::Published {
        let hits = chart.hits();
        let noun = if hits == 1 { "article" } else { "articles" };
        return lines + &format!("{hits} {noun}\n");
    }
    let key = match (chart.layer, drawing) {
        (Layer::Both, Drawing::Blocks) => "█ published then, ▒ only speaks of it; ",
        (Layer::Both, Drawing::Ascii) => "# published then, % only speaks of it; ",
        _ => "",
    };
    lines + key + "an article counts in every bar it speaks of\n"
}

/// The same with bars in parts, each source with its letter, and under them what these mean.
pub fn stacked_text(
    chart: &Chart,
    zone: &str,
    (width, drawing): (usize, Drawing),
    stack: &Stack,
) -> String {
    let bar = |index: usize, row: &Row, scale: Scale| {
        let parts = stack.rows.get(index).copied().unwrap_or_default();
        let cells = cells_of(
            parts,
            u16::try_from(scale.columns(row.count)).unwrap_or(u16::MAX),
        );
        let cells = cells.into_iter().zip(LETTERS);
        cells
            .map(|(count, letter)| letter.to_string().repeat(usize::from(count)))
            .collect()
    };
    let mut lines = lines(chart, zone, (width, drawing), bar);
    let all: u32 = stack.parts.iter().map(|(_, hits)| hits).sum();
    let wide = all.to_string().len();
    for ((name, hits), letter) in stack.parts.iter().zip(LETTERS) {
        let name = crate::text::truncate(name, width.max(40).saturating_sub(wide + 6));
        let _written = writeln!(lines, "{letter}  {hits:>wide$}  {name}");
    }
    let noun = if all == 1 { "article" } else { "articles" };
    let _written = writeln!(lines, "   {all:>wide$}  {noun}");
    lines
}

/// The head and a line a row; `bar` draws the bar of a row.
fn lines(
    chart: &Chart,
    zone: &str,
    (width, drawing): (usize, Drawing),
    bar: impl Fn(usize, &Row, Scale) -> String,
) -> String {
    let rows = table(chart);
    let names: Vec<String> = rows.iter().map(|row| name(row, chart.layer)).collect();
    let lengths = names.iter().map(|name| name.chars().count());
    let name_width = lengths.max().unwrap_or(0);
    let lengths = rows.iter().map(|row| row.count.to_string().len());
    let count_width = lengths.max().unwrap_or(1);
    let notes: Vec<String> = rows.iter().map(|row| note(row, chart.layer)).collect();
    let lengths = notes.iter().map(|note| note.chars().count());
    let room = width
        .max(40)
        .saturating_sub(name_width + count_width + 4 + lengths.max().unwrap_or(0))
        .max(8);
    // What stands beside the bars does not flatten them: it ends in an arrow.
    let tallest = match chart.tallest() {
        0 => rows.iter().map(|row| row.count).max().unwrap_or(0),
        tallest => tallest,
    };
    let mut lines = match drawing {
        Drawing::Blocks => axis::header(chart, zone),
        Drawing::Ascii => axis::header(chart, zone).replace(" ·", ","),
    };
    lines.push('\n');
    for (index, ((row, name), note)) in rows.iter().zip(names).zip(notes).enumerate() {
        let bar = bar(index, row, Scale { tallest, room });
        let mut bar: String = bar.chars().take(room).collect();
        if row.count > tallest && bar.pop().is_some() {
            bar.push(match drawing {
                Drawing::Blocks => '→',
                Drawing::Ascii => '>',
            });
        }
        let count = row.count;
        let line = format!("{name:<name_width$}  {count:>count_width$}  {bar}{note}");
        lines.push_str(line.trim_end());
        lines.push('\n');
    }
    lines
}

/// "  3 inferred", behind a bar.
fn note(row: &Row, layer: Layer) -> String {
    let inferred = row.inferred.unwrap_or(0);
    let mut note = String::new();
    if inferred > 0 {
        let _written = write!(note, "  {inferred} inferred");
    }
    if layer == Layer::Both && row.mentioned > 0 {
        let speak = if row.mentioned == 1 {
            "speaks"
        } else {
            "speak"
        };
        let _written = write!(note, "  {} {speak} of it", row.mentioned);
    }
    note
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

impl Scale {
    /// Columns of a count: something for every one but nought.
    fn columns(self, count: u32) -> usize {
        if count == 0 {
            return 0;
        }
        let room = u64::try_from(self.room).unwrap_or(u64::MAX);
        let count = u64::from(count.min(self.tallest));
        let exact = count.saturating_mul(room) / u64::from(self.tallest.max(1));
        usize::try_from(exact.max(1)).unwrap_or(self.room)
    }
}

/// A lying bar: the read part solid, the inferred part light, and last what only speaks of it where
/// that is told apart.
fn bar(row: &Row, layer: Layer, scale: Scale, drawing: Drawing) -> String {
    let (solid, light, spoken) = match drawing {
        Drawing::Blocks => ('█', '░', '▒'),
        Drawing::Ascii => ('#', ':', '%'),
    };
    let inferred = row.inferred.unwrap_or(0);
    let mentioned = match layer {
        Layer::Both => row.mentioned,
        Layer::Published | Layer::Mentioned => 0,
    };
    let published = row.count.saturating_sub(mentioned);
    let read = scale.columns(published.saturating_sub(inferred));
    let dated = scale
        .columns(published)
        .max(read + usize::from(inferred > 0));
    let whole = scale
        .columns(row.count)
        .max(dated + usize::from(mentioned > 0));
    let mut bar = solid.to_string().repeat(read);
    bar.push_str(&light.to_string().repeat(dated.saturating_sub(read)));
    bar.push_str(&spoken.to_string().repeat(whole.saturating_sub(dated)));
    bar
}
