//! The terms of a line, parted by what the pickers count without.

use super::dates::Reading;
use super::evaluate::{Evaluation, Scope};
use super::leaf::{About, Active, Node, denies_bodies};
use super::scan::Interrupted;
use crate::store::Bits;

/// The terms, parted by what the pickers count without.
pub(super) struct Plan {
    pub(super) terms: Vec<Active>,
}

/// What matches, and what would without the terms of one picker.
#[derive(Clone)]
pub(super) struct Found {
    pub(super) hits: Bits,
    /// What all but the terms about this leave, where there are such terms.
    wider: Vec<(About, Bits)>,
}

impl Found {
    /// What all but the terms about this leave.
    pub(super) fn without(&self, about: About) -> &Bits {
        let mut wider = self.wider.iter();
        let found = wider.find(|(of, _)| *of == about);
        found.map_or(&self.hits, |(_, wider)| wider)
    }
}

impl Plan {
    /// Of these terms.
    pub(super) fn new(terms: Vec<Active>) -> Self {
        Self { terms }
    }

    /// Puts what finds least in headlines first among the words that bodies are read for: what
    /// one word leaves is all that the next is looked for in. What is known already costs nothing.
    pub(super) fn order_words(&mut self, search: &Evaluation<'_>) {
        let leaves = &search.leaves;
        let reads =
            |node: &Node| denies_bodies(node, leaves, true) || denies_bodies(node, leaves, false);
        let cost = |node: &Node| match node {
            node if !reads(node) => (0, 0),
            Node::Leaf(at) => {
                let leaf = leaves.get(*at).and_then(Option::as_ref);
                let known = leaf.map_or(0, |leaf| leaf.body.known.count());
                let head = leaf.and_then(|leaf| leaf.head.as_ref());
                let unread = 1 + u8::from(known < search.index.len);
                (unread, head.map_or(usize::MAX, Bits::count))
            }
            _ => (3, 0),
        };
        self.terms.sort_by_cached_key(|term| cost(&term.node));
    }

    fn has(&self, about: About) -> bool {
        self.terms.iter().any(|term| term.about == about)
    }

    /// Articles of `within` that pass every term about this.
    fn all(
        &self,
        search: &mut Evaluation<'_>,
        about: About,
        within: &Bits,
    ) -> Result<Bits, Interrupted> {
        let mut left = None;
        for term in self.terms.iter().filter(|term| term.about == about) {
            left = Some(search.set(&term.node, left.as_ref().unwrap_or(within))?);
        }
        Ok(left.unwrap_or_else(|| within.clone()))
    }

    /// What matches as far as the search looks now.
    pub(super) fn result(&self, search: &mut Evaluation<'_>) -> Result<Found, Interrupted> {
        // Nothing that is evaluated asks for it.
        let within = std::mem::take(&mut search.within);
        let found = self.result_within(search, &within);
        search.within = within;
        found
    }

    fn result_within(
        &self,
        search: &mut Evaluation<'_>,
        everything: &Bits,
    ) -> Result<Found, Interrupted> {
        let mut parts = Vec::new();
        for about in About::COUNTED.into_iter().filter(|about| self.has(*about)) {
            parts.push((about, self.all(search, about, everything)?));
        }
        if parts.is_empty() {
            let hits = self.all(search, About::Anything, everything)?;
            let wider = Vec::new();
            return Ok(Found { hits, wider });
        }
        // What the other parts leave: the costly terms are asked of no more than a picker needs.
        let others = |at: usize| {
            let mut left = everything.clone();
            for (other, (_, part)) in parts.iter().enumerate() {
                if other != at {
                    left.intersect(part);
                }
            }
            left
        };
        let mut wide = others(usize::MAX);
        for at in 0..parts.len() {
            wide.union(&others(at));
        }
        let base = self.all(search, About::Anything, &wide)?;
        let both = |mut a: Bits| {
            a.intersect(&base);
            a
        };
        let wider = parts.iter().enumerate();
        Ok(Found {
            wider: wider
                .map(|(at, (about, _))| (*about, both(others(at))))
                .collect(),
            hits: both(others(usize::MAX)),
        })
    }

    /// How many articles match by all but date terms and may fall into the dates asked for.
    pub(super) fn may_fall(
        &self,
        search: &mut Evaluation<'_>,
        found: &Found,
    ) -> Result<usize, Interrupted> {
        if !self.has(About::Dates) {
            return Ok(0);
        }
        search.reading = Reading::Loose;
        let touching = self.all(search, About::Dates, found.without(About::Dates));
        search.reading = Reading::Strict;
        let mut touching = touching?;
        touching.subtract(&found.hits);
        Ok(touching.count())
    }

    /// How many commented articles that do not match would if comments counted.
    pub(super) fn in_comments(
        &self,
        search: &mut Evaluation<'_>,
        found: &Found,
    ) -> Result<usize, Interrupted> {
        let mut left = search.index.commented.clone();
        left.intersect(&search.everything);
        left.subtract(&found.hits);
        let asked = search
            .leaves
            .iter()
            .flatten()
            .any(|leaf| leaf.is_bare() && leaf.bodies);
        if !asked || left.is_empty() {
            return Ok(0);
        }
        search.scope = Scope::Comments;
        let mut result = Ok(());
        for term in &self.terms {
            match search.set(&term.node, &left) {
                Ok(rest) => left = rest,
                Err(stopped) => result = Err(stopped),
            }
        }
        search.scope = Scope::Text;
        result.map(|()| left.count())
    }
}
