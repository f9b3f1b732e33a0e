//! The command line: any command by its name, completed while it is typed.
//!
//! Promises: what is listed is what Enter runs; a command that means nothing where the person was
//! says so instead of doing something else.

use crate::action::{Action, Context, Motion};
use crate::app::motion;
use crate::app::picker;
use crate::app::prompt::Prompt;
use crate::app::scene::{Outcome, Scene};
use crate::app::screen::{Area, Screen};
use crate::keymap::{self, Command};
use crate::text;

/// Columns of the command line at most, with its border.
pub const WIDEST: u16 = 84;

/// State of the command line.
#[derive(Clone, Debug)]
pub struct Palette {
    /// Where the person was.
    context: Context,
    prompt: Prompt,
    /// The row under the cursor.
    row: usize,
}

/// A command that what is typed may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The command.
    pub command: &'static Command,
    /// Its keys here, "j Down".
    pub keys: String,
    /// Whether it means something where the person was.
    pub works: bool,
    /// What it does.
    pub doc: String,
}

impl Palette {
    /// Commands for where the person is.
    pub fn new(context: Context) -> Self {
        Self {
            context,
            prompt: Prompt::default(),
            row: 0,
        }
    }

    /// The line being typed.
    pub fn prompt(&self) -> &Prompt {
        &self.prompt
    }

    /// The commands whose names begin like what is typed, then those with a later word that does;
    /// what works here comes first.
    pub fn rows(&self, scene: &Scene) -> Vec<Row> {
        let found = match self.called() {
            Some((command, _)) => vec![command],
            None => keymap::find(self.prompt.text()),
        };
        let found = found.into_iter();
        let mut rows: Vec<Row> = found.map(|command| self.row_of(command, scene)).collect();
        let typed = self.prompt.text().trim();
        rows.sort_by_key(|row| (row.command.name != typed, !row.works));
        rows
    }

    /// The command that is called with more than its name, and what was typed behind it.
    fn called(&self) -> Option<(&'static Command, &str)> {
        let typed = self.prompt.text().trim_start();
        let (name, written) = typed.split_once(' ')?;
        let command = keymap::named(name).or_else(|| only_one_like(name));
        Some((command.filter(|command| command.takes.is_some())?, written))
    }

    fn row_of(&self, command: &'static Command, scene: &Scene) -> Row {
        let keys = scene.settings.keymap.keys_of(command.action, self.context);
        Row {
            command,
            keys: keys
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join(" "),
            works: command.works_in(self.context),
            doc: command.doc_in(&scene.settings.verdicts).into_owned(),
        }
    }

    /// What is told of a command below the others: all of its meaning, wrapped, and what may be
    /// written behind its name.
    pub fn told(row: &Row, columns: usize) -> Vec<String> {
        let name = row.command.name;
        let doc = row.doc.as_str();
        let lines = text::wrap(doc, columns).into_iter();
        let mut lines: Vec<String> = lines
            .map(|range| doc.get(range).unwrap_or_default().to_owned())
            .collect();
        if let Some(takes) = row.command.takes {
            let usage = format!(":{name} {}", takes.usage);
            let said = doc.contains(&usage).then(String::new);
            let parts = [said.unwrap_or(usage), takes.words.join(" ")];
            let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
            lines.push(text::truncate(parts.join("   ").trim(), columns).into_owned());
        }
        lines
    }

    /// Index of the row under the cursor among `count`.
    pub fn cursor(&self, count: usize) -> usize {
        self.row.min(count.saturating_sub(1))
    }

    /// Types a text.
    pub fn typed(&mut self, text: &str, _scene: &Scene) -> Vec<Outcome> {
        self.prompt.insert(text);
        self.row = 0;
        Vec::new()
    }

    /// Carries out what a key means in the command line.
    pub fn act(&mut self, action: Action, scene: &Scene) -> Vec<Outcome> {
        match action {
            Action::Restore => return vec![Outcome::Close],
            Action::Enter => return self.run(scene),
            Action::Complete => self.complete(scene),
            Action::Move(motion) => self.move_by(motion, scene),
            Action::DeleteBack if self.prompt.text().is_empty() => return vec![Outcome::Close],
            edit => {
                if self.prompt.edit(edit) {
                    self.row = 0;
                }
            }
        }
        Vec::new()
    }

