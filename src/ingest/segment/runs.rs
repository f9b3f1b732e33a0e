//! Words as the page's rules see them: runs of letters and digits, and what stands between white
//! space. One table tells what a byte of ASCII is; a bitmap tells what other characters are. Every
//! text that is read goes through here, letter by letter.

use std::ops::Range;
use std::sync::LazyLock;

/// What a byte can be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// A mark, or a control character.
    Mark,
    /// White space.
    Blank,
    /// A letter or digit.
    Letter,
    /// The first byte of a character beyond ASCII that may be white space.
    MayBlank,
    /// Another byte of a character beyond ASCII.
    Wide,
}

static CLASSES: [Class; 256] = classes();

const fn classes() -> [Class; 256] {
    let mut table = [Class::Mark; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "below 256")]
        let class = match byte as u8 {
            b' ' | b'\t'..=b'\r' => Class::Blank,
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => Class::Letter,
            0xc2 | 0xe1..=0xe3 => Class::MayBlank,
            0x80.. => Class::Wide,
            _ => Class::Mark,
        };
        #[expect(
            clippy::indexing_slicing,
            reason = "the loop ends at the table's length"
        )]
        {
            table[byte] = class;
        }
        byte += 1;
    }
    table
}

fn class(byte: u8) -> Class {
    CLASSES
        .get(usize::from(byte))
        .copied()
        .unwrap_or(Class::Mark)
}

/// A bit for each character of the scripts that have one or two bytes a letter (Latin to Arabic)
/// that is a letter or digit.
static LETTERS: LazyLock<[u64; 32]> = LazyLock::new(|| {
    let mut bits = [0; 32];
    for (block, bits) in (0..).zip(&mut bits) {
        for bit in 0..64 {
            let c = char::from_u32(block * 64 + bit);
            *bits |= u64::from(c.is_some_and(char::is_alphanumeric)) << bit;
        }
    }
    bits
});

/// Whether a character beyond ASCII is a letter or digit.
fn is_letter(c: char) -> bool {
    // The marks of printed English need no table.
    if matches!(c, '\u{2010}'..='\u{205e}') {
        return false;
    }
    let number = u32::from(c);
    match LETTERS.get((number / 64) as usize) {
        Some(bits) => bits >> (number % 64) & 1 == 1,
        None => c.is_alphanumeric(),
    }
}

/// The runs of letters and digits in a line, in order.
pub(crate) fn each(line: &str) -> impl Iterator<Item = Run> {
    Runs { line, at: 0 }
}

/// A run of letters and digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    /// Its bytes.
    pub(crate) bytes: Range<usize>,
    /// Whether all of them are ASCII.
    pub(crate) is_ascii: bool,
}

struct Runs<'a> {
    line: &'a str,
    at: usize,
}

impl Runs<'_> {
    /// The character beyond ASCII at a byte: its length, and whether it is a letter or digit.
    fn wide(&self, at: usize) -> (usize, bool) {
        let c = self.line.get(at..).and_then(|rest| rest.chars().next());
        c.map_or((1, false), |c| (c.len_utf8(), is_letter(c)))
    }
}

impl Iterator for Runs<'_> {
    type Item = Run;

    fn next(&mut self) -> Option<Run> {
        let bytes = self.line.as_bytes();
        let mut start = self.at;
        // What is in between.
        loop {
            match class(*bytes.get(start)?) {
                Class::Letter => break,
                Class::Mark | Class::Blank => start += 1,
                Class::MayBlank | Class::Wide => match self.wide(start) {
                    (_, true) => break,
                    (length, false) => start += length,
                },
            }
        }
        let (mut end, mut is_ascii) = (start, true);
        while let Some(byte) = bytes.get(end) {
            match class(*byte) {
                Class::Letter => end += 1,
                Class::Mark | Class::Blank => break,
                Class::MayBlank | Class::Wide => match self.wide(end) {
                    (length, true) => {
                        end += length;
                        is_ascii = false;
                    }
                    (_, false) => break,
                },
            }
        }
        self.at = end;
        let bytes = start..end;
        Some(Run { bytes, is_ascii })
    }
}

/// Calls `each` with every word of a line between white space, as [`str::split_whitespace`] gives
/// them.
pub(crate) fn for_each_word<'a>(line: &'a str, mut each: impl FnMut(&'a str)) {
    let mut start = 0;
    for blank in blanks(line) {
        if start < blank.start
            && let Some(word) = line.get(start..blank.start)
        {
            each(word);
        }
        start = blank.end;
    }
    if let Some(word) = line.get(start..).filter(|word| !word.is_empty()) {
        each(word);
    }
}

/// Every character of white space in a line, in order.
pub(crate) fn blanks(line: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = line.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(byte) = bytes.get(at) {
            let start = at;
            at += 1;
            match class(*byte) {
                Class::Blank => return Some(start..at),
                Class::MayBlank => {
                    if let Some(length) = wide_blank(bytes.get(start..).unwrap_or_default()) {
                        at = start + length;
                        return Some(start..at);
                    }
                }
                Class::Letter | Class::Mark | Class::Wide => {}
            }
        }
        None
    })
}

/// Length of the character of white space beyond ASCII that the bytes begin with.
fn wide_blank(bytes: &[u8]) -> Option<usize> {
    match bytes {
        [0xc2, 0x85 | 0xa0, ..] => Some(2),
        [0xe2, 0x80, 0x80..=0x8a | 0xa8 | 0xa9 | 0xaf, ..]
        | [0xe2, 0x81, 0x9f, ..]
        | [0xe1, 0x9a, 0x80, ..]
        | [0xe3, 0x80, 0x80, ..] => Some(3),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn words_are_what_unicode_says(
            line in "[a-z0-9 .,’“é\u{a0}\u{2003}\u{3000}\u{85}\t\u{1f}کتاب東京]{0,60}|\\PC{0,30}"
        ) {
            let runs = || each(&line).map(|run| (line.get(run.bytes).unwrap(), run.is_ascii));
            let got: Vec<&str> = runs().map(|(run, _)| run).collect();
            let parts = line.split(|c: char| !c.is_alphanumeric());
            let want: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
            prop_assert_eq!(got, want);
            let mut got = Vec::new();
            for_each_word(&line, |word| got.push(word));
            prop_assert_eq!(got, line.split_whitespace().collect::<Vec<_>>());
            let blank = |(at, c): (usize, char)| c.is_whitespace().then(|| at..at + c.len_utf8());
            let want: Vec<_> = line.char_indices().filter_map(blank).collect();
            prop_assert_eq!(blanks(&line).collect::<Vec<_>>(), want);
            prop_assert!(runs().all(|(run, is_ascii)| run.is_ascii() == is_ascii));
        }

        #[test]
        fn every_character_is_what_unicode_says(c in any::<char>()) {
            prop_assert_eq!(c.is_ascii() || is_letter(c) == c.is_alphanumeric(), true);
        }
    }
}
