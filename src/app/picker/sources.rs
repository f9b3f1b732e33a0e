//! Rows of the source picker: most articles first, unknown last.
//!
//! Promises: a collection can have as many sources as articles; a row is made for what is in view
//! only, and what is typed is looked for in names that were folded when they were read.

use std::sync::Arc;

use super::{Inferred, Note, Row, Target};
use crate::app::scene::Scene;
use crate::query::{self, SourceTest};
use crate::search::SourceCount;
use crate::text;

/// What stands where the name would.
const UNKNOWN: &str = "source unknown";

/// The source that the filter asks for, as the rows name it.
pub(super) fn active(scene: &Scene) -> Option<Target> {
    match query::source_term(&scene.query)? {
        SourceTest::None => Some(Target::Source(None)),
        SourceTest::Is(name) | SourceTest::Like(name) => {
            let folded = text::fold(name);
            let mut known = scene.hits.iter().flat_map(|hits| &hits.sources);
            let same = known.find(|known| known.name.is_some() && *known.folded == *folded);
            same.map(|known| Target::Source(known.name.clone()))
        }
    }
}

/// The sources in whose names every typed word occurs, in the order they are counted in. Linear
/// in the sources where something is typed.
pub(super) fn narrowed<'a>(sources: &'a [SourceCount], typed: &str) -> Vec<&'a SourceCount> {
    let typed = text::fold(typed);
    let words: Vec<&str> = typed.split_whitespace().collect();
    let fits = |source: &&SourceCount| {
        let name = source.name.as_ref().map_or(UNKNOWN, |_| &*source.folded);
        words.iter().all(|word| name.contains(word))
    };
    sources.iter().filter(fits).collect()
}

/// The row of a source.
pub(super) fn row(source: &SourceCount) -> Row {
    let inferred = if source.inferred == source.count {
        Inferred::All
    } else {
        Inferred::Some(source.inferred)
    };
    Row {
        count: Some(source.count),
        note: Note::Span {
            days: source.days,
            inferred,
        },
        ..Row::of(
            source.name.as_deref().unwrap_or(UNKNOWN).to_owned(),
            Target::Source(source.name.clone()),
        )
    }
}

/// Place of the source that a row stands for.
pub(super) fn position(sources: &[&SourceCount], name: Option<&Arc<str>>) -> Option<usize> {
    sources
        .iter()
        .position(|source| source.name.as_ref() == name)
}
