//! What patches have changed about one article, in little room: most change one thing.

use std::sync::Arc;

use crate::article::{
    Again, ArticleId, Change, Correction, Mention, PageParts, Published, SourceFrom,
};

/// What patches have changed about one article.
#[derive(Clone, Debug, Default)]
pub(super) struct Patched {
    pub(super) published: Option<Box<Published>>,
    pub(super) source: Option<Box<(Option<String>, SourceFrom)>>,
    pub(super) parts: Option<Arc<PageParts>>,
    pub(super) related: Vec<(u16, Option<ArticleId>)>,
    pub(super) mentions: Option<Box<[Mention]>>,
    pub(super) again: Box<[Again]>,
    pub(super) corrected: Option<Box<Correction>>,
}

impl Patched {
    pub(super) fn apply(&mut self, change: Change) {
        match change {
            Change::Published(published) => self.published = Some(Box::new(published)),
            Change::Source(source, from) => self.source = Some(Box::new((source, from))),
            // Other parts have other headlines: which articles those are is said anew.
            Change::Parts(parts) => {
                self.parts = Some(parts);
                self.related.clear();
            }
            Change::RelatedIs(index, id) => self.related.push((index, id)),
            Change::Mentions(mentions) => self.mentions = Some(mentions.into()),
            Change::Again(again) => self.again = again.into(),
            Change::Corrected(correction) => self.corrected = Some(Box::new(correction)),
        }
    }

    /// Bytes on the heap, texts in it left out.
    pub(super) fn heap_bytes(&self) -> usize {
        let mentions = self.mentions.as_ref().map_or(0, |mentions| mentions.len());
        size_of::<Self>()
            + self
                .published
                .as_ref()
                .map_or(0, |_| size_of::<Published>())
            + self.related.capacity() * size_of::<(u16, Option<ArticleId>)>()
            + mentions * size_of::<Mention>()
            + size_of_val(&*self.again)
            + self
                .corrected
                .as_ref()
                .map_or(0, |_| size_of::<Correction>())
    }
}
