//! Which line of a page is its headline.
//!
//! The grammar of a page tells the article from what stands around it, but over the article may
//! stand a hundred lines, and it takes the first of them that could be a headline for one. Here
//! all of them are compared: the words of a headline come again in the article, its date and
//! byline follow it, it often stands twice or once more with the name of the site behind it; rows
//! of buttons, paths of sections and mottos do not.
//!
//! Promises: at most one headline, none rather than a line that says nothing of the article;
//! linear in the text; only the labels of the old and the new headline change.
//!
//! Method: a conditional logit over the lines and "none of them" (D. L. `McFadden` 1974). The weights
//! were fitted to pages rendered to text whose headline is known, and checked by leaving out all
//! pages of a site in turn.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher as _};

use super::cues::{Cue, Sheet};
use super::lines::Unit;
use crate::article::Label;
use crate::ingest::calendar::lexicon::Fnv;

/// So many paragraphs before the article, and so many at the top of the page, may be a headline.
const NEAREST: usize = 120;
const TOPMOST: usize = 8;
/// Words of a paragraph that may be one.
const MOST_WORDS: usize = 40;
/// A paragraph of the article has at least so many words.
const PROSE_WORDS: usize = 20;
/// So many paragraphs from the beginning of the article on are listened to.
const PROSE: usize = 60;
/// With no more than so many paragraphs over the article the grammar sees them all.
const PLAIN: usize = 8;
/// There a line that it took for one of the article's must be so much more like a headline.
const OWN: f32 = -1.0;
/// A headline that the grammar chose stays above this, where no other is better.
const KEPT: f32 = -0.5;

/// Moves the headline to the line that is most like one.
pub(super) fn choose(text: &str, units: &[Unit], sheets: &[Sheet], labels: &mut [Label]) {
    let Some(page) = Page::new(text, units, sheets, labels) else {
        return;
    };
    let candidates = page.candidates();
    if candidates.is_empty() {
        return;
    }
    let echoes = page.echoes(&candidates);
    let scored = candidates
        .iter()
        .map(|at| (*at, page.score(*at, &echoes)))
        .collect::<Vec<_>>();
    let old = labels.iter().position(|label| *label == Label::Title);
    let kept = scored.iter().find(|(at, _)| Some(*at) == old);
    let best = scored.iter().copied().max_by(|a, b| a.1.total_cmp(&b.1));
    let new = match best {
        Some((at, score)) if score > 0.0 => Some(at),
        // What was no candidate is not judged here.
        _ if old.is_some() && kept.is_none_or(|kept| page.stays(*kept, &echoes)) => old,
        _ => None,
    };
    if new == old {
        return;
    }
    if let Some((at, label)) = old.and_then(|at| Some((at, labels.get_mut(at)?))) {
        *label = match new {
            Some(new) if new < at => Label::Meta,
            _ => Label::Boilerplate,
        };
    }
    if let Some(label) = new.and_then(|at| labels.get_mut(at)) {
        *label = Label::Title;
    }
}

type Counts = HashMap<u64, u8, BuildHasherDefault<Fnv>>;

/// What the lines of a page are compared by.
struct Page<'a> {
    text: &'a str,
    units: &'a [Unit],
    sheets: &'a [Sheet],
    labels: &'a [Label],
    /// The first paragraph of prose in the article.
    prose: usize,
    /// How often the letters of a short paragraph stand on the page as one.
    alone: Counts,
    /// How often they stand with something behind a mark, as in "Headline | Site".
    with_site: Counts,
    /// The letters of the line that the grammar chose, without the name of a site.
    chosen: Option<u64>,
}

