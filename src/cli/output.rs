//! The only place that prints: one buffered writer to standard output, and complaints to
//! standard error. Writes no escape sequence, whatever standard output is.
//!
//! What is written here has passed [`crate::text::sanitise`] when it was read; complaints may
//! carry what a person typed, and pass it here.

use std::io::{self, BufWriter, IsTerminal as _, StdoutLock, Write as _};

use crate::text;

use super::failure::Failure;

/// Columns of a terminal that does not say how many it has.
const COLUMNS: usize = 80;

/// Standard output.
pub(super) struct Output {
    writer: BufWriter<StdoutLock<'static>>,
    columns: Option<usize>,
}

impl Output {
    /// Standard output, buffered.
    pub(super) fn new() -> Self {
        let out = io::stdout().lock();
        let columns = out.is_terminal().then(|| columns_of(&out));
        Self {
            writer: BufWriter::with_capacity(1 << 16, out),
            columns,
        }
    }

    /// Columns of the terminal; `None` where standard output is none.
    pub(super) fn columns(&self) -> Option<usize> {
        self.columns
    }

    /// Writes a line.
    pub(super) fn line(&mut self, line: &str) -> Result<(), Failure> {
        self.writer.write_all(line.as_bytes())?;
        self.writer.write_all(b"\n")?;
        Ok(())
    }

    /// Writes what is laid out already, line ends and all.
    pub(super) fn block(&mut self, block: &str) -> Result<(), Failure> {
        Ok(self.writer.write_all(block.as_bytes())?)
    }

    /// For what is written piece by piece.
    pub(super) fn writer(&mut self) -> &mut dyn io::Write {
        &mut self.writer
    }

    /// Sees that everything has left.
    pub(super) fn finish(mut self) -> Result<(), Failure> {
        Ok(self.writer.flush()?)
    }
}

/// Tells standard error why a command failed. There is nobody to tell when that fails too.
pub(super) fn complain(failure: &Failure) {
    if matches!(failure, Failure::Told { .. }) {
        tell(&failure.to_string());
    }
}

/// Tells standard error something, harmless whatever it quotes.
pub(super) fn tell(message: &str) {
    let message = text::sanitise(message).text;
    let _closed = writeln!(io::stderr().lock(), "dateline: {message}");
}

#[cfg(unix)]
fn columns_of(out: &StdoutLock<'_>) -> usize {
    rustix::termios::tcgetwinsize(out)
        .map(|size| usize::from(size.ws_col))
        .ok()
        .filter(|columns| *columns > 0)
        .unwrap_or(COLUMNS)
}

#[cfg(not(unix))]
fn columns_of(_out: &StdoutLock<'_>) -> usize {
    COLUMNS
}
