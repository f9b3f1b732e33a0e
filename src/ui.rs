//! The frame: one file a region, each painting what the app has laid out.
//!
//! Promises: borrows only, changes nothing; a frame smaller than the app believes is clipped,
//! never written outside; text comes from the store, which has sanitised it; what colour says is
//! also said by a word, a sign or a weight.

pub mod article;
pub mod canvas;
pub mod choice;
pub mod correcting;
pub mod filter;
pub mod foot;
pub mod goto;
pub mod header;
pub mod help;
pub mod history;
pub mod list;
pub mod noting;
pub mod palette;
pub mod peek;
pub mod picker;
pub mod question;
pub mod status;
pub mod tags;
pub mod theme;
pub mod timeline;

use ratatui::Frame;

use crate::app::screen::Layout;
use crate::app::{App, Overlay};

use canvas::Canvas;
use theme::Theme;

/// Draws the whole screen and places the hardware cursor where the reader is.
pub fn draw(frame: &mut Frame<'_>, app: &App) {
    let theme = Theme::of(&app.scene.settings);
    let mut canvas = Canvas::new(frame.buffer_mut(), theme);
    canvas.place_cursor(app.scene.screen.status, (0, 0));
    match app.scene.screen.layout {
        Layout::Nothing => return,
        Layout::Line => status::draw_line(&mut canvas, app),
        Layout::Alone | Layout::Three => draw_regions(&mut canvas, app),
    }
    let cursor = canvas.cursor();
    if let Some((x, y)) = cursor.filter(|at| frame.area().contains((*at).into())) {
        frame.set_cursor_position((x, y));
    }
}

fn draw_regions(canvas: &mut Canvas<'_>, app: &App) {
    // Wherever nothing better is pointed at, the cursor stands in the focused pane.
    let screen = &app.scene.screen;
    canvas.place_cursor(screen.pane(app.scene.focus).inside(), (0, 0));
    header::draw(canvas, app);
    list::draw(canvas, app);
    article::draw(canvas, app);
    timeline::draw(canvas, app);
    if let Some(peek) = app.timeline.peek() {
        peek::draw(canvas, app, peek);
    }
    filter::draw(canvas, app);
    status::draw(canvas, app);
    match &app.overlay {
        None => {}
        Some(Overlay::Picker(picker)) => picker::draw(canvas, app, picker),
        Some(Overlay::Help(help)) => help::draw(canvas, app, help),
        Some(Overlay::Palette(palette)) => palette::draw(canvas, app, palette),
        Some(Overlay::Tags(tags)) => tags::draw(canvas, app, tags),
        Some(Overlay::Line(line)) => noting::draw(canvas, app, line),
        Some(Overlay::Form(form)) => correcting::draw(canvas, app, form),
        Some(Overlay::History(history)) => history::draw(canvas, app, history),
        Some(Overlay::Choice(choice)) => choice::draw(canvas, app, choice),
        Some(Overlay::Printed(printed)) => choice::draw_printed(canvas, app, printed),
        Some(Overlay::GoTo(go_to)) => goto::draw(canvas, app, go_to),
        Some(Overlay::Quit) => question::draw_quit(canvas, app),
        Some(Overlay::Damaged(damaged)) => question::draw_damaged(canvas, app, damaged),
        Some(Overlay::Ask(question)) => question::draw_ask(canvas, app, question),
    }
}
