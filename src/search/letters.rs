//! A word of ASCII letters in a long text, whatever their case, at about the speed of memory.
//!
//! The text is looked through in blocks. At every place of a block the rarest letters of the word
//! are compared, in a loop without branches, which compilers turn into vector instructions; the
//! whole word is compared only where these letters stand. (After Muła, "SIMD-friendly algorithms
//! for substring searching", 2016, who takes the first and the last letter.)

/// Places compared at once.
const BLOCK: usize = 64;

/// Letters compared at every place.
const PICKS: usize = 3;

/// ASCII letters of English text, the most common first; digits and others are rarer.
const COMMON: &[u8; 26] = b"etaoinsrhldcumfpgwybvkxjqz";

/// The bit that parts a large ASCII letter from a small one.
const CASE: u8 = 0x20;

/// What is looked for.
#[derive(Clone, Debug)]
pub(super) struct Letters {
    /// In small letters.
    word: Box<[u8]>,
    /// The rarest letters with their places in the word; those of a short word come twice.
    picks: [(usize, u8); PICKS],
}

/// Blocks of bytes, one for each picked letter.
type Blocks<'a> = [&'a [u8; BLOCK]; PICKS];

impl Letters {
    /// A word of ASCII letters and digits; `None` for others and for an empty one.
    pub(super) fn new(word: &str) -> Option<Self> {
        let word = word.to_ascii_lowercase().into_bytes();
        if !word.iter().all(u8::is_ascii_alphanumeric) {
            return None;
        }
        let mut rarest: Vec<(usize, u8)> = word.iter().copied().enumerate().collect();
        rarest.sort_by_key(|(_, letter)| std::cmp::Reverse(rarity(*letter)));
        let mut next = rarest.iter().cycle();
        let picks = [*next.next()?, *next.next()?, *next.next()?];
        Some(Self {
            word: word.into(),
            picks,
        })
    }

    /// The first place from `from` on where the word stands.
    pub(super) fn find(&self, bytes: &[u8], from: usize) -> Option<usize> {
        let mut at = from;
        while let Some(blocks) = self.blocks(bytes, at) {
            let letters = self.picks.map(|(_, letter)| letter);
            if any(blocks, letters) {
                let lanes = (0..).zip(lanes(blocks, letters));
                let places = lanes.filter(|(_, stands)| *stands != 0);
                let mut places = places.map(|(place, _): (usize, u8)| at + place);
                let found = places.find(|place| self.stands(bytes, *place));
                if found.is_some() {
                    return found;
                }
            }
            at += BLOCK;
        }
        let last = bytes.len().checked_sub(self.word.len())?;
        (at..=last).find(|place| self.stands(bytes, *place))
    }

    /// For each of the picked letters the block in which it must stand; none near the end.
    fn blocks<'a>(&self, bytes: &'a [u8], at: usize) -> Option<Blocks<'a>> {
        let [first, second, third] = self.picks;
        let block = |(offset, _)| bytes.get(at + offset..)?.first_chunk();
        Some([block(first)?, block(second)?, block(third)?])
    }

    /// Whether the whole word stands at a place.
    fn stands(&self, bytes: &[u8], at: usize) -> bool {
        let found = bytes.get(at..at + self.word.len());
        found.is_some_and(|found| found.eq_ignore_ascii_case(&self.word))
    }
}

/// Whether the letters stand at one place of a block, in the blocks beginning where each must.
fn any(blocks: Blocks<'_>, letters: [u8; PICKS]) -> bool {
    (0..BLOCK).fold(0, |any, place| any | stand(place, blocks, letters)) != 0
}

/// At which places of a block the letters stand.
fn lanes(blocks: Blocks<'_>, letters: [u8; PICKS]) -> [u8; BLOCK] {
    std::array::from_fn(|place| stand(place, blocks, letters))
}

/// One if the bytes at a place of the blocks are these letters in either case, or pass for them.
/// The place is one of the block, as the compiler sees: nothing is left of the `0`.
fn stand(place: usize, blocks: Blocks<'_>, letters: [u8; PICKS]) -> u8 {
    let same = |block: &[u8; BLOCK], letter| {
        let small = block.get(place).map_or(0, |byte| byte | CASE);
        u8::from(small == letter)
    };
    let [first, second, third] = blocks;
    let [one, two, three] = letters;
    same(first, one) & same(second, two) & same(third, three)
}

fn rarity(letter: u8) -> usize {
    let common = COMMON.iter().position(|common| *common == letter);
    common.unwrap_or(COMMON.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_place_is_found(
            text in prop::collection::vec(prop::sample::select(&b"abABcC1 .\xc3"[..]), 0..400),
            word in "[abcABC1]{1,6}",
            from in 0usize..90,
        ) {
            let letters = Letters::new(&word).unwrap();
            let small = word.to_ascii_lowercase();
            let naive = (from..text.len()).find(|at| {
                let found = text.get(*at..at + small.len());
                found.is_some_and(|found| found.to_ascii_lowercase() == small.as_bytes())
            });
            prop_assert_eq!(letters.find(&text, from), naive);
        }
    }

    #[test]
    fn only_words_of_ascii_are_looked_for() {
        assert!(Letters::new("").is_none() && Letters::new("é").is_none());
        assert!(Letters::new("a-b").is_none() && Letters::new("U2").is_some());
    }
}
