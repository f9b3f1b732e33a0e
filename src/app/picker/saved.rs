//! Rows of saved filters, by name.

use super::{Note, Row, Target};
use crate::query::Saved;
use crate::text;

/// The filters in whose name or line every typed word occurs.
pub(super) fn rows(saved: &Saved, typed: &str) -> Vec<Row> {
    let typed = text::fold(typed);
    let words: Vec<&str> = typed.split_whitespace().collect();
    let fits = |(name, line): &(&str, &str)| {
        let folded = text::fold(&format!("@{name} {line}"));
        words.iter().all(|word| folded.contains(word))
    };
    let found = saved.iter().filter(fits);
    found
        .map(|(name, line)| Row {
            note: Note::Words(line.to_owned()),
            ..Row::of(format!("@{name}"), Target::Saved(name.to_owned()))
        })
        .collect()
}
