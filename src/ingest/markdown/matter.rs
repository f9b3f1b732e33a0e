//! Front matter: the fields before a text, as a flat part of YAML, as TOML or as JSON.
//!
//! Of YAML these are read: `key: value`, quoted values, lists in brackets and lists of dashes,
//! the names of people in them, folded and literal blocks, comments. What nests deeper is passed
//! over. A line that is none of these is no front matter, and all of it stays text.

use serde_json::Value;

/// Names in an item of a list that say what it is called, and names that say anything else.
const CALLED: [&str; 3] = ["name", "title", "text"];
const BESIDE: [&str; 12] = [
    "email",
    "url",
    "link",
    "href",
    "bio",
    "id",
    "slug",
    "twitter",
    "role",
    "image",
    "avatar",
    "affiliation",
];

/// Longest front matter, in bytes.
const LONGEST: usize = 64 << 10;

/// The fields before a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Matter {
    /// Names and what they say.
    pub(super) fields: Vec<(String, Vec<String>)>,
    /// Byte of the text where the rest begins.
    pub(super) end: usize,
}

impl Matter {
    /// Whether one of the fields says just this.
    pub(super) fn says(&self, text: &str) -> bool {
        let mut values = self.fields.iter().flat_map(|(_, values)| values);
        values.any(|value| value.trim() == text.trim())
    }
}

/// The front matter of a text.
pub(super) fn read(text: &str) -> Option<Matter> {
    let start = text.len() - text.trim_start().len();
    let body = text.get(start..)?;
    let first = body.lines().next()?.trim_end();
    let (fence, other) = match first {
        "{" => {
            let matter = json_fields(body)?;
            let end = start + matter.end;
            return Some(Matter { end, ..matter });
        }
        "---" => ("---", "..."),
        "+++" => ("+++", "+++"),
        _ => return None,
    };
    let mut at = start + body.find('\n')? + 1;
    let from = at;
    let mut lines = Vec::new();
    loop {
        let rest = text.get(at..)?;
        let line = rest.split('\n').next().filter(|_| !rest.is_empty())?;
        let end = (at + line.len() + 1).min(text.len());
        let bare = line.trim_end();
        if bare == fence || bare == other {
            let inner = text.get(from..at)?;
            let fields = if fence == "+++" {
                toml_fields(inner)
            } else {
                yaml_fields(&lines)
            };
            return fields.map(|fields| Matter { fields, end });
        }
        if end - from > LONGEST {
            return None;
        }
        lines.push(bare);
        at = end;
    }
}

/// The fields of an object at the start of a text, and where the rest begins.
fn json_fields(text: &str) -> Option<Matter> {
    let bounded = text.get(..LONGEST).unwrap_or(text);
    let mut values = serde_json::Deserializer::from_str(bounded).into_iter::<Value>();
    let Some(Ok(Value::Object(object))) = values.next() else {
        return None;
    };
    let end = values.byte_offset();
    let value = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let fields = object.iter().map(|(name, said)| {
        let values = match said {
            Value::Array(items) => items.iter().filter_map(value).collect(),
            one => value(one).into_iter().collect::<Vec<_>>(),
        };
        (name.clone(), values)
    });
    let fields: Vec<_> = fields.filter(|(_, values)| !values.is_empty()).collect();
    // An object and nothing behind it is a record of its own.
    let has_text = text.get(end..).is_some_and(|rest| !rest.trim().is_empty());
    (has_text && !fields.is_empty()).then_some(Matter { fields, end })
}

fn toml_fields(text: &str) -> Option<Vec<(String, Vec<String>)>> {
    let table: toml::Table = text.parse().ok()?;
    let value = |value: &toml::Value| match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Integer(_) | toml::Value::Float(_) | toml::Value::Datetime(_) => {
            Some(value.to_string())
        }
        _ => None,
    };
    let values = |said: &toml::Value| match said {
        toml::Value::Array(items) => items.iter().filter_map(value).collect(),
        one => value(one).into_iter().collect::<Vec<_>>(),
    };
    let fields = table
        .iter()
        .map(|(name, said)| (name.clone(), values(said)));
    Some(fields.filter(|(_, values)| !values.is_empty()).collect())
}

