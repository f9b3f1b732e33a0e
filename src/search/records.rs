//! Columns of few values: for each value the articles that have it, so that counting one is
//! counting what two sets have in common.
//!
//! Languages and formats as read, tags and verdicts as the reader gives them. A value that few
//! articles have is kept as a list of them, so that many rare values cost no more than their
//! articles.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};

use super::{RecordCounts, ValueCount};
use crate::article::{ArticleId, Mark, Verdict};
use crate::store::Bits;
use crate::text;

/// From so many articles on a value is kept as a set of bits.
const MANY: usize = 4096;

/// The articles of each value.
#[derive(Default)]
pub(super) struct Values {
    members: BTreeMap<String, Members>,
    /// How a value was first written, where that is not how it is kept.
    written: BTreeMap<String, String>,
}

/// Articles, few or many.
enum Members {
    Few(HashSet<ArticleId>),
    Many(Bits),
}

impl Values {
    /// Gives an article a value.
    pub(super) fn insert(&mut self, id: ArticleId, value: &str) {
        let none = || Members::Few(HashSet::new());
        let members = match self.members.get_mut(value) {
            Some(members) => members,
            None => self.members.entry(value.to_owned()).or_insert_with(none),
        };
        match members {
            Members::Few(few) => {
                few.insert(id);
                if few.len() >= MANY {
                    *members = Members::Many(few.iter().copied().collect());
                }
            }
            Members::Many(many) => {
                many.insert(id);
            }
        }
    }

    /// Gives an article a value that a filter finds however it is written.
    fn insert_folded(&mut self, id: ArticleId, value: &str) {
        let folded = text::fold(value);
        if folded != value && !self.members.contains_key(&folded) {
            self.written.insert(folded.clone(), value.to_owned());
        }
        self.insert(id, &folded);
    }

    /// Takes a value from an article.
    pub(super) fn remove(&mut self, id: ArticleId, value: &str) {
        match self.members.get_mut(value) {
            Some(Members::Few(few)) => {
                few.remove(&id);
                if few.is_empty() {
                    self.members.remove(value);
                    self.written.remove(value);
                }
            }
            Some(Members::Many(many)) => {
                many.remove(id);
            }
            None => {}
        }
    }

    /// Takes every value from an article. Linear in the values.
    pub(super) fn clear(&mut self, id: ArticleId) {
        self.members.retain(|_, members| match members {
            Members::Few(few) => {
                few.remove(&id);
                !few.is_empty()
            }
            Members::Many(many) => {
                many.remove(id);
                true
            }
        });
    }

    /// The articles whose value passes.
    pub(super) fn passing(&self, passes: impl Fn(&str) -> bool) -> Bits {
        let mut found = Bits::new();
        for (_, members) in self.members.iter().filter(|(value, _)| passes(value)) {
            match members {
                Members::Few(few) => found.extend(few.iter().copied()),
                Members::Many(many) => found.union(many),
            }
        }
        found
    }

    /// How many articles of a set have each value; most first, then by value.
    pub(super) fn counts(&self, set: &Bits) -> Vec<ValueCount> {
        let mut counts: Vec<_> = self.counted(set).filter(|row| row.count > 0).collect();
        counts.sort_by_key(|row| Reverse(row.count));
        counts
    }

    /// The same of values that a filter finds narrower ones with: `fa` also `fa-IR`.
    fn counts_with_narrower(&self, set: &Bits) -> Vec<ValueCount> {
        let own: Vec<_> = self.counted(set).collect();
        let found = |tag: &str| {
            let spoken = own.iter().filter(|row| speaks(&row.value, tag));
            spoken.map(|row| row.count).sum()
        };
        let there = own.iter().filter(|row| row.count > 0);
        let mut counts: Vec<_> = there
            .map(|row| ValueCount {
                value: row.value.clone(),
                count: found(&row.value),
            })
            .collect();
        counts.sort_by_key(|row| Reverse(row.count));
        counts
    }

    fn counted(&self, set: &Bits) -> impl Iterator<Item = ValueCount> {
        let count = |members: &Members| match members {
            Members::Few(few) => few.iter().filter(|id| set.contains(**id)).count(),
            Members::Many(many) => many.count_common(set),
        };
        self.members.iter().map(move |(value, members)| ValueCount {
            value: self.written.get(value).unwrap_or(value).clone(),
            count: count(members),
        })
    }

