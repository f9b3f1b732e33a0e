//! One bar as cells: its parts, its signs, its counts.

use super::super::picture::{Cell, Ink};
use super::super::stack::Stacked;
use super::Canvas;
use crate::timeline::Layer;
use crate::timeline::height::Scale;
use crate::timeline::source::STACKED;

/// Articles of each part of a bar.
type Parts = [u32; STACKED + 1];

/// A bar of some height at some columns.
pub(super) struct Column {
    pub(super) start: u16,
    pub(super) width: u16,
    pub(super) read: u32,
    pub(super) inferred: u32,
    pub(super) mentioned: u32,
    pub(super) layer: Layer,
    pub(super) scale: Scale,
    pub(super) burst: bool,
    pub(super) marked: bool,
}

impl Column {
    fn hits(&self) -> u32 {
        let published = self.read.saturating_add(self.inferred);
        published.saturating_add(self.mentioned)
    }
}

impl Canvas {
    /// A bar in parts.
    pub(super) fn parts(&mut self, column: &Column, (parts, inferred): (Parts, Parts), pitch: u16) {
        let hits = column.hits();
        let eighths = column.scale.of(hits, self.eighths());
        let height = u16::try_from(eighths.div_ceil(8)).unwrap_or(self.bar_rows);
        self.stacked(&Stacked {
            start: column.start,
            width: column.width,
            height,
            parts,
            inferred,
            marked: column.marked,
        });
        if height > 0 {
            self.signs(column, height);
            self.counts(column, pitch, height);
        }
    }

    /// What is to be known of a bar beside its height: that it is a burst, that it is cut.
    fn signs(&mut self, column: &Column, top: u16) {
        let hits = column.hits();
        let row = self.bar_rows.saturating_sub(top);
        let sign = |symbol| Cell {
            symbol,
            ink: Ink::Mark,
            marked: false,
        };
        if column.burst {
            let symbol = if self.ascii { '!' } else { '▲' };
            // Above the bar, so that its height is seen; a bar that fills all rows ends in it.
            self.put((column.start, row.saturating_sub(1)), sign(symbol));
        }
        if column.scale.clips(hits) {
            let symbol = if self.ascii { '^' } else { '↑' };
            let last = column.start.saturating_add(column.width).saturating_sub(1);
            self.put((last, row), sign(symbol));
        }
    }

    /// A bar, its read part below its inferred part, and its counts where the pitch leaves room.
    pub(super) fn column(&mut self, column: &Column, pitch: u16) {
        let hits = column.hits();
        if hits == 0 {
            return;
        }
        let whole = column.scale.of(hits, self.eighths());
        let read = column.scale.of(column.read, self.eighths());
        let published = column.read.saturating_add(column.inferred);
        let published = column.scale.of(published, self.eighths());
        let top = u16::try_from(whole.div_ceil(8))
            .unwrap_or(1)
            .clamp(1, self.bar_rows);
        for up in 0..top {
            let row = self.bar_rows.saturating_sub(up).saturating_sub(1);
            let below = u32::from(up).saturating_mul(8);
            let filled = whole.saturating_sub(below).min(8);
            let solid = read.saturating_sub(below).min(8);
            let known = published.saturating_sub(below).min(8);
            let spoken = column.mentioned > 0 && known.saturating_mul(2) < filled;
            let (symbol, ink) = match (spoken, column.layer) {
                (false, _) => self.block(filled, solid, column.inferred > 0),
                // Where all is spoken of, nothing has to be told apart from it.
                (true, Layer::Mentioned) => (self.block(filled, filled, false).0, Ink::Mentioned),
                (true, _) => (if self.ascii { '%' } else { '▒' }, Ink::Mentioned),
            };
            for x in column.start..column.start.saturating_add(column.width) {
                self.put(
                    (x, row),
                    Cell {
                        symbol,
                        ink,
                        marked: column.marked,
                    },
                );
            }
        }
        self.signs(column, top);
        self.counts(column, pitch, top);
    }

    /// The symbol of a cell filled so far, of which so much is read.
    fn block(&self, filled: u32, solid: u32, has_inferred: bool) -> (char, Ink) {
        const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
        if has_inferred && solid.saturating_mul(2) < filled {
            return (self.shade(), Ink::Inferred);
        }
        let symbol = match (self.ascii, filled) {
            (true, 0..=2) => '_',
            (true, 3..=6) => '=',
            (true, _) => '#',
            (false, _) => usize::try_from(filled.saturating_sub(1))
                .ok()
                .and_then(|index| BLOCKS.get(index).copied())
                .unwrap_or('█'),
        };
        (symbol, Ink::Read)
    }

    fn counts(&mut self, column: &Column, pitch: u16, top: u16) {
        let x = column.start.saturating_add(column.width);
        let room = usize::from(pitch.saturating_sub(column.width));
        let base = self.bar_rows.saturating_sub(1);
        // A blank stays behind the count; where there is none left before it, it stands at its bar.
        let mut label = |row: u16, count: String| {
            let forms = [format!(" {count:>2}"), format!(" {count}"), count];
            if let Some(text) = forms.into_iter().find(|text| text.len() < room) {
                self.write((x, row), &text, Ink::Word, column.marked);
            }
        };
        if column.mentioned > 0 {
            return label(base, column.hits().to_string());
        }
        match (column.read, column.inferred) {
            (read, 0) => label(base, read.to_string()),
            (0, inferred) => label(base, format!("~{inferred}")),
            (read, inferred) if top > 1 => {
                label(base, read.to_string());
                label(
                    base.saturating_sub(top.saturating_sub(1)),
                    format!("~{inferred}"),
                );
            }
            (read, inferred) => label(base, read.saturating_add(inferred).to_string()),
        }
    }
}
