//! Texts that are kept once each, in one arena, and found by what they say.
//!
//! A text costs its bytes, where it ends, and eight bytes in a table of hashes. The hashes begin
//! with a random number of this run, so that no file can be written to make all of them the same.

use std::hash::BuildHasher as _;
use std::ops::Range;

use foldhash::fast::RandomState;
use hashbrown::HashTable;
use memchr::memmem::Finder;

/// Places of texts, by the hashes of the texts.
#[derive(Debug, Default)]
pub(crate) struct Places {
    state: RandomState,
    table: HashTable<Slot>,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    hash: u32,
    place: u32,
}

impl Slot {
    /// What the table goes by, of which it looks at the lowest and the highest bits.
    fn spread(self) -> u64 {
        u64::from(self.hash).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }
}

impl Places {
    /// The place of a text, or where the next one is told to be; whether it is a new one. `at`
    /// gives the text of a place.
    pub(crate) fn find_or<'t>(
        &mut self,
        text: &str,
        at: impl Fn(u32) -> &'t str,
        next: u32,
    ) -> (u32, bool) {
        let slot = self.slot(text, next);
        let is_it = |known: &Slot| known.hash == slot.hash && at(known.place) == text;
        if let Some(known) = self.table.find(slot.spread(), is_it) {
            return (known.place, false);
        }
        self.table
            .insert_unique(slot.spread(), slot, |slot| slot.spread());
        (next, true)
    }

    /// The place of a text.
    pub(crate) fn find<'t>(&self, text: &str, at: impl Fn(u32) -> &'t str) -> Option<u32> {
        let slot = self.slot(text, 0);
        let is_it = |known: &Slot| known.hash == slot.hash && at(known.place) == text;
        let known = self.table.find(slot.spread(), is_it);
        known.map(|known| known.place)
    }

    /// Forgets them; their room is kept for others.
    pub(crate) fn clear(&mut self) {
        self.table.clear();
    }

    fn slot(&self, text: &str, place: u32) -> Slot {
        let hash = self.state.hash_one(text.as_bytes()) >> 32;
        let hash = u32::try_from(hash).unwrap_or_default();
        Slot { hash, place }
    }

    /// Bytes on the heap.
    pub(crate) fn heap_bytes(&self) -> usize {
        self.table.allocation_size()
    }
}

/// Texts, each once; their places count from 0 in the order of first appearance.
#[derive(Debug, Default)]
pub(crate) struct Words {
    text: String,
    ends: Vec<u32>,
    places: Places,
}

impl Words {
    /// The place of a text, new or known, and whether it is new; `None` once 4 GiB are full.
    pub(crate) fn intern(&mut self, word: &str) -> Option<(u32, bool)> {
        let end = u32::try_from(self.text.len().checked_add(word.len())?).ok()?;
        let next = u32::try_from(self.ends.len()).ok()?;
        let (text, ends) = (&self.text, &self.ends);
        let found = self
            .places
            .find_or(word, |at| text_at(text, ends, at), next);
        if found.1 {
            self.text.push_str(word);
            self.ends.push(end);
        }
        Some(found)
    }

    /// The place of a known text.
    pub(crate) fn find(&self, word: &str) -> Option<u32> {
        self.places.find(word, |at| self.get(at))
    }

    /// The text at a place; nothing behind the last.
    pub(crate) fn get(&self, place: u32) -> &str {
        text_at(&self.text, &self.ends, place)
    }

    /// Visits the places of a range whose texts hold these letters, in order: one pass over the
    /// arena, whatever the number of texts.
    pub(crate) fn each_holding(
        &self,
        letters: &Finder<'_>,
        places: Range<usize>,
        mut visit: impl FnMut(u32),
    ) {
        let last = self.start_of(places.end);
        let (mut place, mut at) = (places.start, self.start_of(places.start));
        let holds = |at: usize| letters.find(self.text.as_bytes().get(at..last)?);
        while let Some(from) = holds(at).map(|found| at + found) {
            // The text in which the letters begin; they may end in the next one.
            place = first_behind(&self.ends, place, from);
            let end = self.start_of(place + 1);
            if from + letters.needle().len() > end {
                at = from + 1;
                continue;
            }
            visit(u32::try_from(place).unwrap_or(u32::MAX));
            place += 1;
            at = end;
        }
    }

    /// How many bytes the text at a place has.
    pub(crate) fn bytes_of(&self, place: u32) -> usize {
        let place = place as usize;
        self.start_of(place + 1)
            .saturating_sub(self.start_of(place))
    }

    /// Where the text at a place begins in the arena; its end behind the last.
    fn start_of(&self, place: usize) -> usize {
        let end = |before| {
            self.ends
                .get(before)
                .map_or(self.text.len(), |end| *end as usize)
        };
        place.checked_sub(1).map_or(0, end)
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Forgets them; their room is kept for others.
    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
        self.places.clear();
    }

    /// Bytes on the heap.
    pub(crate) fn heap_bytes(&self) -> usize {
        self.text.capacity() + self.ends.capacity() * size_of::<u32>() + self.places.heap_bytes()
    }
}

/// The first place from `from` on whose text ends behind a byte; logarithmic in how far it is.
fn first_behind(ends: &[u32], from: usize, byte: usize) -> usize {
    let is_before = |end: &u32| *end as usize <= byte;
    let (mut low, mut step) = (from, 1);
    while ends.get(low + step).is_some_and(is_before) {
        low += step;
        step *= 2;
    }
    let high = (low + step).min(ends.len());
    let near = ends.get(low..high).unwrap_or_default();
    low + near.partition_point(is_before)
}

fn text_at<'t>(text: &'t str, ends: &[u32], place: u32) -> &'t str {
    let end = |at: usize| ends.get(at).map_or(0, |end| *end as usize);
    let at = place as usize;
    let start = at.checked_sub(1).map_or(0, end);
    text.get(start..end(at)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn texts_that_hold_letters_are_found_in_any_part(
            texts in prop::collection::vec("[abé]{1,5}", 0..60),
            letters in "[abé]{1,3}",
            (one, other) in (0usize..70, 0usize..70),
        ) {
            let mut words = Words::default();
            for text in &texts {
                words.intern(text);
            }
            let places = one.min(other).min(words.len())..one.max(other).min(words.len());
            let mut found = Vec::new();
            words.each_holding(&Finder::new(&letters), places.clone(), |place| found.push(place));
            let all = places.map(|place| u32::try_from(place).unwrap());
            let held: Vec<u32> = all.filter(|at| words.get(*at).contains(&letters)).collect();
            prop_assert_eq!(found, held);
        }

        #[test]
        fn each_text_has_one_place(texts in prop::collection::vec("[abé]{0,3}", 0..400)) {
            let (mut words, mut known) = (Words::default(), HashMap::new());
            for _ in 0..2 {
                for text in &texts {
                    let next = u32::try_from(known.len()).unwrap();
                    let place = *known.entry(text.as_str()).or_insert(next);
                    prop_assert_eq!(words.intern(text), Some((place, place == next)));
                    prop_assert_eq!(words.find(text), Some(place));
                    prop_assert_eq!(words.get(place), text);
                }
                prop_assert_eq!(words.find("z"), None);
                words.clear();
                known.clear();
            }
        }
    }
}
