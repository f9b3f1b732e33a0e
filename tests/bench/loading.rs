//! Files being read beside what is measured, as while a large folder is opened.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::JoinHandle;

use dateline::ingest::{self, Event, Hold, Input, Options, Pace};
use tempfile::TempDir;

use super::corpus::Corpus;
use super::reading::write;

/// Files in the folder that is read again and again.
const FILES: usize = 2_000;

/// A reader of files at work on every core.
pub(super) struct Loader {
    stop: Arc<AtomicBool>,
    hold: Arc<Hold>,
    read: Arc<AtomicUsize>,
    thread: JoinHandle<()>,
    _folder: TempDir,
}

impl Loader {
    /// Begins to read.
    pub(super) fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder for the files");
        let mut corpus = Corpus::new(FILES);
        for number in 0..FILES {
            let path = folder.path().join(format!("{number:05}.txt"));
            write(&path, corpus.page().as_bytes());
        }
        let (stop, hold, read) = <(Arc<AtomicBool>, Arc<Hold>, Arc<AtomicUsize>)>::default();
        let inputs = [Input::Path(folder.path().to_owned())];
        let (stopped, held, counted) = (Arc::clone(&stop), Arc::clone(&hold), Arc::clone(&read));
        let thread = std::thread::spawn(move || {
            step_back();
            while !stopped.load(Ordering::Relaxed) {
                let pace = Pace::new(&stopped, &held);
                ingest::read(&inputs, &Options::default(), pace, &mut |event| {
                    if let Event::Articles(batch) = event {
                        counted.fetch_add(batch.len(), Ordering::Relaxed);
                    }
                });
            }
        });
        Self {
            stop,
            hold,
            read,
            thread,
            _folder: folder,
        }
    }

    /// What holds it while a search runs, as the program does.
    pub(super) fn hold(&self) -> Arc<Hold> {
        Arc::clone(&self.hold)
    }

    /// Ends; how many files were read.
    pub(super) fn stop(self) -> usize {
        self.stop.store(true, Ordering::Relaxed);
        // It has nothing to tell but what it has counted.
        let _ended = self.thread.join();
        self.read.load(Ordering::Relaxed)
    }
}

/// As far as in the program: reading steps back behind the searcher.
#[cfg(target_os = "linux")]
fn step_back() {
    let _as_before = rustix::process::nice(10);
}

#[cfg(not(target_os = "linux"))]
fn step_back() {}
