//! Which articles are there again: saved twice, in a feed and as a page, downloaded anew, or under
//! another address.
//!
//! Nothing is merged and nothing hidden: every article stays, with its own marks, and says which
//! other one it repeats and how that is known ([`Sameness`]). Only digests are compared, so that
//! two texts count as one when their letters are, and never because they are alike.
//!
//! Promises: 24 bytes an article; the time of sorting them; the same answer whatever the threads
//! do, because the order is that of reading.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::article::{Again, ArticleId, Change, Patch, Sameness};

/// Texts under one address from which on it is none of an article: pages that name the front page
/// of their site as their own address.
const MOST_VERSIONS: usize = 32;

/// Others that an article names which is there again; each of them names it.
const MOST_NAMED: usize = 16;

/// Articles whose digests stand in one piece of memory. Pieces are small, here and where they are
/// sorted: what is given back in large ones teaches the system's allocator to keep large ones.
const PIECE: usize = 1 << 15;

/// Bits of a digest that tell which piece it is sorted in.
const PIECE_BITS: u32 = 6;

/// The digests of every article, in the order of reading: link, headline with date, body.
#[derive(Debug, Default)]
pub(super) struct Repeats {
    digests: Vec<Vec<[u64; 3]>>,
}

/// One digest of an article, and which article that is.
type Digest = (u64, u32);

impl Repeats {
    /// Takes note of the next article.
    pub(super) fn take(&mut self, digests: [u64; 3]) {
        match self.digests.last_mut() {
            Some(piece) if piece.len() < PIECE => piece.push(digests),
            _ => self.digests.push(vec![digests]),
        }
    }

    /// What is to be said of the articles that are there again, in their order.
    pub(super) fn finish(&self) -> Vec<Patch> {
        let mut repeats: HashMap<u32, (u32, Sameness)> = HashMap::new();
        for piece in self.sorted(2) {
            for group in groups(&piece) {
                self.same_text(group, &mut repeats);
            }
        }
        for digest in [0, 1] {
            for piece in self.sorted(digest) {
                for group in groups(&piece) {
                    self.other_text(group, &mut repeats);
                }
            }
        }
        patches(repeats)
    }

    /// Every digest of a kind that there is, sorted, in pieces.
    fn sorted(&self, kind: usize) -> Vec<Vec<Digest>> {
        let mut pieces = vec![Vec::new(); 1 << PIECE_BITS];
        for (digests, id) in self.digests.iter().flatten().zip(0_u32..) {
            let Some(digest) = digests.get(kind).filter(|digest| **digest != 0) else {
                continue;
            };
            let piece = usize::try_from(digest >> (u64::BITS - PIECE_BITS)).unwrap_or_default();
            if let Some(piece) = pieces.get_mut(piece) {
                piece.push((*digest, id));
            }
        }
        pieces
            .par_iter_mut()
            .for_each(|piece| piece.sort_unstable());
        pieces
    }

    fn of(&self, id: u32) -> [u64; 3] {
        let at = usize::try_from(id).unwrap_or(usize::MAX);
        let piece = self.digests.get(at / PIECE);
        let digests = piece.and_then(|piece| piece.get(at % PIECE));
        digests.copied().unwrap_or_default()
    }

    /// Articles of one text: copies where nothing names another address, else the same elsewhere.
    fn same_text(&self, group: &[Digest], repeats: &mut HashMap<u32, (u32, Sameness)>) {
        let (mut all, mut without_link) = (Named::default(), Named::default());
        let mut by_link: HashMap<u64, u32> = HashMap::new();
        let mut first_link = None;
        for (_, id) in group {
            let [link, headline, _] = self.of(*id);
            let copy = match link {
                0 => all.like(headline),
                _ => by_link.get(&link).copied(),
            };
            let copy = copy.or_else(|| without_link.like(headline));
            if let Some(other) = copy {
                repeats.insert(*id, (other, Sameness::Copy));
            } else if let Some(other) = first_link.filter(|_| link != 0) {
                repeats.insert(*id, (other, Sameness::Elsewhere));
            }
            all.take(headline, *id);
            if link == 0 {
                without_link.take(headline, *id);
            } else {
                by_link.entry(link).or_insert(*id);
                first_link = first_link.or(Some(*id));
            }
        }
    }

    /// Whether two articles have an address each, and not the same.
    fn differ(&self, a: u32, b: u32) -> bool {
        let ([a, ..], [b, ..]) = (self.of(a), self.of(b));
        a != 0 && b != 0 && a != b
    }

    /// Articles of one address, or of one headline and day, whose texts differ.
    fn other_text(&self, group: &[Digest], repeats: &mut HashMap<u32, (u32, Sameness)>) {
        let mut texts: Vec<u64> = group.iter().map(|(_, id)| self.of(*id)[2]).collect();
        texts.sort_unstable();
        texts.dedup();
        let Some((_, first)) = group.first().filter(|_| texts.len() <= MOST_VERSIONS) else {
            return;
        };
        for (_, id) in group.iter().skip(1) {
            let is_other = self.of(*id)[2] != self.of(*first)[2];
            if is_other && !self.differ(*id, *first) {
                repeats.entry(*id).or_insert((*first, Sameness::Version));
            }
        }
    }
}

/// Articles of one text by their headline and day.
#[derive(Default)]
struct Named {
    by_headline: HashMap<u64, u32>,
    first: Option<u32>,
}

impl Named {
    fn take(&mut self, headline: u64, id: u32) {
        self.by_headline.entry(headline).or_insert(id);
        self.first = self.first.or(Some(id));
    }

