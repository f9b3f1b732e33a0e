//! Tests that a column, a mark or the record decides, without reading any text.

use rayon::prelude::*;

use super::dates::{self, Days};
use super::evaluate::Evaluation;
use super::index::{Index, NO_DAYS};
use super::leaf::Scanned;
use super::records::speaks;
use super::scan::{self, Interrupted};
use crate::article::Mark;
use crate::query::{DateTest, Has, State, Test};
use crate::store::{Bits, DateCell};
use crate::text;

/// Articles that pass; tests of text, looked for elsewhere, and `in:headline`, a mode of the line,
/// pass all.
pub(super) fn passing(search: &Evaluation<'_>, test: &Test) -> Bits {
    let index = search.index;
    let within = &search.everything;
    match test {
        Test::Source(source) => index.sources.passing(source),
        Test::Date(test) => dated(search, test),
        Test::Tag(tag) => {
            let wanted = text::fold(tag);
            index.records.tags.passing(|tag| tag == wanted)
        }
        Test::Is(State::Read) => marked(index, within, |mark| mark.read),
        Test::Is(State::Unread) => unmarked(index, within, |mark| mark.read),
        Test::Is(State::Starred) => marked(index, within, |mark| mark.starred),
        Test::Is(State::Unjudged) => unmarked(index, within, |mark| mark.verdict.is_some()),
        Test::Is(State::Copy) => index.copies.clone(),
        Test::Is(State::Version) => index.versions.clone(),
        Test::Verdict(verdict) => index
            .records
            .verdicts
            .passing(|name| name == verdict.name()),
        Test::Has(Has::Note) => marked(index, within, |mark| mark.note.is_some()),
        Test::Language(tag) => {
            let languages = &index.records.languages;
            languages.passing(|language| speaks(language, tag))
        }
        Test::Format(format) => index.records.formats.passing(|name| name == format.name()),
        Test::Has(Has::Comments) => index.commented.clone(),
        _ => within.clone(),
    }
}

/// Cells of a column that one core looks at sooner than two share them.
const MANY: usize = 1 << 16;

/// The articles whose cell of a column passes: a pass over it, on all cores where it is long.
pub(super) fn cells_passing<T: Sync>(column: &[T], passes: impl Fn(&T) -> bool + Sync) -> Bits {
    let word = |cells: &[T]| {
        let cells = cells.iter().rev();
        cells.fold(0_u64, |word, cell| word << 1 | u64::from(passes(cell)))
    };
    Bits::of_words(if column.len() < MANY {
        column.chunks(64).map(word).collect()
    } else {
        let chunks = column.par_chunks(64).with_min_len(MANY / 64);
        chunks.map(word).collect()
    })
}

/// Articles whose date passes.
fn dated(search: &Evaluation<'_>, test: &DateTest) -> Bits {
    let (index, today, reading) = (search.index, search.today, search.reading);
    let Some((span, reading)) = dates::asked_days(test, today, reading) else {
        let passes = |date: &DateCell| dates::passes(test, *date, today, reading);
        return cells_passing(&index.dates, passes);
    };
    let lies = |days: &Days| *days != NO_DAYS && dates::lies(*days, span, reading);
    cells_passing(&index.days, lies)
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

/// Whether the record of the article itself tells, rather than a column.
pub(super) fn is_in_record(test: &Test) -> bool {
    matches!(test, Test::Mentions(_) | Test::Path(_))
}

/// What the records tell: a pass over those not looked at yet.
///
/// # Errors
/// When interrupted.
pub(super) fn read_records(
    search: &Evaluation<'_>,
    test: &Test,
    unknown: &Bits,
    scanned: &mut Scanned,
) -> Result<(), Interrupted> {
    let index = search.index;
    let part = match test {
        Test::Path(part) => text::fold(part),
        _ => String::new(),
    };
    scan::filter(search.task(unknown), scanned, |view| match test {
        Test::Mentions(span) => {
            let span = dates::day_numbers(*span);
            let mut days = Vec::new();
            index.mentioned_days(view.id(), &mut days);
            days.iter().any(|days| dates::overlap(*days, span))
        }
        Test::Path(_) => text::fold(view.path()).contains(&part),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::ArticleId;

    #[test]
    fn cells_are_passed_one_by_one_however_many() {
        for len in [0_u32, 1, 64, 65, 200_000] {
            let column: Vec<u32> = (0..len).collect();
            let expected: Bits = (0..len).filter(|id| id % 3 == 1).map(ArticleId).collect();
            assert_eq!(cells_passing(&column, |id| id % 3 == 1), expected, "{len}");
        }
    }
}
