//! Time expressions in running text as TIMEX3 (`TimeML` 1.2.1): dates, times, durations and sets
//! with their spans and, where something anchors them, their values.
//!
//! English is read with its grammar. Of the other languages the dates that are written out, days
//! without their year, and by a table each (`calendar::speech`) days, weeks, months, years,
//! seasons, quarters and decades as they are told from where one stands (`gestern`), and weekdays where
//! a verb tells which. Spans follow TIMEX3 (`early March`, `the end of the year`), with two additions: a bare weekday
//! takes its "on" along, and a window (`within 1-3 years`) its "within". A date of two
//! readings, an expression without an anchor and a time that only the story tells keep no
//! value: nothing is invented.

mod ago;
mod expression;
mod foreign;
mod holiday;
mod indefinite;
mod length;
mod period;
mod phrase;
mod point;
mod range;
mod resolve;
mod season;
mod tense;
mod when;
mod year;

use chrono::{Datelike as _, NaiveDate};

use self::expression::{Expression, Meaning, Point, YearRef};
use self::resolve::{Context, Stand};
use self::tense::tense_around;
use super::calendar::lexicon::{Form, Name, Told};
use super::calendar::speech::{self, Speech};
use super::dates::order::day_month_order;
use super::dates::scan::Scan;
use super::language;
use crate::article::{Mention, MentionIn, MentionKind, Moment, Precision, Span};

/// A piece of the text to look through: headline, body paragraph, comment text. Lines that hold
/// the page's own dates (date line, comment time) are no pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands in the text.
    pub span: Span,
    /// Which part of the article speaks.
    pub place: MentionIn,
}

/// Every time expression of the pieces, in their order.
///
/// `anchor` is the article's date. Without one, relative expressions keep no value. Where the
/// text tells history (most of its many years lie well before the anchor) expressions are
/// counted from the last time spoken of instead. Linear in the text.
pub fn find(text: &str, pieces: &[Piece], anchor: Option<Moment>) -> Vec<Mention> {
    let order = day_month_order(text);
    let scans = pieces.iter().filter_map(|piece| {
        let mut scan = Scan::new(text.get(piece.span.range())?);
        scan.order = order;
        Some((*piece, scan))
    });
    let scans: Vec<_> = scans.collect();
    let speech = speech_of(&scans);
    let scans = scans.into_iter();
    let read: Vec<_> = scans
        .map(|(piece, scan)| Read::new(piece, scan, speech))
        .collect();
    let anchor = anchor
        .filter(|moment| moment.precision >= Precision::Day)
        .map(|moment| moment.local.date());
    let mut context = Context::new(anchor, is_narrative(&read, anchor));
    let mut mentions = Vec::new();
    for piece in &read {
        context.begin_paragraph();
        let mut last = 0;
        for (at, expression) in piece.expressions.iter().enumerate() {
            let (first, next) = piece.linked(at);
            let tense = tense_around(&piece.scan, first, next);
            let range = piece.scan.range(expression.first, expression.next);
            if (last..expression.first).any(|i| ends_sentence(&piece.scan, i)) {
                context.begin_sentence();
            }
            last = expression.first;
            context.stand = if piece.in_apposition(at) {
                Stand::Apposition
            } else if opens_sentence(&piece.scan, expression.first) {
                Stand::Opening
            } else {
                Stand::Within
            };
            let counted = context.narrative && matches!(expression.meaning, Meaning::Beside(..));
            mentions.push(Mention {
                span: Span::new(piece.start + range.start, piece.start + range.end),
                kind: if counted {
                    MentionKind::Date
                } else {
                    expression.kind
                },
                value: context.value(&expression.meaning, tense),
                place: piece.place,
            });
        }
    }
    mentions
}

/// A piece with its tokens and what stands in it.
struct Read<'a> {
    start: usize,
    place: MentionIn,
    scan: Scan<'a>,
    expressions: Vec<Expression>,
}

