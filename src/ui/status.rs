//! The last two rows: a sentence about what is shown, and the keys that work here. On a terminal
//! too small for panes, the one line that says most.

use crate::app::{App, Overlay, status};
use crate::text;
use crate::ui::canvas::Canvas;
use crate::ui::filter;

/// Draws status line and hints.
pub fn draw(canvas: &mut Canvas<'_>, app: &App) {
    let area = app.scene.screen.status;
    let theme = canvas.theme();
    if app.article.is_finding() {
        let label = canvas.text(area, (1, 0), "find here:", theme.accent());
        let start = label.saturating_add(1);
        filter::prompt(canvas, (area, start), app.article.find().prompt(), &[]);
    } else {
        canvas.text(area, (1, 0), &status::sentence(app), theme.plain());
    }
    hints(canvas, app);
}

/// The keys of the focused context, as many as fit, from the one table of commands.
fn hints(canvas: &mut Canvas<'_>, app: &App) {
    let area = app.scene.screen.hints;
    let theme = canvas.theme();
    let context = app.context();
    let marks = app.scene.marks.any().then_some("marks last until quitting");
    let reserved = marks.map_or(0, |words| text::width(words).saturating_add(3));
    let room = usize::from(area.width).saturating_sub(reserved.saturating_add(1));
    let mut x = 1_usize;
    for hint in app.scene.settings.keymap.footer(context) {
        let keys: Vec<String> = hint.keys.iter().map(ToString::to_string).collect();
        let key = keys.join(" ");
        let needed = text::width(&key)
            .saturating_add(text::width(hint.word))
            .saturating_add(1);
        if x.saturating_add(needed) > room {
            break;
        }
        x = canvas.text(area, (x, 0), &key, theme.accent());
        x = canvas.text(area, (x.saturating_add(1), 0), hint.word, theme.plain());
        x = x.saturating_add(2);
    }
    if let Some(words) = marks {
        let start = usize::from(area.width).saturating_sub(text::width(words).saturating_add(1));
        canvas.text(area, (start.max(x), 0), words, theme.quiet());
    }
}

/// The one line of a small terminal: what is being typed, else what was said, else the article.
pub fn draw_line(canvas: &mut Canvas<'_>, app: &App) {
    let area = app.scene.screen.status;
    let theme = canvas.theme();
    if app.filter.is_editing() {
        let x = canvas.text(area, (0, 0), "/", theme.accent());
        return filter::prompt(canvas, (area, x), app.filter.prompt(), &[]);
    }
    if app.article.is_finding() {
        let x = canvas.text(area, (0, 0), "/", theme.accent());
        return filter::prompt(canvas, (area, x), app.article.find().prompt(), &[]);
    }
    let words = match (&app.overlay, app.status.said()) {
        (Some(Overlay::Quit), _) => "marks will be lost: q quits".to_owned(),
        (_, Some(said)) => said.to_owned(),
        _ => status::selected_in_a_line(app),
    };
    canvas.text(area, (0, 0), &words, theme.plain());
    canvas.place_cursor(area, (0, 0));
}
