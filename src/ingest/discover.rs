//! What there is to read: folders walked in the order of their names, every file once.
//!
//! Promises: the order depends on names alone; names beginning with a dot are left out unless
//! they were named by the reader (and are not counted: version control, caches and editors' files
//! are not part of a pile); only regular files are handed on; a link is followed after everything
//! else in its root, so that each file is read under its own name, and a link that leads to what
//! is read already, or back to a folder around it, is cut and told; entries are handed on while
//! the walk goes on. The walk keeps its own stack, so depth costs no thread stack.

pub(super) mod handle;
mod trouble;
pub(super) mod version;
pub(in crate::ingest) mod watch;

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs::{self, Metadata};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::article::IssueKind;
use crate::text;

use version::Version;

use super::{FileIssue, Input, Reached, Sample, samples};
pub(super) use trouble::{file_issue, reason};

/// Deepest folder that is entered, counted from the one that was named.
const DEEPEST_FOLDER: usize = 64;

/// One thing the walk came upon.
#[derive(Debug)]
pub(super) enum Entry {
    /// A regular file.
    File {
        path: PathBuf,
        shown: Arc<str>,
        bytes: u64,
        version: Version,
    },
    /// What stands in a file of lines from there on.
    Tail {
        path: PathBuf,
        shown: Arc<str>,
        from: Reached,
    },
    /// Standard input.
    Stdin,
    /// A document built into the program.
    Sample(Sample),
    /// Something that gives no article.
    Trouble(FileIssue),
}

/// Hands every entry of `inputs` to `each`, in order, until `each` breaks or `stop` becomes true.
pub(super) fn walk(
    inputs: &[Input],
    stop: &AtomicBool,
    each: &mut dyn FnMut(Entry) -> ControlFlow<()>,
) {
    let mut walk = Walk {
        stop,
        each,
        seen: HashSet::new(),
        around: HashSet::new(),
        links: Vec::new(),
    };
    for input in inputs {
        let flow = match input {
            Input::Path(path) => walk.root(path),
            Input::Tail(path, from) => (walk.each)(Entry::Tail {
                path: path.clone(),
                shown: shown(path),
                from: *from,
            }),
            Input::Stdin => (walk.each)(Entry::Stdin),
            Input::Samples => samples()
                .iter()
                .try_for_each(|sample| (walk.each)(Entry::Sample(*sample))),
        };
        if flow.is_break() {
            return;
        }
    }
}

/// A path as it may be shown: control characters and bytes that are no UTF-8 escaped.
pub(super) fn shown(path: &Path) -> Arc<str> {
    #[cfg(unix)]
    {
        use std::fmt::Write as _;
        use std::os::unix::ffi::OsStrExt as _;
        let mut out = String::new();
        for chunk in path.as_os_str().as_bytes().utf8_chunks() {
            out.push_str(&text::visible(chunk.valid()));
            for byte in chunk.invalid() {
                // Writing to a String cannot fail.
                let _ = write!(out, "\\x{byte:02x}");
            }
        }
        out.into()
    }
    #[cfg(not(unix))]
    text::visible(&path.to_string_lossy()).into()
}

/// What makes two names one file: device and number on it. `None` where the system has no such.
#[cfg(unix)]
#[expect(
    clippy::unnecessary_wraps,
    reason = "other systems have no such number"
)]
fn file_id(facts: &Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt as _;
    Some((facts.dev(), facts.ino()))
}

#[cfg(not(unix))]
fn file_id(_facts: &Metadata) -> Option<(u64, u64)> {
    None
}

/// A folder that is being walked.
struct Folder {
    path: PathBuf,
    /// Names still to come, last first.
    names: Vec<OsString>,
}

struct Walk<'a> {
    stop: &'a AtomicBool,
    each: &'a mut dyn FnMut(Entry) -> ControlFlow<()>,
    /// Files and folders that were handed on or entered.
    seen: HashSet<(u64, u64)>,
    /// The folders around the current root, up to the top.
    around: HashSet<(u64, u64)>,
    /// Links of the current root, looked at last.
    links: Vec<(PathBuf, usize)>,
}

