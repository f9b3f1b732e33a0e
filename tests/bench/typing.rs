//! Letter to list: lines typed letter by letter, here and in matchers of letters.
//!
//! The reader's answer to a key is whole: hits in date order, counts of both pickers, timeline. A
//! matcher of letters answers with scored headlines. What each finds stands beside its time, for
//! they answer different questions: a line here means its words, there its letters in that order.

use std::sync::Arc;

use chrono::NaiveDate;
use dateline::query;
use dateline::search::{Hits, Index, Order, Request};
use dateline::store::{Batch, Bits};
use dateline::text;
use dateline::timeline::Ask;
use fuzzy_matcher::FuzzyMatcher as _;
use fuzzy_matcher::skim::SkimMatcherV2;
use nucleo::pattern::{CaseMatching, Normalization};
use rayon::prelude::*;

use super::measure::{Times, geometric_mean, say, setting};
use super::{collection, corpus};
use dateline::article::ArticleId;

/// Prints the table.
pub(super) fn table() {
    let headlines = setting("DATELINE_BENCH_HEADLINES", 1_000_000);
    let rounds = setting("DATELINE_BENCH_ROUNDS", 3);
    let batches = collection::headlines(headlines);
    let titles = titles(&batches);
    let lines = corpus::lines(headlines);
    let mut all: Vec<Box<dyn Matcher + '_>> = vec![
        Box::new(Reader::new(&batches)),
        Box::new(Frizbee {
            titles: &titles,
            found: Vec::new(),
        }),
        Box::new(Nucleo::new(&titles)),
        Box::new(Skim {
            titles: &titles,
            found: Vec::new(),
        }),
    ];
    say(&format!(
        "\nletter to list, {headlines} headlines, {} lines typed letter by letter, {rounds} rounds",
        lines.len()
    ));
    say("| line | who | ms a key (median) | worst key | hits | only here | with these letters |");
    say("|---|---|---|---|---|---|---|");
    let mut every = vec![Vec::new(); all.len()];
    let mut ratios = vec![Vec::new(); all.len()];
    for line in &lines {
        let typed = type_line(&mut all, line, rounds);
        let found: Vec<Bits> = all.iter_mut().map(|one| one.found()).collect();
        let whole = literal(&titles, line);
        for (at, (one, keys)) in all.iter().zip(&typed).enumerate() {
            let medians: Vec<f64> = keys.iter().map(Times::median).collect();
            let first = typed.first().into_iter().flatten();
            if let (Some(every), Some(ratios)) = (every.get_mut(at), ratios.get_mut(at)) {
                let ratio = medians
                    .iter()
                    .zip(first)
                    .map(|(one, ours)| one / ours.median());
                ratios.extend(ratio);
                every.extend(medians.iter().copied());
            }
            let who = format!("{line} | {}", one.name());
            say(&row(&who, &medians, (at, &found), &whole));
        }
    }
    for ((one, every), ratios) in all.iter().zip(&mut every).zip(ratios) {
        let mean = geometric_mean(every.iter().copied());
        let ratio = geometric_mean(ratios);
        every.sort_by(f64::total_cmp);
        let middle = every.get(every.len() / 2).copied().unwrap_or_default();
        let worst = every.last().copied().unwrap_or_default();
        say(&format!(
            "{:14} all keys: median {middle:.2} ms, geometric mean {mean:.2} ms, worst {worst:.2} \
             ms; the reader is {ratio:.1} times as fast (geometric mean over keys)",
            one.name()
        ));
    }
}

