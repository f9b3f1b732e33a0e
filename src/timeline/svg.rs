//! A chart as an SVG picture: bars stacked by source, for people who would rather look.
//!
//! Promises: one text without script, style sheet or anything to fetch; every part of a bar says
//! what it is when it is pointed at, and to who cannot see it; sources differ in pattern as well as
//! in colour, but in bars of a few pixels; names are escaped. The colours are those that Okabe and Ito found distinct for every
//! kind of colour vision ("Color Universal Design", 2008).

mod plot;

use std::fmt::Write as _;

use super::{Chart, Layer, axis};
use crate::text::{grouped, in_markup};

/// Narrowest and widest picture, in pixels.
const WIDTHS: std::ops::RangeInclusive<u32> = 320..=8_000;
/// Pixels above the bars.
const TOP: u32 = 76;
/// Pixels of the fullest bar.
const PLOT: u32 = 240;
/// Pixels under the bars, for the axis.
const AXIS: u32 = 40;
/// Pixels of a line of the legend.
const LEGEND: u32 = 22;
/// Pixels of a line of words.
const ROW: u32 = 16;
/// Pixels of a letter of ordinary size, roughly.
const LETTER: u32 = 7;

/// What is written above the bars.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// The title.
    pub title: &'a str,
    /// What a day is: "days as written".
    pub zone: &'a str,
}

/// A fill and what it stands for.
struct Part {
    name: String,
    hits: u32,
}

/// The picture, `width` pixels wide.
pub fn svg(chart: &Chart, words: Words<'_>, width: u32) -> String {
    let width = width.clamp(*WIDTHS.start(), *WIDTHS.end());
    let parts = parts(chart);
    let inferred = chart.bars.iter().map(|bar| bar.inferred).sum();
    let (legend, lines) = legend(&parts, inferred, width);
    let sentence = sentence(chart, words.zone);
    // Lines of the sentence beyond the first push everything down.
    let columns = usize::try_from((width - 32) / LETTER).unwrap_or(40);
    let rows = crate::text::wrap(&sentence, columns);
    let more = u32::try_from(rows.len()).unwrap_or(1).saturating_sub(1) * ROW;
    let height = TOP + PLOT + AXIS + lines * LEGEND + 12 + more;
    let title = in_markup(words.title);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"title desc\" \
         font-family=\"system-ui, 'DejaVu Sans', Arial, sans-serif\" font-size=\"12\" \
         fill=\"#222\">\n<title id=\"title\">{title}</title>\n<desc id=\"desc\">{}</desc>\n",
        in_markup(&sentence)
    );
    out.push_str(&patterns(parts.len()));
    line(
        &mut out,
        format_args!("<rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>"),
    );
    line(
        &mut out,
        format_args!(
            "<text x=\"16\" y=\"28\" font-size=\"17\" font-weight=\"600\">{}</text>",
            in_markup(&crate::text::truncate(words.title, columns * 2 / 3))
        ),
    );
    for (y, row) in (48..).step_by(ROW as usize).zip(rows) {
        let row = in_markup(sentence.get(row).unwrap_or_default().trim_end());
        line(
            &mut out,
            format_args!("<text x=\"16\" y=\"{y}\" fill=\"#555\">{row}</text>"),
        );
    }
    line(
        &mut out,
        format_args!("<g transform=\"translate(0 {more})\">"),
    );
    plot::draw(&mut out, chart, &parts, width);
    out.push_str(&legend);
    out.push_str("</g>\n</svg>\n");
    out
}

/// Writes a line. Writing to a string cannot fail.
fn line(out: &mut String, words: std::fmt::Arguments<'_>) {
    let _written = writeln!(out, "{words}");
}

/// "1,204 articles by day, 3 May 2024 to 17 May 2024, days as written; 41 have no date."
fn sentence(chart: &Chart, zone: &str) -> String {
    let count = |n: u32| grouped(n as usize);
    // Where articles stand in several bars, the bars do not add up to them.
    let known = chart.by_source.as_ref().map(|known| u64::from(known.hits));
    let hits = usize::try_from(known.unwrap_or_else(|| chart.hits())).unwrap_or(usize::MAX);
    let noun = if hits == 1 { "article" } else { "articles" };
    let mut words = format!("{} {noun}", grouped(hits));
    if !chart.bars.is_empty() {
        let span = axis::span_title(chart);
        let _written = write!(words, " by {}, {span}, {zone}", chart.step);
        if chart.layer != Layer::Published {
            let _written = write!(words, ", times {}", chart.layer.name());
        }
    }
    let notes = [
        (chart.inferred, "dated by inference"),
        (chart.future, "dated after today"),
        (chart.wider, "dated less exactly than a bar"),
        (
            chart.undated,
            match chart.layer {
                Layer::Mentioned => "speaking of no known time",
                Layer::Published | Layer::Both => "without a date",
            },
        ),
        (chart.before, "before that"),
        (chart.mentioned_before, "speaking of time before that"),
        (chart.after, "after that"),
        (chart.mentioned_after, "speaking of time after that"),
    ];
    for (many, what) in notes.into_iter().filter(|(many, _)| *many > 0) {
        let _written = write!(words, "; {} {what}", count(many));
    }
    if chart.bars.iter().any(|bar| bar.burst) {
        words.push_str("; ▲ a burst, far more than usual around it");
    }
    words.push('.');
    words
}

