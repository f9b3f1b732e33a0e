//! The settings file: where it is, and its text within bounds.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy as _;

use super::{Fault, Place};

/// Largest settings file, in bytes; a larger one is some other file.
const LARGEST: u64 = 1_000_000;

/// Which settings file is read.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum File {
    /// None (`--no-config`).
    None,
    /// The usual one ([`path`]), if it exists.
    #[default]
    Usual,
    /// This one, which must exist.
    At(PathBuf),
}

/// Where the settings file usually is: `dateline/config.toml` in the settings folder of the
/// system (`XDG_CONFIG_HOME`, or `~/.config`); `None` where there is no home folder.
pub fn path() -> Option<PathBuf> {
    let strategy = etcetera::choose_base_strategy().ok()?;
    Some(strategy.config_dir().join("dateline").join("config.toml"))
}

impl File {
    /// Where the file is, or would be; `None` where there is none to read.
    pub fn path(&self) -> Option<PathBuf> {
        match self {
            Self::None => None,
            Self::Usual => path(),
            Self::At(path) => Some(path.clone()),
        }
    }

    /// The file's path and text; `None` where there is none and none is needed.
    ///
    /// # Errors
    /// When it cannot be read as a text of reasonable size.
    pub(super) fn read(&self) -> Result<Option<(PathBuf, String)>, Fault> {
        let Some(path) = self.path() else {
            return Ok(None);
        };
        let needed = matches!(self, Self::At(_));
        match text_of(&path) {
            Ok(text) => Ok(Some((path, text))),
            Err(Trouble::Missing) if !needed => Ok(None),
            Err(trouble) => Err(Fault {
                place: Place::File(path.display().to_string()),
                message: trouble.to_string(),
            }),
        }
    }
}

/// Why a settings file cannot be read.
#[derive(Debug, thiserror::Error)]
enum Trouble {
    #[error("there is no such file")]
    Missing,
    #[error("this is a folder; the settings are a file, such as config.toml in it")]
    Folder,
    #[error("this is no regular file")]
    Special,
    #[error("this is larger than 1 MB and no settings file")]
    TooLarge,
    #[error("this is not UTF-8 text: the byte at {0} cannot be read")]
    NotText(usize),
    #[error("this cannot be read: {0}")]
    System(std::io::Error),
}

impl From<std::io::Error> for Trouble {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::NotFound => Self::Missing,
            _ => Self::System(error),
        }
    }
}

fn text_of(path: &Path) -> Result<String, Trouble> {
    // Asked before it is opened: opening a pipe would wait for its writer.
    let kind = std::fs::metadata(path)?;
    if kind.is_dir() {
        return Err(Trouble::Folder);
    }
    if !kind.is_file() {
        return Err(Trouble::Special);
    }
    let mut bytes = Vec::new();
    std::fs::File::open(path)?
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > LARGEST) {
        return Err(Trouble::TooLarge);
    }
    String::from_utf8(bytes).map_err(|error| Trouble::NotText(error.utf8_error().valid_up_to()))
}
