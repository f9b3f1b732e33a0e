//! The person's editor, on a note.
//!
//! Promises: the editor is started as a list of arguments, never through a shell, on a private
//! file whose name says nothing of any article; whatever it does, what can be read of the file is
//! told, and a note becomes what was written only when it ended well.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};

use tempfile::{Builder, NamedTempFile};

use super::terminal::Device;
use crate::app::noting::Edited;
use crate::text;

/// Largest note that is taken back, in bytes.
const LARGEST: u64 = 1 << 20;

/// What is started where neither `VISUAL` nor `EDITOR` says.
const USUAL: &str = "vi";

/// An editor at work.
#[derive(Debug)]
pub(crate) struct Editor {
    file: NamedTempFile,
    name: String,
}

impl Editor {
    /// Writes the text into a file and starts the editor on it, at the terminal.
    ///
    /// # Errors
    /// With what is wrong, in words.
    pub(crate) fn start(text: &str, device: &Device) -> Result<(Self, Child), String> {
        let file = write(text).map_err(|error| format!("no file for the note: {error}"))?;
        let arguments = arguments();
        let (program, rest) = arguments
            .split_first()
            .ok_or_else(|| "no editor is named".to_owned())?;
        let name = Path::new(program).file_name().unwrap_or(program);
        let name = text::visible(&name.to_string_lossy());
        let keys = device.keys().try_clone_to_owned();
        let keys = keys.map_err(|error| format!("no keys for the editor: {error}"))?;
        let child = Command::new(program)
            .args(rest)
            .arg(file.path())
            .stdin(Stdio::from(keys))
            .spawn()
            .map_err(|error| format!("{name} cannot be started: {error}"))?;
        Ok((Self { file, name }, child))
    }

    /// What came of it.
    pub(crate) fn finish(self, status: io::Result<ExitStatus>) -> Edited {
        let text = read(self.file.path());
        let trouble = match (status, &text) {
            (Ok(status), Ok(_)) if status.success() => None,
            (Ok(status), Err(error)) if status.success() => Some(error.clone()),
            (Ok(status), _) => Some(format!("{} ended with {status}", self.name)),
            (Err(error), _) => Some(format!("{} is lost: {error}", self.name)),
        };
        match (trouble, text) {
            (None, Ok(Written { text, fault: None })) => Edited::Kept(text),
            (
                None,
                Ok(Written {
                    text,
                    fault: Some(fault),
                }),
            ) => Edited::Failed(fault.to_owned(), Some(text)),
            (Some(trouble), text) => Edited::Failed(trouble, text.ok().map(|written| written.text)),
            (None, Err(error)) => Edited::Failed(error, None),
        }
    }

    /// The program ends while the editor works: its file stays, so that it can still be saved.
    pub(crate) fn leave(self) {
        // A file that cannot be kept goes, as it would anyway.
        let _kept = self.file.keep();
    }
}

/// The editor and its arguments: from `VISUAL`, else `EDITOR`, parted at blanks.
fn arguments() -> Vec<OsString> {
    let named = ["VISUAL", "EDITOR"]
        .into_iter()
        .filter_map(std::env::var_os);
    let named = named.map(|value| parted(&value));
    let mut named = named.filter(|arguments| !arguments.is_empty());
    named.next().unwrap_or_else(|| vec![USUAL.into()])
}

fn parted(value: &std::ffi::OsStr) -> Vec<OsString> {
    match value.to_str() {
        Some(text) => text.split_whitespace().map(OsString::from).collect(),
        None => vec![value.to_owned()],
    }
}

/// A new private file with the text in it.
fn write(text: &str) -> io::Result<NamedTempFile> {
    let mut file = Builder::new().prefix("note-").suffix(".txt").tempfile()?;
    file.write_all(text.as_bytes())?;
    if !text.is_empty() {
        file.write_all(b"\n")?;
    }
    file.flush()?;
    Ok(file)
}

/// What stands in the file.
struct Written {
    text: String,
    /// Why it is not all that was written, or not the same.
    fault: Option<&'static str>,
}

/// Reads the file anew by its name: many editors write another one in its place.
fn read(path: &Path) -> Result<Written, String> {
    let trouble = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => "the editor left no file".to_owned(),
        _ => format!("what the editor wrote cannot be read: {error}"),
    };
    // Asked before it is opened: opening a pipe would wait for its writer.
    if !std::fs::metadata(path).map_err(trouble)?.is_file() {
        return Err("the editor left no regular file".to_owned());
    }
    let file = File::open(path).map_err(trouble)?;
    let mut bytes = Vec::new();
    file.take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(trouble)?;
    let is_cut = bytes.len() > usize::try_from(LARGEST).unwrap_or(usize::MAX);
    if is_cut {
        bytes.pop();
    }
    let fault = match std::str::from_utf8(&bytes) {
        _ if is_cut => Some("what the editor wrote is larger than 1 MiB"),
        Err(_) => Some("what the editor wrote is no UTF-8"),
        Ok(_) => None,
    };
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Ok(Written { text, fault })
}
