//! Interned texts: each distinct source, author, place, path … of a batch once.

use std::num::NonZeroU32;

use super::batch::taken;
use super::words::Places;

/// A name of one batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct NameId(NonZeroU32);

impl NameId {
    /// Place of the name in the batch, from 0.
    pub(super) fn index(self) -> usize {
        self.0.get() as usize - 1
    }

    /// A name as a number, 0 for none.
    pub(super) fn number(name: Option<Self>) -> u64 {
        name.map_or(0, |name| name.0.get().into())
    }

    /// As given by [`Self::number`].
    pub(super) fn of_number(number: u64) -> Option<Self> {
        u32::try_from(number)
            .ok()
            .and_then(NonZeroU32::new)
            .map(Self)
    }
}

/// The names of a batch, in one arena.
#[derive(Debug, Default)]
pub(super) struct Names {
    text: String,
    ends: Vec<u32>,
}

impl Names {
    /// The name.
    pub(super) fn get(&self, id: NameId) -> &str {
        self.at(id.index())
    }

    fn at(&self, place: usize) -> &str {
        let end = |at: usize| self.ends.get(at).map_or(0, |end| *end as usize);
        let start = place.checked_sub(1).map_or(0, end);
        self.text.get(start..end(place)).unwrap_or_default()
    }

    /// Bytes on the heap.
    pub(super) fn heap_bytes(&self) -> usize {
        self.text.capacity() + self.ends.capacity() * size_of::<u32>()
    }
}

/// Gathers names while a batch is built.
#[derive(Debug, Default)]
pub(super) struct Interner {
    names: Names,
    known: Places,
}

impl Interner {
    /// The id of a name, new or known.
    pub(super) fn intern(&mut self, name: &str) -> Option<NameId> {
        let next = u32::try_from(self.names.ends.len()).ok()?;
        let names = &self.names;
        let (place, is_new) = self.known.find_or(name, |at| names.at(at as usize), next);
        if is_new {
            self.add(name)
        } else {
            NonZeroU32::new(place.checked_add(1)?).map(NameId)
        }
    }

    /// A new entry for a text that hardly comes twice.
    pub(super) fn add(&mut self, name: &str) -> Option<NameId> {
        let end = u32::try_from(self.names.text.len().checked_add(name.len())?).ok()?;
        self.names.text.push_str(name);
        self.names.ends.push(end);
        let number = u32::try_from(self.names.ends.len()).ok()?;
        NonZeroU32::new(number).map(NameId)
    }

    /// What was gathered, in no more room than it needs; empty then.
    pub(super) fn finish(&mut self) -> Names {
        let text = self.names.text.as_str().to_owned();
        self.names.text.clear();
        self.known.clear();
        Names {
            text,
            ends: taken(&mut self.names.ends),
        }
    }
}
