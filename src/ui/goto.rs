//! The line in which a date to go to is typed.

use crate::app::App;
use crate::app::goto::{self, GoTo};
use crate::ui::canvas::{Canvas, Titles};

/// Draws it over the panes.
pub fn draw(canvas: &mut Canvas<'_>, app: &App, go_to: &GoTo) {
    let area = goto::area(&app.scene.screen);
    canvas.clear(area);
    let titles = Titles {
        name: "Go to date",
        right: "",
        foot: "Enter go there · Tab only these · Esc close",
    };
    let inside = canvas.frame(area, titles, true);
    let theme = canvas.theme();
    let start = canvas.text(inside, (1, 0), "@ ", theme.accent());
    let prompt = go_to.prompt();
    let at = canvas.text(inside, (start, 0), prompt.before_cursor(), theme.plain());
    let end = canvas.text(inside, (at, 0), prompt.after_cursor(), theme.plain());
    let answer = go_to.answer(&app.scene);
    if inside.height > 1 {
        canvas.text(inside, (3, 1), &answer, theme.quiet());
    } else {
        canvas.text(inside, (end.saturating_add(2), 0), &answer, theme.quiet());
    }
    canvas.place_cursor(inside, (at, 0));
}