impl<'a> Page<'a> {
    fn new(
        text: &'a str,
        units: &'a [Unit],
        sheets: &'a [Sheet],
        labels: &'a [Label],
    ) -> Option<Self> {
        let mut page = Self {
            text,
            units,
            sheets,
            labels,
            prose: 0,
            alone: Counts::default(),
            with_site: Counts::default(),
            chosen: None,
        };
        let title = labels.iter().position(|label| *label == Label::Title);
        page.chosen = title.map(|at| {
            let line = page.line(at);
            let head = before_site(line).map(letters);
            let stands_alone =
                |head: &u64| (0..labels.len()).any(|at| letters(page.line(at)) == *head);
            head.filter(stands_alone).unwrap_or_else(|| letters(line))
        });
        let is_body = |at: &usize| labels.get(*at) == Some(&Label::Body);
        let is_prose = |at: &usize| words(page.line(*at)).nth(PROSE_WORDS - 1).is_some();
        let body = || (0..labels.len()).filter(is_body);
        let first = body().find(is_prose).or_else(|| body().next());
        page.prose = first.unwrap_or(labels.len());
        // Most texts: nothing is to be compared.
        if page.is_plain() && labels.contains(&Label::Title) {
            return None;
        }
        for at in 0..labels.len() {
            let line = page.line(at);
            if line.len() > 400 {
                continue;
            }
            let count = page.alone.entry(letters(line)).or_default();
            *count = count.saturating_add(1);
            if let Some(head) = before_site(line) {
                let count = page.with_site.entry(letters(head)).or_default();
                *count = count.saturating_add(1);
            }
        }
        Some(page)
    }

    /// Whether little stands over the article.
    fn is_plain(&self) -> bool {
        self.prose <= PLAIN
    }

    fn line(&self, at: usize) -> &'a str {
        let unit = self.units.get(at);
        let line = unit.and_then(|unit| self.text.get(unit.bytes.clone()));
        line.unwrap_or_default().trim()
    }

    /// The paragraphs that may be the headline.
    fn candidates(&self) -> Vec<usize> {
        let last = self.prose.min(self.labels.len().saturating_sub(1));
        let near = last.saturating_sub(NEAREST);
        let top = 0..near.min(TOPMOST);
        let is_record = |at: &usize| {
            let record = [Cue::Domain, Cue::Address, Cue::DateAlone, Cue::ByName];
            let sheet = self.sheets.get(*at);
            sheet.is_some_and(|sheet| record.into_iter().any(|cue| sheet.has(cue)))
        };
        let has_words = |at: &usize| {
            let count = words(self.line(*at)).take(MOST_WORDS + 1).count();
            (1..=MOST_WORDS).contains(&count)
        };
        let mut candidates: Vec<usize> = top
            .chain(near..=last)
            .filter(|at| has_words(at) && !is_record(at))
            .collect();
        // "Headline | Site" is the bar of the window where the headline stands on the page too.
        let own: Vec<u64> = candidates
            .iter()
            .map(|at| letters(self.line(*at)))
            .collect();
        candidates.retain(|at| {
            let head = before_site(self.line(*at));
            !head.is_some_and(|head| own.contains(&letters(head)))
        });
        candidates
    }

    /// How often the words of these paragraphs stand in the first paragraphs of the article.
    fn echoes(&self, candidates: &[usize]) -> Counts {
        let mut heard = Counts::default();
        for at in candidates {
            for word in telling(self.line(*at)) {
                heard.entry(stem(word)).or_default();
            }
        }
        let labels = self.labels.iter().enumerate().skip(self.prose).take(PROSE);
        for (at, _) in labels.filter(|(_, label)| **label == Label::Body) {
            for word in words(self.line(at)) {
                if let Some(count) = heard.get_mut(&stem(word)) {
                    *count = count.saturating_add(1);
                }
            }
        }
        heard
    }

    /// Whether the headline that the grammar chose stays one though it is no better than none: under
    /// many lines, one of some words of which the article has not one does not.
    fn stays(&self, (at, score): (usize, f32), heard: &Counts) -> bool {
        let line = self.line(at);
        let is_told = || echo_weights(line, heard) > 0.0 || words(line).nth(4).is_none();
        score > KEPT && is_told()
    }

    fn is_record(&self, at: Option<usize>) -> bool {
        at.is_some_and(|at| {
            let is_dated = |sheet: &Sheet| sheet.has(Cue::DateAlone) || sheet.has(Cue::DateInside);
            matches!(self.labels.get(at), Some(Label::Date | Label::Byline))
                || self.sheets.get(at).is_some_and(is_dated)
        })
    }

    /// How much more a paragraph is like the headline than nothing is.
    fn score(&self, at: usize, heard: &Counts) -> f32 {
        let line = self.line(at);
        let label = self.labels.get(at);
        let own = letters(line);
        let label_weight = match label {
            _ if Some(own) == self.chosen => 0.84,
            Some(Label::Body) if self.is_plain() => -0.88 + OWN,
            Some(Label::Body | Label::Source) => -0.88,
            Some(Label::Boilerplate) => -0.85,
            Some(Label::Byline) => -1.05,
            Some(Label::Date) => -1.10,
            _ => 0.0,
        };
        let after = |by: usize| at.checked_add(by);
        let is_dated = self.is_record(after(1)) || self.is_record(after(2));
        let is_twice = self.alone.get(&own).is_some_and(|count| *count > 1);
        let is_titled = self.with_site.contains_key(&own);
        let bullet = self.units.get(at).is_some_and(|unit| unit.bullet);
        let marks = marks(line);
        let sum = [
            (true, -1.46 + label_weight),
            (is_dated, 1.48),
            (is_twice, 0.60),
            (is_titled, 1.20),
            (
                bullet || line.starts_with(['*', '–', '→', '←', '»', '›', '•', '-']),
                -1.76,
            ),
            (marks == 1, -0.63),
            (marks > 1, -1.13),
            (
                line.contains('@') || line.contains("http") || line.contains("www."),
                -0.69,
            ),
            (ends_sentence(line), -1.61),
            (line.ends_with(':'), -0.78),
            (line.chars().next().is_some_and(char::is_lowercase), -0.72),
            (is_upper(line), -0.99),
        ];
        let sum: f32 = sum.iter().filter(|(there, _)| *there).map(|(_, w)| w).sum();
        sum + self.place(at) + word_weights(line) + echo_weights(line, heard)
    }

    /// Where it stands: directly over the article a line is as often its first sentence.
    fn place(&self, at: usize) -> f32 {
        let distance = self.prose.saturating_sub(at);
        let nearest = match distance {
            0 => -2.10,
            1 => -0.22,
            _ => 0.0,
        };
        let distance = f32::from(u16::try_from(distance).unwrap_or(u16::MAX));
        nearest - 2.64 * ((1.0 + distance).log2() / 7.0).min(1.0)
    }
}

