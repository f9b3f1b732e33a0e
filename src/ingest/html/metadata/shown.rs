//! What a page shows of itself: `<time>` elements, elements whose class or id says that a date or
//! an author stands in them, and where among other things they stand.

use scraper::ElementRef;

use super::{Field, Metadata, attribute, collapsed, say, text_of};

/// Rank of what is shown beside the article, and is about something else.
const BESIDE: u8 = 90;

/// How many of the elements around a date are looked at for what it is the date of.
const NEAR: usize = 6;

/// How many of them tell by their class how well a date is marked.
const NEXT_TO: usize = 3;

/// Parts of the names that pages give to what stands beside their article, and whole words of them.
const BESIDES: [&str; 12] = [
    "related",
    "comment",
    "sidebar",
    "teaser",
    "widget",
    "recent",
    "forum",
    "popular",
    "trending",
    "latest",
    "footer",
    "copyright",
];
const BESIDE_WORDS: [&str; 4] = ["card", "cards", "promo", "promos"];

/// Parts of the names that pages give to the place of their own date.
const DATED: [&str; 13] = [
    "date",
    "publi",
    "time",
    "posted",
    "byline",
    "postmeta",
    "post-meta",
    "entry-meta",
    "article-meta",
    "meta-info",
    "articleinfo",
    "article-info",
    "submitted",
];

/// Folded words before a date that is not the article's: the clock of the page, the last answer in
/// a forum, since when somebody has been a member.
const NOT_ITS_OWN: [&str; 33] = [
    "current time",
    "it is currently",
    "time now",
    "last visit",
    "last post",
    "last reply",
    "last comment",
    "last edited by",
    "joined",
    "member since",
    "registered",
    "today is",
    "copyright",
    "©",
    "aktuelle zeit",
    "aktuelles datum",
    "heute ist",
    "es ist jetzt",
    "letzter beitrag",
    "letzte antwort",
    "letzter kommentar",
    "registriert seit",
    "mitglied seit",
    "registriert:",
    "beigetreten",
    "dabei seit",
    "inscrit le",
    "inscription:",
    "registrado:",
    "iscritto il",
    "dernier message",
    "ultimo mensaje",
    "ultimo messaggio",
];

/// Whether one of the parts stands in a name.
fn holds(name: &str, parts: &[&str]) -> bool {
    parts.iter().any(|part| name.contains(part))
}

/// Whether the words of a statement say that its date is of something else.
pub(in super::super) fn is_of_something_else(written: &str) -> bool {
    let folded = crate::text::fold(written);
    holds(&folded, &NOT_ITS_OWN)
}

/// Whether an element stands in a quoted post, beside the article, or among its comments. What ends
/// the article is no such place, nor are the boxes that some page builders put everything in.
pub(super) fn is_beside(element: ElementRef<'_>) -> bool {
    is_in(element, NEAR, |name, called| {
        let is_own = ["entry-footer", "post-footer", "article-footer", "elementor"];
        let mut words = called.split(|c: char| !c.is_ascii_alphanumeric());
        matches!(name, "blockquote" | "nav")
            || (!holds(called, &is_own)
                && (holds(called, &BESIDES) || words.any(|word| BESIDE_WORDS.contains(&word))))
    })
}

/// Whether an element is part of a comment or of an article in a list, by the nearest names.
pub(super) fn is_of_another(element: ElementRef<'_>) -> bool {
    is_in(element, NEXT_TO, holds_another)
}

/// Whether an element holds, by its name and by what the page calls it, a quoted post, a comment,
/// or another article.
pub(in super::super) fn holds_another(name: &str, called: &str) -> bool {
    let mut words = called.split(|c: char| !c.is_alphanumeric());
    let is_another = |word: &str| {
        ["related", "comment"]
            .iter()
            .any(|known| known.eq_ignore_ascii_case(word))
    };
    name == "blockquote" || words.any(is_another)
}

