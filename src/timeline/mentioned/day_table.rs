//! The bar of every day of a window: a time spoken of is placed by two looks at a table, however
//! many of them there are.

use chrono::{NaiveDateTime, NaiveTime};

use super::time::Time;
use crate::store::day_number;
use crate::timeline::Bar;

/// Where a time stands: the index of a bar, or one of the three below.
pub(super) type Slot = u32;

/// Before the first bar.
pub(super) const BEFORE: Slot = u32::MAX - 2;
/// After the last bar.
pub(super) const AFTER: Slot = u32::MAX - 1;
/// In no one bar.
pub(super) const WIDER: Slot = u32::MAX;

/// Days and their bars; without a bar every time is wider than one.
#[derive(Debug)]
pub(super) struct DayTable {
    /// The day before the first one of the window.
    before: i32,
    /// One a day from then to the day after the window.
    slots: Vec<Slot>,
}

impl DayTable {
    /// Linear in the days of the window, which are written bar by bar.
    pub(super) fn of(bars: &[Bar]) -> Self {
        let ends = bars.first().zip(bars.last());
        let days = ends.and_then(|(oldest, newest)| {
            let first = day_number(oldest.start.date());
            let count = day_after(newest.end).checked_sub(first)?;
            Some((first, usize::try_from(count).ok()?))
        });
        let Some((first, count)) = days else {
            return Self {
                before: i32::MAX,
                slots: vec![WIDER],
            };
        };
        let mut slots = vec![WIDER; count.saturating_add(2)];
        let before = first.saturating_sub(1);
        let at = |day: i32| usize::try_from(day.saturating_sub(before)).unwrap_or(0);
        // What the clock shows again, no day lies in.
        let once = (0..).zip(bars).filter(|(_, bar)| !bar.is_again());
        for (index, bar) in once {
            let days = at(day_after(bar.start))..at(day_number(bar.end.date()));
            if let Some(days) = slots.get_mut(days) {
                days.fill(index);
            }
        }
        if let Some(outside) = slots.first_mut() {
            *outside = BEFORE;
        }
        if let Some(outside) = slots.last_mut() {
            *outside = AFTER;
        }
        Self { before, slots }
    }

    /// Where a day stands.
    #[inline]
    pub(super) fn day(&self, day: i32) -> Slot {
        let at = usize::try_from(day.saturating_sub(self.before)).unwrap_or(0);
        let last = self.slots.len().saturating_sub(1);
        self.slots.get(at.min(last)).copied().unwrap_or(WIDER)
    }

    /// Where a time stands.
    #[inline]
    pub(super) fn time(&self, time: Time) -> Slot {
        let slot = self.day(time.first());
        if time.is_day() || self.day(time.last()) == slot {
            slot
        } else {
            WIDER
        }
    }
}

/// The first day that begins at a moment or later.
fn day_after(moment: NaiveDateTime) -> i32 {
    let later = i32::from(moment.time() > NaiveTime::MIN);
    day_number(moment.date()).saturating_add(later)
}