/// What number, case and repetition of its words say.
fn word_weights(line: &str) -> f32 {
    let count = words(line).count();
    let by_count = match count {
        0..=2 => -1.16,
        3..=4 => 0.14,
        5..=8 => 1.23,
        9..=15 => 0.49,
        16..=25 => -0.24,
        _ => -1.39,
    };
    let low = words(line)
        .filter(|word| word.starts_with(char::is_lowercase))
        .count();
    let mut own: Vec<u64> = words(line).map(letters).collect();
    own.sort_unstable();
    own.dedup();
    let is_repetitive = count >= 4 && own.len() * 4 < count * 3;
    let mut sum = by_count;
    for (there, weight) in [
        (is_repetitive, -0.99),
        (count >= 4 && low == 0, -0.52),
        (count >= 5 && low <= 1, -0.59),
    ] {
        sum += if there { weight } else { 0.0 };
    }
    sum
}

/// How much of it the article speaks of.
fn echo_weights(line: &str, heard: &Counts) -> f32 {
    let (mut all, mut known, mut often) = (0_u16, 0_u16, 0_u16);
    for word in telling(line).take(MOST_WORDS) {
        let count = heard.get(&stem(word)).copied().unwrap_or_default();
        all = all.saturating_add(1);
        known = known.saturating_add(u16::from(count > 0));
        often = often.saturating_add(u16::from(count.min(4)));
    }
    if all == 0 {
        return 0.0;
    }
    let (all, often) = (f32::from(all), f32::from(often));
    let share = f32::from(known) / all;
    1.36 * share + 1.02 * (f32::from(known.min(6)) / 6.0) + 1.38 * (often / all / 3.0).min(1.0)
}

/// Runs of letters.
fn words(line: &str) -> impl Iterator<Item = &str> {
    let parts = line.split(|c: char| !c.is_alphabetic());
    parts.filter(|word| !word.is_empty())
}

/// Words that are not in every text.
fn telling(line: &str) -> impl Iterator<Item = &str> {
    words(line).filter(|word| word.chars().nth(3).is_some())
}

