//! Bytes for what is looked at one article at a time: numbers in as few bytes as they need.
//!
//! Numbers are LEB128, signed ones zigzag first, texts carry their length. Reading beyond the end
//! gives zeros and empty texts: the bytes never leave this process, so a fault here is a fault of
//! the program and must not take the reader's session with it.

/// Writes.
#[derive(Debug, Default)]
pub(super) struct Packer {
    pub(super) bytes: Vec<u8>,
}

impl Packer {
    pub(super) fn number(&mut self, value: u64) {
        let mut left = value;
        while left >= 0x80 {
            self.bytes.push(low_bits(left) | 0x80);
            left >>= 7;
        }
        self.bytes.push(low_bits(left));
    }

    pub(super) fn size(&mut self, value: usize) {
        self.number(value as u64);
    }

    pub(super) fn signed(&mut self, value: i64) {
        self.number(((value << 1) ^ (value >> 63)).cast_unsigned());
    }

    pub(super) fn text(&mut self, text: &str) {
        self.size(text.len());
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// A number that needs all its bytes.
    pub(super) fn digest(&mut self, value: u64) {
        self.bytes.extend_from_slice(&value.to_le_bytes());
    }

    /// At most seven answers, in one byte.
    pub(super) fn flags<const N: usize>(&mut self, flags: [bool; N]) {
        let bits = (0..7).zip(flags).map(|(bit, flag)| u64::from(flag) << bit);
        self.number(bits.sum());
    }

    pub(super) fn maybe<T>(&mut self, value: Option<T>, put: impl FnOnce(&mut Self, T)) {
        self.number(u64::from(value.is_some()));
        if let Some(value) = value {
            put(self, value);
        }
    }

    pub(super) fn list<T>(&mut self, items: &[T], mut put: impl FnMut(&mut Self, &T)) {
        self.size(items.len());
        for item in items {
            put(self, item);
        }
    }
}

/// Reads, in the order of writing.
#[derive(Clone, Copy)]
pub(super) struct Unpacker<'a> {
    rest: &'a [u8],
}

impl<'a> Unpacker<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(super) fn number(&mut self) -> u64 {
        let mut value = 0;
        let mut shift = 0;
        while let Some((&byte, rest)) = self.rest.split_first() {
            self.rest = rest;
            value |= u64::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
            shift += 7;
            if byte & 0x80 == 0 {
                break;
            }
        }
        value
    }

    pub(super) fn size(&mut self) -> usize {
        usize::try_from(self.number()).unwrap_or(usize::MAX)
    }

    pub(super) fn small(&mut self) -> u32 {
        u32::try_from(self.number()).unwrap_or(u32::MAX)
    }

    pub(super) fn signed(&mut self) -> i64 {
        let value = self.number();
        (value >> 1).cast_signed() ^ -((value & 1).cast_signed())
    }

    pub(super) fn text(&mut self) -> &'a str {
        let len = self.size().min(self.rest.len());
        let (text, rest) = self.rest.split_at(len);
        self.rest = rest;
        std::str::from_utf8(text).unwrap_or_default()
    }

    pub(super) fn digest(&mut self) -> u64 {
        match self.rest.split_first_chunk() {
            Some((bytes, rest)) => {
                self.rest = rest;
                u64::from_le_bytes(*bytes)
            }
            None => 0,
        }
    }

    pub(super) fn flags<const N: usize>(&mut self) -> [bool; N] {
        let bits = self.number();
        std::array::from_fn(|bit| bit < 7 && bits >> bit & 1 == 1)
    }

    /// Passes over so many bytes.
    pub(super) fn skip(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }

    /// Passes over so many numbers.
    pub(super) fn skip_numbers(&mut self, count: usize) {
        for _ in 0..count.min(self.rest.len()) {
            self.number();
        }
    }

    pub(super) fn maybe<T>(&mut self, get: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.number() == 1).then(|| get(self))
    }

    pub(super) fn list<T>(&mut self, mut get: impl FnMut(&mut Self) -> T) -> Vec<T> {
        // Every item takes a byte at least: a wrong length cannot ask for more memory than that.
        let len = self.size().min(self.rest.len());
        (0..len).map(|_| get(self)).collect()
    }

    /// Reads a list item by item.
    pub(super) fn each(&mut self, mut get: impl FnMut(&mut Self)) {
        let len = self.size().min(self.rest.len());
        (0..len).for_each(|_| get(self));
    }
}

fn low_bits(value: u64) -> u8 {
    u8::try_from(value & 0x7f).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(
            numbers: Vec<u64>, signed: i64, text: String, maybe: Option<u64>, flags: [bool; 7],
        ) {
            let mut packer = Packer::default();
            packer.list(&numbers, |p, n| p.number(*n));
            packer.signed(signed);
            packer.text(&text);
            packer.maybe(maybe, Packer::number);
            packer.flags(flags);
            packer.digest(signed.cast_unsigned());
            let mut unpacker = Unpacker::new(&packer.bytes);
            prop_assert_eq!(unpacker.list(Unpacker::number), numbers);
            prop_assert_eq!(unpacker.signed(), signed);
            prop_assert_eq!(unpacker.text(), text);
            prop_assert_eq!(unpacker.maybe(Unpacker::number), maybe);
            prop_assert_eq!(unpacker.flags(), flags);
            prop_assert_eq!(unpacker.digest(), signed.cast_unsigned());
            prop_assert!(unpacker.rest.is_empty());
        }

        #[test]
        fn wrong_bytes_are_read_without_a_fault(bytes: Vec<u8>) {
            let mut unpacker = Unpacker::new(&bytes);
            unpacker.list(Unpacker::text);
            unpacker.signed();
            unpacker.digest();
            unpacker.list(Unpacker::number);
        }
    }
}
