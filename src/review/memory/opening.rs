//! Opening the file of marks: a new one, one of an older or newer version, a damaged one.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};

use super::{Memory, Remembered, backups, file};
use crate::review::Fault;

/// Says in the head of the file whose it is: "dtln".
const APPLICATION: i64 = 0x6474_6c6e;

/// What makes each version of the schema out of the one before; a released one never changes.
const MIGRATIONS: &[&str] = &[include_str!("../schema.sql")];

/// The program that holds this file locked may move a damaged file of marks aside.
const TURN: &str = "marks.turn";

/// How long a program waits for another one that writes.
const PATIENCE: Duration = Duration::from_secs(5);

/// How often a switch of the journal is tried that another program's opening is in the way of.
const TRIES: usize = 20;

/// What opening came to.
#[derive(Debug)]
pub struct Opened {
    /// The open file.
    pub memory: Memory,
    /// Everything it remembers.
    pub remembered: Vec<Remembered>,
    /// What a person should know.
    pub notice: Option<Notice>,
}

/// What a person should know of the file of marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// It was damaged: it lies at `moved_to` now, and an empty one was begun.
    Damaged {
        /// The damaged file.
        moved_to: PathBuf,
        /// The newest backup.
        backup: Option<PathBuf>,
    },
    /// It can be read and not written.
    ReadOnly,
    /// A newer version made it: it is read and not written.
    Newer,
}

/// Opens the file of marks in this folder, and makes both where they are not there. A damaged
/// file is moved aside and an empty one begun; one that cannot be written, or comes from a newer
/// version, is opened for reading. Reads everything: linear in the marks.
///
/// # Errors
/// When the folder cannot be made, the disk is full, or others keep the file for 5 seconds.
pub fn open(folder: &Path) -> Result<Opened, Fault> {
    let _turn = take_turn(folder);
    match attempt(folder) {
        // The disk refuses, too, where a file system knows no locks and another program moves the
        // file aside meanwhile.
        Err(fault) if fault.is_of_the_file() || matches!(fault, Fault::Disk(_) | Fault::Busy) => {
            begin_again(folder)
        }
        other => other,
    }
}

/// Waits until no other program is opening the file, so that none moves aside what another has
/// just begun, or opens what another is moving; others wait until what it gives is dropped. Where
/// there can be no lock, programs that start in the same moment may meet.
fn take_turn(folder: &Path) -> Option<fs::File> {
    make(folder).ok()?;
    let turn = fs::File::create(folder.join(TURN)).ok()?;
    turn.lock().ok()?;
    Some(turn)
}

/// Tries once more, moves a file that is still damaged aside and begins an empty one.
fn begin_again(folder: &Path) -> Result<Opened, Fault> {
    match attempt(folder) {
        Err(fault) if fault.is_of_the_file() => {
            let moved_to = backups::set_aside(folder)?;
            let backup = backups::newest(folder);
            let mut opened = attempt(folder)?;
            opened.notice = Some(Notice::Damaged { moved_to, backup });
            Ok(opened)
        }
        other => other,
    }
}

fn attempt(folder: &Path) -> Result<Opened, Fault> {
    let opened = match open_to_write(folder) {
        Ok(memory) => (memory, None),
        Err(Fault::Newer) => (look(folder)?.ok_or(Fault::Newer)?, Some(Notice::Newer)),
        Err(Fault::ReadOnly) => (
            look(folder)?.ok_or(Fault::ReadOnly)?,
            Some(Notice::ReadOnly),
        ),
        Err(fault) => return Err(fault),
    };
    let (memory, notice) = opened;
    if memory.can_write && !is_sound(&memory.connection)? {
        return Err(Fault::Damaged);
    }
    let remembered = match memory.recall() {
        Ok(remembered) => remembered,
        // Whatever a newer version keeps elsewhere, this one does not know.
        Err(_) if notice == Some(Notice::Newer) => Vec::new(),
        Err(fault) => return Err(fault),
    };
    Ok(Opened {
        memory,
        remembered,
        notice,
    })
}

/// Whether every page of the file is as it should be; linear in the file, 30 ms with 100,000 marks.
fn is_sound(connection: &Connection) -> Result<bool, Fault> {
    let said = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0))?;
    Ok(said == "ok")
}

fn open_to_write(folder: &Path) -> Result<Memory, Fault> {
    make(folder)?;
    let path = file(folder);
    let is_old = is_there(&path)?;
    let mut connection = Connection::open_with_flags(
        &path,
        OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    prepare(&connection)?;
    if connection.is_readonly("main")? {
        return Err(Fault::ReadOnly);
    }
    let version = version(&connection)?;
    if version > newest() {
        return Err(Fault::Newer);
    }
    if is_old && version > 0 && version < newest() {
        backups::before_migration(&connection, folder, version)?;
    }
    choose_journal(&connection, folder)?;
    migrate(&mut connection)?;
    Ok(Memory {
        connection,
        can_write: true,
    })
}

/// Makes the folder, for its owner only.
fn make(folder: &Path) -> Result<(), Fault> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| match error.kind() {
        std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
            Fault::ReadOnly
        }
        std::io::ErrorKind::StorageFull => Fault::Full,
        _ => Fault::Folder(error),
    })
}

