//! What a reader makes of the entries it took: a batch, and what is to be said of them, as far as
//! that does not depend on what comes before.

use std::sync::Arc;

use crate::article::{Article, ArticleId, Format, Issue, IssueKind};
use crate::ingest::collection::Note;
use crate::ingest::discover::version::Version;
use crate::ingest::earlier::Seen;
use crate::ingest::fields::FieldMap;
use crate::ingest::formats::{LinesEnd, Records};
use crate::ingest::{FileIssue, FormatCount, Report};
use crate::store::{Batch, BatchBuilder};

use super::one::Outcome;

/// Bytes read after which a piece of work is handed over, whatever its number of files.
pub(super) const ENOUGH: u64 = 1 << 20;

/// The results of some entries in a row, articles counted from 0.
#[derive(Debug)]
pub(super) struct Gathered {
    pub(super) batch: Batch,
    /// What the collection pass is to know, by row.
    pub(super) notes: Vec<(u32, Note)>,
    pub(super) report: Report,
    pub(super) part: Part,
}

/// What part of files the results are.
#[derive(Debug, Default)]
pub(super) enum Part {
    /// Whole files.
    #[default]
    Whole,
    /// A piece of a file.
    Piece,
    /// The end of the file whose pieces came before; `is_tail` if those were what came to a file that
    /// had been read.
    End {
        path: Arc<str>,
        format: Format,
        is_tail: bool,
    },
}

/// Gathers outcomes.
#[derive(Debug, Default)]
pub(super) struct Gatherer {
    articles: BatchBuilder,
    notes: Vec<(u32, Note)>,
    report: Report,
    part: Part,
}

impl Gatherer {
    /// Takes an outcome; issues of a whole file come before those of its articles.
    pub(super) fn take(&mut self, outcome: Outcome) {
        let totals = &mut self.report.totals;
        match outcome {
            Outcome::Trouble(issue) => self.report.skipped.push(issue),
            Outcome::Skipped { issue, bytes } => {
                totals.files_read += 1;
                totals.bytes = totals.bytes.saturating_add(bytes);
                self.report.skipped.push(issue);
            }
            Outcome::Read {
                format,
                articles,
                faults,
                end,
                bytes,
            } => {
                totals.files_read += 1;
                totals.bytes = totals.bytes.saturating_add(bytes);
                self.report.count(FormatCount {
                    format,
                    files: 1,
                    articles: articles.len(),
                });
                for fault in faults {
                    self.fault(fault);
                }
                let path = articles.first().map(|article| &article.origin.path);
                if let Some((path, end)) = path.zip(end) {
                    self.note_end(path, end);
                }
                for article in articles {
                    self.article(&article);
                }
            }
        }
    }

    /// Takes a piece of a file, or a part of one.
    pub(super) fn take_piece(&mut self, format: Format, path: &Arc<str>, records: Records) {
        self.part = Part::Piece;
        let (files, articles) = (0, records.articles.len());
        self.report.count(FormatCount {
            format,
            files,
            articles,
        });
        self.faults(path, records.faults);
        if let Some(end) = records.end {
            self.note_end(path, end);
        }
        for article in records.articles {
            self.article(&article);
        }
    }

    /// So many bytes were read for it.
    pub(super) fn count_bytes(&mut self, bytes: u64) {
        self.report.totals.bytes = self.report.totals.bytes.saturating_add(bytes);
    }

    /// Notes how far a file of lines was read: more lines may come.
    pub(super) fn note_end(&mut self, path: &Arc<str>, end: LinesEnd) {
        let LinesEnd {
            reached,
            unfinished,
        } = end;
        self.report.reached.insert(Arc::clone(path), reached);
        if let Some(issue) = unfinished {
            self.faults(path, vec![issue.clone()]);
            self.report.unfinished.insert(Arc::clone(path), issue);
        }
    }

    /// Takes the end of a file, and what is to be said of the whole of it.
    pub(super) fn take_end(&mut self, format: Format, path: &Arc<str>, issues: Vec<Issue>) {
        self.part = Part::End {
            path: Arc::clone(path),
            format,
            is_tail: false,
        };
        self.report.totals.files_read = 1;
        self.faults(path, issues);
    }

    /// Takes the end of what came to a file that had been read.
    pub(super) fn take_end_of_tail(&mut self, format: Format, path: &Arc<str>, issues: Vec<Issue>) {
        self.part = Part::End {
            path: Arc::clone(path),
            format,
            is_tail: true,
        };
        self.faults(path, issues);
    }

    /// Notes the state in which a file was found that was read to its end, and its columns.
    pub(super) fn note_version(&mut self, path: &str, version: Version, met: FieldMap) {
        self.report.seen.push(Seen::new(path, version, met));
    }

    fn faults(&mut self, path: &Arc<str>, issues: Vec<Issue>) {
        for issue in issues {
            self.fault(FileIssue {
                path: Arc::clone(path),
                article: None,
                issue,
            });
        }
    }

    fn fault(&mut self, fault: FileIssue) {
        match fault.issue.kind {
            IssueKind::Skipped | IssueKind::Unreadable => self.report.skipped.push(fault),
            IssueKind::Cut | IssueKind::Repaired => self.report.repaired.push(fault),
        }
    }

    fn article(&mut self, article: &Article) {
        let Ok(row) = u32::try_from(self.articles.len()) else {
            return;
        };
        for issue in &article.issues {
            self.report.repaired.push(FileIssue {
                path: article.origin.path.clone(),
                article: Some(ArticleId(row)),
                issue: issue.clone(),
            });
        }
        self.notes.extend(Note::of(article).map(|note| (row, note)));
        self.articles.push(article);
    }

    /// Whether there is nothing to be handed over.
    pub(super) fn is_empty(&self) -> bool {
        let Report {
            totals, skipped, ..
        } = &self.report;
        totals.files_read == 0 && skipped.is_empty()
    }

    /// Whether there is enough to be handed over.
    pub(super) fn is_full(&self) -> bool {
        self.report.totals.bytes >= ENOUGH
    }

    /// What was gathered since the last time.
    pub(super) fn done(&mut self) -> Gathered {
        let mut report = std::mem::take(&mut self.report);
        report.totals.articles = self.articles.len();
        Gathered {
            batch: self.articles.finish(ArticleId(0)),
            notes: std::mem::take(&mut self.notes),
            report,
            part: std::mem::take(&mut self.part),
        }
    }
}
