//! Changes of earlier runs, waiting for their articles to be known.

use std::collections::{HashMap, HashSet};

use crate::article::{ArticleId, Mark};
use crate::review::memory::{OldChange, OldChanges};
use crate::review::{Change, Edit};

/// The changes, until they are told.
#[derive(Default)]
pub(super) struct Past {
    old: Option<OldChanges>,
    /// Numbers of articles that are not known yet.
    missing: HashSet<i64>,
    ids: HashMap<i64, ArticleId>,
}

impl Past {
    /// These changes were made in earlier runs.
    pub(super) fn new(old: OldChanges) -> Self {
        let changes = old.done.iter().chain(&old.undone);
        let missing = changes.flat_map(|change| change.edits.iter().map(|edit| edit.article));
        Self {
            missing: missing.collect(),
            ids: HashMap::new(),
            old: Some(old),
        }
    }

    /// The article with this number in the file is that one.
    pub(super) fn know(&mut self, number: i64, id: ArticleId) {
        if self.missing.remove(&number) {
            self.ids.insert(number, id);
        }
    }

    /// The changes, once: when all their articles are known, or no more will be. Edits of articles
    /// that are not here are left out.
    pub(super) fn changes(
        &mut self,
        all_read: bool,
    ) -> Option<(OldChanges, Vec<Change>, Vec<Change>)> {
        if !self.missing.is_empty() && !all_read {
            return None;
        }
        let mut old = self.old.take()?;
        let done = self.known(&mut old.done);
        let undone = self.known(&mut old.undone);
        Some((old, done, undone))
    }

    fn known(&self, old: &mut Vec<OldChange>) -> Vec<Change> {
        let mut changes = Vec::new();
        old.retain(|change| {
            let change = self.change(change);
            let any = !change.edits.is_empty();
            changes.extend(any.then_some(change));
            any
        });
        changes
    }

    fn change(&self, old: &OldChange) -> Change {
        let mut edits: Vec<Edit> = Vec::new();
        for edit in &old.edits {
            let Some(id) = self.ids.get(&edit.article).copied() else {
                continue;
            };
            if edits.last().is_none_or(|last| last.id != id) {
                edits.push(Edit {
                    id,
                    before: Mark::default(),
                    after: Mark::default(),
                });
            }
            if let Some(last) = edits.last_mut() {
                edit.field.put(&mut last.before, edit.before.as_deref());
                edit.field.put(&mut last.after, edit.after.as_deref());
            }
        }
        Change { edits }
    }
}
