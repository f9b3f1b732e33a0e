//! Times counted back from today in the other languages (`vor zwei Wochen`, `due giorni fa`), and
//! months that stand alone (`im Oktober`). The words stand in [`Counting`], one table a language.

use super::{Said, after};
use crate::ingest::calendar::counting::{self, Counting};
use crate::ingest::calendar::english::Unit;
use crate::ingest::calendar::lexicon::{Form, fold};
use crate::ingest::calendar::speech::Speech;
use crate::ingest::dates::scan::Scan;
use crate::ingest::mentions::expression::{Base, Point, YearRef};

/// The longest counted length or lone month at token `i`.
pub(super) fn counted_at(scan: &Scan<'_>, speech: &Speech, i: usize) -> Option<Said> {
    let counting = counting::of(speech.tag)?;
    back(scan, counting, i)
        .or_else(|| ahead(scan, counting, i))
        .or_else(|| month_alone(scan, counting, i))
}

/// `vor einer Woche`, `il y a dix ans`, `два года назад`, `قبل عامين`.
fn back(scan: &Scan<'_>, counting: &Counting, i: usize) -> Option<Said> {
    let (before, behind) = counting.ago;
    let told = |(count, unit, next): (i32, Unit, usize)| {
        Some((from_today(counting, unit, count.checked_neg()?), next))
    };
    if let Some(length) = after(scan, i, before)
        && let Some(found) = length_at(scan, counting, length)
    {
        return told(found);
    }
    let (count, unit, next) = length_at(scan, counting, i)?;
    let next = after(scan, next, behind).filter(|_| scan.same_line(next))?;
    told((count, unit, next))
}

/// `dans deux ans`, `через два года`, `in zwei Wochen`.
fn ahead(scan: &Scan<'_>, counting: &Counting, i: usize) -> Option<Said> {
    let length = after(scan, i, counting.ahead)?;
    let (count, unit, next) = length_at(scan, counting, length)?;
    // "Через два дня после выборов": from the vote, not from today.
    let from = after(scan, next, AFTER).is_some();
    (!from).then(|| (from_today(counting, unit, count), next))
}

/// So many units from today. A Persian year begins in March: which of ours is meant is not told.
fn from_today(counting: &Counting, unit: Unit, count: i32) -> Option<Point> {
    let told = counting.tag != "fa" || unit < Unit::Month;
    told.then_some(Point::Unit(unit, count, Base::Anchor))
}

/// Words that tell from when on a length is counted.
const AFTER: &str = "после|після|nach|après|dopo|después|depois|na|po";

/// A number and a unit: how many, of what, and the token after them.
fn length_at(scan: &Scan<'_>, counting: &Counting, i: usize) -> Option<(i32, Unit, usize)> {
    let number = match scan.number(i) {
        Some((number, 1..=3)) => Some((i32::try_from(number).ok()?, i + 1)),
        Some(_) => return None,
        None => (1..)
            .zip(counting.numbers)
            .find_map(|(number, words)| Some((number, after(scan, i, words)?))),
    };
    let noun = number.map_or(i, |(_, next)| next);
    let mut forms = counting.units.iter();
    let (unit, own, next) =
        forms.find_map(|(words, unit, own)| Some((*unit, *own, after(scan, noun, words)?)))?;
    let count = match number {
        Some((number, _)) => number,
        None => own,
    };
    (count > 0 && (noun == i || scan.same_line(noun))).then_some((count, unit, next))
}

/// `im Oktober`, `fin octobre`, `w październiku`, `Ekim ayında`: the month.
fn month_alone(scan: &Scan<'_>, counting: &Counting, i: usize) -> Option<Said> {
    let name = scan.entry(i).month.filter(|name| name.form == Form::Full)?;
    let (before, behind) = counting.month;
    let year_behind = scan.number(i + 1).is_some() && scan.same_line(i + 1);
    let introduced = before.split('|').any(|words| stands_before(scan, i, words))
        || after(scan, i + 1, behind).is_some() && scan.same_line(i + 1);
    let numbered = i > 0 && scan.number(i - 1).is_some();
    let month = Point::Month(u32::from(name.number), YearRef::Unsaid);
    (introduced && !year_behind && !numbered).then_some((Some(month), i + 1))
}

/// Whether the words stand right before the token at `i`.
fn stands_before(scan: &Scan<'_>, i: usize, words: &str) -> bool {
    let mut at = i;
    let mut any = false;
    for word in words.rsplit(' ').filter(|word| !word.is_empty()) {
        let Some(before) = at.checked_sub(1).filter(|_| scan.same_line(at)) else {
            return false;
        };
        let mark = word.chars().all(|c| !c.is_alphanumeric());
        let same = if mark {
            scan.mark(before, word)
        } else {
            scan.is_word(before) && fold(scan.str(before)) == fold(word)
        };
        if !same {
            return false;
        }
        (at, any) = (before, true);
    }
    any
}
