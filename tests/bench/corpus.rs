//! A made-up collection: words of syllables, few of them common and most of them rare, as in
//! news; twenty years of dates. The same for the same size.

use std::fmt::Write as _;

use chrono::{Days, NaiveDate, NaiveTime};
use dateline::article::{
    Article, ArticleKey, DateKind, Fingerprints, Format, Moment, Origin, Precision, Published,
    SourceFrom, Span,
};
use dateline::ingest::plain::read_text;
use dateline::store::DateCell;
use dateline::text;

const SYLLABLES: [&str; 24] = [
    "ba", "co", "der", "el", "fi", "gon", "ha", "in", "jo", "ker", "la", "mi", "na", "or", "pre",
    "qua", "re", "sta", "ter", "un", "ver", "wen", "xi", "ing",
];
const SOURCES: u64 = 300;
const DAYS: u64 = 20 * 365;

/// A generator of articles.
pub(super) struct Corpus {
    words: usize,
    seed: u64,
    blank: Article,
}

impl Corpus {
    /// One that will make about so many articles: their vocabulary grows with the root of it.
    pub(super) fn new(articles: usize) -> Self {
        let blank = read_text(text::sanitise("x"), origin());
        Self {
            words: 140 * articles.isqrt().max(1),
            seed: 0x5eed,
            blank,
        }
    }

    /// An article of a headline, a source and a date.
    pub(super) fn article(&mut self) -> Article {
        let count = 6 + self.below(6);
        let headline = self.sentence(count);
        let published = self.published();
        Article {
            key: ArticleKey(self.next()),
            prints: Fingerprints::default(),
            text: headline.clone(),
            lines: Vec::new(),
            body: vec![Span::new(headline.len(), headline.len())],
            headline: Some(headline),
            source: Some(format!("source {}", self.zipf(SOURCES))),
            source_from: SourceFrom::Explicit,
            published,
            ..self.blank.clone()
        }
    }

    /// The date column of so many articles.
    pub(super) fn dates(&mut self, articles: usize) -> Vec<DateCell> {
        (0..articles)
            .map(|_| DateCell::from(&self.published()))
            .collect()
    }

    /// A page of about 3 kB: headline, source, date, paragraphs.
    pub(super) fn page(&mut self) -> String {
        let mut page = format!("{}\nThe Gazette\n5 January 2018\n\n", self.sentence(8));
        while page.len() < 3_000 {
            for _ in 0..4 {
                let (opening, rest) = (self.sentence(7), self.sentence(9));
                // Writing to a string cannot fail.
                let _written = write!(page, "{opening}, on Tuesday the {rest}. ");
            }
            page.push_str("\n\n");
        }
        page
    }

    fn published(&mut self) -> Published {
        let after = Days::new(self.below(DAYS));
        let start = NaiveDate::from_ymd_opt(2005, 1, 1).unwrap_or_default();
        let day = start.checked_add_days(after).unwrap_or(start);
        let dated = self.below(50) > 0;
        Published {
            value: dated.then(|| Moment {
                local: day.and_time(NaiveTime::MIN),
                precision: Precision::Day,
                offset: None,
            }),
            kind: if dated {
                DateKind::Explicit
            } else {
                DateKind::None
            },
            ..Published::default()
        }
    }

    fn sentence(&mut self, words: u64) -> String {
        let all = u64::try_from(self.words).unwrap_or(u64::MAX);
        let numbers: Vec<u64> = (0..words).map(|_| self.zipf(all)).collect();
        let words: Vec<_> = numbers.into_iter().map(word).collect();
        words.join(" ")
    }

    /// A number below `most`, the smaller the likelier: its logarithm is spread evenly.
    fn zipf(&mut self, most: u64) -> u64 {
        let bits = u64::from(most.max(2).ilog2()) + 1;
        let top = 1 << self.below(bits);
        (top + self.below(top)).min(most) - 1
    }

    fn below(&mut self, most: u64) -> u64 {
        self.next() % most.max(1)
    }

    /// `SplitMix64` (Steele, Lea, Flood 2014).
    fn next(&mut self) -> u64 {
        self.seed = self.seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.seed;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

/// Words to look for, from common to rare, alone and together.
pub(super) fn queries(articles: usize) -> Vec<String> {
    let rare = u64::try_from(70 * articles.isqrt()).unwrap_or(u64::MAX);
    vec![
        word(3),
        word(200),
        word(rare),
        format!("{} {}", word(9), word(60)),
        format!("{} {} {}", word(1), word(30), word(5_000)),
    ]
}

/// Where a made-up text comes from.
pub(super) fn origin() -> Origin {
    Origin {
        path: "made-up".into(),
        part: 0,
        bytes: (0, 0),
        format: Format::Text,
    }
}

/// The word of a number.
fn word(number: u64) -> String {
    let count = u64::try_from(SYLLABLES.len()).unwrap_or(1);
    let mut left = number + count;
    let mut word = String::new();
    while left > 0 {
        let at = usize::try_from(left % count).unwrap_or(0);
        word.push_str(SYLLABLES.get(at).copied().unwrap_or_default());
        left /= count;
    }
    word
}
