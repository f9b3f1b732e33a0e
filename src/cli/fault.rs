//! What is said when the program itself is at fault.
//!
//! A panic while a file is read costs that file and is told as its issue, so it is not told here a
//! second time; the reader has its own way, because it has a screen to give back first.

use std::panic;
use std::sync::{Arc, Mutex, PoisonError};

use super::output;

/// The last panic, in words; empty while there was none.
pub(super) type Last = Arc<Mutex<String>>;

/// From now on panics are kept, not printed.
pub(super) fn silence() -> Last {
    let last = Last::default();
    let kept = Arc::clone(&last);
    panic::set_hook(Box::new(move |panic| {
        *kept.lock().unwrap_or_else(PoisonError::into_inner) = panic.to_string();
    }));
    last
}

/// Tells standard error the last panic, unless whoever took over the telling did.
pub(super) fn tell(last: &Last) {
    let said = last.lock().unwrap_or_else(PoisonError::into_inner);
    if !said.is_empty() {
        output::tell(&format!("a fault in the program: {said}"));
    }
}
