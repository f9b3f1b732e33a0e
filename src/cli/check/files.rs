//! What `check` says of each file: its format and articles, what of them was concluded, and what
//! was skipped, mended or cut, the same trouble of many records told once.

use std::collections::HashMap;

use serde::Serialize;

use crate::article::{ArticleId, DateKind, Format, IssueKind, Sameness, SourceFrom};
use crate::ingest::FileIssue;

use super::super::collection::Collection;

/// Places named of a trouble that many records have.
const MOST_PLACES: usize = 5;

/// One file.
#[derive(Debug, Default, Serialize)]
pub(super) struct File<'a> {
    pub(super) path: &'a str,
    /// `None` where it gave no article.
    pub(super) format: Option<&'static str>,
    pub(super) articles: usize,
    pub(super) dates: Known,
    pub(super) sources: Known,
    pub(super) again: Repeated,
    pub(super) issues: Vec<Trouble<'a>>,
}

/// Articles that are there again, earlier ones of the collection left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Repeated {
    pub(super) copies: usize,
    pub(super) versions: usize,
    pub(super) elsewhere: usize,
}

impl Repeated {
    fn count(&mut self, how: Sameness) {
        *match how {
            Sameness::Copy => &mut self.copies,
            Sameness::Version => &mut self.versions,
            Sameness::Elsewhere => &mut self.elsewhere,
        } += 1;
    }

    /// Takes in another count.
    pub(super) fn add(&mut self, other: Self) {
        self.copies += other.copies;
        self.versions += other.versions;
        self.elsewhere += other.elsewhere;
    }

    /// In words, each kind that there is.
    pub(super) fn words(self) -> Vec<String> {
        let counts = [
            (self.copies, "copy", "copies"),
            (self.versions, "other version", "other versions"),
            (
                self.elsewhere,
                "text under another address",
                "texts under other addresses",
            ),
        ];
        let there = counts.into_iter().filter(|(n, ..)| *n > 0);
        let said = there.map(|(n, one, many)| format!("{n} {}", if n == 1 { one } else { many }));
        said.collect()
    }
}

/// How something is known of the articles of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Known {
    pub(super) explicit: usize,
    pub(super) inferred: usize,
    pub(super) given: usize,
    pub(super) none: usize,
}

/// One trouble of a file.
#[derive(Debug, Serialize)]
pub(super) struct Trouble<'a> {
    pub(super) kind: &'static str,
    /// What it is, as it is said of the first.
    pub(super) message: &'a str,
    /// How many records or articles have it.
    pub(super) count: usize,
    /// Where: `line 4`, `item 2`, or the key of an article; at most five, none for a whole file.
    pub(super) places: Vec<String>,
    #[serde(skip)]
    shape: String,
}

/// The files of a collection in the order they were met, those that gave no article last.
pub(super) fn files(collection: &Collection) -> Vec<File<'_>> {
    let mut listed = Listed::default();
    for view in collection.store.iter() {
        let file = listed.file(view.path());
        file.format = Some(Format::name(view.format()));
        file.articles += 1;
        file.dates.count_date(view.published().kind);
        file.sources.count_source(view.source_from());
        if let Some(how) = view.repeats() {
            file.again.count(how);
        }
    }
    let report = &collection.report;
    for trouble in report.skipped.iter().chain(&report.repaired) {
        let key = trouble.article.and_then(|id: ArticleId| collection.key(id));
        let file = listed.file(&trouble.path);
        file.trouble(trouble, key.map(|key| key.to_string()));
    }
    listed.files
}

#[derive(Default)]
struct Listed<'a> {
    files: Vec<File<'a>>,
    rows: HashMap<&'a str, usize>,
}

impl<'a> Listed<'a> {
    fn file(&mut self, path: &'a str) -> &mut File<'a> {
        let next = self.files.len();
        let row = *self.rows.entry(path).or_insert(next);
        if row == next {
            self.files.push(File {
                path,
                ..File::default()
            });
        }
        self.files.get_mut(row).expect("rows name files")
    }
}

impl<'a> File<'a> {
    /// Whether everything in it was read as it stands.
    pub(super) fn is_clean(&self) -> bool {
        self.issues.is_empty()
    }

