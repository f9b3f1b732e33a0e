//! The command line: what was asked for, done over the library, with the exit status of it.
//!
//! Promises: results go to standard output and everything else to standard error; an error says
//! what, where and the mend; the status is 0 found, 1 nothing matched, 2 usage or nothing could
//! be read, 3 any issue under `--strict`, 101 a fault of the program; a reader that goes away (`| head -1`) is no error;
//! foreign text is harmless wherever it is printed. Headless commands take no settings file, so
//! that a script does the same on every machine.

mod arguments;
mod check;
mod collection;
mod export;
mod failure;
mod fault;
mod filter;
mod inform;
mod list;
mod marks;
mod memory;
mod output;
mod reader;
mod settings;
mod show;
mod sources;
mod timeline;

use std::ffi::OsString;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use clap::Parser as _;

use arguments::{Arguments, Command};
use failure::Failure;
use output::Output;

/// Exit status: something was found or done.
const FOUND: u8 = 0;
/// Exit status: nothing matched, or `check` found issues.
const NOTHING: u8 = 1;
/// Exit status: wrong usage, or nothing could be read.
const TROUBLE: u8 = 2;
/// Exit status: there were issues, and `--strict` was given.
const STRICT: u8 = 3;
/// Exit status: the program itself is at fault.
const FAULT: u8 = 101;

/// Does what the command line asks for, program name first. A panic ends with status 101 and one
/// line that is harmless whatever it quotes.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let last = fault::silence();
    // Refused, such a file ends the program as it would have anyway.
    let _refused = crate::runtime::outlive_limits();
    let attempt = AssertUnwindSafe(|| attempt(arguments));
    ExitCode::from(catch_unwind(attempt).unwrap_or_else(|_told_already| {
        fault::tell(&last);
        FAULT
    }))
}

fn attempt(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let mut out = Output::new();
    let result = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => perform(arguments, &mut out),
        Err(error) => inform::usage(&error, &mut out),
    };
    let result = result.and_then(|status| out.finish().map(|()| status));
    result.unwrap_or_else(|failure| {
        output::complain(&failure);
        failure.status()
    })
}

fn perform(arguments: Arguments, out: &mut Output) -> Result<u8, Failure> {
    match arguments.command {
        None => reader::run(&arguments.reading),
        Some(Command::List(wanted)) => list::run(&wanted, out),
        Some(Command::Show(wanted)) => show::run(&wanted, out),
        Some(Command::Timeline(wanted)) => timeline::run(&wanted, out),
        Some(Command::Sources(wanted)) => sources::run(&wanted, out),
        Some(Command::Export(wanted)) => export::run(&wanted, out),
        Some(Command::Marks(wanted)) => marks::run(&wanted, out),
        Some(Command::Config(wanted)) => settings::config(&wanted, out),
        Some(Command::Keys(file)) => settings::keys(&file, out),
        Some(Command::Check(wanted)) => check::run(&wanted, out),
        Some(Command::Completions { shell }) => inform::completions(shell, out),
        Some(Command::Man) => inform::manual(out),
    }
}
