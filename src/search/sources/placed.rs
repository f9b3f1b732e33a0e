//! The source column in the order of dates, two bytes a place: what stands together in a list, in
//! a bar, is read together, and of what lies between two places nothing has to be looked up.

use super::super::by_date::ByDate;
use super::UNKNOWN;
use crate::article::ArticleId;

/// More sources than two bytes can tell apart are not put in order.
pub(super) const MOST_NAMES: usize = u16::MAX as usize;

/// Cells that are put in order in one go.
const STRIDE: usize = 16_384;

/// The column, as far as it was put in the order of this version.
#[derive(Default)]
pub(super) struct Placed {
    version: u64,
    column: Vec<u16>,
}

impl Placed {
    /// Goes on to put a column in order, some thousands of cells at a time; whether that is done.
    pub(super) fn place_some(&mut self, column: &[u32], order: &ByDate) -> bool {
        if self.version != order.version() {
            self.version = order.version();
            self.column.clear();
        }
        let articles = order.articles().iter().skip(self.column.len());
        let room = order.len().saturating_sub(self.column.len());
        self.column.reserve_exact(room);
        let source = |id: &ArticleId| column.get(id.index()).copied();
        self.column
            .extend(articles.take(STRIDE).map(|id| short(source(id))));
        self.is_whole(order)
    }

    /// Whether every article of an order has its cell.
    pub(super) fn is_whole(&self, order: &ByDate) -> bool {
        self.version == order.version() && self.column.len() == order.len()
    }

    /// The cell of an article has changed.
    pub(super) fn set(&mut self, id: ArticleId, source: u32, order: &ByDate) {
        if self.version == order.version()
            && let Some(place) = order.places().get(id.index())
            && let Some(cell) = self.column.get_mut(*place as usize)
        {
            *cell = short(Some(source));
        }
    }

    /// The column of an order, if it is whole.
    pub(super) fn of(&self, order: &ByDate) -> Option<&[u16]> {
        self.is_whole(order).then_some(self.column.as_slice())
    }

    /// Bytes on the heap.
    pub(super) fn heap_bytes(&self) -> usize {
        self.column.capacity() * size_of::<u16>()
    }
}

/// A cell in two bytes; none is larger than the unknown one.
fn short(source: Option<u32>) -> u16 {
    u16::try_from(source.unwrap_or(UNKNOWN)).unwrap_or(u16::MAX)
}
