//! Files that are written for the person: whole or not at all, and never over another one that
//! was not meant.
//!
//! The text goes to a hidden file in the same folder, is brought to the disk, and only then gets
//! its name. What is no regular file (a device, a pipe) is never replaced.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// What happens to a file of the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// It stays, and nothing is written.
    Keep,
    /// It is replaced.
    Replace,
}

/// Why a file was not written.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is one of this name.
    #[error("{} is there already", .0.display())]
    Exists(PathBuf),
    /// There is something of this name that is no file to be replaced.
    #[error("{} is no regular file", .0.display())]
    Special(PathBuf),
    /// The system refused.
    #[error("{}: {}", .0.display(), reason(.1))]
    System(PathBuf, #[source] io::Error),
}

/// A refusal of the system in words for someone who wanted to write a file.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such folder".to_owned(),
        io::ErrorKind::PermissionDenied => "no permission to write there".to_owned(),
        io::ErrorKind::StorageFull => "no space left on the device".to_owned(),
        io::ErrorKind::FileTooLarge => "it would be larger than a file may be here".to_owned(),
        _ => error.to_string(),
    }
}

/// Whether a file could be written there, as far as can be told before.
///
/// # Errors
/// When there is something that is to stay, or can never be replaced.
pub fn may_be_written(path: &Path, existing: Existing) -> Result<(), Refusal> {
    let Ok(found) = fs::symlink_metadata(path) else {
        return Ok(());
    };
    if existing == Existing::Keep {
        return Err(Refusal::Exists(path.to_owned()));
    }
    let is_file = if found.is_symlink() {
        fs::metadata(path).is_ok_and(|target| target.is_file())
    } else {
        found.is_file()
    };
    if is_file {
        Ok(())
    } else {
        Err(Refusal::Special(path.to_owned()))
    }
}

/// Writes a file with what `fill` writes.
///
/// # Errors
/// When it is not written: then there is nothing of it, and a file of the same name is as before.
pub fn write(
    path: &Path,
    existing: Existing,
    fill: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Refusal> {
    may_be_written(path, existing)?;
    // A link keeps being one: what it leads to is replaced.
    let target = fs::canonicalize(path).unwrap_or_else(|_new| path.to_owned());
    let system = |error| Refusal::System(path.to_owned(), error);
    let draft = Draft::beside(&target).map_err(system)?;
    draft.fill(fill).map_err(system)?;
    match draft.finish(&target, existing) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            Err(Refusal::Exists(path.to_owned()))
        }
        done => done.map_err(system),
    }
}

/// A hidden file that vanishes unless it gets its name.
struct Draft {
    path: PathBuf,
    file: File,
}

impl Draft {
    fn beside(target: &Path) -> io::Result<Self> {
        let name = target.file_name().ok_or(io::ErrorKind::InvalidInput)?;
        let name = name.to_string_lossy();
        // A long name may have no room for more.
        let short: String = name.chars().take(40).collect();
        let process = std::process::id();
        for number in 0..100_u32 {
            let path = target.with_file_name(format!(".{short}.{process}-{number}.part"));
            match OpenOptions::new().write(true).create_new(true).open(&path) {
                Ok(file) => return Ok(Self { path, file }),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    fn fill(&self, fill: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        let mut out = BufWriter::with_capacity(1 << 16, &self.file);
        fill(&mut out)?;
        out.flush()?;
        drop(out);
        self.file.sync_all()
    }

    fn finish(self, target: &Path, existing: Existing) -> io::Result<()> {
        match existing {
            Existing::Replace => fs::rename(&self.path, target)?,
            Existing::Keep => match fs::hard_link(&self.path, target) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                    // A file system without links: the name is taken first, then replaced.
                    OpenOptions::new()
                        .write(true)
                        .create_new(true)
                        .open(target)?;
                    fs::rename(&self.path, target).inspect_err(|_| {
                        // Half done is not at all: the name was ours alone.
                        let _gone = fs::remove_file(target);
                    })?;
                }
                linked => linked?,
            },
        }
        // The name is safe only once the folder is; where a folder cannot be synced it just is not.
        let folder = target
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let folder = File::open(folder.unwrap_or_else(|| Path::new(".")));
        let _unsynced = folder.and_then(|folder| folder.sync_all());
        Ok(())
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // Under its name it stays; only the hidden one goes, if it is still there.
        let _gone = fs::remove_file(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(path: &Path, existing: Existing, text: &str) -> Result<(), Refusal> {
        write(path, existing, &mut |out| out.write_all(text.as_bytes()))
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_never_written_over_another_unless_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        put(&path, Existing::Keep, "one").unwrap();
        let refused = put(&path, Existing::Keep, "two").unwrap_err();
        assert!(matches!(refused, Refusal::Exists(_)), "{refused}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "one");
        put(&path, Existing::Replace, "three").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "three");
        assert_eq!(names(folder.path()), ["a.md"]);
    }

    #[test]
    fn what_fails_half_way_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        put(&path, Existing::Keep, "before").unwrap();
        for existing in [Existing::Keep, Existing::Replace] {
            let other = folder.path().join("b.md");
            let path = if existing == Existing::Keep {
                &other
            } else {
                &path
            };
            let refused = write(path, existing, &mut |out| {
                out.write_all(b"half")?;
                Err(io::ErrorKind::StorageFull.into())
            });
            assert!(matches!(refused, Err(Refusal::System(..))));
        }
        assert_eq!(fs::read_to_string(&path).unwrap(), "before");
        assert_eq!(names(folder.path()), ["a.md"]);
    }

    #[test]
    fn a_folder_is_not_replaced_and_a_link_stays_one() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("folder");
        fs::create_dir(&inner).unwrap();
        assert!(matches!(
            put(&inner, Existing::Replace, "x"),
            Err(Refusal::Special(_))
        ));
        #[cfg(unix)]
        {
            let (file, link) = (folder.path().join("file"), folder.path().join("link"));
            put(&file, Existing::Keep, "old").unwrap();
            std::os::unix::fs::symlink(&file, &link).unwrap();
            put(&link, Existing::Replace, "new").unwrap();
            assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
            assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        }
    }
}