/// Prints how a key grows with the collection.
pub(super) fn growth() {
    let mut sizes = vec![10_000, 100_000, 1_000_000];
    if setting("DATELINE_BENCH_LARGE", 0) > 0 {
        sizes.push(10_000_000);
    }
    say("\nletter to list by size of the collection, ms a key");
    say("| headlines | median | geometric mean | worst | empty line |");
    say("|---|---|---|---|---|");
    for headlines in sizes {
        let mut reader = Reader::new(&collection::headlines(headlines));
        let mut keys = Vec::new();
        let mut empty = Times::default();
        for line in corpus::lines(headlines) {
            let mut rounds: Vec<Times> = Vec::new();
            for _ in 0..3 {
                reader.begin();
                for (key, start) in starts(&line).enumerate() {
                    if rounds.len() == key {
                        rounds.push(Times::default());
                    }
                    if let Some(times) = rounds.get_mut(key) {
                        times.of(|| reader.type_to(start));
                    }
                }
            }
            reader.begin();
            empty.of(|| reader.type_to(""));
            keys.extend(rounds.iter().map(Times::median));
        }
        keys.sort_by(f64::total_cmp);
        say(&format!(
            "| {headlines} | {:.2} | {:.2} | {:.2} | {:.2} |",
            keys.get(keys.len() / 2).copied().unwrap_or_default(),
            geometric_mean(keys.iter().copied()),
            keys.last().copied().unwrap_or_default(),
            empty.median(),
        ));
    }
}

/// Types a line in every matcher, one matcher after the other, `rounds` times; for each matcher
/// the times of each key.
fn type_line(all: &mut [Box<dyn Matcher + '_>], line: &str, rounds: usize) -> Vec<Vec<Times>> {
    let keys = starts(line).count();
    let mut typed = vec![vec![Times::default(); keys]; all.len()];
    for _ in 0..rounds {
        for (one, times) in all.iter_mut().zip(&mut typed) {
            one.begin();
            for (start, times) in starts(line).zip(times) {
                times.of(|| one.type_to(start));
            }
        }
    }
    typed
}

/// What stands in the line after each key.
fn starts(line: &str) -> impl Iterator<Item = &str> {
    line.char_indices()
        .filter_map(|(at, c)| line.get(..at + c.len_utf8()))
}

/// A row for what one of them found, of what all of them found.
fn row(who: &str, medians: &[f64], (at, found): (usize, &[Bits]), whole: &Bits) -> String {
    let mut sorted = medians.to_vec();
    sorted.sort_by(f64::total_cmp);
    let own = found.get(at).cloned().unwrap_or_default();
    let mut only = own.clone();
    for (other, found) in found.iter().enumerate() {
        if other != at {
            only.subtract(found);
        }
    }
    format!(
        "| {who} | {:.2} | {:.2} | {} | {} | {} of {} |",
        sorted.get(sorted.len() / 2).copied().unwrap_or_default(),
        sorted.last().copied().unwrap_or_default(),
        own.count(),
        only.count(),
        own.count_common(whole),
        whole.count(),
    )
}

/// Headlines that hold every word of the line as it is written.
fn literal(titles: &[String], line: &str) -> Bits {
    let words: Vec<&str> = line.split_whitespace().collect();
    let holds = |title: &String| words.iter().all(|word| title.contains(word));
    let ids = (0u32..).map(ArticleId).zip(titles);
    ids.filter(|(_, title)| holds(title))
        .map(|(id, _)| id)
        .collect()
}

/// The headlines, folded beforehand: that is not part of a key.
fn titles(batches: &[Arc<Batch>]) -> Vec<String> {
    let arenas = batches.iter().flat_map(|batch| {
        (0..batch.len()).filter_map(|row| batch.arena().get(batch.arena_range(row)))
    });
    arenas.map(text::fold).collect()
}

/// Something that is typed into.
trait Matcher {
    fn name(&self) -> &'static str;
    /// A new line is begun.
    fn begin(&mut self) {}
    /// A key was pressed; this is the line now.
    fn type_to(&mut self, line: &str);
    /// What the last key found.
    fn found(&mut self) -> Bits;
}

/// This program.
pub(super) struct Reader {
    index: Index,
    generation: u64,
    answer: Option<Hits>,
}

impl Reader {
    pub(super) fn new(batches: &[Arc<Batch>]) -> Self {
        let mut index = Index::new();
        for batch in batches {
            index.append(batch);
        }
        let mut reader = Self {
            index,
            generation: 0,
            answer: None,
        };
        reader.type_to("");
        reader
    }

    /// The request for a line.
    pub(super) fn request(&mut self, line: &str) -> Request {
        self.generation += 1;
        Request {
            generation: self.generation,
            query: Arc::new(query::parse(line).query),
            order: Order::Date,
            keep: Vec::new(),
            today: NaiveDate::default(),
            chart: Ask {
                columns: 90,
                ..Ask::default()
            },
        }
    }

    /// Forgets what earlier answers told.
    pub(super) fn forget(&mut self) {
        self.index.forget();
    }

    /// Asks, and tells of every answer.
    pub(super) fn ask(&mut self, request: &Request, tell: &mut dyn FnMut(&Hits)) {
        let answer = &mut self.answer;
        self.index.search(request, &|| false, &mut |hits| {
            tell(&hits);
            *answer = Some(hits);
        });
    }
}

impl Matcher for Reader {
    fn name(&self) -> &'static str {
        "dateline"
    }

    fn begin(&mut self) {
        self.forget();
    }

    fn type_to(&mut self, line: &str) {
        let request = self.request(line);
        self.ask(&request, &mut |_| {});
    }

    fn found(&mut self) -> Bits {
        let answer = self.answer.as_ref();
        answer.map(|hits| (*hits.set).clone()).unwrap_or_default()
    }
}

