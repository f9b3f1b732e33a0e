//! The list pane.

use std::borrow::Cow;
use std::ops::Range;

use ratatui::style::{Modifier, Style};

use crate::app::list::rows::{self, Badge, DATE_COLUMNS, Form, Row};
use crate::app::moment::grouped;
use crate::app::screen::Area;
use crate::app::{App, Pane, status};
use crate::article::{DateKind, SourceFrom};
use crate::text;
use crate::ui::canvas::{Canvas, Marked, Titles};

/// Column of the date in both forms.
const DATE: usize = 2;

/// Columns of a headline that a note may not take.
const LEAST_TITLE: usize = 36;

/// Draws the list.
pub fn draw(canvas: &mut Canvas<'_>, app: &App) {
    let scene = &app.scene;
    if scene.screen.list.is_empty() {
        return;
    }
    let count = scene.rows().len();
    let here = app.list.row().saturating_add(1).min(count);
    let foot = format!("{} of {}", grouped(here), grouped(count));
    let name = match scene.selection.count() {
        0 => "Articles".to_owned(),
        selected => format!("Articles · {} selected", grouped(selected)),
    };
    let titles = Titles {
        name: &name,
        right: status::order_words(scene.order),
        foot: &foot,
    };
    let focused = scene.focus == Pane::List;
    let inside = canvas.frame(scene.screen.list, titles, focused);
    if count == 0 {
        return draw_nothing(canvas, app, inside);
    }
    let form = rows::form(scene);
    let mut y = 0_usize;
    for row in rows::in_view(scene, app.list.top()) {
        if let Some(rule) = &row.rule {
            draw_rule(canvas, (inside, y), rule);
            y = y.saturating_add(1);
        }
        let end = draw_row(canvas, (inside, y), &row, form);
        if scene.selected == Some(row.id) {
            mark_cursor(canvas, inside, y..end, focused);
        }
        if row.selected {
            mark_selected(canvas, (inside, y), scene.selected == Some(row.id));
        }
        y = end;
    }
}

/// `── no date: 2 ──` across the whole pane.
fn draw_rule(canvas: &mut Canvas<'_>, (area, y): (Area, usize), rule: &str) {
    let theme = canvas.theme();
    let line = theme.sign("─", "-");
    let words = format!("{line}{line} {rule} ");
    let rest = usize::from(area.width).saturating_sub(text::width(&words));
    let words = format!("{words}{}", line.repeat(rest));
    canvas.text(area, (0, y), &words, theme.quiet());
}

/// Draws one article and returns the line below it.
fn draw_row(canvas: &mut Canvas<'_>, (area, y): (Area, usize), row: &Row, form: Form) -> usize {
    let below = y.saturating_add(1);
    match form {
        Form::OneLine => {
            let source = (DATE + DATE_COLUMNS + 2, rows::SOURCE_COLUMNS);
            draw_facts(canvas, (area, y), row, source);
            let right = draw_note_before_marks(canvas, (area, y), row);
            let room = right.saturating_sub(rows::BEFORE_HEADLINE + 2);
            draw_title(canvas, (area, rows::BEFORE_HEADLINE, y), row, (0, room));
            below
        }
        Form::Lines { headline } => {
            let marks = text::width(&row.mark_words());
            let before = DATE + DATE_COLUMNS + 3;
            let room = usize::from(area.width).saturating_sub(before + marks + 2);
            draw_facts(canvas, (area, y), row, (before, room));
            draw_lines(canvas, (area, below), row, headline);
            let below = below.saturating_add(row.lines.len());
            draw_line_of_marks(canvas, (area, below), row)
        }
    }
}

/// Tags, then the note, on a line of their own, where there are any. Returns the line below.
fn draw_line_of_marks(canvas: &mut Canvas<'_>, (area, y): (Area, usize), row: &Row) -> usize {
    if row.tags.is_empty() && row.remark.is_empty() {
        return y;
    }
    let area = narrower(area);
    let room = usize::from(area.width);
    let x = draw_tags(canvas, (area, DATE, y), row, room);
    let gap = usize::from(!row.tags.is_empty());
    let style = canvas.theme().quiet().add_modifier(Modifier::ITALIC);
    let x = x.saturating_add(gap);
    let note = text::truncate(&row.remark, room.saturating_sub(x));
    canvas.text(area, (x, y), &note, style);
    y.saturating_add(1)
}

