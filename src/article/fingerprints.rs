//! What an article is recognised by when it is met again: after a move, a rename, a new download.

use super::ArticleKey;

/// Fingerprints of one article: 64-bit digests that mean the same on every machine. `0` stands
/// for "there is none": no digest is 0.
///
/// What was said of an article is found again by any one of them (`review::recall` says how).
/// The fourth, for texts that differ a little, is computed only when it is asked for
/// (`ingest::key::simhash`), because it costs as much as reading the body again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprints {
    /// Of the canonical link.
    pub link: u64,
    /// Of the folded headline and the date as written; none when either is missing.
    pub headline: u64,
    /// Of the letters of the body, white space apart; of all text where there is no body, of the
    /// headline where there is no text.
    pub body: u64,
    /// Which of the articles with these very digests it is, in the order of reading, from 0: a
    /// pile may hold the same page twice, and each has its own marks.
    pub copy: u32,
}

impl Fingerprints {
    /// The printed key: the first digest there is.
    pub fn key(self) -> ArticleKey {
        let digests = [self.link, self.headline, self.body];
        ArticleKey(digests.into_iter().find(|digest| *digest != 0).unwrap_or(0))
    }

    /// Link, headline and body.
    pub fn digests(self) -> [u64; 3] {
        [self.link, self.headline, self.body]
    }
}
