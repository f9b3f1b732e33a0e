//! UTF-16 and UTF-32, with a byte-order mark and without.

use encoding_rs::{UTF_16BE, UTF_16LE};

use super::Decoded;

/// How a character is laid out in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layout {
    Utf32Le,
    Utf32Be,
    Utf16Le,
    Utf16Be,
}

/// How many bytes decide the layout of a text without a mark.
const SAMPLE: usize = 4096;

impl Layout {
    /// The wider ones first: their marks and texts look like the narrower ones with zeros between.
    const ALL: [Self; 4] = [Self::Utf32Le, Self::Utf32Be, Self::Utf16Le, Self::Utf16Be];

    fn mark(self) -> &'static [u8] {
        match self {
            Self::Utf32Le => b"\xff\xfe\0\0",
            Self::Utf32Be => b"\0\0\xfe\xff",
            Self::Utf16Le => b"\xff\xfe",
            Self::Utf16Be => b"\xfe\xff",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Utf32Le => "utf-32le",
            Self::Utf32Be => "utf-32be",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
        }
    }

    /// The text, U+FFFD for what is no character.
    fn read(self, bytes: &[u8]) -> String {
        let code: fn([u8; 4]) -> u32 = match self {
            Self::Utf16Le => return UTF_16LE.decode_without_bom_handling(bytes).0.into_owned(),
            Self::Utf16Be => return UTF_16BE.decode_without_bom_handling(bytes).0.into_owned(),
            Self::Utf32Le => u32::from_le_bytes,
            Self::Utf32Be => u32::from_be_bytes,
        };
        let (whole, rest) = bytes.as_chunks::<4>();
        let mut text: String = whole
            .iter()
            .map(|four| char::from_u32(code(*four)).unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect();
        if !rest.is_empty() {
            text.push(char::REPLACEMENT_CHARACTER);
        }
        text
    }
}

/// The text behind a byte-order mark; `None` without one.
pub(super) fn marked(bytes: &[u8]) -> Option<Decoded> {
    let (layout, rest) = Layout::ALL
        .into_iter()
        .find_map(|layout| Some((layout, bytes.strip_prefix(layout.mark())?)))?;
    Some(Decoded::sure(layout.read(rest), layout.name()).with_replacements())
}

/// The text, if the bytes look like a wide layout without a mark: read so, there are no control
/// characters, blanks and ASCII are as common as in any language, and the bytes are not letter
/// beside letter, which is narrow text with a few zeros in it.
pub(super) fn unmarked(bytes: &[u8]) -> Option<Decoded> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let is_letter = |byte: &u8| matches!(byte, b' '..=b'~');
    let (pairs, _) = sample.as_chunks::<2>();
    let narrow = pairs.iter().filter(|pair| pair.iter().all(is_letter));
    if narrow.count() > pairs.len() / 2 {
        return None;
    }
    let (_, layout) = Layout::ALL
        .into_iter()
        .filter_map(|layout| Some((likeness(&layout.read(sample))?, layout)))
        .max_by_key(|(likeness, _)| *likeness)?;
    Some(Decoded::guess(layout.read(bytes), layout.name()).with_replacements())
}

/// How many characters of a text are ASCII; `None` when it is none.
fn likeness(sample: &str) -> Option<usize> {
    let body = sample.trim_end_matches(char::REPLACEMENT_CHARACTER);
    let is_wrong = |c: char| {
        c == char::REPLACEMENT_CHARACTER
            || (c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\x0c'))
    };
    if body.is_empty() || body.contains(is_wrong) {
        return None;
    }
    let ascii = body.chars().filter(char::is_ascii).count();
    (ascii >= body.chars().count().div_ceil(20)).then_some(ascii)
}
