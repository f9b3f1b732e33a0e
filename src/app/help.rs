//! Help: what works here and now, and what can be written in the filter line.
//!
//! Promises: every line comes from the one table of commands, with the keys as they are bound
//! now, or from the one table of filter terms; nothing that does not work where the person was is
//! listed.

use std::ops::Range;

use crate::action::{Action, Context};
use crate::app::motion;
use crate::app::scene::{Outcome, Scene};
use crate::app::screen::{Area, Screen};
use crate::article::VerdictNames;
use crate::keymap::{self, Group};
use crate::query;
use crate::text;

/// State of the help overlay.
#[derive(Clone, Debug)]
pub struct Help {
    /// Where the person was.
    context: Context,
    /// First line in view.
    top: usize,
}

/// A line of help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// Nothing.
    Blank,
    /// A heading.
    Heading(String),
    /// Keys, or what is typed, and what it means.
    Entry {
        /// "j Down"; `:name` where no key is bound; empty where the meaning goes on.
        keys: String,
        /// What it does.
        meaning: String,
    },
}

impl Help {
    /// Help for where the person is.
    pub fn new(context: Context) -> Self {
        Self { context, top: 0 }
    }

    /// What the overlay is called: "Keys in the list".
    pub fn title(&self) -> &'static str {
        match self.context {
            Context::List => "Keys in the list",
            Context::Article => "Keys in the article",
            Context::Timeline => "Keys in the timeline",
            Context::Filter => "Keys in the filter line",
            Context::Find => "Keys while finding",
            Context::Command => "Keys in the command line",
            Context::Picker => "Keys in this list",
            Context::Mark => "Keys while saying something of an article",
            Context::Overlay => "Keys here",
        }
    }

    /// First line in view, for `count` lines of which `page` are in view.
    pub fn top(&self, count: usize, page: usize) -> usize {
        self.top.min(count.saturating_sub(page))
    }

    /// Every line: the commands, in the timeline its own first, then the filter.
    pub fn lines(&self, scene: &Scene) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut groups = Group::ALL;
        if self.context == Context::Timeline {
            groups.sort_by_key(|group| *group != Group::Time);
        }
        for group in groups {
            self.add_group(group, scene, &mut lines);
        }
        lines.push(Line::Heading("What the filter line understands".to_owned()));
        let room = meaning_columns(&scene.screen);
        for field in query::fields() {
            let verdicts = &scene.settings.verdicts;
            let own = field.name == "verdict:" && *verdicts != VerdictNames::default();
            if own {
                let [keep, maybe, drop] = verdicts.all();
                let meaning = format!("judged {keep}, {maybe} or {drop}");
                lines.extend(entry(format!("verdict:{keep}"), &meaning, room));
            } else {
                lines.extend(entry(field.example.to_owned(), field.help, room));
            }
        }
        lines
    }

    /// A heading and its commands.
    fn add_group(&self, group: Group, scene: &Scene, lines: &mut Vec<Line>) {
        let helps: Vec<_> = scene
            .settings
            .keymap
            .help(self.context)
            .into_iter()
            .filter(|help| help.command.group == group)
            .collect();
        if helps.is_empty() {
            return;
        }
        lines.push(Line::Heading(group.name().to_owned()));
        let room = meaning_columns(&scene.screen);
        for help in helps {
            let meaning = help.command.doc_in(&scene.settings.verdicts);
            lines.extend(entry(keys_of(&help), &meaning, room));
        }
        lines.push(Line::Blank);
    }

    /// Carries out what a key means in the overlay.
    pub fn act(&mut self, action: Action, scene: &Scene) -> Vec<Outcome> {
        let page = page(&scene.screen);
        let last = self.lines(scene).len().saturating_sub(page);
        let top = self.top.min(last);
        let Action::Move(motion) = action else {
            return vec![Outcome::Close];
        };
        self.top = motion::target(motion, top, page, last);
        Vec::new()
    }
}

/// A line for the keys and the beginning of their meaning, further ones for its rest.
fn entry(keys: String, meaning: &str, room: usize) -> Vec<Line> {
    let lines = text::wrap(meaning, room).into_iter();
    let mut keys = Some(keys);
    let line = |range: Range<usize>| Line::Entry {
        keys: keys.take().unwrap_or_default(),
        meaning: meaning.get(range).unwrap_or_default().to_owned(),
    };
    lines.map(line).collect()
}

/// "j Down"; `:name` where no key is bound.
fn keys_of(help: &keymap::Help) -> String {
    let keys: Vec<String> = help.keys.iter().map(ToString::to_string).collect();
    match (keys.is_empty(), help.command.action) {
        (true, _) => format!(":{}", help.command.name),
        (false, Action::Digit(_)) => "0 to 9".to_owned(),
        (false, _) => keys.join(" "),
    }
}

/// Where the overlay stands: nearly the whole screen, at most 92 columns.
pub fn area(screen: &Screen) -> Area {
    let width = screen.columns.saturating_sub(4).min(92);
    let height = screen.rows.saturating_sub(2);
    Area {
        x: screen.columns.saturating_sub(width) / 2,
        y: screen.rows.saturating_sub(height) / 2,
        width,
        height,
    }
}

/// Columns of keys: a third of the box at most, so that their meaning can be read beside them; a
/// longer text is cut.
pub fn key_columns(screen: &Screen) -> usize {
    let inside = usize::from(area(screen).inside().width);
    (inside / 3).clamp(8, 24)
}

/// Columns left of the keys and between them and their meaning.
pub const MARGIN: usize = 4;

fn meaning_columns(screen: &Screen) -> usize {
    let inside = usize::from(area(screen).inside().width);
    inside
        .saturating_sub(key_columns(screen))
        .saturating_sub(MARGIN)
        .saturating_sub(1)
        .max(1)
}

/// Lines in view.
pub fn page(screen: &Screen) -> usize {
    usize::from(area(screen).inside().height).max(1)
}
