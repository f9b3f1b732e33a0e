//! The list as columns for people: number, date, source, headline.

use std::borrow::Cow;

use crate::article::{ArticleId, Precision, Published};
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::export::entry::one_line;
use crate::store::View;
use crate::text;

use super::Selection;

/// Columns of a source name at most.
const SOURCE: usize = 20;

/// Columns of a headline at least, however narrow the terminal.
const HEADLINE: usize = 20;

/// Widths of the columns.
struct Columns {
    number: usize,
    source: usize,
    /// All of them; a headline is cut only to fit a terminal.
    all: Option<usize>,
}

/// Prints the table; nothing at all when nothing was found.
pub(super) fn print(selection: Selection<'_>, out: &mut Output) -> Result<(), Failure> {
    let Some(last) = selection.found.iter().max() else {
        return Ok(());
    };
    let source_width = |view: View<'_>| text::width(&source(&view));
    let widest = selection.views().map(source_width).max();
    let columns = Columns {
        number: number(*last).to_string().len(),
        source: widest.unwrap_or_default().clamp("source".len(), SOURCE),
        all: out.columns(),
    };
    out.line(&columns.row("N", " date", "source", "headline"))?;
    for view in selection.views() {
        let number = number(view.id()).to_string();
        let date = day(&view.published());
        out.line(&columns.row(&number, &date, &source(&view), &headline(&view)))?;
    }
    Ok(())
}

impl Columns {
    fn row(&self, number: &str, date: &str, source: &str, headline: &str) -> String {
        let source = text::truncate(source, self.source);
        let gap = " ".repeat(self.source.saturating_sub(text::width(&source)));
        let width = self.number;
        let start = format!("{number:>width$}  {date:<11}  {source}{gap}  ");
        let room = self.all.map_or(usize::MAX, |all| {
            all.saturating_sub(text::width(&start)).max(HEADLINE)
        });
        let headline = text::truncate(headline, room);
        format!("{start}{headline}")
    }
}

/// The number by which `show` finds an article: its place in the collection, from 1.
fn number(id: ArticleId) -> usize {
    id.index().saturating_add(1)
}

/// The day, with a sign before it when it was concluded or given.
fn day(published: &Published) -> String {
    let Some(mut moment) = published.value else {
        return " no date".to_owned();
    };
    moment.precision = moment.precision.min(Precision::Day);
    let mark = published.kind.sign().unwrap_or(" ");
    format!("{mark}{moment}")
}

/// The source, with a sign before it when it was concluded or given.
fn source<'a>(view: &View<'a>) -> Cow<'a, str> {
    match view.source() {
        None => "unknown".into(),
        Some(name) => match view.source_from().sign() {
            Some(sign) => format!("{sign}{name}").into(),
            None => name.into(),
        },
    }
}

/// The headline, or the lead in quotation marks.
fn headline(view: &View<'_>) -> String {
    match view.headline() {
        Some(headline) => headline.to_owned(),
        None => format!("“{}”", one_line(view.lead())),
    }
}
