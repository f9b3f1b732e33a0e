//! How dates are spread over time: which part is dense, and where nothing stands for long.

use super::Step;
use super::bins::{clamped, moment};

/// Seconds of a year, in the mean.
const YEAR: i64 = 31_556_952;
/// Shortest stretch without a date that may be folded.
const SHORTEST_GAP: i64 = 10 * YEAR;
/// A gap is folded where it is so many times as long as all that is shown beside such gaps.
const MUCH_LONGER: i64 = 10;
/// Fewest bars that a fold takes out.
const FEWEST_FOLDED: i64 = 8;

/// How the dates are spread over stretches of some thirteen months.
#[derive(Debug, Default)]
pub(super) struct Spread {
    /// Articles, first and last second of each stretch, from the earliest on.
    stretches: Vec<(u32, i64, i64)>,
}

impl Spread {
    /// A stretch is two to this power of seconds long.
    const BITS: u32 = 25;

    /// Takes in a date.
    pub(super) fn add(&mut self, seconds: i64) {
        let since = seconds.saturating_sub(clamped(i64::MIN));
        let index = usize::try_from(since >> Self::BITS).unwrap_or(0);
        if self.stretches.len() <= index {
            let empty = (0, i64::MAX, i64::MIN);
            self.stretches.resize(index.saturating_add(1), empty);
        }
        if let Some((count, first, last)) = self.stretches.get_mut(index) {
            *count += 1;
            *first = seconds.min(*first);
            *last = seconds.max(*last);
        }
    }

    /// Takes in the dates of another.
    pub(super) fn join(&mut self, other: &Self) {
        if self.stretches.len() < other.stretches.len() {
            let empty = (0, i64::MAX, i64::MIN);
            self.stretches.resize(other.stretches.len(), empty);
        }
        for ((count, first, last), other) in self.stretches.iter_mut().zip(&other.stretches) {
            *count += other.0;
            *first = other.1.min(*first);
            *last = other.2.max(*last);
        }
    }

    fn filled(&self) -> impl DoubleEndedIterator<Item = &(u32, i64, i64)> {
        self.stretches.iter().filter(|(count, ..)| *count > 0)
    }

    /// Where nothing stands for ten years and more: the last second before and the first after.
    pub(super) fn gaps(&self) -> Vec<(i64, i64)> {
        let next = self.filled().skip(1);
        self.filled()
            .zip(next)
            .map(|((.., last), (_, first, _))| (*last, *first))
            .filter(|(last, first)| first.saturating_sub(*last) >= SHORTEST_GAP)
            .collect()
    }

    /// The reach without the stretches that hold the outermost hundredth at either end and lie
    /// further off than a quarter of the rest is long, where that less than halves the reach; else
    /// the reach.
    pub(super) fn dense(&self, reach: (i64, i64)) -> (i64, i64) {
        let filled = || self.filled();
        let dated: u64 = filled().map(|(count, ..)| u64::from(*count)).sum();
        let spare = dated / 100;
        // The first stretch at which more than `spare` articles have been passed.
        let beyond = |passed: &mut u64, count: u32| {
            *passed += u64::from(count);
            *passed > spare
        };
        let mut passed = 0;
        let first = filled().find(|(count, ..)| beyond(&mut passed, *count));
        passed = 0;
        let last = filled()
            .rev()
            .find(|(count, ..)| beyond(&mut passed, *count));
        let (Some((_, first, _)), Some((_, _, last))) = (first, last) else {
            return reach;
        };
        let length = |(first, last): (i64, i64)| last.saturating_sub(first);
        // What lies near belongs to it, however little it is.
        let near = length((*first, *last)) / 4;
        let from = filled()
            .map(|(_, start, _)| *start)
            .find(|start| *start >= first - near);
        let to = filled()
            .rev()
            .map(|(.., end)| *end)
            .find(|end| *end <= last + near);
        let dense = (from.unwrap_or(*first), to.unwrap_or(*last));
        if length(reach) > length(dense).saturating_mul(2) {
            dense
        } else {
            reach
        }
    }
}

/// The gaps to fold in a window: those wholly inside it that are much longer than all the rest.
/// Whatever is shorter keeps its width, so that quiet time looks quiet.
pub(super) fn to_fold(gaps: &[(i64, i64)], (first, last): (i64, i64)) -> Vec<(i64, i64)> {
    let inside: Vec<(i64, i64)> = gaps
        .iter()
        .copied()
        .filter(|(before, after)| first <= *before && *after <= last)
        .collect();
    let length = |(before, after): &(i64, i64)| after.saturating_sub(*before);
    let gaps: i64 = inside.iter().map(length).sum();
    let rest = last.saturating_sub(first).saturating_sub(gaps).max(YEAR);
    let longest = rest.saturating_mul(MUCH_LONGER);
    inside
        .into_iter()
        .filter(|gap| length(gap) >= longest)
        .collect()
}

/// The periods from the one that holds the first second to the one that holds the last, as runs
/// (number of the first period, how many) with the gaps left out where that saves room.
pub(super) fn runs(step: Step, (first, last): (i64, i64), gaps: &[(i64, i64)]) -> Vec<(i64, u64)> {
    let number = |second: i64| step.index_of(moment(second));
    let count = |from: i64, to: i64| {
        u64::try_from(to.saturating_sub(from))
            .unwrap_or(0)
            .saturating_add(1)
    };
    let mut runs = Vec::new();
    let mut from = number(first);
    for (before, after) in gaps {
        let (before, after) = (number(*before), number(*after));
        if after.saturating_sub(before) > FEWEST_FOLDED {
            runs.push((from, count(from, before)));
            from = after;
        }
    }
    runs.push((from, count(from, number(last))));
    runs
}

/// Bars that runs take, the breaks between them too.
pub(super) fn bars(runs: &[(i64, u64)]) -> u64 {
    let breaks = u64::try_from(runs.len()).unwrap_or(1).saturating_sub(1);
    let periods = runs.iter().map(|(_, count)| *count);
    periods.fold(breaks, u64::saturating_add)
}

/// The newest of the runs that fit into so many bars.
pub(super) fn newest(runs: &[(i64, u64)], most: u64) -> Vec<(i64, u64)> {
    let mut left = most.max(1);
    let mut kept = Vec::new();
    for (first, count) in runs.iter().rev() {
        if left == 0 {
            break;
        }
        let taken = left.min(*count);
        let skipped = count.saturating_sub(taken);
        kept.push((first.saturating_add_unsigned(skipped), taken));
        // A break needs a bar of its own, and there must be one behind it.
        left = left.saturating_sub(taken);
        left = if left >= 2 { left.saturating_sub(1) } else { 0 };
    }
    kept.reverse();
    kept
}
