//! Puts an article together from pieces that do not stand in one text: pages, feeds, records.
//!
//! Promises: every piece passes [`crate::text::sanitise`] here, so that no reader of a format can
//! forget it; pieces stand in [`Article::text`] in the order they were added, a blank line between
//! them.

use crate::article::{Article, Comment, Moment, Origin, SourceFrom, Span};
use crate::text;

use super::report;
use super::segment::dateline;

/// Whether an address is one of the web; schemes are written in any case (RFC 3986, 3.1).
pub(super) fn is_web(link: &str) -> bool {
    schemed(link).is_some_and(|(scheme, _)| {
        ["http", "https"]
            .iter()
            .any(|known| known.eq_ignore_ascii_case(scheme))
    })
}

/// The scheme of an address, and what stands behind it.
pub(super) fn schemed(link: &str) -> Option<(&str, &str)> {
    let mut colons = memchr::memchr_iter(b':', link.as_bytes());
    colons.find_map(|at| Some((link.get(..at)?, link.get(at..)?.strip_prefix("://")?)))
}

/// A text without the blanks around it.
fn trimmed(text: String) -> String {
    let trimmed = text.trim();
    if trimmed.len() == text.len() {
        return text;
    }
    trimmed.to_owned()
}

/// An article in the making.
#[derive(Debug)]
pub(super) struct Composer {
    article: Article,
    repaired: usize,
    /// Body paragraphs that stand before the text.
    standfirsts: usize,
}

impl Composer {
    /// An article of which nothing is known but where it was read.
    pub(super) fn new(origin: Origin) -> Self {
        Self {
            article: Article::unread(origin),
            repaired: 0,
            standfirsts: 0,
        }
    }

    /// The article so far, for the fields that hold no foreign text.
    pub(super) fn article(&mut self) -> &mut Article {
        &mut self.article
    }

    /// Makes room for so many bytes of text and so many paragraphs.
    pub(super) fn expect(&mut self, bytes: usize, paragraphs: usize) {
        self.article.text.reserve(bytes);
        self.article.body.reserve(paragraphs);
    }

    /// Adds a piece of text; `None` if nothing of it is left.
    pub(super) fn piece(&mut self, raw: &str) -> Option<Span> {
        if text::is_clean(raw) {
            return self.clean_piece(raw);
        }
        let clean = text::sanitise(raw);
        self.repaired += clean.repaired;
        self.clean_piece(&clean.text)
    }

    fn clean_piece(&mut self, clean: &str) -> Option<Span> {
        let piece = clean.trim();
        if piece.is_empty() {
            return None;
        }
        if !self.article.text.is_empty() {
            self.article.text.push_str("\n\n");
        }
        let start = self.article.text.len();
        self.article.text.push_str(piece);
        Some(Span::new(start, self.article.text.len()))
    }

    /// Adds a body paragraph.
    pub(super) fn paragraph(&mut self, raw: &str) {
        if let Some(span) = self.piece(raw) {
            self.article.body.push(span);
        }
    }

    /// Adds what stands between headline and text.
    pub(super) fn standfirst(&mut self, raw: &str) {
        self.paragraph(raw);
        self.standfirsts = self.article.body.len();
    }

    /// Says the headline, and where it was read.
    pub(super) fn headline(&mut self, raw: &str, read_in: &str) {
        let headline = trimmed(text::sanitise_line(raw));
        if !headline.is_empty() {
            self.article.headline = Some(headline);
            self.article.headline_from = text::sanitise_line(read_in);
        }
    }

    /// Says who published it.
    pub(super) fn source(&mut self, raw: &str, from: SourceFrom) {
        let source = trimmed(text::sanitise_line(raw));
        if !source.is_empty() {
            self.article.source = Some(source);
            self.article.source_from = from;
        }
    }

    /// Adds an author.
    pub(super) fn author(&mut self, raw: &str) {
        let author = trimmed(text::sanitise_line(raw));
        if !author.is_empty() && !self.article.authors.contains(&author) {
            self.article.authors.push(author);
        }
    }

    /// Says its address, if it is one of the web.
    pub(super) fn link(&mut self, raw: &str) {
        let link = text::sanitise_line(raw.trim());
        if is_web(&link) && !link.contains(char::is_whitespace) {
            self.article.url = Some(link);
        }
    }

    /// Adds a comment: who wrote it, when, its paragraphs, whom it answers.
    pub(super) fn comment(
        &mut self,
        author: Option<&str>,
        time: Option<Moment>,
        text: &[String],
        reply_to: Option<&str>,
    ) {
        let author = author.and_then(|author| self.piece(author));
        let paragraphs = text.iter().filter_map(|piece| self.piece(piece)).collect();
        self.article.comments.push(Comment {
            author,
            time,
            text: paragraphs,
            reply_to: reply_to.map(text::sanitise_line),
        });
    }

    /// Adds a piece that is not the article, unless it stands in the text already.
    pub(super) fn beside(&mut self, raw: &str) {
        if !self.article.text.contains(raw.trim())
            && let Some(span) = self.piece(raw)
        {
            self.article.boilerplate.push(span);
        }
    }

    /// The article: dateline taken out of the first paragraph of the text, the agency standing in for an
    /// unknown source. Time expressions are looked for later.
    pub(super) fn finish(mut self) -> Article {
        let article = &mut self.article;
        if let Some(first) = article.body.get_mut(self.standfirsts)
            && let Some(found) = dateline::read(first.of(&article.text))
        {
            *first = Span::new(first.range().start + found.end, first.range().end);
            article.place = found.place;
            article.agency = found.agency;
        }
        if article.source.is_none() && article.agency.is_some() {
            article.source.clone_from(&article.agency);
            article.source_from = SourceFrom::Inferred;
        }
        article.issues.extend(report::taken_out(self.repaired));
        self.article
    }
}
