//! One decoded, sanitised plain text to one [`Article`].
//!
//! Labels every line ([`super::segment`]), then reads the record off the labelled lines: headline,
//! source, authors, dateline, body, related headlines, comments. Dates are [`super::dates`]; time
//! expressions are looked for later ([`find_mentions`], by way of [`super::mentions`]).
//!
//! Promises: what it says stands in the text, word for word; what it concludes (the agency as
//! source) is marked as inferred, so that it can be left out; linear in the text.
//! Knows nothing of other articles, and leaves the key to [`super::key`].

mod comments;
pub(super) mod names;
mod related;

use crate::article::{
    Article, Label, Mention, MentionIn, Moment, Moved, MovedBy, Origin, PageParts, SourceFrom, Span,
};
use crate::text::Clean;

use super::calendar::DayMonthOrder;
use super::dates::{self, Evidence};
use super::mentions::{self, Piece};
use super::report;
use super::segment::{self, Hint, Paragraph, Segmented, dateline};

/// Reads a whole plain text as one article.
pub fn read_text(clean: Clean, origin: Origin) -> Article {
    let Clean {
        text,
        removed,
        repaired,
    } = clean;
    let segmented = segment::segment(&text);
    let mut article = Article::unread(origin);
    "no line is a headline".clone_into(&mut article.headline_from);
    read_head(&mut article, &text, &segmented.paragraphs);
    read_body(&mut article, &text, &segmented.paragraphs);
    article.related = related::read(&text, &segmented.paragraphs);
    article.comments = comments::read(&text, &segmented.paragraphs);
    article.boilerplate = boilerplate(&segmented.paragraphs);
    read_dates(&mut article, &text, &segmented);
    infer_source(&mut article);
    article.issues.extend(report::taken_out(repaired));
    article.lines = segmented.lines;
    article.text = text;
    article.removed = removed;
    article
}

/// The time expressions of an article already read, with its date as the anchor.
///
/// Linear in the text.
pub fn find_mentions(article: &Article) -> Vec<Mention> {
    let anchor = article.published.value;
    mentions_in(&article.text, &article.lines, &article.body, anchor)
}

/// The time expressions of a kept text with these labels of its lines and these body paragraphs;
/// where the lines have no labels, the body alone speaks.
pub(super) fn mentions_in(
    text: &str,
    lines: &[Option<Label>],
    body: &[Span],
    anchor: Option<Moment>,
) -> Vec<Mention> {
    let pieces = if lines.is_empty() {
        let body = body.iter().map(|span| Piece {
            span: *span,
            place: MentionIn::Body,
        });
        body.collect()
    } else {
        pieces(text, lines, body)
    };
    mentions::find(text, &pieces, anchor)
}

fn span_of(paragraph: &Paragraph) -> Span {
    Span::new(paragraph.bytes.start, paragraph.bytes.end)
}

/// Headline, source and authors.
fn read_head(article: &mut Article, text: &str, paragraphs: &[Paragraph]) {
    let of = |label| paragraphs.iter().filter(move |p| p.label == label);
    let words = |p: &Paragraph| text.get(p.bytes.clone()).unwrap_or_default();
    if let Some(title) = of(Label::Title).next() {
        article.headline = Some(one_line(words(title)));
        article.headline_from = if paragraphs.first() == Some(title) {
            "first line".to_owned()
        } else {
            format!("line {}", title.lines.start + 1)
        };
    }
    article.source = of(Label::Source).find_map(|p| names::publisher(words(p)));
    if article.source.is_some() {
        article.source_from = SourceFrom::Explicit;
    }
    article.authors = names::authors(of(Label::Byline).map(words));
}

/// A headline that was broken into a column, on one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Body paragraphs, and the dateline taken out of the first.
fn read_body(article: &mut Article, text: &str, paragraphs: &[Paragraph]) {
    let (body, dateline) = body(text, paragraphs);
    article.body = body;
    if let Some(found) = dateline {
        article.place = found.place;
        article.agency = found.agency;
    }
}

fn body(text: &str, paragraphs: &[Paragraph]) -> (Vec<Span>, Option<dateline::Dateline>) {
    let body = paragraphs.iter().filter(|p| p.label == Label::Body);
    let mut body: Vec<_> = body.map(span_of).collect();
    let found = body.first().and_then(|lead| dateline::read(lead.of(text)));
    if let (Some(lead), Some(found)) = (body.first_mut(), &found) {
        *lead = Span::new(lead.range().start + found.end, lead.range().end);
    }
    (body, found)
}

fn boilerplate(paragraphs: &[Paragraph]) -> Vec<Span> {
    let page = |p: &&Paragraph| matches!(p.label, Label::Boilerplate | Label::CommentHead);
    paragraphs.iter().filter(page).map(span_of).collect()
}

