//! The command line as data. Parsing has no side effects; what needs a look at the world
//! (paths, terminals) is looked at where it is used.

use std::path::PathBuf;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::article::{Moment, Precision};
use crate::ingest::{Input, Options};
use crate::search;
use crate::timeline::Step;

/// Read, search and review piles of news in the terminal.
///
/// Point it at a folder of news texts and it shows a list, an article and a timeline that always
/// agree. Without PATH it opens the five sample documents that are built in.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, args_conflicts_with_subcommands = true)]
#[command(
    after_help = "A command wins over a path of its name: write ./list for a folder called list."
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    #[command(flatten)]
    pub(super) reading: Reading,
}

/// What the reader is opened on.
#[derive(Debug, Args)]
pub(super) struct Reading {
    #[command(flatten)]
    pub(super) collection: Collection,
    #[command(flatten)]
    pub(super) narrowing: Narrowing,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Print the articles, one a line
    List(List),
    /// Print one article
    Show(Show),
    /// Count the articles along the calendar
    Timeline(Timeline),
    /// Print the sources with their number of articles, first and last date
    Sources(Sources),
    /// Print what was read, skipped, mended and guessed, and why
    Check(Check),
    /// Print where the settings are, the default ones, or those in force
    #[command(subcommand)]
    Config(Config),
    /// Print every key and command of the reader
    Keys(SettingsFile),
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page (roff)
    Man,
}

/// What to read, and how.
#[derive(Debug, Args)]
pub(super) struct Collection {
    /// Files and folders; - is standard input; none: the built-in samples
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Conclude no date and no source: what no document states is unknown
    #[arg(long)]
    no_infer: bool,
    /// The date of articles that state none: 2018, 2018-01, 2018-01-05 or 2018-01-05T21:52
    #[arg(long, value_name = "DATE", value_parser = moment)]
    published: Option<Moment>,
    /// Exit with status 3 if anything was skipped, mended or cut
    #[arg(long)]
    pub(super) strict: bool,
}

impl Collection {
    /// What to read.
    pub(super) fn inputs(&self) -> Vec<Input> {
        if self.paths.is_empty() {
            return vec![Input::Samples];
        }
        let input = |path: &PathBuf| match path.to_str() {
            Some("-") => Input::Stdin,
            _ => Input::Path(path.clone()),
        };
        self.paths.iter().map(input).collect()
    }

    /// How to read it.
    pub(super) fn options(&self) -> Options {
        Options {
            infer: !self.no_infer,
            published: self.published,
            ..Options::default()
        }
    }
}

/// Which articles.
#[derive(Debug, Args)]
pub(super) struct Narrowing {
    /// Only what this filter line finds: words, source:…, date:2018-01..2024 …
    #[arg(
        short,
        long = "query",
        value_name = "QUERY",
        default_value = "",
        hide_default_value = true
    )]
    pub(super) query: String,
}

/// `dateline list`
#[derive(Debug, Args)]
pub(super) struct List {
    #[command(flatten)]
    pub(super) collection: Collection,
    #[command(flatten)]
    pub(super) narrowing: Narrowing,
    /// Order of the articles
    #[arg(long, value_enum, default_value_t = Sort::Date)]
    pub(super) sort: Sort,
    /// Form of the output
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    pub(super) format: ListFormat,
    /// With text, related headlines, comments, time expressions and line labels
    #[arg(long)]
    pub(super) full: bool,
}

/// `dateline show`
#[derive(Debug, Args)]
pub(super) struct Show {
    #[command(flatten)]
    pub(super) collection: Collection,
    /// Which article: its key, or its number in the first column of `list`
    #[arg(long, value_name = "KEY|N")]
    pub(super) id: String,
    /// Form of the output
    #[arg(long, value_enum, default_value_t = ShowFormat::Text)]
    pub(super) format: ShowFormat,
    /// The whole text as it was read, page furniture and all
    #[arg(long, conflicts_with = "format")]
    pub(super) raw: bool,
}

/// `dateline check`
#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    pub(super) collection: Collection,
    /// Form of the output
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub(super) format: CheckFormat,
}

/// `dateline timeline`
#[derive(Debug, Args)]
pub(super) struct Timeline {
    #[command(flatten)]
    pub(super) collection: Collection,
    #[command(flatten)]
    pub(super) narrowing: Narrowing,
    /// Width of a bar; without it the finest that gives at most 40 bars
    #[arg(long, value_enum)]
    pub(super) by: Option<By>,
    /// Count each bar apart by this
    #[arg(long, value_enum)]
    pub(super) stack: Option<Stack>,
    /// Form of the output
    #[arg(long, value_enum, default_value_t = TimelineFormat::Text)]
    pub(super) format: TimelineFormat,
}