    /// The first whose headline and day are these, as far as both are known.
    fn like(&self, headline: u64) -> Option<u32> {
        if headline == 0 {
            return self.first;
        }
        let known = self.by_headline.get(&headline);
        known.or_else(|| self.by_headline.get(&0)).copied()
    }
}

/// Digests that several articles have.
fn groups(sorted: &[Digest]) -> impl Iterator<Item = &[Digest]> {
    let groups = sorted.chunk_by(|(a, _), (b, _)| a == b);
    groups.filter(|group| group.len() > 1)
}

/// What every article that repeats another one says of that, and the other of it.
fn patches(repeats: HashMap<u32, (u32, Sameness)>) -> Vec<Patch> {
    let mut said: Vec<(u32, Again)> = Vec::new();
    let mut repeats: Vec<_> = repeats.into_iter().collect();
    repeats.sort_unstable_by_key(|(id, _)| *id);
    let mut named: HashMap<u32, usize> = HashMap::new();
    for (id, (of, how)) in repeats {
        let again = |article| Again {
            article: ArticleId(article),
            how,
        };
        said.push((id, again(of)));
        let others = named.entry(of).or_default();
        *others += 1;
        if *others <= MOST_NAMED {
            said.push((of, again(id)));
        }
    }
    said.sort_by_key(|(id, again)| (*id, again.article));
    let same = said.chunk_by(|(a, _), (b, _)| a == b);
    let patch = |group: &[(u32, Again)]| {
        let again = group.iter().map(|(_, again)| *again).collect();
        Some(Patch {
            id: ArticleId(group.first()?.0),
            change: Change::Again(again),
        })
    };
    same.filter_map(patch).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What later articles are said to repeat: (article, other, how).
    fn repeated(digests: &[[u64; 3]]) -> Vec<(u32, u32, Sameness)> {
        let mut repeats = Repeats::default();
        for digests in digests {
            repeats.take(*digests);
        }
        let patches = repeats.finish();
        let said = patches.iter().flat_map(|patch| match &patch.change {
            Change::Again(again) => again
                .iter()
                .map(|a| (patch.id.0, a.article.0, a.how))
                .collect(),
            _ => Vec::new(),
        });
        said.filter(|(id, other, _)| other < id).collect()
    }

    #[test]
    fn one_text_under_one_address_or_none_is_a_copy() {
        use Sameness::{Copy, Elsewhere, Version};
        // [link, headline and day, body]
        assert_eq!(repeated(&[[1, 2, 3], [1, 2, 3]]), [(1, 0, Copy)]);
        assert_eq!(repeated(&[[1, 2, 3], [1, 9, 3]]), [(1, 0, Copy)]);
        assert_eq!(repeated(&[[0, 0, 3], [0, 0, 3]]), [(1, 0, Copy)]);
        assert_eq!(repeated(&[[1, 2, 3], [0, 0, 3]]), [(1, 0, Copy)]);
        assert_eq!(repeated(&[[0, 2, 3], [1, 2, 3]]), [(1, 0, Copy)]);
        assert_eq!(repeated(&[[1, 2, 3], [4, 2, 3]]), [(1, 0, Elsewhere)]);
        assert_eq!(repeated(&[[1, 2, 3], [1, 2, 4]]), [(1, 0, Version)]);
        assert_eq!(repeated(&[[0, 2, 3], [0, 2, 4]]), [(1, 0, Version)]);
        assert_eq!(repeated(&[[0, 2, 3], [1, 2, 4]]), [(1, 0, Version)]);
    }

    #[test]
    fn what_only_looks_alike_is_not_said_to_be_one() {
        // The weather of two days; two briefings of one day under two addresses; nothing at all.
        assert_eq!(repeated(&[[0, 1, 3], [0, 2, 3]]), []);
        assert_eq!(repeated(&[[1, 2, 3], [4, 2, 5]]), []);
        assert_eq!(repeated(&[[0, 0, 0], [0, 0, 0]]), []);
        // Many pages that name the front page as their address.
        let front: Vec<_> = (0..100).map(|n| [1, 0, 100 + n]).collect();
        assert_eq!(repeated(&front), []);
    }

    #[test]
    fn the_first_names_the_others_but_not_hundreds() {
        let mut repeats = Repeats::default();
        for _ in 0..100 {
            repeats.take([1, 2, 3]);
        }
        let patches = repeats.finish();
        assert_eq!(patches.len(), 100);
        let Change::Again(named) = &patches[0].change else {
            panic!("{:?}", patches[0]);
        };
        assert_eq!(named.len(), MOST_NAMED);
        assert_eq!(patches[99].id, ArticleId(99));
    }

    proptest! {
        #[test]
        fn whatever_repeats_says_a_truth(
            digests in prop::collection::vec([0_u64..4, 0_u64..4, 0_u64..4], 0..40),
        ) {
            for (id, other, how) in repeated(&digests) {
                let (a, b) = (digests[id as usize], digests[other as usize]);
                let differ = |at: usize| a[at] != 0 && b[at] != 0 && a[at] != b[at];
                let same = |at: usize| a[at] != 0 && a[at] == b[at];
                match how {
                    Sameness::Copy => prop_assert!(same(2) && !differ(0), "{a:?} {b:?}"),
                    Sameness::Elsewhere => prop_assert!(same(2) && differ(0)),
                    Sameness::Version => {
                        prop_assert!(a[2] != b[2] && !differ(0) && (same(0) || same(1)));
                    }
                }
            }
        }
    }
}
