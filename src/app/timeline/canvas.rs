//! The cells of the timeline while they are filled: bars, counts, words, rules.

mod column;

use chrono::NaiveDate;

use std::ops::Range;

use super::manner::{Manner, Span, SpanOf};
use super::picture::{BLANK, Cell, Ink, Picture};
use super::{Form, SIDE};
use crate::timeline::axis::{self, Layout};
use crate::timeline::{Chart, Place};
use column::Column;

/// Columns of a side bar.
const SIDE_BAR: u16 = 4;

/// The cells while they are filled.
pub(super) struct Canvas {
    rows: Vec<Vec<Cell>>,
    /// Rows for bars; one more is the axis, where there is room.
    bar_rows: u16,
    ascii: bool,
}

impl Canvas {
    pub(super) fn new(width: u16, height: u16, ascii: bool) -> Self {
        Self {
            rows: vec![vec![BLANK; usize::from(width)]; usize::from(height)],
            bar_rows: if height > 1 {
                height.saturating_sub(1)
            } else {
                height
            },
            ascii,
        }
    }

    pub(super) fn done(self, column: Option<u16>) -> Picture {
        let row = u16::try_from(self.rows.len())
            .unwrap_or(0)
            .saturating_sub(1);
        Picture {
            rows: self.rows,
            cursor: column.map(|column| (column, row)),
            brush: None,
        }
    }

    /// Rows for bars.
    pub(super) fn bar_rows(&self) -> u16 {
        self.bar_rows
    }

    pub(super) fn put(&mut self, (column, row): (u16, u16), cell: Cell) {
        let target = self.rows.get_mut(usize::from(row));
        if let Some(target) = target.and_then(|row| row.get_mut(usize::from(column))) {
            *target = cell;
        }
    }

    fn write(&mut self, (column, row): (u16, u16), text: &str, ink: Ink, marked: bool) {
        for (offset, symbol) in (0_u16..).zip(text.chars()) {
            self.put(
                (column.saturating_add(offset), row),
                Cell {
                    symbol,
                    ink,
                    marked,
                },
            );
        }
    }

    pub(super) fn bars(&mut self, chart: &Chart, manner: Manner, width: u16) {
        let layout = Layout::of(chart.bars.len(), width);
        let behind = manner.height.up_to(chart.tallest_of_collection());
        let scale = manner.height.scale(chart);
        for (index, bar) in chart.bars.iter().enumerate() {
            let start = layout.column(index).saturating_add(1);
            if layout.column(index) >= width {
                break;
            }
            if bar.folded > 0 {
                self.fold(&axis::fold_title(chart.step, bar), start, layout.pitch);
                continue;
            }
            let marked = manner.cursor == Some(Place::Bar(index));
            let height = behind.of(bar.collection, self.eighths());
            self.collection(height, start, layout.bar);
            let column = Column {
                start,
                width: layout.bar,
                read: bar.read,
                inferred: bar.inferred,
                mentioned: bar.mentioned,
                layer: chart.layer,
                scale,
                burst: bar.burst,
                marked,
            };
            match &chart.by_source {
                Some(by_source) if manner.form == Form::Stacked => {
                    let parts = by_source.stack(index, bar.hits());
                    let inferred = by_source.stack_inferred(index, bar.inferred);
                    self.parts(&column, (parts, inferred), layout.pitch);
                }
                _ => self.column(&column, layout.pitch),
            }
            if marked && bar.hits() == 0 {
                let base = self.bar_rows.saturating_sub(1);
                let symbol = if self.ascii { '_' } else { '▁' };
                self.put(
                    (start, base),
                    Cell {
                        symbol,
                        ink: Ink::Mark,
                        marked: false,
                    },
                );
            }
        }
    }

    /// Eighths of all rows.
    fn eighths(&self) -> u32 {
        u32::from(self.bar_rows).saturating_mul(8)
    }

    /// A break in the row of bars, with its words where there is room.
    fn fold(&mut self, words: &str, start: u16, pitch: u16) {
        let symbol = if self.ascii { '/' } else { '╱' };
        for row in 0..self.bar_rows {
            let cell = Cell {
                symbol,
                ink: Ink::Rule,
                marked: false,
            };
            for column in start..start.saturating_add(pitch.min(2)) {
                self.put((column, row), cell);
            }
        }
        if words.len().saturating_add(4) <= usize::from(pitch) {
            let at = (start.saturating_add(3), self.bar_rows.saturating_sub(1));
            self.write(at, words, Ink::Rule, false);
        }
    }

