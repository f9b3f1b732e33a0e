//! Where a line stands relative to the article's text: pages put an article's own date between
//! headline and text, or right behind the text.

use crate::article::Label;

/// Place of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Above the text, so many written lines away from it.
    Head(u8),
    /// Part of the text.
    Body,
    /// Below the text, so many written lines away from it.
    Tail(u8),
    /// In a list of other articles, in comments, too far away.
    Elsewhere,
}

/// Characters of a line of prose, for texts without labels.
const PROSE: usize = 140;
/// Written lines between two body lines that still make them one block.
const BREAK: usize = 6;
/// Written lines above and below the text in which its date is looked for.
const ABOVE: usize = 40;
const BELOW: usize = 8;

/// The places of all lines of a text.
pub(super) struct Places<'a> {
    labels: &'a [Option<Label>],
    /// Number of written lines before each line.
    written: Vec<u32>,
    /// First and last line of the largest block of body lines.
    block: Option<(usize, usize)>,
}

impl<'a> Places<'a> {
    /// Finds the block with the most text; linear in the text.
    pub(super) fn of(text: &str, labels: &'a [Option<Label>]) -> Self {
        let labelled = labels.contains(&Some(Label::Body));
        let mut places = Self {
            labels,
            written: Vec::new(),
            block: None,
        };
        let mut count = 0_u32;
        let (mut best, mut now) = ((0_usize, None), (0_usize, None::<(usize, usize)>));
        for (number, line) in text.split('\n').enumerate() {
            places.written.push(count);
            let size = line.trim().len();
            count = count.saturating_add(u32::from(size > 0));
            let body = if labelled {
                labels.get(number) == Some(&Some(Label::Body))
            } else {
                size >= PROSE
            };
            if !body {
                continue;
            }
            let near = now
                .1
                .is_some_and(|(_, last)| places.between(last, number) <= BREAK);
            now = match now {
                (sum, Some((first, _))) if near => (sum + size, Some((first, number))),
                _ => (size, Some((number, number))),
            };
            if now.0 > best.0 {
                best = now;
            }
        }
        places.block = best.1;
        places
    }

    /// Written lines from the line `a` to the later line `b`.
    fn between(&self, a: usize, b: usize) -> usize {
        let count = |n: usize| self.written.get(n).copied().unwrap_or(0);
        count(b).saturating_sub(count(a)) as usize
    }

    /// Where the line with this number, from 0, stands.
    pub(super) fn place(&self, number: usize) -> Place {
        let foreign = matches!(
            self.labels.get(number).copied().flatten(),
            Some(
                Label::InlineRelated
                    | Label::Related
                    | Label::RelatedStandfirst
                    | Label::CommentHead
                    | Label::CommentAuthor
                    | Label::CommentTime
                    | Label::CommentText
            )
        );
        let clamp = |n: usize| u8::try_from(n).unwrap_or(u8::MAX);
        match self.block {
            _ if foreign => Place::Elsewhere,
            None => Place::Head(0),
            Some((first, _)) if number < first => match self.between(number, first) {
                far if far > ABOVE => Place::Elsewhere,
                near => Place::Head(clamp(near)),
            },
            Some((_, last)) if number > last => match self.between(last, number) {
                far if far > BELOW => Place::Elsewhere,
                near => Place::Tail(clamp(near)),
            },
            Some(_) if self.labels.get(number).copied().flatten() == Some(Label::Date) => {
                Place::Head(0)
            }
            Some(_) => Place::Body,
        }
    }
}
