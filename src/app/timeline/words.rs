//! What the status line says of the bar under the cursor.

use std::collections::HashSet;

use super::{Form, TimelinePane, chart};
use crate::action::{Action, Context};
use crate::app::moment::counted;
use crate::app::scene::Scene;
use crate::text;
use crate::timeline::{Bar, Chart, Layer, Place, Voices, axis};

/// "2025: 1 article, 1 source. 2019 to 2024: none. 2 articles have no date and stand at the right."
pub(super) fn sentence(pane: &TimelinePane, scene: &Scene) -> Option<String> {
    let chart = chart(scene)?;
    if chart.is_waiting {
        let words = "The times that the articles speak of are being read; the bars follow.";
        return Some(words.to_owned());
    }
    if let Some(count) = pane.count {
        return Some(format!("{count} times: the next key"));
    }
    if let Some((from, to)) = pane.brushed(scene) {
        return brushed(scene, chart, (from, to));
    }
    let mut sentences = match pane.cursor(scene)? {
        Place::Bar(index) => of_bar(scene, chart, index),
        place @ (Place::Before | Place::After) => vec![outside(chart, place)],
        Place::Future => vec![beside(chart.future, "dated after today")],
        Place::Inferred => vec![beside(chart.inferred, "dated by inference")],
        Place::Wider => Vec::new(),
        Place::Undated if chart.layer == Layer::Mentioned => {
            return Some(format!("{} of no known time.", speak(chart.undated)));
        }
        Place::Undated => {
            let have = if chart.undated == 1 { "has" } else { "have" };
            return Some(format!("{} {have} no date.", articles(chart.undated)));
        }
    };
    sentences.extend(sides(chart, pane.form()));
    let room = usize::from(scene.screen.status.width).saturating_sub(2);
    // What stands beside the bars is worth more than where there are none.
    if text::width(&sentences.join(" ")) > room && sentences.len() > 2 {
        sentences.remove(1);
    }
    Some(sentences.join(" "))
}

/// "2021: none. Nearest are 2018 (2 articles) and 2025 (1 article)."
pub(super) fn empty_bar(chart: &Chart, index: usize) -> String {
    let name = |bar: &Bar| bar.title(chart.step);
    let Some(here) = chart.bars.get(index) else {
        return String::new();
    };
    let nearest: Vec<String> = [false, true]
        .into_iter()
        .filter_map(|forward| {
            let place = chart.next_filled(Place::Bar(index), forward)?;
            let name = match place {
                Place::Bar(other) => name(chart.bars.get(other)?),
                Place::Before => "before the window".to_owned(),
                Place::After => "after the window".to_owned(),
                _ => return None,
            };
            Some(format!("{name} ({})", articles(chart.count_at(place))))
        })
        .collect();
    let here = if here.folded > 0 {
        axis::fold_title(chart.step, here)
    } else {
        format!("{}: none", name(here))
    };
    match nearest.as_slice() {
        [] => format!("{here}, and no other dates."),
        [only] => format!("{here}. Nearest is {only}."),
        many => format!("{here}. Nearest are {}.", many.join(" and ")),
    }
}

/// "12 articles before the window, 3 articles speak of it."
fn outside(chart: &Chart, place: Place) -> String {
    let side = if place == Place::Before {
        "before"
    } else {
        "after"
    };
    let published = articles(chart.count_at(place));
    match chart.mentioned_at(place) {
        0 => format!("{published} {side} the window."),
        spoken => format!("{published} {side} the window, {} of it.", speak(spoken)),
    }
}

fn brushed(scene: &Scene, chart: &Chart, (from, to): (usize, usize)) -> Option<String> {
    let bars = chart.bars.get(from..=to)?;
    let published = |bar: &Bar| bar.read.saturating_add(bar.inferred);
    let published = bars.iter().map(published).fold(0, u32::saturating_add);
    // One that stands in several bars of the span is one article.
    let speaking = || speak(chart.speaking_of(from, to).unwrap_or(0));
    let counted = match chart.layer {
        Layer::Published => articles(published),
        Layer::Mentioned => format!("{} of it", speaking()),
        Layer::Both => format!("{}, {} of it", articles(published), speaking()),
    };
    let way_to = |action| scene.settings.keymap.way_to(action, Context::Timeline);
    Some(format!(
        "{}: {counted} · {} keeps only these, {} looks closer, {} ends",
        titles(chart, from, to)?,
        way_to(Action::Enter),
        way_to(Action::ZoomIn),
        way_to(Action::Leave),
    ))
}