impl Walk<'_> {
    fn root(&mut self, path: &Path) -> ControlFlow<()> {
        let facts = match fs::metadata(path) {
            Ok(facts) => facts,
            Err(error) => return self.trouble(path, IssueKind::Unreadable, &reason(&error)),
        };
        self.around = folders_around(path);
        self.enter(path.to_path_buf(), &facts, 0)?;
        // Links found behind links join the queue; each folder is entered once, so it ends.
        let mut next = 0;
        while let Some((link, depth)) = self.links.get(next).cloned() {
            next += 1;
            self.link(link, depth)?;
        }
        self.links.clear();
        ControlFlow::Continue(())
    }

    /// Hands on a file or walks a folder, whichever `path` is.
    fn enter(&mut self, path: PathBuf, facts: &Metadata, depth: usize) -> ControlFlow<()> {
        if self.stop.load(Ordering::Relaxed) {
            return ControlFlow::Break(());
        }
        if facts.is_dir() {
            return self.folders(path, facts, depth);
        }
        if !facts.is_file() {
            return self.trouble(&path, IssueKind::Skipped, trouble::not_a_file(facts));
        }
        if self.is_known(facts) {
            let again = "the same file was read before under another name";
            return self.trouble(&path, IssueKind::Skipped, again);
        }
        let shown = shown(&path);
        let bytes = facts.len();
        let version = Version::of(facts);
        (self.each)(Entry::File {
            path,
            shown,
            bytes,
            version,
        })
    }

    /// Walks a folder and all below it.
    fn folders(&mut self, path: PathBuf, facts: &Metadata, depth: usize) -> ControlFlow<()> {
        if self.is_known(facts) {
            let again = "the same folder was read before under another name";
            return self.trouble(&path, IssueKind::Skipped, again);
        }
        let mut stack = Vec::new();
        stack.extend(self.list(path)?);
        while let Some(folder) = stack.last_mut() {
            let Some(name) = folder.names.pop() else {
                stack.pop();
                continue;
            };
            let path = folder.path.join(name);
            let depth = depth.saturating_add(stack.len());
            match fs::symlink_metadata(&path) {
                Err(error) => self.trouble(&path, IssueKind::Unreadable, &reason(&error))?,
                Ok(facts) if facts.is_symlink() => self.links.push((path, depth)),
                Ok(facts) if !facts.is_dir() => self.enter(path, &facts, depth)?,
                Ok(_) if depth > DEEPEST_FOLDER => self.too_deep(&path)?,
                Ok(facts) if self.is_known(&facts) => {
                    let again = "the same folder was read before under another name";
                    self.trouble(&path, IssueKind::Skipped, again)?;
                }
                Ok(_) => stack.extend(self.list(path)?),
            }
        }
        ControlFlow::Continue(())
    }

    /// Follows a link, unless that leads to what is read already or in a circle.
    fn link(&mut self, path: PathBuf, depth: usize) -> ControlFlow<()> {
        let facts = match fs::metadata(&path) {
            Ok(facts) => facts,
            Err(error) => {
                return self.trouble(&path, IssueKind::Unreadable, &trouble::dead_link(&error));
            }
        };
        match file_id(&facts) {
            None => self.trouble(
                &path,
                IssueKind::Skipped,
                "a link; links are not followed here",
            ),
            Some(id) if facts.is_dir() && self.around.contains(&id) => {
                let circle = "a link that leads back to a folder around it";
                self.trouble(&path, IssueKind::Skipped, circle)
            }
            Some(_) if facts.is_dir() && depth > DEEPEST_FOLDER => self.too_deep(&path),
            Some(_) => self.enter(path, &facts, depth),
        }
    }

    /// The names in a folder, sorted; what cannot be listed is told. Complete before the first
    /// is handed on, because the order must not depend on the disk.
    fn list(&mut self, path: PathBuf) -> ControlFlow<(), Option<Folder>> {
        let entries = match fs::read_dir(&path) {
            Ok(entries) => entries,
            Err(error) => {
                self.trouble(&path, IssueKind::Unreadable, &reason(&error))?;
                return ControlFlow::Continue(None);
            }
        };
        let mut names = Vec::new();
        for entry in entries {
            match entry {
                Ok(entry) => names.push(entry.file_name()),
                Err(error) => {
                    // A folder whose listing fails may fail for ever: one message, and on.
                    self.trouble(&path, IssueKind::Unreadable, &reason(&error))?;
                    break;
                }
            }
        }
        names.retain(|name| name.as_encoded_bytes().first() != Some(&b'.'));
        names.sort_unstable_by(|a, b| b.cmp(a));
        ControlFlow::Continue(Some(Folder { path, names }))
    }

    /// Whether this file or folder came before; from now on it did.
    fn is_known(&mut self, facts: &Metadata) -> bool {
        file_id(facts).is_some_and(|id| !self.seen.insert(id))
    }

    fn too_deep(&mut self, path: &Path) -> ControlFlow<()> {
        let deep = format!("a folder more than {DEEPEST_FOLDER} levels down; name it to read it");
        self.trouble(path, IssueKind::Skipped, &deep)
    }

    fn trouble(&mut self, path: &Path, kind: IssueKind, message: &str) -> ControlFlow<()> {
        (self.each)(Entry::Trouble(file_issue(shown(path), kind, message)))
    }
}

/// Every folder that contains `root`, the top included; empty when that cannot be told.
fn folders_around(root: &Path) -> HashSet<(u64, u64)> {
    let Ok(whole) = fs::canonicalize(root) else {
        return HashSet::new();
    };
    whole
        .ancestors()
        .skip(1)
        .filter_map(|folder| file_id(&fs::metadata(folder).ok()?))
        .collect()
}
