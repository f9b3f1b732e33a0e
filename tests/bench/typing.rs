//! Letter to list: lines typed letter by letter, here and in matchers of letters.
//!
//! The reader's answer to a key is whole: hits in date order, counts of both pickers, timeline. A
//! matcher of letters answers with scored headlines. What each finds stands beside its time, for
//! they answer different questions: a line here means its words, there its letters in that order.

use std::sync::Arc;

use dateline::article::ArticleId;
use dateline::store::{Batch, Bits};
use dateline::text;

use super::loading::Loader;
use super::matchers::{Frizbee, Matcher, Nucleo, Reader, Skim};
use super::measure::{Times, geometric_mean, say, setting};
use super::{collection, corpus};

/// Prints the table.
pub(super) fn table() {
    let headlines = setting("DATELINE_BENCH_HEADLINES", 1_000_000);
    let rounds = setting("DATELINE_BENCH_ROUNDS", 3);
    let batches = collection::headlines(headlines);
    let titles = titles(&batches);
    let lines = corpus::lines(headlines);
    let mut all: Vec<Box<dyn Matcher + '_>> = vec![
        Box::new(Reader::new(&batches)),
        Box::new(Frizbee::new(&titles)),
        Box::new(Nucleo::new(&titles)),
        Box::new(Skim::new(&titles)),
    ];
    say(&format!(
        "\nletter to list, {headlines} headlines, {} lines typed letter by letter, {rounds} rounds \
         (the slowest matchers take part in fewer, as the last table says)",
        lines.len()
    ));
    say("| line | who | ms a key (median) | worst key | hits | only here | with these letters |");
    say("|---|---|---|---|---|---|---|");
    let mut sums = vec![Sum::default(); all.len()];
    for line in &lines {
        let typed = type_line(&mut all, line, rounds);
        let found: Vec<Bits> = all.iter_mut().map(|one| one.found()).collect();
        let whole = literal(&titles, line);
        let ours: Vec<f64> = typed
            .first()
            .into_iter()
            .flatten()
            .map(Times::median)
            .collect();
        for (at, ((one, keys), sum)) in all.iter().zip(&typed).zip(&mut sums).enumerate() {
            let medians: Vec<f64> = keys.iter().map(Times::median).collect();
            let part = Part::of((at, &found), &whole);
            sum.add(&medians, &ours, part);
            say(&row(&format!("{line} | {}", one.name()), &medians, part));
        }
    }
    say_sums(&all, sums, rounds);
    drop(all);
    while_loading(&batches, &lines, rounds);
}

/// Prints what each took and found over all lines.
fn say_sums(all: &[Box<dyn Matcher + '_>], sums: Vec<Sum>, rounds: usize) {
    say(
        "\n| who | rounds | ms a key: median | geometric mean | worst | the reader is faster \
         (geometric mean) | hits | only here | of those with these letters |",
    );
    say("|---|---|---|---|---|---|---|---|---|");
    for (one, mut sum) in all.iter().zip(sums) {
        let part = sum.part;
        say(&format!(
            "| {} | {} | {:.2} | {:.2} | {:.2} | {:.1}x | {} | {} | {} of {} |",
            one.name(),
            one.rounds(rounds),
            middle(&mut sum.keys),
            geometric_mean(sum.keys.iter().copied()),
            sum.keys.last().copied().unwrap_or_default(),
            geometric_mean(sum.ratios),
            part.hits,
            part.only,
            part.literal,
            part.all_literal,
        ));
    }
}

/// The same lines in the reader alone while files are read beside, and while articles come: every
/// key waits first as long as the searcher takes articles in at a time.
fn while_loading(batches: &[Arc<Batch>], lines: &[String], rounds: usize) {
    let mut reader = Reader::new(batches);
    let loader = Loader::start();
    reader.hold = Some(loader.hold());
    let keys = medians(&mut reader, lines, (rounds, |_| {}));
    let read = loader.stop();
    say_loading(
        &format!("while files are read ({read} meanwhile)"),
        rounds,
        keys,
    );
    drop(reader);
    // So many that there are always more.
    let (there, coming) = batches.split_at(batches.len() / 2);
    let mut reader = Reader::new(there);
    reader.expect(coming);
    let loader = Loader::start();
    reader.hold = Some(loader.hold());
    let keys = medians(&mut reader, lines, (rounds, Reader::take_in_some));
    loader.stop();
    say_loading("while files are read and articles come", rounds, keys);
}

/// For each key of some lines its middle time, what is done `before` it included.
fn medians(
    reader: &mut Reader,
    lines: &[String],
    (rounds, before): (usize, fn(&mut Reader)),
) -> Vec<f64> {
    let mut keys = Vec::new();
    for line in lines {
        let mut typed = vec![Times::default(); starts(line).count()];
        for _ in 0..rounds {
            reader.forget();
            for (start, times) in starts(line).zip(&mut typed) {
                times.of(|| {
                    before(reader);
                    reader.type_to(start);
                });
            }
        }
        keys.extend(typed.iter().map(Times::median));
    }
    keys
}

fn say_loading(how: &str, rounds: usize, mut keys: Vec<f64>) {
    say(&format!(
        "| dateline {how} | {rounds} | {:.2} | {:.2} | {:.2} |",
        middle(&mut keys),
        geometric_mean(keys.iter().copied()),
        keys.last().copied().unwrap_or_default(),
    ));
}

/// Sorts numbers; the middle one.
fn middle(numbers: &mut [f64]) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or_default()
}

