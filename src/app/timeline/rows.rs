//! A row for every source: its bars in one line, first and last day, count, share, gaps.

use std::cmp::Reverse;
use std::ops::Range;

use super::{TimelinePane, chart};
use crate::action::{Action, Motion};
use crate::app::picker;
use crate::app::scene::{Outcome, Scene};
use crate::app::screen::Screen;
use crate::query;
use crate::text::{self, grouped};
use crate::timeline::axis::{self, Layout};
use crate::timeline::source::{BySource, Row};
use crate::timeline::{Chart, Height, Place, Step};

/// Order of the rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowOrder {
    /// Most articles first.
    #[default]
    Count,
    /// By name.
    Name,
    /// Who spoke first.
    First,
    /// Who spoke last.
    Last,
    /// Longest gap between two articles first.
    Silence,
}

impl RowOrder {
    fn next(self) -> Self {
        match self {
            Self::Count => Self::Name,
            Self::Name => Self::First,
            Self::First => Self::Last,
            Self::Last => Self::Silence,
            Self::Silence => Self::Count,
        }
    }

    /// What the screen says of it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Count => "most articles first",
            Self::Name => "by name",
            Self::First => "first to speak first",
            Self::Last => "last to speak first",
            Self::Silence => "longest gap first",
        }
    }
}

/// One line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The source, cut and filled to its columns.
    pub name: String,
    /// One symbol a bar.
    pub bars: String,
    /// First and last day, count, share, gaps and the longest of them, each in its columns.
    pub figures: String,
    /// Whether the filter asks for this source.
    pub active: bool,
}

/// The rows in view.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// What stands in the columns.
    pub head: Line,
    /// Top to bottom.
    pub lines: Vec<Line>,
    /// Which of them is under the cursor.
    pub cursor: Option<usize>,
    /// Column of the first bar.
    pub bars_at: usize,
    /// Columns of the bar under the cursor, counted from the first bar's.
    pub bar: Option<Range<usize>>,
    /// What stands below the bars, where there is room for it.
    pub axis: Option<Axis>,
}

/// The words below the bars.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Axis {
    /// As wide as the bars at most.
    pub words: String,
    /// Columns of those that name the bar under the cursor.
    pub marked: Option<Range<usize>>,
}

impl Axis {
    fn of(chart: &Chart, (each, width): (usize, usize), mark: Option<usize>) -> Self {
        let pitch = u16::try_from(each.max(1)).unwrap_or(u16::MAX);
        let layout = Layout {
            pitch,
            bar: pitch,
            letter: 1,
        };
        let width = u16::try_from(width).unwrap_or(u16::MAX);
        let mut axis = Self::default();
        for tick in axis::ticks(chart, layout, width, mark) {
            let start = usize::from(tick.column);
            let gap = start.saturating_sub(axis.words.len());
            axis.words.extend(std::iter::repeat_n(' ', gap));
            axis.words.push_str(&tick.text);
            if tick.marked {
                axis.marked = Some(start..axis.words.len());
            }
        }
        axis
    }
}

/// Columns of a row.
#[derive(Clone, Copy)]
struct Widths {
    name: usize,
    day: usize,
    figures: usize,
}

/// Lines, head and axis among them, from which on there is room for an axis.
const LEAST_WITH_AXIS: usize = 5;
/// Columns of the count, its share, and the gaps.
const COUNT: usize = 7;
const SHARE: usize = 6;
const SILENCE: usize = 10;

impl Widths {
    fn of(width: usize) -> Self {
        let day = if width < 110 { 7 } else { 10 };
        Self {
            name: (width / 5).clamp(8, 28),
            day,
            figures: (day + 1) * 2 + COUNT + SHARE + SILENCE,
        }
    }

    fn bars(self, width: usize) -> usize {
        width
            .saturating_sub(self.name)
            .saturating_sub(self.figures)
            .saturating_sub(3)
            .max(1)
    }
}

