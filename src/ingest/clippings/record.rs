//! One article of a database of the press: fields with a name and a colon, and around them lines
//! whose place tells what they are.

use std::borrow::Cow;

use crate::article::Precision;
use crate::article::{Article, Origin};
use crate::ingest::calendar::DayMonthOrder;
use crate::ingest::dates::find_moments;
use crate::ingest::fields::{Fields, Meaning};
use crate::ingest::plain;

/// How articles are parted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// By lines that count them.
    Numbered,
    /// By lines with their number in the database.
    Signed,
    /// By lines that say that they end.
    Ended,
}

/// Where a field stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Before the text.
    Before,
    /// It is the text.
    Text,
    /// Behind the text, or anywhere.
    Behind,
}

/// Names of fields in lower case, what they mean, and where they stand.
#[rustfmt::skip]
const NAMES: [(&str, Option<Meaning>, Place); 41] = [
    ("headline", Some(Meaning::Headline), Place::Before),
    ("title", Some(Meaning::Headline), Place::Before),
    ("byline", Some(Meaning::Author), Place::Before),
    ("author", Some(Meaning::Author), Place::Before),
    ("length", None, Place::Before),
    ("section", None, Place::Before),
    ("dateline", None, Place::Before),
    ("series", None, Place::Before),
    ("highlight", Some(Meaning::Summary), Place::Before),
    ("abstract", Some(Meaning::Summary), Place::Before),
    ("publication info", None, Place::Before),
    ("source", Some(Meaning::Source), Place::Before),
    ("publication", Some(Meaning::Source), Place::Before),
    ("date", Some(Meaning::Published), Place::Before),
    ("body", Some(Meaning::Body), Place::Text),
    ("text", Some(Meaning::Body), Place::Text),
    ("full text", Some(Meaning::Body), Place::Text),
    ("publication title", Some(Meaning::Source), Place::Behind),
    ("publication date", Some(Meaning::Published), Place::Behind),
    ("load-date", None, Place::Behind),
    ("last updated", None, Place::Behind),
    ("language", Some(Meaning::Language), Place::Behind),
    ("language of publication", Some(Meaning::Language), Place::Behind),
    ("url", Some(Meaning::Link), Place::Behind),
    ("document url", Some(Meaning::Link), Place::Behind),
    ("publication-type", None, Place::Behind),
    ("document-type", None, Place::Behind),
    ("document type", None, Place::Behind),
    ("source type", None, Place::Behind),
    ("journal code", None, Place::Behind),
    ("subject", None, Place::Behind),
    ("graphic", None, Place::Behind),
    ("correction-date", None, Place::Behind),
    ("geographic", None, Place::Behind),
    ("location", None, Place::Behind),
    ("company / organization", None, Place::Behind),
    ("publisher", None, Place::Behind),
    ("proquest document id", None, Place::Behind),
    ("copyright", None, Place::Behind),
    ("classification", None, Place::Behind),
    ("database", None, Place::Behind),
];

/// Longest name of a field, in bytes.
const LONGEST_NAME: usize = 24;

/// Longest line that is a date and no sentence with one, in bytes.
const LONGEST_DATE: usize = 60;

/// Whether the start of a file has fields of such articles.
pub(super) fn has_fields(text: &str) -> bool {
    let fields = text.lines().take(200).filter_map(|line| field(line.trim()));
    fields.take(2).count() == 2
}

/// How many words a line says that an article has.
pub(super) fn words(line: &str) -> Option<usize> {
    let number = line.strip_suffix(" words")?;
    let digits: String = number.chars().filter(|c| *c != ',').collect();
    digits.parse().ok()
}

/// The article; `None` without a headline and a text.
pub(super) fn read(text: &str, origin: Origin) -> Option<Article> {
    let blocks = blocks(text);
    let mut fields = Fields::default();
    let mut body: Vec<String> = Vec::new();
    match blocks.iter().position(|block| is_head(block)) {
        Some(at) => signed(&blocks, at, &mut fields, &mut body),
        None => named(&blocks, &mut fields, &mut body),
    }
    fields.paragraphs(body.into_iter().map(Cow::Owned).collect());
    fields.has_text().then(|| fields.article(origin))
}

