//! The filter line: chips when it is at rest, text with a cursor and its faults while typing.

use std::ops::Range;

use crate::app::App;
use crate::app::prompt::Prompt;
use crate::app::screen::Area;
use crate::query::chips;
use crate::text;
use crate::ui::canvas::{Canvas, Marked};

/// Columns before the text: blank, `/`, blank.
const START: usize = 3;

/// Draws the filter line.
pub fn draw(canvas: &mut Canvas<'_>, app: &App) {
    let area = app.scene.screen.filter;
    let accent = canvas.theme().accent();
    let filter = &app.filter;
    canvas.text(area, (1, 0), "/", accent);
    let faults: Vec<_> = filter
        .faults()
        .iter()
        .map(|fault| fault.span.clone())
        .collect();
    if filter.is_editing() {
        prompt(canvas, (area, START), filter.prompt(), &faults);
    } else if filter.text().trim().is_empty() {
        invitation(canvas, app);
    } else if faults.is_empty() {
        draw_chips(canvas, app);
    } else {
        let theme = canvas.theme();
        let text = Marked {
            words: filter.text(),
            style: theme.plain(),
            found: &faults,
            other: theme.fault(),
        };
        canvas.marked(area, (START, 0), text);
    }
}

/// Draws a line being typed in the first row of an area, from a column on, scrolled so that its
/// cursor is in view, with the hardware cursor in it. `faults` are underlined.
pub fn prompt(
    canvas: &mut Canvas<'_>,
    (area, start): (Area, usize),
    prompt: &Prompt,
    faults: &[Range<usize>],
) {
    let theme = canvas.theme();
    let room = usize::from(area.width).saturating_sub(start.saturating_add(1));
    let before = prompt.before_cursor();
    let skipped = bytes_to_skip(before, room);
    let moved = faults.iter().filter_map(|fault| {
        let end = fault.end.max(fault.start.saturating_add(1));
        Some(fault.start.saturating_sub(skipped)..end.checked_sub(skipped)?)
    });
    let moved: Vec<_> = moved.collect();
    let text = Marked {
        words: prompt.text().get(skipped..).unwrap_or_default(),
        style: theme.plain(),
        found: &moved,
        other: theme.fault(),
    };
    canvas.marked(area, (start, 0), text);
    let shown = text::width(before.get(skipped..).unwrap_or_default());
    canvas.place_cursor(area, (start.saturating_add(shown), 0));
}

/// Bytes to leave out at the left so that what is before the cursor fits into `room` columns.
fn bytes_to_skip(before: &str, room: usize) -> usize {
    // At most one column a byte must go, so only the tail can stay.
    let tail = before.len().saturating_sub(room.saturating_mul(4));
    let starts = before
        .char_indices()
        .map(|(at, _)| at)
        .chain([before.len()]);
    let mut fitting = starts.filter(|at| *at == 0 || *at >= tail);
    fitting
        .find(|at| text::width(before.get(*at..).unwrap_or_default()) <= room)
        .unwrap_or(before.len())
}

/// What may be typed, and how to open one's own pile.
fn invitation(canvas: &mut Canvas<'_>, app: &App) {
    let mut area = app.scene.screen.filter;
    area.width = area.width.saturating_sub(1);
    let theme = canvas.theme();
    let dots = theme.sign("…", "...");
    let words = format!("type: a word, source:{dots}, date:2018 {dots}");
    let end = canvas.text(area, (START, 0), &words, theme.quiet());
    let own = "to read your own: dateline FOLDER";
    let needed = end.saturating_add(text::width(own)).saturating_add(3);
    if app.collection.is_samples && needed <= usize::from(area.width) {
        canvas.text_right(area, 0, own, theme.quiet());
    }
}

/// Every term a chip; those switched off are quiet.
fn draw_chips(canvas: &mut Canvas<'_>, app: &App) {
    let area = app.scene.screen.filter;
    let theme = canvas.theme();
    let mut x = START;
    for chip in chips(&app.scene.query) {
        let style = if chip.off {
            theme.quiet()
        } else {
            theme.accent()
        };
        x = canvas.text(area, (x, 0), &format!("[{}]", chip.text), style);
        x = x.saturating_add(1);
    }
}
