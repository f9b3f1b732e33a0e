//! How strongly each cue speaks for or against each role.
//!
//! One row a cue. A weight is a log-odds: +1 makes the role about 2.7 times as likely, whatever
//! else was seen. What a row leaves out it says nothing about.

use super::cues::{Cue, Sheet};
use crate::article::Label;

macro_rules! roles {
    ($($(#[$doc:meta])* $name:ident => $label:ident),* $(,)?) => {
        /// What a paragraph may be. Finer than [`Label`]: the page before, inside and after the
        /// article looks different.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Role {
            $($(#[$doc])* $name,)*
        }

        impl Role {
            /// Every role, in order.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The label of its lines.
            pub(crate) fn label(self) -> Label {
                match self {
                    $(Self::$name => Label::$label,)*
                }
            }
        }
    };
}

roles! {
    /// The headline.
    Title => Title,
    /// The publisher.
    Source => Source,
    /// About the article: number, section, buttons beside the headline.
    Meta => Meta,
    /// When it was published.
    Date => Date,
    /// Who wrote it.
    Byline => Byline,
    /// The page before the article.
    Before => Boilerplate,
    /// The article.
    Body => Body,
    /// Another article's headline between its paragraphs.
    Inline => InlineRelated,
    /// The page between its paragraphs.
    Between => Boilerplate,
    /// The page after it.
    After => Boilerplate,
    /// Another article's headline after it.
    Related => Related,
    /// What stands under such a headline.
    Standfirst => RelatedStandfirst,
    /// The heading of the comments.
    CommentHead => CommentHead,
    /// Who commented.
    CommentAuthor => CommentAuthor,
    /// When.
    CommentTime => CommentTime,
    /// What.
    CommentText => CommentText,
}

/// How many roles there are.
pub(crate) const ROLES: usize = Role::ALL.len();

type Row = &'static [(Role, f32)];

/// What a cue says.
fn row(cue: Cue) -> Row {
    length(cue)
        .or_else(|| form(cue))
        .or_else(|| place(cue))
        .or_else(|| label(cue))
        .unwrap_or_else(|| page(cue))
}
use Role::{
    After, Before, Between, Body, Byline, CommentAuthor, CommentHead, CommentText, CommentTime,
    Date, Inline, Meta, Related, Source, Standfirst, Title,
};

/// Rows of length.
fn length(cue: Cue) -> Option<Row> {
    Some(match cue {
        Cue::Any => &[
            (Title, -1.0),
            (Source, -3.0),
            (Meta, -2.0),
            (Date, -4.0),
            (Byline, -4.0),
            (Body, 0.0),
            (Inline, -3.0),
            (Between, -1.0),
            (Related, -1.5),
            (Standfirst, -3.0),
            (CommentHead, -4.0),
            (CommentAuthor, -3.0),
            (CommentTime, -4.0),
            (CommentText, -2.0),
        ],
        Cue::Words1 => &[
            (Title, -3.0),
            (Body, -2.0),
            (Inline, -4.0),
            (Related, -2.0),
            (Standfirst, -2.0),
            (CommentAuthor, 1.0),
            (CommentText, -0.5),
        ],
        Cue::Words3 => &[
            (Title, -1.0),
            (Body, -1.5),
            (Inline, -2.0),
            (Related, -0.5),
            (Standfirst, -1.0),
            (CommentAuthor, 0.5),
        ],
        Cue::Words5 => &[
            (Title, 0.5),
            (Body, -1.0),
            (Inline, 1.0),
            (Related, 0.5),
            (CommentAuthor, -1.0),
        ],
        Cue::Words9 => &[
            (Title, 1.0),
            (Body, -0.5),
            (Inline, 1.5),
            (Related, 0.5),
            (Standfirst, 0.5),
            (CommentAuthor, -4.0),
            (Byline, -1.0),
            (Meta, -1.0),
        ],
        Cue::Words16 => &[
            (Title, -1.0),
            (Body, 1.0),
            (Inline, 0.0),
            (Related, -0.5),
            (Standfirst, 0.5),
            (CommentAuthor, -6.0),
            (Byline, -3.0),
            (Meta, -3.0),
            (Before, -0.5),
            (After, -0.5),
            (Between, -0.5),
        ],
        Cue::Words31 => &[
            (Title, -5.0),
            (Body, 2.0),
            (Inline, -5.0),
            (Related, -4.0),
            (Standfirst, -1.0),
            (CommentAuthor, -8.0),
            (Byline, -6.0),
            (Meta, -6.0),
            (Before, -1.0),
            (After, -1.0),
            (Between, -1.0),
        ],
        _ => return None,
    })
}

/// Rows of how it is written.
fn form(cue: Cue) -> Option<Row> {
    Some(match cue {
        Cue::Sentence => &[
            (Title, -2.5),
            (Body, 1.0),
            (Inline, -2.5),
            (Related, -2.0),
            (Standfirst, -1.5),
            (Byline, -3.0),
            (CommentAuthor, -3.0),
            (CommentText, 0.5),
            (Meta, -1.0),
        ],
        Cue::Sentences => &[
            (Title, -1.5),
            (Body, 0.5),
            (Inline, -1.5),
            (Related, -1.0),
            (Standfirst, -1.0),
            (Byline, -3.0),
            (CommentAuthor, -3.0),
        ],
        Cue::Comma => &[(Body, 0.3)],
        Cue::Colon => &[(Title, -2.0), (Body, 0.3), (Inline, -2.5), (Related, -1.5)],
        Cue::Ellipsis => &[(Body, 0.0), (Inline, -1.0), (Title, -1.0)],
        Cue::Bullet => &[
            (Title, -3.0),
            (Body, -1.5),
            (Inline, -3.0),
            (Related, 2.0),
            (CommentAuthor, 1.0),
            (Standfirst, -3.0),
            (Byline, -2.0),
            (Date, -1.0),
            (CommentText, -2.0),
            (CommentTime, -2.0),
        ],
        Cue::Indented => &[
            (Title, -3.0),
            (Body, -2.5),
            (Inline, -3.0),
            (Related, -1.0),
            (After, 0.5),
        ],
        Cue::UnderBullet => &[
            (Body, -1.0),
            (Standfirst, 3.0),
            (CommentText, 1.5),
            (CommentTime, 1.0),
            (After, 0.0),
        ],
        Cue::TitleCase => &[(Title, 0.5), (Body, -0.8), (Inline, 0.5), (Related, 0.3)],
        Cue::Capitals => &[(Body, -0.5)],
        Cue::LowerStart => &[(Title, -2.0), (Inline, -2.5), (Related, -1.0), (Body, -0.3)],
        Cue::Quote => &[(Body, 0.3)],
        Cue::Headline => &[(Title, 2.0), (Inline, 0.5), (Related, 0.5)],
        Cue::Marks => &[(Title, -3.0), (Body, 0.0), (Inline, -3.0), (Related, -3.0)],
        Cue::Digits => &[
            (Title, -3.0),
            (Body, -0.5),
            (Inline, -3.0),
            (Related, -3.0),
            (CommentText, -1.0),
            (Byline, -2.0),
        ],
        _ => return None,
    })
}

/// Rows of what stands around it.
fn place(cue: Cue) -> Option<Row> {
    Some(match cue {
        Cue::Alone => &[(Inline, 2.0), (Body, 0.0)],
        Cue::Company => &[(Inline, -1.5)],
        Cue::Novel => &[(Inline, 2.0), (Title, -1.0)],
        Cue::Echo => &[(Title, 1.5), (Inline, -0.5)],
        Cue::Repeated => &[(Body, -1.5), (Inline, -1.0)],
        Cue::ProseBefore => &[(Body, 0.3)],
        Cue::ProseAfter => &[(Body, 0.3), (Title, 0.5)],
        Cue::ProseAhead => &[(Body, 0.7), (Title, 1.0), (After, -0.5), (Related, -0.7)],
        Cue::ProseBehind => &[(Body, 0.5), (Before, -0.5), (Title, -1.5)],
        Cue::Depth => &[(Title, -3.0)],
        Cue::First => &[(Title, 1.0), (Source, 0.5)],
        Cue::Last => &[(Inline, -4.0)],
        Cue::DateNext => &[(CommentAuthor, 3.5), (Title, 0.3)],
        Cue::DateBefore => &[(CommentText, 1.0)],
        _ => return None,
    })
}

/// Rows of labels, dates and names.
fn label(cue: Cue) -> Option<Row> {
    Some(match cue {
        Cue::DateAlone => &[
            (Date, 7.0),
            (Body, -2.0),
            (CommentTime, 7.0),
            (Title, -4.0),
            (Inline, -4.0),
            (Related, -3.0),
            (CommentText, -3.0),
            (CommentAuthor, -4.0),
            (Standfirst, -4.0),
        ],
        Cue::DateInside => &[
            (Byline, 0.7),
            (Meta, 0.3),
            (CommentAuthor, 1.0),
            (Body, -0.3),
        ],
        Cue::DateLabel => &[(Date, 1.5), (CommentTime, -0.5), (Body, -0.5)],
        Cue::Clock => &[(Date, 0.5), (CommentTime, 1.0), (Body, -0.3)],
        Cue::Domain => &[(Source, 6.0), (Body, -1.5), (Title, -2.0)],
        Cue::Address => &[(Body, -0.3), (Title, -3.0), (Inline, -4.0)],
        Cue::Name => &[(Byline, 1.5), (CommentAuthor, 0.7), (Body, -0.5)],
        Cue::ByName => &[(Byline, 6.0), (Body, -1.5), (Title, -2.0)],
        Cue::Role => &[(Byline, 5.5), (Body, -1.0), (Title, -1.5), (Inline, -2.0)],
        Cue::PublisherLabel => &[(Source, 4.0), (Body, -1.0)],
        Cue::RecordLabel => &[(Meta, 4.5), (Body, -1.5)],
        Cue::Addressed => &[(CommentText, 3.0), (Body, -1.0)],
        _ => return None,
    })
}

/// Rows of the page.
fn page(cue: Cue) -> Row {
    match cue {
        Cue::Breadcrumb => &[
            (Meta, 4.0),
            (Before, 0.5),
            (After, 1.0),
            (Body, -2.0),
            (Title, -2.0),
            (Inline, -2.0),
        ],
        Cue::Buttons => &[
            (Meta, 3.0),
            (Before, 1.5),
            (Between, 2.0),
            (After, 2.0),
            (Body, -2.5),
            (Title, -2.0),
            (Inline, -2.0),
            (Related, -2.0),
            (CommentText, -2.5),
            (CommentAuthor, -2.0),
        ],
        Cue::Section => &[
            (Before, 1.0),
            (After, 1.0),
            (Meta, 0.5),
            (Body, -1.5),
            (Title, -2.0),
        ],
        Cue::Notice => &[
            (Before, 1.5),
            (Between, 1.5),
            (After, 2.0),
            (Body, -2.0),
            (Title, -1.0),
            (CommentText, -1.0),
        ],
        Cue::Copyright => &[
            (After, 3.0),
            (Before, 1.5),
            (Between, 1.0),
            (Body, -3.0),
            (Title, -3.0),
            (CommentText, -3.0),
        ],
        Cue::OthersHead => &[
            (After, 4.0),
            (Between, 2.0),
            (Before, 2.0),
            (Body, -4.0),
            (Title, -3.0),
            (Related, -3.0),
            (CommentText, -3.0),
            (CommentAuthor, -3.0),
        ],
        Cue::OthersStart => &[
            (After, 2.0),
            (Between, 1.0),
            (Body, -1.5),
            (CommentText, -1.5),
            (CommentAuthor, -2.0),
        ],
        Cue::ReadMore => &[(Inline, 4.0), (Related, 1.5), (Body, -2.5), (Title, -2.0)],
        Cue::Tags => &[
            (After, 4.0),
            (Between, 1.0),
            (Before, 1.0),
            (Meta, 0.5),
            (Body, -4.0),
            (Title, -3.0),
            (Related, -3.0),
            (CommentText, -3.0),
        ],
        Cue::CommentCount => &[
            (CommentHead, 9.0),
            (Body, -3.0),
            (Title, -3.0),
            (After, 1.0),
            (Meta, 0.5),
        ],
        Cue::CommentWords => &[
            (CommentHead, 4.5),
            (After, 3.0),
            (Body, -3.0),
            (Title, -3.0),
            (CommentText, -3.0),
            (CommentAuthor, -3.0),
        ],
        Cue::Picture => &[
            (Between, 1.5),
            (After, 1.0),
            (Body, -1.0),
            (Title, -2.0),
            (Inline, -3.0),
        ],
        _ => &[],
    }
}

/// How well each role suits what was seen, in the order of [`Role::ALL`].
pub(crate) fn scores(sheet: &Sheet) -> [f32; ROLES] {
    let mut sums = [0.0; ROLES];
    for (cue, strength) in sheet.seen() {
        for (role, weight) in row(*cue) {
            if let Some(sum) = sums.get_mut(*role as usize) {
                *sum += weight * strength;
            }
        }
    }
    sums
}
