//! A look into the bar under the cursor: what it counts, by whom, its first headlines, and of a
//! burst the words that set it apart. Nothing else moves while one looks.
//!
//! Promises: a look costs the same whatever the size of the collection: a few headlines, and for a
//! burst samples of bounded size; it is made anew only when another bar or answer is looked at.

use super::apart::words_apart;
use super::span::test_at;
use super::words::{articles, empty_bar};
use super::{TimelinePane, chart, places};
use crate::action::{Action, Context};
use crate::app::scene::{Outcome, Scene};
use crate::app::screen::{Area, Screen};
use crate::article::{ArticleId, Span};
use crate::text::grouped;
use crate::timeline::source::Row;
use crate::timeline::{Bar, Chart, Layer, Place};

/// Most headlines shown.
const HEADLINES: usize = 5;
/// Most sources named.
const SOURCES: usize = 6;
/// Most words that set a burst apart.
const WORDS: usize = 6;
/// Most headlines of a burst that its words are taken from.
const SAMPLE_HERE: usize = 400;
/// Most headlines of everything else they are compared with.
const SAMPLE_ELSEWHERE: usize = 1_500;

/// Fewest rows, with the border, that anything can be seen in.
const LEAST: u16 = 3;
/// Fewest rows above the timeline that are worth covering.
const LEAST_ABOVE: u16 = 4;

/// What is seen.
#[derive(Clone, Debug, Default)]
pub struct Peek {
    /// The answer and place it was made of: generation, hits, place.
    of: Option<(u64, usize, Option<Place>)>,
    /// The bar and its count.
    pub title: String,
    /// Sentences about it.
    pub facts: Vec<String>,
    /// The newest articles.
    pub headlines: Vec<Entry>,
    /// How many more there are, in words; empty for none.
    pub more: String,
    /// Whether a filter can ask for these articles.
    pub can_keep: bool,
}

/// One of its articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Who published it.
    pub source: String,
    /// Its headline or lead.
    pub headline: String,
    /// The sentence that speaks of the time, where that is what is shown.
    pub sentence: Option<String>,
}

impl TimelinePane {
    pub(super) fn toggle_peek(&mut self, scene: &Scene) -> Vec<Outcome> {
        if self.peek.take().is_some() {
            self.parked = None;
            return Vec::new();
        }
        if room(&scene.screen) < LEAST {
            let words = "there is no room to peek: it takes a higher terminal";
            return vec![Outcome::Say(words.to_owned())];
        }
        self.peek = Some(Peek::default());
        Vec::new()
    }
}

impl Peek {
    /// The same look, made anew where another bar or answer is looked at.
    pub(super) fn renewed(self, pane: &TimelinePane, scene: &Scene) -> Self {
        let place = pane.cursor(scene);
        let of = scene
            .hits
            .as_ref()
            .map(|hits| (hits.generation, hits.by_date.len(), place));
        if of.is_some() && self.of == of {
            return self;
        }
        let Some((chart, place)) = chart(scene).zip(place) else {
            return Self {
                of,
                title: "nothing to look at".to_owned(),
                ..Self::default()
            };
        };
        let mut peek = Self {
            of,
            title: title(chart, place),
            facts: facts(chart, place),
            can_keep: test_at(chart, place).is_some(),
            ..Self::default()
        };
        let burst = match place {
            Place::Bar(index) => chart.bars.get(index).is_some_and(|bar| bar.burst),
            _ => false,
        };
        if burst {
            peek.facts.extend(set_apart(scene, chart, place));
        }
        let newest = places::articles(scene, chart, place).take(HEADLINES);
        peek.headlines = newest
            .filter_map(|id| entry(scene, chart, (id, place)))
            .collect();
        let shown = u32::try_from(peek.headlines.len()).unwrap_or(u32::MAX);
        let more = chart.count_at(place).saturating_sub(shown);
        if more > 0 {
            let keymap = &scene.settings.keymap;
            let key = keymap.key_of(Action::Enter, Context::Timeline);
            let key = key.filter(|_| peek.can_keep);
            let how = key.map(|key| format!(": {key} keeps only these"));
            let more = grouped(more as usize);
            peek.more = format!("and {more} more{}", how.unwrap_or_default());
        }
        peek
    }

    /// Lines it takes.
    fn lines(&self) -> usize {
        self.facts
            .len()
            .saturating_add(self.headlines.len())
            .saturating_add(
                self.headlines
                    .iter()
                    .filter(|entry| entry.sentence.is_some())
                    .count(),
            )
            .saturating_add(usize::from(!self.more.is_empty()))
    }

    /// Where it stands: above the timeline, or where that has the whole screen at its top.
    pub fn area(&self, screen: &Screen) -> Area {
        let wanted = u16::try_from(self.lines().saturating_add(2)).unwrap_or(u16::MAX);
        let timeline = screen.timeline;
        let height = wanted.min(room(screen));
        if above(screen) >= LEAST_ABOVE {
            let y = timeline.y.saturating_sub(height);
            return Area {
                y,
                height,
                ..timeline
            };
        }
        Area {
            height,
            ..timeline.inside()
        }
    }
}

/// Rows above the timeline, below header and filter line.
fn above(screen: &Screen) -> u16 {
    screen.timeline.y.saturating_sub(2)
}

/// Rows there are for it, its border included.
fn room(screen: &Screen) -> u16 {
    match above(screen) {
        above if above >= LEAST_ABOVE => above,
        _ => screen.timeline.inside().height.saturating_sub(2),
    }
}

