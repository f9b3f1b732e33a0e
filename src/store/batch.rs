//! A batch: the columns of the articles that were read together. Built off the interface thread,
//! immutable afterwards.
//!
//! All text lies in one arena. What filters and lists look at are columns; what only an open
//! article shows is packed ([`super::details`]). Kept text and what hangs on it stay within
//! 1.15 times the text and 200 bytes an article, folded copies counted apart; a test holds it.

mod builder;
mod copy_numbers;

use std::ops::Range;
use std::sync::Arc;

use super::details::{Evidence, unpack_evidence};
use super::folded::Folded;
use super::head::{
    Head, Headline, Profile, get_profile, unpack_authors, unpack_head, unpack_identity,
};
use super::held::Held;
use super::names::{NameId, Names};
use super::pack::Unpacker;
use super::view::View;
use crate::article::{Article, ArticleId, ArticleKey, Fingerprints, Span};

use copy_numbers::CopyNumbers;

pub use builder::BatchBuilder;
pub(super) use builder::taken;

/// Articles `first..first + len` as columns.
#[derive(Debug)]
pub struct Batch {
    first: ArticleId,
    text: Arc<String>,
    rows: Vec<Row>,
    profiles: Vec<Profile>,
    pub(super) names: Names,
    body: Vec<Span>,
    /// Paragraphs of comments, and which articles they belong to: `(row, end in comment_text)`.
    comment_text: Vec<Span>,
    comment_rows: Vec<(u32, u32)>,
    /// Rows in the order of their keys.
    by_key: Vec<u32>,
    copies: CopyNumbers,
    packed: Vec<u8>,
    folded: Folded,
}

/// What scans need of an article at once: ends in the batch's arenas and pools; the row before has
/// the starts.
#[derive(Clone, Copy, Debug)]
struct Row {
    text: u32,
    packed: u32,
    body: u32,
}

impl Batch {
    /// Builds the columns of consecutive articles; `first` is the ordinal of the first of them.
    ///
    /// Linear in the text; the articles are freed one by one as they are taken in.
    pub fn build(first: ArticleId, articles: Vec<Article>) -> Self {
        let mut builder = BatchBuilder::default();
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
        let mut copies = std::mem::take(&mut self.copies);
        for row in 0..self.len() {
            let (_, prints) = self.identity(row);
            copies.set(row, copy(prints.digests()));
        }
        self.copies = copies;
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
        let end = |row: &Row| row.text as usize;
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
        let before = |row: &Row| row.text as usize <= byte;
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
        self.name(self.head(row)?.path)
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
        let key_of = |row: &u32| self.identity(*row as usize).0;
        let at = self.by_key.partition_point(|row| key_of(row) < key);
        let same = self.by_key.iter().skip(at);
        same.take_while(move |row| key_of(row) == key)
            .map(|row| ArticleId(self.first.0.saturating_add(*row)))
    }

    /// Bytes on the heap by what they are for.
    ///
    /// Linear in the articles: headlines that stand beside the text count as text.
    pub fn held(&self) -> Held {
        let beside = (0..self.len()).filter_map(|row| match self.head(row)?.headline {
            Headline::Name(id) => Some(self.names.get(id).len()),
            Headline::Text(_) | Headline::None => None,
        });
        let beside: usize = beside.sum();
        Held {
            text: self.text.capacity() + beside,
            folded: self.folded.heap_bytes(),
            columns: self.rows.capacity() * size_of::<Row>()
                + self.profiles.capacity() * size_of::<Profile>()
                + (self.body.capacity() + self.comment_text.capacity()) * size_of::<Span>()
                + self.comment_rows.capacity() * size_of::<(u32, u32)>()
                + self.copies.heap_bytes()
                + self.by_key.capacity() * size_of::<u32>(),
            names: self.names.heap_bytes() - beside,
            details: self.packed.capacity(),
            later: 0,
        }
    }

    /// The names of the batch.
    pub(super) fn name(&self, id: Option<NameId>) -> Option<&str> {
        id.map(|id| self.names.get(id))
    }

    /// What is known of a row at a glance; `None` behind the last row.
    pub(super) fn head(&self, row: usize) -> Option<Head> {
        (row < self.rows.len()).then(|| unpack_head(&mut self.packed(row)))
    }

    /// What a row has in common with others.
    pub(super) fn profile(&self, row: usize) -> Option<&Profile> {
        self.profiles.get(get_profile(&mut self.packed(row)))
    }

    /// The authors of a row.
    pub(super) fn authors(&self, row: usize) -> impl Iterator<Item = &str> {
        let mut packed = self.packed(row);
        unpack_head(&mut packed);
        unpack_authors(&mut packed).map(|id| self.names.get(id))
    }

    /// Key and fingerprints of a row.
    pub(super) fn identity(&self, row: usize) -> (ArticleKey, Fingerprints) {
        let mut packed = self.packed(row);
        unpack_head(&mut packed);
        drop(unpack_authors(&mut packed));
        let (key, prints) = unpack_identity(&mut packed);
        let copy = self.copies.of(row);
        (key, Fingerprints { copy, ..prints })
    }

    /// How date and origin of a row are known.
    pub(super) fn evidence(&self, row: usize) -> Evidence {
        let head = unpack_head(&mut self.packed(row));
        let (mut evidence, _) = self.behind_identity(row);
        let mut evidence = unpack_evidence(&head, &self.names, &mut evidence);
        let confidence = self.profile(row).and_then(|profile| profile.confidence);
        evidence.published.confidence = confidence.map(f32::from_bits);
        evidence
    }

    /// The rest of a row, packed.
    pub(super) fn details(&self, row: usize) -> Unpacker<'_> {
        self.behind_identity(row).1
    }

    /// Evidence and details.
    fn behind_identity(&self, row: usize) -> (Unpacker<'_>, Unpacker<'_>) {
        let mut packed = self.packed(row);
        unpack_head(&mut packed);
        drop(unpack_authors(&mut packed));
        unpack_identity(&mut packed);
        let length = packed.size();
        let evidence = packed;
        packed.skip(length);
        (evidence, packed)
    }

    /// Range of a pool that belongs to a row, from a column of ends.
    fn range(&self, row: usize, end: impl Fn(&Row) -> u32) -> Range<usize> {
        let at = |row: usize| self.rows.get(row).map_or(0, |row| end(row) as usize);
        row.checked_sub(1).map_or(0, at)..at(row)
    }

    /// Everything that is packed of a row.
    fn packed(&self, row: usize) -> Unpacker<'_> {
        let range = self.range(row, |row| row.packed);
        Unpacker::new(self.packed.get(range).unwrap_or_default())
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

/// Offsets of a batch fit 32 bits: a batch holds some MB, an article at most 32 MiB.
fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
