//! What a page says of itself: structured data, `<meta>` names, microdata, `<time>`, links.
//!
//! One pass over the elements. Nothing is believed here: every value comes with the place it was
//! read in and how much that place is worth, and [`super::dates`] and [`super`] choose.
//!
//! Sources of the names: schema.org (`NewsArticle`), the Open Graph protocol, Dublin Core, the
//! `<meta>` names that publishing systems write, HTML 4.5 (`time`, `rel=canonical`).

mod linked;
mod names;
mod shown;

use scraper::{ElementRef, Html};

pub(super) use names::UNSPECIFIC;
use names::{Field, META};
pub(super) use shown::{holds_another, is_of_something_else};

/// A value and where it stood, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Said {
    /// The value, white space collapsed.
    pub(super) value: String,
    /// Where it stood (`meta og:title`).
    pub(super) place: String,
    /// The lower the better.
    pub(super) rank: u8,
    /// Whether it stood in an element that the page calls the place of its publication.
    pub(super) is_marked: bool,
    /// Which object of the structured data said it, counted from 0.
    of: Option<usize>,
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
    /// Addresses of the picture that stands for the article.
    pub(super) pictures: Vec<Said>,
    /// What the article is about, in a sentence or two.
    described: Vec<Said>,
    /// Headlines of the articles in structured data; empty where one has none.
    linked: Vec<String>,
    /// Names of the people and houses in structured data, by their identity.
    named: Vec<(String, String)>,
}

/// Reads a page's metadata. Linear in the page.
pub(super) fn of(page: &Html) -> Metadata {
    let mut found = Metadata::default();
    for node in page.tree.nodes() {
        if let Some(element) = ElementRef::wrap(node) {
            found.element(element);
        }
    }
    linked::tell_apart(&mut found);
    linked::name(&mut found);
    for list in [
        &mut found.headlines,
        &mut found.sources,
        &mut found.authors,
        &mut found.published,
        &mut found.updated,
        &mut found.links,
        &mut found.languages,
        &mut found.bodies,
        &mut found.pictures,
    ] {
        list.sort_by_key(|said| said.rank);
    }
    found
}

impl Said {
    /// What stands at a place of the page.
    pub(super) fn new(value: &str, place: &str, rank: u8) -> Self {
        Self {
            value: collapsed(value),
            place: place.to_owned(),
            rank,
            is_marked: false,
            of: None,
        }
    }
}

impl Metadata {
    /// What the article is about, as the page says it.
    pub(super) fn descriptions(&self) -> impl Iterator<Item = &str> {
        self.described.iter().map(|said| said.value.as_str())
    }

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
                let rank = match named {
                    // The name of the site over each of its pages.
                    _ if shown::leads_home(element) => 70,
                    true => 20,
                    false => 25,
                };
                say(&mut self.headlines, &shown, "first heading", rank);
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
            if field.is_date() && shown::is_of_another(element) {
                continue; // the date of a comment, or of an article in a list
            }
            say(self.list(field), content, &format!("meta {name}"), rank);
        }
    }

    fn microdata(&mut self, element: ElementRef<'_>) {
        let value = element.value();
        // RDFa says the same with another attribute.
        let Some(property) = value.attr("itemprop").or_else(|| value.attr("property")) else {
            return;
        };
        let written = value
            .attr("content")
            .or_else(|| value.attr("datetime"))
            .map_or_else(|| text_of(element), str::to_owned);
        for property in property.split_whitespace() {
            let named = property.rsplit([':', '/', '#']).next();
            let (field, rank) = match named.unwrap_or_default() {
                "datePublished" => (Field::Published, 12),
                "dateCreated" | "issued" => (Field::Published, 30),
                "dateModified" => (Field::Updated, 12),
                "headline" => (Field::Headline, 22),
                "author" => (Field::Author, 15),
                _ => continue,
            };
            if (field.is_date() || field == Field::Author) && shown::is_of_another(element) {
                continue;
            }
            let place = format!("microdata {property}");
            say(self.list(field), &written, &place, rank);
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
            Field::Picture => &mut self.pictures,
            Field::Description => &mut self.described,
        }
    }
}

fn say(list: &mut Vec<Said>, value: &str, place: &str, rank: u8) {
    let said = Said::new(value, place, rank);
    // A page that says a thing hundreds of times says it about other articles.
    if !said.value.is_empty() && list.len() < 200 {
        list.push(said);
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
