//! The headlines of a collection, and which article each of them names.
//!
//! Promises: 16 bytes an article while articles come, in pieces that grow on their own; the time of
//! sorting them where anything shows a headline of another article, and none otherwise; the same
//! answer whatever the order of reading.

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::article::ArticleId;

/// Bits of a headline's number that tell its piece.
const PIECE_BITS: u32 = 6;

/// The headlines as they came.
#[derive(Debug, Default)]
pub(super) struct Headlines {
    pieces: Vec<Vec<Met>>,
}

/// A headline as a number, the article under it and the day that states.
type Met = (u64, ArticleId, Option<NaiveDate>);

/// The headlines, each findable.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Sorted.
    pieces: Vec<Vec<Met>>,
}

/// The articles under one folded headline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) id: ArticleId,
    pub(super) day: Option<NaiveDate>,
    /// Whether it stands over articles of several days, or over several of unknown day: then it
    /// names none of them. One day's are one news, saved twice or told again: the first stands for
    /// all.
    pub(super) shared: bool,
}

impl Headlines {
    /// Takes note of the headline of the next article.
    pub(super) fn take(&mut self, name: u64, id: ArticleId, day: Option<NaiveDate>) {
        if self.pieces.is_empty() {
            self.pieces.resize_with(1 << PIECE_BITS, Vec::new);
        }
        if let Some(piece) = self.pieces.get_mut(piece_of(name)) {
            piece.push((name, id, day));
        }
    }

    /// Puts them in order.
    pub(super) fn sorted(mut self) -> Names {
        self.pieces
            .par_iter_mut()
            .for_each(|piece| piece.sort_unstable());
        Names {
            pieces: self.pieces,
        }
    }
}

impl Names {
    /// What a headline names; logarithmic.
    pub(super) fn get(&self, name: u64) -> Option<Named> {
        self.get_among(name, |_| true)
    }

    /// What it named when only the articles before this one were there.
    pub(super) fn get_before(&self, name: u64, since: u32) -> Option<Named> {
        self.get_among(name, |id| id.0 < since)
    }

    fn get_among(&self, name: u64, counts: impl Fn(ArticleId) -> bool) -> Option<Named> {
        let piece = self.pieces.get(piece_of(name))?;
        let start = piece.partition_point(|(other, ..)| *other < name);
        let mut same = piece
            .get(start..)?
            .iter()
            .take_while(|(other, ..)| *other == name)
            .filter(|(_, id, _)| counts(*id));
        let (_, id, day) = *same.next()?;
        let shared = same.any(|(_, _, other)| day.is_none() || *other != day);
        Some(Named { id, day, shared })
    }

    /// The headlines, to which more may come.
    pub(super) fn kept(self) -> Headlines {
        Headlines {
            pieces: self.pieces,
        }
    }

    /// Every headline, one that several articles have as often.
    pub(super) fn all(&self) -> impl Iterator<Item = u64> + '_ {
        self.pieces.iter().flatten().map(|(name, ..)| *name)
    }
}

/// The piece that a headline belongs to.
fn piece_of(name: u64) -> usize {
    usize::try_from(name >> (u64::BITS - PIECE_BITS)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_headline_names_what_a_table_of_them_names(
            met in prop::collection::vec((0_u64..6, prop::option::of(1_i32..3)), 0..40),
        ) {
            let mut headlines = Headlines::default();
            let mut table: HashMap<u64, Named> = HashMap::new();
            for (id, (name, day)) in (0..).map(ArticleId).zip(met) {
                // Numbers all over the range.
                let name = name.wrapping_mul(0x3fff_ffff_ffff_fff1);
                let day = day.and_then(NaiveDate::from_num_days_from_ce_opt);
                headlines.take(name, id, day);
                let first = Named { id, day, shared: false };
                let known = table.entry(name).or_insert(first);
                known.shared |= known.id != id && (day.is_none() || known.day != day);
            }
            let names = headlines.sorted();
            prop_assert_eq!(names.get(7), None);
            for (name, named) in table {
                prop_assert_eq!(names.get(name), Some(named));
            }
        }
    }
}
