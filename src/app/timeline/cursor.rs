//! Moving over the timeline: bar by bar, to the next bar with articles, through those of a bar.

use super::{Parked, Spot, TimelinePane, instant, places, window};
use crate::action::Motion;
use crate::app::scene::{Outcome, Scene};
use crate::timeline::{Chart, Layer, Place};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Towards {
    Later,
    Earlier,
}

impl TimelinePane {
    /// Moves the cursor over bars, empty ones too; beyond the window the window moves along.
    pub(super) fn step_bars(&mut self, by: i64, chart: &Chart, scene: &Scene) -> Vec<Outcome> {
        let Some(last) = chart.bars.len().checked_sub(1) else {
            return vec![Outcome::Say("there are no dates to move over".to_owned())];
        };
        let last = i64::try_from(last).unwrap_or(i64::MAX);
        let index = |place: usize| i64::try_from(place).unwrap_or(i64::MAX);
        let target = match self.cursor(scene) {
            Some(Place::Bar(bar)) => index(bar).saturating_add(by),
            Some(Place::Before) | None if by > 0 => by.saturating_sub(1),
            Some(Place::Before) => by,
            // From a side at the right end, a step to the left leads to the last bar.
            _ => last.saturating_add(1).saturating_add(by.min(0)),
        };
        let target = Self::past_breaks(chart, target, by);
        if (0..=last).contains(&target) {
            return self.stand_on(usize::try_from(target).unwrap_or(0), chart, scene);
        }
        let beyond = if target < 0 {
            target
        } else {
            target.saturating_sub(last)
        };
        self.pan(beyond, chart, scene)
    }

    /// Puts the cursor on a bar: its first article is selected, an empty bar only pointed at, and
    /// any bar while it is only looked at.
    fn stand_on(&mut self, index: usize, chart: &Chart, scene: &Scene) -> Vec<Outcome> {
        let place = Place::Bar(index);
        let entrance = chart.entrance(place).filter(|_| self.peek.is_none());
        let parked = chart.bars.get(index).map(|bar| Parked {
            spot: Spot::At(bar.moment()),
            selected: entrance.or(scene.selected),
        });
        // Where an article stands in one bar only, its own date says more than that of the bar.
        let is_its_own = entrance.is_some() && chart.layer == Layer::Published;
        self.parked = parked.filter(|_| !is_its_own);
        entrance.map(Outcome::Select).into_iter().collect()
    }

    /// The bar with this index, or where that is a break the one behind it, from where one came.
    fn past_breaks(chart: &Chart, target: i64, by: i64) -> i64 {
        let index = usize::try_from(target).ok();
        let bar = index.and_then(|index| chart.bars.get(index));
        match bar {
            Some(bar) if bar.folded > 0 => target.saturating_add(by.signum()),
            _ => target,
        }
    }

    /// Moves the window over the edge, as far as the collection reaches.
    fn pan(&mut self, wanted: i64, chart: &Chart, scene: &Scene) -> Vec<Outcome> {
        let reach = chart.collection.and_then(|(first, last)| {
            let (start, end) = chart.window()?;
            let left = chart
                .step
                .index_of(first)
                .saturating_sub(chart.step.index_of(start));
            let right = chart
                .step
                .index_of(last)
                .saturating_sub(chart.step.index_of(end));
            Some((left.min(0), right.saturating_add(1).max(0)))
        });
        let (left, right) = reach.unwrap_or((0, 0));
        let by = wanted.clamp(left, right);
        if by == 0 && wanted > 0 {
            // The sides stand right of the last bar.
            return self.next_filled(1, Towards::Later, chart, scene);
        }
        if by == 0 {
            return vec![Outcome::Say("no article is older".to_owned())];
        }
        let edge = chart.window().map(|(start, end)| {
            let edge = if by < 0 { start } else { end };
            let beyond = if by < 0 { by } else { by.saturating_sub(1) };
            chart
                .step
                .start(chart.step.index_of(edge).saturating_add(beyond))
                .unwrap_or(edge)
        });
        self.parked = edge.map(|edge| Parked {
            spot: Spot::At(instant(edge)),
            selected: scene.selected,
        });
        self.show(window::panned(chart, by), Some(chart.step))
    }

    /// Goes to the next bar, or side, with articles. Beyond the window it moves the window.
    pub(super) fn next_filled(
        &mut self,
        times: u32,
        towards: Towards,
        chart: &Chart,
        scene: &Scene,
    ) -> Vec<Outcome> {
        let forward = towards == Towards::Later;
        let start = match self.cursor(scene) {
            Some(place) => Some(place),
            None => chart.filled_places().next(),
        };
        let mut place = start;
        for _ in 0..times {
            place = place
                .and_then(|place| chart.next_filled(place, forward))
                .or(place);
        }
        if place == start {
            let side = if forward { "after" } else { "before" };
            return vec![Outcome::Say(format!("no articles {side} this"))];
        }
        let Some(place) = place else {
            return Vec::new();
        };
        let stays = self.peek.is_some() || chart.layer != Layer::Published;
        if let Place::Bar(index) = place
            && stays
        {
            return self.stand_on(index, chart, scene);
        }
        let entrance = chart.entrance(place);
        // What stands there stands in a bar as well: its date alone does not say which is meant.
        self.parked = place.is_beside().then_some(Parked {
            spot: Spot::Side(place),
            selected: entrance,
        });
        let Some(id) = entrance else {
            return Vec::new();
        };
        let mut outcomes = vec![Outcome::Select(id)];
        if let (Place::Before | Place::After, Some(date)) = (place, places::date_of(scene, id)) {
            outcomes.extend(self.show(window::moved_to(chart, date.local), Some(chart.step)));
        }
        outcomes
    }

    pub(super) fn move_by(
        &mut self,
        motion: Motion,
        times: u32,
        chart: &Chart,
        scene: &Scene,
    ) -> Vec<Outcome> {
        let times = i64::from(times);
        match motion {
            Motion::Down => self.walk(times, Towards::Later, chart, scene),
            Motion::Up => self.walk(times, Towards::Earlier, chart, scene),
            Motion::First => self.stand_on(0, chart, scene),
            Motion::Last => self.stand_on(chart.bars.len().saturating_sub(1), chart, scene),
            _ => Vec::new(),
        }
    }

    /// Goes through the articles of the bar under the cursor, newest first.
    fn walk(&mut self, times: i64, towards: Towards, chart: &Chart, scene: &Scene) -> Vec<Outcome> {
        let (Some(place), Some(selected)) = (self.cursor(scene), scene.selected) else {
            return Vec::new();
        };
        let steps = usize::try_from(times).unwrap_or(1);
        let found = match towards {
            Towards::Later => places::later(scene, chart, place, selected)
                .take(steps)
                .last(),
            Towards::Earlier => places::earlier(scene, chart, place, selected)
                .take(steps)
                .last(),
        };
        let end = match towards {
            Towards::Later => "last",
            Towards::Earlier => "first",
        };
        match found {
            Some(id) => {
                // What is looked at stays under the cursor.
                if let Some(parked) = &mut self.parked {
                    parked.selected = Some(id);
                }
                vec![Outcome::Select(id)]
            }
            None => vec![Outcome::Say(format!(
                "the {end} article here · [ and ] go on"
            ))],
        }
    }
}
