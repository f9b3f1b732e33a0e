//! Another window or another width of the bars.

use chrono::NaiveDateTime;

use super::asking::room;
use super::{TimelinePane, chart, places, window};
use crate::app::scene::{Outcome, Scene};
use crate::timeline::{Chart, Place, Step, Window};

impl TimelinePane {
    /// Closer about the cursor, or to what is brushed.
    pub(super) fn zoom_in(&mut self, chart: &Chart, scene: &Scene) -> Vec<Outcome> {
        let brushed = self.brushed(scene).and_then(|(from, to)| {
            let bars = (chart.bars.get(from)?, chart.bars.get(to)?);
            Some(Window::Span(bars.0.start, bars.1.end))
        });
        self.brush = None;
        let closest = chart.bars.len() == 1 && chart.step == Step::Minute;
        if closest {
            return vec![Outcome::Say("one minute is the closest".to_owned())];
        }
        let window = brushed.or_else(|| window::zoomed_in(chart, self.centre(chart, scene)));
        self.show(window, None)
    }

    /// Wants another window, and a step if one is to be kept: [`Self::ask`] says so from now on.
    pub(super) fn show(&mut self, window: Option<Window>, step: Option<Step>) -> Vec<Outcome> {
        let Some(window) = window else {
            return Vec::new();
        };
        self.window = window;
        self.step = step;
        self.held = None;
        Vec::new()
    }

    /// Narrower or wider bars; where they do not fit, the window closes in on the cursor.
    pub(super) fn set_step(
        &mut self,
        times: u32,
        change: fn(Step) -> Option<Step>,
        scene: &Scene,
    ) -> Vec<Outcome> {
        let Some(chart) = chart(scene) else {
            return Vec::new();
        };
        let mut step = chart.step;
        for _ in 0..times {
            step = change(step).unwrap_or(step);
        }
        if step == chart.step {
            return vec![Outcome::Say(format!("bars end at the {step}"))];
        }
        let centre = self.centre(chart, scene);
        let fitted = window::fitted(chart, step, centre, room(chart, step, &scene.screen));
        self.show(
            Some(fitted.unwrap_or_else(|| self.wanted(scene).0)),
            Some(step),
        )
    }

    /// The middle of what zooming is about: the selected article, else the bar under the cursor,
    /// else the edge next to the cursor.
    pub(super) fn centre(&self, chart: &Chart, scene: &Scene) -> NaiveDateTime {
        let last = chart
            .bars
            .last()
            .map_or(NaiveDateTime::MIN, |bar| bar.start);
        let first = chart.bars.first().map_or(last, |bar| bar.start);
        let selected = scene.selected.and_then(|id| places::date_of(scene, id));
        match (self.cursor(scene), selected) {
            (Some(place @ (Place::Bar(_) | Place::Wider)), Some(date))
                if chart.place_of(Some(&date)) == place =>
            {
                date.local
            }
            (Some(Place::Future | Place::Inferred), Some(date)) => date.local,
            (Some(Place::Bar(index)), _) => chart.bars.get(index).map_or(last, |bar| bar.start),
            (Some(Place::Before), _) => first,
            _ => last,
        }
    }
}
