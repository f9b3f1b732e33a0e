//! Cues that only a short line can show: it is a date, a name, a place, an address, a path of
//! sections.

use super::shape::{Seen, Zone};
use super::{Cue, Sheet};
use crate::ingest::bytes;
use crate::ingest::dates::{self, DayMonthOrder};
use crate::ingest::segment::lexicon::Kind;

/// What only a short line can be: a date, a name, an address, a path of sections.
pub(super) fn add(sheet: &mut Sheet, seen: &Seen<'_>, zone: Zone) {
    let line = seen.line;
    dated(sheet, seen);
    let one_word = seen.line.split_whitespace().count() == 1;
    sheet.mark(Cue::Domain, one_word && is_domain(line));
    let address = line.contains("://") || line.starts_with("www.") || line.contains('@');
    sheet.mark(Cue::Address, one_word && address);
    let parts = |mark: &str| {
        line.split(mark)
            .filter(|part| !part.trim().is_empty())
            .count()
    };
    let marks = [" > ", " » ", " / ", " › ", " | ", " → "];
    let path = || marks.iter().any(|mark| parts(mark) >= 3);
    let path = || path() || parts(" > ") == 2 || parts(" › ") == 2;
    let may_be_path = bytes::any(line.as_bytes(), PATH_MARKS);
    sheet.mark(Cue::Breadcrumb, may_be_path && path());
    let role = seen
        .hits
        .iter()
        .any(|hit| hit.kind == Kind::Role && hit.at > 0 && hit.at + hit.len == seen.words.len());
    sheet.mark(
        Cue::Role,
        role && seen.count <= 8 && !sheet.has(Cue::Sentence),
    );
    let by = seen
        .hits
        .iter()
        .filter(|hit| hit.kind == Kind::By && hit.at == 0)
        .map(|hit| hit.len);
    let named = by.max().is_some_and(|len| is_name_after(line, len));
    sheet.mark(
        Cue::ByName,
        named && seen.count <= 10 && !sheet.has(Cue::Sentence),
    );
    let calls = sheet.has(Cue::Asks);
    sheet.mark(
        Cue::Name,
        seen.count <= 4 && !calls && is_name_after(line, 0),
    );
    let place = zone == Zone::Before && sheet.has(Cue::Capitals) && is_place(line);
    sheet.mark(Cue::PlaceAlone, place);
}

/// `BAAR, SWITZERLAND`: words of letters, with a comma between a town and where it lies.
fn is_place(line: &str) -> bool {
    let name = |part: &str| {
        let letters = |c: char| c.is_alphabetic() || matches!(c, ' ' | '.' | '-');
        part.split_whitespace().count() <= 3 && !part.is_empty() && part.chars().all(letters)
    };
    line.split_once(", ")
        .is_some_and(|(town, region)| name(town) && name(region))
}

/// What a mark between the sections of a path may begin with.
const PATH_MARKS: &[bytes::Span] = &[
    (b'>', b'>'),
    (b'/', b'/'),
    (b'|', b'|'),
    (0xc2, 0xc2),
    (0xe2, 0xe2),
];

/// Whether what follows the first `skip` words begins like a name: one to seven words, the first
/// and most others with a capital, or no word at all after "by".
fn is_name_after(line: &str, skip: usize) -> bool {
    let mut words = line
        .split([' ', '\u{a0}', ':', ','])
        .filter(|word| !word.is_empty())
        .skip(skip);
    let Some(first) = words.next() else {
        return skip > 0;
    };
    let capital = |word: &str| {
        word.chars()
            .next()
            .is_some_and(|c| c.is_uppercase() || !c.is_lowercase() && c.is_alphabetic())
    };
    capital(first)
        && words
            .filter(|word| word.chars().count() > 3 && !capital(word))
            .count()
            <= 1
}

/// `example.com`: one word of letters, digits, hyphens and stops with a top-level domain.
fn is_domain(word: &str) -> bool {
    let mut parts = word.rsplit('.');
    let top = parts.next().unwrap_or_default();
    let rest: Vec<_> = parts.collect();
    !rest.is_empty()
        && (2..=12).contains(&top.chars().count())
        && top.chars().all(char::is_alphabetic)
        && rest
            .iter()
            .all(|part| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '-'))
        && word.chars().any(char::is_alphabetic)
}

/// Cues of dates and times.
fn dated(sheet: &mut Sheet, seen: &Seen<'_>) {
    let line = seen.line;
    if !line.chars().any(char::is_numeric) {
        return;
    }
    sheet.mark(Cue::Clock, has_clock(line));
    let found = dates::find_moments(line, DayMonthOrder::Unknown);
    if found.is_empty() {
        return;
    }
    let size = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let dates: usize = found
        .iter()
        .filter_map(|f| line.get(f.range.clone()))
        .map(size)
        .sum();
    let labels: usize = seen
        .hits
        .iter()
        .filter(|hit| hit.kind == Kind::When)
        .flat_map(|hit| seen.words.from(hit.at).take(hit.len))
        .map(size)
        .sum();
    let all = size(line);
    let left = all.saturating_sub(dates).saturating_sub(labels);
    let alone = left * 4 <= all;
    sheet.mark(Cue::DateAlone, alone);
    sheet.mark(Cue::DateInside, !alone);
    let label = seen
        .hits
        .iter()
        .any(|hit| hit.kind == Kind::When && hit.at == 0);
    sheet.mark(Cue::DateLabel, label);
}

/// `17:13`, `5:13PM`.
fn has_clock(line: &str) -> bool {
    line.match_indices(':').any(|(at, _)| {
        let before = line.get(..at).and_then(|s| s.chars().next_back());
        let after = line
            .get(at + 1..)
            .map(|s| s.chars().take(2).filter(char::is_ascii_digit).count());
        before.is_some_and(|c| c.is_ascii_digit()) && after == Some(2)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::segment::cues::fixture::shows;

    #[test]
    fn what_calls_out_is_no_name() {
        assert!(shows("Jane Doe", Cue::Name));
        assert!(!shows("Now get going!", Cue::Name));
    }

    #[test]
    fn a_place_alone_is_a_town_and_where_it_lies() {
        for line in ["BAAR, SWITZERLAND", "ST. PAUL, MINN."] {
            assert!(is_place(line), "{line}");
        }
        for line in [
            "GIRLS BASKETBALL",
            "FIRE, FLOOD, STORM AND WAR",
            "JAN 5, 2018",
        ] {
            assert!(!is_place(line), "{line}");
        }
    }
}
