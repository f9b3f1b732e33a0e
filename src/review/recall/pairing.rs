//! Giving marks to articles where several fit several.

use std::collections::BTreeMap;

/// A mark and an article that may belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    /// How well they agree; more is better.
    pub(super) strength: i32,
    /// The mark, by its place.
    pub(super) mark: usize,
    /// The article, by its place.
    pub(super) article: usize,
    /// Whether the article lies where the mark was made.
    pub(super) same_path: bool,
}

/// Who got whom.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Paired {
    /// Mark and article.
    pub(super) matched: Vec<(usize, usize)>,
    /// A mark, and the articles that fit it equally well.
    pub(super) doubtful: Vec<(usize, Vec<usize>)>,
}

/// The strongest pairs first; of equally strong ones those whose mark and article have nobody
/// else, then those at the same path. What is left then is doubtful.
pub(super) fn pair_up(pairs: Vec<Pair>) -> Paired {
    let mut levels: BTreeMap<i32, Vec<Pair>> = BTreeMap::new();
    for pair in pairs {
        levels.entry(pair.strength).or_default().push(pair);
    }
    let mut paired = Paired::default();
    let mut done = Done::default();
    for mut level in levels.into_values().rev() {
        loop {
            level.retain(|pair| done.leaves(pair));
            let alone = sole(&level);
            let at_path = || sole(&at_same_path(&level));
            let sure = if alone.is_empty() { at_path() } else { alone };
            if sure.is_empty() {
                break;
            }
            for pair in sure {
                done.take(&pair);
                paired.matched.push((pair.mark, pair.article));
            }
        }
        let mut left: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for pair in &level {
            left.entry(pair.mark).or_default().push(pair.article);
        }
        for (mark, articles) in left {
            done.marks.insert(mark);
            paired.doubtful.push((mark, articles));
        }
    }
    paired
}

/// Marks and articles that have been dealt with.
#[derive(Default)]
struct Done {
    marks: std::collections::BTreeSet<usize>,
    articles: std::collections::BTreeSet<usize>,
}

impl Done {
    fn leaves(&self, pair: &Pair) -> bool {
        !self.marks.contains(&pair.mark) && !self.articles.contains(&pair.article)
    }

    fn take(&mut self, pair: &Pair) {
        self.marks.insert(pair.mark);
        self.articles.insert(pair.article);
    }
}

fn at_same_path(pairs: &[Pair]) -> Vec<Pair> {
    pairs
        .iter()
        .copied()
        .filter(|pair| pair.same_path)
        .collect()
}

/// Pairs whose mark and article are in no other one.
fn sole(pairs: &[Pair]) -> Vec<Pair> {
    let count = |of: fn(&Pair) -> usize| {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for pair in pairs {
            *counts.entry(of(pair)).or_default() += 1;
        }
        counts
    };
    let (marks, articles) = (count(|pair| pair.mark), count(|pair| pair.article));
    let once = |counts: &BTreeMap<usize, usize>, of: usize| counts.get(&of) == Some(&1);
    let sole = pairs
        .iter()
        .filter(|pair| once(&marks, pair.mark) && once(&articles, pair.article));
    sole.copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(strength: i32, mark: usize, article: usize, same_path: bool) -> Pair {
        Pair {
            strength,
            mark,
            article,
            same_path,
        }
    }

    #[test]
    fn the_strongest_agreement_wins_and_leaves_the_rest_to_others() {
        let paired = pair_up(vec![
            pair(2, 0, 0, false),
            pair(7, 0, 1, false),
            pair(2, 1, 0, false),
        ]);
        assert_eq!(paired.matched, [(0, 1), (1, 0)]);
        assert!(paired.doubtful.is_empty());
    }

    #[test]
    fn between_equals_the_path_decides_and_the_last_one_left_is_sure() {
        let paired = pair_up(vec![
            pair(4, 0, 0, true),
            pair(4, 0, 1, false),
            pair(4, 1, 0, false),
            pair(4, 1, 1, false),
        ]);
        assert_eq!(paired.matched, [(0, 0), (1, 1)]);
    }

    #[test]
    fn nothing_is_guessed_between_equals() {
        let paired = pair_up(vec![pair(4, 0, 0, false), pair(4, 0, 1, false)]);
        assert!(paired.matched.is_empty());
        assert_eq!(paired.doubtful, [(0, vec![0, 1])]);
    }
}