/// What one of them took and found, over all lines.
#[derive(Clone, Debug, Default)]
struct Sum {
    keys: Vec<f64>,
    ratios: Vec<f64>,
    part: Part,
}

impl Sum {
    fn add(&mut self, medians: &[f64], ours: &[f64], part: Part) {
        self.keys.extend(medians);
        self.ratios
            .extend(medians.iter().zip(ours).map(|(one, ours)| one / ours));
        self.part.hits += part.hits;
        self.part.only += part.only;
        self.part.literal += part.literal;
        self.part.all_literal += part.all_literal;
    }
}

/// What one of them found.
#[derive(Clone, Copy, Debug, Default)]
struct Part {
    hits: usize,
    /// That nobody else found.
    only: usize,
    /// That hold every word of the line as it is written, of so many.
    literal: usize,
    all_literal: usize,
}

impl Part {
    /// Of what all of them found, by one's place among them.
    fn of((at, found): (usize, &[Bits]), whole: &Bits) -> Self {
        let own = found.get(at).cloned().unwrap_or_default();
        let mut only = own.clone();
        for (other, found) in found.iter().enumerate() {
            if other != at {
                only.subtract(found);
            }
        }
        Self {
            hits: own.count(),
            only: only.count(),
            literal: own.count_common(whole),
            all_literal: whole.count(),
        }
    }
}

/// Prints how a key grows with the collection.
pub(super) fn growth() {
    say(
        "\nletter to list by size of the collection, ms a key; all: counts, bars and list of everything",
    );
    say("| headlines | median | geometric mean | worst | all |");
    say("|---|---|---|---|---|");
    for headlines in [10_000, 100_000, 1_000_000, 10_000_000] {
        let free = free_bytes().unwrap_or(0);
        if headlines > 1_000_000 && free < headlines * BYTES_A_HEADLINE {
            say(&format!(
                "| {headlines} | skipped: {} GB of memory are free |",
                free >> 30
            ));
            continue;
        }
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

/// Memory that a headline takes here, made, kept and indexed.
const BYTES_A_HEADLINE: usize = 1_200;

/// Memory that is free, where the system tells.
fn free_bytes() -> Option<usize> {
    let told = std::fs::read_to_string("/proc/meminfo").ok()?;
    let line = told.lines().find(|line| line.starts_with("MemAvailable"))?;
    let kilobytes: usize = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes << 10)
}

/// Types a line in every matcher, one matcher after the other, as many times as each takes part;
/// for each matcher the times of each key.
fn type_line(all: &mut [Box<dyn Matcher + '_>], line: &str, rounds: usize) -> Vec<Vec<Times>> {
    let keys = starts(line).count();
    let mut typed = vec![vec![Times::default(); keys]; all.len()];
    for round in 0..rounds {
        let taking_part = all.iter_mut().zip(&mut typed);
        for (one, times) in taking_part.filter(|(one, _)| round < one.rounds(rounds)) {
            one.begin();
            for (start, times) in starts(line).zip(times) {
                times.of(|| one.type_to(start));
            }
        }
    }
    typed
}

/// What stands in the line after each key.
pub(super) fn starts(line: &str) -> impl Iterator<Item = &str> {
    line.char_indices()
        .filter_map(|(at, c)| line.get(..at + c.len_utf8()))
}

/// A row for one line in one of them.
fn row(who: &str, medians: &[f64], part: Part) -> String {
    let mut sorted = medians.to_vec();
    format!(
        "| {who} | {:.2} | {:.2} | {} | {} | {} of {} |",
        middle(&mut sorted),
        sorted.last().copied().unwrap_or_default(),
        part.hits,
        part.only,
        part.literal,
        part.all_literal,
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
