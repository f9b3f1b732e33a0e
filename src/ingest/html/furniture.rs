//! What a page prints around its article, told from the block itself, the links in it, and what
//! the page calls the place it stands in.
//!
//! The signs are those a newspaper archivist goes by: a line that is one link and leads elsewhere,
//! a label such as "Read more:" before a link, an invitation to subscribe, a form. The labels are
//! those of [`crate::ingest::segment::lexicon`].

use super::blocks::{Block, Kind};
use super::extract;
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

/// A call to pay or to sign in is at most this long where no link shows what it is, in bytes.
const LONGEST_BARE_CALL: usize = 80;

/// How such calls begin, folded.
const PAYWALLS: [&str; 12] = [
    "subscribe to ",
    "subscribe now",
    "sign in to ",
    "sign up to ",
    "log in to ",
    "register to ",
    "already a subscriber",
    "this article is for subscribers",
    "jetzt weiterlesen",
    "weiterlesen mit ",
    "abonnez-vous ",
    "suscribete ",
];

/// Longest label over a list of other things, and longest heading over what somebody is, in bytes.
const LONGEST_LABEL: usize = 60;
const LONGEST_ABOUT: usize = 60;

/// Blocks of what somebody is, heading included, at most.
const MOST_ABOUT: usize = 6;

/// Longest sentence that is set large beside the paragraph it is taken from, in bytes; its fewest
/// words (with fewer it may be a name below a picture); how many blocks lie between them at most.
const LONGEST_REPEATED: usize = 300;
const FEWEST_REPEATED: usize = 8;
const NEAR_REPEATED: usize = 6;

/// How the headings over what the author is begin, folded.
const ABOUT: [&str; 14] = [
    "about the author",
    "about author",
    "about the writer",
    "uber den autor",
    "uber die autorin",
    "zum autor",
    "zur autorin",
    "a propos de l'auteur",
    "sobre el autor",
    "sobre la autora",
    "sobre o autor",
    "over de auteur",
    "o autorze",
    "об авторе",
];

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
    let is_last = at.saturating_mul(4) >= count.saturating_mul(3);
    if labels_others(block) >= if is_last { 1 } else { 2 } {
        return Role::Furniture;
    }
    Role::Article
}

/// How many words the label has that a block is: a heading over other articles, over comments, a
/// row of buttons; 0 if it is none. One word alone is often a heading of the article too.
fn labels_others(block: &Block) -> usize {
    use lexicon::Kind::{Button, Comments, Others, Tags};
    if block.text.len() > LONGEST_LABEL || block.text.ends_with(['.', '!']) {
        return 0;
    }
    let words = lexicon::plain_words(&block.text);
    let count = words.len();
    let mut hits = lexicon::hits(&words);
    hits.retain(|hit| matches!(hit.kind, Others | Comments | Tags | Button));
    let covered = |at: &usize| {
        let mut hits = hits.iter();
        hits.any(|hit| (hit.at..hit.at.saturating_add(hit.len)).contains(at))
    };
    if (0..count).all(|at| covered(&at)) {
        return count;
    }
    // "More stories from Norvale": the label goes on with a name.
    let announces = matches!(block.kind, Kind::Heading(_)) || block.text.ends_with(':');
    let mut hits = hits.iter();
    let begins = hits.any(|hit| hit.at == 0 && hit.len >= 2 && hit.kind == Others);
    if announces && begins { count } else { 0 }
}

/// Takes out what the article says again: a sentence set large between its paragraphs, which stands
/// in one of them nearby too. Linear but for the letters of [`NEAR_REPEATED`] blocks each.
pub(super) fn take_repeated(blocks: &[Block], roles: &mut [Role]) {
    let letters: Vec<String> = blocks
        .iter()
        .map(|block| extract::letters(&block.text))
        .collect();
    for (at, (block, own)) in blocks.iter().zip(&letters).enumerate() {
        let words = block.text.split_whitespace().count();
        let is_line = block.kind == Kind::Paragraph && block.text.len() <= LONGEST_REPEATED;
        if !is_line || words < FEWEST_REPEATED {
            continue;
        }
        let first = at.saturating_sub(NEAR_REPEATED);
        let near = letters.iter().zip(roles.iter()).enumerate();
        let near = near
            .skip(first)
            .take(NEAR_REPEATED.saturating_mul(2).saturating_add(1));
        let mut near = near.filter(|(other, (_, role))| *other != at && **role == Role::Article);
        // A paragraph that only adds a word to another is another version of it.
        let is_in =
            |all: &str| all.len() >= own.len().saturating_add(20) && all.contains(own.as_str());
        let is_repeated = at > 0 && near.any(|(_, (all, _))| is_in(all));
        if is_repeated && let Some(role) = roles.get_mut(at) {
            *role = Role::Furniture;
        }
    }
}

