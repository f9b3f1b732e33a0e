//! The bytes of one file, through one handle, one version of them.
//!
//! Opening never waits (a pipe put in a file's place does not block); the opened thing must be a
//! regular file; size and time of change are compared after reading, and a file that changed
//! meanwhile is read once more, then given up. File times serve that comparison only.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

use super::trouble::reason;

/// What was read of a file.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::ingest) struct Bytes {
    /// The bytes, at most as many as were asked for.
    pub(in crate::ingest) data: Vec<u8>,
    /// Whether there were more.
    pub(in crate::ingest) cut: bool,
}

/// Reads at most `most` bytes of a regular file.
///
/// # Errors
/// Says in words why it could not be read.
pub(in crate::ingest) fn read_file(path: &Path, most: u64) -> Result<Bytes, String> {
    read_settled(path, most, &mut || {})
}

/// Reads at most `most` bytes of a stream.
///
/// # Errors
/// As the stream gives them, in words.
pub(in crate::ingest) fn read_stream(stream: impl Read, most: u64) -> Result<Bytes, String> {
    read_capped(stream, most, 0).map_err(|error| reason(&error))
}

/// Reads a file; `meanwhile` is called between reading and comparing, for tests.
fn read_settled(path: &Path, most: u64, meanwhile: &mut dyn FnMut()) -> Result<Bytes, String> {
    for _attempt in 0..2 {
        let (file, before) = open(path)?;
        let bytes = read_capped(&file, most, before.len()).map_err(|error| reason(&error))?;
        meanwhile();
        let after = file.metadata().map_err(|error| reason(&error))?;
        if is_same_version(&before, &after) {
            return Ok(bytes);
        }
    }
    Err("changed while it was read, twice; read it again when it is at rest".to_owned())
}

fn open(path: &Path) -> Result<(File, Metadata), String> {
    let mut how = OpenOptions::new();
    how.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt as _;
        let flags = (OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC).bits();
        how.custom_flags(i32::try_from(flags).unwrap_or_default());
    }
    let file = how.open(path).map_err(|error| reason(&error))?;
    let facts = file.metadata().map_err(|error| reason(&error))?;
    if facts.is_file() {
        Ok((file, facts))
    } else {
        Err("no longer a file when it was opened".to_owned())
    }
}

fn read_capped(stream: impl Read, most: u64, expected: u64) -> io::Result<Bytes> {
    let room = usize::try_from(expected.min(most).saturating_add(1)).unwrap_or_default();
    let mut data = Vec::with_capacity(room);
    stream.take(most.saturating_add(1)).read_to_end(&mut data)?;
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let cut = data.len() > most;
    data.truncate(most);
    Ok(Bytes { data, cut })
}

fn is_same_version(before: &Metadata, after: &Metadata) -> bool {
    before.len() == after.len() && before.modified().ok() == after.modified().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_changes_once_is_read_again_whole() {
        let room = tempfile::tempdir().unwrap();
        let path = room.path().join("a.txt");
        File::create(&path).unwrap();
        let mut rest = vec!["the second version"];
        let bytes = read_settled(&path, 100, &mut || {
            if let Some(text) = rest.pop() {
                put(&path, text);
            }
        });
        assert_eq!(bytes.unwrap().data, b"the second version");
    }

    #[test]
    fn a_file_that_never_rests_is_given_up() {
        let room = tempfile::tempdir().unwrap();
        let path = room.path().join("a.txt");
        put(&path, "");
        let mut text = String::new();
        let got = read_settled(&path, 100, &mut || {
            text.push('x');
            put(&path, &text);
        });
        assert!(got.unwrap_err().contains("changed while it was read"));
    }

    #[test]
    fn what_is_over_the_bound_is_cut_and_said() {
        let exact = read_stream(&b"12345"[..], 5).unwrap();
        assert_eq!((exact.data.as_slice(), exact.cut), (&b"12345"[..], false));
        let over = read_stream(&b"123456"[..], 5).unwrap();
        assert_eq!((over.data.as_slice(), over.cut), (&b"12345"[..], true));
    }

    fn put(path: &Path, text: &str) {
        use std::io::Write as _;
        let mut file = File::create(path).unwrap();
        file.write_all(text.as_bytes()).unwrap();
    }
}
