//! How many sources the hits of each bar have.
//!
//! Promises: counted once for an answer, beside the thread that shows it; what the screen says of
//! a bar costs nothing then. A bar with more than [`MOST_COUNTED`] hits is left out, so that an
//! answer costs at most so many looks a bar, however large it is.

use super::Sources;
use crate::article::ArticleId;
use crate::timeline::chart::InOrder;
use crate::timeline::{Ask, Backdrop, Bar, Chart, Layer};

/// Most hits of a bar whose sources are counted.
pub const MOST_COUNTED: u32 = 500;

/// The sources of the hits of a bar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Voices {
    /// Distinct names.
    pub known: u32,
    /// Whether there are hits of unknown source.
    pub unknown: bool,
}

impl Backdrop {
    /// Counts the sources of every bar of a chart that this backdrop gave for an ask; not where
    /// articles stand in several bars.
    pub fn count_voices(
        &self,
        chart: &mut Chart,
        (order, ask): (&InOrder<'_>, &Ask),
        sources: Sources<'_>,
    ) {
        let mut counts = Counts::new(chart.bars.len(), sources);
        if chart.layer == Layer::Published {
            let hits = |bar: usize| chart.bars.get(bar).map_or(0, Bar::hits);
            let fits = |bar: usize| (1..=MOST_COUNTED).contains(&hits(bar));
            self.visit_bars(chart, (order, ask), fits, |bar, id| counts.add(bar, id));
        }
        chart.voices = counts.voices;
    }
}

/// Counts while they grow, bar after bar.
struct Counts<'a> {
    sources: Sources<'a>,
    /// For each source the bar after the one it was last met in.
    met: Vec<usize>,
    voices: Vec<Option<Voices>>,
}

impl<'a> Counts<'a> {
    fn new(bars: usize, sources: Sources<'a>) -> Self {
        Self {
            sources,
            met: vec![0; sources.names.len()],
            voices: vec![None; bars],
        }
    }

    fn add(&mut self, bar: usize, id: ArticleId) {
        let Some(slot) = self.voices.get_mut(bar) else {
            return;
        };
        let voices = slot.get_or_insert_default();
        match self.met.get_mut(self.sources.of(id)) {
            Some(met) => {
                voices.known += u32::from(*met != bar + 1);
                *met = bar + 1;
            }
            None => voices.unknown = true,
        }
    }
}
