//! Pages saved whole in one file, as browsers write them (MHTML, RFC 2557): the part that is the
//! page, out of the form that mails have.
//!
//! Promises: a page is told from a mail by its head; only the page is decoded, pictures and styles
//! are passed over; linear in the file, nothing is opened deeper than [`DEEPEST`] times.

mod head;
mod transfer;

use std::sync::Arc;

use super::decode::{self, Decoded};
use super::formats::{Page, Records};
use super::html;
use super::kept::{How, Kept};
use super::stamp;
use crate::article::{Article, Format, Origin};
use crate::ingest::fields::FieldMap;
use crate::ingest::formats::{FormatReader as _, PlainText};
use head::Head;

/// Parts in parts that are opened.
const DEEPEST: usize = 4;

/// Whether a file that begins so is a saved page.
pub(super) fn claims(start: &[u8]) -> bool {
    Head::read(start).is_some_and(|(head, _)| is_saved(&head))
}

/// Whether a text that begins so is a mail.
pub(super) fn is_mail(start: &[u8]) -> bool {
    let start = without_envelope(start);
    let Some((head, _)) = Head::read(start) else {
        return false;
    };
    let has = |name: &str| head.get(name).is_some();
    let is_sent = has("from") && (has("date") || has("subject"));
    !is_saved(&head)
        && is_sent
        && ["mime-version", "message-id", "received"]
            .into_iter()
            .any(has)
}

/// The first mail of a file of many, without the line before it.
fn without_envelope(start: &[u8]) -> &[u8] {
    let line = start
        .split(|byte| *byte == b'\n')
        .next()
        .unwrap_or_default();
    match start.get(line.len().saturating_add(1)..) {
        Some(behind) if line.starts_with(b"From ") => behind,
        _ => start,
    }
}

/// Whether this is the head of a page and not of a mail: mails say to whom and by which way they
/// went.
fn is_saved(head: &Head) -> bool {
    let media = head.media();
    let is_page = media == "multipart/related"
        || media == "text/html" && head.get("content-location").is_some();
    let is_mail = ["to", "received", "message-id", "delivered-to", "cc"]
        .iter()
        .any(|name| head.get(name).is_some());
    is_page && !is_mail
}

/// The article in a saved page.
///
/// # Errors
/// Why there is none.
pub(super) fn read(
    bytes: &[u8],
    path: &Arc<str>,
    map: &FieldMap,
) -> Result<(Format, Records), String> {
    let (whole, length) = Head::read(bytes).ok_or("no head of a saved page")?;
    let content = bytes.get(length..).unwrap_or_default();
    let (part, content) = page(&whole, content).ok_or("a saved page without a text in it")?;
    let content = transfer::decoded(content, part.get("content-transfer-encoding"));
    let decoded = decode::decode_as(content, part.parameter("charset").as_deref());
    let decoded = decoded.ok_or("a saved page without a text in it")?;
    let named = |name| whole.get(name).or_else(|| part.get(name));
    let address = named("snapshot-content-location").or_else(|| part.get("content-location"));
    let kept = Kept {
        address: address
            .or_else(|| whole.get("content-location"))
            .map(str::to_owned),
        when: whole.get("date").and_then(stamp::of_text),
        how: How::Saved,
    };
    let is_html = part.media() != "text/plain";
    let mut article = if is_html {
        page_of(decoded.text.clone(), path, bytes.len(), kept)
    } else {
        text_of(&decoded, path, bytes.len(), &kept, map)?
    };
    article.issues.splice(0..0, decoded.issues());
    let format = article.origin.format;
    Ok((format, article.into()))
}

fn page_of(text: String, path: &Arc<str>, length: usize, kept: Kept) -> Article {
    let origin = Origin {
        path: Arc::clone(path),
        part: 0,
        bytes: (0, length as u64),
        format: Format::Html,
    };
    html::read_kept(text, origin, Some(kept))
}

fn text_of(
    decoded: &Decoded,
    path: &Arc<str>,
    length: usize,
    kept: &Kept,
    map: &FieldMap,
) -> Result<Article, String> {
    let page = Page {
        path: Arc::clone(path),
        text: decoded.text.clone(),
        bytes: length as u64,
        map: map.clone(),
    };
    let mut articles = PlainText.read(page).articles;
    let mut article = articles.pop().ok_or("a saved page without a text in it")?;
    kept.say(&mut article);
    Ok(article)
}

/// The part that is the page, with its head.
fn page<'a>(whole: &Head, content: &'a [u8]) -> Option<(Head, &'a [u8])> {
    let (mut head, mut content) = (whole.clone(), content);
    for _ in 0..DEEPEST {
        if !head.media().starts_with("multipart/") {
            let is_text = ["text/html", "application/xhtml+xml", "text/plain"];
            return is_text
                .contains(&head.media().as_str())
                .then_some((head, content));
        }
        (head, content) = root(&head, content)?;
    }
    None
}

/// The part of some that all others belong to: the one that is named, else the first page, else the
/// first that has parts of its own, else the first text.
fn root<'a>(head: &Head, content: &'a [u8]) -> Option<(Head, &'a [u8])> {
    let boundary = head.parameter("boundary")?;
    let start = head.parameter("start");
    let rank = |part: &Head| {
        let media = part.media();
        let is_named = start.is_some() && part.get("content-id") == start.as_deref();
        match media.as_str() {
            _ if is_named => Some(0),
            "text/html" | "application/xhtml+xml" => Some(1),
            _ if media.starts_with("multipart/") => Some(2),
            "text/plain" => Some(3),
            _ => None,
        }
    };
    let mut best: Option<(u8, Head, &[u8])> = None;
    for part in parts(content, &boundary) {
        let Some((own, length)) = Head::read(part) else {
            continue;
        };
        let Some(rank) = rank(&own) else { continue };
        if best.as_ref().is_none_or(|(least, ..)| rank < *least) {
            best = Some((rank, own, part.get(length..).unwrap_or_default()));
        }
        // Without a name the first page is it.
        if rank == 0 || rank == 1 && start.is_none() {
            break;
        }
    }
    best.map(|(_, head, content)| (head, content))
}

/// The parts between the lines that part them; one that the end of the file cuts off is one too.
fn parts<'a>(content: &'a [u8], boundary: &str) -> impl Iterator<Item = &'a [u8]> {
    let mark = format!("--{boundary}");
    let is_line = move |at: &usize| {
        let before = at.checked_sub(1).and_then(|before| content.get(before));
        before.is_none_or(|byte| *byte == b'\n')
    };
    let finder = memchr::memmem::Finder::new(&mark).into_owned();
    let mut marks = Vec::new();
    // A file of nothing but such lines has no page in it.
    marks.extend(finder.find_iter(content).filter(is_line).take(10_000));
    let ends: Vec<usize> = marks
        .iter()
        .skip(1)
        .copied()
        .chain([content.len()])
        .collect();
    let parts = marks.into_iter().zip(ends);
    parts.filter_map(move |(start, end)| {
        let part = content.get(start..end)?;
        let line = memchr::memchr(b'\n', part)?;
        part.get(line.checked_add(1)?..)
    })
}

#[cfg(test)]
mod tests;
