//! What stands between the headline of an article and its text, and what stands before both.

use super::super::blocks::{Block, Kind};
use super::super::furniture::Role;
use super::letters;
use crate::article::Label;
use crate::ingest::calendar::DayMonthOrder;
use crate::ingest::dates::labelled_dates;
use crate::ingest::segment;

/// Blocks among which the headline is looked for where it is repeated, and those among them that
/// may be anything.
const FIRST: usize = 12;
const ANY: usize = 3;

/// Longest block that may stand before the headline, in bytes: the menu of a page that is a table.
const LONGEST_ENTRY: usize = 60;

/// Blocks that are looked at for author and date, and the longest of these, in bytes.
const HEAD: usize = 6;
const LONGEST_NOTE: usize = 160;

/// Takes the headline off the top, where pages repeat it, and what stands before it.
pub(super) fn take_headline(blocks: &mut Vec<Block>, headline: Option<&str>) {
    let headline = headline
        .map(letters)
        .filter(|headline| !headline.is_empty());
    let is_own = |block: &Block| {
        let headline = headline.as_ref();
        headline.is_some_and(|headline| letters(&block.text) == *headline)
    };
    let mut first = blocks.iter().take(ANY);
    let first = first.position(|block| block.kind == Kind::Heading(1) || is_own(block));
    let is_entry = |block: &&Block| block.text.len() <= LONGEST_ENTRY;
    let entries = blocks
        .iter()
        .take(FIRST)
        .take_while(|block| is_own(block) || is_entry(block));
    let own = entries.enumerate().filter(|(_, block)| is_own(block));
    let own = own.map(|(at, _)| at).next();
    let repeated = first.max(own).map_or(0, |at| at + 1);
    if repeated < blocks.len() {
        blocks.drain(..repeated);
    }
}

/// Takes off the top the lines that say who wrote the article and when; those that say who.
pub(super) fn take_notes(
    blocks: &[Block],
    roles: &mut [Role],
    headline: Option<&str>,
) -> Vec<String> {
    let mut bylines = Vec::new();
    let is_note = |block: &&Block| block.text.len() <= LONGEST_NOTE;
    let notes = blocks.iter().take_while(is_note).count().min(HEAD);
    let notes = notes.min(blocks.len().saturating_sub(1));
    if notes == 0 {
        return bylines;
    }
    let lines = headline
        .into_iter()
        .chain(blocks.iter().take(notes + 4).map(|b| b.text.as_str()));
    let lines: Vec<&str> = lines.collect();
    let labelled = segment::segment(&lines.join("\n\n")).lines;
    let labels = labelled
        .iter()
        .step_by(2)
        .skip(usize::from(headline.is_some()));
    let is_dated = |block: &Block| {
        !labelled_dates(&block.text, DayMonthOrder::Unknown).is_empty()
            && !block.text.ends_with('.')
    };
    for ((role, block), label) in roles.iter_mut().zip(blocks).zip(labels).take(notes) {
        match label {
            Some(Label::Byline) => bylines.push(block.text.clone()),
            Some(Label::Date) => {}
            _ if is_dated(block) => {}
            _ => break,
        }
        *role = Role::Furniture;
    }
    bylines
}

#[cfg(test)]
mod tests {
    use super::super::super::blocks::blocks;
    use super::super::article;

    const STORY: &str = "<p>The harbour of the town was shut on Friday after a storm damaged two of \
         its piers, officials said in a statement.</p><p>It will be opened again as soon as the \
         damage has been looked at, they said in the same statement on Saturday.</p><p>The last \
         storm of this strength was seen there nine years ago, when it closed for a month.</p>";

    fn body(top: &str) -> Vec<String> {
        let page = format!("{top}{STORY}");
        let found = blocks(&page);
        article(
            found.clone(),
            &found,
            Some("Storm shuts harbour of the town"),
            &[],
        )
        .body
    }

    #[test]
    fn author_and_date_below_the_headline_are_no_part_of_the_text() {
        for top in [
            "<h1>Storm shuts harbour of the town</h1><p>By Ann Lee</p><p>January 5, 2018 10:00 AM</p>",
            "<p>Published 5 January 2018 | Updated 8 January 2018</p>",
            "<p>Home</p><p>World</p><p>Sport</p><p>Weather</p><p>Storm shuts harbour of the town</p>",
        ] {
            assert_eq!(body(top).len(), 3, "{top}: {:?}", body(top));
        }
    }

    #[test]
    fn a_short_first_sentence_stays() {
        assert_eq!(body("<p>Nobody was hurt.</p>").len(), 4);
        assert_eq!(body("<p>On Friday it was over.</p>").len(), 4);
    }
}
