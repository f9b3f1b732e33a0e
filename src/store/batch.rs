//! A batch: the columns of the articles that were read together. Built off the interface thread,
//! immutable afterwards.
//!
//! All text lies in one arena. What filters and lists look at are columns; what only an open
//! article shows is packed ([`super::details`]). Kept text and what hangs on it stay within
//! 1.15 times the text and 200 bytes an article, folded copies counted apart; a test holds it.

use std::ops::Range;
use std::sync::Arc;

use super::date_cell::DateCell;
use super::details::{pack_details, pack_evidence};
use super::folded::Folded;
use super::names::{Interner, NameId, Names};
use super::pack::{Packer, Unpacker};
use super::view::View;
use crate::article::{Article, ArticleId, ArticleKey, Fingerprints, Format, SourceFrom, Span};
use crate::text;

/// Articles `first..first + len` as columns.
#[derive(Debug)]
pub struct Batch {
    first: ArticleId,
    pub(super) text: Arc<String>,
    pub(super) rows: Vec<Row>,
    pub(super) names: Names,
    pub(super) authors: Vec<NameId>,
    pub(super) body: Vec<Span>,
    pub(super) dates: Vec<DateCell>,
    /// Paragraphs of comments, and which articles they belong to: `(row, end in comment_text)`.
    pub(super) comment_text: Vec<Span>,
    pub(super) comment_rows: Vec<(u32, u32)>,
    /// Rows in the order of their keys.
    by_key: Vec<u32>,
    packed: Vec<u8>,
    folded: Folded,
}

/// The fixed part of one article.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) key: ArticleKey,
    pub(super) prints: Fingerprints,
    /// Ends in the batch's arenas and pools; the row before has the starts.
    pub(super) text: u64,
    pub(super) packed: u32,
    pub(super) details: u32,
    pub(super) authors: u32,
    pub(super) body: u32,
    pub(super) headline: Headline,
    pub(super) headline_from: Option<NameId>,
    pub(super) source: Option<NameId>,
    pub(super) place: Option<NameId>,
    pub(super) agency: Option<NameId>,
    pub(super) language: Option<NameId>,
    pub(super) path: Option<NameId>,
    pub(super) source_from: SourceFrom,
    pub(super) format: Format,
}

/// Where the headline lies.
#[derive(Clone, Copy, Debug)]
pub(super) enum Headline {
    None,
    /// In the article's text.
    Text(Span),
    /// Beside it.
    Name(NameId),
}

impl Batch {
    /// Builds the columns of consecutive articles; `first` is the ordinal of the first of them.
    ///
    /// Linear in the text; the articles are freed one by one as they are taken in.
    pub fn build(first: ArticleId, articles: Vec<Article>) -> Self {
        let mut builder = Builder {
            text: String::with_capacity(articles.iter().map(|a| a.text.len()).sum()),
            rows: Vec::with_capacity(articles.len()),
            dates: Vec::with_capacity(articles.len()),
            ..Builder::default()
        };
        for article in articles {
            builder.push(&article);
        }
        builder.finish(first)
    }

    /// The same articles counted from another ordinal on: workers build batches before it is
    /// known what comes before them. `copy` says which copy an article of these digests is.
    #[must_use]
    pub fn starting_at(mut self, first: ArticleId, mut copy: impl FnMut([u64; 3]) -> u32) -> Self {
        self.first = first;
        for row in &mut self.rows {
            row.prints.copy = copy(row.prints.digests());
        }
        self
    }

    /// Ordinal of the first article.
    pub fn first(&self) -> ArticleId {
        self.first
    }

    /// How many articles there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Ordinals of the articles.
    pub fn ids(&self) -> impl Iterator<Item = ArticleId> + use<> {
        let first = self.first.0;
        (0u32..)
            .take(self.rows.len())
            .map(move |row| ArticleId(first.saturating_add(row)))
    }

    /// The date column, one cell an article.
    pub fn dates(&self) -> &[DateCell] {
        &self.dates
    }

    /// Folded copies of the articles that need one.
    pub fn folded(&self) -> &Folded {
        &self.folded
    }

    /// The arena: the kept texts one after the other.
    pub fn arena(&self) -> &str {
        &self.text
    }

