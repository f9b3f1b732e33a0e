//! Of which articles something holds, one bit each: to go through a long list for the next of which
//! it does not hold costs no look at its mark.

use crate::article::ArticleId;

/// Some articles.
#[derive(Clone, Debug, Default)]
pub struct Noted {
    words: Vec<u64>,
}

impl Noted {
    /// Whether the article is one of them.
    pub fn contains(&self, id: ArticleId) -> bool {
        let word = self.words.get(id.index() / 64);
        word.is_some_and(|word| word & bit(id) != 0)
    }

    /// Takes an article in or out.
    pub(super) fn set(&mut self, id: ArticleId, member: bool) {
        let at = id.index() / 64;
        if member && at >= self.words.len() {
            self.words.resize(at + 1, 0);
        }
        if let Some(word) = self.words.get_mut(at) {
            *word = if member {
                *word | bit(id)
            } else {
                *word & !bit(id)
            };
        }
    }
}

fn bit(id: ArticleId) -> u64 {
    1 << (id.index() % 64)
}
