//! Merging marks that are taken in with those that are there, field by field.
//!
//! Promises: a field that said nothing says what is taken in; tags are added; of two notes both
//! stay; where two fields differ otherwise, what is there stays unless it is to be replaced; all of it
//! is counted.

use std::collections::HashMap;

use crate::article::{Fingerprints, Mark};
use crate::review::Field;
use crate::review::memory::{Remembered, Subject};
use crate::text::counted;

use super::line::Taken;

/// What happens where two say different things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Conflicts {
    /// What is there stays.
    Keep,
    /// What is taken in stays.
    Replace,
}

/// What is to be written, and what became of the rest.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// What is said of which article, in the fields that are to be written.
    pub(super) marks: Vec<(Subject, Mark)>,
    /// Notes that were being typed, where there is none.
    pub(super) drafts: Vec<(Subject, String)>,
    /// Articles of which nothing was known.
    new: usize,
    /// Articles that are known and get something.
    changed: usize,
    /// Articles of which all of it is known.
    same: usize,
    /// Fields that differed.
    conflicts: usize,
    /// Notes that are joined to another.
    joined: usize,
    replaces: bool,
}

impl Plan {
    /// What taking these lines in comes to, where `there` is known.
    pub(super) fn of(lines: Vec<Taken>, there: &[Remembered], conflicts: Conflicts) -> Self {
        let known: HashMap<Fingerprints, &Remembered> =
            there.iter().map(|one| (one.subject.prints, one)).collect();
        let mut plan = Self {
            replaces: conflicts == Conflicts::Replace,
            ..Self::default()
        };
        for (subject, mark, draft) in lines {
            let known = known.get(&subject.prints);
            if let Some(draft) = draft.filter(|_| known.is_none_or(|one| one.draft.is_none())) {
                plan.drafts.push((subject.clone(), draft));
            }
            match known {
                None => {
                    plan.new += 1;
                    plan.marks.push((subject, mark));
                }
                Some(one) => plan.merge(subject, &mark, &one.mark),
            }
        }
        plan
    }

    fn merge(&mut self, subject: Subject, mark: &Mark, there: &Mark) {
        let nothing = Mark::default();
        let mut wanted = Mark::default();
        for field in Field::differing(&nothing, mark) {
            let is_same = Field::differing(there, mark).all(|other| other != field);
            let is_free = Field::differing(&nothing, there).all(|other| other != field);
            let adds = match field {
                Field::Tags => mark.tags.iter().any(|tag| !there.tags.contains(tag)),
                Field::Note => {
                    let note = mark.note.as_deref().unwrap_or_default();
                    let holds = there
                        .note
                        .as_ref()
                        .is_some_and(|there| there.contains(note));
                    self.joined += usize::from(!is_free && !holds);
                    !holds
                }
                _ if is_same => false,
                _ if is_free => true,
                _ => {
                    self.conflicts += 1;
                    self.replaces
                }
            };
            if adds {
                field.copy(mark, &mut wanted);
            }
        }
        if wanted == nothing {
            self.same += 1;
        } else {
            self.changed += 1;
            self.marks.push((subject, wanted));
        }
    }

    /// What became of it, a line each.
    pub(super) fn report(&self, is_trial: bool) -> Vec<String> {
        let articles = |count| counted(count, "article", "articles");
        let begins = if is_trial {
            "would take in"
        } else {
            "taken in"
        };
        let mut lines = vec![format!(
            "{begins}: {} new, {} with more, {} as they were",
            articles(self.new),
            articles(self.changed),
            articles(self.same)
        )];
        if self.joined > 0 {
            let notes = counted(self.joined, "note", "notes");
            lines.push(format!("{notes} joined to the one that is there"));
        }
        if self.conflicts > 0 {
            let fields = counted(self.conflicts, "field differs", "fields differ");
            lines.push(if self.replaces {
                format!("{fields}: what is taken in stays")
            } else {
                format!("{fields}: what is there stays; --replace takes the other")
            });
        }
        if !self.drafts.is_empty() {
            let drafts = counted(self.drafts.len(), "draft", "drafts");
            lines.push(format!("{drafts} of notes"));
        }
        lines
    }
}
