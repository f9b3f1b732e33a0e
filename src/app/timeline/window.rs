//! Zooming and stepping: from the chart on screen to the window asked for next.
//!
//! Pure arithmetic on period numbers ([`Step::index_of`]); saturating at the ends of the calendar.

use chrono::NaiveDateTime;

use crate::timeline::{Chart, Step, Window};

/// Closer: half as many bars, about the one that holds `centre`; a single bar is opened.
pub(super) fn zoomed_in(chart: &Chart, centre: NaiveDateTime) -> Option<Window> {
    let count = length(chart)?;
    around(chart.step, centre, (count / 2).max(1))
}

/// Wider: twice as many bars about `centre`, or the whole collection when they would hold it.
pub(super) fn zoomed_out(chart: &Chart, centre: NaiveDateTime) -> Option<Window> {
    let count = length(chart)?;
    let window = around(chart.step, centre, count.saturating_mul(2))?;
    let (first, last) = chart.collection?;
    match window {
        Window::Span(start, end) if start > first || end <= last => Some(window),
        _ => Some(Window::All),
    }
}

/// So many bars of width `step` about `centre` as there is room for, when the window on screen
/// would take more; else nothing, and the window can stay.
pub(super) fn fitted(
    chart: &Chart,
    step: Step,
    centre: NaiveDateTime,
    columns: u16,
) -> Option<Window> {
    let (start, end) = chart.window()?;
    let count = step.index_of(end).saturating_sub(step.index_of(start));
    let columns = i64::from(columns.max(1));
    if count <= columns {
        return None;
    }
    around(step, centre, columns)
}

/// The same number of bars, moved so that the period `by` bars from the edge comes into view.
pub(super) fn panned(chart: &Chart, by: i64) -> Option<Window> {
    let (start, end) = chart.window()?;
    let moved = |moment: NaiveDateTime| {
        let index = chart.step.index_of(moment).checked_add(by)?;
        chart.step.start(index)
    };
    Some(Window::Span(moved(start)?, moved(end)?))
}

/// The same number of bars, moved so far that the one with `moment` is the first or the last.
pub(super) fn moved_to(chart: &Chart, moment: NaiveDateTime) -> Option<Window> {
    let (start, end) = chart.window()?;
    let index = chart.step.index_of(moment);
    let first = chart.step.index_of(start);
    let after = chart.step.index_of(end);
    if index < first {
        panned(chart, index.saturating_sub(first))
    } else {
        panned(chart, index.saturating_sub(after).saturating_add(1))
    }
}

fn length(chart: &Chart) -> Option<i64> {
    i64::try_from(chart.bars.len())
        .ok()
        .filter(|count| *count > 0)
}

/// `count` periods with the one of `centre` in the middle.
fn around(step: Step, centre: NaiveDateTime, count: i64) -> Option<Window> {
    let first = step.index_of(centre).saturating_sub(count / 2);
    let after = first.saturating_add(count.max(1));
    Some(Window::Span(step.start(first)?, step.start(after)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::Bar;
    use chrono::NaiveDate;

    fn year(year: i32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(year, 1, 1).unwrap().into()
    }

    fn years(first: i32, last: i32) -> Chart {
        let bars = (first..=last).map(|y| Bar {
            read: 1,
            collection: 1,
            ..Bar::empty(year(y), year(y + 1))
        });
        let mut chart = Chart::empty(Step::Year);
        chart.bars = bars.collect();
        chart.collection = Some((year(first), year(last)));
        chart
    }

    #[test]
    fn zooming_in_halves_about_the_cursor_and_out_comes_back_to_all() {
        let chart = years(2010, 2019);
        let closer = zoomed_in(&chart, year(2013)).unwrap();
        assert_eq!(closer, Window::Span(year(2011), year(2016)));
        assert_eq!(zoomed_out(&chart, year(2014)), Some(Window::All));
        let single = years(2018, 2018);
        let opened = zoomed_in(&single, year(2018)).unwrap();
        assert_eq!(opened, Window::Span(year(2018), year(2019)));
    }

    #[test]
    fn finer_bars_keep_the_window_unless_there_is_no_room() {
        let chart = years(2010, 2019);
        assert_eq!(fitted(&chart, Step::Month, year(2015), 120), None);
        let window = fitted(&chart, Step::Month, year(2015), 60).unwrap();
        let middle = |month| NaiveDate::from_ymd_opt(2012 + month / 12, 7, 1).unwrap();
        assert_eq!(window, Window::Span(middle(0).into(), middle(60).into()));
    }

    #[test]
    fn the_window_moves_just_far_enough() {
        let chart = years(2010, 2019);
        assert_eq!(
            moved_to(&chart, year(2005)),
            Some(Window::Span(year(2005), year(2015)))
        );
        assert_eq!(
            moved_to(&chart, year(2025)),
            Some(Window::Span(year(2016), year(2026)))
        );
        assert_eq!(
            panned(&chart, -1),
            Some(Window::Span(year(2009), year(2019)))
        );
        assert_eq!(panned(&chart, i64::MAX), None);
    }
}
