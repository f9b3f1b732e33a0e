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
mod prescan;

use scraper::Html;

use crate::article::{Article, Format, Issue, IssueKind, Origin, Related, SourceFrom};
use crate::text;

use super::compose::Composer;
use super::fields::FieldMap;
use super::formats::{FormatReader, Page, Records};
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
        read_page(page.text, origin).into()
    }
}

/// One for the process: a thread that was left behind is the matter of all readings in it.
static WATCH: Watch = Watch::new();

/// Reads one page.
fn read_page(page: String, origin: Origin) -> Article {
    let mut bounded = prescan::bound(&page);
    // A page may have many megabytes, and there is a tree of them from here on.
    drop(page);
    let parsed = Html::parse_document(&bounded.html);
    let metadata = metadata::of(&parsed);
    let path = std::sync::Arc::clone(&origin.path);
    let mut composer = Composer::new(origin);
    let shown = blocks::blocks_of(parsed.root_element());
    let headline = headline(&metadata, &shown);
    if let Some((headline, place)) = &headline {
        composer.headline(headline, place);
    }
    let said = headline.as_ref().map(|(headline, _)| headline.as_str());
    let blocks = WATCH.extract(&Trafilatura, std::mem::take(&mut bounded.html), &parsed);
    let missing = blocks.as_ref().err().copied();
    let descriptions: Vec<&str> = metadata.descriptions().collect();
    let found = extract::article(blocks.unwrap_or_default(), &shown, said, &descriptions);
    say_metadata(&mut composer, &metadata);
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

/// The best headline, without the name of the site that titles carry before or behind it.
fn headline(metadata: &Metadata, shown: &[Block]) -> Option<(String, String)> {
    let said = metadata.headlines.first()?;
    // Some pages escape twice what stands in their head.
    let value = markup::decode(&said.value).into_owned();
    if said.place != "title element" && !said.place.starts_with("meta") {
        return Some((value, said.place.clone()));
    }
    let marks = [" | ", " - ", " – ", " — ", " :: ", " » "];
    let names_the_site = |part: &str| {
        let mut sources = metadata.sources.iter();
        sources.any(|source| text::fold(&source.value) == text::fold(part))
    };
    let is_agreed = |part: &str| {
        let mut others = metadata.headlines.iter();
        others.any(|other| other.value == part)
    };
    for mark in marks {
        if let Some((head, site)) = value.rsplit_once(mark)
            && (names_the_site(site) || is_agreed(head))
        {
            return Some((head.to_owned(), said.place.clone()));
        }
    }
    // Of two parts the longer one, where the page shows it on its own and not the whole.
    let parts = marks.into_iter().filter_map(|mark| {
        let behind = value.rsplit_once(mark).map(|(head, _)| head);
        let before = value.split_once(mark).map(|(_, tail)| tail);
        let is_long = |part: &&str| part.len() * 2 > value.len();
        behind.filter(is_long).or_else(|| before.filter(is_long))
    });
    let blocks = || shown.iter().filter(|b| b.text.len() <= value.len() * 2);
    let is = |block: &Block, part: &str| extract::letters(&block.text) == extract::letters(part);
    let is_shown = |part: &str| blocks().any(|block| is(block, part));
    // The title in the head of the page is one of its blocks too.
    let is_heading = |part: &str| {
        let mut headings = blocks().filter(|block| matches!(block.kind, blocks::Kind::Heading(_)));
        headings.any(|block| is(block, part))
    };
    let own = parts.into_iter().find(|part| is_shown(part));
    let own = own.filter(|_| !is_heading(&value));
    let own = own.map(str::to_owned);
    Some((own.unwrap_or(value), said.place.clone()))
}

fn say_metadata(composer: &mut Composer, metadata: &Metadata) {
    if let Some(link) = metadata
        .links
        .iter()
        .find(|link| link.value.starts_with("http"))
    {
        composer.link(without_place(&link.value));
    }
    if let Some(source) = metadata
        .sources
        .iter()
        .find(|source| !source.value.starts_with("http"))
    {
        composer.source(&source.value, SourceFrom::Explicit);
    } else if let Some(host) = composer
        .article()
        .url
        .as_deref()
        .and_then(host)
        .map(str::to_owned)
    {
        composer.source(&host, SourceFrom::Explicit);
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

/// The host of an address without `www`.
fn host(link: &str) -> Option<&str> {
    let rest = link.split_once("://")?.1;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    Some(host.strip_prefix("www.").unwrap_or(host)).filter(|host| host.contains('.'))
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
