//! Buffers that were read and are free again: fresh memory costs the system more than reading.

use std::sync::{Mutex, PoisonError};

use super::gather::Gatherer;

/// Buffers that are kept; there are hardly more pieces at a time.
const MOST: usize = 8;

/// Longest buffer that is kept, in bytes.
const LONGEST: usize = 4 << 20;

/// Empty buffers, shared by all readers.
#[derive(Debug, Default)]
pub(super) struct Buffers {
    free: Mutex<Vec<Vec<u8>>>,
    /// Gatherers that wait for the next pieces, with what they pack articles into.
    gatherers: Mutex<Vec<Gatherer>>,
}

impl Buffers {
    /// An empty buffer with room for so many bytes.
    pub(super) fn take(&self, room: usize) -> Vec<u8> {
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let mut buffer = free.pop().unwrap_or_default();
        drop(free);
        buffer.reserve(room);
        buffer
    }

    /// Takes a buffer back.
    pub(super) fn put_back(&self, mut buffer: Vec<u8>) {
        buffer.clear();
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        if free.len() < MOST && buffer.capacity() <= LONGEST {
            free.push(buffer);
        }
    }

    /// What gathers the articles of a piece, empty.
    pub(super) fn gatherer(&self) -> Gatherer {
        let mut free = self.gatherers.lock();
        let free = free.as_mut().map(|free| free.pop());
        free.ok().flatten().unwrap_or_default()
    }

    /// Takes a gatherer back that has handed over what it gathered.
    pub(super) fn put_away(&self, gatherer: Gatherer) {
        if let Ok(mut free) = self.gatherers.lock() {
            free.push(gatherer);
        }
    }
}
