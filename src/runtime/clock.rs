//! The only place that reads the clock.
//!
//! The day is told to the application as a message and used for relative spans (`last-30d`)
//! alone: it decides nothing about an article. Whatever waits, waits by the monotonic clock.

use std::time::Instant;

use chrono::NaiveDate;

/// Now, on a clock that never jumps.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the one module that may read the clock"
)]
pub fn now() -> Instant {
    Instant::now()
}

/// Today's date where the reader is.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the one module that may read the clock"
)]
pub fn today() -> NaiveDate {
    chrono::Local::now().date_naive()
}

/// This moment as RFC 3339 in UTC, to the second, for what is written to a file.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the one module that may read the clock"
)]
pub fn timestamp() -> String {
    chrono::Utc::now().format("%Y-%m-%dT%H:%M:%SZ").to_string()
}
