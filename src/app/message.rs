//! What arrives, and what is asked of the world.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;

use crate::action::Key;
use crate::app::keeping::{Damaged, Keeping};
use crate::app::noting::Edited;
use crate::app::printed::Printed;
use crate::article::{ArticleId, Mark, Patch};
use crate::config::Command;
use crate::export::Order;
use crate::ingest::{Progress, Report};
use crate::review;
use crate::review::memory::Session;
use crate::review::recall::{Doubt, Found};
use crate::search::{Hits, Request};
use crate::store::{Batch, Findings, Store};

/// What arrives from the terminal, the loader, the searcher or the clock.
#[derive(Clone, Debug)]
pub enum Message {
    /// A key was pressed.
    Key(Key),
    /// A text was pasted.
    Paste(String),
    /// The terminal has this size now.
    Resize {
        /// Columns.
        columns: u16,
        /// Rows.
        rows: u16,
    },
    /// The collection is read anew, as [`Effect::Reload`] asked: every later batch counts its
    /// articles from 0 again, and none of the reading before follows.
    Restarted,
    /// More articles.
    Batch(Arc<Batch>),
    /// Corrections to articles that came before.
    Patches(Vec<Patch>),
    /// How far reading is, and how long that took.
    Progress(Progress, Duration),
    /// Reading has ended.
    Loaded(Arc<Report>),
    /// What was found out about articles that came before, and how far that is.
    Findings(Arc<Findings>, Studied),
    /// An answer of the index.
    Hits(Arc<Hits>),
    /// Articles of earlier runs are known again: what was said of them.
    Recalled(Vec<Found>),
    /// Changes of earlier runs, oldest first, and those that can be done again.
    History {
        /// Done.
        done: Vec<review::Change>,
        /// Undone, the one to be done again first last.
        undone: Vec<review::Change>,
    },
    /// Marks of earlier runs fit several articles equally well, and were given to none.
    Doubts(Vec<Doubt>),
    /// Another program wrote notes on these articles at the same time: the notes as they are now.
    Merged(Vec<(ArticleId, String)>),
    /// Where the reader was when this collection was last left.
    Session(Box<Session>),
    /// The file of marks was damaged.
    Damaged(Damaged),
    /// How the keeping of marks goes.
    Keeping(Keeping),
    /// The program cannot be left as [`Effect::Quit`] asked: so many changes are not written down.
    Unsaved(usize),
    /// It is this day now.
    Today(NaiveDate),
    /// The editor that [`Effect::Edit`] asked for has ended.
    Edited(Edited),
    /// The program is back in the foreground.
    Resumed,
    /// How something went that was asked for: where an export was written, what was copied.
    Told(String),
    /// A command that was given an article has ended: what is to be said, and what it printed.
    Printed(String, Printed),
    /// Something the person should know (a thread that died, a file that cannot be written).
    Trouble(String),
}

/// What is shown no more.
#[derive(Clone, Debug)]
pub enum Gone {
    /// An answer of the index.
    Answer(Arc<Hits>),
    /// The articles of a reading.
    Store(Box<Store>),
}

/// How far finding out about the articles is, in articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Studied {
    /// Looked through so far.
    pub done: usize,
    /// To be looked through altogether.
    pub of: usize,
}

/// The file an export goes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutFile {
    /// Its path as typed; without one it gets a name of its own in the working folder.
    pub path: Option<String>,
    /// Whether a file of that name is replaced.
    pub replace: bool,
}

/// What is asked of the world. None of them is waited for.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Ask the index; only the newest question is worth answering.
    Search(Request),
    /// Tell the index of a mark.
    Mark(ArticleId, Mark),
    /// Keep what is being written of an article's note, whatever happens to the program; `None`:
    /// there is nothing to keep any more.
    Draft(ArticleId, Option<String>),
    /// Open the person's editor on this text; [`Message::Edited`] follows.
    Edit(String),
    /// Write these steps down, in this order. [`Message::Keeping`] tells when that fails.
    Keep(Vec<review::Step>),
    /// Give a filter line a name in this file; `None` takes the name away.
    SaveFilter {
        /// The file.
        path: PathBuf,
        /// The name.
        name: String,
        /// The line.
        line: Option<String>,
    },
    /// Read the collection again: stop the reading that is going on, send [`Message::Restarted`],
    /// begin with an empty index.
    Reload,
    /// End reading; what was read stays.
    StopLoading,
    /// Put a text, that is called so, into the clipboard of the terminal.
    Copy(String, String),
    /// Open an address of the web.
    OpenLink(String),
    /// Run a command with this text on its standard input.
    Pipe(Command, String),
    /// Write an export to a file.
    Export(Arc<Order>, OutFile),
    /// Draw every cell again, whatever the terminal shows now.
    Redraw,
    /// Give the terminal back to the shell until the program is resumed.
    Suspend,
    /// Take the marks of the last backup, as [`Message::Damaged`] offered.
    Restore,
    /// Free this somewhere else: what is large takes long to free, and no key should wait for it.
    LetGo(Gone),
    /// Leave the program, once everything is written down; should that fail, it is told by
    /// [`Message::Unsaved`].
    Quit,
    /// Leave the program, whatever is not written down.
    Abandon,
}
