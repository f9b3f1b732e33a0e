//! Time expressions in running text as TIMEX3 (`TimeML` 1.2.1): dates, times, durations and sets
//! with their spans and, where something anchors them, their values.

use crate::article::{Mention, MentionIn, Moment, Span};

/// A piece of the text to look through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands in the text.
    pub span: Span,
    /// Which part of the article speaks.
    pub place: MentionIn,
}

/// Every time expression of the pieces, in their order.
///
/// `anchor` is the article's date. Without one, relative expressions keep no value.
pub fn find(_text: &str, _pieces: &[Piece], _anchor: Option<Moment>) -> Vec<Mention> {
    Vec::new()
}
