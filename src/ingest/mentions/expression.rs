//! What a time expression says before anything anchors it.

use crate::article::{MentionKind, Moment};
use crate::ingest::calendar::english::{DayPart, Unit};

/// A time expression over the tokens `first..next` of a scan.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Expression {
    /// First token.
    pub(super) first: usize,
    /// The token after the last.
    pub(super) next: usize,
    /// TIMEX3 class.
    pub(super) kind: MentionKind,
    /// What it says.
    pub(super) meaning: Meaning,
}

/// What it says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Meaning {
    /// A value that needs no anchor: a duration, a set, a vague reference.
    Value(String),
    /// A time whose value nothing here can tell (`at the same time`).
    Open,
    /// A point of the calendar.
    At(Point),
    /// So many days before or after what is named behind it (`two days after the vote`), and the
    /// length of time that is.
    Beside(i32, String),
    /// A part of a day.
    Part(Point, DayPart),
    /// A time of day, in hours and minutes if written.
    Clock(Option<Point>, u32, Option<u32>),
}

/// What a relative expression is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    /// The time of writing (`last week`).
    Anchor,
    /// The time spoken of before (`the next day`).
    Reference,
    /// The day of writing, in a story the day spoken of (`this day`).
    Here,
    /// The time spoken of in the same sentence, else that of writing (`the end of the year`).
    Nearby,
}

/// A year that may stand unsaid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum YearRef {
    /// Written.
    Known(i32),
    /// Not written: the one the context makes likely.
    Unsaid,
    /// Not written, at the beginning of a span over New Year: `from October to March`.
    Winter,
    /// So many years from the base.
    Shift(i32, Base),
    /// The last or next such time seen from the base: -1 or 1.
    Turn(i32, Base),
}

/// A point of the calendar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Point {
    /// Written out.
    Moment(Moment),
    /// A date in numbers of which nothing tells which is the day.
    Numbers,
    /// A day of a month.
    MonthDay(u32, u32, YearRef),
    /// A day of the month spoken of.
    DayOfMonth(u32),
    /// A month.
    Month(u32, YearRef),
    /// A year.
    Year(YearRef),
    /// A year before Christ.
    BeforeChrist(i32),
    /// A season by its TIMEX3 code.
    Season(&'static str, YearRef),
    /// A quarter of a year.
    Quarter(u32, YearRef),
    /// A half of a year.
    Half(u32, YearRef),
    /// A decade by its first three digits.
    Decade(i32),
    /// A century by its first two digits.
    Century(i32),
    /// A weekday, Monday 1; -1 last, 0 as the verb says, 1 next.
    Weekday(u8, i32),
    /// The weekday before (-1) or after (1) the day spoken of.
    WeekdayFrom(u8, i32),
    /// The weekday as the verb says, 0 for the day of writing, so many years before.
    YearsBefore(u8, i32),
    /// So many units from the base.
    Unit(Unit, i32, Base),
    /// The weekend, as the verb says.
    Weekend,
    /// The time spoken of, else such a unit at the time of writing, so many years on.
    Again(Unit, i32),
    /// The time spoken of, as far as a story has got (`At the same time`).
    Spoken,
}

impl Point {
    /// Whether it names a year by itself.
    pub(super) fn known_year(self) -> Option<i32> {
        use chrono::Datelike as _;
        match self {
            Self::Moment(moment) => Some(moment.local.year()),
            Self::MonthDay(_, _, YearRef::Known(year))
            | Self::Month(_, YearRef::Known(year))
            | Self::Year(YearRef::Known(year))
            | Self::Season(_, YearRef::Known(year))
            | Self::Quarter(_, YearRef::Known(year))
            | Self::Half(_, YearRef::Known(year)) => Some(year),
            _ => None,
        }
    }
}

impl Point {
    /// Whether it is a day that is written out, its month at least.
    pub(super) fn is_written_day(self) -> bool {
        match self {
            Self::Moment(moment) => moment.precision >= crate::article::Precision::Day,
            Self::MonthDay(..) => true,
            _ => false,
        }
    }

    /// A day with its year as a day of a month, everything else as it is.
    pub(super) fn as_month_day(self) -> Self {
        use chrono::Datelike as _;
        match self {
            Self::Moment(moment) if self.is_written_day() => {
                let day = moment.local.date();
                Self::MonthDay(day.month(), day.day(), YearRef::Known(day.year()))
            }
            other => other,
        }
    }

    /// Year and month, where both are named.
    pub(super) fn known_month(self) -> Option<(i32, u32)> {
        use chrono::Datelike as _;
        match self {
            Self::Moment(moment) => Some((moment.local.year(), moment.local.month())),
            Self::MonthDay(month, _, YearRef::Known(year))
            | Self::Month(month, YearRef::Known(year)) => Some((year, month)),
            _ => None,
        }
    }
}

impl Meaning {
    /// Whether it is a bare weekday, or a day counted from the day of writing.
    pub(super) fn is_counted_from_writing(&self) -> bool {
        matches!(
            self.point(),
            Some(Point::Weekday(_, 0) | Point::Unit(Unit::Day, _, Base::Anchor))
        )
    }

    /// The point it speaks of.
    pub(super) fn point(&self) -> Option<Point> {
        match self {
            Self::At(point) | Self::Part(point, _) | Self::Clock(Some(point), _, _) => Some(*point),
            _ => None,
        }
    }
}
