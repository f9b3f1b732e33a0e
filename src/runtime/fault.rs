//! Faults on demand, for tests of what a fault costs. Not in release builds.

/// Panics here when a debug build was started with `DATELINE_FAULT=panic:PLACE`.
#[cfg(debug_assertions)]
pub(crate) fn trip(place: &str) {
    let wanted = std::env::var("DATELINE_FAULT").unwrap_or_default();
    assert!(
        wanted.strip_prefix("panic:") != Some(place),
        "asked to panic in the {place}"
    );
}

/// Nothing in release builds.
#[cfg(not(debug_assertions))]
pub(crate) fn trip(_place: &str) {}
