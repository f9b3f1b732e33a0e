//! Painting text and frames into cells, clipped to the region and to the frame.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::screen::Area;
use crate::text;
use crate::ui::theme::Theme;

/// The cells of a frame, with the theme and the place of the hardware cursor.
pub struct Canvas<'a> {
    buffer: &'a mut Buffer,
    theme: Theme,
    cursor: Option<(u16, u16)>,
}

/// What stands in the border of a pane.
#[derive(Clone, Copy, Debug, Default)]
pub struct Titles<'a> {
    /// At the top left.
    pub name: &'a str,
    /// At the top right.
    pub right: &'a str,
    /// At the bottom right.
    pub foot: &'a str,
}

/// A text of which some bytes look otherwise.
#[derive(Clone, Copy, Debug)]
pub struct Marked<'a> {
    /// The text.
    pub words: &'a str,
    /// How it looks.
    pub style: Style,
    /// The bytes that look otherwise, sorted, apart.
    pub found: &'a [Range<usize>],
    /// How these look, on top.
    pub other: Style,
}

impl<'a> Canvas<'a> {
    /// A canvas over a frame's cells.
    pub fn new(buffer: &'a mut Buffer, theme: Theme) -> Self {
        Self {
            buffer,
            theme,
            cursor: None,
        }
    }

    /// Styles and signs.
    pub fn theme(&self) -> Theme {
        self.theme
    }

    /// Where the hardware cursor is to stand; the last one to ask gets it.
    pub fn cursor(&self) -> Option<(u16, u16)> {
        self.cursor
    }

    /// Puts the hardware cursor at a column and row of an area, if that lies in it.
    pub fn place_cursor(&mut self, area: Area, at: (usize, usize)) {
        if at.0 < usize::from(area.width) && at.1 < usize::from(area.height) {
            self.cursor = place(area.x, at.0).zip(place(area.y, at.1));
        }
    }

    /// Writes a text into one row of an area, column and row counted from its corner, cut at its
    /// right edge. Returns the column behind it, counted likewise.
    pub fn text(&mut self, area: Area, at: (usize, usize), words: &str, style: Style) -> usize {
        let (x, y) = at;
        let room = usize::from(area.width).saturating_sub(x);
        let (Some(column), Some(row)) = (place(area.x, x), place(area.y, y)) else {
            return x;
        };
        let visible = cells(area).intersection(*self.buffer.area());
        if room == 0 || !visible.contains((column, row).into()) {
            return x;
        }
        let room = room.min(usize::from(visible.right().saturating_sub(column)));
        if let Some(letters) = printed_ascii(words, room) {
            self.ascii((column, row), letters, style);
            return x.saturating_add(letters.len());
        }
        let plain = self.theme.is_ascii().then(|| without_typography(words));
        let cut = text::truncate(plain.as_deref().unwrap_or(words), room);
        let (end, _) = self.buffer.set_stringn(column, row, &cut, room, style);
        usize::from(end.saturating_sub(area.x))
    }

    /// Writes ASCII letters, of which each has its cell: most of a screen is made of them.
    fn ascii(&mut self, (column, row): (u16, u16), letters: &str, style: Style) {
        let area = *self.buffer.area();
        let (x, y) = (column.checked_sub(area.x), row.checked_sub(area.y));
        let start = x.zip(y).map(|(x, y)| {
            let before = usize::from(y).saturating_mul(usize::from(area.width));
            before.saturating_add(usize::from(x))
        });
        let cells = start.and_then(|start| self.buffer.content.get_mut(start..));
        for (cell, letter) in cells.into_iter().flatten().zip(letters.chars()) {
            cell.set_char(letter).set_style(style);
        }
    }

    /// As [`Self::text`], with some of its bytes in another style.
    pub fn marked(&mut self, area: Area, at: (usize, usize), text: Marked<'_>) -> usize {
        let (mut x, y) = at;
        let room = usize::from(area.width).saturating_sub(x);
        let cut = text::truncate(text.words, room);
        let mut done = 0_usize;
        for range in text.found {
            let start = range.start.clamp(done, cut.len());
            let end = range.end.clamp(start, cut.len());
            let (Some(before), Some(inside)) = (cut.get(done..start), cut.get(start..end)) else {
                continue;
            };
            x = self.text(area, (x, y), before, text.style);
            x = self.text(area, (x, y), inside, text.style.patch(text.other));
            done = end;
        }
        let rest = cut.get(done..).unwrap_or_default();
        self.text(area, (x, y), rest, text.style)
    }

