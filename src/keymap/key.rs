//! Keys as text: `j`, `C-d`, `S-Tab`, `Space`, `A-x`, `F1`.

use std::fmt::{self, Write as _};
use std::str::FromStr;

use crate::action::{Key, KeyCode};

/// Keys with a name, and other names they are known by.
const NAMES: [(KeyCode, &[&str]); 14] = [
    (KeyCode::Char(' '), &["Space"]),
    (KeyCode::Enter, &["Enter", "Return"]),
    (KeyCode::Esc, &["Esc", "Escape"]),
    (KeyCode::Tab, &["Tab"]),
    (KeyCode::Backspace, &["Backspace"]),
    (KeyCode::Delete, &["Delete", "Del"]),
    (KeyCode::Up, &["Up"]),
    (KeyCode::Down, &["Down"]),
    (KeyCode::Left, &["Left"]),
    (KeyCode::Right, &["Right"]),
    (KeyCode::Home, &["Home"]),
    (KeyCode::End, &["End"]),
    (KeyCode::PageUp, &["PageUp", "PgUp"]),
    (KeyCode::PageDown, &["PageDown", "PgDn"]),
];

/// Most function keys a terminal sends.
const FUNCTION_KEYS: u8 = 24;

/// A text that is no key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no key: write j, G, C-d, A-x, S-Tab, F1, Space, Enter, Esc, PageUp …")]
pub struct KeyError(String);

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, sign) in [(self.ctrl, "C-"), (self.alt, "A-"), (self.shift, "S-")] {
            if held {
                f.write_str(sign)?;
            }
        }
        let named = NAMES.iter().find(|(code, _)| *code == self.code);
        match (named.and_then(|(_, names)| names.first()), self.code) {
            (Some(name), _) => f.write_str(name),
            (None, KeyCode::Char(c)) => f.write_char(c),
            (None, KeyCode::F(number)) => write!(f, "F{number}"),
            (None, other) => write!(f, "{other:?}"),
        }
    }
}

impl FromStr for Key {
    type Err = KeyError;

    /// Reads a key; names of keys in any case.
    ///
    /// # Errors
    /// When the text is no key that a terminal sends, among them a character with shift (it has
    /// its own case) and a control character.
    fn from_str(text: &str) -> Result<Self, KeyError> {
        let error = || KeyError(text.to_owned());
        let mut key = Self {
            code: KeyCode::Esc,
            ctrl: false,
            alt: false,
            shift: false,
        };
        let mut rest = text;
        loop {
            let held = match rest.get(..2) {
                Some("C-") => &mut key.ctrl,
                Some("A-") => &mut key.alt,
                Some("S-") => &mut key.shift,
                _ => break,
            };
            if *held {
                return Err(error());
            }
            *held = true;
            rest = rest.get(2..).unwrap_or_default();
        }
        key.code = code(rest).ok_or_else(error)?;
        if let KeyCode::Char(c) = key.code {
            if key.shift {
                return Err(error());
            }
            if key.ctrl {
                // A terminal sends the same byte for both cases.
                key.code = KeyCode::Char(c.to_ascii_lowercase());
            }
        }
        Ok(key)
    }
}

fn code(text: &str) -> Option<KeyCode> {
    let mut chars = text.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return (!c.is_control() && !c.is_whitespace()).then_some(KeyCode::Char(c));
    }
    let named = NAMES
        .iter()
        .find(|(_, names)| names.iter().any(|name| name.eq_ignore_ascii_case(text)));
    if let Some((code, _)) = named {
        return Some(*code);
    }
    let number = text.strip_prefix(['F', 'f'])?;
    let plain = number.chars().all(|c| c.is_ascii_digit()) && !number.starts_with('0');
    let number: u8 = plain.then(|| number.parse().ok()).flatten()?;
    (1..=FUNCTION_KEYS)
        .contains(&number)
        .then_some(KeyCode::F(number))
}
