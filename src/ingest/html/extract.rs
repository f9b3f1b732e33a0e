//! The body of a page, told from its furniture: an extractor gives blocks, and what extractors
//! are known to leave in is taken off them.
//!
//! What is taken off, each a thing that a page prints around its article: the headline repeated
//! above it, headings inside list items (how pages list other articles), a heading at the end
//! with nothing under it, and the paragraphs at both ends that the labelling of plain text
//! ([`crate::ingest::segment`]) knows for furniture.

use trafilatura::Options;

use super::blocks::{self, Block, Kind};
use crate::article::Label;
use crate::ingest::segment;
use crate::text;

/// A way to find the article in a page: an open set.
pub(super) trait Extractor {
    /// The blocks of the article, in order; none if it found nothing.
    fn extract(&self, html: &str) -> Vec<Block>;
}

/// The `trafilatura` library with its fallbacks.
pub(super) struct Trafilatura;

impl Extractor for Trafilatura {
    fn extract(&self, html: &str) -> Vec<Block> {
        let options = Options::default()
            .with_fallback(true)
            .with_exclude_comments(true);
        let result = trafilatura::extract(html, &options);
        result
            .map(|found| blocks::blocks(&found.content_html))
            .unwrap_or_default()
    }
}

/// The pieces of a page.
#[derive(Debug, Default)]
pub(super) struct Extracted {
    /// Paragraphs of the article.
    pub(super) body: Vec<String>,
    /// Headlines of other articles.
    pub(super) related: Vec<String>,
    /// The rest that was not taken for the article.
    pub(super) furniture: Vec<String>,
}

/// Finds the article in a page whose headline is `headline`.
pub(super) fn article(extractor: &dyn Extractor, html: &str, headline: Option<&str>) -> Extracted {
    let mut found = Extracted::default();
    let mut blocks = extractor.extract(html);
    take_headline(&mut blocks, headline);
    while blocks
        .last()
        .is_some_and(|last| matches!(last.kind, Kind::Heading(_)))
    {
        found.furniture.extend(blocks.pop().map(|block| block.text));
    }
    let wanted = wanted(&blocks);
    let body = blocks
        .iter()
        .zip(&wanted)
        .filter(|(_, wanted)| **wanted)
        .count();
    for (block, wanted) in blocks.into_iter().zip(wanted) {
        match block.kind {
            Kind::ItemHeading if body > 0 => found.related.push(block.text),
            _ if wanted || body == 0 => found.body.push(block.text),
            _ => found.furniture.push(block.text),
        }
    }
    found
}

/// Takes the headline off the top, where pages repeat it.
fn take_headline(blocks: &mut Vec<Block>, headline: Option<&str>) {
    let headline = headline.map(text::fold);
    let is_headline = |block: &Block| {
        block.kind == Kind::Heading(1)
            || headline
                .as_ref()
                .is_some_and(|headline| text::fold(&block.text) == *headline)
    };
    let repeated = blocks
        .iter()
        .take(3)
        .position(is_headline)
        .map_or(0, |at| at + 1);
    blocks.drain(..repeated.min(blocks.len()));
}

/// Which blocks are the article, as the labelling of plain text sees them.
fn wanted(blocks: &[Block]) -> Vec<bool> {
    let page = blocks
        .iter()
        .map(|block| block.text.as_str())
        .collect::<Vec<_>>()
        .join("\n\n");
    let labelled = segment::segment(&page);
    let labels: Vec<_> = labelled.lines.iter().step_by(2).copied().collect();
    let is_furniture = |at: usize| {
        let label = labels.get(at).copied().flatten();
        matches!(
            label,
            Some(
                Label::Boilerplate | Label::CommentHead | Label::Date | Label::Byline | Label::Meta
            )
        )
    };
    let heading = |at: usize| {
        blocks
            .get(at)
            .is_some_and(|block| block.kind == Kind::ItemHeading)
    };
    (0..blocks.len())
        .map(|at| !heading(at) && !is_furniture(at))
        .collect()
}
