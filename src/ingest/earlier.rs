//! What an earlier reading brought, so that reading again opens only what is new or changed.
//!
//! Promises: a file counts as unchanged when size, time of change and number are those it was found
//! with before it was read; what comes from memory is what was read, before anything was concluded
//! from the whole collection. File times serve that comparison only.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::ops::Range;
use std::sync::Arc;

use crate::article::{Article, Issue, IssueKind};
use crate::store::Batch;

use super::Report;
use super::discover::version::Version;
use super::fields::FieldMap;
use super::formats::LinesEnd;

/// A file that was read, its state when it was found, and the mapped columns it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    path: u64,
    version: Version,
    met: FieldMap,
}

impl Seen {
    /// `met` is a map that nothing else was read with: pieces of the file may still be.
    pub(super) fn new(path: &str, version: Version, met: FieldMap) -> Self {
        let path = number(path);
        Self { path, version, met }
    }

    /// The mapped columns it has.
    pub(super) fn met(&self) -> &FieldMap {
        &self.met
    }
}

/// A path as a number.
fn number(path: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    path.hash(&mut hasher);
    hasher.finish()
}

/// Everything that an earlier reading brought.
#[derive(Debug, Default)]
pub struct Earlier {
    batches: Vec<Arc<Batch>>,
    /// By path.
    files: HashMap<u64, File>,
}

#[derive(Debug)]
struct File {
    version: Version,
    met: FieldMap,
    /// Batches, and rows of them.
    places: Vec<(usize, Range<usize>)>,
    issues: Vec<Issue>,
    /// Of lines: how far they were read.
    end: Option<LinesEnd>,
}

/// What was read of a file that has not changed.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    batches: &'a [Arc<Batch>],
    file: &'a File,
}

impl Earlier {
    /// What a reading brought: its batches in order, and its report. Nothing where it was stopped.
    /// Linear in the articles.
    pub fn of(batches: Vec<Arc<Batch>>, report: &Report) -> Self {
        if report.stopped {
            return Self::default();
        }
        let seen = report.seen.iter().map(|seen| {
            let file = File {
                version: seen.version,
                met: seen.met.clone(),
                places: Vec::new(),
                issues: Vec::new(),
                end: None,
            };
            (seen.path, file)
        });
        let mut files: HashMap<u64, File> = seen.collect();
        for (at, batch) in batches.iter().enumerate() {
            let mut start = 0;
            while let Some(path) = batch.path_of(start) {
                let mut end = start + 1;
                while batch.path_of(end) == Some(path) {
                    end += 1;
                }
                if let Some(file) = files.get_mut(&number(path)) {
                    file.places.push((at, start..end));
                }
                start = end;
            }
        }
        for (path, reached) in &report.reached {
            if let Some(file) = files.get_mut(&number(path)) {
                file.end = Some(LinesEnd {
                    reached: *reached,
                    unfinished: report.unfinished.get(path).cloned(),
                });
            }
        }
        for fault in report.skipped.iter().chain(&report.repaired) {
            if let Some(file) = files.get_mut(&number(&fault.path))
                && fault.article.is_none()
                && !file.says_unfinished(&fault.issue)
            {
                file.issues.push(fault.issue.clone());
            }
        }
        Self { batches, files }
    }

    /// What was read of a file, if it is known in this state.
    pub(super) fn find(&self, path: &str, version: Version) -> Option<Known<'_>> {
        let file = self.files.get(&number(path))?;
        let is_skipped = |issue: &Issue| issue.kind == IssueKind::Skipped;
        let says = !file.places.is_empty() || file.issues.iter().any(is_skipped);
        (file.version == version && says).then_some(Known {
            batches: &self.batches,
            file,
        })
    }
}

impl File {
    /// Whether this is what is said of its last line with where its reading ended.
    fn says_unfinished(&self, issue: &Issue) -> bool {
        let end = self.end.as_ref();
        end.and_then(|end| end.unfinished.as_ref()) == Some(issue)
    }
}

impl<'a> Known<'a> {
    /// Of lines: how far they were read.
    pub(super) fn end(self) -> Option<LinesEnd> {
        self.file.end.clone()
    }

    /// Its articles, those of a batch together.
    pub(super) fn parts(self) -> impl Iterator<Item = Vec<Article>> + use<'a> {
        let batches = self.batches;
        self.file.places.iter().filter_map(move |(at, rows)| {
            let batch = batches.get(*at)?;
            Some(rows.clone().filter_map(|row| batch.article(row)).collect())
        })
    }

    /// The mapped columns it has.
    pub(super) fn met(self) -> FieldMap {
        self.file.met.clone()
    }

    /// What was said of it as a whole.
    pub(super) fn issues(self) -> &'a [Issue] {
        &self.file.issues
    }
}
