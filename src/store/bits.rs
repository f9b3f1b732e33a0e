//! A set of articles: one bit each.

/// A set of article ordinals.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bits {
    words: Vec<u64>,
}

impl Bits {
    /// Whether the ordinal is in the set.
    pub fn contains(&self, id: crate::article::ArticleId) -> bool {
        self.words
            .get(id.index() / 64)
            .is_some_and(|word| word >> (id.index() % 64) & 1 == 1)
    }
}
