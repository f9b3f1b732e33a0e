//! Choosing a source or a date from a list with counts.

use crate::action::Action;
use crate::app::scene::{Outcome, Scene};

/// A picker.
#[derive(Clone, Debug)]
pub struct Picker;

impl Picker {
    /// Sources; `filter` is the filter line.
    pub fn sources(_scene: &Scene, _filter: &str) -> Self {
        Self
    }

    /// Dates; `filter` is the filter line.
    pub fn dates(_scene: &Scene, _filter: &str) -> Self {
        Self
    }

    /// Carries out what a key means.
    pub fn act(&mut self, _action: Action, _scene: &Scene) -> Vec<Outcome> {
        vec![Outcome::Close]
    }

    /// Types a text into its line.
    pub fn typed(&mut self, _text: &str, _scene: &Scene) -> Vec<Outcome> {
        Vec::new()
    }
}
