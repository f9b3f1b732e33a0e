//! Which articles of the list stand at a place of the timeline.
//!
//! The hits by date are searched by halving, whatever the order of the list, so that a step from
//! bar to bar costs nothing at a million articles.

use chrono::{NaiveDate, NaiveDateTime};

use crate::app::scene::Scene;
use crate::article::{ArticleId, DateKind, Mention, MentionIn, Moment, Precision, Span};
use crate::search::timex_days;
use crate::timeline::{Chart, Layer, Place, Step};

/// The date of an article.
pub(super) fn date_of(scene: &Scene, id: ArticleId) -> Option<Moment> {
    let date = scene.store.get(id)?.date();
    date.in_zone(scene.settings.zone).moment()
}

/// Where the article stands; in the layer of mentions the first time that it speaks of in the
/// window.
pub(super) fn place_of(scene: &Scene, chart: &Chart, id: ArticleId) -> Place {
    if chart.layer != Layer::Mentioned {
        return chart.place_of(date_of(scene, id).as_ref());
    }
    let mut places: Vec<Place> = spoken(scene, id)
        .into_iter()
        .map(|(_, days)| place_of_days(chart, days))
        .collect();
    places.sort_unstable_by_key(|place| (!matches!(place, Place::Bar(_)), *place));
    places.first().copied().unwrap_or(Place::Undated)
}

/// Where a time spoken of stands.
pub(super) fn place_of_days(chart: &Chart, (first, last): (i32, i32)) -> Place {
    let stands = |day: i32| {
        let day = NaiveDate::from_num_days_from_ce_opt(day)?;
        Some(chart.place_of(Some(&Moment {
            local: day.into(),
            precision: Precision::Minute,
            offset: None,
        })))
    };
    let end = |place| match place {
        // A bar shorter than a day holds no day.
        Place::Bar(_) if chart.step < Step::Day => Place::Wider,
        place => place,
    };
    match (stands(first), stands(last)) {
        (Some(from), Some(to)) if from == to => end(from),
        _ => Place::Wider,
    }
}

/// The times that an article's headline and body speak of, with where they do.
pub(super) fn spoken(scene: &Scene, id: ArticleId) -> Vec<(Span, (i32, i32))> {
    let Some(view) = scene.store.get(id) else {
        return Vec::new();
    };
    let in_news =
        |mention: &Mention| matches!(mention.place, MentionIn::Headline | MentionIn::Body);
    view.mentions()
        .into_iter()
        .filter(in_news)
        .filter_map(|mention| Some((mention.span, timex_days(mention.value.as_deref()?)?)))
        .collect()
}

/// The articles at a place, newest first. Lazy.
pub(super) fn articles<'a>(
    scene: &'a Scene,
    chart: &'a Chart,
    place: Place,
) -> impl Iterator<Item = ArticleId> + 'a {
    standing(scene, chart, place, candidates(scene, chart, place))
}

/// The articles at a place that are older than `from`, newest first; all of them when it is not
/// there. Lazy.
pub(super) fn later<'a>(
    scene: &'a Scene,
    chart: &'a Chart,
    place: Place,
    from: ArticleId,
) -> impl Iterator<Item = ArticleId> + 'a {
    let rows = candidates(scene, chart, place);
    let at = rows.iter().position(|id| *id == from);
    let rest = at.and_then(|at| rows.get(at.saturating_add(1)..));
    standing(scene, chart, place, rest.unwrap_or(rows))
}

/// The articles at a place that are newer than `from`, oldest first. Lazy.
pub(super) fn earlier<'a>(
    scene: &'a Scene,
    chart: &'a Chart,
    place: Place,
    from: ArticleId,
) -> impl Iterator<Item = ArticleId> + 'a {
    let rows = candidates(scene, chart, place);
    let at = rows.iter().position(|id| *id == from);
    let rest = at.and_then(|at| rows.get(..at));
    standing(scene, chart, place, rest.unwrap_or(rows)).rev()
}

fn standing<'a>(
    scene: &'a Scene,
    chart: &'a Chart,
    place: Place,
    rows: &'a [ArticleId],
) -> impl DoubleEndedIterator<Item = ArticleId> + 'a {
    // Where articles stand in several places, the chart tells which.
    let kept = in_several(chart, place);
    let here = move |id: &ArticleId| match place {
        _ if kept => true,
        Place::Future => true,
        Place::Inferred => {
            let view = scene.store.get(*id);
            view.is_some_and(|view| view.date().kind == DateKind::Inferred)
        }
        _ => place_of(scene, chart, *id) == place,
    };
    rows.iter().copied().filter(here)
}

/// Whether what stands at a place may stand at others too.
fn in_several(chart: &Chart, place: Place) -> bool {
    match chart.layer {
        Layer::Published => false,
        Layer::Mentioned => true,
        Layer::Both => matches!(place, Place::Bar(_)),
    }
}

/// A part of the hits by date that holds every article of the place.
fn candidates<'a>(scene: &'a Scene, chart: &'a Chart, place: Place) -> &'a [ArticleId] {
    let Some(hits) = &scene.hits else {
        return &[];
    };
    let rows: &[ArticleId] = &hits.by_date;
    if in_several(chart, place) {
        return chart.standing(place);
    }
    let (dated, undated) = rows.split_at_checked(hits.dated).unwrap_or((rows, &[]));
    let bar = |index: usize| chart.bars.get(index).map(|bar| (bar.start, bar.end));
    match place {
        Place::Undated => undated,
        Place::Wider | Place::Inferred => dated,
        Place::Future => between(
            scene,
            dated,
            scene.today.succ_opt().map(NaiveDateTime::from),
            None,
        ),
        Place::Bar(index) => bar(index).map_or(dated, |(start, end)| {
            between(scene, dated, Some(start), Some(end))
        }),
        Place::Before => between(scene, dated, None, chart.window().map(|window| window.0)),
        Place::After => between(scene, dated, chart.window().map(|window| window.1), None),
    }
}

/// The rows (newest first) dated in `start..end`.
fn between<'a>(
    scene: &Scene,
    rows: &'a [ArticleId],
    start: Option<NaiveDateTime>,
    end: Option<NaiveDateTime>,
) -> &'a [ArticleId] {
    let not_before = |moment: NaiveDateTime| {
        rows.partition_point(|id| date_of(scene, *id).is_some_and(|date| date.local >= moment))
    };
    let from = end.map_or(0, not_before);
    let to = start.map_or(rows.len(), not_before);
    rows.get(from..to).unwrap_or(rows)
}
