//! Which articles of the list stand at a place of the timeline.
//!
//! The hits by date are searched by halving, whatever the order of the list, so that a step from
//! bar to bar costs nothing at a million articles.

use chrono::NaiveDateTime;

use crate::app::scene::Scene;
use crate::article::{ArticleId, Moment};
use crate::timeline::{Chart, Place};

/// The date of an article.
pub(super) fn date_of(scene: &Scene, id: ArticleId) -> Option<Moment> {
    let date = scene.store.get(id)?.date();
    date.in_zone(scene.settings.zone).moment()
}

/// Where the article stands.
pub(super) fn place_of(scene: &Scene, chart: &Chart, id: ArticleId) -> Place {
    chart.place_of(date_of(scene, id).as_ref())
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
    let here = move |id: &ArticleId| place_of(scene, chart, *id) == place;
    rows.iter().copied().filter(here)
}

/// A part of the hits by date that holds every article of the place.
fn candidates<'a>(scene: &'a Scene, chart: &Chart, place: Place) -> &'a [ArticleId] {
    let Some(hits) = &scene.hits else {
        return &[];
    };
    let rows: &[ArticleId] = &hits.by_date;
    let (dated, undated) = rows.split_at_checked(hits.dated).unwrap_or((rows, &[]));
    let bar = |index: usize| chart.bars.get(index).map(|bar| (bar.start, bar.end));
    match place {
        Place::Undated => undated,
        Place::Wider => dated,
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
