//! What the index is asked for: which time, in how many columns.

use super::{Form, SIDE, TimelinePane, rows};
use crate::app::scene::Scene;
use crate::app::screen::Screen;
use crate::timeline::{Ask, Chart, Gaps, Parts, Step};

impl TimelinePane {
    /// What the index is asked to compute for the present screen.
    pub fn ask(&self, scene: &Scene) -> Ask {
        let (window, step) = self.wanted(scene);
        Ask {
            columns: columns_of(self.form, &scene.screen),
            side: match self.form {
                Form::Rows => 0,
                Form::Bars | Form::Stacked => SIDE,
            },
            today: Some(scene.today),
            zone: scene.settings.zone,
            step,
            window,
            gaps: Gaps::Fold,
            parts: if self.form == Form::Bars && self.peek.is_none() {
                Parts::None
            } else {
                Parts::Sources
            },
            layer: self.layer,
        }
    }
}

/// Columns for what is drawn.
pub(super) fn columns_of(form: Form, screen: &Screen) -> u16 {
    match form {
        Form::Rows => rows::bars(screen),
        Form::Bars | Form::Stacked => columns(screen),
    }
}

/// Columns for bars and sides. A timeline that is not shown counts as wide as the screen: the
/// status speaks of the bars that would be shown.
pub(super) fn columns(screen: &Screen) -> u16 {
    let inside = if screen.timeline.is_empty() {
        screen.columns.saturating_sub(2)
    } else {
        screen.timeline.inside().width
    };
    // Bars begin one column from the border.
    inside.saturating_sub(1).max(1)
}

/// Columns that bars of a step have to themselves: those of the chart on screen, or fewer where
/// dates may be wider than the step.
pub(super) fn room(chart: &Chart, step: Step, screen: &Screen) -> u16 {
    let columns = columns(screen);
    let wider = step < chart.step && chart.all_wider == 0;
    let sides = chart.sides_in(columns, SIDE).len() + usize::from(wider);
    let taken = u16::try_from(sides).unwrap_or(0).saturating_mul(SIDE);
    columns.saturating_sub(taken).saturating_sub(2).max(1)
}
