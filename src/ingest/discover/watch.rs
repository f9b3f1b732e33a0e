//! What is new in a collection since it was last looked at.
//!
//! A look is a walk that reads no file but the end of one that grew, and opens those that could not
//! be opened before. Promises: a file counts as
//! new or changed only when it was found so twice with nothing changed between, so that half a
//! file is not read, and as gone only when it was missing twice. File times serve the comparison
//! only.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::Read as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::SystemTime;

use crate::article::IssueKind;
use crate::ingest::{Input, Report};

use super::{Entry, file_id, handle, walk};

/// Endings of names of files that grow by whole lines.
const GROWING: [&str; 3] = ["jsonl", "ndjson", "jsonlines"];

/// What is known of the files of a collection.
#[derive(Debug)]
pub struct Watch {
    inputs: Vec<Input>,
    known: HashMap<PathBuf, Known>,
    /// Files that could not be opened, by path as shown.
    closed: HashSet<Arc<str>>,
    /// Files that looked new or changed at the last look.
    restless: HashMap<PathBuf, Version>,
    /// Files that were not there at the last look.
    missing: HashSet<PathBuf>,
}

/// What is known of a file.
#[derive(Clone, Copy, Debug)]
struct Known {
    version: Version,
    /// Of a file of lines: its last bytes as a number. One that was written anew is another file,
    /// however much longer it is.
    end: Option<u64>,
}

/// Bytes at the end of a file by which it is known again.
const END: u64 = 1 << 12;

/// Files that could not be opened and are looked after, at most.
const MOST_CLOSED: usize = 1_000;

/// One state of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Version {
    bytes: u64,
    changed: Option<SystemTime>,
    id: Option<(u64, u64)>,
}

/// What a look found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// Files that were not there before, in the order of the walk.
    pub new: Vec<PathBuf>,
    /// Files of lines that are longer than before, in the order of the walk.
    pub grown: Vec<PathBuf>,
    /// Whether a file that was read is another one now, or is gone.
    pub is_changed: bool,
}

impl Watch {
    /// Takes note of what is there now. Take it before the collection is read: what changes while
    /// it is read is news.
    pub fn new(inputs: &[Input], stop: &AtomicBool) -> Self {
        let mut watch = Self {
            inputs: inputs.to_vec(),
            known: HashMap::new(),
            closed: HashSet::new(),
            restless: HashMap::new(),
            missing: HashSet::new(),
        };
        let found = watch.versions(stop).found.into_iter();
        watch.known = found
            .map(|(path, version)| {
                let known = Known::of(&path, version);
                (path, known)
            })
            .collect();
        watch
    }

    /// Looks after the files that a reading found and could not open, and cannot be opened now: their
    /// state does not tell when they can.
    pub fn look_after(&mut self, report: &Report) {
        let unread = report.skipped.iter();
        let unread = unread.filter(|fault| fault.issue.kind == IssueKind::Unreadable);
        let unread = unread.map(|fault| Arc::clone(&fault.path));
        self.closed = unread.take(MOST_CLOSED).collect();
        let (inputs, closed) = (&self.inputs, &mut self.closed);
        if closed.is_empty() {
            return;
        }
        let mut still = HashSet::new();
        walk(inputs, &AtomicBool::new(false), &mut |entry| {
            if let Entry::File { path, shown, .. } = entry
                && closed.contains(&shown)
                && !handle::opens(&path)
            {
                still.insert(shown);
            }
            ControlFlow::Continue(())
        });
        *closed = still;
    }

    /// Looks again. As long as a walk; nothing where it was stopped.
    pub fn look(&mut self, stop: &AtomicBool) -> News {
        let (mut news, mut restless) = (News::default(), HashMap::new());
        let walked = self.versions(stop);
        news.is_changed = walked.is_opened || walked.is_whole && self.is_any_gone(&walked.found);
        for (path, now) in walked.found {
            let before = self.known.get(&path).copied();
            if before.is_some_and(|before| before.version == now) {
                continue;
            }
            if self.restless.get(&path) != Some(&now) {
                restless.insert(path, now);
                continue;
            }
            self.known.insert(path.clone(), Known::of(&path, now));
            match before {
                None => news.new.push(path),
                Some(before) if before.has_grown(&path, now) => news.grown.push(path),
                Some(_) => news.is_changed = true,
            }
        }
        self.restless = restless;
        news
    }

    /// Whether a file is missing that was missing at the last look too.
    fn is_any_gone(&mut self, found: &[(PathBuf, Version)]) -> bool {
        let there: HashSet<&Path> = found.iter().map(|(path, _)| path.as_path()).collect();
        let is_missing = |path: &&PathBuf| !there.contains(path.as_path());
        let missing: HashSet<PathBuf> = self.known.keys().filter(is_missing).cloned().collect();
        let is_any_gone = !missing.is_disjoint(&self.missing);
        if is_any_gone {
            self.known.retain(|path, _| there.contains(path.as_path()));
        }
        self.missing = missing;
        is_any_gone
    }

    fn versions(&self, stop: &AtomicBool) -> Walked {
        let (mut found, mut is_whole, mut is_opened) = (Vec::new(), true, false);
        walk(&self.inputs, stop, &mut |entry| {
            // A folder that cannot be listed for once is not empty.
            is_whole &= !matches!(&entry, Entry::Trouble(fault) if fault.issue.kind == IssueKind::Unreadable);
            if let Entry::File { path, shown, .. } = entry
                && let Ok(facts) = fs::metadata(&path)
            {
                is_opened |= self.closed.contains(&shown) && handle::opens(&path);
                let version = Version {
                    bytes: facts.len(),
                    changed: facts.modified().ok(),
                    id: file_id(&facts),
                };
                found.push((path, version));
            }
            ControlFlow::Continue(())
        });
        is_whole &= !stop.load(Ordering::Relaxed);
        Walked {
            found,
            is_whole,
            is_opened,
        }
    }
}

