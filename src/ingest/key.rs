//! What makes an article itself, wherever it is found again.
//!
//! Three fingerprints: (i) its canonical link; (ii) its headline and date as written; (iii) a
//! 64-bit simhash of its body words, for texts that differ a little. The printed key is the first
//! of (i), (ii) and an exact hash of the body ([`Fingerprints::key`]). It follows a moved, renamed or re-scraped file, and
//! is stable within a major version: FNV-1a over folded text, finished by a mix of
//! `SplitMix64`, never the hash of the standard library.

mod unblanked;

use std::fmt::Write as _;

use crate::article::{Article, DateKind, Fingerprints};
use crate::text;

use super::compose;

/// Most characters of a moment as it is written.
const LONGEST_MOMENT: usize = 32;

/// The fingerprints of an article, [`Fingerprints::copy`] left at 0: which copy it is, only the
/// order of reading tells. Linear in its body.
pub fn prints(article: &Article) -> Fingerprints {
    let link = article.url.as_deref().map(canonical_link);
    let link = link.filter(|link| !link.is_empty());
    Fingerprints {
        link: link.map_or(0, |link| digest("link", [link.as_str()])),
        headline: by_headline(article).unwrap_or(0),
        body: by_body(article),
        copy: 0,
    }
}

/// Fingerprint (ii): headline and date as written; `None` when either is missing. What was
/// inferred or given from outside is no part of an identity.
fn by_headline(article: &Article) -> Option<u64> {
    let headline = text::fold(article.headline.as_deref()?);
    let written = article.published.kind == DateKind::Explicit;
    let value = article.published.value.filter(|_| written)?;
    let mut date = String::with_capacity(LONGEST_MOMENT);
    write!(date, "{value}").ok()?;
    Some(digest("headline", [headline.as_str(), date.as_str()]))
}

/// The exact hash of the letters of the body, white space apart; of all text where there is no
/// body, and of the headline where there is no text. It is made of every article that is read, so
/// it folds nothing: what differs in case or quotation marks alone is found again by [`simhash`].
fn by_body(article: &Article) -> u64 {
    let mut hash = Digest::new("body");
    for paragraph in &article.body {
        hash.letters(paragraph.of(&article.text));
    }
    if article.body.is_empty() {
        hash.letters(&article.text);
    }
    if article.text.is_empty() {
        hash.letters(article.headline.as_deref().unwrap_or_default());
    }
    hash.finish()
}

/// Fingerprint (iii): simhash (Charikar 2002) of the folded words of the body, each word
/// weighing as often as it stands there. Texts that differ in few words differ in few bits. 0
/// where there are no words.
pub fn simhash<'a>(paragraphs: impl Iterator<Item = &'a str>) -> u64 {
    let mut votes = [0_i32; 64];
    for paragraph in paragraphs {
        text::for_each_word(paragraph, |word| {
            let hash = digest("word", [word]);
            for (bit, vote) in votes.iter_mut().enumerate() {
                let step = if hash >> bit & 1 == 1 { 1 } else { -1 };
                *vote = vote.saturating_add(step);
            }
        });
    }
    let set = |(bit, vote): (usize, &i32)| u64::from(*vote > 0) << bit;
    votes
        .iter()
        .enumerate()
        .map(set)
        .fold(0, |all, bit| all | bit)
}

/// A link without what differs between copies of one page: scheme, `www.`, default port, the
/// fragment, tracking parameters, a slash at the end; host in lower case.
fn canonical_link(link: &str) -> String {
    let link = link.trim();
    let rest = compose::schemed(link).map_or(link, |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or_default();
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = place.split_once('/').unwrap_or((place, ""));
    let host = if host.is_ascii() {
        host.to_ascii_lowercase()
    } else {
        host.to_lowercase()
    };
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let mut out = String::with_capacity(link.len());
    out.push_str(without(without(host, ":443"), ":80"));
    out.push('/');
    out.push_str(path.trim_end_matches('/'));
    let kept = query.split('&').filter(|p| !is_tracking(p));
    for (parameter, mark) in kept.zip(std::iter::once('?').chain(std::iter::repeat('&'))) {
        out.push(mark);
        out.push_str(parameter);
    }
    out
}

/// A host without a port, however often it is written.
fn without<'h>(host: &'h str, port: &str) -> &'h str {
    let mut host = host;
    while let Some(bare) = host.strip_suffix(port) {
        host = bare;
    }
    host
}

