//! From bars to a `date:` test and back.
//!
//! Promises: the test of some bars finds exactly the articles that stand in them, and
//! [`bars_of`] finds these bars again; bars shorter than a day make a span by the clock.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::{Bar, Chart, Step};
use crate::query::{ClockSpan, DateTest, DaySpan, later};

/// The test that the bars with these indices, both included, stand for.
pub fn test_of(chart: &Chart, from: usize, to: usize) -> Option<DateTest> {
    let (first, last) = (chart.bars.get(from)?, chart.bars.get(to)?);
    Some(test(chart.step, first, last))
}

/// The test for all from the start of one bar to the end of another.
pub(super) fn test(step: Step, first: &Bar, last: &Bar) -> DateTest {
    if step < Step::Day {
        return DateTest::During(ClockSpan {
            start: Some(first.start),
            end: Some(last.end),
            offsets: (first.offset(), last.offset()),
        });
    }
    let last_day = last
        .end
        .date()
        .pred_opt()
        .unwrap_or_else(|| last.start.date());
    let (earliest, latest) = years();
    DateTest::In(DaySpan {
        first: Some(first.start.date().clamp(earliest, latest)),
        last: Some(last_day.clamp(earliest, latest)),
    })
}

/// First and last bar, both included, that a test takes in or cuts; `None` where it asks for
/// something else than a span, or for nothing that the bars show.
pub fn bars_of(chart: &Chart, test: &DateTest) -> Option<(usize, usize)> {
    let (start, end) = reach(test)?;
    let offsets = match test {
        DateTest::During(span) | DateTest::Meets(span) => span.offsets,
        _ => (None, None),
    };
    let second = |moment: NaiveDateTime| moment.and_utc().timestamp();
    let inside = |bar: &Bar| {
        let from = |start| later((second(bar.end), bar.offset()), (second(start), offsets.0));
        let to = |end| later((second(end), offsets.1), (second(bar.start), bar.offset()));
        start.is_none_or(from) && end.is_none_or(to)
    };
    let first = chart.bars.iter().position(inside)?;
    let last = chart.bars.iter().rposition(inside)?;
    Some((first, last))
}

/// First moment of a span, and the first after it; `None` for tests that are no span, an open end
/// is `None` likewise.
pub fn reach(test: &DateTest) -> Option<(Option<NaiveDateTime>, Option<NaiveDateTime>)> {
    match test {
        DateTest::In(span) | DateTest::Touches(span) => {
            let after = |day: NaiveDate| day.succ_opt().map(|day| day.and_time(NaiveTime::MIN));
            Some((
                span.first.map(NaiveDateTime::from),
                span.last.and_then(after),
            ))
        }
        DateTest::During(span) | DateTest::Meets(span) => Some((span.start, span.end)),
        _ => None,
    }
}

/// First and last day that a date of the filter line can name.
fn years() -> (NaiveDate, NaiveDate) {
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day);
    (
        day(1, 1, 1).unwrap_or(NaiveDate::MIN),
        day(9999, 12, 31).unwrap_or(NaiveDate::MAX),
    )
}
