//! Articles on their way into a batch.
//!
//! Promises: an article is packed as it comes and can be let go at once; a batch is made of exactly
//! as much memory as it needs, in a few pieces that are never moved or made smaller: what is cut
//! off a piece of memory afterwards is lost to the process for as long as what stands beside it.

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::super::details::{pack_details, pack_evidence};
use super::super::folded::Folded;
use super::super::head::{Profile, pack_head};
use super::super::names::Interner;
use super::super::pack::Packer;
use super::copy_numbers::CopyNumbers;
use super::{Batch, Row, small};
use crate::article::{Article, ArticleId, ArticleKey, Span};

/// Longest text that the room for is kept for the next batch, in bytes.
const MOST_KEPT: usize = 4 << 20;

/// The columns of a batch while they grow. It can be used again for the next batch: what it packs
/// articles into is kept, so that a reader goes over the same memory again and again.
#[derive(Debug, Default)]
pub struct BatchBuilder {
    text: String,
    rows: Vec<Row>,
    keys: Vec<ArticleKey>,
    profiles: Vec<Profile>,
    known_profiles: HashMap<Profile, usize, RandomState>,
    names: Interner,
    body: Vec<Span>,
    comment_text: Vec<Span>,
    comment_rows: Vec<(u32, u32)>,
    copies: CopyNumbers,
    packed: Packer,
    /// Evidence, before it is known how long it is.
    evidence: Packer,
    folded: Folded,
}

impl BatchBuilder {
    /// How many articles were taken in since the last batch.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Takes in the next article. Linear in its text.
    pub fn push(&mut self, article: &Article) {
        let number = small(self.rows.len());
        self.text.push_str(&article.text);
        self.body.extend(&article.body);
        let comments = self.comment_text.len();
        let paragraphs = article.comments.iter().flat_map(|comment| &comment.text);
        self.comment_text.extend(paragraphs);
        if self.comment_text.len() > comments {
            self.comment_rows
                .push((number, small(self.comment_text.len())));
        }
        self.copies.push(article.prints.copy);
        self.folded.push(number, article);
        self.pack(article);
        self.keys.push(article.key);
        self.rows.push(Row {
            text: small(self.text.len()),
            packed: small(self.packed.bytes.len()),
            body: small(self.body.len()),
        });
    }

    fn pack(&mut self, article: &Article) {
        let profile = self.profile(article);
        pack_head(article, profile, &mut self.names, &mut self.packed);
        self.evidence.bytes.clear();
        pack_evidence(article, &mut self.names, &mut self.evidence);
        self.packed.size(self.evidence.bytes.len());
        self.packed.bytes.extend_from_slice(&self.evidence.bytes);
        pack_details(article, &mut self.packed);
    }

    fn profile(&mut self, article: &Article) -> usize {
        let mut intern = |name: Option<&str>| name.and_then(|name| self.names.intern(name));
        let profile = Profile {
            headline_from: intern(Some(&article.headline_from)),
            source: intern(article.source.as_deref()),
            place: intern(article.place.as_deref()),
            agency: intern(article.agency.as_deref()),
            language: intern(article.language.as_deref()),
            source_from: article.source_from,
            format: article.origin.format,
            confidence: article.published.confidence.map(f32::to_bits),
        };
        let next = self.profiles.len();
        let place = *self.known_profiles.entry(profile).or_insert(next);
        if place == next {
            self.profiles.push(profile);
        }
        place
    }

    /// The batch of these articles, in no more room than they need; `first` is the ordinal of the
    /// first of them. What comes next belongs to another batch.
    pub fn finish(&mut self, first: ArticleId) -> Batch {
        let mut by_key: Vec<u32> = (0..small(self.rows.len())).collect();
        by_key.sort_by_key(|row| self.keys.get(*row as usize));
        self.keys.clear();
        self.known_profiles.clear();
        let batch = Batch {
            first,
            text: Arc::new(self.text.as_str().to_owned()),
            rows: taken(&mut self.rows),
            profiles: taken(&mut self.profiles),
            names: self.names.finish(),
            body: taken(&mut self.body),
            comment_text: taken(&mut self.comment_text),
            comment_rows: taken(&mut self.comment_rows),
            by_key,
            copies: self.copies.finish(),
            packed: taken(&mut self.packed.bytes),
            folded: self.folded.finish(),
        };
        if self.text.capacity() > MOST_KEPT {
            *self = Self::default();
        }
        self.text.clear();
        batch
    }
}

/// What a column holds, in no more room than that; the column is empty then.
pub(in crate::store) fn taken<T: Clone>(column: &mut Vec<T>) -> Vec<T> {
    let all = column.as_slice().to_vec();
    column.clear();
    all
}