impl<'a> Read<'a> {
    /// Whether an expression says more of the day before it: `on 27 June, two days after the vote`.
    fn in_apposition(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|at| self.expressions.get(at));
        let own = self.expressions.get(at);
        before.zip(own).is_some_and(|(before, own)| {
            let day = before.meaning.point().is_some_and(Point::is_written_day);
            let marked = self.scan.mark(before.next, ",-–—(");
            let joined = own.first == before.next + 1
                || own.first == before.next + 2
                    && self.scan.any(before.next + 1, &["just", "only"]);
            let told = matches!(own.meaning, Meaning::Beside(..))
                || self.scan.is(own.first, "the") && self.scan.is(own.first + 1, "day");
            day && marked && joined && told
        })
    }

    /// The tokens of an expression, with those of one it is linked to (`Oct. 29-30`, `Saturday and
    /// Sunday`): one verb tells when both are.
    fn linked(&self, at: usize) -> (usize, usize) {
        let token = |at: Option<usize>| at.and_then(|at| self.expressions.get(at));
        let Some(own) = token(Some(at)) else {
            return (0, 0);
        };
        let linked = |before: &Expression, behind: &Expression| {
            behind.first == before.next + 1
                && (self.scan.mark(before.next, "-–—")
                    || self.scan.any(before.next, &["and", "or", "to", "through"]))
        };
        let before = token(at.checked_sub(1)).filter(|before| linked(before, own));
        let behind = token(Some(at + 1)).filter(|behind| linked(own, behind));
        let first = before.map_or(own.first, |before| before.first);
        (first, behind.map_or(own.next, |behind| behind.next))
    }

    fn new(piece: Piece, mut scan: Scan<'a>, speech: Option<&'static Speech>) -> Self {
        scan.speech = speech;
        let mut expressions = expressions(&scan);
        share_years(&scan, &mut expressions);
        Self {
            start: piece.span.start as usize,
            place: piece.place,
            scan,
            expressions,
        }
    }
}

