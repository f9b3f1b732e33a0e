//! The publication date of a page: what the page says of itself, in the order of how much such a
//! statement is worth, its address, the text that it shows, and last the address of its picture.
//!
//! Read in this order, the first that says a day wins: statements for machines, the dates at the
//! head of the article and those with a label, the address, the text. What contradicts it lowers
//! the confidence and stands in the evidence; where the page names another day as well, which one
//! it is is our conclusion. The day is the one that the page's own readers saw: a moment in UTC
//! gives way to the same moment in the zone of the page.

mod address;
mod shown;

use super::blocks::Block;
use super::metadata::{self, Metadata, Said};
use crate::article::{DateKind, Moment, Precision, Published};
use crate::ingest::calendar::DayMonthOrder;
use crate::ingest::dates::{self, DateRole, Evidence, find_moments, labelled_dates};
use crate::ingest::segment;

/// Ranks below this are statements for machines: one format, no doubt of what they mean.
const FOR_MACHINES: u8 = 35;

/// Ranks from this on are dates of something beside the article.
const BESIDE: u8 = 90;

/// Ranks of what stands on the page for its readers; structured data about the page or a film in it
/// lies between.
const SHOWN: std::ops::Range<u8> = 36..BESIDE;

/// Longer lines are sentences, whose words do not say what a date in them is of, in bytes.
const LONGEST_NOTE: usize = 160;

/// What another day named as that of the publication takes off the confidence.
const CONTRADICTED: f32 = 0.3;

/// What a page offers besides its metadata.
pub(super) struct Offered<'a> {
    /// Its address.
    pub(super) link: Option<&'a str>,
    /// Path of its file.
    pub(super) path: &'a str,
    /// Its headline.
    pub(super) headline: Option<&'a str>,
    /// The blocks that it shows.
    pub(super) blocks: &'a [Block],
}

/// Publication date and date of the last change. Linear in the page.
pub(super) fn of(metadata: &Metadata, offered: &Offered<'_>) -> (Published, Option<Moment>) {
    let order = order(metadata, offered.blocks);
    let labelled = shown::labelled(offered.blocks, order);
    let stated = statements(metadata, &labelled, order);
    let updated = last_change(metadata, order);
    let in_link = offered.link.and_then(address::day);
    if let Some((moment, said)) = best(&stated, &changes_shown(metadata, order)) {
        let mut doubts = doubts(moment, offered.link, updated);
        let open = is_open(said, order).then_some("day and month may be the other way round");
        let against = open.or_else(|| against(&(moment, said), &stated, metadata, offered, order));
        doubts.extend(against.map(|reason| (reason, CONTRADICTED)));
        let mut answer = stated_as(moment, said, &doubts);
        if against.is_some() {
            // Which of them is right is our conclusion.
            answer.kind = DateKind::Inferred;
        }
        if let Some((day, reason)) = own_day(moment, in_link, &stated) {
            answer.value = Some(day);
            answer.evidence.push_str(&reason);
        }
        let shown = || shown::change(offered.blocks, order);
        return (answer, updated.or_else(shown));
    }
    if let Some(moment) = in_link {
        let evidence = format!("address “{}”", offered.link.unwrap_or_default());
        return (concluded(moment, &evidence, 0.8), updated);
    }
    let (published, changed) = in_text(offered, order);
    let updated = updated.or(changed);
    if published.value.is_some() {
        return (published, updated);
    }
    let answer = last_resort(metadata, offered.link, updated);
    (answer.unwrap_or(published), updated)
}

/// What the page states of its publication, best first.
fn statements<'a>(
    metadata: &'a Metadata,
    labelled: &'a [(Moment, Said)],
    order: DayMonthOrder,
) -> Vec<(Moment, &'a Said)> {
    let told = metadata.published.iter();
    let mut stated: Vec<_> = told.filter_map(|said| read(said, order)).collect();
    stated.extend(labelled.iter().map(|(moment, said)| (*moment, said)));
    stated.sort_by_key(|(_, said)| said.rank);
    stated
}

