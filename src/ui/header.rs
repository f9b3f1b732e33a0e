//! The header: the program's name, what is shown and hidden, what was opened.

use crate::app::{App, status};
use crate::text;
use crate::ui::canvas::Canvas;

/// Draws the header.
pub fn draw(canvas: &mut Canvas<'_>, app: &App) {
    let mut area = app.scene.screen.header;
    area.width = area.width.saturating_sub(1);
    let theme = canvas.theme();
    let name = canvas.text(area, (1, 0), "dateline", theme.strong());
    let start = name.saturating_add(3);
    let counts = status::header(app, usize::from(area.width).saturating_sub(start));
    let end = canvas.text(area, (start, 0), &counts, theme.plain());
    let room = usize::from(area.width).saturating_sub(end.saturating_add(3));
    if room >= 8 {
        let collection = text::truncate(&app.collection.name, room);
        canvas.text_right(area, 0, &collection, theme.quiet());
    }
}
