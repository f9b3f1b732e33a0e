//! The rows of sources.

use crate::app::screen::Area;
use crate::app::timeline::rows::{Axis, Line};
use crate::app::{App, Pane};
use crate::text;
use crate::ui::canvas::Canvas;

/// Draws them into the timeline's border.
pub(super) fn draw(canvas: &mut Canvas<'_>, app: &App, inside: Area) {
    let width = usize::from(inside.width);
    let height = usize::from(inside.height);
    let rows = app.timeline.source_rows(&app.scene, width, height);
    let theme = canvas.theme();
    line(canvas, inside, (0, &rows.head), rows.bars_at);
    canvas.restyle(inside, 0..width, 0, theme.quiet());
    for (y, row) in (1..).zip(&rows.lines) {
        line(canvas, inside, (y, row), rows.bars_at);
        let (from, to) = (
            rows.bars_at,
            rows.bars_at.saturating_add(text::width(&row.bars)),
        );
        canvas.restyle(inside, from..to, y, theme.bar());
        canvas.restyle(inside, 0..rows.bars_at, y, theme.source());
        if row.active {
            canvas.restyle(inside, 0..rows.bars_at, y, theme.strong());
        }
        if let Some(bar) = &rows.bar {
            let start = rows.bars_at.saturating_add(bar.start);
            let end = rows.bars_at.saturating_add(bar.end);
            // Turned round, a blank would look like the tallest bar and that like a blank.
            if row.bars.chars().nth(bar.start) == Some(' ') {
                canvas.text(inside, (start, y), theme.sign("│", "|"), theme.accent());
            }
            canvas.restyle(inside, start..end, y, theme.accent());
        }
        let chosen = rows.cursor.map(|cursor| cursor.saturating_add(1)) == Some(y);
        if chosen && app.scene.focus == Pane::Timeline {
            canvas.restyle(
                inside,
                0..rows.bars_at.saturating_sub(1),
                y,
                theme.selected(),
            );
            canvas.place_cursor(inside, (0, y));
        }
    }
    if let Some(words) = &rows.axis {
        let below = rows.lines.len().saturating_add(1);
        axis(canvas, inside, (below, rows.bars_at), words);
    }
}

/// The words below the bars, in the line below the rows.
fn axis(canvas: &mut Canvas<'_>, inside: Area, (y, bars_at): (usize, usize), axis: &Axis) {
    let theme = canvas.theme();
    canvas.text(inside, (bars_at, y), &axis.words, theme.plain());
    if let Some(marked) = &axis.marked {
        let start = bars_at.saturating_add(marked.start);
        let end = bars_at.saturating_add(marked.end);
        canvas.restyle(inside, start..end, y, theme.accent());
    }
}

fn line(canvas: &mut Canvas<'_>, inside: Area, (y, line): (usize, &Line), bars_at: usize) {
    let style = canvas.theme().plain();
    canvas.text(inside, (1, y), &line.name, style);
    canvas.text(inside, (bars_at, y), &line.bars, style);
    canvas.text_right(inside, y, &format!("{} ", line.figures), style);
}
