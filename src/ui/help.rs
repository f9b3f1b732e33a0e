//! The help overlay.

use crate::app::App;
use crate::app::help::Help;
use crate::ui::canvas::Canvas;

/// Draws it over the panes.
pub fn draw(_canvas: &mut Canvas<'_>, _app: &App, _help: &Help) {}
