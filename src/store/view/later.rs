//! What became known of an article after it was read: corrections by hand, what the collection
//! told, what was found out in the background.

use super::{DateCell, Findings, View};
use crate::article::{
    Again, ArticleId, Correction, DateKind, Mention, Moved, Published, Sameness, SourceFrom,
};

impl<'a> View<'a> {
    /// Who published it, as far as is known: as corrected by hand, else as read.
    pub fn source(&self) -> Option<&'a str> {
        let by_hand = self
            .correction()
            .and_then(|by_hand| by_hand.source.as_deref());
        by_hand.or_else(|| self.source_as_read())
    }

    /// How the source is known.
    pub fn source_from(&self) -> SourceFrom {
        if self
            .correction()
            .is_some_and(|by_hand| by_hand.source.is_some())
        {
            return SourceFrom::Given;
        }
        self.source_from_as_read()
    }

    /// What the reader corrected by hand, if anything.
    pub fn correction(&self) -> Option<&'a Correction> {
        let by_hand = self
            .patched
            .and_then(|patched| patched.corrected.as_deref());
        by_hand.filter(|by_hand| !by_hand.is_empty())
    }

    /// When it was published and how that is known: as corrected by hand, else as read.
    pub fn published(&self) -> Published {
        let read = self.published_as_read();
        match self.correction().and_then(|by_hand| by_hand.date) {
            Some(date) => read.corrected(date),
            None => read,
        }
    }

    /// The publication date as a cell of the date column; cheap.
    pub fn date(&self) -> DateCell {
        if let Some(date) = self.correction().and_then(|by_hand| by_hand.date) {
            return DateCell::of(date, DateKind::Given);
        }
        let patched = self
            .patched
            .and_then(|patched| patched.published.as_deref());
        if let Some(published) = patched {
            return DateCell::from(published);
        }
        let head = self.batch.head(self.row);
        head.map_or(DateCell::NONE, |head| head.date())
    }

    /// BCP 47 language tag: as the article states it, else as it was found out.
    pub fn language(&self) -> Option<&'a str> {
        let found = || {
            let (findings, row) = self.found()?;
            findings.language(row)
        };
        self.name(|profile| profile.language).or_else(found)
    }

    /// The lines that the collection moved to another part of the page, and why.
    pub fn moved(&self) -> &'a [Moved] {
        self.parts.map_or(&[], |parts| &parts.moved)
    }

    /// Other articles of the collection that are this one again.
    pub fn again(&self) -> &'a [Again] {
        self.patched.map_or(&[], |patched| &patched.again)
    }

    /// How it is an earlier article of the collection again, if it is.
    pub fn repeats(&self) -> Option<Sameness> {
        repeats(self.id(), self.again())
    }

    /// What was found out about the article later, and its row in that; logarithmic.
    pub(super) fn found(&self) -> Option<(&'a Findings, usize)> {
        self.found_out?.of(self.id())
    }

    /// Time expressions that became known after the batch was built.
    pub(super) fn later_mentions(&self) -> Option<Vec<Mention>> {
        let patched = self.patched.and_then(|patched| patched.mentions.as_ref());
        let patched = patched.map(|mentions| mentions.to_vec());
        patched.or_else(|| {
            let (findings, row) = self.found()?;
            Some(findings.mentions(row))
        })
    }
}

/// How an article is an earlier one again.
pub fn repeats(id: ArticleId, again: &[Again]) -> Option<Sameness> {
    let earlier = again.iter().find(|again| again.article < id);
    earlier.map(|again| again.how)
}
