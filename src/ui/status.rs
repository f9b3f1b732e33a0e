//! The last two rows: a sentence about what is shown, and the keys that work here. On a terminal
//! too small for panes, the one line that says most.

use crate::action::{Action, Key};
use crate::app::correcting::Field;
use crate::app::keeping::Keeping;
use crate::app::screen::Area;
use crate::app::{App, Overlay, status};
use crate::keymap::{Hint, Keymap};
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
        let count = app.article.count_words(&app.scene).unwrap_or_default();
        let strip = Area {
            width: area.width.saturating_sub(1),
            ..area
        };
        canvas.text_right(strip, 0, &count, theme.quiet());
        filter::prompt(canvas, (area, start), app.article.find().prompt(), &[]);
    } else {
        let room = usize::from(area.width).saturating_sub(2);
        let words = status::sentence(app);
        canvas.text(area, (1, 0), status::fitting(&words, room), theme.plain());
    }
    hints(canvas, app);
}

/// The keys of the focused context, as many as fit, from the one table of commands; help and the
/// way out always stand at the right.
fn hints(canvas: &mut Canvas<'_>, app: &App) {
    // A box says itself what its keys do, which may be something else than usual.
    let footer = |keymap: &Keymap, context| match app.overlay {
        Some(_) => Vec::new(),
        None => keymap.footer(context),
    };
    let area = app.scene.screen.hints;
    let keymap = &app.scene.settings.keymap;
    let context = app.context();
    let always: Vec<Key> = [Action::Help, Action::BackOrQuit]
        .into_iter()
        .flat_map(|action| keymap.keys_of(action, context))
        .collect();
    let (right, left): (Vec<Hint>, Vec<Hint>) = footer(keymap, context)
        .into_iter()
        .partition(|hint| hint.keys.iter().any(|key| always.contains(key)));
    let marks = app.keeping_words();
    let end: usize = right
        .iter()
        .map(|hint| hint_width(hint).saturating_add(2))
        .sum();
    let end = end.saturating_add(
        marks
            .as_ref()
            .map_or(0, |words| text::width(words).saturating_add(2)),
    );
    let start = usize::from(area.width).saturating_sub(end);
    let mut x = 1_usize;
    for hint in &left {
        if x.saturating_add(hint_width(hint)).saturating_add(1) > start {
            break;
        }
        x = draw_hint(canvas, (area, x), hint).saturating_add(2);
    }
    x = start.max(x);
    if let Some(words) = marks {
        let theme = canvas.theme();
        let style = match app.scene.keeping {
            Keeping::Failing { .. } => theme.strong(),
            _ => theme.quiet(),
        };
        x = canvas.text(area, (x, 0), &words, style).saturating_add(2);
    }
    for hint in &right {
        x = draw_hint(canvas, (area, x), hint).saturating_add(2);
    }
}

fn keys_of(hint: &Hint) -> String {
    let keys: Vec<String> = hint.keys.iter().map(ToString::to_string).collect();
    keys.join(" ")
}

fn hint_width(hint: &Hint) -> usize {
    text::width(&keys_of(hint))
        .saturating_add(1)
        .saturating_add(text::width(hint.word))
}

fn draw_hint(canvas: &mut Canvas<'_>, (area, x): (Area, usize), hint: &Hint) -> usize {
    let theme = canvas.theme();
    let x = canvas.text(area, (x, 0), &keys_of(hint), theme.accent());
    canvas.text(area, (x.saturating_add(1), 0), hint.word, theme.plain())
}

/// The one line of a small terminal: what is being typed, else what was said, else the article.
pub fn draw_line(canvas: &mut Canvas<'_>, app: &App) {
    let area = app.scene.screen.status;
    let theme = canvas.theme();
    let typed = match &app.overlay {
        Some(Overlay::Picker(picker)) => Some(("> ", picker.prompt())),
        Some(Overlay::Palette(palette)) => Some((":", palette.prompt())),
        Some(Overlay::Tags(tags)) => Some(("+", tags.prompt())),
        Some(Overlay::Line(line)) => Some(("> ", &line.prompt)),
        Some(Overlay::Form(form)) => Some((
            match form.at() {
                Field::Source => "source ",
                Field::Date => "date ",
            },
            form.prompt(form.at()),
        )),
        _ if app.filter.is_editing() => Some(("/", app.filter.prompt())),
        _ if app.article.is_finding() => Some(("/", app.article.find().prompt())),
        _ => None,
    };
    if let Some((sign, prompt)) = typed {
        let x = canvas.text(area, (0, 0), sign, theme.accent());
        return filter::prompt(canvas, (area, x), prompt, &[]);
    }
    let words = match (&app.overlay, app.status.said()) {
        (Some(Overlay::Quit), _) => "not saved will be lost: q quits".to_owned(),
        (Some(Overlay::Damaged(_)), _) => "marks were damaged: Enter takes the backup".to_owned(),
        (Some(Overlay::Ask(question)), _) => format!("{} Enter", question.words),
        (Some(Overlay::Choice(choice)), _) => choice.in_a_line(),
        (Some(Overlay::Printed(printed)), _) => printed.title.clone(),
        (_, Some(said)) => said.to_owned(),
        _ => status::selected_in_a_line(app),
    };
    canvas.text(area, (0, 0), &words, theme.plain());
    canvas.place_cursor(area, (0, 0));
}
