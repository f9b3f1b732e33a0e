//! What the pickers count: one pass over a column each.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::index::Index;
use super::{DateCount, DateCounts, SourceCount};
use crate::article::{DateKind, Precision};
use crate::store::{Bits, day_number};

/// Articles of a set by source: most articles first, then by name; unknown last.
pub(super) fn sources(index: &Index, set: &Bits) -> Vec<SourceCount> {
    let names = index.sources.names();
    let mut rows = vec![Tally::default(); names.len()];
    let mut unknown = Tally::default();
    for id in set.iter() {
        let slot = index.sources.of(id).and_then(|source| rows.get_mut(source));
        slot.unwrap_or(&mut unknown).add(index, id);
    }
    let named = names.iter().map(|name| Some(name.clone())).zip(rows);
    let mut counts: Vec<_> = named
        .chain([(None, unknown)])
        .filter(|(_, tally)| tally.count > 0)
        .map(|(name, tally)| SourceCount {
            name,
            count: tally.count,
            inferred: tally.inferred,
            days: tally
                .days
                .and_then(|(first, last)| Some((date(first)?, date(last)?))),
        })
        .collect();
    counts.sort_by(|a, b| {
        let key = |row: &SourceCount| (row.name.is_none(), std::cmp::Reverse(row.count));
        key(a).cmp(&key(b)).then_with(|| a.name.cmp(&b.name))
    });
    counts
}

/// Articles of a set by date.
pub(super) fn dates(index: &Index, set: &Bits, today: NaiveDate) -> DateCounts {
    let today = day_number(today);
    let mut counts = DateCounts::default();
    let mut days = Days::for_hits(set.count());
    for id in set.iter() {
        let Some((first, _)) = index.days(id) else {
            counts.none += 1;
            continue;
        };
        let cell = index.date(id);
        counts.inferred += usize::from(cell.kind == DateKind::Inferred);
        counts.future += usize::from(first > today);
        days.add(first, cell.precision.min(Precision::Day));
    }
    counts.days = days.rows();
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
#[derive(Clone, Default)]
struct Tally {
    count: usize,
    inferred: usize,
    days: Option<(i32, i32)>,
}

impl Tally {
    fn add(&mut self, index: &Index, id: crate::article::ArticleId) {
        self.count += 1;
        self.inferred += usize::from(index.sources.is_inferred(id));
        if let Some((first, last)) = index.days(id) {
            let (earliest, latest) = self.days.unwrap_or((first, last));
            self.days = Some((earliest.min(first), latest.max(last)));
        }
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
