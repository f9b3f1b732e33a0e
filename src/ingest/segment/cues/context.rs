//! Cues that a paragraph has from what stands around it.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use super::{Cue, Sheet, echo, writer};
use crate::ingest::calendar::lexicon::Fnv;
use crate::ingest::segment::lines::Unit;

/// So many paragraphs before and after are looked at.
const NEAR: usize = 5;

/// Adds the cues of position, neighbours and repetition to every sheet.
pub(super) fn add(text: &str, units: &[Unit], sheets: &mut [Sheet]) {
    repeated(text, units, sheets);
    echo::add(text, units, sheets);
    neighbours(sheets);
    peers(sheets);
    listed(sheets);
    surroundings(text, units, sheets);
    alike(text, units, sheets);
    position(units, sheets);
    writer::add(text, units, sheets);
}

fn repeated(text: &str, units: &[Unit], sheets: &mut [Sheet]) {
    let mut lengths: HashMap<usize, usize, BuildHasherDefault<Fnv>> = HashMap::default();
    for unit in units {
        *lengths.entry(unit.bytes.len()).or_default() += 1;
    }
    let mut times: HashMap<&str, usize, BuildHasherDefault<Fnv>> = HashMap::default();
    let lines = || units.iter().filter_map(|unit| text.get(unit.bytes.clone()));
    // Only lines of one length can be one line: most need not be looked at.
    let shared = |line: &&str| lengths.get(&line.len()).is_some_and(|many| *many > 1);
    for line in lines().filter(shared) {
        *times.entry(line).or_default() += 1;
    }
    for (sheet, line) in sheets.iter_mut().zip(lines()) {
        let again = times.get(line).is_some_and(|times| *times > 1);
        sheet.mark(Cue::Repeated, again && line.len() > 3);
    }
}

fn neighbours(sheets: &mut [Sheet]) {
    let prose: Vec<bool> = sheets.iter().map(Sheet::is_prose).collect();
    let dates: Vec<bool> = sheets
        .iter()
        .map(|sheet| sheet.has(Cue::DateAlone))
        .collect();
    let bullets: Vec<bool> = sheets.iter().map(|sheet| sheet.has(Cue::Bullet)).collect();
    let at = |list: &[bool], index: Option<usize>| {
        index
            .and_then(|index| list.get(index))
            .copied()
            .unwrap_or(false)
    };
    let share = |range: std::ops::Range<usize>| {
        let near = prose.get(range).unwrap_or_default();
        let count = near.iter().filter(|is_prose| **is_prose).count();
        f32::from(u8::try_from(count).unwrap_or(u8::MAX))
            / f32::from(u8::try_from(NEAR).unwrap_or(1))
    };
    let mut under_bullet = false;
    for (index, sheet) in sheets.iter_mut().enumerate() {
        let before = index.checked_sub(1);
        let after = Some(index + 1);
        let (prose_before, prose_after) = (at(&prose, before), at(&prose, after));
        sheet.mark(Cue::ProseBefore, prose_before);
        sheet.mark(Cue::ProseAfter, prose_after);
        sheet.add(
            Cue::ProseAhead,
            share(index + 1..(index + 1 + NEAR).min(prose.len())),
        );
        sheet.add(Cue::ProseBehind, share(index.saturating_sub(NEAR)..index));
        sheet.mark(Cue::DateNext, at(&dates, after));
        sheet.mark(Cue::DateBefore, at(&dates, before));
        let headline = sheet.is_headline_like();
        sheet.mark(Cue::Alone, headline && prose_before && prose_after);
        sheet.mark(Cue::Company, headline && !prose_before && !prose_after);
        under_bullet = at(&bullets, before) || under_bullet && sheet.has(Cue::Indented);
        sheet.mark(Cue::UnderBullet, under_bullet && sheet.has(Cue::Indented));
    }
}

/// Gives every headline-like line between paragraphs of prose the novelty that such lines of the
/// text have on average.
fn peers(sheets: &mut [Sheet]) {
    let alone = sheets.iter().filter(|sheet| sheet.has(Cue::Alone));
    let (mut sum, mut count) = (0.0, 0.0);
    for sheet in alone {
        sum += sheet.strength(Cue::Novel);
        count += 1.0;
    }
    if count > 0.0 {
        for sheet in sheets.iter_mut().filter(|sheet| sheet.has(Cue::Alone)) {
            sheet.add(Cue::NovelPeers, sum / count);
        }
    }
}

/// Tells every headline-like line inside the article how many of its paragraphs are such lines.
fn listed(sheets: &mut [Sheet]) {
    let first = sheets.iter().position(Sheet::is_prose);
    let last = sheets.iter().rposition(Sheet::is_prose);
    let (Some(first), Some(last)) = (first, last) else {
        return;
    };
    let Some(article) = sheets.get_mut(first..=last) else {
        return;
    };
    let lines = article.iter().filter(|sheet| sheet.is_headline_like());
    let lines = share(lines.count(), article.len());
    for sheet in article {
        if sheet.is_headline_like() {
            sheet.add(Cue::Listed, lines);
        }
    }
}

