//! The record types: what one news text is once it has been read.
//!
//! Plain data, no behaviour beyond looking at itself. Everything foreign in here has already
//! passed [`crate::text::sanitise`]; nothing in here is trusted to be true, which is why a
//! headline, a source and a date each say where they were read.
//!
//! One text, many spans: an [`Article`] owns its kept text once ([`Article::text`]) and body
//! paragraphs, comments, related headlines and boilerplate are [`Span`]s of it, so that the store
//! keeps one copy and the raw lines can always be shown as they were read.

mod again;
pub mod date;
mod fingerprints;
mod format;
pub mod mark;
pub mod mention;
mod unread;

use std::sync::Arc;

pub use again::{Again, Sameness};
pub use date::{DateKind, Moment, NoMoment, Precision, Published};
pub use fingerprints::Fingerprints;
pub use format::Format;
pub use mark::{Correction, Mark, Verdict, VerdictNames};
pub use mention::{Mention, MentionIn, MentionKind};

/// Ordinal of an article in its collection: the order of reading, from 0, never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub u32);

impl ArticleId {
    /// The ordinal as an index into columns.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Identity of an article across moves, renames and re-scrapes: printed as 16 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleKey(pub u64);

impl std::fmt::Display for ArticleKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl std::str::FromStr for ArticleKey {
    type Err = std::num::ParseIntError;

    /// Reads 16 hexadecimal digits.
    ///
    /// # Errors
    /// When a character is no hexadecimal digit or there are more than 16 of them.
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        u64::from_str_radix(s, 16).map(Self)
    }
}

/// Bytes `start..end` of [`Article::text`], always on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from byte offsets; offsets beyond 4 GiB are clamped (a text is at most 32 MiB).
    pub fn new(start: usize, end: usize) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self {
            start: clamp(start),
            end: clamp(end),
        }
    }

    /// The spanned text, or the empty string if the span does not lie in `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// The span as a range of byte offsets.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.range().len()
    }

    /// Whether the span holds nothing.
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }
}

/// Where an article was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Path as given or found, lossless names escaped for display; `-` is standard input,
    /// `seeds/…` without a leading folder are the built-in samples.
    pub path: Arc<str>,
    /// Record number in the file, from 0.
    pub part: u32,
    /// Byte range of the record in the file.
    pub bytes: (u64, u64),
    /// Format of the record.
    pub format: Format,
}

/// Role of a line or a piece of text in an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Label {
    /// The headline.
    Title,
    /// The publisher named on a line of its own.
    Source,
    /// Page furniture about the article (news id, section, reading time).
    Meta,
    /// The publication or update date.
    Date,
    /// Who wrote it.
    Byline,
    /// The article itself.
    Body,
    /// A headline of another article between body paragraphs.
    InlineRelated,
    /// A headline of another article after the body.
    Related,
    /// The line under a related headline that says what it is about.
    RelatedStandfirst,
    /// Buttons, section names, notices.
    Boilerplate,
    /// The line that opens the comments.
    CommentHead,
    /// Who commented.
    CommentAuthor,
    /// When it was commented.
    CommentTime,
    /// What was commented.
    CommentText,
}

impl Label {
    /// Every label, in the order of the enumeration.
    pub const ALL: [Self; 14] = [
        Self::Title,
        Self::Source,
        Self::Meta,
        Self::Date,
        Self::Byline,
        Self::Body,
        Self::InlineRelated,
        Self::Related,
        Self::RelatedStandfirst,
        Self::Boilerplate,
        Self::CommentHead,
        Self::CommentAuthor,
        Self::CommentTime,
        Self::CommentText,
    ];

    /// The name used in records and on the evidence screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Source => "source",
            Self::Meta => "meta",
            Self::Date => "date",
            Self::Byline => "byline",
            Self::Body => "body",
            Self::InlineRelated => "inline_related",
            Self::Related => "related",
            Self::RelatedStandfirst => "related_standfirst",
            Self::Boilerplate => "boilerplate",
            Self::CommentHead => "comment_head",
            Self::CommentAuthor => "comment_author",
            Self::CommentTime => "comment_time",
            Self::CommentText => "comment_text",
        }
    }
}

/// How a source is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum SourceFrom {
    /// Named as the publisher.
    Explicit,
    /// Concluded, for instance from the agency of the dateline; shown with `~`.
    Inferred,
    /// The reader said so; shown with `=`.
    Given,
    /// Nothing names it.
    #[default]
    None,
}

impl SourceFrom {
    /// The sign before a source that was not simply read.
    pub fn sign(self) -> Option<&'static str> {
        match self {
            Self::Inferred => Some("~"),
            Self::Given => Some("="),
            Self::Explicit | Self::None => None,
        }
    }

    /// The name used in records.
    pub fn name(self) -> &'static str {
        match self {
            Self::Explicit => "explicit",
            Self::Inferred => "inferred",
            Self::Given => "given",
            Self::None => "none",
        }
    }
}

/// Another article's headline shown on this page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The headline; `None` when only its standfirst was kept.
    pub headline: Option<Span>,
    /// The line under it.
    pub standfirst: Option<Span>,
    /// Whether it stood between body paragraphs.
    pub inline: bool,
    /// The article of the collection it names, found by the collection pass.
    pub article: Option<ArticleId>,
}

