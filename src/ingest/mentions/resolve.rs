//! From what an expression says to its value: counted from the article's date in news, from the
//! time spoken of before in narrative.

mod years;

use chrono::{Datelike as _, NaiveDate};

use super::expression::{Base, Meaning, Point, YearRef};
use super::tense::Tense;
use super::when::{When, add_days};
use crate::article::Precision;
use crate::ingest::calendar::english::{DayPart, Unit};

/// What is known while reading on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context {
    /// The day of the article.
    pub(super) anchor: Option<NaiveDate>,
    /// Whether the text tells history rather than news.
    pub(super) narrative: bool,
    /// The last time spoken of.
    pub(super) reference: Option<When>,
    /// The last day spoken of, in whatever paragraph.
    pub(super) day: Option<NaiveDate>,
    /// The last time spoken of in the same sentence.
    pub(super) nearby: Option<When>,
    /// The last time of the story: what years left unsaid are counted from in narrative.
    pub(super) story: Option<When>,
    /// The year that stands alone in the same sentence.
    pub(super) sentence_year: Option<i32>,
    /// Where in its sentence the expression at hand stands.
    pub(super) stand: Stand,
    /// The year written out last in this paragraph, where it is not the article's.
    pub(super) year: Option<i32>,
    /// The last year and month of this paragraph that are written.
    pub(super) written: Option<(i32, u32)>,
    /// The last time of this sentence whose year and month are written.
    pub(super) sentence: Option<When>,
    /// The story as it stood before this paragraph leapt far ahead of it.
    left: Option<When>,
    /// Sentences of the paragraph before that of the expression, as far as they speak of time.
    pub(super) sentences: usize,
}

/// Where in a sentence a time expression stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stand {
    /// At its beginning.
    Opening,
    /// In apposition to a day: it says which day that is.
    Apposition,
    /// Somewhere.
    Within,
}

/// TIMEX3 code of a part of the day.
pub(super) fn part_code(part: DayPart) -> &'static str {
    match part {
        DayPart::Morning => "TMO",
        DayPart::Afternoon => "TAF",
        DayPart::Evening => "TEV",
        DayPart::Night => "TNI",
        DayPart::Noon => "T12:00",
        DayPart::Midnight => "T00:00",
        DayPart::Daytime => "TDT",
    }
}

impl Context {
    /// Before anything is read.
    pub(super) fn new(anchor: Option<NaiveDate>, narrative: bool) -> Self {
        Self {
            anchor,
            narrative,
            reference: None,
            day: None,
            nearby: None,
            story: None,
            sentence_year: None,
            stand: Stand::Within,
            year: None,
            written: None,
            sentence: None,
            left: None,
            sentences: 0,
        }
    }

    /// A paragraph begins.
    pub(super) fn begin_paragraph(&mut self) {
        self.begin_sentence();
        (self.year, self.written, self.sentences) = (None, None, 0);
        // "In 2008 a second statue was pulled down": what came of it later was an aside.
        self.story = self.left.take().or(self.story);
        if !self.narrative {
            self.reference = None;
        }
    }

    /// A sentence ends, another one begins.
    pub(super) fn begin_sentence(&mut self) {
        (self.sentence_year, self.sentence, self.nearby) = (None, None, None);
        self.sentences += 1;
    }

    /// The value of a meaning; what it speaks of becomes the reference.
    pub(super) fn value(&mut self, meaning: &Meaning, tense: Tense) -> Option<String> {
        match meaning {
            Meaning::Value(value) => Some(value.clone()),
            Meaning::Open => None,
            Meaning::Beside(..) if self.narrative && self.stand == Stand::Apposition => {
                self.day.map(|day| When::Day(day).to_string())
            }
            Meaning::Beside(shift, _) if self.narrative => self
                .point(Point::Unit(Unit::Day, *shift, Base::Reference), tense)
                .map(|when| when.to_string()),
            Meaning::Beside(_, period) => Some(period.clone()),
            Meaning::At(Point::Moment(moment)) => {
                self.point(Point::Moment(*moment), tense);
                Some(moment.to_string())
            }
            // "On 2 October, the day after the crossing": that day.
            Meaning::At(Point::Unit(Unit::Day, 1 | -1, Base::Reference))
                if self.stand == Stand::Apposition =>
            {
                self.day.map(|day| When::Day(day).to_string())
            }
            Meaning::At(point) => self.point(*point, tense).map(|when| when.to_string()),
            Meaning::Part(point, part) => {
                let day = self.point(*point, tense)?;
                Some(format!("{day}{}", part_code(*part)))
            }
            Meaning::Clock(point, hour, minute) => {
                let day = match point {
                    Some(point) => self.point(*point, tense)?,
                    None => self.day_spoken_of()?,
                };
                Some(match minute {
                    Some(minute) => format!("{day}T{hour:02}:{minute:02}"),
                    None => format!("{day}T{hour:02}"),
                })
            }
        }
    }

    fn day_spoken_of(&self) -> Option<When> {
        match self.reference {
            Some(When::Day(day)) => Some(When::Day(day)),
            _ if self.narrative => None,
            _ => self.anchor.map(When::Day),
        }
    }

