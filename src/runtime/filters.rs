//! The writer of saved filters: one thread, one change after the other, each on the file as it is
//! then, so that two programs that save do not undo each other.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{Builder, JoinHandle};
use std::{fs, io};

use super::incoming::Incoming;
use super::outfile::{self, Existing};
use crate::config::saved;

/// A change of the file.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    pub(crate) path: PathBuf,
    pub(crate) name: String,
    /// The line; `None` takes the name away.
    pub(crate) line: Option<String>,
}

/// The loop's end of the writer. Letting it go waits for the last change.
#[derive(Debug)]
pub(crate) struct Writer {
    changes: Option<Sender<Change>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    /// Starts the thread.
    ///
    /// # Errors
    /// When the system gives none.
    fn new(outbox: &Sender<Incoming>) -> io::Result<Self> {
        let (changes, inbox) = channel();
        let outbox = outbox.clone();
        let work = move || keep(&inbox, &outbox);
        let thread = Builder::new().name("filters".to_owned()).spawn(work)?;
        Ok(Self {
            changes: Some(changes),
            thread: Some(thread),
        })
    }
}

/// Asks the writer for a change; the first time it is started.
pub(crate) fn ask(writer: &mut Option<Writer>, change: Change, outbox: &Sender<Incoming>) {
    if writer.is_none() {
        match Writer::new(outbox) {
            Ok(new) => *writer = Some(new),
            Err(error) => {
                let what = format!("the saved filters are not written: {error}");
                // The loop is the one that asks.
                let _sent = outbox.send(Incoming::Trouble(what));
            }
        }
    }
    let changes = writer.as_ref().and_then(|writer| writer.changes.as_ref());
    // A thread that has ended said so.
    let _ended = changes.map(|changes| changes.send(change));
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.changes = None;
        // A fault in the thread was its own.
        let _ended = self.thread.take().map(JoinHandle::join);
    }
}

/// Carries out changes until nobody asks any more.
fn keep(changes: &Receiver<Change>, outbox: &Sender<Incoming>) {
    for change in changes {
        if let Err(error) = carry_out(&change) {
            let what = format!("the saved filters are not written: {error}");
            // The loop may have ended first.
            let _ended = outbox.send(Incoming::Trouble(what));
        }
    }
}

fn carry_out(change: &Change) -> Result<(), String> {
    let mut lines = saved::read(&change.path)?;
    match &change.line {
        Some(line) => lines.insert(&change.name, line)?,
        None => {
            lines.remove(&change.name);
        }
    }
    let folder = change.path.parent().unwrap_or_else(|| Path::new("."));
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let text = saved::written(&lines);
    outfile::write(&change.path, Existing::Replace, &mut |out| {
        out.write_all(text.as_bytes())
    })
    .map_err(|refusal| refusal.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_made_on_the_file_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/filters.toml");
        let change = |name: &str, line: Option<&str>| {
            carry_out(&Change {
                path: path.clone(),
                name: name.to_owned(),
                line: line.map(str::to_owned),
            })
        };
        assert_eq!(change("a", Some("iran")), Ok(()));
        assert_eq!(change("b", Some("iraq")), Ok(()));
        assert_eq!(change("a", None), Ok(()));
        let names = |path| {
            saved::read(path)
                .unwrap()
                .iter()
                .map(|(name, _)| name.to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(names(&path), ["b"]);
        fs::remove_file(&path).unwrap();
        fs::create_dir(&path).unwrap();
        assert!(change("c", Some("x")).is_err());
    }
}