    /// Writes a text so that it ends at the right edge of an area, if there is room for it.
    pub fn text_right(&mut self, area: Area, row: usize, words: &str, style: Style) {
        if let Some(x) = usize::from(area.width).checked_sub(text::width(words)) {
            self.text(area, (x, row), words, style);
        }
    }

    /// Gives columns of one row of an area another style, on top of what they have.
    pub fn restyle(&mut self, area: Area, columns: Range<usize>, row: usize, style: Style) {
        let (Some(x), Some(y)) = (place(area.x, columns.start), place(area.y, row)) else {
            return;
        };
        let width = u16::try_from(columns.len()).unwrap_or(u16::MAX);
        let wanted = Rect::new(x, y, width.min(u16::MAX.saturating_sub(x)), 1);
        let inside = wanted.intersection(cells(area));
        self.buffer
            .set_style(inside.intersection(*self.buffer.area()), style);
    }

    /// Empties an area.
    pub fn clear(&mut self, area: Area) {
        let blank = " ".repeat(usize::from(area.width));
        for row in 0..usize::from(area.height) {
            self.text(area, (0, row), &blank, Style::reset());
        }
    }

    /// Draws a pane's border with its titles and returns the area inside.
    pub fn frame(&mut self, area: Area, titles: Titles<'_>, focused: bool) -> Area {
        let style = self.theme.frame(focused);
        let [
            left_top,
            horizontal,
            right_top,
            vertical,
            left_bottom,
            right_bottom,
        ] = self.theme.border(focused);
        let right = usize::from(area.width).saturating_sub(1);
        let last = usize::from(area.height).saturating_sub(1);
        let line = horizontal.repeat(right.saturating_sub(1));
        for row in 1..last {
            self.text(area, (0, row), vertical, style);
            self.text(area, (right, row), vertical, style);
        }
        self.text(area, (0, 0), &format!("{left_top}{line}{right_top}"), style);
        let bottom = format!("{left_bottom}{line}{right_bottom}");
        self.text(area, (0, last), &bottom, style);
        self.titles(area, titles, style);
        area.inside()
    }

    fn titles(&mut self, area: Area, titles: Titles<'_>, style: Style) {
        let strip = Area {
            x: area.x.saturating_add(1),
            width: area.width.saturating_sub(2),
            ..area
        };
        let room = usize::from(strip.width);
        let used = text::width(titles.name).saturating_add(2);
        if !titles.name.is_empty() && used <= room {
            self.text(strip, (0, 0), &format!(" {} ", titles.name), style);
        }
        let right = text::width(titles.right).saturating_add(3);
        if !titles.right.is_empty() && used.saturating_add(right) <= room {
            self.text_right(strip, 0, &format!(" {} ", titles.right), style);
        }
        let last = usize::from(area.height).saturating_sub(1);
        if !titles.foot.is_empty() && last > 0 {
            self.text_right(strip, last, &format!(" {} ", titles.foot), style);
        }
    }
}

/// The text if it is ASCII without controls and fits into so many columns.
fn printed_ascii(words: &str, room: usize) -> Option<&str> {
    let printed = |byte: u8| (b' '..=b'~').contains(&byte);
    (words.len() <= room && words.bytes().all(printed)).then_some(words)
}

/// Typographic signs as ASCII ones of the same width; letters stay as they are.
fn without_typography(words: &str) -> String {
    let plain = words.chars().map(|c| match c {
        '“' | '”' | '„' | '«' | '»' => '"',
        '‘' | '’' | '‚' => '\'',
        '–' | '—' | '‐' | '‑' | '·' | '•' => '-',
        '…' => '~',
        c => c,
    });
    plain.collect()
}

fn cells(area: Area) -> Rect {
    Rect {
        x: area.x,
        y: area.y,
        width: area.width.min(u16::MAX.saturating_sub(area.x)),
        height: area.height.min(u16::MAX.saturating_sub(area.y)),
    }
}

fn place(start: u16, offset: usize) -> Option<u16> {
    start.checked_add(u16::try_from(offset).ok()?)
}
