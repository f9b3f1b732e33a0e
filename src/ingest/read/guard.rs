//! A reading rule that panics costs the file it read, and nothing else.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::text;

/// Runs a task; a panic in it becomes a message.
pub(super) fn guarded<T>(task: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(task)).unwrap_or_else(|payload| Err(fault(payload.as_ref())))
}

fn fault(payload: &(dyn Any + Send)) -> String {
    let said = payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message");
    format!(
        "a fault of dateline while reading it: {}",
        text::sanitise_line(said)
    )
}

/// Panics when a debug build was started with `DATELINE_FAULT=panic:file:NAME` and the path ends
/// so, for tests of what a fault costs.
#[cfg(debug_assertions)]
pub(super) fn trip(path: &str) {
    let wanted = std::env::var("DATELINE_FAULT").unwrap_or_default();
    let name = wanted.strip_prefix("panic:file:");
    assert!(
        !name.is_some_and(|name| path.ends_with(name)),
        "asked to panic while reading \x1b[2J{path}"
    );
}

/// Nothing in release builds.
#[cfg(not(debug_assertions))]
pub(super) fn trip(_path: &str) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_reason() {
        let silent = std::panic::take_hook();
        std::panic::set_hook(Box::new(|_| {}));
        let got: Result<(), String> = guarded(|| panic!("no \x1b[2J rule"));
        std::panic::set_hook(silent);
        let message = got.unwrap_err();
        assert!(message.contains("a fault of dateline"), "{message}");
        assert!(!message.contains('\x1b'), "{message:?}");
    }
}
