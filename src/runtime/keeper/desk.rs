//! What the keeper has before it: the open file, the articles that were read, what is to be
//! written.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;

use super::past::Past;
use super::{Answer, Ask, Changes, Place};
use crate::app::keeping::{Damaged, Keeping};
use crate::article::ArticleId;
use crate::ingest::key;
use crate::review::memory::{self, Ledger, Memory, Notice, Remembered, Session, Subject};
use crate::review::recall::{Found, Recall, Settled};
use crate::review::{Fault, Step};
use crate::runtime::incoming::Incoming;
use crate::runtime::threads;
use crate::store::{Batch, View};
use crate::text;

/// The keeper's state.
pub(super) struct Desk {
    memory: Memory,
    /// Whether it outlives the program.
    is_kept: bool,
    collection: Option<i64>,
    ledger: Ledger,
    recall: Recall,
    past: Past,
    batches: Vec<Arc<Batch>>,
    load: u64,
    /// Whether everything was read, and whether nobody stopped that.
    all_read: Option<bool>,
    /// The backup that was offered.
    backup: Option<PathBuf>,
    /// What is to be written, in order.
    waiting: Vec<Write>,
    /// Steps written since it was last asked.
    written: usize,
    loop_: Sender<Incoming>,
}

/// Something to be written.
enum Write {
    Steps(Vec<Step>),
    Draft(ArticleId, Option<String>),
    Session(Box<Session>),
}

impl Desk {
    /// Opens what is kept in this place; `None` when the loop has ended, or not even a memory for
    /// this run is to be had.
    pub(super) fn open(place: &Place, loop_: &Sender<Incoming>) -> Option<Self> {
        let tell = |what| loop_.send(Incoming::Keeper { load: 0, what }).is_ok();
        // At once: what the screen looks like should not wait for a hundred thousand marks.
        if !tell(Answer::Session(last_session(place))) {
            return None;
        }
        let (memory, remembered, keeping, notice) = opened(place);
        let nowhere = |fault: Fault| Keeping::Nowhere(Some(fault.to_string()));
        let memory = memory
            .map_err(|fault| tell(Answer::Keeping(nowhere(fault))))
            .ok()?;
        let is_kept = keeping == Keeping::Kept;
        let why = match &keeping {
            Keeping::Nowhere(why) => why.clone(),
            _ => None,
        };
        tell(Answer::Keeping(keeping));
        let mut backup = None;
        match notice {
            Some(Notice::Damaged {
                moved_to,
                backup: last,
            }) => {
                let name = |path: &Path| text::visible(&path.to_string_lossy());
                tell(Answer::Damaged(Damaged {
                    moved_to: name(&moved_to),
                    backup: last.as_deref().map(name),
                }));
                backup = last;
            }
            Some(Notice::ReadOnly | Notice::Newer) | None => {
                // Why nothing is kept says the question before quitting, too.
                if let Some(why) = why {
                    tell(Answer::Notice(format!("marks last until quitting: {why}")));
                }
            }
        }
        if let Some(folder) = place.folder.as_ref().filter(|_| is_kept) {
            threads::back_up(folder, loop_);
        }
        let mut desk = Self {
            memory,
            is_kept,
            collection: None,
            ledger: Ledger::default(),
            recall: Recall::default(),
            past: Past::default(),
            batches: Vec::new(),
            load: 0,
            all_read: None,
            backup,
            waiting: Vec::new(),
            written: 0,
            loop_: loop_.clone(),
        };
        let collection = place.collection.as_deref();
        let number = collection.map(|inputs| desk.memory.collection(inputs));
        desk.collection = desk.or_told(number.unwrap_or(Ok(None))).flatten();
        desk.begin(remembered);
        Some(desk)
    }

    /// A reading begins, with these marks to be found again.
    fn begin(&mut self, remembered: Vec<Remembered>) {
        self.ledger = Ledger::new(self.collection);
        let old = self
            .collection
            .map(|number| self.memory.old_changes(number));
        let old = old.and_then(|old| self.or_told(old));
        self.past = Past::new(old.unwrap_or_default());
        self.recall = Recall::new(remembered);
        self.batches.clear();
    }

    /// Takes in what was asked.
    pub(super) fn take(&mut self, ask: Ask) {
        match ask {
            Ask::Batch(batch) => self.meet(batch),
            Ask::AllRead { whole } => {
                self.all_read = Some(whole);
                self.settle(whole);
            }
            Ask::Words { load, words } if load == self.load => self.settle_by_words(&words),
            Ask::Restart(load) => {
                self.write_before_restart();
                self.load = load;
                self.all_read = None;
                let remembered = self.memory.recall();
                let remembered = self.or_told(remembered).unwrap_or_default();
                self.begin(remembered);
            }
            Ask::Keep(steps) => {
                let edits = changes(&steps).flat_map(|change| &change.edits);
                for id in edits.map(|edit| edit.id) {
                    if self.ledger.number(id).is_none() {
                        self.recall.take(id);
                    }
                }
                match self.waiting.last_mut() {
                    Some(Write::Steps(before)) => before.extend(steps),
                    _ => self.waiting.push(Write::Steps(steps)),
                }
            }
            Ask::Restore => {
                let outcome = self.restore();
                self.or_told(outcome);
            }
            Ask::Draft(id, note) => {
                let same = |write: &Write| matches!(write, Write::Draft(other, _) if *other == id);
                self.waiting.retain(|write| !same(write));
                self.waiting.push(Write::Draft(id, note));
            }
            Ask::Session(session) => {
                self.waiting
                    .retain(|write| !matches!(write, Write::Session(_)));
                self.waiting.push(Write::Session(session));
            }
            // Of articles that are read anew; answered by the thread itself.
            Ask::Words { .. } | Ask::Flush(_) | Ask::End(_) => {}
        }
    }

