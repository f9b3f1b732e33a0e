//! How far reading is, in plain words: files, speed, the time left, and what was left out.

use std::sync::Arc;
use std::time::Duration;

use crate::app::moment::grouped;
use crate::ingest::{Progress, Report};

/// How far reading is after some time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SoFar {
    /// How far.
    pub progress: Progress,
    /// How long that took.
    pub elapsed: Duration,
}

impl SoFar {
    /// Time before which nothing is said of how fast it goes: the first files tell little.
    const EARLY: Duration = Duration::from_secs(1);

    fn files(self) -> String {
        let Progress {
            files_read,
            files_found,
            ..
        } = self.progress;
        format!("{} files of {}", grouped(files_read), grouped(files_found))
    }

    /// Articles a second, and seconds left as far as the bytes to come can tell.
    fn speed(self) -> Option<String> {
        let milliseconds = usize::try_from(self.elapsed.as_millis()).ok()?;
        let articles = self.progress.articles.saturating_mul(1000);
        let rate = articles.checked_div(milliseconds)?;
        if self.elapsed < Self::EARLY || rate == 0 {
            return None;
        }
        let left = self.left().map(|seconds| match seconds {
            0..=90 => format!(", {seconds} s left"),
            _ => format!(", {} min left", seconds.div_ceil(60)),
        });
        Some(format!(
            "{} a second{}",
            grouped(rate),
            left.unwrap_or_default()
        ))
    }

    /// Whole seconds until all is read, if it goes on like this.
    fn left(self) -> Option<u64> {
        let Progress {
            bytes, bytes_found, ..
        } = self.progress;
        let to_come = bytes_found?.checked_sub(bytes).filter(|_| bytes > 0)?;
        let elapsed = u64::try_from(self.elapsed.as_millis()).ok()?;
        // Half a million terabytes fit before this overflows.
        let milliseconds = to_come.checked_mul(elapsed)?.checked_div(bytes)?;
        Some(milliseconds.div_ceil(1000))
    }
}

/// How far reading is.
#[derive(Clone, Debug, Default)]
pub enum Loading {
    /// Nothing was heard of it yet.
    #[default]
    Begun,
    /// So far.
    Reading(SoFar),
    /// The reader stopped it; the loader has not ended yet.
    Stopping(SoFar),
    /// It has ended.
    Ended(Arc<Report>),
}

impl Loading {
    /// Whether articles may still come.
    pub fn is_going_on(&self) -> bool {
        !matches!(self, Self::Ended(_))
    }

    /// It has come so far.
    pub fn go_on(&mut self, so_far: SoFar) {
        *self = match self {
            Self::Stopping(_) => Self::Stopping(so_far),
            _ => Self::Reading(so_far),
        };
    }

    /// The reader wants it stopped.
    pub fn stop(&mut self) {
        if let Self::Reading(so_far) = self {
            *self = Self::Stopping(*so_far);
        }
    }

    /// What the header says of it; empty once all is read.
    pub fn words(&self) -> String {
        match self {
            Self::Begun => "reading".to_owned(),
            Self::Reading(so_far) => {
                let speed = so_far.speed().map(|speed| format!(", {speed}"));
                format!("reading {}{}", so_far.files(), speed.unwrap_or_default())
            }
            Self::Stopping(so_far) => format!("stopping at {}", so_far.files()),
            Self::Ended(report) => told(report),
        }
    }
}

/// What reading had to leave out or mend, so that nothing is hidden.
fn told(report: &Report) -> String {
    let count = |n: usize, what: &str| (n > 0).then(|| format!("{} {what}", grouped(n)));
    let stopped = report.stopped.then(|| "reading was stopped".to_owned());
    let skipped = count(report.skipped.len(), "skipped");
    let repaired = count(report.repaired.len(), "repaired");
    let unmet = count(report.unmet.len(), "mapped in vain");
    let told: Vec<String> = [stopped, skipped, repaired, unmet]
        .into_iter()
        .flatten()
        .collect();
    told.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_says_how_fast_it_goes_once_that_is_known() {
        let words = |bytes_found, seconds| {
            let progress = Progress {
                files_found: 4_000,
                files_read: 1_000,
                articles: 1_000,
                bytes: 3_000_000,
                bytes_found,
            };
            let elapsed = Duration::from_secs(seconds);
            Loading::Reading(SoFar { progress, elapsed }).words()
        };
        let files = "reading 1,000 files of 4,000";
        assert_eq!(words(Some(12_000_000), 0), files);
        assert_eq!(words(None, 2), format!("{files}, 500 a second"));
        let left = format!("{files}, 500 a second, 6 s left");
        assert_eq!(words(Some(12_000_000), 2), left);
        let left = format!("{files}, 10 a second, 5 min left");
        assert_eq!(words(Some(12_000_000), 100), left);
    }
}
