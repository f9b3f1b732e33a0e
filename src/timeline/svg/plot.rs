//! The bars, their scale and their axis, in pixels.

use std::fmt::Write as _;

use super::{AXIS, FILLS, LETTER, PLOT, Part, TOP, line};
use crate::text::{grouped, in_markup};
use crate::timeline::axis::{self, Layout};
use crate::timeline::source::STACKED;
use crate::timeline::{Bar, Chart, Place};

/// Pixels left of the bars, for the scale.
const LEFT: u32 = 56;
/// Pixels of a side bar with its name.
const SIDE: u32 = 74;
/// Pixels of a side bar itself.
const SIDE_BAR: f64 = 34.0;
/// Narrowest break with words that are written upwards, in pixels.
const LEAST_UPRIGHT: f64 = 12.0;
/// Pixels of a bar below which it has no pattern.
const THIN: f64 = 6.0;
/// Bars stand on eighths of a pixel, so that words and bars share whole numbers.
const EIGHTHS: u16 = 8;

/// Where everything stands.
struct Frame {
    /// Eighths of a pixel from a bar to the next.
    pitch: u16,
    /// Pixels of all bars together.
    bars: f64,
    /// The count of the full height.
    most: u32,
}

impl Frame {
    fn of(chart: &Chart, width: u32, sides: usize) -> Self {
        let sides = u32::try_from(sides).unwrap_or(4) * SIDE;
        let room = width.saturating_sub(LEFT + sides + 16).max(64);
        let count = u32::try_from(chart.bars.len()).unwrap_or(u32::MAX).max(1);
        let pitch = (room * u32::from(EIGHTHS) / count).max(1);
        let all = u64::from(pitch) * u64::from(count) / u64::from(EIGHTHS);
        Self {
            pitch: u16::try_from(pitch).unwrap_or(u16::MAX),
            bars: f64::from(u32::try_from(all).unwrap_or(room)),
            most: chart.tallest().max(1),
        }
    }

    fn bar_x(&self, index: usize) -> f64 {
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        x_of(index.saturating_mul(u32::from(self.pitch)))
    }

    /// Pixels of a bar itself: a little less than the pitch where there is room.
    fn bar_width(&self) -> f64 {
        let pitch = f64::from(self.pitch) / f64::from(EIGHTHS);
        if pitch >= 4.0 {
            (pitch - 1.5).min(64.0)
        } else {
            pitch
        }
    }

    /// Pixels of so many articles.
    fn height(&self, count: u32) -> f64 {
        f64::from(PLOT) * f64::from(count) / f64::from(self.most)
    }
}

/// The pixel of so many eighths right of the scale.
fn x_of(eighths: u32) -> f64 {
    f64::from(LEFT) + f64::from(eighths) / f64::from(EIGHTHS)
}

/// The line that the bars stand on.
const BASE: f64 = (TOP + PLOT) as f64;

/// Draws scale, bars, sides and axis.
pub(super) fn draw(out: &mut String, chart: &Chart, parts: &[Part], width: u32) {
    let sides: Vec<(Place, &str)> = [
        (Place::Before, "earlier"),
        (Place::After, "later"),
        (Place::Wider, "less exact"),
        (Place::Undated, "no date"),
    ]
    .into_iter()
    .filter(|(place, _)| chart.count_at(*place) > 0)
    .collect();
    let frame = Frame::of(chart, width, sides.len());
    scale(out, &frame, width);
    for (index, bar) in chart.bars.iter().enumerate() {
        if bar.folded > 0 {
            fold(out, chart, &frame, (index, bar));
        } else if bar.hits() > 0 {
            stacked(out, chart, &frame, (index, bar, parts));
        }
    }
    line(
        out,
        format_args!(
            "<path d=\"M{LEFT} {BASE:.1}h{:.1}\" stroke=\"#222\"/>",
            frame.bars
        ),
    );
    words(out, chart, &frame);
    for (index, (place, name)) in (0_u32..).zip(sides) {
        let x = f64::from(LEFT) + frame.bars + 14.0 + f64::from(index * SIDE);
        side(out, &frame, x, (chart.count_at(place), name));
    }
}

