//! Which articles of the list stand at a place of the timeline.
//!
//! The list in order of date is searched by halving, so that a step from bar to bar costs nothing
//! at a million articles; in any other order the rows are looked at one by one.

use chrono::{NaiveDateTime, TimeDelta};

use crate::app::scene::Scene;
use crate::article::{ArticleId, Moment};
use crate::search::Order;
use crate::timeline::{Chart, Place};

/// Offsets from UTC are less than this, so an order by instant and one by the day as written
/// differ by less.
const SLACK: TimeDelta = TimeDelta::days(2);

/// The date of an article.
pub(super) fn date_of(scene: &Scene, id: ArticleId) -> Option<Moment> {
    scene.store.get(id)?.date().moment()
}

/// Where the article stands.
pub(super) fn place_of(scene: &Scene, chart: &Chart, id: ArticleId) -> Place {
    chart.place_of(date_of(scene, id).as_ref())
}

/// The articles at a place, in order of the list. Lazy.
pub(super) fn articles<'a>(
    scene: &'a Scene,
    chart: &'a Chart,
    place: Place,
) -> impl DoubleEndedIterator<Item = ArticleId> + Clone + 'a {
    let rows = candidates(scene, chart, place);
    let here = move |id: &ArticleId| place_of(scene, chart, *id) == place;
    rows.iter().copied().filter(here)
}

/// A part of the list that holds every article of the place.
fn candidates<'a>(scene: &'a Scene, chart: &Chart, place: Place) -> &'a [ArticleId] {
    let rows = scene.rows();
    let Some(hits) = scene.hits.as_ref().filter(|_| scene.order == Order::Date) else {
        return rows;
    };
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

/// The rows (newest first) dated in `start..end`, and a little more at either end.
fn between<'a>(
    scene: &Scene,
    rows: &'a [ArticleId],
    start: Option<NaiveDateTime>,
    end: Option<NaiveDateTime>,
) -> &'a [ArticleId] {
    let local = |id: &ArticleId| date_of(scene, *id).map(|date| date.local);
    let latest = end.and_then(|end| end.checked_add_signed(SLACK));
    let earliest = start.and_then(|start| start.checked_sub_signed(SLACK));
    let from = latest.map_or(0, |latest| {
        rows.partition_point(|id| local(id) > Some(latest))
    });
    let to = earliest.map_or(rows.len(), |earliest| {
        rows.partition_point(|id| local(id) >= Some(earliest))
    });
    rows.get(from..to).unwrap_or(rows)
}
