//! The terms of a line, parted by what the pickers count without.

use super::dates::Reading;
use super::evaluate::{Evaluation, Scope};
use super::leaf::{About, Active};
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
    /// All but `source:` terms.
    pub(super) for_sources: Bits,
    /// All but date terms.
    pub(super) for_dates: Bits,
}

impl Plan {
    /// Of these terms.
    pub(super) fn new(terms: Vec<Active>) -> Self {
        Self { terms }
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
        let mut left = within.clone();
        for term in self.terms.iter().filter(|term| term.about == about) {
            left = search.set(&term.node, &left)?;
        }
        Ok(left)
    }

    /// What matches as far as the search looks now.
    pub(super) fn result(&self, search: &mut Evaluation<'_>) -> Result<Found, Interrupted> {
        let everything = search.within.clone();
        let sources = self.all(search, About::Sources, &everything)?;
        let dates = self.all(search, About::Dates, &everything)?;
        // The costly terms are asked of no more than either picker needs.
        let mut wide = sources.clone();
        wide.union(&dates);
        let base = self.all(search, About::Anything, &wide)?;
        let both = |a: &Bits, b: &Bits| {
            let mut both = a.clone();
            both.intersect(b);
            both
        };
        let for_sources = both(&base, &dates);
        Ok(Found {
            hits: both(&for_sources, &sources),
            for_dates: both(&base, &sources),
            for_sources,
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
        let touching = self.all(search, About::Dates, &found.for_dates);
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
