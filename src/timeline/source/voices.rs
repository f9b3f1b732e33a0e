//! How many sources the hits of each bar have.
//!
//! Promises: counted once for an answer, beside the thread that shows it; what the screen says of
//! a bar costs nothing then. A bar with more than [`MOST_COUNTED`] hits is left out, so that an
//! answer costs at most so many looks a bar, however large it is.

use super::{Ordered, Sources};
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

/// Where the source of a hit is looked up: by its place where the column was put in order, which
/// reads what stands together, else by its article.
#[derive(Clone, Copy, Debug)]
pub enum Publishers<'a> {
    /// In the order of dates.
    ByPlace(Ordered<'a>),
    /// In the order of reading.
    ByArticle(Sources<'a>),
}

impl Publishers<'_> {
    /// How many names there are.
    fn names(self) -> usize {
        match self {
            Self::ByPlace(sources) => sources.names.len(),
            Self::ByArticle(sources) => sources.names.len(),
        }
    }

    /// The source of the hit at a place; no name's place where it is unknown.
    fn at(self, place: u32, order: &InOrder<'_>) -> usize {
        let unknown = self.names();
        match self {
            Self::ByPlace(sources) => sources.of(place),
            Self::ByArticle(sources) => order
                .article(place)
                .map_or(unknown, |article| sources.of(article)),
        }
    }
}

impl Backdrop {
    /// Counts the sources of every bar of a chart that this backdrop gave for an ask; not where
    /// articles stand in several bars.
    pub fn count_voices(
        &self,
        chart: &mut Chart,
        (order, ask): (&InOrder<'_>, &Ask),
        publishers: Publishers<'_>,
    ) {
        let mut counts = Counts::new(chart.bars.len(), publishers.names());
        if chart.layer == Layer::Published {
            let hits = |bar: usize| chart.bars.get(bar).map_or(0, Bar::hits);
            let fits = |bar: usize| (1..=MOST_COUNTED).contains(&hits(bar));
            self.visit_bars(chart, (order, ask), fits, |bar, place| {
                counts.add(bar, publishers.at(place, order));
            });
        }
        chart.voices = counts.voices;
    }
}

/// Counts while they grow, bar after bar.
struct Counts {
    /// For each source the bar after the one it was last met in.
    met: Vec<usize>,
    voices: Vec<Option<Voices>>,
}

impl Counts {
    fn new(bars: usize, names: usize) -> Self {
        Self {
            met: vec![0; names],
            voices: vec![None; bars],
        }
    }

    fn add(&mut self, bar: usize, source: usize) {
        let Some(slot) = self.voices.get_mut(bar) else {
            return;
        };
        let voices = slot.get_or_insert_default();
        match self.met.get_mut(source) {
            Some(met) => {
                voices.known += u32::from(*met != bar + 1);
                *met = bar + 1;
            }
            None => voices.unknown = true,
        }
    }
}
