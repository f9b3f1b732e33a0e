//! Where a motion leads among rows: the one arithmetic of every list, box and scroll position.

use crate::action::Motion;

/// The row a motion leads to from row `at`, when `page` rows are in view and `last` is the last
/// there is; never behind it. Half a page is one row at least.
pub fn target(motion: Motion, at: usize, page: usize, last: usize) -> usize {
    let half = (page / 2).max(1);
    let to = match motion {
        Motion::Down => at.saturating_add(1),
        Motion::Up => at.saturating_sub(1),
        Motion::First => 0,
        Motion::Last => last,
        Motion::HalfDown => at.saturating_add(half),
        Motion::HalfUp => at.saturating_sub(half),
        Motion::PageDown => at.saturating_add(page),
        Motion::PageUp => at.saturating_sub(page),
    };
    to.min(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_motion_leads_out_of_the_rows() {
        for motion in [
            Motion::Down,
            Motion::Up,
            Motion::First,
            Motion::Last,
            Motion::HalfDown,
            Motion::HalfUp,
            Motion::PageDown,
            Motion::PageUp,
        ] {
            for (at, page, last) in [(0, 0, 0), (3, 1, 5), (5, 10, 5), (9, 3, usize::MAX)] {
                assert!(target(motion, at, page, last) <= last, "{motion:?}");
            }
        }
        assert_eq!(
            target(Motion::HalfDown, 2, 1, 9),
            3,
            "half of one row is one"
        );
        assert_eq!(target(Motion::PageUp, 2, 5, 9), 0);
        assert_eq!(target(Motion::PageDown, 2, 5, 9), 7);
    }
}
