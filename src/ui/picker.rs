//! The pickers, over the panes.

use crate::app::App;
use crate::app::moment::grouped;
use crate::app::picker::{self, Kind, Parts, Picker, Row};
use crate::app::screen::Area;
use crate::text;
use crate::ui::canvas::{Canvas, Titles};
use crate::ui::theme::Theme;

/// Draws it over the panes.
pub fn draw(canvas: &mut Canvas<'_>, app: &App, picker: &Picker) {
    let screen = &app.scene.screen;
    let area = picker.area(screen);
    canvas.clear(area);
    let rows = picker.rows(&app.scene);
    let (name, foot) = match picker.kind() {
        Kind::Sources => ("Sources", "Enter only this · Tab go there · Esc close"),
        Kind::Dates => (
            "Dates",
            "→ ← open, close · Enter only this · Tab go there · Esc",
        ),
        Kind::Records => (
            "Languages, formats, tags, verdicts",
            "Enter only this · Tab go there · Esc close",
        ),
        Kind::Saved => (
            "Saved filters",
            "Enter use it · Delete forget it · Esc close",
        ),
    };
    let cursor = picker.cursor(&rows);
    let place = format!(
        "{} of {}",
        cursor.saturating_add(1).min(rows.len()),
        rows.len()
    );
    let foot = if canvas.theme().is_ascii() {
        foot.replace("→ ←", "Right Left")
    } else {
        foot.to_owned()
    };
    let foot = foot.replace(" · ", canvas.theme().sign(" · ", ", "));
    let titles = Titles {
        name,
        right: &place,
        foot: &foot,
    };
    let inside = canvas.frame(area, titles, true);
    typed(canvas, inside, picker);
    let list = below(inside);
    if rows.is_empty() {
        let words = if !picker.prompt().text().is_empty() {
            "nothing like this"
        } else if picker.kind() == Kind::Saved {
            ":save NAME keeps the filter line as @NAME"
        } else {
            "nothing to choose from yet"
        };
        canvas.text(list, (2, 0), words, canvas.theme().quiet());
    }
    let view = picker::in_view(rows.len(), cursor, picker.page(screen));
    for (y, index) in view.enumerate() {
        if let Some(row) = rows.get(index) {
            draw_row(canvas, list, y, (&row, index == cursor));
        }
    }
}

/// The line that narrows the rows.
fn typed(canvas: &mut Canvas<'_>, inside: Area, picker: &Picker) {
    let theme = canvas.theme();
    let start = canvas.text(inside, (1, 0), "> ", theme.accent());
    let prompt = picker.prompt();
    if prompt.text().is_empty() {
        let words = match picker.kind() {
            Kind::Sources => "type a part of a name",
            Kind::Dates => "type a date: 2018, 2018-01..2019, last-30d, fri",
            Kind::Records | Kind::Saved => "type a part of it",
        };
        canvas.text(inside, (start, 0), words, theme.quiet());
        canvas.place_cursor(inside, (start, 0));
    } else {
        let at = canvas.text(inside, (start, 0), prompt.before_cursor(), theme.plain());
        canvas.text(inside, (at, 0), prompt.after_cursor(), theme.plain());
        canvas.place_cursor(inside, (at, 0));
    }
}

/// The area under the first line.
fn below(inside: Area) -> Area {
    Area {
        y: inside.y.saturating_add(1),
        height: inside.height.saturating_sub(1),
        ..inside
    }
}

fn draw_row(canvas: &mut Canvas<'_>, area: Area, y: usize, (row, selected): (&Row, bool)) {
    let theme = canvas.theme();
    let indent = usize::from(row.depth).saturating_mul(2).saturating_add(2);
    let sign = parts_sign(theme, row.parts);
    let label = format!("{sign}{}", row.label);
    let count = row.count.map(grouped).unwrap_or_default();
    let width = usize::from(area.width);
    let count_at = width.saturating_sub(2).saturating_sub(text::width(&count));
    let room = count_at.saturating_sub(indent).saturating_sub(1);
    let label = text::truncate(&label, room);
    let style = if row.active {
        theme.strong()
    } else {
        theme.plain()
    };
    let end = canvas.text(area, (indent, y), &label, style);
    let note_room = count_at.saturating_sub(end).saturating_sub(3);
    if note_room > 8 {
        let words = row.note.words();
        let note = text::truncate(&words, note_room);
        canvas.text(area, (end.saturating_add(2), y), &note, theme.quiet());
    }
    canvas.text(area, (count_at, y), &count, style);
    if row.active {
        canvas.text(area, (0, y), theme.sign("•", "*"), theme.accent());
    }
    if selected {
        canvas.restyle(area, 1..width, y, theme.selected());
        if !row.active {
            canvas.text(area, (0, y), theme.sign("▌", ">"), theme.accent());
        }
    }
}

fn parts_sign(theme: Theme, parts: Parts) -> &'static str {
    match parts {
        Parts::None => "",
        Parts::Closed => theme.sign("▸ ", "+ "),
        Parts::Open => theme.sign("▾ ", "- "),
    }
}
