//! What a reader can set, once for all: defaults, then the settings file, then the environment,
//! then flags.
//!
//! Promises: every setting stands once in a table that reading, printing, faults and the
//! commented default file share; all faults of all layers are found at once, each with its place
//! and the likely mend; nothing of a faulty file is used. What a setting does is not known here,
//! except what "auto" means ([`Settings`] holds answers, not questions).

mod commands;
mod fault;
mod file;
mod layers;
pub mod saved;
mod table;
#[cfg(test)]
mod tests;
mod zone;

pub use commands::{Command, Input};
pub use fault::{Fault, Faults, Place};
pub use file::{File, path};
pub use layers::{Layers, Loaded, load};
pub use saved::SavedFilters;
pub use table::{Setting, settings};
pub use zone::{Repeated, Zone};

use crate::article::VerdictNames;
use crate::keymap::Keymap;
use crate::query::Names;

/// The settings in force.
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent switches of the reader, each a setting of its own"
)]
#[derive(Clone, Debug)]
pub struct Settings {
    /// Which key means what.
    pub keymap: Keymap,
    /// Zone that times with a known offset are shown in.
    pub zone: Zone,
    /// Order of the list at first.
    pub order: Order,
    /// Widest line of an article's text, in columns.
    pub measure: u16,
    /// Rows of bars in the timeline at first.
    pub timeline_rows: u16,
    /// Draw with ASCII characters only.
    pub ascii: bool,
    /// Draw with colours; what they say is said without them too.
    pub colour: bool,
    /// Whether dates and sources that a document does not state are concluded.
    pub infer: bool,
    /// What the verdicts are called.
    pub verdicts: VerdictNames,
    /// Whether the footer with the most used keys is shown.
    pub footer: bool,
    /// Filter lines that have a name.
    pub saved: SavedFilters,
    /// What an article can be given to.
    pub commands: Vec<Command>,
}

impl Default for Settings {
    fn default() -> Self {
        Self::resolved(&Written::default(), Keymap::default(), |_| None)
    }
}

impl Settings {
    /// What the reader calls things in the filter line.
    pub fn filter_names(&self) -> Names<'_> {
        Names {
            verdicts: Some(&self.verdicts),
            saved: Some(&self.saved.lines),
        }
    }

    /// What is written, with "auto" answered from the environment.
    fn resolved(
        written: &Written,
        keymap: Keymap,
        environment: impl Fn(&str) -> Option<String>,
    ) -> Self {
        Self {
            keymap,
            zone: written.zone,
            order: written.order,
            measure: written.measure,
            timeline_rows: written.timeline_rows,
            ascii: written.ascii.unless_auto(|| !speaks_utf8(&environment)),
            colour: written.colour.unless_auto(|| takes_colour(&environment)),
            infer: written.infer,
            footer: written.footer,
            saved: SavedFilters::default(),
            commands: Vec::new(),
            verdicts: written.verdicts.clone(),
        }
    }
}

/// Whether the locale's characters are UTF-8; a system that says nothing is taken at its best.
fn speaks_utf8(environment: &impl Fn(&str) -> Option<String>) -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .filter_map(environment)
        .find(|value| !value.is_empty());
    locale.is_none_or(|locale| {
        let locale = locale.to_ascii_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    })
}

/// Whether colours are wanted, after the convention of `NO_COLOR`.
fn takes_colour(environment: &impl Fn(&str) -> Option<String>) -> bool {
    let refused = environment("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = environment("TERM").is_some_and(|term| term == "dumb");
    !refused && !dumb
}

/// The settings as written, before "auto" is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Written {
    zone: Zone,
    order: Order,
    measure: u16,
    timeline_rows: u16,
    ascii: When,
    colour: When,
    infer: bool,
    footer: bool,
    verdicts: VerdictNames,
}

impl Default for Written {
    fn default() -> Self {
        Self {
            zone: Zone::AsWritten,
            order: Order::Date,
            measure: 80,
            timeline_rows: 3,
            ascii: When::Auto,
            colour: When::Auto,
            infer: true,
            footer: true,
            verdicts: VerdictNames::default(),
        }
    }
}

/// Order of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Order {
    /// By date, newest first; undated last in file order.
    #[default]
    Date,
    /// By source name, unknown last; then by date.
    Source,
    /// Whole word, start, part, fuzzy, body; then by date.
    Relevance,
}

impl Order {
    /// Every order, in the order of the key that changes it.
    pub const ALL: [Self; 3] = [Self::Date, Self::Source, Self::Relevance];

    /// The name used in settings and flags.
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Source => "source",
            Self::Relevance => "relevance",
        }
    }

    /// The next one, round.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Date => Self::Source,
            Self::Source => Self::Relevance,
            Self::Relevance => Self::Date,
        }
    }
}

/// When a way of drawing is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum When {
    /// As the terminal and the environment suggest.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl When {
    /// Every choice.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Always, Self::Never];

    /// The name used in settings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Always => "always",
            Self::Never => "never",
        }
    }

    /// The answer; `auto` is only asked if it is left to it.
    pub fn unless_auto(self, auto: impl FnOnce() -> bool) -> bool {
        match self {
            Self::Auto => auto(),
            Self::Always => true,
            Self::Never => false,
        }
    }
}

/// The commented default settings file.
pub fn default_text() -> &'static str {
    include_str!("../assets/config.toml")
}