/// Columns for bars in a row.
pub(super) fn bars(screen: &Screen) -> u16 {
    let inside = if screen.timeline.is_empty() {
        screen.columns.saturating_sub(2)
    } else {
        screen.timeline.inside().width
    };
    let width = usize::from(inside);
    u16::try_from(Widths::of(width).bars(width)).unwrap_or(1)
}

impl TimelinePane {
    /// The rows for `width` columns and `height` lines, the head among them.
    pub fn source_rows(&self, scene: &Scene, width: usize, height: usize) -> Rows {
        let Some((chart, by_source)) = with_sources(scene) else {
            return Rows::default();
        };
        let widths = Widths::of(width);
        let sorted = self.sorted(chart, by_source);
        let cursor = self.row.min(sorted.len().saturating_sub(1));
        let with_axis = height >= LEAST_WITH_AXIS;
        let around = if with_axis { 2 } else { 1 };
        let view = picker::in_view(sorted.len(), cursor, height.saturating_sub(around).max(1));
        let first = view.start;
        let active = query::source_term(&scene.query);
        let symbols = Symbols {
            each: widths.bars(width) / chart.bars.len().max(1),
            ascii: scene.settings.ascii,
        };
        let line = |row: &&Row| {
            let mut line = line(chart, row, (by_source.hits, widths), symbols);
            line.active = active.is_some_and(|test| match (test, &row.name) {
                (query::SourceTest::Is(name), Some(of)) => **of == **name,
                (query::SourceTest::None, None) => true,
                _ => false,
            });
            line
        };
        let mark = match self.cursor(scene) {
            Some(Place::Bar(index)) => Some(index),
            _ => None,
        };
        let each = symbols.each.max(1);
        let axis = with_axis.then(|| Axis::of(chart, (each, widths.bars(width)), mark));
        Rows {
            head: head(widths, widths.bars(width), self.row_order),
            lines: sorted
                .get(view)
                .unwrap_or_default()
                .iter()
                .map(line)
                .collect(),
            cursor: (!sorted.is_empty()).then(|| cursor.saturating_sub(first)),
            bars_at: widths.name.saturating_add(2),
            bar: mark.map(|index| {
                let start = index.saturating_mul(each);
                start..start.saturating_add(each)
            }),
            axis,
        }
    }

    fn sorted<'a>(&self, chart: &Chart, by_source: &'a BySource) -> Vec<&'a Row> {
        let mut rows: Vec<&Row> = by_source.rows.iter().collect();
        match self.row_order {
            RowOrder::Count => {}
            RowOrder::Name => rows.sort_by_key(|row| (row.name.is_none(), row.name.clone())),
            RowOrder::First => {
                rows.sort_by_key(|row| (row.reach.is_none(), row.reach.map(|reach| reach.0)));
            }
            RowOrder::Last => rows.sort_by_key(|row| Reverse(row.reach.map(|reach| reach.1))),
            RowOrder::Silence => rows.sort_by_key(|row| Reverse(row.silence(chart).longest)),
        }
        rows
    }

    pub(super) fn sort_rows(&mut self) -> Vec<Outcome> {
        self.row_order = self.row_order.next();
        self.row = 0;
        vec![Outcome::Say(format!(
            "rows of sources {}",
            self.row_order.words()
        ))]
    }

    /// What a key means among the rows; `None` where it means what it does among bars.
    pub(super) fn act_in_rows(
        &mut self,
        action: Action,
        chart: &Chart,
        (scene, filter): (&Scene, &str),
    ) -> Option<Vec<Outcome>> {
        let by_source = chart.by_source.as_ref()?;
        let last = by_source.rows.len().saturating_sub(1);
        let page = usize::from(scene.screen.timeline.inside().height).max(1);
        let row = self.row.min(last);
        self.row = match action {
            Action::Move(Motion::Down) => row.saturating_add(1).min(last),
            Action::Move(Motion::Up) => row.saturating_sub(1),
            Action::Move(Motion::PageDown) => row.saturating_add(page).min(last),
            Action::Move(Motion::PageUp) => row.saturating_sub(page),
            Action::Move(Motion::First) => 0,
            Action::Move(Motion::Last) => last,
            Action::Enter if self.brush.is_none() => {
                let source = self.sorted(chart, by_source).get(row).copied()?;
                let only = query::set_source(filter, source.name.as_deref());
                let text = if only == filter {
                    query::clear_source(filter)
                } else {
                    only
                };
                return Some(vec![Outcome::Filter(text)]);
            }
            _ => return None,
        };
        Some(Vec::new())
    }
}

