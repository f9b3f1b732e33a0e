//! The timeline: which time is shown, where its cursor stands, what is brushed.
//!
//! Promises: the cursor is the selected article's bar; only on a bar without articles does it
//! stand by itself, until another article is selected. Bars come from the index with every
//! answer; a change of window or step asks for them anew and changes nothing else. All counts are
//! those of the answer on screen.

pub mod picture;

mod places;
mod window;
mod words;

use chrono::NaiveDateTime;

use crate::action::{Action, Motion};
use crate::app::scene::{Outcome, Pane, Scene};
use crate::article::{ArticleId, DateKind};
use crate::config::Settings;
use crate::query::{self, DateTest, DaySpan};
use crate::timeline::{Ask, Chart, Place, Step, Window};

/// Fewest and most rows of bars and words.
const ROWS: std::ops::RangeInclusive<u16> = 1..=12;
/// Largest count that digits can make.
const LARGEST_COUNT: u32 = 9999;
/// Columns kept for one side bar.
pub(crate) const SIDE: u16 = 11;

/// State of the timeline.
#[derive(Clone, Debug)]
pub struct TimelinePane {
    /// Rows of bars and words.
    rows: u16,
    /// Which time is wanted.
    window: Window,
    /// Width of a bar that is wanted, `None` for the one that fits.
    step: Option<Step>,
    /// The cursor, while it stands on a bar without articles.
    parked: Option<Parked>,
    /// The moment at which a brush began.
    brush: Option<NaiveDateTime>,
    /// Digits typed so far.
    count: Option<u32>,
}

/// A cursor that stands apart from the selected article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Parked {
    /// First moment of the bar.
    at: NaiveDateTime,
    /// The article selected then: when it is another, the cursor is there.
    selected: Option<ArticleId>,
}

impl TimelinePane {
    /// The whole collection, as many rows as the settings say.
    pub fn new(settings: &Settings) -> Self {
        Self {
            rows: settings.timeline_rows.clamp(*ROWS.start(), *ROWS.end()),
            window: Window::Dense,
            step: None,
            parked: None,
            brush: None,
            count: None,
        }
    }

    /// Rows of bars and words wanted.
    pub fn rows(&self) -> u16 {
        self.rows
    }

    /// What the index is asked to compute for the present screen.
    pub fn ask(&self, scene: &Scene) -> Ask {
        Ask {
            columns: columns(scene),
            step: self.step,
            window: self.window,
        }
    }

    /// Where the cursor stands; nowhere before the first answer and in an empty result.
    pub fn cursor(&self, scene: &Scene) -> Option<Place> {
        let chart = chart(scene)?;
        let parked = self.parked.filter(|parked| parked.selected == scene.selected);
        match parked {
            Some(parked) => Some(at(chart, parked.at)),
            None => Some(places::place_of(scene, chart, scene.selected?)),
        }
    }

    /// First and last bar of the brush, when one is being drawn.
    pub fn brushed(&self, scene: &Scene) -> Option<(usize, usize)> {
        let chart = chart(scene)?;
        let last = chart.bars.len().checked_sub(1)?;
        let index = |place: Place| match place {
            Place::Bar(index) => index,
            Place::Before => 0,
            _ => last,
        };
        let from = index(at(chart, self.brush?));
        let to = index(self.cursor(scene)?);
        Some((from.min(to), from.max(to)))
    }

    /// The count typed so far.
    pub fn count(&self) -> Option<u32> {
        self.count
    }

    /// One sentence or three about the bar under the cursor, its neighbours and the sides.
    pub fn words(&self, scene: &Scene) -> Option<String> {
        words::status(self, scene)
    }

