//! Laying the settings over one another: defaults, file, environment, flags.

use std::ffi::OsString;
use std::fmt;
use std::ops::Range;
use std::path::PathBuf;

use toml::de::{DeTable, DeValue};

use super::commands::{self, Command};
use super::table::{self, Value};
use super::{Fault, Faults, File, Place, Settings, Written, settings};
use crate::keymap::Keymap;
use crate::text;

/// Prefix of the variables that are settings.
const PREFIX: &str = "DATELINE_";
/// The variable that names another settings file.
const FILE_VARIABLE: &str = "DATELINE_CONFIG";

/// Where settings are taken from.
#[derive(Clone, Debug, Default)]
pub struct Layers {
    /// The settings file.
    pub file: File,
    /// The environment, as far as it is text; `DATELINE_CONFIG` has gone into `file`.
    pub environment: Vec<(String, String)>,
    /// Settings given by flags: name of the setting and value.
    pub flags: Vec<(String, String)>,
}

impl Layers {
    /// The layers of a process: its environment (`std::env::vars_os()`), the flags it was given
    /// as (setting, value), and whether `--no-config` was among them.
    pub fn new(
        environment: impl IntoIterator<Item = (OsString, OsString)>,
        flags: Vec<(String, String)>,
        no_config: bool,
    ) -> Self {
        let mut layers = Self {
            file: if no_config { File::None } else { File::Usual },
            environment: Vec::new(),
            flags,
        };
        for (name, value) in environment {
            if name == FILE_VARIABLE && !value.is_empty() {
                if !no_config {
                    layers.file = File::At(PathBuf::from(value));
                }
            } else if let (Ok(name), Ok(value)) = (name.into_string(), value.into_string()) {
                layers.environment.push((name, value));
            }
        }
        layers
    }

    fn variable(&self, wanted: &str) -> Option<String> {
        let mut found = self.environment.iter().filter(|(name, _)| name == wanted);
        found.next_back().map(|(_, value)| value.clone())
    }
}

/// Settings, and where each came from.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The settings in force.
    pub settings: Settings,
    /// The file that was read.
    pub file: Option<PathBuf>,
    written: Written,
    /// Where the settings that are no defaults came from, in the order of [`settings`].
    origins: Vec<Option<Place>>,
    /// The reader's own keys and commands, as TOML.
    tables: String,
}

/// Reads all layers.
///
/// # Errors
/// With every fault of every layer at once.
pub fn load(layers: &Layers) -> Result<Loaded, Faults> {
    let mut loading = Loading::default();
    let file = match layers.file.read() {
        Ok(file) => file,
        Err(fault) => {
            loading.faults.push(fault);
            None
        }
    };
    if let Some((path, text)) = &file {
        loading.file(&path.display().to_string(), text);
    }
    loading.environment(&layers.environment);
    for (name, value) in &layers.flags {
        loading.set(name, Value::of_text(value), &flag(name, value));
    }
    loading.clashing_verdicts();
    if !loading.faults.is_empty() {
        return Err(Faults(loading.faults));
    }
    let keymap = loading.keymap.unwrap_or_default();
    let settings = Settings::resolved(&loading.written, keymap, |name| layers.variable(name));
    Ok(Loaded {
        settings: Settings {
            commands: loading.commands,
            ..settings
        },
        file: file.map(|(path, _)| path),
        written: loading.written,
        origins: loading.origins,
        tables: loading.tables,
    })
}

struct Loading {
    written: Written,
    origins: Vec<Option<Place>>,
    keymap: Option<Keymap>,
    commands: Vec<Command>,
    tables: String,
    faults: Vec<Fault>,
}

impl Default for Loading {
    fn default() -> Self {
        Self {
            written: Written::default(),
            origins: vec![None; settings().len()],
            keymap: None,
            commands: Vec::new(),
            tables: String::new(),
            faults: Vec::new(),
        }
    }
}

impl Loading {
    fn fault(&mut self, place: Place, message: impl Into<String>) {
        self.faults.push(Fault {
            place,
            message: message.into(),
        });
    }

    fn set(&mut self, name: &str, value: Value<'_>, place: &Place) {
        let Some(setting) = table::named(name) else {
            return self.fault(place.clone(), table::unknown(name));
        };
        if let Err(message) = setting.set(&mut self.written, value) {
            return self.fault(place.clone(), message);
        }
        let index = settings().iter().position(|other| other.name == name);
        if let Some(origin) = index.and_then(|index| self.origins.get_mut(index)) {
            *origin = Some(place.clone());
        }
    }

    /// A word may mean one verdict only.
    fn clashing_verdicts(&mut self) {
        let Some((one, other)) = self.written.verdicts.clash() else {
            return;
        };
        let said = settings().iter().zip(&self.origins);
        let mut places = said
            .filter(|(setting, _)| setting.name.starts_with("verdicts."))
            .filter_map(|(_, origin)| origin.clone());
        if let Some(place) = places.next() {
            let (one, other) = (one.name(), other.name());
            let message = format!(
                "one word would mean both `verdicts.{one}` and `verdicts.{other}`; \
                 call one of them otherwise"
            );
            self.fault(place, message);
        }
    }

