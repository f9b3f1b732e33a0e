//! The file of marks: one `SQLite` database in the state folder of the system, opened by as many
//! programs at once as there are.
//!
//! Promises: what was acknowledged is on the disk (write-ahead log, `synchronous=FULL`) and
//! survives `kill -9`, a full disk and a moved folder; programs that write at the same time wait
//! for each other and write single fields, so that none undoes what another said; a damaged file is moved
//! aside and never deleted; a file of a newer version is read and never written. The tables say
//! themselves what they hold (`schema.sql`).

mod backups;
mod opening;
mod reading;
mod rows;
mod sessions;
mod writing;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use etcetera::BaseStrategy as _;
use rusqlite::Connection;

use crate::article::{ArticleKey, Fingerprints, Mark};

pub use backups::back_up;
pub use opening::{Notice, Opened, open, read_backup};
pub use reading::{OldChange, OldChanges, OldEdit};
pub use sessions::Session;
pub use writing::{Describe, Ledger, Written};

use super::Fault;

/// Name of the file in its folder.
const NAME: &str = "marks.sqlite";

/// Most changes of a collection that can be undone after a restart.
pub const KEPT_CHANGES: u32 = 1_000;

/// An article of which something is remembered, or is to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subject {
    /// What it is recognised by.
    pub prints: Fingerprints,
    /// Its fourth fingerprint, see `ingest::key::simhash`; 0 where it has no words.
    pub words: u64,
    /// Its headline or lead, for people.
    pub headline: String,
    /// Where it was read, for people, and between candidates that are equally good.
    pub path: String,
}

impl Subject {
    /// Its printed key.
    pub fn key(&self) -> ArticleKey {
        self.prints.key()
    }
}

/// What is remembered of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered {
    /// Its number in the file.
    pub number: i64,
    /// The article as it was when it was last marked.
    pub subject: Subject,
    /// What was said of it.
    pub mark: Mark,
    /// A note that was being typed.
    pub draft: Option<String>,
}

/// The open file. One connection; belongs to one thread.
#[derive(Debug)]
pub struct Memory {
    connection: Connection,
    can_write: bool,
}

/// Where marks usually are: `dateline` in the state folder of the system (`XDG_STATE_HOME`, or
/// `~/.local/state`); `None` where there is no home folder.
pub fn folder() -> Option<PathBuf> {
    let strategy = etcetera::choose_base_strategy().ok()?;
    let state = strategy.state_dir().unwrap_or_else(|| strategy.data_dir());
    Some(state.join("dateline"))
}

/// The file of marks in this folder.
pub fn file(folder: &Path) -> PathBuf {
    folder.join(NAME)
}

impl Memory {
    /// A memory that ends with the program and touches no disk.
    ///
    /// # Errors
    /// When there is no room for it.
    pub fn of_this_run() -> Result<Self, Fault> {
        let mut connection = Connection::open_in_memory()?;
        opening::prepare(&connection)?;
        opening::migrate(&mut connection)?;
        Ok(Self {
            connection,
            can_write: true,
        })
    }

    /// What is kept in this folder, only to be looked at: nothing is made, changed or moved.
    /// `None` where nothing is kept.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn look(folder: &Path) -> Result<Option<Self>, Fault> {
        opening::look(folder)
    }

    /// Whether anything can be written.
    pub fn can_write(&self) -> bool {
        self.can_write
    }
}
