//! What the program says about itself: help, errors of usage, completions, the manual page. All
//! from one definition of the command line.

use clap::CommandFactory as _;
use clap::error::ErrorKind;
use clap_complete::Shell;

use crate::query;

use super::arguments::Arguments;
use super::failure::Failure;
use super::output::{self, Output};
use super::{FOUND, TROUBLE};

/// Prints help where help was asked for, and a complaint where the command line was wrong.
pub(super) fn usage(error: &clap::Error, out: &mut Output) -> Result<u8, Failure> {
    let message = error.render().to_string();
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            out.block(&message)?;
            Ok(FOUND)
        }
        // Not a fault of the line, but of its shortness: what may follow is told.
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            output::tell(&format!("a command is missing\n{}", message.trim_end()));
            Ok(TROUBLE)
        }
        _ => {
            let message = message.strip_prefix("error: ").unwrap_or(&message);
            output::tell(message.trim_end());
            Ok(TROUBLE)
        }
    }
}

/// Prints a completion script.
pub(super) fn completions(shell: Shell, out: &mut Output) -> Result<u8, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "dateline", &mut script);
    out.block(&String::from_utf8_lossy(&script))?;
    Ok(FOUND)
}

/// Prints the manual page: the command line, and what the filter line understands.
pub(super) fn manual(out: &mut Output) -> Result<u8, Failure> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Arguments::command()).render(&mut page)?;
    out.block(&String::from_utf8_lossy(&page))?;
    out.line(".SH FILTER LINE\nTerms are joined by \"and\".")?;
    for row in query::forms().iter().chain(query::fields()) {
        out.line(&format!(
            ".TP\n\\fB{}\\fR\n{}",
            roff(row.example),
            roff(row.help)
        ))?;
    }
    Ok(FOUND)
}

/// A text that roff shows as it is, at the start of a line too.
fn roff(text: &str) -> String {
    let plain = text.replace('\\', "\\e").replace('-', "\\-");
    if plain.starts_with(['.', '\'']) {
        format!("\\&{plain}")
    } else {
        plain
    }
}
