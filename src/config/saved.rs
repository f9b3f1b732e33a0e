//! The file of saved filters, beside the settings file: a table of filter lines by name.
//!
//! Written by the program, readable and mendable by hand. What cannot be read is never written
//! over.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::File;
use crate::query::Saved;

/// Largest file that is read, in bytes.
const LARGEST: u64 = 4_000_000;

/// Saved filters, and the file they are in.
#[derive(Clone, Debug, Default)]
pub struct SavedFilters {
    /// The file; `None` where nothing is to be kept.
    pub path: Option<PathBuf>,
    /// The filters.
    pub lines: Saved,
}

impl SavedFilters {
    /// Those beside a settings file.
    ///
    /// # Errors
    /// When the file is there and cannot be read.
    pub fn beside(file: &File) -> Result<Self, String> {
        let path = file.path().map(|path| path.with_file_name("filters.toml"));
        let lines = match &path {
            Some(path) => read(path)?,
            None => Saved::default(),
        };
        Ok(Self { path, lines })
    }
}

/// The filters in a file; none where there is no file.
///
/// # Errors
/// When it is there and cannot be read: what is wrong with it.
pub fn read(path: &Path) -> Result<Saved, String> {
    let name = path.display();
    let found = match std::fs::metadata(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Saved::default()),
        found => found.map_err(|error| format!("{name}: {error}"))?,
    };
    // Asked before it is opened: opening a pipe would wait for its writer.
    if !found.is_file() {
        return Err(format!("{name}: this is no regular file"));
    }
    if found.len() > LARGEST {
        return Err(format!("{name}: this is larger than 4 MB"));
    }
    let text = std::fs::read_to_string(path).map_err(|error| format!("{name}: {error}"))?;
    let lines: BTreeMap<String, String> =
        toml::from_str(&text).map_err(|error| format!("{name}: {}", error.message()))?;
    let mut saved = Saved::default();
    for (filter, line) in &lines {
        let fault = |expected| format!("{name}: “{filter}”: expected {expected}");
        saved.insert(filter, line).map_err(fault)?;
    }
    Ok(saved)
}

/// The text of the file for these filters.
pub fn written(saved: &Saved) -> String {
    let text = |s: &str| toml::Value::String(s.to_owned()).to_string();
    let lines = saved.iter();
    let lines = lines.map(|(name, line)| format!("{} = {}\n", text(name), text(line)));
    let head = "# Saved filters of dateline: @name in the filter line stands for the line here.\n";
    std::iter::once(head.to_owned()).chain(lines).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("filters.toml");
        assert_eq!(read(&path), Ok(Saved::default()));
        let mut saved = Saved::default();
        for (name, line) in [
            ("a", "\"gas pipeline\" \\ # x"),
            ("ایران", "source:=\"Press TV\""),
        ] {
            saved.insert(name, line).unwrap();
        }
        std::io::Write::write_all(
            &mut std::fs::File::create(&path).unwrap(),
            written(&saved).as_bytes(),
        )
        .unwrap();
        assert_eq!(read(&path), Ok(saved));
        std::io::Write::write_all(&mut std::fs::File::create(&path).unwrap(), b"a = 1").unwrap();
        assert!(read(&path).unwrap_err().contains("filters.toml"));
    }
}
