//! From the bytes a terminal sends to keys and pastes.
//!
//! Promises: any bytes at all are taken without a panic and in linear time; nothing unfinished (half
//! an escape sequence, half a character, a paste without an end) holds a later key up for longer
//! than [`Decoder::patience`]; mouse reports and answers of the terminal are swallowed; a paste
//! is capped at [`LONGEST_PASTE`] and never becomes keys.
//!
//! Pure: no terminal and no clock here, so that every case is a unit test. The terminal library's
//! own reader is not used, because it waits for ever for the end of a paste, spins when its
//! terminal has gone, and computes `0 - 1` for a mouse report of column 0.
//!
//! The sequences are those of ECMA-48 (control sequences), xterm (`ctlseqs`: function keys and their
//! modifiers, bracketed paste, mouse reports), and the Linux console (`ESC [ [ A`).

mod sequence;
#[cfg(test)]
mod tests;

use std::time::Duration;

use crate::action::{Key, KeyCode};

/// Most bytes kept of one paste; what comes beyond is dropped up to its end.
pub(crate) const LONGEST_PASTE: usize = 64 * 1024;

/// Longest control sequence that is looked at; a longer one is swallowed.
const LONGEST_SEQUENCE: usize = 64;

/// So many bytes waiting at once, of at least [`BURST_VARIETY`] kinds, were not typed: a terminal
/// that does not bracket what is pasted sent them. (A held key is one kind.)
const BURST: usize = 512;

/// See [`BURST`].
const BURST_VARIETY: usize = 12;

/// The end of a bracketed paste.
const PASTE_END: &[u8] = b"\x1b[201~";

/// What a person did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Typed {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted; not cleaned yet.
    Paste(String),
}

/// Reads the bytes of a terminal, however they are cut into pieces.
#[derive(Debug, Default)]
pub(crate) struct Decoder {
    state: State,
}

/// What the next byte belongs to.
#[derive(Debug, Default)]
enum State {
    /// Nothing is unfinished.
    #[default]
    Ground,
    /// After `ESC`.
    Escape,
    /// After `ESC O`: one more byte.
    Single,
    /// After `ESC [`: parameters until a final byte.
    Sequence(Vec<u8>),
    /// In a sequence that is too long to mean anything.
    Overlong,
    /// In a mouse report of the oldest kind: so many bytes to swallow.
    Mouse(u8),
    /// In a character of several bytes; with alt held or not.
    Character { bytes: Vec<u8>, alt: bool },
    /// In pasted text.
    Paste(Paste),
}

/// Text being pasted.
#[derive(Debug)]
struct Paste {
    /// What came so far, at most [`LONGEST_PASTE`] bytes.
    text: Vec<u8>,
    /// The last bytes, as many as the end mark has, wherever the cap is.
    tail: Vec<u8>,
    /// How its end is known.
    ends: Ends,
}

/// How the end of a paste is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ends {
    /// By its end mark; by a long silence if that is missing.
    AtMark,
    /// By a short silence.
    AtSilence,
}

impl Decoder {
    /// Takes all the bytes that waited, and appends to `typed` what they finish.
    pub(crate) fn feed(&mut self, bytes: &[u8], typed: &mut Vec<Typed>) {
        if matches!(self.state, State::Ground) && is_burst(bytes) {
            self.state = State::Paste(Paste::new(Ends::AtSilence));
        }
        for &byte in bytes {
            self.step(byte, typed);
        }
    }

    /// How long to wait for more before [`Decoder::give_up`]; `None` when nothing is unfinished.
    pub(crate) fn patience(&self) -> Option<Duration> {
        let milliseconds = match &self.state {
            State::Ground => return None,
            State::Escape => 25,
            State::Paste(paste) if paste.ends == Ends::AtMark => 500,
            _ => 100,
        };
        Some(Duration::from_millis(milliseconds))
    }

    /// Nothing more came: what is unfinished becomes what it can still mean, or nothing.
    pub(crate) fn give_up(&mut self, typed: &mut Vec<Typed>) {
        match std::mem::take(&mut self.state) {
            State::Escape => typed.push(plain(KeyCode::Esc)),
            State::Single => typed.push(alt_character('O')),
            State::Sequence(parameters) if parameters.is_empty() => {
                typed.push(alt_character('['));
            }
            State::Paste(paste) => paste.finish(0, typed),
            State::Ground
            | State::Sequence(_)
            | State::Overlong
            | State::Mouse(_)
            | State::Character { .. } => {}
        }
    }

    fn step(&mut self, byte: u8, typed: &mut Vec<Typed>) {
        self.state = match std::mem::take(&mut self.state) {
            State::Ground => ground(byte, typed),
            State::Escape => escape(byte, typed),
            State::Single => single(byte, typed),
            State::Sequence(parameters) => in_sequence(parameters, byte, typed),
            State::Overlong => match byte {
                0x20..=0x3f => State::Overlong,
                0x40..=0x7e => State::Ground,
                _ => ground(byte, typed),
            },
            State::Mouse(left) if left > 1 => State::Mouse(left - 1),
            State::Mouse(_) => State::Ground,
            State::Character { bytes, alt } => in_character(bytes, alt, byte, typed),
            State::Paste(paste) => paste.step(byte, typed),
        };
    }
}

/// Whether so many different bytes came at once that nobody typed them. Only text counts: a
/// pile of arrow keys is typing, and a bracketed paste says itself where it ends.
fn is_burst(bytes: &[u8]) -> bool {
    if bytes.len() < BURST || bytes.contains(&0x1b) {
        return false;
    }
    let mut seen = [false; 256];
    for &byte in bytes {
        if let Some(kind) = seen.get_mut(usize::from(byte)) {
            *kind = true;
        }
    }
    seen.iter().filter(|&&kind| kind).count() >= BURST_VARIETY
}