fn with_sources(scene: &Scene) -> Option<(&Chart, &BySource)> {
    let chart = chart(scene)?;
    Some((chart, chart.by_source.as_deref()?))
}

/// A text cut and filled to so many columns.
fn filled(words: &str, columns: usize) -> String {
    let cut = text::truncate(words, columns);
    let blank = columns.saturating_sub(text::width(&cut));
    format!("{cut}{}", " ".repeat(blank))
}

fn head(widths: Widths, bars: usize, order: RowOrder) -> Line {
    let day = widths.day;
    Line {
        name: filled("source", widths.name),
        bars: filled(order.words(), bars),
        figures: format!(
            "{:<day$} {:<day$} {:>COUNT$}{:>SHARE$}{:>SILENCE$}",
            "first", "last", "count", "share", "gaps, max"
        ),
        active: false,
    }
}

fn line(chart: &Chart, row: &Row, (all, widths): (u32, Widths), symbols: Symbols) -> Line {
    let day = widths.day;
    let date = |moment: Option<chrono::NaiveDateTime>| {
        let form = if day < 10 { "%Y-%m" } else { "%Y-%m-%d" };
        moment.map_or_else(
            || "no date".to_owned(),
            |moment| moment.format(form).to_string(),
        )
    };
    let all = u64::from(all.max(1));
    let share = (u64::from(row.hits) * 100 + all / 2) / all;
    let share = if share == 0 {
        "<1 %".to_owned()
    } else {
        format!("{share} %")
    };
    let silence = row.silence(chart);
    let silences = match silence.gaps {
        0 => "none".to_owned(),
        gaps => format!("{gaps}, {}{}", silence.longest, letter(chart.step)),
    };
    Line {
        name: filled(row.title(), widths.name),
        bars: sparks(chart, row, symbols),
        figures: format!(
            "{:<day$} {:<day$} {:>COUNT$}{:>SHARE$}{:>SILENCE$}",
            date(row.reach.map(|reach| reach.0)),
            date(row.reach.map(|reach| reach.1)),
            grouped(row.hits as usize),
            share,
            silences
        ),
        active: false,
    }
}

/// How bars are drawn in a row.
#[derive(Clone, Copy)]
struct Symbols {
    /// Columns of a bar, at least one.
    each: usize,
    ascii: bool,
}

/// Bars of a row, each on the scale of its own tallest.
fn sparks(chart: &Chart, row: &Row, symbols: Symbols) -> String {
    const LEVELS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    const PLAIN: [char; 9] = [' ', '.', '.', ':', '-', '=', '+', '*', '#'];
    let most = row.bars.iter().copied().max().unwrap_or(0);
    let scale = Height::Linear.up_to(most);
    let Symbols { each, ascii } = symbols;
    let levels = if ascii { PLAIN } else { LEVELS };
    let symbol = |(count, bar): (&u32, &crate::timeline::Bar)| {
        if bar.folded > 0 {
            return if ascii { '/' } else { '╱' };
        }
        let level = usize::try_from(scale.of(*count, 8)).unwrap_or(0);
        levels.get(level).copied().unwrap_or(' ')
    };
    let bars = row.bars.iter().zip(&chart.bars).map(symbol);
    bars.flat_map(|symbol| std::iter::repeat_n(symbol, each.max(1)))
        .collect()
}

/// How a number of bars is abbreviated: "12d", "3mo".
fn letter(step: Step) -> &'static str {
    match step {
        Step::Minute => "min",
        Step::Hour => "h",
        Step::Day => "d",
        Step::Week => "w",
        Step::Month => "mo",
        Step::Quarter => "q",
        Step::Year => "y",
        Step::Decade => "dec",
        Step::Century => "c",
    }
}
