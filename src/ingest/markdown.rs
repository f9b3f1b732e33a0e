//! Markdown, with or without front matter: notes, clippings, the sources of sites.
//!
//! Promises: the front matter (a flat part of YAML between `---`, TOML between `+++`, a JSON object)
//! is read like the fields of any record, and where there is none, the byline and the date below
//! the title; the marks of the text are taken off its paragraphs and nothing in them is run or
//! fetched; what only looks like front matter stays text. Linear in the text.

mod body;
mod lines;
mod matter;

use crate::article::{Article, Format, Origin};

use super::fields;
use super::fields::{FieldMap, Fields, Meaning, meaning};
use super::formats::{FormatReader, Page, Records};
use lines::Lines;
use matter::Matter;

/// Reader of Markdown: one article a file.
pub(super) struct Markdown;

impl FormatReader for Markdown {
    fn format(&self) -> Format {
        Format::Markdown
    }

    fn claims(&self, ending: &str, text: &str, map: &FieldMap) -> bool {
        let is_named = matches!(ending, "md" | "markdown" | "mdown" | "mkd" | "mdx");
        let says_something = |matter: &Matter| {
            let mut names = matter.fields.iter().map(|(name, _)| name);
            names.any(|name| meaning(name).is_some() || map.names(name))
        };
        is_named || matter::read(text).is_some_and(|matter| says_something(&matter))
    }

    fn read(&self, page: Page) -> Records {
        let origin = Origin {
            path: page.path,
            part: 0,
            bytes: (0, page.bytes),
            format: Format::Markdown,
        };
        article(&page.text, origin, &page.map).into()
    }
}

fn article(text: &str, origin: Origin, map: &FieldMap) -> Article {
    let matter = matter::read(text).unwrap_or_default();
    let rest = text.get(matter.end..).unwrap_or_default();
    let mut fields = Fields::default();
    for (name, values) in &matter.fields {
        say(name, values, map, &mut fields);
    }
    let mut body = body::read(rest);
    let lines = Lines::of(body.title.as_deref(), &body.paragraphs);
    if matter.end == 0 {
        let authors = lines.take_byline(&mut body.paragraphs);
        fields.mean(Meaning::Author, 0, "byline", authors);
    }
    let titled = fields.has(Meaning::Headline);
    if let Some(title) = body.title.take() {
        if !titled {
            fields.mean(Meaning::Headline, 0, "first heading", vec![title]);
        } else if !matter.says(&title) {
            body.paragraphs.insert(0, title);
        }
    }
    let path = std::sync::Arc::clone(&origin.path);
    let paragraphs = body.paragraphs.into_iter().map(Into::into);
    fields.paragraphs(paragraphs.collect());
    let mut article = fields.article(origin);
    if article.published.value.is_none() {
        let (published, updated) = lines.dates(&path);
        if published.value.is_some() {
            article.published = published;
        }
        article.updated = article.updated.or(updated);
    }
    article
}

/// What one field of the front matter says.
fn say<'a>(name: &'a str, values: &'a [String], map: &FieldMap, fields: &mut Fields<'a>) {
    let plain = |value: &'a String| {
        let inner = value.strip_prefix("[[").and_then(|v| v.strip_suffix("]]"));
        inner.unwrap_or(value)
    };
    let values: Vec<&str> = values.iter().map(plain).collect();
    // Site generators call the last change so.
    let name = if name.eq_ignore_ascii_case("lastmod") {
        "last modified"
    } else {
        name
    };
    for (meaning, rank) in map.meanings(name) {
        // Clippings call the link their source.
        let is_link = |value: &&str| fields::host(value).is_some();
        if meaning == Meaning::Source && values.iter().any(is_link) {
            fields.mean(Meaning::Link, usize::MAX, name, values.clone());
        }
        fields.mean(meaning, rank, name, values.clone());
    }
}

#[cfg(test)]
mod tests;
