//! A made-up collection: words of syllables, few of them common and most of them rare, as in
//! news; twenty years of dates with days on which everybody writes; a few large sources and many
//! small ones; one article in thirty in Arabic script. The same for the same size.

use std::fmt::Write as _;

use chrono::{Days, NaiveDate, NaiveTime};
use dateline::article::{
    Article, ArticleKey, DateKind, Fingerprints, Format, Mention, MentionIn, MentionKind, Moment,
    Origin, Precision, Published, SourceFrom, Span,
};
use dateline::ingest::plain::read_text;
use dateline::store::DateCell;
use dateline::text;

const SYLLABLES: [&str; 24] = [
    "ba", "co", "der", "el", "fi", "gon", "ha", "in", "jo", "ker", "la", "mi", "na", "or", "pre",
    "qua", "re", "sta", "ter", "un", "ver", "wen", "xi", "ing",
];
const ARABIC: [&str; 24] = [
    "با", "كو", "در", "ال", "في", "قن", "ها", "ين", "جو", "كر", "لا", "می", "نا", "ور", "پر", "قو",
    "ره", "ست", "تر", "ان", "ور", "ون", "خی", "گا",
];
const SOURCES: u64 = 300;
const DAYS: u64 = 20 * 365;
/// Days on which everybody writes.
const BURSTS: u64 = 40;
/// One article in so many is in Arabic script.
const ARABIC_EVERY: u64 = 33;

/// A generator of articles.
pub(super) struct Corpus {
    latin: Vec<String>,
    arabic: Vec<String>,
    seed: u64,
    blank: Article,
}

impl Corpus {
    /// One that will make about so many articles: their vocabulary grows with the root of it.
    pub(super) fn new(articles: usize) -> Self {
        let words = u64::try_from(140 * articles.isqrt().max(1)).unwrap_or(u64::MAX);
        Self {
            latin: (0..words).map(|number| spell(&SYLLABLES, number)).collect(),
            arabic: (0..words).map(|number| spell(&ARABIC, number)).collect(),
            seed: 0x5eed,
            blank: read_text(text::sanitise("x"), origin()),
        }
    }

    /// An article of a headline, a source and a date.
    pub(super) fn article(&mut self) -> Article {
        let count = 6 + self.below(6);
        let arabic = self.below(ARABIC_EVERY) == 0;
        let headline = self.sentence(arabic, count);
        self.headed(headline.clone(), headline, Vec::new())
    }

    /// An article of a headline and the times that a news text of 3 kB speaks of: twelve time
    /// expressions, half of them of days that differ, as in 5,000 articles of a collection.
    pub(super) fn speaking_article(&mut self) -> Article {
        let mut article = self.article();
        let published = article.published.value.map(|moment| moment.local.date());
        let published = published.unwrap_or_default();
        let start = article.text.len() + 2;
        article.text.push_str("\n\n");
        for _ in 0..self.below(25) {
            let value = self.time_spoken_of(published);
            let from = article.text.len();
            let words = value.as_deref().unwrap_or("recently");
            article.text.push_str(words);
            article.mentions.push(Mention {
                span: Span::new(from, article.text.len()),
                kind: MentionKind::Date,
                value,
                place: MentionIn::Body,
            });
            article.text.push_str(", ");
        }
        article.body.push(Span::new(start, article.text.len()));
        article
    }

    /// A TIMEX3 value: half of them days of the last fortnight, then years, months, weeks,
    /// quarters, decades, and what names no day.
    fn time_spoken_of(&mut self, published: NaiveDate) -> Option<String> {
        let back = |days: u64| published.checked_sub_days(Days::new(days));
        Some(match self.below(100) {
            0..=43 => back(self.below(15))?.to_string(),
            44..=57 => back(365 * self.zipf(30))?.format("%Y").to_string(),
            58..=65 => back(30 * self.zipf(24))?.format("%Y-%m").to_string(),
            66..=70 => back(7 * self.below(3))?.format("%G-W%V").to_string(),
            71..=72 => format!("{}-Q1", back(90)?.format("%Y")),
            73 => "199".to_owned(),
            74..=88 => "PAST_REF".to_owned(),
            _ => return None,
        })
    }

    /// An article with a body of about 3 kB: its length is spread log-normally.
    pub(super) fn long_article(&mut self) -> Article {
        let arabic = self.below(ARABIC_EVERY) == 0;
        let headline = self.sentence(arabic, 8);
        let mut text = headline.clone();
        let mut body = Vec::new();
        let end = text.len() + self.length_of_body();
        while text.len() < end {
            text.push_str("\n\n");
            let start = text.len();
            for _ in 0..3 {
                let words = 12 + self.below(16);
                self.sentence_into(arabic, words, &mut text);
                text.push_str(". ");
            }
            body.push(Span::new(start, text.len()));
        }
        self.headed(headline, text, body)
    }

