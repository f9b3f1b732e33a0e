//! Words that set some headlines apart from others.
//!
//! The measure is the log-likelihood ratio of a word's occurrence here and elsewhere (T. Dunning,
//! "Accurate methods for the statistics of surprise and coincidence", Computational Linguistics
//! 19, 1993): unlike a quotient it is not carried away by rare words. A word counts once a
//! headline, and only where it is likelier than by chance one time in a thousand.

use std::collections::HashMap;

use crate::text;

/// Least ratio: the quantile of the chi-square distribution with one degree of freedom at 0.999.
const LEAST: f64 = 10.83;

/// A word and where it was met.
#[derive(Default)]
struct Tally {
    /// As it is written, first met.
    written: String,
    here: u32,
    elsewhere: u32,
}

/// The words that set the headlines `here` apart from those `elsewhere`, the most telling first.
/// Linear in the words.
pub(super) fn words_apart<'a>(
    here: impl Iterator<Item = &'a str>,
    elsewhere: impl Iterator<Item = &'a str>,
    most: usize,
) -> Vec<String> {
    let mut words: HashMap<String, Tally> = HashMap::new();
    let mut count = |headline: &str, of: fn(&mut Tally) -> &mut u32| {
        let mut seen: Vec<String> = Vec::new();
        for (range, word) in text::words(headline) {
            if word.chars().count() < 2 || word.chars().all(char::is_numeric) {
                continue;
            }
            if !seen.contains(&word) {
                let tally = words.entry(word.clone()).or_default();
                *of(tally) += 1;
                if tally.written.is_empty() {
                    headline
                        .get(range)
                        .unwrap_or_default()
                        .clone_into(&mut tally.written);
                }
                seen.push(word);
            }
        }
    };
    let mut totals = (0_u32, 0_u32);
    for headline in here {
        totals.0 += 1;
        count(headline, |tally| &mut tally.here);
    }
    for headline in elsewhere {
        totals.1 += 1;
        count(headline, |tally| &mut tally.elsewhere);
    }
    let mut telling: Vec<(f64, String)> = words
        .into_iter()
        .filter(|(_, tally)| tally.here > 1 && is_commoner_here(tally, totals))
        .map(|(_, tally)| (ratio(&tally, totals), tally.written))
        .filter(|(ratio, _)| *ratio >= LEAST)
        .collect();
    telling.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    telling.truncate(most);
    telling.into_iter().map(|(_, word)| word).collect()
}

fn is_commoner_here(tally: &Tally, (here, elsewhere): (u32, u32)) -> bool {
    u64::from(tally.here) * u64::from(elsewhere) > u64::from(tally.elsewhere) * u64::from(here)
}

/// Twice the logarithm of the likelihood ratio of the table with and without the word, here and
/// elsewhere.
fn ratio(tally: &Tally, (here, elsewhere): (u32, u32)) -> f64 {
    let cells = [
        (tally.here, here),
        (tally.elsewhere, elsewhere),
        (here.saturating_sub(tally.here), here),
        (elsewhere.saturating_sub(tally.elsewhere), elsewhere),
    ];
    let with = tally.here + tally.elsewhere;
    let all = here + elsewhere;
    let rows = [
        with,
        with,
        all.saturating_sub(with),
        all.saturating_sub(with),
    ];
    let term = |((observed, column), row): ((u32, u32), u32)| {
        let expected = f64::from(row) * f64::from(column) / f64::from(all.max(1));
        if observed == 0 || expected <= 0.0 {
            0.0
        } else {
            f64::from(observed) * (f64::from(observed) / expected).ln()
        }
    };
    2.0 * cells.into_iter().zip(rows).map(term).sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_measure_is_the_published_one() {
        // Dunning 1993, table 2: "the swiss", counts 110, 2442, 111, 29114, ratio 270.72.
        let tally = Tally {
            here: 110,
            elsewhere: 111,
            ..Tally::default()
        };
        let found = ratio(&tally, (110 + 2442, 111 + 29114));
        assert!((found - 270.72).abs() < 0.01, "{found}");
    }

    #[test]
    fn what_is_everywhere_sets_nothing_apart() {
        let here = [
            "Earthquake in the north",
            "Rescue after earthquake",
            "The earthquake zone",
        ];
        let usual = ["Budget in the house", "The strike in the port"];
        let here = here.iter().cycle().take(30).copied();
        let elsewhere = usual.iter().cycle().take(300).copied();
        let words = words_apart(here, elsewhere, 3);
        assert_eq!(words[0], "Earthquake");
        assert!(
            !words.iter().any(|word| word == "in" || word == "The"),
            "{words:?}"
        );
    }

    #[test]
    fn a_word_met_once_is_no_sign() {
        let elsewhere = ["b c"; 50];
        assert_eq!(
            words_apart(["aa bb"].into_iter(), elsewhere.into_iter(), 3),
            [""; 0]
        );
        assert_eq!(words_apart([].into_iter(), [].into_iter(), 3), [""; 0]);
    }
}
