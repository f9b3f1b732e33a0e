//! The bar of every day of a window: a time spoken of is placed by one look at a table.

use super::periods::{days_of, window};
use crate::timeline::Bar;

/// Where a day stands: the index of a bar, or none.
pub(super) type Slot = u32;

/// Outside the window, or in no one bar.
pub(super) const NO_BAR: Slot = u32::MAX;

/// Days and their bars.
#[derive(Debug)]
pub(super) struct DayTable {
    /// The first day of the window.
    first: i32,
    /// One a day from then on.
    slots: Vec<Slot>,
}

impl DayTable {
    /// Linear in the days of the window, which are written bar by bar.
    pub(super) fn of(bars: &[Bar]) -> Self {
        let (first, end) = window(bars).unwrap_or_default();
        let count = end.checked_sub(first);
        let count = count.and_then(|count| usize::try_from(count).ok());
        let mut slots = vec![NO_BAR; count.unwrap_or(0)];
        let at = |day: i32| usize::try_from(day.saturating_sub(first)).unwrap_or(0);
        // What the clock shows again, no day lies in.
        let once = (0..).zip(bars).filter(|(_, bar)| !bar.is_again());
        for (index, bar) in once {
            let (from, to) = days_of(bar);
            if let Some(days) = slots.get_mut(at(from)..at(to)) {
                days.fill(index);
            }
        }
        Self { first, slots }
    }

    /// Where a day stands.
    #[inline]
    pub(super) fn day(&self, day: i32) -> Slot {
        let at = usize::try_from(day.wrapping_sub(self.first)).unwrap_or(usize::MAX);
        self.slots.get(at).copied().unwrap_or(NO_BAR)
    }
}