    /// The date column of so many articles.
    pub(super) fn dates(&mut self, articles: usize) -> Vec<DateCell> {
        (0..articles)
            .map(|_| DateCell::from(&self.published()))
            .collect()
    }

    /// A page of about 3 kB: headline, source, date, paragraphs.
    pub(super) fn page(&mut self) -> String {
        let mut page = format!(
            "{}\nThe Gazette\n5 January 2018\n\n",
            self.sentence(false, 8)
        );
        while page.len() < 3_000 {
            for _ in 0..4 {
                let (opening, rest) = (self.sentence(false, 7), self.sentence(false, 9));
                // Writing to a string cannot fail.
                let _written = write!(page, "{opening}, on Tuesday the {rest}. ");
            }
            page.push_str("\n\n");
        }
        page
    }

    fn headed(&mut self, headline: String, text: String, body: Vec<Span>) -> Article {
        let published = self.published();
        Article {
            key: ArticleKey(self.next()),
            prints: Fingerprints::default(),
            text,
            lines: Vec::new(),
            body,
            headline: Some(headline),
            source: Some(format!("source {}", self.zipf(SOURCES))),
            source_from: SourceFrom::Explicit,
            published,
            ..self.blank.clone()
        }
    }

    /// Bytes: log-normal, half of them below 2,500, the mean about 3,000.
    fn length_of_body(&mut self) -> usize {
        // Twelve even spreads add up to nearly a normal one (Irwin and Hall).
        let sum: u64 = (0..12).map(|_| self.below(1 << 16)).sum();
        let deviation = i32::try_from(sum).unwrap_or(0) - 6 * (1 << 16);
        let normal = f64::from(deviation) / f64::from(1 << 16);
        let bytes = (7.824 + 0.6 * normal).exp().clamp(100.0, 100_000.0);
        format!("{bytes:.0}").parse().unwrap_or(3_000)
    }

    fn published(&mut self) -> Published {
        let burst = self.below(5) == 0;
        let after = if burst {
            self.below(BURSTS) * (DAYS / BURSTS) + self.below(3)
        } else {
            self.below(DAYS)
        };
        let start = NaiveDate::from_ymd_opt(2005, 1, 1).unwrap_or_default();
        let day = start.checked_add_days(Days::new(after)).unwrap_or(start);
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

    fn sentence(&mut self, arabic: bool, words: u64) -> String {
        let mut sentence = String::new();
        self.sentence_into(arabic, words, &mut sentence);
        sentence
    }

    fn sentence_into(&mut self, arabic: bool, words: u64, into: &mut String) {
        let all = u64::try_from(self.latin.len()).unwrap_or(u64::MAX);
        for place in 0..words {
            if place > 0 {
                into.push(' ');
            }
            let number = usize::try_from(self.zipf(all)).unwrap_or(0);
            let words = if arabic { &self.arabic } else { &self.latin };
            into.push_str(words.get(number).map_or("", String::as_str));
        }
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

/// What people type: sixteen lines of one to four words, common and rare, one of them mistyped.
pub(super) fn lines(articles: usize) -> Vec<String> {
    let rare = u64::try_from(70 * articles.isqrt()).unwrap_or(u64::MAX);
    let ranks: [&[u64]; 15] = [
        &[3],
        &[25],
        &[200],
        &[2_000],
        &[rare],
        &[9, 60],
        &[1, 30],
        &[100, 700],
        &[5, 4_000],
        &[1, 30, 5_000],
        &[2, 3, 4],
        &[12, 50, 90],
        &[0, 1, 2, 3],
        &[0, 8, 40, 200],
        &[6, 15, 33, 70],
    ];
    let line = |ranks: &&[u64]| {
        ranks
            .iter()
            .map(|rank| word(*rank))
            .collect::<Vec<_>>()
            .join(" ")
    };
    let mut mistyped = word(600);
    mistyped.remove(3);
    ranks.iter().map(line).chain([mistyped]).collect()
}

/// The word of a rank, the smaller the more common.
pub(super) fn word(rank: u64) -> String {
    spell(&SYLLABLES, rank)
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

/// A number in these digits.
fn spell(digits: &[&str], number: u64) -> String {
    let count = u64::try_from(digits.len()).unwrap_or(1);
    let mut left = number + count;
    let mut word = String::new();
    while left > 0 {
        let at = usize::try_from(left % count).unwrap_or(0);
        word.push_str(digits.get(at).copied().unwrap_or_default());
        left /= count;
    }
    word
}