/// Whether the first link in an element leads to the first page of a site, also of one that an
/// archive keeps.
pub(super) fn leads_home(element: ElementRef<'_>) -> bool {
    let mut inside = element.descendants().filter_map(ElementRef::wrap);
    let target = inside.find_map(|inside| inside.value().attr("href"));
    let Some(target) = target.map(str::trim) else {
        return false;
    };
    let page = match target.rsplit_once("://") {
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, page)| page),
        None => match target
            .strip_prefix('/')
            .or_else(|| target.strip_prefix("./"))
        {
            Some(page) => page,
            None => target,
        },
    };
    let is_address = target.contains('/') || target.starts_with("index.");
    is_address && (page.is_empty() || page.starts_with("index.") && !page.contains('/'))
}

/// Whether one of the nearest elements around this one, or itself, is such a place.
fn is_in(element: ElementRef<'_>, near: usize, place: impl Fn(&str, &str) -> bool) -> bool {
    let around = std::iter::once(element).chain(element.ancestors().filter_map(ElementRef::wrap));
    around.take(near).any(|near| {
        let name = near.value().name();
        let called = format!("{} {}", attribute(near, "class"), attribute(near, "id"));
        !matches!(name, "html" | "body" | "main" | "article") && place(name, &called)
    })
}

impl Metadata {
    pub(super) fn time(&mut self, element: ElementRef<'_>) {
        let value = element.value();
        let written = value
            .attr("datetime")
            .map_or_else(|| text_of(element), str::to_owned);
        let around = element.ancestors().filter_map(ElementRef::wrap);
        let mut called = attribute(element, "class");
        for near in around.take(NEXT_TO) {
            called.push(' ');
            called.push_str(&attribute(near, "class"));
            called.push(' ');
            called.push_str(&attribute(near, "id"));
        }
        if holds(&called, &["updat", "modif"]) || value.attr("itemprop") == Some("dateModified") {
            say(&mut self.updated, &written, "time element", 40);
        } else if is_beside(element) {
            let place = "time element beside the article";
            say(&mut self.published, &written, place, BESIDE);
        } else {
            let marked = value.attr("pubdate").is_some()
                || holds(
                    &called,
                    &["publi", "entry", "post", "article", "byline", "date"],
                );
            let rank = if marked { 40 } else { 50 };
            say(&mut self.published, &written, "time element", rank);
        }
    }

    /// An element whose class or id says that a date or an author stands in it.
    pub(super) fn property(&mut self, element: ElementRef<'_>) {
        let named = format!(
            "{} {}",
            attribute(element, "class"),
            attribute(element, "id")
        );
        if named.len() < 4 || named.len() > 300 {
            return;
        }
        if holds(&named, &["updated", "modified"]) {
            self.short(element, Field::Updated, &named);
        } else if holds(&named, &DATED) && !is_beside(element) {
            self.short(element, Field::Published, &named);
        }
        if holds(&named, &["author", "byline"]) && !is_beside(element) {
            self.short(element, Field::Author, &named);
        }
    }

    /// Says the text of an element if it is short enough to be about one thing.
    fn short(&mut self, element: ElementRef<'_>, field: Field, named: &str) {
        let mut shown = String::new();
        for part in element.text() {
            shown.push_str(part);
            shown.push(' ');
            if shown.len() > 300 {
                return;
            }
        }
        let shown = collapsed(&shown);
        let room = if field == Field::Author { 80 } else { 200 };
        let is_own = field != Field::Published || !is_of_something_else(&shown);
        if shown.len() <= room && is_own {
            let name = named.split_whitespace().next().unwrap_or_default();
            let list = self.list(field);
            let before = list.len();
            say(list, &shown, &format!("element “{name}”"), 60);
            if let Some(said) = list.get_mut(before) {
                said.is_marked = field == Field::Published && named.contains("publi");
            }
        }
    }
}