    /// Carries out what a key means in the timeline, or one of the keys that work anywhere.
    pub fn act(&mut self, action: Action, scene: &Scene) -> Vec<Outcome> {
        if let Action::Digit(digit) = action {
            let count = self.count.unwrap_or(0).saturating_mul(10);
            let count = count.saturating_add(u32::from(digit)).min(LARGEST_COUNT);
            self.count = Some(count).filter(|count| *count > 0);
            return Vec::new();
        }
        let times = self.count.take().unwrap_or(1);
        let Some(chart) = chart(scene) else {
            return self.leave(action);
        };
        match action {
            Action::BarLeft => self.step_bars(-i64::from(times), chart, scene),
            Action::BarRight => self.step_bars(i64::from(times), chart, scene),
            Action::PreviousBar => self.next_filled(times, Towards::Earlier, chart, scene),
            Action::NextBar => self.next_filled(times, Towards::Later, chart, scene),
            Action::Move(motion) => self.move_by(motion, times, chart, scene),
            Action::ZoomIn => self.zoom_in(chart, scene),
            Action::ZoomOut => self.show(window::zoomed_out(chart, self.centre(chart, scene)), None),
            Action::FitResult => self.show(Some(Window::Result), None),
            Action::FitAll => self.show(Some(Window::All), None),
            Action::FinerStep => self.set_step(times, Step::finer, scene),
            Action::CoarserStep => self.set_step(times, Step::coarser, scene),
            Action::Brush => self.toggle_brush(chart, scene),
            Action::Enter => self.only_here(chart, scene),
            Action::OnlyThisBar => self.only_or_all(chart, scene),
            Action::Taller => self.resize(times, Size::Taller),
            Action::Shorter => self.resize(times, Size::Shorter),
            other => self.leave(other),
        }
    }

    /// Leaving ends a brush first, then the timeline.
    fn leave(&mut self, action: Action) -> Vec<Outcome> {
        match (action, self.brush.take()) {
            (Action::Leave, None) => vec![Outcome::Focus(Pane::List)],
            (Action::Leave, Some(_)) => vec![Outcome::Say("nothing is brushed".to_owned())],
            (_, brush) => {
                self.brush = brush;
                Vec::new()
            }
        }
    }

    /// Moves the cursor over bars, empty ones too; beyond the window the window moves along.
    fn step_bars(&mut self, by: i64, chart: &Chart, scene: &Scene) -> Vec<Outcome> {
        let Some(last) = chart.bars.len().checked_sub(1) else {
            return vec![Outcome::Say("there are no dates to move over".to_owned())];
        };
        let last = i64::try_from(last).unwrap_or(i64::MAX);
        let index = |place: usize| i64::try_from(place).unwrap_or(i64::MAX);
        let target = match self.cursor(scene) {
            Some(Place::Bar(bar)) => index(bar).saturating_add(by),
            Some(Place::Before) if by > 0 => by.saturating_sub(1),
            // From a side at the right end, a step to the left leads to the last bar.
            Some(Place::Before) => by,
            None if by > 0 => by.saturating_sub(1),
            _ => last.saturating_add(1).saturating_add(by.min(0)),
        };
        if (0..=last).contains(&target) {
            return self.stand_on(usize::try_from(target).unwrap_or(0), chart, scene);
        }
        let beyond = if target < 0 { target } else { target.saturating_sub(last) };
        self.pan(beyond, chart, scene)
    }

    /// Puts the cursor on a bar: its first article is selected, an empty bar only pointed at.
    fn stand_on(&mut self, index: usize, chart: &Chart, scene: &Scene) -> Vec<Outcome> {
        let place = Place::Bar(index);
        if let Some(id) = places::articles(scene, chart, place).next() {
            self.parked = None;
            return vec![Outcome::Select(id)];
        }
        self.parked = chart.bars.get(index).map(|bar| Parked {
            at: bar.start,
            selected: scene.selected,
        });
        vec![Outcome::Say(words::empty_bar(chart, index))]
    }

    /// Moves the window over the edge, as far as the collection reaches.
    fn pan(&mut self, by: i64, chart: &Chart, scene: &Scene) -> Vec<Outcome> {
        let reach = chart.collection.and_then(|(first, last)| {
            let (start, end) = chart.window()?;
            let left = chart.step.index_of(first).saturating_sub(chart.step.index_of(start));
            let right = chart.step.index_of(last).saturating_sub(chart.step.index_of(end));
            Some((left.min(0), right.saturating_add(1).max(0)))
        });
        let (left, right) = reach.unwrap_or((0, 0));
        let by = by.clamp(left, right);
        if by == 0 {
            return vec![Outcome::Say("nothing lies beyond".to_owned())];
        }
        let edge = chart.window().map(|(start, end)| {
            let edge = if by < 0 { start } else { end };
            let beyond = if by < 0 { by } else { by.saturating_sub(1) };
            chart.step.start(chart.step.index_of(edge).saturating_add(beyond)).unwrap_or(edge)
        });
        self.parked = edge.map(|at| Parked { at, selected: scene.selected });
        self.show(window::panned(chart, by), Some(chart.step))
    }

