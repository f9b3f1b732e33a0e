//! `dateline config` and `dateline keys`: the reader's settings and keys, as they are in force.

use crate::config::{self, File, Layers, Loaded};
use crate::keymap::{Group, commands};
use crate::text;

use super::FOUND;
use super::arguments::{Config, SettingsFile};
use super::failure::Failure;
use super::output::Output;

/// Reads the settings of this run.
///
/// # Errors
/// With every fault of every layer.
pub(super) fn load(wanted: &SettingsFile, flags: Vec<(String, String)>) -> Result<Loaded, Failure> {
    let mut layers = Layers::new(std::env::vars_os(), flags, wanted.no_config);
    if let Some(path) = &wanted.config {
        layers.file = File::At(path.clone());
    }
    config::load(&layers).map_err(|faults| {
        Failure::usage(
            faults.to_string(),
            "mend that, or leave the settings file out with --no-config",
        )
    })
}

/// Prints what is asked about the settings.
pub(super) fn config(wanted: &Config, out: &mut Output) -> Result<u8, Failure> {
    match wanted {
        Config::Path => {
            let path = config::path().ok_or_else(|| {
                Failure::usage(
                    "there is no home folder, so there is no usual settings file",
                    "name one with --config FILE",
                )
            })?;
            out.line(&text::visible(&path.to_string_lossy()))?;
        }
        Config::Default => out.block(config::default_text())?,
        Config::Show(file) => {
            let loaded = load(file, Vec::new())?;
            out.block(&text::sanitise(&loaded.to_string()).text)?;
        }
    }
    Ok(FOUND)
}

/// Prints every command with its keys, its name and what it does.
pub(super) fn keys(file: &SettingsFile, out: &mut Output) -> Result<u8, Failure> {
    let keymap = load(file, Vec::new())?.settings.keymap;
    for group in Group::ALL {
        let of_group = || commands().iter().filter(|command| command.group == group);
        if of_group().next().is_none() {
            continue;
        }
        out.line(group.name())?;
        for command in of_group() {
            let mut keys: Vec<String> = Vec::new();
            for context in command.contexts {
                for key in keymap.keys_of(command.action, *context) {
                    let key = key.to_string();
                    if !keys.contains(&key) {
                        keys.push(key);
                    }
                }
            }
            let keys = keys.join(" ");
            let gap = " ".repeat(20_usize.saturating_sub(text::width(&keys)));
            out.line(&format!(
                "  {keys}{gap}  {:<22}  {}",
                command.name, command.doc
            ))?;
        }
        out.line("")?;
    }
    Ok(FOUND)
}
