//! Where the rows of a table end: at line ends outside quotes, as the parser of the rows sees it.

use crate::ingest::formats::{Cut, Cutter};

/// Finds the ends of rows.
pub(super) struct RowEnds {
    between: u8,
    state: State,
    /// Whether anything but line ends stood in the row so far: empty lines are no rows.
    is_begun: bool,
}

/// Where in a row the next byte stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// At the start of a field: a quote opens one.
    FieldStart,
    /// In a field without quotes: a quote is a letter.
    Bare,
    /// Inside quotes.
    Quoted,
    /// Behind a quote inside quotes: a second one is a letter, anything else is behind the end.
    QuoteInQuotes,
}

impl RowEnds {
    /// A cutter of rows with this between their fields.
    pub(super) fn new(between: u8) -> Self {
        Self {
            between,
            state: State::FieldStart,
            is_begun: false,
        }
    }

    /// Takes a byte; whether it ends a line outside quotes.
    fn take(&mut self, byte: u8) -> bool {
        self.state = match (self.state, byte) {
            (State::Quoted, b'"') => State::QuoteInQuotes,
            (State::Quoted, _) | (State::FieldStart | State::QuoteInQuotes, b'"') => State::Quoted,
            (_, b'\n' | b'\r') => {
                self.state = State::FieldStart;
                return true;
            }
            (_, byte) if byte == self.between => State::FieldStart,
            _ => State::Bare,
        };
        self.is_begun = true;
        false
    }
}

/// Whether a quotation mark in a row is never closed.
pub(super) fn is_unclosed(row: &str, between: u8) -> bool {
    let mut ends = RowEnds::new(between);
    for byte in row.bytes() {
        ends.take(byte);
    }
    ends.state == State::Quoted
}

impl Cutter for RowEnds {
    fn advance(&mut self, bytes: &[u8]) -> Option<Cut> {
        let mut cut: Option<Cut> = None;
        for (at, byte) in bytes.iter().enumerate() {
            if !self.take(*byte) {
                continue;
            }
            let rows = u64::from(std::mem::take(&mut self.is_begun));
            let cut = cut.get_or_insert(Cut {
                first: at + 1,
                last: 0,
                records: 0,
            });
            cut.last = at + 1;
            cut.records += rows;
        }
        cut
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn rows_end_where_the_parser_ends_them(text in "[ab,;\"\n\r]{0,60}") {
            let mut rows = csv::ReaderBuilder::new();
            let mut rows = rows.has_headers(false).flexible(true).from_reader(text.as_bytes());
            let whole = rows.byte_records().filter_map(Result::ok).count() as u64;
            let mut ends = RowEnds::new(b',');
            let cut = ends.advance(text.as_bytes());
            let counted = cut.map_or(0, |cut| cut.records);
            let last = cut.map_or(0, |cut| cut.last);
            // The last row may have no end.
            prop_assert_eq!(whole, counted + u64::from(ends.is_begun), "{:?}", text);
            let head = text.as_bytes().get(..last).unwrap();
            let mut rows = csv::ReaderBuilder::new();
            let mut rows = rows.has_headers(false).flexible(true).from_reader(head);
            prop_assert_eq!(rows.byte_records().count() as u64, counted);
        }
    }
}
