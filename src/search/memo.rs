//! What earlier answers found, kept so that the next key reads only what it must.
//!
//! Texts never change: what a scan has found, or not found, of an article stays true as more
//! articles come, and what a word was not found in cannot hold a longer one. Columns, marks and
//! words of headlines do change: what they gave is dropped with every change. Bounded in bytes.

use std::collections::VecDeque;
use std::sync::Arc;

use super::leaf::{Leaf, Scanned};
use super::pattern::Pattern;
use super::spoken::Spoken;
use super::{Order, Request, SourceCount};
use crate::article::ArticleId;
use crate::store::{Bits, Ranked};

/// Most bytes that are kept of tests; the newest few are kept however large they are.
const MOST_BYTES: usize = 64 << 20;
/// Tests that are always kept: the words of a line.
const FEW: usize = 8;
/// Most tests.
const MOST: usize = 48;
/// Lists, and counts of sources: that of the last answers, and that of everything.
const VIEWS: usize = 3;

/// What earlier answers found.
#[derive(Default)]
pub(super) struct Memo {
    /// The last used first.
    tests: VecDeque<Test>,
    lists: VecDeque<(Bits, Order, List)>,
    sources: VecDeque<(Bits, Vec<SourceCount>)>,
    /// The times that articles speak of, once the timeline was asked for them.
    pub(super) spoken: Spoken,
}

/// What one test found.
struct Test {
    key: String,
    pattern: Option<Pattern>,
    head: Option<Bits>,
    loose: Option<Bits>,
    body: Scanned,
    comments: Scanned,
}

/// A list in its order, and by its places in the order of dates.
#[derive(Clone)]
pub(super) struct List {
    pub(super) order: Arc<Vec<ArticleId>>,
    pub(super) places: Arc<Ranked>,
}

impl Memo {
    /// Articles, columns or marks have changed.
    pub(super) fn changed(&mut self) {
        for test in &mut self.tests {
            (test.head, test.loose) = (None, None);
        }
        self.lists.clear();
        self.sources.clear();
    }

    /// What was read of some article has changed.
    pub(super) fn read_anew(&mut self) {
        self.changed();
        self.tests.retain(|test| test.pattern.is_some());
    }

    /// Gives the leaves of a question what is known of them.
    pub(super) fn tell(&mut self, leaves: &mut [Option<Leaf<'_>>], request: &Request) {
        for leaf in leaves.iter_mut().flatten() {
            let key = key(leaf, request);
            if let Some(at) = self.tests.iter().position(|test| test.key == key)
                && let Some(known) = self.tests.remove(at)
            {
                (leaf.head, leaf.loose) = (known.head, known.loose);
                (leaf.body, leaf.comments) = (known.body, known.comments);
            } else if let Some(pattern) = &leaf.pattern {
                let wider = |test: &&Test| {
                    let other = test.pattern.as_ref();
                    other.is_some_and(|other| pattern.narrows(other))
                };
                let wider = self.tests.iter().filter(wider);
                if let Some(wider) = wider.max_by_key(|test| test.body.known.count()) {
                    leaf.body = wider.body.misses();
                    leaf.comments = wider.comments.misses();
                }
            }
        }
    }

    /// Takes back what is known of the leaves now.
    pub(super) fn learn(&mut self, leaves: Vec<Option<Leaf<'_>>>, request: &Request) {
        for leaf in leaves.into_iter().flatten() {
            self.tests.push_front(Test {
                key: key(&leaf, request),
                pattern: leaf.pattern,
                head: leaf.head,
                loose: leaf.loose,
                body: leaf.body,
                comments: leaf.comments,
            });
        }
        let mut bytes = 0;
        let fitting = self.tests.iter().take_while(|test| {
            bytes += test.heap_bytes();
            bytes <= MOST_BYTES
        });
        let fitting = fitting.count().clamp(FEW, MOST);
        self.tests.truncate(fitting);
    }

    /// The list of a set, if it was made a moment ago.
    pub(super) fn list(&self, set: &Bits, order: Order) -> Option<List> {
        let mut lists = self.lists.iter();
        let same = |(of, by, _): &&(Bits, Order, List)| *by == order && of == set;
        lists.find(same).map(|(_, _, list)| list.clone())
    }

    /// Keeps the list of a set.
    pub(super) fn keep_list(&mut self, set: &Bits, order: Order, list: &List) {
        // Relevance is that of another line.
        if order != Order::Relevance && self.list(set, order).is_none() {
            self.lists.truncate(VIEWS - 1);
            self.lists.push_front((set.clone(), order, list.clone()));
        }
    }

    /// The sources of a set, if they were counted a moment ago.
    pub(super) fn sources(&self, set: &Bits) -> Option<Vec<SourceCount>> {
        let mut sources = self.sources.iter();
        sources
            .find(|(of, _)| of == set)
            .map(|(_, rows)| rows.clone())
    }

    /// Keeps the sources of a set.
    pub(super) fn keep_sources(&mut self, set: &Bits, rows: &[SourceCount]) {
        if !self.sources.iter().any(|(of, _)| of == set) {
            self.sources.truncate(VIEWS - 1);
            self.sources.push_front((set.clone(), rows.to_vec()));
        }
    }
}

impl Memo {
    /// Bytes on the heap; rows of sources estimated.
    pub(super) fn heap_bytes(&self) -> usize {
        let tests: usize = self.tests.iter().map(Test::heap_bytes).sum();
        let lists = self.lists.iter().map(|(of, _, list)| {
            let order = list.order.capacity() * size_of::<ArticleId>();
            of.heap_bytes() + order + list.places.heap_bytes()
        });
        let sources = self.sources.iter();
        let rows =
            sources.map(|(of, rows)| of.heap_bytes() + rows.capacity() * size_of::<SourceCount>());
        tests + lists.sum::<usize>() + rows.sum::<usize>()
    }
}

impl Test {
    fn heap_bytes(&self) -> usize {
        let heads = [&self.head, &self.loose].into_iter().flatten();
        let scans = [&self.body, &self.comments].into_iter();
        let scanned = scans.flat_map(|scanned| [&scanned.known, &scanned.found]);
        heads.chain(scanned).map(Bits::heap_bytes).sum()
    }
}

/// What tells a test apart: how it is written, how its pattern ends, and what else it depends on.
fn key(leaf: &Leaf<'_>, request: &Request) -> String {
    let open = leaf.pattern.as_ref().is_some_and(Pattern::is_open);
    let titles_only = request.query.headlines_only;
    format!("{}\n{open} {titles_only} {}", leaf.test, request.today)
}
