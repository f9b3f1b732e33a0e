//! One article of the store, patches applied: borrowed where it is a column, unpacked where not.

mod later;

use std::sync::Arc;

use super::batch::Batch;
use super::date_cell::DateCell;
use super::details::{
    Details, Evidence, each_first_mention, each_mention, unpack_details, unpack_first_mentions,
};
use super::findings::{Findings, FoundOut};
use super::head::{Headline, Profile};
use super::names::NameId;
use super::patched::Patched;
use crate::article::{
    Article, ArticleId, ArticleKey, Comment, Fingerprints, Format, Issue, Label, Mention,
    MentionIn, Moment, Origin, PageParts, Published, Related, Removal, SourceFrom, Span,
};

pub use later::repeats;

/// A look at one article. Cheap to make and to copy; accessors that return owned values unpack
/// them anew each time, so keep what is used twice.
#[derive(Clone, Copy)]
pub struct View<'a> {
    batch: &'a Batch,
    row: usize,
    patched: Option<&'a Patched>,
    /// What was found out about articles later: looked up only when it is asked for.
    found_out: Option<&'a FoundOut>,
    /// Its paragraphs, where they were read anew.
    parts: Option<&'a PageParts>,
}

impl<'a> View<'a> {
    pub(super) fn new(batch: &'a Batch, row: usize, patched: Option<&'a Patched>) -> Self {
        Self {
            batch,
            row,
            patched,
            found_out: None,
            parts: patched.and_then(|patched| patched.parts.as_deref()),
        }
    }

    /// The same look, with what was found out about the article.
    #[must_use]
    pub fn with_findings(mut self, found_out: &'a FoundOut) -> Self {
        self.found_out = Some(found_out);
        self
    }

    /// The same look, with its paragraphs read anew.
    #[must_use]
    pub fn with_parts(mut self, parts: Option<&'a Arc<PageParts>>) -> Self {
        self.parts = parts.map(Arc::as_ref).or(self.parts);
        self
    }

    /// A look at a row of a batch as it was read, without patches.
    pub fn of_batch(batch: &'a Batch, row: usize) -> Option<Self> {
        (row < batch.len()).then_some(Self::new(batch, row, None))
    }

    /// Its ordinal.
    pub fn id(&self) -> ArticleId {
        let row = u32::try_from(self.row).unwrap_or(u32::MAX);
        ArticleId(self.batch.first().0.saturating_add(row))
    }

    /// Its identity.
    pub fn key(&self) -> ArticleKey {
        self.batch.identity(self.row).0
    }

    /// What it is recognised by.
    pub fn prints(&self) -> Fingerprints {
        self.batch.identity(self.row).1
    }

    /// Where it was read.
    pub fn origin(&self) -> Origin {
        let evidence = self.evidence();
        Origin {
            path: Arc::from(self.path()),
            part: evidence.part,
            bytes: evidence.bytes,
            format: self.format(),
        }
    }

