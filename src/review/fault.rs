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
    /// A newer version of the program made the file.
    #[error("a newer version of dateline made the file of marks")]
    Newer,
    /// There is no folder for it.
    #[error("there is no home folder to keep marks in")]
    NoFolder,
    /// The folder cannot be made or looked at.
    #[error("the folder of the marks: {0}")]
    Folder(#[from] std::io::Error),
    /// Anything else that the file or the system says.
    #[error("the file of marks: {0}")]
    Other(String),
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
                Self::ReadOnly
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged,
            Some(ErrorCode::SystemIoFailure) => {
                Self::Other(format!("the disk refuses it ({error})"))
            }
            _ => Self::Other(error.to_string()),
        }
    }
}

impl Fault {
    /// Whether trying again later may help.
    pub fn may_pass(&self) -> bool {
        matches!(
            self,
            Self::Full | Self::Busy | Self::Other(_) | Self::Folder(_)
        )
    }
}
