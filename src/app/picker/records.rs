//! Rows of languages, formats, tags and verdicts: most articles first in each.

use super::{Row, Target};
use crate::article::{Format, Mark, Verdict, VerdictNames};
use crate::query::Test;
use crate::search::{RecordCounts, ValueCount};
use crate::store::View;
use crate::text;

/// The values in whose rows every typed word occurs.
pub(super) fn rows(counts: &RecordCounts, typed: &str, names: &VerdictNames) -> Vec<Row> {
    let typed = text::fold(typed);
    let words: Vec<&str> = typed.split_whitespace().collect();
    let language = |value: &str| Some(Test::Language(value.to_owned()));
    let tag = |value: &str| Some(Test::Tag(value.to_owned()));
    let format = |value: &str| {
        let known = Format::ALL.into_iter().find(|known| known.name() == value);
        known.map(Test::Format)
    };
    let verdict = |value: &str| {
        let known = Verdict::ALL.into_iter().find(|known| known.name() == value);
        known.map(Test::Verdict)
    };
    let mut rows = Vec::new();
    let mut add = |kind: &str, values: &[ValueCount], test: &dyn Fn(&str) -> Option<Test>| {
        for row in values {
            let Some(test) = test(&row.value) else {
                continue;
            };
            let value = match &test {
                Test::Verdict(verdict) => names.of(*verdict),
                _ => &row.value,
            };
            let label = format!("{kind} {value}");
            let folded = text::fold(&label);
            if words.iter().all(|word| folded.contains(word)) {
                rows.push(Row {
                    count: Some(row.count),
                    ..Row::of(label, Target::Test(test))
                });
            }
        }
    };
    add("language", &counts.languages, &language);
    add("format", &counts.formats, &format);
    add("tag", &counts.tags, &tag);
    add("verdict", &counts.verdicts, &verdict);
    rows
}

/// Whether an article is one of a row's.
pub(super) fn fits(test: &Test, view: View<'_>, mark: &Mark) -> bool {
    match test {
        Test::Language(language) => view.language() == Some(language),
        Test::Format(format) => view.format() == *format,
        Test::Tag(tag) => mark.tags.contains(tag),
        Test::Verdict(verdict) => mark.verdict == Some(*verdict),
        _ => false,
    }
}
