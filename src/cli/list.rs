//! `dateline list`: the articles, one a line.

mod table;

use serde_json::Value;

use crate::article::{Article, ArticleId, Mark};
use crate::export::csv;
use crate::export::record::Record;
use crate::store::View;

use super::arguments::{List, ListFormat};
use super::collection::{Collection, Depth};
use super::failure::Failure;
use super::filter::Filter;
use super::output::Output;

/// Prints the articles that match.
pub(super) fn run(wanted: &List, out: &mut Output) -> Result<u8, Failure> {
    if wanted.full && wanted.format == ListFormat::Table {
        return Err(Failure::usage(
            "--full is for records: a table has no room for them",
            "--format jsonl, json or csv writes them in full",
        ));
    }
    let filter = Filter::read(&wanted.asked)?;
    let depth = filter.depth().max(Depth::whole_if(wanted.full));
    let mut collection =
        Collection::read_to(&wanted.asked.collection, depth).with_marks(&wanted.asked.state);
    let found = filter.find(&mut collection.index, wanted.sort.into());
    collection.tell_skipped();
    let selection = Selection {
        collection: &collection,
        found: &found,
        is_full: wanted.full,
    };
    match wanted.format {
        ListFormat::Table => table::print(selection, out)?,
        ListFormat::Jsonl => jsonl(selection, out)?,
        ListFormat::Json => json(selection, out)?,
        ListFormat::Csv => comma_separated(selection, out)?,
    }
    Ok(collection.status(found.len(), wanted.asked.strictness.strict))
}

/// What is printed.
#[derive(Clone, Copy)]
struct Selection<'a> {
    collection: &'a Collection,
    found: &'a [ArticleId],
    is_full: bool,
}

impl<'a> Selection<'a> {
    fn views(self) -> impl Iterator<Item = View<'a>> {
        let store = &self.collection.store;
        self.found.iter().filter_map(move |id| store.get(*id))
    }

    fn record<'b>(self, article: &'b Article, mark: &'b Mark) -> Record<'b> {
        if self.is_full {
            Record::full(article, mark, &self.collection.store)
        } else {
            Record::brief(article)
        }
    }
}

fn jsonl(selection: Selection<'_>, out: &mut Output) -> Result<(), Failure> {
    for view in selection.views() {
        let (article, mark) = (view.to_article(), selection.collection.mark(view.id()));
        out.line(&serde_json::to_string(&selection.record(&article, &mark))?)?;
    }
    Ok(())
}

fn json(selection: Selection<'_>, out: &mut Output) -> Result<(), Failure> {
    let mut before = "[\n";
    for view in selection.views() {
        out.block(before)?;
        let (article, mark) = (view.to_article(), selection.collection.mark(view.id()));
        out.block(&serde_json::to_string(&selection.record(&article, &mark))?)?;
        before = ",\n";
    }
    out.line(if before == "[\n" { "[]" } else { "\n]" })
}

fn comma_separated(selection: Selection<'_>, out: &mut Output) -> Result<(), Failure> {
    let mut is_first = true;
    for view in selection.views() {
        let (article, mark) = (view.to_article(), selection.collection.mark(view.id()));
        if let Value::Object(record) = serde_json::to_value(selection.record(&article, &mark))? {
            if std::mem::take(&mut is_first) {
                out.line(&csv::header(&record))?;
            }
            out.line(&csv::row(&record))?;
        }
    }
    Ok(())
}
