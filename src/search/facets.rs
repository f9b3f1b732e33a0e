//! What the pickers count: sources in a pass over columns, dates by ranges of places.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use chrono::NaiveDate;

use super::index::{Index, NO_DAYS};
use super::{DateCount, DateCounts, SourceCount};
use crate::article::Precision;
use crate::store::{Bits, Ranked, day_number};

/// From so many articles on a second core pays.
const MANY: usize = 100_000;

/// Articles of a set by source: most articles first, then by name; unknown last. Names that a
/// filter does not tell apart are one row.
pub(super) fn sources(index: &Index, set: &Bits) -> Vec<SourceCount> {
    let names = index.sources.names();
    let len = u32::try_from(index.len).unwrap_or(u32::MAX);
    let mut rows = if index.len < MANY {
        tallies(index, set, 0..len)
    } else {
        let (mut one, other) = rayon::join(
            || tallies(index, set, 0..len / 2),
            || tallies(index, set, len / 2..len),
        );
        one.iter_mut()
            .zip(&other)
            .for_each(|(one, other)| one.join(other));
        one
    };
    let mut inferred = set.clone();
    inferred.intersect(index.sources.inferred());
    let mut guesses = vec![0_usize; rows.len()];
    inferred.for_each(|id| {
        let source = index.sources.of(id).unwrap_or(names.len());
        if let Some(count) = guesses.get_mut(source) {
            *count += 1;
        }
    });
    for (at, twin) in index.sources.twins().enumerate() {
        let counted = rows.get(at).zip(guesses.get(at));
        let counted = counted
            .filter(|_| twin != at)
            .map(|(row, count)| (*row, *count));
        let Some((row, count)) = counted else {
            continue;
        };
        if let Some((first, guessed)) = rows.get_mut(twin).zip(guesses.get_mut(twin)) {
            first.join(&row);
            *guessed += count;
        }
        if let Some(row) = rows.get_mut(at) {
            *row = Tally::NONE;
        }
    }
    let unknown: Arc<str> = Arc::from("");
    let folded = index.sources.folded().iter().chain([&unknown]);
    let labels = names.iter().cloned().map(Some).chain([None]).zip(folded);
    let mut counts: Vec<_> = labels
        .zip(rows.iter().zip(guesses))
        .filter(|(_, (tally, _))| tally.count > 0)
        .map(|((name, folded), (tally, inferred))| SourceCount {
            name,
            folded: Arc::clone(folded),
            count: tally.count as usize,
            inferred,
            days: tally.days(),
        })
        .collect();
    counts.sort_by(|a, b| {
        let key = |row: &SourceCount| (row.name.is_none(), std::cmp::Reverse(row.count));
        key(a).cmp(&key(b)).then_with(|| a.name.cmp(&b.name))
    });
    counts
}

/// What is counted of each source, and at the end of the unknown one: a pass over two columns.
fn tallies(index: &Index, set: &Bits, range: Range<u32>) -> Vec<Tally> {
    let column = index.sources.column();
    let mut rows = vec![Tally::NONE; index.sources.names().len() + 1];
    let unknown = rows.len() - 1;
    set.for_each_in(range, |id| {
        let source = column.get(id.index()).map_or(unknown, |id| *id as usize);
        let days = index.days.get(id.index()).copied().unwrap_or(NO_DAYS);
        if let Some(tally) = rows.get_mut(source.min(unknown)) {
            tally.count += 1;
            tally.first = tally.first.min(days.0);
            tally.last = tally.last.max(days.1);
        }
    });
    rows
}

