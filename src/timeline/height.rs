//! How high a bar of so many articles is: in proportion, or so that one outlier does not flatten
//! all others.
//!
//! Promises: nought is flat and any other count is at least the least height; more articles are
//! never lower; where a bar is cut it is known ([`Scale::clips`]).

use super::Chart;

/// How counts become heights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Height {
    /// In proportion.
    #[default]
    Linear,
    /// In proportion, cut at the tallest bar that is no burst.
    Clipped,
    /// By the square root.
    Root,
    /// By the logarithm.
    Log,
}

impl Height {
    /// The next one, round.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Linear => Self::Clipped,
            Self::Clipped => Self::Root,
            Self::Root => Self::Log,
            Self::Log => Self::Linear,
        }
    }

    /// What the screen calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Linear => "linear",
            Self::Clipped => "bursts cut",
            Self::Root => "square root",
            Self::Log => "log",
        }
    }

    /// The scale on which the bars of a chart are drawn.
    pub fn scale(self, chart: &Chart) -> Scale {
        let tallest = chart.tallest();
        let usual = chart.periods().filter(|bar| !bar.burst);
        let most = match self {
            Self::Clipped => usual.map(super::Bar::hits).max().filter(|most| *most > 0),
            _ => None,
        };
        Scale {
            height: self,
            most: most.unwrap_or(tallest),
        }
    }

    /// A scale on which so many articles fill the whole height.
    pub fn up_to(self, most: u32) -> Scale {
        Scale { height: self, most }
    }
}

/// Heights for counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    height: Height,
    /// The count that fills the whole height.
    most: u32,
}

impl Scale {
    /// Height of a bar out of `full`: 0 for no articles, else at least 1 and at most `full`.
    pub fn of(self, count: u32, full: u32) -> u32 {
        if count == 0 {
            return 0;
        }
        let most = self.most.max(1);
        let count = count.min(most);
        let wide = |n: u32| u64::from(n);
        let height = match self.height {
            Height::Linear | Height::Clipped => wide(count) * wide(full) / wide(most),
            Height::Root => {
                let share = u128::from(count) * u128::from(full) * u128::from(full);
                u64::try_from((share / u128::from(most)).isqrt()).unwrap_or(0)
            }
            Height::Log => {
                let share = f64::from(count).ln_1p() / f64::from(most).ln_1p();
                let exact = share * f64::from(full);
                let whole = (1..=full).take_while(|height| f64::from(*height) <= exact);
                whole.last().map_or(0, u64::from)
            }
        };
        u32::try_from(height).unwrap_or(full).clamp(1, full.max(1))
    }

    /// Whether a bar of so many articles is cut at the top.
    pub fn clips(self, count: u32) -> bool {
        count > self.most
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_height_begins_flat_grows_and_ends_full() {
        for height in [Height::Linear, Height::Clipped, Height::Root, Height::Log] {
            let scale = height.up_to(1_000);
            assert_eq!(scale.of(0, 80), 0);
            assert_eq!(scale.of(1_000, 80), 80, "{height:?}");
            let heights: Vec<u32> = (1..=1_000).map(|count| scale.of(count, 80)).collect();
            assert!(heights.is_sorted() && heights[0] >= 1, "{height:?}");
            assert_eq!(scale.of(5_000, 80), 80);
            assert!(scale.clips(1_001) && !scale.clips(1_000));
        }
    }

    #[test]
    fn an_outlier_leaves_room_for_the_others() {
        let ten_of_a_thousand = |height: Height| height.up_to(1_000).of(10, 96);
        assert_eq!(ten_of_a_thousand(Height::Linear), 1);
        assert_eq!(ten_of_a_thousand(Height::Root), 9);
        assert_eq!(ten_of_a_thousand(Height::Log), 33);
    }
}
