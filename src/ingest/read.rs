//! The drive: files found, opened, decoded and read on every core, handed over in order.

use std::sync::atomic::AtomicBool;

use super::{Event, Input, Options, Report};

/// See [`super::read`].
pub(super) fn run(
    _inputs: &[Input],
    _options: &Options,
    _stop: &AtomicBool,
    _sink: &mut dyn FnMut(Event),
) -> Report {
    Report::default()
}
