//! Moves by calendar strides and bursts, to a date, and a span that grows and slides.

use chrono::{Months, NaiveDateTime, TimeDelta};

use super::{Parked, Spot, TimelinePane, at, chart, instant, window};
use crate::action::{Stride, Way};
use crate::app::scene::{Outcome, Scene};
use crate::query::{self, ClockSpan, DateTest, DaySpan};
use crate::timeline::{Bar, Chart, Place, Step, span};

/// Which way, and how many times.
pub(super) type Course = (Way, u32);

impl TimelinePane {
    /// Moves the cursor by a stride, also where that is less than a bar: the next one goes on from
    /// there.
    pub(super) fn travel(
        &mut self,
        stride: Stride,
        (way, times): Course,
        chart: &Chart,
        scene: &Scene,
    ) -> Vec<Outcome> {
        if stride == Stride::Burst {
            return self.nearest_burst((way, times), chart, scene);
        }
        let Some((first, last)) = chart.collection else {
            return vec![Outcome::Say("there are no dates to move over".to_owned())];
        };
        let from = self.moment(chart, scene);
        let wanted = moved(from, stride, (way, times)).unwrap_or(match way {
            Way::Back => first,
            Way::Forth => last,
        });
        let to = wanted.clamp(chart.step.start_of(first), last);
        let mut outcomes = self.stand_at(to, chart, scene);
        if to != wanted {
            let side = match way {
                Way::Back => "older",
                Way::Forth => "newer",
            };
            outcomes.push(Outcome::Say(format!("no article is {side}")));
        }
        outcomes
    }

    /// The moment that the cursor stands for.
    fn moment(&self, chart: &Chart, scene: &Scene) -> NaiveDateTime {
        let parked = self
            .parked
            .filter(|parked| parked.selected == scene.selected)
            .and_then(|parked| parked.moment());
        parked.map_or_else(|| self.centre(chart, scene), |moment| moment.local)
    }

    /// Puts the cursor on the bar of a moment: its first article is selected, unless it is only
    /// looked at; beyond the window the window moves along.
    pub(super) fn stand_at(
        &mut self,
        moment: NaiveDateTime,
        chart: &Chart,
        scene: &Scene,
    ) -> Vec<Outcome> {
        let place = at(chart, &instant(moment));
        let entrance = chart.entrance(place).filter(|_| self.peek.is_none());
        let entrance = entrance.filter(|_| matches!(place, Place::Bar(_)));
        self.parked = Some(Parked {
            spot: Spot::At(instant(moment)),
            selected: entrance.or(scene.selected),
        });
        if let Place::Bar(_) = place {
            return entrance.map(Outcome::Select).into_iter().collect();
        }
        self.show(window::moved_to(chart, moment), Some(chart.step))
    }

    fn nearest_burst(
        &mut self,
        (way, times): Course,
        chart: &Chart,
        scene: &Scene,
    ) -> Vec<Outcome> {
        let here = match self.cursor(scene) {
            Some(Place::Bar(index)) => index,
            Some(Place::Before) => 0,
            _ => chart.bars.len(),
        };
        let bursts = chart.bars.iter().enumerate();
        let bursts = bursts.filter(|(_, bar)| bar.burst).map(|(index, _)| index);
        let ahead: Vec<usize> = match way {
            Way::Forth => bursts.filter(|index| *index > here).collect(),
            Way::Back => bursts.rev().filter(|index| *index < here).collect(),
        };
        let wanted = usize::try_from(times).unwrap_or(1).saturating_sub(1);
        let found = ahead.get(wanted).or_else(|| ahead.last());
        if let Some(bar) = found.and_then(|index| chart.bars.get(*index)) {
            return self.stand_at(bar.start, chart, scene);
        }
        let side = match way {
            Way::Forth => "after",
            Way::Back => "before",
        };
        vec![Outcome::Say(format!("no burst {side} this"))]
    }

    /// Goes to a time, whether or not there is an article; the window moves as far as needed.
    pub fn go_to(&mut self, moment: NaiveDateTime, scene: &Scene) -> Vec<Outcome> {
        self.brush = None;
        match chart(scene).filter(|chart| !chart.bars.is_empty()) {
            Some(chart) => self.stand_at(moment, chart, scene),
            None => vec![Outcome::Say("there are no dates to go to".to_owned())],
        }
    }

    /// One end of the span moves on: of the brush, else of the filter's span, else of one that
    /// begins here.
    pub(super) fn grow(
        &mut self,
        (way, times): Course,
        chart: &Chart,
        scene: &Scene,
    ) -> Vec<Outcome> {
        if self.brush.is_none() {
            if let Some((from, to)) = self.filtered(scene) {
                let (anchor, end) = match way {
                    Way::Forth => (from, to),
                    Way::Back => (to, from),
                };
                self.brush = chart.bars.get(anchor).map(Bar::moment);
                self.parked = chart.bars.get(end).map(|bar| Parked {
                    spot: Spot::At(bar.moment()),
                    selected: scene.selected,
                });
            } else {
                let refused = self.toggle_brush(chart, scene);
                if self.brush.is_none() {
                    return refused;
                }
            }
        }
        let times = i64::from(times);
        let by = match way {
            Way::Back => -times,
            Way::Forth => times,
        };
        self.step_bars(by, chart, scene)
    }

