//! A look into the bar under the cursor, over the panes.

use crate::action::{Action, Context, Motion};
use crate::app::App;
use crate::app::timeline::peek::Peek;
use crate::text;
use crate::ui::canvas::{Canvas, Titles};
use crate::ui::foot;

/// Draws it above the timeline.
pub fn draw(canvas: &mut Canvas<'_>, app: &App, peek: &Peek) {
    let area = peek.area(&app.scene.screen);
    if area.height < 3 {
        return;
    }
    canvas.clear(area);
    let mut keys: Vec<(&[Action], &str)> = vec![(
        &[Action::Move(Motion::Down), Action::Move(Motion::Up)],
        "read them",
    )];
    if peek.can_keep {
        keys.push((&[Action::Enter], "only these"));
    }
    keys.push((&[Action::Peek], "close"));
    let foot = foot::of(app, Context::Timeline, &keys);
    let titles = Titles {
        name: &peek.title,
        right: "",
        foot: &foot,
    };
    let inside = canvas.frame(area, titles, false);
    let theme = canvas.theme();
    let width = usize::from(inside.width).saturating_sub(2);
    let mut row = 0;
    for fact in &peek.facts {
        canvas.text(
            inside,
            (1, row),
            &text::truncate(fact, width),
            theme.plain(),
        );
        row = row.saturating_add(1);
    }
    let sources = peek
        .headlines
        .iter()
        .map(|entry| text::width(&entry.source));
    let column = sources.max().unwrap_or(0).min(22);
    let at = column.saturating_add(3);
    let room = width.saturating_sub(column).saturating_sub(2);
    for entry in &peek.headlines {
        let name = text::truncate(&entry.source, column);
        canvas.text(inside, (1, row), &name, theme.source());
        let headline = text::truncate(&entry.headline, room);
        canvas.text(inside, (at, row), &headline, theme.strong());
        row = row.saturating_add(1);
        if let Some(sentence) = &entry.sentence {
            canvas.text(
                inside,
                (at, row),
                &text::truncate(sentence, room),
                theme.plain(),
            );
            row = row.saturating_add(1);
        }
    }
    canvas.text(inside, (1, row), &peek.more, theme.quiet());
}
