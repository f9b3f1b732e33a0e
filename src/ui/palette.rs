//! The palette overlay.

use crate::app::App;
use crate::app::palette::Palette;
use crate::ui::canvas::Canvas;

/// Draws it over the panes.
pub fn draw(_canvas: &mut Canvas<'_>, _app: &App, _palette: &Palette) {}
