//! What lines are typed into: this program, and matchers of letters.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;
use dateline::article::ArticleId;
use dateline::ingest::Hold;
use dateline::query;
use dateline::runtime::clock;
use dateline::search::{Hits, Index, Order, Request, Workers};
use dateline::store::{Batch, Bits};
use dateline::timeline::Ask;
use fuzzy_matcher::FuzzyMatcher as _;
use fuzzy_matcher::skim::SkimMatcherV2;
use nucleo::pattern::{CaseMatching, Normalization};
use rayon::prelude::*;

/// Something that is typed into.
pub(super) trait Matcher {
    fn name(&self) -> &'static str;
    /// In how many of so many rounds it takes part.
    fn rounds(&self, rounds: usize) -> usize {
        rounds
    }
    /// A new line is begun.
    fn begin(&mut self) {}
    /// A key was pressed; this is the line now.
    fn type_to(&mut self, line: &str);
    /// What the last key found.
    fn found(&mut self) -> Bits;
}

/// As long as the searcher takes new articles in before it looks for a key.
const SLICE: Duration = Duration::from_millis(1);

/// This program.
pub(super) struct Reader {
    index: Index,
    workers: Workers,
    /// Articles that come while lines are typed, and how much of the first was taken in.
    coming: VecDeque<Arc<Batch>>,
    done: usize,
    generation: u64,
    answer: Option<Hits>,
    /// Holds readers of files while a search runs, where there are any.
    pub(super) hold: Option<Arc<Hold>>,
}

impl Reader {
    pub(super) fn new(batches: &[Arc<Batch>]) -> Self {
        let mut index = Index::new();
        for batch in batches {
            index.append(batch);
        }
        let mut reader = Self {
            index,
            workers: Workers::new(step_back),
            coming: VecDeque::new(),
            done: 0,
            generation: 0,
            answer: None,
            hold: None,
        };
        reader.type_to("");
        reader
    }

    /// The request for a line.
    pub(super) fn request(&mut self, line: &str) -> Request {
        self.generation += 1;
        Request {
            generation: self.generation,
            query: Arc::new(query::parse(line).query),
            order: Order::Date,
            keep: Vec::new(),
            today: NaiveDate::default(),
            chart: Ask {
                columns: 90,
                ..Ask::default()
            },
        }
    }

    /// Forgets what earlier answers told.
    pub(super) fn forget(&mut self) {
        self.index.forget();
    }

    /// Asks, and tells of every answer.
    pub(super) fn ask(&mut self, request: &Request, tell: &mut (dyn FnMut(&Hits) + Send)) {
        let (index, answer) = (&mut self.index, &mut self.answer);
        if let Some(hold) = &self.hold {
            hold.hold();
        }
        let still_coming = !self.coming.is_empty();
        self.workers.run(|| {
            let mut publish = |hits| {
                tell(&hits);
                *answer = Some(hits);
            };
            if still_coming {
                index.search_settled(request, &|| false, &mut publish);
            } else {
                index.search(request, &|| false, &mut publish);
            }
        });
        if let Some(hold) = &self.hold {
            hold.release();
        }
    }
}

impl Reader {
    /// These articles come from now on.
    pub(super) fn expect(&mut self, coming: &[Arc<Batch>]) {
        self.coming.extend(coming.iter().cloned());
    }

    /// Takes in some of what comes, as the searcher does before it looks for the next key.
    pub(super) fn take_in_some(&mut self) {
        let began = clock::now();
        while clock::now() - began < SLICE {
            let Some(batch) = self.coming.front() else {
                return;
            };
            if self.index.is_behind() {
                self.index.settle_some();
                continue;
            }
            self.done = self.index.append_some(batch, self.done);
            if self.done == batch.len() {
                self.coming.pop_front();
                self.done = 0;
            }
        }
    }
}

/// As far as in the program: the searcher steps back behind the interface.
#[cfg(target_os = "linux")]
fn step_back() {
    let _as_before = rustix::process::nice(2);
}

#[cfg(not(target_os = "linux"))]
fn step_back() {}

