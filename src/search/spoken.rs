//! The times that articles speak of, as the timeline counts them.
//!
//! Promises: nothing is unpacked before the timeline is first asked for these times, and then each
//! article once, unless something else becomes known of it; finding can be interrupted and goes on
//! where it stopped. What was counted of a result by the periods of a step serves every window of
//! that step that lies near: [`Spoken::times_read`] tells. A result of more than half of all
//! articles is counted by what is left out.

mod by_source;
mod sides;

use std::collections::VecDeque;
use std::sync::Arc;

use rayon::prelude::*;

use super::dates::{Days, timex_days};
use super::index::Index;
use super::scan::Interrupted;
use super::workers::in_pieces;
use crate::article::{ArticleId, Mention, MentionIn};
use crate::store::{Bits, Ranked};
use crate::timeline::{
    Ask, Backdrop, Beside, Block, BySource, Chart, Counted, Counts, Layer, Mentions, Parts,
    Periods, Sides, Speakers, Wholes, Window,
};

/// Blocks unpacked between two looks for a newer question.
const SLICE: usize = 4;
/// Blocks that are unpacked while an answer waits for them.
const AT_ONCE: usize = 8;
/// Answers, and what they were read off, that are kept.
const KEPT: usize = 6;

/// What an answer rests on: versions of the mentions and of the order by date.
type Versions = (u64, u64);

/// Mentions by article, and what they alone tell of a timeline.
#[derive(Debug, Default)]
pub(super) struct Spoken {
    mentions: Mentions,
    /// What the mentions of all articles tell, for this version.
    backdrop: Option<(u64, Backdrop)>,
    /// The last stretches that were counted.
    periods: VecDeque<Arc<Periods>>,
    /// What was counted last.
    counts: VecDeque<(Asked, Arc<Periods>, Arc<Counts>)>,
    sides: VecDeque<(Asked, Beside, Sides)>,
    /// The last answers.
    charts: VecDeque<(Asked, Ask, Chart)>,
    /// Counts by source for this version of their column: of results, and of their bars.
    wholes: VecDeque<(Asked, u64, Arc<Wholes>)>,
    by_source: VecDeque<(Asked, u64, Ask, Arc<BySource>)>,
    times_read: usize,
    /// Whether an answer is wanted before everything is found.
    pub(super) is_waiting: bool,
    /// The last question that was answered.
    answered: Option<u64>,
}

/// What was asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Asked {
    versions: Versions,
    layer: Layer,
    /// All articles where there is none.
    hits: Option<Arc<Bits>>,
}

impl Spoken {
    /// Times placed so far to count bars.
    pub(super) fn times_read(&self) -> usize {
        self.times_read
    }

    /// Something else may be known of these articles now.
    pub(super) fn forget(&mut self, articles: impl IntoIterator<Item = ArticleId>) {
        for id in articles {
            self.mentions.forget(id);
        }
    }

    /// Whether the question of this number is better answered twice, at first without the times
    /// that articles speak of, as so much has to be unpacked for them. When more has come to be
    /// known, an answer that is shown already stays until then.
    pub(super) fn comes_later(&mut self, index: &Index, question: u64) -> bool {
        let known = self.answered.replace(question) == Some(question);
        !known && self.mentions.missing(index.len()).len() > AT_ONCE
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
        for slice in self.mentions.missing(index.len()).chunks(SLICE) {
            if interrupted() {
                return Err(Interrupted);
            }
            let find = |(number, articles): &(usize, usize)| {
                let first = number.saturating_mul(Mentions::BLOCK);
                let block = Block::of(*articles, |row, days| {
                    if let Ok(id) = u32::try_from(first.saturating_add(row)) {
                        index.mentioned_days(ArticleId(id), days);
                    }
                });
                (*number, block)
            };
            let blocks: Vec<_> = slice.par_iter().map(find).collect();
            for (number, block) in blocks {
                self.mentions.set(number, block);
            }
        }
        Ok(())
    }