    /// Takes the marks of the last backup, and finds their articles again.
    fn restore(&mut self) -> Result<(), Fault> {
        let Some(backup) = self.backup.take() else {
            return Ok(());
        };
        let known = memory::read_backup(&backup)?.into_iter();
        let known: Vec<_> = known.map(|one| (one.subject, one.mark)).collect();
        self.write()?;
        self.memory.put(&known)?;
        let remembered = self.memory.recall()?;
        let batches = std::mem::take(&mut self.batches);
        let mut ledger = std::mem::take(&mut self.ledger);
        ledger.forget_articles();
        self.begin(remembered);
        // What can be undone is what was done in this run, as before.
        (self.ledger, self.past) = (ledger, Past::default());
        for batch in batches {
            self.meet(batch);
        }
        if let Some(whole) = self.all_read {
            self.settle(whole);
        }
        Ok(())
    }

    /// Whether nothing waits.
    pub(super) fn is_clear(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Steps that wait.
    pub(super) fn waiting(&self) -> usize {
        let steps = self.waiting.iter().map(|write| match write {
            Write::Steps(steps) => steps.len(),
            Write::Draft(..) | Write::Session(_) => 0,
        });
        steps.sum()
    }

    /// Steps written since this was last asked.
    pub(super) fn written(&mut self) -> usize {
        std::mem::take(&mut self.written)
    }

    /// Writes what waits; what could not be written waits on.
    pub(super) fn write(&mut self) -> Result<(), Fault> {
        while !self.waiting.is_empty() {
            let write = self.waiting.remove(0);
            if let Err(fault) = self.write_one(&write) {
                self.waiting.insert(0, write);
                return Err(fault);
            }
        }
        Ok(())
    }

    fn write_one(&mut self, write: &Write) -> Result<(), Fault> {
        match write {
            Write::Steps(steps) => {
                let edits = changes(steps).flat_map(|change| &change.edits);
                // Before the transaction: others wait for it.
                let mut subjects = self.describe(edits.map(|edit| edit.id));
                let mut describe = |id| subjects.remove(&id).unwrap_or_default();
                let written = self.memory.write(&mut self.ledger, steps, &mut describe)?;
                self.written = self.written.saturating_add(steps.len());
                if !written.merged.is_empty() {
                    self.tell(Answer::Merged(written.merged));
                }
                Ok(())
            }
            Write::Draft(id, note) => {
                let mut subjects = self.describe([*id].into_iter());
                let mut describe = |id| subjects.remove(&id).unwrap_or_default();
                let draft = (*id, note.as_deref());
                self.memory
                    .write_draft(&mut self.ledger, draft, &mut describe)
            }
            Write::Session(session) => match self.collection.filter(|_| self.is_kept) {
                Some(collection) => self.memory.keep_session(collection, session),
                None => Ok(()),
            },
        }
    }

    /// Writes what waits while its articles are those of this reading. Of what the disk refuses
    /// only drafts can be left, as nothing is read again before the steps are written; in another
    /// reading they would go to other articles.
    fn write_before_restart(&mut self) {
        let outcome = self.write();
        self.or_told(outcome);
        self.waiting
            .retain(|write| matches!(write, Write::Session(_)));
    }

    /// What these articles are, as far as the file does not know it.
    fn describe(&self, ids: impl Iterator<Item = ArticleId>) -> HashMap<ArticleId, Subject> {
        let unknown = ids.filter(|id| !self.ledger.is_current(*id));
        unknown
            .filter_map(|id| Some((id, subject(&self.view(id)?))))
            .collect()
    }

    fn view(&self, id: ArticleId) -> Option<View<'_>> {
        view(&self.batches, id)
    }

    /// Articles were read: those that are surely known are told.
    fn meet(&mut self, batch: Arc<Batch>) {
        let views = (0..batch.len()).filter_map(|row| View::of_batch(&batch, row));
        let found: Vec<Found> = views
            .filter_map(|view| self.recall.meet(view.id(), view.prints(), view.path()))
            .collect();
        self.batches.push(batch);
        self.know(found, false);
    }

