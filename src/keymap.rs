//! From a key to what it means, where one is.
//!
//! Promises: everything a person can do stands once in [`commands`], and dispatch, footer, help,
//! `:` completion and documentation are made from it; the default bindings are a text
//! (`assets/keys.toml`) that a reader's own `[keys]` table is a patch on; a key means at most one
//! thing in a place, and a binding that contradicts another is an error that names both.
//! What an action does is not known here.

mod commands;
mod key;
mod load;
mod reference;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

pub use commands::{Command, Group, Takes, commands};
pub use key::KeyError;
pub use load::KeyFault;
pub use reference::Reference;

use crate::action::{Action, Context, Key, KeyCode};

/// Which key means which command, in every context.
#[derive(Clone, Debug)]
pub struct Keymap {
    /// Every binding that can be reached, in the order of the table of commands.
    bound: Vec<Bound>,
    /// The same by context and key.
    found: HashMap<(Context, Key), &'static Command>,
}

/// A key that means a command in a context.
#[derive(Clone, Copy, Debug)]
struct Bound {
    context: Context,
    key: Key,
    command: &'static Command,
}

/// A line of help: a command that works in a context, and its keys there (none: by `:` only).
#[derive(Clone, Debug)]
pub struct Help {
    /// The command.
    pub command: &'static Command,
    /// Its keys, the usual one first.
    pub keys: Vec<Key>,
}

/// A word of the footer and the keys before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// One key of each command that shares the word.
    pub keys: Vec<Key>,
    /// The word.
    pub word: &'static str,
}

impl Keymap {
    /// What the key means here. A key that belongs to this context comes before one that is
    /// bound everywhere. In the timeline the digit of a count is taken from the key.
    pub fn resolve(&self, context: Context, key: Key) -> Option<Action> {
        self.command(context, key)
            .map(|command| match (command.action, key.code) {
                (Action::Digit(_), KeyCode::Char(c)) => Action::Digit(digit(c).unwrap_or(0)),
                (action, _) => action,
            })
    }

    /// The command behind the key here.
    pub fn command(&self, context: Context, key: Key) -> Option<&'static Command> {
        self.found.get(&(context, key)).copied()
    }

    /// The keys that mean the action here, the usual one first.
    pub fn keys_of(&self, action: Action, context: Context) -> Vec<Key> {
        self.bound
            .iter()
            .filter(|bound| bound.context == context && bound.command.action == action)
            .map(|bound| bound.key)
            .collect()
    }

    /// The usual key of the action here.
    pub fn key_of(&self, action: Action, context: Context) -> Option<Key> {
        self.keys_of(action, context).first().copied()
    }

    /// How to ask for the action here, for a sentence: its usual key, else `:` and its name.
    pub fn way_to(&self, action: Action, context: Context) -> String {
        let key = self.key_of(action, context).map(|key| key.to_string());
        let command = || commands().iter().find(|command| command.action == action);
        key.or_else(|| command().map(|command| format!(":{}", command.name)))
            .unwrap_or_default()
    }

    /// The footer here: what is useful most often, most useful first.
    pub fn footer(&self, context: Context) -> Vec<Hint> {
        let mut hints: Vec<(Group, Hint)> = Vec::new();
        let here = commands()
            .iter()
            .filter(|command| command.works_in(context));
        for (command, word) in here.filter_map(|command| Some((command, command.hint?))) {
            let keys = self.keys_of(command.action, context);
            let Some(key) = keys.first() else {
                continue;
            };
            // One key goes a step back everywhere; where the next step is the end, it says so.
            let word = match command.action {
                Action::BackOrQuit if context != Context::List => "back",
                _ => word,
            };
            let group = command.group;
            let same = hints
                .iter_mut()
                .find(|(other, hint)| *other == group && hint.word == word);
            if let Some((_, hint)) = same {
                hint.keys.push(*key);
            } else {
                let keys = vec![*key];
                hints.push((group, Hint { keys, word }));
            }
        }
        hints.into_iter().map(|(_, hint)| hint).collect()
    }

    /// Everything that works here, in the order of the table of commands.
    pub fn help(&self, context: Context) -> Vec<Help> {
        commands()
            .iter()
            .filter(|command| command.works_in(context))
            .map(|command| Help {
                command,
                keys: self.keys_of(command.action, context),
            })
            .collect()
    }
}

/// The commands of the panes whose name begins so, then those with a later word that does: what
/// `:` offers. Case does not matter.
pub fn find(prefix: &str) -> Vec<&'static Command> {
    let prefix = prefix.trim().to_lowercase();
    let callable = || commands().iter().filter(|command| command.is_callable());
    let begins = callable().filter(|command| command.name.starts_with(&prefix));
    let later = callable().filter(|command| {
        !command.name.starts_with(&prefix)
            && command
                .name
                .split('-')
                .any(|word| word.starts_with(&prefix))
    });
    begins.chain(later).collect()
}

/// The command of this name.
pub fn named(name: &str) -> Option<&'static Command> {
    commands().iter().find(|command| command.name == name)
}

fn digit(c: char) -> Option<u8> {
    c.to_digit(10).and_then(|digit| u8::try_from(digit).ok())
}