    fn point(&mut self, point: Point, tense: Tense) -> Option<When> {
        let when = self.resolve(point, tense)?;
        let from_writing = match point {
            Point::Unit(_, _, base) => base == Base::Anchor,
            Point::Weekday(..) | Point::YearsBefore(..) => true,
            Point::MonthDay(_, _, year) | Point::Month(_, year) | Point::Season(_, year) => {
                matches!(
                    year,
                    YearRef::Turn(_, Base::Anchor) | YearRef::Shift(_, Base::Anchor)
                )
            }
            _ => false,
        };
        if self.narrative && from_writing {
            return Some(when);
        }
        self.reference = Some(when);
        self.nearby = Some(when);
        if let When::Day(day) = when {
            self.day = Some(day);
        }
        let looks_back = matches!(point, Point::Unit(_, shift, _) if shift < 0);
        if !looks_back && self.goes_on(when, point.known_year().is_some() && self.sentences == 0) {
            if self.sentences > 0 && self.leaps(when) {
                self.left = self.left.or(self.story);
            }
            self.story = Some(when);
        }
        if let Point::Year(YearRef::Known(year)) = point {
            self.sentence_year = Some(year);
        }
        if let Some((year, month)) = point.known_month() {
            self.year = Some(year);
            self.written = Some((year, month));
            self.sentence = Some(when);
        }
        Some(when)
    }

    /// Whether a time is the next of the story: what opens a sentence is, and what lies ahead
    /// of the story; narrative looks back and aside to other ages (`as in 1812`) in passing. A day
    /// with its year that a paragraph begins with (`explicit`) sets the scene anew.
    fn goes_on(&self, when: When, explicit: bool) -> bool {
        let Some(day) = when.first_day() else {
            return false;
        };
        let Some(story) = self.story.and_then(When::first_day) else {
            return true;
        };
        match when {
            When::Decade(_) | When::Century(_) => false,
            _ if self.stand == Stand::Opening => true,
            When::Day(_) if explicit => true,
            // "The first of the 1777 campaigns": what a paragraph begins with, if it goes forward.
            When::Year(year) if explicit => Some(year) == story.year().checked_add(1),
            _ => when.has_month() && day >= story,
        }
    }

    /// Whether a time lies so far ahead of a story told by days that it tells what came of it.
    fn leaps(&self, when: When) -> bool {
        let far = |(a, b): (NaiveDate, NaiveDate)| b.signed_duration_since(a).num_days() > LEAP;
        let told_by_days = self.story.filter(|story| matches!(story, When::Day(_)));
        let days = told_by_days.and_then(When::first_day).zip(when.first_day());
        days.is_some_and(far)
    }

    /// The day that relative expressions are counted from.
    fn base(&self, base: Base) -> Option<NaiveDate> {
        let spoken = self.reference.and_then(When::first_day);
        match base {
            Base::Reference => spoken.or_else(|| self.anchor.filter(|_| !self.narrative)),
            Base::Nearby if self.narrative || self.nearby.is_some() => spoken.or(self.anchor),
            Base::Here if self.narrative => spoken.or(self.anchor),
            Base::Nearby | Base::Anchor | Base::Here => self.anchor,
        }
    }

    fn resolve(&self, point: Point, tense: Tense) -> Option<When> {
        match point {
            Point::Moment(moment) => {
                let day = moment.local.date();
                Some(match moment.precision {
                    Precision::Year => When::Year(day.year()),
                    Precision::Month => When::Month(day.year(), day.month()),
                    _ => When::Day(day),
                })
            }
            Point::MonthDay(month, day, year) => self.day_in_month((month, day), year, tense),
            Point::Month(month, year) => {
                let near = |y: i32| NaiveDate::from_ymd_opt(y, month, 1);
                let year = self.year_for(year, tense, near)?;
                Some(When::Month(year, month))
            }
            Point::Season(code, year) => {
                let near = |y: i32| When::Season(y, code).first_day();
                self.year_for(year, tense, near)
                    .map(|year| When::Season(year, code))
            }
            Point::Quarter(quarter, year) => {
                self.part_of_year(year, tense, quarter.checked_mul(3)?, |y| {
                    When::Quarter(y, quarter)
                })
            }
            Point::Half(half, year) => {
                self.part_of_year(year, tense, half.checked_mul(6)?, |y| When::Half(y, half))
            }
            Point::Year(year) => self
                .year_for(year, tense, |y| NaiveDate::from_ymd_opt(y, 1, 1))
                .map(When::Year),
            Point::DayOfMonth(day) => {
                let month = self.base(Base::Reference)?;
                month.with_day(day).map(When::Day)
            }
            Point::Decade(decade) => Some(When::Decade(decade)),
            Point::Century(century) => Some(When::Century(century)),
            Point::Numbers => None,
            Point::BeforeChrist(year) => Some(When::BeforeChrist(year)),
            Point::Weekday(weekday, turn) => self.weekday(weekday, turn, tense).map(When::Day),
            Point::YearsBefore(weekday, years) => {
                let day = match weekday {
                    0 => self.anchor,
                    _ => self.weekday(weekday, 0, tense),
                };
                When::Day(day?).in_year(years.checked_neg()?)
            }
            Point::WeekdayFrom(weekday, turn) => self.weekday_from(weekday, turn).map(When::Day),
            Point::Unit(unit, shift, base) => self.unit(unit, shift, base),
            Point::Weekend => self.weekend(tense),
            Point::Again(unit, years) => self.again(unit)?.in_year(years),
            Point::Spoken => {
                let opens = self.narrative && self.stand == Stand::Opening;
                self.reference
                    .filter(|when| opens || self.narrative && matches!(when, When::Day(_)))
            }
        }
    }

