//! Counts of articles by what they speak of, put into a chart.

use std::sync::Arc;

use super::periods::days_of;
use super::sides::Sides;
use super::speakers::Speakers;
use super::{Counts, Mentions, Periods};
use crate::article::ArticleId;
use crate::store::Bits;
use crate::timeline::{Bar, BySource, Chart, Layer};

/// The articles of the bars and sides of a chart.
#[derive(Clone, Debug)]
pub struct Counted {
    bars: Vec<u32>,
    sides: Sides,
}

impl Counted {
    /// Reads the bars of a chart off what was counted of some articles, or of all. A few steps a
    /// bar; where articles stand where they were published too, a pass over all times for each
    /// break between bars, in which one that speaks of several periods counts once.
    pub fn of(
        chart: &Chart,
        (counts, periods): (&Counts, &Periods),
        (mentions, hits): (&Mentions, Option<&Bits>),
    ) -> Self {
        let once = |bar: &Bar| {
            let mut articles = 0;
            mentions.speaking_in(days_of(bar), |id| {
                articles += u32::from(hits.is_none_or(|hits| hits.contains(id)));
            });
            articles
        };
        let count = |bar: &Bar| match counts.in_bar(periods, bar) {
            some if some > 0 && bar.folded > 0 => once(bar),
            counted => counted,
        };
        Self {
            bars: chart.bars.iter().map(count).collect(),
            sides: Sides::default(),
        }
    }

    /// Adds up the bars of the sources; `chart` holds what was published in each, if anything.
    pub fn of_sources(chart: &Chart, by_source: &BySource) -> Self {
        let bars = chart.bars.iter().enumerate();
        let spoken =
            |(index, bar): (usize, &Bar)| by_source.in_bar(index).saturating_sub(bar.hits());
        Self {
            bars: bars.map(spoken).collect(),
            sides: Sides::default(),
        }
    }

    /// With what stands beside the bars.
    #[must_use]
    pub fn beside(self, sides: Sides) -> Self {
        Self { sides, ..self }
    }
}

impl Chart {
    /// Counts into the bars the hits that speak of their time, and the collection behind them;
    /// `by_date` are all articles, newest first. In the layer of mentions alone this is all the
    /// chart counts.
    pub fn count_mentions(
        &mut self,
        (hits, all): (&Counted, &Counted),
        speakers: Speakers,
        by_date: &[ArticleId],
    ) {
        if self.layer == Layer::Mentioned {
            self.clear_counts();
            let article = |place: u32| by_date.get(place as usize).copied();
            [self.before, self.after, self.wider, self.undated] = hits.sides.articles();
            [_, _, self.all_wider, self.all_undated] = all.sides.articles();
            let entrances = self.entrances.iter_mut().zip(hits.sides.newest());
            for (entrance, newest) in entrances {
                *entrance = article(newest);
            }
        }
        if self.layer == Layer::Both {
            [self.mentioned_before, self.mentioned_after, ..] = hits.sides.articles();
        }
        for (bar, (hits, all)) in self.bars.iter_mut().zip(hits.bars.iter().zip(&all.bars)) {
            bar.mentioned = *hits;
            bar.collection = bar.collection.saturating_add(*all);
        }
        self.speakers = Some(Arc::new(speakers));
        self.mark_bursts();
    }

    fn clear_counts(&mut self) {
        for bar in &mut self.bars {
            (bar.read, bar.inferred, bar.collection) = (0, 0, 0);
            bar.entrance = None;
        }
        (self.all_wider, self.all_undated, self.inferred) = (0, 0, 0);
        (self.future, self.all_future, self.all_inferred) = (0, 0, 0);
        self.entrances = [None; 6];
    }
}
