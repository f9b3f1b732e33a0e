//! Questions to all bytes of a text, asked of a block of them at a time and without a branch a
//! byte, so that the compiler asks them of sixteen or thirty-two at once.

/// Bytes of a block; a count of them fits into a byte.
const BLOCK: usize = 128;

/// Bytes from a first to a last one.
pub(super) type Span = (u8, u8);

/// Whether any byte lies in one of the spans. Linear, to the block of the first such byte.
pub(super) fn any(bytes: &[u8], spans: &[Span]) -> bool {
    let mut blocks = bytes.chunks(BLOCK);
    blocks.any(|block| spans.iter().any(|span| of_block(block, *span) > 0))
}

/// How many bytes lie in one of the spans, which do not overlap. Linear.
pub(super) fn count(bytes: &[u8], spans: &[Span]) -> usize {
    let of_span = |span: &Span| {
        let blocks = bytes.chunks(BLOCK);
        blocks
            .map(|b| usize::from(of_block(b, *span)))
            .sum::<usize>()
    };
    spans.iter().map(of_span).sum()
}

fn of_block(block: &[u8], (first, last): Span) -> u8 {
    let within = |byte: &u8| u8::from(byte.wrapping_sub(first) <= last.wrapping_sub(first));
    // A block is too short for an overflow; a check of it would be a branch a byte.
    block.iter().map(within).fold(0, u8::wrapping_add)
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
            let within = |byte: &&u8| (3..=last).contains(*byte) || **byte == one.min(2);
            let want = bytes.iter().filter(within).count();
            let spans = [(3, last), (one.min(2), one.min(2))];
            prop_assert_eq!(count(&bytes, &spans), want);
            prop_assert_eq!(super::any(&bytes, &spans), want > 0);
        }
    }
}
