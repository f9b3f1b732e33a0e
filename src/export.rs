//! Articles out of the program: a result as Markdown, HTML, CSV, JSON Lines, RIS or BibTeX, and
//! one article as a citation or a quote.
//!
//! Promises: pure text, written piece by piece, so that a large result is never held twice; every
//! text of an article is escaped as its form demands and cannot become markup, a formula or a
//! command there; what was concluded or corrected is never written as if it had been read; every
//! export says what it was made of ([`Audit`]). Where it is written to is not known here.

pub mod audit;
pub mod bibtex;
pub mod citation;
pub mod csv;
pub mod entry;
pub mod html;
pub mod link;
pub mod markdown;
pub mod record;
pub mod ris;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::fmt;
use std::io::{self, Write};

pub use audit::Audit;
pub use entry::Entry;

use crate::article::{ArticleId, DateKind, Mark};
use crate::store::{Store, View};
use crate::text;

/// What an export is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// A reading copy with notes.
    Markdown,
    /// The same as one page that needs nothing else.
    Html,
    /// A table, a row an article.
    Csv,
    /// The full record, one a line.
    Jsonl,
    /// References, as most programs for literature read them.
    Ris,
    /// References for LaTeX.
    Bibtex,
}

impl Form {
    /// Every form.
    pub const ALL: [Self; 6] = [
        Self::Markdown,
        Self::Html,
        Self::Csv,
        Self::Jsonl,
        Self::Ris,
        Self::Bibtex,
    ];

    /// The name used in commands.
    pub fn name(self) -> &'static str {
        match self {
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
            Self::Ris => "ris",
            Self::Bibtex => "bibtex",
        }
    }

    /// The form of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.name() == name)
    }

    /// What it is good for, in a few words.
    pub fn purpose(self) -> &'static str {
        match self {
            Self::Markdown => "a reading copy with notes",
            Self::Html => "one page that needs nothing else, to read and print",
            Self::Csv => "a table for spreadsheets",
            Self::Jsonl => "full records, one a line",
            Self::Ris => "references for Zotero, EndNote and others",
            Self::Bibtex => "references for LaTeX",
        }
    }

    /// How the names of such files end.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
            Self::Ris => "ris",
            Self::Bibtex => "bib",
        }
    }

    /// Whether the audit stands in the export itself. A table and records have no place for it
    /// that every reader would pass over: there it is told beside ([`Audit::to_json`]).
    pub fn holds_audit(self) -> bool {
        !matches!(self, Self::Csv | Self::Jsonl)
    }
}

/// Which articles are exported, in this order, and what the reader says of them.
#[derive(Clone, Copy)]
pub struct Selection<'a> {
    /// The collection.
    pub store: &'a Store,
    /// The articles.
    pub ids: &'a [ArticleId],
    /// The marks of those that have any.
    pub marks: &'a HashMap<ArticleId, Mark>,
}

impl<'a> Selection<'a> {
    /// What there is to say of it: of which collection, by which filter line, made when (RFC 3339).
    pub fn audit(self, collection: &str, filter: &str, made: String) -> Audit {
        let kinds = || self.views().map(|view| view.published().kind);
        let count = |kind| kinds().filter(|found| *found == kind).count();
        let articles = self.views().count();
        Audit {
            program: audit::PROGRAM.to_owned(),
            made,
            collection: text::visible(collection),
            filter: text::visible(filter),
            articles,
            hidden: self.store.len().saturating_sub(articles),
            undated: count(DateKind::None),
            dates_inferred: count(DateKind::Inferred),
        }
    }

    fn views(self) -> impl Iterator<Item = View<'a>> {
        let ids = self.ids.iter();
        ids.filter_map(move |id| self.store.get(*id))
    }

    fn entries(self) -> impl Iterator<Item = Entry> {
        self.views().map(move |view| {
            let mark = self.marks.get(&view.id()).cloned();
            Entry::of(&view, mark.unwrap_or_default())
        })
    }
}

/// An export as it was ordered: everything it needs, so that it can be written elsewhere while the
/// collection goes on changing.
#[derive(Clone)]
pub struct Order {
    /// What it is written as.
    pub form: Form,
    /// The collection as it was.
    pub store: Store,
    /// The articles, in this order.
    pub ids: Vec<ArticleId>,
    /// The marks of those that have any.
    pub marks: HashMap<ArticleId, Mark>,
    /// What was opened.
    pub collection: String,
    /// What chose the articles.
    pub filter: String,
}

impl Order {
    /// What is exported.
    pub fn selection(&self) -> Selection<'_> {
        Selection {
            store: &self.store,
            ids: &self.ids,
            marks: &self.marks,
        }
    }

    /// What there is to say of it, made at that time (RFC 3339).
    pub fn audit(&self, made: String) -> Audit {
        self.selection().audit(&self.collection, &self.filter, made)
    }
}

impl fmt::Debug for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Order")
            .field("form", &self.form)
            .field("ids", &self.ids)
            .field("filter", &self.filter)
            .finish_non_exhaustive()
    }
}

/// Writes a selection in a form. Linear in the texts it writes.
///
/// # Errors
/// When `out` takes no more.
pub fn write(
    form: Form,
    audit: &Audit,
    selection: Selection<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    match form {
        Form::Markdown => markdown::write(audit, selection, out),
        Form::Html => html::write(audit, selection, out),
        Form::Csv => csv::write(selection, out),
        Form::Jsonl => record::write(selection, out),
        Form::Ris => ris::write(audit, selection, out),
        Form::Bibtex => bibtex::write(audit, selection, out),
    }
}