    /// The bars for the times that some hits speak of, counted; `published` is the timeline of
    /// these hits by publication. Linear in what the hits speak of, or all others where these are
    /// fewer; where the step is new, in what all articles speak of; and a few steps a bar where
    /// hits and step were asked about a moment ago.
    pub(super) fn chart(
        &mut self,
        index: &Index,
        (set, places, ask): (&Bits, &Ranked, &Ask),
        published: impl FnOnce() -> Chart,
    ) -> Chart {
        let asked = self.asked(index, (set, ask));
        let all = Asked {
            hits: None,
            ..asked.clone()
        };
        let (whole, parts) = (*ask, ask.parts);
        // The parts are kept beside.
        let ask = Ask {
            parts: Parts::None,
            ..*ask
        };
        let same = |(of, to, _): &&(Asked, Ask, Chart)| *of == asked && *to == ask;
        if let Some((.., chart)) = self.charts.iter().find(same) {
            return chart.clone();
        }
        let mut chart = match ask.layer {
            Layer::Mentioned => self.frame(index, (set, &ask)),
            Layer::Published | Layer::Both => published(),
        };
        chart.layer = ask.layer;
        let bars = match parts {
            Parts::Sources => self.bars_by_source(index, &chart, (set, &whole)),
            Parts::None => None,
        };
        let bars = bars.unwrap_or_else(|| self.bars(index, &chart, &asked));
        let of_hits = bars.beside(self.sides(index, &chart, &asked));
        let of_all = match (&asked.hits, ask.layer) {
            (None, _) => of_hits.clone(),
            // What lies outside is told of the hits alone.
            (Some(_), Layer::Both) => self.bars(index, &chart, &all),
            (Some(_), _) => {
                let sides = self.sides(index, &chart, &all);
                self.bars(index, &chart, &all).beside(sides)
            }
        };
        let order = index.by_date.in_order(&index.dates, places);
        let by_date = (index.by_date.articles(), index.by_date.places());
        let hits = asked.hits.clone().unwrap_or_else(|| Arc::new(set.clone()));
        let speakers = Speakers::of(&chart, (&self.mentions, hits), by_date, &order);
        chart.count_mentions((&of_hits, &of_all), speakers, by_date.0);
        keep(&mut self.charts, (asked, ask, chart.clone()));
        chart
    }

    fn asked(&self, index: &Index, (set, ask): (&Bits, &Ask)) -> Asked {
        Asked {
            versions: (self.mentions.version(), index.by_date.version()),
            layer: ask.layer,
            hits: (set.count() < index.len()).then(|| Arc::new(set.clone())),
        }
    }

    /// The bars, not yet counted.
    fn frame(&mut self, index: &Index, (hits, ask): (&Bits, &Ask)) -> Chart {
        let version = self.mentions.version();
        let backdrop = match self.backdrop.take() {
            Some((of, backdrop)) if of == version => backdrop,
            _ => survey(index, |number| self.mentions.backdrop(number, None)),
        };
        let of_hits = match ask.window {
            Window::Result => survey(index, |number| self.mentions.extent(number, hits)),
            Window::DenseResult => {
                survey(index, |number| self.mentions.backdrop(number, Some(hits)))
            }
            Window::Dense | Window::All | Window::Span(..) => Backdrop::default(),
        };
        let chart = backdrop.frame(ask, &of_hits);
        self.backdrop = Some((version, backdrop));
        chart
    }

    /// The bars of a chart counted, or read off what was counted before.
    fn bars(&mut self, index: &Index, chart: &Chart, asked: &Asked) -> Counted {
        let periods = self.periods(chart);
        let counts = self.counts(index, &periods, asked);
        let among = (&self.mentions, asked.hits.as_deref());
        Counted::of(chart, (&counts, &periods), among)
    }

    /// The periods that the bars of a chart are, with those around them.
    fn periods(&mut self, chart: &Chart) -> Arc<Periods> {
        let stretch = Periods::stretch(&chart.bars, &self.mentions);
        let are = |periods: &&Arc<Periods>| periods.are(chart.step, stretch);
        if let Some(periods) = self.periods.iter().find(are) {
            return Arc::clone(periods);
        }
        let periods = Arc::new(Periods::of(chart.step, stretch));
        keep(&mut self.periods, Arc::clone(&periods));
        periods
    }

