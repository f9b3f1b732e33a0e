//! Who speaks of a bar: its newest articles, found when somebody goes there.
//!
//! Promises: nothing is looked for before it is asked for, and then once; an answer is a pass over
//! the times of all articles, a few milliseconds at ten millions of them.

use std::sync::{Arc, OnceLock};

use super::Mentions;
use super::periods::days_of;
use super::sides::{Beside, SIDES};
use crate::article::ArticleId;
use crate::store::Bits;
use crate::timeline::{Bar, Chart, InOrder, Layer, Place};

/// Most articles that are kept of a bar or a side, to be gone through.
pub(super) const KEPT: usize = 200;

/// The hits of a chart with what they speak of.
#[derive(Debug)]
pub struct Speakers {
    mentions: Mentions,
    hits: Arc<Bits>,
    /// All articles, newest first, and the place of each.
    articles: Arc<Vec<ArticleId>>,
    places: Arc<Vec<u32>>,
    /// Places of the newest hits published in each bar, where these stand there too.
    published: Vec<Vec<u32>>,
    bars: Vec<OnceLock<Vec<ArticleId>>>,
    sides: [OnceLock<Vec<ArticleId>>; SIDES.len()],
}

impl PartialEq for Speakers {
    /// Whether the same articles are told of; not whether they were asked for yet.
    fn eq(&self, other: &Self) -> bool {
        let of = |speakers: &Self| (speakers.mentions.len(), speakers.bars.len());
        of(self) == of(other) && self.hits == other.hits && self.published == other.published
    }
}

impl Eq for Speakers {}

impl Speakers {
    /// The hits of `order` in the bars of a chart; `places` are those of all articles.
    pub fn of(
        chart: &Chart,
        (mentions, hits): (&Mentions, Arc<Bits>),
        (articles, places): (&Arc<Vec<ArticleId>>, &Arc<Vec<u32>>),
        order: &InOrder<'_>,
    ) -> Self {
        let published = match chart.layer {
            Layer::Both => order.newest_of_bars(chart, KEPT),
            Layer::Published | Layer::Mentioned => Vec::new(),
        };
        Self {
            mentions: mentions.clone(),
            hits,
            articles: Arc::clone(articles),
            places: Arc::clone(places),
            published,
            bars: chart.bars.iter().map(|_| OnceLock::new()).collect(),
            sides: Default::default(),
        }
    }

    fn in_bar(&self, index: usize, bar: &Bar) -> &[ArticleId] {
        let newest = || {
            let mut newest = Newest::default();
            for place in self.published.get(index).into_iter().flatten() {
                newest.offer(*place);
            }
            self.mentions
                .speaking_in(days_of(bar), |id| self.offer(id, &mut newest));
            self.listed(newest)
        };
        self.bars
            .get(index)
            .map_or(&[], |kept| kept.get_or_init(newest))
    }

    fn at_side(&self, side: usize, chart: &Chart) -> &[ArticleId] {
        let newest = || {
            let mut newest = Newest::default();
            let beside = Beside::of(chart);
            for number in 0..self.mentions.blocks.len() {
                let first = number.saturating_mul(Mentions::BLOCK);
                beside.each(&self.mentions, number, Some(&self.hits), |row, standing| {
                    let id = u32::try_from(first.saturating_add(row)).map(ArticleId);
                    if let Some(id) = id.ok().filter(|_| standing & (1 << side) != 0) {
                        self.offer(id, &mut newest);
                    }
                });
            }
            self.listed(newest)
        };
        self.sides
            .get(side)
            .map_or(&[], |kept| kept.get_or_init(newest))
    }

    fn offer(&self, id: ArticleId, newest: &mut Newest) {
        let place = self.places.get(id.index());
        if let Some(place) = place.filter(|_| self.hits.contains(id)) {
            newest.offer(*place);
        }
    }

    fn listed(&self, newest: Newest) -> Vec<ArticleId> {
        let places = newest.sorted();
        let article = |place: u32| self.articles.get(place as usize).copied();
        places.into_iter().filter_map(article).collect()
    }
}

/// The smallest of the places offered, at least [`KEPT`] of them if there are.
#[derive(Debug, Default)]
struct Newest {
    places: Vec<u32>,
    /// Places from here on are older than all that are kept.
    limit: Option<u32>,
}

impl Newest {
    fn offer(&mut self, place: u32) {
        if self.limit.is_some_and(|limit| place >= limit) {
            return;
        }
        self.places.push(place);
        // Now and then, so that an article costs no search among them; one may be there twice.
        if self.places.len() >= 4 * KEPT {
            let (_, oldest, _) = self.places.select_nth_unstable(2 * KEPT - 1);
            self.limit = Some(*oldest);
            self.places.truncate(2 * KEPT);
        }
    }

    fn sorted(mut self) -> Vec<u32> {
        self.places.sort_unstable();
        self.places.dedup();
        self.places.truncate(KEPT);
        self.places
    }
}

impl Chart {
    /// How many hits speak of a time that lies wholly in the bars from one to another, both
    /// included, each once; none where articles stand only where they were published. A pass over
    /// all times.
    pub fn speaking_of(&self, from: usize, to: usize) -> Option<u32> {
        let speakers = self.speakers.as_ref()?;
        let (from, to) = (self.bars.get(from)?, self.bars.get(to)?);
        let mut articles = 0;
        let days = (days_of(from).0, days_of(to).1);
        speakers.mentions.speaking_in(days, |id| {
            articles += u32::from(speakers.hits.contains(id));
        });
        Some(articles)
    }

    /// The hits that stand at a place, newest first, where articles stand in several: at most 200.
    /// They are found when they are first asked for.
    pub fn standing(&self, place: Place) -> &[ArticleId] {
        let Some(speakers) = &self.speakers else {
            return &[];
        };
        if let Place::Bar(index) = place {
            let bar = self.bars.get(index).filter(|bar| bar.hits() > 0);
            return bar.map_or(&[], |bar| speakers.in_bar(index, bar));
        }
        let side = SIDES.iter().position(|side| *side == place);
        let side = side.filter(|_| self.layer == Layer::Mentioned && self.count_at(place) > 0);
        side.map_or(&[], |side| speakers.at_side(side, self))
    }
}
