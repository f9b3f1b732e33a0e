//! Rows of the date picker: years opening to months and days, newest first, and what is known of
//! dates otherwise. Any date that the filter line understands may be typed.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, NaiveDate};

use super::{Note, Parts, Row, Target, Width};
use crate::article::{DateKind, Moment, Precision, Published};
use crate::query::{self, DateTest, DaySpan, Expr, Test};
use crate::search::{DateCount, DateCounts};
use crate::store::DateCell;
use crate::timeline::Step;

type Period = (NaiveDate, Width);

/// The rows for what is typed: nothing, a beginning of a date, a name, or a whole `date:` value.
pub(super) fn rows(
    counts: &DateCounts,
    typed: &str,
    opened: &BTreeSet<Period>,
    today: NaiveDate,
) -> Vec<Row> {
    let typed = typed.trim();
    let tree = Tree::of(&counts.days);
    let mut rows = if typed.is_empty() {
        tree.rows(opened)
    } else {
        tree.like(typed)
    };
    let known = [
        ("no date", DateTest::Kind(DateKind::None), counts.none),
        (
            "inferred dates",
            DateTest::Kind(DateKind::Inferred),
            counts.inferred,
        ),
        ("after today", DateTest::Future, counts.future),
    ];
    let lower = typed.to_lowercase();
    let known = known
        .into_iter()
        .filter(|(label, _, count)| *count > 0 && label.contains(&lower));
    rows.extend(known.map(|(label, test, count)| Row {
        count: Some(count),
        ..Row::of(label.to_owned(), Target::Date(test))
    }));
    if let Some(test) = asked(typed) {
        let target = Target::Date(test.clone());
        if !rows.iter().any(|row| row.target == target) {
            let count = tree.passing(&test, today);
            rows.insert(
                0,
                Row {
                    count,
                    ..Row::of(format!("date:{typed}"), target)
                },
            );
        }
    }
    rows
}

/// What the filter line would understand of `date:` and this text.
fn asked(typed: &str) -> Option<DateTest> {
    if typed.is_empty() || typed.contains(char::is_whitespace) {
        return None;
    }
    let parsed = query::parse(&format!("date:{typed}"));
    match (parsed.query.terms.as_slice(), parsed.faults.is_empty()) {
        ([term], true) => match &term.expr {
            Expr::Test(Test::Date(test)) => Some(test.clone()),
            _ => None,
        },
        _ => None,
    }
}

/// The year and month to open, so that the row of a test can be seen.
pub(super) fn parents(test: &DateTest) -> impl Iterator<Item = Period> + use<> {
    let Some((first, width)) = period(&Target::Date(test.clone())) else {
        return [None, None].into_iter().flatten();
    };
    let year = first.with_ordinal(1).map(|day| (day, Width::Year));
    let month = first.with_day(1).map(|day| (day, Width::Month));
    [
        year.filter(|_| width > Width::Year),
        month.filter(|_| width > Width::Month),
    ]
    .into_iter()
    .flatten()
}

/// The year, month or day that a row stands for.
pub(super) fn period(target: &Target) -> Option<Period> {
    let Target::Date(DateTest::In(DaySpan {
        first: Some(first),
        last: Some(last),
    })) = target
    else {
        return None;
    };
    [Width::Year, Width::Month, Width::Day]
        .into_iter()
        .find(|width| days(*first, *width) == (*first, *last))
        .map(|width| (*first, width))
}

/// Whether an article's date passes the test of a row.
pub(super) fn fits(test: &DateTest, date: DateCell, today: NaiveDate) -> bool {
    let Some((first, last)) = date.days() else {
        return *test == DateTest::Kind(DateKind::None);
    };
    match test {
        DateTest::In(span) => {
            span.first.is_none_or(|from| from <= first) && span.last.is_none_or(|to| last <= to)
        }
        DateTest::Touches(span) => {
            span.first.is_none_or(|from| from <= last) && span.last.is_none_or(|to| first <= to)
        }
        DateTest::During(span) => {
            let seconds = date.seconds();
            seconds.is_some_and(|seconds| span.holds(seconds, date.offset))
        }
        DateTest::Meets(span) => {
            let seconds = date.seconds();
            seconds.is_some_and(|seconds| span.meets(seconds, date.offset))
        }
        DateTest::Kind(kind) => date.kind == *kind,
        DateTest::LessExact(than) => date.precision < *than,
        DateTest::Future => first > today,
        DateTest::Today => (first, last) == (today, today),
        DateTest::Last(days) => {
            let before = u64::from(days.saturating_sub(1));
            let from = today.checked_sub_days(chrono::Days::new(before));
            from.is_none_or(|from| from <= first) && last <= today
        }
        DateTest::Weekday(day) => {
            let weekday = first.weekday().number_from_monday();
            first == last && weekday == u32::from(*day)
        }
    }
}

fn step(width: Width) -> Step {
    match width {
        Width::Year => Step::Year,
        Width::Month => Step::Month,
        Width::Day => Step::Day,
    }
}

fn days(first: NaiveDate, width: Width) -> (NaiveDate, NaiveDate) {
    let step = step(width);
    step.days(step.start_of(first.into()))
}

