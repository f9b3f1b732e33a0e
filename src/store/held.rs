//! What the store holds in memory, by what it is for: the figures of `cargo bench -- memory`.

/// Bytes on the heap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Kept texts.
    pub text: usize,
    /// Folded copies of texts whose letters fold beyond ASCII case.
    pub folded: usize,
    /// Columns: what lists and searches look at.
    pub columns: usize,
    /// Distinct sources, authors, paths and the like.
    pub names: usize,
    /// What an open article shows: evidence, details.
    pub details: usize,
    /// What became known later: patches, findings.
    pub later: usize,
}

impl Held {
    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            text: self.text + other.text,
            folded: self.folded + other.folded,
            columns: self.columns + other.columns,
            names: self.names + other.names,
            details: self.details + other.details,
            later: self.later + other.later,
        }
    }

    /// All of it but the folded copies.
    pub fn without_copies(self) -> usize {
        self.text + self.columns + self.names + self.details + self.later
    }
}
