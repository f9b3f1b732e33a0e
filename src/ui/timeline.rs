//! The timeline pane: paints the cells that [`crate::app::timeline::picture`] lays out.

mod rows;

use ratatui::style::{Modifier, Style};

use crate::action::{Action, Context};
use crate::app::timeline::picture::{self, Cell, Ink};
use crate::app::timeline::{Form, stack};
use crate::app::{App, Pane};
use crate::text;
use crate::timeline::{Layer, Place};
use crate::ui::canvas::{Canvas, Titles};
use crate::ui::theme::Theme;

/// Draws it.
pub fn draw(canvas: &mut Canvas<'_>, app: &App) {
    let area = app.scene.screen.timeline;
    if area.is_empty() {
        return;
    }
    let focused = app.scene.focus == Pane::Timeline;
    let theme = canvas.theme();
    let outside = picture::outside(&app.timeline, &app.scene);
    let name = if outside.is_empty() {
        "Timeline".to_owned()
    } else {
        format!("Timeline{}{outside}", theme.sign(" · ", ", "))
    };
    let room = usize::from(area.width)
        .saturating_sub(text::width(&name))
        .saturating_sub(8);
    let right = picture::header(&app.timeline, &app.scene, room);
    let foot = foot(app, usize::from(area.width).saturating_sub(5));
    let titles = Titles {
        name: &name,
        right: &right,
        foot: &foot,
    };
    let inside = canvas.frame(area, titles, focused);
    if app.timeline.form() == Form::Rows {
        return rows::draw(canvas, app, inside);
    }
    let picture = picture::picture(&app.timeline, &app.scene, inside.width, inside.height);
    for (y, row) in picture.rows.iter().enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| (a.ink, a.marked) == (b.ink, b.marked)) {
            let words: String = run.iter().map(|cell| cell.symbol).collect();
            let style = run
                .first()
                .map_or_else(Style::new, |cell| style(theme, *cell));
            canvas.text(inside, (x, y), &words, style);
            x = x.saturating_add(run.len());
        }
    }
    if let Some((columns, rows)) = picture.brush {
        for (y, row) in picture.rows.iter().enumerate().take(rows.len()) {
            for x in usize::from(columns.start)..usize::from(columns.end) {
                // The parts of a bar have a ground of their own.
                if !row
                    .get(x)
                    .is_some_and(|cell| matches!(cell.ink, Ink::Part(_)))
                {
                    canvas.restyle(inside, x..x.saturating_add(1), y, theme.chosen());
                }
            }
        }
    }
    if let Some((x, y)) = picture.cursor.filter(|_| focused) {
        canvas.place_cursor(inside, (usize::from(x), usize::from(y)));
    }
}

fn style(theme: Theme, cell: Cell) -> Style {
    let base = match cell.ink {
        Ink::Read => theme.bar(),
        Ink::Mentioned => theme.mentioned(),
        Ink::Inferred => theme.inferred().remove_modifier(Modifier::ITALIC),
        Ink::Collection | Ink::Rule => theme.quiet(),
        Ink::Blank | Ink::Word => theme.plain(),
        Ink::Mark => theme.accent(),
        Ink::Part(part) => theme.part(part),
    };
    match (cell.marked, cell.ink) {
        (true, Ink::Read | Ink::Inferred | Ink::Mentioned | Ink::Part(_)) => {
            base.add_modifier(Modifier::BOLD)
        }
        (true, Ink::Mark) => theme.accent().patch(theme.selected()),
        _ => base,
    }
}

