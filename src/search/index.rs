//! What the searcher owns: words with their articles, columns, marks.
//!
//! Batches, patches and marks come in order; nothing is ever merged or re-indexed. Memory and the
//! time of taking in are linear in the text of headlines; bodies are not indexed but scanned.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use chrono::TimeDelta;

use super::by_date::ByDate;
use super::corrections::Corrections;
use super::dates::Days;
use super::held::make_room;
use super::memo::Memo;
use super::postings::Postings;
use super::records::Records;
use super::sources::Sources;
use super::spoken::days_of;
use super::{Hits, Request, answer};
use crate::article::{Again, ArticleId, Change, Mark, PageParts, Patch, Precision, Sameness};
use crate::config::Zone;
use crate::store::{self, Batch, Bits, DateCell, Findings, FoundOut, Ranked, View};
use crate::timeline::{Backdrop, Layer, Parts};

/// Text scanned by one worker before it looks for more work, in bytes.
const UNIT_BYTES: usize = 1 << 20;

/// Articles taken in in one go: about a millisecond's work.
const STRIDE: usize = 128;

/// While more comes, what is new is settled once it is one part in so many.
const BEHIND: usize = 16;

/// But not fewer.
const FEW: usize = 1_024;

/// The index of a collection. Owned by one thread, fed in the order of reading.
#[derive(Default)]
pub struct Index {
    pub(super) batches: Vec<Arc<Batch>>,
    /// Pieces of batches of about a megabyte: what the workers are given.
    pub(super) units: Vec<Unit>,
    /// Text that has to be read for a word of bodies.
    pub(super) body_bytes: usize,
    /// How many articles were taken in.
    pub(super) taken: usize,
    /// How many of them have their place among the dates: those that are looked through.
    pub(super) len: usize,
    /// The zone that dates are in, here and in every answer.
    zone: Zone,
    pub(super) titles: Postings,
    pub(super) bylines: Postings,
    pub(super) sources: Sources,
    pub(super) dates: Vec<DateCell>,
    /// First and last day of each date, worked out once: counting and filters ask every key.
    pub(super) days: Vec<Days>,
    /// What the collection alone tells of the timeline; none while dates change.
    pub(super) backdrop: Option<Backdrop>,
    /// Dates looked at for it so far.
    dates_read: usize,
    pub(super) by_date: ByDate,
    pub(super) commented: Bits,
    /// Articles that are earlier ones again: the same text, and another version.
    pub(super) copies: Bits,
    pub(super) versions: Bits,
    /// The paragraphs of articles that were read anew.
    pub(super) parts: HashMap<ArticleId, Arc<PageParts>>,
    /// Days of mentions that patches have changed.
    pub(super) mentions: HashMap<ArticleId, Vec<Days>>,
    /// What was found out about articles after they came.
    pub(super) found_out: FoundOut,
    pub(super) marks: HashMap<ArticleId, Mark>,
    pub(super) corrections: Corrections,
    /// Languages, formats, tags, verdicts.
    pub(super) records: Records,
    pub(super) memo: Memo,
}

/// Some rows of a batch.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    pub(super) batch: Arc<Batch>,
    pub(super) rows: Range<usize>,
    /// Of its text.
    pub(super) bytes: usize,
    /// Whether any of its articles has a body.
    pub(super) has_bodies: bool,
}

impl Index {
    /// An index of nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// An index of nothing, whose dates are shown by the clock of a zone.
    pub fn in_zone(zone: Zone) -> Self {
        Self {
            zone,
            ..Self::default()
        }
    }

    /// How many articles are looked through.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is nothing to look through.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Takes in a batch. Batches come in order and without gaps; one that does not is left out.
    pub fn append(&mut self, batch: &Arc<Batch>) {
        let mut row = 0;
        while row < batch.len() {
            row = self.append_some(batch, row);
        }
    }

