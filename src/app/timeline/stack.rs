//! Bars in parts by source: each source has its letter, the same in every bar, so that parts are
//! told apart without colour too.

use super::canvas::Canvas;
use super::picture::{Cell, Ink};
use crate::text::{self, grouped};
use crate::timeline::Chart;
use crate::timeline::source::{BySource, STACKED};

/// The letters of the stacked sources, and that of all others.
pub(super) const LETTERS: [char; STACKED + 1] = ['a', 'b', 'c', 'd', 'e', 'f', '+'];

/// A bar in parts.
pub(super) struct Stacked {
    /// First column.
    pub(super) start: u16,
    /// Columns.
    pub(super) width: u16,
    /// Rows, of all parts together.
    pub(super) height: u16,
    /// Articles of each part.
    pub(super) parts: [u32; STACKED + 1],
    /// Whether it is under the cursor.
    pub(super) marked: bool,
}

impl Canvas {
    /// A bar in parts, the first at the bottom.
    pub(super) fn stacked(&mut self, bar: &Stacked) {
        let mut row = self.bar_rows();
        for (part, cells) in (0_u8..).zip(cells_of(bar.parts, bar.height)) {
            let cell = Cell {
                symbol: LETTERS.get(usize::from(part)).copied().unwrap_or('+'),
                ink: Ink::Part(part),
                marked: bar.marked,
            };
            for _ in 0..cells {
                row = row.saturating_sub(1);
                for column in bar.start..bar.start.saturating_add(bar.width) {
                    self.put((column, row), cell);
                }
            }
        }
    }
}

/// How many of `height` cells belong to each part: by largest remainders (Hamilton's method), so
/// that a single cell shows the largest part.
fn cells_of(parts: [u32; STACKED + 1], height: u16) -> [u16; STACKED + 1] {
    let all: u64 = parts.iter().copied().map(u64::from).sum::<u64>().max(1);
    let share = |count: u32| u64::from(count) * u64::from(height);
    let mut cells = parts.map(|count| u16::try_from(share(count) / all).unwrap_or(height));
    let mut order: Vec<usize> = (0..parts.len()).collect();
    let remainder = |index: &usize| parts.get(*index).map(|count| share(*count) % all);
    order.sort_by_key(|index| std::cmp::Reverse(remainder(index)));
    let left = height.saturating_sub(cells.iter().sum());
    for index in order.into_iter().take(usize::from(left)) {
        if let Some(count) = cells.get_mut(index) {
            *count += 1;
        }
    }
    cells
}

/// "a Tasnim 12 · b Press TV 5 · + 9 others 7", as many as fit into `width` columns.
pub fn legend(chart: &Chart, width: usize) -> String {
    let Some(by_source) = &chart.by_source else {
        return String::new();
    };
    let parts = entries(by_source);
    let fitting = (0..=parts.len())
        .rev()
        .filter_map(|count| Some(parts.get(..count)?.join(" · ")))
        .find(|words| text::width(words) <= width);
    fitting.unwrap_or_default()
}

fn entries(by_source: &BySource) -> Vec<String> {
    let rows = by_source.rows.iter().take(STACKED);
    let mut known = 0_u32;
    let mut parts: Vec<String> = rows
        .zip(LETTERS)
        .map(|(row, letter)| {
            known = known.saturating_add(row.hits);
            let name = text::truncate(row.title(), 24);
            format!("{letter} {name} {}", grouped(row.hits as usize))
        })
        .collect();
    if by_source.has_others() {
        let rest = by_source.hits.saturating_sub(known);
        parts.push(format!("+ others {}", grouped(rest as usize)));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cells_are_shared_out_and_none_is_left() {
        assert_eq!(cells_of([5, 3, 2, 0, 0, 0, 0], 10), [5, 3, 2, 0, 0, 0, 0]);
        assert_eq!(cells_of([5, 4, 2, 0, 0, 0, 0], 1), [1, 0, 0, 0, 0, 0, 0]);
        assert_eq!(cells_of([1, 1, 1, 1, 1, 1, 1], 3), [1, 1, 1, 0, 0, 0, 0]);
        for height in 0..12 {
            let cells = cells_of([7, 5, 3, 2, 1, 1, 90], height);
            assert_eq!(cells.iter().sum::<u16>(), height);
        }
    }
}
