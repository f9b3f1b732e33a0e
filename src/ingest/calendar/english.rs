//! English words of time besides month and weekday names.

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unit {
    /// A second.
    Second,
    /// A minute.
    Minute,
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// A week.
    Week,
    /// A weekend.
    Weekend,
    /// A month.
    Month,
    /// A quarter of a year.
    Quarter,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

/// A part of the day, with its TIMEX3 code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DayPart {
    /// `TMO`
    Morning,
    /// `TAF`
    Afternoon,
    /// `TEV`
    Evening,
    /// `TNI`
    Night,
    /// `T12:00`
    Noon,
    /// `T00:00`
    Midnight,
    /// `TDT`
    Daytime,
}

/// A time that only points to the past, the present or the future.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Vague {
    /// `PAST_REF`
    Past,
    /// `PRESENT_REF`
    Present,
    /// `FUTURE_REF`
    Future,
}

/// What an English word does in a time expression.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Sense {
    /// Nothing.
    #[default]
    None,
    /// A unit in the singular.
    Unit(Unit),
    /// A unit in the plural.
    Units(Unit),
    /// A number word.
    Cardinal(u16),
    /// An ordinal word.
    Ordinal(u8),
    /// Spring, summer, fall, winter (`SP SU FA WI`).
    Season(&'static str),
    /// A part of the day.
    Part(DayPart),
    /// An adverb that is an expression by itself (`recently`).
    Vague(Vague),
    /// An adjective that is one before a noun (`recent`).
    VagueBeforeNoun(Vague),
    /// Yesterday, today, tomorrow: days from the anchor.
    Day(i8),
    /// Tonight.
    Tonight,
    /// A repetition (`annually`), with its TIMEX3 value.
    Often(&'static str),
    /// A decade by name (`nineties`).
    Nineties(u8),
    /// As long as a unit (`weeklong`).
    Long(Unit),
    /// A holiday of a fixed date: month and day.
    Holiday(u8, u8),
    /// Some, but not said how many.
    Several,
    /// A noun that is a time with the right word before it (`the past`, `this time`).
    Noun,
    /// No time itself, but may open an expression (`the`, `last`, `early`).
    Opener,
}

/// Every English word and its sense; words of one sense in one string.
#[rustfmt::skip]
pub(crate) const WORDS: &[(&str, Sense)] = &[
    ("second", Sense::Ordinal(2)), ("seconds", Sense::Units(Unit::Second)),
    ("minute", Sense::Unit(Unit::Minute)), ("minutes mins", Sense::Units(Unit::Minute)),
    ("hour", Sense::Unit(Unit::Hour)), ("hours hrs", Sense::Units(Unit::Hour)),
    ("day", Sense::Unit(Unit::Day)), ("days", Sense::Units(Unit::Day)),
    ("week fortnight", Sense::Unit(Unit::Week)), ("weeks fortnights", Sense::Units(Unit::Week)),
    ("weekend", Sense::Unit(Unit::Weekend)), ("weekends", Sense::Units(Unit::Weekend)),
    ("month", Sense::Unit(Unit::Month)), ("months", Sense::Units(Unit::Month)),
    ("quarter", Sense::Unit(Unit::Quarter)), ("quarters", Sense::Units(Unit::Quarter)),
    ("year", Sense::Unit(Unit::Year)), ("years yrs", Sense::Units(Unit::Year)),
    ("decade", Sense::Unit(Unit::Decade)), ("decades", Sense::Units(Unit::Decade)),
    ("century", Sense::Unit(Unit::Century)), ("centuries", Sense::Units(Unit::Century)),
    ("one", Sense::Cardinal(1)), ("two couple", Sense::Cardinal(2)), ("three", Sense::Cardinal(3)), ("four", Sense::Cardinal(4)),
    ("five", Sense::Cardinal(5)), ("six", Sense::Cardinal(6)), ("seven", Sense::Cardinal(7)), ("eight", Sense::Cardinal(8)),
    ("nine", Sense::Cardinal(9)), ("ten", Sense::Cardinal(10)), ("eleven", Sense::Cardinal(11)), ("twelve dozen", Sense::Cardinal(12)),
    ("thirteen", Sense::Cardinal(13)), ("fourteen", Sense::Cardinal(14)), ("fifteen", Sense::Cardinal(15)), ("sixteen", Sense::Cardinal(16)),
    ("seventeen", Sense::Cardinal(17)), ("eighteen", Sense::Cardinal(18)), ("nineteen", Sense::Cardinal(19)), ("twenty", Sense::Cardinal(20)),
    ("thirty", Sense::Cardinal(30)), ("forty", Sense::Cardinal(40)), ("fifty", Sense::Cardinal(50)), ("sixty", Sense::Cardinal(60)),
    ("seventy", Sense::Cardinal(70)), ("eighty", Sense::Cardinal(80)), ("ninety", Sense::Cardinal(90)), ("hundred", Sense::Cardinal(100)),
    ("first", Sense::Ordinal(1)), ("third", Sense::Ordinal(3)), ("fourth", Sense::Ordinal(4)), ("fifth", Sense::Ordinal(5)),
    ("sixth", Sense::Ordinal(6)), ("seventh", Sense::Ordinal(7)), ("eighth", Sense::Ordinal(8)), ("ninth", Sense::Ordinal(9)),
    ("tenth", Sense::Ordinal(10)), ("eleventh", Sense::Ordinal(11)), ("twelfth", Sense::Ordinal(12)), ("thirteenth", Sense::Ordinal(13)),
    ("fourteenth", Sense::Ordinal(14)), ("fifteenth", Sense::Ordinal(15)), ("sixteenth", Sense::Ordinal(16)), ("seventeenth", Sense::Ordinal(17)),
    ("eighteenth", Sense::Ordinal(18)), ("nineteenth", Sense::Ordinal(19)), ("twentieth", Sense::Ordinal(20)),
    ("spring springtime", Sense::Season("SP")), ("summer summertime", Sense::Season("SU")), ("autumn fall", Sense::Season("FA")),
    ("winter wintertime", Sense::Season("WI")),
    ("morning mornings midmorning", Sense::Part(DayPart::Morning)), ("afternoon afternoons midafternoon", Sense::Part(DayPart::Afternoon)),
    ("evening evenings", Sense::Part(DayPart::Evening)), ("night nighttime nights overnight", Sense::Part(DayPart::Night)),
    ("noon midday noontime", Sense::Part(DayPart::Noon)), ("midnight", Sense::Part(DayPart::Midnight)), ("daytime", Sense::Part(DayPart::Daytime)),
    ("dawn daybreak", Sense::Part(DayPart::Morning)), ("dusk", Sense::Part(DayPart::Evening)),
    ("recently lately", Sense::Vague(Vague::Past)), ("currently presently nowadays now", Sense::Vague(Vague::Present)),
    ("recent former latest", Sense::VagueBeforeNoun(Vague::Past)), ("current", Sense::VagueBeforeNoun(Vague::Present)),
    ("upcoming coming forthcoming", Sense::VagueBeforeNoun(Vague::Future)),
    ("yesterday", Sense::Day(-1)), ("today", Sense::Day(0)), ("tomorrow", Sense::Day(1)), ("tonight", Sense::Tonight),
    ("daily everyday", Sense::Often("XXXX-XX-XX")), ("nightly", Sense::Often("XXXX-XX-XXTNI")), ("weekly", Sense::Often("XXXX-WXX")),
    ("monthly", Sense::Often("XXXX-XX")), ("quarterly", Sense::Often("XXXX-QX")),
    ("annually annual yearly", Sense::Often("XXXX")), ("hourly", Sense::Often("XXXX-XX-XXTXX")),
    ("mondays", Sense::Often("XXXX-WXX-1")), ("tuesdays", Sense::Often("XXXX-WXX-2")), ("wednesdays", Sense::Often("XXXX-WXX-3")),
    ("thursdays", Sense::Often("XXXX-WXX-4")), ("fridays", Sense::Often("XXXX-WXX-5")), ("saturdays", Sense::Often("XXXX-WXX-6")),
    ("sundays", Sense::Often("XXXX-WXX-7")), ("biweekly", Sense::Often("P2W")), ("bimonthly", Sense::Often("P2M")),
    ("semiannual semiannually biannual biannually", Sense::Often("P6M")), ("biennial biennially", Sense::Often("P2Y")),
    ("twenties", Sense::Nineties(2)), ("thirties", Sense::Nineties(3)), ("forties", Sense::Nineties(4)), ("fifties", Sense::Nineties(5)),
    ("sixties", Sense::Nineties(6)), ("seventies", Sense::Nineties(7)), ("eighties", Sense::Nineties(8)), ("nineties", Sense::Nineties(9)),
    ("daylong", Sense::Long(Unit::Day)), ("weeklong", Sense::Long(Unit::Week)), ("monthlong", Sense::Long(Unit::Month)),
    ("yearlong", Sense::Long(Unit::Year)),
    ("christmas", Sense::Holiday(12, 25)), ("halloween", Sense::Holiday(10, 31)),
    ("several few many some", Sense::Several),
    ("time period past future date moment", Sense::Noun),
    ("the a an last next this that these previous following early late mid earlier later each every per within half at fiscal q end prior final \
subsequent preceding same beginning start middle right new small wee predawn all once twice latter very", Sense::Opener),
];