/// What a bar is made of, from the bottom: the stacked sources and all others, or just articles.
fn parts(chart: &Chart) -> Vec<Part> {
    let Some(by_source) = &chart.by_source else {
        let hits = u32::try_from(chart.hits()).unwrap_or(u32::MAX);
        return vec![Part {
            name: "articles".to_owned(),
            hits,
        }];
    };
    let rows = by_source.rows.iter().take(super::source::STACKED);
    let mut parts: Vec<Part> = rows
        .map(|row| Part {
            name: row.title().to_owned(),
            hits: row.hits,
        })
        .collect();
    if by_source.has_others() {
        let known: u32 = parts.iter().map(|part| part.hits).sum();
        let others = by_source
            .rows
            .len()
            .saturating_sub(parts.len())
            .saturating_add(by_source.others);
        parts.push(Part {
            name: format!("{} other sources", grouped(others)),
            hits: by_source.hits.saturating_sub(known),
        });
    }
    parts
}

/// Colour and drawing of a fill: lines over a ground of that colour.
const FILLS: [(&str, &str); super::source::STACKED + 1] = [
    ("#0072b2", ""),
    ("#e69f00", "M0 8L8 0M-2 2L2 -2M6 10L10 6"),
    ("#009e73", "M0 4H8"),
    ("#cc79a7", "M0 0L8 8M-2 6L2 10M6 -2L10 2"),
    ("#56b4e9", "M4 0V8"),
    ("#d55e00", "M0 4H8M4 0V8"),
    ("#999999", "M2 2h1v1h-1zM6 6h1v1h-1z"),
];

/// The fills of the first so many parts, of which the last of several is that of all others, and
/// the hatch that lies over what is dated by inference.
fn patterns(parts: usize) -> String {
    let mut out = "<defs>\n".to_owned();
    line(
        &mut out,
        format_args!(
            "<pattern id=\"hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">\
             <rect width=\"6\" height=\"6\" fill=\"#fff\" fill-opacity=\"0.6\"/><path \
             d=\"M0 6L6 0M-1 1L1 -1M5 7L7 5\" stroke=\"#222\" stroke-width=\"0.9\"/></pattern>"
        ),
    );
    for (index, (colour, drawing)) in FILLS.iter().enumerate().take(parts) {
        line(
            &mut out,
            format_args!(
                "<pattern id=\"part{index}\" width=\"8\" height=\"8\" \
                 patternUnits=\"userSpaceOnUse\"><rect width=\"8\" height=\"8\" \
                 fill=\"{colour}\"/><path d=\"{drawing}\" stroke=\"#fff\" stroke-width=\"1.4\" \
                 fill=\"none\"/></pattern>"
            ),
        );
    }
    out.push_str("</defs>\n");
    out
}

/// The fills with their names, and how many lines they take.
fn legend(parts: &[Part], inferred: u32, width: u32) -> (String, u32) {
    let all: u32 = parts.iter().map(|part| part.hits).sum();
    let labelled = parts.iter().enumerate().map(|(index, part)| {
        let share = u64::from(part.hits) * 100 / u64::from(all.max(1));
        let name = crate::text::truncate(&part.name, 40);
        let share = if parts.len() > 1 {
            format!(" ({share} %)")
        } else {
            String::new()
        };
        let label = format!("{name}: {}{share}", grouped(part.hits as usize));
        (format!("part{index}"), label)
    });
    let hatch = (inferred > 0).then(|| {
        let label = format!("dated by inference: {}", grouped(inferred as usize));
        ("hatch".to_owned(), label)
    });
    let top = TOP + PLOT + AXIS;
    let (mut x, mut row) = (16_u32, 0_u32);
    let mut out = String::new();
    for (fill, label) in labelled.chain(hatch) {
        let letters = u32::try_from(crate::text::width(&label)).unwrap_or(40);
        let needed = 20 + letters * LETTER + 18;
        if x > 16 && x + needed > width {
            x = 16;
            row += 1;
        }
        let y = top + row * LEGEND;
        line(
            &mut out,
            format_args!(
                "<rect x=\"{x}\" y=\"{y}\" width=\"14\" height=\"14\" fill=\"url(#{fill})\" \
                 stroke=\"#333\" stroke-width=\"0.5\"/><text x=\"{}\" y=\"{}\">{}</text>",
                x + 20,
                y + 11,
                in_markup(&label)
            ),
        );
        x += needed;
    }
    (out, row + 1)
}
