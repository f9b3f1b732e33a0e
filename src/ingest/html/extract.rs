//! The body of a page, told from its furniture: an extractor gives blocks, the page's own blocks
//! give back what extractors lose (spaces, links, the place a block stands in), and what a page
//! prints around its article is taken off ([`super::furniture`]).

mod standfirst;
pub(super) mod watch;

use std::collections::HashMap;

use trafilatura::Options;

use super::blocks::{self, Block, Kind};
use super::furniture::{self, Role};
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

/// The headline of another article.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Other {
    /// The headline.
    pub(super) headline: String,
    /// Whether it stood between paragraphs.
    pub(super) inline: bool,
}

/// The pieces of a page.
#[derive(Debug, Default)]
pub(super) struct Extracted {
    /// The lines below the headline that say what it is about.
    pub(super) standfirst: Option<String>,
    /// Paragraphs of the article.
    pub(super) body: Vec<String>,
    /// Headlines of other articles.
    pub(super) related: Vec<Other>,
    /// The rest that was not taken for the article.
    pub(super) furniture: Vec<String>,
}

/// The pieces of a page whose headline is `headline`: `blocks` are those an extractor found, `shown`
/// all that the page has, `descriptions` what it says of its article in a sentence or two.
pub(super) fn article(
    mut blocks: Vec<Block>,
    shown: &[Block],
    headline: Option<&str>,
    descriptions: &[&str],
) -> Extracted {
    let mut found = Extracted::default();
    restore(&mut blocks, shown);
    take_headline(&mut blocks, headline);
    let roles = roles(&blocks);
    let last = roles.iter().rposition(|role| *role == Role::Article);
    for (at, (block, role)) in blocks.into_iter().zip(roles).enumerate() {
        match role {
            Role::Article => found.body.push(block.text),
            Role::Other => found.related.push(Other {
                headline: block.text,
                inline: last.is_some_and(|last| at < last),
            }),
            Role::Furniture => found.furniture.push(block.text),
        }
    }
    let first = found.body.first();
    let standfirst = first.and_then(|first| standfirst::of(shown, first, headline, descriptions));
    let is_new = |said: &&str| !found.body.iter().any(|paragraph| paragraph == said);
    found.standfirst = standfirst.filter(is_new).map(str::to_owned);
    found
}

/// The paragraphs that the labelling of plain text sees in a page: for pages in which the
/// extractor found no article.
pub(super) fn plain(shown: &[Block]) -> Vec<String> {
    let page = shown
        .iter()
        .map(|block| block.text.as_str())
        .collect::<Vec<_>>()
        .join("\n\n");
    let labelled = segment::segment(&page);
    let labels = labelled.lines.iter().step_by(2);
    let labelled = shown.iter().zip(labels);
    labelled
        .filter(|(block, label)| **label == Some(Label::Body) && !furniture::is_all_link(block))
        .map(|(block, _)| block.text.clone())
        .collect()
}

/// Gives blocks the wording, the links and the place that they have in the page. Linear.
fn restore(blocks: &mut [Block], shown: &[Block]) {
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    let mut by_letters: HashMap<String, &Block> = HashMap::with_capacity(shown.len());
    for block in shown {
        by_letters.entry(squeezed(&block.text)).or_insert(block);
    }
    for block in blocks {
        if let Some(own) = by_letters.get(&squeezed(&block.text)) {
            block.text.clone_from(&own.text);
            block.linked = own.linked;
            block.aside = own.aside;
        }
    }
}

/// Takes the headline off the top, where pages repeat it.
fn take_headline(blocks: &mut Vec<Block>, headline: Option<&str>) {
    let headline = headline.map(letters);
    let is_headline = |block: &Block| {
        block.kind == Kind::Heading(1)
            || headline
                .as_ref()
                .is_some_and(|headline| letters(&block.text) == *headline)
    };
    let repeated = blocks
        .iter()
        .take(3)
        .position(is_headline)
        .map_or(0, |at| at + 1);
    if repeated < blocks.len() {
        blocks.drain(..repeated);
    }
}

/// The folded letters and digits of a line.
fn letters(line: &str) -> String {
    text::fold(line)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// The role of each block. An article that is a list of links is left as it is.
fn roles(blocks: &[Block]) -> Vec<Role> {
    let count = blocks.len();
    let roles: Vec<_> = blocks
        .iter()
        .enumerate()
        .map(|(at, block)| furniture::role(block, at, count))
        .collect();
    if !roles.contains(&Role::Article) {
        return vec![Role::Article; count];
    }
    let mut kept = roles.clone();
    furniture::take_tail(blocks, &mut kept);
    if kept.contains(&Role::Article) {
        kept
    } else {
        roles
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_that_an_extractor_lost_come_back() {
        let shown = blocks::blocks("<p>A town they <em>love</em>.</p>");
        let blocks = blocks::blocks("<p>A town they<em>love</em>.</p>");
        let found = article(blocks, &shown, None, &[]);
        assert_eq!(found.body, ["A town they love."]);
    }

    #[test]
    fn a_page_of_links_stays_whole() {
        let links = "<p><a href=a>Five things to know about it</a></p>\
                     <p><a href=b>Six things to forget about it</a></p>";
        let found = article(blocks::blocks(links), &blocks::blocks(links), None, &[]);
        assert_eq!(found.body.len(), 2);
    }
}
