//! The timeline: which time is shown, where its cursor stands, what is brushed.
//!
//! Promises: the cursor is the selected article's bar; only on a bar without articles does it
//! stand by itself, until another article is selected. Bars come from the index with every
//! answer; a change of window or step asks for them anew and changes nothing else. All counts are
//! those of the answer on screen.

mod apart;
mod asking;
mod canvas;
mod cursor;
mod form;
mod held;
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
mod zoom;

use chrono::NaiveDateTime;

use crate::action::Action;
use crate::app::scene::{Outcome, Pane, Scene};
use crate::article::{Moment, Precision};
use crate::config::Settings;
use crate::timeline::{Chart, Height, Layer, Place, Step, Window};

pub use form::{Form, Shown};

use cursor::Towards;
use held::Held;
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
    /// The bars that are kept meanwhile.
    held: Option<Held>,
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
            held: None,
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
        if self.shown() != shown {
            self.held = None;
        }
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
                (self.parked, self.held) = (None, None);
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
