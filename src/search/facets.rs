//! What the pickers count: sources in a pass over a column, dates by ranges of places.

mod publishers;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::index::Index;
use super::{DateCount, DateCounts, SourceCount};
use crate::article::Precision;
use crate::store::{Bits, Ranked, day_number};

use publishers::{Tally, tallies};

/// Articles of a set by source: most articles first, then by name; unknown last. Names that a
/// filter does not tell apart are one row. `places` are those of the set, where they are known.
pub(super) fn sources(index: &Index, set: &Bits, places: Option<&Bits>) -> Vec<SourceCount> {
    let names = index.sources.names();
    let mut rows = tallies(index, set, places);
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
