//! Days that go by a name: yesterday, today, tomorrow, holidays of a fixed date.

use super::expression::{Base, Point, YearRef};
use super::point::{At, year_of};
use crate::ingest::calendar::english::{Sense, Unit};
use crate::ingest::dates::scan::Scan;

/// Yesterday, today, tomorrow, holidays, `the day before yesterday`.
pub(super) fn named_day(scan: &Scan<'_>, i: usize) -> Option<At> {
    match scan.sense(i) {
        Sense::Day(shift) => Some((
            Point::Unit(Unit::Day, i32::from(shift), Base::Anchor),
            i + 1,
        )),
        Sense::Holiday(month, day) if scan.capital(i) => {
            let eve = scan.any(i + 1, &["eve"]);
            let named = eve || scan.any(i + 1, &["day"]);
            let begins_name = !named && scan.capital(i + 1) && scan.same_line(i + 1);
            let ends_name = i > 1
                && scan.capital(i - 1)
                && scan.is_word(i - 1)
                && !scan.mark(i - 2, ".!?")
                && scan.entry(i - 1).sense == Sense::None
                && scan.entry(i - 1).weekday.is_none();
            if begins_name && scan.is_word(i + 1) || ends_name {
                return None;
            }
            let next = i + 1 + usize::from(named);
            let day = u32::from(day) - u32::from(eve);
            let (year, next) = year_of(scan, next).unwrap_or((YearRef::Unsaid, next));
            Some((Point::MonthDay(u32::from(month), day, year), next))
        }
        _ => {
            let shift = match scan.str(i + 2).to_ascii_lowercase().as_str() {
                "before" => -2,
                "after" => 2,
                _ => return None,
            };
            let day = scan.is(i, "the") && scan.is(i + 1, "day");
            let ends = scan.any(
                i + 3,
                if shift < 0 {
                    &["yesterday"]
                } else {
                    &["tomorrow"]
                },
            );
            (day && ends).then_some((Point::Unit(Unit::Day, shift, Base::Anchor), i + 4))
        }
    }
}

/// `9/11`: the day of 2001, wherever it stands for it alone.
pub(super) fn nine_eleven(scan: &Scan<'_>, i: usize) -> Option<At> {
    let tight = scan.mark(i + 1, "/") && scan.glued(i + 1) && scan.glued(i + 2);
    let alone = (i == 0 || !scan.glued(i) || scan.mark(i - 1, "(“\"‘'-–"))
        && !(scan.mark(i + 3, "/.") && scan.glued(i + 4) && scan.number(i + 4).is_some());
    let number = scan.number(i) == Some((9, 1)) && scan.number(i + 2) == Some((11, 2));
    let year = YearRef::Known(2001);
    (number && tight && alone).then_some((Point::MonthDay(9, 11, year), i + 3))
}

/// `New Year's Day`, `New Year’s Eve`.
pub(super) fn new_year(scan: &Scan<'_>, i: usize) -> Option<At> {
    let named = scan.is(i, "new")
        && scan.is(i + 1, "year")
        && scan.mark(i + 2, "'’")
        && scan.is(i + 3, "s")
        && scan.capital(i + 4);
    let (month, day) = match scan.str(i + 4) {
        "Day" => (1, 1),
        "Eve" => (12, 31),
        _ => return None,
    };
    let (year, next) = year_of(scan, i + 5).unwrap_or((YearRef::Unsaid, i + 5));
    named.then_some((Point::MonthDay(month, day, year), next))
}
