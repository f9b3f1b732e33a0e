//! From a request to hits: headlines first where bodies take time, then everything.

use std::sync::Arc;

use super::dates::Reading;
use super::evaluate::{Evaluation, Scope};
use super::index::Index;
use super::leaf::{About, Active, Node, denies_bodies, prepare};
use super::order::{self, Rank};
use super::scan::Interrupted;
use super::{Counts, Hits, Order, Request, explain, facets};
use crate::article::DateKind;
use crate::store::Bits;
use crate::timeline::{self, Ask, BySource, Chart, Parts};

/// Text that is read within a frame: below it there is no use in showing headline hits before.
pub(super) const QUICK_BYTES: usize = 4 << 20;

/// Answers a request, see [`Index::search`].
///
/// # Errors
/// When interrupted; nothing is published after that.
pub(super) fn answer(
    index: &Index,
    request: &Request,
    interrupted: &dyn Fn() -> bool,
    publish: &mut dyn FnMut(Hits),
) -> Result<(), Interrupted> {
    let (terms, leaves) = prepare(&request.query);
    let slow = index.text_bytes > QUICK_BYTES
        && leaves.iter().flatten().any(|leaf| leaf.bodies)
        && !terms
            .iter()
            .any(|term| denies_bodies(&term.node, &leaves, false));
    let mut search = Evaluation {
        index,
        query: &request.query,
        leaves,
        today: request.today,
        interrupted,
        scope: Scope::Head,
        reading: Reading::Strict,
        everything: Bits::full(index.len),
    };
    let plan = Plan::new(terms);
    if slow {
        let head = plan.result(&mut search)?;
        if !head.hits.is_empty() && !interrupted() {
            let counts = count(index, &head.hits, head.hits.count());
            publish(hits(&search, request, &head, counts, Stage::Headlines));
        }
    }
    let in_headlines = plan.result(&mut search)?.hits;
    search.scope = Scope::Text;
    let full = plan.result(&mut search)?;
    let mut counts = count(index, &full.hits, in_headlines.count_common(&full.hits));
    counts.may_fall = plan.may_fall(&mut search, &full)?;
    counts.in_comments = plan.in_comments(&mut search, &full)?;
    if interrupted() {
        return Err(Interrupted);
    }
    let mut answer = hits(&search, request, &full, counts, Stage::Complete);
    if full.hits.is_empty() && !plan.terms.is_empty() {
        search.scope = Scope::Text;
        explain::nothing(&mut search, &plan.terms, &mut |nothing| {
            answer.nothing = Some(nothing);
            publish(answer.clone());
        })?;
        return Ok(());
    }
    publish(answer);
    Ok(())
}

/// How far the search has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Headlines,
    Complete,
}

/// The terms, parted by what the pickers count without.
struct Plan {
    terms: Vec<Active>,
}

/// What matches, and what would without the terms of one picker.
struct Found {
    hits: Bits,
    /// All but `source:` terms.
    for_sources: Bits,
    /// All but date terms.
    for_dates: Bits,
}

impl Plan {
    fn new(terms: Vec<Active>) -> Self {
        Self { terms }
    }

    fn has(&self, about: About) -> bool {
        self.terms.iter().any(|term| term.about == about)
    }

    /// Articles of `within` that pass every term about this.
    fn all(
        &self,
        search: &mut Evaluation<'_>,
        about: About,
        within: &Bits,
    ) -> Result<Bits, Interrupted> {
        let mut left = within.clone();
        for term in self.terms.iter().filter(|term| term.about == about) {
            left = search.set(&term.node, &left)?;
        }
        Ok(left)
    }

    fn result(&self, search: &mut Evaluation<'_>) -> Result<Found, Interrupted> {
        let everything = search.everything.clone();
        let sources = self.all(search, About::Sources, &everything)?;
        let dates = self.all(search, About::Dates, &everything)?;
        // The costly terms are asked of no more than either picker needs.
        let mut wide = sources.clone();
        wide.union(&dates);
        let base = self.all(search, About::Anything, &wide)?;
        let both = |a: &Bits, b: &Bits| {
            let mut both = a.clone();
            both.intersect(b);
            both
        };
        let for_sources = both(&base, &dates);
        Ok(Found {
            hits: both(&for_sources, &sources),
            for_dates: both(&base, &sources),
            for_sources,
        })
    }

