//! What lies outside the window, and what stands at a side.

use super::{Asked, Spoken, blocks, keep};
use crate::search::index::Index;
use crate::search::workers::in_pieces;
use crate::timeline::{Beside, Chart, Layer, Outside, Sides};

impl Spoken {
    /// Who of those asked about stands beside the bars of a chart. Linear in the articles, and free
    /// where that was asked a moment ago.
    pub(super) fn sides(&mut self, index: &Index, chart: &Chart, asked: &Asked) -> Sides {
        let beside = Beside::of(chart);
        let same = |(of, by, _): &&(Asked, Beside, Sides)| of == asked && *by == beside;
        if let Some((.., sides)) = self.sides.iter().find(same) {
            return *sides;
        }
        let (hits, places) = (asked.hits.as_deref(), index.by_date.places());
        let published = Outside::new(chart, &index.dates);
        let mentions = &self.mentions;
        let count = |number: usize, sides: &mut Sides| match asked.layer {
            Layer::Both => beside.count_outside(mentions, number, (hits, &published), sides),
            Layer::Published | Layer::Mentioned => {
                beside.count(mentions, number, (hits, places.as_slice()), sides);
            }
        };
        let sides = in_pieces(
            blocks(index),
            |numbers| {
                let mut sides = Sides::default();
                numbers.for_each(|number| count(number, &mut sides));
                sides
            },
            |one, other| one.and(&other),
        );
        keep(&mut self.sides, (asked.clone(), beside, sides));
        sides
    }
}
