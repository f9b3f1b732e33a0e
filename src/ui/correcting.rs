//! The form for source and date over the panes.

use crate::app::App;
use crate::app::correcting::{Field, Form};
use crate::app::moment::grouped;
use crate::app::noting::about;
use crate::app::screen::Area;
use crate::text;
use crate::ui::canvas::{Canvas, Titles};
use crate::ui::filter;

/// Column where the fields begin.
const FIELDS: usize = 9;

/// Columns that a field keeps whatever stands beside it.
const LEAST_FIELD: usize = 24;

/// Draws it over the panes.
pub fn draw(canvas: &mut Canvas<'_>, app: &App, form: &Form) {
    let area = form.area(&app.scene.screen);
    canvas.clear(area);
    let name = format!("Correct {}", about(form.ids(), &app.scene));
    let titles = Titles {
        name: &name,
        right: "",
        foot: match form.ids().len() {
            1 => "Tab other field · Enter correct · empty: as read · Esc",
            _ => "Tab other field · Enter correct · empty: each as it is · Esc",
        },
    };
    let inside = canvas.frame(area, titles, true);
    for (y, field) in [(0, Field::Source), (1, Field::Date)] {
        draw_field(canvas, (inside, y), form, field);
    }
    let theme = canvas.theme();
    match form.date_words(&app.scene) {
        Ok(words) => canvas.text(inside, (FIELDS, 2), &words, theme.quiet()),
        Err(expected) => {
            let words = format!("expected {expected}");
            canvas.text(inside, (FIELDS, 2), &words, theme.fault())
        }
    };
    for (at, (name, count)) in form.rows(&app.scene).iter().enumerate() {
        let y = at.saturating_add(3);
        let width = usize::from(inside.width);
        let count = grouped(*count);
        let count_at = width.saturating_sub(text::width(&count).saturating_add(2));
        let name = text::truncate(name, count_at.saturating_sub(FIELDS.saturating_add(2)));
        canvas.text(inside, (FIELDS, y), &name, theme.source());
        canvas.text(inside, (count_at, y), &count, theme.quiet());
        if form.row() == Some(at) {
            canvas.restyle(inside, FIELDS.saturating_sub(1)..width, y, theme.selected());
        }
    }
}

fn draw_field(canvas: &mut Canvas<'_>, (area, y): (Area, usize), form: &Form, field: Field) {
    let theme = canvas.theme();
    let (name, here) = match field {
        Field::Source => ("source", form.at() == field),
        Field::Date => ("date", form.at() == field),
    };
    let style = if here { theme.accent() } else { theme.quiet() };
    canvas.text(area, (1, y), name, style);
    let as_read = form.as_read(field).map(|read| format!("as read: {read}"));
    let as_read = as_read.unwrap_or_default();
    let width = usize::from(area.width);
    let room = width.saturating_sub(FIELDS.saturating_add(LEAST_FIELD));
    let as_read = text::truncate(&as_read, room);
    let row = Area {
        y: area.y.saturating_add(u16::try_from(y).unwrap_or(u16::MAX)),
        width: area.width.saturating_sub(1),
        height: 1,
        ..area
    };
    canvas.text_right(row, 0, &as_read, theme.quiet());
    let taken = u16::try_from(text::width(&as_read)).unwrap_or(0);
    let left = Area {
        width: row.width.saturating_sub(taken).saturating_sub(1),
        ..row
    };
    if here {
        filter::prompt(canvas, (left, FIELDS), form.prompt(field), &[]);
    } else {
        canvas.text(left, (FIELDS, 0), form.prompt(field).text(), theme.plain());
    }
}
