//! Which articles hold which word: for each word of a vocabulary the sorted ordinals.

use std::collections::HashMap;

use super::pattern::Pattern;
use super::vocabulary::{Tier, Typed, Vocabulary, WordId};
use crate::article::ArticleId;
use crate::store::Bits;
use crate::text;

/// Entries that one core takes in sooner than two.
const MANY: usize = 1 << 16;

/// Most entries of a list that are taken in in one go.
const PIECE: usize = 1 << 14;

/// A vocabulary with its postings. What is posted is an article, or a source in the index of
/// source names.
#[derive(Default)]
pub(super) struct Postings {
    pub(super) vocabulary: Vocabulary,
    lists: Vec<Vec<u32>>,
}

/// Words of some texts with what holds them, gathered before the vocabulary is asked: words come
/// again and again in a batch, whose own table is small enough to stay near the processor.
#[derive(Default)]
pub(super) struct Gathered {
    places: HashMap<Box<str>, usize>,
    /// In order of first appearance.
    words: Vec<(Box<str>, Vec<u32>)>,
}

impl Gathered {
    /// Gathers the words of a text. Ordinals never decrease from call to call.
    pub(super) fn add(&mut self, id: ArticleId, written: &str) {
        text::for_each_word(written, |word| {
            if let Some(at) = self.places.get(word) {
                if let Some((_, list)) = self.words.get_mut(*at)
                    && list.last() != Some(&id.0)
                {
                    list.push(id.0);
                }
            } else {
                self.places.insert(word.into(), self.words.len());
                self.words.push((word.into(), vec![id.0]));
            }
        });
    }
}

impl Postings {
    /// Posts what was gathered of texts that follow those posted before.
    pub(super) fn take_in(&mut self, gathered: Gathered) {
        for (word, list) in gathered.words {
            let Some(word) = self.vocabulary.intern(&word) else {
                continue;
            };
            if word as usize >= self.lists.len() {
                self.lists.resize_with(word as usize + 1, Vec::new);
            }
            if let Some(known) = self.lists.get_mut(word as usize) {
                known.extend(list);
            }
        }
    }

    /// Posts the words of a text. Ordinals never decrease from call to call.
    pub(super) fn add(&mut self, id: ArticleId, written: &str) {
        text::for_each_word(written, |word| {
            let Some(word) = self.vocabulary.intern(word) else {
                return;
            };
            if word as usize >= self.lists.len() {
                self.lists.resize_with(word as usize + 1, Vec::new);
            }
            if let Some(list) = self.lists.get_mut(word as usize)
                && list.last() != Some(&id.0)
            {
                list.push(id.0);
            }
        });
    }

    /// What holds the word, ascending.
    pub(super) fn list(&self, word: WordId) -> &[u32] {
        self.lists
            .get(word as usize)
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    /// What holds a word that answers to the typed one, of so many.
    pub(super) fn holding(&self, typed: &Typed, of: usize) -> Bits {
        let words = self.vocabulary.matching(typed).into_iter();
        let lists = words.flat_map(|(_, word)| self.list(word).chunks(PIECE));
        let lists: Vec<&[u32]> = lists.collect();
        gathered(&lists, of, rayon::current_num_threads())
    }

    /// As [`Self::holding`], with the tier of the word; an article may come more than once.
    pub(super) fn tiers(&self, typed: &Typed, mut visit: impl FnMut(ArticleId, Tier)) {
        for (tier, word) in self.vocabulary.matching(typed) {
            self.ids(word).for_each(|id| visit(id, tier));
        }
    }

    /// What holds a word for every part of a pattern, in whatever order: a superset of what holds
    /// the pattern, and just that when it has one part.
    pub(super) fn candidates(&self, pattern: &Pattern) -> Bits {
        let mut all: Option<Bits> = None;
        for (at, part) in pattern.parts().iter().enumerate() {
            let mut some = Bits::new();
            for word in self.vocabulary.fitting(part, pattern.open(at)) {
                some.insert_all(self.list(word));
            }
            match &mut all {
                Some(all) => all.intersect(&some),
                None => all = Some(some),
            }
        }
        all.unwrap_or_default()
    }

    /// Has a pattern of several words looked for by the one that fewest hold.
    pub(super) fn look_first_for_rarest(&self, pattern: &mut Pattern) {
        let parts = pattern.parts().len();
        if parts < 2 {
            return;
        }
        let open: Vec<(bool, bool)> = (0..parts).map(|at| pattern.open(at)).collect();
        pattern.look_first_for_rarest(|at, part| {
            let open = open.get(at).copied().unwrap_or_default();
            let words = self.vocabulary.fitting(part, open).into_iter();
            words.map(|word| self.list(word).len()).sum()
        });
    }

    /// Bytes on the heap, hash tables estimated.
    pub(super) fn heap_bytes(&self) -> usize {
        self.vocabulary.heap_bytes() + self.list_bytes()
    }

    /// Bytes on the heap without the words themselves.
    pub(super) fn list_bytes(&self) -> usize {
        let lists: usize = self.lists.iter().map(Vec::capacity).sum();
        lists * size_of::<u32>() + self.lists.capacity() * size_of::<Vec<u32>>()
    }

    fn ids(&self, word: WordId) -> impl Iterator<Item = ArticleId> + '_ {
        self.list(word).iter().copied().map(ArticleId)
    }
}

/// What some lists hold together, in a set with room for so many. Each core makes a set of its
/// share.
fn gathered(lists: &[&[u32]], room: usize, cores: usize) -> Bits {
    let entries: usize = lists.iter().map(|list| list.len()).sum();
    if cores < 2 || entries < MANY {
        let mut set = Bits::with_len(room);
        for list in lists {
            set.insert_all(list);
        }
        return set;
    }
    let mut before = 0;
    let half = lists.iter().take_while(|list| {
        before += list.len();
        before <= entries / 2
    });
    let (one, other) = lists.split_at(half.count());
    let (mut set, other) = rayon::join(
        || gathered(one, room, cores / 2),
        || gathered(other, room, cores - cores / 2),
    );
    set.union(&other);
    set
}
