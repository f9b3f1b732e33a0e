//! One record of an archive as articles.

use std::borrow::Cow;
use std::sync::Arc;

use crate::article::{Article, Origin};
use crate::ingest::fields::FieldMap;
use crate::ingest::formats::{self, FormatReader, Page, PlainText};
use crate::ingest::html::HtmlPages;
use crate::ingest::kept::{How, Kept};
use crate::ingest::{decode, sniff, stamp};
use crate::text;

use super::head::Head;
use super::http::Answer;

/// What a text is read as.
enum Kind {
    Html,
    Plain,
    /// What its content says.
    Sniffed,
}

/// The articles of a record.
///
/// # Errors
/// Why there are none; `None` where a record of its type has none by its nature.
pub(super) fn read(
    head: &Head<'_>,
    content: &[u8],
    origin: &Origin,
) -> Result<Vec<Article>, Option<String>> {
    let declared = head.get("content-type").unwrap_or_default();
    let (media, content) = match head.get("warc-type").unwrap_or_default() {
        "response" if media_of(declared) == "application/http" || content.starts_with(b"HTTP/") => {
            let answer = Answer::read(content).ok_or_else(|| Some("no answer in it".to_owned()))?;
            if answer.status != 200 {
                return Err(Some(format!("answered with HTTP {}", answer.status)));
            }
            let media = answer.get("content-type").unwrap_or_default();
            (media, answer.content().map_err(Some)?)
        }
        "response" | "resource" | "conversion" => (declared, Cow::Borrowed(content)),
        _ => return Err(None),
    };
    if content.trim_ascii().is_empty() {
        return Err(Some("empty".to_owned()));
    }
    let kind = kind(media).ok_or_else(|| Some(format!("{}, no text", shown(media))))?;
    if let Some(name) = sniff::signature(&content) {
        return Err(Some(format!("{name}, no text")));
    }
    let label = charset(media);
    let decoded = decode::decode_as(content.into_owned(), label);
    let decoded = decoded.ok_or_else(|| Some("binary data, no text".to_owned()))?;
    let address = head.get("warc-target-uri").unwrap_or_default();
    let address = address.trim_matches(['<', '>']);
    let issues = decoded.issues();
    let page = Page {
        path: Arc::from(path_of(address)),
        text: decoded.text,
        bytes: content_length(origin),
        map: FieldMap::default(),
    };
    let mut articles = pages(&kind, page)?;
    let kept = Kept {
        address: Some(address.to_owned()),
        when: head.get("warc-date").and_then(stamp::of_text),
        how: How::Archived,
    };
    for article in &mut articles {
        article.origin = origin.clone();
        article.issues.splice(0..0, issues.iter().cloned());
        kept.say(article);
    }
    Ok(articles)
}

fn pages(kind: &Kind, page: Page) -> Result<Vec<Article>, Option<String>> {
    let reader: &dyn FormatReader = match kind {
        Kind::Html => &HtmlPages,
        Kind::Plain => &PlainText,
        Kind::Sniffed => {
            let ending = page.path.rsplit(['.', '/']).next().unwrap_or_default();
            let found = formats::reader_of(&ending.to_ascii_lowercase(), &page.text, &page.map);
            found.ok_or_else(|| Some("no article in it".to_owned()))?
        }
    };
    let name = reader.format().name();
    let articles = reader.read(page).articles;
    if articles.is_empty() {
        return Err(Some(format!("{name}, but no article in it")));
    }
    Ok(articles)
}

/// `text/html` of `Text/HTML; charset=utf-8`.
fn media_of(declared: &str) -> String {
    let media = declared.split(';').next().unwrap_or_default();
    media.trim().to_ascii_lowercase()
}

/// The encoding that is declared.
fn charset(declared: &str) -> Option<&str> {
    let mut rest = declared.split(';').skip(1);
    rest.find_map(|field| {
        let (name, value) = field.split_once('=')?;
        let is_charset = name.trim().eq_ignore_ascii_case("charset");
        is_charset.then(|| value.trim().trim_matches(['"', '\'']))
    })
}

/// What something of this type is read as; `None` if it is no text of an article.
fn kind(media: &str) -> Option<Kind> {
    match media_of(media).as_str() {
        "text/html" | "application/xhtml+xml" => Some(Kind::Html),
        "text/plain" => Some(Kind::Plain),
        ""
        | "text/xml"
        | "application/xml"
        | "application/rss+xml"
        | "application/atom+xml"
        | "application/rdf+xml"
        | "application/json"
        | "application/feed+json"
        | "text/markdown" => Some(Kind::Sniffed),
        _ => None,
    }
}

fn shown(media: &str) -> String {
    text::truncate(&text::sanitise_line(&media_of(media)), 60).into_owned()
}

/// An address without what stands behind its path.
fn path_of(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    text::sanitise_line(path)
}

fn content_length(origin: &Origin) -> u64 {
    origin.bytes.1.saturating_sub(origin.bytes.0)
}
