//! What a page says of itself: structured data, `<meta>` names, microdata, `<time>`, links.
//!
//! One pass over the elements. Nothing is believed here: every value comes with the place it was
//! read in and how much that place is worth, and [`super::dates`] and [`super`] choose.
//!
//! Sources of the names: schema.org (`NewsArticle`), the Open Graph protocol, Dublin Core, the
//! `<meta>` names that publishing systems write, HTML 4.5 (`time`, `rel=canonical`).

mod linked;

use scraper::{ElementRef, Html};

/// A value and where it stood, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Said {
    /// The value, white space collapsed.
    pub(super) value: String,
    /// Where it stood (`meta og:title`).
    pub(super) place: String,
    /// The lower the better.
    pub(super) rank: u8,
}

/// Everything a page says of itself, best first within each list after [`of`].
#[derive(Debug, Default)]
pub(super) struct Metadata {
    /// Headlines.
    pub(super) headlines: Vec<Said>,
    /// Publishers.
    pub(super) sources: Vec<Said>,
    /// Authors; the best rank counts, all of that rank.
    pub(super) authors: Vec<Said>,
    /// Publication dates.
    pub(super) published: Vec<Said>,
    /// Dates of the last change.
    pub(super) updated: Vec<Said>,
    /// Addresses.
    pub(super) links: Vec<Said>,
    /// Language tags.
    pub(super) languages: Vec<Said>,
    /// The article itself, where structured data has it.
    pub(super) bodies: Vec<Said>,
}

/// Reads a page's metadata. Linear in the page.
pub(super) fn of(page: &Html) -> Metadata {
    let mut found = Metadata::default();
    for node in page.tree.nodes() {
        if let Some(element) = ElementRef::wrap(node) {
            found.element(element);
        }
    }
    for list in [
        &mut found.headlines,
        &mut found.sources,
        &mut found.authors,
        &mut found.published,
        &mut found.updated,
        &mut found.links,
        &mut found.languages,
        &mut found.bodies,
    ] {
        list.sort_by_key(|said| said.rank);
    }
    found
}

impl Metadata {
    fn element(&mut self, element: ElementRef<'_>) {
        let value = element.value();
        match value.name() {
            "meta" => self.meta(element),
            "title" => say(&mut self.headlines, &text_of(element), "title element", 60),
            "h1" => {
                let shown = text_of(element);
                let named = attribute(element, "class").contains("title")
                    || attribute(element, "class").contains("headline")
                    || value.attr("itemprop") == Some("headline");
                say(
                    &mut self.headlines,
                    &shown,
                    "first heading",
                    if named { 20 } else { 25 },
                );
            }
            "html" => {
                if let Some(tag) = value.attr("lang").or_else(|| value.attr("xml:lang")) {
                    say(&mut self.languages, tag, "html lang", 20);
                }
            }
            "link" => {
                let rel = attribute(element, "rel");
                let target = value.attr("href").unwrap_or_default();
                if rel == "canonical" {
                    say(&mut self.links, target, "canonical link", 10);
                }
            }
            "script" => {
                let text: String = element.text().collect();
                linked::read(&text, self);
            }
            "time" => self.time(element),
            _ => self.property(element),
        }
        if value.name() != "meta" {
            self.microdata(element);
        }
    }

    fn meta(&mut self, element: ElementRef<'_>) {
        let value = element.value();
        let Some(content) = value.attr("content") else {
            return;
        };
        let names = ["property", "name", "itemprop", "http-equiv"];
        for name in names.into_iter().filter_map(|name| value.attr(name)) {
            let name = name.trim().to_ascii_lowercase();
            let Some((field, rank)) = META
                .iter()
                .find(|(known, ..)| *known == name)
                .map(|m| (m.1, m.2))
            else {
                continue;
            };
            say(self.list(field), content, &format!("meta {name}"), rank);
        }
    }

    fn time(&mut self, element: ElementRef<'_>) {
        let value = element.value();
        let written = value
            .attr("datetime")
            .map_or_else(|| text_of(element), str::to_owned);
        let class = attribute(element, "class");
        let around = element
            .ancestors()
            .filter_map(ElementRef::wrap)
            .take(3)
            .flat_map(|near| [attribute(near, "class"), attribute(near, "id")])
            .collect::<Vec<_>>()
            .join(" ");
        let has = |words: &[&str]| {
            words
                .iter()
                .any(|word| class.contains(word) || around.contains(word))
        };
        if has(&["updat", "modif"]) || value.attr("itemprop") == Some("dateModified") {
            say(&mut self.updated, &written, "time element", 40);
        } else if has(&[
            "related", "comment", "sidebar", "teaser", "widget", "recent", "card", "promo",
        ]) {
            say(
                &mut self.published,
                &written,
                "time element beside the article",
                90,
            );
        } else {
            let marked = value.attr("pubdate").is_some()
                || has(&["publish", "entry", "post", "article", "byline", "date"]);
            say(
                &mut self.published,
                &written,
                "time element",
                if marked { 40 } else { 50 },
            );
        }
    }

    /// An element whose class or id says that a date or an author stands in it.
    fn property(&mut self, element: ElementRef<'_>) {
        let mut named = attribute(element, "class");
        named.push(' ');
        named.push_str(&attribute(element, "id"));
        if named.len() < 4 || named.len() > 300 {
            return;
        }
        let has = |words: &[&str]| words.iter().any(|word| named.contains(word));
        if has(&["updated", "modified"]) {
            self.short(element, Field::Updated, &named, 60);
        } else if has(&[
            "comment",
            "related",
            "sidebar",
            "widget",
            "footer",
            "copyright",
        ]) {
            // Dates there are of something else.
        } else if has(&[
            "date",
            "publish",
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
        ]) {
            self.short(element, Field::Published, &named, 60);
        }
        if has(&["author", "byline"]) {
            self.short(element, Field::Author, &named, 60);
        }
    }

