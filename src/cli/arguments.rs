//! The command line as data. Parsing has no side effects; what needs a look at the world
//! (paths, terminals) is looked at where it is used.

mod choices;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use clap_complete::Shell;

use crate::article::Moment;
use crate::config::Zone;
use crate::ingest::{Input, Mapping, Options};
use crate::search;

pub(super) use choices::{
    By, CheckFormat, Form, ListFormat, Reach, RowsFormat, ShowFormat, Sort, Stack, TimelineFormat,
    Times,
};

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
    pub(super) state: State,
    #[command(flatten)]
    pub(super) narrowing: Narrowing,
    /// Take in new and changed files while the reader is open, and drop deleted ones
    #[arg(long)]
    pub(super) follow: bool,
    /// Order of the list at first
    #[arg(long, value_enum)]
    sort: Option<Sort>,
    /// Zone that times are shown in: as-written, utc, local or a name such as Asia/Tehran
    #[arg(long)]
    zone: Option<String>,
    #[command(flatten)]
    pub(super) file: SettingsFile,
}

impl Reading {
    /// Settings given by flags, as (setting, value).
    pub(super) fn flags(&self) -> Vec<(String, String)> {
        let sort = self
            .sort
            .map(|sort| search::Order::from(sort).name().to_owned());
        let given = [("order", sort), ("zone", self.zone.clone())];
        let flag = |(name, value): (&str, Option<String>)| Some((name.to_owned(), value?));
        given.into_iter().filter_map(flag).collect()
    }
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
    /// Write articles in a form for reading, spreadsheets, programs or references
    Export(Export),
    /// List what was said of articles, take it out, or take it in
    #[command(subcommand)]
    Marks(Marks),
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
    #[arg(long, value_name = "DATE")]
    published: Option<Moment>,
    /// A field of records (headline, text, summary, date, updated, source, link, authors, language)
    /// and the column that holds it, inside of objects with dots: text=content.plain; again for more
    #[arg(long, value_name = "FIELD=COLUMN")]
    map: Vec<Mapping>,
}

/// What counts as success.
#[derive(Debug, Args)]
pub(super) struct Strictness {
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
            map: self.map.iter().cloned().collect(),
            ..Options::default()
        }
    }
}

/// What is remembered.
#[derive(Debug, Args)]
pub(super) struct State {
    /// Neither read nor write marks: touch no file but those to be read
    #[arg(long)]
    pub(super) no_state: bool,
}

/// Which articles.
#[derive(Debug, Args)]
pub(super) struct Narrowing {
    /// Only what this filter line finds: words, source:…, date:2018-01..2024 …
    #[arg(
        short,
        long = "query",
        value_name = "QUERY",
        allow_hyphen_values = true,
        default_value = "",
        hide_default_value = true
    )]
    pub(super) query: String,
}

/// What most commands without a screen are asked of.
#[derive(Debug, Args)]
pub(super) struct Asked {
    #[command(flatten)]
    pub(super) collection: Collection,
    #[command(flatten)]
    pub(super) state: State,
    #[command(flatten)]
    pub(super) strictness: Strictness,
    #[command(flatten)]
    pub(super) narrowing: Narrowing,
    /// With the verdicts of this settings file and the saved filters beside it
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
}

impl Asked {
    /// The settings file that is named, or none: a script gives the same answer to everybody.
    pub(super) fn file(&self) -> SettingsFile {
        SettingsFile {
            config: self.config.clone(),
            no_config: self.config.is_none(),
        }
    }
}

/// `dateline list`
#[derive(Debug, Args)]
pub(super) struct List {
    #[command(flatten)]
    pub(super) asked: Asked,
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
    #[command(flatten)]
    pub(super) state: State,
    #[command(flatten)]
    pub(super) strictness: Strictness,
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
    #[command(flatten)]
    pub(super) strictness: Strictness,
    /// Form of the output
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub(super) format: CheckFormat,
}

/// `dateline timeline`
#[derive(Debug, Args)]
pub(super) struct Timeline {
    #[command(flatten)]
    pub(super) asked: Asked,
    /// Width of a bar; without it the finest that gives at most 40 bars
    #[arg(long, value_enum)]
    pub(super) by: Option<By>,
    /// Count each bar apart by this
    #[arg(long, value_enum)]
    pub(super) stack: Option<Stack>,
    /// Form of the output
    #[arg(long, value_enum, default_value_t = TimelineFormat::Text)]
    pub(super) format: TimelineFormat,
    /// Which time: when articles were published, what they speak of, or both
    #[arg(long, value_enum, default_value_t = Times::Published)]
    pub(super) layer: Times,
    /// How much of the result: without it all dates of publication, and the dense part of the
    /// times that articles speak of
    #[arg(long, value_enum)]
    pub(super) window: Option<Reach>,
    /// Zone whose days and hours the bars are, where a date names its own: as-written, utc, local
    /// or one such as Asia/Tehran
    #[arg(long, value_name = "ZONE", default_value = "as-written")]
    pub(super) zone: Zone,
    /// Columns of the text, or pixels of the picture
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(40..=8000))]
    pub(super) width: Option<u16>,
    /// Draw the text with ASCII signs only
    #[arg(long)]
    pub(super) ascii: bool,
}

/// `dateline sources`
#[derive(Debug, Args)]
pub(super) struct Sources {
    #[command(flatten)]
    pub(super) asked: Asked,
    /// Form of the output
    #[arg(long, value_enum, default_value_t = RowsFormat::Table)]
    pub(super) format: RowsFormat,
}

/// `dateline export`
#[derive(Debug, Args)]
pub(super) struct Export {
    #[command(flatten)]
    pub(super) asked: Asked,
    /// Order of the articles
    #[arg(long, value_enum, default_value_t = Sort::Date)]
    pub(super) sort: Sort,
    /// What to write them as
    #[arg(long, value_enum, value_name = "FORM")]
    pub(super) to: Form,
    /// Write to this file, whole or not at all, instead of standard output; a table or records get
    /// their audit in a file beside it, FILE.audit.json
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Replace the file if it is there
    #[arg(long, requires = "output")]
    pub(super) force: bool,
}

/// `dateline marks`
#[derive(Debug, Subcommand)]
pub(super) enum Marks {
    /// Print every marked article, whatever collection it belongs to
    List,
    /// Write every mark, one article a line (JSON), with all the article is found again by
    Export(OutputFile),
    /// Take in what `marks export` wrote: fields that say nothing yet are filled, tags are added,
    /// notes are joined
    Import(ImportMarks),
}

/// Where something is written.
#[derive(Debug, Args)]
pub(super) struct OutputFile {
    /// Write to this file, whole or not at all, instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Replace the file if it is there
    #[arg(long, requires = "output")]
    pub(super) force: bool,
}

/// `dateline marks import`
#[derive(Debug, Args)]
pub(super) struct ImportMarks {
    /// What to take in; - is standard input
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    /// Where two verdicts, reasons or corrections differ, take the one of the file
    #[arg(long)]
    pub(super) replace: bool,
    /// Only say what would become of it
    #[arg(long)]
    pub(super) dry_run: bool,
}

/// `dateline config`
#[derive(Debug, Subcommand)]
pub(super) enum Config {
    /// Print where the settings file usually is, and the file of marks
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

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_definition_is_sound() {
        Arguments::command().debug_assert();
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
