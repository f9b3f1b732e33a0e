//! The filter line as a value: terms with spans, printed back exactly as read.
//!
//! Promises: [`parse`] never panics on any text and reports every fault with its place and what
//! was expected there; printing a parsed query and parsing it again gives the same query. What a
//! term *finds* is [`crate::search`]'s business; nothing here knows an article.

use std::ops::Range;

use chrono::NaiveDate;
use regex::Regex;

use crate::article::{DateKind, Format, Verdict};

/// Longest filter line, in characters.
pub const LONGEST_LINE: usize = 4096;

/// A parsed filter line: terms joined by "and".
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// The line as typed.
    pub text: String,
    /// Its terms, left to right.
    pub terms: Vec<Term>,
    /// Whether bare words and phrases look in headline and lead only (`in:headline`).
    pub headlines_only: bool,
}

/// One term of the line, a chip on the screen.
#[derive(Clone, Debug)]
pub struct Term {
    /// Where it stands in [`Query::text`], in bytes.
    pub span: Range<usize>,
    /// Switched off by `#`: kept in the line, finds nothing and hides nothing.
    pub off: bool,
    /// What it asks for.
    pub expr: Expr,
}

/// What a term asks for.
#[derive(Clone, Debug)]
pub enum Expr {
    /// `-x`, `!x`
    Not(Box<Expr>),
    /// `a | b`
    Any(Vec<Expr>),
    /// `( a b )`
    All(Vec<Expr>),
    /// A single test.
    Test(Test),
}

/// A single test of an article.
#[derive(Clone, Debug)]
pub enum Test {
    /// A bare word: fuzzy in headline, lead, source, author, place, agency; word start in the body.
    Word(String),
    /// `'sanction`: these very letters in headline or body.
    Exact(String),
    /// `^iran`: at the start of the headline.
    HeadlineStarts(String),
    /// `deal$`: at the end of the headline.
    HeadlineEnds(String),
    /// `"gas pipeline"`
    Phrase(String),
    /// `in:headline`: a mode of the whole line, matches everything by itself.
    InHeadline,
    /// `body:` `headline:` `author:` `place:` `comment:` `note:`: substring of that field.
    Field(Field, String),
    /// `source:tasnim`, `source:="Press TV"`, `source:none`
    Source(SourceTest),
    /// `date:` `after:` `before:`
    Date(DateTest),
    /// `mentions:2018-01`
    Mentions(DaySpan),
    /// `tag:iran`
    Tag(String),
    /// `is:read` and its like
    Is(State),
    /// `verdict:keep`
    Verdict(Verdict),
    /// `has:note`, `has:comments`
    Has(Has),
    /// `lang:fa`
    Language(String),
    /// `format:html`
    Format(Format),
    /// `path:2018/`
    Path(String),
    /// `re:/…/` and `body:re:/…/`
    Regex(Option<Field>, Regex),
}

/// A field that can be searched by substring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Body paragraphs.
    Body,
    /// Headline, or lead where there is none.
    Headline,
    /// Authors.
    Author,
    /// Place of the dateline.
    Place,
    /// Comments.
    Comment,
    /// The reader's note.
    Note,
}

/// What a `source:` term asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SourceTest {
    /// A source like this (fuzzy on its words).
    Like(String),
    /// Exactly this source, whatever its case.
    Is(String),
    /// Unknown source.
    None,
}

/// What a `date:` term asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateTest {
    /// Wholly inside the span.
    In(DaySpan),
    /// Overlaps the span (`date:~2018`).
    Touches(DaySpan),
    /// The last so many days up to today (`date:last-30d`), today included.
    Last(u32),
    /// `date:today`
    Today,
    /// `date:fri`: ISO weekday, 1 = Monday.
    Weekday(u8),
    /// `date:none|inferred|explicit|given`
    Kind(DateKind),
    /// After today.
    Future,
}

/// A span of whole days, both ends included; an open end is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DaySpan {
    /// First day.
    pub first: Option<NaiveDate>,
    /// Last day.
    pub last: Option<NaiveDate>,
}

/// A state of review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Read.
    Read,
    /// Not read.
    Unread,
    /// Starred.
    Starred,
    /// Without a verdict.
    Unjudged,
}

/// A thing an article may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Has {
    /// A note.
    Note,
    /// Comments.
    Comments,
}

/// A fault in the line; the line's other terms are still usable.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{expected}")]
pub struct Fault {
    /// Where, in bytes of the line.
    pub span: Range<usize>,
    /// What was expected there, with the likely mend ("a year, month or day, as in date:2018-01").
    pub expected: String,
}
