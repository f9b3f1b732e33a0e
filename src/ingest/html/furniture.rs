//! What a page prints around its article, told from the block itself, the links in it, and what
//! the page calls the place it stands in.
//!
//! The signs are those a newspaper archivist goes by: a line that is one link and leads elsewhere,
//! a label such as "Read more:" before a link, an invitation to subscribe, a form. The labels are
//! those of [`crate::ingest::segment::lexicon`].

use super::blocks::{Block, Kind};
use crate::ingest::segment::lexicon;
use crate::text;

/// What a block of an extracted article turns out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A piece of the article.
    Article,
    /// The headline of another article.
    Other,
    /// Neither.
    Furniture,
}

/// A line with fewer words may be a name or a heading of the article, linked or not.
const FEWEST_WORDS: usize = 4;

/// Longer lines are sentences of the article that happen to hold a link.
const LONGEST_CALL: usize = 220;

/// How invitations read, folded: to subscribe, to follow, to share. A word may go on.
const INVITATIONS: [&str; 20] = [
    "subscri",
    "sign up",
    "newsletter",
    "follow us",
    "share this",
    "share it",
    "download the app",
    "download our app",
    "telegram",
    "whatsapp",
    "abonn",
    "folgen sie uns",
    "jetzt anmelden",
    "suscri",
    "siguenos",
    "abbonati",
    "iscriviti",
    "assine",
    "subskryp",
    "подпис",
];

/// The role of a block that stands at `at` of `count`.
pub(super) fn role(block: &Block, at: usize, count: usize) -> Role {
    if block.kind == Kind::ItemHeading {
        return Role::Other;
    }
    let words = block.text.split_whitespace().count();
    let is_late = at.saturating_mul(2) > count;
    if is_all_link(block) && words >= FEWEST_WORDS {
        return match block.kind {
            Kind::Paragraph | Kind::Heading(_) => Role::Other,
            Kind::Item if is_late => Role::Other,
            _ => Role::Article,
        };
    }
    if leads_elsewhere(block) {
        return Role::Other;
    }
    if block.aside || invites(block) {
        return Role::Furniture;
    }
    Role::Article
}

/// Whether nine tenths of a block and more are link.
pub(super) fn is_all_link(block: &Block) -> bool {
    block.linked.saturating_mul(10) > letters(block).saturating_mul(9)
}

/// Whether a block is a label such as "Read more" with the link it announces.
fn leads_elsewhere(block: &Block) -> bool {
    let is_short = block.text.len() <= LONGEST_CALL + 30;
    is_short && block.linked.saturating_mul(2) > letters(block) && {
        let first = lexicon::plain_words(&block.text).first(6);
        lexicon::hits(&first).iter().any(|hit| {
            hit.at == 0 && matches!(hit.kind, lexicon::Kind::ReadMore | lexicon::Kind::Others)
        })
    }
}

/// Whether a block asks its reader to subscribe, follow or share, and links to where.
fn invites(block: &Block) -> bool {
    block.linked > 0 && block.text.len() <= LONGEST_CALL && {
        let folded = text::fold(&block.text);
        INVITATIONS.iter().any(|call| folded.contains(call))
    }
}

fn letters(block: &Block) -> usize {
    block.text.chars().filter(|c| !c.is_whitespace()).count()
}

/// Whether an element is one that pages put beside their article, by its name or by what the page
/// calls it.
pub(super) fn is_aside(name: &str, called: &[&str]) -> bool {
    const NAMES: [&str; 4] = ["form", "nav", "aside", "address"];
    const CALLED: [&str; 9] = [
        "disclaimer",
        "newsletter",
        "rating",
        "promo",
        "toc",
        "breadcrumb",
        "breadcrumbs",
        "byline",
        "authors",
    ];
    NAMES.contains(&name)
        || called.iter().any(|called| {
            // A utility class of many parts names a style, not a place.
            called
                .split([' ', '\t', '\n', '-', '_'])
                .any(|word| CALLED.iter().any(|known| known.eq_ignore_ascii_case(word)))
        })
}

#[cfg(test)]
mod tests {
    use super::super::blocks::blocks;
    use super::*;

    fn roles(markup: &str) -> Vec<Role> {
        let found = blocks(markup);
        let count = found.len();
        found
            .iter()
            .enumerate()
            .map(|(at, block)| role(block, at, count))
            .collect()
    }

    #[test]
    fn links_elsewhere_are_other_articles() {
        let page = "<p>The minister <a href=x>met his colleague</a> on Friday in Vienna.</p>\
                    <p><a href=x>Five things to know about the talks</a></p>\
                    <p><a href=x>Vienna</a></p>\
                    <p>Read more: <a href=x>Talks begin</a></p>\
                    <p>Read more about it in the paper of tomorrow.</p>";
        let want = [
            Role::Article,
            Role::Other,
            Role::Article,
            Role::Other,
            Role::Article,
        ];
        assert_eq!(roles(page), want);
    }

    #[test]
    fn invitations_and_what_stands_aside_are_furniture() {
        let page = "<p>Sign up <a href=x>here</a> for our morning letter.</p>\
                    <p>He signed up for the army.</p><p>He did not subscribe to that view.</p>\
                    <form><p>Your name and a word</p></form>\
                    <div class=page-toc><p>Contents of the page</p></div>\
                    <div class=protocol><p>Minutes of the meeting</p></div>";
        let want = [
            Role::Furniture,
            Role::Article,
            Role::Article,
            Role::Furniture,
            Role::Furniture,
            Role::Article,
        ];
        assert_eq!(roles(page), want);
    }
}
