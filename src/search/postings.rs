//! Which articles hold which word: for each word of a vocabulary its holders.

use super::holders::{Holders, Piece};
use super::pattern::Pattern;
use super::vocabulary::{Tier, Typed, Vocabulary, WordId};
use crate::article::ArticleId;
use crate::store::Bits;
use crate::store::words::Words;
use crate::text;

/// Entries that one core takes in sooner than two.
const MANY: usize = 1 << 16;

/// A vocabulary with its postings. What is posted is an article, or a source in the index of
/// source names.
#[derive(Default)]
pub(super) struct Postings {
    pub(super) vocabulary: Vocabulary,
    lists: Vec<Holders>,
    gathered: Gathered,
}

/// Words of some texts with what holds them, gathered before the vocabulary is asked: words come
/// again and again in a batch, whose own table is small enough to stay near the processor. Empty
/// between batches; its room is kept.
#[derive(Default)]
struct Gathered {
    words: Words,
    /// For each word what holds it, as far as it was met.
    last: Vec<u32>,
    /// Words with what holds them, in the order they were met.
    held: Vec<(u32, u32)>,
}

impl Gathered {
    fn add(&mut self, id: ArticleId, word: &str) {
        let Some((word, is_new)) = self.words.intern(word) else {
            return;
        };
        if is_new {
            self.last.push(id.0);
        } else {
            match self.last.get_mut(word as usize) {
                Some(last) if *last != id.0 => *last = id.0,
                _ => return,
            }
        }
        self.held.push((word, id.0));
    }
}

impl Postings {
    /// Gathers the words of a text. Ordinals never decrease from call to call.
    pub(super) fn gather(&mut self, id: ArticleId, written: &str) {
        text::for_each_word(written, |word| self.gathered.add(id, word));
    }

    /// Posts what was gathered.
    pub(super) fn post(&mut self) {
        let Gathered { words, last, held } = &mut self.gathered;
        let count = u32::try_from(words.len()).unwrap_or(u32::MAX);
        let vocabulary = &mut self.vocabulary;
        // Of each word gathered its ordinal; none where the vocabulary is full.
        let ids = (0..count).map(|word| vocabulary.intern(words.get(word)));
        let ids: Vec<_> = ids.collect();
        self.lists
            .resize_with(self.vocabulary.len(), Holders::default);
        for (word, holder) in held.drain(..) {
            let id = ids.get(word as usize).copied().flatten();
            if let Some(list) = id.and_then(|id| self.lists.get_mut(id as usize)) {
                list.push(holder);
            }
        }
        words.clear();
        last.clear();
    }

    /// Posts the words of a text. Ordinals never decrease from call to call.
    pub(super) fn add(&mut self, id: ArticleId, written: &str) {
        self.gather(id, written);
        self.post();
    }

    /// How many hold the word.
    pub(super) fn count(&self, word: WordId) -> usize {
        self.lists.get(word as usize).map_or(0, Holders::len)
    }

    /// What holds a word that answers to the typed one, of so many.
    pub(super) fn holding(&self, typed: &Typed, of: usize) -> Bits {
        let words = self.vocabulary.matching(typed).into_iter();
        self.held_by(words.map(|(_, word)| word), of)
    }

    /// What holds one of some words, of so many.
    fn held_by(&self, words: impl Iterator<Item = WordId>, of: usize) -> Bits {
        let mut pieces = Vec::new();
        for word in words {
            if let Some(holders) = self.lists.get(word as usize) {
                holders.pieces_into(&mut pieces);
            }
        }
        gathered(&pieces, of, rayon::current_num_threads())
    }

    /// As [`Self::holding`], with the tier of the word; an article may come more than once.
    pub(super) fn tiers(&self, typed: &Typed, mut visit: impl FnMut(ArticleId, Tier)) {
        for (tier, word) in self.vocabulary.matching(typed) {
            if let Some(holders) = self.lists.get(word as usize) {
                holders.for_each(|id| visit(id, tier));
            }
        }
    }

    /// What holds a word for every part of a pattern, in whatever order: a superset of what holds
    /// the pattern, and just that when it has one part.
    pub(super) fn candidates(&self, pattern: &Pattern, of: usize) -> Bits {
        let mut all: Option<Bits> = None;
        for (at, part) in pattern.parts().iter().enumerate() {
            let words = self.vocabulary.fitting(part, pattern.open(at));
            let some = self.held_by(words.into_iter(), of);
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
            words.map(|word| self.count(word)).sum()
        });
    }

    /// Bytes on the heap, hash tables estimated.
    pub(super) fn heap_bytes(&self) -> usize {
        self.vocabulary.heap_bytes() + self.list_bytes()
    }

    /// Bytes on the heap without the words themselves.
    pub(super) fn list_bytes(&self) -> usize {
        let lists: usize = self.lists.iter().map(Holders::heap_bytes).sum();
        let gathered = &self.gathered;
        gathered.words.heap_bytes()
            + gathered.last.capacity() * size_of::<u32>()
            + gathered.held.capacity() * size_of::<(u32, u32)>()
            + lists
            + self.lists.capacity() * size_of::<Holders>()
    }
}

/// What some pieces hold together, in a set with room for so many. Each core makes a set of its
/// share.
fn gathered(pieces: &[Piece<'_>], room: usize, cores: usize) -> Bits {
    if pieces.is_empty() {
        return Bits::new();
    }
    let work: usize = pieces.iter().map(|piece| piece.work()).sum();
    if cores < 2 || work < MANY {
        let mut set = Bits::with_len(room);
        for piece in pieces {
            piece.add_to(&mut set);
        }
        return set;
    }
    let mut before = 0;
    let half = pieces.iter().take_while(|piece| {
        before += piece.work();
        before <= work / 2
    });
    let (one, other) = pieces.split_at(half.count());
    let (mut set, other) = rayon::join(
        || gathered(one, room, cores / 2),
        || gathered(other, room, cores - cores / 2),
    );
    set.union(&other);
    set
}
