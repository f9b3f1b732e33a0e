//! Exports to files: the text, and beside a table or records the audit they have no place for.

use std::path::{Path, PathBuf};

use super::outfile::{self, Existing, Refusal};
use crate::export::{self, Audit, Form, Selection};

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

/// `FILE.audit.json`.
fn audit_of(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".audit.json");
    PathBuf::from(name)
}
