//! A line of JSON taken apart from left to right: its strings where they stand, its numbers and whatever
//! is nested as they are written.
//!
//! Promises: linear; what is taken is JSON as `serde_json` understands it; where anything is odd it
//! gives nothing, and the line is left to that parser, which also says what is wrong.

use std::borrow::Cow;

use crate::ingest::bytes;

use super::scan;

/// Control characters, which stand in no string of JSON.
const CONTROLS: bytes::Span = (0, 0x1f);

/// Brackets inside of each other that are passed by; the parser takes a few more.
const DEEPEST: usize = 96;

/// Longest run of digits that is a number as it stands: each such number fits into 64 bits.
const MOST_DIGITS: usize = 18;

/// Most room that is made for a string before its end is known, in bytes.
const ROOM: usize = 1 << 12;

/// A place in a line.
pub(super) struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

/// A value as it is written.
pub(super) enum Written<'t> {
    /// A string, its escapes read.
    Text(Cow<'t, str>),
    /// A whole number as everybody writes it.
    Number(&'t str),
    /// Anything else, to be read by the parser; it may be no JSON.
    Other(&'t str),
    /// `null`, `true` or `false`.
    Nothing,
}

impl<'t> Cursor<'t> {
    /// The start of a line; `None` where it holds control characters.
    pub(super) fn of(text: &'t str) -> Option<Self> {
        let is_odd = bytes::any(text.as_bytes(), &[CONTROLS]);
        (!is_odd).then_some(Self { text, at: 0 })
    }

    fn rest(&self) -> &'t [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// The next byte that is no blank.
    fn next(&mut self) -> Option<u8> {
        while let Some(byte) = self.rest().first() {
            if *byte != b' ' {
                return Some(*byte);
            }
            self.at += 1;
        }
        None
    }

    /// Takes the next byte if it is this one; whether it was.
    pub(super) fn takes(&mut self, byte: u8) -> bool {
        let is_it = self.next() == Some(byte);
        self.at += usize::from(is_it);
        is_it
    }

    /// Whether nothing follows.
    pub(super) fn is_at_end(&mut self) -> bool {
        self.next().is_none()
    }

    /// The string that follows.
    pub(super) fn string(&mut self) -> Option<Cow<'t, str>> {
        if !self.takes(b'"') {
            return None;
        }
        let run = self.run()?;
        if self.took_end() {
            return Some(Cow::Borrowed(run));
        }
        let mut text = String::with_capacity(self.rest().len().min(ROOM).max(run.len()));
        text.push_str(run);
        loop {
            text.push(self.escaped()?);
            text.push_str(self.run()?);
            if self.took_end() {
                return Some(Cow::Owned(text));
            }
        }
    }

    /// Passes by the string that follows.
    fn pass_string(&mut self) -> Option<()> {
        if !self.takes(b'"') {
            return None;
        }
        loop {
            self.run()?;
            if self.took_end() {
                return Some(());
            }
            // The parser does not look whether one half of a character stands alone here; whoever
            // wants to know asks it.
            self.escaped()?;
        }
    }

    /// The characters up to the next mark or stroke, which is taken with them.
    fn run(&mut self) -> Option<&'t str> {
        let rest = self.rest();
        let end = memchr::memchr2(b'"', b'\\', rest)?;
        let run = self.text.get(self.at..self.at.checked_add(end)?)?;
        self.at = self.at.checked_add(end)?.checked_add(1)?;
        Some(run)
    }

    /// Whether what was taken last is the mark that ends a string, and no stroke.
    fn took_end(&self) -> bool {
        let before = self.at.checked_sub(1);
        before.and_then(|at| self.text.as_bytes().get(at)) == Some(&b'"')
    }

    /// The character that stands behind a stroke.
    fn escaped(&mut self) -> Option<char> {
        let byte = *self.rest().first()?;
        self.at += 1;
        Some(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'n' => '\n',
            b't' => '\t',
            b'r' => '\r',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'u' => return self.unit_pair(),
            _ => return None,
        })
    }

    /// The character of one or two units of UTF-16, of which the first begins here.
    fn unit_pair(&mut self) -> Option<char> {
        let first = self.unit()?;
        if let Some(c) = char::from_u32(first.into()) {
            return Some(c);
        }
        if !self.rest().starts_with(b"\\u") {
            return None;
        }
        self.at = self.at.checked_add(2)?;
        let pair = [first, self.unit()?];
        let mut read = char::decode_utf16(pair);
        read.next()?.ok()
    }

    /// Four digits of base 16.
    fn unit(&mut self) -> Option<u16> {
        let digits = self.text.get(self.at..self.at.checked_add(4)?)?;
        let is_digit = |byte: u8| byte.is_ascii_hexdigit();
        let is_unit = digits.bytes().all(is_digit);
        self.at = self.at.checked_add(4)?;
        u16::from_str_radix(digits, 16).ok().filter(|_| is_unit)
    }

    /// The value that follows.
    pub(super) fn value(&mut self) -> Option<Written<'t>> {
        match self.next()? {
            b'"' => self.string().map(Written::Text),
            b'{' | b'[' => self.nested().map(Written::Other),
            b'-' | b'0'..=b'9' => {
                let number = self.number();
                Some(if is_whole(number) {
                    Written::Number(number)
                } else {
                    Written::Other(number)
                })
            }
            _ => self.word().map(|()| Written::Nothing),
        }
    }

    /// Passes by the value that follows; what of it is left to be looked at by the parser.
    pub(super) fn pass_value(&mut self) -> Option<Written<'t>> {
        if self.next()? == b'"' {
            return self.pass_string().map(|()| Written::Nothing);
        }
        self.value()
    }

    fn word(&mut self) -> Option<()> {
        let words: [&[u8]; 3] = [b"null", b"true", b"false"];
        let rest = self.rest();
        let word = words.into_iter().find(|word| rest.starts_with(word))?;
        self.at = self.at.checked_add(word.len())?;
        Some(())
    }

    /// What is written in the letters of numbers.
    fn number(&mut self) -> &'t str {
        let is_letter =
            |b: &&u8| b.is_ascii_digit() || matches!(**b, b'-' | b'+' | b'.' | b'e' | b'E');
        let length = self.rest().iter().take_while(is_letter).count();
        let end = self.at.saturating_add(length);
        let number = self.text.get(self.at..end).unwrap_or_default();
        self.at = end;
        number
    }

    /// An object or a list, up to the bracket that closes it.
    fn nested(&mut self) -> Option<&'t str> {
        let mut depth = 0_usize;
        for (at, byte) in scan::outside(self.text, self.at) {
            match byte {
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth = depth.checked_sub(1)?,
                _ => continue,
            }
            if depth > DEEPEST {
                return None;
            }
            if depth == 0 {
                let end = at.checked_add(1)?;
                let nested = self.text.get(self.at..end);
                self.at = end;
                return nested;
            }
        }
        None
    }
}

