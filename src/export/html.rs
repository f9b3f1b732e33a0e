//! HTML: a reading copy with notes as one page that needs nothing else.
//!
//! No script, nothing fetched (a content policy in the page forbids both), links of the web only.
//! Printed, an article's headline stays with its text and links show where they lead.

use std::io::{self, Write};

use super::{Audit, Entry, Selection};
use crate::text::{counted, in_markup};

/// How the page looks, on screens and on paper.
const STYLE: &str = include_str!("../../assets/export.css");

/// Writes a selection.
///
/// # Errors
/// When `out` takes no more.
pub(super) fn write(
    audit: &Audit,
    selection: Selection<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    head(audit, out)?;
    contents(selection, out)?;
    for (number, entry) in (1_usize..).zip(selection.entries()) {
        article(number, &entry, out)?;
    }
    writeln!(out, "</main>\n</body>\n</html>")
}

fn head(audit: &Audit, out: &mut dyn Write) -> io::Result<()> {
    let title = counted(audit.articles, "article", "articles");
    writeln!(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>")?;
    writeln!(out, "<meta charset=\"utf-8\">")?;
    writeln!(
        out,
        "<meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    )?;
    writeln!(
        out,
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
    )?;
    for (name, value) in audit.parts() {
        let name = name.replace(' ', "-");
        let value = in_markup(&value);
        writeln!(out, "<meta name=\"dateline-{name}\" content=\"{value}\">")?;
    }
    writeln!(
        out,
        "<title>{title} · {}</title>",
        in_markup(&audit.collection)
    )?;
    writeln!(out, "<style>\n{STYLE}</style>\n</head>\n<body>\n<header>")?;
    writeln!(out, "<h1>{title}</h1>\n<dl>")?;
    for (name, value) in audit.parts() {
        let value = if value.is_empty() { "none" } else { &value };
        writeln!(
            out,
            "<dt>{name}</dt><dd dir=\"auto\">{}</dd>",
            in_markup(value)
        )?;
    }
    writeln!(out, "</dl>\n</header>")
}

/// The headlines with links to their articles.
fn contents(selection: Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<nav>\n<ol>")?;
    for (number, view) in (1_usize..).zip(selection.views()) {
        let name = in_markup(view.headline_or_lead());
        writeln!(
            out,
            "<li dir=\"auto\"><a href=\"#a{number}\">{name}</a></li>"
        )?;
    }
    writeln!(out, "</ol>\n</nav>\n<main>")
}

fn article(number: usize, entry: &Entry, out: &mut dyn Write) -> io::Result<()> {
    let article = &entry.article;
    let language = article
        .language
        .as_deref()
        .map_or_else(String::new, |tag| format!(" lang=\"{}\"", in_markup(tag)));
    writeln!(out, "<article id=\"a{number}\"{language}>")?;
    paragraph("h2", &entry.title(), out)?;
    paragraph("p class=\"facts\"", &entry.origin(), out)?;
    paragraph("p class=\"facts\"", &entry.dated(), out)?;
    if let Some(link) = entry.link() {
        let link = in_markup(link);
        writeln!(
            out,
            "<p class=\"facts\"><a href=\"{link}\" rel=\"noopener noreferrer\">{link}</a></p>"
        )?;
    }
    marks(entry, out)?;
    for text in entry.paragraphs() {
        paragraph("p", &text, out)?;
    }
    if !article.related.is_empty() {
        writeln!(out, "<h3>Related</h3>\n<ul>")?;
        for related in &article.related {
            paragraph("li", &entry.related(related), out)?;
        }
        writeln!(out, "</ul>")?;
    }
    if !article.comments.is_empty() {
        writeln!(out, "<h3>Comments</h3>")?;
    }
    for comment in &article.comments {
        paragraph("h4", &entry.comment_head(comment), out)?;
        for span in &comment.text {
            paragraph("p", &entry.text(*span), out)?;
        }
    }
    writeln!(out, "</article>")
}

/// What the reader says of it.
fn marks(entry: &Entry, out: &mut dyn Write) -> io::Result<()> {
    let judgement = entry.judgement();
    if !judgement.is_empty() {
        paragraph("p class=\"judgement\"", &judgement.join(" · "), out)?;
    }
    let Some(note) = &entry.mark.note else {
        return Ok(());
    };
    writeln!(out, "<aside>")?;
    for line in note.lines().filter(|line| !line.trim().is_empty()) {
        paragraph("p", line, out)?;
    }
    writeln!(out, "</aside>")
}

/// Text in an element; each has its own direction, as its letters have.
fn paragraph(element: &str, text: &str, out: &mut dyn Write) -> io::Result<()> {
    let name = element.split(' ').next().unwrap_or(element);
    writeln!(out, "<{element} dir=\"auto\">{}</{name}>", in_markup(text))
}
