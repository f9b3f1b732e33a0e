//! Articles that a collection holds again: as a copy, in another version, under another address.

use super::ArticleId;

/// Another article of the collection that is this one again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Again {
    /// Which.
    pub article: ArticleId,
    /// How that is known.
    pub how: Sameness,
}

/// How two articles of a collection are one. None of it is a guess: letters and addresses are
/// compared as they are, tracking parameters and the like left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sameness {
    /// The same text, and nothing that names another address.
    Copy,
    /// Another text under the same address, or with the same headline on the same day.
    Version,
    /// The same text under another address.
    Elsewhere,
}

impl Sameness {
    /// Its name in records.
    pub fn name(self) -> &'static str {
        match self {
            Self::Copy => "copy",
            Self::Version => "version",
            Self::Elsewhere => "elsewhere",
        }
    }
}
