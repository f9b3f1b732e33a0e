//! From bars to a `date:` term of the filter line, and the brush that chooses several bars.

use chrono::NaiveDateTime;

use super::TimelinePane;
use crate::app::scene::{Outcome, Scene};
use crate::article::DateKind;
use crate::query::{self, DateTest, DaySpan};
use crate::timeline::{Chart, Place, span};

impl TimelinePane {
    pub(super) fn toggle_brush(&mut self, chart: &Chart, scene: &Scene) -> Vec<Outcome> {
        if self.brush.take().is_some() {
            return vec![Outcome::Say("the brush is gone".to_owned())];
        }
        match self.cursor(scene) {
            Some(Place::Bar(index)) => {
                self.brush = chart.bars.get(index).map(|bar| bar.start);
                Vec::new()
            }
            _ => vec![Outcome::Say(
                "a brush begins on a bar: h goes there".to_owned(),
            )],
        }
    }

    /// First and last bar that the filter's dates take in.
    pub fn filtered(&self, scene: &Scene) -> Option<(usize, usize)> {
        let chart = super::chart(scene)?;
        span::bars_of(chart, query::date_term(&scene.query)?)
    }

    /// The `date:` test for what is brushed, or for the place under the cursor.
    fn span_here(&self, chart: &Chart, scene: &Scene) -> Option<DateTest> {
        let days = |from: usize, to: usize| span::test_of(chart, from, to);
        if let Some((from, to)) = self.brushed(scene) {
            return days(from, to);
        }
        match self.cursor(scene)? {
            Place::Bar(index) => days(index, index),
            Place::Undated => Some(DateTest::Kind(DateKind::None)),
            Place::Before => Some(DateTest::In(DaySpan {
                first: None,
                last: chart.window()?.0.date().pred_opt(),
            })),
            Place::After => Some(DateTest::In(DaySpan {
                first: Some(chart.window()?.1.date()),
                last: None,
            })),
            Place::Wider => None,
        }
    }

    /// Filters to what is brushed or under the cursor.
    pub(super) fn only_here(&mut self, chart: &Chart, scene: &Scene, filter: &str) -> Vec<Outcome> {
        let Some(test) = self.span_here(chart, scene) else {
            return vec![Outcome::Say(
                "these dates are wider than a bar: > makes the bars wider".to_owned(),
            )];
        };
        self.brush = None;
        vec![Outcome::Filter(query::set_dates(filter, test))]
    }

    /// Whether the filter asks for the days of the place under the cursor, and no others.
    pub(super) fn is_only(&self, chart: &Chart, scene: &Scene) -> bool {
        let there = query::date_term(&scene.query);
        there.is_some() && there == self.span_here(chart, scene).as_ref()
    }

    /// Filters to the bar, or takes that filter away again.
    pub(super) fn only_or_all(
        &mut self,
        chart: &Chart,
        scene: &Scene,
        filter: &str,
    ) -> Vec<Outcome> {
        if self.is_only(chart, scene) {
            return vec![Outcome::Filter(query::clear_dates(filter))];
        }
        self.only_here(chart, scene, filter)
    }
}

/// The first moment that the filter's date term asks for.
pub(super) fn asked(scene: &Scene) -> Option<NaiveDateTime> {
    span::reach(query::date_term(&scene.query)?)?.0
}