/// `dateline sources`
#[derive(Debug, Args)]
pub(super) struct Sources {
    #[command(flatten)]
    pub(super) collection: Collection,
    #[command(flatten)]
    pub(super) narrowing: Narrowing,
    /// Form of the output
    #[arg(long, value_enum, default_value_t = RowsFormat::Table)]
    pub(super) format: RowsFormat,
}

/// `dateline config`
#[derive(Debug, Subcommand)]
pub(super) enum Config {
    /// Print where the settings file usually is
    Path,
    /// Print the default settings, with comments; the start of a file of one's own
    Default,
    /// Print the settings in force, and where each comes from
    Show(SettingsFile),
}

/// Which settings file.
#[derive(Debug, Args)]
pub(super) struct SettingsFile {
    /// This settings file instead of the usual one
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub(super) config: Option<PathBuf>,
    /// No settings file
    #[arg(long)]
    pub(super) no_config: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum By {
    Year,
    Quarter,
    Month,
    Week,
    Day,
    Hour,
}

impl From<By> for Step {
    fn from(by: By) -> Self {
        match by {
            By::Year => Self::Year,
            By::Quarter => Self::Quarter,
            By::Month => Self::Month,
            By::Week => Self::Week,
            By::Day => Self::Day,
            By::Hour => Self::Hour,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Stack {
    /// By source
    Source,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum TimelineFormat {
    /// Bars for people
    Text,
    /// One array of bars
    Json,
    /// Comma-separated, with a header
    Csv,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum RowsFormat {
    /// Columns for people
    Table,
    /// One record a line
    Jsonl,
    /// Comma-separated, with a header
    Csv,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Sort {
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
pub(super) enum ListFormat {
    /// Columns for people
    Table,
    /// One record a line
    Jsonl,
    /// One array of records
    Json,
    /// Comma-separated, with a header
    Csv,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ShowFormat {
    /// Wrapped for reading
    Text,
    /// The whole record
    Json,
    /// Headings and paragraphs
    Markdown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
    /// Sentences for people
    Text,
    /// One issue a line
    Jsonl,
}

/// A date as wide as it is written.
fn moment(written: &str) -> Result<Moment, String> {
    let expected = || "a date is written 2018, 2018-01, 2018-01-05 or 2018-01-05T21:52".to_owned();
    let (day, time) = match written.split_once(['T', ' ']) {
        Some((day, time)) => (day, Some(time)),
        None => (written, None),
    };
    let parts: Vec<&str> = day.split('-').collect();
    let number = |at: usize, digits: usize| {
        let part: &str = parts.get(at)?;
        let plain = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| part.parse::<u32>().ok()).flatten()
    };
    let year = number(0, 4).and_then(|year| i32::try_from(year).ok());
    let precision = match (parts.len(), time) {
        (1, None) => Precision::Year,
        (2, None) => Precision::Month,
        (3, None) => Precision::Day,
        (3, Some(_)) => Precision::Minute,
        _ => return Err(expected()),
    };
    let month = if parts.len() > 1 {
        number(1, 2)
    } else {
        Some(1)
    };
    let day = if parts.len() > 2 {
        number(2, 2)
    } else {
        Some(1)
    };
    let date = year
        .filter(|year| *year > 0)
        .zip(month.zip(day))
        .and_then(|(year, (month, day))| NaiveDate::from_ymd_opt(year, month, day))
        .ok_or_else(expected)?;
    let clock = match time {
        None => NaiveTime::MIN,
        Some(time) => ["%H:%M", "%H:%M:%S"]
            .iter()
            .find_map(|form| NaiveTime::parse_from_str(time, form).ok())
            .ok_or_else(expected)?,
    };
    Ok(Moment {
        local: NaiveDateTime::new(date, clock),
        precision,
        offset: None,
    })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_definition_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn dates_are_as_wide_as_written() {
        for written in [
            "2018",
            "2018-01",
            "2018-01-05",
            "2018-01-05T21:52",
            "2018-02-28T00:00:07",
        ] {
            assert_eq!(moment(written).unwrap().to_string(), written);
        }
        for wrong in [
            "",
            "18",
            "2018-1",
            "2018-13",
            "2018-02-30",
            "0000",
            "2018-01-05T25:00",
            "x",
            "-2018",
            "2018-01T10:00",
        ] {
            assert!(moment(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_command_wins_over_a_path_of_its_name_only_in_front() {
        let parse = |line: &str| Arguments::try_parse_from(line.split(' ')).unwrap();
        assert!(matches!(
            parse("dateline list").command,
            Some(Command::List(_))
        ));
        let path = parse("dateline ./list");
        assert_eq!(path.reading.collection.paths, [PathBuf::from("./list")]);
        let second = parse("dateline a list");
        assert!(second.command.is_none());
        assert_eq!(second.reading.collection.paths.len(), 2);
    }
}
