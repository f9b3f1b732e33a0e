//! What readers wrote below an article, as publishing systems mark it: an element called a comment
//! (`class=comment`, `id=comment-17`, `itemtype=…/Comment`), in it who wrote when, and paragraphs.
//!
//! Promises: nothing that stands in the article is a comment too; an answer stands behind what it
//! answers, and says whose words those are; forms are none. Linear in the page.

use ego_tree::iter::Edge;
use scraper::node::Element;
use scraper::{ElementRef, Html, Node};

use crate::article::Moment;
use crate::ingest::calendar::DayMonthOrder;
use crate::ingest::dates::find_moments;
use crate::ingest::stamp;

/// Comments of one page, at most.
const MOST: usize = 5_000;

/// Longest name of somebody who comments, in bytes.
const LONGEST_NAME: usize = 80;

/// Longest text of an element with a name or a date, in bytes.
const LONGEST_NOTE: usize = 400;

/// Nodes of an element that are looked at for what it holds.
const LOOKED_AT: usize = 200;

/// Elements that a comment may be.
const ELEMENTS: [&str; 7] = ["li", "div", "article", "section", "dd", "tr", "p"];

/// Words behind the name of somebody who comments ("Ann Lee says:").
const SAYS: [&str; 9] = [
    " says",
    " said",
    " wrote",
    " sagt",
    " schrieb",
    " schreibt",
    " dit",
    " dice",
    " disse",
];

/// A comment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// Who wrote it.
    pub(super) author: Option<String>,
    /// When.
    pub(super) time: Option<Moment>,
    /// Its paragraphs.
    pub(super) text: Vec<String>,
    /// Whom it answers.
    pub(super) reply_to: Option<String>,
}

/// The comments of a page, in order, but those with a paragraph of `body`.
pub(super) fn of(page: &Html, body: &[String]) -> Vec<Found> {
    let mut walk = Walk::default();
    for edge in page.root_element().traverse() {
        match edge {
            Edge::Open(node) => {
                if let Some(element) = ElementRef::wrap(node) {
                    walk.enter(element);
                }
            }
            Edge::Close(node) => {
                if let Node::Element(element) = node.value() {
                    walk.leave(element);
                }
            }
        }
    }
    let is_own = |found: &Found| found.text.iter().any(|piece| body.contains(piece));
    let mut found = walk.found;
    found.retain(|comment| !comment.text.is_empty() && !is_own(comment));
    found
}

#[derive(Default)]
struct Walk {
    found: Vec<Found>,
    /// The comments around, by their place in `found`.
    open: Vec<usize>,
    /// For each element around, whether it is a comment.
    elements: Vec<bool>,
    /// Forms around, and elements whose text was taken whole.
    forms: usize,
    taken: Option<usize>,
}

impl Walk {
    fn enter(&mut self, element: ElementRef<'_>) {
        let value = element.value();
        let depth = self.elements.len();
        self.forms += usize::from(value.name() == "form");
        let is_comment = self.forms == 0 && self.found.len() < MOST && is_comment(element);
        self.elements.push(is_comment);
        if is_comment {
            let around = self.open.last().and_then(|at| self.found.get(*at));
            let reply_to = around.and_then(|around| around.author.clone());
            self.open.push(self.found.len());
            self.found.push(Found {
                reply_to,
                ..Found::default()
            });
            return;
        }
        if self.taken.is_some() || self.forms > 0 {
            return;
        }
        let Some(comment) = self.open.last().and_then(|at| self.found.get_mut(*at)) else {
            return;
        };
        if take(element, comment) {
            self.taken = Some(depth);
        }
    }

    fn leave(&mut self, element: &Element) {
        self.forms = self
            .forms
            .saturating_sub(usize::from(element.name() == "form"));
        if self.elements.pop() == Some(true) {
            self.close();
        }
        if self.taken == Some(self.elements.len()) {
            self.taken = None;
        }
    }

    /// A comment around another one that says nothing itself is the frame of it.
    fn close(&mut self) {
        let Some(at) = self.open.pop() else { return };
        let Some(comment) = self.found.get(at).filter(|comment| comment.text.is_empty()) else {
            return;
        };
        let (author, time, reply_to) = (
            comment.author.clone(),
            comment.time,
            comment.reply_to.clone(),
        );
        if let Some(inner) = self.found.get_mut(at.saturating_add(1)) {
            inner.author = inner.author.take().or(author);
            inner.time = inner.time.or(time);
            inner.reply_to = reply_to;
        }
    }
}

/// Whether an element is called a comment.
fn is_comment(element: ElementRef<'_>) -> bool {
    let value = element.value();
    if !ELEMENTS.contains(&value.name()) {
        return false;
    }
    let kind = value.attr("itemtype").unwrap_or_default();
    let id = value.attr("id").unwrap_or_default().to_ascii_lowercase();
    let id = id
        .strip_prefix("li-")
        .or_else(|| id.strip_prefix("div-"))
        .unwrap_or(&id);
    let number = id
        .strip_prefix("comment")
        .map(|rest| rest.trim_start_matches(['-', '_']));
    let is_numbered =
        number.is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    let mut classes = value.classes();
    let is_called = classes.any(|class| {
        [
            "comment",
            "comment-item",
            "comment_item",
            "comment-entry",
            "user-comment",
        ]
        .iter()
        .any(|known| known.eq_ignore_ascii_case(class))
    });
    let is_of_schema = kind.ends_with("/Comment") || kind.ends_with("/UserComments");
    // Opinion pages are called so too: they have the headline in them.
    let has_headline = || {
        let inner = element.descendants().take(LOOKED_AT);
        let mut inner = inner.filter_map(ElementRef::wrap);
        inner.any(|inner| inner.value().name() == "h1")
    };
    (is_called || is_numbered || is_of_schema) && !has_headline()
}

