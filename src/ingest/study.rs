//! What is found out about articles once they stand in the list: the times they speak of, and the
//! language they are written in where they state none.
//!
//! The list, the article and the timeline need none of it, so it does not keep them waiting.
//! Promises: findings say what they would say had they been looked for at once; a slice is a few
//! dozen articles, so that a stop or a hold is obeyed within milliseconds; an article that brings
//! a rule to panic has no findings.

use std::collections::HashMap;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::thread::available_parallelism;

use crate::article::{ArticleId, Change, DateKind, Moment, PageParts, Patch};
use crate::store::{Batch, Finding, Findings, View};

use super::pace::Pace;
use super::{language, plain, read};

/// Articles in a slice.
const SLICE: usize = 64;

/// Everything that is to be looked through: batches, and what the collection told of their dates.
#[derive(Debug)]
pub struct Study {
    /// Whether languages may be concluded from the text.
    infers: bool,
    batches: Vec<Arc<Batch>>,
    dates: HashMap<ArticleId, Option<Moment>>,
    parts: HashMap<ArticleId, Arc<PageParts>>,
}

/// Some rows of a batch.
struct Slice<'a> {
    batch: &'a Batch,
    first_row: usize,
}

impl Study {
    /// Nothing to look through yet; without `infers` no language is concluded.
    pub fn new(infers: bool) -> Self {
        Self {
            infers,
            batches: Vec::new(),
            dates: HashMap::new(),
            parts: HashMap::new(),
        }
    }

    /// Takes articles along.
    pub fn add(&mut self, batch: &Arc<Batch>) {
        self.batches.push(Arc::clone(batch));
    }

    /// Takes along what changed about articles: times are counted from the date of the article, and
    /// looked for in what is its body.
    pub fn patch(&mut self, patch: &Patch) {
        match &patch.change {
            Change::Published(published) => {
                let value = published.value.filter(|_| published.kind != DateKind::None);
                self.dates.insert(patch.id, value);
            }
            Change::Parts(parts) => {
                self.parts.insert(patch.id, Arc::clone(parts));
            }
            _ => {}
        }
    }

    /// How many articles there are to look through.
    pub fn len(&self) -> usize {
        self.batches.iter().map(|batch| batch.len()).sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.batches.iter().all(|batch| batch.is_empty())
    }

    /// Looks through all of it, on as many threads as the machine has cores, and hands the
    /// findings to `sink` on the calling thread, a slice at a time and in no order. Ends early
    /// when it is stopped. Linear in the text.
    pub fn run<'p>(&self, pace: impl Into<Pace<'p>>, sink: &mut dyn FnMut(Findings)) {
        let pace = pace.into();
        let slices: Vec<Slice<'_>> = self
            .batches
            .iter()
            .flat_map(|batch| slices(batch))
            .collect();
        let next = AtomicUsize::new(0);
        let (done, arriving) = channel();
        std::thread::scope(|scope| {
            let workers = available_parallelism().map_or(1, NonZeroUsize::get);
            for _ in 0..workers.min(read::MOST_READERS) {
                let (done, slices, next) = (done.clone(), &slices, &next);
                let work = move || self.work(slices, next, pace, &done);
                if !read::start(scope, "study", work) {
                    break;
                }
            }
            drop(done);
            arriving.into_iter().for_each(sink);
        });
    }

    /// Takes slices until there are no more.
    fn work(
        &self,
        slices: &[Slice<'_>],
        next: &AtomicUsize,
        pace: Pace<'_>,
        done: &Sender<Findings>,
    ) {
        while pace.goes_on()
            && let Some(slice) = slices.get(next.fetch_add(1, Ordering::Relaxed))
        {
            let rows = slice.first_row..slice.batch.len().min(slice.first_row + SLICE);
            let first = slice.batch.first().0;
            let first = first.saturating_add(u32::try_from(rows.start).unwrap_or(u32::MAX));
            let found = rows.map(|row| self.finding(slice.batch, row));
            if done.send(Findings::build(ArticleId(first), found)).is_err() {
                return;
            }
        }
    }

    fn finding(&self, batch: &Batch, row: usize) -> Finding {
        let Some(view) = View::of_batch(batch, row) else {
            return Finding::default();
        };
        let view = view.with_parts(self.parts.get(&view.id()));
        let anchor = match self.dates.get(&view.id()) {
            Some(date) => *date,
            None => view.published().value,
        };
        catch_unwind(AssertUnwindSafe(|| Finding {
            mentions: plain::mentions_in(view.text(), &view.lines(), view.body_spans(), anchor),
            language: (self.infers && view.language().is_none())
                .then(|| language::of(view.body()))
                .flatten(),
        }))
        .unwrap_or_default()
    }
}

fn slices(batch: &Batch) -> impl Iterator<Item = Slice<'_>> {
    let starts = (0..batch.len()).step_by(SLICE);
    starts.map(move |first_row| Slice { batch, first_row })
}
