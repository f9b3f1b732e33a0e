//! Which of an article's times is its first in a day, a week, a month and so on: found once as it
//! is taken in, so that bars of any step and window count articles by adding up, without a look at
//! what else an article speaks of.

use chrono::{Datelike as _, NaiveDate};

use super::time::Time;
use crate::timeline::Step;

/// The steps a time can lie in one period of; a period shorter than a day holds no day.
pub(super) const STEPS: [Step; 7] = [
    Step::Day,
    Step::Week,
    Step::Month,
    Step::Quarter,
    Step::Year,
    Step::Decade,
    Step::Century,
];

/// A set of steps, one bit each in the order of [`STEPS`].
pub(super) type Steps = u8;

/// Where a step stands among [`STEPS`]; behind them where it is shorter than a day.
pub(super) fn bit_of(step: Step) -> usize {
    let at = STEPS.iter().position(|of| *of == step);
    at.unwrap_or(STEPS.len())
}

/// Numbers of the periods that a day lies in, in the order of [`STEPS`].
type Periods = [i32; STEPS.len()];

/// The periods that the times of one article have been found in, in their order.
#[derive(Debug, Default)]
pub(super) struct Seen {
    last: [Option<i32>; STEPS.len()],
}

impl Seen {
    /// The steps in one period of which a time lies, and those of them in whose period it is the
    /// first. Times are given in their order: then periods are in theirs too.
    pub(super) fn take_in(&mut self, time: Time) -> (Steps, Steps) {
        let from = periods(time.first());
        let to = if time.is_day() {
            from
        } else {
            periods(time.last())
        };
        let (mut within, mut first) = (0, 0);
        for (bit, (last, (from, to))) in self.last.iter_mut().zip(from.iter().zip(to)).enumerate() {
            if *from != to {
                continue;
            }
            within |= 1 << bit;
            if last.replace(to) != Some(to) {
                first |= 1 << bit;
            }
        }
        (within, first)
    }
}

/// The same numbers as [`Step::index_of`] gives, from one look at the calendar.
fn periods(day: i32) -> Periods {
    let date = NaiveDate::from_num_days_from_ce_opt(day).unwrap_or_default();
    let (year, month0) = (date.year(), date.month0().cast_signed());
    [
        day,
        (day - 1).div_euclid(7),
        year * 12 + month0,
        year * 4 + month0 / 3,
        year,
        year.div_euclid(10),
        year.div_euclid(100),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::day_number;

    #[test]
    fn periods_are_those_of_the_steps() {
        for day in (1..3_652_059).step_by(997) {
            let date = NaiveDate::from_num_days_from_ce_opt(day).unwrap();
            let numbers = STEPS.map(|step| step.index_of(date.into()));
            assert_eq!(periods(day).map(i64::from), numbers, "{date}");
        }
    }

    #[test]
    fn a_time_is_the_first_in_the_periods_no_earlier_one_lies_in() {
        let day = |text: &str| day_number(text.parse::<NaiveDate>().unwrap());
        let mut seen = Seen::default();
        let mut of = |first, last| {
            let (within, first) = seen.take_in(Time::of((day(first), day(last))));
            [within, first].map(|set| {
                let named = |bit: &usize| set & (1 << bit) != 0;
                (0..STEPS.len())
                    .filter(named)
                    .map(|bit| STEPS[bit])
                    .collect::<Vec<_>>()
            })
        };
        let month = of("2018-03-01", "2018-03-31");
        assert_eq!(month[0], STEPS[2..]);
        assert_eq!(month[1], STEPS[2..]);
        assert_eq!(of("2018-03-05", "2018-03-05")[1], [Step::Day, Step::Week]);
        assert_eq!(of("2018-03-06", "2018-03-06")[1], [Step::Day]);
        let next = of("2018-04-01", "2018-04-01");
        assert_eq!(next[0], STEPS);
        assert_eq!(
            next[1],
            STEPS[..4],
            "a Sunday, in a week no day of which was spoken of"
        );
    }
}