/// The parts of a plain text, now that a collection tells something of some of its lines; `None`
/// where they stay what they are without that.
///
/// Only those lines move, and not the lead, which names an article that has no headline: out of
/// the body, and between the page and the headlines of others. Linear in the text.
pub(super) fn parts_among(text: &str, hints: &[Hint]) -> Option<PageParts> {
    let Segmented {
        mut lines,
        mut paragraphs,
    } = segment::segment(text);
    let told = segment::segment_among(text, hints).paragraphs;
    let mut leads = paragraphs.iter().map(|p| p.label == Label::Body);
    let lead = leads.position(|is_body| is_body);
    let mut moved = Vec::new();
    for (at, (paragraph, told)) in paragraphs.iter_mut().zip(&told).enumerate() {
        let hinted = |hint: &&Hint| hint.line == paragraph.lines.start;
        let Some(hint) = hints.iter().find(hinted).filter(|_| lead != Some(at)) else {
            continue;
        };
        if moves(paragraph.label, told.label, hint) {
            let why = match hint.headline {
                Some(id) => MovedBy::Headline(id),
                None => MovedBy::Others(hint.others),
            };
            let line = u32::try_from(hint.line).unwrap_or(u32::MAX);
            moved.push(Moved { line, why });
            paragraph.label = told.label;
            if let Some(lines) = lines.get_mut(paragraph.lines.clone()) {
                lines.fill(Some(told.label));
            }
        }
    }
    (!moved.is_empty()).then(|| PageParts {
        body: body(text, &paragraphs).0,
        related: related::read(text, &paragraphs),
        boilerplate: boilerplate(&paragraphs),
        lines,
        moved,
    })
}

/// The parts of a plain text as they are without what a collection tells.
pub(super) fn parts_alone(text: &str) -> PageParts {
    let Segmented { lines, paragraphs } = segment::segment(text);
    PageParts {
        body: body(text, &paragraphs).0,
        related: related::read(text, &paragraphs),
        boilerplate: boilerplate(&paragraphs),
        lines,
        moved: Vec::new(),
    }
}

/// Whether a line that other articles show too may go from one part of the page to another.
fn moves(from: Label, to: Label, hint: &Hint) -> bool {
    let to_others = matches!(to, Label::InlineRelated | Label::Related) && hint.headline.is_some();
    match from {
        Label::Body => to_others || to == Label::Boilerplate,
        Label::Boilerplate => to_others,
        Label::InlineRelated => to == Label::Boilerplate && hint.headline.is_none(),
        _ => false,
    }
}

fn read_dates(article: &mut Article, text: &str, segmented: &Segmented) {
    let times: Vec<_> = article
        .comments
        .iter()
        .filter_map(|comment| comment.time)
        .collect();
    let evidence = Evidence {
        text,
        lines: &segmented.lines,
        path: &article.origin.path,
        comments: &times,
        order: DayMonthOrder::Unknown,
    };
    (article.published, article.updated) = dates::published(&evidence);
}

/// If nothing names a publisher, the agency of the dateline is the best guess.
fn infer_source(article: &mut Article) {
    if article.source.is_none() && article.agency.is_some() {
        article.source.clone_from(&article.agency);
        article.source_from = SourceFrom::Inferred;
    }
}

/// Every paragraph that may speak of time, with who speaks. The lines that say when the page or a
/// comment was written are the record and not spoken of.
fn pieces(text: &str, lines: &[Option<Label>], body: &[Span]) -> Vec<Piece> {
    let lead = body.first();
    let (units, _) = segment::lines::units(text);
    units
        .into_iter()
        .filter_map(|unit| {
            let place = speaker(lines.get(unit.lines.start).copied().flatten()?)?;
            let span = Span::new(unit.bytes.start, unit.bytes.end);
            Some(Piece { span, place })
        })
        .flat_map(|whole| {
            // The dateline tells of no time but the day of the report.
            let cut =
                lead.filter(|lead| lead.end == whole.span.end && lead.start > whole.span.start);
            let dateline = cut.map(|lead| Piece {
                span: Span::new(whole.span.range().start, lead.range().start),
                place: MentionIn::Other,
            });
            let rest = cut.map_or(whole, |lead| Piece {
                span: *lead,
                ..whole
            });
            dateline.into_iter().chain([rest])
        })
        .collect()
}

/// Who speaks in a line of this label; the record does not.
fn speaker(label: Label) -> Option<MentionIn> {
    Some(match label {
        Label::Date | Label::CommentTime | Label::CommentAuthor | Label::CommentHead => {
            return None;
        }
        Label::Title => MentionIn::Headline,
        Label::Body => MentionIn::Body,
        Label::CommentText => MentionIn::Comment,
        _ => MentionIn::Other,
    })
}

#[cfg(test)]
mod tests;
