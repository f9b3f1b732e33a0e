//! The drive: files found by one thread, read and made into batches by one thread a core, numbered
//! and handed over in order by the calling one.
//!
//! Promises: the order of articles is the order of the walk, however the threads run; what is
//! held back for that order is bounded by what a slow file lets the others read meanwhile; a
//! panic while reading a file costs that file.

mod deliver;
mod gather;
mod one;

use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread::{Builder, Scope, available_parallelism};

use super::discover::{self, Entry};
use super::{Event, Input, Options, Pace, Report};
use deliver::{Delivery, Done};
use gather::Gatherer;

/// Stack of a reading thread, in bytes: rules that nest get room.
const STACK: usize = 8 << 20;

/// Most reading threads; more only wait for each other at the disk.
pub(super) const MOST_READERS: usize = 16;

/// Chunks of entries that wait for a reader; then the walk waits.
const CHUNKS_WAITING: usize = 256;

/// Entries in a row, and which row it is.
struct Chunk {
    number: usize,
    entries: Vec<Entry>,
}

/// See [`super::read`].
pub(super) fn run(
    inputs: &[Input],
    options: &Options,
    pace: Pace<'_>,
    sink: &mut dyn FnMut(Event),
) -> Report {
    let found = AtomicUsize::new(0);
    let (chunks, waiting) = sync_channel(CHUNKS_WAITING);
    let waiting = Mutex::new(waiting);
    let (done, arriving) = channel();
    let mut delivery = Delivery::new(*options, &found, sink);
    std::thread::scope(|scope| {
        let readers = available_parallelism().map_or(1, NonZeroUsize::get);
        let (waiting, found) = (&waiting, &found);
        let started = (0..readers.min(MOST_READERS)).filter(|_| {
            let done = done.clone();
            start(scope, "read", move || {
                read_chunks(waiting, options, pace, &done);
            })
        });
        // The walk takes the sending end along: when it is done, the readers see the end.
        let walks = started.count() > 0
            && start(scope, "walk", move || {
                walk(inputs, pace.stop(), found, &chunks);
            });
        drop(done);
        if walks {
            delivery.run(&arriving);
        } else {
            delivery.no_threads();
        }
    });
    delivery.finish(pace.is_stopped())
}

/// Starts a thread; `false` when the system gives none.
pub(super) fn start<'scope>(
    scope: &'scope Scope<'scope, '_>,
    name: &str,
    task: impl FnOnce() + Send + 'scope,
) -> bool {
    Builder::new()
        .name(name.to_owned())
        .stack_size(STACK)
        .spawn_scoped(scope, task)
        .is_ok()
}

/// Finds entries and hands them on in chunks: short ones first, so that the first screen fills at
/// once.
fn walk(inputs: &[Input], stop: &AtomicBool, found: &AtomicUsize, chunks: &SyncSender<Chunk>) {
    let mut chunk = Chunk {
        number: 0,
        entries: Vec::new(),
    };
    let send = |entries: &mut Vec<Entry>, number: &mut usize| {
        let full = Chunk {
            number: *number,
            entries: std::mem::take(entries),
        };
        *number += 1;
        match chunks.send(full) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    };
    discover::walk(inputs, stop, &mut |entry| {
        if !matches!(entry, Entry::Trouble(_)) {
            found.fetch_add(1, Ordering::Relaxed);
        }
        chunk.entries.push(entry);
        let size = match chunk.number {
            0..16 => 4,
            16..64 => 32,
            _ => 128,
        };
        if chunk.entries.len() < size {
            return ControlFlow::Continue(());
        }
        send(&mut chunk.entries, &mut chunk.number)
    });
    // Nobody left to receive it: then reading was stopped.
    let _rest = send(&mut chunk.entries, &mut chunk.number);
}

/// Reads chunks until there are no more.
fn read_chunks(
    waiting: &Mutex<Receiver<Chunk>>,
    options: &Options,
    pace: Pace<'_>,
    done: &Sender<Done>,
) {
    loop {
        let next = waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .recv();
        let Ok(chunk) = next else { return };
        if read_chunk(chunk, options, pace, done).is_break() {
            return;
        }
    }
}

/// Reads the entries of a chunk, and hands them over in one or several parts.
fn read_chunk(
    chunk: Chunk,
    options: &Options,
    pace: Pace<'_>,
    done: &Sender<Done>,
) -> ControlFlow<()> {
    let mut gatherer = Gatherer::default();
    let mut part = 0;
    let mut send = |gatherer: &mut Gatherer, is_last| {
        let place = (chunk.number, part);
        part += 1;
        let gathered = gatherer.done();
        let sent = done.send(Done {
            place,
            is_last,
            gathered,
        });
        match sent {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    };
    for entry in chunk.entries {
        if !pace.goes_on() {
            break;
        }
        gatherer.take(one::read(entry, options));
        if gatherer.is_full() {
            send(&mut gatherer, false)?;
        }
    }
    send(&mut gatherer, true)
}
