//! The hits by source of bars that are ranges of places in the order of dates: every hit is
//! visited twice, one after the other, without a look at its date.

use super::counting::Ranking;
use super::{BySource, Row};
use crate::store::Ranked;
use crate::timeline::Chart;
use crate::timeline::bins::{clamped, moment};
use crate::timeline::chart::InOrder;

/// The source column in the order of dates.
#[derive(Clone, Copy, Debug)]
pub struct Ordered<'a> {
    /// Of each place the source, as in [`super::Sources::column`], in two bytes.
    pub column: &'a [u16],
    /// The distinct names.
    pub names: &'a [std::sync::Arc<str>],
}

impl Ordered<'_> {
    /// The place among the names of the source at a place; their number where it is unknown.
    pub fn of(&self, place: u32) -> usize {
        let unknown = self.names.len();
        let source = self.column.get(place as usize);
        source.map_or(unknown, |source| usize::from(*source).min(unknown))
    }
}

/// What all hits of a source together tell.
#[derive(Clone, Copy)]
struct Whole {
    hits: u32,
    /// First and last place with a date.
    reach: Option<(u32, u32)>,
}

impl BySource {
    /// The same as [`Self::of`] gives for articles that stand where they were published. Two
    /// passes over the hits.
    pub fn in_order(chart: &Chart, sources: Ordered<'_>, order: &InOrder<'_>) -> Self {
        let unknown = sources.names.len();
        let source = |place: u32| sources.of(place);
        let wholes = wholes(unknown.saturating_add(1), source, order);
        let ranking = Ranking::of(wholes.iter().map(|whole| whole.hits), sources.names);
        // One more slot takes those that have no row.
        let width = ranking.rows.len().saturating_add(1);
        let others = width.saturating_sub(1);
        let slots = ranking.places(wholes.len());
        let counts = |order: &InOrder<'_>| {
            let mut counts = vec![0_u32; width.saturating_mul(chart.bars.len())];
            order.each_bar(chart, |bar, place| {
                let slot = slots.get(source(place));
                let slot = slot.map_or(others, |slot| usize::from(*slot));
                if let Some(count) = counts.get_mut(bar * width + slot) {
                    *count += 1;
                }
            });
            counts
        };
        let all = counts(order);
        let mut inferred = order.hits.bits().clone();
        inferred.intersect(order.inferred);
        let inferred = counts(&InOrder {
            hits: &Ranked::of(inferred),
            ..*order
        });
        let second = |place: u32| moment(clamped(order.second(place)));
        let of_slot = |slot: usize, counts: &[u32]| {
            let counts = counts.iter().skip(slot).step_by(width);
            counts.copied().collect()
        };
        let rows = ranking.rows.iter().enumerate().map(|(slot, (at, hits))| {
            let reach = wholes.get(*at).and_then(|whole| whole.reach);
            Row {
                name: sources.names.get(*at).cloned(),
                hits: *hits,
                reach: reach.map(|(newest, oldest)| (second(oldest), second(newest))),
                bars: of_slot(slot, &all),
                inferred: of_slot(slot, &inferred),
            }
        });
        Self {
            rows: rows.collect(),
            others: ranking.others,
            other_hits: ranking.other_hits,
            other_bars: of_slot(others, &all),
            hits: wholes.iter().map(|whole| whole.hits).sum(),
        }
    }
}

/// Counts the hits of so many sources; `source` tells that of a place.
fn wholes(sources: usize, source: impl Fn(u32) -> usize, order: &InOrder<'_>) -> Vec<Whole> {
    let nothing = Whole {
        hits: 0,
        reach: None,
    };
    let mut wholes = vec![nothing; sources];
    order.hits.bits().for_each(|place| {
        let Some(whole) = wholes.get_mut(source(place.0)) else {
            return;
        };
        whole.hits += 1;
        if place.0 < order.dated {
            let newest = whole.reach.map_or(place.0, |(newest, _)| newest);
            whole.reach = Some((newest, place.0));
        }
    });
    wholes
}
