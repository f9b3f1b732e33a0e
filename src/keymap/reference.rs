//! The whole table of keys, for `dateline keys` and the documents.

use super::{Command, Keymap, commands};
use crate::action::{Context, Key};

/// A command and the keys that mean it in some places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The command.
    pub command: &'static Command,
    /// Where it has these keys.
    pub places: Vec<Context>,
    /// The keys, the usual one first; none: by `:` only.
    pub keys: Vec<Key>,
}

impl Keymap {
    /// Every command with its keys, in the order of the table; a command has a row for each set
    /// of places where its keys are the same.
    pub fn reference(&self) -> Vec<Reference> {
        let mut rows: Vec<Reference> = Vec::new();
        for command in commands() {
            for context in command.contexts {
                let keys = self.keys_of(command.action, *context);
                let same = rows
                    .iter_mut()
                    .find(|row| row.command.name == command.name && row.keys == keys);
                if let Some(row) = same {
                    row.places.push(*context);
                } else {
                    rows.push(Reference {
                        command,
                        places: vec![*context],
                        keys,
                    });
                }
            }
        }
        rows
    }
}

impl Reference {
    /// The keys as they are written in the settings file, a blank between.
    pub fn keys_text(&self) -> String {
        let keys: Vec<String> = self.keys.iter().map(Key::to_string).collect();
        match keys.as_slice() {
            [] => format!(":{}", self.command.name),
            keys => keys.join(" "),
        }
    }

    /// The places, in words.
    pub fn places_text(&self) -> String {
        if self.places == Context::ALL {
            return "anywhere".to_owned();
        }
        if self.places == Context::PANES {
            return "every pane".to_owned();
        }
        let names: Vec<&str> = self.places.iter().map(|context| context.name()).collect();
        names.join(", ")
    }
}