impl Matcher for Reader {
    fn name(&self) -> &'static str {
        "dateline"
    }

    fn begin(&mut self) {
        self.forget();
    }

    fn type_to(&mut self, line: &str) {
        let request = self.request(line);
        self.ask(&request, &mut |_| {});
    }

    fn found(&mut self) -> Bits {
        let answer = self.answer.as_ref();
        answer.map(|hits| (*hits.set).clone()).unwrap_or_default()
    }
}

/// Smith-Waterman over every headline, on every core.
pub(super) struct Frizbee<'a> {
    titles: &'a [String],
    found: Vec<frizbee::Match>,
}

impl<'a> Frizbee<'a> {
    pub(super) fn new(titles: &'a [String]) -> Self {
        Self {
            titles,
            found: Vec::new(),
        }
    }
}

impl Matcher for Frizbee<'_> {
    fn name(&self) -> &'static str {
        "frizbee"
    }

    fn type_to(&mut self, line: &str) {
        let mut matcher = frizbee::Matcher::from_query(line, &frizbee::Config::default());
        self.found = matcher.match_list_parallel(self.titles, 0);
    }

    fn found(&mut self) -> Bits {
        self.found
            .iter()
            .map(|found| ArticleId(found.index))
            .collect()
    }
}

/// The matcher of an editor, with its own threads; a longer line narrows what was found.
pub(super) struct Nucleo {
    matcher: nucleo::Nucleo<u32>,
    typed: String,
}

impl Nucleo {
    pub(super) fn new(titles: &[String]) -> Self {
        let config = nucleo::Config::DEFAULT;
        let mut matcher = nucleo::Nucleo::new(config, Arc::new(|| {}), None, 1);
        let injector = matcher.injector();
        for (id, title) in (0u32..).zip(titles) {
            injector.push(id, |_, columns| {
                if let Some(column) = columns.first_mut() {
                    *column = title.as_str().into();
                }
            });
        }
        while matcher.tick(1_000).running {}
        Self {
            matcher,
            typed: String::new(),
        }
    }
}

impl Matcher for Nucleo {
    fn name(&self) -> &'static str {
        "nucleo"
    }

    fn rounds(&self, rounds: usize) -> usize {
        rounds.div_ceil(3)
    }

    fn begin(&mut self) {
        self.type_to("");
    }

    fn type_to(&mut self, line: &str) {
        let longer = line.starts_with(&self.typed);
        self.matcher
            .pattern
            .reparse(0, line, CaseMatching::Smart, Normalization::Smart, longer);
        line.clone_into(&mut self.typed);
        while self.matcher.tick(1_000).running {}
    }

    fn found(&mut self) -> Bits {
        let items = self.matcher.snapshot().matched_items(..);
        items.map(|item| ArticleId(*item.data)).collect()
    }
}

/// fuzzy-matcher on every headline, every word, on every core.
pub(super) struct Skim<'a> {
    titles: &'a [String],
    found: Vec<(i64, u32)>,
}

impl<'a> Skim<'a> {
    pub(super) fn new(titles: &'a [String]) -> Self {
        Self {
            titles,
            found: Vec::new(),
        }
    }
}

impl Matcher for Skim<'_> {
    fn name(&self) -> &'static str {
        "fuzzy-matcher"
    }

    fn rounds(&self, rounds: usize) -> usize {
        rounds.div_ceil(5)
    }

    fn type_to(&mut self, line: &str) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let matcher = SkimMatcherV2::default();
        let score = |title: &str| {
            words
                .iter()
                .try_fold(0, |sum, word| Some(sum + matcher.fuzzy_match(title, word)?))
        };
        let titles = self.titles.par_iter().enumerate();
        let mut found: Vec<(i64, u32)> = titles
            .filter_map(|(id, title)| Some((-score(title)?, u32::try_from(id).ok()?)))
            .collect();
        found.par_sort_unstable();
        self.found = found;
    }

    fn found(&mut self) -> Bits {
        self.found.iter().map(|(_, id)| ArticleId(*id)).collect()
    }
}
