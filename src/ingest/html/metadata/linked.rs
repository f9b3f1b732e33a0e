//! JSON-LD: the article object of schema.org, however deep it lies.

use serde_json::{Map, Value};

use super::{Field, Metadata, say};

/// Deepest object that is looked into.
const DEEPEST: usize = 12;

/// Reads a script of structured data; what is no JSON even after mending is passed over.
pub(super) fn read(text: &str, into: &mut Metadata) {
    let text = text
        .trim()
        .trim_start_matches("<!--")
        .trim_end_matches("-->");
    let text = text.trim().trim_end_matches(';');
    if !text.starts_with(['{', '[']) {
        return;
    }
    let value = serde_json::from_str(text)
        .or_else(|_| serde_json::from_str(&text.replace(['\n', '\r', '\t'], " ")));
    if let Ok(value) = value {
        walk(&value, 0, into);
    }
}

fn walk(value: &Value, depth: usize, into: &mut Metadata) {
    if depth > DEEPEST {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| walk(item, depth + 1, into)),
        Value::Object(object) => match worth(object) {
            Some(rank) => article(object, rank, into),
            None => object
                .values()
                .for_each(|inner| walk(inner, depth + 1, into)),
        },
        _ => {}
    }
}

/// How much an object is worth as the article of the page; `None` if it is something else.
fn worth(object: &Map<String, Value>) -> Option<u8> {
    let named = strings(object.get("@type")?);
    let ends = |ending: &str| named.iter().any(|name| name.ends_with(ending));
    if ends("Article") || ends("BlogPosting") || ends("Report") || ends("Review") {
        return Some(5);
    }
    (ends("WebPage") || ends("VideoObject")).then_some(35)
}

fn article(object: &Map<String, Value>, rank: u8, into: &mut Metadata) {
    let fields = [
        ("headline", Field::Headline),
        ("datePublished", Field::Published),
        ("dateCreated", Field::Published),
        ("dateModified", Field::Updated),
        ("inLanguage", Field::Language),
        ("articleBody", Field::Body),
        ("author", Field::Author),
        ("publisher", Field::Source),
        ("url", Field::Link),
        ("mainEntityOfPage", Field::Link),
    ];
    for (name, field) in fields {
        let Some(value) = object.get(name) else {
            continue;
        };
        let rank = if name == "dateCreated" {
            rank + 20
        } else {
            rank
        };
        for value in strings(value) {
            say(into.list(field), &value, &format!("JSON-LD {name}"), rank);
        }
    }
}

/// The names in a value: a string, an object with a name, or several of them.
fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(items) => items.iter().take(20).filter_map(one).collect(),
        other => one(other).into_iter().collect(),
    }
}

fn one(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Object(object) => ["name", "@id", "url"]
            .iter()
            .find_map(|key| object.get(*key)?.as_str())
            .map(str::to_owned),
        _ => None,
    }
}
