//! Which terms of a line hide an article.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{Hits, Index, Order, Request};
use crate::article::{Article, ArticleId, Mark};
use crate::config::Zone;
use crate::query::{Query, Term};
use crate::store::Batch;
use crate::timeline::Ask;

/// The terms, as places in [`Query::terms`], each of which hides the article by itself. Every test
/// is one of the article alone, so a collection of it tells. Linear in its text for each term.
pub fn hiding(
    query: &Query,
    article: Article,
    mark: &Mark,
    today: NaiveDate,
    zone: Zone,
) -> Vec<usize> {
    let only = ArticleId(0);
    let mut index = Index::in_zone(zone);
    index.append(&Arc::new(Batch::build(only, vec![article])));
    index.mark(only, mark);
    let mut shows = |term: &Term| {
        let query = Query {
            text: query.text.clone(),
            terms: vec![term.clone()],
            headlines_only: query.headlines_only,
        };
        let request = Request {
            generation: 0,
            query: Arc::new(query),
            order: Order::Date,
            keep: Vec::new(),
            today,
            chart: Ask::default(),
        };
        let mut answer: Option<Hits> = None;
        index.search(&request, &|| false, &mut |hits| answer = Some(hits));
        answer.is_some_and(|hits| hits.set.contains(only))
    };
    let terms = query.terms.iter().enumerate();
    terms
        .filter(|(_, term)| !term.off && !shows(term))
        .map(|(at, _)| at)
        .collect()
}
