//! From a request to hits: headlines first where bodies take time, then everything.

use std::sync::Arc;

use super::dates::Reading;
use super::evaluate::{Evaluation, Scope};
use super::index::{Index, Unit};
use super::leaf::{About, Active, Node, denies_bodies, prepare};
use super::memo::{List, Memo};
use super::order::{self, Rank};
use super::plan::{Found, Plan};
use super::scan::Interrupted;
use super::spoken::Spoken;
use super::{Counts, Hits, Order, Request, explain, facets};
use crate::article::{ArticleId, DateKind};
use crate::query::{self, DateTest};
use crate::store::{Bits, Ranked};
use crate::timeline::source::Publishers;
use crate::timeline::{self, BySource, Chart, Layer, Parts, span};

/// Text that is read within a frame: below it there is no use in showing headline hits before.
pub(super) const QUICK_BYTES: usize = 4 << 20;

/// Text that is read first where no headline is a hit, so that something is shown soon.
const FIRST_BYTES: usize = 48 << 20;

/// Answers a request, see [`Index::search`].
///
/// # Errors
/// When interrupted; nothing is published after that.
pub(super) fn answer(
    index: &Index,
    memo: &mut Memo,
    request: &Request,
    interrupted: &(dyn Fn() -> bool + Sync),
    publish: &mut dyn FnMut(Hits),
) -> Result<(), Interrupted> {
    let (terms, mut leaves) = prepare(&request.query);
    memo.tell(&mut leaves, request);
    let patterns = leaves.iter_mut().flatten();
    for pattern in patterns.filter_map(|leaf| leaf.pattern.as_mut()) {
        index.titles.look_first_for_rarest(pattern);
    }
    let everything = Bits::full(index.len);
    let mut search = Evaluation {
        index,
        query: &request.query,
        leaves,
        today: request.today,
        interrupted,
        scope: Scope::Head,
        reading: Reading::Strict,
        within: everything.clone(),
        everything,
    };
    let outcome = in_stages(&mut search, memo, Plan::new(terms), request, publish);
    memo.learn(search.leaves, request);
    outcome
}

fn in_stages(
    search: &mut Evaluation<'_>,
    memo: &mut Memo,
    mut plan: Plan,
    request: &Request,
    publish: &mut dyn FnMut(Hits),
) -> Result<(), Interrupted> {
    let slow = search.reads_much()
        && !plan
            .terms
            .iter()
            .any(|term| denies_bodies(&term.node, &search.leaves, false));
    let head = plan.result(search)?;
    plan.order_words(search);
    if slow {
        let (first, stage) = if head.hits.is_empty() {
            (among_newest(search, &plan)?, Stage::Newest)
        } else {
            (Some(head.clone()), Stage::Headlines)
        };
        if let Some(first) = first.filter(|_| !(search.interrupted)()) {
            publish(hits(search, memo, request, &first, stage));
        }
    }
    search.scope = Scope::Text;
    let full = if search.asks_bodies() {
        plan.result(search)?
    } else {
        head.clone()
    };
    let counted = Counts {
        in_headlines: head.hits.count_common(&full.hits),
        may_fall: plan.may_fall(search, &full)?,
        in_comments: plan.in_comments(search, &full)?,
        ..Counts::default()
    };
    if (search.interrupted)() {
        return Err(Interrupted);
    }
    let mut answer = hits(search, memo, request, &full, Stage::Complete(counted));
    if full.hits.is_empty() && !plan.terms.is_empty() {
        search.scope = Scope::Text;
        return explain::nothing(search, &plan.terms, &mut |nothing| {
            answer.nothing = Some(nothing);
            publish(answer.clone());
        });
    }
    publish(answer);
    Ok(())
}

/// What the newest texts hold, if anything: read first, so that something is shown soon.
fn among_newest(search: &mut Evaluation<'_>, plan: &Plan) -> Result<Option<Found>, Interrupted> {
    let mut bytes = 0;
    let units = search.index.units.iter().rev();
    let newest = units.take_while(|unit| {
        bytes += unit.bytes;
        bytes <= FIRST_BYTES
    });
    search.within = newest.flat_map(Unit::ids).collect();
    search.within.intersect(&search.everything);
    search.scope = Scope::Text;
    let found = plan.result(search);
    search.scope = Scope::Head;
    search.within = search.everything.clone();
    found.map(|found| Some(found).filter(|found| !found.hits.is_empty()))
}

/// How far the search has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Headlines.
    Headlines,
    /// The newest texts.
    Newest,
    /// Everything, with counts that only then are known.
    Complete(Counts),
}

