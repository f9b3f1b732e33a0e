//! `dateline config` and `dateline keys`: the reader's settings and keys, as they are in force.

use crate::config::{self, File, Layers, Loaded, SavedFilters};
use crate::review::memory;
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
    let mend = "mend that, or leave the settings file out with --no-config";
    let mut loaded =
        config::load(&layers).map_err(|faults| Failure::usage(faults.to_string(), mend))?;
    let saved = SavedFilters::beside(&layers.file);
    loaded.settings.saved = saved.map_err(|fault| Failure::usage(fault, mend))?;
    Ok(loaded)
}

/// Prints what is asked about the settings.
pub(super) fn config(wanted: &Config, out: &mut Output) -> Result<u8, Failure> {
    match wanted {
        Config::Path => {
            let layers = Layers::new(std::env::vars_os(), Vec::new(), false);
            let path = layers.file.path().ok_or_else(|| {
                Failure::usage(
                    "there is no home folder, so there is no usual settings file",
                    "name one with --config FILE",
                )
            })?;
            out.line(&text::visible(&path.to_string_lossy()))?;
            if let Some(folder) = memory::folder() {
                let marks = memory::file(&folder);
                out.line(&text::visible(&marks.to_string_lossy()))?;
            }
        }
        Config::Default => out.block(config::default_text())?,
        Config::Show(file) => {
            let loaded = load(file, Vec::new())?;
            out.block(&text::sanitise(&loaded.to_string()).text)?;
        }
    }
    Ok(FOUND)
}

/// Prints every key with where it works, its command and what that does.
pub(super) fn keys(file: &SettingsFile, out: &mut Output) -> Result<u8, Failure> {
    let rows = load(file, Vec::new())?.settings.keymap.reference();
    let cells: Vec<[String; 4]> = rows
        .iter()
        .map(|row| {
            let command = row.command;
            let (keys, places) = (row.keys_text(), row.places_text());
            [
                keys,
                places,
                command.name.to_owned(),
                command.doc.to_owned(),
            ]
        })
        .collect();
    let width = |column: usize| {
        let widths = cells.iter().filter_map(|row| row.get(column));
        widths
            .map(|cell| text::width(cell))
            .max()
            .unwrap_or_default()
    };
    let widths = [width(0), width(1), width(2), 0];
    let mut group = None;
    for (row, cells) in rows.iter().zip(&cells) {
        if group.replace(row.command.group) != Some(row.command.group) {
            out.line(row.command.group.name())?;
        }
        let mut line = String::new();
        for (cell, width) in cells.iter().zip(widths) {
            let gap = width.saturating_sub(text::width(cell));
            line.push_str("  ");
            line.push_str(cell);
            line.push_str(&" ".repeat(gap));
        }
        out.line(line.trim_end())?;
    }
    Ok(FOUND)
}
