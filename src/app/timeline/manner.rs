//! How the bars are drawn: what is fixed for a whole picture.

use super::Form;
use crate::timeline::{Height, Place};

/// First and last bar of a span, to be drawn under the bars.
#[derive(Clone, Copy)]
pub(super) struct Span {
    pub(super) bars: (usize, usize),
    pub(super) rule: SpanOf,
}

/// Whose span it is.
#[derive(Clone, Copy)]
pub(super) enum SpanOf {
    /// One being drawn.
    Brush,
    /// That of the filter.
    Filter,
}

/// What the bars are drawn by.
#[derive(Clone, Copy)]
pub(super) struct Manner {
    /// How counts become heights.
    pub(super) height: Height,
    /// What is drawn.
    pub(super) form: Form,
    /// Where the cursor stands.
    pub(super) cursor: Option<Place>,
}