    /// How many articles match by all but date terms and may fall into the dates asked for.
    fn may_fall(&self, search: &mut Evaluation<'_>, found: &Found) -> Result<usize, Interrupted> {
        if !self.has(About::Dates) {
            return Ok(0);
        }
        search.reading = Reading::Loose;
        let touching = self.all(search, About::Dates, &found.for_dates);
        search.reading = Reading::Strict;
        let mut touching = touching?;
        touching.subtract(&found.hits);
        Ok(touching.count())
    }

    /// How many commented articles that do not match would if comments counted.
    fn in_comments(
        &self,
        search: &mut Evaluation<'_>,
        found: &Found,
    ) -> Result<usize, Interrupted> {
        let mut left = search.index.commented.clone();
        left.subtract(&found.hits);
        let asked = search
            .leaves
            .iter()
            .flatten()
            .any(|leaf| leaf.is_bare() && leaf.bodies);
        if !asked || left.is_empty() {
            return Ok(0);
        }
        search.scope = Scope::Comments;
        let mut result = Ok(());
        for term in &self.terms {
            match search.set(&term.node, &left) {
                Ok(rest) => left = rest,
                Err(stopped) => result = Err(stopped),
            }
        }
        search.scope = Scope::Text;
        result.map(|()| left.count())
    }
}

fn count(index: &Index, hits: &Bits, in_headlines: usize) -> Counts {
    let count = hits.count();
    let mut counts = Counts {
        total: index.len,
        hits: count,
        in_headlines,
        in_text: count.saturating_sub(in_headlines),
        ..Counts::default()
    };
    for id in hits.iter() {
        match index.date(id).kind {
            DateKind::None => counts.undated += 1,
            DateKind::Inferred => counts.inferred += 1,
            DateKind::Explicit | DateKind::Given => {}
        }
    }
    counts
}

fn hits(
    search: &Evaluation<'_>,
    request: &Request,
    found: &Found,
    counts: Counts,
    stage: Stage,
) -> Hits {
    let index = search.index;
    let mut set = found.hits.clone();
    let mut kept = Vec::new();
    for id in request.keep.iter().filter(|id| id.index() < index.len) {
        if set.insert(*id) {
            kept.push(*id);
        }
    }
    kept.sort_unstable();
    let rank = match request.order {
        Order::Relevance => Rank::of_words(index, &search.leaves),
        Order::Date | Order::Source => Rank::new(0),
    };
    let (lists, columns) = beside(
        counts.hits.max(found.for_dates.count()),
        || {
            let list = order::list(index, &set, request.order, &rank);
            (list, facets::sources(index, &found.for_sources))
        },
        || {
            let chart = chart(index, &set, &request.chart);
            let dates = facets::dates(index, &found.for_dates, request.today);
            (chart, dates)
        },
    );
    let (((order, dated), sources), (chart, dates)) = (lists, columns);
    Hits {
        generation: request.generation,
        query: Arc::clone(&request.query),
        complete: stage == Stage::Complete,
        dated,
        order: Arc::from(order),
        kept,
        counts,
        sources,
        dates,
        chart: Arc::new(chart),
        set: Arc::new(set),
        nothing: None,
    }
}

/// The timeline of some hits.
fn chart(index: &Index, hits: &Bits, ask: &Ask) -> Chart {
    let mut chart = match &index.backdrop {
        Some(backdrop) => backdrop.chart(&index.dates, hits, ask),
        None => timeline::chart(&index.dates, hits, ask),
    };
    if ask.parts == Parts::Sources {
        let by_source = BySource::of(&chart, index.sources.column(), &index.dates, hits);
        chart.by_source = Some(Arc::new(by_source));
    }
    chart
}

/// From so many articles on a second core pays.
const MANY: usize = 50_000;

/// Does two things, side by side where they concern many articles.
fn beside<A: Send, B: Send>(
    articles: usize,
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B + Send,
) -> (A, B) {
    if articles < MANY {
        (one(), other())
    } else {
        rayon::join(one, other)
    }
}

/// Whether a term looks for something, rather than setting a mode of the line.
pub(super) fn looks(term: &Active, search: &Evaluation<'_>) -> bool {
    match &term.node {
        Node::Leaf(at) => search
            .leaves
            .get(*at)
            .into_iter()
            .flatten()
            .all(|leaf| !matches!(leaf.test, crate::query::Test::InHeadline)),
        _ => true,
    }
}
