//! Where bars and words stand on a row of columns.
//!
//! Promises: every bar has the same width, so that height alone is the count; words of the axis
//! never touch each other and never leave the row; the marked bar is always named.

use super::step::{clock_title, month_title};
use super::{Bar, Chart, Layer, Step};
use crate::text::grouped;
use chrono::{Datelike as _, NaiveDateTime, Timelike as _};

/// Columns of the bars: bar `i` begins at `i * pitch` and is `bar` columns wide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// From the start of a bar to the start of the next.
    pub pitch: u16,
    /// Columns of a bar itself.
    pub bar: u16,
    /// Columns of a letter: 1 in a terminal.
    pub letter: u16,
}

impl Layout {
    /// As wide as `count` bars can be in `width` columns, at least one column each.
    pub fn of(count: usize, width: u16) -> Self {
        let count = u16::try_from(count.max(1)).unwrap_or(u16::MAX);
        let pitch = (width / count).max(1);
        let bar = match pitch {
            1 => 1,
            2 | 3 => pitch - 1,
            _ => pitch.div_ceil(2).min(8),
        };
        Self {
            pitch,
            bar,
            letter: 1,
        }
    }

    /// First column of a bar, saturating.
    pub fn column(self, index: usize) -> u16 {
        u16::try_from(index)
            .unwrap_or(u16::MAX)
            .saturating_mul(self.pitch)
    }
}

/// A word under the bars.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// Its first column.
    pub column: u16,
    /// The word; ASCII.
    pub text: String,
    /// Whether it names the marked bar.
    pub marked: bool,
    /// Columns of a letter.
    letter: u16,
    /// Whether it names what comes behind a break, wherever that is in the scale.
    is_anew: bool,
}

impl Tick {
    fn end(&self) -> u16 {
        let width = columns(&self.text).saturating_mul(self.letter);
        self.column.saturating_add(width)
    }

    /// Whether a later one stands two blanks away or more.
    fn leaves_room_for(&self, next: &Self) -> bool {
        self.end().saturating_add(self.letter) < next.column
    }

    fn clear_of(&self, other: &Self) -> bool {
        self.end() < other.column || other.end() < self.column
    }
}

/// The words under `width` columns of bars, left to right; the bar `mark` is named in brackets.
pub fn ticks(chart: &Chart, layout: Layout, width: u16, mark: Option<usize>) -> Vec<Tick> {
    let mut ticks = SCALES
        .iter()
        .filter(|(unit, _)| *unit >= chart.step)
        .map(|scale| scaled(chart, layout, *scale))
        .find(|ticks| {
            let fits = |pair: &[Tick]| match pair {
                [a, b] => a.is_anew || b.is_anew || a.leaves_room_for(b),
                _ => true,
            };
            ticks.windows(2).all(fits)
        })
        .unwrap_or_default();
    // What stands too close behind a break is left out.
    let mut last: Option<Tick> = None;
    ticks.retain(|tick| {
        let fits = last.as_ref().is_none_or(|last| last.leaves_room_for(tick));
        if fits {
            last = Some(tick.clone());
        }
        fits
    });
    // The first bar is named in full where that does not push others away that carry the scale.
    if let Some(first) = chart.bars.first() {
        let tick = Tick {
            column: 0,
            text: chart.step.title(first.start),
            marked: false,
            letter: layout.letter,
            is_anew: false,
        };
        let exact = ticks.first().is_some_and(|tick| tick.column == 0);
        if !exact && ticks.iter().all(|other| tick.clear_of(other)) {
            ticks.insert(0, tick);
        }
    }
    ticks.retain(|tick| tick.end() <= width);
    if let Some((index, bar)) = mark.and_then(|index| Some((index, chart.bars.get(index)?))) {
        let again = if bar.is_again() { " again" } else { "" };
        let text = format!("[{}{again}]", short_title(chart.step, bar.start));
        let last = width.saturating_sub(columns(&text));
        let tick = Tick {
            column: layout.column(index).min(last),
            text,
            marked: true,
            letter: layout.letter,
            is_anew: false,
        };
        ticks.retain(|other| tick.clear_of(other));
        let at = ticks
            .iter()
            .filter(|other| other.column < tick.column)
            .count();
        ticks.insert(at, tick);
    }
    ticks
}

/// The span of all bars, see [`titles`]; empty when there is no bar.
pub fn span_title(chart: &Chart) -> String {
    match (chart.bars.first(), chart.bars.last()) {
        (Some(first), Some(last)) => titles(chart.step, first.start, last.start),
        _ => String::new(),
    }
}

/// The periods that begin at `first` and `last` and all between: "2018 to 2025", "Jan 2018 to Mar
/// 2019", "5 Mar 2023 01:00 to 20:00"; weeks and centuries by their ends.
pub fn titles(step: Step, first: NaiveDateTime, last: NaiveDateTime) -> String {
    let (start, end) = match step {
        _ if first == last => return step.title(first),
        Step::Minute | Step::Hour if first.date() == last.date() => {
            (step.title(first), clock_title(last))
        }
        Step::Week => {
            let sunday = Step::Week.days(last).1;
            (Step::Day.title(first), Step::Day.title(sunday.into()))
        }
        Step::Century => {
            let year = Step::Century.days(last).1.year();
            (Step::Year.title(first), year.to_string())
        }
        step => (step.title(first), step.title(last)),
    };
    format!("{start} to {end}")
}