    /// How many of the articles asked about speak of each period.
    fn counts(&mut self, index: &Index, periods: &Arc<Periods>, asked: &Asked) -> Arc<Counts> {
        let same = |(of, by, _): &&(Asked, Arc<Periods>, Arc<Counts>)| {
            of == asked && (Arc::ptr_eq(by, periods) || by == periods)
        };
        if let Some((.., counts)) = self.counts.iter().find(same) {
            return Arc::clone(counts);
        }
        let many = |hits: &&Arc<Bits>| hits.count() > index.len() / 2;
        let counts = match asked.hits.as_ref().filter(many) {
            Some(hits) => {
                let all = Asked {
                    hits: None,
                    ..asked.clone()
                };
                let all = self.counts(index, periods, &all);
                let rest = hits.complement_to(index.len());
                let rest = self.count(index, periods, (asked.layer, Some(&rest)));
                all.without(&rest)
            }
            None => self.count(index, periods, (asked.layer, asked.hits.as_deref())),
        };
        let counts = Arc::new(counts);
        let known = (asked.clone(), Arc::clone(periods), Arc::clone(&counts));
        keep(&mut self.counts, known);
        counts
    }

    /// Counts some articles, or all, by the periods that they speak of.
    fn count(
        &mut self,
        index: &Index,
        periods: &Periods,
        (layer, hits): (Layer, Option<&Bits>),
    ) -> Counts {
        let dates = (layer == Layer::Both).then_some(index.dates.as_slice());
        let counts = in_pieces(
            blocks(index),
            |numbers| {
                let mut counts = periods.counts();
                for number in numbers {
                    periods.count(&self.mentions, number, (hits, dates), &mut counts);
                }
                counts
            },
            |one, other| one.and(&other),
        );
        self.times_read += counts.times_read();
        counts
    }

    /// Bytes on the heap.
    pub(super) fn heap_bytes(&self) -> usize {
        let counts = self.counts.iter().map(|(.., counts)| counts.heap_bytes());
        let periods = self.periods.iter().map(|periods| periods.heap_bytes());
        let asked = self.counts.iter().map(|(asked, ..)| asked);
        let asked = asked.chain(self.sides.iter().map(|(asked, ..)| asked));
        let asked = asked.chain(self.charts.iter().map(|(asked, ..)| asked));
        let hits = asked.filter_map(|asked| Some(asked.hits.as_ref()?.heap_bytes()));
        self.mentions.heap_bytes()
            + counts.sum::<usize>()
            + periods.sum::<usize>()
            + hits.sum::<usize>()
    }
}

/// Keeps what was worked out last, and lets go of the oldest.
fn keep<T>(kept: &mut VecDeque<T>, newest: T) {
    kept.truncate(KEPT - 1);
    kept.push_front(newest);
}

/// What the mentions of articles tell of a timeline, block by block.
fn survey(index: &Index, of_block: impl Fn(usize) -> Backdrop + Sync) -> Backdrop {
    in_pieces(
        blocks(index),
        |pieces| {
            let known = pieces.map(&of_block);
            known.fold(Backdrop::default(), |all, one| all.and(&one))
        },
        |one, other| one.and(&other),
    )
}

/// How many blocks the articles are in.
fn blocks(index: &Index) -> usize {
    index.len().div_ceil(Mentions::BLOCK)
}

impl Index {
    /// Puts the days that headline and body speak of into a list.
    pub(super) fn mentioned_days(&self, id: ArticleId, days: &mut Vec<Days>) {
        if let Some(known) = self.mentions.get(&id) {
            days.extend(known);
        } else if let Some(view) = self.view(id) {
            view.each_mention(|place, value| days.extend(days_named(place, value)));
        }
    }
}

/// The days that some mentions of headline and body name.
pub(super) fn days_of(mentions: &[Mention]) -> Vec<Days> {
    let days = |mention: &Mention| days_named(mention.place, mention.value.as_deref()?);
    mentions.iter().filter_map(days).collect()
}

/// The days that a TIMEX3 value means, where headline or body speak.
fn days_named(place: MentionIn, value: &str) -> Option<Days> {
    matches!(place, MentionIn::Headline | MentionIn::Body)
        .then(|| timex_days(value))
        .flatten()
}
