//! Exports to files: the text, and beside a table or records the audit they have no place for.

use std::io;
use std::path::{self, Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;

use super::clock;
use super::incoming::Incoming;
use super::outfile::{self, Existing, Refusal};
use crate::app::message::OutFile;
use crate::export::{self, Audit, Form, Order, Selection};
use crate::text;

/// The files of an export: the one that was asked for first.
pub fn files(form: Form, file: &Path) -> Vec<PathBuf> {
    let mut files = vec![file.to_owned()];
    if !form.holds_audit() {
        files.push(audit_of(file));
    }
    files
}

/// Writes a selection to a file, and its audit beside it where the form has no place for it.
///
/// # Errors
/// When either is not written.
pub fn save(
    form: Form,
    audit: &Audit,
    selection: Selection<'_>,
    (file, existing): (&Path, Existing),
) -> Result<(), Refusal> {
    for file in files(form, file) {
        outfile::may_be_written(&file, existing)?;
    }
    outfile::write(file, existing, &mut |out| {
        export::write(form, audit, selection, out)
    })?;
    if form.holds_audit() {
        return Ok(());
    }
    outfile::write(&audit_of(file), existing, &mut |out| {
        out.write_all(audit.to_json()?.as_bytes())
    })
}

/// Writes an export beside the interface; the loop hears how it went.
///
/// # Errors
/// When the system gives no thread.
pub(crate) fn save_aside(
    order: Arc<Order>,
    to: OutFile,
    outbox: &Sender<Incoming>,
) -> io::Result<()> {
    let outbox = outbox.clone();
    super::threads::aside("export", move || {
        let said = save_order(&order, &to);
        // The loop may have ended first.
        let _ended = outbox.send(Incoming::Told(said));
    })
}

/// Writes an export; returns what is to be said of it.
fn save_order(order: &Order, to: &OutFile) -> String {
    let audit = order.audit(clock::timestamp());
    let existing = if to.replace {
        Existing::Replace
    } else {
        Existing::Keep
    };
    let put = |file: &Path| save(order.form, &audit, order.selection(), (file, existing));
    let result = match &to.path {
        Some(path) => {
            let file = from_home(path);
            put(&file).map(|()| file)
        }
        None => put_under_a_free_name(order.form, &put),
    };
    match result {
        Ok(file) => {
            let file = path::absolute(&file).unwrap_or(file);
            let file = text::visible(&file.to_string_lossy());
            let many = text::counted(audit.articles, "article", "articles");
            let beside = if order.form.holds_audit() {
                ""
            } else {
                " and, beside it, .audit.json"
            };
            format!("{many} written to {file}{beside}")
        }
        Err(refusal) => {
            let mend = match refusal {
                Refusal::Exists(_) => "; :export --force FORM FILE replaces it",
                Refusal::Special(_) | Refusal::System(..) => "",
            };
            format!("{}{mend}", text::visible(&refusal.to_string()))
        }
    }
}

/// `dateline-2026-01-02.md` in the working folder, or with the first number that is free.
fn put_under_a_free_name(
    form: Form,
    put: &dyn Fn(&Path) -> Result<(), Refusal>,
) -> Result<PathBuf, Refusal> {
    let day = clock::today();
    let mut last = PathBuf::new();
    for number in 1..=999_u32 {
        let number = if number == 1 {
            String::new()
        } else {
            format!("-{number}")
        };
        last = PathBuf::from(format!("dateline-{day}{number}.{}", form.extension()));
        match put(&last) {
            Err(Refusal::Exists(_)) => {}
            written => return written.map(|()| last),
        }
    }
    Err(Refusal::Exists(last))
}

/// A path as typed, `~/` for the home folder.
fn from_home(path: &str) -> PathBuf {
    let home = std::env::home_dir();
    match path.strip_prefix("~/").zip(home) {
        Some((rest, home)) => home.join(rest),
        None => PathBuf::from(path),
    }
}

/// `FILE.audit.json`.
fn audit_of(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".audit.json");
    PathBuf::from(name)
}
