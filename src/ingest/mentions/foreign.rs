//! Times told from where they are spoken of in the other languages: `gestern`, `la semaine
//! dernière`, `в прошлый вторник`, `im dritten Quartal 2023`, `los años 90`, and weekdays with the
//! verb of their sentence, lengths counted from today and months alone. The words stand in [`Speech`], one table a language.

mod counted;

use super::expression::{Base, Expression, Meaning, Point, YearRef};
use super::tense::Tense;
use super::year::is_year;
use crate::article::MentionKind::Date;
use crate::ingest::calendar::english::Unit;
use crate::ingest::calendar::lexicon::{Form, fold};
use crate::ingest::calendar::speech::Speech;
use crate::ingest::dates::scan::{Gap, Scan};

/// Words between a quarter or season and its year.
const OF: &[&str] = &[
    "de", "del", "des", "von", "van", "da", "do", "من", "عام", "سنة", "لعام", "سال",
];

/// The longest expression at token `i`, in the language of the text.
pub(super) fn spoken_at(scan: &Scan<'_>, i: usize) -> Option<Expression> {
    let speech = scan.speech?;
    let forms = [
        day_at(scan, speech, i),
        turned_at(scan, speech, i),
        quarter_at(scan, speech, i),
        season_at(scan, speech, i),
        decade_at(scan, speech, i),
        counted::counted_at(scan, speech, i),
    ];
    let said = |(point, next): (Option<Point>, usize)| Expression {
        first: i,
        next,
        kind: Date,
        meaning: point.map_or(Meaning::Open, Meaning::At),
    };
    let longest = forms.into_iter().flatten().max_by_key(|(_, next)| *next);
    longest.map(said).or_else(|| weekday_at(scan, speech, i))
}

/// A point, where its value can be told, and the token after it.
type Said = (Option<Point>, usize);

/// The token after one of the alternatives, the longest of them.
fn after(scan: &Scan<'_>, i: usize, alternatives: &str) -> Option<usize> {
    let ends = alternatives.split('|').filter_map(|words| {
        let mut next = i;
        for word in words.split(' ').filter(|word| !word.is_empty()) {
            let inside = next > i;
            let is_mark = word.chars().all(|c| !c.is_alphanumeric());
            let same = if is_mark {
                scan.mark(next, word)
            } else {
                scan.is_word(next) && same_word(scan.str(next), word)
            };
            if !same || inside && !scan.same_line(next) {
                return None;
            }
            next += 1;
        }
        (next > i).then_some(next)
    });
    ends.max()
}

fn same_word(written: &str, word: &str) -> bool {
    written.eq_ignore_ascii_case(word)
        || !(written.is_ascii() && word.is_ascii()) && fold(written) == fold(word)
}

/// `gestern`, `avant-hier`, `после завтра`.
fn day_at(scan: &Scan<'_>, speech: &Speech, i: usize) -> Option<Said> {
    let days = (-2..=2).zip(speech.days);
    let (shift, next) = days
        .filter_map(|(shift, words)| Some((shift, after(scan, i, words)?)))
        .max_by_key(|(_, next)| *next)?;
    let before = |words: &[&str]| i.checked_sub(1).is_some_and(|i| scan.folds_to(i, words));
    let is_other = match (speech.tag, shift) {
        // "Der Morgen", "guten Morgen"; "'s morgens"; "la mañana".
        ("de", 1) => scan.capital(i),
        ("nl", 1) => before(&["de", "een", "elke", "goede"]),
        ("es", 1) => next == i + 1 && before(&["la", "esta", "una", "cada"]),
        // "The following day" and its like; today's weekday may follow.
        ("ar", 0) => scan.str(next).starts_with("ال") && scan.entry(next).weekday.is_none(),
        _ => false,
    };
    (!is_other).then_some((Some(Point::Unit(Unit::Day, shift, Base::Anchor)), next))
}

/// `last`, `this` or `next` at `i`, as a shift.
fn turn_at(scan: &Scan<'_>, speech: &Speech, i: usize) -> Option<(i32, usize)> {
    let turns = (-1..=1).zip(speech.turns);
    turns
        .filter_map(|(shift, words)| Some((shift, after(scan, i, words)?)))
        .max_by_key(|(_, next)| *next)
}

