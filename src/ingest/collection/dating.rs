//! A date for an article that states none, from what the page it stood on shows of others.

use chrono::{Datelike as _, Days, NaiveDate, Weekday};

use crate::article::{ArticleId, Change, DateKind, Label, Mention, Moment, Patch, Published, Span};
use crate::ingest::calendar::lexicon::{Form, look_up};
use crate::ingest::plain;

/// How sure an inferred date is: right more often than not, not more.
const CONFIDENCE: f32 = 0.4;

/// What is needed to date an article later.
#[derive(Debug)]
pub(super) struct Undated {
    weekday: Weekday,
    /// The expression as written ("on Sunday").
    expression: String,
}

/// What dating an article without a date would need, if it tells a weekday in its lead.
pub(super) fn undated(text: &str, lines: &[Option<Label>], body: &[Span]) -> Option<Undated> {
    let lead = *body.first()?;
    let words = lead.of(text).split(|c: char| !c.is_alphanumeric());
    let mut weekdays = words.filter_map(|word| word.parse::<Weekday>().ok());
    // Most leads name none, and need not be looked through for the times they speak of.
    weekdays.next()?;
    let mentions = plain::mentions_in(text, lines, body, None);
    let (mention, weekday) = reported_weekday(text, lead, &mentions)?;
    Some(Undated {
        weekday,
        expression: mention.span.of(text).to_owned(),
    })
}

/// The weekday of what the lead reports, with the expression that names it.
fn reported_weekday<'a>(
    text: &str,
    lead: Span,
    mentions: &'a [Mention],
) -> Option<(&'a Mention, Weekday)> {
    mentions
        .iter()
        .filter(|mention| lead.start <= mention.span.start && mention.span.end <= lead.end)
        .filter(|mention| mention.value.is_none())
        .find_map(|mention| Some((mention, weekday_in(mention.span.of(text))?)))
}

/// The weekday an expression names, in whatever language, if it names nothing else but a
/// preposition.
fn weekday_in(expression: &str) -> Option<Weekday> {
    let mut words = expression.split_whitespace().rev();
    let name = look_up(words.next()?).weekday?;
    let weekday = Weekday::try_from(name.number.checked_sub(1)?).ok()?;
    (name.form == Form::Full && words.count() <= 1).then_some(weekday)
}

/// The patch that dates an article, given the first day it can have been on the page.
pub(super) fn date(id: ArticleId, undated: &Undated, bound: NaiveDate) -> Option<Patch> {
    let ahead = undated.weekday.days_since(bound.weekday());
    let day = bound.checked_add_days(Days::new(u64::from(ahead)))?;
    let last = day.checked_add_days(Days::new(6)).unwrap_or(day);
    let published = Published {
        value: Some(Moment::day(day)),
        kind: DateKind::Inferred,
        evidence: format!(
            "the page shows the headline of an article published on {bound}, so it was saved on \
             that day or later; its lead reports what happened “{}”, and the first {} from then on \
             is {day}",
            undated.expression,
            english(undated.weekday),
        ),
        confidence: Some(CONFIDENCE),
        range: Some((day, last)),
    };
    Some(Patch {
        id,
        change: Change::Published(published),
    })
}

/// The patch that takes such a date back: what bounded it names no one article any more.
pub(super) fn unbound(id: ArticleId) -> Patch {
    let published = Published {
        evidence: "nothing states it, and no headline on the page bounds it any more".to_owned(),
        ..Published::default()
    };
    let change = Change::Published(published);
    Patch { id, change }
}

fn english(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_weekday_is_known_in_every_language() {
        for (expression, weekday) in [
            ("on Sunday", Weekday::Sun),
            ("Friday", Weekday::Fri),
            ("Freitag", Weekday::Fri),
            ("lundi", Weekday::Mon),
            ("miércoles", Weekday::Wed),
            ("пятницу", Weekday::Fri),
            ("الجمعة", Weekday::Fri),
        ] {
            assert_eq!(weekday_in(expression), Some(weekday), "{expression}");
        }
        for expression in [
            "the following Friday morning",
            "the last Sunday",
            "yesterday",
            "mar",
            "",
        ] {
            assert_eq!(weekday_in(expression), None, "{expression}");
        }
    }
}