    /// The time spoken of, where it is a part of a year, else the one of `unit` at the time of writing.
    fn again(&self, unit: Unit) -> Option<When> {
        let spoken = self.nearby.or(self.reference);
        match spoken.filter(|when| when.has_month()) {
            // "The quarter ended Dec. 31 … the same quarter a year earlier".
            Some(When::Day(day)) if matches!(unit, Unit::Month | Unit::Quarter) => {
                When::shifted(day, unit, 0)
            }
            Some(when) => Some(when),
            None => When::shifted(self.anchor?, unit, 0),
        }
    }

    fn day_in_month(&self, (month, day): (u32, u32), year: YearRef, tense: Tense) -> Option<When> {
        let near = |y: i32| NaiveDate::from_ymd_opt(y, month, day);
        let tense = if self.is_close(&near) {
            Tense::Unclear
        } else {
            tense
        };
        let year = match (self.written, year) {
            // "In April 2004 … (April 28)".
            (Some((written, same)), YearRef::Unsaid) if self.narrative && same == month => written,
            _ => self.year_for(year, tense, near)?,
        };
        near(year).map(When::Day)
    }

    /// "Over the weekend" in the week behind it, and on it; "will over the weekend" before it.
    fn weekend(&self, tense: Tense) -> Option<When> {
        let from = self.base(Base::Anchor)?;
        let begun = from.weekday().number_from_monday() > 5;
        let this = begun || tense == Tense::Future;
        When::shifted(from, Unit::Weekend, if this { 0 } else { -1 })
    }

    fn unit(&self, unit: Unit, shift: i32, base: Base) -> Option<When> {
        if base == Base::Reference
            && let Some(When::BeforeChrist(year @ 0..)) = self.reference
        {
            return (unit == Unit::Year)
                .then(|| year.checked_sub(shift).map(When::BeforeChrist))
                .flatten();
        }
        // "Three hours later", of a story: on the same day.
        if matches!(unit, Unit::Hour | Unit::Minute) && base == Base::Reference && self.narrative {
            return self.unit(Unit::Day, 0, Base::Reference);
        }
        // "By the end of the day", of a story: the day told.
        if unit == Unit::Day && base == Base::Nearby && self.narrative {
            return self.unit(unit, shift, Base::Reference);
        }
        // "The next day" in news follows the last day told, not the day of writing.
        let told = unit == Unit::Day && base == Base::Reference;
        if told && !self.narrative {
            return When::shifted(self.day?, unit, shift);
        }
        // A day cannot be counted from a month or a year.
        if base == Base::Reference
            && unit <= Unit::Week
            && !matches!(self.reference, Some(When::Day(_)) | None)
            && !(unit == Unit::Week && matches!(self.reference, Some(When::Week(_))))
        {
            return None;
        }
        When::shifted(self.base(base)?, unit, shift)
    }

    /// "The strike began Jan. 10. The following Monday": from the day told; where none is, from that
    /// of writing.
    fn weekday_from(&self, weekday: u8, turn: i32) -> Option<NaiveDate> {
        let from = match self.reference {
            Some(When::Day(day)) if self.narrative => day,
            _ if self.narrative => return None,
            _ => self.day.or(self.anchor)?,
        };
        let own = i64::from(from.weekday().number_from_monday());
        let ahead = (i64::from(weekday) - own - 1).rem_euclid(7) + 1;
        let days = if turn < 0 && ahead == 7 { 0 } else { ahead };
        add_days(from, if turn < 0 { days - 7 } else { days })
    }

    fn weekday(&self, weekday: u8, turn: i32, tense: Tense) -> Option<NaiveDate> {
        let from = self.base(Base::Anchor)?;
        let ahead =
            (i64::from(weekday) - i64::from(from.weekday().number_from_monday())).rem_euclid(7);
        let forward = turn > 0 || turn == 0 && tense == Tense::Future;
        let days = match (forward, ahead, turn) {
            (true, 0, 1) => 7,
            (true, ..) => ahead,
            (false, 0, -1) => -7,
            (false, 0, _) => 0,
            (false, ..) => ahead - 7,
        };
        add_days(from, days)
    }
}

/// So many days ahead of the story, in the middle of a paragraph, a time is told in passing.
const LEAP: i64 = 730;
