//! The command line over the panes.

use crate::app::App;
use crate::app::palette::{self, Palette, Row};
use crate::app::picker;
use crate::app::screen::Area;
use crate::text;
use crate::ui::canvas::{Canvas, Titles};

/// Columns of a command's name.
const NAMES: usize = 20;
/// Fewest columns that what a command does is shown in.
const LEAST_DOC: usize = 12;

/// Draws it over the panes.
pub fn draw(canvas: &mut Canvas<'_>, app: &App, palette: &Palette) {
    let screen = &app.scene.screen;
    let rows = palette.rows(&app.scene);
    let area = palette::area_of(screen, rows.len());
    canvas.clear(area);
    let titles = Titles {
        name: "Command",
        right: "",
        foot: "Tab complete · Enter run · Esc close",
    };
    let inside = canvas.frame(area, titles, true);
    let theme = canvas.theme();
    let start = canvas.text(inside, (1, 0), ": ", theme.accent());
    let prompt = palette.prompt();
    let at = canvas.text(inside, (start, 0), prompt.before_cursor(), theme.plain());
    canvas.text(inside, (at, 0), prompt.after_cursor(), theme.plain());
    canvas.place_cursor(inside, (at, 0));
    let list = Area {
        y: inside.y.saturating_add(1),
        height: inside.height.saturating_sub(1),
        ..inside
    };
    if rows.is_empty() {
        canvas.text(list, (3, 0), "no command begins like this", theme.quiet());
    }
    let cursor = palette.cursor(rows.len());
    let view = picker::in_view(rows.len(), cursor, palette::page(screen));
    let told_at = view.len().saturating_add(1);
    for (y, index) in view.enumerate() {
        if let Some(row) = rows.get(index) {
            draw_row(canvas, list, y, (row, index == cursor));
        }
    }
    let told = rows.get(cursor).filter(|_| palette::told(screen) > 0);
    let columns = usize::from(list.width).saturating_sub(4);
    let lines = told.map_or_else(Vec::new, |row| Palette::told(row, columns));
    for (y, line) in lines.iter().enumerate() {
        canvas.text(list, (3, y.saturating_add(told_at)), line, theme.quiet());
    }
}

fn draw_row(canvas: &mut Canvas<'_>, area: Area, y: usize, (row, selected): (&Row, bool)) {
    let theme = canvas.theme();
    let style = if row.works {
        theme.plain()
    } else {
        theme.quiet()
    };
    let width = usize::from(area.width);
    let keys_at = width
        .saturating_sub(2)
        .saturating_sub(text::width(&row.keys));
    canvas.text(area, (3, y), row.command.name, style.patch(theme.strong()));
    let doc = if row.works {
        row.doc.clone()
    } else {
        format!("not here · {}", row.doc)
    };
    let doc_at = NAMES.saturating_add(3);
    let room = keys_at.saturating_sub(doc_at).saturating_sub(1);
    // A few letters of a sentence say nothing.
    if room >= LEAST_DOC || room >= text::width(&doc) {
        canvas.text(area, (doc_at, y), &text::truncate(&doc, room), style);
    }
    canvas.text(area, (keys_at, y), &row.keys, theme.accent());
    if selected {
        canvas.restyle(area, 0..width, y, theme.selected());
    }
}