    /// Takes in the next few articles of a batch, from this row on; the row that is next. They are
    /// looked through once they are settled.
    pub fn append_some(&mut self, batch: &Arc<Batch>, from: usize) -> usize {
        if batch.first().index().checked_add(from) != Some(self.taken) {
            return batch.len();
        }
        if from == 0 {
            let units = units(batch);
            let read = units.iter().filter(|unit| unit.has_bodies);
            self.body_bytes += read.map(|unit| unit.bytes).sum::<usize>();
            self.units.extend(units);
            self.batches.push(Arc::clone(batch));
            make_room(&mut self.dates, batch.len());
            make_room(&mut self.days, batch.len());
            self.sources.make_room(batch.len());
        }
        let end = batch.len().min(from.saturating_add(STRIDE));
        for row in from..end {
            if let Some(view) = View::of_batch(batch, row) {
                self.titles.gather(view.id(), view.headline_or_lead());
                for name in view.authors().chain(view.place()).chain(view.agency()) {
                    self.bylines.gather(view.id(), name);
                }
                self.take_in(&view);
            }
        }
        self.titles.post();
        self.bylines.post();
        self.taken += end.saturating_sub(from);
        end
    }

    /// Whether everything that was taken in is looked through, and where its date says.
    pub fn is_settled(&self) -> bool {
        self.by_date.is_settled() && self.sources.is_placed(&self.by_date)
    }

    /// Whether so much is not looked through yet that it is time to settle, also while more comes.
    pub fn is_behind(&self) -> bool {
        let waits = self.taken > self.len + (self.len / BEHIND).max(FEW);
        waits || !self.sources.is_placed(&self.by_date)
    }

    /// Goes on to settle what was taken in, some thousands of articles at a time; whether that is
    /// done. Linear in the collection altogether.
    pub fn settle_some(&mut self) -> bool {
        if !self.sources.place_some(&self.by_date) {
            return false;
        }
        let version = self.by_date.version();
        let settled = self.by_date.settle_some(&self.dates);
        if self.by_date.version() != version {
            let len = self.by_date.len();
            let new = self.dates.get(self.len..len).unwrap_or_default();
            if self.len == 0 {
                self.backdrop = Some(Backdrop::default());
            }
            if let Some(backdrop) = &mut self.backdrop {
                backdrop.extend(new);
                self.dates_read += new.len();
            }
            self.len = len;
            self.memo.changed();
        }
        settled && self.sources.is_placed(&self.by_date)
    }

    /// Takes in what the collection pass or a correction changed.
    pub fn patch(&mut self, patch: &Patch) {
        let id = patch.id;
        self.memo.read_anew();
        match &patch.change {
            Change::Published(published) => self.read_date(id, DateCell::from(published)),
            Change::Source(name, from) => self.read_source(id, name.as_deref(), *from),
            Change::Mentions(mentions) => {
                self.mentions.insert(id, days_of(mentions));
                self.memo.spoken.forget([id]);
            }
            Change::Corrected(correction) => self.correct(id, correction),
            Change::Again(again) => self.read_again(id, again),
            Change::Parts(parts) => {
                self.parts.insert(id, Arc::clone(parts));
                self.memo.spoken.forget([id]);
                // Bodies that were scanned already are others now.
                self.forget();
            }
            Change::RelatedIs(..) => {}
        }
    }

    fn read_again(&mut self, id: ArticleId, again: &[Again]) {
        let repeated = match store::repeats(id, again) {
            Some(Sameness::Copy) => &mut self.copies,
            Some(Sameness::Version) => &mut self.versions,
            Some(Sameness::Elsewhere) | None => return,
        };
        repeated.insert(id);
    }