fn last_change(metadata: &Metadata, order: DayMonthOrder) -> Option<Moment> {
    let told = metadata.updated.iter().filter(|said| said.rank < BESIDE);
    let mut read = told.filter_map(|said| find_moments(&said.value, order).into_iter().next());
    read.next().map(|found| found.moment)
}

/// The statement that is believed: the best one, unless statements for machines disagree and the
/// page shows the day of another one.
fn best<'a>(stated: &[(Moment, &'a Said)], changes: &[Moment]) -> Option<(Moment, &'a Said)> {
    let first = stated.iter().find(|(moment, said)| counts(*moment, said))?;
    let is_near = |a: Moment, b: Moment| days_apart(a, b).abs() <= 1;
    let shown = stated
        .iter()
        .find(|(moment, said)| SHOWN.contains(&said.rank) && counts(*moment, said));
    // What is marked as a change is often the one date that the page shows at all.
    let shown = match shown {
        Some((shown, _)) => std::slice::from_ref(shown),
        None => changes,
    };
    if shown.iter().any(|shown| is_near(*shown, first.0)) {
        return Some(*first);
    }
    let told = stated.iter().filter(|(_, said)| said.rank < FOR_MACHINES);
    let is_shown = |moment| shown.iter().any(|shown| is_near(moment, *shown));
    let agreed = told.into_iter().find(|(moment, _)| is_shown(*moment));
    Some(*agreed.unwrap_or(first))
}

/// Dates that the page shows as those of a change.
fn changes_shown(metadata: &Metadata, order: DayMonthOrder) -> Vec<Moment> {
    let shown = metadata.updated.iter();
    let shown = shown.filter(|said| SHOWN.contains(&said.rank));
    let read = shown.filter_map(|said| find_moments(&said.value, order).into_iter().next());
    read.map(|found| found.moment).collect()
}

/// What else the page names as the day of its publication, in words.
fn against(
    believed: &(Moment, &Said),
    stated: &[(Moment, &Said)],
    metadata: &Metadata,
    offered: &Offered<'_>,
    order: DayMonthOrder,
) -> Option<&'static str> {
    let (moment, said) = *believed;
    if disagree(stated, moment) {
        return Some("another statement names another day");
    }
    let is_another = |day: &Moment| days_apart(*day, moment).abs() > 1;
    let is_shown = stated
        .iter()
        .any(|(day, said)| SHOWN.contains(&said.rank) && counts(*day, said) && !is_another(day));
    if said.rank >= FOR_MACHINES || is_shown {
        return None;
    }
    let head = shown::at_head(offered.blocks, offered.headline, order);
    if !head.is_empty() && head.iter().all(is_another) {
        return Some("below its headline the page shows another day");
    }
    let marked = metadata.published.iter().filter(|said| said.is_marked);
    let mut marked = marked.filter_map(|said| change(said, order));
    let is_marked = marked.any(|day| is_another(&day));
    is_marked.then_some("what the page marks as its publication is a change on another day")
}

/// The date that a statement says by its words to be that of a change.
fn change(said: &Said, order: DayMonthOrder) -> Option<Moment> {
    let labelled = labelled_dates(&said.value, order);
    let is_published = |role: &DateRole| *role == DateRole::Published;
    if labelled.iter().any(|(role, _)| is_published(role)) {
        return None;
    }
    labelled.first().map(|(_, found)| found.moment)
}

/// Whether a statement for machines names another day than the one believed.
fn disagree(stated: &[(Moment, &Said)], believed: Moment) -> bool {
    stated.iter().any(|(moment, said)| {
        said.rank < FOR_MACHINES
            && moment.precision >= Precision::Day
            && days_apart(*moment, believed).abs() > 1
    })
}

/// Whether a statement is good enough to be the answer.
fn counts(moment: Moment, said: &Said) -> bool {
    let is_whole = said.rank < FOR_MACHINES || moment.precision >= Precision::Day;
    is_whole && said.rank < BESIDE
}

