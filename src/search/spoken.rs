//! The times that articles speak of, as the timeline counts them.
//!
//! Promises: nothing is unpacked before the timeline is first asked for these times, and then each
//! article once, unless something else becomes known of it; finding can be interrupted and goes on
//! where it stopped.

use rayon::prelude::*;

use super::index::Index;
use super::scan::Interrupted;
use crate::article::ArticleId;
use crate::store::{Bits, DateCell, Ranked};
use crate::timeline::{Ask, Backdrop, Behind, Chart, Layer, Mentions, Standing, Window};

/// Articles unpacked between two looks for a newer question.
const SLICE: usize = 4_096;

/// Articles that one core counts at once.
const PIECE: u32 = 1 << 16;

/// Mentions by article, and what they alone tell of a timeline.
#[derive(Debug, Default)]
pub(super) struct Spoken {
    mentions: Mentions,
    /// Every time spoken of, as a column, with where each article's begin; for this version.
    column: Option<(u64, Vec<DateCell>, Vec<u32>)>,
    backdrop: Option<Backdrop>,
    /// What stands behind the bars of the last ask, for these versions of mentions and order; not
    /// where the hits choose the bars.
    behind: Option<((u64, u64), Ask, Behind)>,
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
        interrupted: &(dyn Fn() -> bool + Sync),
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

    /// Makes ready for a timeline with mentions. Linear if that is not the one before.
    pub(super) fn prepare(&mut self, index: &Index, ask: &Ask) {
        if ask.layer == Layer::Mentioned {
            self.prepare_bars(ask);
        }
        let versions = (self.mentions.version(), index.by_date.version());
        let known = self.behind.as_ref().map(|known| (known.0, known.1));
        if ask.window == Window::Result || known == Some((versions, *ask)) {
            return;
        }
        let nobody = Bits::new();
        let chart = match ask.layer {
            Layer::Mentioned => self.chart(&nobody, ask),
            Layer::Published | Layer::Both => index.backdrop.as_ref().map(|backdrop| {
                let nothing = Ranked::default();
                let order = index.by_date.in_order(&index.dates, &nothing);
                backdrop.chart_in_order(&order, ask)
            }),
        };
        self.behind = chart.map(|mut chart| {
            chart.layer = ask.layer;
            (versions, *ask, self.count_behind(index, &chart))
        });
    }

    fn prepare_bars(&mut self, ask: &Ask) {
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

    /// Puts the whole collection behind the bars of a chart.
    pub(super) fn stand_behind(&self, index: &Index, chart: &mut Chart, ask: &Ask) {
        match &self.behind {
            Some((_, known, behind)) if known == ask => chart.stand_before(behind),
            _ => {
                let behind = self.count_behind(index, chart);
                chart.stand_before(&behind);
            }
        }
    }

    fn count_behind(&self, index: &Index, chart: &Chart) -> Behind {
        let len = u32::try_from(index.len()).unwrap_or(u32::MAX);
        let starts: Vec<u32> = (0..len).step_by(PIECE as usize).collect();
        let standing = Standing::of(chart, &index.dates, Some(&self.mentions));
        let piece = |from: &u32| {
            let to = from.saturating_add(PIECE).min(len);
            Behind::of(&standing, *from..to)
        };
        starts
            .par_iter()
            .map(piece)
            .reduce(Behind::default, |one, other| one.and(&other))
    }

    /// The bars for the times that the hits speak of, not yet counted.
    pub(super) fn chart(&self, hits: &Bits, ask: &Ask) -> Option<Chart> {
        let backdrop = self.backdrop.as_ref()?;
        if let Some(bars) = backdrop.bars(ask) {
            return Some(bars);
        }
        // The hits choose the window.
        let (_, cells, starts) = self.column.as_ref()?;
        let mut spoken = Bits::with_len(cells.len());
        for id in hits.iter() {
            let ends = starts.get(id.index()).zip(starts.get(id.index() + 1));
            if let Some((from, to)) = ends {
                spoken.extend((*from..*to).map(ArticleId));
            }
        }
        Some(backdrop.chart(cells, &spoken, ask))
    }
}
