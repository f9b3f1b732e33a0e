//! What a finished control sequence means as a key.

use crate::action::{Key, KeyCode};

/// The key of `ESC O final`.
pub(super) fn single(last: u8) -> Option<KeyCode> {
    match last {
        b'M' => Some(KeyCode::Enter),
        _ => named(last),
    }
}

/// The key of `ESC [ parameters final`; `None` for reports, answers and keys nobody binds.
pub(super) fn key(parameters: &[u8], last: u8) -> Option<Key> {
    if let [b'[', rest @ ..] = parameters {
        return console(rest, last);
    }
    let numbers = numbers(parameters)?;
    let number = |place: usize| numbers.get(place).copied().unwrap_or_default();
    match (last, number(0)) {
        (b'~', 27) => character(number(2), number(1)),
        (b'~', code) => Some(modified(numbered(code)?, number(1))),
        (b'u', code) => character(code, number(1)),
        (b'Z', _) => Some(modified(KeyCode::Tab, number(1).max(2))),
        _ => Some(modified(named(last)?, number(1))),
    }
}

/// F1 to F5 of the Linux console.
fn console(rest: &[u8], last: u8) -> Option<Key> {
    let place = last.checked_sub(b'A').filter(|&place| place < 5)?;
    rest.is_empty().then(|| modified(KeyCode::F(place + 1), 0))
}

/// `1;5` as numbers; sub-parameters after a colon are left out. `None` when there is anything
/// else, as in mouse reports (`<0;1;1`) and answers (`?1;2`).
fn numbers(parameters: &[u8]) -> Option<Vec<u32>> {
    let text = std::str::from_utf8(parameters).ok()?;
    if text.is_empty() {
        return Some(Vec::new());
    }
    text.split(';')
        .map(|part| {
            let main = part.split(':').next().unwrap_or_default();
            if main.is_empty() {
                return Some(0);
            }
            let digits = main.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| main.parse().unwrap_or(u32::MAX))
        })
        .collect()
}

/// Keys named by the final byte.
fn named(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'P' => KeyCode::F(1),
        b'Q' => KeyCode::F(2),
        b'R' => KeyCode::F(3),
        b'S' => KeyCode::F(4),
        _ => return None,
    })
}

/// Keys named by a number before `~`.
fn numbered(code: u32) -> Option<KeyCode> {
    let function = |base: u32| u8::try_from(code - base).ok().map(KeyCode::F);
    match code {
        1 | 7 => Some(KeyCode::Home),
        4 | 8 => Some(KeyCode::End),
        3 => Some(KeyCode::Delete),
        5 => Some(KeyCode::PageUp),
        6 => Some(KeyCode::PageDown),
        11..=15 => function(10),
        17..=21 => function(11),
        23..=26 => function(12),
        28 | 29 => function(13),
        31..=34 => function(14),
        _ => None,
    }
}

/// A character sent by its code point (xterm `modifyOtherKeys`, `CSI u`).
fn character(code: u32, modifiers: u32) -> Option<Key> {
    let character = char::from_u32(code)?;
    let code = match character {
        '\r' | '\n' => KeyCode::Enter,
        '\t' => KeyCode::Tab,
        '\u{1b}' => KeyCode::Esc,
        '\u{7f}' | '\u{8}' => KeyCode::Backspace,
        c if c.is_control() => return None,
        c => KeyCode::Char(c),
    };
    Some(modified(code, modifiers))
}

/// `code` with xterm's modifiers: one more than the sum of shift 1, alt 2, control 4.
fn modified(code: KeyCode, modifiers: u32) -> Key {
    let bits = modifiers.saturating_sub(1);
    let shift = bits & 1 != 0;
    let (code, shift) = match code {
        KeyCode::Char(c) if shift && c.is_ascii_lowercase() => {
            (KeyCode::Char(c.to_ascii_uppercase()), false)
        }
        KeyCode::Char(c) => (KeyCode::Char(c), false),
        other => (other, shift),
    };
    Key {
        code,
        ctrl: bits & 4 != 0,
        alt: bits & 2 != 0,
        shift,
    }
}
