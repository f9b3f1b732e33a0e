//! Collections in batches, as reading would bring them.

use std::sync::Arc;

use dateline::article::{Article, ArticleId};
use dateline::store::Batch;

use super::corpus::Corpus;

/// So many articles without a body.
pub(super) fn headlines(count: usize) -> Vec<Arc<Batch>> {
    batches(count, 10_000, Corpus::article)
}

/// So many articles that speak of as many times as full ones do.
pub(super) fn speaking(count: usize) -> Vec<Arc<Batch>> {
    batches(count, 10_000, Corpus::speaking_article)
}

/// So many articles with a body.
pub(super) fn bodies(count: usize) -> Vec<Arc<Batch>> {
    batches(count, 1_000, Corpus::long_article)
}

fn batches(
    articles: usize,
    in_batch: usize,
    next: impl Fn(&mut Corpus) -> Article,
) -> Vec<Arc<Batch>> {
    let mut corpus = Corpus::new(articles);
    let firsts = (0..articles).step_by(in_batch);
    firsts
        .map(|first| {
            let count = in_batch.min(articles - first);
            let articles = (0..count).map(|_| next(&mut corpus)).collect();
            let first = ArticleId(u32::try_from(first).unwrap_or(u32::MAX));
            Arc::new(Batch::build(first, articles))
        })
        .collect()
}