/// A number for the beginning of a word, whatever its case: forms of a word share it.
fn stem(word: &str) -> u64 {
    hash(word.chars().take(6))
}

/// A number for the letters and digits of a line, whatever their case.
fn letters(line: &str) -> u64 {
    hash(line.chars().filter(|c| c.is_alphanumeric()))
}

fn hash(letters: impl Iterator<Item = char>) -> u64 {
    let mut hasher = Fnv::default();
    for letter in letters.flat_map(char::to_lowercase) {
        hasher.write_u32(u32::from(letter));
    }
    hasher.finish()
}

const MARKS: [char; 8] = ['|', '–', '—', '•', '·', '»', '›', '-'];

/// What stands before the mark in "Headline | Site".
fn before_site(line: &str) -> Option<&str> {
    let mut marks = line.match_indices(MARKS);
    marks.find_map(|(at, mark)| {
        let head = line.get(..at)?;
        let tail = line.get(at..)?.get(mark.len()..)?;
        let is_apart = head.ends_with(char::is_whitespace) && tail.starts_with(char::is_whitespace);
        let length = tail.trim().chars().take(61).count();
        let head = head.trim_end();
        (is_apart && (2..=60).contains(&length) && head.chars().nth(7).is_some()).then_some(head)
    })
}

/// Marks that stand between the parts of a row.
fn marks(line: &str) -> usize {
    let alone = line.split_whitespace().filter(|word| {
        let mut chars = word.chars();
        let only = chars.next().filter(|_| chars.next().is_none());
        only.is_some_and(|c| matches!(c, '/' | '<' | '>' | '-' | '–'))
    });
    alone.count() + line.matches(['|', '»', '›', '•', '·', '←', '→']).count()
}

fn ends_sentence(line: &str) -> bool {
    line.ends_with(['.', '…', '。']) && !line.ends_with("...")
}

fn is_upper(line: &str) -> bool {
    !line.contains(char::is_lowercase) && line.contains(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::super::segment;
    use super::*;

    const STORY: &str = "The harbour of Norvale stayed shut on Tuesday after a storm tore two cranes \
        from their rails, the port authority said in a statement on its site.\n\nEngineers hope to \
        open the smaller basin by the weekend, but the large one will take months, because its \
        gates were bent and new ones must be cast abroad.\n\nShips are sent to the neighbouring \
        ports in the meantime, where the quays are full and the crews wait for days.\n";

    /// What the page has over everything.
    const ROWS: &str = "News\n\nSport\n\nCulture\n\nTravel\n\nSubscribe\n\nWeather\n\nLog in";

    fn headline(top: &str) -> Option<String> {
        let text = format!("{top}\n\n{STORY}");
        let found = segment(&text);
        let title = found.paragraphs.iter().find(|p| p.label == Label::Title);
        title.and_then(|p| text.get(p.bytes.clone()).map(str::to_owned))
    }

    #[test]
    fn what_the_article_speaks_of_is_the_headline_and_no_row_of_the_page() {
        let own = "Storm shuts the harbour of Norvale";
        for row in [
            "Menu Search Your Account Compare",
            "Go to content Go to navigation Go to search",
            "Norvale Gazette News from the coast and all the world",
            "May 2020 April 2020 March 2020 February 2020",
            "Home » Regions » Coast",
        ] {
            let top = format!("{row}\n\n{ROWS}\n\n{own}\n\n3 May 2020\n\nBy Ada Crane");
            assert_eq!(headline(&top).as_deref(), Some(own), "{row}");
        }
    }

    #[test]
    fn a_line_that_says_nothing_of_the_article_is_no_headline() {
        for row in [
            "Media playback is unsupported on your device",
            "November 12, 2018 | BY: Ada Crane | Tags: news",
        ] {
            let top = format!("{row}\n\n{ROWS}\n\nLatest");
            assert_eq!(headline(&top), None, "{row}");
        }
    }

    #[test]
    fn the_title_in_the_bar_of_the_window_tells_the_headline_on_the_page() {
        let top = format!(
            "Two cranes fell - Norvale Gazette\n\n{ROWS}\n\nLatest from all regions\n\n\
             Two cranes fell\n\nReading time two minutes"
        );
        assert_eq!(headline(&top).as_deref(), Some("Two cranes fell"));
    }
}