/// Lines across at round counts.
fn scale(out: &mut String, frame: &Frame, width: u32) {
    let step = round_step(frame.most);
    let end = width.saturating_sub(16);
    for count in (0..=frame.most).step_by(usize::try_from(step).unwrap_or(1)) {
        let y = BASE - frame.height(count);
        line(
            out,
            format_args!(
                "<path d=\"M{LEFT} {y:.1}H{end}\" stroke=\"#ddd\"/><text x=\"{}\" y=\"{:.1}\" \
                 text-anchor=\"end\" fill=\"#555\">{}</text>",
                LEFT - 6,
                y + 4.0,
                grouped(count as usize)
            ),
        );
    }
}

/// The distance of at most five lines: 1, 2 or 5 times a power of ten.
fn round_step(most: u32) -> u32 {
    let mut power = 1_u32;
    loop {
        for times in [1, 2, 5] {
            let step = power.saturating_mul(times);
            if most / step <= 5 || step == u32::MAX {
                return step;
            }
        }
        power = power.saturating_mul(10);
    }
}

/// One bar from the bottom up, with what it says when pointed at.
fn stacked(
    out: &mut String,
    chart: &Chart,
    frame: &Frame,
    (index, bar, parts): (usize, &Bar, &[Part]),
) {
    let alone = |count: u32| {
        let mut counts = [0; STACKED + 1];
        counts.iter_mut().take(1).for_each(|first| *first = count);
        counts
    };
    let (counts, inferred) = match &chart.by_source {
        None => (alone(bar.hits()), alone(bar.inferred)),
        Some(by_source) => (
            by_source.stack(index, bar.hits()),
            by_source.stack_inferred(index, bar.inferred),
        ),
    };
    let (x, width) = (frame.bar_x(index), frame.bar_width());
    let told = told(chart, bar, (&counts, parts));
    line(out, format_args!("<g><title>{}</title>", in_markup(&told)));
    let mut top = BASE;
    let mut filled = |top: f64, count: u32, fill: &str| {
        line(
            out,
            format_args!(
                "<rect x=\"{x:.2}\" y=\"{top:.1}\" width=\"{width:.2}\" height=\"{:.1}\" \
                 fill=\"{fill}\"/>",
                frame.height(count)
            ),
        );
    };
    // All others are the last part, whatever stands before them.
    let last = parts.len().saturating_sub(1);
    let parts = counts.iter().zip(inferred).enumerate();
    for (part, (count, inferred)) in parts.filter(|(_, (count, _))| **count > 0) {
        top -= frame.height(*count);
        filled(top, *count, &fill(part.min(last), width));
        if inferred > 0 {
            filled(top, inferred, "url(#hatch)");
        }
    }
    let middle = x + width / 2.0;
    if bar.burst {
        line(
            out,
            format_args!(
                "<path d=\"M{middle:.1} {:.1}l4 6h-8z\" fill=\"#222\"/>",
                top - 10.0
            ),
        );
    } else if width >= 22.0 {
        line(
            out,
            format_args!(
                "<text x=\"{middle:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
                top - 4.0,
                grouped(bar.hits() as usize)
            ),
        );
    }
    line(out, format_args!("</g>"));
}

/// The fill of a part in a bar so wide: the lines of a pattern would tear one of a few pixels apart.
fn fill(part: usize, width: f64) -> String {
    match FILLS.get(part) {
        Some((colour, _)) if width < THIN => (*colour).to_owned(),
        _ => format!("url(#part{part})"),
    }
}

