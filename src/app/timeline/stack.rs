//! Bars in parts by source: each source has its letter, the same in every bar, so that parts are
//! told apart without colour too.

use super::canvas::Canvas;
use super::picture::{Cell, Ink};
use crate::text::{self, grouped};
use crate::timeline::Chart;
use crate::timeline::source::{BySource, LETTERS, STACKED, cells_of};

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
    /// Of these, dated by inference.
    pub(super) inferred: [u32; STACKED + 1],
    /// Whether it is under the cursor.
    pub(super) marked: bool,
}

impl Canvas {
    /// A bar in parts, the first at the bottom; what is inferred of a part stands at its top, every
    /// other cell of it shaded, so that the letter is still read.
    pub(super) fn stacked(&mut self, bar: &Stacked) {
        let mut row = self.bar_rows();
        let cells = cells_of(bar.parts, bar.height);
        let counts = bar.parts.into_iter().zip(bar.inferred);
        for (part, (cells, counts)) in (0_u8..).zip(cells.into_iter().zip(counts)) {
            let letter = LETTERS.get(usize::from(part)).copied().unwrap_or('+');
            let read = cells.saturating_sub(inferred_of(cells, counts));
            for up in 0..cells {
                row = row.saturating_sub(1);
                for right in 0..bar.width {
                    let odd = up.saturating_sub(read).saturating_add(right) % 2 == 1;
                    let cell = Cell {
                        symbol: if up >= read && odd {
                            self.shade()
                        } else {
                            letter
                        },
                        ink: Ink::Part(part),
                        marked: bar.marked,
                    };
                    self.put((bar.start.saturating_add(right), row), cell);
                }
            }
        }
    }
}

/// How many cells of a part stand for its inferred articles: the nearest number, but where the part
/// has room for both, neither is left out.
fn inferred_of(cells: u16, (all, inferred): (u32, u32)) -> u16 {
    let share = u64::from(inferred) * u64::from(cells) * 2 + u64::from(all);
    let nearest = u16::try_from(share / (u64::from(all.max(1)) * 2)).unwrap_or(cells);
    match (inferred, all.saturating_sub(inferred)) {
        (0, _) => 0,
        (_, 0) => cells,
        _ if cells < 2 => nearest,
        _ => nearest.clamp(1, cells.saturating_sub(1)),
    }
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
    fn what_is_inferred_of_a_part_has_its_share_of_the_cells() {
        for (cells, counts, inferred) in [
            (4, (8, 0), 0),
            (4, (8, 8), 4),
            (4, (8, 4), 2),
            (4, (1_000, 1), 1),
            (4, (1_000, 999), 3),
            (1, (3, 1), 0),
            (1, (3, 2), 1),
            (0, (3, 2), 0),
            (0, (0, 0), 0),
        ] {
            assert_eq!(inferred_of(cells, counts), inferred, "{cells} {counts:?}");
        }
    }
}
