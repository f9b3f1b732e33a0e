//! Typing the name of a command.

use crate::action::{Action, Context};
use crate::app::scene::{Outcome, Scene};

/// The command line.
#[derive(Clone, Debug)]
pub struct Palette;

impl Palette {
    /// Commands for where the person is.
    pub fn new(_context: Context) -> Self {
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
