//! The words that an option takes.

use clap::ValueEnum;

use crate::export;
use crate::search;
use crate::timeline::{Layer, Step};

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum By {
    Century,
    Decade,
    Year,
    Quarter,
    Month,
    Week,
    Day,
    Hour,
    Minute,
}

impl From<By> for Step {
    fn from(by: By) -> Self {
        match by {
            By::Century => Self::Century,
            By::Decade => Self::Decade,
            By::Year => Self::Year,
            By::Quarter => Self::Quarter,
            By::Month => Self::Month,
            By::Week => Self::Week,
            By::Day => Self::Day,
            By::Hour => Self::Hour,
            By::Minute => Self::Minute,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Stack {
    /// By source
    Source,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Times {
    /// When articles were published
    Published,
    /// What they speak of; an article counts in every bar it speaks of
    Mentioned,
    /// Both
    Both,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Reach {
    /// Without the outermost hundredth at either end, where that would more than double the
    /// length; it is counted before and after
    Dense,
    /// From the first to the last
    All,
}

impl From<Times> for Layer {
    fn from(times: Times) -> Self {
        match times {
            Times::Published => Self::Published,
            Times::Mentioned => Self::Mentioned,
            Times::Both => Self::Both,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum TimelineFormat {
    /// Bars for people
    Text,
    /// One array of bars
    Json,
    /// Comma-separated, with a header
    Csv,
    /// A picture, stacked by source; opens in a browser
    Svg,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum RowsFormat {
    /// Columns for people
    Table,
    /// One record a line
    Jsonl,
    /// Comma-separated, with a header
    Csv,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Sort {
    /// By date, newest first, undated last
    Date,
    /// By source name, unknown last
    Source,
    /// Best match first
    Relevance,
}

impl From<Sort> for search::Order {
    fn from(sort: Sort) -> Self {
        match sort {
            Sort::Date => Self::Date,
            Sort::Source => Self::Source,
            Sort::Relevance => Self::Relevance,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ListFormat {
    /// Columns for people
    Table,
    /// One record a line
    Jsonl,
    /// One array of records
    Json,
    /// Comma-separated, with a header; what a spreadsheet would run as a formula begins with '
    Csv,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ShowFormat {
    /// Wrapped for reading
    Text,
    /// The whole record
    Json,
    /// Headings and paragraphs
    Markdown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum CheckFormat {
    /// Sentences for people
    Text,
    /// One issue a line
    Jsonl,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Form {
    /// A reading copy with notes
    Markdown,
    /// The same as one page that needs nothing else
    Html,
    /// A table, comma-separated
    Csv,
    /// Full records, one a line
    Jsonl,
    /// References for programs that keep literature
    Ris,
    /// References for LaTeX
    Bibtex,
}

impl From<Form> for export::Form {
    fn from(form: Form) -> Self {
        match form {
            Form::Markdown => Self::Markdown,
            Form::Html => Self::Html,
            Form::Csv => Self::Csv,
            Form::Jsonl => Self::Jsonl,
            Form::Ris => Self::Ris,
            Form::Bibtex => Self::Bibtex,
        }
    }
}