    fn trouble(&mut self, trouble: &'a FileIssue, key: Option<String>) {
        let (place, message) = placed(&trouble.issue.message);
        let place = place.map(str::to_owned).or(key);
        let (kind, shape) = (trouble.issue.kind.name(), shape(message));
        let known = self.issues.iter_mut();
        let mut known = known.filter(|one| one.kind == kind && one.shape == shape);
        if let Some(known) = known.next() {
            known.count += 1;
            if known.places.len() < MOST_PLACES {
                known.places.extend(place);
            }
            return;
        }
        self.issues.push(Trouble {
            kind,
            message,
            count: 1,
            places: place.into_iter().collect(),
            shape,
        });
    }
}

impl Known {
    fn count_date(&mut self, kind: DateKind) {
        *match kind {
            DateKind::Explicit => &mut self.explicit,
            DateKind::Inferred => &mut self.inferred,
            DateKind::Given => &mut self.given,
            DateKind::None => &mut self.none,
        } += 1;
    }

    fn count_source(&mut self, from: SourceFrom) {
        *match from {
            SourceFrom::Explicit => &mut self.explicit,
            SourceFrom::Inferred => &mut self.inferred,
            SourceFrom::Given => &mut self.given,
            SourceFrom::None => &mut self.none,
        } += 1;
    }

    /// Takes in another count.
    pub(super) fn add(&mut self, other: Self) {
        self.explicit += other.explicit;
        self.inferred += other.inferred;
        self.given += other.given;
        self.none += other.none;
    }
}

/// The place at the start of a message (`line 4: no object`), and the rest.
fn placed(message: &str) -> (Option<&str>, &str) {
    let Some((place, rest)) = message.split_once(": ") else {
        return (None, message);
    };
    let is_place = place.split_once(' ').is_some_and(|(unit, number)| {
        ["line", "record", "item", "row"].contains(&unit)
            && number.bytes().all(|b| b.is_ascii_digit())
    });
    if is_place {
        (Some(place), rest)
    } else {
        (None, message)
    }
}

/// A message without its numbers, by which it is known again.
fn shape(message: &str) -> String {
    message.chars().filter(|c| !c.is_ascii_digit()).collect()
}

/// A trouble in one line for people.
pub(super) fn said(trouble: &Trouble<'_>) -> String {
    let mut line = trouble.message.to_owned();
    if trouble.kind != IssueKind::Skipped.name() && trouble.count > 1 {
        line.push_str(&format_count(trouble.count, "articles"));
    } else if trouble.count > 1 {
        line.push_str(&format_count(trouble.count, "records"));
    }
    let named: Vec<_> = trouble.places.iter().map(String::as_str).collect();
    let in_file = named.first().is_some_and(|place| place.contains(' '));
    if in_file {
        let more = if trouble.count > named.len() {
            ", …"
        } else {
            ""
        };
        return format!("{line} ({}{more})", named.join(", "));
    }
    line
}

fn format_count(count: usize, what: &str) -> String {
    format!(", and the like: {count} {what}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Issue;

    #[test]
    fn one_trouble_of_many_records_is_told_once() {
        let issues: Vec<_> = [
            "line 4: no JSON at column 7",
            "line 9: no JSON at column 12",
            "line 10: longer than 16 MiB",
            "read as windows-1252 (guessed)",
        ]
        .into_iter()
        .map(|message| FileIssue {
            path: "a".into(),
            article: None,
            issue: Issue {
                kind: IssueKind::Skipped,
                message: message.to_owned(),
            },
        })
        .collect();
        let mut file = File::default();
        for issue in &issues {
            file.trouble(issue, None);
        }
        let lines: Vec<_> = file.issues.iter().map(said).collect();
        assert_eq!(
            lines,
            [
                "no JSON at column 7, and the like: 2 records (line 4, line 9)",
                "longer than 16 MiB (line 10)",
                "read as windows-1252 (guessed)",
            ]
        );
    }
}
