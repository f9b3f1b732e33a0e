//! From bars to a `date:` term of the filter line, and the brush that chooses several bars.

use chrono::{NaiveDateTime, TimeDelta};

use super::TimelinePane;
use crate::action::{Action, Context};
use crate::app::scene::{Outcome, Scene};
use crate::article::{DateKind, Precision};
use crate::query::{self, DateTest, DaySpan};
use crate::timeline::{Bar, Chart, Layer, Place, span};

impl TimelinePane {
    pub(super) fn toggle_brush(&mut self, chart: &Chart, scene: &Scene) -> Vec<Outcome> {
        if self.brush.take().is_some() {
            return vec![Outcome::Say("the span is let go".to_owned())];
        }
        match self.cursor(scene) {
            Some(Place::Bar(index)) => {
                self.brush = chart.bars.get(index).map(Bar::moment);
                Vec::new()
            }
            _ => vec![Outcome::Say(
                "a span begins on a bar: h goes there".to_owned(),
            )],
        }
    }

    /// First and last bar that the filter's dates take in.
    pub fn filtered(&self, scene: &Scene) -> Option<(usize, usize)> {
        let chart = super::chart(scene)?;
        span::bars_of(chart, &asked_here(chart, scene)?)
    }

    /// The `date:` test for what is brushed, or for the place under the cursor.
    fn span_here(&self, chart: &Chart, scene: &Scene) -> Option<DateTest> {
        if let Some((from, to)) = self.brushed(scene) {
            return span::test_of(chart, from, to);
        }
        test_at(chart, self.cursor(scene)?)
    }

    /// Filters to what is brushed or under the cursor.
    pub(super) fn only_here(&mut self, chart: &Chart, scene: &Scene, filter: &str) -> Vec<Outcome> {
        let Some(test) = self.span_here(chart, scene) else {
            let keymap = &scene.settings.keymap;
            let wider = |what: &str| {
                let key = keymap.way_to(Action::CoarserStep, Context::Timeline);
                format!("these {what} are wider than a bar: {key} makes the bars wider")
            };
            let why = if self.cursor(scene) == Some(Place::Undated) {
                "no filter asks for what speaks of no time".to_owned()
            } else if chart.layer == Layer::Mentioned {
                wider("times")
            } else {
                wider("dates")
            };
            return vec![Outcome::Say(why)];
        };
        self.brush = None;
        vec![Outcome::Filter(narrowed(filter, test, chart.layer))]
    }

    /// Whether the filter asks for the days of the place under the cursor, and no others.
    pub(super) fn is_only(&self, chart: &Chart, scene: &Scene) -> bool {
        let there = asked_here(chart, scene);
        there.is_some() && there == self.span_here(chart, scene)
    }

    /// Filters to the bar, or takes that filter away again.
    pub(super) fn only_or_all(
        &mut self,
        chart: &Chart,
        scene: &Scene,
        filter: &str,
    ) -> Vec<Outcome> {
        if self.is_only(chart, scene) {
            let text = match chart.layer {
                Layer::Published => query::clear_dates(filter),
                Layer::Mentioned => query::clear_mentions(filter),
                Layer::Both => query::clear_dates_and_mentions(filter),
            };
            return vec![Outcome::Filter(text)];
        }
        self.only_here(chart, scene, filter)
    }
}

/// The `date:` test for a place; `None` where no filter asks for it.
pub(super) fn test_at(chart: &Chart, place: Place) -> Option<DateTest> {
    match place {
        Place::Bar(index) => span::test_of(chart, index, index),
        Place::Undated | Place::Wider if chart.layer == Layer::Mentioned => None,
        Place::Undated => Some(DateTest::Kind(DateKind::None)),
        Place::Before => Some(DateTest::In(DaySpan {
            first: None,
            last: chart.window()?.0.date().pred_opt(),
        })),
        Place::After => Some(DateTest::In(DaySpan {
            first: Some(chart.window()?.1.date()),
            last: None,
        })),
        Place::Future => Some(DateTest::Future),
        Place::Inferred => Some(DateTest::Kind(DateKind::Inferred)),
        Place::Wider => less_exact(chart),
    }
}

/// The test for what is wider than the bars; none where nothing can be.
fn less_exact(chart: &Chart) -> Option<DateTest> {
    let least = chart.step.least_precision();
    (least > Precision::Year).then_some(DateTest::LessExact(least))
}

/// Filters to all that has no sure place in time: no date, inferred, after today, wider than a bar;
/// or takes that filter away again.
pub(super) fn only_unplaced(chart: &Chart, scene: &Scene, filter: &str) -> Vec<Outcome> {
    let mut tests = vec![
        DateTest::Kind(DateKind::None),
        DateTest::Kind(DateKind::Inferred),
        DateTest::Future,
    ];
    tests.extend(less_exact(chart));
    vec![Outcome::Filter(
        if query::asks_any_date(&scene.query, &tests) {
            query::clear_dates(filter)
        } else {
            query::set_any_date(filter, &tests)
        },
    )]
}

/// The filter line narrowed to a span of the bars' own time.
fn narrowed(filter: &str, test: DateTest, layer: Layer) -> String {
    let days = || {
        let (start, end) = span::reach(&test)?;
        // The last day that holds a moment of it.
        let last = |end: NaiveDateTime| Some(end.checked_sub_signed(TimeDelta::seconds(1))?.date());
        Some(DaySpan {
            first: start.map(|start| start.date()),
            last: end.and_then(last),
        })
    };
    match (layer, days()) {
        (Layer::Mentioned, Some(days)) => query::set_mentions(filter, days),
        (Layer::Both, Some(days)) => query::set_dates_or_mentions(filter, test, days),
        _ => query::set_dates(filter, test),
    }
}

/// What the filter asks of the time that the bars show.
fn asked_here(chart: &Chart, scene: &Scene) -> Option<DateTest> {
    match chart.layer {
        Layer::Published => query::date_term(&scene.query).cloned(),
        Layer::Mentioned => query::mentions_term(&scene.query).map(DateTest::In),
        Layer::Both => query::date_or_mentions_term(&scene.query).cloned(),
    }
}

/// The first moment that the filter asks for.
pub(super) fn asked(chart: &Chart, scene: &Scene) -> Option<NaiveDateTime> {
    span::reach(&asked_here(chart, scene)?)?.0
}
