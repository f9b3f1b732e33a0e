//! The article pane.

use std::ops::Range;

use ratatui::style::{Modifier, Style};

use crate::app::article::lines::{Kind, Line};
use crate::app::article::{Face, find};
use crate::app::moment::grouped;
use crate::app::screen::Area;
use crate::app::{App, Pane};
use crate::store::View;
use crate::text;
use crate::ui::canvas::{Canvas, Marked, Titles};
use crate::ui::theme::Theme;

/// Draws the article.
pub fn draw(canvas: &mut Canvas<'_>, app: &App) {
    let scene = &app.scene;
    if scene.screen.article.is_empty() {
        return;
    }
    let pane = &app.article;
    let view = scene.selected.and_then(|id| scene.store.get(id));
    let in_view = pane.in_view(scene);
    let count = scene.rows().len();
    let listed = view
        .as_ref()
        .is_some_and(|view| scene.rows().get(app.list.row()) == Some(&view.id()));
    let place = match (&view, listed) {
        (None, _) => String::new(),
        (Some(_), true) => {
            let here = app.list.row().saturating_add(1);
            format!("{} of {}", grouped(here), grouped(count))
        }
        (Some(_), false) => "not in the list".to_owned(),
    };
    let foot = match pane.lines().len() {
        0 => String::new(),
        all => {
            let first = grouped(in_view.start.saturating_add(1));
            format!(
                "lines {first} to {} of {}",
                grouped(in_view.end),
                grouped(all)
            )
        }
    };
    let titles = Titles {
        name: match pane.face() {
            Face::Text => "Article",
            Face::Evidence => "How this is known",
        },
        right: &place,
        foot: &foot,
    };
    let inside = canvas.frame(scene.screen.article, titles, scene.focus == Pane::Article);
    let text = Area {
        x: inside.x.saturating_add(1),
        width: inside.width.saturating_sub(2),
        ..inside
    };
    if let Some(view) = view {
        draw_lines(canvas, (app, &view), text, in_view);
    }
}

fn draw_lines(
    canvas: &mut Canvas<'_>,
    (app, view): (&App, &View<'_>),
    area: Area,
    in_view: Range<usize>,
) {
    let pane = &app.article;
    let focused = app.scene.focus == Pane::Article;
    let top = in_view.start;
    let lines = pane.lines().get(in_view).unwrap_or_default();
    let found = find::found_in(pane.marked(&app.scene), view.text(), lines);
    for (y, (line, found)) in lines.iter().zip(&found).enumerate() {
        draw_line(canvas, (area, y), line, (line.text(view.text()), found));
        if line.item.is_some() && line.item == pane.item() {
            let width = usize::from(area.width);
            let style = canvas.theme().selected();
            canvas.restyle(area, line.indent.saturating_sub(2)..width, y, style);
        }
    }
    if focused {
        let current = pane.current_line(&app.scene);
        canvas.place_cursor(area, (0, current.saturating_sub(top)));
    }
}

fn draw_line(
    canvas: &mut Canvas<'_>,
    at: (Area, usize),
    line: &Line,
    (words, found): (&str, &[Range<usize>]),
) {
    let (area, y) = at;
    let theme = canvas.theme();
    let style = style_of(line.kind, theme);
    let every_line = line.kind == Kind::Note;
    let sign = sign_of(line.kind, theme).filter(|_| line.at.byte == 0 || every_line);
    if line.kind == Kind::Tags {
        return draw_tags(canvas, (area, y), words);
    }
    if let Some(sign) = sign {
        canvas.text(area, (line.indent.saturating_sub(2), y), sign, style);
    }
    if !line.margin.is_empty() {
        canvas.text(area, (0, y), &line.margin, theme.quiet());
    }
    // Line feeds inside a paragraph are blanks; a tab is one column, as wrapping counts it.
    let words = words.replace(['\n', '\t'], " ");
    let text = Marked {
        words: &words,
        style,
        found,
        other: theme.found(),
    };
    let end = canvas.marked(area, (line.indent, y), text);
    let needed = end
        .saturating_add(text::width(&line.note))
        .saturating_add(2);
    if !line.note.is_empty() && needed <= usize::from(area.width) {
        canvas.text_right(area, y, &line.note, theme.quiet());
    }
}

fn style_of(kind: Kind, theme: Theme) -> Style {
    match kind {
        Kind::Headline | Kind::Section | Kind::CommentHead => theme.strong(),
        Kind::Fact | Kind::Body | Kind::Comment | Kind::Raw | Kind::Blank | Kind::Tags => {
            theme.plain()
        }
        Kind::Quiet | Kind::Boilerplate | Kind::Related { known: false } => theme.quiet(),
        Kind::Related { known: true } => theme.quiet().add_modifier(Modifier::UNDERLINED),
        Kind::FoldHead { .. } => theme.source(),
        Kind::Marks => theme.mark(),
        Kind::Note => theme.lead(),
    }
}

/// Tags in their colours.
fn draw_tags(canvas: &mut Canvas<'_>, (area, y): (Area, usize), words: &str) {
    let mut x = 0;
    for chip in words.split("  ") {
        let style = canvas.theme().tag(chip.trim_start_matches('#'));
        x = canvas.text(area, (x, y), chip, style).saturating_add(2);
    }
}

/// The sign before the first line of a piece; a note has it before every line.
fn sign_of(kind: Kind, theme: Theme) -> Option<&'static str> {
    match kind {
        Kind::FoldHead { open: false } => Some(theme.sign("▸", "+")),
        Kind::FoldHead { open: true } => Some(theme.sign("▾", "-")),
        Kind::Note => Some(theme.sign("▎", "|")),
        Kind::Related { known: true } => Some(theme.sign("→", ">")),
        Kind::Related { known: false } => Some(theme.sign("·", ".")),
        _ => None,
    }
}