/// Smith-Waterman over every headline, on every core.
struct Frizbee<'a> {
    titles: &'a [String],
    found: Vec<frizbee::Match>,
}

impl Matcher for Frizbee<'_> {
    fn name(&self) -> &'static str {
        "frizbee"
    }

    fn type_to(&mut self, line: &str) {
        let mut matcher = frizbee::Matcher::from_query(line, &frizbee::Config::default());
        self.found = matcher.match_list_parallel(self.titles, 0);
    }

    fn found(&mut self) -> Bits {
        self.found
            .iter()
            .map(|found| ArticleId(found.index))
            .collect()
    }
}

/// The matcher of an editor, with its own threads; a longer line narrows what was found.
struct Nucleo {
    matcher: nucleo::Nucleo<u32>,
    typed: String,
}

impl Nucleo {
    fn new(titles: &[String]) -> Self {
        let config = nucleo::Config::DEFAULT;
        let mut matcher = nucleo::Nucleo::new(config, Arc::new(|| {}), None, 1);
        let injector = matcher.injector();
        for (id, title) in (0u32..).zip(titles) {
            injector.push(id, |_, columns| {
                if let Some(column) = columns.first_mut() {
                    *column = title.as_str().into();
                }
            });
        }
        while matcher.tick(1_000).running {}
        Self {
            matcher,
            typed: String::new(),
        }
    }
}

impl Matcher for Nucleo {
    fn name(&self) -> &'static str {
        "nucleo"
    }

    fn begin(&mut self) {
        self.type_to("");
    }

    fn type_to(&mut self, line: &str) {
        let longer = line.starts_with(&self.typed);
        self.matcher
            .pattern
            .reparse(0, line, CaseMatching::Smart, Normalization::Smart, longer);
        line.clone_into(&mut self.typed);
        while self.matcher.tick(1_000).running {}
    }

    fn found(&mut self) -> Bits {
        let items = self.matcher.snapshot().matched_items(..);
        items.map(|item| ArticleId(*item.data)).collect()
    }
}

/// fuzzy-matcher on every headline, every word, on every core.
struct Skim<'a> {
    titles: &'a [String],
    found: Vec<(i64, u32)>,
}

impl Matcher for Skim<'_> {
    fn name(&self) -> &'static str {
        "fuzzy-matcher"
    }

    fn type_to(&mut self, line: &str) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let matcher = SkimMatcherV2::default();
        let score = |title: &str| {
            words
                .iter()
                .try_fold(0, |sum, word| Some(sum + matcher.fuzzy_match(title, word)?))
        };
        let titles = self.titles.par_iter().enumerate();
        let mut found: Vec<(i64, u32)> = titles
            .filter_map(|(id, title)| Some((-score(title)?, u32::try_from(id).ok()?)))
            .collect();
        found.par_sort_unstable();
        self.found = found;
    }

    fn found(&mut self) -> Bits {
        self.found.iter().map(|(_, id)| ArticleId(*id)).collect()
    }
}
