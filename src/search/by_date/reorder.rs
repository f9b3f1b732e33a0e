//! One article that moves in the order: what stands between its two places makes way.

use std::sync::Arc;

use super::{Sorted, day_of, sort_key};
use crate::article::{ArticleId, DateKind};
use crate::store::DateCell;

impl Sorted {
    /// Puts an article where its date says, which alone is not where it should be; how many
    /// articles have another place now. Linear in the places between, and in the days.
    pub(super) fn move_to_its_place(&mut self, id: ArticleId, dates: &[DateCell]) -> usize {
        let cell = *dates.get(id.index()).unwrap_or(&DateCell::NONE);
        let Some(from) = self.places.get(id.index()).copied() else {
            return 0;
        };
        let to = self.place_for(id, from, dates);
        self.leave_day(from);
        self.enter_day(cell, to);
        let exact = cell.is_dated().then_some(cell.precision as usize);
        for (precision, places) in self.by_precision.iter_mut().enumerate() {
            places.move_place(from, to, exact == Some(precision));
        }
        let inferred = cell.kind == DateKind::Inferred;
        self.inferred.move_place(from, to, inferred);
        let (first, last) = (from.min(to), from.max(to));
        let articles = Arc::make_mut(&mut self.articles);
        let between = articles.get_mut(first as usize..=last as usize);
        let between = between.unwrap_or_default();
        if from < to {
            between.rotate_left(1);
        } else {
            between.rotate_right(1);
        }
        let places = Arc::make_mut(&mut self.places);
        for (place, id) in (first..).zip(&*between) {
            if let Some(slot) = places.get_mut(id.index()) {
                *slot = place;
            }
        }
        between.len()
    }

    /// The place that an article belongs to which stands at another: all others are in order.
    fn place_for(&self, id: ArticleId, from: u32, dates: &[DateCell]) -> u32 {
        let key = sort_key(id, dates);
        let is_before = |other: &ArticleId| sort_key(*other, dates) < key;
        let (before, behind) = self.articles.split_at(from as usize);
        let behind = behind.get(1..).unwrap_or_default();
        let place = match before.last() {
            Some(last) if !is_before(last) => before.partition_point(is_before),
            _ => before.len() + behind.partition_point(is_before),
        };
        u32::try_from(place).unwrap_or(from)
    }

    /// The article at a place belongs to no day any more.
    fn leave_day(&mut self, place: u32) {
        if place >= self.dated {
            return;
        }
        self.dated -= 1;
        let behind = self.days.partition_point(|(_, start)| *start <= place);
        for (_, start) in self.days.iter_mut().skip(behind) {
            *start -= 1;
        }
        let end = self
            .days
            .get(behind)
            .map_or(self.dated, |(_, start)| *start);
        let day = behind.saturating_sub(1);
        if self.days.get(day).is_some_and(|(_, start)| *start == end) {
            self.days.remove(day);
        }
    }

    /// An article of this date has come to a place.
    fn enter_day(&mut self, cell: DateCell, place: u32) {
        if !cell.is_dated() {
            return;
        }
        self.dated += 1;
        let day = day_of(cell);
        let at = self.days.partition_point(|(known, _)| *known > day);
        if self.days.get(at).is_none_or(|(known, _)| *known != day) {
            self.days.insert(at, (day, place));
        }
        for (_, start) in self.days.iter_mut().skip(at + 1) {
            *start += 1;
        }
    }
}
