//! Records of articles from other programs: what a field's name means, and the article made of
//! them.
//!
//! Names are compared whatever their case and marks (`date_publish`, `DatePublish`). Several names
//! may mean one thing; then the order of [`NAMES`] decides, and what says nothing usable leaves it
//! to the next.

mod map;
mod names;

use std::borrow::Cow;

use crate::article::{Article, DateKind, Moment, Origin, Published, SourceFrom};
use crate::text;

use super::calendar::DayMonthOrder;
use super::compose::Composer;
use super::stamp::Stamp;
use super::{language, markup, stamp};

pub use map::{FieldMap, Mapping};
pub(super) use names::{Meaning, Names, meaning};

/// Longest date that is quoted as evidence, in characters.
const LONGEST_QUOTE: usize = 60;

/// What is said of a date in numbers whose day may be its month.
pub(super) const OPEN: &str = "; day and month may be the other way round";

/// What the ranks of a record inside of another begin with.
const BEHIND: usize = 1 << 20;

/// Fields that most records have at most.
const USUAL: usize = 12;

/// One thing said of an article.
#[derive(Clone, Debug)]
struct Said<'a> {
    meaning: Meaning,
    rank: usize,
    field: Cow<'a, str>,
    values: Vec<Cow<'a, str>>,
}

/// What a record says of its article.
#[derive(Clone, Debug, Default)]
pub(super) struct Fields<'a> {
    said: Vec<Said<'a>>,
    /// Where paragraphs stand on their own already.
    paragraphs: Vec<Cow<'a, str>>,
    /// What is kept beside the article, and whether its summary is, where it has a text too.
    beside: Vec<String>,
    keeps_summary: bool,
    /// Which number of a date in numbers comes first.
    order: DayMonthOrder,
}

impl<'a> Fields<'a> {
    /// Takes what a field says whose meaning is known; the lowest rank counts, and empty values say
    /// nothing.
    pub(super) fn mean(
        &mut self,
        meaning: Meaning,
        rank: usize,
        field: impl Into<Cow<'a, str>>,
        values: Vec<impl Into<Cow<'a, str>>>,
    ) {
        let values = values.into_iter().map(Into::into);
        let values: Vec<_> = values
            .filter(|value: &Cow<'a, str>| !is_empty(value))
            .collect();
        if !values.is_empty() {
            let field = field.into();
            if self.said.is_empty() {
                self.said.reserve(USUAL);
            }
            self.said.push(Said {
                meaning,
                rank,
                field,
                values,
            });
        }
    }

    /// Forgets what a field said: it says it again, and the last word counts.
    pub(super) fn forget(&mut self, field: &str) {
        self.said.retain(|said| said.field != field);
    }

    /// Says which number of a date in numbers comes first, where other records show it.
    pub(super) fn read_dates(&mut self, order: DayMonthOrder) {
        self.order = order;
    }

    /// Takes what another record says, behind all that this one says.
    pub(super) fn extend_behind(&mut self, other: Self) {
        self.said.extend(other.said.into_iter().map(|said| Said {
            rank: said.rank.saturating_add(BEHIND),
            ..said
        }));
        if self.paragraphs.is_empty() {
            self.paragraphs = other.paragraphs;
        }
    }

    /// Takes whole paragraphs.
    pub(super) fn paragraphs(&mut self, paragraphs: Vec<Cow<'a, str>>) {
        self.paragraphs.extend(paragraphs);
    }

    /// Takes what belongs to the article and is no part of it: a category, the address of a sound.
    pub(super) fn keep(&mut self, piece: String) {
        if !is_empty(&piece) {
            self.beside.push(piece);
        }
    }

    /// Keeps the summary beside the text, where there are both.
    pub(super) fn keep_summary(&mut self) {
        self.keeps_summary = true;
    }

    /// Whether a headline or a text was said.
    pub(super) fn has_text(&self) -> bool {
        !self.paragraphs.is_empty() || self.has(Meaning::Headline) || self.has(Meaning::Body)
    }

    /// Whether a text was said.
    pub(super) fn has_body(&self) -> bool {
        !self.paragraphs.is_empty() || self.has(Meaning::Body)
    }

    /// Whether nothing was said.
    pub(super) fn is_empty(&self) -> bool {
        self.said.is_empty() && self.paragraphs.is_empty()
    }

    /// Whether something was said of this kind.
    pub(super) fn has(&self, meaning: Meaning) -> bool {
        self.said.iter().any(|said| said.meaning == meaning)
    }

    /// The article.
    pub(super) fn article(mut self, origin: Origin) -> Article {
        self.said.sort_by_key(|said| said.rank);
        let mut composer = Composer::new(origin);
        if let Some(said) = self.first(Meaning::Headline) {
            let place = format!("field “{}”", said.field);
            composer.headline(&markup::line(said.value()), &place);
        }
        let body = self.body();
        composer.expect(body.iter().map(|paragraph| paragraph.len() + 2).sum());
        for paragraph in body {
            composer.paragraph(&paragraph);
        }
        // Some programs call the address of the article its source.
        let pages = self.all(Meaning::Source).filter(|said| said.is_page());
        for said in self.all(Meaning::Link).chain(pages) {
            composer.link(said.value());
            if composer.article().url.is_some() {
                break;
            }
        }
        self.say_beside(&mut composer);
        self.say_source(&mut composer);
        let best = self.first(Meaning::Author).map(|said| said.rank);
        for said in self
            .all(Meaning::Author)
            .filter(|said| Some(said.rank) == best)
        {
            for name in said.values.iter().flat_map(|value| authors(value)) {
                composer.author(&name);
            }
        }
        let language = self.first(Meaning::Language);
        let language = language.and_then(|said| language::declared(said.value()));
        let article = composer.article();
        article.language = language;
        (article.published, article.updated) = self.dates();
        composer.finish()
    }

    fn say_beside(&self, composer: &mut Composer) {
        if self.keeps_summary && self.has(Meaning::Body) {
            let summary = self.first(Meaning::Summary).map_or("", Said::value);
            for paragraph in markup::paragraphs(summary) {
                composer.beside(&paragraph);
            }
        }
        for piece in &self.beside {
            composer.beside(&markup::line(piece));
        }
    }

    fn say_source(&self, composer: &mut Composer) {
        let (pages, names): (Vec<_>, Vec<_>) =
            self.all(Meaning::Source).partition(|said| said.is_page());
        for said in names.into_iter().chain(pages) {
            let name = markup::line(said.value());
            composer.source(host(&name).unwrap_or(&name), SourceFrom::Explicit);
            if composer.article().source.is_some() {
                return;
            }
        }
        let host = composer.article().url.as_deref().and_then(host);
        if let Some(host) = host.map(str::to_owned) {
            composer.source(&host, SourceFrom::Explicit);
        }
    }

    fn body(&self) -> Vec<Cow<'_, str>> {
        if !self.paragraphs.is_empty() {
            let lines = self.paragraphs.iter().map(|text| markup::line(text));
            return lines.collect();
        }
        [Meaning::Body, Meaning::Summary]
            .into_iter()
            .flat_map(|meaning| self.all(meaning))
            .map(|said| {
                let parts = said.values.iter().flat_map(|v| markup::paragraphs(v));
                parts.collect::<Vec<_>>()
            })
            .find(|paragraphs| !paragraphs.is_empty())
            .unwrap_or_default()
    }

