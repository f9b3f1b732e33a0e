//! The publication date of a page: what the page says of itself, in the order of how much such a
//! statement is worth, its address, and last the text that it shows.

use super::metadata::{Metadata, Said};
use crate::article::{DateKind, Moment, Precision, Published};
use crate::ingest::calendar::DayMonthOrder;
use crate::ingest::dates::{self, Evidence, find_moments};
use crate::ingest::segment;

/// Ranks below this are statements for machines: one format, no doubt of what they mean.
const FOR_MACHINES: u8 = 35;

/// Ranks from this on are dates of something beside the article.
const BESIDE: u8 = 90;

/// Publication date and date of the last change.
///
/// `shown` is the text that the page shows, a blank line between its blocks.
pub(super) fn of(
    metadata: &Metadata,
    link: Option<&str>,
    path: &str,
    shown: &str,
) -> (Published, Option<Moment>) {
    let stated: Vec<_> = metadata
        .published
        .iter()
        .filter_map(|said| read(said, order(metadata)))
        .collect();
    let updated = metadata
        .updated
        .iter()
        .find_map(|said| read(said, order(metadata)))
        .map(|(moment, _)| moment);
    let in_link = link.and_then(dates::date_in_link);
    let counts = |(moment, said): &&(Moment, &Said)| {
        let is_whole = said.rank < FOR_MACHINES || moment.precision >= Precision::Day;
        is_whole && said.rank < BESIDE
    };
    if let Some((moment, said)) = stated.iter().find(counts) {
        let contradicted = in_link.is_some_and(|day| far(day, *moment));
        let mut answer = stated_as(*moment, said, contradicted);
        if let Some((day, reason)) = own_day(*moment, in_link, &stated) {
            answer.value = Some(day);
            answer.evidence.push_str(&reason);
        }
        return (answer, updated);
    }
    if let Some(moment) = in_link {
        let evidence = format!("address “{}”", link.unwrap_or_default());
        return (concluded(moment, &evidence, 0.8), updated);
    }
    let lines = segment::segment(shown).lines;
    let evidence = Evidence {
        text: shown,
        lines: &lines,
        path,
        comments: &[],
        order: order(metadata),
    };
    let (published, changed) = dates::published(&evidence);
    let updated = updated.or(changed);
    match (published.value, updated) {
        (None, Some(moment)) => (
            concluded(moment, "only the last change is dated", 0.6),
            updated,
        ),
        _ => (published, updated),
    }
}

/// The day that a page shows where its machine statement, written in UTC, has slipped into the day
/// before or after; and why.
fn own_day(
    stated: Moment,
    in_link: Option<Moment>,
    all: &[(Moment, &Said)],
) -> Option<(Moment, String)> {
    if stated.offset != Some(0) || stated.precision < Precision::Hour {
        return None;
    }
    let slipped = |day: &Moment| {
        let days = day.local.date() - stated.local.date();
        days.num_days().abs() == 1
    };
    if let Some(day) = in_link.filter(slipped) {
        return Some((day, "; that is UTC, the address names the day".to_owned()));
    }
    let is_shown = |said: &Said| (FOR_MACHINES..BESIDE).contains(&said.rank);
    let mut shown = all
        .iter()
        .filter(|(moment, said)| is_shown(said) && moment.offset.is_none());
    let (day, said) = shown.next().filter(|(day, _)| slipped(day))?;
    let reason = format!("; that is UTC, the page shows “{}”", said.value);
    Some((*day, crate::text::sanitise_line(&reason)))
}

fn read(said: &Said, order: DayMonthOrder) -> Option<(Moment, &Said)> {
    let found = find_moments(&said.value, order).into_iter().next()?;
    Some((found.moment, said))
}

fn far(a: Moment, b: Moment) -> bool {
    (a.local.date() - b.local.date()).num_days().abs() > 2
}

fn stated_as(moment: Moment, said: &Said, contradicted: bool) -> Published {
    let mut confidence = if said.rank < FOR_MACHINES { 0.97 } else { 0.85 };
    let mut evidence = format!("{}: “{}”", said.place, said.value);
    if contradicted {
        confidence -= 0.2;
        evidence.push_str("; the address names another day");
    }
    Published {
        value: Some(moment),
        kind: DateKind::Explicit,
        evidence: crate::text::sanitise_line(&evidence),
        confidence: Some(confidence),
        range: None,
    }
}

fn concluded(moment: Moment, evidence: &str, confidence: f32) -> Published {
    Published {
        value: Some(moment),
        kind: DateKind::Inferred,
        evidence: crate::text::sanitise_line(evidence),
        confidence: Some(confidence),
        range: None,
    }
}

/// The order of numbers in dates that the page's language tells.
fn order(metadata: &Metadata) -> DayMonthOrder {
    match metadata
        .languages
        .first()
        .map(|said| said.value.to_ascii_lowercase())
    {
        Some(tag) if tag == "en-us" => DayMonthOrder::MonthFirst,
        Some(tag) if tag.starts_with("en") => DayMonthOrder::Unknown,
        Some(_) => DayMonthOrder::DayFirst,
        None => DayMonthOrder::Unknown,
    }
}