    /// Takes in what was found out about articles, in any order.
    pub fn learn(&mut self, findings: &Arc<Findings>) {
        self.memo.read_anew();
        self.found_out.learn(Arc::clone(findings));
        let about = (findings.first().0..).take(findings.len());
        self.memo.spoken.forget(about.map(ArticleId));
        let first = findings.first().0;
        let last = first.saturating_add(u32::try_from(findings.len()).unwrap_or(u32::MAX));
        for id in (first..last).map(ArticleId) {
            let language = self
                .view(id)
                .and_then(|view| view.language().map(str::to_owned));
            self.records.languages.clear(id);
            if let Some(language) = language {
                self.records.languages.insert(id, &language);
            }
        }
    }

    /// Takes in what the reader says of an article, its corrections too: the date and source
    /// columns follow at once, and go back to what was read when nothing is corrected any more.
    pub fn mark(&mut self, id: ArticleId, mark: &Mark) {
        self.memo.changed();
        self.correct(id, &mark.correction());
        let before = if *mark == Mark::default() {
            self.marks.remove(&id)
        } else {
            self.marks.insert(id, mark.clone())
        };
        self.records.mark(id, &before.unwrap_or_default(), mark);
    }

    /// Puts a date into the columns.
    pub(super) fn set_date(&mut self, id: ArticleId, date: DateCell) {
        let date = self.by_the_clock(date);
        let Some(cell) = self.dates.get_mut(id.index()).filter(|cell| **cell != date) else {
            return;
        };
        *cell = date;
        if let Some(days) = self.days.get_mut(id.index()) {
            *days = days_as_kept(date);
        }
        self.backdrop = None;
        self.by_date.moved(id, &self.dates);
    }

    /// Answers a request, from all that was taken in.
    ///
    /// Publishes what headlines, sources and columns give first, not yet complete, where bodies
    /// have to be read and that takes longer than a frame; then the complete hits. Where the times
    /// that articles speak of have to be unpacked first, all this comes before with a chart that
    /// waits ([`crate::timeline::Chart::is_waiting`]). Nothing is
    /// published any more once `interrupted` says so, which is asked every few milliseconds.
    pub fn search(
        &mut self,
        request: &Request,
        interrupted: &(dyn Fn() -> bool + Sync),
        publish: &mut dyn FnMut(Hits),
    ) {
        while !self.settle_some() {}
        self.search_settled(request, interrupted, publish);
    }

    /// The same from what is settled so far, at once: while articles keep coming no key waits for
    /// them. Only a date that has changed is waited for.
    pub fn search_settled(
        &mut self,
        request: &Request,
        interrupted: &(dyn Fn() -> bool + Sync),
        publish: &mut dyn FnMut(Hits),
    ) {
        while self.by_date.has_moved() {
            self.settle_some();
        }
        let mut request = request.clone();
        request.chart.zone = self.zone;
        let request = &request;
        if request.chart.parts == Parts::Sources {
            while !self.sources.place_some(&self.by_date) {}
        }
        let backdrop = self.backdrop.get_or_insert_with(|| {
            let mut backdrop = Backdrop::default();
            backdrop.extend(self.dates.get(..self.len).unwrap_or_default());
            self.dates_read += self.len;
            backdrop
        });
        let nothing = Ranked::default();
        let order = self.by_date.in_order(&self.dates, &nothing);
        backdrop.prepare_in_order(&order, &request.chart);
        let mut memo = std::mem::take(&mut self.memo);
        let speaks = request.chart.layer != Layer::Published;
        if speaks && memo.spoken.comes_later(self, request.generation) {
            // List and filter do not wait for the bars.
            memo.spoken.is_waiting = true;
            let _ = answer::answer(self, &mut memo, request, interrupted, publish);
            memo.spoken.is_waiting = false;
        }
        if !speaks || memo.spoken.find(self, interrupted).is_ok() {
            // Interrupted: the next request is already waiting, there is nothing to report.
            let _ = answer::answer(self, &mut memo, request, interrupted, publish);
        }
        self.memo = memo;
    }

    /// Dates looked at so far to know what the collection alone tells of the timeline: each once as
    /// it comes, and all of them again only when one has changed.
    pub fn dates_read(&self) -> usize {
        self.dates_read
    }

