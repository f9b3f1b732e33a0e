//! HTML pages, saved or scraped, to articles.
//!
//! Promises: a page is bounded before a parser of others sees it ([`prescan`]); what the page says
//! of itself ([`metadata`]) is kept with the place it was said in; the body is what an extractor
//! and our own labelling agree on ([`extract`]); nothing is fetched and no script is run.

mod authors;
mod blocks;
mod comments;
mod dates;
mod extract;
mod furniture;
mod metadata;
mod naming;
mod prescan;
mod saved;

use scraper::Html;

use crate::article::{Article, Format, Issue, IssueKind, Origin, Related, SourceFrom};

use super::compose::Composer;
use super::fields::FieldMap;
use super::formats::{FormatReader, Page, Records};
use super::kept::{self, Kept};
use super::{language, markup, plain};
use blocks::Block;
use extract::watch::{Missing, Watch};
use extract::{Extracted, Trafilatura};
use metadata::Metadata;

/// Reader of HTML pages: one article a page.
pub(super) struct HtmlPages;

impl FormatReader for HtmlPages {
    fn format(&self) -> Format {
        Format::Html
    }

    fn claims(&self, ending: &str, text: &str, _map: &FieldMap) -> bool {
        let start = text.trim_start();
        if !start.starts_with('<') {
            return false;
        }
        let head: String = start.chars().take(512).collect();
        let head = head.to_ascii_lowercase();
        let has_any = |parts: &[&str]| parts.iter().any(|part| head.contains(part));
        let is_other = head.starts_with("<?xml") && !has_any(&["<html", "<!doctype html"]);
        !is_other
            && !has_any(&["<rss", "<feed", "<rdf:rdf"])
            && (has_any(&["<!doctype html", "<html", "<head", "<body"])
                || ending.starts_with("htm")
                || ending.starts_with("xht"))
    }

    fn read(&self, page: Page) -> Records {
        let origin = Origin {
            path: page.path,
            part: 0,
            bytes: (0, page.bytes),
            format: Format::Html,
        };
        read_kept(page.text, origin, None).into()
    }
}

/// Reads one page of which it is known how it was kept, unless it says so itself.
pub(super) fn read_kept(page: String, origin: Origin, kept: Option<Kept>) -> Article {
    let (page, marks) = saved::opened(page);
    let kept = kept.or(marks).map(Kept::outside_of_archives);
    let mut article = read_page(page, origin, kept.as_ref());
    if let Some(kept) = kept {
        kept.say(&mut article);
    }
    article
}

/// One for the process: a thread that was left behind is the matter of all readings in it.
static WATCH: Watch = Watch::new();

/// Reads one page.
fn read_page(page: String, origin: Origin, kept: Option<&Kept>) -> Article {
    let mut bounded = prescan::bound(&page);
    // A page may have many megabytes, and there is a tree of them from here on.
    drop(page);
    let parsed = Html::parse_document(&bounded.html);
    let metadata = metadata::of(&parsed);
    let path = std::sync::Arc::clone(&origin.path);
    let mut composer = Composer::new(origin);
    let shown = blocks::blocks_of(parsed.root_element());
    let headline = naming::headline(&metadata, &shown);
    if let Some((headline, place)) = &headline {
        composer.headline(headline, place);
    }
    let said = headline.as_ref().map(|(headline, _)| headline.as_str());
    let blocks = WATCH.extract(&Trafilatura, std::mem::take(&mut bounded.html), &parsed);
    let missing = blocks.as_ref().err().copied();
    let descriptions: Vec<&str> = metadata.descriptions().collect();
    let found = extract::article(blocks.unwrap_or_default(), &shown, said, &descriptions);
    say_metadata(&mut composer, &metadata, kept);
    if composer.article().authors.is_empty() {
        let signed = found.bylines.iter().map(String::as_str);
        for author in plain::names::authors(signed) {
            composer.author(&author);
        }
    }
    fill(&mut composer, &found, &metadata, &shown);
    for comment in comments::of(&parsed, &found.body) {
        let (author, reply_to) = (comment.author.as_deref(), comment.reply_to.as_deref());
        composer.comment(author, comment.time, &comment.text, reply_to);
    }
    let article = composer.article();
    let offered = dates::Offered {
        link: article.url.as_deref(),
        path: &path,
        headline: headline.as_ref().map(|(headline, _)| headline.as_str()),
        blocks: &shown,
    };
    let (published, updated) = dates::of(&metadata, &offered);
    (article.published, article.updated) = (published, updated);
    tell(&mut article.issues, &bounded, missing);
    composer.finish()
}

