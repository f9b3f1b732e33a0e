//! Dates in the text that a page shows, with words that say what they are the date of.

use super::super::blocks::{Block, Kind};
use super::super::metadata::{self, Said};
use crate::article::{Moment, Precision};
use crate::ingest::calendar::DayMonthOrder;
use crate::ingest::dates::{DateRole, find_moments, labelled_dates};
use crate::text;

/// Rank of a date with a label of its own; [`super::super::metadata`] has the scale.
const LABELLED: u8 = 41;

/// Rank of a date in the notice below a post.
const NOTICE: u8 = 42;

/// Blocks between headline and text, at most.
const HEAD: usize = 16;

/// Longest line, in bytes, that holds a label and its date.
const LONGEST_LINE: usize = 160;

/// Longest notice, in bytes, and how far into it its date stands.
const LONGEST_NOTICE: usize = 600;
const NOTICE_REACH: usize = 160;

/// How the notices begin that publishing systems put below a post ("This entry was posted on …
/// and is filed under …"), folded.
const NOTICES: [&str; 18] = [
    "this entry was",
    "this post was",
    "this article was",
    "this story was",
    "this page was first",
    "dieser beitrag wurde",
    "dieser artikel wurde",
    "dieser eintrag wurde",
    "cet article a ete",
    "ce billet a ete",
    "esta entrada fue",
    "este articulo fue",
    "questo articolo e stato",
    "questa voce e stata",
    "este post foi",
    "dit bericht is geplaatst",
    "dit bericht werd geplaatst",
    "ten wpis zostal",
];

/// Labelled dates of the article among the blocks of a page. A label may stand in a block of its
/// own before that of its date.
pub(super) fn labelled(shown: &[Block], order: DayMonthOrder) -> Vec<(Moment, Said)> {
    let mut found = Vec::new();
    for (at, block) in shown.iter().enumerate() {
        if let Some(one) = notice(block, order) {
            found.push(one);
            continue;
        }
        if block.text.len() > LONGEST_LINE || !holds_date(&block.text, order) {
            continue;
        }
        let before = at.checked_sub(1).and_then(|at| shown.get(at));
        let label = before
            .map(|block| block.text.as_str())
            .filter(|label| label.len() <= 40 && label.trim_end().ends_with(':'));
        let line = match label {
            Some(label) => format!("{label} {}", block.text),
            None => block.text.clone(),
        };
        let published = labelled_dates(&line, order)
            .into_iter()
            .find(|(role, _)| *role == DateRole::Published);
        if let Some((_, date)) = published {
            found.push((date.moment, said(&line, LABELLED)));
        }
    }
    found
}

/// The date of the last change that a line of the page names.
pub(super) fn change(shown: &[Block], order: DayMonthOrder) -> Option<Moment> {
    let lines = shown.iter().filter(|block| {
        block.text.len() <= LONGEST_LINE
            && !block.beside
            && !metadata::is_of_something_else(&block.text)
            && holds_date(&block.text, order)
    });
    let mut labelled = lines.flat_map(|block| labelled_dates(&block.text, order));
    let change = labelled.find(|(role, _)| *role == DateRole::Updated);
    change.map(|(_, found)| found.moment)
}

/// The days that stand between the headline and the text, where a page has the date of its article,
/// but those that are called the days of a change.
pub(super) fn at_head(
    shown: &[Block],
    headline: Option<&str>,
    order: DayMonthOrder,
) -> Vec<Moment> {
    let headline = headline.map(text::fold);
    let is_own = |block: &Block| headline.as_deref() == Some(text::fold(&block.text).as_str());
    let is_heading = |block: &Block| matches!(block.kind, Kind::Heading(_));
    let is_first = |block: &Block| block.kind == Kind::Heading(1);
    let place = |is: &dyn Fn(&Block) -> bool| shown.iter().position(is);
    let own = place(&|block| is_first(block) && is_own(block)).or_else(|| place(&is_first));
    let Some(at) = own.or_else(|| place(&|block| is_heading(block) && is_own(block))) else {
        return Vec::new();
    };
    let below = shown.iter().skip(at.saturating_add(1)).take(HEAD);
    let below = below.take_while(|block| block.text.len() <= LONGEST_LINE && !is_heading(block));
    let own = below.filter(|b| !b.beside && !metadata::is_of_something_else(&b.text));
    let dated = own.filter(|block| {
        let labelled = labelled_dates(&block.text, order);
        labelled
            .iter()
            .all(|(role, _)| *role == DateRole::Published)
    });
    let dates = dated.flat_map(|block| find_moments(&block.text, order));
    let days = dates.map(|date| date.moment);
    days.filter(|day| day.precision >= Precision::Day).collect()
}

fn notice(block: &Block, order: DayMonthOrder) -> Option<(Moment, Said)> {
    if block.text.len() > LONGEST_NOTICE {
        return None;
    }
    let folded = text::fold(&block.text);
    if !NOTICES.iter().any(|start| folded.starts_with(start)) {
        return None;
    }
    let date = find_moments(&block.text, order).into_iter().next()?;
    let is_whole = date.moment.precision >= Precision::Day;
    (is_whole && date.range.start <= NOTICE_REACH).then(|| (date.moment, said(&block.text, NOTICE)))
}

fn holds_date(line: &str, order: DayMonthOrder) -> bool {
    let found = find_moments(line, order);
    found
        .iter()
        .any(|date| date.moment.precision >= Precision::Day)
}

fn said(line: &str, rank: u8) -> Said {
    let value: String = line.chars().take(120).collect();
    Said::new(&value, "line of the page", rank)
}
