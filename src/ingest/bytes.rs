//! Questions to all bytes of a text, and its lines: asked of a block of them at a time and without a branch a
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

/// The lines of a text, each with the byte that ends it; `end` is an ASCII one. Linear.
pub(super) fn lines(text: &str, end: u8) -> impl Iterator<Item = &str> {
    let ends = memchr::memchr_iter(end, text.as_bytes()).map(|at| at + 1);
    let mut from = 0;
    let cut = move |to| text.get(std::mem::replace(&mut from, to)..to);
    let lines = ends.chain([text.len()]).filter_map(cut);
    lines.filter(|line| !line.is_empty())
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

        #[test]
        fn lines_are_those_of_the_standard_library(text in "[aé\n\r]{0,20}") {
            for end in [b'\n', b'\r'] {
                let want: Vec<_> = text.split_inclusive(char::from(end)).collect();
                prop_assert_eq!(super::lines(&text, end).collect::<Vec<_>>(), want);
            }
        }
    }
}
