//! The one door out: frames as bytes on the terminal.
//!
//! Promises: no cell carries a control character to the terminal, wherever it came from; without
//! colour (`NO_COLOR`) reverse, bold and underline stay; a frame reaches the terminal in one
//! write, so that a slow one shows no half of it longer than needed; a cluster that the terminal
//! takes for wider or narrower than it was laid out disturbs nothing beside it.

mod grid;

use std::borrow::Cow;
use std::io;
use std::sync::Arc;

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use ratatui::style::Color;

use self::grid::{Grid, Placed};
use super::terminal::{Extent, Terminal};

/// Whether frames are drawn in colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Colour {
    /// As the styles say.
    On,
    /// Colours are left out, attributes stay.
    Off,
}

/// Draws cells on the terminal.
#[derive(Debug)]
pub(crate) struct Screen {
    /// The frame so far, sent as a whole.
    frame: Vec<u8>,
    /// What stands there.
    grid: Grid,
    terminal: Arc<Terminal>,
    /// The size the application lays out for: never changed between layout and drawing.
    extent: Extent,
    colour: Colour,
    cursor: Position,
}

impl Screen {
    /// A screen on `terminal`.
    pub(crate) fn new(terminal: &Arc<Terminal>, colour: Colour) -> Self {
        // Left to itself, the library answers NO_COLOR by an empty colour sequence, which a
        // terminal reads as "all attributes off"; colours are left out here instead.
        crossterm::style::force_color_output(true);
        let extent = terminal.device().extent();
        Self {
            frame: Vec::new(),
            grid: Grid::blank(extent.columns, extent.rows),
            terminal: Arc::clone(terminal),
            extent,
            colour,
            cursor: Position::ORIGIN,
        }
    }

    /// From the next frame on, the screen has this size.
    pub(crate) fn set_extent(&mut self, extent: Extent) {
        self.extent = extent;
        self.grid = Grid::blank(extent.columns, extent.rows);
    }

    /// Writes into the frame.
    fn pen(&mut self) -> CrosstermBackend<&mut Vec<u8>> {
        CrosstermBackend::new(&mut self.frame)
    }
}

impl Backend for Screen {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let colour = self.colour;
        let cells: Vec<Placed<'_>> = content
            .map(|(x, y, cell)| (x, y, shown(cell, colour)))
            .collect();
        paint(&mut self.frame, &mut self.grid, &cells)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.pen().hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.pen().show_cursor()
    }

    /// Where it was last put. The terminal is never asked: its answer would be read as keys.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.cursor = position.into();
        let cursor = self.cursor;
        self.pen().set_cursor_position(cursor)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.grid.clear();
        self.pen().clear()
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        if clear_type == ClearType::All {
            self.grid.clear();
        }
        self.pen().clear_region(clear_type)
    }

    fn size(&self) -> io::Result<Size> {
        Ok(Size::new(self.extent.columns, self.extent.rows))
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize {
            columns_rows: self.size()?,
            pixels: Size::ZERO,
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        let sent = self.terminal.device().write_all(&self.frame);
        self.frame.clear();
        sent
    }
}

/// Writes what changes into a frame.
fn paint(frame: &mut Vec<u8>, grid: &mut Grid, changed: &[Placed<'_>]) -> io::Result<()> {
    let whole = grid.take(changed);
    let plain = changed.iter().filter(|(_, y, _)| !whole.contains(y));
    let mut pen = CrosstermBackend::new(frame);
    pen.draw(plain.map(|(x, y, cell)| (*x, *y, cell.as_ref())))?;
    for piece in whole.into_iter().flat_map(|y| grid.pieces(y)) {
        pen.draw(piece.iter().map(|(x, y, cell)| (*x, *y, cell.as_ref())))?;
    }
    Ok(())
}

/// The cell as it may be shown.
fn shown(cell: &Cell, colour: Colour) -> Cow<'_, Cell> {
    let mut cell = Cow::Borrowed(cell);
    if cell.symbol().chars().any(char::is_control) {
        cell.to_mut().set_symbol("\u{fffd}");
    }
    if colour == Colour::Off && (cell.fg, cell.bg) != (Color::Reset, Color::Reset) {
        let cell = cell.to_mut();
        cell.set_fg(Color::Reset).set_bg(Color::Reset);
    }
    cell
}

#[cfg(test)]
mod tests {
    use ratatui::style::{Modifier, Style};

    use super::*;

    #[test]
    fn no_cell_carries_a_control_character() {
        for symbol in ["\u{1b}[2J", "\u{9b}2J", "a\u{7}", "\n", "\u{7f}"] {
            let mut cell = Cell::EMPTY;
            cell.set_symbol(symbol);
            assert_eq!(shown(&cell, Colour::On).symbol(), "\u{fffd}", "{symbol:?}");
        }
        for symbol in ["a", "é", "می\u{200c}", "👩\u{200d}🚀"] {
            let mut cell = Cell::EMPTY;
            cell.set_symbol(symbol);
            assert_eq!(shown(&cell, Colour::On).symbol(), symbol);
        }
    }

    #[test]
    fn without_colour_the_attributes_stay() {
        let mut cell = Cell::EMPTY;
        let loud = Modifier::REVERSED | Modifier::BOLD;
        cell.set_style(
            Style::new()
                .fg(Color::Red)
                .bg(Color::Blue)
                .add_modifier(loud),
        );
        let plain = shown(&cell, Colour::Off);
        assert_eq!((plain.fg, plain.bg), (Color::Reset, Color::Reset));
        assert_eq!(plain.modifier, loud);
        assert_eq!(shown(&cell, Colour::On).fg, Color::Red);
    }
}
