//! Time expressions in running text as TIMEX3 (`TimeML` 1.2.1): dates, times, durations and sets
//! with their spans and, where something anchors them, their values.
//!
//! English is read with its grammar; of other languages the dates that are written out. Spans
//! follow TIMEX3 (`early March`, `the end of the year`), with two additions: a bare weekday
//! takes its "on" along, and a window (`within 1-3 years`) its "within". A date of two
//! readings, an expression without an anchor and a time that only the story tells keep no
//! value: nothing is invented.

mod expression;
mod length;
mod phrase;
mod point;
mod resolve;
mod tense;
mod when;
mod year;

use chrono::{Datelike as _, NaiveDate};

use self::expression::Expression;
use self::resolve::Context;
use self::tense::tense_around;
use super::dates::scan::Scan;
use crate::article::{Mention, MentionIn, Moment, Precision, Span};

/// A piece of the text to look through: headline, body paragraph, comment text. Lines that hold
/// the page's own dates (date line, comment time) are no pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands in the text.
    pub span: Span,
    /// Which part of the article speaks.
    pub place: MentionIn,
}

/// Every time expression of the pieces, in their order.
///
/// `anchor` is the article's date. Without one, relative expressions keep no value. Where the
/// text tells history (most of its many years lie well before the anchor) expressions are
/// counted from the last time spoken of instead. Linear in the text.
pub fn find(text: &str, pieces: &[Piece], anchor: Option<Moment>) -> Vec<Mention> {
    let read: Vec<Read<'_>> = pieces
        .iter()
        .filter_map(|piece| Read::new(text, *piece))
        .collect();
    let anchor = anchor
        .filter(|moment| moment.precision >= Precision::Day)
        .map(|moment| moment.local.date());
    let mut context = Context {
        anchor,
        narrative: is_narrative(&read, anchor),
        reference: None,
        year: None,
    };
    let mut mentions = Vec::new();
    for piece in &read {
        context.year = None;
        if !context.narrative {
            context.reference = None;
        }
        for expression in &piece.expressions {
            let tense = tense_around(&piece.scan, expression.first, expression.next);
            let range = piece.scan.range(expression.first, expression.next);
            mentions.push(Mention {
                span: Span::new(piece.start + range.start, piece.start + range.end),
                kind: expression.kind,
                value: context.value(&expression.meaning, tense),
                place: piece.place,
            });
        }
    }
    mentions
}

/// A piece with its tokens and what stands in it.
struct Read<'a> {
    start: usize,
    place: MentionIn,
    scan: Scan<'a>,
    expressions: Vec<Expression>,
}

impl<'a> Read<'a> {
    fn new(text: &'a str, piece: Piece) -> Option<Self> {
        let scan = Scan::new(text.get(piece.span.range())?);
        let expressions = expressions(&scan);
        Some(Self {
            start: piece.span.start as usize,
            place: piece.place,
            scan,
            expressions,
        })
    }
}

/// The expressions of a piece from left to right, none overlapping.
fn expressions(scan: &Scan<'_>) -> Vec<Expression> {
    let mut found: Vec<Expression> = Vec::new();
    let mut i = 0;
    let mut free = 0;
    while i < scan.tokens.len() {
        match phrase::expression_at(scan, i) {
            Some(mut expression) if expression.next > i => {
                expression.first = expression.first.max(free);
                i = expression.next;
                free = i;
                found.push(expression);
            }
            _ => i += 1,
        }
    }
    found
}

/// Written years from which a text can be history, and the share of them that must be.
const MANY: usize = 6;

fn is_narrative(read: &[Read<'_>], anchor: Option<NaiveDate>) -> bool {
    let years: Vec<i32> = read
        .iter()
        .flat_map(|piece| &piece.expressions)
        .filter_map(|expression| expression.meaning.point()?.known_year())
        .collect();
    let past = anchor.map_or(years.len(), |day| {
        years.iter().filter(|&&year| year < day.year() - 1).count()
    });
    years.len() >= MANY && past * 4 >= years.len() * 3
}

#[cfg(test)]
mod tests;