/// The tags side by side up to a column; the rest is counted. Returns the column behind them.
fn draw_tags(
    canvas: &mut Canvas<'_>,
    (area, mut x, y): (Area, usize, usize),
    row: &Row,
    end: usize,
) -> usize {
    let theme = canvas.theme();
    for (at, tag) in row.tags.iter().enumerate() {
        let left = row.tags.len().saturating_sub(at);
        let more = if left > 1 {
            format!("+{left}").len().saturating_add(1)
        } else {
            0
        };
        let chip = format!("#{tag}");
        if x.saturating_add(text::width(&chip)).saturating_add(more) > end {
            let words = format!("+{left}");
            return canvas
                .text(area, (x, y), &words, theme.quiet())
                .saturating_add(1);
        }
        let style = if row.kept {
            theme.quiet()
        } else {
            theme.tag(tag)
        };
        x = canvas.text(area, (x, y), &chip, style).saturating_add(1);
    }
    x
}

/// Columns of the tags side by side, at most a quarter of the row.
fn tags_width(row: &Row, columns: usize) -> usize {
    let all: usize = row
        .tags
        .iter()
        .map(|tag| text::width(tag).saturating_add(2))
        .sum();
    all.min(columns / 4)
}

/// In one line the note stands before the marks, shorter where it would cut the headline; a lead
/// needs no "no headline" beside its quotes. Returns where it begins.
fn draw_note_before_marks(canvas: &mut Canvas<'_>, (area, y): (Area, usize), row: &Row) -> usize {
    let marks = text::width(&row.mark_words()).saturating_add(1);
    let tags = tags_width(row, usize::from(area.width));
    let marks_at = usize::from(area.width).saturating_sub(marks);
    let right = marks_at.saturating_sub(tags);
    draw_tags(canvas, (area, right, y), row, marks_at.saturating_sub(1));
    let start = |note: &str| right.saturating_sub(text::width(note).saturating_add(2));
    let title = rows::BEFORE_HEADLINE.saturating_add(text::width(&row.title));
    let note = if title.saturating_add(2) <= start(&row.note) {
        &row.note
    } else {
        &row.short_note
    };
    let x = start(note);
    if note.is_empty() || x < rows::BEFORE_HEADLINE + LEAST_TITLE {
        return right;
    }
    canvas.text(area, (x, y), note, canvas.theme().quiet());
    x
}

/// The headline on lines of its own, what is noted of the article at the right of the last.
fn draw_lines(canvas: &mut Canvas<'_>, (area, y): (Area, usize), row: &Row, columns: usize) {
    let quiet = canvas.theme().quiet();
    for line in 0..row.lines.len() {
        let y = y.saturating_add(line);
        if line.saturating_add(1) < row.lines.len() {
            draw_title(canvas, (area, DATE, y), row, (line, columns));
            continue;
        }
        let note = row.note_beside_last_line(columns);
        let room = match text::width(note) {
            0 => columns,
            width => columns.saturating_sub(width.saturating_add(2)),
        };
        draw_title(canvas, (area, DATE, y), row, (line, room));
        canvas.text_right(narrower(area), y, note, quiet);
    }
}

fn narrower(area: Area) -> Area {
    Area {
        width: area.width.saturating_sub(1),
        ..area
    }
}

/// The sign at the left of a selected row, another one where the cursor stands on it.
fn mark_selected(canvas: &mut Canvas<'_>, (area, y): (Area, usize), under_cursor: bool) {
    let theme = canvas.theme();
    let sign = if under_cursor {
        theme.sign("◉", "X")
    } else {
        theme.sign("●", "x")
    };
    canvas.text(area, (0, y), sign, theme.mark());
}

/// The bar at the left of the cursor's row; its first line reversed where the focus is.
fn mark_cursor(canvas: &mut Canvas<'_>, area: Area, lines: Range<usize>, focused: bool) {
    let theme = canvas.theme();
    let first = lines.start;
    if focused {
        canvas.restyle(area, 1..usize::from(area.width), first, theme.selected());
    }
    for y in lines {
        canvas.text(area, (0, y), theme.sign("▌", ">"), theme.accent());
    }
    canvas.place_cursor(area, (1, first));
}

