//! What only many articles together tell.

use crate::article::{Article, ArticleId, Patch};

/// Gathers what articles say of each other.
#[derive(Debug, Default)]
pub struct Pass;

impl Pass {
    /// A pass over no article yet.
    pub fn new() -> Self {
        Self
    }

    /// Takes note of one article.
    pub fn observe(&mut self, _id: ArticleId, _article: &Article) {}

    /// What was found.
    pub fn finish(self) -> Vec<Patch> {
        Vec::new()
    }
}