/// The lines between blank lines.
fn blocks(text: &str) -> Vec<Vec<&str>> {
    let mut blocks: Vec<Vec<&str>> = vec![Vec::new()];
    for line in text.lines().map(str::trim) {
        let is_rule = line.len() > 3 && line.chars().all(|c| matches!(c, '_' | '-' | '=' | '*'));
        if line.is_empty() || is_rule {
            if blocks.last().is_some_and(|block| !block.is_empty()) {
                blocks.push(Vec::new());
            }
        } else if let Some(block) = blocks.last_mut() {
            block.push(line);
        }
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}

/// The field that a line begins with: its place in [`NAMES`], and its value. The line over a text
/// is a name alone.
fn field(line: &str) -> Option<(usize, &str)> {
    let alone = line.eq_ignore_ascii_case("body").then_some((line, ""));
    let (name, value) = line.split_once(':').or(alone)?;
    let name = Some(name.trim()).filter(|name| name.len() <= LONGEST_NAME)?;
    let mut names = NAMES.iter();
    let at = names.position(|(known, ..)| known.eq_ignore_ascii_case(name))?;
    Some((at, value.trim()))
}

/// An article whose fields have names. The text is what its field says, or what stands between the
/// fields before and those behind it.
fn named(blocks: &[Vec<&str>], fields: &mut Fields<'_>, body: &mut Vec<String>) {
    let has_text = blocks.iter().flatten().any(|line| {
        field(line)
            .and_then(|(at, _)| NAMES.get(at))
            .is_some_and(|name| name.2 == Place::Text)
    });
    let mut head: Vec<String> = Vec::new();
    let (mut was_field, mut is_text, mut is_behind) = (false, false, false);
    for block in blocks {
        let first = block.first().and_then(|line| field(line));
        let Some(place) = first.and_then(|(at, _)| NAMES.get(at)).map(|name| name.2) else {
            let is_own = if has_text {
                is_text
            } else {
                was_field && !is_behind
            };
            let line = block.join(" ");
            if is_own && !is_notice(&line) {
                body.push(line);
            } else if !was_field {
                head.push(line);
            }
            continue;
        };
        was_field = true;
        is_text = place == Place::Text;
        is_behind |= place == Place::Behind && (has_text || !body.is_empty());
        say(block, fields, body);
    }
    say_head(&head, fields);
}

/// Says the fields in a block of lines; lines that begin none go on with the one before.
fn say(block: &[&str], fields: &mut Fields<'_>, body: &mut Vec<String>) {
    let mut said: Vec<(usize, String)> = Vec::new();
    for line in block {
        match (field(line), said.last_mut()) {
            (Some((at, value)), _) => said.push((at, value.to_owned())),
            (None, Some((_, value))) => {
                value.push(' ');
                value.push_str(line);
            }
            (None, None) => {}
        }
    }
    for (at, value) in said {
        let Some((name, Some(meaning), _)) = NAMES.get(at) else {
            continue;
        };
        match meaning {
            Meaning::Body if !value.is_empty() => body.push(value),
            Meaning::Body => {}
            Meaning::Author => {
                let names = plain::names::authors(std::iter::once(turned(&value).as_ref()));
                fields.mean(Meaning::Author, at, *name, names);
            }
            Meaning::Source => {
                // Behind the name stands the place of an edition.
                let source = value.split([';', '[']).next().unwrap_or_default();
                fields.mean(Meaning::Source, at, *name, vec![source.trim().to_owned()]);
            }
            _ => fields.mean(*meaning, at, *name, vec![value]),
        }
    }
}

/// `Lee, Ann` is Ann Lee.
fn turned(name: &str) -> Cow<'_, str> {
    match name.split_once(", ") {
        Some((last, first)) if !last.contains(' ') && !first.contains([',', ';', ' ']) => {
            Cow::Owned(format!("{first} {last}"))
        }
        _ => Cow::Borrowed(name),
    }
}

