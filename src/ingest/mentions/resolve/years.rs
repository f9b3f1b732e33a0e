//! Which year is meant where none is written: news counts from the article's date with the tense of
//! the verb, history from the last time of the story.

use chrono::{Datelike as _, NaiveDate};

use super::{Context, Stand};
use crate::ingest::mentions::expression::YearRef;
use crate::ingest::mentions::tense::Tense;
use crate::ingest::mentions::when::{When, add_days};

impl Context {
    /// The year of an expression that may leave it unsaid; `near` is its day in a given year.
    pub(super) fn year_for(
        &self,
        year: YearRef,
        tense: Tense,
        near: impl Fn(i32) -> Option<NaiveDate>,
    ) -> Option<i32> {
        match year {
            YearRef::Known(year) => Some(year),
            YearRef::Shift(shift, base) => self.base(base)?.year().checked_add(shift),
            YearRef::Turn(turn, base) => {
                let from = self.base(base)?;
                let years = [
                    from.year().checked_sub(1)?,
                    from.year(),
                    from.year().checked_add(1)?,
                ];
                match turn {
                    0 => Some(from.year()),
                    // "Last January" in March is this year's, "last December" last year's; the
                    // month under way is not meant.
                    -1 => years
                        .into_iter()
                        .rev()
                        .find(|&y| near(y).is_some_and(|day| day < from && !same_month(day, from))),
                    _ => years
                        .into_iter()
                        .find(|&y| near(y).is_some_and(|day| day > from)),
                }
            }
            YearRef::Winter if self.narrative => self.year_of_winter(near),
            YearRef::Unsaid if self.narrative => self.year_in_narrative(near),
            YearRef::Unsaid | YearRef::Winter => self.year_in_news(tense, near),
        }
    }

    /// History goes forward: the year that puts the day at most half a year before and less than a
    /// year behind the last time spoken of.
    pub(super) fn year_in_narrative(&self, near: impl Fn(i32) -> Option<NaiveDate>) -> Option<i32> {
        if self.sentence_year.is_some() {
            return self.sentence_year;
        }
        let reference = self.sentence.or(self.story)?;
        let from = reference.first_day()?;
        if !reference.has_month() {
            return Some(from.year());
        }
        let earliest = add_days(from, -MOST_DAYS_BACK)?;
        [from.year() - 1, from.year(), from.year() + 1]
            .into_iter()
            .find(|&y| near(y).is_some_and(|day| day >= earliest))
    }

    /// "From October to March": the turn of the year that lies nearest to the last time spoken of.
    fn year_of_winter(&self, near: impl Fn(i32) -> Option<NaiveDate>) -> Option<i32> {
        if self.sentence_year.is_some() {
            return self.sentence_year;
        }
        let from = self.sentence.or(self.story)?.first_day()?;
        let far = |y: i32| {
            let turn = NaiveDate::from_ymd_opt(y.checked_add(1)?, 1, 1)?;
            near(y)?;
            Some((turn.signed_duration_since(from).num_days().abs(), y))
        };
        let years = [from.year() - 2, from.year() - 1, from.year()];
        years
            .into_iter()
            .filter_map(far)
            .min()
            .map(|(_, year)| year)
    }

    /// Whether a day without its year falls so near to the article's that no other year is meant,
    /// whatever the verbs around it: news names the year of a day that lies farther.
    pub(super) fn is_close(&self, near: &impl Fn(i32) -> Option<NaiveDate>) -> bool {
        self.anchor.is_some_and(|anchor| {
            let years = [anchor.year() - 1, anchor.year(), anchor.year() + 1];
            let far = |day: NaiveDate| day.signed_duration_since(anchor).num_days().abs();
            years
                .into_iter()
                .filter_map(near)
                .any(|day| far(day) <= CLOSE)
        })
    }

    pub(super) fn year_in_news(
        &self,
        tense: Tense,
        near: impl Fn(i32) -> Option<NaiveDate>,
    ) -> Option<i32> {
        let anchor = self.anchor?;
        // News names the year of a day that is not of this one: a year told in another sentence
        // goes on only with what opens one. "Took office on 1 July 2011. He is to step down on 30 June."
        let goes_on = self.stand == Stand::Opening && tense != Tense::Future;
        let goes_on = self.sentence.is_some() || goes_on && !self.is_close(&near);
        let told = self.year.filter(|_| goes_on);
        if let Some(year) = told.filter(|year| (year - anchor.year()).abs() > 1) {
            return Some(year);
        }
        let years = [anchor.year() - 1, anchor.year(), anchor.year() + 1];
        match tense {
            Tense::Past => years
                .into_iter()
                .rev()
                .find(|&y| near(y).is_some_and(|day| day <= anchor)),
            Tense::Future => years
                .into_iter()
                .find(|&y| near(y).is_some_and(|day| day >= anchor || same_month(day, anchor))),
            Tense::Unclear => years
                .into_iter()
                .filter_map(|y| Some((near(y)?.signed_duration_since(anchor).num_days().abs(), y)))
                .min()
                .map(|(_, y)| y),
        }
    }

    /// A quarter or half of a year by its year. What lies ahead may be the one under way: its last
    /// month counts.
    pub(super) fn part_of_year(
        &self,
        year: YearRef,
        tense: Tense,
        last_month: u32,
        of: impl Fn(i32) -> When,
    ) -> Option<When> {
        // Results of a quarter that is just over are still to come.
        let over = |y: i32| {
            let end = NaiveDate::from_ymd_opt(y, last_month, 28)?;
            let since = self.anchor?.signed_duration_since(end).num_days();
            (0..=REPORTED).contains(&since).then_some(y)
        };
        if let (YearRef::Unsaid, Tense::Future, false, Some(anchor)) =
            (year, tense, self.narrative, self.anchor)
            && let Some(y) = over(anchor.year()).or_else(|| over(anchor.year().checked_sub(1)?))
        {
            return Some(of(y));
        }
        let near = |y: i32| match tense {
            Tense::Future => NaiveDate::from_ymd_opt(y, last_month, 1),
            _ => of(y).first_day(),
        };
        self.year_for(year, tense, near).map(&of)
    }
}

/// So many days around the article's a day needs no year.
const CLOSE: i64 = 45;

/// So many days after its end a quarter's figures come out.
const REPORTED: i64 = 92;

/// How far before the last time spoken of a date without a year may lie, in days.
const MOST_DAYS_BACK: i64 = 183;

fn same_month(a: NaiveDate, b: NaiveDate) -> bool {
    (a.year(), a.month()) == (b.year(), b.month())
}