/// Whether a number is printed as it is written.
fn is_whole(number: &str) -> bool {
    let digits = number.strip_prefix('-').unwrap_or(number);
    let is_usual = !digits.starts_with('0') || number == "0";
    is_usual
        && (1..=MOST_DIGITS).contains(&digits.len())
        && digits.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn string(json: &str) -> Option<String> {
        let mut cursor = Cursor::of(json)?;
        let text = cursor.string()?.into_owned();
        cursor.is_at_end().then_some(text)
    }

    proptest! {
        #[test]
        fn strings_are_those_of_the_parser(
            text in "\\PC{0,20}",
            inside in "([a-z é\u{1f600}]|\\\\[\"\\\\/nrtbfux]|\\\\u(d83d|de00|00e9|[0-9a-fA-F+ ]{4})|\"){0,12}",
        ) {
            let json = serde_json::to_string(&text).unwrap();
            prop_assert_eq!(string(&json), Some(text));
            let json = format!("\"{inside}\"");
            prop_assert_eq!(string(&json), serde_json::from_str::<String>(&json).ok(), "{}", json);
        }

        #[test]
        fn numbers_are_printed_as_they_are_written(number in "-?[0-9]{1,20}") {
            if is_whole(&number) {
                let read: serde_json::Number = serde_json::from_str(&number).unwrap();
                prop_assert_eq!(read.to_string(), number);
            }
        }
    }
}