    /// Goes to the next bar, or side, with articles. Beyond the window it moves the window.
    fn next_filled(
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
            place = place.and_then(|place| chart.next_filled(place, forward)).or(place);
        }
        if place == start {
            let side = if forward { "after" } else { "before" };
            return vec![Outcome::Say(format!("no articles {side} this"))];
        }
        let Some(place) = place else {
            return Vec::new();
        };
        self.parked = None;
        let Some(id) = self.entrance(place, chart, scene) else {
            return Vec::new();
        };
        let mut outcomes = vec![Outcome::Select(id)];
        if let (Place::Before | Place::After, Some(date)) = (place, places::date_of(scene, id)) {
            outcomes.extend(self.show(window::moved_to(chart, date.local), Some(chart.step)));
        }
        outcomes
    }

    /// The article to select when the cursor comes to a place: the first of the list, outside the
    /// window the nearest.
    fn entrance(&self, place: Place, chart: &Chart, scene: &Scene) -> Option<ArticleId> {
        let local = |id: &ArticleId| places::date_of(scene, *id).map(|date| date.local);
        let mut articles = places::articles(scene, chart, place);
        match place {
            Place::Before => articles.max_by_key(local),
            Place::After => articles.min_by_key(local),
            _ => articles.next(),
        }
    }

    fn move_by(
        &mut self,
        motion: Motion,
        times: u32,
        chart: &Chart,
        scene: &Scene,
    ) -> Vec<Outcome> {
        let page = i64::try_from(chart.bars.len()).unwrap_or(i64::MAX);
        let times = i64::from(times);
        match motion {
            Motion::Down => self.walk(times, Towards::Later, chart, scene),
            Motion::Up => self.walk(times, Towards::Earlier, chart, scene),
            Motion::First => self.stand_on(0, chart, scene),
            Motion::Last => self.stand_on(chart.bars.len().saturating_sub(1), chart, scene),
            Motion::HalfDown => self.step_bars((page / 2).max(1), chart, scene),
            Motion::HalfUp => self.step_bars(-(page / 2).max(1), chart, scene),
            Motion::PageDown => self.pan(page.saturating_mul(times), chart, scene),
            Motion::PageUp => self.pan(page.saturating_mul(-times), chart, scene),
        }
    }

    /// Goes through the articles of the bar under the cursor, in order of the list.
    fn walk(
        &mut self,
        times: i64,
        towards: Towards,
        chart: &Chart,
        scene: &Scene,
    ) -> Vec<Outcome> {
        let (Some(place), Some(selected)) = (self.cursor(scene), scene.selected) else {
            return Vec::new();
        };
        let steps = usize::try_from(times).unwrap_or(1);
        let articles = places::articles(scene, chart, place);
        let found = match towards {
            Towards::Later => ahead(articles, selected, steps),
            Towards::Earlier => ahead(articles.rev(), selected, steps),
        };
        let end = match towards {
            Towards::Later => "last",
            Towards::Earlier => "first",
        };
        match found {
            Some(id) => vec![Outcome::Select(id)],
            None => vec![Outcome::Say(format!("the {end} article here · [ and ] go on"))],
        }
    }

    /// Closer about the cursor, or to what is brushed.
    fn zoom_in(&mut self, chart: &Chart, scene: &Scene) -> Vec<Outcome> {
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

    /// Asks for another window, and for a step if one is to be kept.
    fn show(&mut self, window: Option<Window>, step: Option<Step>) -> Vec<Outcome> {
        let Some(window) = window else {
            return Vec::new();
        };
        self.window = window;
        self.step = step;
        vec![Outcome::Search]
    }

    /// Narrower or wider bars; where they do not fit, the window closes in on the cursor.
    fn set_step(
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
        let fitted = window::fitted(chart, step, centre, columns(scene));
        self.show(Some(fitted.unwrap_or(self.window)), Some(step))
    }

    /// The middle of what zooming is about: the bar under the cursor, else the last bar.
    fn centre(&self, chart: &Chart, scene: &Scene) -> NaiveDateTime {
        let last = chart.bars.last().map_or(NaiveDateTime::MIN, |bar| bar.start);
        let first = chart.bars.first().map_or(last, |bar| bar.start);
        match self.cursor(scene) {
            Some(Place::Bar(index)) => chart.bars.get(index).map_or(last, |bar| bar.start),
            Some(Place::Before) => first,
            _ => last,
        }
    }

    fn toggle_brush(&mut self, chart: &Chart, scene: &Scene) -> Vec<Outcome> {
        if self.brush.take().is_some() {
            return vec![Outcome::Say("nothing is brushed".to_owned())];
        }
        match self.cursor(scene) {
            Some(Place::Bar(index)) => {
                self.brush = chart.bars.get(index).map(|bar| bar.start);
                Vec::new()
            }
            _ => vec![Outcome::Say("a brush begins on a bar: h goes there".to_owned())],
        }
    }

    /// The `date:` test for what is brushed, or for the place under the cursor.
    fn span_here(&self, chart: &Chart, scene: &Scene) -> Option<DateTest> {
        let days = |from: usize, to: usize| {
            let first = chart.step.days(chart.bars.get(from)?.start).0;
            let last = chart.step.days(chart.bars.get(to)?.start).1;
            Some(DateTest::In(DaySpan { first: Some(first), last: Some(last) }))
        };
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
    fn only_here(&mut self, chart: &Chart, scene: &Scene) -> Vec<Outcome> {
        let Some(test) = self.span_here(chart, scene) else {
            return vec![Outcome::Say(
                "these dates are wider than a bar: > makes the bars wider".to_owned(),
            )];
        };
        self.brush = None;
        let text = query::set_dates(&scene.query.text, test);
        let mut outcomes = vec![Outcome::Filter(text)];
        if chart.step < Step::Day {
            outcomes.push(Outcome::Say("a filter has whole days: this day".to_owned()));
        }
        outcomes
    }

    /// Filters to the bar, or takes that filter away again.
    fn only_or_all(&mut self, chart: &Chart, scene: &Scene) -> Vec<Outcome> {
        let here = self.span_here(chart, scene);
        let there = query::date_term(&scene.query).cloned();
        if here.is_some() && here == there {
            return vec![Outcome::Filter(query::clear_dates(&scene.query.text))];
        }
        self.only_here(chart, scene)
    }

    fn resize(&mut self, times: u32, size: Size) -> Vec<Outcome> {
        let times = u16::try_from(times).unwrap_or(u16::MAX);
        let rows = match size {
            Size::Taller => self.rows.saturating_add(times),
            Size::Shorter => self.rows.saturating_sub(times),
        };
        self.rows = rows.clamp(*ROWS.start(), *ROWS.end());
        Vec::new()
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Towards {
    Later,
    Earlier,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Size {
    Taller,
    Shorter,
}

/// The chart on screen.
fn chart(scene: &Scene) -> Option<&Chart> {
    scene.hits.as_ref().map(|hits| hits.chart.as_ref())
}

/// Where a moment stands that is not an article's.
fn at(chart: &Chart, moment: NaiveDateTime) -> Place {
    chart.place_of(Some(&crate::article::Moment {
        local: moment,
        precision: crate::article::Precision::Minute,
        offset: None,
    }))
}

/// The article `steps` places after `from`; the last one when there are not so many; none when
/// `from` is the last. From an article that does not stand here, the first is one step away.
fn ahead(
    mut articles: impl Iterator<Item = ArticleId> + Clone,
    from: ArticleId,
    steps: usize,
) -> Option<ArticleId> {
    let rest = articles.clone();
    if articles.any(|id| id == from) {
        articles.take(steps.max(1)).last()
    } else {
        rest.take(steps.max(1)).last()
    }
}

/// Columns for bars: what the sides leave. Room for two side bars is always kept, so that the
/// number of bars does not depend on what stands at the sides.
fn columns(scene: &Scene) -> u16 {
    let inside = scene.screen.timeline.inside().width;
    let sides = if inside >= 76 { 2 * SIDE + 3 } else { SIDE + 3 };
    inside.saturating_sub(sides).max(1)
}
