//! What works here and now.

use crate::action::{Action, Context};
use crate::app::scene::{Outcome, Scene};

/// The help overlay.
#[derive(Clone, Debug)]
pub struct Help;

impl Help {
    /// Help for where the person is.
    pub fn new(_context: Context) -> Self {
        Self
    }

    /// Carries out what a key means.
    pub fn act(&mut self, _action: Action, _scene: &Scene) -> Vec<Outcome> {
        vec![Outcome::Close]
    }
}
