//! Records of articles from other programs: what a field's name means, and the article made of
//! them.
//!
//! Names are compared whatever their case and marks (`date_publish`, `DatePublish`). Several names
//! may mean one thing; then the order of [`NAMES`] decides, and what says nothing usable leaves it
//! to the next.

mod byline;
mod map;
mod names;

use std::borrow::Cow;

use crate::article::{Article, DateKind, Moment, Origin, Published, SourceFrom};
use crate::text;

use super::calendar::DayMonthOrder;
use super::compose::Composer;
use super::stamp::Stamp;
use super::{language, markup, stamp};
use byline::authors;

pub use map::{FieldMap, Mapping};
pub(super) use names::{Meaning, Names, meaning};

/// Longest date that is quoted as evidence, in characters.
const LONGEST_QUOTE: usize = 60;

/// What is said of a date in numbers whose day may be its month.
pub(super) const OPEN: &str = "; day and month may be the other way round";

/// How sure such a date is.
pub(super) const OPEN_CONFIDENCE: f32 = 0.6;

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
    values: Values<'a>,
}

/// What a field holds; nearly always one thing, which needs no list.
#[derive(Clone, Debug)]
enum Values<'a> {
    One([Cow<'a, str>; 1]),
    Many(Vec<Cow<'a, str>>),
}

impl<'a> Values<'a> {
    fn iter(&self) -> std::slice::Iter<'_, Cow<'a, str>> {
        match self {
            Self::One(one) => one.iter(),
            Self::Many(many) => many.iter(),
        }
    }
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
            self.say((meaning, rank), field.into(), Values::Many(values));
        }
    }

    /// The same of a field that holds one thing.
    pub(super) fn mean_one(
        &mut self,
        meaning: Meaning,
        rank: usize,
        field: impl Into<Cow<'a, str>>,
        value: impl Into<Cow<'a, str>>,
    ) {
        let value = value.into();
        if !is_empty(&value) {
            self.say((meaning, rank), field.into(), Values::One([value]));
        }
    }

    fn say(&mut self, (meaning, rank): (Meaning, usize), field: Cow<'a, str>, values: Values<'a>) {
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
            let place = ["field “", said.field.as_ref(), "”"].concat();
            composer.headline(&markup::line(said.value()), &place);
        }
        let body = self.body();
        let bytes = body.iter().map(|paragraph| paragraph.len() + 2).sum();
        composer.expect(bytes, body.len());
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
            .map(|said| match &said.values {
                Values::One([value]) => markup::paragraphs(value),
                Values::Many(values) => {
                    let parts = values.iter().flat_map(|v| markup::paragraphs(v));
                    parts.collect::<Vec<_>>()
                }
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
                stated(stamp.moment, DateKind::Inferred, OPEN_CONFIDENCE, reason)
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
        self.values.iter().next().map_or("", Cow::as_ref)
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
        let (field, quote) = (self.field.as_ref(), quote.trim());
        let mut evidence = String::with_capacity(field.len() + quote.len() + 32);
        for part in ["field “", field, "”: “", quote, "”"] {
            evidence.push_str(part);
        }
        text::sanitise_line_owned(evidence)
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

/// The host of a web address without `www.`.
pub(super) fn host(link: &str) -> Option<&str> {
    let (_, rest) = super::compose::schemed(link.trim())?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    let is_web = super::compose::is_web(link.trim());
    (is_web && host.contains('.')).then_some(host)
}

#[cfg(test)]
mod tests;
