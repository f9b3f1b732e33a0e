//! What reading a collection came to: counts, and every file that gave less than it holds.
//!
//! `check` prints it; the status line takes its counts. Nothing is left out: a file that gave no
//! article stands in [`Report::skipped`] with its reason, one that was mended or cut in
//! [`Report::repaired`].

use std::sync::Arc;

use crate::article::{ArticleId, Format, Issue};

use super::Progress;

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
    /// Whether reading was stopped before its end.
    pub stopped: bool,
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
    /// Whether everything was read as it stands: nothing skipped, mended, cut or stopped.
    pub fn is_clean(&self) -> bool {
        self.skipped.is_empty() && self.repaired.is_empty() && !self.stopped
    }
}
