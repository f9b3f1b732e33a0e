//! A long array of records, in pieces.

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
        Box::new(ValueEnds::default())
    }

    fn said_of(&self, place: Place, reason: &str) -> String {
        format!("record {}: {reason}", place.record.saturating_add(1))
    }

    fn read(&self, piece: &Piece) -> Records {
        document::read_piece(piece, &self.map)
    }
}

/// Finds the ends of an array's values, as [`super::scan::values`] does.
#[derive(Default)]
struct ValueEnds {
    /// Brackets that are open: 1 in the array itself, 0 before and behind it.
    depth: usize,
    text: Text,
    /// Whether a value has begun that is no bracket.
    is_begun: bool,
    is_over: bool,
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
        match byte {
            b'{' | b'[' => self.depth = self.depth.saturating_add(1),
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                self.is_over |= self.depth == 0;
                self.is_begun &= self.depth != 1;
                return self.depth == 1;
            }
            b',' if self.depth == 1 => return std::mem::take(&mut self.is_begun),
            b'"' => {
                self.text = Text::Inside;
                self.is_begun |= self.depth == 1;
            }
            _ if byte.is_ascii_whitespace() || byte == b',' => {}
            _ => self.is_begun |= self.depth == 1,
        }
        false
    }
}

impl Cutter for ValueEnds {
    fn advance(&mut self, bytes: &[u8]) -> Option<Cut> {
        let mut cut: Option<Cut> = None;
        for (at, byte) in bytes.iter().enumerate() {
            if self.is_over {
                break;
            }
            if self.take(*byte) {
                let cut = cut.get_or_insert(Cut {
                    first: at + 1,
                    last: 0,
                    records: 0,
                });
                cut.last = at + 1;
                cut.records += 1;
            }
        }
        cut
    }
}