/// Opens for reading; see [`Memory::look`].
pub(super) fn look(folder: &Path) -> Result<Option<Memory>, Fault> {
    let path = file(folder);
    if !is_there(&path)? {
        return Ok(None);
    }
    let memory = look_into(&path)?;
    // A disk that was full when the file was begun leaves one without tables.
    let is_begun = version(&memory.connection)? > 0;
    Ok(is_begun.then_some(memory))
}

/// Whether there is a file of this name. Asked before it is opened: opening a pipe would wait for
/// its writer.
fn is_there(path: &Path) -> Result<bool, Fault> {
    match fs::metadata(path) {
        Ok(found) if found.is_file() => Ok(true),
        Ok(_) => Err(Fault::Special),
        Err(_) => Ok(false),
    }
}

/// Everything that a backup remembers.
///
/// # Errors
/// When it cannot be read.
pub fn read_backup(backup: &Path) -> Result<Vec<Remembered>, Fault> {
    if is_there(backup)? {
        look_into(backup)?.recall()
    } else {
        Err(Fault::Folder(std::io::ErrorKind::NotFound.into()))
    }
}

fn look_into(path: &Path) -> Result<Memory, Fault> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let memory = |connection| Memory {
        connection,
        can_write: false,
    };
    let connection = Connection::open_with_flags(path, flags)?;
    if prepare(&connection).is_ok() && version(&connection).is_ok() {
        return Ok(memory(connection));
    }
    // In a folder that cannot be written the log's index cannot be made. Then nobody writes the
    // file either, and it can be read as it stands.
    let path = path
        .to_string_lossy()
        .replace('%', "%25")
        .replace('?', "%3f");
    let address = format!("file:{}?immutable=1", path.replace('#', "%23"));
    let flags = flags | OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags(address, flags)?;
    prepare(&connection)?;
    version(&connection)?;
    Ok(memory(connection))
}

/// What holds for every connection.
pub(super) fn prepare(connection: &Connection) -> Result<(), Fault> {
    connection.busy_timeout(PATIENCE)?;
    connection.execute_batch(
        "PRAGMA foreign_keys = ON;
         PRAGMA synchronous = FULL;
         PRAGMA trusted_schema = OFF;
         PRAGMA cell_size_check = ON;",
    )?;
    Ok(())
}

/// Version of the schema; 0 of an empty file.
///
/// Fails as damaged where the file is a database of something else.
fn version(connection: &Connection) -> Result<i64, Fault> {
    // One statement sees one state: between two, another program can have made its tables.
    let (version, application, tables) = connection.query_row(
        "SELECT user_version, application_id, (SELECT count(*) FROM sqlite_schema)
         FROM pragma_user_version, pragma_application_id",
        [],
        |row| Ok((row.get(0)?, row.get::<_, i64>(1)?, row.get::<_, i64>(2)?)),
    )?;
    let is_new = version == 0 && application == 0 && tables == 0;
    if is_new || (application == APPLICATION && version > 0) {
        Ok(version)
    } else {
        Err(Fault::Damaged)
    }
}

fn newest() -> i64 {
    i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX)
}

/// A write-ahead log, with which readers and a writer do not wait for each other; on a network
/// file system, where programs share no memory, a rollback journal.
fn choose_journal(connection: &Connection, folder: &Path) -> Result<(), Fault> {
    let wanted = if is_on_a_network(folder) {
        "DELETE"
    } else {
        "WAL"
    };
    let switch = || {
        connection
            .pragma_update_and_check(None, "journal_mode", wanted, |row| row.get::<_, String>(0))
    };
    for _ in 0..TRIES {
        match switch() {
            // Another program is opening the file for the first time: its turn first.
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => {
                connection.execute_batch("BEGIN IMMEDIATE; COMMIT;")?;
            }
            other => return other.map(drop).map_err(Fault::from),
        }
    }
    Err(Fault::Busy)
}

/// Whether the folder lies on a file system of another machine.
#[cfg(all(target_os = "linux", target_pointer_width = "64"))]
fn is_on_a_network(folder: &Path) -> bool {
    // Magic numbers of statfs(2): NFS, SMB, CIFS, SMB2, 9P, AFS.
    const REMOTE: [i64; 6] = [
        0x6969,
        0x517b,
        0xff53_4d42,
        0xfe53_4d42,
        0x0102_1997,
        0x5346_414f,
    ];
    rustix::fs::statfs(folder).is_ok_and(|system| REMOTE.contains(&system.f_type))
}

/// Elsewhere a file system does not say; the file's own locks hold.
#[cfg(not(all(target_os = "linux", target_pointer_width = "64")))]
fn is_on_a_network(_folder: &Path) -> bool {
    false
}

/// Brings the schema to the newest version; each step whole or not at all.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), Fault> {
    migrate_by(connection, MIGRATIONS)
}

/// See [`migrate`]: `migrations` lead from each version to the next.
pub(super) fn migrate_by(connection: &mut Connection, migrations: &[&str]) -> Result<(), Fault> {
    let all = i64::try_from(migrations.len()).unwrap_or(i64::MAX);
    if version(connection)? >= all {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another program may have done it meanwhile.
    let done = version(&transaction)?;
    for (before, migration) in (0_i64..).zip(migrations) {
        if before >= done {
            transaction.execute_batch(migration)?;
        }
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", all.max(done))?;
    transaction.commit()?;
    Ok(())
}