/// Articles by date, of a set given by its places: days are ranges of them.
pub(super) fn dates(index: &Index, places: &Ranked, today: NaiveDate) -> DateCounts {
    let order = &index.by_date;
    let today = day_number(today);
    let mut wide = order.wide();
    wide.intersect(places.bits());
    let mut counts = DateCounts {
        days: Vec::new(),
        none: places.count_in(order.dated()..u32::MAX) as usize,
        inferred: order.inferred().count_common(places.bits()),
        future: 0,
    };
    let mut others = Days::for_hits(wide.count());
    let mut exact = Cow::Borrowed(places);
    if !wide.is_empty() {
        let mut rest = places.bits().clone();
        rest.subtract(&wide);
        exact = Cow::Owned(Ranked::of(rest));
        for id in wide.iter().filter_map(|place| order.article(place.0)) {
            let Some((first, _)) = index.days(id) else {
                continue;
            };
            counts.future += usize::from(first > today);
            others.add(first, index.date(id).precision);
        }
    }
    let tomorrow = order.place_of_day(today.saturating_add(1));
    counts.future += exact.count_in(0..tomorrow) as usize;
    counts.days = others.rows();
    let wider = counts.days.len();
    // The days lie side by side: where one ends the next begins.
    let mut after = exact.rank(order.dated());
    for (day, range) in order.days().rev() {
        let before = exact.rank(range.start);
        let count = after.saturating_sub(before) as usize;
        after = before;
        if let Some(day) = date(day).filter(|_| count > 0) {
            counts.days.push(DateCount {
                day,
                precision: Precision::Day,
                count,
            });
        }
    }
    if wider > 0 {
        counts
            .days
            .sort_unstable_by_key(|row| (row.day, row.precision));
    }
    counts
}

/// Articles by first day and precision: for many hits a table of the two centuries of most news,
/// and a map for what lies outside.
struct Days {
    table: Vec<usize>,
    others: BTreeMap<(i32, Precision), usize>,
}

impl Days {
    /// 1 January 1900.
    const FIRST: i32 = 693_596;
    const COUNT: usize = 200 * 366;
    const PRECISIONS: [Precision; 3] = [Precision::Year, Precision::Month, Precision::Day];

    /// Fewer hits are counted in the map sooner than the table is cleared.
    const MANY: usize = 10_000;

    fn for_hits(hits: usize) -> Self {
        let table = if hits < Self::MANY {
            Vec::new()
        } else {
            vec![0; Self::COUNT * Self::PRECISIONS.len()]
        };
        Self {
            table,
            others: BTreeMap::new(),
        }
    }

    fn add(&mut self, day: i32, precision: Precision) {
        let kind = Self::PRECISIONS
            .iter()
            .position(|known| *known == precision);
        let place = usize::try_from(day.saturating_sub(Self::FIRST)).ok();
        let slot = place
            .zip(kind)
            .and_then(|(place, kind)| self.table.get_mut(place * Self::PRECISIONS.len() + kind));
        *slot.unwrap_or_else(|| self.others.entry((day, precision)).or_default()) += 1;
    }

    /// What was counted, oldest first.
    fn rows(self) -> Vec<DateCount> {
        let table = (Self::FIRST..)
            .zip(self.table.chunks(Self::PRECISIONS.len()))
            .flat_map(|(day, counts)| {
                let counts = Self::PRECISIONS.iter().zip(counts);
                counts.map(move |(precision, count)| ((day, *precision), *count))
            })
            .filter(|(_, count)| *count > 0);
        let mut all: Vec<_> = table.chain(self.others).collect();
        all.sort_unstable();
        all.into_iter()
            .filter_map(|((first, precision), count)| {
                Some(DateCount {
                    day: date(first)?,
                    precision,
                    count,
                })
            })
            .collect()
    }
}

/// What is counted of a source.
#[derive(Clone, Copy)]
struct Tally {
    count: u32,
    first: i32,
    last: i32,
}

impl Tally {
    const NONE: Self = Self {
        count: 0,
        first: NO_DAYS.0,
        last: NO_DAYS.1,
    };

    fn join(&mut self, other: &Self) {
        self.count += other.count;
        self.first = self.first.min(other.first);
        self.last = self.last.max(other.last);
    }

    fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        let dated = self.first <= self.last;
        dated.then_some((date(self.first)?, date(self.last)?))
    }
}

fn date(number: i32) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_and_the_map_count_alike() {
        let mut counted = [Days::for_hits(0), Days::for_hits(Days::MANY)].map(|mut days| {
            for day in [
                -400,
                5,
                Days::FIRST - 1,
                Days::FIRST,
                737_000,
                737_000,
                800_000,
            ] {
                for precision in Days::PRECISIONS {
                    days.add(day, precision);
                }
            }
            days.rows()
        });
        assert_eq!(counted[0], counted[1]);
        assert_eq!(counted[0].len(), 18);
        counted[0].dedup_by_key(|row| (row.day, row.precision));
        assert_eq!(counted[0].len(), 18);
    }
}