fn of_bar(scene: &Scene, chart: &Chart, index: usize) -> Vec<String> {
    let Some(bar) = chart.bars.get(index).filter(|bar| bar.hits() > 0) else {
        return vec![empty_bar(chart, index)];
    };
    let mut facts = vec![match chart.layer {
        Layer::Published => articles(bar.hits()),
        Layer::Mentioned => format!("{} of it", speak(bar.mentioned)),
        Layer::Both => {
            let published = bar.read.saturating_add(bar.inferred);
            format!("{}, {} of it", articles(published), speak(bar.mentioned))
        }
    }];
    facts.extend(sources(scene, chart, index));
    if bar.inferred > 0 {
        facts.push(counted_dates(bar.inferred));
    }
    if bar.burst {
        facts.push("a burst".to_owned());
    }
    if bar.start.date() > scene.today {
        facts.push("after today".to_owned());
    }
    let mut sentences = vec![format!("{}: {}.", bar.title(chart.step), facts.join(", "))];
    sentences.extend(gap_before(chart, index));
    sentences
}

/// How many sources speak in the bar, where it was counted: not for a full bar.
fn sources(scene: &Scene, chart: &Chart, index: usize) -> Option<String> {
    let voices = match chart.layer {
        Layer::Published => chart.voices.get(index).copied().flatten()?,
        Layer::Mentioned | Layer::Both => voices_of_all(scene, chart, Place::Bar(index))?,
    };
    let known = counted(voices.known as usize, "source", "sources");
    Some(match (voices.known, voices.unknown) {
        (0, _) => "source unknown".to_owned(),
        (_, false) => known,
        (_, true) => format!("{known} and unknown"),
    })
}

/// The sources of those that stand at a place, where all of them are listed.
fn voices_of_all(scene: &Scene, chart: &Chart, place: Place) -> Option<Voices> {
    let standing = chart.standing(place);
    if standing.len() < chart.count_at(place) as usize {
        return None;
    }
    let views = standing.iter().filter_map(|id| scene.store.get(*id));
    let names: HashSet<Option<&str>> = views.map(|view| view.source()).collect();
    let unknown = names.contains(&None);
    let known = names.len().saturating_sub(usize::from(unknown));
    Some(Voices {
        known: u32::try_from(known).unwrap_or(u32::MAX),
        unknown,
    })
}

/// "2019 to 2024: none.", the empty bars to the left, else those to the right.
fn gap_before(chart: &Chart, index: usize) -> Option<String> {
    let empty = |bar: &&Bar| bar.hits() == 0;
    let left = chart
        .bars
        .get(..index)?
        .iter()
        .rev()
        .take_while(empty)
        .count();
    let right = chart
        .bars
        .get(index.checked_add(1)?..)?
        .iter()
        .take_while(empty)
        .count();
    let (from, to) = if left > 0 {
        (index.checked_sub(left)?, index.checked_sub(1)?)
    } else if right > 0 {
        (index.checked_add(1)?, index.checked_add(right)?)
    } else {
        return None;
    };
    Some(format!("{}: none.", titles(chart, from, to)?))
}

fn titles(chart: &Chart, from: usize, to: usize) -> Option<String> {
    let (first, last) = (chart.bars.get(from)?, chart.bars.get(to)?);
    // A break ends with the period before the bar behind it.
    let end = if last.folded > 0 {
        chart.step.previous(last.end)?
    } else {
        last.start
    };
    Some(axis::titles(chart.step, first.start, end))
}

fn sides(chart: &Chart, form: Form) -> Vec<String> {
    let mut sentences = Vec::new();
    if chart.layer == Layer::Mentioned {
        if chart.wider > 0 {
            let only = format!("{} only of times wider than a bar.", speak(chart.wider));
            sentences.push(only);
        }
        if chart.undated > 0 {
            sentences.push(format!("{} of no known time.", speak(chart.undated)));
        }
        return sentences;
    }
    if chart.wider > 0 {
        let have = if chart.wider == 1 {
            "has a date"
        } else {
            "have dates"
        };
        sentences.push(format!(
            "{} {have} wider than a bar.",
            articles(chart.wider)
        ));
    }
    if chart.undated > 0 {
        let (have, stand) = if chart.undated == 1 {
            ("has", "stands")
        } else {
            ("have", "stand")
        };
        let at_the_right = match form {
            Form::Rows => String::new(),
            Form::Bars | Form::Stacked => format!(" and {stand} at the right"),
        };
        sentences.push(format!(
            "{} {have} no date{at_the_right}.",
            articles(chart.undated)
        ));
    }
    sentences
}

/// "2 articles are dated after today; their bars count them too."
fn beside(count: u32, what: &str) -> String {
    let (are, whose) = if count == 1 {
        ("is", "its bar counts it")
    } else {
        ("are", "their bars count them")
    };
    format!("{} {are} {what}; {whose} too.", articles(count))
}

/// "1 article speaks", "12 articles speak"
fn speak(count: u32) -> String {
    let speak = if count == 1 { "speaks" } else { "speak" };
    format!("{} {speak}", articles(count))
}

fn counted_dates(count: u32) -> String {
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    counted(count, "date inferred", "dates inferred")
}

pub(super) fn articles(count: u32) -> String {
    counted(
        usize::try_from(count).unwrap_or(usize::MAX),
        "article",
        "articles",
    )
}
