//! The evidence face: how headline, source and date are known, and the lines as they were read.

use crate::action::{Action, Context};
use crate::app::article::lines::{Kind, Setting, Writer};
use crate::app::moment::{counted, long};
use crate::article::{DateKind, MovedBy, Published, Removal, Sameness, SourceFrom};
use crate::text;

/// Columns of the names at the left.
const NAMES: usize = 11;

/// Writes the whole face.
pub(super) fn write(writer: &mut Writer<'_>) {
    let view = writer.view;
    let keymap = &writer.scene.settings.keymap;
    let key = keymap.key_of(Action::ToggleEvidence, Context::Article);
    let note = key.map(|key| format!("{key}  back to the text"));
    let setting = Setting {
        note: note.unwrap_or_default(),
        ..Setting::default()
    };
    writer.say(Kind::Quiet, "what is known", &setting);
    let headline = view.headline().unwrap_or("none: the lead stands in for it");
    fact(writer, "headline", headline);
    quiet(writer, view.headline_from());
    source(writer);
    date(writer);
    let origin = view.origin();
    let (start, end) = origin.bytes;
    fact(writer, "read from", &text::visible(&origin.path));
    quiet(
        writer,
        &format!(
            "record {}, bytes {start} to {end}, {}",
            origin.part,
            origin.format.name()
        ),
    );
    fact(writer, "key", &view.key().to_string());
    for again in view.again() {
        let Some(other) = writer.scene.store.get(again.article) else {
            continue;
        };
        let origin = other.origin();
        let path = text::visible(&origin.path);
        fact(
            writer,
            again.how.name(),
            &format!("{path}, record {}", origin.part),
        );
        quiet(writer, sameness_words(again.how));
    }
    for issue in view.issues() {
        fact(writer, issue.kind.name(), &issue.message);
    }
    writer.blank();
    raw_lines(writer);
}

/// The source; a corrected one first, what was read below it.
fn source(writer: &mut Writer<'_>) {
    let view = writer.view;
    let by_hand = view
        .correction()
        .and_then(|by_hand| by_hand.source.as_deref());
    if let Some(source) = by_hand {
        fact(writer, "source", &format!("={source}"));
        quiet(writer, BY_HAND);
    }
    let from = view.source_from_as_read();
    let sign = from.sign().unwrap_or_default();
    let source = view.source_as_read().unwrap_or("unknown");
    let name = if by_hand.is_some() { AS_READ } else { "source" };
    fact(writer, name, &format!("{sign}{source}"));
    quiet(writer, source_words(from));
}

/// The date, likewise.
fn date(writer: &mut Writer<'_>) {
    let view = writer.view;
    let zone = writer.scene.settings.zone;
    let by_hand = view.correction().and_then(|by_hand| by_hand.date);
    if let Some(date) = by_hand {
        fact(writer, "date", &format!("={}", long(date, zone)));
        quiet(writer, BY_HAND);
    }
    let published = view.published_as_read();
    let date = published
        .value
        .map_or_else(|| "none".to_owned(), |value| long(value, zone));
    let sign = published.kind.sign().unwrap_or_default();
    let name = if by_hand.is_some() { AS_READ } else { "date" };
    fact(writer, name, &format!("{sign}{date}"));
    quiet(writer, &date_words(&published));
    quiet(writer, &published.evidence);
    if let Some((first, last)) = published.range {
        quiet(writer, &format!("it lies between {first} and {last}"));
    }
}

/// What makes two articles one.
fn sameness_words(how: Sameness) -> &'static str {
    match how {
        Sameness::Copy => "the same text, and no other address",
        Sameness::Version => "another text, under the same address or headline and day",
        Sameness::Elsewhere => "the same text, under another address",
    }
}

/// What is said of a correction.
const BY_HAND: &str = "= corrected by hand";

/// The name of what was read, below a correction.
const AS_READ: &str = "as read";

fn section(writer: &mut Writer<'_>, title: &str) {
    writer.say(Kind::Section, title, &Setting::default());
}

