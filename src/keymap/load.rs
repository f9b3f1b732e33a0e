//! From the key tables to a [`Keymap`]: the embedded one, and the reader's own as a patch on it.
//!
//! Every fault is found at once. Two commands on one key in one place contradict each other when
//! both are said with the same force, or when a reader's own binding would leave one of them
//! without a key there; a default of a pane may cover a default of everywhere.

use std::collections::HashMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Bound, Command, Keymap, commands, named};
use crate::action::{Action, Context, Key, KeyCode};
use crate::text;

/// The default bindings.
const DEFAULTS: &str = include_str!("../../assets/keys.toml");

/// Name of the table that holds wherever its commands mean something.
const ANYWHERE: &str = "anywhere";

/// A fault in a table of keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyFault {
    /// Where, in bytes of the text the table was read from; `None` for the embedded one.
    pub span: Option<Range<usize>>,
    /// What is wrong, and the mend.
    pub message: String,
}

/// Keys given to a command in one section of one table.
#[derive(Clone, Debug)]
struct Entry {
    /// The context of its section; `None` is everywhere.
    section: Option<Context>,
    command: &'static Command,
    keys: Vec<Key>,
    /// Where the reader says so; `None` for a default.
    span: Option<Range<usize>>,
}

impl Default for Keymap {
    /// The embedded bindings.
    fn default() -> Self {
        // That they have no fault is a test; if they had one, the good ones would still work.
        let (defaults, _) = defaults();
        let (keymap, _) = Self::from_entries(&defaults);
        keymap
    }
}

impl Keymap {
    /// The embedded bindings, as text.
    pub fn default_text() -> &'static str {
        DEFAULTS
    }

    /// The embedded bindings with the reader's `[keys]` table laid over them: an entry replaces
    /// the keys of its command in its section.
    ///
    /// # Errors
    /// With every fault of the table.
    pub fn patched(user: &DeTable<'_>) -> Result<Self, Vec<KeyFault>> {
        let (mut entries, mut faults) = defaults();
        let (own, own_faults) = entries_of(user, true);
        faults.extend(own_faults);
        for entry in own {
            let same = entries.iter_mut().find(|other| {
                other.section == entry.section && other.command.name == entry.command.name
            });
            match same {
                Some(other) => *other = entry,
                None => entries.push(entry),
            }
        }
        let (keymap, conflicts) = Self::from_entries(&entries);
        faults.extend(conflicts);
        if faults.is_empty() {
            Ok(keymap)
        } else {
            Err(faults)
        }
    }

    fn from_entries(entries: &[Entry]) -> (Self, Vec<KeyFault>) {
        let mut keymap = Self {
            bound: Vec::new(),
            found: HashMap::new(),
        };
        let mut faults = Vec::new();
        for context in Context::ALL {
            let (bound, found) = in_context(entries, context);
            keymap.bound.extend(bound);
            for fault in found {
                // One slip in [anywhere] shows in several contexts; it is said once.
                if !faults
                    .iter()
                    .any(|other: &KeyFault| other.span == fault.span)
                {
                    faults.push(fault);
                }
            }
        }
        let by_key = keymap.bound.iter();
        keymap.found = by_key
            .map(|bound| ((bound.context, bound.key), bound.command))
            .collect();
        (keymap, faults)
    }
}

fn defaults() -> (Vec<Entry>, Vec<KeyFault>) {
    match DeTable::parse(DEFAULTS) {
        Ok(table) => entries_of(table.get_ref(), false),
        Err(error) => {
            let message = error.message().to_owned();
            (
                Vec::new(),
                vec![KeyFault {
                    span: None,
                    message,
                }],
            )
        }
    }
}

/// What one context makes of the entries: its bindings in the order of the table of commands.
fn in_context(entries: &[Entry], context: Context) -> (Vec<Bound>, Vec<KeyFault>) {
    let effective: Vec<&Entry> = commands()
        .iter()
        .filter(|command| command.works_in(context))
        .filter_map(|command| {
            let of = |section| {
                entries.iter().find(move |entry| {
                    entry.section == section && entry.command.name == command.name
                })
            };
            of(Some(context)).or_else(|| of(None))
        })
        .collect();
    let wins = |entry: &Entry, key: Key| {
        !effective.iter().any(|other| {
            other.section.is_some() && entry.section.is_none() && other.keys.contains(&key)
        })
    };
    let mut bound = Vec::new();
    let mut faults = Vec::new();
    for (index, entry) in effective.iter().enumerate() {
        let own = entry.keys.iter().filter(|key| wins(entry, **key));
        bound.extend(own.map(|key| Bound {
            context,
            key: *key,
            command: entry.command,
        }));
        let later = effective.get(index + 1..).unwrap_or_default();
        faults.extend(
            later
                .iter()
                .filter_map(|other| conflict(entry, other, context, &wins)),
        );
    }
    (bound, faults)
}

