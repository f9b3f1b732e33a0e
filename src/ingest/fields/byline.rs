//! Who wrote it, as bylines say it.

use super::is_empty;
use crate::ingest::markup;

/// The names in a byline: "By" left out, several apart.
pub(super) fn authors(byline: &str) -> Vec<String> {
    let line = markup::line(byline);
    if let Some(listed) = listed(line.trim()) {
        return listed;
    }
    let name = line
        .strip_prefix("By ")
        .or_else(|| line.strip_prefix("by "));
    let name = name.unwrap_or(&line).trim();
    if is_one(name) {
        let name = mail_owner(name).to_owned();
        return Some(name)
            .filter(|name| !is_empty(name))
            .into_iter()
            .collect();
    }
    let apart: Vec<&str> = if name.contains(';') {
        name.split(';').collect()
    } else {
        // "Jane Doe, Max Muster and Ann Lee" are three people, "Doe, Jane" is one.
        let marks = [" and ", " & ", " und ", " et "];
        let parts = name.split(", ").flat_map(|part| {
            let joint = marks.iter().find_map(|mark| part.split_once(mark));
            let (first, second) = joint.map_or((part, None), |(a, b)| (a, Some(b)));
            [Some(first), second].into_iter().flatten()
        });
        let parts: Vec<_> = parts.filter(|part| !part.trim().is_empty()).collect();
        if parts
            .iter()
            .all(|part| part.split_whitespace().count() >= 2)
        {
            parts
        } else {
            vec![name]
        }
    };
    let names = apart
        .into_iter()
        .map(|name| mail_owner(name.trim()).to_owned());
    names.filter(|name| !is_empty(name)).collect()
}

/// Whether nothing in a byline parts names.
fn is_one(byline: &str) -> bool {
    let bytes = byline.as_bytes();
    let mut blanks = memchr::memchr_iter(b' ', bytes);
    let marks: [&[u8]; 4] = [b" and ", b" & ", b" und ", b" et "];
    memchr::memchr2(b';', b',', bytes).is_none()
        && !blanks.any(|at| {
            let rest = bytes.get(at..).unwrap_or_default();
            marks.iter().any(|mark| rest.starts_with(mark))
        })
}

/// The items of a list that a program wrote into a field as text (`['Jane Doe', "Max O'Neil"]`);
/// `None` if it is something else.
fn listed(text: &str) -> Option<Vec<String>> {
    let mut rest = text.strip_prefix('[')?.strip_suffix(']')?.trim();
    let mut items = Vec::new();
    while let Some(quote) = rest.chars().next().filter(|c| matches!(c, '\'' | '"')) {
        let mut behind = rest.char_indices().skip(1).filter(|(_, c)| *c == quote);
        let end = behind.find(|(at, _)| {
            let next = rest.get(at + 1..).unwrap_or_default().trim_start();
            next.is_empty() || next.starts_with(',')
        });
        let (end, _) = end?;
        let item = rest.get(1..end).unwrap_or_default().trim();
        items.extend((!is_empty(item)).then(|| item.to_owned()));
        let next = rest.get(end + 1..).unwrap_or_default().trim_start();
        rest = next.strip_prefix(',').unwrap_or(next).trim_start();
    }
    rest.is_empty().then_some(items)
}

/// `editor@example.org (Jane Doe)`, as RSS writes authors, is Jane Doe.
fn mail_owner(author: &str) -> &str {
    author
        .strip_suffix(')')
        .and_then(|rest| rest.split_once('('))
        .filter(|(mail, _)| mail.contains('@'))
        .map_or(author, |(_, name)| name.trim())
}
