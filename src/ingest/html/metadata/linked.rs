//! JSON-LD: the article object of schema.org, however deep it lies.
//!
//! Where a page has several such objects, the others are those of its lists: what is said by one
//! with another headline than the page's is worth less than what the page shows. Text that is no
//! JSON even after mending is searched for the dates alone.

use serde_json::{Map, Value};

use super::{Field, Metadata, collapsed, say};
use crate::ingest::markup;

/// Deepest object that is looked into.
const DEEPEST: usize = 12;

/// A house that is named by its identity is often the company or the person that owns the site:
/// what the page calls the site goes before it, by so many ranks.
const BY_IDENTITY: u8 = 10;

/// Identities that are kept, at most.
const MOST_NAMED: usize = 200;

/// Rank of the dates of another article than the page's.
const OTHER: u8 = 92;

/// Rank of the dates found in text that is no JSON.
const BROKEN: u8 = 8;

/// Reads a script of structured data.
pub(super) fn read(text: &str, into: &mut Metadata) {
    let text = bare(text);
    if !text.starts_with(['{', '[']) {
        return;
    }
    let value = serde_json::from_str(text)
        .or_else(|_| serde_json::from_str(&mended(text)))
        .or_else(|_| serde_json::from_str(&mended(&markup::decode(text))));
    match value {
        Ok(value) => walk(&value, 0, into),
        Err(_) => broken(text, into),
    }
}

/// The text without the marks that hide a script from old programs.
fn bare(text: &str) -> &str {
    const BEFORE: [&str; 6] = [
        "<!--",
        "//<![CDATA[",
        "// <![CDATA[",
        "/*<![CDATA[*/",
        "<![CDATA[",
        "//",
    ];
    const BEHIND: [&str; 7] = ["-->", "//]]>", "// ]]>", "/*]]>*/", "]]>", "//", ";"];
    let mut text = text.trim();
    loop {
        let inner = BEFORE.iter().find_map(|mark| text.strip_prefix(mark));
        let inner = inner.or_else(|| BEHIND.iter().find_map(|mark| text.strip_suffix(mark)));
        match inner {
            Some(inner) => text = inner.trim(),
            None => return text,
        }
    }
}

/// JSON without line ends in its strings and without commas before closing brackets.
fn mended(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut in_string, mut is_escaped) = (false, false);
    for c in text.chars() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = in_string,
            '"' => in_string = !in_string,
            '}' | ']' if !in_string => {
                let kept = out.trim_end().trim_end_matches(',').len();
                out.truncate(kept);
            }
            _ => {}
        }
        out.push(if c.is_control() { ' ' } else { c });
    }
    out
}

/// The first publication date, and the first date of a change, in text that is no JSON but speaks
/// of an article.
fn broken(text: &str, into: &mut Metadata) {
    if !text.contains("Article\"") && !text.contains("BlogPosting\"") {
        return;
    }
    for (name, field) in [
        ("datePublished", Field::Published),
        ("dateModified", Field::Updated),
    ] {
        let value = text
            .split_once(&format!("\"{name}\""))
            .and_then(|(_, rest)| {
                let rest = rest.trim_start().strip_prefix(':')?.trim_start();
                let (value, _) = rest.strip_prefix('"')?.split_once('"')?;
                (value.len() <= 64).then_some(value)
            });
        if let Some(value) = value {
            say(
                into.list(field),
                value,
                &format!("JSON-LD {name}, broken"),
                BROKEN,
            );
        }
    }
}

/// Ranks down what the objects of other articles say, where one is that of the page.
pub(super) fn tell_apart(page: &mut Metadata) {
    let titles: Vec<String> = page
        .headlines
        .iter()
        .filter(|said| !said.place.starts_with("JSON-LD"))
        .map(|said| letters(&said.value))
        .collect();
    let is_own = |headline: &str| {
        let headline = letters(headline);
        !headline.is_empty()
            && titles.iter().any(|title| {
                title.contains(&headline)
                    || (!title.is_empty() && headline.contains(title.as_str()))
            })
    };
    if !page.linked.iter().any(|headline| is_own(headline)) {
        return;
    }
    for list in [&mut page.published, &mut page.updated] {
        for said in list.iter_mut() {
            let of = said.of.and_then(|object| page.linked.get(object));
            if of.is_some_and(|headline| !headline.is_empty() && !is_own(headline)) {
                said.rank = OTHER;
            }
        }
    }
}

/// The folded letters and digits of a headline.
fn letters(headline: &str) -> String {
    let folded = crate::text::fold(headline);
    folded.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn walk(value: &Value, depth: usize, into: &mut Metadata) {
    if depth > DEEPEST {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| walk(item, depth + 1, into)),
        Value::Object(object) => {
            call(object, into);
            match worth(object) {
                Some(rank) => article(object, rank, into),
                None => object
                    .values()
                    .for_each(|inner| walk(inner, depth + 1, into)),
            }
        }
        _ => {}
    }
}

/// Keeps what an object is called that has an identity: others name it by that.
fn call(object: &Map<String, Value>, into: &mut Metadata) {
    let text = |name: &str| object.get(name).and_then(Value::as_str);
    if let (Some(id), Some(name)) = (text("@id"), text("name"))
        && into.named.len() < MOST_NAMED
    {
        into.named.push((id.to_owned(), name.to_owned()));
    }
}

/// Gives authors and publishers that are told by their identity their name.
pub(super) fn name(page: &mut Metadata) {
    let named = std::mem::take(&mut page.named);
    for (list, behind) in [(&mut page.authors, 0), (&mut page.sources, BY_IDENTITY)] {
        for said in list.iter_mut() {
            if let Some((_, name)) = named.iter().find(|(id, _)| *id == said.value) {
                said.value = collapsed(&markup::decode(name));
                said.rank = said.rank.saturating_add(behind);
            }
        }
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
    let headline = object.get("headline").or_else(|| object.get("name"));
    let headline = headline.and_then(Value::as_str).unwrap_or_default();
    let number = into.linked.len();
    into.linked.push(collapsed(headline));
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
        let rank = match field {
            _ if name == "dateCreated" => rank + 20,
            // Behind the address that the page itself calls its own.
            Field::Link => rank + 10,
            _ => rank,
        };
        let list = into.list(field);
        for value in strings(value) {
            let before = list.len();
            let plain = markup::decode(&value);
            say(list, &plain, &format!("JSON-LD {name}"), rank);
            if let Some(said) = list.get_mut(before) {
                said.of = Some(number);
                if field == Field::Body {
                    // Its paragraphs are told by its line ends.
                    said.value = value;
                }
            }
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