/// Says what the lines above the fields are. With a date among them, the source stands before it
/// and the headline behind it, or first the headline and then the source; without one they are the
/// headline.
fn say_head(head: &[String], fields: &mut Fields<'_>) {
    let lines: Vec<&String> = head.iter().filter(|line| !is_notice(line)).collect();
    let line = |at: usize| lines.get(at).map(|line| (*line).clone());
    let Some(date) = lines.iter().position(|line| is_date(line)) else {
        say_line(Meaning::Headline, line(0), fields);
        return;
    };
    say_line(Meaning::Published, line(date), fields);
    let behind = line(date.saturating_add(1));
    let is_first = date > 0;
    let (headline, source) = if behind.is_some() || fields.has(Meaning::Headline) {
        (behind, is_first.then_some(0))
    } else {
        let headline = is_first.then(|| line(0)).flatten();
        (headline, date.checked_sub(1).filter(|at| *at > 0))
    };
    say_line(Meaning::Headline, headline, fields);
    say_line(Meaning::Source, source.and_then(line), fields);
}

fn say_line(meaning: Meaning, line: Option<String>, fields: &mut Fields<'_>) {
    fields.mean(
        meaning,
        0,
        "line above the fields",
        line.into_iter().collect(),
    );
}

fn is_date(line: &str) -> bool {
    let found = find_moments(line, DayMonthOrder::Unknown);
    let is_day = found
        .first()
        .is_some_and(|found| found.moment.precision >= Precision::Day);
    line.len() <= LONGEST_DATE && is_day
}

/// Whether a line says whose an article is.
fn is_notice(line: &str) -> bool {
    let start = line.get(..9).unwrap_or(line);
    start.eq_ignore_ascii_case("copyright") || line.starts_with("(c) ") || line.starts_with('©')
}

/// Whether these lines stand above an article that ends with its number: among them is how many
/// words it has.
fn is_head(block: &[&str]) -> bool {
    block.iter().any(|line| words(line).is_some())
}

/// An article of which the lines above the text tell by their order what they are: headline,
/// byline, number of words, date, time, source.
fn signed(blocks: &[Vec<&str>], at: usize, fields: &mut Fields<'_>, body: &mut Vec<String>) {
    let head = blocks.get(at).map_or(&[][..], Vec::as_slice);
    let counted = head
        .iter()
        .position(|line| words(line).is_some())
        .unwrap_or(0);
    let (above, below) = head.split_at(counted);
    let earlier = blocks
        .get(at.saturating_sub(1))
        .filter(|_| above.is_empty() && at > 0);
    let above = earlier.map_or(above, Vec::as_slice);
    let (by, title): (Vec<&str>, Vec<&str>) = above
        .iter()
        .copied()
        .partition(|line| line.starts_with("By ") || line.starts_with("by "));
    fields.mean(Meaning::Headline, 0, "first line", vec![title.join(" ")]);
    let names = plain::names::authors(by.into_iter());
    fields.mean(Meaning::Author, 0, "byline", names);
    let mut below = below.iter().skip(1).filter(|line| !is_notice(line));
    if let Some(date) = below.find(|line| is_date(line)) {
        fields.mean(Meaning::Published, 0, "date line", vec![(*date).to_owned()]);
        let is_time = |line: &&&str| line.len() <= 12 && line.contains(':');
        let source = below.find(|line| !is_time(line));
        fields.mean(
            Meaning::Source,
            0,
            "line below the date",
            source.map(|line| (*line).to_owned()).into_iter().collect(),
        );
    }
    let rest = blocks
        .iter()
        .skip(at.saturating_add(1))
        .map(|block| block.join(" "));
    body.extend(rest.filter(|line| !is_notice(line)));
}