    /// The same, to be kept without the rest of the batch.
    pub fn shared_arena(&self) -> Arc<String> {
        Arc::clone(&self.text)
    }

    /// Bytes of the arena that are the text of an article, given by its row.
    pub fn arena_range(&self, row: usize) -> Range<usize> {
        let end = |row: &Row| usize::try_from(row.text).unwrap_or(usize::MAX);
        let start = row
            .checked_sub(1)
            .and_then(|before| self.rows.get(before))
            .map_or(0, end);
        start..self.rows.get(row).map_or(start, end)
    }

    /// The row whose text holds this byte of the arena, `row` or a later one: soon found where it
    /// is near, logarithmic else.
    pub fn row_from(&self, row: usize, byte: usize) -> usize {
        let left = self.rows.get(row..).unwrap_or_default();
        let before = |row: &Row| row.text <= byte as u64;
        match left.iter().take(2).position(|row| !before(row)) {
            Some(near) => row + near,
            None => row + left.partition_point(before),
        }
    }

    /// Body paragraphs of a row, as spans of its text.
    pub fn body_of(&self, row: usize) -> &[Span] {
        let range = self.range(row, |row| row.body);
        self.body.get(range).unwrap_or_default()
    }

    /// Comment paragraphs of a row, as spans of its text; logarithmic in the commented articles.
    pub fn comment_text_of(&self, row: usize) -> &[Span] {
        let Ok(at) = self
            .comment_rows
            .binary_search_by_key(&row, |(row, _)| *row as usize)
        else {
            return &[];
        };
        let end = |at: usize| {
            self.comment_rows
                .get(at)
                .map_or(0, |(_, end)| *end as usize)
        };
        let start = at.checked_sub(1).map_or(0, end);
        self.comment_text.get(start..end(at)).unwrap_or_default()
    }

    /// The path of the file that a row was read from, as shown; `None` behind the last row.
    pub fn path_of(&self, row: usize) -> Option<&str> {
        self.name(self.rows.get(row)?.path)
    }

    /// An article as it was read, unpacked.
    pub fn article(&self, row: usize) -> Option<Article> {
        View::of_batch(self, row).map(|view| view.to_article())
    }

    /// Rows that have comments, ascending.
    pub fn commented(&self) -> impl Iterator<Item = usize> + '_ {
        self.comment_rows.iter().map(|(row, _)| *row as usize)
    }

    /// The first article with this identity; logarithmic.
    pub fn find_key(&self, key: ArticleKey) -> Option<ArticleId> {
        self.with_key(key).next()
    }

    /// Every article with this identity; logarithmic.
    pub fn with_key(&self, key: ArticleKey) -> impl Iterator<Item = ArticleId> + '_ {
        let key_of = |row: &u32| self.rows.get(*row as usize).map(|row| row.key);
        let at = self.by_key.partition_point(|row| key_of(row) < Some(key));
        let same = self.by_key.iter().skip(at);
        same.take_while(move |row| key_of(row) == Some(key))
            .map(|row| ArticleId(self.first.0.saturating_add(*row)))
    }

    /// Bytes on the heap, folded copies left out ([`Folded::heap_bytes`]).
    pub fn heap_bytes(&self) -> usize {
        self.text.capacity()
            + self.rows.capacity() * size_of::<Row>()
            + self.names.heap_bytes()
            + self.authors.capacity() * size_of::<NameId>()
            + (self.body.capacity() + self.comment_text.capacity()) * size_of::<Span>()
            + self.dates.capacity() * size_of::<DateCell>()
            + self.comment_rows.capacity() * size_of::<(u32, u32)>()
            + self.by_key.capacity() * size_of::<u32>()
            + self.packed.capacity()
    }

    /// The names of the batch.
    pub(super) fn name(&self, id: Option<NameId>) -> Option<&str> {
        id.map(|id| self.names.get(id))
    }

    /// Range of a pool that belongs to a row, from a column of ends.
    pub(super) fn range(&self, row: usize, end: impl Fn(&Row) -> u32) -> Range<usize> {
        let at = |row: usize| self.rows.get(row).map_or(0, |row| end(row) as usize);
        row.checked_sub(1).map_or(0, at)..at(row)
    }

    /// Evidence and details of a row, packed.
    pub(super) fn packed(&self, row: usize) -> (Unpacker<'_>, Unpacker<'_>) {
        let range = self.range(row, |row| row.packed);
        let middle = self.rows.get(row).map_or(0, |row| row.details as usize);
        let of = |range: Range<usize>| self.packed.get(range).unwrap_or_default();
        let (evidence, details) = (range.start..middle, middle..range.end);
        (Unpacker::new(of(evidence)), Unpacker::new(of(details)))
    }
}

