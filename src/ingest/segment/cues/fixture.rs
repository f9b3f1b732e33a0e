//! Paragraphs in which the tests of cues look.

use super::{Cue, Sheet, sheets};
use crate::ingest::segment::lines;

/// Prose before the line that a test is about.
pub(super) const BEFORE: &str = "The harbour of the old town was closed on Monday after a storm had torn three fishing boats from their moorings.";
/// Prose behind it.
const AFTER: &str = "Harbour master Ines Moura said the boats belonged to one family, and that divers would look for them at dawn.";

/// The sheet of a line between two paragraphs.
pub(super) fn between(line: &str) -> Sheet {
    let text = format!("{BEFORE}\n\n{line}\n\n{AFTER}");
    let (units, _) = lines::units(&text);
    sheets(&text, &units).swap_remove(1)
}

/// Whether a line that stands alone shows a cue.
pub(super) fn shows(line: &str, cue: Cue) -> bool {
    let (units, _) = lines::units(line);
    sheets(line, &units).iter().any(|sheet| sheet.has(cue))
}
