//! Rows of the source picker: most articles first, unknown last.

use super::{Row, Target};
use crate::app::scene::Scene;
use crate::query::{self, SourceTest};
use crate::search::SourceCount;
use crate::text;

/// The source that the filter asks for, as the rows name it.
pub(super) fn active(scene: &Scene) -> Option<Target> {
    match query::source_term(&scene.query)? {
        SourceTest::None => Some(Target::Source(None)),
        SourceTest::Is(name) | SourceTest::Like(name) => {
            let folded = text::fold(name);
            let known = scene.hits.iter().flat_map(|hits| &hits.sources);
            let named = known.filter_map(|source| source.name.clone());
            let same = named.into_iter().find(|known| text::fold(known) == folded);
            same.map(|name| Target::Source(Some(name)))
        }
    }
}

/// The sources in whose names every typed word occurs.
pub(super) fn rows(sources: &[SourceCount], typed: &str) -> Vec<Row> {
    let typed = text::fold(typed);
    let words: Vec<&str> = typed.split_whitespace().collect();
    let mut found: Vec<(&SourceCount, String)> = sources
        .iter()
        .map(|source| (source, label(source)))
        .filter(|(_, label)| {
            let name = text::fold(label);
            words.iter().all(|word| name.contains(word))
        })
        .collect();
    found.sort_by(|(a, x), (b, y)| {
        let key = |source: &SourceCount| (source.name.is_none(), std::cmp::Reverse(source.count));
        key(a).cmp(&key(b)).then_with(|| x.cmp(y))
    });
    found
        .into_iter()
        .map(|(source, label)| Row {
            count: Some(source.count),
            note: note(source),
            ..Row::of(label, Target::Source(source.name.clone()))
        })
        .collect()
}

fn label(source: &SourceCount) -> String {
    source
        .name
        .as_deref()
        .map_or_else(|| "source unknown".to_owned(), str::to_owned)
}

/// "2018-01-05 to 2025-01-22 · 1 inferred"
fn note(source: &SourceCount) -> String {
    let days = source.days.map(|(first, last)| {
        if first == last {
            first.to_string()
        } else {
            format!("{first} to {last}")
        }
    });
    let inferred = (source.inferred > 0).then(|| {
        if source.inferred == source.count {
            "~ inferred".to_owned()
        } else {
            format!("~{} inferred", source.inferred)
        }
    });
    days.into_iter()
        .chain(inferred)
        .collect::<Vec<_>>()
        .join(" · ")
}
