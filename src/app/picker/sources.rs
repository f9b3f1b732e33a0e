//! Rows of the source picker: most articles first, unknown last.

use super::{Inferred, Note, Row, Target};
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

/// The sources in whose names every typed word occurs, in the order they are counted in.
pub(super) fn rows(sources: &[SourceCount], typed: &str) -> Vec<Row> {
    let typed = text::fold(typed);
    let words: Vec<&str> = typed.split_whitespace().collect();
    let fits = |source: &&SourceCount| {
        words.is_empty() || {
            let name = text::fold(label(source));
            words.iter().all(|word| name.contains(word))
        }
    };
    let found = sources.iter().filter(fits);
    found
        .map(|source| Row {
            count: Some(source.count),
            note: Note::Span {
                days: source.days,
                inferred: if source.inferred == source.count {
                    Inferred::All
                } else {
                    Inferred::Some(source.inferred)
                },
            },
            ..Row::of(
                label(source).to_owned(),
                Target::Source(source.name.clone()),
            )
        })
        .collect()
}

fn label(source: &SourceCount) -> &str {
    source.name.as_deref().unwrap_or("source unknown")
}
