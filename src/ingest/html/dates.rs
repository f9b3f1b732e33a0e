//! The publication date of a page: what the page says of itself, in the order of how much such a
//! statement is worth, its address, and last the text that it shows.

use super::metadata::{Metadata, Said};
use crate::article::{DateKind, Moment, Published};
use crate::ingest::calendar::DayMonthOrder;
use crate::ingest::dates::{self, Evidence, find_moments};
use crate::ingest::segment;

/// Ranks below this are statements for machines: one format, no doubt of what they mean.
const FOR_MACHINES: u8 = 35;

/// Publication date and date of the last change.
///
/// `shown` is the text that the page shows, a blank line between its blocks.
pub(super) fn of(
    metadata: &Metadata,
    link: Option<&str>,
    path: &str,
    shown: &str,
) -> (Published, Option<Moment>) {
    let stated: Vec<_> = metadata.published.iter().filter_map(read).collect();
    let updated = metadata
        .updated
        .iter()
        .find_map(read)
        .map(|(moment, _)| moment);
    let in_link = link.and_then(dates::date_in_link);
    if let Some((moment, said)) = stated.first().filter(|(_, said)| said.rank < 90) {
        let contradicted = in_link.is_some_and(|day| far(day, *moment));
        return (stated_as(*moment, said, contradicted), updated);
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

fn read(said: &Said) -> Option<(Moment, &Said)> {
    let found = find_moments(&said.value, DayMonthOrder::Unknown)
        .into_iter()
        .next()?;
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