fn title(chart: &Chart, place: Place) -> String {
    let name = match place {
        Place::Bar(index) => chart
            .bars
            .get(index)
            .map_or_else(String::new, |bar| bar.title(chart.step)),
        Place::Before => "before the window".to_owned(),
        Place::After => "after the window".to_owned(),
        Place::Future => "dated after today".to_owned(),
        Place::Inferred => "dated by inference".to_owned(),
        Place::Wider => "dated less exactly than a bar".to_owned(),
        Place::Undated => "no date".to_owned(),
    };
    format!("{name}: {}", articles(chart.count_at(place)))
}

/// Sources and what else is known of the bar without looking at an article.
fn facts(chart: &Chart, place: Place) -> Vec<String> {
    let Place::Bar(index) = place else {
        return Vec::new();
    };
    let Some(bar) = chart.bars.get(index) else {
        return Vec::new();
    };
    if bar.hits() == 0 {
        return vec![empty_bar(chart, index)];
    }
    let mut facts = Vec::new();
    facts.extend(sources(chart, (index, bar)));
    if bar.inferred > 0 {
        facts.push(format!(
            "{} dated by inference",
            grouped(bar.inferred as usize)
        ));
    }
    facts
}

/// "Tasnim 12 (~3) · Press TV 5 · source unknown 3 · 4 in other sources"
fn sources(chart: &Chart, (index, bar): (usize, &Bar)) -> Option<String> {
    let by_source = chart.by_source.as_ref()?;
    let (rows, mut rest) = by_source.in_bars(index..index.saturating_add(1), bar.hits());
    let count = |n: u32| grouped(n as usize);
    let of = |row: &Row, hits: u32| {
        let inferred = row.inferred.get(index).filter(|_| bar.inferred > 0);
        let inferred = inferred.filter(|inferred| **inferred > 0);
        let inferred = inferred.map_or_else(String::new, |n| format!(" (~{})", count(*n)));
        format!("{} {}{inferred}", row.title(), count(hits))
    };
    let mut parts: Vec<String> = rows
        .iter()
        .take(SOURCES)
        .map(|(row, hits)| of(row, *hits))
        .collect();
    rest = rows
        .iter()
        .skip(SOURCES)
        .fold(rest, |rest, (_, hits)| rest.saturating_add(*hits));
    if rest > 0 {
        parts.push(format!("{} in other sources", count(rest)));
    }
    Some(parts.join(" · "))
}

/// "set apart by: earthquake, rescue, village"
fn set_apart(scene: &Scene, chart: &Chart, place: Place) -> Option<String> {
    let hits = scene.hits.as_ref()?;
    let headline = |id: ArticleId| scene.store.get(id).map(|view| view.headline_or_lead());
    let here = places::articles(scene, chart, place).take(SAMPLE_HERE);
    let every = (hits.by_date.len() / SAMPLE_ELSEWHERE).max(1);
    let elsewhere = hits.by_date.iter().step_by(every).filter(|id| {
        let several = chart.layer != Layer::Published;
        several || places::place_of(scene, chart, **id) != place
    });
    let words = words_apart(
        here.filter_map(headline),
        elsewhere.filter_map(|id| headline(*id)),
        WORDS,
    );
    let words = if words.is_empty() {
        "no word in particular".to_owned()
    } else {
        words.join(", ")
    };
    Some(format!("a burst, set apart by: {words}"))
}

fn entry(scene: &Scene, chart: &Chart, (id, place): (ArticleId, Place)) -> Option<Entry> {
    let view = scene.store.get(id)?;
    let source = view.source().unwrap_or("source unknown");
    let sentence = || {
        let spoken = places::spoken(scene, id);
        let there = |days| places::place_of_days(chart, days) == place;
        let (span, _) = spoken.into_iter().find(|(_, days)| there(*days))?;
        Some(sentence_around(view.text(), span))
    };
    Some(Entry {
        source: source.to_owned(),
        headline: view.headline_or_lead().to_owned(),
        sentence: sentence().filter(|_| chart.layer != Layer::Published),
    })
}

/// The sentence of a text that a span stands in: from behind the full stop, exclamation or
/// question mark or line end before it to the one behind it.
fn sentence_around(text: &str, span: Span) -> String {
    let (start, end) = (span.range().start, span.range().end);
    let ends = |c: char| matches!(c, '.' | '!' | '?' | '。' | '؟' | '।' | '\n');
    let before = text.get(..start).unwrap_or_default();
    let from = before.rfind(ends).map_or(0, |at| {
        let sign = before.get(at..).and_then(|rest| rest.chars().next());
        at.saturating_add(sign.map_or(1, char::len_utf8))
    });
    let behind = text.get(end..).unwrap_or_default();
    let to = behind.find(ends).map_or(text.len(), |at| {
        let sign = behind.get(at..).and_then(|rest| rest.chars().next());
        end.saturating_add(at)
            .saturating_add(sign.map_or(1, char::len_utf8))
    });
    text.get(from..to).unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_cut_out_at_its_ends() {
        let text = "It rained. On 5 March 2018 the river rose! Nobody came.\nThe end";
        let around = |word: &str| {
            let at = text.find(word).unwrap();
            sentence_around(text, Span::new(at, at + word.len()))
        };
        assert_eq!(around("5 March 2018"), "On 5 March 2018 the river rose!");
        assert_eq!(around("rained"), "It rained.");
        assert_eq!(around("end"), "The end");
    }
}
