//! Time expressions as they were found in a text.

use super::Span;

/// TIMEX3 class of a time expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MentionKind {
    /// A calendar date or a vague reference to one.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A recurring time.
    Set,
}

impl MentionKind {
    /// The TIMEX3 name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// Which part of the article speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MentionIn {
    /// The headline.
    Headline,
    /// The body.
    Body,
    /// A comment.
    Comment,
    /// Anything else.
    Other,
}

impl MentionIn {
    /// The name used in records.
    pub fn name(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Body => "body",
            Self::Comment => "comment",
            Self::Other => "other",
        }
    }
}

/// A time expression in the text (TimeML 1.2.1, TIMEX3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands in [`Article::text`](super::Article::text).
    pub span: Span,
    /// Its class.
    pub kind: MentionKind,
    /// TIMEX3 value, `None` while nothing anchors it.
    pub value: Option<String>,
    /// Which part of the article speaks.
    pub place: MentionIn,
}
