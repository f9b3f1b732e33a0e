//! Words as the page's rules see them, found in ASCII text byte by byte: runs of letters and
//! digits, and what stands between white space.

use std::ops::Range;

/// The runs of letters and digits in a line, in order.
pub(crate) fn runs(line: &str) -> impl Iterator<Item = &str> {
    ranges(line).map(|range| line.get(range).unwrap_or_default())
}

/// Their bytes.
pub(crate) fn ranges(line: &str) -> impl Iterator<Item = Range<usize>> {
    Runs { line, at: 0 }
}

struct Runs<'a> {
    line: &'a str,
    at: usize,
}

impl Runs<'_> {
    /// Where the first character stands, from a byte on, that is a letter or digit, or is none,
    /// as wanted.
    fn next_where(&self, from: usize, wanted: bool) -> usize {
        let bytes = self.line.as_bytes();
        let mut at = from;
        while let Some(byte) = bytes.get(at) {
            if byte.is_ascii() {
                if byte.is_ascii_alphanumeric() == wanted {
                    return at;
                }
                at += 1;
                continue;
            }
            let rest = self.line.get(at..).unwrap_or_default();
            let Some(c) = rest.chars().next() else { break };
            if is_letter(c) == wanted {
                return at;
            }
            at += c.len_utf8();
        }
        bytes.len()
    }
}

/// Whether a character is a letter or digit; the marks of printed English need no table.
fn is_letter(c: char) -> bool {
    !matches!(c, '\u{2010}'..='\u{205e}') && c.is_alphanumeric()
}

impl Iterator for Runs<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let start = self.next_where(self.at, true);
        let end = self.next_where(start, false);
        self.at = end;
        (start < end).then_some(start..end)
    }
}

/// Calls `each` with every word of a line between white space, as [`str::split_whitespace`] gives
/// them.
pub(crate) fn for_each_word<'a>(line: &'a str, mut each: impl FnMut(&'a str)) {
    if !line.is_ascii() && has_odd_blanks(line.as_bytes()) {
        line.split_whitespace().for_each(each);
        return;
    }
    let words = line
        .as_bytes()
        .split(|byte| matches!(byte, b' ' | b'\t'..=b'\r'));
    let mut start = 0;
    for word in words {
        let end = start + word.len();
        if let Some(word) = line.get(start..end).filter(|word| !word.is_empty()) {
            each(word);
        }
        start = end + 1;
    }
}

/// Whether white space beyond ASCII stands in a text; a test of bytes that is never wrong with a
/// no.
fn has_odd_blanks(bytes: &[u8]) -> bool {
    let wide = |bytes: &[u8]| {
        matches!(
            bytes,
            [0xe2, 0x80, 0x80..=0x8a | 0xa8 | 0xa9 | 0xaf]
                | [0xe2, 0x81, 0x9f]
                | [0xe1, 0x9a, 0x80]
                | [0xe3, 0x80, 0x80]
        )
    };
    let narrow = |bytes: &[u8]| matches!(bytes, [0xc2, 0x85 | 0xa0]);
    bytes.windows(3).any(wide) || bytes.windows(2).any(narrow)
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
            let got: Vec<&str> = runs(&line).collect();
            let parts = line.split(|c: char| !c.is_alphanumeric());
            let want: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
            prop_assert_eq!(got, want);
            let mut got = Vec::new();
            for_each_word(&line, |word| got.push(word));
            prop_assert_eq!(got, line.split_whitespace().collect::<Vec<_>>());
        }
    }
}
