//! Which lines of plain texts the collection tells something of: lines that many articles of one
//! source or folder show, which belong to the page, and headlines of other articles.
//!
//! That several articles have a sentence is no proof: a story told on has its paragraphs again and
//! again. A line of the page stands among other paragraphs in every article, so only articles count
//! whose leads differ, and the long lines around it. What follows from it, the labelling weighs
//! ([`crate::ingest::segment`]).
//!
//! Promises: 24 bytes a line, at most [`MOST`] lines an article; the time of sorting them; the same
//! answer whatever the order of reading.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::article::{Article, ArticleId, Label, SourceFrom};

use super::words_of;

/// Longer lines are paragraphs, in bytes.
const LONGEST: usize = 160;
/// Shorter ones tell nothing: a number, a mark.
const SHORTEST: usize = 4;
/// Lines noted of an article: of a long page the first ones.
const MOST: usize = 64;
/// Bytes of a paragraph that tell it from others.
const TELLING: usize = 64;
/// So many articles have a line before it is common.
const FEWEST_ARTICLES: u32 = 3;
/// And such a share of those of the source or folder, as a divisor.
const SMALLEST_SHARE: u32 = 10;

/// The short lines of a plain text.
#[derive(Debug)]
pub(super) struct Shown {
    /// Its source, or else its folder, as a number.
    site: u32,
    lines: Vec<Line>,
}

/// A short line, as it is looked for in other articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Line {
    /// Its folded words as a number.
    words: u32,
    /// Its number in the text, counted from 0.
    number: u16,
    /// The long lines before and behind it as numbers, 0 where there is none.
    before: u16,
    behind: u16,
    /// The lead of its article.
    lead: u16,
    /// Whether it may belong to another part of the page than it was taken for.
    may_move: bool,
}

impl Shown {
    /// The short lines of an article; `None` if it is no plain text. Linear in the text.
    pub(super) fn of(article: &Article) -> Option<Self> {
        if article.lines.is_empty() {
            return None;
        }
        let site = match &article.source {
            Some(source) if article.source_from == SourceFrom::Explicit => words_of(source).0,
            _ => {
                let path = &article.origin.path;
                let folder = path.rfind(['/', '\\']).and_then(|at| path.get(..at));
                words_of(folder.unwrap_or_default()).0
            }
        };
        let mut lines: Vec<Line> = Vec::new();
        let lead = paragraph(article.lead());
        let (mut before, mut open) = (0, 0);
        let written = (0..=u16::MAX).zip(article.text.split('\n').zip(&article.lines));
        for (number, (line, label)) in written {
            let (line, Some(label)) = (line.trim(), label) else {
                continue;
            };
            if line.len() > LONGEST {
                before = paragraph(line);
                let waiting = lines.get_mut(open..).unwrap_or_default();
                for line in waiting {
                    line.behind = before;
                }
                open = lines.len();
            } else if line.len() >= SHORTEST && lines.len() < MOST {
                let (words, length) = words_of(line);
                if length < SHORTEST {
                    continue;
                }
                lines.push(Line {
                    words: low(words),
                    number,
                    before,
                    behind: 0,
                    lead,
                    may_move: matches!(
                        label,
                        Label::Body | Label::Boilerplate | Label::InlineRelated
                    ),
                });
            }
        }
        let site = low(site);
        Some(Self { site, lines })
    }
}

/// A paragraph as a number that is not 0.
fn paragraph(line: &str) -> u16 {
    let start = line.bytes().take(TELLING);
    let number = start.fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    let [a, b, c, d] = number.to_be_bytes();
    u16::from_be_bytes([a ^ c, b ^ d]).max(1)
}

/// The lower half of a number.
fn low(number: u64) -> u32 {
    u32::try_from(number & u64::from(u32::MAX)).unwrap_or_default()
}

/// A line that the collection may tell something of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Candidate {
    /// Its number in the text, counted from 0.
    pub(super) line: usize,
    /// How common it is, from 0 to 1.
    pub(super) common: f32,
    /// How many other articles show it.
    pub(super) others: u32,
    /// Whether some article of the collection may have it as its headline.
    pub(super) may_be_headline: bool,
}

/// The short lines of every plain text.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// Site, line and article.
    shown: Vec<(u32, Line, u32)>,
    /// Plain texts of each site.
    texts: HashMap<u32, u32>,
}

impl Lines {
    /// Takes note of an article's.
    pub(super) fn take(&mut self, id: ArticleId, shown: &Shown) {
        let lines = shown.lines.iter();
        self.shown
            .extend(lines.map(|line| (shown.site, *line, id.0)));
        let texts = self.texts.entry(shown.site).or_default();
        *texts = texts.saturating_add(1);
    }

    /// What is to be told of which lines, by article; `headlines` are those of the collection.
    pub(super) fn candidates(
        &mut self,
        headlines: impl Iterator<Item = u64>,
    ) -> BTreeMap<ArticleId, Vec<Candidate>> {
        let headlines: HashSet<u32> = headlines.map(low).collect();
        self.shown.sort_unstable();
        let mut found: BTreeMap<ArticleId, Vec<Candidate>> = BTreeMap::new();
        let same =
            |a: &(u32, Line, u32), b: &(u32, Line, u32)| (a.0, a.1.words) == (b.0, b.1.words);
        for group in self.shown.chunk_by(same) {
            let Some((site, line, _)) = group.first() else {
                continue;
            };
            let may_be_headline = headlines.contains(&line.words);
            let count = articles(group);
            let common = strength(count, self.texts.get(site).copied().unwrap_or(0));
            if common <= 0.0 && !may_be_headline {
                continue;
            }
            for (_, line, id) in group.iter().filter(|(_, line, _)| line.may_move) {
                found.entry(ArticleId(*id)).or_default().push(Candidate {
                    line: usize::from(line.number),
                    common,
                    others: count.saturating_sub(1),
                    may_be_headline,
                });
            }
        }
        found
    }
}

/// How common a line is: the share of the site's texts that show it among paragraphs of their own.
fn strength(count: u32, texts: u32) -> f32 {
    if count < FEWEST_ARTICLES || count.saturating_mul(SMALLEST_SHARE) < texts {
        return 0.0;
    }
    let [count, texts] = [count, texts].map(|n| f32::from(u16::try_from(n).unwrap_or(u16::MAX)));
    (count / texts.max(1.0)).min(1.0)
}

/// In how many articles a line stands among paragraphs that no other of them has beside it.
fn articles(group: &[(u32, Line, u32)]) -> u32 {
    let distinct = |of: fn(&(u32, Line, u32)) -> u32| {
        let mut all: Vec<u32> = group.iter().map(of).filter(|number| *number != 0).collect();
        all.sort_unstable();
        all.dedup();
        all.len()
    };
    let beside = distinct(|(_, line, _)| line.before.into())
        .max(distinct(|(_, line, _)| line.behind.into()));
    let leads = distinct(|(_, line, _)| line.lead.into());
    u32::try_from(beside.min(leads)).unwrap_or(u32::MAX)
}
