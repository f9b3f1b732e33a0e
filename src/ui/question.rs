//! The questions before quitting and before several articles are marked at once.

use crate::app::App;
use crate::app::keeping::Damaged;
use crate::app::screen::Area;
use crate::app::selecting::Question;
use crate::text;
use crate::ui::canvas::{Canvas, Titles};

/// Draws the question before quitting in the middle of the screen.
pub fn draw_quit(canvas: &mut Canvas<'_>, app: &App) {
    let lines = [
        app.loss().unwrap_or_else(|| "all is saved".to_owned()),
        "q again quits · any other key stays".to_owned(),
    ];
    draw(canvas, app, "Quit?", &lines);
}

/// Draws the question before several articles are marked at once.
pub fn draw_ask(canvas: &mut Canvas<'_>, app: &App, question: &Question) {
    let lines = [
        question.words.clone(),
        "Enter does it · any other key leaves all as it is".to_owned(),
    ];
    draw(canvas, app, "Selected articles", &lines);
}

/// Draws the offer of the last backup.
pub fn draw_damaged(canvas: &mut Canvas<'_>, app: &App, damaged: &Damaged) {
    draw(canvas, app, "Marks", &damaged.lines());
}

fn draw(canvas: &mut Canvas<'_>, app: &App, name: &str, lines: &[String]) {
    let screen = &app.scene.screen;
    let widest = lines
        .iter()
        .map(|line| text::width(line))
        .max()
        .unwrap_or(0);
    let height = u16::try_from(lines.len().saturating_add(2)).unwrap_or(u16::MAX);
    let wanted = u16::try_from(widest.saturating_add(4)).unwrap_or(u16::MAX);
    let (width, height) = (wanted.min(screen.columns), height.min(screen.rows));
    let area = Area {
        x: screen.columns.saturating_sub(width) / 2,
        y: screen.rows.saturating_sub(height) / 2,
        width,
        height,
    };
    canvas.clear(area);
    let titles = Titles {
        name,
        ..Titles::default()
    };
    let inside = canvas.frame(area, titles, true);
    let style = canvas.theme().plain();
    for (row, line) in lines.iter().enumerate() {
        canvas.text(inside, (1, row), line, style);
    }
    canvas.place_cursor(inside, (1, 0));
}