    /// Says the text of an element if it is short enough to be about one thing.
    fn short(&mut self, element: ElementRef<'_>, field: Field, named: &str, rank: u8) {
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
        if shown.len() <= room {
            let place = format!(
                "element “{}”",
                named.split_whitespace().next().unwrap_or_default()
            );
            say(self.list(field), &shown, &place, rank);
        }
    }

    fn microdata(&mut self, element: ElementRef<'_>) {
        let value = element.value();
        let Some(property) = value.attr("itemprop") else {
            return;
        };
        let written = value
            .attr("content")
            .or_else(|| value.attr("datetime"))
            .map_or_else(|| text_of(element), str::to_owned);
        for property in property.split_whitespace() {
            let (field, rank) = match property {
                "datePublished" => (Field::Published, 12),
                "dateCreated" => (Field::Published, 30),
                "dateModified" => (Field::Updated, 12),
                "headline" => (Field::Headline, 22),
                "author" => (Field::Author, 15),
                _ => continue,
            };
            say(
                self.list(field),
                &written,
                &format!("microdata {property}"),
                rank,
            );
        }
    }

    fn list(&mut self, field: Field) -> &mut Vec<Said> {
        match field {
            Field::Headline => &mut self.headlines,
            Field::Source => &mut self.sources,
            Field::Author => &mut self.authors,
            Field::Published => &mut self.published,
            Field::Updated => &mut self.updated,
            Field::Link => &mut self.links,
            Field::Language => &mut self.languages,
            Field::Body => &mut self.bodies,
        }
    }
}

/// What a value is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Headline,
    Source,
    Author,
    Published,
    Updated,
    Link,
    Language,
    Body,
}

/// Names of `<meta>` elements, what they are about, and how much they are worth.
#[rustfmt::skip]
const META: [(&str, Field, u8); 62] = [
    ("og:title", Field::Headline, 10),
    ("twitter:title", Field::Headline, 15),
    ("dc.title", Field::Headline, 18),
    ("dcterms.title", Field::Headline, 18),
    ("citation_title", Field::Headline, 12),
    ("sailthru.title", Field::Headline, 14),
    ("parsely-title", Field::Headline, 14),
    ("headline", Field::Headline, 14),
    ("og:site_name", Field::Source, 10),
    ("application-name", Field::Source, 40),
    ("dc.publisher", Field::Source, 20),
    ("dcterms.publisher", Field::Source, 20),
    ("citation_journal_title", Field::Source, 15),
    ("publisher", Field::Source, 25),
    ("author", Field::Author, 20),
    ("article:author", Field::Author, 30),
    ("byl", Field::Author, 10),
    ("dc.creator", Field::Author, 22),
    ("dcterms.creator", Field::Author, 22),
    ("parsely-author", Field::Author, 15),
    ("sailthru.author", Field::Author, 15),
    ("citation_author", Field::Author, 12),
    ("article:published_time", Field::Published, 10),
    ("og:article:published_time", Field::Published, 10),
    ("og:published_time", Field::Published, 12),
    ("article:published", Field::Published, 11),
    ("datepublished", Field::Published, 11),
    ("published_time", Field::Published, 12),
    ("publication_date", Field::Published, 12),
    ("publish_date", Field::Published, 12),
    ("publish-date", Field::Published, 12),
    ("publishdate", Field::Published, 12),
    ("published-date", Field::Published, 12),
    ("pubdate", Field::Published, 12),
    ("pub_date", Field::Published, 12),
    ("article.published", Field::Published, 12),
    ("originalpublicationdate", Field::Published, 11),
    ("sailthru.date", Field::Published, 14),
    ("parsely-pub-date", Field::Published, 13),
    ("cxenseparse:recs:publishtime", Field::Published, 13),
    ("citation_publication_date", Field::Published, 14),
    ("citation_online_date", Field::Published, 14),
    ("rnews:datepublished", Field::Published, 13),
    ("bt:pubdate", Field::Published, 13),
    ("ptime", Field::Published, 14),
    ("dc.date.issued", Field::Published, 15),
    ("dcterms.issued", Field::Published, 15),
    ("dc.date.created", Field::Published, 18),
    ("dcterms.created", Field::Published, 18),
    ("dcterms.date", Field::Published, 20),
    ("dc.date", Field::Published, 20),
    ("date", Field::Published, 22),
    ("datecreated", Field::Published, 24),
    ("article:modified_time", Field::Updated, 10),
    ("og:updated_time", Field::Updated, 15),
    ("datemodified", Field::Updated, 12),
    ("dcterms.modified", Field::Updated, 15),
    ("last-modified", Field::Updated, 30),
    ("og:url", Field::Link, 15),
    ("og:locale", Field::Language, 30),
    ("content-language", Field::Language, 25),
    ("dc.language", Field::Language, 28),
];

fn say(list: &mut Vec<Said>, value: &str, place: &str, rank: u8) {
    let value = collapsed(value);
    // A page that says a thing hundreds of times says it about other articles.
    if !value.is_empty() && list.len() < 200 {
        list.push(Said {
            value,
            place: place.to_owned(),
            rank,
        });
    }
}

fn attribute(element: ElementRef<'_>, name: &str) -> String {
    element
        .value()
        .attr(name)
        .unwrap_or_default()
        .to_ascii_lowercase()
}

fn text_of(element: ElementRef<'_>) -> String {
    let mut shown = String::new();
    for part in element.text() {
        shown.push_str(part);
        if shown.len() > 4096 {
            break;
        }
    }
    collapsed(&shown)
}

fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
