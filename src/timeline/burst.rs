//! Bursts: bars that stand well above what is usual around them.
//!
//! The method is a robust z-score over a moving median (the Hampel identifier: F. R. Hampel, "The
//! influence curve and its role in robust estimation", 1974; L. Davies and U. Gather, "The
//! identification of multiple outliers", 1993). Counts are first made comparable by the variance
//! stabilising transform 2·√(n + 3/8) (F. J. Anscombe, 1948), after which a Poisson count has
//! about unit variance whatever its mean. Neighbours without articles are left out where four
//! others remain. The scale, 1.4826 times the median absolute
//! deviation, is never taken below one. A bar is a burst from a score of 3.5 on (B. Iglewicz and
//! D. C. Hoaglin, "How to detect and handle outliers", 1993).

/// Bars looked at on either side.
const AROUND: usize = 15;
/// Fewest neighbours that tell what is usual.
const FEWEST_NEIGHBOURS: usize = 6;
/// Fewest neighbours with articles that tell it without the empty ones.
const FEWEST_FILLED: usize = 4;
/// Fewest articles of a burst: a few are no news.
const FEWEST: u32 = 4;
/// A little more than the value of a bar without articles, 2·√(3/8).
const EMPTY: f64 = 1.3;
/// Least score of a burst.
const SCORE: f64 = 3.5;
/// Makes the median absolute deviation of normal values their standard deviation.
const TO_DEVIATION: f64 = 1.4826;

/// Which of these counts, one a bar in order, are bursts. Linear, but for sorting thirty numbers
/// for each count.
pub fn bursts(counts: &[u32]) -> Vec<bool> {
    let stable: Vec<f64> = counts
        .iter()
        .map(|count| 2.0 * (f64::from(*count) + 0.375).sqrt())
        .collect();
    let is_burst = |(index, count): (usize, &u32)| {
        *count >= FEWEST && score(&stable, index).is_some_and(|score| score >= SCORE)
    };
    counts.iter().enumerate().map(is_burst).collect()
}

/// How far a value lies above its neighbours; `None` where there are too few of them.
fn score(values: &[f64], index: usize) -> Option<f64> {
    let start = index.saturating_sub(AROUND);
    let end = index
        .saturating_add(AROUND)
        .saturating_add(1)
        .min(values.len());
    let before = values.get(start..index)?;
    let after = values.get(index.saturating_add(1)..end)?;
    if before.len().saturating_add(after.len()) < FEWEST_NEIGHBOURS {
        return None;
    }
    let all = || before.iter().chain(after).copied();
    // Where most bars are empty, what is usual is what the others hold: else each of them would
    // stand out.
    let filled = || all().filter(|value| *value > EMPTY);
    let mut around: Vec<f64> = if filled().count() >= FEWEST_FILLED {
        filled().collect()
    } else {
        all().collect()
    };
    let usual = median(&mut around)?;
    for value in &mut around {
        *value = (*value - usual).abs();
    }
    let deviation = (median(&mut around)? * TO_DEVIATION).max(1.0);
    Some((values.get(index)? - usual) / deviation)
}

/// The middle value, of an even number the mean of the two.
fn median(values: &mut [f64]) -> Option<f64> {
    values.sort_unstable_by(f64::total_cmp);
    let middle = values.len() / 2;
    let upper = *values.get(middle)?;
    if values.len().is_multiple_of(2) {
        Some(f64::midpoint(*values.get(middle.checked_sub(1)?)?, upper))
    } else {
        Some(upper)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(counts: &[u32]) -> Vec<usize> {
        let found = bursts(counts);
        (0..counts.len()).filter(|index| found[*index]).collect()
    }

    #[test]
    fn a_day_well_above_its_surroundings_is_a_burst() {
        let mut counts = vec![10, 12, 9, 11, 8, 10, 13, 9, 11, 10, 9, 12, 10, 11];
        counts[6] = 60;
        assert_eq!(places(&counts), [6]);
        counts[7] = 55;
        assert_eq!(places(&counts), [6, 7], "two days of it");
    }

    #[test]
    fn what_is_usual_is_no_burst_however_much_it_is() {
        assert_eq!(places(&[500; 40]), [0_usize; 0]);
        let growing: Vec<u32> = (0..60).map(|n| 10 + n * 3).collect();
        assert_eq!(places(&growing), [0_usize; 0]);
        let weekly: Vec<u32> = (0..70).map(|n| if n % 7 < 5 { 40 } else { 12 }).collect();
        assert_eq!(places(&weekly), [0_usize; 0]);
    }

    #[test]
    fn among_many_empty_bars_not_every_other_is_a_burst() {
        let sparse: Vec<u32> = (0..60)
            .map(|n| if n % 3 == 0 { 20 + n % 5 } else { 0 })
            .collect();
        assert_eq!(places(&sparse), [0_usize; 0]);
        let mut sparse = sparse;
        sparse[30] = 90;
        assert_eq!(places(&sparse), [30]);
    }

    #[test]
    fn the_baseline_is_local() {
        let mut counts = vec![400; 40];
        counts.extend([3; 40]);
        counts[60] = 40;
        assert!(
            places(&counts).contains(&60),
            "40 among threes, though 400 before"
        );
    }

    #[test]
    fn a_few_articles_and_a_few_bars_tell_nothing() {
        assert_eq!(places(&[0, 0, 0, 3, 0, 0, 0, 0, 0]), [0_usize; 0]);
        assert_eq!(places(&[0, 50, 0]), [0_usize; 0]);
        assert_eq!(places(&[]), [0_usize; 0]);
        assert_eq!(places(&[0, 0, 0, 0, 30, 0, 0, 0]), [4]);
    }
}
