//! The timeline: which time is shown, where its cursor stands, what is brushed.
//!
//! Promises: the cursor is the selected article's bar; only on a bar without articles does it
//! stand by itself, until another article is selected. Bars come from the index with every
//! answer; a change of window or step asks for them anew and changes nothing else. All counts are
//! those of the answer on screen.

mod apart;
mod canvas;
mod cursor;
mod form;
mod manner;
pub mod peek;
pub mod picture;
mod places;
pub mod rows;
mod span;
mod spot;
pub mod stack;
mod travel;
mod window;
mod words;

use chrono::NaiveDateTime;

use crate::action::Action;
use crate::app::scene::{Outcome, Pane, Scene};
use crate::app::screen::Screen;
use crate::article::{Moment, Precision};
use crate::config::Settings;
use crate::timeline::{Ask, Chart, Gaps, Height, Layer, Parts, Place, Step, Window};

pub use form::{Form, Shown};

use cursor::Towards;
use peek::Peek;
use rows::RowOrder;
use spot::{Parked, Spot};

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
    /// The cursor, while it stands on a bar without articles, or at a side of what stands elsewhere
    /// as well.
    parked: Option<Parked>,
    /// The first moment of the bar at which a brush began.
    brush: Option<Moment>,
    /// Digits typed so far.
    count: Option<u32>,
    /// What is drawn.
    form: Form,
    /// How counts become heights.
    height: Height,
    /// What is seen of the bar under the cursor without going there.
    peek: Option<Peek>,
    /// Which time of the articles is shown.
    layer: Layer,
    /// Order of the rows of sources.
    row_order: RowOrder,
    /// The row under the cursor among those of the sources.
    row: usize,
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
            form: Form::Bars,
            height: Height::Linear,
            peek: None,
            layer: Layer::Published,
            row_order: RowOrder::default(),
            row: 0,
        }
    }

    /// Rows of bars and words wanted.
    pub fn rows(&self) -> u16 {
        self.rows.max(self.form.fewest_rows())
    }

    /// Rows that were chosen, whatever is drawn: what is worth remembering.
    pub fn chosen_rows(&self) -> u16 {
        self.rows
    }

    /// What is drawn.
    pub fn form(&self) -> Form {
        self.form
    }

    /// How counts become heights.
    pub fn height(&self) -> Height {
        self.height
    }

    /// What is seen of the bar under the cursor, while that is looked at.
    pub fn peek(&self) -> Option<&Peek> {
        self.peek.as_ref()
    }

    /// Which time is shown.
    pub fn shown(&self) -> Shown {
        Shown {
            window: self.window,
            step: self.step,
            layer: self.layer,
        }
    }

    /// Shows that time again.
    pub fn come_back_to(&mut self, shown: Shown) {
        self.window = shown.window;
        self.step = shown.step;
        self.layer = shown.layer;
    }

    /// Looks anew at what is under the cursor, if it is looked at; after everything else is settled.
    pub fn look(&mut self, scene: &Scene) {
        if let Some(peek) = self.peek.take() {
            self.peek = (scene.focus == Pane::Timeline).then(|| peek.renewed(self, scene));
        }
    }

    /// Which time is wanted.
    pub fn window(&self) -> Window {
        self.window
    }

    /// Width of a bar that is wanted; `None` for the one that fits.
    pub fn step(&self) -> Option<Step> {
        self.step
    }

    /// Shows again what was shown in an earlier run.
    pub fn come_back(&mut self, rows: Option<u16>, step: Option<Step>, window: Window) {
        self.rows = rows.unwrap_or(self.rows).clamp(*ROWS.start(), *ROWS.end());
        self.step = step;
        self.window = window;
    }

    /// What the index is asked to compute for the present screen.
    pub fn ask(&self, scene: &Scene) -> Ask {
        let screen = &scene.screen;
        let (columns, side) = match self.form {
            Form::Rows => (rows::bars(screen), 0),
            Form::Bars | Form::Stacked => (columns(screen), SIDE),
        };
        Ask {
            columns,
            side,
            today: Some(scene.today),
            zone: scene.settings.zone,
            step: self.step,
            window: self.window,
            gaps: Gaps::Fold,
            parts: if self.form == Form::Bars && self.peek.is_none() {
                Parts::None
            } else {
                Parts::Sources
            },
            layer: self.layer,
        }
    }

    /// Where the cursor stands: on the selected article's bar; in an empty result on the first
    /// bar that the filter asks for, if it asks for dates. A bar that the window left behind with
    /// nothing in that direction is no place to stand.
    pub fn cursor(&self, scene: &Scene) -> Option<Place> {
        let chart = chart(scene)?;
        match self.parked.and_then(|parked| parked.place(chart, scene)) {
            Some(place) => Some(place),
            None => match scene.selected {
                Some(id) => Some(places::place_of(scene, chart, id)),
                None => span::asked(chart, scene).map(|first| at(chart, &instant(first))),
            },
        }
    }

    /// First and last bar of the brush, when one is being drawn.
    pub fn brushed(&self, scene: &Scene) -> Option<(usize, usize)> {
        let chart = chart(scene).filter(|_| scene.focus == Pane::Timeline)?;
        let last = chart.bars.len().checked_sub(1)?;
        let index = |place: Place| match place {
            Place::Bar(index) => index,
            Place::Before => 0,
            _ => last,
        };
        let from = index(at(chart, &self.brush?));
        let to = index(self.cursor(scene)?);
        Some((from.min(to), from.max(to)))
    }

    /// Whether the filter asks for the bar under the cursor and no other dates.
    pub fn is_filtered(&self, scene: &Scene) -> bool {
        chart(scene).is_some_and(|chart| self.is_only(chart, scene))
    }

    /// One sentence or three about the bar under the cursor, its neighbours and the sides.
    pub fn sentence(&self, scene: &Scene) -> Option<String> {
        words::sentence(self, scene)
    }

    /// Carries out what a key means in the timeline, or one of the keys that work anywhere.
    /// `filter` is the filter line as it stands.
    pub fn act(&mut self, action: Action, scene: &Scene, filter: &str) -> Vec<Outcome> {
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
        if self.form == Form::Rows
            && let Some(outcomes) = self.act_in_rows(action, chart, (scene, filter))
        {
            return outcomes;
        }
        match action {
            Action::BarLeft => self.step_bars(-i64::from(times), chart, scene),
            Action::BarRight => self.step_bars(i64::from(times), chart, scene),
            Action::PreviousBar => self.next_filled(times, Towards::Earlier, chart, scene),
            Action::NextBar => self.next_filled(times, Towards::Later, chart, scene),
            Action::Move(motion) => self.move_by(motion, times, chart, scene),
            Action::ZoomIn => self.zoom_in(chart, scene),
            Action::ZoomOut => {
                self.show(window::zoomed_out(chart, self.centre(chart, scene)), None)
            }
            Action::FitResult => self.show(Some(Window::Result), None),
            Action::FitAll => self.show(Some(Window::All), None),
            Action::FinerStep => self.set_step(times, Step::finer, scene),
            Action::CoarserStep => self.set_step(times, Step::coarser, scene),
            Action::Brush => self.toggle_brush(chart, scene),
            Action::Enter => self.only_here(chart, scene, filter),
            Action::OnlyThisBar => self.only_or_all(chart, scene, filter),
            Action::OnlyUnplaced => span::only_unplaced(chart, scene, filter),
            Action::Travel(stride, way) => self.travel(stride, (way, times), chart, scene),
            Action::Grow(way) => self.grow((way, times), chart, scene),
            Action::Slide(way) => self.slide((way, times), chart, (scene, filter)),
            Action::Peek => self.toggle_peek(scene),
            Action::Stack => self.draw_as(Form::Stacked),
            Action::SourceRows => self.draw_as(Form::Rows),
            Action::NextRowOrder => self.sort_rows(),
            Action::NextHeight => {
                self.height = self.height.next();
                vec![Outcome::Say(format!("height: {}", self.height.name()))]
            }
            Action::NextLayer => {
                self.layer = self.layer.next();
                self.parked = None;
                vec![Outcome::Say(format!(
                    "bars show the times {}",
                    self.layer.name()
                ))]
            }
            Action::Taller => self.resize(times, Size::Taller),
            Action::Shorter => self.resize(times, Size::Shorter),
            other => self.leave(other),
        }
    }

    /// Draws this, or bars where this is drawn already.
    fn draw_as(&mut self, form: Form) -> Vec<Outcome> {
        self.form = if self.form == form { Form::Bars } else { form };
        Vec::new()
    }

    /// Leaving ends a look first, then a brush, then the timeline.
    fn leave(&mut self, action: Action) -> Vec<Outcome> {
        if action == Action::Leave && self.peek.take().is_some() {
            self.parked = None;
            return Vec::new();
        }
        match (action, self.brush.take()) {
            (Action::Leave, None) => vec![Outcome::Focus(Pane::List)],
            (Action::Leave, Some(_)) => vec![Outcome::Say("the brush is gone".to_owned())],
            (_, brush) => {
                self.brush = brush;
                Vec::new()
            }
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

    /// Wants another window, and a step if one is to be kept: [`Self::ask`] says so from now on.
    fn show(&mut self, window: Option<Window>, step: Option<Step>) -> Vec<Outcome> {
        let Some(window) = window else {
            return Vec::new();
        };
        self.window = window;
        self.step = step;
        Vec::new()
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
        let fitted = window::fitted(chart, step, centre, room(chart, step, &scene.screen));
        self.show(Some(fitted.unwrap_or(self.window)), Some(step))
    }

    /// The middle of what zooming is about: the selected article, else the bar under the cursor,
    /// else the edge next to the cursor.
    fn centre(&self, chart: &Chart, scene: &Scene) -> NaiveDateTime {
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

    fn resize(&mut self, times: u32, size: Size) -> Vec<Outcome> {
        let times = u16::try_from(times).unwrap_or(u16::MAX);
        let rows = match size {
            Size::Taller => self.rows().saturating_add(times),
            Size::Shorter => self.rows().saturating_sub(times),
        };
        self.rows = rows.clamp(*ROWS.start(), *ROWS.end());
        Vec::new()
    }
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
fn at(chart: &Chart, moment: &Moment) -> Place {
    chart.place_of(Some(moment))
}

/// A moment that is no article's.
fn instant(local: NaiveDateTime) -> Moment {
    Moment {
        local,
        precision: Precision::Minute,
        offset: None,
    }
}

/// Columns for bars and sides. A timeline that is not shown counts as wide as the screen: the
/// status speaks of the bars that would be shown.
fn columns(screen: &Screen) -> u16 {
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
fn room(chart: &Chart, step: Step, screen: &Screen) -> u16 {
    let columns = columns(screen);
    let wider = step < chart.step && chart.all_wider == 0;
    let sides = chart.sides_in(columns, SIDE).len() + usize::from(wider);
    let taken = u16::try_from(sides).unwrap_or(0).saturating_mul(SIDE);
    columns.saturating_sub(taken).saturating_sub(2).max(1)
}