    /// Articles that were given a place among the dates so far, again or for the first time: all of
    /// them as they come, and those between its two places when one has another date.
    pub fn places_given(&self) -> usize {
        self.by_date.placed()
    }

    /// Times that bodies speak of counted so far for bars of them: those of all articles for every
    /// new step, those of the hits, or of all others where these are fewer, for every new result,
    /// and none where both were asked about a moment ago, whatever the window.
    pub fn times_read(&self) -> usize {
        self.memo.spoken.times_read()
    }

    /// Forgets what earlier answers told, so that the next one is worked out from the start.
    pub fn forget(&mut self) {
        self.memo = Memo::default();
    }

    /// A look at an article as it was read, with what was found out since.
    pub(super) fn view(&self, id: ArticleId) -> Option<View<'_>> {
        let after = self.batches.partition_point(|batch| batch.first() <= id);
        let batch = self.batches.get(after.checked_sub(1)?)?;
        let view = View::of_batch(batch, id.index().checked_sub(batch.first().index())?)?;
        let view = view.with_parts(self.parts.get(&id));
        Some(view.with_findings(&self.found_out))
    }

    /// The publication date.
    pub(super) fn date(&self, id: ArticleId) -> DateCell {
        *self.dates.get(id.index()).unwrap_or(&DateCell::NONE)
    }

    /// First and last day of the publication date.
    pub(super) fn days(&self, id: ArticleId) -> Option<Days> {
        let days = *self.days.get(id.index()).unwrap_or(&NO_DAYS);
        (days != NO_DAYS).then_some(days)
    }

    /// A date by the clock of the zone. What names no zone, at a time that the clock shows twice, is
    /// taken for the first of the two: bars and filters agree about it.
    fn by_the_clock(&self, date: DateCell) -> DateCell {
        let shown = date.in_zone(self.zone);
        let may_be_twice = shown.offset.is_none() && shown.precision >= Precision::Hour;
        let local = shown.local().filter(|_| may_be_twice);
        let first = local.and_then(|local| {
            let next = local.checked_add_signed(TimeDelta::seconds(1))?;
            let repeated = self.zone.repeated(local, next);
            repeated.first().map(|twice| twice.first)
        });
        DateCell {
            offset: first.or(shown.offset),
            ..shown
        }
    }

    fn take_in(&mut self, view: &View<'_>) {
        let id = view.id();
        self.sources.push(id, view.source(), view.source_from());
        let date = self.by_the_clock(view.date());
        self.dates.push(date);
        self.days.push(days_as_kept(date));
        self.by_date.push(id);
        if let Some(language) = view.with_findings(&self.found_out).language() {
            self.records.languages.insert(id, language);
        }
        self.records.formats.insert(id, view.format().name());
        if view.has_comments() {
            self.commented.insert(id);
        }
    }
}

/// The days of an undated article: they widen no span.
pub(super) const NO_DAYS: Days = (i32::MAX, i32::MIN);

fn days_as_kept(date: DateCell) -> Days {
    date.day_numbers().unwrap_or(NO_DAYS)
}

/// Cuts a batch into units.
fn units(batch: &Arc<Batch>) -> Vec<Unit> {
    let mut units = Vec::new();
    let empty = |start| Unit {
        batch: Arc::clone(batch),
        rows: start..start,
        bytes: 0,
        has_bodies: false,
    };
    let mut unit = empty(0);
    for row in 0..batch.len() {
        unit.rows.end = row + 1;
        unit.bytes += batch.arena_range(row).len();
        unit.has_bodies |= batch
            .body_of(row)
            .iter()
            .any(|span| !span.range().is_empty());
        if unit.bytes >= UNIT_BYTES || row + 1 == batch.len() {
            units.push(std::mem::replace(&mut unit, empty(row + 1)));
        }
    }
    units
}
