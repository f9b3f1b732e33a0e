//! What ends a command early: what happened, and the mend.

use std::fmt;
use std::io;

use crate::review;
use crate::runtime::outfile::Refusal;
use crate::text;

use super::{FOUND, TROUBLE};

/// Why a command could not be done.
#[derive(Debug)]
pub(super) enum Failure {
    /// Nobody reads standard output any more: no error at all.
    ReaderGone,
    /// Something to tell.
    Told {
        /// What, and where.
        what: String,
        /// What to do about it; empty when there is nothing to do.
        mend: String,
    },
}

impl Failure {
    /// A failure with its mend.
    pub(super) fn usage(what: impl Into<String>, mend: impl Into<String>) -> Self {
        Self::Told {
            what: what.into(),
            mend: mend.into(),
        }
    }

    /// Exit status of it.
    pub(super) fn status(&self) -> u8 {
        match self {
            Self::ReaderGone => FOUND,
            Self::Told { .. } => TROUBLE,
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ReaderGone,
            io::ErrorKind::StorageFull => Self::usage(
                "standard output: no space left on the device",
                "what was written is not complete; make room and run it again",
            ),
            io::ErrorKind::FileTooLarge => Self::usage(
                "standard output: larger than a file may be here",
                "what was written is not complete; ulimit -f says how large files may be",
            ),
            _ => Self::usage(format!("standard output: {error}"), ""),
        }
    }
}

impl From<review::Fault> for Failure {
    fn from(fault: review::Fault) -> Self {
        Self::usage(fault.to_string(), "")
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        let mend = match refusal {
            Refusal::Exists(_) => "--force replaces it",
            Refusal::Special(_) | Refusal::System(..) => "",
        };
        Self::usage(text::visible(&refusal.to_string()), mend)
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::usage(format!("a record cannot be written: {error}"), "")
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ReaderGone => Ok(()),
            Self::Told { what, mend } if mend.is_empty() => f.write_str(what),
            Self::Told { what, mend } => write!(f, "{what}\n  {mend}"),
        }
    }
}
