//! What stands on the screen, to draw lines whole whose width terminals disagree about.
//!
//! A syllable of Hindi, a flag or a family of emoji is one cluster of several characters, and
//! terminals give it one column, two or four. Where one does not take the columns it was laid out
//! for, what stood in the column after it stays, or what follows is pushed aside. And some leave
//! half of a wide character where a narrow one is put over its other half.
//!
//! Promises: a line with such a cluster is drawn from its first column to its last whenever
//! anything in it changes, and so is the line that follows it there, or one that loses a wide
//! character; every such cluster stands on
//! blanks, and what comes after it is put in its column by name. Other lines cost nothing.

use std::borrow::Cow;
use std::collections::BTreeSet;

use ratatui::buffer::{Cell, CellWidth as _};

use crate::text;

/// A cell and where it stands.
pub(super) type Placed<'a> = (u16, u16, Cow<'a, Cell>);

/// The cells that were drawn, line by line.
#[derive(Debug, Default)]
pub(super) struct Grid {
    lines: Vec<Line>,
}

#[derive(Clone, Debug, Default)]
struct Line {
    cells: Vec<Cell>,
    /// Whether a cluster of uncertain width stands in it.
    is_uncertain: bool,
}

impl Grid {
    /// An empty grid of this size.
    pub(super) fn blank(columns: u16, rows: u16) -> Self {
        let line = Line {
            cells: vec![Cell::EMPTY; usize::from(columns)],
            is_uncertain: false,
        };
        Self {
            lines: vec![line; usize::from(rows)],
        }
    }

    /// Forgets what was drawn: the terminal was emptied.
    pub(super) fn clear(&mut self) {
        for line in &mut self.lines {
            line.cells.fill(Cell::EMPTY);
            line.is_uncertain = false;
        }
    }

    /// Takes in what changes, and tells which lines are to be drawn whole.
    pub(super) fn take(&mut self, changed: &[Placed<'_>]) -> BTreeSet<u16> {
        let mut whole = BTreeSet::new();
        for (x, y, cell) in changed {
            let Some(line) = self.lines.get_mut(usize::from(*y)) else {
                continue;
            };
            let is_freed = line.put(usize::from(*x), cell);
            if is_freed {
                whole.insert(*y);
            }
            if line.is_uncertain || is_uncertain(cell) {
                line.is_uncertain = true;
                whole.insert(*y);
            }
        }
        for y in &whole {
            if let Some(line) = self.lines.get_mut(usize::from(*y)) {
                line.is_uncertain = line.cells.iter().any(is_uncertain);
            }
        }
        whole
    }

    /// A line in pieces, each to be drawn from a place that is named to the terminal.
    pub(super) fn pieces(&self, y: u16) -> Vec<Vec<Placed<'_>>> {
        let mut pieces = Vec::new();
        let mut piece = Vec::new();
        let cells = self.lines.get(usize::from(y)).map_or(&[][..], |l| &l.cells);
        let mut covered = 0;
        for (x, cell) in (0_u16..).zip(cells) {
            if x < covered {
                continue;
            }
            covered = x.saturating_add(cell.cell_width().max(1));
            if is_uncertain(cell) {
                let mut blank = cell.clone();
                blank.set_symbol(" ");
                piece.extend((x..covered).map(|x| (x, y, Cow::Owned(blank.clone()))));
                pieces.push(std::mem::take(&mut piece));
                pieces.push(vec![(x, y, Cow::Borrowed(cell))]);
            } else {
                piece.push((x, y, Cow::Borrowed(cell)));
            }
        }
        pieces.push(piece);
        pieces
    }
}

impl Line {
    /// Puts a cell in its column; the columns it covers beyond that are blank. Tells whether a
    /// wider one stood there.
    fn put(&mut self, x: usize, cell: &Cell) -> bool {
        let width = usize::from(cell.cell_width()).max(1);
        let before = self.cells.get(x).map_or(0, Cell::cell_width);
        for (offset, place) in self.cells.iter_mut().skip(x).take(width).enumerate() {
            place.clone_from(cell);
            if offset > 0 {
                place.set_symbol(" ");
            }
        }
        usize::from(before) > width
    }
}

fn is_uncertain(cell: &Cell) -> bool {
    cell.symbol().len() > 1 && !text::has_certain_width(cell.symbol())
}

#[cfg(test)]
mod tests;
