//! The bytes of one file, through one handle, one version of them.
//!
//! Opening never waits (a pipe put in a file's place does not block); the opened thing must be a
//! regular file; size and time of change are compared after reading, and a file that changed
//! meanwhile is read once more, then given up. File times serve that comparison only.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read, Seek as _, SeekFrom};
use std::path::Path;

use super::trouble::reason;

/// Why a file that changes all the time is not read.
const RESTLESS: &str = "changed while it was read, twice; read it again when it is at rest";

/// Bytes of the end of a long file that are looked at before the rest of it.
const TAIL: u64 = 1 << 16;

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

/// A file that was opened.
#[derive(Debug)]
pub(in crate::ingest) enum Opened {
    /// A short one, read whole.
    Whole(Bytes),
    /// A longer one, of which only the start is read.
    Long(Long),
}

/// A file longer than was asked for, with its start.
#[derive(Debug)]
pub(in crate::ingest) struct Long {
    /// Its first bytes.
    pub(in crate::ingest) start: Vec<u8>,
    /// Where they end.
    pub(in crate::ingest) rest: File,
    before: Metadata,
}

impl Long {
    /// What says, when the rest has been read through the other handle, whether the file changed
    /// meanwhile.
    ///
    /// # Errors
    /// As the system refuses a second handle, in words.
    pub(in crate::ingest) fn watch(&self) -> Result<Watch, String> {
        let file = self.rest.try_clone().map_err(|error| reason(&error))?;
        let before = self.before.clone();
        Ok(Watch { file, before })
    }
}

impl Long {
    /// Its last bytes, [`TAIL`] at most; none where the system cannot read from a place without
    /// going there, or does not.
    pub(in crate::ingest) fn tail(&self) -> Vec<u8> {
        #[cfg(unix)]
        {
            use std::os::unix::fs::FileExt as _;
            let length = self.before.len();
            let from = length.saturating_sub(TAIL);
            let mut tail = vec![0; usize::try_from(length.min(TAIL)).unwrap_or_default()];
            let read = self.rest.read_exact_at(&mut tail, from);
            read.map_or_else(|_| Vec::new(), |()| tail)
        }
        #[cfg(not(unix))]
        Vec::new()
    }
}

/// A file that is being read.
#[derive(Debug)]
pub(in crate::ingest) struct Watch {
    file: File,
    before: Metadata,
}

impl Watch {
    /// Whether it is another version now than when it was opened.
    pub(in crate::ingest) fn has_changed(&self) -> bool {
        let now = self.file.metadata();
        now.is_ok_and(|now| !is_same_version(&self.before, &now))
    }
}

/// Opens a regular file, and reads it if it has no more than `short` bytes.
///
/// # Errors
/// Says in words why it could not be read.
pub(in crate::ingest) fn open_file(path: &Path, short: u64) -> Result<Opened, String> {
    for _attempt in 0..2 {
        let (file, before) = open(path)?;
        let (start, is_whole) = start_of(&file, short, before.len()).map_err(|e| reason(&e))?;
        if !is_whole {
            let rest = file;
            return Ok(Opened::Long(Long {
                start,
                rest,
                before,
            }));
        }
        let after = file.metadata().map_err(|error| reason(&error))?;
        if is_same_version(&before, &after) {
            return Ok(Opened::Whole(Bytes {
                data: start,
                cut: false,
            }));
        }
    }
    Err(RESTLESS.to_owned())
}

/// Whether a file can be opened.
pub(in crate::ingest) fn opens(path: &Path) -> bool {
    open(path).is_ok()
}

/// Opens a file behind its first `from` bytes.
///
/// # Errors
/// Says in words why it could not be read.
pub(in crate::ingest) fn open_tail(path: &Path, from: u64) -> Result<File, String> {
    let (mut file, facts) = open(path)?;
    if facts.len() < from {
        return Err("shorter than it was".to_owned());
    }
    let placed = file.seek(SeekFrom::Start(from));
    placed.map_err(|error| reason(&error))?;
    Ok(file)
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
    Err(RESTLESS.to_owned())
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

/// A little more than the first `short` bytes of a stream, and whether that is all of it.
///
/// # Errors
/// As the stream gives them.
pub(in crate::ingest) fn start_of(
    mut stream: impl Read,
    short: u64,
    expected: u64,
) -> io::Result<(Vec<u8>, bool)> {
    let room = usize::try_from(expected.min(short).saturating_add(1)).unwrap_or_default();
    let mut start = vec![0; room];
    let length = loop {
        match stream.read(&mut start) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            read => break read?,
        }
    };
    start.truncate(length);
    // A file gives all it has at once: only where it did not, there may be more.
    if length as u64 != expected || expected > short {
        let rest = short.saturating_add(1).saturating_sub(length as u64);
        stream.take(rest).read_to_end(&mut start)?;
    }
    let is_whole = start.len() as u64 <= short;
    Ok((start, is_whole))
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