/// Whether a parameter of a link says where a reader came from, not what the page is.
fn is_tracking(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or_default();
    let name = name.to_ascii_lowercase();
    name.is_empty()
        || name.starts_with("utm_")
        || matches!(
            name.as_str(),
            "fbclid" | "gclid" | "dclid" | "msclkid" | "mc_cid" | "mc_eid"
        )
}

fn digest<'a>(kind: &str, parts: impl IntoIterator<Item = &'a str>) -> u64 {
    let mut hash = Digest::new(kind);
    for part in parts {
        hash.part(part);
    }
    hash.finish()
}

/// FNV-1a over parts with an end mark, so that moving a border changes the hash.
struct Digest(u64);

impl Digest {
    fn new(kind: &str) -> Self {
        let mut hash = Self(0xcbf2_9ce4_8422_2325);
        hash.part(kind);
        hash
    }

    fn part(&mut self, part: &str) {
        for byte in part.bytes().chain([0xff]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    /// The characters of a paragraph that are no white space: lines may be broken elsewhere.
    fn letters(&mut self, paragraph: &str) {
        unblanked::for_each_eight(paragraph, |eight| self.eight(eight));
        self.part("");
    }

    /// One step of the mix of `SplitMix64` over eight bytes.
    fn eight(&mut self, eight: u64) {
        let z = (self.0 ^ eight).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = z ^ (z >> 32);
    }

    fn finish(self) -> u64 {
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        // 0 means that there is none.
        (z ^ (z >> 31)).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Format, Origin};

    #[test]
    fn copies_of_one_page_have_one_link() {
        let plain = canonical_link("https://example.org/a/b");
        for copy in [
            "http://www.example.org/a/b/",
            "https://EXAMPLE.org:443/a/b?utm_source=x&fbclid=y",
            "https://example.org/a/b#comments",
        ] {
            assert_eq!(canonical_link(copy), plain, "{copy}");
        }
        assert_ne!(canonical_link("https://example.org/a/b?id=2"), plain);
        assert_ne!(canonical_link("https://example.org/a/B"), plain);
    }

    #[test]
    fn headlines_without_a_text_are_no_copies_of_each_other() {
        let origin = Origin {
            path: "a.tsv".into(),
            part: 0,
            bytes: (0, 0),
            format: Format::Csv,
        };
        let undated = |headline: &str| {
            prints(&Article {
                headline: Some(headline.to_owned()),
                ..Article::unread(origin.clone())
            })
        };
        assert_ne!(undated("Border closed"), undated("Border open"));
        assert_eq!(undated("Border closed"), undated("Border closed"));
    }

    #[test]
    fn borders_between_parts_count() {
        assert_ne!(digest("x", ["ab", "c"]), digest("x", ["a", "bc"]));
    }

    #[test]
    fn white_space_is_no_part_of_a_body_and_everything_else_is() {
        let digest = |text: &str| {
            let mut digest = Digest::new("body");
            digest.letters(text);
            digest.finish()
        };
        let text = "Leaders of the two states met on Monday to discuss what both called a difficult \
                    year, officials said; the next round of talks is expected in the autumn.";
        let whole = digest(text);
        for width in 1..90 {
            let (head, tail) = text.split_at(width);
            assert_eq!(digest(&format!("{head}\n  {tail}\t")), whole);
            assert_ne!(digest(head), whole);
            assert_ne!(digest(&format!("{head}x{tail}")), whole);
        }
    }

    #[test]
    fn keys_stay_what_they_are() {
        // A changed value here would cut every reader off from their marks.
        assert_eq!(
            digest("link", ["example.org/a"]),
            14_112_891_002_842_528_063
        );
    }
}