/// Date, source (at a column, so many columns wide) and marks.
fn draw_facts(
    canvas: &mut Canvas<'_>,
    (area, y): (Area, usize),
    row: &Row,
    (source_at, source_columns): (usize, usize),
) {
    let theme = canvas.theme();
    let dimmed = |style: Style| if row.kept { theme.quiet() } else { style };
    let date = match row.date_from {
        DateKind::Inferred => theme.inferred(),
        DateKind::None => theme.quiet(),
        DateKind::Explicit | DateKind::Given => theme.plain(),
    };
    if let Some(sign) = row.date_from.sign() {
        canvas.text(area, (DATE - 1, y), sign, dimmed(date));
    }
    canvas.text(area, (DATE, y), &row.date, dimmed(date));
    let source = match row.source_from {
        SourceFrom::Explicit | SourceFrom::Given => theme.source(),
        SourceFrom::Inferred => theme.inferred(),
        SourceFrom::None => theme.quiet(),
    };
    if let Some(sign) = row.source_from.sign() {
        canvas.text(area, (source_at.saturating_sub(1), y), sign, dimmed(source));
    }
    let unknown = row.source_from == SourceFrom::None;
    let name = if unknown && text::width(&row.source) > source_columns {
        "unknown"
    } else {
        &row.source
    };
    let name = text::truncate(name, source_columns);
    canvas.text(area, (source_at, y), &name, dimmed(source));
    draw_marks(canvas, (area, y), row);
}

/// Marks in words at the right edge; in one line the note stands before them.
fn draw_marks(canvas: &mut Canvas<'_>, (area, y): (Area, usize), row: &Row) {
    let theme = canvas.theme();
    let width = text::width(&row.mark_words());
    let mut x = usize::from(area.width).saturating_sub(width.saturating_add(1));
    for (badge, word) in &row.marks {
        let style = match badge {
            _ if row.kept => theme.quiet(),
            Badge::Unread | Badge::Note => theme.quiet(),
            Badge::Star | Badge::Verdict(_) => theme.mark(),
        };
        x = canvas.text(area, (x, y), word, style).saturating_add(1);
    }
}

/// One line of the headline or lead, at most so many columns, what was found in it marked.
fn draw_title(
    canvas: &mut Canvas<'_>,
    (area, x, y): (Area, usize, usize),
    row: &Row,
    (line, columns): (usize, usize),
) {
    let theme = canvas.theme();
    let Some(range) = row.lines.get(line) else {
        return;
    };
    let words = row.title.get(range.clone()).unwrap_or_default();
    let style = match (row.kept, row.is_lead, row.is_unread()) {
        (true, _, _) => theme.quiet(),
        (_, true, _) => theme.lead(),
        (_, false, true) => theme.strong(),
        (_, false, false) => theme.plain(),
    };
    let touching = row
        .found
        .iter()
        .filter(|found| found.start < range.end && found.end > range.start);
    let found: Vec<_> = touching
        .map(|found| found.start.saturating_sub(range.start)..found.end.saturating_sub(range.start))
        .collect();
    let cut = text::truncate(words, columns);
    // A lead that is cut keeps its closing quote.
    let cut = match &cut {
        Cow::Owned(_) if row.is_lead => Cow::Owned(format!(
            "{}”",
            text::truncate(words, columns.saturating_sub(1))
        )),
        _ => cut,
    };
    let text = Marked {
        words: &cut,
        style,
        found: &found,
        other: theme.found(),
    };
    canvas.marked(area, (x, y), text);
}

/// Why the list is empty.
fn draw_nothing(canvas: &mut Canvas<'_>, app: &App, area: Area) {
    let columns = usize::from(area.width).saturating_sub(2).max(1);
    let mut y = 1_usize;
    for words in status::nothing_found(app) {
        for range in text::wrap(&words, columns) {
            let line = words.get(range).unwrap_or_default();
            canvas.text(area, (1, y), line, Style::new());
            y = y.saturating_add(1);
        }
    }
    canvas.place_cursor(area, (0, 0));
}
