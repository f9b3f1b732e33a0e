//! Markdown, with or without front matter: notes, clippings, the sources of sites.
//!
//! Promises: the front matter (a flat part of YAML between `---`, or TOML between `+++`) is read
//! like the fields of any record; the marks of the text are taken off its paragraphs and nothing
//! in them is run or fetched; what only looks like front matter stays text. Linear in the text.

mod body;
mod matter;

use crate::article::{Article, DateKind, Format, Origin, Published};

use super::fields::{FieldMap, Fields, Meaning, meaning};
use super::formats::{FormatReader, Page, Records};
use super::{dates, fields};
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
    let titled = fields.has(Meaning::Headline);
    if let Some(title) = body.title.take() {
        if !titled {
            fields.mean(Meaning::Headline, 0, "first heading", vec![title]);
        } else if !matter.says(&title) {
            body.paragraphs.insert(0, title);
        }
    }
    let paragraphs = body.paragraphs.into_iter().map(Into::into);
    fields.paragraphs(paragraphs.collect());
    let path = std::sync::Arc::clone(&origin.path);
    let mut article = fields.article(origin);
    if article.published.value.is_none() {
        date_from_path(&mut article, &path);
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

/// Notes and posts are often filed by date.
fn date_from_path(article: &mut Article, path: &str) {
    if let Some(moment) = dates::date_in_link(path) {
        let name = path.rsplit('/').next().unwrap_or(path);
        article.published = Published {
            value: Some(moment),
            kind: DateKind::Inferred,
            evidence: format!("path “{}”", crate::text::truncate(name, 60)),
            confidence: Some(0.6),
            range: None,
        };
    }
}

#[cfg(test)]
mod tests;