fn ground(byte: u8, typed: &mut Vec<Typed>) -> State {
    match byte {
        0x1b => State::Escape,
        0x80.. => character_start(byte, false),
        _ => {
            typed.push(Typed::Key(single_byte(byte)));
            State::Ground
        }
    }
}

fn escape(byte: u8, typed: &mut Vec<Typed>) -> State {
    match byte {
        b'[' => State::Sequence(Vec::new()),
        b'O' => State::Single,
        0x1b => {
            typed.push(plain(KeyCode::Esc));
            State::Escape
        }
        0x80.. => character_start(byte, true),
        _ => {
            typed.push(Typed::Key(Key {
                alt: true,
                ..single_byte(byte)
            }));
            State::Ground
        }
    }
}

fn single(byte: u8, typed: &mut Vec<Typed>) -> State {
    if let Some(code) = sequence::single(byte) {
        typed.push(plain(code));
        return State::Ground;
    }
    match byte {
        0x20..=0x7e => State::Ground,
        _ => ground(byte, typed),
    }
}

fn in_sequence(mut parameters: Vec<u8>, byte: u8, typed: &mut Vec<Typed>) -> State {
    match byte {
        b'M' if parameters.is_empty() => State::Mouse(3),
        // The Linux console's F1 to F5: one more byte.
        b'[' if parameters.is_empty() => State::Sequence(vec![byte]),
        0x20..=0x3f if parameters.len() >= LONGEST_SEQUENCE => State::Overlong,
        0x20..=0x3f => {
            parameters.push(byte);
            State::Sequence(parameters)
        }
        b'~' if parameters == b"200" => State::Paste(Paste::new(Ends::AtMark)),
        0x40..=0x7e => {
            typed.extend(sequence::key(&parameters, byte).map(Typed::Key));
            State::Ground
        }
        _ => ground(byte, typed),
    }
}

fn character_start(byte: u8, alt: bool) -> State {
    if character_length(byte) == 0 {
        return State::Ground;
    }
    State::Character {
        bytes: vec![byte],
        alt,
    }
}

fn in_character(mut bytes: Vec<u8>, alt: bool, byte: u8, typed: &mut Vec<Typed>) -> State {
    if !(0x80..0xc0).contains(&byte) {
        return ground(byte, typed);
    }
    bytes.push(byte);
    let wanted = bytes.first().map_or(0, |&first| character_length(first));
    if bytes.len() < wanted {
        return State::Character { bytes, alt };
    }
    let character = std::str::from_utf8(&bytes)
        .ok()
        .and_then(|text| text.chars().next());
    if let Some(character) = character.filter(|c| !c.is_control()) {
        typed.push(Typed::Key(Key {
            alt,
            ..key(KeyCode::Char(character))
        }));
    }
    State::Ground
}

/// Bytes of the UTF-8 character that begins with `first`; 0 when none does.
fn character_length(first: u8) -> usize {
    match first {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => 0,
    }
}

impl Paste {
    fn new(ends: Ends) -> Self {
        Self {
            text: Vec::new(),
            tail: Vec::with_capacity(PASTE_END.len()),
            ends,
        }
    }

    fn step(mut self, byte: u8, typed: &mut Vec<Typed>) -> State {
        if self.text.len() < LONGEST_PASTE + PASTE_END.len() {
            self.text.push(byte);
        }
        if byte == 0x1b || !self.tail.is_empty() {
            self.follow(byte);
        }
        if self.tail == PASTE_END {
            self.finish(PASTE_END.len(), typed);
            return State::Ground;
        }
        State::Paste(self)
    }

    /// Follows a possible end mark.
    fn follow(&mut self, byte: u8) {
        if PASTE_END.get(self.tail.len()) == Some(&byte) {
            self.tail.push(byte);
        } else {
            self.tail.clear();
            if byte == 0x1b {
                self.tail.push(byte);
            }
        }
    }

    /// Hands the text over, without the mark of `mark` bytes at its end.
    fn finish(mut self, mark: usize, typed: &mut Vec<Typed>) {
        // When the mark itself was beyond the cap, cutting at the cap cuts it off too.
        let without_mark = self.text.len().saturating_sub(mark);
        self.text.truncate(without_mark.min(LONGEST_PASTE));
        if !self.text.is_empty() {
            let text = String::from_utf8_lossy(&self.text).into_owned();
            typed.push(Typed::Paste(text));
        }
    }
}

/// The key of a byte below 0x80 other than `ESC`.
fn single_byte(byte: u8) -> Key {
    let code = match byte {
        // Some terminals send line feed for Return, and 0x08 for Backspace.
        b'\r' | b'\n' => KeyCode::Enter,
        b'\t' => KeyCode::Tab,
        0x7f | 0x08 => KeyCode::Backspace,
        0x00 => return with_control(' '),
        0x01..=0x1a => return with_control(char::from(byte + b'a' - 1)),
        0x1b..=0x1f => return with_control(char::from(byte + b'A' - 1)),
        _ => KeyCode::Char(char::from(byte)),
    };
    key(code)
}

fn key(code: KeyCode) -> Key {
    Key {
        code,
        ctrl: false,
        alt: false,
        shift: false,
    }
}

fn with_control(character: char) -> Key {
    Key {
        ctrl: true,
        ..key(KeyCode::Char(character))
    }
}

fn plain(code: KeyCode) -> Typed {
    Typed::Key(key(code))
}

fn alt_character(character: char) -> Typed {
    Typed::Key(Key {
        alt: true,
        ..key(KeyCode::Char(character))
    })
}
