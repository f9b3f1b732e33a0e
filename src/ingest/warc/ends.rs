//! Where the records of an archive end, found while it is read once, whatever the blocks it comes
//! in.

use super::BEGINNING;
use super::head::{self, Head};
use crate::ingest::formats::{Cut, Cutter};

/// Where the reading stands.
#[derive(Debug)]
enum State {
    /// In the head of a record, or in the blank lines before it; what was read of it.
    Head(Vec<u8>),
    /// In its content; bytes that are left of it.
    Content(u64),
    /// Nowhere: the next line that begins a record is looked for. The start of this line.
    Lost(Vec<u8>),
}

/// See the module.
#[derive(Debug)]
pub(super) struct RecordEnds {
    state: State,
}

impl Default for RecordEnds {
    fn default() -> Self {
        Self {
            state: State::Head(Vec::new()),
        }
    }
}

impl Cutter for RecordEnds {
    fn advance(&mut self, bytes: &[u8]) -> Option<Cut> {
        let mut cut: Option<Cut> = None;
        let mut at = 0;
        while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
            let (taken, ended) = self.step(rest);
            at = at.saturating_add(taken);
            if ended {
                let found = cut.get_or_insert(Cut {
                    first: at,
                    last: at,
                    records: 0,
                });
                found.last = at;
                found.records = found.records.saturating_add(1);
            }
        }
        cut
    }
}

impl RecordEnds {
    /// Takes some bytes, at least one; how many, and whether a record ends there.
    fn step(&mut self, bytes: &[u8]) -> (usize, bool) {
        let line = memchr::memchr(b'\n', bytes).map_or(bytes.len(), |end| end + 1);
        let line = bytes.get(..line).unwrap_or(bytes);
        match &mut self.state {
            State::Content(left) => {
                let here = usize::try_from(*left)
                    .unwrap_or(usize::MAX)
                    .min(bytes.len());
                *left = left.saturating_sub(here as u64);
                let ended = *left == 0;
                if ended {
                    self.state = State::Head(Vec::new());
                }
                (here.max(usize::from(!ended)), ended)
            }
            State::Head(read) => {
                read.extend_from_slice(line);
                let taken = line.len();
                if read.trim_ascii_start().is_empty() {
                    read.clear();
                    return (taken, false);
                }
                self.end_of_head(taken)
            }
            State::Lost(start) => {
                let room = BEGINNING.len().saturating_sub(start.len());
                let more = line.get(..room.min(line.len())).unwrap_or_default();
                start.extend_from_slice(more);
                if start.as_slice() == BEGINNING {
                    let taken = more.len();
                    self.state = State::Head(BEGINNING.to_vec());
                    return (taken, false);
                }
                if line.ends_with(b"\n") {
                    start.clear();
                }
                (line.len(), false)
            }
        }
    }

    /// Looks whether the head is whole, after so many bytes more of it.
    fn end_of_head(&mut self, taken: usize) -> (usize, bool) {
        let State::Head(read) = &self.state else {
            return (taken, false);
        };
        let head = read.trim_ascii_start();
        let is_record = BEGINNING.starts_with(head.get(..BEGINNING.len()).unwrap_or(head));
        let is_whole = head.ends_with(b"\n\n") || head.ends_with(b"\n\r\n");
        if !is_record || head.len() > head::LONGEST {
            self.state = State::Lost(Vec::new());
        } else if is_whole {
            let length = Head::read(head).map(|(head, _)| head.length as u64);
            self.state = match length {
                Some(0) => State::Head(Vec::new()),
                Some(left) => State::Content(left),
                None => State::Lost(Vec::new()),
            };
            return (taken, length == Some(0));
        }
        (taken, false)
    }
}