    fn move_by(&mut self, motion: Motion, scene: &Scene) {
        let count = self.rows(scene).len();
        let page = page(&scene.screen);
        let at = self.cursor(count);
        self.row = motion::target(motion, at, page, count.saturating_sub(1));
    }

    /// Types on as far as every offered name goes; nothing more to type: takes the row's name.
    fn complete(&mut self, scene: &Scene) {
        if let Some((command, written)) = self.called() {
            let written = written.trim_start().to_owned();
            return self.complete_word(command, &written);
        }
        let rows = self.rows(scene);
        let typed = self.prompt.text().trim();
        let mut names = rows.iter().map(|row| row.command.name);
        let names = names.by_ref().filter(|name| name.starts_with(typed));
        let common = names
            .map(str::to_owned)
            .reduce(|a, b| common_start(&a, &b).to_owned());
        let longer = common.filter(|common| common.len() > typed.len());
        let chosen = || {
            rows.get(self.cursor(rows.len()))
                .map(|row| row.command.name.to_owned())
        };
        if let Some(text) = longer.or_else(chosen) {
            self.prompt.set(&text);
            self.row = 0;
        }
    }

    /// Types on the word behind a command's name, if only one begins so.
    fn complete_word(&mut self, command: &Command, written: &str) {
        let words = command.takes.map_or(&[][..], |takes| takes.words);
        let (before, last) = written.rsplit_once(' ').unwrap_or(("", written));
        let is_option = |word: &&str| word.starts_with("--");
        if !before
            .split(' ')
            .filter(|word| !word.is_empty())
            .all(|word| is_option(&word))
        {
            return;
        }
        let mut fits = words.iter().filter(|word| word.starts_with(last));
        if let (Some(word), None) = (fits.next(), fits.next()) {
            let start = [command.name, before].join(" ");
            self.prompt.set(&format!("{} {word} ", start.trim_end()));
        }
    }

    /// Runs the command of the row.
    fn run(&self, scene: &Scene) -> Vec<Outcome> {
        let rows = self.rows(scene);
        match rows.get(self.cursor(rows.len())) {
            Some(row) if row.works => {
                let written = self.called().map_or("", |(_, written)| written);
                let call = Outcome::Call(row.command.action, written.to_owned());
                vec![Outcome::Close, call]
            }
            Some(row) => vec![Outcome::Say(format!(
                "{} means nothing here",
                row.command.name
            ))],
            None => vec![Outcome::Say(format!(
                "no command is called {}",
                self.prompt.text()
            ))],
        }
    }
}

/// The one command that begins so and takes more than its name, if there is only one.
fn only_one_like(name: &str) -> Option<&'static Command> {
    let commands = keymap::commands().iter();
    let mut like =
        commands.filter(|command| command.takes.is_some() && command.name.starts_with(name));
    match (like.next(), like.next()) {
        (Some(command), None) => Some(command),
        _ => None,
    }
}

fn common_start<'a>(a: &'a str, b: &str) -> &'a str {
    let same = a.char_indices().zip(b.chars()).find(|((_, x), y)| x != y);
    let end = same.map_or_else(|| a.len().min(b.len()), |((at, _), _)| at);
    a.get(..end).unwrap_or(a)
}

/// Where the command line stands with so many rows below it: its top stays while they get fewer.
pub fn area_of(screen: &Screen, rows: usize) -> Area {
    let all = area(screen);
    let needed = rows.max(1).saturating_add(told(screen)).saturating_add(3);
    let needed = u16::try_from(needed).unwrap_or(u16::MAX);
    Area {
        height: all.height.min(needed),
        ..all
    }
}

/// Where it stands with more rows than fit.
fn area(screen: &Screen) -> Area {
    picker::area(screen, WIDEST, usize::MAX)
}

/// Rows in view: those inside without the line that is typed in and what is told of a command.
pub fn page(screen: &Screen) -> usize {
    let inside = usize::from(area(screen).inside().height);
    inside.saturating_sub(1).saturating_sub(told(screen)).max(1)
}

/// Rows for what is told of the command under the cursor, with the blank one before it; none
/// where they would leave too few for the commands.
pub fn told(screen: &Screen) -> usize {
    let inside = usize::from(area(screen).inside().height);
    if inside >= 3 * TOLD { TOLD } else { 0 }
}

/// A blank row, two of meaning, one of what may be written behind the name.
const TOLD: usize = 4;
