//! Tests that a column, a mark or the record decides, without reading any text.

use super::dates;
use super::evaluate::Evaluation;
use super::index::Index;
use super::scan::{self, Interrupted};
use crate::article::Mark;
use crate::query::{Has, State, Test};
use crate::store::Bits;
use crate::text;

/// Articles of `within` that pass; tests of text, looked for elsewhere, and `in:headline`, a mode
/// of the line, pass all.
///
/// # Errors
/// When interrupted.
pub(super) fn passing(
    search: &Evaluation<'_>,
    test: &Test,
    within: &Bits,
) -> Result<Bits, Interrupted> {
    let index = search.index;
    Ok(match test {
        Test::Source(source) => index.sources.passing(source, within),
        Test::Date(test) => {
            let mut found = Bits::with_len(index.len);
            if let Some((span, reading)) = dates::asked_days(test, search.today, search.reading) {
                let lies = |days| dates::lies(days, span, reading);
                found.extend(within.iter().filter(|id| index.days(*id).is_some_and(lies)));
            } else {
                let passes = |date| dates::passes(test, date, search.today, search.reading);
                found.extend(within.iter().filter(|id| passes(index.date(*id))));
            }
            found
        }
        Test::Tag(tag) => {
            let wanted = text::fold(tag);
            let tagged = |mark: &Mark| mark.tags.iter().any(|tag| text::fold(tag) == wanted);
            marked(index, within, tagged)
        }
        Test::Is(State::Read) => marked(index, within, |mark| mark.read),
        Test::Is(State::Unread) => unmarked(index, within, |mark| mark.read),
        Test::Is(State::Starred) => marked(index, within, |mark| mark.starred),
        Test::Is(State::Unjudged) => unmarked(index, within, |mark| mark.verdict.is_some()),
        Test::Verdict(verdict) => marked(index, within, |mark| mark.verdict == Some(*verdict)),
        Test::Has(Has::Note) => marked(index, within, |mark| mark.note.is_some()),
        Test::Has(Has::Comments) => {
            let mut commented = index.commented.clone();
            commented.intersect(within);
            commented
        }
        Test::Mentions(_) | Test::Language(_) | Test::Format(_) | Test::Path(_) => {
            in_record(search, test, within)?
        }
        _ => within.clone(),
    })
}

/// Articles of `within` whose mark passes; articles without a mark do not.
pub(super) fn marked(index: &Index, within: &Bits, passes: impl Fn(&Mark) -> bool) -> Bits {
    let marks = index.marks.iter();
    let passing = marks.filter(|(id, mark)| within.contains(**id) && passes(mark));
    passing.map(|(id, _)| *id).collect()
}

/// Articles of `within` whose mark does not pass, or that have none.
fn unmarked(index: &Index, within: &Bits, passes: impl Fn(&Mark) -> bool) -> Bits {
    let mut rest = within.clone();
    rest.subtract(&marked(index, within, passes));
    rest
}

/// What the record of each article tells: one pass over the batches.
fn in_record(search: &Evaluation<'_>, test: &Test, within: &Bits) -> Result<Bits, Interrupted> {
    let index = search.index;
    let part = match test {
        Test::Path(part) => text::fold(part),
        _ => String::new(),
    };
    scan::filter(
        &index.units,
        within,
        search.interrupted,
        |view| match test {
            Test::Mentions(span) => {
                let span = dates::day_numbers(*span);
                let days = index.mentioned_days(view.id());
                days.iter().any(|days| dates::overlap(*days, span))
            }
            Test::Language(tag) => view
                .with_findings(&index.found_out)
                .language()
                .is_some_and(|language| speaks(language, tag)),
            Test::Format(format) => view.format() == *format,
            Test::Path(_) => text::fold(view.path()).contains(&part),
            _ => false,
        },
    )
}

/// Whether a BCP 47 tag is the asked one or a narrower one: `fa-IR` speaks `fa`.
fn speaks(language: &str, tag: &str) -> bool {
    let Some((start, rest)) = language.split_at_checked(tag.len()) else {
        return false;
    };
    start.eq_ignore_ascii_case(tag) && (rest.is_empty() || rest.starts_with('-'))
}
