//! The times that articles speak of, as the timeline counts them.
//!
//! Promises: nothing is unpacked before the timeline is first asked for these times, and then each
//! article once, unless something else becomes known of it; finding can be interrupted and goes on
//! where it stopped.

use rayon::prelude::*;

use super::index::Index;
use super::scan::Interrupted;
use crate::article::ArticleId;
use crate::store::{Bits, DateCell};
use crate::timeline::{Ask, Backdrop, Chart, Layer, Mentions};

/// Articles unpacked between two looks for a newer question.
const SLICE: usize = 4_096;

/// Mentions by article, and what they alone tell of a timeline.
#[derive(Debug, Default)]
pub(super) struct Spoken {
    mentions: Mentions,
    /// Every time spoken of, as a column, with where each article's begin; for this version.
    column: Option<(u64, Vec<DateCell>, Vec<u32>)>,
    backdrop: Option<Backdrop>,
}

impl Spoken {
    /// What each article speaks of.
    pub(super) fn mentions(&self) -> &Mentions {
        &self.mentions
    }

    /// Something else may be known of these articles now.
    pub(super) fn forget(&mut self, articles: impl IntoIterator<Item = ArticleId>) {
        for id in articles {
            self.mentions.forget(id);
        }
    }

    /// Finds what is not known yet.
    ///
    /// # Errors
    /// When interrupted; what was found stays.
    pub(super) fn find(
        &mut self,
        index: &Index,
        interrupted: &dyn Fn() -> bool,
    ) -> Result<(), Interrupted> {
        for ids in self.mentions.missing(index.len()).chunks(SLICE) {
            if interrupted() {
                return Err(Interrupted);
            }
            let days: Vec<_> = ids.par_iter().map(|id| index.mentioned_days(*id)).collect();
            for (id, mut days) in ids.iter().zip(days) {
                self.mentions.set(*id, &mut days);
            }
        }
        Ok(())
    }

    /// Makes ready for a timeline of mentions alone.
    pub(super) fn prepare(&mut self, ask: &Ask) {
        if ask.layer != Layer::Mentioned {
            return;
        }
        let version = self.mentions.version();
        let known = self.column.as_ref().map(|column| column.0);
        if known != Some(version) {
            let (cells, starts) = self.mentions.column();
            self.column = Some((version, cells, starts));
            self.backdrop = None;
        }
        let cells = self.column.as_ref().map_or(&[][..], |column| &column.1);
        match &mut self.backdrop {
            Some(backdrop) => backdrop.prepare(cells, ask),
            none => *none = Some(Backdrop::of(cells, ask)),
        }
    }

    /// The bars for the times that the hits speak of, not yet counted.
    pub(super) fn chart(&self, hits: &Bits, ask: &Ask) -> Option<Chart> {
        let (_, cells, starts) = self.column.as_ref()?;
        let mut spoken = Bits::with_len(cells.len());
        for id in hits.iter() {
            let ends = starts.get(id.index()).zip(starts.get(id.index() + 1));
            if let Some((from, to)) = ends {
                spoken.extend((*from..*to).map(ArticleId));
            }
        }
        Some(self.backdrop.as_ref()?.chart(cells, &spoken, ask))
    }
}
