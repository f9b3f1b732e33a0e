//! A short list to choose from, and what a command printed, over the panes.

use crate::action::{Action, Context};
use crate::app::App;
use crate::app::choice::Choice;
use crate::app::help;
use crate::app::printed::Printed;
use crate::text;
use crate::ui::canvas::{Canvas, Titles};
use crate::ui::foot;

/// Draws the list in the middle of the screen.
pub fn draw(canvas: &mut Canvas<'_>, app: &App, choice: &Choice) {
    let area = choice.area(&app.scene.screen);
    canvas.clear(area);
    let entries: [(&[Action], &str); 2] = [
        (&[Action::Enter], "or its letter does it"),
        (&[Action::Restore], "leaves all as it is"),
    ];
    let foot = foot::of(app, Context::Overlay, &entries);
    let titles = Titles {
        name: &choice.title,
        right: "",
        foot: &foot,
    };
    let inside = canvas.frame(area, titles, true);
    let theme = canvas.theme();
    for (y, line) in choice.words.iter().enumerate() {
        canvas.text(inside, (1, y), line, theme.plain());
    }
    let label_at = 4_usize;
    let detail_at = choice
        .label_columns()
        .saturating_add(label_at)
        .saturating_add(2);
    let width = usize::from(inside.width);
    for (index, row) in choice.rows.iter().enumerate() {
        let y = choice.words.len().saturating_add(index);
        canvas.text(inside, (1, y), &row.key.to_string(), theme.accent());
        canvas.text(inside, (label_at, y), &row.label, theme.strong());
        let room = width.saturating_sub(detail_at).saturating_sub(1);
        let detail = text::truncate(&row.detail, room);
        canvas.text(inside, (detail_at, y), &detail, theme.plain());
        if index == choice.cursor() {
            canvas.restyle(inside, 0..width, y, theme.selected());
            canvas.place_cursor(inside, (1, y));
        }
    }
}

/// Draws what a command printed.
pub fn draw_printed(canvas: &mut Canvas<'_>, app: &App, printed: &Printed) {
    let screen = &app.scene.screen;
    let area = help::area(screen);
    canvas.clear(area);
    let page = help::page(screen);
    let top = printed.top(page);
    let last = top.saturating_add(page).min(printed.len());
    let first = top.saturating_add(1);
    let place = format!("lines {first} to {last} of {}", printed.len());
    let titles = Titles {
        name: &printed.title,
        right: &place,
        foot: &foot::of_a_page(app),
    };
    let inside = canvas.frame(area, titles, true);
    let style = canvas.theme().plain();
    for (y, line) in printed.in_view(page).enumerate() {
        canvas.text(inside, (1, y), &line.replace('\t', " "), style);
    }
    canvas.place_cursor(inside, (1, 0));
}