    /// The publication date and that of the last change.
    fn dates(&self) -> (Published, Option<Moment>) {
        let read = |meaning| {
            self.all(meaning)
                .find_map(|said| Some((stamp::read(said.value(), self.order)?, said)))
        };
        let updated = read(Meaning::Updated);
        let last_change = updated.map(|(stamp, _)| stamp.moment);
        let published = if let Some((stamp, said)) = read(Meaning::Published) {
            if stamp.is_open {
                let reason = said.evidence() + OPEN;
                stated(stamp.moment, DateKind::Inferred, 0.6, reason)
            } else {
                stated(stamp.moment, DateKind::Explicit, 0.98, said.evidence())
            }
        } else if let Some((moment, said)) = self.counted() {
            let reason = format!("{}, counted in days as spreadsheets do", said.evidence());
            stated(moment, DateKind::Inferred, 0.8, reason)
        } else if let Some((Stamp { moment, .. }, said)) = updated {
            let reason = format!("only the last change is dated, {}", said.evidence());
            stated(moment, DateKind::Inferred, 0.7, reason)
        } else {
            let unread = self.first(Meaning::Published);
            Published {
                evidence: unread.map_or_else(
                    || "no field dates it".to_owned(),
                    |said| format!("no date could be read in {}", said.evidence()),
                ),
                ..Published::default()
            }
        };
        (published, last_change)
    }

    /// The publication date as a spreadsheet counts it.
    fn counted(&self) -> Option<(Moment, &Said<'a>)> {
        let mut said = self.all(Meaning::Published);
        said.find_map(|said| Some((stamp::of_days(said.value())?, said)))
    }

    fn all(&self, meaning: Meaning) -> impl Iterator<Item = &Said<'a>> {
        self.said.iter().filter(move |said| said.meaning == meaning)
    }

    fn first(&self, meaning: Meaning) -> Option<&Said<'a>> {
        self.all(meaning).next()
    }
}

impl Said<'_> {
    fn value(&self) -> &str {
        self.values.first().map_or("", Cow::as_ref)
    }

    /// Whether it is the address of a page, and not that of a site.
    fn is_page(&self) -> bool {
        let value = self.value().trim();
        let path = value
            .split_once("://")
            .and_then(|(_, rest)| rest.split_once('/'));
        host(value).is_some() && path.is_some_and(|(_, path)| !path.is_empty())
    }

    /// What was read where.
    fn evidence(&self) -> String {
        let value = self.value();
        let end = value.char_indices().nth(LONGEST_QUOTE);
        let quote = value
            .get(..end.map_or(value.len(), |(at, _)| at))
            .unwrap_or_default();
        text::sanitise_line(&format!("field “{}”: “{}”", self.field, quote.trim()))
    }
}

fn stated(moment: Moment, kind: DateKind, confidence: f32, evidence: String) -> Published {
    Published {
        value: Some(moment),
        kind,
        evidence,
        confidence: Some(confidence),
        range: None,
    }
}

/// Whether a value stands for nothing, as tables write it.
fn is_empty(value: &str) -> bool {
    let value = value.trim();
    value.is_empty()
        || ["nan", "null", "none", "n/a", "nat", "undefined"]
            .iter()
            .any(|word| word.eq_ignore_ascii_case(value))
}

/// The names in a byline: "By" left out, several apart.
fn authors(byline: &str) -> Vec<String> {
    let line = markup::line(byline);
    if let Some(listed) = listed(line.trim()) {
        return listed;
    }
    let name = line
        .strip_prefix("By ")
        .or_else(|| line.strip_prefix("by "));
    let name = name.unwrap_or(&line).trim();
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

/// The host of a web address without `www.`.
pub(super) fn host(link: &str) -> Option<&str> {
    let (_, rest) = link.trim().split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    let is_web = super::compose::is_web(link.trim());
    (is_web && host.contains('.')).then_some(host)
}

#[cfg(test)]
mod tests;
