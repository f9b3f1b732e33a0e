//! What is new in a collection since it was last looked at.
//!
//! A look is a walk that reads no file but the end of one that grew. Promises: a file counts as
//! new or changed only when it was found so twice with nothing changed between, so that half a
//! file is not read, and as gone only when it was missing twice. File times serve the comparison
//! only.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::SystemTime;

use crate::article::IssueKind;
use crate::ingest::Input;

use super::{Entry, file_id, walk};

/// Endings of names of files that grow by whole lines.
const GROWING: [&str; 3] = ["jsonl", "ndjson", "jsonlines"];

/// What is known of the files of a collection.
#[derive(Debug)]
pub struct Watch {
    inputs: Vec<Input>,
    known: HashMap<PathBuf, Version>,
    /// Files that looked new or changed at the last look.
    restless: HashMap<PathBuf, Version>,
    /// Files that were not there at the last look.
    missing: HashSet<PathBuf>,
}

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
            restless: HashMap::new(),
            missing: HashSet::new(),
        };
        watch.known = watch.versions(stop).found.into_iter().collect();
        watch
    }

    /// Looks again. As long as a walk; nothing where it was stopped.
    pub fn look(&mut self, stop: &AtomicBool) -> News {
        let (mut news, mut restless) = (News::default(), HashMap::new());
        let walked = self.versions(stop);
        news.is_changed = walked.is_whole && self.is_any_gone(&walked.found);
        for (path, now) in walked.found {
            let before = self.known.get(&path).copied();
            if before == Some(now) {
                continue;
            }
            if self.restless.get(&path) != Some(&now) {
                restless.insert(path, now);
                continue;
            }
            self.known.insert(path.clone(), now);
            match before {
                None => news.new.push(path),
                Some(before) if has_grown(&path, before, now) => news.grown.push(path),
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
        let (mut found, mut is_whole) = (Vec::new(), true);
        walk(&self.inputs, stop, &mut |entry| {
            // A folder that cannot be listed for once is not empty.
            is_whole &= !matches!(&entry, Entry::Trouble(fault) if fault.issue.kind == IssueKind::Unreadable);
            if let Entry::File { path, .. } = entry
                && let Ok(facts) = fs::metadata(&path)
            {
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
        Walked { found, is_whole }
    }
}

/// What a walk found.
struct Walked {
    found: Vec<(PathBuf, Version)>,
    /// Whether that is all there is.
    is_whole: bool,
}

fn has_grown(path: &Path, before: Version, now: Version) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    let of_lines = ending.is_some_and(|ending| GROWING.contains(&ending));
    of_lines && before.id == now.id && before.bytes < now.bytes
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
}
