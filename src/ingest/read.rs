//! The drive: files found by one thread, read by several and made into batches by as many of them
//! as there are cores, put in order and numbered by one, and handed over by the calling one.
//!
//! A thread is started when there is work that nobody takes: a single file needs one, and each costs the
//! process room that a system may have bounded.
//!
//! Promises: the order of articles is the order of the walk, however the threads run; what is
//! held back for that order is bounded by what a slow file lets the others read meanwhile; a
//! panic while reading a file costs that file.

mod buffers;
mod deliver;
mod desks;
mod fetch;
mod gather;
mod guard;
mod jobs;
mod one;
mod settle;
mod stream;
mod worker;

use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::thread::{Builder, Scope, ScopedJoinHandle, available_parallelism};

use super::collection::Pass;
use super::discover::{self, Entry};
use super::{Earlier, Event, Input, Options, Pace, Progress, Report};
use buffers::Buffers;
use deliver::Delivery;
use desks::Desks;
use jobs::Jobs;
use worker::Worker;

/// Stack of a reading thread, in bytes: rules that nest get room.
const STACK: usize = 8 << 20;

/// Most threads that understand at a time; more only wait for each other at the disk.
pub(super) const MOST_READERS: usize = 16;

/// Threads beyond them, which wait for the disk while the others work.
pub(super) const FETCHING: usize = 6;

/// Entries in a row, and which row it is.
struct Chunk {
    number: usize,
    entries: Vec<Entry>,
}

/// See [`super::read`].
pub(super) fn run(
    inputs: &[Input],
    options: &Options,
    (earlier, pass): (&Earlier, &mut Pass),
    (pace, sink): (Pace<'_>, &mut dyn FnMut(Event)),
) -> Report {
    // What an earlier reading met may be gone.
    let options = &Options {
        map: options.map.afresh(),
        ..options.clone()
    };
    let cores = available_parallelism().map_or(1, NonZeroUsize::get);
    let cores = cores.min(MOST_READERS);
    let (found, jobs, desks) = (Found::default(), Jobs::new(cores), Desks::new(cores));
    let buffers = Buffers::default();
    let ((done, arriving), (tell, told)) = (channel(), channel());
    let delivered = std::thread::scope(|scope| {
        let (jobs, found, desks, buffers) = (&jobs, &found, &desks, &buffers);
        let worker = Worker {
            scope,
            jobs,
            desks,
            buffers,
            options,
            earlier,
            pace,
            done,
        };
        let walks = worker.hire()
            && start(scope, "walk", move || {
                walk((inputs, pace.stop()), found, &worker);
                jobs.end();
            });
        let delivery = Delivery::new(found, (&mut *pass, tell));
        // What it notes of the collection is much, and only for as long as the reading goes on: on a
        // thread of its own nothing that stays lies between it.
        let delivers = Builder::new().name("order".to_owned());
        let delivers = delivers.spawn_scoped(scope, move || {
            let mut delivery = delivery;
            if walks {
                delivery.run(&arriving);
            } else {
                delivery.no_threads();
            }
            delivery.end()
        });
        if !walks || delivers.is_err() {
            jobs.end();
        }
        told.into_iter().for_each(&mut *sink);
        delivers.map(ScopedJoinHandle::join)
    });
    let report = match delivered {
        Ok(Ok(report)) => report,
        Ok(Err(fault)) => resume_unwind(fault),
        Err(_) => {
            let mut delivery = Delivery::new(&found, (&mut *pass, channel().0));
            delivery.no_threads();
            delivery.end()
        }
    };
    let how = (options, &found, pace.is_stopped());
    deliver::conclude(report, pass, how, sink)
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
fn walk((inputs, stop): (&[Input], &AtomicBool), found: &Found, worker: &Worker<'_, '_>) {
    let mut chunk = Chunk {
        number: 0,
        entries: Vec::new(),
    };
    let hand_on = |entries: &mut Vec<Entry>, number: &mut usize| {
        let full = Chunk {
            number: *number,
            entries: std::mem::take(entries),
        };
        *number += 1;
        if worker.jobs.put(full) {
            worker.hire_for_chunks();
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    };
    discover::walk(inputs, stop, &mut |entry| {
        found.count(&entry);
        chunk.entries.push(entry);
        let size = match chunk.number {
            0..16 => 4,
            16..64 => 32,
            _ => 128,
        };
        if chunk.entries.len() < size {
            return ControlFlow::Continue(());
        }
        hand_on(&mut chunk.entries, &mut chunk.number)
    });
    // Nobody left to receive it: then reading was stopped.
    let _rest = hand_on(&mut chunk.entries, &mut chunk.number);
    found.is_all.store(true, Ordering::Relaxed);
}

/// What the walk has found so far.
#[derive(Debug, Default)]
struct Found {
    files: AtomicUsize,
    bytes: AtomicU64,
    is_all: AtomicBool,
}

impl Found {
    fn count(&self, entry: &Entry) {
        let bytes = match entry {
            // What came to a file is no file more.
            Entry::Tail { from, .. } if from.byte > 3 => return,
            Entry::Trouble(_) => return,
            Entry::File { bytes, .. } => *bytes,
            Entry::Sample((_, bytes)) => bytes.len() as u64,
            Entry::Tail { .. } | Entry::Stdin => 0,
        };
        self.files.fetch_add(1, Ordering::Relaxed);
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
    }

    /// Tells how much there is to read.
    fn add_to(&self, totals: &mut Progress) {
        totals.files_found = self.files.load(Ordering::Relaxed);
        let is_all = self.is_all.load(Ordering::Relaxed);
        totals.bytes_found = is_all.then(|| self.bytes.load(Ordering::Relaxed));
    }
}
