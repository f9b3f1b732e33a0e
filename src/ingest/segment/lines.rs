//! Lines to paragraphs: what is blank, what is indented, what has a bullet, and which lines are
//! one paragraph because the text was broken into columns.

use std::ops::Range;

use crate::article::Label;

/// Texts of which no line is longer than this may have been broken into columns.
const WIDEST_COLUMN: usize = 120;
/// Narrower ones are lists rather than columns.
const NARROWEST_COLUMN: usize = 40;

/// A paragraph as it stands in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    /// Its lines, counted from 0.
    pub(crate) lines: Range<usize>,
    /// Its bytes without indentation, bullet and trailing blanks.
    pub(crate) bytes: Range<usize>,
    /// Whether it begins right of the margin.
    pub(crate) indented: bool,
    /// Whether a bullet stands before it.
    pub(crate) bullet: bool,
}

/// One line while paragraphs are made of it.
struct Line {
    number: usize,
    bytes: Range<usize>,
    columns: usize,
    first_word: usize,
    indented: bool,
    bullet: bool,
}

/// The paragraphs of `text`, and how many lines it has.
pub(crate) fn units(text: &str) -> (Vec<Unit>, usize) {
    let (lines, count) = written_lines(text);
    let column = column(&lines);
    let mut units: Vec<Unit> = Vec::new();
    let mut before: Option<&Line> = None;
    for line in &lines {
        let goes_on =
            column.is_some_and(|width| before.is_some_and(|above| continues(above, line, width)));
        match units.last_mut() {
            Some(unit) if goes_on => {
                unit.lines.end = line.number + 1;
                unit.bytes.end = line.bytes.end;
            }
            _ => units.push(Unit {
                lines: line.number..line.number + 1,
                bytes: line.bytes.clone(),
                indented: line.indented,
                bullet: line.bullet,
            }),
        }
        before = Some(line);
    }
    (units, count)
}

/// Every line that is not blank, and the number of all lines.
fn written_lines(text: &str) -> (Vec<Line>, usize) {
    let (mut at, mut count, mut found) = (0, 0, Vec::new());
    for raw in text.split('\n') {
        let body = raw.trim_start_matches(is_blank);
        let indent = raw.len() - body.len();
        let unmarked = without_bullet(body);
        let start = at + indent + unmarked.map_or(0, |rest| body.len() - rest.len());
        let kept = unmarked.unwrap_or(body).trim_end_matches(is_blank);
        if !kept.is_empty() {
            found.push(Line {
                number: count,
                bytes: start..start + kept.len(),
                columns: raw.trim_end_matches(is_blank).chars().count(),
                first_word: kept.split(is_blank).next().map_or(0, |w| w.chars().count()),
                indented: indent > 0,
                bullet: unmarked.is_some(),
            });
        }
        at += raw.len() + 1;
        count += 1;
    }
    (found, count)
}

/// White space, and the characters of no width that pages use for it.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || INVISIBLE.contains(&c)
}

/// Characters without width that pages use as spacers.
pub(crate) const INVISIBLE: &[char] = &['\u{200b}', '\u{2060}', '\u{feff}'];

/// Whether one of [`INVISIBLE`] stands in a text.
pub(crate) fn has_invisible(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut leads = memchr::memchr2_iter(0xe2, 0xef, bytes);
    leads.any(|at| {
        matches!(
            bytes.get(at..at + 3),
            Some([0xe2, 0x80, 0x8b] | [0xe2, 0x81, 0xa0] | [0xef, 0xbb, 0xbf])
        )
    })
}

/// Gives a line that holds nothing but invisible characters, and so is not empty in the file, the
/// label of the lines around it where those agree. Linear in the text.
pub(crate) fn fill_invisible(text: &str, labels: &mut [Option<Label>]) {
    let mut above = None;
    let mut open: Vec<usize> = Vec::new();
    for (number, line) in text.split('\n').enumerate() {
        let Some(label) = labels.get(number).copied() else {
            return;
        };
        if label.is_none() {
            if has_invisible(line) {
                open.push(number);
            }
            continue;
        }
        for at in open.drain(..) {
            if above == label
                && let Some(slot) = labels.get_mut(at)
            {
                *slot = label;
            }
        }
        above = label;
    }
}

/// What stands behind the bullet, if there is one.
fn without_bullet(line: &str) -> Option<&str> {
    let mut characters = line.chars();
    let mark = characters.next()?;
    let rest = characters.as_str();
    let sure = matches!(mark, '•' | '◦' | '▪' | '●' | '‣' | '■' | '►');
    let dash = matches!(mark, '-' | '*' | '+' | '·') && rest.starts_with(' ');
    (sure || dash).then(|| rest.trim_start_matches(is_blank))
}

/// The column's width, if the text was broken into one: then most lines that another follows are
/// so full that the next word would not have fitted.
fn column(lines: &[Line]) -> Option<usize> {
    let width = lines.iter().map(|line| line.columns).max()?;
    if !(NARROWEST_COLUMN..=WIDEST_COLUMN).contains(&width) {
        return None;
    }
    let pairs = lines.windows(2).filter_map(|pair| match pair {
        [above, below] if above.number + 1 == below.number => Some((above, below)),
        _ => None,
    });
    let (mut full, mut all) = (0_usize, 0_usize);
    for (above, below) in pairs {
        all += 1;
        full += usize::from(continues(above, below, width));
    }
    (all >= 4 && full * 10 >= all * 6).then_some(width)
}

/// Whether `below` is the same paragraph as `above` in a column of that width.
fn continues(above: &Line, below: &Line, width: usize) -> bool {
    above.number + 1 == below.number
        && !below.bullet
        && (!below.indented || above.indented || above.bullet)
        && above.columns + 1 + below.first_word > width
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_a_line_stays_a_line() {
        let text = "Headline\n\n  • one thing\n    more of it\n \u{a0}\nLast";
        let (units, count) = units(text);
        let seen: Vec<_> = units
            .iter()
            .map(|u| (text.get(u.bytes.clone()).unwrap(), u.indented, u.bullet))
            .collect();
        assert_eq!(count, 6);
        assert_eq!(
            seen,
            [
                ("Headline", false, false),
                ("one thing", true, true),
                ("more of it", true, false),
                ("Last", false, false)
            ]
        );
    }

    #[test]
    fn a_spacer_between_two_paragraphs_is_part_of_the_article() {
        let (body, page) = (Some(Label::Body), Some(Label::Boilerplate));
        let mut labels = [page, None, body, None, body, None];
        fill_invisible("a\n\u{200b}\nb\n \u{200b}\nc\n\u{200b}", &mut labels);
        assert_eq!(labels, [page, None, body, body, body, None]);
    }

    #[test]
    fn broken_lines_are_joined_to_paragraphs() {
        let text = "Leaders of the two states met on Monday to\ndiscuss what both of them called a difficult\nyear for trade, officials who were there\nsaid.\n\nThe next round of talks is expected in the\nautumn, in a place that has not been chosen\nyet.";
        let (units, _) = units(text);
        assert_eq!(units.len(), 2, "{units:?}");
        assert_eq!(units[0].lines, 0..4);
    }
}
