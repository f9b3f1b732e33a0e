//! Copies of the file of marks, and the way out for a damaged one.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::{Memory, NAME, file};
use crate::review::Fault;

/// Backups that are kept.
const KEPT: usize = 3;

/// Folder of the backups beside the file.
const FOLDER: &str = "backups";

/// Makes the backup of today, if there is none yet, of a file that is whole, and deletes all but
/// the three newest. Reads the whole file: to be done beside the work.
///
/// # Errors
/// When the file is damaged, or the copy cannot be written; what was there before stays.
pub fn back_up(folder: &Path) -> Result<(), Fault> {
    let Some(Memory { connection, .. }) = Memory::look(folder)? else {
        return Ok(());
    };
    let today = text(&connection, "SELECT date('now')")?;
    let wanted = folder.join(FOLDER).join(format!("marks-{today}.sqlite"));
    if wanted.exists() {
        return Ok(());
    }
    if text(&connection, "PRAGMA integrity_check(1)")? != "ok" {
        return Err(Fault::Damaged);
    }
    copy(&connection, &wanted)?;
    let mut old = all(folder);
    old.truncate(old.len().saturating_sub(KEPT));
    for backup in old {
        fs::remove_file(backup)?;
    }
    Ok(())
}

/// A copy of a file of an older version, kept for good.
pub(super) fn before_migration(
    connection: &Connection,
    folder: &Path,
    version: i64,
) -> Result<(), Fault> {
    let name = format!("before-version-{}.sqlite", version.saturating_add(1));
    copy(connection, &folder.join(FOLDER).join(name))
}

/// Writes a whole copy under a name of its own, then gives it the wanted one.
fn copy(connection: &Connection, wanted: &Path) -> Result<(), Fault> {
    let folder = wanted.parent().unwrap_or_else(|| Path::new(""));
    fs::create_dir_all(folder)?;
    let unfinished = wanted.with_extension(format!("unfinished-{}", std::process::id()));
    let made = connection
        .execute("VACUUM INTO ?1", [unfinished.to_string_lossy().as_ref()])
        .map_err(Fault::from)
        .and_then(|_rows| Ok(fs::File::open(&unfinished)?.sync_all()?))
        .and_then(|()| Ok(fs::rename(&unfinished, wanted)?));
    if made.is_err() {
        // What could not be written in full is nothing; it may not even be there.
        let _gone = fs::remove_file(&unfinished);
    }
    made
}

/// The newest backup.
pub(super) fn newest(folder: &Path) -> Option<PathBuf> {
    all(folder).pop()
}

/// Every daily backup, oldest first.
fn all(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder.join(FOLDER)) else {
        return Vec::new();
    };
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let is_backup = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str());
        name.is_some_and(|name| name.starts_with("marks-") && name.ends_with(".sqlite"))
    };
    let mut backups: Vec<PathBuf> = paths.filter(is_backup).collect();
    backups.sort();
    backups
}

/// Gives a damaged file another name, its log with it, and tells that name.
pub(super) fn set_aside(folder: &Path) -> Result<PathBuf, Fault> {
    let clock = Connection::open_in_memory()?;
    let now = text(&clock, "SELECT strftime('%Y-%m-%d-%H%M%S', 'now')")?;
    let free = |number: &u32| {
        let number = if *number == 0 {
            String::new()
        } else {
            format!("-{number}")
        };
        let path = folder.join(format!("damaged-{now}{number}.sqlite"));
        (!path.exists()).then_some(path)
    };
    let wanted = (0..).find_map(|number| free(&number)).unwrap_or_default();
    // The file itself last: while it is there nobody begins a new one, whose log this would take.
    for suffix in ["-wal", "-shm", "-journal"] {
        let beside = folder.join(format!("{NAME}{suffix}"));
        if beside.exists() {
            let name = wanted.file_name().unwrap_or_default().to_string_lossy();
            fs::rename(beside, folder.join(format!("{name}{suffix}")))?;
        }
    }
    fs::rename(file(folder), &wanted)?;
    Ok(wanted)
}

fn text(connection: &Connection, query: &str) -> Result<String, Fault> {
    Ok(connection.query_row(query, [], |row| row.get(0))?)
}
