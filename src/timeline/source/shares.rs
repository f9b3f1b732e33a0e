//! The cells of a bar shared out among its parts.

use super::STACKED;

/// The letters of the stacked sources, and that of all others: the same in every bar, so that parts
/// are told apart without colour too.
pub const LETTERS: [char; STACKED + 1] = ['a', 'b', 'c', 'd', 'e', 'f', '+'];

/// How many of `height` cells belong to each part: by largest remainders (Hamilton's method), so
/// that a single cell shows the largest part.
pub fn cells_of(parts: [u32; STACKED + 1], height: u16) -> [u16; STACKED + 1] {
    let all: u64 = parts.iter().copied().map(u64::from).sum::<u64>().max(1);
    let share = |count: u32| u64::from(count) * u64::from(height);
    let mut cells = parts.map(|count| u16::try_from(share(count) / all).unwrap_or(height));
    let mut order: Vec<usize> = (0..parts.len()).collect();
    let remainder = |index: &usize| parts.get(*index).map(|count| share(*count) % all);
    order.sort_by_key(|index| std::cmp::Reverse(remainder(index)));
    let left = height.saturating_sub(cells.iter().sum());
    for index in order.into_iter().take(usize::from(left)) {
        if let Some(count) = cells.get_mut(index) {
            *count += 1;
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cells_are_shared_out_and_none_is_left() {
        assert_eq!(cells_of([5, 3, 2, 0, 0, 0, 0], 10), [5, 3, 2, 0, 0, 0, 0]);
        assert_eq!(cells_of([5, 4, 2, 0, 0, 0, 0], 1), [1, 0, 0, 0, 0, 0, 0]);
        assert_eq!(cells_of([1, 1, 1, 1, 1, 1, 1], 3), [1, 1, 1, 0, 0, 0, 0]);
        for height in 0..12 {
            let cells = cells_of([7, 5, 3, 2, 1, 1, 90], height);
            assert_eq!(cells.iter().sum::<u16>(), height);
        }
    }
}
