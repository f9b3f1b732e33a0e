//! Dates in numbers (`03/04/2018`) in the records of one file: which number is the day is told by
//! those that can be read one way only (`25/04/2018`), wherever in the file they stand.
//!
//! Promises: a file that shows both orders, or none, leaves its dates open, which they say; keeps
//! 24 bytes a record whose date is open.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Datelike as _, NaiveDate};

use crate::article::{
    Article, ArticleId, Change, DateKind, Format, Moment, Patch, Precision, Published,
};
use crate::ingest::calendar::DayMonthOrder;
use crate::ingest::fields;

/// How sure a date is whose order other records of its file tell.
const CONFIDENCE: f32 = 0.95;

/// So many dates of the other order are slips in so many of the one.
const SLIPS: (usize, usize) = (1, 20);

/// Longest date that is quoted, in characters.
const LONGEST_QUOTE: usize = 20;

/// A date in numbers.
#[derive(Debug)]
pub(super) struct Written {
    path: Arc<str>,
    what: What,
}

#[derive(Debug)]
enum What {
    /// Either of two days.
    Open(Moment),
    /// One day, and so the order of its file.
    Told(DayMonthOrder, Box<str>),
}

/// The date in numbers of a record that stands in a file with others.
pub(super) fn written(article: &Article) -> Option<Written> {
    let published = &article.published;
    let is_alone = matches!(article.origin.format, Format::Text | Format::Html);
    let moment = published.value.filter(|_| !is_alone)?;
    let what = match published.kind {
        DateKind::Inferred if published.evidence.ends_with(fields::OPEN) => What::Open(moment),
        DateKind::Explicit => {
            let (_, quote) = published.evidence.split_once(": “")?;
            let order = order_of(quote)?;
            let quote = quote.split('”').next().unwrap_or_default();
            What::Told(order, quote.chars().take(LONGEST_QUOTE).collect())
        }
        _ => return None,
    };
    let path = Arc::clone(&article.origin.path);
    Some(Written { path, what })
}

/// The order that a date in numbers shows, which can be read one way only.
fn order_of(date: &str) -> Option<DayMonthOrder> {
    let (first, rest) = number(date)?;
    let mark = rest.chars().next().filter(|c| matches!(c, '/' | '-'))?;
    let (second, rest) = number(rest.strip_prefix(mark)?)?;
    let (_, behind) = number(rest.strip_prefix(mark)?)?;
    let year = rest.len().saturating_sub(behind.len()).saturating_sub(1);
    if year != 4 && (year, mark) != (2, '/') {
        return None;
    }
    match (first, second) {
        (13..=31, 1..=12) => Some(DayMonthOrder::DayFirst),
        (1..=12, 13..=31) => Some(DayMonthOrder::MonthFirst),
        _ => None,
    }
}

/// The number that a text begins with, and what follows.
fn number(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit());
    let (digits, rest) = text.split_at_checked(end.unwrap_or(text.len()))?;
    Some((digits.get(..4).unwrap_or(digits).parse().ok()?, rest))
}

/// The dates in numbers of all files.
#[derive(Debug, Default)]
pub(super) struct Numbers(BTreeMap<Arc<str>, File>);

/// Those of one file.
#[derive(Debug, Default)]
struct File {
    day_first: usize,
    month_first: usize,
    /// One that shows the order, each way.
    shown: [Option<Box<str>>; 2],
    open: Vec<(ArticleId, Moment)>,
    /// The order that was told last, and of how many of those.
    told: (Option<DayMonthOrder>, usize),
}

impl Numbers {
    /// Takes the date of an article.
    pub(super) fn take(&mut self, id: ArticleId, written: Written) {
        let file = self.0.entry(written.path).or_default();
        let [day_first, month_first] = &mut file.shown;
        match written.what {
            What::Open(moment) => file.open.push((id, moment)),
            What::Told(DayMonthOrder::MonthFirst, quote) => {
                file.month_first = file.month_first.saturating_add(1);
                month_first.get_or_insert(quote);
            }
            What::Told(_, quote) => {
                file.day_first = file.day_first.saturating_add(1);
                day_first.get_or_insert(quote);
            }
        }
    }

    /// The dates that are open no longer, or again, since this was last asked.
    pub(super) fn conclude(&mut self) -> Vec<Patch> {
        self.0.values_mut().flat_map(File::conclude).collect()
    }
}

/// A date that is open, the day taken for first, once the order of its file is known.
fn read_in(order: DayMonthOrder, moment: Moment, quote: &str) -> Option<Published> {
    let (value, first) = match order {
        DayMonthOrder::MonthFirst => (swapped(moment)?, "month"),
        _ => (moment, "day"),
    };
    Some(Published {
        value: Some(value),
        kind: DateKind::Explicit,
        evidence: told(first, quote),
        confidence: Some(CONFIDENCE),
        range: None,
    })
}

/// A date whose file shows both orders by now.
fn left_open(moment: Moment) -> Published {
    Published {
        value: Some(moment),
        kind: DateKind::Inferred,
        evidence: format!("date in numbers{}", fields::OPEN),
        confidence: Some(fields::OPEN_CONFIDENCE),
        range: None,
    }
}

fn told(first: &str, quote: &str) -> String {
    format!("date in numbers, the {first} first, as “{quote}” in the same file shows")
}

impl File {
    /// What is to be told of the open dates that was not told before.
    fn conclude(&mut self) -> Vec<Patch> {
        let (order, quote) = self.order().unzip();
        let (before, count) = self.told;
        let first = if order == before { count } else { 0 };
        let news = self.open.get(first..).unwrap_or_default().iter();
        let patches = news.filter_map(|(id, moment)| {
            let published = match order.zip(quote) {
                Some((order, quote)) => read_in(order, *moment, quote)?,
                // They are what they were read as.
                None => before.map(|_| left_open(*moment))?,
            };
            let change = Change::Published(published);
            Some(Patch { id: *id, change })
        });
        let patches = patches.collect();
        self.told = (order, self.open.len());
        patches
    }

    /// The order that the file shows, and where.
    fn order(&self) -> Option<(DayMonthOrder, &str)> {
        let [day_first, month_first] = &self.shown;
        let (few, many) = SLIPS;
        let is_rare =
            |slips: usize, of: usize| slips.saturating_mul(many) <= of.saturating_mul(few);
        if self.day_first > 0 && is_rare(self.month_first, self.day_first) {
            return Some((DayMonthOrder::DayFirst, day_first.as_deref()?));
        }
        (self.month_first > 0 && is_rare(self.day_first, self.month_first))
            .then_some((DayMonthOrder::MonthFirst, month_first.as_deref()?))
    }
}

/// The same moment with day and month the other way round.
fn swapped(moment: Moment) -> Option<Moment> {
    let date = moment.local.date();
    let date = NaiveDate::from_ymd_opt(date.year(), date.day(), date.month())?;
    let local = date.and_time(moment.local.time());
    (moment.precision >= Precision::Day).then_some(Moment { local, ..moment })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_be_read_one_way_tells_the_order() {
        let (day, month) = (DayMonthOrder::DayFirst, DayMonthOrder::MonthFirst);
        for (date, order) in [
            ("25/04/2018", Some(day)),
            ("4/25/2018 10:00", Some(month)),
            ("25-04-2018”", Some(day)),
            ("25/04/18", Some(day)),
            ("18-01-05", None),
            ("2018/01/25", None),
            ("03/04/2018", None),
            ("25.04.2018", None),
            ("Fri, 25/04", None),
            ("99999999999/1/1", None),
            ("", None),
        ] {
            assert_eq!(order_of(date), order, "{date}");
        }
    }
}
