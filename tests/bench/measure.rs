//! Times of one thing done again and again, and tables of them.

use std::io::Write as _;
use std::time::Duration;

use dateline::runtime::clock;

/// How long each time took.
#[derive(Clone, Debug, Default)]
pub(super) struct Times {
    all: Vec<Duration>,
}

impl Times {
    /// Does it once and notes how long it took.
    pub(super) fn of<T>(&mut self, work: impl FnOnce() -> T) -> T {
        let began = clock::now();
        let done = work();
        self.all.push(clock::now() - began);
        done
    }

    /// Notes a time.
    pub(super) fn note(&mut self, time: Duration) {
        self.all.push(time);
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.all.len()
    }

    /// The middle one, in milliseconds.
    pub(super) fn median(&self) -> f64 {
        self.part(1, 2)
    }

    /// The one that 99 of 100 do not exceed.
    pub(super) fn p99(&self) -> f64 {
        self.part(99, 100)
    }

    /// The shortest.
    pub(super) fn least(&self) -> f64 {
        self.part(0, 1)
    }

    /// The longest.
    pub(super) fn longest(&self) -> f64 {
        self.part(1, 1)
    }

    fn part(&self, of: usize, parts: usize) -> f64 {
        let mut sorted = self.all.clone();
        sorted.sort_unstable();
        let at = (sorted.len() * of / parts).min(sorted.len().saturating_sub(1));
        sorted.get(at).map_or(0.0, |time| time.as_secs_f64() * 1e3)
    }
}

/// The geometric mean; zero of nothing.
pub(super) fn geometric_mean(numbers: impl IntoIterator<Item = f64>) -> f64 {
    let (sum, count) = numbers
        .into_iter()
        .fold((0.0, 0.0), |(sum, count), number| {
            (sum + number.max(1e-9).ln(), count + 1.0)
        });
    if count > 0.0 {
        f64::exp(sum / count)
    } else {
        0.0
    }
}

/// Writes a line of a table.
pub(super) fn say(line: &str) {
    // Nobody to tell if that fails.
    let _written = writeln!(std::io::stdout(), "{line}");
}

/// A number from the environment.
pub(super) fn setting(name: &str, otherwise: usize) -> usize {
    std::env::var(name)
        .ok()
        .and_then(|value| value.parse().ok())
        .unwrap_or(otherwise)
}

/// Whether a line of a table is asked for: all are, unless the environment names a part of one.
pub(super) fn chosen(line: &str) -> bool {
    std::env::var("DATELINE_BENCH_LINE").map_or(true, |part| line.contains(&part))
}