    /// Bytes on the heap, estimated.
    pub(super) fn heap_bytes(&self) -> usize {
        let bytes = |members: &Members| match members {
            Members::Few(few) => few.capacity() * (size_of::<ArticleId>() + 1),
            Members::Many(many) => many.heap_bytes(),
        };
        self.members
            .iter()
            .map(|(value, members)| value.capacity() + size_of::<Members>() + bytes(members))
            .sum()
    }
}

/// The columns.
#[derive(Default)]
pub(super) struct Records {
    /// BCP 47.
    pub(super) languages: Values,
    pub(super) formats: Values,
    pub(super) tags: Values,
    pub(super) verdicts: Values,
}

impl Records {
    /// The reader says something else of an article.
    pub(super) fn mark(&mut self, id: ArticleId, before: &Mark, now: &Mark) {
        let verdict = |mark: &Mark| mark.verdict.map(Verdict::name);
        if verdict(before) != verdict(now) {
            if let Some(verdict) = verdict(before) {
                self.verdicts.remove(id, verdict);
            }
            if let Some(verdict) = verdict(now) {
                self.verdicts.insert(id, verdict);
            }
        }
        if before.tags != now.tags {
            for tag in &before.tags {
                self.tags.remove(id, &text::fold(tag));
            }
            for tag in &now.tags {
                self.tags.insert_folded(id, tag);
            }
        }
    }

    /// How many articles a filter for each value leaves, each column of its own set.
    pub(super) fn counts<'a>(&self, set: impl Fn(Column) -> &'a Bits) -> RecordCounts {
        RecordCounts {
            languages: self.languages.counts_with_narrower(set(Column::Languages)),
            formats: self.formats.counts(set(Column::Formats)),
            tags: self.tags.counts(set(Column::Tags)),
            verdicts: self.verdicts.counts(set(Column::Verdicts)),
        }
    }

    /// Bytes on the heap, estimated.
    pub(super) fn heap_bytes(&self) -> usize {
        let columns = [&self.languages, &self.formats, &self.tags, &self.verdicts];
        columns.into_iter().map(Values::heap_bytes).sum()
    }
}

/// One of the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Languages,
    Formats,
    Tags,
    Verdicts,
}

/// Whether a BCP 47 tag is the asked one or a narrower one: `fa-IR` speaks `fa`.
pub(super) fn speaks(language: &str, tag: &str) -> bool {
    let Some((start, rest)) = language.split_at_checked(tag.len()) else {
        return false;
    };
    start.eq_ignore_ascii_case(tag) && (rest.is_empty() || rest.starts_with('-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_and_go_few_or_many() {
        let mut values = Values::default();
        let many = u32::try_from(MANY).unwrap() + 10;
        for id in (0..many).map(ArticleId) {
            values.insert(id, "en");
        }
        values.insert(ArticleId(7), "fa");
        let everything = Bits::full(many as usize);
        let counts = |values: &Values| {
            let counts = values.counts(&everything);
            counts
                .into_iter()
                .map(|row| (row.value, row.count))
                .collect::<Vec<_>>()
        };
        let en = ("en".to_owned(), many as usize);
        assert_eq!(counts(&values), [en, ("fa".to_owned(), 1)]);
        values.clear(ArticleId(7));
        assert_eq!(counts(&values), [("en".to_owned(), many as usize - 1)]);
        assert_eq!(
            values.passing(|value| value == "en").count(),
            many as usize - 1
        );
    }

    #[test]
    fn marks_move_articles_from_value_to_value() {
        let mark = |verdict, tags: &[&str]| Mark {
            verdict,
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            ..Mark::default()
        };
        let mut records = Records::default();
        let (first, second) = (mark(Some(Verdict::Keep), &["a"]), mark(None, &["a", "b"]));
        records.mark(ArticleId(0), &Mark::default(), &first);
        records.mark(ArticleId(0), &first, &second);
        let everything = Bits::full(1);
        let counts = records.counts(|_| &everything);
        assert_eq!(counts.verdicts, []);
        assert_eq!(counts.tags.len(), 2);
    }
}
