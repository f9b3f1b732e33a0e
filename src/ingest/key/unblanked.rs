//! Text without its white space, eight bytes at a time: what a body is known by goes over every
//! text that is read, and white space stands behind every word.

/// A one in every byte.
const ONES: u64 = 0x0101_0101_0101_0101;
/// The high bit of every byte.
const HIGH: u64 = 0x8080_8080_8080_8080;
/// Bytes that are gathered before they are handed on.
const ENOUGH: usize = 56;

/// The letters of a text while they are gathered, behind them whatever was there before.
struct Letters {
    kept: [u8; ENOUGH + 16],
    length: usize,
}

/// Calls `each` with all bytes of a text that are no ASCII white space, eight at a time, the last
/// ones filled up with zeros. Linear, without a branch a byte where the text has blanks alone.
pub(super) fn for_each_eight(text: &str, mut each: impl FnMut(u64)) {
    let mut letters = Letters {
        kept: [0; ENOUGH + 16],
        length: 0,
    };
    let (eights, rest) = text.as_bytes().as_chunks::<8>();
    for eight in eights {
        letters.take(*eight);
        if letters.length >= ENOUGH {
            letters.hand_on(&mut each);
        }
    }
    letters.take_each(rest);
    letters.finish(&mut each);
}

impl Letters {
    fn take(&mut self, eight: [u8; 8]) {
        let bytes = u64::from_le_bytes(eight);
        let is_control = !((bytes & !HIGH).wrapping_add(0x60 * ONES) | bytes) & HIGH;
        if is_control != 0 {
            return self.take_each(&eight);
        }
        let other = bytes ^ (0x20 * ONES);
        let blanks = !((other & !HIGH).wrapping_add(!HIGH) | other) & HIGH;
        let rest = self.kept.get_mut(self.length..).unwrap_or_default();
        if let Some(room) = rest.first_chunk_mut() {
            *room = without(bytes, blanks).to_le_bytes();
        }
        self.length += 8 - blanks.count_ones() as usize;
    }

    /// The same, byte by byte.
    fn take_each(&mut self, bytes: &[u8]) {
        for byte in bytes {
            if let Some(slot) = self.kept.get_mut(self.length) {
                *slot = *byte;
            }
            self.length += usize::from(!byte.is_ascii_whitespace());
        }
    }

    /// Hands on the whole eights.
    fn hand_on(&mut self, each: &mut impl FnMut(u64)) {
        let (eights, _) = self.kept.as_chunks::<8>();
        let whole = self.length / 8;
        for eight in eights.iter().take(whole) {
            each(u64::from_le_bytes(*eight));
        }
        let last = eights.get(whole).copied().unwrap_or_default();
        if let Some(first) = self.kept.first_chunk_mut() {
            *first = last;
        }
        self.length %= 8;
    }

    fn finish(mut self, each: &mut impl FnMut(u64)) {
        self.hand_on(each);
        if self.length > 0 {
            self.kept
                .iter_mut()
                .skip(self.length)
                .for_each(|byte| *byte = 0);
            self.length = 8;
            self.hand_on(each);
        }
    }
}

/// Eight bytes without those whose high bit is set in `blanks`; the others move down.
fn without(bytes: u64, blanks: u64) -> u64 {
    let (mut bytes, mut blanks) = (bytes, blanks);
    let mut take_out = || {
        let blank = blanks >> 7;
        // Below the first blank all stay; where there is none, that is all of them.
        let below = (blank & blank.wrapping_neg()).wrapping_sub(1);
        bytes = (bytes & below) | ((bytes >> 8) & !below);
        blanks = (blanks & blanks.wrapping_sub(1)) >> 8;
        blanks
    };
    // Eight bytes seldom have more than two: these need no branch.
    take_out();
    let mut left = take_out();
    while left != 0 {
        left = take_out();
    }
    bytes
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn white_space_and_nothing_else_is_left_out(text in "[ab \n\t\r\u{b}\u{c}é€]{0,200}|[a-z ]{0,400}") {
            let mut got = Vec::new();
            for_each_eight(&text, |eight| got.extend(eight.to_le_bytes()));
            let kept = text.bytes().filter(|byte| !byte.is_ascii_whitespace());
            let mut want: Vec<u8> = kept.collect();
            want.resize(want.len().next_multiple_of(8), 0);
            prop_assert_eq!(got, want);
        }
    }
}