/// Says what the page says of itself, but its headline and its dates.
fn say_metadata(composer: &mut Composer, metadata: &Metadata, kept: Option<&Kept>) {
    let named = metadata.links.iter().map(|said| said.value.as_str());
    // In an archive the addresses of pages are those of their copies.
    let named = named.map(|link| kept::archived(link).map_or(link, |(original, _)| original));
    let kept = kept.and_then(|kept| kept.address.as_deref());
    let mut links = named.chain(kept);
    if let Some(link) = links.find(|link| link.starts_with("http")) {
        composer.link(without_place(link));
    }
    let link = composer.article().url.clone();
    if let Some(source) = naming::source(metadata, link.as_deref()) {
        composer.source(&source, SourceFrom::Explicit);
    }
    let source = composer.article().source.clone();
    for author in authors::of(metadata, source.as_deref()) {
        composer.author(&author);
    }
    let said = metadata.languages.first();
    composer.article().language = said.and_then(|said| language::declared(&said.value));
}

/// An address without the place in its page (`#article`), which structured data adds; a path that
/// scripts read (`#!/news`) stays.
fn without_place(link: &str) -> &str {
    match link.split_once('#') {
        Some((page, place)) if !place.starts_with(['!', '/']) => page,
        _ => link,
    }
}

/// Says body, related headlines and furniture; where the extractor found no body, the one that the
/// structured data has, or the paragraphs among all that is shown.
fn fill(composer: &mut Composer, found: &Extracted, metadata: &Metadata, shown: &[Block]) {
    if let Some(standfirst) = &found.standfirst {
        composer.standfirst(standfirst);
    }
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let own: usize = found.body.iter().map(|paragraph| letters(paragraph)).sum();
    // Pages that scripts build, and stubs before a paywall, often have the whole article there;
    // what extractors take from there they run together.
    let told = metadata.bodies.first().map(|body| body.value.as_str());
    let is_joined = found.body.len() == 1;
    let told = told.filter(|told| {
        let all = letters(told);
        all > own.saturating_mul(2) || is_joined && all.saturating_mul(10) >= own.saturating_mul(9)
    });
    if let Some(told) = told {
        for paragraph in markup::paragraphs(told) {
            composer.paragraph(&paragraph);
        }
    } else if found.body.is_empty() {
        let headline = composer.article().headline.clone();
        let pieces = extract::plain(shown).into_iter();
        for piece in pieces.filter(|piece| Some(piece) != headline.as_ref()) {
            composer.paragraph(&piece);
        }
    } else {
        for paragraph in &found.body {
            composer.paragraph(paragraph);
        }
    }
    for other in &found.related {
        let headline = composer.piece(&other.headline);
        let related = Related {
            headline,
            standfirst: None,
            inline: other.inline,
            article: None,
        };
        composer.article().related.push(related);
    }
    for piece in &found.furniture {
        let piece = composer.piece(piece);
        composer.article().boilerplate.extend(piece);
    }
}

fn tell(issues: &mut Vec<Issue>, bounded: &prescan::Bounded, missing: Option<Missing>) {
    let mut cut = |count: usize, what: &str| {
        if count > 0 {
            issues.push(Issue {
                kind: IssueKind::Cut,
                message: format!("{count} {what}"),
            });
        }
    };
    cut(
        bounded.flattened,
        "tags were left out, too deep or too many",
    );
    cut(
        bounded.trimmed,
        "tags lost their attributes, too many or too long",
    );
    cut(bounded.dropped, "characters were left out of runs of “<”");
    issues.extend(missing.map(|reason| Issue {
        kind: IssueKind::Cut,
        message: reason.words().to_owned(),
    }));
}
