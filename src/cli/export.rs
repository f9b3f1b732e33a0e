//! `dateline export`: articles in a form for reading, spreadsheets, programs or references.

use crate::export::{self, Audit, Form, Selection};
use crate::runtime::clock;
use crate::runtime::exporter::{files, save};
use crate::runtime::outfile::{self, Existing};
use crate::text;

use super::arguments::Export;
use super::collection::Collection;
use super::failure::Failure;
use super::filter::Filter;
use super::output::{self, Output};
use super::reader;

/// Writes the articles that match.
pub(super) fn run(wanted: &Export, out: &mut Output) -> Result<u8, Failure> {
    let form = Form::from(wanted.to);
    let file = wanted.output.as_deref();
    let file = file.filter(|file| file.as_os_str() != "-");
    let existing = if wanted.force {
        Existing::Replace
    } else {
        Existing::Keep
    };
    // A slip in the name should not cost the time to read everything.
    for file in file.iter().flat_map(|file| files(form, file)) {
        outfile::may_be_written(&file, existing)?;
    }
    let filter = Filter::read(&wanted.asked)?;
    let mut collection = Collection::read(&wanted.asked.collection).with_marks(&wanted.asked.state);
    let found = filter.find(&mut collection.index, wanted.sort.into());
    collection.tell_skipped();
    let selection = Selection {
        store: &collection.store,
        ids: &found,
        marks: &collection.marks,
    };
    let name = reader::name(&wanted.asked.collection.inputs());
    let audit = selection.audit(&name, &wanted.asked.narrowing.query, clock::timestamp());
    match file {
        None => print(form, &audit, selection, out)?,
        Some(file) => {
            save(form, &audit, selection, (file, existing))?;
            let file = text::visible(&file.to_string_lossy());
            let many = text::counted(found.len(), "article", "articles");
            out.line(&format!("{many} written to {file}"))?;
        }
    }
    Ok(collection.status(found.len(), wanted.asked.strictness.strict))
}

/// To standard output; what has no place for the audit has it told on standard error.
fn print(
    form: Form,
    audit: &Audit,
    selection: Selection<'_>,
    out: &mut Output,
) -> Result<(), Failure> {
    export::write(form, audit, selection, out.writer())?;
    if !form.holds_audit() {
        let lines: Vec<String> = audit.lines().collect();
        output::tell(&format!("audit: {}", lines.join("; ")));
    }
    Ok(())
}
