//! The program `dateline`: parses the command line, calls the library, exits.

use std::process::ExitCode;

fn main() -> ExitCode {
    dateline::cli::run(std::env::args_os())
}