    /// The collection behind a bar, on its own scale: dots as high as its share of the fullest.
    fn collection(&mut self, eighths: u32, start: u16, width: u16) {
        let height = eighths.div_ceil(8);
        let symbol = if self.ascii { '.' } else { '·' };
        for up in 0..u16::try_from(height).unwrap_or(0).min(self.bar_rows) {
            let row = self.bar_rows.saturating_sub(up).saturating_sub(1);
            for column in start..start.saturating_add(width) {
                self.put(
                    (column, row),
                    Cell {
                        symbol,
                        ink: Ink::Collection,
                        marked: false,
                    },
                );
            }
        }
    }

    /// The sign of what is inferred.
    pub(super) fn shade(&self) -> char {
        if self.ascii { ':' } else { '░' }
    }

    /// A rule between the bar that holds today and those that are still to come, where bars stand
    /// apart.
    pub(super) fn today(&mut self, chart: &Chart, today: NaiveDate, width: u16) {
        let layout = Layout::of(chart.bars.len(), width);
        let to_come = chart.bars.iter().position(|bar| bar.start.date() > today);
        let Some(index) = to_come.filter(|_| layout.pitch > layout.bar) else {
            return;
        };
        let symbol = if self.ascii { '|' } else { '┊' };
        for row in 0..self.bar_rows {
            let cell = Cell {
                symbol,
                ink: Ink::Rule,
                marked: false,
            };
            self.put((layout.column(index), row), cell);
        }
    }

    /// The columns of bars.
    pub(super) fn columns_of((from, to): (usize, usize), chart: &Chart, width: u16) -> Range<u16> {
        let layout = Layout::of(chart.bars.len(), width);
        let end = layout.column(to).saturating_add(layout.pitch).min(width);
        layout.column(from).saturating_add(1)..end.saturating_add(1)
    }

    /// The words below the bars; returns the column of the marked one.
    pub(super) fn axis(
        &mut self,
        chart: &Chart,
        cursor: Option<Place>,
        span: Option<Span>,
        width: u16,
    ) -> Option<u16> {
        let layout = Layout::of(chart.bars.len(), width);
        let mark = match cursor {
            Some(Place::Bar(index)) => Some(index),
            _ => None,
        };
        let row = self.bar_rows;
        if let Some(Span { bars, rule }) = span {
            let symbol = match (rule, self.ascii) {
                (SpanOf::Brush, false) => '═',
                (SpanOf::Brush, true) => '=',
                (SpanOf::Filter, false) => '─',
                (SpanOf::Filter, true) => '-',
            };
            for column in Self::columns_of(bars, chart, width) {
                let cell = Cell {
                    symbol,
                    ink: Ink::Mark,
                    marked: false,
                };
                self.put((column, row), cell);
            }
        }
        let ticks = axis::ticks(chart, layout, width, mark);
        for tick in &ticks {
            let ink = if tick.marked { Ink::Mark } else { Ink::Word };
            self.write(
                (tick.column.saturating_add(1), row),
                &tick.text,
                ink,
                tick.marked,
            );
        }
        let marked = mark.map(|index| layout.column(index));
        marked.map(|column| column.saturating_add(1).min(width))
    }

    pub(super) fn rule(&mut self, column: u16) {
        let symbol = if self.ascii { '|' } else { '│' };
        for row in (0_u16..).take(self.rows.len()) {
            self.put(
                (column, row),
                Cell {
                    symbol,
                    ink: Ink::Rule,
                    marked: false,
                },
            );
        }
    }

    /// A side bar on the scale of the others; what is higher ends at the top.
    pub(super) fn side(
        &mut self,
        chart: &Chart,
        (place, name): (Place, &str),
        start: u16,
        manner: Manner,
    ) {
        let marked = manner.cursor == Some(place);
        let height = manner.height;
        let count = chart.count_at(place);
        let behind = height.up_to(chart.tallest_of_collection());
        let behind = behind.of(chart.collection_at(place), self.eighths());
        self.collection(behind, start, SIDE_BAR);
        let scale = if chart.tallest() > 0 {
            height.scale(chart)
        } else {
            height.up_to(count)
        };
        let inferred = match place {
            Place::Inferred => count,
            _ => 0,
        };
        let column = Column {
            start,
            width: SIDE_BAR,
            read: count - inferred,
            inferred,
            mentioned: 0,
            layer: chart.layer,
            scale,
            burst: false,
            marked,
        };
        self.column(&column, SIDE);
        let name = if marked {
            format!("[{name}]")
        } else {
            name.to_owned()
        };
        let ink = if marked { Ink::Mark } else { Ink::Word };
        let row = self.bar_rows;
        self.write((start, row), &name, ink, marked);
    }
}
