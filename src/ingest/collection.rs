//! What only many articles together tell: which are there again (`again`), which article a related
//! headline names, and from when on an undated article can have been on the page.
//!
//! A page that shows the headline of an article dated the 5th was saved on or after the 5th. If its
//! own lead then tells what happened "on Sunday", it was most likely published on the first Sunday
//! from the 5th on, or within the six days after. That is a guess with a reason, and says so.
//! Without such a bound an undated article stays undated.
//!
//! Promises: linear in the collection; keeps a few words per article; gives the same patches whatever the order of reading; no
//! inferred date is evidence for another.

mod again;

use std::collections::HashMap;
use std::collections::hash_map::{DefaultHasher, Entry};
use std::hash::{Hash as _, Hasher as _};

use chrono::{Datelike as _, Days, NaiveDate, Weekday};

use crate::article::{
    Article, ArticleId, Change, DateKind, Mention, Moment, Patch, Precision, Published,
};
use crate::text;

use super::calendar::lexicon::{Form, look_up};
use super::plain;
use again::Repeats;

/// How sure an inferred date is: right more often than not, not more.
const CONFIDENCE: f32 = 0.4;
/// Shorter headlines ("Weather") name no article.
const SHORTEST_HEADLINE: usize = 12;

/// Gathers while articles arrive, and concludes when all are there.
#[derive(Debug, Default)]
pub struct Pass {
    repeats: Repeats,
    headlines: HashMap<u64, Named>,
    citing: Vec<Citing>,
}

/// The articles under one folded headline.
#[derive(Debug)]
struct Named {
    id: ArticleId,
    day: Option<NaiveDate>,
    /// Whether it stands over articles of several days, or over several of unknown day: then it
    /// names none of them. One day's are one news, saved twice or told again: the first stands for
    /// all.
    shared: bool,
}

impl Named {
    /// Another article carries it too.
    fn again(&mut self, id: ArticleId, day: Option<NaiveDate>) {
        self.shared |= day.is_none() || self.day != day;
        self.id = self.id.min(id);
    }
}

/// An article that shows headlines of others.
#[derive(Debug)]
struct Citing {
    id: ArticleId,
    headlines: Vec<(u16, u64)>,
    undated: Option<Undated>,
}

/// What is needed to date an article later.
#[derive(Debug)]
struct Undated {
    weekday: Weekday,
    /// The expression as written ("on Sunday").
    expression: String,
}

/// What one article brings into the collection, so that taking note of it costs nothing more.
#[derive(Debug)]
pub struct Note {
    /// Its headline as a number, and the day it states.
    headline: Option<(u64, Option<NaiveDate>)>,
    /// Headlines of others that it shows.
    citing: Vec<(u16, u64)>,
    undated: Option<Undated>,
}

impl Note {
    /// What is worth noting of an article; `None` if nothing is. Linear in its headlines, and in
    /// its text where it may have to be dated.
    pub fn of(article: &Article) -> Option<Self> {
        let headline = article.headline.as_deref().and_then(name_of);
        let related = article.related.iter().zip(0_u16..);
        let citing: Vec<_> = related
            .filter_map(|(related, at)| {
                let headline = related.headline?.of(&article.text);
                Some((at, name_of(headline)?))
            })
            .collect();
        let undated = (!citing.is_empty()).then(|| undated(article)).flatten();
        (headline.is_some() || !citing.is_empty()).then(|| Self {
            headline: headline.map(|name| (name, stated_day(&article.published))),
            citing,
            undated,
        })
    }
}

impl Pass {
    /// An empty pass.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes note of the digests of the next article; of every one, in the order of reading.
    pub fn meet(&mut self, digests: [u64; 3]) {
        self.repeats.take(digests);
    }

    /// Takes what was noted of an article.
    pub fn take(&mut self, id: ArticleId, note: Note) {
        if let Some((headline, day)) = note.headline {
            match self.headlines.entry(headline) {
                Entry::Vacant(free) => {
                    let shared = false;
                    free.insert(Named { id, day, shared });
                }
                Entry::Occupied(mut taken) => taken.get_mut().again(id, day),
            }
        }
        if !note.citing.is_empty() {
            self.citing.push(Citing {
                id,
                headlines: note.citing,
                undated: note.undated,
            });
        }
    }

    /// What the collection tells, in the order of the articles.
    pub fn finish(self) -> Vec<Patch> {
        let mut patches = self.repeats.finish();
        for citing in self.citing {
            let named = |name: &u64| {
                let named = self.headlines.get(name);
                named.filter(|named| !named.shared && named.id != citing.id)
            };
            let mut bound: Option<(NaiveDate, ArticleId)> = None;
            for (at, name) in &citing.headlines {
                let Some(named) = named(name) else { continue };
                patches.push(Patch {
                    id: citing.id,
                    change: Change::RelatedIs(*at, named.id),
                });
                if let Some(day) = named.day
                    && bound.is_none_or(|(latest, _)| day > latest)
                {
                    bound = Some((day, named.id));
                }
            }
            if let (Some(undated), Some((day, _))) = (&citing.undated, bound) {
                patches.extend(date(citing.id, undated, day));
            }
        }
        patches
    }
}

/// What dating the article would need, if it has no date but tells a weekday in its lead.
fn undated(article: &Article) -> Option<Undated> {
    if article.published.kind != DateKind::None {
        return None;
    }
    let words = article.lead().split(|c: char| !c.is_alphanumeric());
    let mut weekdays = words.filter_map(|word| word.parse::<Weekday>().ok());
    // Most leads name none, and need not be looked through for the times they speak of.
    weekdays.next()?;
    let mentions = plain::find_mentions(article);
    let (mention, weekday) = reported_weekday(article, &mentions)?;
    Some(Undated {
        weekday,
        expression: mention.span.of(&article.text).to_owned(),
    })
}

/// The headline as it is compared: folded, as a number; `None` for what is too short to name one.
fn name_of(headline: &str) -> Option<u64> {
    let mut hasher = DefaultHasher::new();
    let mut length = 0;
    text::for_each_word(headline, |word| {
        length += word.len() + 1;
        word.hash(&mut hasher);
    });
    (length >= SHORTEST_HEADLINE).then(|| hasher.finish())
}

/// The day of publication, if the document itself states it.
fn stated_day(published: &Published) -> Option<NaiveDate> {
    let moment = published
        .value
        .filter(|_| published.kind == DateKind::Explicit)?;
    (moment.precision >= Precision::Day).then(|| moment.local.date())
}

/// The weekday of what the lead reports, with the expression that names it.
fn reported_weekday<'a>(
    article: &Article,
    mentions: &'a [Mention],
) -> Option<(&'a Mention, Weekday)> {
    let lead = article.body.first()?;
    mentions
        .iter()
        .filter(|mention| lead.start <= mention.span.start && mention.span.end <= lead.end)
        .filter(|mention| mention.value.is_none())
        .find_map(|mention| Some((mention, weekday_in(mention.span.of(&article.text))?)))
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
fn date(id: ArticleId, undated: &Undated, bound: NaiveDate) -> Option<Patch> {
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
