//! Why a file or folder was not read, in words a person can act on.

use std::fs::Metadata;
use std::io;
use std::sync::Arc;

use crate::article::{Issue, IssueKind};
use crate::ingest::FileIssue;
use crate::text;

/// An issue of a file that gave no article.
pub(in crate::ingest) fn file_issue(path: Arc<str>, kind: IssueKind, message: &str) -> FileIssue {
    FileIssue {
        path,
        article: None,
        issue: Issue {
            kind,
            message: message.to_owned(),
        },
    }
}

/// A refusal of the system in plain words.
pub(in crate::ingest) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "not found; it may have been moved or deleted".to_owned(),
        io::ErrorKind::PermissionDenied => "no permission to read it".to_owned(),
        io::ErrorKind::InvalidFilename => "its path is too long for this system".to_owned(),
        _ => text::sanitise_line(&error.to_string()),
    }
}

/// Why a link could not be followed.
pub(super) fn dead_link(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "a link that leads nowhere".to_owned(),
        io::ErrorKind::PermissionDenied => "a link to where there is no permission".to_owned(),
        _ => format!("a link that cannot be followed: {}", reason(error)),
    }
}

/// What a thing that is neither file nor folder is.
#[cfg(unix)]
pub(super) fn not_a_file(facts: &Metadata) -> &'static str {
    use std::os::unix::fs::FileTypeExt as _;
    let kind = facts.file_type();
    if kind.is_fifo() {
        "a pipe, not a file; read it with: dateline - < PIPE"
    } else if kind.is_socket() {
        "a socket, not a file"
    } else {
        "a device, not a file"
    }
}

/// What a thing that is neither file nor folder is.
#[cfg(not(unix))]
pub(super) fn not_a_file(_facts: &Metadata) -> &'static str {
    "not a regular file"
}