fn fact(writer: &mut Writer<'_>, name: &str, value: &str) {
    let setting = Setting {
        margin: name.to_owned(),
        ..Setting::indented(NAMES)
    };
    writer.say(Kind::Fact, value, &setting);
}

fn quiet(writer: &mut Writer<'_>, words: &str) {
    if !words.is_empty() {
        writer.say(Kind::Quiet, words, &Setting::indented(NAMES));
    }
}

/// Every line of the text with its number and label; what sanitising took out is told.
fn raw_lines(writer: &mut Writer<'_>) {
    let view = writer.view;
    let labels = view.lines();
    let removed = view.removed();
    let lines = view.text().split('\n').count();
    section(
        writer,
        &format!("The {} as read", counted(lines, "line", "lines")),
    );
    let names = labels
        .iter()
        .flatten()
        .map(|label| label.name().len())
        .max()
        .unwrap_or(0);
    let digits = lines.to_string().len().max(3);
    let mut start = 0_usize;
    for (at, line) in view.text().split('\n').enumerate() {
        let label = labels
            .get(at)
            .copied()
            .flatten()
            .map_or("", |label| label.name());
        let number = at.saturating_add(1);
        let setting = Setting {
            margin: format!("{number:>digits$} {label}"),
            ..Setting::indented(digits.saturating_add(names).saturating_add(2))
        };
        let end = start.saturating_add(line.len());
        let shown = match taken_out(&removed, start, end) {
            0 => text::visible(line),
            n => format!(
                "{} ({} taken out)",
                text::visible(line),
                counted(n, "character", "characters")
            ),
        };
        // A blank line wraps to nothing, and yet it is a line.
        let shown = if shown.is_empty() {
            "·".to_owned()
        } else {
            shown
        };
        writer.say(Kind::Raw, &shown, &setting);
        if let Some(moved) = view.moved().iter().find(|moved| moved.line as usize == at) {
            let words = moved_words(writer, moved.why);
            writer.say(Kind::Quiet, &words, &Setting::indented(setting.indent));
        }
        start = end.saturating_add(1);
    }
}

/// Why a line belongs to another part of the page than the text alone tells.
fn moved_words(writer: &Writer<'_>, why: MovedBy) -> String {
    match why {
        MovedBy::Others(count) => {
            let site = match writer.view.source_from_as_read() {
                SourceFrom::Explicit => "source",
                _ => "folder",
            };
            let others = counted(count as usize, "other article", "other articles");
            format!("because {others} of this {site} have the same line")
        }
        MovedBy::Headline(id) => {
            let other = writer.scene.store.get(id);
            let path = other.map_or_else(String::new, |other| {
                format!(", {}", text::visible(&other.origin().path))
            });
            format!("because it is the headline of another article{path}")
        }
    }
}

/// Characters that sanitising took out inside a line (its end is no loss: `\r\n` became `\n`).
fn taken_out(removed: &[Removal], start: usize, end: usize) -> usize {
    let inside = |removal: &&Removal| (start..end).contains(&(removal.at as usize));
    let first = removed.partition_point(|removal| (removal.at as usize) < start);
    let later = removed.get(first..).unwrap_or_default();
    later
        .iter()
        .take_while(inside)
        .map(|removal| removal.chars as usize)
        .sum()
}

fn source_words(from: SourceFrom) -> &'static str {
    match from {
        SourceFrom::Explicit => "the text names it as its publisher",
        SourceFrom::Inferred => {
            "inferred: nothing names the publisher, the dateline names this agency"
        }
        SourceFrom::Given => "given by the reader",
        SourceFrom::None => "nothing names the publisher",
    }
}

fn date_words(published: &Published) -> String {
    match published.kind {
        DateKind::Explicit => "the text says so".to_owned(),
        DateKind::Inferred => format!("inferred, {}", confidence(published)),
        DateKind::Given => "given by the reader".to_owned(),
        DateKind::None => String::new(),
    }
}

/// How sure a concluded date is, in a word.
pub(super) fn confidence(published: &Published) -> &'static str {
    match published.confidence {
        Some(sure) if sure >= 0.9 => "sure",
        Some(likely) if likely >= 0.6 => "likely",
        _ => "a guess",
    }
}
