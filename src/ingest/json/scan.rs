//! Where the values of a JSON text begin and end, without understanding them: so that one bad
//! value costs itself.

use std::ops::Range;

/// The bytes of a text from one on that stand outside of strings, each with its place; of a string its
/// opening mark alone.
///
/// A line feed ends a string: JSON has none in strings, and so a lost quote costs one line.
pub(super) fn outside(text: &str, from: usize) -> Outside<'_> {
    let bytes = text.as_bytes();
    Outside { bytes, at: from }
}

/// See [`outside`].
pub(super) struct Outside<'t> {
    bytes: &'t [u8],
    at: usize,
}

impl Iterator for Outside<'_> {
    type Item = (usize, u8);

    fn next(&mut self) -> Option<(usize, u8)> {
        let at = self.at;
        let byte = *self.bytes.get(at)?;
        self.at = at.saturating_add(1);
        if byte == b'"' {
            self.pass_string();
        }
        Some((at, byte))
    }
}

impl Outside<'_> {
    /// Goes behind the end of the string whose inside begins here.
    fn pass_string(&mut self) {
        while let Some(rest) = self.bytes.get(self.at..) {
            let Some(mark) = memchr::memchr3(b'"', b'\\', b'\n', rest) else {
                self.at = self.bytes.len();
                return;
            };
            let is_escape = rest.get(mark) == Some(&b'\\');
            // What is escaped goes with its stroke, whatever it is.
            self.at = self.at.saturating_add(mark + 1 + usize::from(is_escape));
            if !is_escape {
                return;
            }
        }
    }
}

/// The values that stand side by side in `text` from byte `from` on: those of an array behind its
/// opening bracket, or those of a text that is a row of documents. Ends at a bracket that closes
/// what is around. A value that never ends goes to the end of the text.
pub(super) fn values(text: &str, from: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut depth, mut start) = (0_usize, None);
    for (at, byte) in outside(text, from) {
        match byte {
            b'{' | b'[' => {
                start = start.or(Some(at));
                depth += 1;
            }
            b'}' | b']' if depth == 0 => {
                found.extend(start.take().map(|start| start..at));
                return found;
            }
            b'}' | b']' => {
                depth -= 1;
                if depth == 0 {
                    found.extend(start.take().map(|start| start..at + 1));
                }
            }
            b',' if depth == 0 => found.extend(start.take().map(|start| start..at)),
            _ if byte.is_ascii_whitespace() => {}
            _ => start = start.or(Some(at)),
        }
    }
    found.extend(start.map(|start| start..text.len()));
    found
}

/// The values of lists, as [`values`] finds them, from a place inside of a list on: those of this
/// list, and those of the lists that follow it as deep in the document; how many are of this one.
pub(super) fn listed(text: &str, from: usize) -> (Vec<Range<usize>>, usize) {
    let mut lists = Lists {
        is_list: true,
        ..Lists::default()
    };
    for (at, byte) in outside(text, from) {
        lists.take(at, byte);
    }
    lists.end(text.len());
    let first = lists.first.unwrap_or(lists.found.len());
    (lists.found, first)
}

/// The values of lists while they are found; see [`listed`].
#[derive(Default)]
struct Lists {
    found: Vec<Range<usize>>,
    /// How many of them are of the first list, once it has ended.
    first: Option<usize>,
    /// Levels down to that of the lists, and whether a list is open there.
    below: usize,
    is_list: bool,
    /// Brackets that are open above it.
    depth: usize,
    start: Option<usize>,
}

impl Lists {
    fn take(&mut self, at: usize, byte: u8) {
        match byte {
            b'{' | b'[' if self.below > 0 => {
                self.below -= 1;
                self.is_list = self.below == 0 && byte == b'[';
            }
            b'{' | b'[' => {
                self.begin(at);
                self.depth += 1;
            }
            b'}' | b']' if self.depth > 0 => {
                self.depth -= 1;
                if self.depth == 0 {
                    self.end(at + 1);
                }
            }
            b'}' | b']' => {
                self.end(at);
                self.below += 1;
                self.is_list = false;
                self.first.get_or_insert(self.found.len());
            }
            b',' if self.depth == 0 => self.end(at),
            _ if byte.is_ascii_whitespace() || byte == b',' => {}
            _ => self.begin(at),
        }
    }

    fn begin(&mut self, at: usize) {
        if self.is_list {
            self.start = self.start.or(Some(at));
        }
    }

    fn end(&mut self, at: usize) {
        self.found.extend(self.start.take().map(|start| start..at));
    }
}

/// `json` with the numbers that JSON does not have (`NaN`, `Infinity`) as `null`; `None` if there
/// are none.
pub(super) fn without_odd_numbers(json: &str) -> Option<String> {
    let mut out = String::with_capacity(json.len());
    let (mut in_string, mut is_escaped, mut is_mended) = (false, false, false);
    let mut rest = json;
    while let Some(c) = rest.chars().next() {
        let odd = ["NaN", "-Infinity", "Infinity"];
        let found = odd
            .into_iter()
            .find(|word| !in_string && rest.starts_with(word));
        if let Some(word) = found {
            out.push_str("null");
            is_mended = true;
            rest = rest.get(word.len()..).unwrap_or_default();
            continue;
        }
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => in_string = !in_string,
            _ => {}
        }
        out.push(c);
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
    }
    is_mended.then_some(out)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::outside;

    /// The same, a byte at a time.
    fn by_hand(text: &str) -> Vec<(usize, u8)> {
        let (mut found, mut in_string, mut is_escaped) = (Vec::new(), false, false);
        for (at, byte) in text.bytes().enumerate() {
            match byte {
                _ if is_escaped => is_escaped = false,
                b'\\' if in_string => is_escaped = true,
                b'"' | b'\n' if in_string => in_string = false,
                _ if in_string => {}
                _ => {
                    in_string = byte == b'"';
                    found.push((at, byte));
                }
            }
        }
        found
    }

    proptest! {
        #[test]
        fn strings_are_passed_by(text in "[a\"\\\\\n{,é]{0,60}") {
            prop_assert_eq!(outside(&text, 0).collect::<Vec<_>>(), by_hand(&text));
        }
    }
}
