//! Why marks cannot be kept or read, in words for the screen.

use rusqlite::ErrorCode;

/// What is wrong with the file of marks.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// There is no room for more.
    #[error("disk full")]
    Full,
    /// The folder or the file cannot be written.
    #[error("the folder of the marks cannot be written")]
    ReadOnly,
    /// Other programs kept the file for themselves for longer than 5 seconds.
    #[error("another program is writing the marks")]
    Busy,
    /// The file is damaged, or no file of marks at all.
    #[error("the file of marks is damaged")]
    Damaged,
    /// What has the name of the file is a folder, a pipe or a device.
    #[error("the file of marks is no regular file")]
    Special,
    /// A newer version of the program made the file.
    #[error("a newer version of dateline made the file of marks")]
    Newer,
    /// There is no folder for it.
    #[error("there is no home folder to keep marks in")]
    NoFolder,
    /// The folder cannot be made or looked at.
    #[error("the folder of the marks: {0}")]
    Folder(#[from] std::io::Error),
    /// The file holds what this program never wrote.
    #[error("the file of marks cannot be understood: {0}")]
    Strange(String),
    /// The disk refuses to read or write.
    #[error("the disk refuses it ({0})")]
    Disk(String),
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
                Self::ReadOnly
            }
            // The last is what programs meet that open the file in the moment another moves it.
            Some(
                ErrorCode::DatabaseBusy
                | ErrorCode::DatabaseLocked
                | ErrorCode::FileLockingProtocolFailed,
            ) => Self::Busy,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged,
            Some(ErrorCode::SystemIoFailure | ErrorCode::OutOfMemory) => {
                Self::Disk(error.to_string())
            }
            _ => Self::Strange(error.to_string()),
        }
    }
}

impl Fault {
    /// Whether the file is to be moved aside when it is opened so.
    pub(super) fn is_of_the_file(&self) -> bool {
        matches!(self, Self::Damaged | Self::Strange(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_another_program_moves_meanwhile_is_not_the_damaged_one() {
        let of = |code| {
            let error = rusqlite::ffi::Error::new(code);
            Fault::from(rusqlite::Error::SqliteFailure(error, None))
        };
        assert!(matches!(of(rusqlite::ffi::SQLITE_PROTOCOL), Fault::Busy));
        assert!(!of(rusqlite::ffi::SQLITE_PROTOCOL).is_of_the_file());
        assert!(of(rusqlite::ffi::SQLITE_NOTADB).is_of_the_file());
    }
}
