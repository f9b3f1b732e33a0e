//! The box of tags over the panes.

use crate::app::App;
use crate::app::moment::counted;
use crate::app::noting::about;
use crate::app::picker;
use crate::app::screen::Area;
use crate::app::tags::{Row, TagBox};
use crate::text;
use crate::ui::canvas::{Canvas, Titles};
use crate::ui::filter;

/// Draws it over the panes.
pub fn draw(canvas: &mut Canvas<'_>, app: &App, tags: &TagBox) {
    let screen = &app.scene.screen;
    let area = tags.area(screen);
    canvas.clear(area);
    let rows = tags.rows(&app.scene);
    let name = format!("Tags of {}", about(tags.ids(), &app.scene));
    let down = canvas.theme().sign("↓", "Down");
    let foot = format!("tag, -tag Enter · {down} choose · Tab complete · Esc close");
    let titles = Titles {
        name: &name,
        right: "",
        foot: &foot,
    };
    let inside = canvas.frame(area, titles, true);
    let theme = canvas.theme();
    canvas.text(inside, (1, 0), "+", theme.accent());
    let list = Area {
        y: inside.y.saturating_add(1),
        height: inside.height.saturating_sub(1),
        ..inside
    };
    let cursor = tags.cursor(&rows);
    let view = picker::in_view(rows.len(), cursor.unwrap_or(0), tags.page(screen));
    let shown = view.len();
    for (y, index) in view.enumerate() {
        if let Some(row) = rows.get(index) {
            draw_row(
                canvas,
                (list, y),
                (row, tags.ids().len()),
                cursor == Some(index),
            );
        }
    }
    let words = match tags.new_tag(&rows) {
        Some(new) => format!("Enter makes the new tag #{new}"),
        None if rows.is_empty() => "no tag is in use yet: type one".to_owned(),
        None => String::new(),
    };
    canvas.text(list, (3, shown), &words, theme.quiet());
    filter::prompt(canvas, (inside, 3), tags.prompt(), &[]);
    if let Some(at) = cursor {
        canvas.place_cursor(list, (1, at.min(shown)));
    }
}

fn draw_row(
    canvas: &mut Canvas<'_>,
    (area, y): (Area, usize),
    (row, about): (&Row, usize),
    selected: bool,
) {
    let theme = canvas.theme();
    let width = usize::from(area.width);
    let sign = match row.here {
        0 => "",
        here if here == about => theme.sign("•", "*"),
        _ => theme.sign("◦", "-"),
    };
    canvas.text(area, (1, y), sign, theme.accent());
    let count = counted(row.count, "article", "articles");
    let count_at = width.saturating_sub(text::width(&count).saturating_add(2));
    let room = count_at.saturating_sub(4);
    let tag = format!("#{}", row.tag);
    let end = canvas.text(
        area,
        (3, y),
        &text::truncate(&tag, room),
        theme.tag(&row.tag),
    );
    if about > 1 && row.here > 0 && row.here < about {
        let words = format!("on {} of these", row.here);
        canvas.text(area, (end.saturating_add(2), y), &words, theme.quiet());
    }
    canvas.text(area, (count_at, y), &count, theme.quiet());
    if selected {
        canvas.restyle(area, 1..width, y, theme.selected());
        canvas.text(area, (0, y), theme.sign("▌", ">"), theme.accent());
    }
}
