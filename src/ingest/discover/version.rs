//! The state of a file: size, time of change, and which file it is.

use std::fs::Metadata;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use super::file_id;

/// One state of a file, as a number. File times serve comparison only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ingest) struct Version(u64);

impl Version {
    /// The state that these facts tell.
    pub(in crate::ingest) fn of(facts: &Metadata) -> Self {
        let mut hasher = DefaultHasher::new();
        (facts.len(), facts.modified().ok(), file_id(facts)).hash(&mut hasher);
        Self(hasher.finish())
    }
}