    fn file(&mut self, path: &str, text: &str) {
        let line_of = |span: Range<usize>| Place::Line(path.to_owned(), line_at(text, span.start));
        let (parsed, errors) = DeTable::parse_recoverable(text);
        for error in &errors {
            let place = match error.span() {
                Some(span) => line_of(span),
                None => Place::File(path.to_owned()),
            };
            // One slip often shows as several errors behind it in its line.
            if !self.faults.iter().any(|fault| fault.place == place) {
                self.fault(place, format!("this is no TOML: {}", error.message()));
            }
        }
        if !errors.is_empty() {
            return;
        }
        for (name, value) in parsed.get_ref() {
            let place = line_of(name.span());
            match (name.get_ref().as_ref(), value.get_ref()) {
                ("keys", DeValue::Table(keys)) => match Keymap::patched(keys) {
                    Ok(keymap) => self.keymap = Some(keymap),
                    Err(faults) => self.faults.extend(faults.into_iter().map(|fault| Fault {
                        place: fault.span.map_or_else(|| place.clone(), line_of),
                        message: fault.message,
                    })),
                },
                ("commands", DeValue::Table(table)) => match commands::read(table) {
                    Ok(commands) => self.commands = commands,
                    Err(faults) => {
                        let faults = faults.into_iter().map(|(span, message)| Fault {
                            place: line_of(span),
                            message,
                        });
                        self.faults.extend(faults);
                    }
                },
                ("commands", _) => {
                    self.fault(
                        place,
                        "`commands` is a table of tables, as in [commands.print]",
                    );
                }
                ("keys", _) => self.fault(place, "`keys` is a table of tables, as in [keys.list]"),
                ("verdicts", DeValue::Table(names)) => {
                    for (name, value) in names {
                        let name_of = format!("verdicts.{}", name.get_ref());
                        self.set(&name_of, value_of(value.get_ref()), &line_of(name.span()));
                    }
                }
                (name, value) => self.set(name, value_of(value), &place),
            }
        }
        self.tables = tables_as_toml(text);
        self.faults.sort_by_key(|fault| match fault.place {
            Place::Line(_, line) => line,
            _ => 0,
        });
    }

    fn environment(&mut self, environment: &[(String, String)]) {
        for (name, value) in environment {
            let Some(setting) = name.strip_prefix(PREFIX) else {
                continue;
            };
            let setting = setting.to_ascii_lowercase();
            let names = settings().iter().map(|setting| setting.name);
            let place = Place::Variable(name.clone());
            if let Some(setting) = settings().iter().find(|known| known.is_called(&setting)) {
                // A variable set to nothing is as good as unset.
                if !value.is_empty() {
                    self.set(setting.name, Value::of_text(value), &place);
                }
            } else if let Some(near) = text::nearest(&setting, names) {
                // Others may have variables of this prefix; only a slip is a fault.
                let near = format!("{PREFIX}{}", near.to_ascii_uppercase());
                self.fault(place, format!("no such variable; did you mean {near}"));
            }
        }
    }
}

/// A flag as a person writes it: `--no-infer`, `--order`.
fn flag(name: &str, value: &str) -> Place {
    Place::Flag(match value {
        "false" => format!("no-{name}"),
        _ => name.to_owned(),
    })
}

fn value_of<'a>(value: &'a DeValue<'_>) -> Value<'a> {
    match value {
        DeValue::String(text) => Value::Text(text),
        DeValue::Boolean(on) => Value::Switch(*on),
        DeValue::Integer(number) => {
            i64::from_str_radix(number.as_str(), number.radix()).map_or(Value::Other, Value::Number)
        }
        _ => Value::Other,
    }
}

/// Line of a byte of the text, from 1.
fn line_at(text: &str, byte: usize) -> usize {
    let before = text.get(..byte).unwrap_or(text);
    before.matches('\n').count() + 1
}

/// The tables alone, as TOML.
fn tables_as_toml(text: &str) -> String {
    let Ok(mut table) = text.parse::<toml::Table>() else {
        return String::new();
    };
    table.retain(|name, _| matches!(name, "keys" | "commands"));
    toml::to_string(&table).unwrap_or_default()
}

impl fmt::Display for Loaded {
    /// The settings in force as a settings file, each with where it came from.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = settings()
            .iter()
            .map(|setting| format!("{} = {}", setting.name, setting.value(&self.written)))
            .collect();
        let widest = lines.iter().map(String::len).max().unwrap_or(0);
        for (line, origin) in lines.iter().zip(&self.origins) {
            let from = match origin {
                None => "default".to_owned(),
                Some(place) => place.to_string(),
            };
            writeln!(f, "{line:widest$}  # {from}")?;
        }
        if !self.tables.is_empty() {
            write!(f, "\n{}", self.tables)?;
        }
        Ok(())
    }
}
