//! What happens when the program itself is at fault.
//!
//! A panic on the interface thread gives the terminal back first and speaks afterwards: message,
//! place, and where a report lies; the exit code is 101. A panic on any other thread stays
//! silent here: whoever runs the thread catches it and tells it in the status line.

use std::any::Any;
use std::backtrace::Backtrace;
use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;

use super::terminal::Terminal;
use crate::text;

/// From now on, a panic on this thread gives `terminal` back before anything is said.
pub(crate) fn prepare(terminal: &Arc<Terminal>) {
    let interface = thread::current().id();
    let terminal = Arc::clone(terminal);
    panic::set_hook(Box::new(move |panic| {
        if thread::current().id() == interface {
            terminal.give_back();
            speak(panic);
        }
    }));
}

/// Back to how panics were told before.
pub(crate) fn relax() {
    drop(panic::take_hook());
}

/// Runs a piece of work that may be at fault.
///
/// # Errors
/// What the panic said, when there was one.
pub(crate) fn contain<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|payload| said(payload.as_ref()))
}

fn said(payload: &(dyn Any + Send)) -> String {
    let message = payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message");
    text::visible(message)
}

fn speak(panic: &PanicHookInfo<'_>) {
    let message = said(panic.payload());
    let place = panic
        .location()
        .map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
    let report = write_report(&message, &place);
    let whereabouts = report.map_or_else(
        |error| format!("no report could be written ({error})"),
        |path| format!("a report is in {}", text::visible(&path.to_string_lossy())),
    );
    // Nobody may be listening any more.
    let _heard = writeln!(
        io::stderr(),
        "dateline: a fault in the program, at {place}: {message}\n\
         The screen has been restored; {whereabouts}."
    );
}

/// Writes what helps to find the fault; nothing of the articles but what the message quotes.
fn write_report(message: &str, place: &str) -> io::Result<PathBuf> {
    let name = format!("dateline-fault-{}.txt", std::process::id());
    let path = std::env::temp_dir().join(name);
    // Never through a name that someone else put there.
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&path)?;
    writeln!(
        file,
        "dateline {}\n{place}\n{message}\n\n{}",
        env!("CARGO_PKG_VERSION"),
        Backtrace::force_capture()
    )?;
    Ok(path)
}