    /// Everything was read: what is left goes to whom it fits best. Not where reading was
    /// stopped, as who would fit better may not have been read.
    fn settle(&mut self, whole: bool) {
        if !whole {
            return self.know(Vec::new(), true);
        }
        let settled = self.recall.settle_by_digests();
        let strangers = self.recall.strangers();
        let is_all = strangers.is_empty();
        self.settled(settled, is_all);
        if !is_all {
            // Beside this thread: it is as much as reading all bodies again.
            threads::look_at_words(self.load, strangers, &self.batches, &self.loop_);
        }
    }

    /// The words of the articles that agree with no mark are known.
    fn settle_by_words(&mut self, words: &[(ArticleId, u64)]) {
        let settled = self.recall.settle_by_words(words);
        self.settled(settled, true);
    }

    fn settled(&mut self, settled: Settled, is_all: bool) {
        self.know(settled.found, is_all);
        if !settled.doubts.is_empty() {
            self.tell(Answer::Doubts(settled.doubts));
        }
    }

    /// Tells who is known, and the changes of earlier runs as soon as their articles are known, or
    /// no more will be.
    fn know(&mut self, found: Vec<Found>, is_all: bool) {
        for known in &found {
            self.ledger.know(known.id, known.number, known.is_current);
            self.past.know(known.number, known.id);
        }
        let changes = self.past.changes(is_all).map(|(old, done, undone)| {
            self.ledger.take_up(&old);
            Changes { done, undone }
        });
        if !found.is_empty() || changes.is_some() {
            self.tell(Answer::Recalled(found, changes));
        }
    }

    pub(super) fn tell_keeping(&self, keeping: Keeping) {
        if self.is_kept {
            self.tell(Answer::Keeping(keeping));
        }
    }

    fn tell(&self, what: Answer) {
        let load = self.load;
        // The loop may have ended first; then nobody needs it any more.
        let _ended = self.loop_.send(Incoming::Keeper { load, what });
    }

    /// What came of it; a fault is told.
    fn or_told<T>(&self, outcome: Result<T, Fault>) -> Option<T> {
        outcome
            .map_err(|fault| self.tell(Answer::Notice(fault.to_string())))
            .ok()
    }
}

/// Where the reader was; whatever is in the way of knowing it is met again at once.
fn last_session(place: &Place) -> Option<Box<Session>> {
    let memory = Memory::look(place.folder.as_deref()?).ok()??;
    let collection = memory.collection(place.collection.as_deref()?).ok()??;
    memory.session(collection).ok()?.map(Box::new)
}

/// The memory, all it remembers, whether it is kept, and what the file was like.
type Opening = (
    Result<Memory, Fault>,
    Vec<Remembered>,
    Keeping,
    Option<Notice>,
);

fn opened(place: &Place) -> Opening {
    let Some(folder) = &place.folder else {
        return for_this_run(Vec::new(), place.reason.clone());
    };
    match memory::open(folder) {
        Ok(opened) => match opened.notice {
            Some(Notice::ReadOnly) => {
                for_this_run(opened.remembered, Some(Fault::ReadOnly.to_string()))
            }
            Some(Notice::Newer) => for_this_run(opened.remembered, Some(Fault::Newer.to_string())),
            notice => (Ok(opened.memory), opened.remembered, Keeping::Kept, notice),
        },
        Err(fault) => for_this_run(Vec::new(), Some(fault.to_string())),
    }
}

/// A memory for this run that knows what a file knows that cannot be written.
fn for_this_run(remembered: Vec<Remembered>, why: Option<String>) -> Opening {
    let known = remembered.into_iter();
    let known: Vec<_> = known.map(|known| (known.subject, known.mark)).collect();
    let memory = Memory::of_this_run().and_then(|mut memory| {
        memory.put(&known)?;
        Ok(memory)
    });
    let remembered = memory.as_ref().ok().and_then(|memory| memory.recall().ok());
    (
        memory,
        remembered.unwrap_or_default(),
        Keeping::Nowhere(why),
        None,
    )
}

/// What happened to marks in these steps.
fn changes(steps: &[Step]) -> impl Iterator<Item = &crate::review::Change> {
    steps.iter().map(|step| match step {
        Step::Done(change) | Step::Undone(change) | Step::Redone(change) => change,
    })
}

/// The simhashes of these articles.
pub(in crate::runtime) fn words_of(
    ids: Vec<ArticleId>,
    batches: &[Arc<Batch>],
) -> Vec<(ArticleId, u64)> {
    let words = |id| view(batches, id).map_or(0, |view| key::simhash(view.body()));
    ids.into_iter().map(|id| (id, words(id))).collect()
}

fn view(batches: &[Arc<Batch>], id: ArticleId) -> Option<View<'_>> {
    let after = batches.partition_point(|batch| batch.first() <= id);
    let batch = batches.get(after.checked_sub(1)?)?;
    View::of_batch(batch, id.index().checked_sub(batch.first().index())?)
}

fn subject(view: &View<'_>) -> Subject {
    Subject {
        prints: view.prints(),
        words: key::simhash(view.body()),
        headline: view.headline_or_lead().to_owned(),
        path: view.path().to_owned(),
    }
}
