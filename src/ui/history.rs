//! The history of marks over the panes.

use crate::action::{Action, Context, Motion};
use crate::app::App;
use crate::app::history::{self, History, Row, State};
use crate::app::moment::{counted, grouped};
use crate::app::picker;
use crate::app::screen::Area;
use crate::text;
use crate::ui::canvas::{Canvas, Titles};
use crate::ui::foot;

/// Draws it over the panes.
pub fn draw(canvas: &mut Canvas<'_>, app: &App, overlay: &History) {
    let screen = &app.scene.screen;
    let area = history::area(screen, &app.scene.marks);
    canvas.clear(area);
    let count = History::count(&app.scene.marks);
    let all = counted(count.saturating_sub(1), "change", "changes");
    let changes = if app.awaits_changes() {
        format!("{all}; earlier ones are being found")
    } else {
        format!("{all}, newest first")
    };
    let entries: [(&[Action], &str); 3] = [
        (
            &[Action::Move(Motion::Down), Action::Move(Motion::Up)],
            "move",
        ),
        (&[Action::Enter], "go there"),
        (&[Action::Restore], "close"),
    ];
    let titles = Titles {
        name: "History",
        right: &changes,
        foot: &foot::of(app, Context::Overlay, &entries),
    };
    let inside = canvas.frame(area, titles, true);
    let view = picker::in_view(
        count,
        overlay.row(),
        history::page(screen, &app.scene.marks),
    );
    let digits = grouped(count).len();
    let first = view.start;
    for (y, row) in History::rows(&app.scene, view).iter().enumerate() {
        draw_row(canvas, (inside, y), row, digits);
        if first.saturating_add(y) == overlay.row() {
            let style = canvas.theme().selected();
            canvas.restyle(inside, 1..usize::from(inside.width), y, style);
            canvas.place_cursor(inside, (1, y));
        }
    }
}

fn draw_row(canvas: &mut Canvas<'_>, (area, y): (Area, usize), row: &Row, digits: usize) {
    let theme = canvas.theme();
    let (style, word) = match row.state {
        State::Undone => (theme.quiet(), "undone"),
        State::Now => (theme.strong(), "now"),
        State::Done => (theme.plain(), ""),
    };
    if row.state == State::Now {
        canvas.text(area, (0, y), theme.sign("▌", ">"), theme.accent());
    }
    let number = format!("{:>digits$}", grouped(row.number));
    let start = canvas.text(area, (2, y), &number, theme.quiet());
    let word_at = usize::from(area.width).saturating_sub(text::width(word).saturating_add(2));
    let room = word_at.saturating_sub(start.saturating_add(3));
    let words = text::truncate(&row.words, room);
    canvas.text(area, (start.saturating_add(2), y), &words, style);
    canvas.text(area, (word_at, y), word, style);
}
