//! The hits of bars by source, where articles stand in several bars.

use std::sync::Arc;

use super::{Asked, Spoken, keep};
use crate::search::index::Index;
use crate::search::workers::in_pieces;
use crate::store::Bits;
use crate::timeline::{Ask, BySource, Chart, Counted, Counting, Standing, Wholes};

impl Spoken {
    /// The hits of a chart by source, for an ask. Linear in what they speak of, and free where
    /// that was asked a moment ago.
    pub(in crate::search) fn by_source(
        &mut self,
        index: &Index,
        chart: &Chart,
        (set, ask): (&Bits, &Ask),
    ) -> Arc<BySource> {
        let asked = self.asked(index, (set, ask));
        let version = index.sources.version();
        let same = |(of, by, to, _): &&(Asked, u64, Ask, Arc<BySource>)| {
            (of, *by, to) == (&asked, version, ask)
        };
        if let Some((.., rows)) = self.by_source.iter().find(same) {
            return Arc::clone(rows);
        }
        let wholes = self.wholes(index, set, &asked);
        let standing = Standing::of(chart, &index.dates, &self.mentions);
        let sources = index.sources.for_timeline();
        let counting = Counting::of(&standing, sources, (set, &wholes));
        let counted = in_pieces(
            set.words().len(),
            |words| counting.count(words),
            |one, other| one.and(&other),
        );
        let rows = Arc::new(counting.finish(&counted));
        keep(
            &mut self.by_source,
            (asked, version, *ask, Arc::clone(&rows)),
        );
        rows
    }

    /// The bars of a chart, added up from those of the sources: nothing is counted twice. Not where
    /// a bar is a break.
    pub(super) fn bars_by_source(
        &mut self,
        index: &Index,
        chart: &Chart,
        asked: (&Bits, &Ask),
    ) -> Option<Counted> {
        let has_breaks = chart.bars.iter().any(|bar| bar.folded > 0);
        (!has_breaks).then(|| {
            let by_source = self.by_source(index, chart, asked);
            Counted::of_sources(chart, &by_source)
        })
    }

    /// How many hits each source has.
    fn wholes(&mut self, index: &Index, set: &Bits, asked: &Asked) -> Arc<Wholes> {
        let version = index.sources.version();
        let same = |(of, by, _): &&(Asked, u64, Arc<Wholes>)| (of, *by) == (asked, version);
        if let Some((.., wholes)) = self.wholes.iter().find(same) {
            return Arc::clone(wholes);
        }
        let sources = index.sources.for_timeline();
        let count = |words| {
            let mut wholes = Wholes::of(sources);
            wholes.count((sources, &index.dates), set, words);
            wholes
        };
        let wholes = in_pieces(set.words().len(), count, |one, other| one.and(&other));
        let wholes = Arc::new(wholes);
        keep(
            &mut self.wholes,
            (asked.clone(), version, Arc::clone(&wholes)),
        );
        wholes
    }
}