    /// The span of the brush, or of the filter, moves by its own length.
    pub(super) fn slide(
        &mut self,
        (way, times): Course,
        chart: &Chart,
        (scene, filter): (&Scene, &str),
    ) -> Vec<Outcome> {
        let Some((from, to)) = self.brushed(scene) else {
            let moved = query::date_term(&scene.query).and_then(|test| slid(test, (way, times)));
            return match moved {
                Some(test) => {
                    let mut outcomes =
                        vec![Outcome::Filter(query::set_dates(filter, test.clone()))];
                    let start = span::reach(&test).and_then(|reach| reach.0);
                    let out_of_sight =
                        start.filter(|start| !matches!(at(chart, &instant(*start)), Place::Bar(_)));
                    if let Some(start) = out_of_sight {
                        outcomes
                            .extend(self.show(window::moved_to(chart, start), Some(chart.step)));
                    }
                    outcomes
                }
                None => vec![Outcome::Say(
                    "nothing to move: v begins a span, D filters to a bar".to_owned(),
                )],
            };
        };
        let ends = chart.bars.get(from).zip(chart.bars.get(to));
        let Some((first, last)) = ends.map(|(first, last)| (first.start, last.start)) else {
            return Vec::new();
        };
        let step = chart.step;
        let length = step
            .index_of(last)
            .saturating_sub(step.index_of(first))
            .saturating_add(1);
        let by = signed(length, (way, times));
        let there = |moment| step.start(step.index_of(moment).saturating_add(by));
        let (Some(first), Some(last)) = (there(first), there(last)) else {
            return Vec::new();
        };
        self.brush = Some(instant(first));
        self.stand_at(last, chart, scene)
    }
}

fn signed(length: i64, (way, times): Course) -> i64 {
    let by = length.saturating_mul(i64::from(times));
    match way {
        Way::Back => by.saturating_neg(),
        Way::Forth => by,
    }
}

/// The moment a stride away; `None` where the calendar ends.
fn moved(from: NaiveDateTime, stride: Stride, (way, times): Course) -> Option<NaiveDateTime> {
    let days = |days: i64| {
        let delta = TimeDelta::try_days(signed(days, (way, times)))?;
        from.checked_add_signed(delta)
    };
    let months = |months: u32| {
        let months = Months::new(months.saturating_mul(times));
        match way {
            Way::Back => from.checked_sub_months(months),
            Way::Forth => from.checked_add_months(months),
        }
    };
    match stride {
        Stride::Day => days(1),
        Stride::Week => days(7),
        Stride::Month => months(1),
        Stride::Year => months(12),
        Stride::Burst => None,
    }
}

/// A span moved by its own length: whole years by years, whole months by months, else by days,
/// hours or minutes. `None` where it has no two ends or the calendar ends.
fn slid(test: &DateTest, course: Course) -> Option<DateTest> {
    let (Some(start), Some(end)) = span::reach(test)? else {
        return None;
    };
    let steps = [Step::Year, Step::Month, Step::Day, Step::Hour, Step::Minute];
    let step = steps
        .into_iter()
        .find(|step| step.start_of(start) == start && step.start_of(end) == end)?;
    let length = step.index_of(end).saturating_sub(step.index_of(start));
    let by = signed(length, course);
    let there = |moment| step.start(step.index_of(moment).checked_add(by)?);
    let (start, end) = (there(start)?, there(end)?);
    let days = || {
        Some(DaySpan {
            first: Some(start.date()),
            last: Some(end.date().pred_opt()?),
        })
    };
    let clock = ClockSpan {
        start: Some(start),
        end: Some(end),
        offsets: (None, None),
    };
    let in_years = (1..=9999).contains(&chrono::Datelike::year(&start))
        && (1..=9999).contains(&chrono::Datelike::year(&end));
    Some(match test {
        _ if !in_years => return None,
        DateTest::In(_) => DateTest::In(days()?),
        DateTest::Touches(_) => DateTest::Touches(days()?),
        DateTest::During(_) => DateTest::During(clock),
        DateTest::Meets(_) => DateTest::Meets(clock),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_slides_by_its_own_length() {
        for (text, way, wanted) in [
            ("2018", Way::Forth, "2019"),
            ("2018-02", Way::Back, "2018-01"),
            ("2018-01..2018-03", Way::Forth, "2018-04..2018-06"),
            (
                "2018-01-01..2018-01-07",
                Way::Back,
                "2017-12-25..2017-12-31",
            ),
            ("2018-01-07T23", Way::Forth, "2018-01-08T00"),
            ("~2018", Way::Back, "~2017"),
            ("0001", Way::Back, ""),
            ("2018..", Way::Forth, ""),
            ("last-30d", Way::Back, ""),
        ] {
            let parsed = query::parse(&format!("date:{text}"));
            let test = query::date_term(&parsed.query).unwrap();
            let moved = slid(test, (way, 1)).map(|test| test.to_string());
            assert_eq!(moved.unwrap_or_default(), wanted, "{text}");
        }
    }
}