/// "Jan 2018: 12, well above its surroundings; Tasnim 5, Press TV 4, 3 dated by inference"
fn told(chart: &Chart, bar: &Bar, (counts, parts): (&[u32], &[Part])) -> String {
    let mut words = format!(
        "{}: {}",
        bar.title(chart.step),
        grouped(bar.hits() as usize)
    );
    if bar.burst {
        words.push_str(", well above its surroundings");
    }
    if parts.len() > 1 {
        let named = parts.iter().zip(counts).filter(|(_, count)| **count > 0);
        let named: Vec<String> = named
            .map(|(part, count)| format!("{} {}", part.name, grouped(*count as usize)))
            .collect();
        let _written = write!(words, "; {}", named.join(", "));
    }
    if bar.inferred > 0 {
        let _written = write!(
            words,
            "; {} dated by inference",
            grouped(bar.inferred as usize)
        );
    }
    words
}

/// A break in the axis.
fn fold(out: &mut String, chart: &Chart, frame: &Frame, (index, bar): (usize, &Bar)) {
    let x = frame.bar_x(index) + frame.bar_width() / 2.0;
    let words = axis::fold_title(chart.step, bar);
    let letters = u32::try_from(words.len()).unwrap_or(u32::MAX);
    let y = BASE - 56.0;
    // Words that would lie over the bars beside are written upwards, or left to who points there.
    // From the bar before to the bar behind.
    let room = f64::from(frame.pitch) / f64::from(EIGHTHS) * 2.0 - frame.bar_width();
    let written = if f64::from(letters.saturating_mul(LETTER)) <= room {
        format!(
            "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"middle\" fill=\"#555\">{words}</text>"
        )
    } else if frame.bar_width() >= LEAST_UPRIGHT {
        let x = x + 4.0;
        format!(
            "<text transform=\"translate({x:.1} {y:.1}) rotate(-90)\" fill=\"#555\">{words}</text>"
        )
    } else {
        String::new()
    };
    line(
        out,
        format_args!(
            "<g><title>{words}</title><path d=\"M{x:.1} {:.1}l-4 8l8 8l-8 8l8 8l-8 8l4 8\" \
             stroke=\"#888\" fill=\"none\" stroke-width=\"1.5\"/>{written}</g>",
            BASE - 48.0,
        ),
    );
}

/// The words under the bars.
fn words(out: &mut String, chart: &Chart, frame: &Frame) {
    let letter = EIGHTHS.saturating_mul(u16::try_from(LETTER).unwrap_or(7));
    let layout = Layout {
        pitch: frame.pitch,
        bar: frame.pitch,
        letter,
    };
    for tick in axis::ticks(chart, layout, u16::MAX, None) {
        let x = x_of(u32::from(tick.column));
        line(
            out,
            format_args!(
                "<path d=\"M{x:.1} {BASE:.1}v5\" stroke=\"#222\"/><text x=\"{x:.1}\" \
                 y=\"{:.1}\">{}</text>",
                BASE + 19.0,
                tick.text
            ),
        );
    }
}

/// A bar beside the others, on their scale; what is higher ends in an arrow.
fn side(out: &mut String, frame: &Frame, x: f64, (count, name): (u32, &str)) {
    let height = frame.height(count.min(frame.most));
    let top = BASE - height;
    let more = if count > frame.most { " ▲" } else { "" };
    line(
        out,
        format_args!(
            "<g><title>{name}: {0}</title><rect x=\"{x:.1}\" y=\"{top:.1}\" \
             width=\"{SIDE_BAR}\" height=\"{height:.1}\" fill=\"#e8e8e8\" stroke=\"#555\"/>\
             <text x=\"{x:.1}\" y=\"{1:.1}\">{0}{more}</text><text x=\"{x:.1}\" y=\"{2:.1}\" \
             fill=\"#555\">{name}</text></g>",
            grouped(count as usize),
            top - 4.0,
            f64::from(TOP + PLOT + AXIS) - 21.0,
        ),
    );
}
