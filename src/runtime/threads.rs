//! The threads beside the interface: named, with room for deep work, and contained.

use std::io;
use std::path::Path;
use std::process::Child;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::{Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use super::incoming::{Ending, Incoming};
use super::keeper::{self, Place};
use super::loader::{self, Past, Reading, Reins};
use super::searcher::Handle;
use super::terminal::Terminal;
use super::{crash, fault, input, signals};
use crate::article::ArticleId;
use crate::config::Zone;
use crate::review::memory;
use crate::store::Batch;

/// Stack of a thread, in bytes.
const STACK: usize = 8 << 20;

/// How far the searcher and its workers step back behind the interface.
const SEARCHER: i32 = 2;

/// How far the loader, and the workers it starts, step back: what they have begun they end before
/// they give way to a search, which has six parts of seven of a core until then.
const LOADER: i32 = 10;

/// Starts reading the terminal and hearing signals. `ended` hangs up when the loop has ended.
///
/// # Errors
/// When the system gives no thread or no signal handler.
pub(crate) fn listen(
    terminal: &Arc<Terminal>,
    outbox: &Sender<Incoming>,
    ended: Receiver<()>,
) -> io::Result<()> {
    let interrupted = Arc::new(AtomicBool::new(false));
    let signals = signals::register()?;
    {
        let (terminal, outbox) = (Arc::clone(terminal), outbox.clone());
        let interrupted = Arc::clone(&interrupted);
        spawn("signals", move || {
            signals::hear(signals, &terminal, &interrupted, &outbox, &ended);
        })?;
    }
    let (terminal, outbox) = (Arc::clone(terminal), outbox.clone());
    spawn("keys", move || {
        let outcome = crash::contain(|| {
            fault::trip("keys");
            input::read_keys(&terminal, &interrupted, &outbox);
        });
        if outcome.is_err() {
            // Without keys there is no way on, and none out but this.
            let _ended = outbox.send(Incoming::End(Ending::Gone));
        }
    })
}

/// Starts the searcher.
///
/// # Errors
/// When the system gives no thread.
pub(crate) fn search(outbox: &Sender<Incoming>, zone: Zone) -> io::Result<Handle> {
    let (handle, searcher) = Handle::new(outbox.clone(), zone);
    spawn("searcher", move || {
        step_back(SEARCHER);
        searcher.work();
    })?;
    Ok(handle)
}

/// Starts a reading.
///
/// # Errors
/// When the system gives no thread.
pub(crate) fn load(
    number: u64,
    reading: &Reading,
    (reins, past): (&Arc<Reins>, Past),
    outbox: &Sender<Incoming>,
) -> io::Result<()> {
    let (reading, reins, outbox) = (reading.clone(), Arc::clone(reins), outbox.clone());
    spawn("loader", move || {
        step_back(LOADER);
        loader::read(number, &reading, (&reins, past), &outbox);
    })
}

/// Starts a thread for something that was asked for and is not waited for.
///
/// # Errors
/// When the system gives no thread.
pub(crate) fn aside(name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<()> {
    spawn(name, work)
}

/// Waits for the editor beside the loop, and tells it of the end.
///
/// # Errors
/// When the system gives no thread; the editor is ended then.
pub(crate) fn await_editor(child: Child, outbox: &Sender<Incoming>) -> io::Result<()> {
    let outbox = outbox.clone();
    let child = Arc::new(Mutex::new(child));
    let waiting = Arc::clone(&child);
    let spawned = spawn("editor", move || {
        let status = waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .wait();
        // The loop may have ended first.
        let _ended = outbox.send(Incoming::EditorEnded(status));
    });
    if spawned.is_err() {
        let mut child = child.lock().unwrap_or_else(PoisonError::into_inner);
        // It may have ended by itself.
        let _ended = child.kill().and_then(|()| child.wait());
    }
    spawned
}

/// Starts the keeper of marks.
///
/// # Errors
/// When the system gives no thread.
pub(crate) fn keep(place: Place, outbox: &Sender<Incoming>) -> io::Result<keeper::Handle> {
    let (handle, keeper) = keeper::Handle::new(place, outbox.clone());
    spawn("keeper", move || keeper.work())?;
    Ok(handle)
}

/// Computes the simhashes of articles beside everything else, and sends them to the loop.
pub(crate) fn look_at_words(
    load: u64,
    ids: Vec<ArticleId>,
    batches: &[Arc<Batch>],
    outbox: &Sender<Incoming>,
) {
    let (batches, outbox) = (batches.to_vec(), outbox.clone());
    let started = spawn("words", move || {
        step_back(LOADER);
        let words = crash::contain(|| keeper::desk::words_of(ids, &batches));
        let words = words.unwrap_or_default();
        // The loop may have ended first.
        let _ended = outbox.send(Incoming::Words { load, words });
    });
    // Without a thread the marks that are left wait for another run.
    drop(started);
}

/// Makes the backup of today beside everything else; a fault is told.
pub(crate) fn back_up(folder: &Path, outbox: &Sender<Incoming>) {
    let (folder, outbox) = (folder.to_owned(), outbox.clone());
    let started = spawn("backup", move || {
        step_back(LOADER);
        if let Err(fault) = memory::back_up(&folder) {
            // The loop may have ended first.
            let _ended = outbox.send(Incoming::Trouble(format!(
                "no backup of the marks: {fault}"
            )));
        }
    });
    // Without a thread there is no backup today; tomorrow is another day.
    drop(started);
}

/// Starts a thread that nobody joins: it ends when its channel does, or with the program.
fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<()> {
    thread::Builder::new()
        .name(name.to_owned())
        .stack_size(STACK)
        .spawn(work)
        .map(drop)
}

/// As far as the searcher: for the workers of its pool.
pub(crate) fn step_back_to_search() {
    step_back(SEARCHER);
}

/// Makes the calling thread, and those it will start, less urgent than the interface: with every
/// core at work a key would otherwise wait for a time slice of theirs.
#[cfg(target_os = "linux")]
fn step_back(steps: i32) {
    // On Linux this concerns the thread alone. It may always be less urgent.
    let _as_before = rustix::process::nice(steps);
}

/// Elsewhere urgency belongs to the whole program; there is nothing to set.
#[cfg(not(target_os = "linux"))]
fn step_back(_steps: i32) {}