/// Whether two commands contradict each other in a context, and how to say it.
fn conflict(
    a: &Entry,
    b: &Entry,
    context: Context,
    wins: &dyn Fn(&Entry, Key) -> bool,
) -> Option<KeyFault> {
    let key = a.keys.iter().find(|key| b.keys.contains(key))?;
    let same_force = a.section.is_some() == b.section.is_some();
    let of_reader = a.span.is_some() || b.span.is_some();
    let covered = if a.section.is_none() { a } else { b };
    let keyless = covered.keys.iter().all(|key| !wins(covered, *key));
    let contradicts = same_force || (of_reader && keyless);
    if !contradicts {
        return None;
    }
    let (mine, other) = if a.span.is_some() { (a, b) } else { (b, a) };
    Some(KeyFault {
        span: mine.span.clone(),
        message: format!(
            "in {} the key {key} would mean both `{}` and `{}`; give one of them another key",
            context.name(),
            mine.command.name,
            other.command.name
        ),
    })
}

/// Reads a table of sections, and every fault in it.
fn entries_of(table: &DeTable<'_>, of_reader: bool) -> (Vec<Entry>, Vec<KeyFault>) {
    let mut entries = Vec::new();
    let mut faults = Vec::new();
    let place = |span: Range<usize>| of_reader.then_some(span);
    for (name, value) in table {
        let section = match section(name.get_ref()) {
            Ok(section) => section,
            Err(message) => {
                let span = place(name.span());
                faults.push(KeyFault { span, message });
                continue;
            }
        };
        let DeValue::Table(rows) = value.get_ref() else {
            faults.push(KeyFault {
                span: place(value.span()),
                message: format!(
                    "[keys.{}] is a table of commands, as in star = \"*\"",
                    name.get_ref()
                ),
            });
            continue;
        };
        for (typed, value) in rows {
            let read = command_in(typed.get_ref(), section)
                .map_err(|message| (typed.span(), message))
                .and_then(|command| Ok((command, keys(value, command, section)?)));
            match read {
                Ok((command, keys)) => entries.push(Entry {
                    section,
                    command,
                    keys,
                    span: place(typed.span()),
                }),
                Err((span, message)) => faults.push(KeyFault {
                    span: place(span),
                    message,
                }),
            }
        }
    }
    (entries, faults)
}

fn section(name: &str) -> Result<Option<Context>, String> {
    if name == ANYWHERE {
        return Ok(None);
    }
    let found = Context::ALL.into_iter().find(|c| c.name() == name);
    found.map(Some).ok_or_else(|| {
        let names: Vec<&str> = std::iter::once(ANYWHERE)
            .chain(Context::ALL.map(Context::name))
            .collect();
        match text::nearest(name, names.iter().copied()) {
            Some(near) => format!("no place `{name}` for keys; did you mean [keys.{near}]"),
            None => format!("no place `{name}` for keys; there are {}", names.join(", ")),
        }
    })
}

fn command_in(name: &str, section: Option<Context>) -> Result<&'static Command, String> {
    let Some(command) = named(name) else {
        return Err(
            match text::nearest(name, commands().iter().map(|c| c.name)) {
                Some(near) => format!("no command `{name}`; did you mean `{near}`"),
                None => format!("no command `{name}`; `dateline keys` lists them"),
            },
        );
    };
    match section {
        Some(context) if !command.works_in(context) => {
            let places: Vec<&str> = command.contexts.iter().map(|c| c.name()).collect();
            Err(format!(
                "`{name}` means nothing in {}; it works in {}",
                context.name(),
                places.join(", ")
            ))
        }
        _ => Ok(command),
    }
}

/// The keys of one row, which is a text or a list of texts.
fn keys(
    value: &Spanned<DeValue<'_>>,
    command: &Command,
    section: Option<Context>,
) -> Result<Vec<Key>, (Range<usize>, String)> {
    let wrong_type = |span| {
        let message = "keys are written \"x\" or [\"x\", \"C-x\"]".to_owned();
        (span, message)
    };
    let items = match value.get_ref() {
        DeValue::String(_) => std::slice::from_ref(value),
        DeValue::Array(items) => items.as_ref(),
        _ => return Err(wrong_type(value.span())),
    };
    let mut keys = Vec::new();
    for item in items {
        let DeValue::String(text) = item.get_ref() else {
            return Err(wrong_type(item.span()));
        };
        let at_item = |message: String| (item.span(), message);
        let key: Key = text
            .parse()
            .map_err(|error: super::KeyError| at_item(error.to_string()))?;
        allowed(key, command, section).map_err(at_item)?;
        keys.push(key);
    }
    Ok(keys)
}

/// A character cannot be a command where it is text, and only digits can be counted with.
fn allowed(key: Key, command: &Command, section: Option<Context>) -> Result<(), String> {
    let is_text = matches!(key.code, KeyCode::Char(_)) && !key.ctrl && !key.alt;
    let contexts = section
        .as_ref()
        .map_or(command.contexts, std::slice::from_ref);
    let typing = contexts.iter().find(|context| context.is_typing());
    if let (true, Some(context)) = (is_text, typing) {
        return Err(format!(
            "{key} is text in {}: `{}` needs a key with C- or A-, or a named one",
            context.name(),
            command.name
        ));
    }
    let is_digit = matches!(key.code, KeyCode::Char(c) if c.is_ascii_digit());
    if matches!(command.action, Action::Digit(_)) && !(is_digit && is_text) {
        return Err(format!("`{}` takes digits only, not {key}", command.name));
    }
    Ok(())
}
