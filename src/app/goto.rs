//! Going to a date in the timeline: any date as it is written or said.
//!
//! Promises: what is understood is said while it is typed, with how many articles stand there;
//! Enter goes there and changes no filter, Tab filters to it; what is relative counts from today.

use chrono::{Datelike as _, Days, NaiveDate, NaiveDateTime};

use crate::action::Action;
use crate::app::moment::counted;
use crate::app::picker;
use crate::app::prompt::Prompt;
use crate::app::scene::{Outcome, Scene};
use crate::app::screen::{Area, Screen};
use crate::article::{Mention, MentionIn, Moment, Precision, Span};
use crate::ingest::dates::{DayMonthOrder, find_moments};
use crate::ingest::mentions::{self, Piece};
use crate::query::{self, DateTest, DaySpan};
use crate::search::timex_days;
use crate::timeline::span;

/// Columns at most, with the border.
const WIDEST: u16 = 72;

/// State of the line.
#[derive(Clone, Debug, Default)]
pub struct GoTo {
    prompt: Prompt,
}

impl GoTo {
    /// The line being typed.
    pub fn prompt(&self) -> &Prompt {
        &self.prompt
    }

    /// Types a text.
    pub fn typed(&mut self, text: &str) -> Vec<Outcome> {
        self.prompt.insert(text);
        Vec::new()
    }

    /// Carries out what a key means here; `filter` is the filter line.
    pub fn act(&mut self, action: Action, scene: &Scene, filter: &str) -> Vec<Outcome> {
        let text = self.prompt.text();
        match action {
            Action::Restore => vec![Outcome::Close],
            Action::DeleteBack if text.is_empty() => vec![Outcome::Close],
            Action::Enter | Action::Complete if text.trim().is_empty() => vec![Outcome::Close],
            Action::Enter | Action::Complete => match understood(text, scene.today) {
                Some(test) if action == Action::Complete => {
                    vec![
                        Outcome::Close,
                        Outcome::Filter(query::set_dates(filter, test)),
                    ]
                }
                Some(test) => start(&test).map(Outcome::GoTo).into_iter().collect(),
                None => vec![Outcome::Say(format!(
                    "no date is known by “{}”",
                    text.trim()
                ))],
            },
            edit => {
                self.prompt.edit(edit);
                Vec::new()
            }
        }
    }

    /// What is understood so far, and how many articles of the result stand there.
    pub fn answer(&self, scene: &Scene) -> String {
        let text = self.prompt.text();
        if text.trim().is_empty() {
            return "2018 · 2018-01-07T14 · 5 March 2018 · last march · friday".to_owned();
        }
        match understood(text, scene.today) {
            Some(test) => format!(
                "{test}: {}",
                counted(standing(&test, scene), "article", "articles")
            ),
            None => "no date yet".to_owned(),
        }
    }
}

/// Where it stands.
pub fn area(screen: &Screen) -> Area {
    let whole = picker::area(screen, WIDEST, 1);
    Area {
        height: whole.height.min(4),
        ..whole
    }
}

/// Articles that everything but the filter's dates leaves, on the days of a span.
fn standing(test: &DateTest, scene: &Scene) -> usize {
    let Some((start, end)) = span::reach(test) else {
        return 0;
    };
    let inside = |day: NaiveDate| {
        let first = start.is_none_or(|start| start.date() <= day);
        first && end.is_none_or(|end| NaiveDateTime::from(day) < end)
    };
    let days = scene.hits.as_ref().map_or(&[][..], |hits| &hits.dates.days);
    days.iter()
        .filter(|count| inside(count.day))
        .map(|count| count.count)
        .sum()
}

/// The first moment of a span, of one without a beginning the last.
fn start(test: &DateTest) -> Option<NaiveDateTime> {
    let (start, end) = span::reach(test)?;
    start.or(end)
}

/// The span that a text means: a value of the filter line, a date as it is written in news, or an
/// expression that counts from `today`.
fn understood(text: &str, today: NaiveDate) -> Option<DateTest> {
    let text = text.trim();
    let days = |first, last| {
        Some(DateTest::In(DaySpan {
            first: Some(first),
            last: Some(last),
        }))
    };
    match as_filter(text) {
        Some(DateTest::Today) => return days(today, today),
        Some(DateTest::Weekday(wanted)) => {
            // The last one there was, today among them.
            let ago = (today.weekday().number_from_monday() + 7 - u32::from(wanted)) % 7;
            let day = today.checked_sub_days(Days::new(u64::from(ago)))?;
            return days(day, day);
        }
        Some(DateTest::Last(length)) => {
            let before = Days::new(u64::from(length.saturating_sub(1)));
            return days(today.checked_sub_days(before)?, today);
        }
        Some(test) if span::reach(&test).is_some() => return Some(test),
        _ => {}
    }
    let written = find_moments(text, DayMonthOrder::default());
    if let [only] = written.as_slice()
        && only.moment.precision >= Precision::Day
    {
        let (first, last) = only.moment.days();
        return days(first, last);
    }
    let (first, last) = said(text, today).or_else(|| said(&with_capitals(text), today))?;
    let day = NaiveDate::from_num_days_from_ce_opt;
    days(day(first)?, day(last)?)
}

/// First and last day of the first time expression that counts from `today`.
fn said(text: &str, today: NaiveDate) -> Option<(i32, i32)> {
    let piece = Piece {
        span: Span::new(0, text.len()),
        place: MentionIn::Body,
    };
    let found = mentions::find(text, &[piece], Some(Moment::day(today)));
    let days = |mention: &Mention| timex_days(mention.value.as_deref()?);
    found.iter().find_map(days)
}

/// Months and days are written with capitals in English, seldom typed so.
fn with_capitals(text: &str) -> String {
    let words = text.split_whitespace().map(|word| {
        let mut letters = word.chars();
        let first = letters.next().map(char::to_uppercase);
        first
            .into_iter()
            .flatten()
            .chain(letters)
            .collect::<String>()
    });
    words.collect::<Vec<_>>().join(" ")
}

/// What the filter line would understand of `date:` and this text.
fn as_filter(text: &str) -> Option<DateTest> {
    if text.is_empty() || text.contains(char::is_whitespace) {
        return None;
    }
    let parsed = query::parse(&format!("date:{text}"));
    let is_whole = parsed.faults.is_empty() && parsed.query.terms.len() == 1;
    query::date_term(&parsed.query)
        .filter(|_| is_whole)
        .cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_they_are_written_and_said() {
        // A Thursday.
        let today = NaiveDate::from_ymd_opt(2026, 1, 15).unwrap();
        for (text, wanted) in [
            ("2018", "2018"),
            ("2018-03", "2018-03"),
            ("2018-03-05", "2018-03-05"),
            ("2018-01-07T14", "2018-01-07T14"),
            ("2018-01..2018-03", "2018-01..2018-03"),
            ("5 March 2018", "2018-03-05"),
            ("March 2018", "2018-03"),
            ("last march", "2025-03"),
            ("yesterday", "2026-01-14"),
            ("today", "2026-01-15"),
            ("friday", "2026-01-09"),
            ("thursday", "2026-01-15"),
            ("last year", "2025"),
            ("three days ago", "2026-01-12"),
            ("last-7d", "2026-01-09..2026-01-15"),
        ] {
            let found = understood(text, today).map(|test| test.to_string());
            assert_eq!(found.as_deref(), Some(wanted), "{text}");
        }
        for text in ["", "xyzzy", "none", "the day", "99"] {
            assert_eq!(understood(text, today), None, "{text}");
        }
    }
}
