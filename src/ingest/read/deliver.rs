//! Handing over: outcomes put back in order, gathered in batches, counted.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::Receiver;

use crate::article::{Article, ArticleId, Change, DateKind, Format, IssueKind, Patch, SourceFrom};
use crate::ingest::collection::Pass;
use crate::ingest::discover::file_issue;
use crate::ingest::{Event, FileIssue, FormatCount, Options, Progress, Report};

use super::Chunk;
use super::one::Outcome;

/// Articles in the first batch: a screenful.
const FIRST_BATCH: usize = 64;

/// Articles in every other batch.
const BATCH: usize = 1024;

/// Bytes of text that make a batch full, whatever their number.
const BATCH_BYTES: usize = 8 << 20;

/// Chunks between two reports of progress while no batch is full.
const CHUNKS_A_PROGRESS: usize = 8;

pub(super) struct Delivery<'a> {
    options: Options,
    found: &'a AtomicUsize,
    sink: &'a mut dyn FnMut(Event),
    report: Report,
    pass: Pass,
    batch: Vec<Article>,
    batch_bytes: usize,
    given: usize,
    /// How many articles of these digests there were.
    copies: HashMap<[u64; 3], u32>,
}

impl<'a> Delivery<'a> {
    pub(super) fn new(
        options: Options,
        found: &'a AtomicUsize,
        sink: &'a mut dyn FnMut(Event),
    ) -> Self {
        Self {
            options,
            found,
            sink,
            report: Report::default(),
            pass: Pass::new(),
            batch: Vec::new(),
            batch_bytes: 0,
            given: 0,
            copies: HashMap::new(),
        }
    }

    /// Takes outcomes until there are no more, and hands them over in the order of the walk.
    pub(super) fn run(&mut self, arriving: &Receiver<Chunk<Outcome>>) {
        let mut early = BTreeMap::new();
        let mut next = 0;
        for chunk in arriving {
            early.insert(chunk.number, chunk.items);
            while let Some(items) = early.remove(&next) {
                next += 1;
                for outcome in items {
                    self.take(outcome);
                }
                if next % CHUNKS_A_PROGRESS == 0 {
                    self.tell();
                }
            }
        }
    }

    /// The system gave no thread to read with.
    pub(super) fn no_threads(&mut self) {
        let message = "the system gives no thread to read with";
        let issue = file_issue(".".into(), IssueKind::Unreadable, message);
        self.report.skipped.push(issue);
    }

    /// The collection pass, and the report.
    pub(super) fn finish(mut self, stopped: bool) -> Report {
        self.flush();
        let pass = std::mem::replace(&mut self.pass, Pass::new());
        let options = self.options;
        let mut patches = pass.finish();
        patches.retain(|patch| is_wanted(patch, &options));
        if !patches.is_empty() {
            (self.sink)(Event::Patches(patches));
        }
        self.tell();
        self.report.formats.sort_by_key(|count| count.format);
        self.report.stopped = stopped;
        self.report
    }

    fn take(&mut self, outcome: Outcome) {
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
                bytes,
            } => {
                totals.files_read += 1;
                totals.bytes = totals.bytes.saturating_add(bytes);
                let (skipped, repaired) = (&mut self.report.skipped, &mut self.report.repaired);
                for fault in faults {
                    match fault.issue.kind {
                        IssueKind::Skipped | IssueKind::Unreadable => skipped.push(fault),
                        IssueKind::Cut | IssueKind::Repaired => repaired.push(fault),
                    }
                }
                self.count(format, articles.len());
                for article in articles {
                    self.article(article);
                }
            }
        }
    }

    fn count(&mut self, format: Format, articles: usize) {
        let formats = &mut self.report.formats;
        match formats.iter_mut().find(|count| count.format == format) {
            Some(count) => {
                count.files += 1;
                count.articles += articles;
            }
            None => formats.push(FormatCount {
                format,
                files: 1,
                articles,
            }),
        }
    }

    fn article(&mut self, mut article: Article) {
        let copies = self.copies.entry(article.prints.digests()).or_default();
        article.prints.copy = *copies;
        *copies = copies.saturating_add(1);
        let Ok(ordinal) = u32::try_from(self.report.totals.articles) else {
            return;
        };
        let id = ArticleId(ordinal);
        for issue in &article.issues {
            self.report.repaired.push(FileIssue {
                path: article.origin.path.clone(),
                article: Some(id),
                issue: issue.clone(),
            });
        }
        self.pass.observe(id, &article);
        self.report.totals.articles += 1;
        self.batch_bytes = self.batch_bytes.saturating_add(article.text.len());
        self.batch.push(article);
        let enough = if self.given == 0 { FIRST_BATCH } else { BATCH };
        if self.batch.len() >= enough || self.batch_bytes >= BATCH_BYTES {
            self.flush();
            self.tell();
        }
    }

    fn flush(&mut self) {
        if self.batch.is_empty() {
            return;
        }
        self.given += self.batch.len();
        self.batch_bytes = 0;
        let batch = std::mem::take(&mut self.batch);
        (self.sink)(Event::Articles(batch));
    }

    fn tell(&mut self) {
        self.report.totals.files_found = self.found.load(Ordering::Relaxed);
        let progress = Progress {
            articles: self.given,
            ..self.report.totals
        };
        (self.sink)(Event::Progress(progress));
    }
}

/// Whether the options allow what the collection told.
fn is_wanted(patch: &Patch, options: &Options) -> bool {
    match &patch.change {
        Change::Published(published) => {
            let inferred = published.kind == DateKind::Inferred;
            !inferred || (options.infer && options.published.is_none())
        }
        // Values follow an inferred date; without it they would hang in the air.
        Change::Mentions(_) => options.infer && options.published.is_none(),
        Change::Source(_, from) => options.infer || *from != SourceFrom::Inferred,
        Change::RelatedIs(..) | Change::Corrected(_) => true,
    }
}
