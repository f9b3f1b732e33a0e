//! Questions to all bytes of a text, asked of a block of them at a time and without a branch a
//! byte, so that the compiler asks them of sixteen or thirty-two at once.

/// Bytes of a block; a count of them fits into a byte.
const BLOCK: usize = 128;

/// Bytes from a first to a last one.
pub(super) type Span = (u8, u8);

/// Whether any byte lies in one of the spans. Linear, to the block of the first such byte.
pub(super) fn any<const N: usize>(bytes: &[u8], spans: [Span; N]) -> bool {
    bytes.chunks(BLOCK).any(|block| of_block(block, spans) != 0)
}

/// How many bytes lie in one of the spans, which do not overlap. Linear.
pub(super) fn count<const N: usize>(bytes: &[u8], spans: [Span; N]) -> usize {
    let blocks = bytes.chunks(BLOCK);
    blocks.map(|b| usize::from(of_block(b, spans))).sum()
}

fn of_block<const N: usize>(block: &[u8], spans: [Span; N]) -> u8 {
    let within = |byte: u8| {
        let is = |(first, last): Span| byte.wrapping_sub(first) <= last.wrapping_sub(first);
        spans
            .map(is)
            .into_iter()
            .fold(0, |any, is| any | u8::from(is))
    };
    // A block is too short for an overflow; a check of it would be a branch a byte.
    let ones = block.iter().map(|byte| within(*byte));
    ones.fold(0, u8::wrapping_add)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::count;

    proptest! {
        #[test]
        fn every_byte_is_asked(
            bytes in prop::collection::vec(any::<u8>(), 0..700), last in 3_u8.., one in any::<u8>(),
        ) {
            let within = |byte: &&u8| (3..=last).contains(*byte) || **byte == one;
            let want = bytes.iter().filter(within).count();
            let spans = [(3, last), (one, one)];
            prop_assert_eq!(count(&bytes, spans), want);
            prop_assert_eq!(super::any(&bytes, spans), want > 0);
        }
    }
}