impl IntoIterator for Batch {
    type Item = Article;
    type IntoIter = std::vec::IntoIter<Article>;

    /// The articles as they were read, unpacked.
    fn into_iter(self) -> Self::IntoIter {
        let articles = (0..self.len()).filter_map(|row| self.article(row));
        articles.collect::<Vec<_>>().into_iter()
    }
}

/// The columns while they grow.
#[derive(Default)]
struct Builder {
    text: String,
    rows: Vec<Row>,
    names: Interner,
    authors: Vec<NameId>,
    body: Vec<Span>,
    dates: Vec<DateCell>,
    comment_text: Vec<Span>,
    comment_rows: Vec<(u32, u32)>,
    packed: Packer,
    folded: Folded,
}

impl Builder {
    fn push(&mut self, article: &Article) {
        let number = small(self.rows.len());
        self.text.push_str(&article.text);
        for author in &article.authors {
            self.authors.extend(self.names.intern(author));
        }
        self.body.extend(&article.body);
        self.dates.push(DateCell::from(&article.published));
        let comments = self.comment_text.len();
        let paragraphs = article.comments.iter().flat_map(|comment| &comment.text);
        self.comment_text.extend(paragraphs);
        if self.comment_text.len() > comments {
            self.comment_rows
                .push((number, small(self.comment_text.len())));
        }
        self.folded.push(number, article);
        pack_evidence(article, &mut self.packed);
        let details = small(self.packed.bytes.len());
        pack_details(article, &mut self.packed);
        let mut intern = |name: Option<&str>| name.and_then(|name| self.names.intern(name));
        let row = Row {
            key: article.key,
            prints: article.prints,
            text: self.text.len() as u64,
            packed: small(self.packed.bytes.len()),
            details,
            authors: small(self.authors.len()),
            body: small(self.body.len()),
            headline_from: intern(Some(&article.headline_from)),
            source: intern(article.source.as_deref()),
            place: intern(article.place.as_deref()),
            agency: intern(article.agency.as_deref()),
            language: intern(article.language.as_deref()),
            path: intern(Some(&article.origin.path)),
            headline: Headline::None,
            source_from: article.source_from,
            format: article.origin.format,
        };
        let headline = self.headline(article);
        self.rows.push(Row { headline, ..row });
    }

    fn headline(&mut self, article: &Article) -> Headline {
        let Some(headline) = &article.headline else {
            return Headline::None;
        };
        if let Some(start) = text::find(&article.text, headline) {
            return Headline::Text(Span::new(start, start + headline.len()));
        }
        self.names
            .add(headline)
            .map_or(Headline::None, Headline::Name)
    }

    fn finish(mut self, first: ArticleId) -> Batch {
        self.text.shrink_to_fit();
        self.authors.shrink_to_fit();
        self.body.shrink_to_fit();
        self.comment_text.shrink_to_fit();
        self.comment_rows.shrink_to_fit();
        self.packed.bytes.shrink_to_fit();
        self.folded.shrink_to_fit();
        let mut by_key: Vec<u32> = (0..small(self.rows.len())).collect();
        by_key.sort_by_key(|row| self.rows.get(*row as usize).map(|row| row.key));
        Batch {
            first,
            text: Arc::new(self.text),
            rows: self.rows,
            names: self.names.finish(),
            authors: self.authors,
            body: self.body,
            dates: self.dates,
            comment_text: self.comment_text,
            comment_rows: self.comment_rows,
            by_key,
            packed: self.packed.bytes,
            folded: self.folded,
        }
    }
}

/// Offsets of a batch fit 32 bits: a batch holds some MB, an article at most 32 MiB.
fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