/// The line in the lower border: what the keys do here, what the signs mean; as much as fits.
fn foot(app: &App, room: usize) -> String {
    if app.timeline.form() == Form::Stacked
        && let Some(hits) = &app.scene.hits
    {
        let chart = &hits.chart;
        if chart.bars.iter().all(|bar| bar.inferred == 0) {
            return stack::legend(chart, room);
        }
        let shade = format!("{} inferred", Theme::of(&app.scene.settings).sign("░", ":"));
        let room = room.saturating_sub(text::width(&shade)).saturating_sub(3);
        return [stack::legend(chart, room), shade].join(" · ");
    }
    let keys = |actions: &[Action]| {
        let keymap = &app.scene.settings.keymap;
        let keys = actions.iter().filter_map(|action| {
            let key = keymap.key_of(*action, Context::Timeline)?;
            Some(key.to_string())
        });
        keys.collect::<Vec<_>>().join(" ")
    };
    let step = app
        .scene
        .hits
        .as_ref()
        .map_or("bar", |hits| hits.chart.step.name());
    let only_here = only_here(app, step);
    let only = if app.timeline.is_filtered(&app.scene) {
        Some("every date again")
    } else {
        only_here.as_deref()
    };
    let mut parts = if app.scene.focus == Pane::Timeline {
        let only_what = match app.timeline.form() {
            Form::Rows => Some("only this source"),
            Form::Bars | Form::Stacked => only_here.as_deref(),
        };
        let only_what = only_what.map(|what| format!("{} {what}", keys(&[Action::Enter])));
        let others = [
            format!("{} span", keys(&[Action::Brush])),
            format!("{} peek", keys(&[Action::Peek])),
            format!("{} zoom", keys(&[Action::ZoomIn, Action::ZoomOut])),
            format!(
                "{} bar size",
                keys(&[Action::FinerStep, Action::CoarserStep])
            ),
            format!("{} the result", keys(&[Action::FitResult])),
            format!("{} all", keys(&[Action::FitAll])),
        ];
        only_what.into_iter().chain(others).collect()
    } else {
        let next = keys(&[Action::PreviousBar, Action::NextBar]);
        let only = only.map(|what| format!("{} {what}", keys(&[Action::OnlyThisBar])));
        let next = [format!("{next} to the next bar")].into_iter();
        next.chain(only).collect::<Vec<_>>()
    };
    parts.extend(legend(app));
    let count = (0..=parts.len())
        .rev()
        .find(|count| width_of(parts.get(..*count).unwrap_or_default()) <= room);
    parts.truncate(count.unwrap_or(0));
    parts.join(" · ")
}

/// What a filter on the place under the cursor would leave; `None` where no filter says that.
fn only_here(app: &App, step: &str) -> Option<String> {
    let chart = &app.scene.hits.as_ref()?.chart;
    if app.timeline.brushed(&app.scene).is_some() {
        return Some("only this span".to_owned());
    }
    match app.timeline.cursor(&app.scene)? {
        Place::Bar(_) => Some(format!("only this {step}")),
        Place::Before => Some("only earlier ones".to_owned()),
        Place::After => Some("only later ones".to_owned()),
        Place::Future => Some("only future ones".to_owned()),
        Place::Inferred => Some("only inferred ones".to_owned()),
        Place::Wider | Place::Undated if chart.layer == Layer::Mentioned => None,
        Place::Wider => Some("only less exact ones".to_owned()),
        Place::Undated => Some("only undated".to_owned()),
    }
}

/// What the signs mean, of those that are on the screen.
fn legend(app: &App) -> Vec<String> {
    let Some(chart) = app.scene.hits.as_ref().map(|hits| hits.chart.as_ref()) else {
        return Vec::new();
    };
    let theme = Theme::of(&app.scene.settings);
    let mut parts = Vec::new();
    if chart.bars.iter().any(|bar| bar.inferred > 0) {
        parts.push(format!("{} inferred", theme.sign("░", ":")));
    }
    if chart.layer == Layer::Both && chart.bars.iter().any(|bar| bar.mentioned > 0) {
        parts.push(format!("{} spoken of", theme.sign("▒", "%")));
    }
    if chart.bars.iter().any(|bar| bar.burst) {
        parts.push(format!("{} burst", theme.sign("▲", "!")));
    }
    if chart
        .bars
        .iter()
        .any(|bar| bar.start.date() > app.scene.today)
    {
        parts.push(format!("{} today", theme.sign("┊", "|")));
    }
    if chart.bars.iter().any(|bar| bar.collection > bar.hits()) {
        parts.push("dots: all articles".to_owned());
    }
    parts
}

fn width_of(parts: &[String]) -> usize {
    text::width(&parts.join(" · "))
}
