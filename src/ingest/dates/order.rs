//! Which of two numbers is the day: what the dates of a text show about each other.

use super::scan::{Scan, may_hold_digits};
use crate::ingest::calendar::DayMonthOrder;

/// Lines looked through at most.
const MOST_LINES: usize = 2000;

/// How often each order was seen.
#[derive(Default)]
struct Votes {
    day_first: usize,
    month_first: usize,
}

impl Votes {
    fn order(&self) -> DayMonthOrder {
        match self.day_first.cmp(&self.month_first) {
            std::cmp::Ordering::Greater => DayMonthOrder::DayFirst,
            std::cmp::Ordering::Less => DayMonthOrder::MonthFirst,
            std::cmp::Ordering::Equal => DayMonthOrder::Unknown,
        }
    }
}

/// The order of day and month that the dates of a text show: by numbers above twelve, else by
/// how its English dates with month names are written (`January 5`, `5 January`).
pub(crate) fn day_month_order(text: &str) -> DayMonthOrder {
    if !may_hold_numeric_date(text) {
        return DayMonthOrder::Unknown;
    }
    let (mut numbers, mut open) = (Votes::default(), false);
    let lines = || {
        let lines = text.split('\n').filter(|line| may_hold_digits(line));
        lines.take(MOST_LINES)
    };
    for line in lines().filter(|line| may_hold_numeric_date(line)) {
        let scan = Scan::new(line);
        for i in 0..scan.tokens.len() {
            count_numbers(&scan, i, &mut numbers, &mut open);
        }
    }
    let order = numbers.order();
    if order != DayMonthOrder::Unknown || !open {
        return order;
    }
    let mut names = Votes::default();
    for line in lines() {
        if !line.contains(['/', '-']) && names.day_first + names.month_first > 20 {
            continue;
        }
        let scan = Scan::new(line);
        for i in 0..scan.tokens.len() {
            count_names(&scan, i, &mut names);
        }
    }
    names.order()
}

/// Whether a `/` or `-` stands directly between two digits; yes, too, between letters outside
/// ASCII.
fn may_hold_numeric_date(line: &str) -> bool {
    let bytes = line.as_bytes();
    let digit = |at: Option<usize>| {
        let byte = at.and_then(|at| bytes.get(at));
        byte.is_some_and(|byte| byte.is_ascii_digit() || !byte.is_ascii())
    };
    memchr::memchr2_iter(b'/', b'-', bytes)
        .any(|at| digit(at.checked_sub(1)) && digit(at.checked_add(1)))
}

/// A date in numbers at `i`; `open` notes that one could be read both ways.
fn count_numbers(scan: &Scan<'_>, i: usize, votes: &mut Votes, open: &mut bool) {
    let (Some((a, 1..=2)), Some((b, 1..=2)), Some((_, 2 | 4))) =
        (scan.number(i), scan.number(i + 2), scan.number(i + 4))
    else {
        return;
    };
    if !scan.mark(i + 1, "/-")
        || scan.str(i + 1) != scan.str(i + 3)
        || !(1..=4).all(|step| scan.glued(i + step))
    {
        return;
    }
    votes.day_first += usize::from((13..=31).contains(&a) && b <= 12);
    votes.month_first += usize::from((13..=31).contains(&b) && a <= 12);
    *open |= a <= 12 && b <= 12;
}

/// A month name at `i` with its day before or behind it.
fn count_names(scan: &Scan<'_>, i: usize, votes: &mut Votes) {
    let Some(name) = scan.entry(i).month else {
        return;
    };
    let day = |i: usize| scan.number(i).is_some_and(|(_, digits)| digits <= 2);
    // Only English is written in both orders.
    let before = i > 0 && day(i - 1);
    votes.day_first += usize::from(before || !name.english && scan.number(i + 1).is_some());
    votes.month_first += usize::from(!before && name.english && day(i + 1));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_dates_of_the_text_tell_the_order() {
        for (text, order) in [
            ("05/01/2018 and 25/01/2018", DayMonthOrder::DayFirst),
            ("01/05/2018\n01/25/2018", DayMonthOrder::MonthFirst),
            ("01/05/2018\nJanuary 5, 2018", DayMonthOrder::MonthFirst),
            ("05/01/2018\n5 January 2018", DayMonthOrder::DayFirst),
            ("05/01/2018", DayMonthOrder::Unknown),
            ("January 5, 2018", DayMonthOrder::Unknown),
        ] {
            assert_eq!(day_month_order(text), order, "{text}");
        }
    }
}
