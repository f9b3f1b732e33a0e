//! Reading bodies and comments: every unit of text once, on all cores, newest first.
//!
//! Before each unit the search asks whether it was interrupted: that is a few milliseconds' work
//! at most, also where every word is folded.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::index::Unit;
use super::leaf::Scanned;
use super::pattern::Pattern;
use crate::article::{ArticleId, PageParts, Span};
use crate::store::{Batch, Bits, View};

/// Units whose results are taken together.
const SLICE: usize = 64;

/// The search was interrupted: a newer request waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Interrupted;

/// What is to be read.
#[derive(Clone, Copy)]
pub(super) struct Task<'a> {
    pub(super) units: &'a [Unit],
    pub(super) within: &'a Bits,
    /// The paragraphs of articles that were read anew.
    pub(super) parts: &'a Reread,
    pub(super) interrupted: &'a (dyn Fn() -> bool + Sync),
}

/// Articles with paragraphs that were read anew.
pub(super) type Reread = HashMap<ArticleId, Arc<PageParts>>;

/// Runs `work` on every unit that has articles of the task, in parallel, the newest unit first;
/// `take` gets the results, a slice of units at a time.
///
/// # Errors
/// When interrupted between units; what was taken so far is incomplete.
pub(super) fn run<R: Send>(
    task: Task<'_>,
    work: impl Fn(&Unit) -> R + Sync,
    mut take: impl FnMut(&Unit, R),
) -> Result<(), Interrupted> {
    let wanted: Vec<_> = task
        .units
        .iter()
        .rev()
        .filter(|unit| task.within.meets_range(unit.range()))
        .collect();
    let work = |unit: &&Unit| (!(task.interrupted)()).then(|| work(unit));
    for slice in wanted.chunks(SLICE) {
        let results: Vec<Option<R>> = match slice {
            [unit] => vec![work(unit)],
            _ => slice.par_iter().map(work).collect(),
        };
        let mut all = true;
        for (unit, result) in slice.iter().zip(results) {
            match result {
                Some(result) => take(unit, result),
                None => all = false,
            }
        }
        if !all {
            return Err(Interrupted);
        }
    }
    Ok(())
}

/// Notes what a scan has found in a unit, and that it was read.
fn note(unit: &Unit, hits: Vec<ArticleId>, within: &Bits, scanned: &mut Scanned) {
    scanned.found.extend(hits);
    scanned.known.union_in(within, unit.range());
}

