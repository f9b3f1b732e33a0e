//! The README's picture is the real program: run in a pseudo-terminal, drawn as SVG.
//!
//! The test fails when the picture no longer shows what the program shows;
//! `DATELINE_PICTURE=write cargo test picture` draws it anew.

use std::fmt::Write as _;
use std::path::Path;

use vt100::Color;

use super::program::Launch;

const CELL: (f32, f32) = (8.43, 18.0);
const MARGIN: f32 = 12.0;
const PAPER: &str = "#1d1f21";
const INK: &str = "#c5c8c6";

#[test]
fn the_picture_in_the_readme_shows_what_the_program_shows() {
    let mut program = Launch::dateline(&[]).start();
    program.shows("1 date inferred");
    program.waits_for("a mark in the timeline", |screen| {
        screen.contents().contains("[2025]")
    });
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/dateline.svg");
    if std::env::var_os("DATELINE_PICTURE").is_some() {
        std::fs::write(&path, svg(program.screen())).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    // What was found in the background may come a frame later.
    program.waits_for(
        "the picture in assets/dateline.svg (after a look at it: DATELINE_PICTURE=write cargo \
         test picture)",
        |screen| svg(screen) == kept,
    );
    program.keys("q");
}

/// One `<text>` for each run of cells of one style, stretched to the cells it takes, so that
/// every viewer keeps the grid whatever its font.
fn svg(screen: &vt100::Screen) -> String {
    let (rows, columns) = size(screen);
    let width = f32::from(columns) * CELL.0 + 2.0 * MARGIN;
    let height = f32::from(rows) * CELL.1 + 2.0 * MARGIN;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.1} {height:.1}\" \
         font-family=\"'DejaVu Sans Mono',Menlo,Consolas,monospace\" font-size=\"14\">\n\
         <title>dateline with its five built-in samples</title>\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{PAPER}\"/>\n"
    );
    for row in 0..rows {
        let mut column = 0;
        while column < columns {
            column = run(screen, row, column, &mut out);
        }
    }
    out.push_str("</svg>\n");
    out
}

/// Draws the run of equal cells that starts here; returns the column after it.
fn run(screen: &vt100::Screen, row: u16, start: u16, out: &mut String) -> u16 {
    let (_, columns) = size(screen);
    let style = Style::of(screen, row, start);
    let (mut text, mut end) = (String::new(), start);
    while end < columns && Style::of(screen, row, end) == style {
        let cell = screen.cell(row, end).unwrap();
        if !cell.is_wide_continuation() {
            text.push_str(if cell.has_contents() {
                cell.contents()
            } else {
                " "
            });
        }
        end += 1;
    }
    let x = MARGIN + f32::from(start) * CELL.0;
    let y = MARGIN + f32::from(row) * CELL.1;
    let width = f32::from(end - start) * CELL.0;
    if let Some(fill) = &style.background {
        let height = CELL.1;
        writeln!(
            out,
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" fill=\"{fill}\"/>"
        )
        .unwrap();
    }
    let shown = text.trim_end();
    let lead = shown.len() - shown.trim_start().len();
    let shown = shown.trim_start();
    if !shown.is_empty() {
        let cells = u16::try_from(unicode_columns(shown)).unwrap();
        let x = x + f32::from(u16::try_from(lead).unwrap()) * CELL.0;
        let length = f32::from(cells) * CELL.0;
        let baseline = y + CELL.1 * 0.75;
        let (fill, face) = (&style.ink, &style.face);
        writeln!(
            out,
            "<text x=\"{x:.2}\" y=\"{baseline:.1}\" textLength=\"{length:.2}\" \
             lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\" \
             fill=\"{fill}\"{face}>{}</text>",
            escaped(shown)
        )
        .unwrap();
    }
    end
}

fn size(screen: &vt100::Screen) -> (u16, u16) {
    let (rows, columns) = screen.size();
    (rows.get(), columns.get())
}

fn unicode_columns(text: &str) -> usize {
    dateline::text::width(text)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[derive(PartialEq)]
struct Style {
    ink: String,
    background: Option<String>,
    /// Attributes of the text element.
    face: String,
}

impl Style {
    fn of(screen: &vt100::Screen, row: u16, column: u16) -> Self {
        let cell = screen.cell(row, column).unwrap();
        let (mut ink, mut paper) = (colour(cell.fgcolor()), colour(cell.bgcolor()));
        if cell.inverse() {
            let old = ink.take();
            ink = Some(paper.take().unwrap_or_else(|| PAPER.to_owned()));
            paper = Some(old.unwrap_or_else(|| INK.to_owned()));
        }
        let mut ink = ink.unwrap_or_else(|| INK.to_owned());
        if cell.dim() {
            "#8a8d91".clone_into(&mut ink);
        }
        let face = [
            (cell.bold(), " font-weight=\"bold\""),
            (cell.italic(), " font-style=\"italic\""),
            (cell.underline(), " text-decoration=\"underline\""),
        ];
        let face = face
            .iter()
            .filter(|(on, _)| *on)
            .map(|(_, attribute)| *attribute)
            .collect();
        Self {
            ink,
            background: paper,
            face,
        }
    }
}

fn colour(colour: Color) -> Option<String> {
    const NAMED: [&str; 16] = [
        "#1d1f21", "#cc6666", "#b5bd68", "#f0c674", "#81a2be", "#b294bb", "#8abeb7", "#c5c8c6",
        "#808590", "#d54e53", "#b9ca4a", "#e7c547", "#7aa6da", "#c397d8", "#70c0b1", "#ffffff",
    ];
    match colour {
        Color::Default => None,
        Color::Idx(n @ 0..16) => Some(NAMED[usize::from(n)].to_owned()),
        Color::Idx(n @ 232..) => {
            let grey = 8 + 10 * (u32::from(n) - 232);
            Some(format!("#{grey:02x}{grey:02x}{grey:02x}"))
        }
        Color::Idx(n) => {
            let level = |x: u32| if x == 0 { 0 } else { 55 + 40 * x };
            let n = u32::from(n) - 16;
            let (r, g, b) = (level(n / 36), level(n / 6 % 6), level(n % 6));
            Some(format!("#{r:02x}{g:02x}{b:02x}"))
        }
        Color::Rgb(r, g, b) => Some(format!("#{r:02x}{g:02x}{b:02x}")),
    }
}
