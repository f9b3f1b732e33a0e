//! What the timeline draws, and which time, as choices of the reader.

use crate::timeline::{Layer, Step, Window};

/// What the timeline draws.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// Bars.
    #[default]
    Bars,
    /// Bars in parts by source.
    Stacked,
    /// A row of bars for every source.
    Rows,
}

impl Form {
    /// Fewest rows in which it can be told apart.
    pub(super) fn fewest_rows(self) -> u16 {
        match self {
            Self::Bars => 1,
            Self::Stacked => 7,
            Self::Rows => 9,
        }
    }
}

/// Which time is shown, to come back to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    pub(super) window: Window,
    pub(super) step: Option<Step>,
    pub(super) layer: Layer,
}