/// Scripts of which a text is written in one, mostly.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    Arabic,
    East,
    Other,
}

/// The script of the first letters of a line.
fn script(line: &str) -> Option<Script> {
    let letter = line.chars().find(|c| c.is_alphabetic())?;
    Some(match letter {
        '\0'..='\u{24f}' => Script::Latin,
        '\u{400}'..='\u{52f}' => Script::Cyrillic,
        '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' => Script::Arabic,
        '\u{1100}'..='\u{11ff}' | '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' => Script::East,
        _ => Script::Other,
    })
}

/// Marks lines behind a colon, and headline-like lines in a script that no paragraph of prose
/// begins in.
fn surroundings(text: &str, units: &[Unit], sheets: &mut [Sheet]) {
    let line = |unit: &Unit| text.get(unit.bytes.clone()).unwrap_or_default();
    let mut written: Vec<Script> = Vec::new();
    let mut colon = Vec::with_capacity(sheets.len());
    for (sheet, unit) in sheets.iter().zip(units) {
        colon.push(sheet.has(Cue::Colon));
        if sheet.is_prose()
            && let Some(found) = script(line(unit))
            && !written.contains(&found)
        {
            written.push(found);
        }
    }
    let at = |list: &[bool], index: usize| list.get(index).copied().unwrap_or(false);
    let mut within = false;
    for (index, (sheet, unit)) in sheets.iter_mut().zip(units).enumerate() {
        let before = index.wrapping_sub(1);
        sheet.mark(Cue::AfterColon, within && at(&colon, before));
        within |= sheet.is_prose();
        if within && sheet.is_headline_like() {
            let other = script(line(unit)).is_some_and(|found| !written.contains(&found));
            sheet.mark(Cue::OtherScript, other && !written.is_empty());
        }
    }
}

/// How a short line is built, as far as lines of one list are built alike.
type Build = (u8, u8, bool, bool, bool);

/// Lines of a list are built alike; headlines of other articles hardly ever are.
fn alike(text: &str, units: &[Unit], sheets: &mut [Sheet]) {
    let builds: Vec<Option<Build>> = units
        .iter()
        .zip(&*sheets)
        .map(|(unit, sheet)| {
            let long = sheet.has(Cue::Words16) || sheet.has(Cue::Words31);
            (!long).then(|| build(text.get(unit.bytes.clone()).unwrap_or_default()))
        })
        .collect();
    for (index, sheet) in sheets.iter_mut().enumerate() {
        let Some(Some(own)) = builds.get(index) else {
            continue;
        };
        let near = index.saturating_sub(3)..(index + 4).min(builds.len());
        let same = builds
            .get(near)
            .unwrap_or_default()
            .iter()
            .flatten()
            .filter(|b| *b == own);
        let others = same.count().saturating_sub(1).min(4);
        sheet.add(Cue::Alike, share(others, 4));
    }
}

fn build(line: &str) -> Build {
    let class = |c: Option<char>| match c {
        None => 0,
        Some(c) if c.is_numeric() => 1,
        Some(c) if c.is_lowercase() => 2,
        Some(c) if c.is_alphabetic() => 3,
        Some(_) => 4,
    };
    (
        class(line.chars().next()),
        class(line.chars().next_back()),
        line.contains([':', '：']),
        line.contains(['–', '—', '-']),
        line.chars().any(char::is_numeric),
    )
}

fn position(units: &[Unit], sheets: &mut [Sheet]) {
    if let Some(first) = sheets.first_mut() {
        first.mark(Cue::First, true);
    }
    if let Some(last) = sheets.last_mut() {
        last.mark(Cue::Last, true);
    }
    let size = |sheet: &Sheet, unit: &Unit| {
        if sheet.is_prose() {
            unit.bytes.len()
        } else {
            0
        }
    };
    let all: usize = sheets
        .iter()
        .zip(units)
        .map(|(sheet, unit)| size(sheet, unit))
        .sum();
    let mut behind = 0_usize;
    for (sheet, unit) in sheets.iter_mut().zip(units) {
        let own = size(sheet, unit);
        sheet.add(Cue::Depth, share(behind, all));
        behind += own;
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a share needs no more than six digits"
)]
pub(super) fn share(part: usize, whole: usize) -> f32 {
    if whole == 0 {
        0.0
    } else {
        part as f32 / whole as f32
    }
}

#[cfg(test)]
mod tests {
    use crate::ingest::segment::cues::fixture::{BEFORE, between};
    use crate::ingest::segment::cues::{Cue, sheets};
    use crate::ingest::segment::lines;

    #[test]
    fn a_line_in_another_script_and_one_behind_a_colon_are_seen() {
        assert!(between("Порт закрыт после сильного шторма").has(Cue::OtherScript));
        assert!(!between("The port is still closed today").has(Cue::OtherScript));
        let text = format!("{BEFORE}\n\nWhat was lost:\n\nThree boats and a crane");
        let (units, _) = lines::units(&text);
        let seen: Vec<_> = sheets(&text, &units)
            .iter()
            .map(|s| s.has(Cue::AfterColon))
            .collect();
        assert_eq!(seen, [false, false, true]);
    }
}
