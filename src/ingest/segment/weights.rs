//! How strongly each cue speaks for or against each role.
//!
//! The table `weights.txt` has a row for every cue and a column for every role. A weight is a
//! log-odds: +1 makes the role about 2.7 times as likely, whatever else was seen. The sizes were
//! fitted with the averaged structured perceptron (M. Collins, EMNLP 2002), later rows and the
//! column of headlines between paragraphs with a margin (I. Tsochantaridis et al., JMLR 2005) and a
//! pull towards what stood before (the mean of two such fits, which weighed whole pages and composed
//! ones differently), and rounded to a tenth. Fitted on: pages of several hundred
//! publishers rendered to text, whole and cut, of which the article is known or some pieces of it;
//! articles with the furniture of pages and the headlines of others composed around them; the
//! samples. What a row gains was judged on publishers that it was not fitted on; rows that gained
//! nothing there were taken out.
//!
//! The two rows of what a collection tells are set by hand and scaled by cross-validation (five folds):
//! `OthersHeadline` on composed articles read together (each fold keeps the scale that it has;
//! bodies exactly right 160 of 213 without it, 182 with it), `Common` on the same articles in
//! folders of eight that share lines of a site and headings of their own (51 of 160 without it, 73 at
//! half its scale, 88 as it is).
//!
//! `Writer` is set by hand, too: pieces that no article has and pieces that it has are told apart at
//! F 0.889 with it and the notices of `lexicon::notices`, at 0.887 without; nothing else moves.

use std::sync::LazyLock;

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
    /// A line of a list or table in the article.
    Item => Body,
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

/// The table: a row a cue, a column a role.
const TABLE: &str = include_str!("weights.txt");

/// The table in the order of [`Cue::ALL`] and [`Role::ALL`].
static WEIGHTS: LazyLock<Vec<[f32; ROLES]>> = LazyLock::new(|| {
    Cue::ALL
        .iter()
        .map(|cue| written_row(cue.name()).unwrap_or_default())
        .collect()
});

/// The row of a cue as it is written in the table.
fn written_row(name: &str) -> Option<[f32; ROLES]> {
    let mut lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    let mut row = lines
        .find_map(|line| {
            let mut fields = line.split_whitespace();
            (fields.next() == Some(name)).then_some(fields)
        })?
        .map(|field| field.parse().unwrap_or(0.0));
    let mut weights = [0.0; ROLES];
    for weight in &mut weights {
        *weight = row.next()?;
    }
    Some(weights)
}

/// How well each role suits what was seen, in the order of [`Role::ALL`].
pub(crate) fn scores(sheet: &Sheet) -> [f32; ROLES] {
    let mut sums = [0.0; ROLES];
    for (cue, strength) in sheet.seen() {
        let Some(row) = WEIGHTS.get(*cue as usize) else {
            continue;
        };
        for (sum, weight) in sums.iter_mut().zip(row) {
            *sum += weight * strength;
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cue_has_its_row_and_every_role_its_column() {
        let heads = TABLE.lines().find(|line| line.starts_with('#')).unwrap();
        let columns: Vec<_> = heads
            .split_whitespace()
            .skip(1)
            .map(str::to_owned)
            .collect();
        let roles: Vec<_> = Role::ALL.iter().map(|role| format!("{role:?}")).collect();
        assert_eq!(columns, roles);
        for cue in Cue::ALL {
            assert!(written_row(cue.name()).is_some(), "{}", cue.name());
        }
    }
}