/// The fields of these lines; `None` if they are something else.
fn yaml_fields(lines: &[&str]) -> Option<Vec<(String, Vec<String>)>> {
    let mut fields: Vec<(String, Vec<String>)> = Vec::new();
    let mut block: Option<Block> = None;
    // In an item of a list that has not said yet what it is called.
    let mut is_nameless = false;
    for line in lines {
        let indented = line.starts_with([' ', '\t']);
        let bare = line.trim();
        if let Some(open) = &mut block
            && (indented || bare.is_empty())
        {
            open.add(bare);
            continue;
        }
        if let Some((_, values)) = fields.last_mut() {
            values.extend(block.take().map(Block::text));
        }
        if bare.is_empty() || bare.starts_with('#') {
            continue;
        }
        if let Some(item) = bare
            .strip_prefix("- ")
            .or_else(|| (bare == "-").then_some(""))
        {
            let (_, values) = fields.last_mut()?;
            is_nameless = is_named(item, &BESIDE);
            let said = field(item).filter(|_| is_named(item, &CALLED));
            if !is_nameless {
                values.extend(scalar(said.map_or(item, |(_, said)| said)));
            }
            continue;
        }
        if indented {
            // A mapping in a mapping, or a value that goes on: neither is a field of its own.
            let (_, values) = fields.last_mut()?;
            if is_nameless && is_named(bare, &CALLED) {
                is_nameless = false;
                values.extend(field(bare).and_then(|(_, said)| scalar(said)));
            }
            continue;
        }
        let (name, said) = field(bare)?;
        match said {
            "|" | "|-" | "|+" => block = Some(Block::new('\n')),
            ">" | ">-" | ">+" => block = Some(Block::new(' ')),
            _ => {}
        }
        let values = if block.is_some() {
            Vec::new()
        } else {
            values(said)
        };
        fields.push((name.to_owned(), values));
    }
    if let Some((_, values)) = fields.last_mut() {
        values.extend(block.map(Block::text));
    }
    (!fields.is_empty()).then_some(fields)
}

/// Whether a line says one of these things.
fn is_named(line: &str, names: &[&str]) -> bool {
    field(line).is_some_and(|(name, _)| names.iter().any(|n| n.eq_ignore_ascii_case(name)))
}

/// A value of several lines.
struct Block {
    between: char,
    text: String,
}

impl Block {
    fn new(between: char) -> Self {
        Self {
            between,
            text: String::new(),
        }
    }

    fn add(&mut self, line: &str) {
        if !self.text.is_empty() {
            self.text.push(self.between);
        }
        self.text.push_str(line);
    }

    fn text(self) -> String {
        self.text
    }
}

/// `name: value`.
fn field(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    let name = name.trim_end().trim_matches(['"', '\'']);
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ' | ':');
    let is_short = !name.is_empty() && name.len() <= 64;
    let stands_apart = value.is_empty() || value.starts_with([' ', '\t']);
    (is_short && stands_apart && name.chars().all(is_name)).then_some((name, value.trim()))
}

fn values(said: &str) -> Vec<String> {
    let list = said.strip_prefix('[').and_then(|s| s.strip_suffix(']'));
    match list {
        // `[[a link]]` is a text of its own.
        Some(inner) if !inner.starts_with('[') => {
            items(inner).into_iter().filter_map(scalar).collect()
        }
        _ => scalar(said).into_iter().collect(),
    }
}

/// The items of a list in brackets: apart at commas outside quotes.
fn items(inner: &str) -> Vec<&str> {
    let (mut found, mut start, mut quote) = (Vec::new(), 0, None);
    for (at, c) in inner.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            (None, ',') => {
                found.extend(inner.get(start..at));
                start = at + 1;
            }
            _ => {}
        }
    }
    found.extend(inner.get(start..));
    found
}

/// One value, without quotes and comment; nothing where it is empty.
fn scalar(said: &str) -> Option<String> {
    let said = said.trim();
    let value = if let Some(rest) = said.strip_prefix('"') {
        unescaped(rest)
    } else if let Some(rest) = said.strip_prefix('\'') {
        let end = rest.replace("''", "\u{0}");
        let inner = end.split('\'').next().unwrap_or_default();
        inner.replace('\u{0}', "'")
    } else {
        let end = said.find(" #").unwrap_or(said.len());
        said.get(..end).unwrap_or(said).trim().to_owned()
    };
    (!value.is_empty() && value != "~").then_some(value)
}

/// A value up to its closing quotation mark.
fn unescaped(rest: &str) -> String {
    let mut out = String::new();
    let mut chars = rest.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => break,
            '\\' => match chars.next() {
                Some('n') => out.push('\n'),
                Some('t') => out.push('\t'),
                Some(other) => out.push(other),
                None => {}
            },
            c => out.push(c),
        }
    }
    out
}
