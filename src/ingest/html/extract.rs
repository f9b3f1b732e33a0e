//! The body of a page, told from its furniture: an extractor gives blocks, the page's own blocks
//! give back what extractors lose (spaces, links, the place a block stands in), and what a page
//! prints around its article is taken off ([`super::furniture`]).

mod head;
mod standfirst;
pub(super) mod watch;

use std::collections::HashMap;

use trafilatura::Options;

use super::blocks::{self, Block};
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
    /// The lines above the text that say who wrote it.
    pub(super) bylines: Vec<String>,
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
    blocks: Vec<Block>,
    shown: &[Block],
    headline: Option<&str>,
    descriptions: &[&str],
) -> Extracted {
    let mut found = Extracted::default();
    let mut blocks = restore(blocks, shown);
    head::take_headline(&mut blocks, headline);
    let mut roles = roles(&blocks);
    found.bylines = head::take_notes(&blocks, &mut roles, headline);
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

/// Gives blocks the wording, the links and the place that they have in the page, and takes apart
/// what an extractor ran together. Linear, but for [`MOST_JOINED`] looks at the page.
fn restore(blocks: Vec<Block>, shown: &[Block]) -> Vec<Block> {
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    let own: Vec<String> = shown.iter().map(|block| squeezed(&block.text)).collect();
    let mut by_letters: HashMap<&str, &Block> = HashMap::with_capacity(shown.len());
    for (letters, block) in own.iter().zip(shown) {
        by_letters.entry(letters).or_insert(block);
    }
    let mut restored = Vec::with_capacity(blocks.len());
    let mut looks = 0;
    for mut block in blocks {
        let letters = squeezed(&block.text);
        if let Some(own) = by_letters.get(letters.as_str()) {
            block.text.clone_from(&own.text);
            block.linked = own.linked;
            block.aside = own.aside;
            restored.push(block);
            continue;
        }
        let is_long = block.text.len() >= SHORTEST_JOINED && looks < MOST_JOINED;
        looks += usize::from(is_long);
        let parts = if is_long {
            joined(&letters, &own)
        } else {
            Vec::new()
        };
        if parts.is_empty() {
            restored.push(block);
        }
        restored.extend(parts.iter().filter_map(|at| shown.get(*at).cloned()));
    }
    restored
}

/// Shortest block that may be several run together, in bytes, and how many of a page are looked at.
const SHORTEST_JOINED: usize = 40;
const MOST_JOINED: usize = 32;

/// The blocks of a page, some perhaps left out between, whose letters in a row are these; none if
/// they are not two at least.
fn joined(letters: &str, own: &[String]) -> Vec<usize> {
    let begins = |at: &usize| {
        own.get(*at)
            .is_some_and(|own| letters.starts_with(own.as_str()))
    };
    for first in (0..own.len()).filter(begins).take(MOST_JOINED) {
        let (mut rest, mut parts) = (letters, Vec::new());
        for (at, own) in own.iter().enumerate().skip(first) {
            if let Some(behind) = rest.strip_prefix(own.as_str()) {
                parts.push(at);
                rest = behind;
            }
            if rest.is_empty() {
                break;
            }
        }
        if rest.is_empty() && parts.len() > 1 {
            return parts;
        }
    }
    Vec::new()
}

/// The folded letters and digits of a line.
pub(super) fn letters(line: &str) -> String {
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
    furniture::take_repeated(blocks, &mut kept);
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
    fn blocks_that_an_extractor_ran_together_come_apart() {
        let own = "<h1>Head</h1><p>The first of the paragraphs of this page.</p><p>ad</p>\
                   <p>The second of them, which ends it.</p>";
        let shown = blocks::blocks(own);
        let all = "HeadThe first of the paragraphs of this page.The second of them, which ends it.";
        let found = article(
            blocks::blocks(&format!("<p>{all}</p>")),
            &shown,
            Some("Head"),
            &[],
        );
        let (first, last) = (&shown[1].text, &shown[3].text);
        assert_eq!(found.body, [first.as_str(), last]);
    }

    #[test]
    fn a_sentence_set_large_is_said_once() {
        let page = "<p>The council voted to close the bridge for two years.</p>\
            <p>“We have no choice, whatever it costs the town,” said the mayor, who had promised to keep it open.</p>\
            <p>We have no choice, whatever it costs the town</p><p>The bridge was built in 1911.</p>\
            <p>The council voted.</p>";
        let found = article(blocks::blocks(page), &blocks::blocks(page), None, &[]);
        assert_eq!(found.body.len(), 4, "{:?}", found.body);
        assert_eq!(
            found.furniture,
            ["We have no choice, whatever it costs the town"]
        );
    }

    #[test]
    fn a_page_of_links_stays_whole() {
        let links = "<p><a href=a>Five things to know about it</a></p>\
                     <p><a href=b>Six things to forget about it</a></p>";
        let found = article(blocks::blocks(links), &blocks::blocks(links), None, &[]);
        assert_eq!(found.body.len(), 2);
    }
}
