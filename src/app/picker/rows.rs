//! The rows of a picker, made when they are looked at.
//!
//! Promises: what a key costs grows with what is in view and with a comparison a source, never
//! with the text of all rows.

use super::{Row, Target, sources};
use crate::query::{self, Query};
use crate::search::SourceCount;

/// The rows, narrowed by what is typed.
#[derive(Debug)]
pub struct Rows<'a> {
    /// The row above all others that takes the term away.
    everything: Option<Row>,
    found: Found<'a>,
    /// What the filter asks for.
    active: Option<Target>,
    query: &'a Query,
}

/// Where rows come from.
#[derive(Debug)]
pub(super) enum Found<'a> {
    /// From the counts of sources, of which there can be very many.
    Sources(Vec<&'a SourceCount>),
    /// From rows that stand ready.
    Ready(Vec<Row>),
}

impl<'a> Rows<'a> {
    pub(super) fn new(found: Found<'a>, active: Option<Target>, query: &'a Query) -> Self {
        Self {
            everything: None,
            found,
            active,
            query,
        }
    }

    /// The same rows below one that takes the term away.
    pub(super) fn below(mut self, everything: Row) -> Self {
        self.everything = Some(everything);
        self
    }

    /// How many.
    pub fn len(&self) -> usize {
        let found = match &self.found {
            Found::Sources(sources) => sources.len(),
            Found::Ready(rows) => rows.len(),
        };
        found.saturating_add(self.above())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The row at an index.
    pub fn get(&self, index: usize) -> Option<Row> {
        let Some(below) = index.checked_sub(self.above()) else {
            return self.everything.clone();
        };
        let mut row = match &self.found {
            Found::Sources(sources) => sources::row(sources.get(below)?),
            Found::Ready(rows) => rows.get(below)?.clone(),
        };
        row.active = match &row.target {
            Target::Test(test) => query::has_test(self.query, test),
            target => self.active.as_ref() == Some(target),
        };
        Some(row)
    }

    /// Index of the row that stands for this. Linear in the rows, without making them.
    pub(super) fn position(&self, target: &Target) -> Option<usize> {
        if *target == Target::Everything {
            return self.everything.as_ref().map(|_| 0);
        }
        let below = match (&self.found, target) {
            (Found::Sources(sources), Target::Source(name)) => {
                sources::position(sources, name.as_ref())
            }
            (Found::Sources(_), _) => None,
            (Found::Ready(rows), target) => rows.iter().position(|row| row.target == *target),
        };
        below.map(|below| below.saturating_add(self.above()))
    }

    /// Rows above what was found.
    fn above(&self) -> usize {
        usize::from(self.everything.is_some())
    }
}