/// The date that a statement says; one that says by its words that it is another date is none.
fn read(said: &Said, order: DayMonthOrder) -> Option<(Moment, &Said)> {
    if said.rank >= FOR_MACHINES {
        let labelled = labelled_dates(&said.value, order);
        let published = labelled
            .iter()
            .find(|(role, _)| *role == DateRole::Published);
        match (published, labelled.first()) {
            (Some((_, found)), _) => return Some((found.moment, said)),
            (None, Some((DateRole::Updated, _))) => return None,
            _ => {}
        }
    }
    let found = find_moments(&said.value, order).into_iter().next()?;
    Some((found.moment, said))
}

/// What speaks against a date, in words, and how much.
type Doubt = (&'static str, f32);

/// What speaks against a stated date.
fn doubts(stated: Moment, link: Option<&str>, updated: Option<Moment>) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    let in_link = link.and_then(address::day);
    let month = link.and_then(address::month);
    if in_link.is_some_and(|day| days_apart(day, stated).abs() > 2) {
        doubts.push(("the address names another day", 0.2));
    } else if month.is_some_and(|month| !address::is_near(stated, month)) {
        doubts.push(("the address names another month", 0.2));
    }
    if updated.is_some_and(|change| days_apart(stated, change) >= 1) {
        // Posts are often written first and published later.
        doubts.push(("the last change is dated before it", 0.05));
    }
    doubts
}

/// Days from the second to the first.
fn days_apart(a: Moment, b: Moment) -> i64 {
    (a.local.date() - b.local.date()).num_days()
}

/// The day as the page's readers saw it, where its statement for machines is written in UTC and
/// has slipped into the day before or after; and why.
fn own_day(
    stated: Moment,
    in_link: Option<Moment>,
    all: &[(Moment, &Said)],
) -> Option<(Moment, String)> {
    if stated.offset != Some(0) || stated.precision < Precision::Hour {
        return None;
    }
    let in_zone = all.iter().find(|(moment, _)| {
        moment.offset.is_some_and(|offset| offset != 0) && is_same_instant(*moment, stated)
    });
    if let Some((moment, said)) = in_zone {
        let reason = format!("; that is UTC, in the zone of the page “{}”", said.value);
        return Some((*moment, crate::text::sanitise_line(&reason)));
    }
    let slipped = |day: &Moment| {
        use chrono::Timelike as _;
        // The day before west of Greenwich, the day after east of it.
        match days_apart(*day, stated) {
            -1 => stated.local.hour() < 12,
            1 => stated.local.hour() >= 10,
            _ => false,
        }
    };
    if let Some(day) = in_link.filter(slipped) {
        return Some((day, "; that is UTC, the address names the day".to_owned()));
    }
    let is_shown = |said: &Said| SHOWN.contains(&said.rank);
    let mut shown = all
        .iter()
        .filter(|(moment, said)| is_shown(said) && moment.offset.is_none());
    let (day, said) = shown.next().filter(|(day, _)| slipped(day))?;
    let reason = format!("; that is UTC, the page shows “{}”", said.value);
    Some((*day, crate::text::sanitise_line(&reason)))
}

/// Whether two moments with zones are one.
fn is_same_instant(a: Moment, b: Moment) -> bool {
    let utc = |moment: Moment| {
        let offset = chrono::TimeDelta::try_minutes(i64::from(moment.offset?))?;
        moment.local.checked_sub_signed(offset)
    };
    let apart = utc(a).zip(utc(b)).map(|(a, b)| (a - b).num_seconds().abs());
    apart.is_some_and(|seconds| seconds < 60)
}

