//! The filter line as a value: terms with spans, printed back exactly as read.
//!
//! Promises: [`parse`] never panics on any text and reports every fault with its place and what
//! was expected there; printing a parsed query and parsing it again gives the same query. What a
//! term *finds* is [`crate::search`]'s business; nothing here knows an article.

use std::ops::Range;

mod atoms;
mod clock;
mod complete;
mod dates;
mod edit;
mod fields;
mod lex;
mod parse;
mod pattern;
mod print;
mod saved;
#[cfg(test)]
mod tests;
mod times;

use chrono::{NaiveDate, NaiveDateTime};

pub use clock::{later, moment, written as offset_written};
pub use complete::{Candidate, Completion, Known, complete};
pub use edit::{
    Chip, all_off, all_on, chips, clear_source, clear_tests, drop_last_term, has_test, set_source,
    set_test, source_term, term_at, toggle_all, toggle_headlines_only, toggle_term,
};
pub use fields::{FieldHelp, fields, forms};
pub use parse::{Names, names_saved, parse, parse_with};
pub use pattern::Pattern;
pub use print::quoted;
pub use saved::Saved;
pub use times::{
    asks_any_date, clear_dates, clear_dates_and_mentions, clear_mentions, date_or_mentions_term,
    date_term, mentions_term, set_any_date, set_dates, set_dates_or_mentions, set_mentions,
    toggle_times,
};

use crate::article::{DateKind, Format, Precision, Verdict};

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

impl Query {
    /// The terms that are not switched off.
    pub fn active(&self) -> impl Iterator<Item = &Term> {
        self.terms.iter().filter(|term| !term.off)
    }

    /// Whether nothing narrows the collection: no term that is on and looks for something.
    pub fn is_everything(&self) -> bool {
        self.active()
            .all(|term| term.expr == Expr::Test(Test::InHeadline))
    }

    /// Whether any term looks for words in headline and text, so that where they were found is
    /// worth telling.
    pub fn looks_for_words(&self) -> bool {
        let of_text = |test: &Test| {
            matches!(
                test,
                Test::Word(_) | Test::Exact(_) | Test::Phrase(_) | Test::Regex(None, _)
            )
        };
        self.active()
            .any(|term| term.expr.tests().into_iter().any(of_text))
    }

    /// Whether any term asks for what is found out in the background, after the list stands.
    pub fn asks_for_findings(&self) -> bool {
        let found_out = |test: &Test| matches!(test, Test::Mentions(_) | Test::Language(_));
        self.active()
            .any(|term| term.expr.tests().into_iter().any(found_out))
    }
}

/// What [`parse`] made of a line.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    /// Every term that could be read, faulty ones left out.
    pub query: Query,
    /// What could not, left to right.
    pub faults: Vec<Fault>,
}

/// One term of the line, a chip on the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// Where it stands in [`Query::text`], in bytes.
    pub span: Range<usize>,
    /// Switched off by `#`: kept in the line, finds nothing and hides nothing.
    pub off: bool,
    /// What it asks for.
    pub expr: Expr,
}

/// What a term asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// `-x`, `!x`
    Not(Box<Self>),
    /// `a | b`
    Any(Vec<Self>),
    /// `( a b )`
    All(Vec<Self>),
    /// A single test.
    Test(Test),
}

impl Expr {
    /// Whether a part of it is a "not".
    pub fn excludes(&self) -> bool {
        match self {
            Self::Not(_) => true,
            Self::Any(parts) | Self::All(parts) => parts.iter().any(Self::excludes),
            Self::Test(_) => false,
        }
    }

    /// Every test in it, left to right.
    pub fn tests(&self) -> Vec<&Test> {
        match self {
            Self::Not(inner) => inner.tests(),
            Self::Any(parts) | Self::All(parts) => parts.iter().flat_map(Self::tests).collect(),
            Self::Test(test) => vec![test],
        }
    }
}

/// A single test of an article.
#[derive(Clone, Debug, PartialEq)]
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
    Regex(Option<Field>, Pattern),
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
    /// Wholly inside the hours or minutes (`date:2018-01-07T14`).
    During(ClockSpan),
    /// Overlaps them (`date:~2018-01-07T14`).
    Meets(ClockSpan),
    /// The last so many days up to today (`date:last-30d`), today included.
    Last(u32),
    /// `date:today`
    Today,
    /// `date:fri`: ISO weekday, 1 = Monday.
    Weekday(u8),
    /// `date:none|inferred|explicit|given`
    Kind(DateKind),
    /// Dated, but less exactly than this: `date:no-month|no-day|no-hour|no-minute`.
    LessExact(Precision),
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

/// A span by the clock, in whole minutes; an open end is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockSpan {
    /// First moment.
    pub start: Option<NaiveDateTime>,
    /// First moment after it.
    pub end: Option<NaiveDateTime>,
    /// Minutes east of UTC of either end, where said: of two times that the clock shows alike
    /// they tell which is meant.
    pub offsets: (Option<i16>, Option<i16>),
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
    /// An earlier article again, with the same text.
    Copy,
    /// An earlier article again, with another text.
    Version,
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
