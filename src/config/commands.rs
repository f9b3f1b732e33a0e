//! The commands of the settings file that an article can be given to.
//!
//! A command is a list of arguments, never a line for a shell: nothing in an article can become
//! part of it, because an article only ever comes to its standard input.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::text::nearest;

/// A command of the settings file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// What the reader calls it.
    pub name: String,
    /// Program and arguments, at least one.
    pub run: Vec<String>,
    /// What it gets on its standard input.
    pub input: Input,
    /// Whether it wants the terminal for itself; else what it prints is shown.
    pub terminal: bool,
}

/// What a command gets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Input {
    /// The article as Markdown, with the marks.
    #[default]
    Markdown,
    /// Headline and paragraphs.
    Text,
    /// The full record on a line.
    Jsonl,
}

impl Input {
    /// Every choice.
    pub const ALL: [Self; 3] = [Self::Markdown, Self::Text, Self::Jsonl];

    /// The name used in the settings file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Markdown => "markdown",
            Self::Text => "text",
            Self::Jsonl => "jsonl",
        }
    }
}

/// A fault in the table: where and what.
pub(super) type CommandFault = (Range<usize>, String);

/// The settings of a command.
const FIELDS: [&str; 3] = ["run", "input", "terminal"];

/// Reads the `[commands]` table.
pub(super) fn read(table: &DeTable<'_>) -> Result<Vec<Command>, Vec<CommandFault>> {
    let (mut commands, mut faults) = (Vec::new(), Vec::new());
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(name, _)| name.span().start);
    for (name, value) in entries {
        match value.get_ref() {
            DeValue::Table(fields) => {
                commands.extend(command(name, fields, &mut faults));
            }
            _ => faults.push((
                name.span(),
                "a command is a table, as in [commands.print]".to_owned(),
            )),
        }
    }
    if faults.is_empty() {
        Ok(commands)
    } else {
        Err(faults)
    }
}

fn command(
    name: &Spanned<std::borrow::Cow<'_, str>>,
    fields: &DeTable<'_>,
    faults: &mut Vec<CommandFault>,
) -> Option<Command> {
    let mut command = Command {
        name: crate::text::sanitise_line(name.get_ref()),
        run: Vec::new(),
        input: Input::default(),
        terminal: false,
    };
    let before = faults.len();
    for (field, value) in fields {
        let read = match field.get_ref().as_ref() {
            "run" => words(value.get_ref()).map(|run| command.run = run),
            "input" => input(value.get_ref()).map(|input| command.input = input),
            "terminal" => switch(value.get_ref()).map(|on| command.terminal = on),
            other => Err(unknown(other)),
        };
        if let Err(message) = read {
            faults.push((field.span(), message));
        }
    }
    if command.run.is_empty() && faults.len() == before {
        let missing = "`run` is missing: run = [\"program\", \"argument\"]";
        faults.push((name.span(), missing.to_owned()));
    }
    (faults.len() == before).then_some(command)
}

/// Program and arguments.
fn words(value: &DeValue<'_>) -> Result<Vec<String>, String> {
    let expected = || {
        Err(
            "`run` is a list of program and arguments, as in [\"lpr\", \"-#\", \"2\"]; \
             no shell reads it"
                .to_owned(),
        )
    };
    let DeValue::Array(words) = value else {
        return expected();
    };
    let word = |word: &Spanned<DeValue<'_>>| match word.get_ref() {
        DeValue::String(word) if !word.contains('\0') => Some(word.to_string()),
        _ => None,
    };
    let words: Option<Vec<String>> = words.iter().map(word).collect();
    match words {
        Some(words) if words.first().is_some_and(|program| !program.is_empty()) => Ok(words),
        _ => expected(),
    }
}

fn input(value: &DeValue<'_>) -> Result<Input, String> {
    let named = |text: &str| Input::ALL.into_iter().find(|input| input.name() == text);
    let found = match value {
        DeValue::String(text) => named(text),
        _ => None,
    };
    let names = || Input::ALL.map(|input| format!("\"{}\"", input.name()));
    found.ok_or_else(|| format!("`input` is one of {}", names().join(", ")))
}

fn switch(value: &DeValue<'_>) -> Result<bool, String> {
    match value {
        DeValue::Boolean(on) => Ok(*on),
        _ => Err("`terminal` is true or false, without quotes".to_owned()),
    }
}

fn unknown(field: &str) -> String {
    let mend = nearest(field, FIELDS).map_or_else(
        || format!("there are {}", FIELDS.join(", ")),
        |near| format!("did you mean `{near}`"),
    );
    format!("a command has no `{field}`; {mend}")
}
