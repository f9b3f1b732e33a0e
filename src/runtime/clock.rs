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
