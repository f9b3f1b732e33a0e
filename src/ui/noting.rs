//! The line of a note or a reason, above the status line.

use crate::action::{Action, Context};
use crate::app::App;
use crate::app::noting::{self, Kind, Line};
use crate::app::screen::Area;
use crate::ui::canvas::{Canvas, Titles};
use crate::ui::filter;

/// Rows of the box.
const ROWS: u16 = 3;

/// Draws it over the panes.
pub fn draw(canvas: &mut Canvas<'_>, app: &App, line: &Line) {
    let screen = &app.scene.screen;
    let height = ROWS.min(screen.status.y);
    let area = Area {
        x: 0,
        y: screen.status.y.saturating_sub(height),
        width: screen.columns,
        height,
    };
    canvas.clear(area);
    let name = noting::title(line, &app.scene);
    let foot = match line.kind {
        Kind::Note => {
            let keymap = &app.scene.settings.keymap;
            let editor = keymap.key_of(Action::NoteInEditor, Context::Mark);
            let editor = editor.map(|key| format!(" · {key} editor"));
            format!("Enter keep{} · Esc cancel", editor.unwrap_or_default())
        }
        Kind::Reason(_) => "Enter keep · Esc cancel".to_owned(),
    };
    let titles = Titles {
        name: &name,
        right: "",
        foot: &foot,
    };
    let inside = canvas.frame(area, titles, true);
    filter::prompt(canvas, (inside, 1), &line.prompt, &[]);
}
