//! The memory of the review: what the reader has said of articles, and the way back.
//!
//! Promises: nothing said is lost; every change can be undone and done again, in order, after a
//! restart too; a change may touch several articles and is undone as one.
//!
//! Three parts. [`Marks`] is what the program works with: plain data, keyed by [`ArticleId`];
//! every change of it leaves a [`Step`] to be kept. [`memory`] is the file that keeps them, by
//! field and by article. [`recall`] finds the articles of the file again in what is being read,
//! wherever it lies now.

mod fault;
mod field;
pub mod memory;
mod noted;
mod notes;
pub mod recall;
mod words;

use std::collections::BTreeMap;

use crate::article::{ArticleId, Mark, Verdict};

pub use fault::Fault;
pub use field::Field;
pub use noted::Noted;

/// A mark of one article, before and after a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The article.
    pub id: ArticleId,
    /// What was said of it.
    pub before: Mark,
    /// What is said of it now.
    pub after: Mark,
}

/// Something the reader did: one edit or several, undone as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The edits, one an article.
    pub edits: Vec<Edit>,
}

/// What happened to the marks, to be kept in this order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The change was made; what was undone before can not be done again.
    Done(Change),
    /// The change, the last one done, was undone.
    Undone(Change),
    /// The change, the last one undone, was done again.
    Redone(Change),
}

/// How many articles bear which mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Read.
    pub read: usize,
    /// Starred.
    pub starred: usize,
    /// By verdict, in the order of [`Verdict::ALL`].
    pub judged: [usize; 3],
}

/// The marks, and the changes that made them.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    said: BTreeMap<ArticleId, Mark>,
    done: Vec<Change>,
    undone: Vec<Change>,
    counts: Counts,
    /// What is not handed over to be kept.
    steps: Vec<Step>,
    /// The tags in use, and on how many articles each is.
    tags: BTreeMap<String, usize>,
    /// Articles that were read, and that were judged: a long list is looked through for the next
    /// that is not without a look at each mark.
    read: Noted,
    judged: Noted,
}

/// The mark of an article of which nothing was said.
static UNMARKED: Mark = Mark {
    read: false,
    starred: false,
    verdict: None,
    reason: None,
    tags: Vec::new(),
    note: None,
    source: None,
    date: None,
};

impl Marks {
    /// What is said of the article.
    pub fn get(&self, id: ArticleId) -> &Mark {
        self.said.get(&id).unwrap_or(&UNMARKED)
    }

    /// The articles that were read.
    pub fn read(&self) -> &Noted {
        &self.read
    }

    /// The articles that were judged.
    pub fn judged(&self) -> &Noted {
        &self.judged
    }

    /// Every article of which something is said, in order.
    pub fn all(&self) -> impl Iterator<Item = (ArticleId, &Mark)> {
        self.said.iter().map(|(id, mark)| (*id, mark))
    }

    /// Says this of the article; a mark that changes nothing is no change.
    pub fn set(&mut self, id: ArticleId, mark: Mark) {
        self.set_all(vec![(id, mark)]);
    }

    /// Says something of several articles at once; the last mark counts where an article comes
    /// twice.
    pub fn set_all(&mut self, marks: Vec<(ArticleId, Mark)>) {
        let marks: BTreeMap<ArticleId, Mark> = marks.into_iter().collect();
        let edits: Vec<Edit> = marks
            .into_iter()
            .map(|(id, after)| Edit {
                id,
                before: self.get(id).clone(),
                after,
            })
            .filter(|edit| edit.before != edit.after)
            .collect();
        if edits.is_empty() {
            return;
        }
        for edit in &edits {
            self.put(edit.id, edit.after.clone());
        }
        self.undone.clear();
        let change = Change { edits };
        self.steps.push(Step::Done(change.clone()));
        self.done.push(change);
    }

    /// What happened since this was last asked, to be kept.
    pub fn take_steps(&mut self) -> Vec<Step> {
        std::mem::take(&mut self.steps)
    }

    /// Changes of earlier runs, oldest first; they lie under those of this one. What was undone
    /// then can be done again as long as nothing was said since.
    pub fn take_up(&mut self, done: Vec<Change>, undone: Vec<Change>) {
        if self.done.is_empty() && self.undone.is_empty() {
            self.undone = undone;
        }
        self.done.splice(0..0, done);
    }

