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
/// Short lines at the beginning of the text that can still hold its date.
const OPENING: usize = 6;
/// Written lines at the top of a page that are its masthead if the text is farther away.
const MASTHEAD: usize = 12;

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
            let label = labels.get(number).copied().flatten();
            let body = label == Some(Label::Body) || (size >= PROSE && !is_comment(label));
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
    pub(super) fn between(&self, a: usize, b: usize) -> usize {
        let count = |n: usize| self.written.get(n).copied().unwrap_or(0);
        count(b).saturating_sub(count(a)) as usize
    }

    /// Where the line with this number, from 0, stands; `size` is its length in bytes.
    pub(super) fn place(&self, number: usize, size: usize) -> Place {
        let label = self.labels.get(number).copied().flatten();
        let clamp = |n: usize| u8::try_from(n).unwrap_or(u8::MAX);
        match self.block {
            None => Place::Head(0),
            Some((first, _)) if number < first => Place::Head(clamp(self.between(number, first))),
            Some((first, last)) if number <= last => {
                let opening = self.between(first, number) < OPENING && size < PROSE;
                if opening || label == Some(Label::Date) {
                    Place::Head(0)
                } else if is_comment(label) {
                    Place::Elsewhere
                } else {
                    Place::Body
                }
            }
            Some(_) if matches!(label, Some(Label::Related | Label::RelatedStandfirst)) => {
                Place::Elsewhere
            }
            Some(_) if is_comment(label) => Place::Elsewhere,
            Some((_, last)) => Place::Tail(clamp(self.between(last, number))),
        }
    }

    /// Whether the line stands more than so many written lines below the text.
    pub(super) fn is_far_below(&self, number: usize, most: u8) -> bool {
        matches!(self.place(number, 0), Place::Tail(distance) if distance > most)
    }

    /// Whether the line is among the first of a page whose text begins far below: the masthead,
    /// which shows the day of the visit.
    pub(super) fn is_masthead(&self, number: usize) -> bool {
        let far = self
            .block
            .is_some_and(|(first, _)| self.between(number, first) > MASTHEAD);
        far && self.between(0, number) < MASTHEAD
    }
}

fn is_comment(label: Option<Label>) -> bool {
    matches!(
        label,
        Some(Label::CommentHead | Label::CommentAuthor | Label::CommentTime | Label::CommentText)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines with labels (`b` body, `r` related, `c` comment, `.` none) and whether they are long.
    fn places(labels: &str) -> Vec<Place> {
        let long = "x".repeat(PROSE);
        let lines: Vec<&str> = labels
            .chars()
            .map(|c| if c == 'b' { long.as_str() } else { "short" })
            .collect();
        let text = lines.join("\n");
        let labels: Vec<_> = labels
            .chars()
            .map(|c| match c {
                'b' => Some(Label::Body),
                'r' => Some(Label::Related),
                'c' => Some(Label::CommentText),
                _ => Some(Label::Boilerplate),
            })
            .collect();
        let places = Places::of(&text, &labels);
        lines
            .iter()
            .enumerate()
            .map(|(number, line)| places.place(number, line.len()))
            .collect()
    }

    #[test]
    fn lines_stand_above_in_or_below_the_text() {
        use Place::{Body, Elsewhere, Head, Tail};
        assert_eq!(
            places("..bb.b.rc"),
            [
                Head(2),
                Head(1),
                Body,
                Body,
                Head(0),
                Body,
                Tail(1),
                Elsewhere,
                Elsewhere
            ]
        );
    }

    #[test]
    fn the_largest_block_is_the_text() {
        let found = places("b........bbb.");
        assert_eq!(found.first(), Some(&Place::Head(9)));
        assert_eq!(found.get(10), Some(&Place::Body));
        assert_eq!(found.last(), Some(&Place::Tail(1)));
    }

    #[test]
    fn the_masthead_is_far_above_the_text() {
        let text = format!("{}{}", "line\n".repeat(20), "x".repeat(PROSE));
        let places = Places::of(&text, &[]);
        assert!(places.is_masthead(0));
        assert!(!places.is_masthead(15));
        assert!(!Places::of("", &[]).is_masthead(0));
    }
}
