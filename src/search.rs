//! From a query and the batches to the articles that match.
//!
//! Promises: the answer equals that of a naive reading of every article; a search can be
//! interrupted between chunks; an answer carries the generation of its request, so that a stale
//! one is recognised. No threads and no clock here: [`crate::runtime`] brings both.

mod answer;
mod blocks;
mod by_date;
mod columns;
mod corrections;
mod dates;
mod evaluate;
mod explain;
mod facets;
mod held;
mod hiding;
mod highlight;
mod holders;
mod index;
mod leaf;
mod letters;
mod memo;
mod order;
mod pattern;
mod plan;
mod postings;
mod records;
mod scan;
mod slips;
mod sources;
mod spoken;
mod vocabulary;
mod workers;

use std::sync::Arc;

use chrono::NaiveDate;

pub use crate::config::Order;
pub use dates::timex_days;
pub use held::Held;
pub use hiding::hiding;
pub use highlight::{Highlighter, highlights};
pub use index::Index;
pub use workers::Workers;

use crate::article::{ArticleId, Precision};
use crate::query::Query;
use crate::store::Bits;
use crate::timeline;

/// A question to the index.
#[derive(Clone, Debug)]
pub struct Request {
    /// Number of the question; an answer with a lower one is stale.
    pub generation: u64,
    /// What is asked.
    pub query: Arc<Query>,
    /// Order of the hits.
    pub order: Order,
    /// Articles that stay in the list though they match no more (judged a moment ago).
    pub keep: Vec<ArticleId>,
    /// The day that relative spans count from.
    pub today: NaiveDate,
    /// What the timeline shows.
    pub chart: timeline::Ask,
}

/// An answer of the index.
#[derive(Clone, Debug)]
pub struct Hits {
    /// The request it answers.
    pub generation: u64,
    /// The query it answers.
    pub query: Arc<Query>,
    /// Whether body hits are in it too; `false` while they are still being looked for.
    pub complete: bool,
    /// The articles that match (and the kept ones).
    pub set: Arc<Bits>,
    /// The same in list order.
    pub order: Arc<Vec<ArticleId>>,
    /// The same, newest first, undated last, whatever the order of the list.
    pub by_date: Arc<Vec<ArticleId>>,
    /// How many have a date: the first so many of `by_date`.
    pub dated: usize,
    /// Articles of `order` that match no more and are kept for now, sorted by id.
    pub kept: Vec<ArticleId>,
    /// Counts for the status line.
    pub counts: Counts,
    /// Sources of what everything but `source:` terms leaves.
    pub sources: Vec<SourceCount>,
    /// Dates of what everything but date terms leaves.
    pub dates: DateCounts,
    /// Languages, formats, tags and verdicts, each of what everything but its own terms leaves.
    pub records: RecordCounts,
    /// The timeline of the result.
    pub chart: Arc<timeline::Chart>,
    /// Why nothing was found; present exactly when a query with terms found nothing.
    pub nothing: Option<Nothing>,
}

/// Counts of one answer, in articles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// In the collection.
    pub total: usize,
    /// That match.
    pub hits: usize,
    /// That match by headline, lead, source, author, place or agency alone.
    pub in_headlines: usize,
    /// That need a body to match.
    pub in_text: usize,
    /// That would match if comments counted.
    pub in_comments: usize,
    /// Matching without a date.
    pub undated: usize,
    /// Matching with an inferred date.
    pub inferred: usize,
    /// That may fall into the date span but need not (their precision is wider).
    pub may_fall: usize,
}

/// One row of the source picker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceCount {
    /// Its name, `None` for unknown.
    pub name: Option<Arc<str>>,
    /// Its name folded, to look for what is typed; empty for unknown.
    pub folded: Arc<str>,
    /// Articles.
    pub count: usize,
    /// Of these, with the source inferred.
    pub inferred: usize,
    /// First and last day, where dated.
    pub days: Option<(NaiveDate, NaiveDate)>,
}

/// What the date picker shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateCounts {
    /// Articles by first day and precision, oldest first.
    pub days: Vec<DateCount>,
    /// Without a date.
    pub none: usize,
    /// With an inferred date.
    pub inferred: usize,
    /// After today.
    pub future: usize,
}

/// What articles are by their record and by the reader's marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordCounts {
    /// Languages (BCP 47).
    pub languages: Vec<ValueCount>,
    /// Formats.
    pub formats: Vec<ValueCount>,
    /// Tags.
    pub tags: Vec<ValueCount>,
    /// Verdicts; who has none is counted nowhere.
    pub verdicts: Vec<ValueCount>,
}

/// Articles with one value of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueCount {
    /// The value.
    pub value: String,
    /// Articles.
    pub count: usize,
}

/// Articles with one date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateCount {
    /// First day of the date.
    pub day: NaiveDate,
    /// Year, month or day (finer ones count as day).
    pub precision: Precision,
    /// Articles.
    pub count: usize,
}

/// Why nothing was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Nothing {
    /// For each term that is on: its index in [`Query::terms`] and how many articles it finds alone.
    pub alone: Vec<(usize, usize)>,
    /// Words found nowhere, with the nearest word there is.
    pub offers: Vec<Offer>,
}

/// A word that would be found instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Index of the term in [`Query::terms`].
    pub term: usize,
    /// The nearest word of headlines, sources and bodies.
    pub instead: String,
}