/// Takes off the end of an article what is no part of it: what its author is (a heading such as
/// "About the author" and what follows), headings below which nothing stands. What a house says
/// about itself below a statement to the press stays: it is a part of that.
pub(super) fn take_tail(blocks: &[Block], roles: &mut [Role]) {
    let count = blocks.len();
    let about = blocks.iter().rposition(|block| {
        let is_heading = matches!(block.kind, Kind::Heading(_))
            || block.text.len() <= LONGEST_ABOUT && !block.text.ends_with(['.', '!', '?', ':']);
        let folded = text::fold(&block.text);
        is_heading
            && block.text.len() <= LONGEST_ABOUT
            && ABOUT.iter().any(|start| folded.starts_with(start))
    });
    let letters = |from: usize| {
        let blocks = blocks.iter().skip(from);
        blocks.map(|block| block.text.len()).sum::<usize>()
    };
    let is_tail = |at: &usize| {
        count.saturating_sub(*at) <= MOST_ABOUT && letters(*at).saturating_mul(3) <= letters(0)
    };
    if let Some(at) = about.filter(is_tail) {
        for role in roles
            .iter_mut()
            .skip(at)
            .filter(|role| **role == Role::Article)
        {
            *role = Role::Furniture;
        }
    }
    for (role, block) in roles.iter_mut().zip(blocks).rev() {
        match (*role, block.kind) {
            (Role::Article, Kind::Heading(_)) => *role = Role::Furniture,
            (Role::Article, _) => break,
            _ => {}
        }
    }
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

/// Whether a block asks its reader to subscribe, follow or share, and links to where, or is the
/// short line before a paywall.
fn invites(block: &Block) -> bool {
    let is_call = || {
        let folded = text::fold(&block.text);
        PAYWALLS.iter().any(|call| folded.starts_with(call))
    };
    // In a list they are the steps of a guide.
    let is_line = matches!(block.kind, Kind::Paragraph | Kind::Heading(_));
    if is_line && block.text.len() <= LONGEST_BARE_CALL && is_call() {
        return true;
    }
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
    fn labels_over_other_things_are_furniture() {
        for label in [
            "<h3>You may also like</h3>",
            "<p>Related stories:</p>",
            "<h2>More stories from Norvale</h2>",
            "<p>Share this Tweet</p>",
            "<p>Subscribe to continue reading.</p>",
            "<p>Das könnte Sie auch interessieren!!</p>",
        ] {
            let page = format!("<p>One two.</p>{label}<p>Three four.</p><p>Five six.</p>");
            let is_label = !label.contains("!!");
            assert_eq!(roles(&page)[1] == Role::Furniture, is_label, "{label}");
        }
        for own in [
            "<h2>Discussion</h2>",
            "<p>Related stories are told.</p>",
            "<h2>Sources</h2>",
        ] {
            let page = format!("<p>One two.</p>{own}<p>Three four.</p><p>Five six.</p>");
            assert_eq!(roles(&page)[1], Role::Article, "{own}");
        }
    }

    #[test]
    fn what_the_author_is_and_headings_over_nothing_end_the_article() {
        let story = "<p>The minister met his colleague on Friday in Vienna.</p>".repeat(6);
        let tail = |end: &str| {
            let found = blocks(&format!("{story}{end}"));
            let mut roles = roles(&format!("{story}{end}"));
            take_tail(&found, &mut roles);
            roles.into_iter().skip(6).collect::<Vec<_>>()
        };
        let (own, not) = (Role::Article, Role::Furniture);
        assert_eq!(
            tail("<h2>About the author</h2><p>Ada Crane writes.</p>"),
            [not, not]
        );
        assert_eq!(
            tail("<h2>About Norvale Ltd</h2><p>It makes cranes.</p>"),
            [own, own]
        );
        assert_eq!(tail("<p>About half of them came back.</p>"), [own]);
        assert_eq!(tail("<h2>The end</h2>"), [not]);
        assert_eq!(tail("<h2>The end</h2><p>It ended.</p>"), [own, own]);
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