/// What can be last, this or next.
#[derive(Clone, Copy)]
enum Turned {
    Unit(Unit),
    Weekday(u8),
    Season(&'static str),
}

impl Turned {
    fn by(self, shift: i32) -> Point {
        match self {
            Self::Unit(unit) => Point::Unit(unit, shift, Base::Anchor),
            Self::Weekday(number) => Point::Weekday(number, shift),
            Self::Season(code) => Point::Season(code, YearRef::Turn(shift, Base::Anchor)),
        }
    }
}

fn noun_at(scan: &Scan<'_>, speech: &Speech, i: usize) -> Option<(Turned, usize)> {
    let units = speech.units.iter();
    let unit = units
        .filter_map(|(words, unit)| Some((Turned::Unit(*unit), after(scan, i, words)?)))
        .max_by_key(|(_, next)| *next);
    let weekday = || weekday_name(scan, i).map(|(number, next)| (Turned::Weekday(number), next));
    let season = || season(scan, speech, i).map(|(code, next)| (Turned::Season(code), next));
    unit.or_else(weekday).or_else(season)
}

/// `letzte Woche`, `la semana pasada`, `в следующем году`, `geçen salı`.
fn turned_at(scan: &Scan<'_>, speech: &Speech, i: usize) -> Option<Said> {
    let (turned, shift, next) = match turn_at(scan, speech, i) {
        Some((shift, noun)) if scan.same_line(noun) => {
            let (turned, next) = noun_at(scan, speech, noun)?;
            (turned, shift, next)
        }
        _ => {
            let (turned, turn) = noun_at(scan, speech, i)?;
            let (shift, next) = turn_at(scan, speech, turn).filter(|_| scan.same_line(turn))?;
            (turned, shift, next)
        }
    };
    // A Persian year begins in March: which of ours it is, the month would tell.
    let persian = speech.tag == "fa"
        && matches!(
            turned,
            Turned::Season(_) | Turned::Unit(Unit::Year | Unit::Month | Unit::Quarter)
        );
    Some(((!persian).then(|| turned.by(shift)), next))
}

fn season(scan: &Scan<'_>, speech: &Speech, i: usize) -> Option<(&'static str, usize)> {
    let mut seasons = ["SP", "SU", "FA", "WI"].into_iter().zip(speech.seasons);
    seasons.find_map(|(code, words)| Some((code, after(scan, i, words)?)))
}

/// A year behind a season or quarter, and the token after it.
fn year_behind(scan: &Scan<'_>, i: usize) -> Option<(YearRef, usize)> {
    let at = i + usize::from(scan.folds_to(i, OF));
    let year = is_year(scan, at).filter(|_| scan.same_line(at))?;
    Some((YearRef::Known(year), at + 1))
}

/// `im Sommer 2020`, `otoño de 2019`.
fn season_at(scan: &Scan<'_>, speech: &Speech, i: usize) -> Option<Said> {
    let (code, next) = season(scan, speech, i)?;
    let (year, next) = year_behind(scan, next)?;
    Some((Some(Point::Season(code, year)), next))
}

/// `dritten Quartal 2023`, `الربع الثالث`, `çeyrek`.
fn quarter_at(scan: &Scan<'_>, speech: &Speech, i: usize) -> Option<Said> {
    let mut units = speech.units.iter();
    let (words, _) = units.find(|(_, unit)| *unit == Unit::Quarter)?;
    let ordinal_at = |i: usize| {
        let mut ordinals = (1..=4).zip(speech.ordinals);
        let word = ordinals.find_map(|(number, words)| Some((number, after(scan, i, words)?)));
        // "3. Quartal", "2º trimestre", "3-й квартал".
        word.or_else(|| {
            let (number, 1) = scan
                .number(i)
                .filter(|(number, _)| (1..=4).contains(number))?
            else {
                return None;
            };
            let ends = [".", "º|o|e|er|ème|de", "- й|- м|- го|- й|- му"];
            let end = ends.iter().find_map(|words| after(scan, i + 1, words));
            Some((number, end?))
        })
    };
    let (number, next) = match ordinal_at(i) {
        Some((number, noun)) => (number, after(scan, noun, words)?),
        None => ordinal_at(after(scan, i, words)?)?,
    };
    let (year, next) = match year_behind(scan, next) {
        Some(known) => known,
        None => turned_year(scan, speech, next).unwrap_or((YearRef::Unsaid, next)),
    };
    let persian = speech.tag == "fa";
    Some((
        Some(Point::Quarter(number, year)).filter(|_| !persian),
        next,
    ))
}

/// `des vergangenen Jahres`, `прошлого года` behind a quarter.
fn turned_year(scan: &Scan<'_>, speech: &Speech, i: usize) -> Option<(YearRef, usize)> {
    let at = i + usize::from(scan.folds_to(i, OF));
    match turned_at(scan, speech, at)? {
        (Some(Point::Unit(Unit::Year, shift, base)), next) => {
            Some((YearRef::Shift(shift, base), next))
        }
        _ => None,
    }
}

/// `die 1990er Jahre`, `los años 90`, `anni ’90`, `1990-е`.
fn decade_at(scan: &Scan<'_>, speech: &Speech, i: usize) -> Option<Said> {
    let (before, behind) = speech.decade;
    let number_at = |i: usize| {
        let (number, digits) = scan.number(i)?;
        let number = i32::try_from(number).ok()?;
        let decade = match digits {
            4 if (1800..=2090).contains(&number) => number / 10,
            2 if number >= 20 => 190 + number / 10,
            _ => return None,
        };
        (number % 10 == 0).then_some(decade)
    };
    if let Some(next) = after(scan, i, before) {
        let at = next + usize::from(scan.mark(next, "'’‘"));
        let decade = number_at(at).filter(|_| scan.same_line(at))?;
        let dot = usize::from(scan.mark(at + 1, ".") && scan.number(at).is_some_and(|n| n.1 == 2));
        return Some((
            Some(Point::Decade(decade)),
            at + 1 + dot * usize::from(speech.tag == "pl"),
        ));
    }
    let decade = number_at(i)?;
    let spaced = speech.tag == "ur";
    let next = after(scan, i + 1, behind).filter(|_| spaced || scan.glued(i + 1))?;
    Some((Some(Point::Decade(decade)), next))
}

/// A weekday by its whole name, and the token after it.
fn weekday_name(scan: &Scan<'_>, i: usize) -> Option<(u8, usize)> {
    let name = scan.entry(i).weekday?;
    let feira = scan.mark(i + 1, "-") && scan.is(i + 2, "feira");
    (name.form == Form::Full && !name.english)
        .then_some((name.number, i + if feira { 3 } else { 1 }))
}

/// A bare weekday, where the verb of its sentence tells which one.
fn weekday_at(scan: &Scan<'_>, speech: &Speech, i: usize) -> Option<Expression> {
    let (number, next) = weekday_name(scan, i)?;
    let said = next > i + 1
        || scan.folds_to(next, &["günü"])
        || !super::indefinite::is_doubtful_weekday(scan, i);
    // "Mardi Gras", "Domingo Pérez"; German writes every noun with a capital.
    let in_name =
        speech.tag != "de" && scan.capital(i) && scan.capital(next) && scan.same_line(next);
    if !said || in_name {
        return None;
    }
    let meaning = match tense_of(scan, speech, i, next) {
        Tense::Unclear => Meaning::Open,
        _ => Meaning::At(Point::Weekday(number, 0)),
    };
    Some(Expression {
        first: i,
        next,
        kind: Date,
        meaning,
    })
}

/// How many words either side are looked at for a verb.
const REACH: usize = 24;

/// The tense of the verb nearest to the tokens `first..next`, in their clause.
pub(super) fn tense_of(scan: &Scan<'_>, speech: &Speech, first: usize, next: usize) -> Tense {
    let ends = |i: usize| {
        scan.mark(i, ".!?;,،۔؟") && scan.at(i + 1).is_none_or(|next| next.gap != Gap::None)
    };
    let (mut open_before, mut open_behind) = (true, true);
    for step in 1..=REACH {
        let before = first.checked_sub(step);
        open_before &= before.is_some_and(|i| !ends(i));
        let behind = next + step - 1;
        // "Jeudi, il a reçu": the comma right behind the day ends no clause.
        open_behind &= !ends(behind) || step == 1 && scan.mark(behind, ",،");
        let before = before.filter(|_| open_before);
        let behind = Some(behind).filter(|_| open_behind);
        for i in [before, behind].into_iter().flatten() {
            if one_of(scan, i, speech.ahead) {
                return Tense::Future;
            }
            if one_of(scan, i, speech.back) {
                return Tense::Past;
            }
        }
    }
    Tense::Unclear
}

/// Whether the word at `i` is one of these, accents and all, or ends as they say.
fn one_of(scan: &Scan<'_>, i: usize, words: &str) -> bool {
    if !scan.is_word(i) {
        return false;
    }
    let written = scan.str(i).to_lowercase();
    // "And" is written together with the next word in Arabic.
    let bare = written.strip_prefix('و').unwrap_or(&written);
    let long = written.chars().nth(3).is_some() && !scan.capital(i);
    words.split('|').any(|word| match word.strip_prefix('*') {
        Some(ending) => long && written.ends_with(ending),
        None => written == word || bare == word,
    })
}