/// The date that the text of the page tells, read like a text without markup.
fn in_text(offered: &Offered<'_>, order: DayMonthOrder) -> (Published, Option<Moment>) {
    let is_own = |block: &&Block| {
        let is_note = block.text.len() <= LONGEST_NOTE;
        !(is_note && (block.beside || metadata::is_of_something_else(&block.text)))
    };
    let lines = offered.blocks.iter().filter(is_own);
    let lines = lines.map(|block| crate::text::sanitise_line(beginning(&block.text)));
    let shown = lines.collect::<Vec<_>>().join("\n\n");
    let lines = segment::segment(&shown).lines;
    dates::published(&Evidence {
        text: &shown,
        lines: &lines,
        path: offered.path,
        comments: &[],
        order,
    })
}

/// Longest paragraph that is looked through for dates, in bytes.
const LONGEST_PARAGRAPH: usize = 64 << 10;

/// As much of a paragraph as is looked through.
fn beginning(paragraph: &str) -> &str {
    let mut end = LONGEST_PARAGRAPH.min(paragraph.len());
    while !paragraph.is_char_boundary(end) {
        end -= 1;
    }
    paragraph.get(..end).unwrap_or_default()
}

/// Where nothing is dated but what hangs on the article: its last change, the picture made for it,
/// the month that it is filed under.
fn last_resort(
    metadata: &Metadata,
    link: Option<&str>,
    updated: Option<Moment>,
) -> Option<Published> {
    if let Some(moment) = updated {
        return Some(concluded(moment, "only the last change is dated", 0.6));
    }
    let month = link.and_then(address::month);
    let picture = metadata.pictures.iter().find_map(|said| {
        let day = address::day(&said.value)?;
        month
            .is_none_or(|month| address::is_near(day, month))
            .then_some((day, said))
    });
    if let Some((day, said)) = picture {
        let evidence = format!(
            "the picture of the article is filed under its day: “{}”",
            said.value
        );
        return Some(concluded(day, &evidence, 0.55));
    }
    let evidence = format!("address “{}”", link.unwrap_or_default());
    month.map(|month| concluded(month, &evidence, 0.75))
}

fn stated_as(moment: Moment, said: &Said, doubts: &[Doubt]) -> Published {
    let mut confidence = match said.rank {
        ..FOR_MACHINES => 0.97,
        metadata::UNSPECIFIC => 0.85,
        _ => 0.94,
    };
    let mut evidence = format!("{}: “{}”", said.place, said.value);
    for (doubt, weight) in doubts {
        confidence -= weight;
        evidence.push_str("; ");
        evidence.push_str(doubt);
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

/// The order of numbers in dates: what the region of the page's language has, else what the other
/// dates of the page show, else what the language has.
fn order(metadata: &Metadata, shown: &[Block]) -> DayMonthOrder {
    let tag = metadata.languages.first();
    let tag = tag.map(|said| said.value.to_ascii_lowercase().replace('_', "-"));
    let tag = tag.as_deref().unwrap_or_default();
    let (language, region) = tag.split_once('-').unwrap_or((tag, ""));
    match (language, region) {
        ("en", "gb" | "au" | "nz" | "ie" | "in" | "za") => return DayMonthOrder::DayFirst,
        ("en" | "", _) => {}
        _ => return DayMonthOrder::DayFirst,
    }
    let notes = shown.iter().map(|block| block.text.as_str());
    let notes = notes.filter(|text| text.len() <= LONGEST_NOTE);
    let said = metadata.published.iter().chain(&metadata.updated);
    let all: Vec<&str> = said.map(|said| said.value.as_str()).chain(notes).collect();
    match (dates::day_month_order(&all.join("\n")), region) {
        (DayMonthOrder::Unknown, "us") => DayMonthOrder::MonthFirst,
        (found, _) => found,
    }
}

/// Whether nothing tells which of two numbers in a date is the day.
fn is_open(said: &Said, order: DayMonthOrder) -> bool {
    let read = |order| read(said, order).map(|(moment, _)| moment);
    let (day, month) = (DayMonthOrder::DayFirst, DayMonthOrder::MonthFirst);
    // Full stops are not used month first.
    order == DayMonthOrder::Unknown && !said.value.contains('.') && read(day) != read(month)
}