/// What a walk found.
struct Walked {
    found: Vec<(PathBuf, Version)>,
    /// Whether that is all there is.
    is_whole: bool,
    /// Whether a file can be opened that could not be.
    is_opened: bool,
}

fn is_of_lines(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| GROWING.contains(&ending))
}

impl Known {
    /// What is to be known of a file in this state.
    fn of(path: &Path, version: Version) -> Self {
        let end = is_of_lines(path).then(|| end_of(path, version.bytes));
        let end = end.flatten();
        Self { version, end }
    }

    /// Whether the file is what it was, with more lines behind it.
    fn has_grown(self, path: &Path, now: Version) -> bool {
        let Self { version, end } = self;
        let is_longer = version.id == now.id && version.bytes < now.bytes;
        is_of_lines(path) && is_longer && end.is_some() && end_of(path, version.bytes) == end
    }
}

/// The last of the first so many bytes of a file as a number; `None` where they cannot be read.
fn end_of(path: &Path, length: u64) -> Option<u64> {
    let from = length.saturating_sub(END);
    let mut bytes = Vec::new();
    let rest = handle::open_tail(path, from).ok()?;
    rest.take(length.saturating_sub(from))
        .read_to_end(&mut bytes)
        .ok()?;
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    Some(hasher.finish())
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn append(path: &Path, text: &str) {
        let mut how = fs::OpenOptions::new();
        let file = how.append(true).create(true).open(path);
        file.unwrap().write_all(text.as_bytes()).unwrap();
    }

    #[test]
    fn news_is_what_rests_between_two_looks() {
        let room = tempfile::tempdir().unwrap();
        let (text, lines) = (room.path().join("a.txt"), room.path().join("b.jsonl"));
        append(&text, "one");
        append(&lines, "{}\n");
        let go_on = AtomicBool::new(false);
        let mut watch = Watch::new(&[Input::Path(room.path().to_owned())], &go_on);
        assert_eq!(watch.look(&go_on), News::default());

        let new = room.path().join("c.txt");
        append(&new, "half a");
        append(&lines, "{}\n");
        assert_eq!(
            watch.look(&go_on),
            News::default(),
            "it may still be written"
        );
        append(&new, " text");
        let grown = News {
            grown: vec![lines],
            ..News::default()
        };
        assert_eq!(watch.look(&go_on), grown);
        let whole = News {
            new: vec![new],
            ..News::default()
        };
        assert_eq!(watch.look(&go_on), whole);
        assert_eq!(watch.look(&go_on), News::default(), "news is told once");

        append(&text, " and more");
        assert_eq!(watch.look(&go_on), News::default());
        assert!(watch.look(&go_on).is_changed);

        fs::remove_file(room.path().join("c.txt")).unwrap();
        assert_eq!(watch.look(&go_on), News::default(), "it may be replaced");
        assert!(watch.look(&go_on).is_changed, "it is gone");
        assert_eq!(watch.look(&go_on), News::default());
    }

    #[test]
    fn a_file_of_lines_that_is_written_anew_has_not_grown() {
        let room = tempfile::tempdir().unwrap();
        let lines = room.path().join("a.jsonl");
        append(&lines, "{\"title\": \"One\"}\n");
        let go_on = AtomicBool::new(false);
        let mut watch = Watch::new(&[Input::Path(room.path().to_owned())], &go_on);
        let mut news = || (watch.look(&go_on), watch.look(&go_on)).1;
        append(&lines, "{\"title\": \"Two\"}\n");
        assert_eq!(news().grown, std::slice::from_ref(&lines));
        // The same file, and longer than before.
        let file = fs::OpenOptions::new()
            .write(true)
            .truncate(true)
            .open(&lines);
        drop(file.unwrap());
        append(&lines, &"{\"title\": \"Another\"}\n".repeat(9));
        let changed = News {
            is_changed: true,
            ..News::default()
        };
        assert_eq!(news(), changed);
        fs::remove_file(&lines).unwrap();
        fs::create_dir(&lines).unwrap();
        append(&lines.join("b.txt"), "One");
        assert_eq!(news().new, [lines.join("b.txt")], "a folder in its place");
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_could_not_be_opened_is_news_once_it_can() {
        use std::os::unix::fs::PermissionsExt as _;
        let room = tempfile::tempdir().unwrap();
        let file = room.path().join("a.txt");
        append(&file, "One");
        let may = |mode| fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
        may(0);
        if handle::opens(&file) {
            // Who runs this may open anything.
            return;
        }
        let go_on = AtomicBool::new(false);
        let inputs = [Input::Path(room.path().to_owned())];
        let mut watch = Watch::new(&inputs, &go_on);
        let options = crate::ingest::Options::default();
        let read = || crate::ingest::read(&inputs, &options, &go_on, &mut |_| {});
        watch.look_after(&read());
        assert_eq!(watch.look(&go_on), News::default());
        may(0o600);
        assert!(watch.look(&go_on).is_changed);
        watch.look_after(&read());
        assert_eq!(watch.look(&go_on), News::default());
    }
}
