//! The times that articles speak of, as the timeline counts them.
//!
//! Promises: nothing is unpacked before the timeline is first asked for these times, and then each
//! article once, unless something else becomes known of it; finding can be interrupted and goes on
//! where it stopped. A question that differs from one before only in what the bars do not depend
//! on counts nothing: [`Spoken::times_read`] tells.

use std::collections::VecDeque;

use rayon::prelude::*;

use super::dates::{Days, timex_days};
use super::index::Index;
use super::scan::Interrupted;
use super::workers::in_pieces;
use crate::article::{ArticleId, Mention, MentionIn};
use crate::store::Bits;
use crate::timeline::{
    Ask, Backdrop, Block, Chart, Layer, Mentions, Newest, Parts, Standing, Tally, Window,
};

/// Blocks unpacked between two looks for a newer question.
const SLICE: usize = 4;
/// Answers, and what stands behind them, that are kept: a window and those just left.
const KEPT: usize = 4;

/// What an answer rests on: versions of the mentions and of the order by date.
type Versions = (u64, u64);

/// Mentions by article, and what they alone tell of a timeline.
#[derive(Debug, Default)]
pub(super) struct Spoken {
    mentions: Mentions,
    /// What the mentions of all articles tell, for this version.
    backdrop: Option<(u64, Backdrop)>,
    /// What of the collection stands behind the bars of the last asks; not where the hits choose
    /// the bars.
    behind: VecDeque<(Versions, Ask, Tally)>,
    /// The last answers.
    charts: VecDeque<(Versions, Ask, Bits, Chart)>,
    times_read: usize,
}

impl Spoken {
    /// What each article speaks of.
    pub(super) fn mentions(&self) -> &Mentions {
        &self.mentions
    }

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
    /// these hits by publication. Linear in what the hits speak of; where the window is new, in
    /// what all articles speak of; and free where both are as in one of the last answers.
    pub(super) fn chart(
        &mut self,
        index: &Index,
        (set, ask): (&Bits, &Ask),
        published: impl FnOnce() -> Chart,
    ) -> Chart {
        let versions = (self.mentions.version(), index.by_date.version());
        // The parts are counted beside.
        let ask = &Ask {
            parts: Parts::None,
            ..*ask
        };
        let known = self.charts.iter();
        let same = |(of, asked, hits, _): &&(Versions, Ask, Bits, Chart)| {
            *of == versions && asked == ask && hits == set
        };
        if let Some((.., chart)) = known.clone().find(same) {
            return chart.clone();
        }
        let mut chart = match ask.layer {
            Layer::Mentioned => self.frame(index, (set, ask)),
            Layer::Published | Layer::Both => published(),
        };
        chart.layer = ask.layer;
        let all = set.count() == index.len();
        let hits = self.count(index, &chart, (Some(set).filter(|_| !all), Newest::Kept));
        let behind = self.behind(index, (&chart, ask, versions), Some(&hits).filter(|_| all));
        chart.count_mentions(hits, index.by_date.articles());
        chart.stand_before(&behind);
        self.charts.truncate(KEPT - 1);
        self.charts
            .push_front((versions, *ask, set.clone(), chart.clone()));
        chart
    }

    /// The bars, not yet counted.
    fn frame(&mut self, index: &Index, (hits, ask): (&Bits, &Ask)) -> Chart {
        let version = self.mentions.version();
        let backdrop = match self.backdrop.take() {
            Some((of, backdrop)) if of == version => backdrop,
            _ => self.survey(index, None),
        };
        let of_hits = match ask.window {
            Window::Result => self.survey(index, Some(hits)),
            Window::Dense | Window::All | Window::Span(..) => Backdrop::default(),
        };
        let chart = backdrop.frame(ask, &of_hits);
        self.backdrop = Some((version, backdrop));
        chart
    }

    /// What the mentions of some articles tell of a timeline.
    fn survey(&self, index: &Index, among: Option<&Bits>) -> Backdrop {
        in_pieces(
            blocks(index),
            |pieces| {
                let known = pieces.map(|number| self.mentions.backdrop(number, among));
                known.fold(Backdrop::default(), |all, one| all.and(&one))
            },
            |one, other| one.and(&other),
        )
    }

    /// What of the collection stands behind the bars of a chart; `all` are the counts of its hits
    /// where these are all articles.
    fn behind(
        &mut self,
        index: &Index,
        (chart, ask, versions): (&Chart, &Ask, Versions),
        all: Option<&Tally>,
    ) -> Tally {
        let fixed = ask.window != Window::Result;
        let same = |(of, asked, _): &&(Versions, Ask, Tally)| *of == versions && asked == ask;
        if let Some((.., behind)) = self.behind.iter().find(same).filter(|_| fixed) {
            return behind.clone();
        }
        let behind = match all {
            Some(all) => all.counts(),
            None => self.count(index, chart, (None, Newest::Counted)),
        };
        if fixed {
            self.behind.truncate(KEPT - 1);
            self.behind.push_front((versions, *ask, behind.clone()));
        }
        behind
    }

    /// Counts some articles, or all, into the bars of a chart.
    fn count(
        &mut self,
        index: &Index,
        chart: &Chart,
        (hits, newest): (Option<&Bits>, Newest),
    ) -> Tally {
        let standing = Standing::of(chart, &index.dates, &self.mentions);
        let places = index.by_date.places();
        let tally = in_pieces(
            blocks(index),
            |numbers| {
                let mut tally = standing.tally(newest);
                for number in numbers {
                    standing.count(number, hits, places, &mut tally);
                }
                tally
            },
            |one, other| one.and(&other),
        );
        self.times_read += tally.times_read();
        tally
    }

    /// Bytes on the heap.
    pub(super) fn heap_bytes(&self) -> usize {
        self.mentions.heap_bytes()
    }
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