/// How the language of the text speaks of times, where it is not English and may do so.
fn speech_of(scans: &[(Piece, Scan<'_>)]) -> Option<&'static Speech> {
    let tells = |scan: &Scan<'_>| {
        (0..scan.tokens.len()).any(|i| {
            let entry = scan.entry(i);
            let told = match entry.told {
                Told::Nothing => false,
                Told::Counts => scan.str(i).len() >= LONG,
                Told::Tells => true,
            };
            told || entry.weekday.is_some_and(is_foreign)
        })
    };
    scans.iter().any(|(_, scan)| tells(scan)).then_some(())?;
    speech::of(language::of(scans.iter().map(|(_, scan)| scan.text))?)
}

/// Bytes that a number or unit has which no English word is.
const LONG: usize = 5;

/// Whether a weekday's whole name is one of another language than English.
fn is_foreign(name: Name) -> bool {
    name.form == Form::Full && !name.english
}

/// The expressions of a piece from left to right, none overlapping.
fn expressions(scan: &Scan<'_>) -> Vec<Expression> {
    let mut found: Vec<Expression> = Vec::new();
    let mut i = 0;
    let mut free = 0;
    while i < scan.tokens.len() {
        if phrase::may_open(scan, i)
            && let Some(days) = range::days_at(scan, i)
        {
            i = days.last().map_or(i + 1, |day| day.next);
            free = i;
            found.extend(days);
            continue;
        }
        let again = found
            .last()
            .and_then(|day| range::day_again(scan, day).filter(|again| again.first == i));
        let again = again.or_else(|| range::anniversary_at(scan, &found, i));
        if let Some(again) = again {
            i = again.next;
            free = i;
            found.push(again);
            continue;
        }
        match phrase::expression_at(scan, i) {
            Some(mut expression) if expression.next > i => {
                expression.first = expression.first.max(free);
                i = expression.next;
                free = i;
                found.push(expression);
            }
            _ => i += 1,
        }
    }
    found
}

/// Whether the token at `i` is a mark that ends a sentence.
fn ends_sentence(scan: &Scan<'_>, i: usize) -> bool {
    scan.mark(i, ".!?") && !scan.glued(i + 1)
}

/// Whether the token is among the first of its sentence or line, a preposition or two before it.
fn opens_sentence(scan: &Scan<'_>, first: usize) -> bool {
    (0..=3).any(|back| {
        let Some(i) = first.checked_sub(back) else {
            return false;
        };
        let starts = i == 0 || !scan.same_line(i) || (scan.mark(i - 1, ".!?”\"") && !scan.glued(i));
        starts && (i..first).all(|between| !scan.mark(between, ".!?"))
    })
}

/// `26 June - 4 August 1952`, `from May 15 to August 16, 1988`: the year behind the second date
/// is the first one's too.
fn share_years(scan: &Scan<'_>, expressions: &mut [Expression]) {
    for i in 1..expressions.len() {
        let Some([first, second]) = expressions.get_mut(i - 1..=i) else {
            continue;
        };
        let linked = second.first == first.next + 1
            && (scan.mark(first.next, "-–—")
                || scan.any(first.next, &["to", "until", "and", "through", "till"]));
        if let (Meaning::At(point @ Point::DayOfMonth(_)), true) = (&mut first.meaning, linked) {
            let other = second.meaning.point();
            if let (Point::DayOfMonth(day), Some(Point::MonthDay(month, last, year))) =
                (*point, other.map(Point::as_month_day))
                && day < last
            {
                *point = Point::MonthDay(month, day, year);
            }
        }
        if let (Meaning::At(Point::Season(_, unsaid @ YearRef::Unsaid)), true) =
            (&mut first.meaning, linked)
            && let Some(Point::Season(_, year @ YearRef::Known(_))) = second.meaning.point()
        {
            *unsaid = year;
            continue;
        }
        if let (Meaning::At(Point::Month(month, unsaid @ YearRef::Unsaid)), true) =
            (&mut first.meaning, linked)
            && let Some(Point::Month(last, YearRef::Unsaid)) = second.meaning.point()
            && last < *month
        {
            // What is told goes over New Year.
            *unsaid = YearRef::Winter;
            continue;
        }
        let Some((year, last)) = second
            .meaning
            .point()
            .and_then(Point::known_month)
            .filter(|_| linked)
        else {
            continue;
        };
        if let Meaning::At(
            Point::MonthDay(month, _, unsaid @ YearRef::Unsaid)
            | Point::Month(month, unsaid @ YearRef::Unsaid),
        ) = &mut first.meaning
        {
            *unsaid = YearRef::Known(if *month > last { year - 1 } else { year });
        }
    }
}

/// Written years from which a text is history if half of them are long past ...
const MANY: usize = 8;
/// ... and if nearly all of them are.
const SOME: usize = 5;

/// A text with one bare weekday, "yesterday" or "today" to so many years is news.
const NEWS: usize = 4;

fn is_narrative(read: &[Read<'_>], anchor: Option<NaiveDate>) -> bool {
    let years: Vec<i32> = read
        .iter()
        .flat_map(|piece| &piece.expressions)
        .filter_map(|expression| expression.meaning.point()?.known_year())
        .collect();
    let past = match anchor {
        Some(day) => years.iter().filter(|&&year| year < day.year() - 1).count(),
        None => years
            .iter()
            .filter(|&&year| Some(&year) != years.first())
            .count(),
    };
    // Who tells what happened "on Friday" or "yesterday" counts from the day of writing.
    let deictic = read
        .iter()
        .flat_map(|piece| &piece.expressions)
        .filter(|expression| expression.meaning.is_counted_from_writing())
        .count();
    if anchor.is_some() && deictic * NEWS >= years.len() && deictic > 1 {
        return false;
    }
    let (all, share) = (years.len(), past * 10);
    (all >= MANY && share >= all * 5) || (all >= SOME && share >= all * 8)
}

#[cfg(test)]
mod tests;
