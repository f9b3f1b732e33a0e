//! What can reach the loop: the one type on its one channel.

use std::sync::Arc;
use std::time::Duration;

use crate::app::Studied;
use crate::app::printed::Printed;
use crate::article::{ArticleId, Patch};
use crate::ingest::{Progress, Report};
use crate::search::Hits;
use crate::store::{Batch, Findings};

use super::decoder::Typed;
use super::keeper::Answer;

/// Something happened.
#[derive(Debug)]
pub(crate) enum Incoming {
    /// A key was pressed, or text pasted (and cleaned).
    Typed(Typed),
    /// The terminal has another size.
    Resized,
    /// Someone asks the program to stop for a while (`SIGTSTP`).
    StopAsked,
    /// The program goes on after a stop; anything may have used the terminal meanwhile.
    Continued,
    /// The program is to end.
    End(Ending),
    /// Reading brought something.
    Read {
        /// Which reading, counted from 0; an earlier one may still say a last word.
        load: u64,
        /// What it brought.
        what: Loaded,
    },
    /// The searcher answers.
    Found {
        /// The reading whose articles it searched.
        load: u64,
        /// The answer.
        hits: Arc<Hits>,
    },
    /// The editor has ended.
    EditorEnded(std::io::Result<std::process::ExitStatus>),
    /// How something went that was asked for.
    Told(String),
    /// A command has ended: what is to be said, and what it printed.
    Printed(String, Printed),
    /// The words of articles that the keeper of marks asked for.
    Words {
        /// The reading they are of.
        load: u64,
        /// Article and simhash.
        words: Vec<(ArticleId, u64)>,
    },
    /// The keeper of marks tells something.
    Keeper {
        /// The reading whose articles it speaks of.
        load: u64,
        /// What it tells.
        what: Answer,
    },
    /// A thread met a fault of its own; the program goes on.
    Trouble(String),
}

/// A piece of a reading.
#[derive(Debug)]
pub(crate) enum Loaded {
    /// Articles.
    Batch(Arc<Batch>),
    /// What only the whole collection told.
    Patches(Vec<Patch>),
    /// How far it is, and how long that took.
    Progress(Progress, Duration),
    /// Files that were read are others now: the collection is to be read again.
    Outdated,
    /// The end: the list stands.
    Done(Arc<Report>),
    /// What was found out since, and about how many articles so far.
    Findings(Arc<Findings>, Studied),
}

/// Why the program ends without being asked by a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// The terminal has gone.
    Gone,
    /// A signal.
    Signal(i32),
}