/// A reader's comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Who wrote it.
    pub author: Option<Span>,
    /// When, as written.
    pub time: Option<Moment>,
    /// Its paragraphs, page buttons left out.
    pub text: Vec<Span>,
    /// The name it addresses (`@Name:`).
    pub reply_to: Option<String>,
}

/// What went wrong, was cut, repaired or skipped while reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Class of the trouble, for counting.
    pub kind: IssueKind,
    /// One sentence: what, where, and the mend if there is one.
    pub message: String,
}

/// Class of an [`Issue`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IssueKind {
    /// The file or record gave no article.
    Skipped,
    /// Something was longer than its bound.
    Cut,
    /// Something was mended: an encoding, a control character, a broken record.
    Repaired,
    /// The system refused the file.
    Unreadable,
}

impl IssueKind {
    /// The name used in `check`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Skipped => "skipped",
            Self::Cut => "cut",
            Self::Repaired => "repaired",
            Self::Unreadable => "unreadable",
        }
    }
}

/// Characters that sanitising took out of the text, so that offsets into the decoded file can be
/// given: before byte `at` of the kept text, `chars` characters of the original are missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Removal {
    /// Byte offset in the kept text.
    pub at: u32,
    /// How many characters were removed there.
    pub chars: u32,
}

/// One news text with its record.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// Identity, see [`ArticleKey`].
    pub key: ArticleKey,
    /// What it is recognised by when it is met again.
    pub prints: Fingerprints,
    /// Where it was read.
    pub origin: Origin,
    /// The kept text: for plain text the whole decoded, sanitised file with `\n` line ends; for
    /// other formats the pieces that the spans need, in reading order, a blank line between them.
    pub text: String,
    /// What sanitising removed from `text`, in order.
    pub removed: Vec<Removal>,
    /// The headline, `None` where there is none (screens show the lead instead).
    pub headline: Option<String>,
    /// Where the headline was read, in words ("first line").
    pub headline_from: String,
    /// Who published it.
    pub source: Option<String>,
    /// How the source is known.
    pub source_from: SourceFrom,
    /// Who wrote it, as written, without "By".
    pub authors: Vec<String>,
    /// Place of the dateline.
    pub place: Option<String>,
    /// Agency of the dateline.
    pub agency: Option<String>,
    /// When it was published.
    pub published: Published,
    /// When it was last changed, as written.
    pub updated: Option<Moment>,
    /// Canonical link.
    pub url: Option<String>,
    /// BCP 47 language tag.
    pub language: Option<String>,
    /// Body paragraphs, dateline taken out of the first; a paragraph may span line feeds, which
    /// are blanks.
    pub body: Vec<Span>,
    /// Headlines of other articles, inline ones first come first.
    pub related: Vec<Related>,
    /// Readers' comments.
    pub comments: Vec<Comment>,
    /// Everything that is page and not article.
    pub boilerplate: Vec<Span>,
    /// Time expressions, in order of appearance.
    pub mentions: Vec<Mention>,
    /// Plain text only: one label a line of `text` split at `\n`; `None` is blank.
    pub lines: Vec<Option<Label>>,
    /// What reading it had to mend or cut.
    pub issues: Vec<Issue>,
    /// Other articles of the collection that are this one again; none before the collection is
    /// complete.
    pub again: Vec<Again>,
}

impl Article {
    /// First body paragraph, the lead, which stands in where there is no headline.
    pub fn lead(&self) -> &str {
        self.body.first().map_or("", |span| span.of(&self.text))
    }
}

/// What the collection pass, or a later correction, changes about an article already stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Patch {
    /// The article.
    pub id: ArticleId,
    /// What changes.
    pub change: Change,
}

/// How the paragraphs of a plain text are read once the collection tells more of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageParts {
    /// Body paragraphs.
    pub body: Vec<Span>,
    /// Headlines of other articles.
    pub related: Vec<Related>,
    /// Everything that is page and not article.
    pub boilerplate: Vec<Span>,
    /// One label a line of the text.
    pub lines: Vec<Option<Label>>,
    /// Which lines moved, in their order, and why.
    pub moved: Vec<Moved>,
}

/// A line that went from one part of the page to another because of what the collection tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Its number, counted from 0.
    pub line: u32,
    /// Why.
    pub why: MovedBy,
}

/// What the collection tells of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MovedBy {
    /// So many other articles of the same source or folder show it.
    Others(u32),
    /// It is the headline of that article.
    Headline(ArticleId),
}

/// One change of a [`Patch`].
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// A publication date found with the help of other articles.
    Published(Published),
    /// A source found with the help of other articles.
    Source(Option<String>, SourceFrom),
    /// The paragraphs, read anew: some are lines that the page of many articles shows, or headlines
    /// of other articles. Headline, lead, record and comments stay what they are.
    Parts(Arc<PageParts>),
    /// The related headline with this index is that article's, or no one article's any more.
    RelatedIs(u16, Option<ArticleId>),
    /// These are the same article again.
    Again(Vec<Again>),
    /// Time expressions, with values that may have become known.
    Mentions(Vec<Mention>),
    /// What the reader set by hand, instead of what was set before; an empty correction gives
    /// back what was read.
    Corrected(Correction),
}
