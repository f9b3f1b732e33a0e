//! Text that needs no mending, as nearly all does, told at memory speed.

/// Whether [`sanitise`](super::sanitise) would surely keep every character; most texts are found clean here, by
/// looking at 32 bytes at a time.
pub fn is_clean(raw: &str) -> bool {
    let mut rest = raw;
    loop {
        let plain = plain_start(rest.as_bytes());
        let mut characters = rest.get(plain..).unwrap_or_default().chars();
        match characters.next() {
            None => return true,
            Some(c) if is_surely_kept(c) => rest = characters.as_str(),
            Some(_) => return false,
        }
    }
}

/// How many bytes at the start are plain.
pub(super) fn plain_start(bytes: &[u8]) -> usize {
    let (blocks, _) = bytes.as_chunks::<32>();
    let is_plain_block = |block: &&[u8; 32]| block.iter().fold(true, |all, b| all & is_plain(*b));
    let start = 32 * blocks.iter().take_while(is_plain_block).count();
    let rest = bytes.get(start..).unwrap_or_default();
    let (eights, _) = rest.as_chunks::<8>();
    let is_plain_eight = |eight: &&[u8; 8]| eight.iter().fold(true, |all, b| all & is_plain(*b));
    let near = 8 * eights.iter().take_while(is_plain_eight).count();
    let rest = rest.get(near..).unwrap_or_default();
    start + near + rest.iter().take_while(|byte| is_plain(**byte)).count()
}

/// Letters and marks of writing that stand for themselves: none is dropped, none joins others to
/// long clusters. Not every such character, but those that most texts are made of.
pub(super) fn is_surely_kept(c: char) -> bool {
    matches!(
        c,
        '\u{a0}'..='\u{ac}'
            | '\u{ae}'..='\u{2ff}'
            | '\u{370}'..='\u{482}'
            | '\u{48a}'..='\u{55f}'
            | '\u{5d0}'..='\u{5ea}'
            | '\u{60c}'
            | '\u{61b}'
            | '\u{61f}'..='\u{64a}'
            | '\u{660}'..='\u{66f}'
            | '\u{671}'..='\u{6d4}'
            | '\u{6f0}'..='\u{6f9}'
            | '\u{2010}'..='\u{2027}'
            | '\u{202f}'..='\u{205e}'
            | '\u{20a0}'..='\u{20bf}'
            | '\u{2100}'..='\u{218f}'
            | '\u{3001}'..='\u{3002}'
            | '\u{3041}'..='\u{3096}'
            | '\u{30a1}'..='\u{30fa}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{ac00}'..='\u{d7a3}'
    )
}

/// Printable ASCII, line feed and tab: kept without a thought.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\t' | 0x20..=0x7e)
}
