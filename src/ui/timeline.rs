//! The timeline pane.

use crate::app::{App, Pane};
use crate::ui::canvas::{Canvas, Titles};

/// Draws it.
pub fn draw(canvas: &mut Canvas<'_>, app: &App) {
    let area = app.scene.screen.timeline;
    if !area.is_empty() {
        let titles = Titles {
            name: "Timeline",
            ..Titles::default()
        };
        canvas.frame(area, titles, app.scene.focus == Pane::Timeline);
    }
}
