//! Text without its white space, eight bytes at a time: what a body is known by goes over every
//! text that is read, and white space stands behind every word.

/// A one in every byte.
const ONES: u64 = 0x0101_0101_0101_0101;
/// The high bit of every byte.
const HIGH: u64 = 0x8080_8080_8080_8080;
/// The letters of a text while they are gathered.
#[derive(Default)]
struct Letters {
    /// Fewer than eight, the first one lowest, zeros behind the last.
    kept: u64,
    /// How many bits they are.
    bits: u32,
}

/// Calls `each` with all bytes of a text that are no ASCII white space, eight at a time, the last
/// ones filled up with zeros. Linear, without a branch a byte where the text has blanks alone.
pub(super) fn for_each_eight(text: &str, mut each: impl FnMut(u64)) {
    let mut letters = Letters::default();
    let (eights, rest) = text.as_bytes().as_chunks::<8>();
    for eight in eights {
        let bytes = u64::from_le_bytes(*eight);
        let is_control = !((bytes & !HIGH).wrapping_add(0x60 * ONES) | bytes) & HIGH;
        if is_control == 0 {
            letters.take(bytes, &mut each);
        } else {
            letters.take_each(eight, &mut each);
        }
    }
    letters.take_each(rest, &mut each);
    if letters.bits > 0 {
        each(letters.kept);
    }
}

impl Letters {
    /// Takes eight bytes of which none is a control character.
    fn take(&mut self, bytes: u64, each: &mut impl FnMut(u64)) {
        let other = bytes ^ (0x20 * ONES);
        let blanks = !((other & !HIGH).wrapping_add(!HIGH) | other) & HIGH;
        // A one in every byte that is blank: their sum is the highest byte of the product.
        let count = (blanks >> 7).wrapping_mul(ONES) >> 56;
        let bits = 64_u64.wrapping_sub(count.wrapping_mul(8));
        self.put(
            without(bytes, blanks),
            u32::try_from(bits).unwrap_or(0),
            each,
        );
    }

    /// The same, byte by byte.
    fn take_each(&mut self, bytes: &[u8], each: &mut impl FnMut(u64)) {
        for byte in bytes.iter().filter(|byte| !byte.is_ascii_whitespace()) {
            self.put(u64::from(*byte), 8, each);
        }
    }

    /// Puts letters of so many bits, zeros above them, behind those that are kept.
    fn put(&mut self, letters: u64, bits: u32, each: &mut impl FnMut(u64)) {
        let room = 64_u32.wrapping_sub(self.bits);
        self.kept |= letters.wrapping_shl(self.bits);
        if bits < room {
            self.bits = self.bits.wrapping_add(bits);
            return;
        }
        each(self.kept);
        // All of them had room where nothing was kept: a shift by 64, in two steps.
        self.kept = (letters >> 1).wrapping_shr(room.wrapping_sub(1));
        self.bits = bits.wrapping_sub(room);
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
