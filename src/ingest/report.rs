//! What reading a collection came to: counts, and every file that gave less than it holds.
//!
//! `check` prints it; the status line takes its counts. Nothing is left out: a file that gave no
//! article stands in [`Report::skipped`] with its reason, one that was mended or cut in
//! [`Report::repaired`].

use std::collections::HashMap;
use std::sync::Arc;

use crate::article::{ArticleId, Format, Issue, IssueKind};
use crate::text;

use super::earlier::Seen;
use super::{Mapping, Progress};

/// The issue of an article whose text held characters that nothing can show; none where there were
/// none.
pub(super) fn taken_out(characters: usize) -> Option<Issue> {
    if characters == 0 {
        return None;
    }
    let count = text::counted(
        characters,
        "unprintable character was",
        "unprintable characters were",
    );
    Some(Issue {
        kind: IssueKind::Repaired,
        message: format!("{count} taken out of the text"),
    })
}

/// What reading came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Files and articles in numbers.
    pub totals: Progress,
    /// Files and articles by format, in the order of [`Format`].
    pub formats: Vec<FormatCount>,
    /// Files and folders that gave no article, in the order they were met.
    pub skipped: Vec<FileIssue>,
    /// Articles that were mended or cut, in the order they were met.
    pub repaired: Vec<FileIssue>,
    /// For files of lines: how far they were read, by path as shown.
    pub reached: HashMap<Arc<str>, Reached>,
    /// What was said of a last line that has no end, and may be half of one, by path as shown. It stands
    /// among the skipped too, until the file is read on from there.
    pub unfinished: HashMap<Arc<str>, Issue>,
    /// The files that were read to their end, and their state when they were found.
    pub seen: Vec<Seen>,
    /// What the reader said of columns that no record has; unknown where reading was stopped.
    pub unmet: Vec<Mapping>,
    /// Whether reading was stopped before its end.
    pub stopped: bool,
}

/// How far a file of lines was read: what stands behind may be read without what stands before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reached {
    /// Bytes up to the end of the last whole line, or of the last record.
    pub byte: u64,
    /// Lines in them.
    pub lines: u64,
}

/// Count of one format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormatCount {
    /// The format.
    pub format: Format,
    /// Files of it that gave an article.
    pub files: usize,
    /// Articles they gave.
    pub articles: usize,
}

/// Trouble with one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileIssue {
    /// The file or folder, escaped for display like [`crate::article::Origin::path`].
    pub path: Arc<str>,
    /// The article it concerns; `None` when the file gave none.
    pub article: Option<ArticleId>,
    /// What happened.
    pub issue: Issue,
}

impl Report {
    /// Whether everything was read as it stands: nothing skipped, mended, cut or stopped, and
    /// every column there that the reader named.
    pub fn is_clean(&self) -> bool {
        let is_read = self.skipped.is_empty() && self.repaired.is_empty() && !self.stopped;
        is_read && self.unmet.is_empty()
    }

    /// Takes in what came next: its articles are counted from 0, here from `first` on.
    pub fn absorb(&mut self, next: Self, first: u32) {
        let totals = &mut self.totals;
        totals.files_read = totals.files_read.saturating_add(next.totals.files_read);
        totals.articles = totals.articles.saturating_add(next.totals.articles);
        totals.bytes = totals.bytes.saturating_add(next.totals.bytes);
        self.reached.extend(next.reached);
        self.unfinished.extend(next.unfinished);
        self.seen.extend(next.seen);
        // What was met once counts; so the last word is that of all.
        self.unmet = next.unmet;
        for count in next.formats {
            self.count(count);
        }
        let placed = |mut issue: FileIssue| {
            issue.article = issue
                .article
                .map(|id| ArticleId(id.0.saturating_add(first)));
            issue
        };
        self.skipped.extend(next.skipped.into_iter().map(placed));
        self.repaired.extend(next.repaired.into_iter().map(placed));
    }

    /// The same of a later reading: what was said of half a line, or of a file of lines that held no
    /// record yet, is said anew or holds no more.
    pub fn go_on(&mut self, next: Self, first: u32) {
        for path in next.reached.keys() {
            if !self.reached.contains_key(path) {
                // Nothing of it was read before: now it is.
                self.skipped
                    .retain(|fault| fault.path != *path || fault.article.is_some());
            }
            let said = self.unfinished.remove(path);
            let is_it =
                |fault: &FileIssue| fault.path == *path && Some(&fault.issue) == said.as_ref();
            if let Some(at) = self.skipped.iter().rposition(is_it) {
                self.skipped.remove(at);
            }
        }
        self.absorb(next, first);
    }

    /// Counts files and articles of a format.
    pub(super) fn count(&mut self, more: FormatCount) {
        let of = |count: &&mut FormatCount| count.format == more.format;
        match self.formats.iter_mut().find(of) {
            Some(count) => {
                count.files = count.files.saturating_add(more.files);
                count.articles = count.articles.saturating_add(more.articles);
            }
            None => self.formats.push(more),
        }
    }
}