/// Finds the articles of a task that pass a test of single articles.
///
/// # Errors
/// When interrupted; what was read until then is noted.
pub(super) fn filter(
    task: Task<'_>,
    scanned: &mut Scanned,
    test: impl Fn(&View<'_>) -> bool + Sync,
) -> Result<(), Interrupted> {
    let work = |unit: &Unit| -> Vec<ArticleId> {
        let views = unit.views(task.parts);
        let views = views.filter(|view| task.within.contains(view.id()));
        views.filter(&test).map(|view| view.id()).collect()
    };
    run(task, work, |unit, hits| {
        note(unit, hits, task.within, scanned);
    })
}

/// Finds the articles of a task in whose body the pattern stands.
///
/// # Errors
/// When interrupted; what was read until then is noted.
pub(super) fn bodies(
    task: Task<'_>,
    scanned: &mut Scanned,
    pattern: &Pattern,
) -> Result<(), Interrupted> {
    // What has no body holds no word.
    for unit in task.units.iter().filter(|unit| !unit.has_bodies) {
        note(unit, Vec::new(), task.within, scanned);
    }
    let mut left = task.within.clone();
    left.subtract(&scanned.known);
    let task = Task {
        within: &left,
        ..task
    };
    if pattern.is_literal() {
        return filter(task, scanned, |view| {
            view.body().any(|paragraph| pattern.is_in(paragraph))
        });
    }
    let mut as_read = left.clone();
    for id in task.parts.keys() {
        as_read.remove(*id);
    }
    let work = |unit: &Unit| {
        let mut hits = unit.body_hits(&as_read, pattern);
        hits.extend(unit.reread_hits(task.parts, task.within, pattern));
        hits
    };
    run(task, work, |unit, hits| {
        note(unit, hits, task.within, scanned);
    })
}

/// Finds the articles of a task in whose comments the pattern stands.
///
/// # Errors
/// When interrupted; what was read until then is noted.
pub(super) fn comments(
    task: Task<'_>,
    scanned: &mut Scanned,
    pattern: &Pattern,
) -> Result<(), Interrupted> {
    let work = |unit: &Unit| -> Vec<ArticleId> {
        let rows = unit
            .rows
            .clone()
            .filter(|row| task.within.contains(unit.id(*row)));
        let hits = rows.filter(|row| match unit.batch.folded().of(*row) {
            Some((_, comments)) if !pattern.is_literal() => pattern.find(comments).is_some(),
            _ => {
                let text = unit.text(*row);
                let spans = unit.batch.comment_text_of(*row);
                spans.iter().any(|span| pattern.is_in(span.of(text)))
            }
        });
        hits.map(|row| unit.id(row)).collect()
    };
    run(task, work, |unit, hits| {
        note(unit, hits, task.within, scanned);
    })
}

impl Unit {
    /// The article of a row.
    pub(super) fn id(&self, row: usize) -> ArticleId {
        let row = u32::try_from(row).unwrap_or(u32::MAX);
        ArticleId(self.batch.first().0.saturating_add(row))
    }

    /// The ordinals of its articles.
    fn range(&self) -> Range<u32> {
        self.id(self.rows.start).0..self.id(self.rows.end).0
    }

    /// The articles.
    pub(super) fn ids(&self) -> impl Iterator<Item = ArticleId> + '_ {
        self.rows.clone().map(|row| self.id(row))
    }

    /// Looks at the articles, with what was read anew.
    pub(super) fn views<'a>(&'a self, parts: &'a Reread) -> impl Iterator<Item = View<'a>> {
        let rows = self.rows.clone();
        rows.filter_map(|row| {
            let view = View::of_batch(&self.batch, row)?;
            Some(view.with_parts(parts.get(&self.id(row))))
        })
    }

    /// Articles of `within` with paragraphs that were read anew, in whose body a pattern stands.
    fn reread_hits(&self, reread: &Reread, within: &Bits, pattern: &Pattern) -> Vec<ArticleId> {
        if reread.is_empty() {
            return Vec::new();
        }
        let stands = |row: &usize| {
            let id = self.id(*row);
            let parts = reread.get(&id).filter(|_| within.contains(id));
            let text = self.text(*row);
            parts.is_some_and(|parts| {
                let mut body = parts.body.iter();
                body.any(|span| pattern.is_in(span.of(text)))
            })
        };
        let rows = self.rows.clone().filter(stands);
        rows.map(|row| self.id(row)).collect()
    }

    fn text(&self, row: usize) -> &str {
        self.batch
            .arena()
            .get(self.batch.arena_range(row))
            .unwrap_or_default()
    }

    /// Articles of `within` in whose body a pattern with words stands.
    fn body_hits(&self, within: &Bits, pattern: &Pattern) -> Vec<ArticleId> {
        let mut hits = Vec::new();
        let mut run = self.rows.start..self.rows.start;
        let mut copies = self.batch.folded().rows(self.rows.clone()).peekable();
        for row in self.rows.clone() {
            let folded = copies.next_if(|(copied, ..)| *copied == row);
            let wanted = within.contains(self.id(row));
            if wanted && folded.is_none() {
                run.end = row + 1;
                continue;
            }
            self.hits_as_written(run, pattern, &mut hits);
            run = row + 1..row + 1;
            if let Some((_, body, _)) = folded.filter(|_| wanted)
                && pattern.find(body).is_some()
            {
                hits.push(self.id(row));
            }
        }
        self.hits_as_written(run, pattern, &mut hits);
        hits
    }

    /// Scans consecutive rows without a folded copy in one go.
    fn hits_as_written(&self, rows: Range<usize>, pattern: &Pattern, hits: &mut Vec<ArticleId>) {
        let Some(last) = rows
            .end
            .checked_sub(1)
            .filter(|_| !rows.is_empty() && pattern.is_ascii())
        else {
            return;
        };
        let end = self.batch.arena_range(last).end;
        let bytes = self.batch.arena().as_bytes().get(..end).unwrap_or_default();
        let mut row = rows.start;
        let mut at = self.batch.arena_range(row).start;
        while let Some(anchor) = pattern.next_anchor(bytes, at) {
            row = self.batch.row_from(row, anchor);
            let text = self.batch.arena_range(row);
            at = anchor + 1;
            if stands_in_body(&self.batch, row, anchor - text.start, pattern) {
                hits.push(self.id(row));
                at = text.end;
            }
        }
    }
}

/// Whether a pattern stands in a body paragraph around an anchor at this byte of the text.
fn stands_in_body(batch: &Batch, row: usize, anchor: usize, pattern: &Pattern) -> bool {
    let holds = |span: &&Span| span.range().contains(&anchor);
    let Some(span) = batch.body_of(row).iter().find(holds) else {
        return false;
    };
    let text = batch
        .arena()
        .get(batch.arena_range(row))
        .unwrap_or_default();
    pattern
        .extent(span.of(text), anchor - span.start as usize)
        .is_some()
}