    /// What was said of the article in earlier runs is known again; no change to undo. What was
    /// said of it since stands.
    pub fn recall(&mut self, id: ArticleId, mut mark: Mark) {
        if self.said.contains_key(&id) {
            let edits = self.done.iter().flat_map(|change| &change.edits);
            for edit in edits.filter(|edit| edit.id == id) {
                for field in Field::differing(&edit.before, &edit.after) {
                    field.copy(&edit.after, &mut mark);
                }
            }
        }
        self.put(id, mark);
    }

    /// Puts back a mark that was said before; no change to undo.
    pub fn restore(&mut self, id: ArticleId, mark: Mark) {
        self.put(id, mark);
    }

    /// Takes the last change back and tells it.
    pub fn undo(&mut self) -> Option<&Change> {
        let change = self.done.pop()?;
        for edit in &change.edits {
            self.put_differing(edit.id, &edit.after, &edit.before);
        }
        self.steps.push(Step::Undone(change.clone()));
        self.undone.push(change);
        self.undone.last()
    }

    /// Does the last undone change again and tells it.
    pub fn redo(&mut self) -> Option<&Change> {
        let change = self.undone.pop()?;
        for edit in &change.edits {
            self.put_differing(edit.id, &edit.before, &edit.after);
        }
        self.steps.push(Step::Redone(change.clone()));
        self.done.push(change);
        self.done.last()
    }

    /// Whether anything is said of any article.
    pub fn any(&self) -> bool {
        !self.said.is_empty()
    }

    /// Whether anything was said in this run that still holds.
    pub fn has_new(&self) -> bool {
        self.any() && !self.done.is_empty()
    }

    /// How many articles bear which mark.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// Changes the fields in which two marks differ to what the second one says, and leaves the
    /// others, which may have become known since.
    fn put_differing(&mut self, id: ArticleId, from: &Mark, to: &Mark) {
        let mut mark = self.get(id).clone();
        for field in Field::differing(from, to) {
            field.copy(to, &mut mark);
        }
        self.put(id, mark);
    }

    /// Every change that stands, oldest first.
    pub fn done(&self) -> &[Change] {
        &self.done
    }

    /// Every change that was undone, the one to be done again next last.
    pub fn undone(&self) -> &[Change] {
        &self.undone
    }

    /// The tags in use, each with the number of articles that have it.
    pub fn tags(&self) -> &BTreeMap<String, usize> {
        &self.tags
    }

    fn put(&mut self, id: ArticleId, mark: Mark) {
        self.read.set(id, mark.read);
        self.judged.set(id, mark.verdict.is_some());
        if let Some(old) = self.said.remove(&id) {
            self.counts.count(&old, |n| n.saturating_sub(1));
            for tag in &old.tags {
                let left = self.tags.remove(tag).and_then(|n| n.checked_sub(1));
                if let Some(left @ 1..) = left {
                    self.tags.insert(tag.clone(), left);
                }
            }
        }
        if mark != UNMARKED {
            self.counts.count(&mark, |n| n.saturating_add(1));
            for tag in &mark.tags {
                let count = self.tags.entry(tag.clone()).or_default();
                *count = count.saturating_add(1);
            }
            self.said.insert(id, mark);
        }
    }
}

impl Counts {
    fn count(&mut self, mark: &Mark, step: fn(usize) -> usize) {
        if mark.read {
            self.read = step(self.read);
        }
        if mark.starred {
            self.starred = step(self.starred);
        }
        for (verdict, count) in Verdict::ALL.into_iter().zip(&mut self.judged) {
            if mark.verdict == Some(verdict) {
                *count = step(*count);
            }
        }
    }
}

impl Change {
    /// The change that takes this one back.
    #[must_use]
    pub fn reversed(&self) -> Self {
        let reversed = |edit: &Edit| Edit {
            id: edit.id,
            before: edit.after.clone(),
            after: edit.before.clone(),
        };
        Self {
            edits: self.edits.iter().rev().map(reversed).collect(),
        }
    }

