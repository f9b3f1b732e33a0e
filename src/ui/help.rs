//! Help over the panes.

use crate::app::App;
use crate::app::help::{self, Help, Line};
use crate::text;
use crate::ui::canvas::{Canvas, Titles};
use crate::ui::foot;

/// Draws it over the panes.
pub fn draw(canvas: &mut Canvas<'_>, app: &App, overlay: &Help) {
    let screen = &app.scene.screen;
    let area = help::area(screen);
    canvas.clear(area);
    let lines = overlay.lines(&app.scene);
    let page = help::page(screen);
    let top = overlay.top(lines.len(), page);
    let last = top.saturating_add(page).min(lines.len());
    let place = format!(
        "lines {} to {last} of {}",
        top.saturating_add(1),
        lines.len()
    );
    let titles = Titles {
        name: overlay.title(),
        right: &place,
        foot: &foot::of_a_page(app),
    };
    let inside = canvas.frame(area, titles, true);
    let theme = canvas.theme();
    let columns = help::key_columns(screen);
    for (y, line) in lines.iter().skip(top).take(page).enumerate() {
        match line {
            Line::Blank => {}
            Line::Heading(words) => {
                canvas.text(inside, (1, y), words, theme.strong());
            }
            Line::Entry { keys, meaning } => {
                let keys = text::truncate(keys, columns);
                canvas.text(inside, (3, y), &keys, theme.accent());
                canvas.text(
                    inside,
                    (columns.saturating_add(help::MARGIN), y),
                    meaning,
                    theme.plain(),
                );
            }
        }
    }
    canvas.place_cursor(inside, (1, 0));
}
