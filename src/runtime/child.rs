//! Other programs, started by a list of arguments and never by a shell.
//!
//! One gets a text on its standard input and nothing else of an article; what it prints is cleaned
//! and bounded. A program that wants the terminal for itself has it alone until it ends.

use std::io::{self, Read, Write as _};
use std::os::fd::BorrowedFd;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::Sender;
use std::thread;

use super::incoming::Incoming;
use super::terminal::Terminal;
use crate::app::printed::Printed;
use crate::config;
use crate::text;

/// Most bytes that are kept of what a command prints.
const LONGEST: u64 = 200_000;

/// Runs a command beside the interface; the loop hears of its end.
///
/// # Errors
/// When the system gives no thread.
pub(crate) fn run_aside(
    command: config::Command,
    input: String,
    outbox: &Sender<Incoming>,
) -> io::Result<()> {
    let outbox = outbox.clone();
    super::threads::aside("command", move || {
        let (said, printed) = match printed_by(&command.run, &input) {
            Ok((status, output)) => told(&command.name, status, &output),
            Err(error) => (not_started(&command, &error), Printed::default()),
        };
        // The loop may have ended first.
        let _ended = outbox.send(Incoming::Printed(said, printed));
    })
}

/// Runs a command on the terminal, which it has alone until it ends; returns what is to be said.
///
/// # Errors
/// When the terminal has gone.
pub(crate) fn run_on_terminal(
    terminal: &Terminal,
    command: &config::Command,
    input: String,
) -> io::Result<String> {
    let ended = terminal.lend(|| foreground(terminal, &command.run, Some(input)))?;
    Ok(match ended {
        Ok(status) => ended_words(&command.name, status),
        Err(error) => not_started(command, &error),
    })
}

/// Runs a program on the terminal that was lent to it, until it ends. Without a text it reads the
/// terminal.
pub(super) fn foreground(
    terminal: &Terminal,
    run: &[String],
    input: Option<String>,
) -> io::Result<ExitStatus> {
    let copy = |fd: BorrowedFd<'_>| fd.try_clone_to_owned().map(Stdio::from);
    let stdin = match input {
        Some(_) => Stdio::piped(),
        None => copy(terminal.device().keys())?,
    };
    let screen = terminal.device().screen();
    let mut child = command(run)?
        .stdin(stdin)
        .stdout(copy(screen)?)
        .stderr(copy(screen)?)
        .spawn()?;
    feed(&mut child, input)?;
    child.wait()
}

/// The program and its arguments.
pub(super) fn command(run: &[String]) -> io::Result<Command> {
    let (program, arguments) = run.split_first().ok_or(io::ErrorKind::InvalidInput)?;
    let mut command = Command::new(program);
    command.args(arguments);
    Ok(command)
}

/// Writes a text to a program, on a thread of its own: it may read nothing before it has printed.
fn feed(child: &mut Child, input: Option<String>) -> io::Result<()> {
    if let Some((mut stdin, input)) = child.stdin.take().zip(input) {
        super::threads::aside("feed", move || {
            // A program that does not read to the end has its reasons.
            let _closed = stdin.write_all(input.as_bytes());
        })?;
    }
    Ok(())
}

/// How a command ended, and what it printed, errors after the rest.
fn printed_by(run: &[String], input: &str) -> io::Result<(ExitStatus, String)> {
    let mut child = command(run)?
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    feed(&mut child, Some(input.to_owned()))?;
    let errors = child.stderr.take();
    let errors = thread::scope(|scope| {
        let errors = scope.spawn(|| errors.map_or_else(String::new, bounded));
        let output = child.stdout.take().map_or_else(String::new, bounded);
        let errors = errors.join().unwrap_or_default();
        join(output, &errors)
    });
    Ok((child.wait()?, errors))
}

fn join(mut output: String, errors: &str) -> String {
    if !output.is_empty() && !output.ends_with('\n') && !errors.is_empty() {
        output.push('\n');
    }
    output + errors
}

/// What comes out, cleaned, and cut where it is too long; the rest is read and dropped, so that
/// the program can go on.
fn bounded(mut from: impl Read) -> String {
    let mut bytes = Vec::new();
    let _broken = from.by_ref().take(LONGEST).read_to_end(&mut bytes);
    let dropped = io::copy(&mut from, &mut io::sink()).unwrap_or(0);
    let mut kept = text::sanitise(&String::from_utf8_lossy(&bytes)).text;
    if dropped > 0 {
        kept.push_str("\n… cut here: it printed more than ");
        kept.push_str(&text::grouped(bytes.len()));
        kept.push_str(" bytes\n");
    }
    kept
}

fn told(name: &str, status: ExitStatus, output: &str) -> (String, Printed) {
    let said = ended_words(name, status);
    let output = output.trim_end();
    if output.is_empty() {
        return (format!("{said}; it printed nothing"), Printed::default());
    }
    let printed = Printed::new(said.clone(), output.to_owned());
    (said, printed)
}

/// `print is done`, `print ended with status 3`.
fn ended_words(name: &str, status: ExitStatus) -> String {
    match status.code() {
        Some(0) => format!("{name} is done"),
        Some(code) => format!("{name} ended with status {code}"),
        None => format!("{name} was ended by a signal"),
    }
}

fn not_started(command: &config::Command, error: &io::Error) -> String {
    let program = command.run.first().map_or("", String::as_str);
    let program = text::visible(program);
    match error.kind() {
        io::ErrorKind::NotFound => format!("{}: there is no program {program}", command.name),
        _ => format!("{}: {program} cannot be started: {error}", command.name),
    }
}