    /// Path of the file it was read from.
    pub fn path(&self) -> &'a str {
        self.batch.path_of(self.row).unwrap_or_default()
    }

    /// Format of the record it was read from.
    pub fn format(&self) -> Format {
        let profile = self.batch.profile(self.row);
        profile.map_or(Format::Text, |profile| profile.format)
    }

    /// The kept text.
    pub fn text(&self) -> &'a str {
        let range = self.batch.arena_range(self.row);
        self.batch.arena().get(range).unwrap_or_default()
    }

    /// What sanitising removed from the text.
    pub fn removed(&self) -> Vec<Removal> {
        self.details().removed
    }

    /// The headline.
    pub fn headline(&self) -> Option<&'a str> {
        match self.batch.head(self.row)?.headline {
            Headline::None => None,
            Headline::Text(span) => Some(span.of(self.text())),
            Headline::Name(id) => Some(self.batch.names.get(id)),
        }
    }

    /// Where the headline was read.
    pub fn headline_from(&self) -> &'a str {
        self.name(|profile| profile.headline_from)
            .unwrap_or_default()
    }

    /// The first sentence of the body, which stands in where there is no headline; empty without
    /// a body.
    pub fn lead(&self) -> &'a str {
        first_sentence(self.body().next().unwrap_or_default())
    }

    /// The headline, or the lead where there is none.
    pub fn headline_or_lead(&self) -> &'a str {
        self.headline().unwrap_or_else(|| self.lead())
    }

    /// The source that was read, whatever the reader corrected.
    pub fn source_as_read(&self) -> Option<&'a str> {
        match self.patched.and_then(|patched| patched.source.as_deref()) {
            Some((source, _)) => source.as_deref(),
            None => self.name(|profile| profile.source),
        }
    }

    /// How the source that was read is known.
    pub fn source_from_as_read(&self) -> SourceFrom {
        if let Some((_, from)) = self.patched.and_then(|patched| patched.source.as_deref()) {
            return *from;
        }
        let profile = self.batch.profile(self.row);
        profile.map_or(SourceFrom::None, |profile| profile.source_from)
    }

    /// Who wrote it.
    pub fn authors(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.batch.authors(self.row)
    }

    /// Place of the dateline.
    pub fn place(&self) -> Option<&'a str> {
        self.name(|profile| profile.place)
    }

    /// Agency of the dateline.
    pub fn agency(&self) -> Option<&'a str> {
        self.name(|profile| profile.agency)
    }

    /// The publication date that was read, whatever the reader corrected.
    pub fn published_as_read(&self) -> Published {
        self.patched
            .and_then(|patched| patched.published.as_deref().cloned())
            .unwrap_or_else(|| self.evidence().published)
    }

    /// When it was last changed.
    pub fn updated(&self) -> Option<Moment> {
        self.evidence().updated
    }

    /// Canonical link.
    pub fn url(&self) -> Option<String> {
        self.evidence().url
    }

    /// Body paragraphs.
    pub fn body(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let text = self.text();
        self.body_spans().iter().map(move |span| span.of(text))
    }

    /// Body paragraphs as spans of the text.
    pub fn body_spans(&self) -> &'a [Span] {
        match self.parts {
            Some(parts) => &parts.body,
            None => self.batch.body_of(self.row),
        }
    }

    /// Headlines of other articles.
    pub fn related(&self) -> Vec<Related> {
        match self.parts {
            Some(parts) => self.with_links(parts.related.clone()),
            None => self.with_links(self.details().related),
        }
    }

    /// Readers' comments.
    pub fn comments(&self) -> Vec<Comment> {
        self.details().comments
    }

    /// Whether there are comments; cheap.
    pub fn has_comments(&self) -> bool {
        !self.batch.comment_text_of(self.row).is_empty()
    }

    /// Everything that is page and not article.
    pub fn boilerplate(&self) -> Vec<Span> {
        match self.parts {
            Some(parts) => parts.boilerplate.clone(),
            None => self.details().boilerplate,
        }
    }

    /// Time expressions, as far as they have been looked for.
    pub fn mentions(&self) -> Vec<Mention> {
        self.later_mentions()
            .unwrap_or_else(|| unpack_first_mentions(&mut self.batch.details(self.row)))
    }

    /// Visits where each time expression stands and its TIMEX3 value, if it is known, without
    /// unpacking anything else.
    pub fn each_mention(&self, mut visit: impl FnMut(MentionIn, &str)) {
        if let Some(mentions) = self.patched.and_then(|patched| patched.mentions.as_ref()) {
            for mention in mentions {
                if let Some(value) = &mention.value {
                    visit(mention.place, value);
                }
            }
        } else if let Some((findings, row)) = self.found() {
            each_mention(&mut findings.packed_mentions(row), visit);
        } else {
            each_first_mention(&mut self.batch.details(self.row), visit);
        }
    }

    /// One label a line of the text.
    pub fn lines(&self) -> Vec<Option<Label>> {
        match self.parts {
            Some(parts) => parts.lines.clone(),
            None => self.details().lines,
        }
    }

    /// What reading it had to mend or cut.
    pub fn issues(&self) -> Vec<Issue> {
        self.details().issues
    }

    /// Everything, unpacked at once.
    pub fn to_article(&self) -> Article {
        let evidence = self.evidence();
        let mut details = self.details();
        if let Some(parts) = self.parts {
            details.related.clone_from(&parts.related);
            details.boilerplate.clone_from(&parts.boilerplate);
            details.lines.clone_from(&parts.lines);
        }
        Article {
            key: self.key(),
            prints: self.prints(),
            origin: Origin {
                path: Arc::from(self.path()),
                part: evidence.part,
                bytes: evidence.bytes,
                format: self.format(),
            },
            text: self.text().to_owned(),
            removed: details.removed,
            headline: self.headline().map(str::to_owned),
            headline_from: self.headline_from().to_owned(),
            source: self.source().map(str::to_owned),
            source_from: self.source_from(),
            authors: self.authors().map(str::to_owned).collect(),
            place: self.place().map(str::to_owned),
            agency: self.agency().map(str::to_owned),
            published: self.published(),
            updated: evidence.updated,
            url: evidence.url,
            language: self.language().map(str::to_owned),
            body: self.body_spans().to_vec(),
            related: self.with_links(details.related),
            comments: details.comments,
            boilerplate: details.boilerplate,
            mentions: self.later_mentions().unwrap_or(details.mentions),
            lines: details.lines,
            issues: details.issues,
            again: self.again().to_vec(),
        }
    }

    fn name(&self, of: impl Fn(&Profile) -> Option<NameId>) -> Option<&'a str> {
        self.batch.name(self.batch.profile(self.row).and_then(of))
    }

    fn evidence(&self) -> Evidence {
        self.batch.evidence(self.row)
    }

    fn details(&self) -> Details {
        unpack_details(&mut self.batch.details(self.row))
    }

    fn with_links(&self, mut related: Vec<Related>) -> Vec<Related> {
        for (index, id) in self.patched.iter().flat_map(|patched| &patched.related) {
            if let Some(related) = related.get_mut(usize::from(*index)) {
                related.article = *id;
            }
        }
        related
    }
}

/// The first sentence of a paragraph: up to a full stop, question or exclamation mark and a blank
/// after at least 40 characters (before that it is an abbreviation more often than an end), and
/// never more than about 400 bytes.
fn first_sentence(paragraph: &str) -> &str {
    const SHORTEST: usize = 40;
    const LONGEST: usize = 400;
    let mut ended = false;
    for (count, (at, c)) in paragraph.char_indices().enumerate() {
        if c.is_whitespace() && (ended || at >= LONGEST) {
            return paragraph.get(..at).unwrap_or(paragraph);
        }
        // A script without blanks, or a "word" beyond all measure.
        if at >= 2 * LONGEST || (matches!(c, '。' | '！' | '？') && count >= SHORTEST / 2) {
            return paragraph.get(..at + c.len_utf8()).unwrap_or(paragraph);
        }
        ended = match c {
            '.' | '!' | '?' | '؟' | '…' | '।' => count >= SHORTEST,
            '”' | '"' | '’' | '»' | ')' | '\'' => ended,
            _ => false,
        };
    }
    paragraph
}