fn hits(
    search: &Evaluation<'_>,
    memo: &mut Memo,
    request: &Request,
    found: &Found,
    stage: Stage,
) -> Hits {
    let index = search.index;
    let (set, kept) = with_kept(found, request, index.len);
    let for_sources = found.without(About::Sources);
    let known_list = memo.list(&set, request.order);
    let places = match &known_list {
        Some(list) => Arc::clone(&list.places),
        None => Arc::new(Ranked::of(index.by_date.places_of(&set))),
    };
    let known_sources = memo.sources(for_sources);
    let rank = match request.order {
        Order::Relevance => Rank::of_words(index, &search.leaves),
        Order::Date | Order::Source => Rank::new(0),
    };
    let for_dates = found.without(About::Dates);
    let spoken = &mut memo.spoken;
    let ((list, chart, dates), sources) = beside(
        index.len,
        || {
            let list = known_list.unwrap_or_else(|| List {
                order: order::list(index, &places, request.order, &rank),
                places: Arc::clone(&places),
            });
            let chart = chart(index, spoken, (&set, &places), request);
            let dates = if *for_dates == set {
                facets::dates(index, &places, request.today)
            } else {
                let places = Ranked::of(index.by_date.places_of(for_dates));
                facets::dates(index, &places, request.today)
            };
            (list, chart, dates)
        },
        || {
            let places = (*for_sources == set).then(|| places.bits());
            known_sources.unwrap_or_else(|| facets::sources(index, for_sources, places))
        },
    );
    memo.keep_list(&set, request.order, &list);
    memo.keep_sources(for_sources, &sources);
    Hits {
        generation: request.generation,
        query: Arc::clone(&request.query),
        complete: matches!(stage, Stage::Complete(_)) && !chart.is_waiting,
        dated: list.places.count_in(0..index.by_date.dated()) as usize,
        by_date: match request.order {
            Order::Date => Arc::clone(&list.order),
            Order::Source | Order::Relevance => index.by_date.list(&list.places),
        },
        order: Arc::clone(&list.order),
        counts: counts(index, found, &list.places, &kept, stage),
        kept,
        sources,
        dates,
        records: index
            .records
            .counts(|column| found.without(About::Record(column))),
        chart: Arc::new(chart),
        set: Arc::new(set),
        nothing: None,
    }
}

/// The hits, and those that are kept though they are none, which are told beside.
fn with_kept(found: &Found, request: &Request, len: usize) -> (Bits, Vec<ArticleId>) {
    let mut set = found.hits.clone();
    let mut kept = Vec::new();
    for id in request.keep.iter().filter(|id| id.index() < len) {
        if set.insert(*id) {
            kept.push(*id);
        }
    }
    kept.sort_unstable();
    (set, kept)
}

/// The timeline of some hits.
fn chart(
    index: &Index,
    spoken: &mut Spoken,
    (set, places): (&Bits, &Ranked),
    request: &Request,
) -> Chart {
    let ask = &request.chart;
    if spoken.is_waiting {
        return Chart::waiting(ask.layer);
    }
    let published = || match &index.backdrop {
        Some(backdrop) => {
            let hits = index.by_date.in_order(&index.dates, places);
            backdrop.chart_in_order(&hits, ask)
        }
        None => timeline::chart(&index.dates, set, ask),
    };
    let mut chart = match ask.layer {
        Layer::Published => published(),
        Layer::Mentioned | Layer::Both => spoken.chart(index, (set, places, ask), published),
    };
    let asked = match ask.layer {
        Layer::Mentioned => query::mentions_term(&request.query).map(DateTest::In),
        Layer::Published | Layer::Both => query::date_term(&request.query).cloned(),
    };
    if let Some((from, to)) = asked.and_then(|test| span::bars_of(&chart, &test)) {
        chart.mark_bursts_in(from, to);
    }
    if let Some(backdrop) = &index.backdrop {
        let hits = index.by_date.in_order(&index.dates, places);
        let publishers = match index.sources.in_order(&index.by_date) {
            Some(sources) => Publishers::ByPlace(sources),
            None => Publishers::ByArticle(index.sources.for_timeline()),
        };
        backdrop.count_voices(&mut chart, (&hits, ask), publishers);
    }
    if ask.parts == Parts::Sources {
        chart.by_source = Some(by_source(index, spoken, &chart, (request, set, places)));
    }
    chart
}

/// The hits of a chart by source.
fn by_source(
    index: &Index,
    spoken: &mut Spoken,
    chart: &Chart,
    (request, set, places): (&Request, &Bits, &Ranked),
) -> Arc<BySource> {
    let sources = index.sources.in_order(&index.by_date);
    if let Some(sources) = sources.filter(|_| chart.layer == Layer::Published) {
        let hits = index.by_date.in_order(&index.dates, places);
        return Arc::new(BySource::in_order(chart, sources, &hits));
    }
    spoken.by_source(index, chart, (set, &request.chart))
}

/// Counts of the hits; kept articles, whose places are among `places`, are none.
fn counts(
    index: &Index,
    found: &Found,
    places: &Ranked,
    kept: &[ArticleId],
    stage: Stage,
) -> Counts {
    let order = &index.by_date;
    let hits = found.hits.count();
    let counted = match stage {
        Stage::Complete(counted) => counted,
        Stage::Headlines => Counts {
            in_headlines: hits,
            ..Counts::default()
        },
        Stage::Newest => Counts::default(),
    };
    let kept_with = |kind| {
        kept.iter()
            .filter(|id| index.date(**id).kind == kind)
            .count()
    };
    let undated = places.count_in(order.dated()..u32::MAX) as usize;
    let inferred = order.inferred().count_common(places.bits());
    Counts {
        total: index.len,
        hits,
        in_text: hits.saturating_sub(counted.in_headlines),
        undated: undated.saturating_sub(kept_with(DateKind::None)),
        inferred: inferred.saturating_sub(kept_with(DateKind::Inferred)),
        ..counted
    }
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
            .all(|leaf| !matches!(leaf.test, query::Test::InHeadline)),
        _ => true,
    }
}