    /// The article that the change is about; the first of several.
    pub fn first(&self) -> Option<ArticleId> {
        self.edits.first().map(|edit| edit.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::VerdictNames;

    const A: ArticleId = ArticleId(0);
    const B: ArticleId = ArticleId(7);

    fn starred() -> Mark {
        Mark {
            starred: true,
            ..Mark::default()
        }
    }

    fn judged(verdict: Verdict) -> Mark {
        Mark {
            verdict: Some(verdict),
            read: true,
            ..Mark::default()
        }
    }

    #[test]
    fn every_change_is_undone_and_done_again_in_order() {
        let mut marks = Marks::default();
        marks.set(A, starred());
        marks.set_all(vec![(A, judged(Verdict::Keep)), (B, judged(Verdict::Keep))]);
        assert_eq!(marks.counts().judged, [2, 0, 0]);
        assert_eq!(marks.undo().map(|change| change.edits.len()), Some(2));
        assert_eq!(marks.get(A), &starred());
        assert_eq!(marks.get(B), &Mark::default());
        assert_eq!(marks.undo().and_then(Change::first), Some(A));
        assert!(!marks.any());
        assert_eq!(marks.undo(), None);
        marks.redo();
        marks.redo();
        assert_eq!(marks.get(B).verdict, Some(Verdict::Keep));
        assert_eq!(marks.redo(), None);
    }

    #[test]
    fn a_new_change_forgets_what_was_undone_and_no_change_is_none() {
        let mut marks = Marks::default();
        marks.set(A, starred());
        marks.undo();
        marks.set(A, Mark::default());
        assert!(marks.redo().is_some(), "nothing was said in between");
        marks.undo();
        marks.set(B, starred());
        assert_eq!(marks.redo(), None);
    }

    #[test]
    fn counts_follow_and_taking_back_leaves_nothing_to_lose() {
        let mut marks = Marks::default();
        marks.set(A, judged(Verdict::Drop));
        marks.set(B, starred());
        let expected = Counts {
            read: 1,
            starred: 1,
            judged: [0, 0, 1],
        };
        assert_eq!(marks.counts(), expected);
        marks.set(A, Mark::default());
        marks.set(B, Mark::default());
        assert_eq!(marks.counts(), Counts::default());
        assert!(!marks.any());
    }

    #[test]
    fn a_restored_mark_cannot_be_undone() {
        let mut marks = Marks::default();
        marks.restore(A, starred());
        assert_eq!(marks.undo(), None);
        assert!(marks.any());
        assert_eq!(marks.all().count(), 1);
    }

    #[test]
    fn what_is_said_before_a_mark_is_known_again_stands() {
        let mut marks = Marks::default();
        marks.set(A, starred());
        marks.recall(A, judged(Verdict::Keep));
        let both = Mark {
            starred: true,
            ..judged(Verdict::Keep)
        };
        assert_eq!(marks.get(A), &both);
        marks.undo();
        assert_eq!(marks.get(A), &judged(Verdict::Keep));
        marks.recall(B, judged(Verdict::Drop));
        assert_eq!(marks.get(B), &judged(Verdict::Drop));
    }

    #[test]
    fn changes_are_told_in_plain_words() {
        let name = |_| "Iran urges".to_owned();
        let mut marks = Marks::default();
        marks.set(A, starred());
        let told = marks
            .undo()
            .map(|change| change.describe(&VerdictNames::default(), name));
        assert_eq!(told.as_deref(), Some("starred “Iran urges”"));
        marks.set_all(vec![
            (A, judged(Verdict::Maybe)),
            (B, judged(Verdict::Maybe)),
        ]);
        let told = marks
            .undo()
            .map(|change| change.describe(&VerdictNames::default(), name));
        assert_eq!(
            told.as_deref(),
            Some("marked as read and judged maybe 2 articles")
        );
    }

    #[test]
    fn what_changes_of_the_record_and_the_tags_is_named() {
        let mut marks = Marks::default();
        let corrected = Mark {
            source: Some("Press TV".to_owned()),
            date: "2019-03".parse().ok(),
            tags: vec!["gas".to_owned()],
            ..Mark::default()
        };
        let told = |change: Option<&Change>| {
            change.map(|change| change.describe(&VerdictNames::default(), |_| "Iran".to_owned()))
        };
        marks.set(A, corrected);
        let all =
            "tagged #gas and corrected the source to Press TV and the date to 2019-03 of “Iran”";
        assert_eq!(told(marks.done().last()).as_deref(), Some(all));
        marks.set(A, Mark::default());
        let back = "untagged #gas and corrected the source to what was read and the date to what \
                    was read of “Iran”";
        assert_eq!(told(marks.done().last()).as_deref(), Some(back));
    }
}
