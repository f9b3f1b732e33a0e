//! A long array of records, in pieces.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::article::Format;
use crate::ingest::fields::FieldMap;
use crate::ingest::formats::{Cut, Cutter, Piece, Pieces, Place, Records};

use super::document;

/// A document that is an array.
pub(super) struct Array {
    /// What the reader said of the names of fields.
    pub(super) map: FieldMap,
}

impl Pieces for Array {
    fn format(&self) -> Format {
        Format::Json
    }

    fn cutter(&self) -> Box<dyn Cutter> {
        Box::new(ValueEnds::of_array())
    }

    fn said_of(&self, place: Place, reason: &str) -> String {
        format!("record {}: {reason}", place.record.saturating_add(1))
    }

    fn read(&self, piece: &Piece<'_>) -> Records {
        document::read_piece(piece, &self.map)
    }
}

/// Finds the ends of the values of lists at one level of a document, as [`super::scan::values`]
/// and [`super::scan::listed`] do.
#[derive(Default)]
pub(super) struct ValueEnds {
    /// Bytes that are passed by: those before the first list, or all behind the end.
    skip: usize,
    /// Brackets that are open in such a list, its own included.
    level: usize,
    /// Brackets that are open.
    depth: usize,
    /// Whether the bracket at that level is that of a list.
    is_list: bool,
    text: Text,
    /// Whether a value has begun that is no bracket.
    is_begun: bool,
    /// Values that ended since the last cut where nothing can be cut.
    uncut: u64,
    /// Values that have ended in the first list so far; kept until that has ended.
    first: Option<(u64, Arc<AtomicU64>)>,
}

impl ValueEnds {
    /// For a document that is a list.
    fn of_array() -> Self {
        Self {
            level: 1,
            ..Self::default()
        }
    }

    /// For lists inside of so many brackets, the first of which begins behind `skip` bytes; how
    /// many values that has is told when it has ended.
    pub(super) fn of_lists(level: usize, skip: usize, first: Arc<AtomicU64>) -> Self {
        Self {
            level,
            skip,
            first: Some((0, first)),
            depth: level,
            is_list: true,
            ..Self::default()
        }
    }
}

/// Whether a byte stands in a string.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Text {
    #[default]
    Outside,
    Inside,
    /// Behind a backslash.
    Escaped,
}

impl ValueEnds {
    /// Takes a byte; whether a value ends with it.
    fn take(&mut self, byte: u8) -> bool {
        if self.text != Text::Outside {
            self.text = match (self.text, byte) {
                (Text::Escaped, _) => Text::Inside,
                (_, b'\\') => Text::Escaped,
                (_, b'"' | b'\n') => Text::Outside,
                _ => Text::Inside,
            };
            return false;
        }
        let is_inside = self.is_list && self.depth == self.level;
        match byte {
            b'{' | b'[' => {
                self.depth = self.depth.saturating_add(1);
                if self.depth == self.level {
                    self.is_list = byte == b'[';
                }
            }
            b'}' | b']' => {
                // Behind the end of a list its reader would not know where it stands.
                self.uncut += u64::from(is_inside && std::mem::take(&mut self.is_begun));
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0 && self.level == 1 {
                    self.skip = usize::MAX;
                }
                self.is_list &= self.depth >= self.level;
                if !self.is_list {
                    self.end_first();
                }
                self.is_begun &= self.depth != self.level;
                return self.depth == self.level && self.is_list;
            }
            b',' if is_inside => return std::mem::take(&mut self.is_begun),
            b'"' => {
                self.text = Text::Inside;
                self.is_begun |= is_inside;
            }
            _ if byte.is_ascii_whitespace() || byte == b',' => {}
            _ => self.is_begun |= is_inside,
        }
        false
    }
}

impl ValueEnds {
    /// The first list has ended.
    fn end_first(&mut self) {
        if let Some((values, told)) = self.first.take() {
            told.store(values.saturating_add(self.uncut), Ordering::Relaxed);
        }
    }

    /// A value has ended, behind so many that nothing was cut behind.
    fn count(&mut self) -> u64 {
        let values = 1_u64.saturating_add(std::mem::take(&mut self.uncut));
        if let Some((all, _)) = &mut self.first {
            *all = all.saturating_add(values);
        }
        values
    }
}

impl Cutter for ValueEnds {
    fn advance(&mut self, bytes: &[u8]) -> Option<Cut> {
        let mut cut: Option<Cut> = None;
        let skipped = self.skip.min(bytes.len());
        self.skip -= skipped;
        for (at, byte) in bytes.iter().enumerate().skip(skipped) {
            if self.skip == 0 && self.take(*byte) {
                let cut = cut.get_or_insert(Cut {
                    first: at + 1,
                    last: 0,
                    records: 0,
                });
                cut.last = at + 1;
                cut.records += self.count();
            }
        }
        cut
    }
}