/// Articles by year, month and day.
struct Tree<'a> {
    counts: &'a [DateCount],
    by_period: BTreeMap<Width, BTreeMap<NaiveDate, usize>>,
}

impl<'a> Tree<'a> {
    fn of(counts: &'a [DateCount]) -> Self {
        let mut by_period: BTreeMap<Width, BTreeMap<NaiveDate, usize>> = BTreeMap::new();
        for count in counts {
            let widths: &[Width] = match count.precision {
                Precision::Year => &[Width::Year],
                Precision::Month => &[Width::Year, Width::Month],
                _ => &[Width::Year, Width::Month, Width::Day],
            };
            for width in widths {
                let first = days(count.day, *width).0;
                let sum = by_period
                    .entry(*width)
                    .or_default()
                    .entry(first)
                    .or_default();
                *sum = sum.saturating_add(count.count);
            }
        }
        Self { counts, by_period }
    }

    /// Articles whose date passes the test; `None` where days alone do not tell.
    fn passing(&self, test: &DateTest, today: NaiveDate) -> Option<usize> {
        if let DateTest::Kind(_)
        | DateTest::LessExact(_)
        | DateTest::During(_)
        | DateTest::Meets(_) = test
        {
            return None;
        }
        let passing = self.counts.iter().filter(|count| {
            let moment = Moment {
                precision: count.precision,
                ..Moment::day(count.day)
            };
            let published = Published {
                value: Some(moment),
                kind: DateKind::Explicit,
                ..Published::default()
            };
            fits(test, DateCell::from(&published), today)
        });
        Some(passing.map(|count| count.count).sum())
    }

    fn periods(&self, width: Width) -> impl DoubleEndedIterator<Item = (NaiveDate, usize)> + '_ {
        let counts = self.by_period.get(&width);
        counts
            .into_iter()
            .flatten()
            .map(|(day, count)| (*day, *count))
    }

    /// The parts of a period, newest first.
    fn parts(&self, (first, width): Period) -> Vec<(Period, usize)> {
        let finer = match width {
            Width::Year => Width::Month,
            Width::Month => Width::Day,
            Width::Day => return Vec::new(),
        };
        let (first, last) = days(first, width);
        let counts = self.by_period.get(&finer);
        let inside = counts
            .into_iter()
            .flat_map(|counts| counts.range(first..=last));
        inside
            .rev()
            .map(|(day, count)| ((*day, finer), *count))
            .collect()
    }

    /// Years, and the parts of what is opened.
    fn rows(&self, opened: &BTreeSet<Period>) -> Vec<Row> {
        let mut rows = Vec::new();
        for (year, count) in self.periods(Width::Year).rev() {
            self.push(&mut rows, ((year, Width::Year), count), opened);
        }
        rows
    }

    fn push(
        &self,
        rows: &mut Vec<Row>,
        (period, count): (Period, usize),
        opened: &BTreeSet<Period>,
    ) {
        let parts = self.parts(period);
        let open = opened.contains(&period);
        let mut row = row(period, count, &parts);
        row.depth = match period.1 {
            Width::Year => 0,
            Width::Month => 1,
            Width::Day => 2,
        };
        row.parts = match (parts.is_empty(), open) {
            (true, _) => Parts::None,
            (false, true) => Parts::Open,
            (false, false) => Parts::Closed,
        };
        rows.push(row);
        if open {
            for part in parts {
                self.push(rows, part, opened);
            }
        }
    }

    /// Years, months and days that begin like this, or whose name says so; not deeper than one
    /// part below what is typed.
    fn like(&self, typed: &str) -> Vec<Row> {
        let lower = typed.to_lowercase();
        let numeric = lower.starts_with(|c: char| c.is_ascii_digit());
        let mut rows = Vec::new();
        for width in [Width::Year, Width::Month, Width::Day] {
            for (first, count) in self.periods(width).rev() {
                let iso = iso((first, width));
                let begins = iso.starts_with(&lower) && iso.len() <= lower.len().saturating_add(3);
                let title = || step(width).title(first.into()).to_lowercase();
                if begins || !numeric && title().contains(&lower) {
                    let period = (first, width);
                    rows.push(row(period, count, &self.parts(period)));
                }
            }
        }
        rows
    }
}

fn iso((first, width): Period) -> String {
    let (first, last) = days(first, width);
    crate::timeline::span_text(first, last)
}

fn row(period: Period, count: usize, parts: &[(Period, usize)]) -> Row {
    let (first, last) = days(period.0, period.1);
    let span = DaySpan {
        first: Some(first),
        last: Some(last),
    };
    let known: usize = parts.iter().map(|(_, count)| count).sum();
    let missing = match period.1 {
        Width::Year => "month",
        Width::Month | Width::Day => "day",
    };
    let note = match count.saturating_sub(known) {
        0 => Note::None,
        _ if period.1 == Width::Day => Note::Words(first.format("%A").to_string()),
        rest => Note::Words(format!("{rest} without a {missing}")),
    };
    let label = step(period.1).title(first.into());
    Row {
        count: Some(count),
        note,
        ..Row::of(label, Target::Date(DateTest::In(span)))
    }
}