/// What a break between bars leaves out: "9 centuries: none", "44 years: none".
pub fn fold_title(step: Step, bar: &Bar) -> String {
    let years = bar.end.year().saturating_sub(bar.start.year());
    let (count, noun) = match step {
        Step::Century => (i64::from(bar.folded), "centuries"),
        Step::Decade => (i64::from(bar.folded), "decades"),
        _ => (i64::from(years), "years"),
    };
    format!("{count} {noun}: none")
}

/// "by year · 2018 to 2025 · days as written · tallest 2", where `zone` is "days as written". Where
/// a filter hides articles the tallest bar of the collection behind is named too.
pub fn header(chart: &Chart, zone: &str) -> String {
    if chart.bars.is_empty() {
        let nothing = match chart.layer {
            _ if chart.is_waiting => "reading the times the articles speak of…",
            Layer::Mentioned => "no times are spoken of",
            Layer::Published | Layer::Both => "no dates",
        };
        return nothing.to_owned();
    }
    let (hits, all) = (chart.tallest(), chart.tallest_of_collection());
    let (tallest, of_all) = (grouped(hits as usize), grouped(all as usize));
    let behind = if all <= hits {
        String::new()
    } else {
        format!(", of all {of_all}")
    };
    let height = if hits == 0 {
        "none here".to_owned()
    } else {
        format!("tallest {tallest}{behind}")
    };
    let layer = match chart.layer {
        Layer::Published => String::new(),
        layer => format!(" · times {}", layer.name()),
    };
    format!(
        "by {} · {}{layer} · {zone} · {height}",
        chart.step,
        span_title(chart)
    )
}

/// Name of a bar where room is short; the year is left to the header where the bars are narrow.
pub fn short_title(step: Step, start: NaiveDateTime) -> String {
    match step {
        Step::Minute | Step::Hour => clock_title(start),
        Step::Day | Step::Week => {
            format!("{} {}", start.day(), month_title(start))
        }
        Step::Century => start.year().to_string(),
        _ => step.title(start),
    }
}

/// A unit and how many of it lie between two words.
type Scale = (Step, i64);

const SCALES: [Scale; 24] = [
    (Step::Minute, 1),
    (Step::Minute, 5),
    (Step::Minute, 10),
    (Step::Minute, 30),
    (Step::Hour, 1),
    (Step::Hour, 3),
    (Step::Hour, 6),
    (Step::Hour, 12),
    (Step::Day, 1),
    (Step::Week, 1),
    (Step::Month, 1),
    (Step::Quarter, 1),
    (Step::Quarter, 2),
    (Step::Year, 1),
    (Step::Year, 2),
    (Step::Year, 5),
    (Step::Decade, 1),
    (Step::Decade, 2),
    (Step::Decade, 5),
    (Step::Century, 1),
    (Step::Century, 2),
    (Step::Century, 5),
    (Step::Century, 10),
    (Step::Century, 20),
];

/// A word at every bar in which a new period of the scale begins.
fn scaled(chart: &Chart, layout: Layout, (unit, many): Scale) -> Vec<Tick> {
    let period = |moment: NaiveDateTime| unit.index_of(moment).div_euclid(many);
    let has_breaks = chart.bars.iter().any(|bar| bar.folded > 0);
    let mut before: Option<i64> = None;
    let mut ticks = Vec::new();
    for (index, bar) in chart.bars.iter().enumerate() {
        if bar.folded > 0 {
            // What comes behind a break is named anew.
            before = None;
            continue;
        }
        let now = period(bar.start);
        let begins = match before {
            Some(before) => before != now,
            None if has_breaks => true,
            None => unit.start(now.saturating_mul(many)) == Some(bar.start),
        };
        if begins {
            let full = before.is_none() && has_breaks;
            let text = if full {
                chart.step.title(bar.start)
            } else {
                tick_text(unit, chart.step, bar.start)
            };
            ticks.push(Tick {
                column: layout.column(index),
                text,
                marked: false,
                letter: layout.letter,
                is_anew: full,
            });
        }
        before = Some(now);
    }
    ticks
}

/// The shortest word that still says where a period begins: the turn of a larger one names that.
fn tick_text(unit: Step, step: Step, start: NaiveDateTime) -> String {
    let midnight = start.hour() == 0 && start.minute() == 0;
    match unit {
        Step::Minute | Step::Hour if !midnight => clock_title(start),
        Step::Minute | Step::Hour | Step::Week => short_title(Step::Day, start),
        Step::Day if start.day() != 1 => start.day().to_string(),
        Step::Quarter if step == Step::Quarter && start.month0() > 0 => {
            format!("Q{}", start.month0() / 3 + 1)
        }
        Step::Day | Step::Month | Step::Quarter if start.month0() > 0 => {
            month_title(start).to_owned()
        }
        _ if step == Step::Decade => Step::Decade.title(start),
        _ => start.year().to_string(),
    }
}

/// Columns of an ASCII word.
fn columns(text: &str) -> u16 {
    u16::try_from(text.len()).unwrap_or(u16::MAX)
}
