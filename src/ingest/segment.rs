//! One label for every line of a plain text.
//!
//! A page rendered to text is a sequence: navigation, headline, date, byline, paragraphs with other
//! headlines between them, related items, comments, notices. Single lines are ambiguous, their
//! order hardly ever is. So every paragraph gets *cues* (what a reader sees in it), cues speak for
//! and against roles in one table, and the best labelling of the whole text is found by dynamic
//! programming over a small grammar of pages (Viterbi's algorithm).
//!
//! Promises: never fails, linear in the text, the same labels for the same text. What other
//! articles tell of a line comes as a `Hint` and is one more cue. Knows nothing of what the labels
//! are used for.

pub(crate) mod cues;
pub(crate) mod dateline;
pub(crate) mod grammar;
mod headline;
pub(crate) mod lexicon;
pub(crate) mod lines;
mod runs;
pub(crate) mod weights;

use std::ops::Range;

use crate::article::{ArticleId, Label};

use cues::Sheet;
use lines::Unit;

/// Beyond so many paragraphs the grammar is no longer consulted: no article has them, and what
/// follows takes the label of what precedes.
const MOST_UNITS: usize = 20_000;

/// A paragraph: one line, or several where the text is broken into columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its lines, counted from 0.
    pub lines: Range<usize>,
    /// Its bytes in the text without indentation, bullet and trailing blanks.
    pub bytes: Range<usize>,
    /// Its role.
    pub label: Label,
    /// Whether a bullet stood before it.
    pub bullet: bool,
}

/// A labelled text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segmented {
    /// One label a line of the text split at `\n`; `None` is blank.
    pub lines: Vec<Option<Label>>,
    /// The paragraphs in order.
    pub paragraphs: Vec<Paragraph>,
}

/// What the other articles of a collection tell of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Hint {
    /// Its number, counted from 0.
    pub(crate) line: usize,
    /// How common it is among them, from 0 (it is not) to 1.
    pub(crate) common: f32,
    /// How many of them show it.
    pub(crate) others: u32,
    /// The one whose headline it is.
    pub(crate) headline: Option<ArticleId>,
}

/// Labels every line of `text`, which is sanitised and has `\n` line ends.
pub fn segment(text: &str) -> Segmented {
    segment_among(text, &[])
}

/// The same, with what a collection tells of some of the lines.
pub(crate) fn segment_among(text: &str, hints: &[Hint]) -> Segmented {
    let (units, count) = lines::units(text);
    let (head, rest) = units.split_at(units.len().min(MOST_UNITS));
    let mut sheets = cues::sheets(text, head);
    cues::add_hints(head, &mut sheets, hints);
    let labels = if hints.is_empty() && is_clean(&sheets) {
        clean(&sheets)
    } else {
        let mut labels = grammar::best(&sheets);
        crown(&mut labels, &sheets);
        headline::choose(text, head, &sheets, &mut labels);
        labels
    };
    let tail = labels.last().copied().unwrap_or(Label::Body);
    let every = labels.into_iter().chain(rest.iter().map(|_| tail));
    let mut found = spread(units.iter().zip(every), count);
    if lines::has_invisible(text) {
        lines::fill_invisible(text, &mut found.lines);
    }
    found
}

/// Whether the text is an article and nothing else: paragraphs of prose, at most a headline
/// before them, and nothing that only a page has.
pub(crate) fn is_clean(sheets: &[Sheet]) -> bool {
    let after_headline = if sheets.first().is_some_and(Sheet::is_headline_like) {
        sheets.get(1..).unwrap_or_default()
    } else {
        sheets
    };
    !after_headline.is_empty() && after_headline.iter().all(Sheet::is_plain_prose)
}

/// The labels of a clean text: its paragraphs, and the headline if the first line is one.
fn clean(sheets: &[Sheet]) -> Vec<Label> {
    let mut labels = vec![Label::Body; sheets.len()];
    if let (Some(first), Some(sheet)) = (labels.first_mut(), sheets.first())
        && sheets.len() > 1
        && sheet.is_headline_like()
    {
        *first = Label::Title;
    }
    labels
}

/// Makes a headline of a short first line that was taken for a remark about the article, where
/// nothing else than a date, a byline and paragraphs follows it: a text so plain has no remarks.
fn crown(labels: &mut [Label], sheets: &[Sheet]) {
    let Some((first, rest)) = labels.split_first_mut() else {
        return;
    };
    let head = rest.iter().take_while(|label| **label != Label::Body);
    let plain_head = head
        .clone()
        .all(|label| matches!(label, Label::Date | Label::Byline));
    let mut article = rest.iter().skip(head.count()).peekable();
    let plain =
        plain_head && article.peek().is_some() && article.all(|label| *label == Label::Body);
    if *first == Label::Meta && plain && sheets.first().is_some_and(Sheet::is_short_headline) {
        *first = Label::Title;
    }
}

/// Gives every line the label of its paragraph.
fn spread<'a>(units: impl Iterator<Item = (&'a Unit, Label)>, count: usize) -> Segmented {
    let mut found = Segmented {
        lines: vec![None; count],
        paragraphs: Vec::new(),
    };
    for (unit, label) in units {
        if let Some(lines) = found.lines.get_mut(unit.lines.clone()) {
            lines.fill(Some(label));
        }
        found.paragraphs.push(Paragraph {
            lines: unit.lines.clone(),
            bytes: unit.bytes.clone(),
            label,
            bullet: unit.bullet,
        });
    }
    found
}

/// Bytes before the headline in "Read more: headline".
pub(crate) fn invitation(line: &str) -> Option<usize> {
    cues::label_end(line, lexicon::Kind::ReadMore)
}

/// Bytes before the name in "Source: name".
pub(crate) fn publisher_label(line: &str) -> Option<usize> {
    cues::label_end(line, lexicon::Kind::Publisher)
}

/// Bytes before the name in "By: name" and "Written by name".
pub(crate) fn by_word(line: &str) -> Option<usize> {
    cues::phrase_end(line, lexicon::Kind::By)
}

/// Whether the words are an office ("Staff Writer") and not a name.
pub(crate) fn is_office(words: &str) -> bool {
    let words = lexicon::plain_words(words);
    lexicon::hits(&words)
        .iter()
        .any(|hit| hit.kind == lexicon::Kind::Role && hit.at + hit.len == words.len())
}
