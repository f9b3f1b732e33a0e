//! The one table of settings: name, help, how each is read and printed.

use std::str::FromStr as _;

use super::{Order, When, Written, Zone};
use crate::article::Verdict;
use crate::text::nearest;

/// A setting, for documents and faults.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Its name in the settings file; in the environment it is `DATELINE_` and the name in
    /// capitals.
    pub name: &'static str,
    /// What it does, in one sentence without a full stop.
    pub help: &'static str,
    read: fn(&mut Written, Value<'_>) -> Result<(), String>,
    print: fn(&Written) -> String,
}

/// A value as the settings file has it, or as the text of a variable or flag was understood.
#[derive(Clone, Copy, Debug)]
pub(super) enum Value<'a> {
    Text(&'a str),
    Number(i64),
    Switch(bool),
    /// A date, a table, a list: never a setting.
    Other,
}

impl<'a> Value<'a> {
    /// The value of an environment variable or a flag.
    pub(super) fn of_text(text: &'a str) -> Self {
        if let Ok(number) = text.parse() {
            return Self::Number(number);
        }
        match text {
            "true" => Self::Switch(true),
            "false" => Self::Switch(false),
            _ => Self::Text(text),
        }
    }
}

/// Every setting but `[keys]`, in the order of the default file.
pub fn settings() -> &'static [Setting] {
    SETTINGS
}

#[rustfmt::skip]
const SETTINGS: &[Setting] = &[
    Setting {
        name: "zone",
        help: "the zone that times with a known offset are shown in: as-written, utc, local or a name",
        read: |written, value| text(value, Zone::from_str).map(|zone| written.zone = zone),
        print: |written| quoted(&written.zone.to_string()),
    },
    Setting {
        name: "order",
        help: "the order of the list at first: date, source or relevance",
        read: |written, value| one_of(value, Order::ALL, Order::name).map(|order| written.order = order),
        print: |written| quoted(written.order.name()),
    },
    Setting {
        name: "measure",
        help: "the widest line of an article's text, in columns: 20 to 400",
        read: |written, value| number(value, 20, 400).map(|columns| written.measure = columns),
        print: |written| written.measure.to_string(),
    },
    Setting {
        name: "timeline_rows",
        help: "how many rows the bars of the timeline are high at first: 1 to 12",
        read: |written, value| number(value, 1, 12).map(|rows| written.timeline_rows = rows),
        print: |written| written.timeline_rows.to_string(),
    },
    Setting {
        name: "ascii",
        help: "draw with ASCII characters only: auto (by the locale), always or never",
        read: |written, value| one_of(value, When::ALL, When::name).map(|when| written.ascii = when),
        print: |written| quoted(written.ascii.name()),
    },
    Setting {
        name: "colour",
        help: "draw with colours: auto (unless NO_COLOR is set), always or never",
        read: |written, value| one_of(value, When::ALL, When::name).map(|when| written.colour = when),
        print: |written| quoted(written.colour.name()),
    },
    Setting {
        name: "infer",
        help: "conclude dates and sources that a document does not state, marked with ~",
        read: |written, value| switch(value).map(|on| written.infer = on),
        print: |written| written.infer.to_string(),
    },
    Setting {
        name: "footer",
        help: "show the line with the most used keys",
        read: |written, value| switch(value).map(|on| written.footer = on),
        print: |written| written.footer.to_string(),
    },
    Setting {
        name: "verdicts.keep",
        help: "what the first verdict is called: a word of at most 16 letters",
        read: |written, value| word(value).map(|name| written.verdicts.set(Verdict::Keep, name)),
        print: |written| quoted(written.verdicts.of(Verdict::Keep)),
    },
    Setting {
        name: "verdicts.maybe",
        help: "what the second verdict is called",
        read: |written, value| word(value).map(|name| written.verdicts.set(Verdict::Maybe, name)),
        print: |written| quoted(written.verdicts.of(Verdict::Maybe)),
    },
    Setting {
        name: "verdicts.drop",
        help: "what the third verdict is called",
        read: |written, value| word(value).map(|name| written.verdicts.set(Verdict::Drop, name)),
        print: |written| quoted(written.verdicts.of(Verdict::Drop)),
    },
];

impl Setting {
    /// The variable that sets it.
    pub fn variable(&self) -> String {
        format!(
            "DATELINE_{}",
            self.name.replace('.', "_").to_ascii_uppercase()
        )
    }

    /// Its name as a part of a variable.
    pub(super) fn is_called(&self, lower: &str) -> bool {
        self.name.replace('.', "_") == lower
    }

    pub(super) fn set(&self, written: &mut Written, value: Value<'_>) -> Result<(), String> {
        (self.read)(written, value).map_err(|expected| format!("`{}` is {expected}", self.name))
    }

    /// Its value as TOML.
    pub(super) fn value(&self, written: &Written) -> String {
        (self.print)(written)
    }
}

/// The setting of this name.
pub(super) fn named(name: &str) -> Option<&'static Setting> {
    SETTINGS.iter().find(|setting| setting.name == name)
}

/// What is wrong with a name that is no setting.
pub(super) fn unknown(name: &str) -> String {
    let names = SETTINGS.iter().map(|setting| setting.name);
    match nearest(name, names.clone().chain(["keys", "commands"])) {
        Some(table @ ("keys" | "commands")) => {
            format!("no setting `{name}`; did you mean the table [{table}]")
        }
        Some(near) => format!("no setting `{name}`; did you mean `{near}`"),
        None => format!(
            "no setting `{name}`; there are {} and the tables [keys] and [commands]",
            names.collect::<Vec<_>>().join(", ")
        ),
    }
}

fn text<T>(value: Value<'_>, read: impl Fn(&str) -> Result<T, String>) -> Result<T, String> {
    match value {
        Value::Text(text) => read(text),
        // The fault of an impossible text says what was expected.
        _ => read(""),
    }
}

fn one_of<T: Copy, const N: usize>(
    value: Value<'_>,
    all: [T; N],
    name: fn(T) -> &'static str,
) -> Result<T, String> {
    text(value, |typed| {
        let typed = typed.to_ascii_lowercase();
        all.into_iter()
            .find(|choice| name(*choice) == typed)
            .ok_or_else(|| {
                let names: Vec<String> = all.iter().map(|choice| quoted(name(*choice))).collect();
                let near = nearest(&typed, all.into_iter().map(name));
                let mend = near.map_or(String::new(), |near| format!("; did you mean \"{near}\""));
                format!("one of {}{mend}", names.join(", "))
            })
    })
}

fn number(value: Value<'_>, least: u16, most: u16) -> Result<u16, String> {
    let Value::Number(number) = value else {
        return Err(format!("a number from {least} to {most}, without quotes"));
    };
    u16::try_from(number)
        .ok()
        .filter(|number| (least..=most).contains(number))
        .ok_or_else(|| format!("a number from {least} to {most}, not {number}"))
}

/// One word that can stand in the filter line.
fn word(value: Value<'_>) -> Result<&str, String> {
    let expected = "a word of at most 16 letters, digits, hyphens or underscores";
    let Value::Text(word) = value else {
        return Err(expected.to_owned());
    };
    let fits = (1..=16).contains(&word.chars().count());
    let plain = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    let begins = word.starts_with(char::is_alphanumeric);
    if fits && begins && word.chars().all(plain) {
        Ok(word)
    } else {
        Err(expected.to_owned())
    }
}

fn switch(value: Value<'_>) -> Result<bool, String> {
    match value {
        Value::Switch(on) => Ok(on),
        _ => Err("true or false, without quotes".to_owned()),
    }
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}