/// Takes what an element of a comment says; whether all in it is said then.
fn take(element: ElementRef<'_>, comment: &mut Found) -> bool {
    let value = element.value();
    let called = ["class", "itemprop", "rel"].map(|name| value.attr(name).unwrap_or_default());
    let called = called.join(" ").to_ascii_lowercase();
    let is = |parts: &[&str]| parts.iter().any(|part| called.contains(part));
    let text = || collapsed(element);
    if value.name() == "time" || is(&["date", "time", "permalink", "meta"]) {
        comment.time = comment.time.or_else(|| {
            let stated = value.attr("datetime").or_else(|| value.attr("content"));
            let shown = || short(element).and_then(|shown| moment(&shown));
            stated.and_then(stamp::of_text).or_else(shown)
        });
        return value.name() == "time";
    }
    let is_name = matches!(value.name(), "cite") || is(&["author", "user", "nick", "commenter"]);
    let is_name = is_name || called.split(' ').any(|word| matches!(word, "fn" | "name"));
    if is_name && comment.text.is_empty() {
        if comment.author.is_none() {
            comment.author = short(element).and_then(|shown| name(&shown));
        }
        return false;
    }
    let buttons = [
        "reply",
        "respond",
        "share",
        "report",
        "vote",
        "comment-reply-link",
    ];
    if called.split(' ').any(|word| buttons.contains(&word)) || is(&["likes"]) {
        return true;
    }
    let holds_blocks = || {
        let inner = element.descendants().skip(1).take(LOOKED_AT);
        let mut inner = inner.filter_map(ElementRef::wrap);
        inner.any(|inner| matches!(inner.value().name(), "p" | "div" | "li"))
    };
    let is_text = value.name() == "p" || is(&["content", "text", "message"]) && !holds_blocks();
    if is_text {
        let text = text();
        let is_new = !text.is_empty() && Some(&text) != comment.author.as_ref();
        comment.text.extend(is_new.then_some(text));
    }
    is_text
}

/// A name without the words behind it; `None` where it is none.
fn name(shown: &str) -> Option<String> {
    let name = shown.trim_end_matches([':', ' ', ',']);
    let said = SAYS.iter().find_map(|says| name.strip_suffix(says));
    let name = said.unwrap_or(name).trim();
    let is_name = !name.is_empty() && name.len() <= LONGEST_NAME && moment(name).is_none();
    is_name.then(|| name.to_owned())
}

fn moment(text: &str) -> Option<Moment> {
    let found = find_moments(text, DayMonthOrder::Unknown)
        .into_iter()
        .next();
    found.map(|found| found.moment)
}

/// The text of an element that holds a name or a date and little more.
fn short(element: ElementRef<'_>) -> Option<String> {
    let mut shown = String::new();
    for part in element.text() {
        shown.push_str(part);
        if shown.len() > LONGEST_NOTE {
            return None;
        }
    }
    Some(shown.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn collapsed(element: ElementRef<'_>) -> String {
    let text: String = element.text().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(markup: &str) -> Vec<Found> {
        of(&Html::parse_document(markup), &["The story.".to_owned()])
    }

    fn said(found: &[Found]) -> Vec<(&str, String)> {
        let each = found.iter();
        each.map(|c| (c.author.as_deref().unwrap_or("?"), c.text.join("|")))
            .collect()
    }

    #[test]
    fn comments_have_names_times_and_answers() {
        let page = "<h1>Storm</h1><p>The story.</p><h2>2 comments</h2><ol class=commentlist>\
            <li class='comment even' id=comment-7><div class=comment-body><div class=comment-author>\
            <cite class=fn>Ann Lee</cite> <span class=says>says:</span></div><div class=comment-meta>\
            <a href=#><time datetime=2018-01-05T10:00>5 Jan</time></a></div><p>It was <b>bad</b>.</p>\
            <p>Very.</p><div class=reply><a href=#>Reply</a></div></div><ul class=children>\
            <li class=comment><cite>Bo Quay</cite> on 6 January 2018<p>Not so.</p></li></ul></li></ol>\
            <form class=comment><p>Your words</p></form>";
        let found = found(page);
        let want = [
            ("Ann Lee", "It was bad.|Very.".to_owned()),
            ("Bo Quay", "Not so.".to_owned()),
        ];
        assert_eq!(said(&found), want);
        assert_eq!(found[0].time.unwrap().to_string(), "2018-01-05T10:00");
        assert_eq!(found[1].reply_to.as_deref(), Some("Ann Lee"));
    }

    #[test]
    fn the_article_itself_is_no_comment() {
        let opinion = "<article class=comment><h1>Why it matters</h1><p>It does.</p></article>";
        assert_eq!(found(opinion), []);
        assert_eq!(found("<div class=comment><p>The story.</p></div>"), []);
        assert_eq!(
            found("<div class=comments><p>No comments yet</p></div>"),
            []
        );
    }

    #[test]
    fn a_frame_around_a_comment_is_no_second_one() {
        let page = "<div class=comment><span class=author>Ann Lee says:</span>\
            <div class='comment-meta commentmetadata'><a href=#>5 January 2018 at 10:00</a></div>\
            <div id=comment-1><div class=text>Hm.</div><p class=comment-likes>LikeLike</p></div></div>";
        let found = found(page);
        assert_eq!(said(&found), [("Ann Lee", "Hm.".to_owned())]);
        assert_eq!(found[0].reply_to, None);
        assert_eq!(found[0].time.unwrap().to_string(), "2018-01-05T10:00");
    }
}
