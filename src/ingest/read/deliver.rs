//! Handing over: pieces of work put back in order, their articles numbered, counted.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};

use crate::article::{ArticleId, Change, DateKind, Format, IssueKind, Patch, SourceFrom};
use crate::ingest::collection::{Pass, Text};
use crate::ingest::copies::Copies;
use crate::ingest::discover::file_issue;
use crate::ingest::{Event, FormatCount, Options, Report};

use super::Found;
use super::gather::{Gathered, Part};

/// Place of a piece of work in the order of the walk: its chunk, and its part of it.
pub(super) type Place = (usize, usize);

/// A piece of work that is done.
#[derive(Debug)]
pub(super) struct Done {
    pub(super) place: Place,
    /// Whether it is the last of its chunk.
    pub(super) is_last: bool,
    pub(super) gathered: Gathered,
}

pub(super) struct Delivery<'a> {
    found: &'a Found,
    sink: Sender<Event>,
    /// Whether nobody takes anything any more.
    is_over: bool,
    report: Report,
    pass: &'a mut Pass,
    copies: Copies,
    /// The file whose pieces are coming.
    piecewise: Option<Piecewise>,
}

/// What there was before the first piece of a file.
#[derive(Clone, Copy, Debug)]
struct Piecewise {
    articles: usize,
    skipped: usize,
    repaired: usize,
}

impl<'a> Delivery<'a> {
    pub(super) fn new(found: &'a Found, (pass, sink): (&'a mut Pass, Sender<Event>)) -> Self {
        Self {
            found,
            sink,
            is_over: false,
            report: Report::default(),
            pass,
            copies: Copies::default(),
            piecewise: None,
        }
    }

    /// Takes what is done until there is no more, and hands it over in the order of the walk.
    pub(super) fn run(&mut self, arriving: &Receiver<Done>) {
        let mut early = BTreeMap::new();
        let mut next: Place = (0, 0);
        for done in arriving {
            early.insert(done.place, (done.is_last, done.gathered));
            while let Some((is_last, gathered)) = early.remove(&next) {
                next = if is_last {
                    (next.0 + 1, 0)
                } else {
                    (next.0, next.1 + 1)
                };
                self.take(gathered);
                if self.is_over {
                    return;
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

    /// The report, as far as what was handed over tells it.
    pub(super) fn end(self) -> Report {
        self.report
    }

    fn take(&mut self, gathered: Gathered) {
        let Gathered {
            batch,
            notes,
            report,
            part,
        } = gathered;
        if !matches!(part, Part::Whole) {
            self.piecewise.get_or_insert(Piecewise {
                articles: self.report.totals.articles,
                skipped: self.report.skipped.len(),
                repaired: self.report.repaired.len(),
            });
        }
        let first = self.report.totals.articles;
        let end = first.saturating_add(batch.len());
        let (Ok(first), Ok(_)) = (u32::try_from(first), u32::try_from(end)) else {
            return;
        };
        for (row, note) in notes {
            let text = || Text {
                arena: batch.shared_arena(),
                range: batch.arena_range(usize::try_from(row).unwrap_or(usize::MAX)),
            };
            let id = ArticleId(first.saturating_add(row));
            self.pass.take(id, note, text);
        }
        self.report.absorb(report, first);
        match part {
            Part::End { is_tail: true, .. } => self.piecewise = None,
            Part::End { path, format, .. } => self.end_of_file(path, format),
            Part::Whole | Part::Piece => {}
        }
        if !batch.is_empty() {
            let (copies, pass) = (&mut self.copies, &mut *self.pass);
            let batch = batch.starting_at(ArticleId(first), |digests| {
                pass.meet(digests);
                copies.next(digests)
            });
            self.hand_over(Event::Articles(batch));
        }
        self.tell();
    }

    /// A file that was read in pieces has ended: it counts as one, or as none that gave an
    /// article, with the first reason there was.
    fn end_of_file(&mut self, path: Arc<str>, format: Format) {
        let Some(before) = self.piecewise.take() else {
            return;
        };
        if self.report.totals.articles > before.articles {
            let (files, articles) = (1, 0);
            return self.report.count(FormatCount {
                format,
                files,
                articles,
            });
        }
        let first = self.report.skipped.get(before.skipped);
        let reason = first.map_or(String::new(), |fault| format!(": {}", fault.issue.message));
        self.report.skipped.truncate(before.skipped);
        self.report.repaired.truncate(before.repaired);
        self.report.formats.retain(|count| count.files > 0);
        let message = format!("{}, but no article in it{reason}", format.name());
        let issue = file_issue(path, IssueKind::Skipped, &message);
        if let Some(said) = self.report.unfinished.get_mut(&issue.path) {
            // Some may come.
            said.clone_from(&issue.issue);
        }
        self.report.skipped.push(issue);
    }

    fn tell(&mut self) {
        self.found.add_to(&mut self.report.totals);
        self.hand_over(Event::Progress(self.report.totals));
    }

    fn hand_over(&mut self, event: Event) {
        self.is_over |= self.sink.send(event).is_err();
    }
}

/// What the whole collection tells, and the last of the report. Everything was handed over before.
///
/// Not for the thread that took notes of the collection: what is said here stays, and would lie
/// between the notes, whose memory then could not be given back.
pub(super) fn conclude(
    mut report: Report,
    pass: &mut Pass,
    (options, found, stopped): (&Options, &Found, bool),
    sink: &mut dyn FnMut(Event),
) -> Report {
    let mut patches = pass.conclude();
    patches.retain(|patch| is_wanted(patch, options));
    if !patches.is_empty() {
        sink(Event::Patches(patches));
    }
    found.add_to(&mut report.totals);
    sink(Event::Progress(report.totals));
    report.formats.sort_by_key(|count| count.format);
    report.stopped = stopped;
    if !stopped {
        for seen in &report.seen {
            options.map.meet_with(seen.met());
        }
        report.unmet = options.map.unmet();
    }
    report
}

/// Whether the options allow what the collection told.
fn is_wanted(patch: &Patch, options: &Options) -> bool {
    match &patch.change {
        Change::Published(published) => {
            // What is taken back had been inferred.
            let inferred = matches!(published.kind, DateKind::Inferred | DateKind::None);
            !inferred || (options.infer && options.published.is_none())
        }
        Change::Source(_, from) => options.infer || *from != SourceFrom::Inferred,
        Change::Mentions(_)
        | Change::Parts(_)
        | Change::RelatedIs(..)
        | Change::Again(_)
        | Change::Corrected(_) => true,
    }
}
