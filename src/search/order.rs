//! The order of the list: by date as it is kept, derived from that otherwise.

use std::sync::Arc;

use super::Order;
use super::index::Index;
use super::leaf::Leaf;
use crate::article::ArticleId;
use crate::store::Ranked;
use crate::text;

/// The articles at some places in the order asked for; `rank` tells how well an article answers,
/// lower is better.
pub(super) fn list(
    index: &Index,
    places: &Ranked,
    order: Order,
    rank: &Rank,
) -> Arc<Vec<ArticleId>> {
    let list = index.by_date.list(places);
    match order {
        Order::Date => list,
        Order::Source => {
            let places = places_by_name(index);
            Arc::new(by_number(&list, |id| {
                let place = index.sources.of(id).and_then(|source| places.get(source));
                place.copied().unwrap_or(places.len())
            }))
        }
        Order::Relevance => Arc::new(by_number(&list, |id| rank.of(id) as usize)),
    }
}

/// Sorts by a small number, equals as they stand: counting sort, linear in the list and the
/// largest number.
fn by_number(list: &[ArticleId], number: impl Fn(ArticleId) -> usize) -> Vec<ArticleId> {
    let numbers: Vec<usize> = list.iter().map(|id| number(*id)).collect();
    let mut starts = vec![0_usize; numbers.iter().max().map_or(0, |most| most + 2)];
    for number in &numbers {
        if let Some(count) = starts.get_mut(number + 1) {
            *count += 1;
        }
    }
    let mut before = 0;
    for start in &mut starts {
        before += *start;
        *start = before;
    }
    let mut sorted = list.to_vec();
    for (id, number) in list.iter().zip(numbers) {
        if let Some(place) = starts.get_mut(number) {
            if let Some(slot) = sorted.get_mut(*place) {
                *slot = *id;
            }
            *place += 1;
        }
    }
    sorted
}

/// For each source its place in alphabetical order.
fn places_by_name(index: &Index) -> Vec<usize> {
    let names = index.sources.names();
    let mut order: Vec<_> = names
        .iter()
        .enumerate()
        .map(|(at, name)| (text::fold(name), at))
        .collect();
    order.sort();
    let mut places = vec![0; names.len()];
    for (place, (_, source)) in order.into_iter().enumerate() {
        if let Some(slot) = places.get_mut(source) {
            *slot = place;
        }
    }
    places
}

/// How well articles answer: for each the sum over the words of the query, lower is better.
pub(super) struct Rank {
    sums: Vec<u32>,
}

impl Rank {
    /// The rank of a body hit in one word.
    pub(super) const BODY: u32 = 4;

    /// All equal, for a collection of so many articles.
    pub(super) fn new(len: usize) -> Self {
        Self { sums: vec![0; len] }
    }

    /// Adds a word: articles with their ranks in it, of which the best counts; articles not given
    /// rank as body hits.
    pub(super) fn add(&mut self, ranks: impl IntoIterator<Item = (ArticleId, u32)>) {
        let mut best = vec![Self::BODY; self.sums.len()];
        for (id, rank) in ranks {
            if let Some(slot) = best.get_mut(id.index()) {
                *slot = rank.min(*slot);
            }
        }
        for (sum, rank) in self.sums.iter_mut().zip(best) {
            *sum = sum.saturating_add(rank);
        }
    }

    /// The rank of every article in the bare words of a query.
    pub(super) fn of_words(index: &Index, leaves: &[Option<Leaf<'_>>]) -> Self {
        let mut rank = Self::new(index.len);
        for leaf in leaves.iter().flatten().filter(|leaf| leaf.is_bare()) {
            let mut ranks = Vec::new();
            if let Some(typed) = &leaf.typed {
                index
                    .titles
                    .tiers(typed, |id, tier| ranks.push((id, tier as u32)));
                index
                    .bylines
                    .tiers(typed, |id, tier| ranks.push((id, tier as u32)));
                index
                    .sources
                    .tiers(typed, |id, tier| ranks.push((id, tier as u32)));
            } else if let Some(head) = &leaf.head {
                ranks.extend(head.iter().map(|id| (id, 0)));
            }
            rank.add(ranks);
        }
        rank
    }

    fn of(&self, id: ArticleId) -> u32 {
        self.sums.get(id.index()).copied().unwrap_or_default()
    }
}
